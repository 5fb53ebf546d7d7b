//! The articles of a run: which of them are to be done, and which did an earlier run?

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::unfinished::{Key, Whole};
use crate::article::{Raw, Stream};
use crate::error::Error;

/// The articles of a run, those that an earlier one did among them.
pub struct Things {
    stream: Stream,
    done: Option<Whole>,
    /// The next article that is done.
    awaited: Option<Key>,
    stopped: Arc<AtomicBool>,
}

pub enum Thing {
    Raw(Raw),
    /// An earlier run did it.
    Before {
        of_many: bool,
    },
    Failed(Error),
}

impl Things {
    /// `done` are those at the start that an earlier run did; nothing more comes once `stopped` is set.
    pub fn new(stream: Stream, done: Option<Whole>, stopped: Arc<AtomicBool>) -> Self {
        Self { stream, done, awaited: None, stopped }
    }

    /// Files in folders that were no articles, so far.
    pub fn passed_over(&self) -> u64 {
        self.stream.passed_over()
    }
}

impl Iterator for Things {
    type Item = Thing;

    fn next(&mut self) -> Option<Thing> {
        if self.stopped.load(Ordering::Relaxed) {
            return None;
        }
        let raw = match self.stream.next()? {
            Ok(raw) => raw,
            Err(error) => return Some(Thing::Failed(error)),
        };
        if let (None, Some(done)) = (&self.awaited, &mut self.done) {
            match done.next() {
                Ok(next) => self.awaited = next,
                Err(error) => return Some(Thing::Failed(error)),
            }
        }
        if self.awaited.as_ref().is_some_and(|awaited| *awaited == Key::of(raw.place())) {
            self.awaited = None;
            return Some(Thing::Before { of_many: raw.place().record.is_some() });
        }
        Some(Thing::Raw(raw))
    }
}
