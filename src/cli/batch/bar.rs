//! Progress over many articles, on a terminal.

use std::fs;
use std::io::{IsTerminal, stdin};
use std::sync::atomic::Ordering;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::article::{Files, Meter};
use crate::report::number::{count, thousands};

/// A bar over the bytes of the inputs; hidden when standard error is no terminal.
pub struct Bar {
    shown: ProgressBar,
    meter: Meter,
    done: u64,
    /// True once it tells what is left: the first articles say little about the rest.
    foretells: bool,
}

/// From here on the rate is worth telling.
const WARM: Duration = Duration::from_secs(1);

impl Bar {
    /// `files` are gone through once more for their sizes, only where a bar is shown. A pipe has no size: there, articles
    /// are counted. Nothing is shown while somebody types.
    pub fn new(wanted: bool, files: Files, meter: Meter) -> Self {
        let shown = ProgressBar::hidden();
        let target = ProgressDrawTarget::stderr();
        let piped = files.reads_stdin();
        if wanted && !target.is_hidden() && !(piped && stdin().is_terminal()) {
            if !piped {
                let sizes = files.filter_map(Result::ok).filter_map(|file| fs::metadata(file.path).ok());
                shown.set_length(sizes.map(|size| size.len()).sum());
            }
            shown.set_draw_target(target);
            shown.set_style(style(if piped { "{spinner} {msg}" } else { "{wide_bar} {percent:>3} %{msg}" }));
            shown.enable_steady_tick(Duration::from_millis(200));
        }
        Self { shown, meter, done: 0, foretells: piped }
    }

    /// One more article is through.
    pub fn step(&mut self) {
        if self.shown.is_hidden() {
            return;
        }
        self.done += 1;
        self.shown.set_position(self.meter.load(Ordering::Relaxed));
        let elapsed = self.shown.elapsed();
        if elapsed < WARM {
            return;
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // A positive rate.
        let rate = (self.done as f64 / elapsed.as_secs_f64()) as u64;
        self.shown.set_message(format!("{} · {}/s", count(self.done, "article"), thousands(rate)));
        if !std::mem::replace(&mut self.foretells, true) {
            self.shown.set_style(style("{wide_bar} {percent:>3} % · {msg} · {eta} left"));
        }
    }

    /// Prints something while the bar is away.
    pub fn aside<R>(&self, print: impl FnOnce() -> R) -> R {
        self.shown.suspend(print)
    }
}

fn style(template: &str) -> ProgressStyle {
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    style.progress_chars("━╸ ")
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.shown.finish_and_clear();
    }
}
