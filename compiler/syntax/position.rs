//! Byte offsets to lines and columns.

use std::cell::Cell;

use super::ast::Span;
use super::error::{End, RawError, SourceError, SyntaxWarning, WarningCategory};
use super::token::Token;

/// The lines of a source.
///
/// Nodes are converted in nearly ascending order, so the line of the last question is the place to look first.
pub(super) struct LineIndex<'a> {
    src: &'a str,
    lines: &'a [u32],
    last: Cell<usize>,
}

impl<'a> LineIndex<'a> {
    pub(super) fn new(src: &'a str, lines: &'a [u32]) -> LineIndex<'a> {
        LineIndex { src, lines, last: Cell::new(0) }
    }

    /// The index of the line that holds `offset`.
    #[inline]
    fn line(&self, offset: u32) -> usize {
        let last = self.last.get();
        let starts = self.lines;
        let holds = |i: usize| starts[i] <= offset && starts.get(i + 1).is_none_or(|&next| offset < next);
        if holds(last) {
            return last;
        }
        let line = if last + 1 < starts.len() && holds(last + 1) {
            last + 1
        } else {
            starts.partition_point(|&start| start <= offset) - 1
        };
        self.last.set(line);
        line
    }

    /// Line from 1 and byte column.
    #[inline]
    pub(super) fn position(&self, offset: u32) -> (u32, u32) {
        let line = self.line(offset);
        (line as u32 + 1, offset - self.lines[line])
    }

    pub(super) fn span(&self, start: u32, end: u32) -> Span {
        let (line, col) = self.position(start);
        // Most nodes end on their first line.
        if self.lines.get(line as usize).is_none_or(|&next| end < next) && end >= start {
            return Span { line, col, end_line: line, end_col: end - start + col };
        }
        let (end_line, end_col) = self.position(end);
        Span { line, col, end_line, end_col }
    }

    /// From the start of a token to the end of one that is not before it.
    #[inline]
    pub(super) fn tokens(&self, first: Token, last: Token) -> Span {
        let begin = self.lines[first.line as usize - 1];
        // Only a string begins on an earlier line than it ends on.
        let (line, col) =
            if first.start >= begin { (first.line, first.start - begin) } else { self.position(first.start) };
        let end_col = last.end - self.lines[last.line as usize - 1];
        Span { line, col, end_line: last.line, end_col }
    }

    /// The offset of a position.
    pub(super) fn offset(&self, line: u32, col: u32) -> u32 {
        self.lines[line as usize - 1] + col
    }

    /// Line from 1 and column in characters from 1.
    fn character(&self, offset: usize) -> (u32, u32) {
        let (line, col) = self.position(offset as u32);
        let start = offset - col as usize;
        let chars = self.src.as_bytes()[start..offset.min(self.src.len())]
            .iter()
            .filter(|&&b| b & 0xc0 != 0x80)
            .count();
        (line, chars as u32 + 1)
    }

    /// The text of a line (from 1), with its newline.
    pub(super) fn text(&self, line: u32) -> &'a str {
        let i = line as usize - 1;
        let start = self.lines[i] as usize;
        let end = self.lines.get(i + 1).map_or(self.src.len(), |&end| end as usize);
        &self.src[start..end]
    }

    /// `raw` with lines and columns.
    pub(super) fn error(&self, raw: &RawError, filename: &str) -> Box<SourceError> {
        if !raw.kind.is_syntax() {
            return Box::new(SourceError {
                kind: raw.kind,
                msg: raw.msg.clone(),
                filename: filename.to_string(),
                line: 0,
                col: 0,
                end_line: 0,
                end_col: 0,
                text: None,
                read: None,
            });
        }
        let (line, col) = match raw.end {
            // At the end of the source it is the last line that has characters.
            End::Layout if raw.start >= self.src.len() && self.src.ends_with('\n') => {
                self.character(self.src.len() - 1)
            }
            End::Layout => {
                let (line, col) = self.character(raw.start.min(self.src.len()));
                (line, if raw.start >= self.src.len() { col } else { col - 1 })
            }
            End::Nowhere if raw.start >= self.src.len() && self.src.ends_with('\n') => {
                (self.character(self.src.len() - 1).0, 0)
            }
            End::Nowhere if self.src.is_empty() => (0, 0),
            End::Nowhere => (self.character(raw.start.min(self.src.len())).0, 0),
            _ => self.character(raw.start.min(self.src.len())),
        };
        let (end_line, end_col) = match raw.end {
            // The end of a newline token lies on its own line.
            End::At(end) if end > raw.start && self.src.as_bytes().get(end - 1) == Some(&b'\n') => {
                let (line, col) = self.character(end - 1);
                (line, col as i32 + 1)
            }
            End::At(end) => {
                let (line, col) = self.character(end.min(self.src.len()));
                (line, col as i32)
            }
            End::Start => (line, col as i32),
            End::Absent(end) => (line, end),
            End::Layout => (line, -1),
            End::Nowhere => (line, 0),
        };
        // CPython counts the characters of an end on another line in the first line, as far as that goes.
        let end_col = match raw.end {
            End::At(end) if end_line > line => {
                let bytes = self.text(line).as_bytes();
                let length = bytes.len() - usize::from(raw.bare && bytes.ends_with(b"\n"));
                let (_, col) = self.position(end.min(self.src.len()) as u32);
                let col = (col as usize + 1).min(length + 1);
                let known = String::from_utf8_lossy(&bytes[..col.min(length)]).chars().count();
                (known + col.saturating_sub(length)) as i32
            }
            _ => end_col,
        };
        let mut text = self.text(line.max(1)).to_string();
        if raw.bare {
            text.truncate(text.trim_end_matches('\n').len());
        }
        Box::new(SourceError {
            kind: raw.kind,
            msg: raw.msg.clone(),
            filename: filename.to_string(),
            line,
            col,
            end_line,
            end_col,
            text: Some(text),
            read: None,
        })
    }

    pub(super) fn warning(&self, warning: (WarningCategory, String, usize, usize)) -> SyntaxWarning {
        let (category, msg, start, end) = warning;
        let (line, col) = self.character(start);
        let (end_line, end_col) = self.character(end);
        SyntaxWarning { msg, line, col, end_line, end_col, category }
    }
}
