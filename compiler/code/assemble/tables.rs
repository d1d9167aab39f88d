//! The location table (PEP 626/657) and the exception table, written as CPython writes them.
//!
//! ```text
//! location entry   1cccclll │ bytes of form c      c: 0-9 short, 10-12 one line, 13 no columns, 14 long, 15 none
//!                                                  l: length in code units - 1
//! exception entry  start size target depth<<1|lasti, each big-endian in 6-bit groups; bit 7 marks an entry's first byte
//! ```

use crate::ir::NO_COLUMN;
use crate::syntax::ast::Span;

/// Writes `co_linetable`.
pub(super) struct LocationWriter {
    bytes: Vec<u8>,
    line: i64,
    pending: Option<(Span, usize)>,
}

impl LocationWriter {
    /// For about so many instructions.
    pub(super) fn new(firstlineno: u32, instructions: usize) -> Self {
        LocationWriter {
            bytes: Vec::with_capacity(2 * instructions),
            line: i64::from(firstlineno),
            pending: None,
        }
    }

    /// The next `units` code units stand at `span`.
    pub(super) fn add(&mut self, span: Span, units: usize) {
        match &mut self.pending {
            Some((last, size)) if *last == span => *size += units,
            _ => {
                self.flush();
                self.pending = Some((span, units));
            }
        }
    }

    pub(super) fn finish(mut self) -> Box<[u8]> {
        self.flush();
        self.bytes.into()
    }

    fn flush(&mut self) {
        let Some((span, mut units)) = self.pending.take() else { return };
        while units > 0 {
            let part = units.min(8);
            self.entry(span, part);
            units -= part;
        }
    }

    fn head(&mut self, code: u8, units: usize) {
        self.bytes.push(0x80 | code << 3 | (units - 1) as u8);
    }

    fn entry(&mut self, span: Span, units: usize) {
        if span == Span::NONE {
            return self.head(15, units);
        }
        let line = i64::from(span.line);
        let delta = line - self.line;
        self.line = line;
        let same_line = span.line == span.end_line;
        let (col, end) = (span.col, span.end_col);
        if col == NO_COLUMN || end == NO_COLUMN {
            if same_line {
                self.head(13, units);
                return self.signed(delta);
            }
        } else if same_line {
            if delta == 0 && col < 80 && end >= col && end - col < 16 {
                self.head((col / 8) as u8, units);
                return self.bytes.push(((col % 8) << 4 | (end - col)) as u8);
            }
            if (0..3).contains(&delta) && col < 128 && end < 128 {
                self.head(10 + delta as u8, units);
                return self.bytes.extend([col as u8, end as u8]);
            }
        }
        self.head(14, units);
        self.signed(delta);
        self.unsigned(span.end_line.saturating_sub(span.line));
        self.unsigned(col.wrapping_add(1));
        self.unsigned(end.wrapping_add(1));
    }

    fn unsigned(&mut self, mut value: u32) {
        while value >= 64 {
            self.bytes.push(0x40 | (value & 63) as u8);
            value >>= 6;
        }
        self.bytes.push(value as u8);
    }

    fn signed(&mut self, value: i64) {
        let magnitude = (value.unsigned_abs() as u32) << 1;
        self.unsigned(if value < 0 { magnitude | 1 } else { magnitude });
    }
}

/// Appends one exception entry; all numbers are code units.
pub(super) fn exception_entry(
    table: &mut Vec<u8>,
    start: usize,
    end: usize,
    target: usize,
    depth: usize,
    lasti: bool,
) {
    let mut first = 0x80;
    for value in [start, end - start, target, depth << 1 | usize::from(lasti)] {
        let mut shift = 30;
        while shift > 0 && value >> shift == 0 {
            shift -= 6;
        }
        loop {
            let more = if shift > 0 { 0x40 } else { 0 };
            table.push(first | more | (value >> shift & 63) as u8);
            first = 0;
            if shift == 0 {
                break;
            }
            shift -= 6;
        }
    }
}
