//! Work on all cores.

use std::convert::Infallible;
use std::num::NonZeroUsize;
use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many pieces of work are done at a time: as many as there are cores.
pub fn cores() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Does pieces of work, so many at a time, until there are none; returns what comes of them in the
/// order in which they were taken. After an error no more are taken; of several errors, that of the
/// earliest piece is returned, so that it does not depend on which thread was faster.
pub fn on_cores<P: Send, T: Send, E: Send>(
    cores: NonZeroUsize,
    take: impl FnMut() -> Result<Option<P>, E> + Send,
    work: impl Fn(P) -> Result<T, E> + Sync,
) -> Result<Vec<T>, E> {
    let queue = Mutex::new(Queue {
        take,
        taken: 0,
        is_over: false,
    });
    let some = || {
        let mut done = Vec::new();
        loop {
            // The lock must not be held while the piece is worked on.
            let Some((at, piece)) = locked(&queue).next() else {
                return done;
            };
            let outcome = piece.and_then(&work);
            if outcome.is_err() {
                locked(&queue).is_over = true;
            }
            done.push((at, outcome));
        }
    };
    let mut done: Vec<(usize, Result<T, E>)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores.get()).map(|_| scope.spawn(some)).collect();
        let join = |worker: thread::ScopedJoinHandle<Vec<_>>| {
            worker
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        workers.into_iter().flat_map(join).collect()
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, outcome)| outcome).collect()
}

/// How many items make a piece of work.
const PIECE: usize = 16;

/// What comes of each item, in order, worked out on all cores.
pub(crate) fn each<I: Sync, T: Send>(items: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let mut pieces = items.chunks(PIECE);
    let take = || Ok::<_, Infallible>(pieces.next());
    let all = |piece: &[I]| Ok(piece.iter().map(&work).collect::<Vec<_>>());
    let Ok(done) = on_cores(cores(), take, all);
    done.into_iter().flatten().collect()
}

/// How many pieces of work may lie ready.
const READY: usize = 64;

/// Does pieces of work on all cores while this thread makes them, and returns what it made besides. After an error
/// what is made is dropped.
pub(crate) fn while_making<P: Send, T, E: Send>(
    make: impl FnOnce(&mut dyn FnMut(P)) -> T,
    work: impl Fn(P) -> Result<(), E> + Sync,
) -> Result<T, E> {
    let (give, take) = sync_channel(READY);
    let work = &work;
    thread::scope(|scope| {
        // Where nobody makes any more, there is no more work.
        let working = scope.spawn(move || on_cores(cores(), move || Ok(take.recv().ok()), work));
        let made = make(&mut |piece| {
            // Nobody takes a piece after an error, which is told below.
            let _ = give.send(piece);
        });
        drop(give);
        let done = working.join();
        done.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        Ok(made)
    })
}

/// A lock is held for no more than a value's change, which no panic leaves half done.
pub(crate) fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Hands out pieces of work.
struct Queue<F> {
    take: F,
    taken: usize,
    is_over: bool,
}

impl<F> Queue<F> {
    /// The next piece with its place in the order.
    fn next<P, E>(&mut self) -> Option<(usize, Result<P, E>)>
    where
        F: FnMut() -> Result<Option<P>, E>,
    {
        if self.is_over {
            return None;
        }
        let piece = (self.take)().transpose();
        self.is_over = piece.is_none();
        let at = self.taken;
        self.taken += 1;
        piece.map(|piece| (at, piece))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The squares of the numbers up to ten; the numbers of `faulty` cannot be squared.
    fn squares(cores: usize, faulty: &[usize]) -> Result<Vec<usize>, usize> {
        let mut numbers = 0..10;
        let work = |number: usize| {
            if faulty.contains(&number) {
                return Err(number);
            }
            // Later pieces are done earlier.
            thread::sleep(std::time::Duration::from_millis(10 - number as u64));
            Ok(number * number)
        };
        on_cores(
            NonZeroUsize::new(cores).unwrap(),
            || Ok(numbers.next()),
            work,
        )
    }

    #[test]
    fn results_come_in_order_and_the_first_error_wins() {
        for cores in [1, 3, 20] {
            assert_eq!(squares(cores, &[]), Ok((0..10).map(|at| at * at).collect()));
            assert_eq!(squares(cores, &[9, 6, 7]), Err(6));
        }
    }

    #[test]
    fn work_is_done_while_more_is_made() {
        let sum = Mutex::new(0);
        let add = |number: u32| match number {
            500 => Err("too much"),
            number => {
                *locked(&sum) += number;
                Ok(())
            }
        };
        let make = |last: u32| {
            move |give: &mut dyn FnMut(u32)| {
                (1..=last).for_each(give);
                last
            }
        };
        assert_eq!(while_making(make(400), add), Ok(400));
        assert_eq!(*locked(&sum), 80_200);
        assert_eq!(while_making(make(10_000), add), Err("too much"));
    }

    #[test]
    fn an_error_of_taking_comes_after_what_was_taken() {
        let mut numbers = 0..3;
        let taken = Mutex::new(Vec::new());
        let take = || numbers.next().map(Some).ok_or("unreadable");
        let work = |number| {
            locked(&taken).push(number);
            Ok(())
        };
        let outcome = on_cores(NonZeroUsize::new(2).unwrap(), take, work);
        assert_eq!(outcome, Err("unreadable"));
        assert_eq!(locked(&taken).len(), 3);
    }
}
