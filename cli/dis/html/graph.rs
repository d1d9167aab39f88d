//! One code object at one step as a page shows it: rows, the blocks that they form, and the edges between these.

use crate::remarks::NO_FACTS;
use pyopt_compiler::code::dis::{fact_name, rows};
use pyopt_compiler::code::{CodeObject, Const, Opcode, facts};
use pyopt_compiler::ir::{BlockId, Cfg, Instr, text};
use pyopt_compiler::syntax::ast::GuardFact;
use std::collections::{BTreeMap, BTreeSet};

/// One instruction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Its block.
    pub block: usize,
    /// The opcode's name.
    pub opname: String,
    /// What its argument means.
    pub arg: String,
    /// The facts of a guard.
    pub guard: String,
    /// The block that it jumps to.
    pub target: Option<usize>,
    /// The line that it belongs to.
    pub line: Option<u32>,
}

impl Row {
    /// What makes it the same instruction at the next step: blocks may be numbered anew.
    pub fn key(&self) -> (&str, &str, &str, Option<u32>) {
        (&self.opname, &self.arg, &self.guard, self.line)
    }
}

/// How control goes along an edge.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Edge {
    /// To what follows.
    Next,
    /// By a jump.
    Jump,
    /// Where a guard does not hold.
    Slow,
    /// By an exception.
    Except,
}

impl Edge {
    /// Its name in the page.
    pub fn name(self) -> &'static str {
        match self {
            Edge::Next => "next",
            Edge::Jump => "jump",
            Edge::Slow => "slow",
            Edge::Except => "except",
        }
    }
}

/// Rows, names of blocks, and edges.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct View {
    /// In the order of the listing.
    pub rows: Vec<Row>,
    /// The name of each block.
    pub blocks: Vec<String>,
    /// From, to, how; no two of them are the same.
    pub edges: BTreeSet<(usize, usize, Edge)>,
}

impl View {
    /// Of a graph.
    pub fn of_graph(cfg: &Cfg) -> View {
        let place: BTreeMap<BlockId, usize> = cfg.order.iter().copied().zip(0..).collect();
        let mut view =
            View { blocks: cfg.order.iter().map(ToString::to_string).collect(), ..View::default() };
        for (block, id) in cfg.order.iter().enumerate() {
            for instr in &cfg.block(*id).instrs {
                let target = instr.target.and_then(|to| place.get(&to).copied());
                let guard = instr.guard.and_then(|number| cfg.guards.get(number as usize));
                let kind = match (instr.is_jump(), guard.is_some()) {
                    (true, true) => Edge::Slow,
                    (true, false) => Edge::Jump,
                    // SETUP_*
                    _ => Edge::Except,
                };
                view.edges.extend(target.map(|to| (block, to, kind)));
                let handler = instr.handler.and_then(|to| place.get(&to).copied());
                view.edges.extend(handler.map(|to| (block, to, Edge::Except)));
                view.rows.push(Row {
                    block,
                    opname: instr.op.name().to_owned(),
                    arg: if target.is_none() { meaning(cfg, instr) } else { String::new() },
                    guard: guard.map_or(String::new(), |facts| names(facts)),
                    target,
                    line: instr.has_line().then_some(instr.span.line).filter(|&line| line > 0),
                });
            }
            if cfg.block(*id).has_fallthrough() && block + 1 < cfg.order.len() {
                view.edges.insert((block, block + 1, Edge::Next));
            }
        }
        view
    }

