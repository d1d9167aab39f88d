//! Reading `co_linetable` and `co_exceptiontable`. Bad tables end early; they never panic.

use super::object::CodeObject;

/// Where a run of code units stands in the source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// Byte offset where the run starts.
    pub start: u32,
    /// Byte offset behind it.
    pub end: u32,
    /// First line.
    pub line: Option<i64>,
    /// Last line.
    pub end_line: Option<i64>,
    /// First column, in bytes.
    pub col: Option<u32>,
    /// Column behind the end.
    pub end_col: Option<u32>,
}

/// One entry of the exception table, in byte offsets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ExceptionEntry {
    /// First protected byte.
    pub start: u32,
    /// Behind the last protected byte.
    pub end: u32,
    /// The handler.
    pub target: u32,
    /// The stack is cut to this depth.
    pub depth: u32,
    /// Whether the offset of the raising instruction is pushed below the exception.
    pub lasti: bool,
}

struct Bytes<'a>(&'a [u8], usize);

impl Bytes<'_> {
    fn next(&mut self) -> Option<u8> {
        let byte = *self.0.get(self.1)?;
        self.1 += 1;
        Some(byte)
    }

    /// Little-endian 6-bit groups.
    fn unsigned(&mut self) -> Option<u32> {
        let (mut value, mut shift) = (0u32, 0u32);
        loop {
            let byte = self.next()?;
            value |= u32::from(byte & 63).checked_shl(shift).unwrap_or(0);
            shift += 6;
            if byte & 64 == 0 {
                return Some(value);
            }
        }
    }

    fn signed(&mut self) -> Option<i64> {
        let raw = self.unsigned()?;
        let value = i64::from(raw >> 1);
        Some(if raw & 1 != 0 { -value } else { value })
    }

    /// Big-endian 6-bit groups.
    fn big(&mut self) -> Option<u32> {
        let mut byte = self.next()?;
        let mut value = u32::from(byte & 63);
        while byte & 64 != 0 {
            byte = self.next()?;
            value = value.checked_mul(64)? | u32::from(byte & 63);
        }
        Some(value)
    }
}

impl CodeObject {
    /// The runs of `co_positions`, one for each entry of the location table.
    pub fn positions(&self) -> impl Iterator<Item = Position> + '_ {
        let mut bytes = Bytes(&self.linetable, 0);
        let mut line = i64::from(self.firstlineno);
        let mut start = 0u32;
        std::iter::from_fn(move || {
            let head = bytes.next()?;
            let end = start.checked_add(((u32::from(head) & 7) + 1) * 2)?;
            let mut position =
                Position { start, end, line: Some(line), end_line: Some(line), col: None, end_col: None };
            match head >> 3 & 15 {
                15 => (position.line, position.end_line) = (None, None),
                14 => {
                    line = line.checked_add(bytes.signed()?)?;
                    position.line = Some(line);
                    position.end_line = Some(line + i64::from(bytes.unsigned()?));
                    position.col = bytes.unsigned()?.checked_sub(1);
                    position.end_col = bytes.unsigned()?.checked_sub(1);
                }
                13 => {
                    line = line.checked_add(bytes.signed()?)?;
                    (position.line, position.end_line) = (Some(line), Some(line));
                }
                code @ 10..=12 => {
                    line = line.checked_add(i64::from(code - 10))?;
                    (position.line, position.end_line) = (Some(line), Some(line));
                    position.col = Some(u32::from(bytes.next()?));
                    position.end_col = Some(u32::from(bytes.next()?));
                }
                code => {
                    let byte = u32::from(bytes.next()?);
                    let col = u32::from(code) * 8 + (byte >> 4 & 7);
                    position.col = Some(col);
                    position.end_col = Some(col + (byte & 15));
                }
            }
            start = end;
            Some(position)
        })
    }

    /// `co_lines`: runs of the same line as `(start, end, line)`.
    pub fn lines(&self) -> Vec<(u32, u32, Option<i64>)> {
        let mut lines: Vec<(u32, u32, Option<i64>)> = Vec::new();
        for position in self.positions() {
            match lines.last_mut() {
                Some(last) if last.2 == position.line => last.1 = position.end,
                _ => lines.push((position.start, position.end, position.line)),
            }
        }
        lines
    }

    /// The line of the instruction at a byte offset.
    pub fn line_at(&self, offset: u32) -> Option<i64> {
        self.positions().find(|p| p.start <= offset && offset < p.end)?.line
    }

    /// The exception table; `None` when it is malformed.
    pub fn exception_entries(&self) -> Option<Vec<ExceptionEntry>> {
        let mut bytes = Bytes(&self.exceptiontable, 0);
        let mut entries = Vec::new();
        while bytes.1 < self.exceptiontable.len() {
            let [start, size, target, depth] = [bytes.big()?, bytes.big()?, bytes.big()?, bytes.big()?];
            let start = start.checked_mul(2)?;
            entries.push(ExceptionEntry {
                start,
                end: start.checked_add(size.checked_mul(2)?)?,
                target: target.checked_mul(2)?,
                depth: depth >> 1,
                lasti: depth & 1 != 0,
            });
        }
        Some(entries)
    }
}
