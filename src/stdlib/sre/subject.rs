//! What is searched: text or bytes, addressed by code point or byte, and the engine's run over it.

use super::watched::{self, Watched};
use crate::heap::Gc;
use crate::objects::{Bytes, Str};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use rustpython_sre_engine::{Request, State, StrDrive, StringCursor};
use rustpython_wtf8::Wtf8;
use std::sync::atomic::Ordering;

/// A str or a bytes-like object that a pattern is applied to.
#[derive(Clone, Copy)]
pub(super) enum Subject {
    /// Text.
    Text(Gc<Str>),
    /// Bytes.
    Bytes(Gc<Bytes>),
}

/// How much of the subject must match.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// From the start on.
    Match,
    /// All of it.
    Full,
    /// Anywhere.
    Search,
}

/// Where a pattern matched: `marks` holds start and end of each group, group 0 first, -1 for one without part.
pub(super) struct Hit {
    pub(super) marks: Vec<i64>,
    pub(super) last: i64,
}

impl Hit {
    /// Start and end of the whole match.
    pub(super) fn span(&self) -> (usize, usize) {
        (self.marks[0] as usize, self.marks[1] as usize)
    }

    /// Start and end of a group that took part.
    pub(super) fn group(&self, number: usize) -> Option<(usize, usize)> {
        let (start, end) = (self.marks[2 * number], self.marks[2 * number + 1]);
        (start >= 0 && end >= 0).then_some((start as usize, end as usize))
    }
}

impl Subject {
    /// What a pattern of text (`Some(false)`), of bytes, or of either kind may be applied to.
    ///
    /// # Errors
    /// `TypeError`.
    pub(super) fn new(vm: &mut Vm, value: Value, bytes: Option<bool>) -> PyResult<Subject> {
        let subject = if let Some(text) = value.downcast::<Str>() {
            // Makes the index by which the engine finds its places.
            Str::byte_offset(text, &mut vm.heap, text.len());
            Subject::Text(text)
        } else if let Some(bytes) = vm.bytes_like(value)? {
            Subject::Bytes(bytes)
        } else {
            let given = vm.type_name(value);
            return Err(vm.raise_type_error(format!("expected string or bytes-like object, got '{given}'")));
        };
        match (bytes, subject) {
            (Some(true), Subject::Text(_)) => {
                Err(vm.raise_type_error("cannot use a bytes pattern on a string-like object"))
            }
            (Some(false), Subject::Bytes(_)) => {
                Err(vm.raise_type_error("cannot use a string pattern on a bytes-like object"))
            }
            _ => Ok(subject),
        }
    }

    /// How many code points or bytes it has.
    pub(super) fn len(self) -> usize {
        match self {
            Subject::Text(s) => s.len(),
            Subject::Bytes(b) => b.as_slice().len(),
        }
    }

    /// All its bytes.
    pub(super) fn as_bytes(&self) -> &[u8] {
        match self {
            Subject::Text(s) => s.as_bytes(),
            Subject::Bytes(b) => b.as_slice(),
        }
    }

    /// Positions as offsets of bytes.
    pub(super) fn offsets(self, vm: &mut Vm, (from, to): (usize, usize)) -> (usize, usize) {
        match self {
            Subject::Text(s) => {
                (Str::byte_offset(s, &mut vm.heap, from), Str::byte_offset(s, &mut vm.heap, to))
            }
            Subject::Bytes(_) => (from, to),
        }
    }

    /// The part between two positions, as a new object; `whole` if it is all of it.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(super) fn slice(self, vm: &mut Vm, span: (usize, usize)) -> PyResult {
        let (from, to) = self.offsets(vm, (span.0, span.1.max(span.0)));
        match self {
            Subject::Text(s) if from == 0 && to == s.as_bytes().len() && vm.is_exact_builtin(s.value()) => {
                Ok(s.value())
            }
            Subject::Text(s) => vm.substring(s, from, to),
            Subject::Bytes(b) => vm.new_bytes(&b.as_slice()[from..to]),
        }
    }

    /// Appends the part between two positions.
    pub(super) fn copy_to(self, vm: &mut Vm, out: &mut Vec<u8>, span: (usize, usize)) {
        let (from, to) = self.offsets(vm, span);
        out.extend_from_slice(&self.as_bytes()[from..to]);
    }

    /// A str or bytes of what [`Subject::copy_to`] gathered.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(super) fn finish(self, vm: &mut Vm, out: &[u8]) -> PyResult {
        match self {
            // SAFETY: whole code points of generalized UTF-8, one after the other.
            Subject::Text(_) => vm.new_str(unsafe { Wtf8::from_bytes_unchecked(out) }),
            Subject::Bytes(_) => vm.new_bytes(out),
        }
    }
}

