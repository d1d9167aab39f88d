//! The report of an exception that nobody caught: chain, traceback, groups, notes, suggestions.
//!
//! ```text
//! format_exception ─► format_chain ─► format_one: entries ─► carets, final line ─► suggest, notes
//!                          └─◄── members of a group, one level deeper
//! ```

use super::Vm;
use super::carets::{self, Failed};
use super::lower::items;
use crate::heap::Gc;
use crate::objects::{Code, Exception, Kind, List, Str, Traceback, Type};
use crate::value::{PyResult, Value};
use pyopt_compiler::syntax::is_unexplained;
use std::collections::HashMap;
use std::fmt::Write;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";
/// As many equal entries in a row are shown; the others are counted.
const REPEATS: usize = 3;
/// Members of a group that are shown, and levels of groups.
const GROUP_WIDTH: usize = 15;
const GROUP_DEPTH: usize = 10;

/// A report under way.
struct Report {
    out: String,
    depth: usize,
    /// The frame of the innermost group still has to be closed.
    need_close: bool,
    files: HashMap<String, Vec<String>>,
}

impl Report {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }

    /// Appends a text, each line behind the margin of the group that it belongs to.
    fn emit(&mut self, text: &str, margin: char) {
        if self.depth == 0 {
            self.out.push_str(text);
            return;
        }
        let margin = format!("{}{margin} ", self.indent());
        for line in text.split_inclusive('\n') {
            self.out.push_str(&margin);
            self.out.push_str(line);
        }
    }

    /// The lines of a file from `first` to `last`.
    fn lines(&mut self, vm: &mut Vm, filename: &str, first: usize, last: usize) -> Vec<String> {
        let held = self.files.entry(filename.to_owned()).or_insert_with(|| {
            vm.source_text(filename).unwrap_or_default().lines().map(str::to_owned).collect()
        });
        (first..=last).map(|n| held.get(n.wrapping_sub(1)).cloned().unwrap_or_default()).collect()
    }
}

impl Vm {
    /// The text that the interpreter prints for an uncaught exception, chain and traceback included.
    pub fn format_exception(&mut self, exception: Value) -> String {
        let mut report = Report { out: String::new(), depth: 0, need_close: false, files: HashMap::new() };
        let pending = std::mem::replace(&mut self.raised, Value::NULL);
        if let Ok(seen) = self.new_list(&[]) {
            self.format_chain(exception, seen, &mut report);
        }
        self.raised = pending;
        report.out
    }

    /// An exception behind its causes and contexts, each printed once.
    fn format_chain(&mut self, exception: Value, seen: Gc<List>, report: &mut Report) {
        let first = seen.len();
        let mut links = Vec::new();
        let mut at = exception;
        loop {
            let pushed = List::push(seen, &mut self.heap, at);
            let Some(e) = at.downcast::<Exception>().filter(|_| pushed.is_ok()) else { break };
            let known = |v: Value| seen.items().iter().any(|i| i.get().is(v));
            let (cause, context) = (e.cause.get(), e.context.get());
            let (next, words) = if !cause.is_none() && !known(cause) {
                (cause, CAUSE)
            } else if cause.is_none()
                && !context.is_none()
                && e.suppress.get() != Value::TRUE
                && !known(context)
            {
                (context, CONTEXT)
            } else {
                break;
            };
            links.push(words);
            at = next;
        }
        for number in (0..=links.len()).rev() {
            if number < links.len() {
                report.emit(links[number], '|');
            }
            let Some(e) = seen.get(first + number).and_then(|v| v.downcast::<Exception>()) else { continue };
            self.format_one(e, seen, report);
        }
    }

    fn format_one(&mut self, e: Gc<Exception>, seen: Gc<List>, report: &mut Report) {
        let is_group = self.type_of(e.value()).is_subclass(self.types.base_exception_group);
        let entries = self.format_traceback(e.traceback.get(), report);
        if !is_group {
            if !entries.is_empty() {
                report.emit("Traceback (most recent call last):\n", '|');
                report.emit(&entries, '|');
            }
            let text = self.final_lines(e);
            report.emit(&text, '|');
            return;
        }
        if report.depth > GROUP_DEPTH {
            report.emit(&format!("... (max_group_depth is {GROUP_DEPTH})\n"), '|');
            return;
        }
        let top = report.depth == 0;
        report.depth += usize::from(top);
        if !entries.is_empty() {
            report.emit("Exception Group Traceback (most recent call last):\n", if top { '+' } else { '|' });
            report.emit(&entries, '|');
        }
        let text = self.final_lines(e);
        report.emit(&text, '|');
        let members = self.group_members(e).unwrap_or_default();
        let count = members.len().min(GROUP_WIDTH + 1);
        report.need_close = false;
        for (i, &member) in members.iter().take(count).enumerate() {
            let last = i == count - 1;
            report.need_close |= last;
            let title = if i < GROUP_WIDTH { (i + 1).to_string() } else { "...".into() };
            let edge = if i == 0 { "+-" } else { "  " };
            let _ =
                writeln!(report.out, "{}{edge}+---------------- {title} ----------------", report.indent());
            report.depth += 1;
            if i < GROUP_WIDTH {
                self.format_chain(member, seen, report);
            } else {
                let rest = members.len() - GROUP_WIDTH;
                let s = if rest > 1 { "s" } else { "" };
                report.emit(&format!("and {rest} more exception{s}\n"), '|');
            }
            if last && report.need_close {
                let _ = writeln!(report.out, "{}+------------------------------------", report.indent());
                report.need_close = false;
            }
            report.depth -= 1;
        }
        report.depth -= usize::from(top);
    }

