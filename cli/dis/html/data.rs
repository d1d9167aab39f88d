//! What a page knows, as JSON: the source, the steps, and of each function what every step made of it.
//!
//! ```text
//! { file, level, source: [line, …],
//!   steps: [{name, title, sentence, kind, round?, rewrites: [id, …]}, …],
//!   units: [{name, line, made: [id, …], steps: [{step, gone?, rows, blocks, edges, size}, …]}, …],
//!   remarks: [{kind, id, name, line, col, before?, after?, reason?, guards, times}, …] }
//! ```
//!
//! A row is `[mark, block, opname, argument, guard, target, line]`: marked `+` where the step brought it, `-` where it took
//! it away. A unit's steps are those that changed it, and the first.

use super::graph::{Row, View};
use super::layout::{Drawing, Graph, layout};
use crate::input::lines;
use crate::json::{array, string};
use crate::remarks::{NO_FACTS, fast_path};
use pyopt_compiler::code::dis::fact_name;
use pyopt_passes::steps::{Name, Step, Way};
use pyopt_passes::{Id, OptLevel, RemarkKind};
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The widest text of a box, in characters, and the most rows; the listing has them all.
const BOX_CHARS: usize = 40;
const BOX_ROWS: usize = 16;
/// Sizes of text in a box, in pixels; the page sets its font by them.
const CHAR: f64 = 7.0;
const LINE: f64 = 16.0;
const HEAD: f64 = 24.0;
/// Larger graphs are not drawn: nobody could read them.
const BLOCKS_MAX: usize = 220;
const EDGES_MAX: usize = 600;

/// The page's data.
pub fn json(way: &Way, source: &str, filename: &str, level: OptLevel) -> String {
    let fired: BTreeSet<Id> = way.fired.iter().map(|fired| fired.id).collect();
    format!(
        "{{\"file\":{},\"level\":{},\"source\":{},\"steps\":{},\"units\":{},\"remarks\":{}}}",
        string(filename),
        string(&format!("{level:?}").to_lowercase()),
        array(lines(source).into_iter().map(string)),
        array(way.steps.iter().map(|step| step_json(&step.name, &fired))),
        array(units(way)),
        array(remarks(way))
    )
}

fn step_json(name: &Name, fired: &BTreeSet<Id>) -> String {
    let (kind, title) = match name {
        Name::Written => ("tree", "as written"),
        Name::Pass(id, _) => ("tree", id.name()),
        Name::Graph(_) => ("graph", ""),
        Name::Assembled => ("code", ""),
    };
    let round = match name {
        Name::Pass(_, round) => format!(",\"round\":{round}"),
        _ => String::new(),
    };
    let rewrites = name.rewrites().into_iter().filter(|id| fired.contains(id));
    format!(
        "{{\"name\":{},\"title\":{},\"sentence\":{},\"kind\":\"{kind}\"{round},\"rewrites\":{}}}",
        string(&name.to_string()),
        string(title),
        string(name.sentence()),
        array(rewrites.map(|id| format!("[{},{}]", string(id.as_str()), string(id.name()))))
    )
}

/// Each function with the steps that changed it.
fn units(way: &Way) -> Vec<String> {
    let steps: &[Step] = &way.steps;
    // Copies of one function have the same name and line: they are told apart by which one they are.
    type Key = (String, u32, usize);
    let mut order: Vec<Key> = Vec::new();
    let mut views: BTreeMap<Key, Vec<(usize, View)>> = BTreeMap::new();
    for (at, step) in steps.iter().enumerate() {
        let mut seen: BTreeMap<(&str, u32), usize> = BTreeMap::new();
        for unit in &step.units {
            let (name, line) = unit.key();
            let copy = seen.entry((name, line)).or_default();
            let key = (name.to_owned(), line, *copy);
            *copy += 1;
            if !views.contains_key(&key) {
                order.push(key.clone());
            }
            let view = match step.name {
                Name::Assembled => View::of_code(&unit.code),
                _ => View::of_graph(&unit.cfg),
            };
            views.entry(key).or_default().push((at, view));
        }
    }
    let unit = |key: Key| {
        let all = views.get(&key).map_or(&[][..], Vec::as_slice);
        let mut shown = Vec::new();
        let nothing = View::default();
        let mut before = &nothing;
        for (at, view) in all {
            if shown.is_empty() || view != before {
                // What is there for the first time is no change.
                let old = if shown.is_empty() { view } else { before };
                shown.push(unit_step(*at, old, view));
            }
            before = view;
        }
        if let Some((last, _)) = all.last()
            && last + 1 < steps.len()
        {
            shown.push(format!("{{\"step\":{},\"gone\":true}}", last + 1));
        }
        let made: BTreeSet<Id> = way.fired.iter().filter(|f| *f.qualname == *key.0).map(|f| f.id).collect();
        format!(
            "{{\"name\":{},\"line\":{},\"made\":{},\"steps\":{}}}",
            string(&key.0),
            key.1,
            array(made.into_iter().map(|id| string(id.as_str()))),
            array(shown)
        )
    };
    order.into_iter().map(unit).collect()
}

