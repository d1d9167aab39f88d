//! The listing of `python -m dis`, and its JSON.
//!
//! ```text
//!   2   L1:     LOAD_FAST_BORROW         0 (x)
//!               POP_JUMP_IF_FALSE        3 (to L2)
//! ```
//!
//! A line number where a line starts, labels for jump targets and the ends of exception ranges, then opcode, argument and what
//! the argument means. Addresses of code objects are left out.

use super::facts::*;
use super::instructions::Instruction;
use super::locations::ExceptionEntry;
use super::object::CodeObject;
use super::opcode::{ArgKind, Opcode};
use super::repr::repr;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

/// What one listing knows about its code.
struct Listing<'c> {
    code: &'c CodeObject,
    instructions: Vec<Instruction>,
    entries: Vec<ExceptionEntry>,
    labels: BTreeMap<u32, usize>,
    line_starts: HashMap<u32, Option<i64>>,
}

impl<'c> Listing<'c> {
    fn new(code: &'c CodeObject) -> Self {
        // EXTENDED_ARG is shown as an instruction of its own, with the argument so far.
        let mut instructions = Vec::new();
        for instruction in code.instructions().map_while(Result::ok) {
            let mut arg = 0;
            for at in (instruction.start_offset..instruction.offset).step_by(2) {
                arg = arg << 8 | u32::from(code.code[at as usize + 1]);
                let op = Opcode::ExtendedArg;
                instructions.push(Instruction { offset: at, start_offset: at, end_offset: at + 2, op, arg });
            }
            instructions.push(instruction);
        }
        let entries = code.exception_entries().unwrap_or_default();
        let mut marks: BTreeSet<u32> =
            instructions.iter().filter_map(|i| u32::try_from(i.jump_target()?).ok()).collect();
        marks.extend(entries.iter().flat_map(|e| [e.start, e.end, e.target]));
        let labels = marks.into_iter().zip(1..).collect();
        let line_starts = code.lines().into_iter().map(|(start, _, line)| (start, line)).collect();
        Listing { code, instructions, entries, labels, line_starts }
    }

    fn name(&self, index: u32) -> &str {
        self.code.names.get(index as usize).map_or("<unknown>", |name| name)
    }

    fn local(&self, index: u32) -> &str {
        self.code.localsplus.get(index as usize).map_or("<unknown>", |local| &local.name)
    }

    fn target(&self, i: &Instruction) -> String {
        let label = i.jump_target().and_then(|to| self.labels.get(&u32::try_from(to).ok()?));
        let word = if i.op == Opcode::EndAsyncFor { "from" } else { "to" };
        label.map_or(String::new(), |label| format!("{word} L{label}"))
    }

    fn argrepr(&self, i: &Instruction) -> String {
        let arg = i.arg;
        let pick = |list: &[&str], at: u32| list.get(at as usize).copied().unwrap_or("").to_owned();
        let method = |name: &str| format!("{name}{}", if arg & 1 != 0 { " + NULL|self" } else { "" });
        match (i.op, i.op.arg_kind()) {
            (_, ArgKind::None) => String::new(),
            (_, ArgKind::Const) => self.code.consts.get(arg as usize).map_or(String::new(), repr),
            (Opcode::LoadGlobal, _) => {
                format!("{}{}", self.name(arg >> 1), if arg & 1 != 0 { " + NULL" } else { "" })
            }
            (Opcode::LoadAttr, _) => method(self.name(arg >> 1)),
            (Opcode::LoadSuperAttr, _) => method(self.name(arg >> 2)),
            (_, ArgKind::Name) => self.name(arg).to_owned(),
            (_, ArgKind::Jump | ArgKind::Handler) => self.target(i),
            (
                Opcode::LoadFastLoadFast
                | Opcode::LoadFastBorrowLoadFastBorrow
                | Opcode::StoreFastLoadFast
                | Opcode::StoreFastStoreFast,
                _,
            ) => format!("{}, {}", self.local(arg >> 4), self.local(arg & 15)),
            (_, ArgKind::Local | ArgKind::Free) => self.local(arg).to_owned(),
            (Opcode::CompareOp, _) => {
                let op = pick(&COMPARE_OPS, arg >> 5);
                if arg & 16 != 0 { format!("bool({op})") } else { op }
            }
            (Opcode::ConvertValue, _) => pick(&["", "str", "repr", "ascii"], arg),
            (Opcode::SetFunctionAttribute, _) => {
                let set = FUNCTION_ATTRIBUTES.iter().enumerate().filter(|(bit, _)| arg >> bit & 1 != 0);
                set.map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
            }
            (Opcode::BinaryOp, _) => pick(&BINARY_OPS, arg),
            (Opcode::CallIntrinsic1, _) => pick(&INTRINSICS_1, arg),
            (Opcode::CallIntrinsic2, _) => pick(&INTRINSICS_2, arg),
            (Opcode::LoadCommonConstant, _) => pick(&COMMON_CONSTANTS, arg),
            (Opcode::LoadSpecial, _) => pick(&SPECIAL_METHODS, arg),
            (Opcode::IsOp, _) => if arg != 0 { "is not" } else { "is" }.to_owned(),
            (Opcode::ContainsOp, _) => if arg != 0 { "not in" } else { "in" }.to_owned(),
            (_, ArgKind::Int) => String::new(),
        }
    }

