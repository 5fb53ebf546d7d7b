//! A small memory for what is computed of words: a text says most of its words again.

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::FixedState;

/// How many words are remembered before all are forgotten.
const MOST: usize = 1 << 15;

/// Values of words by the hash of their lower-case form.
pub struct Remembered(RefCell<HashMap<u64, u64, FixedState>>);

impl Remembered {
    /// An empty memory.
    pub const fn new() -> Self {
        Self(RefCell::new(HashMap::with_hasher(FixedState::with_seed(0))))
    }

    /// The value of a word with this hash, computed only where it is not remembered.
    #[inline]
    pub fn get(&self, hash: u64, compute: impl FnOnce() -> u64) -> u64 {
        let mut known = self.0.borrow_mut();
        if let Some(&value) = known.get(&hash) {
            return value;
        }
        if known.len() >= MOST {
            known.clear();
        }
        let value = compute();
        known.insert(hash, value);
        value
    }
}

impl Default for Remembered {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_computed_once() {
        let memory = Remembered::default();
        assert_eq!(memory.get(7, || 1), 1);
        assert_eq!(memory.get(7, || 2), 1);
        assert_eq!(memory.get(8, || 3), 3);
    }

    #[test]
    fn the_memory_is_bounded() {
        let memory = Remembered::default();
        for word in 0..3 * MOST as u64 {
            assert_eq!(memory.get(word, || word + 1), word + 1);
        }
        assert!(memory.0.borrow().len() <= MOST);
    }
}