    /// The entries of a traceback, equal ones counted.
    fn format_traceback(&mut self, traceback: Value, report: &mut Report) -> String {
        let mut out = String::new();
        let (mut last, mut count) = (None, 0usize);
        let repeated = |count: usize, out: &mut String| {
            if count > REPEATS {
                let more = count - REPEATS;
                let s = if more > 1 { "s" } else { "" };
                let _ = writeln!(out, "  [Previous line repeated {more} more time{s}]");
            }
        };
        let mut entry = traceback.downcast::<Traceback>();
        while let Some(tb) = entry {
            entry = tb.next.get().downcast();
            let Some(code) = tb.code.get().downcast::<Code>() else { continue };
            let key = (code.value(), tb.line_number());
            if last != Some(key) {
                repeated(count, &mut out);
                (last, count) = (Some(key), 0);
            }
            count += 1;
            if count <= REPEATS {
                self.format_entry(tb, code, report, &mut out);
            }
        }
        repeated(count, &mut out);
        out
    }

    fn format_entry(&mut self, tb: Gc<Traceback>, code: Gc<Code>, report: &mut Report, out: &mut String) {
        let object = code.object();
        let line = tb.line_number() as usize;
        let _ = writeln!(out, "  File \"{}\", line {line}, in {}", object.filename, object.name);
        let offset = code.offset_of(tb.instruction.get());
        let place = object.positions().find(|p| p.start <= offset && offset < p.end);
        let place = place.filter(|p| p.line == Some(line as i64));
        let end = place.and_then(|p| p.end_line).map_or(line, |l| l as usize).max(line);
        let failed = place.and_then(|p| {
            let (col, end_col) = (p.col?, p.end_col?);
            p.end_line?;
            Some(Failed { col: col as usize, end_col: end_col as usize })
        });
        let lines = report.lines(self, &object.filename, line, end);
        out.push_str(&carets::show(&lines, failed));
    }

    /// The class and message of an exception, its place if it is a `SyntaxError`, and its notes.
    fn final_lines(&mut self, e: Gc<Exception>) -> String {
        let class = self.type_of(e.value());
        let name = self.reported_name(class);
        let mut out = String::new();
        if class.is_subclass(self.types.syntax_error) {
            self.syntax_lines(e, &name, &mut out);
        } else {
            let shown = self.str_of(e.value()).ok().and_then(|s| s.downcast::<Str>());
            self.raised = Value::NULL;
            let mut text = match shown {
                Some(s) => s.as_wtf8().to_string(),
                None => "<exception str() failed>".into(),
            };
            text += &self.suggestion(e).unwrap_or_default();
            self.raised = Value::NULL;
            let _ = match text.is_empty() {
                true => writeln!(out, "{name}"),
                false => writeln!(out, "{name}: {text}"),
            };
        }
        self.note_lines(e, &mut out);
        out
    }

    /// The name of a class as reports show it: with its module unless that is the program or `builtins`.
    fn reported_name(&mut self, class: Gc<Type>) -> String {
        let mut text = |name: &str| {
            let name = self.intern(name);
            let found = self.get_attr_or_none(class.value(), name).ok().flatten();
            self.raised = Value::NULL;
            found.and_then(|v| v.downcast::<Str>()).map(|s| s.as_wtf8().to_string())
        };
        let name = text("__qualname__").unwrap_or_else(|| class.name().as_wtf8().to_string());
        match text("__module__") {
            Some(module) if module != "__main__" && module != "builtins" => format!("{module}.{name}"),
            _ => name,
        }
    }