    /// Instructions without a form are left out: what stood at them moves to the next one.
    fn text(&self, out: &mut String, form: &dyn Fn(&Instruction) -> Option<Form>) {
        let known = self.line_starts.values().flatten().copied().filter(|&line| line != 0).max();
        let mut line_width = known.map_or(0, |line| line.to_string().len().max(3));
        if line_width > 0 && line_width < 4 && self.line_starts.values().any(Option::is_none) {
            line_width = 4;
        }
        let label_width = 4 + self.labels.len().to_string().len();
        let (mut starting, mut labelled) = (None, None);
        for i in &self.instructions {
            starting = self.line_starts.get(&i.offset).or(starting);
            labelled = self.labels.get(&i.offset).or(labelled);
            let Some(form) = form(i) else { continue };
            let (starts, label) = (starting.take(), labelled.take());
            let mut row = String::new();
            if line_width > 0 {
                if starts.is_some() && i.offset > 0 {
                    out.push('\n');
                }
                let line = starts.map_or(String::new(), |l| l.map_or("  --".to_owned(), |l| l.to_string()));
                let _ = write!(row, "{line:>line_width$} ");
            }
            let label = label.map_or(String::new(), |n| format!("L{n}:"));
            let _ = write!(row, "{label:>label_width$}     {:<20}", form.name);
            if i.op.has_arg() {
                let excess = form.name.len().saturating_sub(20);
                let _ = write!(row, " {:>1$}", i.arg, 5usize.saturating_sub(excess));
                let meaning = self.argrepr(i);
                if !meaning.is_empty() {
                    let _ = write!(row, " ({meaning})");
                }
            }
            if !form.note.is_empty() {
                let _ = write!(row, "    {}", form.note);
            }
            out.push_str(row.trim_end());
            out.push('\n');
        }
        if !self.entries.is_empty() {
            out.push_str("ExceptionTable:\n");
        }
        for e in &self.entries {
            let [start, end, target] = [e.start, e.end, e.target].map(|at| self.labels[&at]);
            let lasti = if e.lasti { " lasti" } else { "" };
            let _ = writeln!(out, "  L{start} to L{end} -> L{target} [{}]{lasti}", e.depth);
        }
    }

    fn json(&self, form: &dyn Fn(&Instruction) -> Option<Form>) -> String {
        let names = |list: &mut dyn Iterator<Item = &str>| list.map(quote).collect::<Vec<_>>().join(",");
        let code = self.code;
        let line_of: Vec<(u32, u32, Option<i64>)> = code.lines();
        let mut run = 0;
        let rows = self.instructions.iter().filter_map(|i| {
            let form = form(i)?;
            while line_of.get(run).is_some_and(|r| r.1 <= i.offset) {
                run += 1;
            }
            let line = line_of.get(run).and_then(|r| r.2).map_or("null".to_owned(), |l| l.to_string());
            let arg = if i.op.has_arg() { i.arg.to_string() } else { "null".to_owned() };
            let target = i.jump_target().map_or("null".to_owned(), |to| to.to_string());
            Some(format!(
                "{{\"offset\":{},\"opname\":{},\"arg\":{arg},\"argrepr\":{},\"line\":{line},\"target\":{target}{}}}",
                i.offset,
                quote(&form.name),
                quote(&self.argrepr(i)),
                form.members
            ))
        });
        let rows = rows.collect::<Vec<_>>().join(",");
        let exceptions = self.entries.iter().map(|e| {
            format!(
                "{{\"start\":{},\"end\":{},\"target\":{},\"depth\":{},\"lasti\":{}}}",
                e.start, e.end, e.target, e.depth, e.lasti
            )
        });
        let guards = code.guards.iter().map(|site| {
            let at = self.instructions.iter().find(|i| i.offset == site.offset);
            let slow = at.and_then(Instruction::jump_target).map_or("null".to_owned(), |to| to.to_string());
            let facts: Vec<String> = site.facts.iter().map(fact_name).collect();
            format!("{{\"offset\":{},\"guard\":{},\"slow\":{slow}}}", site.offset, quote(&facts.join(", ")))
        });
        format!(
            "{{\"qualname\":{},\"firstlineno\":{},\"consts\":[{}],\"names\":[{}],\"varnames\":[{}],\"instructions\":[{rows}],\"guards\":[{}],\"exceptions\":[{}]}}",
            quote(&code.qualname),
            code.firstlineno,
            code.consts.iter().map(|c| quote(&repr(c))).collect::<Vec<_>>().join(","),
            names(&mut code.names.iter().map(|n| &**n)),
            names(&mut code.localsplus.iter().filter(|l| l.kind.0 & 0x20 != 0).map(|l| &*l.name)),
            guards.collect::<Vec<_>>().join(","),
            exceptions.collect::<Vec<_>>().join(",")
        )
    }
}

