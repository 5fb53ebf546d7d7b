//! Ctrl-C: the articles in work are finished, then the run ends; a second one ends it at once.

use std::io::{IsTerminal, stdin};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::error::Error;

/// A flag that a signal raises. Who types an article ends the program as always: reading a terminal cannot be left
/// otherwise.
pub fn on_ctrl_c(inputs: &[PathBuf]) -> Arc<AtomicBool> {
    let stopped = Arc::new(AtomicBool::new(false));
    if inputs.iter().any(|input| input.as_os_str() == "-") && stdin().is_terminal() {
        return stopped;
    }
    for signal in [SIGINT, SIGTERM] {
        // Where the system has no such signal, it ends the program at once.
        let _ = flag::register_conditional_shutdown(signal, Error::INTERRUPTED.into(), Arc::clone(&stopped));
        let _ = flag::register(signal, Arc::clone(&stopped));
    }
    stopped
}