fn unit_step(at: usize, before: &View, view: &View) -> String {
    let old: Vec<_> = before.rows.iter().map(Row::key).collect();
    let new: Vec<_> = view.rows.iter().map(Row::key).collect();
    let mut rows = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let here = view.rows.get(op.new_range().start).or(view.rows.last()).map_or(0, |row| row.block);
        let (removed, added) = match op.tag() {
            DiffTag::Equal => (0..0, ' '),
            _ => (op.old_range(), '+'),
        };
        rows.extend(before.rows[removed].iter().map(|row| row_json('-', here, row, before)));
        rows.extend(view.rows[op.new_range()].iter().map(|row| row_json(added, row.block, row, view)));
    }
    let blocks = array(view.blocks.iter().map(|name| string(name)));
    let mut out = format!("{{\"step\":{at},\"rows\":{},\"blocks\":{blocks}", array(rows));
    if view.blocks.len() <= BLOCKS_MAX && view.edges.len() <= EDGES_MAX {
        out.push_str(&drawing_json(view));
    }
    out + "}"
}

fn row_json(mark: char, block: usize, row: &Row, view: &View) -> String {
    format!(
        "[\"{mark}\",{block},{},{},{},{},{}]",
        string(&row.opname),
        string(&row.arg),
        string(&row.guard),
        row.target.and_then(|to| view.blocks.get(to)).map_or("\"\"".to_owned(), |name| string(name)),
        row.line.unwrap_or(0)
    )
}

/// Sizes are those of the texts that the page draws: the opcode, and what stands behind it.
fn drawing_json(view: &View) -> String {
    let mut sizes: Vec<(usize, usize)> =
        view.blocks.iter().map(|name| (0, name.chars().count() + 8)).collect();
    for row in &view.rows {
        let size = &mut sizes[row.block];
        size.0 += 1;
        let target = row.target.and_then(|to| view.blocks.get(to)).map_or(0, |name| 2 + name.chars().count());
        let guard = if row.guard.is_empty() { 0 } else { 6 + row.guard.chars().count() };
        let arg = row.arg.chars().count().max(target).max(guard);
        if size.0 <= BOX_ROWS {
            size.1 = size.1.max((row.opname.chars().count() + 1 + arg).min(BOX_CHARS));
        }
    }
    let boxed = |(rows, chars): (usize, usize)| {
        let lines = rows.min(BOX_ROWS) + usize::from(rows > BOX_ROWS);
        (chars as f64 * CHAR + 20.0, HEAD + lines as f64 * LINE + if lines > 0 { 6.0 } else { 0.0 })
    };
    let boxes: Vec<(f64, f64)> = sizes.into_iter().map(boxed).collect();
    let edges = view.edges.iter().map(|&(from, to, _)| (from, to)).collect();
    let graph = Graph { boxes, edges };
    let Drawing { size, corners, lines, back } = layout(&graph);
    let number = |x: f64| format!("{:.1}", x).trim_end_matches(".0").to_owned();
    let placed = corners
        .iter()
        .zip(&graph.boxes)
        .map(|(&(x, y), &(width, height))| format!("[{}]", [x, y, width, height].map(number).join(",")));
    let edges = view.edges.iter().zip(lines).zip(back).map(|((&(from, to, kind), line), back)| {
        let mut points = String::new();
        for (x, y) in line {
            let comma = if points.is_empty() { "" } else { "," };
            let _ = write!(points, "{comma}{},{}", number(x), number(y));
        }
        format!("[{from},{to},\"{}\",{},[{points}]]", kind.name(), u8::from(back))
    });
    format!(
        ",\"size\":[{},{}],\"boxes\":{},\"edges\":{},\"rows_max\":{BOX_ROWS},\"chars_max\":{BOX_CHARS}",
        number(size.0),
        number(size.1),
        array(placed),
        array(edges)
    )
}

/// Rewrites that were made and that were refused, by line; of the graphs, how often each was made there.
fn remarks(way: &Way) -> Vec<String> {
    let mut sorted: Vec<_> = way.remarks.iter().collect();
    sorted.sort_by_key(|remark| (remark.span.line, remark.span.col));
    let mut out: Vec<(String, usize)> = Vec::new();
    for remark in sorted {
        let rest = match &remark.kind {
            RemarkKind::Applied { before, after, guards } => {
                let fast = fast_path(before, after);
                let mut facts: Vec<String> = guards.iter().map(fact_name).collect();
                if facts.is_empty() && fast.is_some() {
                    facts.push(NO_FACTS.to_owned());
                }
                format!(
                    "\"kind\":\"applied\",\"before\":{},\"after\":{},\"guards\":{}",
                    string(before),
                    string(fast.as_ref().unwrap_or(after)),
                    array(facts.iter().map(|fact| string(fact)))
                )
            }
            RemarkKind::Missed { reason, cause } => {
                let place = cause.filter(|cause| cause.line != remark.span.line);
                let place = place.map_or(String::new(), |cause| format!(", in line {}", cause.line));
                format!("\"kind\":\"missed\",\"reason\":{}", string(&format!("{reason}{place}")))
            }
        };
        let (line, col) = (remark.span.line, remark.span.col);
        let text = format!("{},\"line\":{line},\"col\":{col},{rest}", named(remark.id));
        match out.iter_mut().rev().take(50).find(|known| known.0 == text) {
            Some(known) => known.1 += 1,
            None => out.push((text, 1)),
        }
    }
    let mut graphs: BTreeMap<(u32, Id), usize> = BTreeMap::new();
    for fired in &way.fired {
        *graphs.entry((fired.line.unwrap_or(0), fired.id)).or_default() += 1;
    }
    let graphs = graphs.into_iter().filter(|((line, _), _)| *line > 0).map(|((line, id), times)| {
        (format!("{},\"line\":{line},\"col\":0,\"kind\":\"graph\"", named(id)), times)
    });
    out.into_iter().chain(graphs).map(|(text, times)| format!("{{{text},\"times\":{times}}}")).collect()
}

fn named(id: Id) -> String {
    format!("\"id\":{},\"name\":{}", string(id.as_str()), string(id.name()))
}
