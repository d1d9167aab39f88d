//! A subject that can be taken away from the engine: what counts the engine's steps, and ends a search that was asked
//! to stop.
//!
//! ```text
//! run(stop_at, spent, search) ─► the engine reads characters ─► every SLICE reads: is `spent` beyond `stop_at`?
//!                                                            └► yes: unwind to `run`, which answers Stopped
//! ```
//!
//! The engine's loop has no hook, and a search may take exponential time; but it reads its subject through a trait, so
//! the hook is here. What unwinds is no panic: no hook runs, and the engine holds only its own vectors, which the next
//! search clears.

use rustpython_sre_engine::{StrDrive, StringCursor};
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Reads between two looks at the request to stop.
const SLICE: u32 = 1 << 14;

thread_local! {
    static LEFT: Cell<u32> = const { Cell::new(SLICE) };
    static WATCH: RefCell<Option<Watch>> = const { RefCell::new(None) };
}

struct Watch {
    stop_at: Arc<AtomicU64>,
    spent: u64,
}

/// What a search unwinds with.
struct Stopped;

/// A subject that counts reads.
#[derive(Clone, Copy)]
pub(super) struct Watched<S>(pub(super) S);

#[inline(always)]
fn count() {
    LEFT.with(|left| match left.get().checked_sub(1) {
        Some(fewer) => left.set(fewer),
        None => look(left),
    });
}

#[cold]
#[inline(never)]
fn look(left: &Cell<u32>) {
    left.set(SLICE);
    let stop = WATCH.with_borrow_mut(|watch| {
        watch.as_mut().is_some_and(|watch| {
            watch.spent += u64::from(SLICE);
            watch.spent > watch.stop_at.load(Ordering::Relaxed)
        })
    });
    if stop {
        resume_unwind(Box::new(Stopped));
    }
}

/// Runs a search. What it found, `None` if it was stopped; and what was spent by then.
pub(super) fn run<T>(stop_at: Arc<AtomicU64>, spent: u64, search: impl FnOnce() -> T) -> (Option<T>, u64) {
    WATCH.set(Some(Watch { stop_at, spent }));
    let found = catch_unwind(AssertUnwindSafe(search));
    let spent = WATCH.take().map_or(spent, |watch| watch.spent);
    match found {
        Ok(found) => (Some(found), spent),
        Err(payload) if payload.is::<Stopped>() => (None, spent),
        Err(payload) => resume_unwind(payload),
    }
}

impl<S: StrDrive> StrDrive for Watched<S> {
    #[inline]
    fn count(&self) -> usize {
        self.0.count()
    }

    #[inline]
    fn create_cursor(&self, n: usize) -> StringCursor {
        self.0.create_cursor(n)
    }

    #[inline]
    fn adjust_cursor(&self, cursor: &mut StringCursor, n: usize) {
        count();
        self.0.adjust_cursor(cursor, n);
    }

    #[inline]
    fn advance(cursor: &mut StringCursor) -> u32 {
        S::advance(cursor)
    }

    #[inline]
    fn peek(cursor: &StringCursor) -> u32 {
        count();
        S::peek(cursor)
    }

    #[inline]
    fn skip(cursor: &mut StringCursor, n: usize) {
        count();
        S::skip(cursor, n);
    }

    #[inline]
    fn back_advance(cursor: &mut StringCursor) -> u32 {
        S::back_advance(cursor)
    }

    #[inline]
    fn back_peek(cursor: &StringCursor) -> u32 {
        S::back_peek(cursor)
    }

    #[inline]
    fn back_skip(cursor: &mut StringCursor, n: usize) {
        count();
        S::back_skip(cursor, n);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_a_search_without_end_and_only_that() {
        let stop_at = Arc::new(AtomicU64::new(0));
        let (found, spent) = run::<()>(stop_at.clone(), 0, || {
            loop {
                count();
            }
        });
        assert!(found.is_none() && spent > 0);
        stop_at.store(u64::MAX, Ordering::Relaxed);
        let (found, _) = run(stop_at, spent, || {
            (0..10 * SLICE).for_each(|_| count());
            7
        });
        assert_eq!(found, Some(7));
    }
}
