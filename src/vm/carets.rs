//! The source lines of a traceback entry, with marks under the part that failed.
//!
//! ```text
//!     return a / b + c
//!            ~~^~~              a binary operator: the operator is marked, its operands underlined
//!     x[0][1]
//!     ~~~~^^^                   brackets of a subscript or call; everything else is `^` all along
//! ```
//!
//! Nothing is marked where the failing part is the whole line.

use pyopt_compiler::syntax::ast::{Expr, ExprKind, Mod, StmtKind};
use pyopt_compiler::syntax::limits::IntDigits;
use pyopt_compiler::syntax::{ParseMode, parse_with};

use unicode_width::UnicodeWidthChar;

/// The program has been compiled already.
const ANY_DIGITS: IntDigits = IntDigits(0);

/// What failed: columns are UTF-8 bytes, of the first line and of the last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Failed {
    pub(crate) col: usize,
    pub(crate) end_col: usize,
}

/// A place in the lines: which, and at which character.
type Place = (usize, usize);

/// The part of an expression that the marks single out.
struct Anchors {
    left: Place,
    right: Place,
}

/// The lines as the traceback shows them, each with its newline.
pub(crate) fn show(lines: &[String], failed: Option<Failed>) -> String {
    let lines: Vec<&str> = lines.iter().map(|l| l.trim_end()).collect();
    if lines.iter().all(|l| l.is_empty()) {
        return String::new();
    }
    let Some(failed) = failed else { return format!("    {}\n", lines[0].trim()) };
    let dedented = dedent(&lines);
    let all: Vec<Vec<char>> = dedented.iter().map(|l| l.chars().collect()).collect();
    let (first, last) = (lines[0], lines[lines.len() - 1]);
    let removed = first.chars().count() - all[0].len().min(first.chars().count());
    let start = characters(first, failed.col).saturating_sub(removed);
    let end = characters(last, failed.end_col).saturating_sub(removed);
    let anchors = find_anchors(&segment(&all, start, end));
    let marks = Marks { all: &all, start, end, anchors };
    let marked = marks.should_show(&dedented);
    let mut out = Vec::new();
    let mut shown = marks.significant();
    shown.sort_unstable();
    shown.dedup();
    for (i, &number) in shown.iter().enumerate() {
        if i > 0 {
            match number - shown[i - 1] {
                2 => marks.line(number - 1, marked, &mut out),
                gap if gap > 2 => out.push(format!("...<{} lines>...", gap - 1)),
                _ => {}
            }
        }
        marks.line(number, marked, &mut out);
    }
    let out: Vec<&str> = out.iter().map(String::as_str).collect();
    dedent(&out).iter().map(|l| format!("    {l}\n")).collect()
}

/// How many characters the first `bytes` bytes of a line are.
fn characters(line: &str, bytes: usize) -> usize {
    line.char_indices().take_while(|&(at, _)| at < bytes).count()
}

/// The lines without the white space that all of them begin with.
fn dedent(lines: &[&str]) -> Vec<String> {
    let blank = |l: &&&str| !l.trim().is_empty();
    let indents = lines.iter().filter(blank).map(|l| &l[..l.len() - l.trim_start().len()]);
    let margin = indents.reduce(|a, b| {
        let same = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
        &a[..same]
    });
    let margin = margin.unwrap_or_default().len();
    lines.iter().map(|l| if l.trim().is_empty() { String::new() } else { l[margin..].to_owned() }).collect()
}

/// The text from a character of the first line to one of the last.
fn segment(all: &[Vec<char>], start: usize, end: usize) -> Vec<Vec<char>> {
    let last = all.len() - 1;
    let mut lines = all.to_vec();
    lines[last].truncate(end);
    let cut = start.min(lines[0].len());
    lines[0].drain(..cut);
    lines
}

fn text(lines: &[Vec<char>]) -> String {
    lines.iter().map(|l| l.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
}

/// How wide the first `count` characters are on a terminal.
fn width(line: &[char], count: usize) -> usize {
    line.iter().take(count).map(|c| if c.is_ascii() || c.width() != Some(2) { 1 } else { 2 }).sum()
}

struct Marks<'a> {
    all: &'a [Vec<char>],
    start: usize,
    end: usize,
    anchors: Option<Anchors>,
}

