//! Two texts next to each other, or as a unified difference where there is no room for two.
//!
//! ```text
//!  without A02                            │  with A02
//!  1   LOAD_CONST  0 (2)                  │  1   LOAD_CONST  0 (2)
//! -    BINARY_OP   0 (+)                  │ +    LOAD_SMALL_INT  5
//! ```

use crate::terminal::Look;
use anstyle::{AnsiColor, Style};
use similar::{DiffTag, TextDiff};
use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Unchanged lines around a change.
const CONTEXT: usize = 3;
/// Two columns need so much room.
const TWO_COLUMNS: usize = 100;

const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();
const QUIET: Style = AnsiColor::BrightBlack.on_default();
const TITLE: Style = Style::new().bold();

/// Text in a style, or plain.
fn styled(text: &str, style: Style, colored: bool) -> String {
    if colored { format!("{style}{text}{style:#}") } else { text.to_owned() }
}

/// How the differences of one command are shown.
#[derive(Clone, Copy)]
pub struct Shown {
    colored: bool,
    columns: Option<usize>,
}

impl Shown {
    /// Side by side where the output is as wide as that takes.
    pub fn new(look: Look) -> Shown {
        Shown { colored: look.is_colored(), columns: look.width().filter(|&width| width >= TWO_COLUMNS) }
    }

    /// The difference under a line that names it; nothing where there is none.
    pub fn difference(&self, title: &str, names: [&str; 2], before: &str, after: &str) -> String {
        if before == after {
            return String::new();
        }
        let title = styled(title, TITLE, self.colored);
        let difference = TextDiff::from_lines(before, after);
        match self.columns {
            Some(width) => format!("{title}\n{}", self.side_by_side(&difference, names, width)),
            None => format!("{title}\n{}", self.unified(&difference)),
        }
    }

    fn unified<'t>(&self, difference: &'t TextDiff<'t, 't, 't, str>) -> String {
        let text = difference.unified_diff().context_radius(CONTEXT).to_string();
        if !self.colored {
            return text;
        }
        let line = |line: &str| {
            let style = match line.as_bytes().first() {
                Some(b'-') => REMOVED,
                Some(b'+') => ADDED,
                Some(b'@') => QUIET,
                _ => Style::new(),
            };
            styled(line, style, true) + "\n"
        };
        text.lines().map(line).collect()
    }

    fn side_by_side(&self, difference: &TextDiff<'_, '_, '_, str>, names: [&str; 2], width: usize) -> String {
        let column = (width - 3) / 2;
        let mut out = String::new();
        let mut row = |[left, right]: [String; 2]| {
            let _ = writeln!(out, "{left}{}{}", styled(" │ ", QUIET, self.colored), right.trim_end());
        };
        row(names.map(|name| styled(&fit(&format!(" {name}"), column), QUIET, self.colored)));
        // Columns of a listing that is too wide move together.
        let squeeze = {
            let mut lines = difference.old_slices().iter().chain(difference.new_slices());
            lines.any(|line| line.trim_end().width() >= column)
        };
        let side = |line: Option<&&str>, mark: char, style: Style| match line {
            None => " ".repeat(column),
            Some(line) => {
                let line = line.trim_end_matches(['\n', '\r']);
                let line = if squeeze { squeezed(line) } else { line.to_owned() };
                styled(&fit(&format!("{mark}{line}"), column), style, self.colored)
            }
        };
        let (old, new) = (difference.old_slices(), difference.new_slices());
        for (n, group) in difference.grouped_ops(CONTEXT).iter().enumerate() {
            if n > 0 {
                row([0, 1].map(|_| styled(&fit(" ⋯", column), QUIET, self.colored)));
            }
            for op in group {
                let (left, right) = (&old[op.old_range()], &new[op.new_range()]);
                for at in 0..left.len().max(right.len()) {
                    row(match op.tag() {
                        DiffTag::Equal => [left, right].map(|lines| side(lines.get(at), ' ', Style::new())),
                        _ => [side(left.get(at), '-', REMOVED), side(right.get(at), '+', ADDED)],
                    });
                }
            }
        }
        out
    }
}

/// A line with each gap behind its beginning two columns wide.
fn squeezed(line: &str) -> String {
    let inner = line.trim_start();
    let parts: Vec<&str> = inner.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect();
    format!("{}{}", &line[..line.len() - inner.len()], parts.join("  "))
}

/// A line in exactly so many columns, with `…` where it is cut. Control characters get a picture.
fn fit(line: &str, columns: usize) -> String {
    let pictured = |c: char| match u32::from(c) {
        code @ ..0x20 => char::from_u32(0x2400 + code).unwrap_or(' '),
        0x7f..0xa0 => '␡',
        _ => c,
    };
    let width = |c: char| c.width().unwrap_or(0);
    let all: Vec<char> = line.chars().map(pictured).collect();
    let total: usize = all.iter().map(|&c| width(c)).sum();
    if total <= columns {
        return all.into_iter().collect::<String>() + &" ".repeat(columns - total);
    }
    let (mut out, mut used) = (String::new(), 0);
    for c in all {
        if used + width(c) > columns - 1 {
            break;
        }
        used += width(c);
        out.push(c);
    }
    out.push('…');
    out + &" ".repeat(columns - 1 - used)
}
