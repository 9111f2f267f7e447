//! Work on several plans at once, on threads of its own: a layout calls itself deeply, and a pool whose threads take up other layouts while
//! they wait would pile one upon the other.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread::{self, Builder};

/// The stack of each thread. Only what is used of it takes memory.
const STACK: usize = 64 << 20;

/// How many results may wait for those before them, for each thread: what is made at once, memory has room for.
const AHEAD: usize = 4;

/// How far the work is.
struct State<R> {
    /// The first item that nobody has begun.
    next: usize,
    /// How many results were handed over.
    handed: usize,
    /// Those that wait for others before them. A panic is handed over as well.
    waiting: BTreeMap<usize, thread::Result<R>>,
}

/// Does some work for each item, several at once, and hands the results over in the order of the items.
pub(super) fn in_order<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync, mut done: impl FnMut(R)) {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    // The engine divides one document among the threads of the common pool, whose stacks are small.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global();
    let state = Mutex::new(State { next: 0, handed: 0, waiting: BTreeMap::new() });
    let changed = Condvar::new();
    let lock = || state.lock().unwrap_or_else(PoisonError::into_inner);
    let take = || {
        let mut state = lock();
        while state.next < items.len() && state.next >= state.handed + threads * AHEAD {
            state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let at = state.next;
        state.next += 1;
        items.get(at).map(|item| (at, item))
    };
    let run = || {
        while let Some((at, item)) = take() {
            let result = catch_unwind(AssertUnwindSafe(|| work(item)));
            lock().waiting.insert(at, result);
            changed.notify_all();
        }
    };
    // Nobody waits for a place that is never free again, where a panic ends the work.
    let end = || {
        lock().next = items.len();
        changed.notify_all();
    };
    thread::scope(|scope| {
        let _end = AtTheEnd(&end);
        let started =
            (0..threads).filter(|_| Builder::new().stack_size(STACK).spawn_scoped(scope, run).is_ok()).count();
        if started == 0 {
            for item in items {
                done(work(item));
            }
            return;
        }
        for at in 0..items.len() {
            let mut state = lock();
            let result = loop {
                if let Some(result) = state.waiting.remove(&at) {
                    break result;
                }
                state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            };
            state.handed = at + 1;
            drop(state);
            changed.notify_all();
            match result {
                Ok(result) => done(result),
                Err(panic) => resume_unwind(panic),
            }
        }
    });
}

/// Does something when it is dropped, also in a panic.
struct AtTheEnd<'e>(&'e dyn Fn());

impl Drop for AtTheEnd<'_> {
    fn drop(&mut self) {
        (self.0)();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..200).collect();
        let mut out = Vec::new();
        in_order(
            &items,
            |item| {
                // The earlier ones take longer.
                thread::sleep(std::time::Duration::from_micros(200 - *item as u64));
                item * 2
            },
            |result| out.push(result),
        );
        assert_eq!(out, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        in_order(&[] as &[usize], |item| *item, |_| panic!("there is nothing to do"));
    }

    #[test]
    fn no_more_results_wait_than_there_is_room_for() {
        let (made, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let items = vec![(); 500];
        in_order(
            &items,
            |()| {
                let waiting = made.fetch_add(1, Ordering::SeqCst) + 1;
                most.fetch_max(waiting, Ordering::SeqCst);
            },
            |()| {
                thread::sleep(std::time::Duration::from_micros(50));
                made.fetch_sub(1, Ordering::SeqCst);
            },
        );
        let threads = thread::available_parallelism().map_or(1, usize::from);
        assert!(most.into_inner() <= threads * (AHEAD + 1) + 1);
    }

    #[test]
    fn a_panic_is_handed_over_and_ends_the_work() {
        let items: Vec<usize> = (0..1000).collect();
        let in_the_work = || in_order(&items, |item| assert_ne!(*item, 2), |()| {});
        assert!(catch_unwind(AssertUnwindSafe(in_the_work)).is_err());
        let behind_it = || in_order(&items, |item| *item, |item| assert_ne!(item, 2));
        assert!(catch_unwind(AssertUnwindSafe(behind_it)).is_err());
    }
}
