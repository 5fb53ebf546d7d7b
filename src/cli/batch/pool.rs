//! Work on many things at a time, and take the results in the order of the things.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::error::{Error, Result};

/// Results that may wait for an earlier one, for each thread; this bounds the memory.
const WAITING: u64 = 4;

/// Deep pages are nested calls; the memory is only touched when it is needed.
const STACK: usize = 32 << 20;

/// Where the things come from, and the number of the next.
struct Source<I> {
    things: I,
    next: u64,
}

/// Where the results go, and the number of the next.
struct Goal<R, T> {
    next: u64,
    waiting: BTreeMap<u64, R>,
    take: T,
    outcome: Result<()>,
    ended: bool,
}

/// Runs `work` on all things with as many threads as rayon has, each with a state of its own, and gives the results to
/// `take` in order, one at a time. `take` ends it all by returning false or an error; what is in work then is lost.
pub fn in_order<I, S, R, N, W, T>(things: I, new_state: N, work: W, take: T) -> Result<()>
where
    I: Iterator + Send,
    R: Send,
    N: Fn() -> S + Sync,
    W: Fn(I::Item, &mut S) -> R + Sync,
    T: FnMut(R) -> Result<bool> + Send,
{
    let threads = rayon::current_num_threads();
    let most = WAITING * threads as u64;
    let source = Mutex::new(Source { things, next: 0 });
    let goal = Mutex::new(Goal { next: 0, waiting: BTreeMap::new(), take, outcome: Ok(()), ended: false });
    let moved = Condvar::new();
    let worker = || {
        let mut state = new_state();
        loop {
            let (number, thing) = {
                let mut source = locked(&source);
                if locked(&goal).ended {
                    return;
                }
                let Some(thing) = source.things.next() else { return };
                source.next += 1;
                (source.next - 1, thing)
            };
            let result = work(thing, &mut state);
            let mut goal = locked(&goal);
            while number > goal.next + most && !goal.ended {
                goal = moved.wait(goal).unwrap_or_else(PoisonError::into_inner);
            }
            goal.put(number, result);
            drop(goal);
            moved.notify_all();
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            let started = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker);
            if let Err(error) = started {
                locked(&goal).outcome = Err(Error::io("start", "a thread", error));
                locked(&goal).ended = true;
            }
        }
    });
    goal.into_inner().unwrap_or_else(PoisonError::into_inner).outcome
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<R, T: FnMut(R) -> Result<bool>> Goal<R, T> {
    fn put(&mut self, number: u64, result: R) {
        self.waiting.insert(number, result);
        while let Some(result) = self.waiting.remove(&self.next) {
            self.next += 1;
            if self.ended {
                continue;
            }
            match (self.take)(result) {
                Ok(true) => {}
                Ok(false) => self.ended = true,
                Err(error) => {
                    self.outcome = Err(error);
                    self.ended = true;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_things() {
        let mut taken = Vec::new();
        let slow = |n: u64, (): &mut ()| {
            thread::sleep(std::time::Duration::from_micros((n % 7) * 300));
            n * n
        };
        in_order(
            0..200,
            || (),
            slow,
            |square| {
                taken.push(square);
                Ok(true)
            },
        )
        .unwrap();
        assert_eq!(taken, (0..200).map(|n| n * n).collect::<Vec<u64>>());
    }

    #[test]
    fn the_taker_ends_it() {
        let mut taken = 0;
        let ended = in_order(
            0..u64::MAX,
            || (),
            |n, ()| n,
            |n| {
                taken += 1;
                if n == 10 { Err(Error::usage("enough")) } else { Ok(true) }
            },
        );
        assert_eq!((ended.unwrap_err().exit_code(), taken), (2, 11));
        in_order(0..u64::MAX, || (), |n, ()| n, |n| Ok(n < 5)).unwrap();
    }
}
