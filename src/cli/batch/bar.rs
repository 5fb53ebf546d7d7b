//! Progress over many articles, on a terminal.

use std::fs;
use std::sync::atomic::Ordering;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::article::{Files, Meter};
use crate::report::number::thousands;

/// A bar over the bytes of the inputs; hidden when standard error is no terminal.
pub struct Bar {
    shown: ProgressBar,
    meter: Meter,
    done: u64,
}

impl Bar {
    /// `files` are gone through once more for their sizes, only where a bar is shown; standard input has no size, and
    /// gets no bar.
    pub fn new(wanted: bool, files: Files, meter: Meter) -> Self {
        let bar = ProgressBar::hidden();
        let target = ProgressDrawTarget::stderr();
        if wanted && !target.is_hidden() && !files.reads_stdin() {
            let sizes = files.filter_map(Result::ok).filter_map(|file| fs::metadata(file.path).ok());
            bar.set_length(sizes.map(|size| size.len()).sum());
            bar.set_draw_target(target);
            let template = "{wide_bar} {percent:>3} % · {msg} · {eta} left";
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style.progress_chars("━╸ "));
            }
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self { shown: bar, meter, done: 0 }
    }

    /// One more article is through.
    pub fn step(&mut self) {
        if self.shown.is_hidden() {
            return;
        }
        self.done += 1;
        self.shown.set_position(self.meter.load(Ordering::Relaxed));
        let seconds = self.shown.elapsed().as_secs_f64().max(0.001);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // A positive rate.
        let rate = (self.done as f64 / seconds) as u64;
        self.shown.set_message(format!("{} articles · {}/s", thousands(self.done), thousands(rate)));
    }

    /// Prints something while the bar is away.
    pub fn aside<R>(&self, print: impl FnOnce() -> R) -> R {
        self.shown.suspend(print)
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.shown.finish_and_clear();
    }
}