impl Marks<'_> {
    fn should_show(&self, dedented: &[String]) -> bool {
        if self.is_plain_call(&dedented.join("\n")) {
            return false;
        }
        let (first, last) = (&self.all[0], &self.all[self.all.len() - 1]);
        self.anchors.is_some()
            || first.iter().take(self.start).any(|c| !c.is_whitespace())
            || last.iter().skip(self.end).any(|c| !c.is_whitespace())
    }

    /// `return f(…)` and `name = f(…)`, where the call is all that can fail.
    fn is_plain_call(&self, source: &str) -> bool {
        let Ok(parsed) = parse_with(source, "", ParseMode::Exec, ANY_DIGITS) else { return false };
        let Mod::Module(body) = parsed.module else { return false };
        let Some(statement) = body.first() else { return true };
        let call = match &statement.kind {
            StmtKind::Return(Some(value)) => match &value.kind {
                ExprKind::Call { func, .. } if matches!(func.kind, ExprKind::Name { .. }) => value,
                _ => return false,
            },
            StmtKind::Assign { targets, value } => match (&targets[..], &value.kind) {
                ([target], ExprKind::Call { .. }) if matches!(target.kind, ExprKind::Name { .. }) => value,
                _ => return false,
            },
            _ => return false,
        };
        call.span.line == 1
            && call.span.end_line as usize == self.all.len()
            && call.span.col as usize == self.start
            && call.span.end_col as usize == self.end
    }

    /// The lines to show: the first, the last, and those around the anchors.
    fn significant(&self) -> Vec<usize> {
        let mut shown = vec![0, self.all.len() - 1];
        if let Some(a) = &self.anchors {
            for line in [a.left.0, a.right.0] {
                shown.extend((line.saturating_sub(1)..=line + 1).filter(|&l| l < self.all.len()));
            }
        }
        shown
    }

    fn line(&self, number: usize, marked: bool, out: &mut Vec<String>) {
        let line = &self.all[number];
        out.push(line.iter().collect());
        if !marked {
            return;
        }
        let last = number == self.all.len() - 1;
        let indent = line.iter().take_while(|c| c.is_whitespace()).count();
        let count = if last { width(line, self.end) } else { width(line, line.len()) };
        let first = width(&self.all[0], self.start);
        let (primary, secondary) = match &self.anchors {
            Some(_) => ('~', '^'),
            None => ('^', '^'),
        };
        let within = |col: usize| {
            self.anchors.as_ref().is_some_and(|a| {
                let place = |(l, c): Place| {
                    let c = if l == 0 { c + self.start } else { c };
                    (l, width(&self.all[l], c))
                };
                (number, col) >= place(a.left) && (number, col) < place(a.right)
            })
        };
        let marks = (0..count).map(|col| {
            if col < indent || (number == 0 && col < first) {
                ' '
            } else if within(col) {
                secondary
            } else {
                primary
            }
        });
        out.push(marks.collect());
    }
}

/// Walks over the text of an expression, character by character.
struct Walk<'a> {
    lines: &'a [Vec<char>],
}

impl Walk<'_> {
    fn valid(&self, (mut line, mut col): Place) -> Option<Place> {
        while line < self.lines.len() && col >= self.lines[line].len() {
            (line, col) = (line + 1, 0);
        }
        (line < self.lines.len()).then_some((line, col))
    }

    /// The first character from a place on that `stop` accepts; comments and continuations are passed over.
    fn until(&self, from: Place, stop: impl Fn(char) -> bool) -> Option<Place> {
        let mut at = self.valid(from)?;
        loop {
            let c = self.lines[at.0][at.1];
            at = if matches!(c, '\\' | '#') {
                self.valid((at.0 + 1, 0))?
            } else if stop(c) {
                return Some(at);
            } else {
                self.valid((at.0, at.1 + 1))?
            };
        }
    }

    /// The character behind an expression, or where another begins; the text was parsed from its second line on.
    fn place(&self, line: u32, col: u32) -> Option<Place> {
        let line = (line as usize).checked_sub(2)?;
        let held: String = self.lines.get(line)?.iter().collect();
        Some((line, characters(&held, col as usize)))
    }

    fn end(&self, e: &Expr) -> Option<Place> {
        self.place(e.span.end_line, e.span.end_col)
    }
}

/// The operator of a binary operation, or the brackets of a subscript or call.
fn find_anchors(lines: &[Vec<char>]) -> Option<Anchors> {
    // In parentheses, lines of their own: an expression may go over several lines.
    let parsed = parse_with(&format!("(\n{}\n)", text(lines)), "", ParseMode::Exec, ANY_DIGITS).ok()?;
    let Mod::Module(body) = parsed.module else { return None };
    let [statement] = &body[..] else { return None };
    let StmtKind::Expr(e) = &statement.kind else { return None };
    let walk = Walk { lines };
    match &e.kind {
        ExprKind::BinOp { left, right, .. } => {
            let at = walk.until(walk.end(left)?, |c| !c.is_whitespace() && c != ')')?;
            let next = (at.0, at.1 + 1);
            let begins = walk.place(right.span.line, right.span.col)?;
            let second = lines[at.0].get(next.1).copied();
            let long = second.is_some_and(|c| !c.is_whitespace() && !matches!(c, '\\' | '#'))
                && (begins.0 > at.0 || next.1 < begins.1);
            let right = (at.0, if long { next.1 + 1 } else { next.1 });
            Some(Anchors { left: at, right })
        }
        ExprKind::Subscript { value, .. } => {
            let left = walk.until(walk.end(value)?, |c| c == '[')?;
            Some(Anchors { left, right: walk.end(e)? })
        }
        ExprKind::Call { func, .. } => {
            let left = walk.until(walk.end(func)?, |c| c == '(')?;
            Some(Anchors { left, right: walk.end(e)? })
        }
        _ => None,
    }
}
