//! Progress on standard error, only where that is a terminal.

use indicatif::{ProgressBar, ProgressStyle};

use crate::report::number::thousands;
use crate::training::Listener;

/// Shows how training goes on.
pub struct TrainingProgress {
    bar: ProgressBar,
    stage: String,
}

impl TrainingProgress {
    /// A spinner; hidden when `quiet`, and by itself when standard error is no terminal.
    pub fn new(quiet: bool) -> Self {
        let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new_spinner() };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(std::time::Duration::from_millis(120));
        Self { bar, stage: String::new() }
    }

    /// Takes the spinner away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Listener for TrainingProgress {
    fn stage(&mut self, what: &str) {
        what.clone_into(&mut self.stage);
        self.bar.set_message(self.stage.clone());
    }

    fn iteration(&mut self, number: u64, objective: f64) {
        self.bar.set_message(format!(
            "{}: iteration {}, objective {objective:.2}",
            self.stage,
            thousands(number)
        ));
    }
}
