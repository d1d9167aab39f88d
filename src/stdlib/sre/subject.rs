//! What is searched: text or bytes. Positions are byte offsets; programs see code points of text.

use super::machine::Budget;
use super::pattern::Compiled;
use super::search::{self, Mode, Range};
use super::stack::Halt;
use crate::heap::Gc;
use crate::objects::{Bytes, Str};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
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

/// Marks that need no memory of their own when they are few.
const FEW: usize = 6;

/// Where a pattern matched: start and end of each group as byte offsets, group 0 first, -1 for one without part.
pub(super) struct Hit {
    few: [(i64, i64); FEW],
    many: Vec<(i64, i64)>,
    count: usize,
    pub(super) last: i64,
}

impl Hit {
    /// A hit of these spans.
    pub(super) fn new(spans: impl ExactSizeIterator<Item = (i64, i64)>, last: i64) -> Hit {
        let mut hit = Hit { few: [(-1, -1); FEW], many: Vec::new(), count: spans.len(), last };
        if hit.count > FEW {
            hit.many.extend(spans);
        } else {
            hit.few.iter_mut().zip(spans).for_each(|(to, span)| *to = span);
        }
        hit
    }

    /// All groups.
    pub(super) fn spans(&self) -> &[(i64, i64)] {
        if self.count > FEW { &self.many } else { &self.few[..self.count] }
    }

    /// Start and end of the whole match.
    pub(super) fn span(&self) -> (usize, usize) {
        let (start, end) = self.spans()[0];
        (start as usize, end as usize)
    }

    /// Start and end of a group that took part.
    pub(super) fn group(&self, number: usize) -> Option<(usize, usize)> {
        let (start, end) = self.spans()[number];
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

    /// How many bytes it has.
    pub(super) fn size(self) -> usize {
        self.as_bytes().len()
    }

    /// All its bytes.
    pub(super) fn as_bytes(&self) -> &[u8] {
        match self {
            Subject::Text(s) => s.as_bytes(),
            Subject::Bytes(b) => b.as_slice(),
        }
    }

    /// The byte offset of a position.
    pub(super) fn offset(self, vm: &mut Vm, position: usize) -> usize {
        match self {
            Subject::Text(s) => Str::byte_offset(s, &mut vm.heap, position),
            Subject::Bytes(_) => position,
        }
    }

    /// The position that a byte offset is.
    pub(super) fn position(self, vm: &mut Vm, offset: usize) -> usize {
        match self {
            Subject::Text(s) => Str::index_at(s, &mut vm.heap, offset),
            Subject::Bytes(_) => offset,
        }
    }

    /// The part between two offsets, as a new object; the subject itself if it is all of it.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(super) fn slice(self, vm: &mut Vm, (from, to): (usize, usize)) -> PyResult {
        let to = to.max(from);
        match self {
            Subject::Text(s) if from == 0 && to == s.as_bytes().len() && vm.is_exact_builtin(s.value()) => {
                Ok(s.value())
            }
            Subject::Text(s) => vm.substring(s, from, to),
            Subject::Bytes(b) => vm.new_bytes(&b.as_slice()[from..to]),
        }
    }

    /// Appends the part between two offsets.
    pub(super) fn copy_to(self, out: &mut Vec<u8>, (from, to): (usize, usize)) {
        out.extend_from_slice(&self.as_bytes()[from..to.max(from)]);
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

/// A search that goes on from where it stopped.
pub(super) struct Search {
    /// Where the next match may start, and where the search ends: byte offsets. It is over when one passes the other.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The next match may not be empty at its start: the last one was.
    pub(super) must_advance: bool,
}

impl Search {
    /// A search of all of a subject.
    pub(super) fn of_all(subject: Subject) -> Search {
        Search { start: 0, end: subject.size(), must_advance: false }
    }

    /// A search of a part of a subject.
    pub(super) fn new(vm: &mut Vm, subject: Subject, (pos, endpos): (usize, usize)) -> Search {
        let start = if pos == 0 { 0 } else { subject.offset(vm, pos) };
        let end = if endpos == subject.len() { subject.size() } else { subject.offset(vm, endpos) };
        Search { start, end, must_advance: false }
    }

    /// The next match.
    ///
    /// # Errors
    /// What a request to stop raises, and `MemoryError`.
    pub(super) fn next(
        &mut self,
        vm: &mut Vm,
        subject: Subject,
        pattern: &Compiled,
        mode: Mode,
    ) -> PyResult<Option<Hit>> {
        if self.start > self.end {
            return Ok(None);
        }
        let (text, single) = match &subject {
            Subject::Text(s) => (s.as_bytes(), s.is_ascii()),
            Subject::Bytes(b) => (b.as_slice(), true),
        };
        // A bytearray may have shrunk.
        let text = &text[..self.end.min(text.len())];
        if self.start > text.len() {
            return Ok(None);
        }
        let range = Range { text, start: self.start, single };
        let program = pattern.program(matches!(subject, Subject::Text(_)));
        let mut stack = pattern.stack.borrow_mut();
        stack.room = vm.heap.room();
        let mut budget = Budget::new(&vm.stop_at, vm.idle_stop(), vm.spent);
        let found = search::find(program, range, mode, self.must_advance, &mut stack, &mut budget);
        let spent = budget.total();
        vm.spent = spent;
        stack.shrink();
        match found {
            Ok(None) => Ok(None),
            Ok(Some((start, end))) => {
                self.must_advance = start == end;
                self.start = end;
                let group = |number: usize| match number {
                    0 => (start as i64, end as i64),
                    _ => stack.group(number - 1).map_or((-1, -1), |(from, to)| (from as i64, to as i64)),
                };
                Ok(Some(Hit::new((0..pattern.groups + 1).map(group), i64::from(stack.last_index))))
            }
            Err(Halt::NoMemory) => Err(vm.raise_str(vm.types.memory_error, "")),
            Err(Halt::Stopped) => {
                drop(stack);
                vm.answer_stop(vm.stop_at.load(Ordering::Relaxed))?;
                // The handlers had nothing against it: once more from the start.
                self.next(vm, subject, pattern, mode)
            }
        }
    }
}
