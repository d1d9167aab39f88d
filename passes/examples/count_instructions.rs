//! Counts the instructions that each level makes of many files, and what the guarded level rewrites.
//!
//! ```text
//! find Lib -name '*.py' | cargo run -p pyopt-passes --example count_instructions > counts
//! ```
//!
//! Paths come one a line on standard input; for each that compiles, one line goes out: the path and the counts of
//! CPython's own rewrites, of `none`, `safe` and `guarded`, with tabs between. An instruction is what `dis` shows: caches and
//! EXTENDED_ARGs are part of the instruction that they belong to. Nested code objects count. Totals, the files with more
//! instructions than CPython's, and for the guarded level guard sites and rewrites by name end up on standard error.
//!
//! CPython's column is made by this compiler, with CPython's rewrites alone ([`Options::cpython`]). With `--listing FILE`
//! the count of each code object of one file goes out instead, to be compared with another compiler's. `--without A26,C15` leaves
//! rewrites out of the last two columns.

use pyopt_compiler::code::{CodeObject, Const, Opcode};
use pyopt_compiler::syntax::{ParseMode, decode_source};
use pyopt_passes::{Id, OptLevel, Options, RemarkKind, compile};
use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::process::ExitCode;

/// What code consists of.
#[derive(Clone, Copy, Default)]
struct Count {
    instructions: u64,
    extended: u64,
    sites: u64,
}

impl Count {
    /// Adds a code object and those nested in it; `each` sees every one with its own count.
    fn add(&mut self, code: &CodeObject, each: &mut dyn FnMut(&CodeObject, u64)) {
        let mut own = 0;
        for instruction in code.instructions().map_while(Result::ok) {
            own += u64::from(instruction.op != Opcode::Cache);
            self.extended += u64::from((instruction.offset - instruction.start_offset) / 2);
        }
        each(code, own);
        self.instructions += own;
        self.sites += code.guards.len() as u64;
        for value in &code.consts {
            if let Const::Code(nested) = value {
                self.add(nested, each);
            }
        }
    }
}

/// What is counted, with a name.
type Columns = [(&'static str, Options); 4];

fn columns(without: &[Id]) -> Columns {
    let level = |level| {
        let all = Options::level(level);
        let only = Id::ALL.iter().copied().filter(|id| all.runs(*id) && !without.contains(id)).collect();
        Options { only: Some(only), ..all }
    };
    [
        ("CPython", Options::cpython()),
        ("none", Options::level(OptLevel::None)),
        ("safe", level(OptLevel::Safe)),
        ("guarded", Options { remarks: true, ..level(OptLevel::Guarded) }),
    ]
}

fn read(path: &str) -> Option<String> {
    decode_source(&std::fs::read(path).ok()?).ok()
}

/// The counts of one file, one for each column; `rewrites` is told of the last column's.
fn counts(path: &str, columns: &Columns, rewrites: &mut BTreeMap<Id, u64>) -> Option<[Count; 4]> {
    let source = read(path)?;
    let mut all = [Count::default(); 4];
    for ((_, options), count) in columns.iter().zip(&mut all) {
        let compiled = compile(&source, path, ParseMode::Exec, options).ok()?;
        count.add(&compiled.code, &mut |_, _| ());
        let applied = compiled.remarks.iter().filter(|r| matches!(r.kind, RemarkKind::Applied { .. }));
        applied.for_each(|remark| *rewrites.entry(remark.id).or_default() += 1);
        compiled.fired.iter().for_each(|fired| *rewrites.entry(fired.id).or_default() += 1);
    }
    Some(all)
}

/// Every code object of a file with its count, in each column.
fn listing(path: &str, columns: &Columns) -> ExitCode {
    let Some(source) = read(path) else { return ExitCode::FAILURE };
    for (name, options) in columns {
        let Ok(compiled) = compile(&source, path, ParseMode::Exec, options) else { return ExitCode::FAILURE };
        Count::default().add(&compiled.code, &mut |code, own| {
            println!("{name}\t{}\t{}\t{own}", code.firstlineno, code.qualname);
        });
    }
    ExitCode::SUCCESS
}

fn main() -> ExitCode {
    let (mut without, mut listed) = (Vec::new(), None);
    let mut args = std::env::args().skip(1);
    while let Some(flag) = args.next() {
        match (&*flag, args.next()) {
            ("--listing", Some(path)) => listed = Some(path),
            ("--without", Some(ids)) => without.extend(ids.split(',').filter_map(|id| id.parse::<Id>().ok())),
            _ => {
                eprintln!("usage: count_instructions [--without ID,…] [--listing FILE] < paths");
                return ExitCode::from(2);
            }
        }
    }
    let columns = columns(&without);
    if let Some(path) = listed {
        return listing(&path, &columns);
    }
    let mut totals = [Count::default(); 4];
    let mut rewrites = BTreeMap::new();
    let (mut files, mut more, mut fewer) = (0_u32, [0_u32; 4], [0_u32; 4]);
    let mut out = std::io::stdout().lock();
    for path in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Some(all) = counts(&path, &columns, &mut rewrites) else { continue };
        files += 1;
        let [cpython, ..] = all;
        let mut line = path;
        for (at, count) in all.iter().enumerate() {
            totals[at].instructions += count.instructions;
            totals[at].extended += count.extended;
            totals[at].sites += count.sites;
            more[at] += u32::from(count.instructions > cpython.instructions);
            fewer[at] += u32::from(count.instructions < cpython.instructions);
            line += &format!("\t{}", count.instructions);
        }
        if writeln!(out, "{line}").is_err() {
            break;
        }
    }
    eprintln!("{files} files");
    for (((name, _), count), (more, fewer)) in columns.iter().zip(&totals).zip(more.iter().zip(&fewer)) {
        let Count { instructions, extended, sites } = count;
        eprintln!(
            "{name:8} {instructions} instructions, {extended} EXTENDED_ARG, {sites} guard sites; \
             more than CPython's in {more} files, fewer in {fewer}"
        );
    }
    for (id, count) in rewrites {
        eprintln!("    {id} {:32} {count}", id.name());
    }
    ExitCode::SUCCESS
}