    fn note_lines(&mut self, e: Gc<Exception>, out: &mut String) {
        let name = self.intern("__notes__");
        let notes = match self.get_attr_or_none(e.value(), name) {
            Ok(Some(notes)) if !notes.is_none() => notes,
            Ok(_) => return,
            Err(_) => {
                let error = self.take_raised();
                let shown = self.repr_string(error).unwrap_or_default();
                self.raised = Value::NULL;
                let _ = writeln!(out, "Ignored error getting __notes__: {shown}");
                return;
            }
        };
        let (list, single) = (notes.downcast::<List>(), [notes]);
        let count = list.map_or_else(|| items(notes).len(), |l| l.len());
        if list.is_none() && !notes.is_kind(Kind::Tuple) {
            let shown = self.repr_string(single[0]);
            let shown = shown.unwrap_or_else(|_| "<__notes__ repr() failed>".into());
            self.raised = Value::NULL;
            let _ = writeln!(out, "{shown}");
            return;
        }
        for i in 0..count {
            let note = match list {
                Some(list) => list.get(i).unwrap_or(Value::NONE),
                None => items(notes)[i],
            };
            let text = self.text_of(note).unwrap_or_else(|_| "<note str() failed>".into());
            self.raised = Value::NULL;
            for line in text.split('\n') {
                let _ = writeln!(out, "{line}");
            }
        }
    }

    /// For an error that a misspelled keyword may explain: what the module `traceback` makes of it.
    fn typo_of(&mut self, e: Gc<Exception>) -> Option<Value> {
        let mut read = |name: &str| self.exception_member(e, name).ok().flatten().filter(|v| !v.is_none());
        let msg = read("msg")?.downcast::<Str>()?;
        read("_metadata").filter(|_| is_unexplained(&msg.as_wtf8().to_string()))?;
        let find = |vm: &mut Vm| -> PyResult {
            let module = vm.import_module("traceback")?;
            let class = vm.named_attr(module, "TracebackException")?;
            let told = vm.call(class, &[vm.type_of(e.value()).value(), e.value(), Value::NONE])?;
            let find = vm.named_attr(told, "_find_keyword_typos")?;
            vm.call(find, &[]).map(|_| told)
        };
        let told = find(self).ok();
        self.raised = Value::NULL;
        told
    }

    fn named_attr(&mut self, object: Value, name: &str) -> PyResult {
        let name = self.intern(name);
        self.get_attr(object, name)
    }

    /// File, line, caret and message of a `SyntaxError`.
    fn syntax_lines(&mut self, e: Gc<Exception>, name: &str, out: &mut String) {
        let told = self.typo_of(e);
        let mut field = |name: &str| {
            let found = match told {
                Some(told) => self.named_attr(told, name).ok(),
                None => self.exception_member(e, name).ok().flatten(),
            };
            self.raised = Value::NULL;
            found.filter(|v| !v.is_none())
        };
        let [filename, line, end_line, text, offset, end_offset, msg] =
            ["filename", "lineno", "end_lineno", "text", "offset", "end_offset", "msg"].map(&mut field);
        let mut suffix = String::new();
        let file = filename.map(|f| self.text_of(f).unwrap_or_default());
        if let Some(line) = line {
            let line = self.text_of(line).unwrap_or_default();
            let file = file.as_deref().filter(|f| !f.is_empty()).unwrap_or("<string>");
            let _ = writeln!(out, "  File \"{file}\", line {line}");
        } else if let Some(file) = file {
            suffix = format!(" ({file})");
        }
        let number = |vm: &Vm, v: Option<Value>| v.and_then(|v| vm.as_int(&v)?.to_i64());
        if let Some(text) = text.and_then(|t| t.downcast::<Str>()) {
            let source = text.as_wtf8().to_string();
            let same_line = number(self, line) == number(self, end_line);
            let place = number(self, offset).map(|offset| (offset, number(self, end_offset), same_line));
            out.push_str(&syntax_place(&source, place));
        }
        let msg = msg.map_or_else(|| "<no detail available>".into(), |m| self.text_of(m).unwrap_or_default());
        self.raised = Value::NULL;
        let msg = if msg.is_empty() { "<no detail available>".into() } else { msg };
        let _ = writeln!(out, "{name}: {msg}{suffix}");
    }
}

/// The source line of a `SyntaxError` and its carets; offsets count characters from 1.
fn syntax_place(source: &str, place: Option<(i64, Option<i64>, bool)>) -> String {
    let right = source.trim_end_matches('\n');
    let left = right.trim_start_matches([' ', '\n', '\x0c']);
    let count = |s: &str| s.chars().count() as i64;
    let spaces = count(right) - count(left);
    let Some((mut offset, end, same_line)) = place else { return format!("    {left}\n") };
    let mut end = match same_line {
        true => end.filter(|&e| e != 0).unwrap_or(offset),
        false => count(right) + 1,
    };
    if offset > count(source) {
        offset = count(right) + 1;
    }
    if end > count(source) {
        end = count(right) + 1;
    }
    if offset >= end || end < 0 {
        end = offset + 1;
    }
    let (col, end_col) = (offset - 1 - spaces, end - 1 - spaces);
    if col < 0 {
        return format!("    {left}\n");
    }
    // White space that is no blank is kept, so that the carets line up.
    let blank: String =
        left.chars().take(col as usize).map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
    format!("    {left}\n    {blank}{}\n", "^".repeat((end_col - col) as usize))
}
