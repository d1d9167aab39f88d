//! `dis --passes`: the way of a program step by step, at the stage that was asked for.

use super::Stage;
use super::difference::Shown;
use pyopt::vm::listing::lowered;
use pyopt_compiler::code::CodeObject;
use pyopt_compiler::code::dis::dis_alone;
use pyopt_compiler::ir::text;
use pyopt_compiler::syntax::ast::Mod;
use pyopt_compiler::syntax::{SourceError, unparse};
use pyopt_passes::steps::{Name, Step, steps};
use pyopt_passes::{Id, Options};
use std::collections::BTreeSet;

/// What each step changed, in their order.
///
/// # Errors
/// When the program is not Python.
pub fn in_turn(
    source: &str,
    filename: &str,
    options: &Options,
    stage: Stage,
    shown: Shown,
) -> Result<String, Box<SourceError>> {
    let way = steps(source, filename, options)?;
    let fired: BTreeSet<Id> = way.fired.iter().map(|fired| fired.id).collect();
    let stage_name = format!("{stage:?}").to_lowercase();
    let mut out = String::new();
    let mut before = way.steps.first().map_or(String::new(), |step| at(stage, step));
    // Behind the passes over the tree it stays as it is.
    let is_of_tree = matches!(stage, Stage::Source | Stage::Ast);
    let shows = |step: &&Step| !is_of_tree || matches!(step.name, Name::Pass(..));
    for step in way.steps.iter().skip(1).filter(shows) {
        let after = at(stage, step);
        let title = format!("# stage={stage_name} pass={}", titled(&step.name, &fired));
        out += &shown.difference(&title, ["before", "after"], &before, &after);
        before = after;
    }
    Ok(out)
}

/// `A02 (binary folding) round=1`, `peephole (C04, C09)`
fn titled(name: &Name, fired: &BTreeSet<Id>) -> String {
    if let Name::Pass(id, round) = name {
        return format!("{id} ({}) round={round}", id.name());
    }
    let made: Vec<&str> =
        name.rewrites().into_iter().filter(|id| fired.contains(id)).map(Id::as_str).collect();
    if made.is_empty() { name.to_string() } else { format!("{name} ({})", made.join(", ")) }
}

/// A syntax tree as text, without what passes note on it for themselves.
pub fn tree(module: &Mod) -> String {
    let mut out = String::new();
    let mut notes_end = None;
    for line in format!("{module:#?}").lines() {
        let indent = line.len() - line.trim_start().len();
        match notes_end {
            Some(end) if line.trim() == "}," && indent == end => notes_end = None,
            Some(_) => {}
            None if line.trim() == "notes: Notes {" => notes_end = Some(indent),
            None => out.extend([line, "\n"]),
        }
    }
    out
}

/// The program at a step.
fn at(stage: Stage, step: &Step) -> String {
    let listings = |listing: &dyn Fn(&CodeObject) -> String| {
        let titled = step.units.iter().enumerate().map(|(n, unit)| {
            let code = &unit.code;
            let title = match n {
                0 => String::new(),
                _ => format!("\nDisassembly of {}, line {}:\n", code.qualname, code.firstlineno),
            };
            title + &listing(code)
        });
        titled.collect::<String>()
    };
    match stage {
        Stage::Source => unparse(&step.module) + "\n",
        Stage::Ast => tree(&step.module),
        Stage::Cfg => {
            let texts: Vec<String> = step.units.iter().map(|unit| text::print(&unit.cfg)).collect();
            texts.join("\n")
        }
        Stage::Bytecode => listings(&dis_alone),
        // What is nested stands in a listing of its own.
        Stage::Quick => listings(&|code| {
            let all = lowered(code);
            all.split("\nDisassembly of <code object ").next().unwrap_or_default().to_owned()
        }),
    }
}