/// A guard's fact as `explain` and JSON name it.
pub fn fact_name(fact: &crate::syntax::ast::GuardFact) -> String {
    use crate::syntax::ast::GuardFact::*;
    match fact {
        Builtin(name) => format!("builtin:{name}"),
        Global(name, _) => format!("global:{name}"),
        Function(name, _) => format!("func:{name}"),
        Attribute(module, name, _) => format!("attr:{module}.{name}"),
        Exact(name, kinds) => format!("exact:{name}:{kinds}"),
        Room(count) => format!("room:{count}"),
    }
}

/// A JSON string.
pub fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if (c as u32) < 0x20 => drop(write!(out, "\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// One instruction, as a listing shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Where it lies, in bytes.
    pub offset: u32,
    /// The opcode's name.
    pub opname: &'static str,
    /// The argument, if the opcode has one.
    pub arg: Option<u32>,
    /// What the argument means.
    pub argrepr: String,
    /// The line it belongs to.
    pub line: Option<i64>,
    /// Where a jump goes.
    pub target: Option<i64>,
}

/// The instructions of one code object, in order.
pub fn rows(code: &CodeObject) -> Vec<Row> {
    let listing = Listing::new(code);
    let runs = code.lines();
    let row = |i: &Instruction| Row {
        offset: i.offset,
        opname: i.op.name(),
        arg: i.op.has_arg().then_some(i.arg),
        argrepr: listing.argrepr(i),
        line: runs.get(runs.partition_point(|run| run.1 <= i.offset)).and_then(|run| run.2),
        target: i.jump_target(),
    };
    listing.instructions.iter().map(row).collect()
}

/// The listing of `code` alone, without what is nested in it.
pub fn dis_alone(code: &CodeObject) -> String {
    let mut out = String::new();
    Listing::new(code).text(&mut out, &Form::plain);
    out
}

/// Each code object nested in `code`, in the order of `dis`: itself, then its constants' in turn.
pub fn walk(code: &CodeObject) -> Vec<&CodeObject> {
    let mut all = Vec::new();
    let mut stack = vec![code];
    while let Some(code) = stack.pop() {
        all.push(code);
        let nested = code.consts.iter().rev().filter_map(|constant| constant.as_code().map(|code| &**code));
        stack.extend(nested);
    }
    all
}

/// How a listing shows an instruction.
pub struct Form {
    /// Its name.
    pub name: String,
    /// What stands behind the argument.
    pub note: String,
    /// Further members of its JSON object, each behind a comma.
    pub members: String,
}

impl Form {
    /// An instruction under its own name.
    fn plain(i: &Instruction) -> Option<Form> {
        Some(Form { name: i.op.name().to_owned(), note: String::new(), members: String::new() })
    }
}

/// The listing of `code` and all code nested in it.
pub fn dis(code: &CodeObject) -> String {
    dis_as(code, &mut |_, _| Box::new(Form::plain))
}

/// How the instructions of one code object are shown.
pub type Forms<'f> = Box<dyn Fn(&Instruction) -> Option<Form> + 'f>;

/// The listing with instructions in other forms; what has none is left out. `forms` is asked for each code object in
/// the order of [`walk`], with its number.
pub fn dis_as<'f>(code: &CodeObject, forms: &mut dyn FnMut(usize, &CodeObject) -> Forms<'f>) -> String {
    let mut out = String::new();
    for (i, code) in walk(code).into_iter().enumerate() {
        if i > 0 {
            let (name, file, line) = (&code.name, &code.filename, code.firstlineno);
            let _ = writeln!(out, "\nDisassembly of <code object {name}, file \"{file}\", line {line}>:");
        }
        Listing::new(code).text(&mut out, &forms(i, code));
    }
    out
}

/// The listing as JSON: a list with one object for each code object.
pub fn dis_json(code: &CodeObject) -> String {
    dis_json_as(code, &mut |_, _| Box::new(Form::plain))
}

/// As [`dis_json`], with instructions in other forms, as in [`dis_as`].
pub fn dis_json_as<'f>(code: &CodeObject, forms: &mut dyn FnMut(usize, &CodeObject) -> Forms<'f>) -> String {
    let all = walk(code).into_iter().enumerate();
    let all: Vec<String> = all.map(|(i, code)| Listing::new(code).json(&forms(i, code))).collect();
    format!("[{}]", all.join(","))
}