    /// Of assembled code: its blocks are what jumps, handlers and ends of regions make of it.
    pub fn of_code(code: &CodeObject) -> View {
        let instructions = rows(code);
        let entries = code.exception_entries().unwrap_or_default();
        // END_ASYNC_FOR names where its loop begins, and does not go there.
        let jumps_to = |row: &pyopt_compiler::code::dis::Row| {
            row.target.filter(|_| row.opname != "END_ASYNC_FOR").and_then(|to| u32::try_from(to).ok())
        };
        let mut leaders: BTreeSet<u32> = entries.iter().map(|entry| entry.target).collect();
        leaders.extend(instructions.first().map(|row| row.offset));
        for (at, row) in instructions.iter().enumerate() {
            leaders.extend(jumps_to(row));
            if jumps_to(row).is_some() || leaves(row.opname) {
                leaders.extend(instructions.get(at + 1).map(|next| next.offset));
            }
        }
        let leaders: Vec<u32> = leaders.into_iter().collect();
        let block_of = |offset: u32| leaders.partition_point(|&leader| leader <= offset).saturating_sub(1);
        let mut view =
            View { blocks: (0..leaders.len()).map(|n| format!("B{n}")).collect(), ..View::default() };
        for (at, row) in instructions.iter().enumerate() {
            let block = block_of(row.offset);
            let site = code.guards.iter().find(|site| site.offset == row.offset);
            let target = jumps_to(row).map(block_of);
            view.edges
                .extend(target.map(|to| (block, to, if site.is_some() { Edge::Slow } else { Edge::Jump })));
            for entry in entries.iter().filter(|entry| (entry.start..entry.end).contains(&row.offset)) {
                view.edges.insert((block, block_of(entry.target), Edge::Except));
            }
            let goes_on = site.is_some() || !(leaves(row.opname) || is_plain_jump(row.opname));
            if let Some(next) = instructions.get(at + 1).map(|next| block_of(next.offset))
                && next != block
                && goes_on
            {
                view.edges.insert((block, next, Edge::Next));
            }
            let number = || row.arg.map_or(String::new(), |arg| arg.to_string());
            view.rows.push(Row {
                block,
                opname: row.opname.to_owned(),
                arg: match (target, row.argrepr.is_empty()) {
                    (Some(_), _) => String::new(),
                    (_, true) => number(),
                    // Graphs say the same of it.
                    _ if row.opname == "LOAD_CONST" => loaded(code, row.arg).unwrap_or(row.argrepr.clone()),
                    _ => row.argrepr.clone(),
                },
                guard: site.map_or(String::new(), |site| names(&site.facts)),
                target,
                line: row.line.and_then(|line| u32::try_from(line).ok()).filter(|&line| line > 0),
            });
        }
        view
    }
}

/// The code object that an instruction loads, if it loads one.
fn loaded(code: &CodeObject, arg: Option<u32>) -> Option<String> {
    match code.consts.get(arg? as usize)? {
        Const::Code(nested) => Some(format!("<code {}>", nested.qualname)),
        _ => None,
    }
}

/// What an argument means, as the listing of code says it.
fn meaning(cfg: &Cfg, instr: &Instr) -> String {
    use Opcode::*;
    let arg = instr.arg;
    let pick = |list: &[&str], at: u32| list.get(at as usize).copied().unwrap_or_default().to_owned();
    let flagged = |what: &str| {
        let flag = if arg & 1 != 0 { what } else { "" };
        text::comment(cfg, instr).map_or(String::new(), |name| name + flag)
    };
    match instr.op {
        _ if !instr.op.has_arg() => String::new(),
        LoadGlobal => flagged(" + NULL"),
        LoadAttr | LoadSuperAttr => flagged(" + NULL|self"),
        CompareOp if arg & 16 != 0 => format!("bool({})", pick(&facts::COMPARE_OPS, arg >> 5)),
        CompareOp => pick(&facts::COMPARE_OPS, arg >> 5),
        BinaryOp => pick(&facts::BINARY_OPS, arg),
        CallIntrinsic1 => pick(&facts::INTRINSICS_1, arg),
        CallIntrinsic2 => pick(&facts::INTRINSICS_2, arg),
        LoadCommonConstant => pick(&facts::COMMON_CONSTANTS, arg),
        LoadSpecial => pick(&facts::SPECIAL_METHODS, arg),
        ConvertValue => pick(&["", "str", "repr", "ascii"], arg),
        IsOp => pick(&["is", "is not"], arg),
        ContainsOp => pick(&["in", "not in"], arg),
        SetFunctionAttribute => {
            let set = facts::FUNCTION_ATTRIBUTES.iter().enumerate().filter(|(bit, _)| arg >> bit & 1 != 0);
            set.map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
        }
        _ => text::comment(cfg, instr).unwrap_or_else(|| arg.to_string()),
    }
}

fn names(facts: &[GuardFact]) -> String {
    match facts {
        [] => NO_FACTS.to_owned(),
        facts => facts.iter().map(fact_name).collect::<Vec<_>>().join(", "),
    }
}

fn leaves(opname: &str) -> bool {
    matches!(opname, "RETURN_VALUE" | "RAISE_VARARGS" | "RERAISE")
}

fn is_plain_jump(opname: &str) -> bool {
    matches!(opname, "JUMP_FORWARD" | "JUMP_BACKWARD" | "JUMP_BACKWARD_NO_INTERRUPT")
}