/// A text that is not ASCII, whose characters are found by its index: a search that starts far from the beginning
/// does not walk there.
#[derive(Clone, Copy)]
struct Indexed(Gc<Str>);

/// Further than this, an index is quicker than steps.
const NEAR: usize = 32;

impl StrDrive for Indexed {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn create_cursor(&self, n: usize) -> StringCursor {
        let mut cursor = self.0.as_bytes().create_cursor(self.0.offset_of(n));
        cursor.position = n;
        cursor
    }

    fn adjust_cursor(&self, cursor: &mut StringCursor, n: usize) {
        // A cursor at 0 may be a fresh one, which stands nowhere yet.
        if cursor.position > 0 && cursor.position <= n && n - cursor.position < NEAR {
            Self::skip(cursor, n - cursor.position);
        } else {
            *cursor = self.create_cursor(n);
        }
    }

    #[inline]
    fn advance(cursor: &mut StringCursor) -> u32 {
        <&Wtf8>::advance(cursor)
    }

    #[inline]
    fn peek(cursor: &StringCursor) -> u32 {
        <&Wtf8>::peek(cursor)
    }

    #[inline]
    fn skip(cursor: &mut StringCursor, n: usize) {
        <&Wtf8>::skip(cursor, n);
    }

    #[inline]
    fn back_advance(cursor: &mut StringCursor) -> u32 {
        <&Wtf8>::back_advance(cursor)
    }

    #[inline]
    fn back_peek(cursor: &StringCursor) -> u32 {
        <&Wtf8>::back_peek(cursor)
    }

    #[inline]
    fn back_skip(cursor: &mut StringCursor, n: usize) {
        <&Wtf8>::back_skip(cursor, n);
    }
}

/// A search that goes on from where it stopped.
#[derive(Default)]
pub(super) struct Search {
    state: State,
    /// Where the next match may start, and where the subject ends.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The next match may not be empty at its start: the last one was.
    pub(super) must_advance: bool,
}

impl Search {
    /// A search of a part of a subject; positions beyond its ends are cut.
    pub(super) fn new(subject: Subject, pos: i64, endpos: i64) -> Search {
        let length = subject.len() as i64;
        let end = endpos.clamp(0, length);
        let start = pos.clamp(0, length);
        Search { start: start as usize, end: end as usize, ..Search::default() }
    }

    /// The next match of a pattern with `groups` groups, whose code was checked when it was made.
    ///
    /// # Errors
    /// What a request to stop raises.
    pub(super) fn next(
        &mut self,
        vm: &mut Vm,
        subject: Subject,
        code: &[u32],
        groups: usize,
        mode: Mode,
    ) -> PyResult<Option<Hit>> {
        if self.start > self.end {
            return Ok(None);
        }
        let (found, spent) = watched::run(vm.stop_at.clone(), vm.spent, || match subject {
            Subject::Text(s) if s.is_ascii() => self.run(Watched(s.as_bytes()), code, groups, mode),
            Subject::Text(s) => self.run(Watched(Indexed(s)), code, groups, mode),
            Subject::Bytes(b) => self.run(Watched(b.as_slice()), code, groups, mode),
        });
        vm.spent = spent;
        match found {
            Some(found) => Ok(found),
            None => {
                self.state = State::default();
                vm.stop_at.store(u64::MAX, Ordering::Relaxed);
                Err(vm.raise_str(vm.types.keyboard_interrupt, ""))
            }
        }
    }

    fn run<S: StrDrive>(&mut self, string: S, code: &[u32], groups: usize, mode: Mode) -> Option<Hit> {
        let request = Request {
            string,
            start: self.start,
            end: self.end,
            pattern_codes: code,
            match_all: mode == Mode::Full,
            must_advance: self.must_advance,
        };
        self.state.reset(&request, self.start);
        let found = match mode {
            Mode::Search => self.state.search(request),
            Mode::Match | Mode::Full => self.state.py_match(&request),
        };
        if !found {
            return None;
        }
        let (start, end) = (self.state.start, self.state.cursor.position);
        self.must_advance = start == end;
        self.start = end;
        let mut marks = Vec::with_capacity(2 * groups + 2);
        marks.extend([start as i64, end as i64]);
        for group in 0..groups {
            let (from, to) = self.state.marks.get(group);
            match (from.into_option(), to.into_option()) {
                (Some(from), Some(to)) => marks.extend([from as i64, to as i64]),
                _ => marks.extend([-1, -1]),
            }
        }
        Some(Hit { marks, last: self.state.marks.last_index() as i64 })
    }
}
