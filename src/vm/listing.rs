//! What the loop executes, as text: the quick instructions of a program, with what they have specialized to.
//!
//! ```text
//!   3   L2:     FAST_ATTR_SLOT           0 (self)    does the next 1 as well
//!               LOAD_ATTR_SLOT           2 (x)       monomorphic: Point
//!               JUMP_FORWARD                         is no instruction here: guard sites cost none
//!               LOAD_CONST               1 (3)       site builtin:len, armed
//!               ADD                      0 (+)       seen int, float -> float
//!               POP_JUMP_IF_FALSE        9 (to L3)   jumped 3, went on 29
//!               CALL                     1           calls area
//! ```
//!
//! Rows are those of the canonical listing: labels, lines and arguments are the code object's.

use super::Vm;
use super::feedback::{Callee, Feedback, Kinds};
use super::lower::decode;
use super::opcode::{self as op, NO_CACHE, Quick};
use crate::heap::Gc;
use crate::objects::shape::ShapeId;
use crate::objects::{Binding, Code, Tuple};
use pyopt_compiler::code::dis::{Form, Forms, dis_as, dis_json_as, fact_name, quote};
use pyopt_compiler::code::frame_state::{Entry, FrameState, FrameStates};
use pyopt_compiler::code::{CodeObject, Opcode};
use pyopt_compiler::syntax::ast::GuardFact;
use std::collections::HashMap;

/// The listing of code that has not run, and of all code nested in it.
pub fn lowered(code: &CodeObject) -> String {
    dis_as(code, &mut |_, code| fresh_forms(code))
}

/// As [`lowered`], as JSON.
pub fn lowered_json(code: &CodeObject) -> String {
    dis_json_as(code, &mut |_, code| fresh_forms(code))
}

fn fresh_forms<'f>(code: &CodeObject) -> Forms<'f> {
    let sites: Vec<(u32, String)> = code
        .executed()
        .enumerate()
        .filter_map(|(index, i)| {
            // The jump that the site replaces stands right before.
            let site = code.guards.iter().find(|site| site.offset + 2 == i.start_offset)?;
            Some((index as u32, format!("site {}", facts_shown(&site.facts))))
        })
        .collect();
    forms(code, &fresh(code), &|index, _| {
        let note = sites.iter().find(|site| site.0 == index).map_or(String::new(), |site| site.1.clone());
        (note, String::new())
    })
}

fn facts_shown(facts: &[GuardFact]) -> String {
    facts.iter().map(fact_name).collect::<Vec<_>>().join(", ")
}

/// The quick instructions of code without a binding.
fn fresh(code: &CodeObject) -> Vec<Quick> {
    let mut quick = decode(code).quick;
    super::feedback::freshen(&mut quick);
    quick
}

/// The forms of the canonical instructions that are quick ones, with a note and members of JSON of each.
fn forms<'f>(
    code: &CodeObject,
    quick: &[Quick],
    note: &dyn Fn(u32, Opcode) -> (String, String),
) -> Forms<'f> {
    let mut rows = HashMap::new();
    let states = FrameStates::of(code);
    for ((index, instruction), q) in code.executed().enumerate().zip(quick) {
        let (name, span) = op::name_and_span(q.op);
        let mut notes = Vec::new();
        if span > 1 {
            notes.push(format!("does the next {} as well", span - 1));
        }
        let (note, mut members) = note(index as u32, instruction.op);
        members.push_str(&states.at(index as u32).map_or(String::new(), state_json));
        notes.push(note);
        notes.retain(|note| !note.is_empty());
        rows.insert(instruction.offset, (name, notes.join("; "), members));
    }
    Box::new(move |i| {
        let (name, note, members) = rows.get(&i.offset).cloned()?;
        Some(Form { name, note, members })
    })
}

impl Vm {
    /// The listing of a program's code and of all code nested in it, as it stands now: of code that ran under several
    /// globals, what it became under the first. As text, or as JSON.
    pub fn quick_listing(&self, code: Gc<Code>, json: bool) -> String {
        let mut all = Vec::new();
        walk(code, &mut all);
        let mut forms = |number: usize, object: &CodeObject| match all
            .get(number)
            .and_then(|code| code.bindings().next())
        {
            Some(binding) if binding.is_lowered() => self.bound_forms(object, binding),
            _ => fresh_forms(object),
        };
        if json { dis_json_as(code.object(), &mut forms) } else { dis_as(code.object(), &mut forms) }
    }

    /// The guard sites of a program's code and of all code nested in it, as they stand now.
    pub fn guard_sites(&self, code: Gc<Code>) -> Vec<SiteState> {
        let mut all = Vec::new();
        walk(code, &mut all);
        let mut states = Vec::new();
        for code in all {
            let object = code.object();
            let mut sites: Vec<SiteState> = object
                .guards
                .iter()
                .map(|guard| SiteState {
                    function: object.qualname.to_string(),
                    line: object.line_at(guard.offset).and_then(|line| u32::try_from(line).ok()),
                    guards: guard.facts.iter().map(fact_name).collect(),
                    ..SiteState::default()
                })
                .collect();
            for binding in code.bindings() {
                for (_, guard, armed, breaks) in binding.sites_shown() {
                    if let Some(state) = sites.get_mut(guard as usize) {
                        state.armed += u32::from(armed);
                        state.resting += u32::from(!armed);
                        state.breaks += breaks;
                    }
                }
            }
            states.append(&mut sites);
        }
        states
    }

    fn bound_forms<'f>(&self, code: &CodeObject, binding: Gc<Binding>) -> Forms<'f> {
        // SAFETY: the binding's instructions are as many as it counts, and the caller holds the binding.
        let quick = unsafe { std::slice::from_raw_parts(binding.first(), binding.count() as usize) };
        let quick: Vec<Quick> = quick
            .iter()
            .zip(0..)
            .map(|(q, index)| Quick { op: uncovered(*q, binding, index), ..*q })
            .collect();
        let sites = binding.sites_shown();
        forms(code, &quick, &|index, canonical| {
            let site = sites.iter().find(|site| site.0 == index).map(|&(_, guard, armed, breaks)| {
                let facts = code.guards.get(guard as usize).map_or(String::new(), |g| facts_shown(&g.facts));
                let state = if armed { "armed" } else { "on its slow path" };
                let broken = if breaks > 0 { format!(", broke {breaks} times") } else { String::new() };
                format!("site {facts}, {state}{broken}")
            });
            let feedback = self.feedback(binding, index);
            let cache = self.cache_shown(&feedback, quick[index as usize], canonical);
            let met = if cache.is_some() { left(&feedback) } else { self.feedback_shown(&feedback) };
            let notes: Vec<String> = site.into_iter().chain(cache).chain(met).collect();
            (notes.join("; "), self.feedback_json(&feedback))
        })
    }

    /// What the inline cache of an attribute has seen.
    fn cache_shown(&self, feedback: &Feedback, q: Quick, canonical: Opcode) -> Option<String> {
        if q.cache == NO_CACHE || !matches!(canonical, Opcode::LoadAttr | Opcode::StoreAttr) {
            return None;
        }
        if matches!(q.op, op::LOAD_ATTR_MODULE | op::LOAD_ATTR_CLASS) {
            return Some("monomorphic".to_owned());
        }
        let classes = self.classes(&feedback.shapes);
        Some(match classes.len() {
            0 if q.op == Opcode::LoadAttr as u8 || q.op == Opcode::StoreAttr as u8 => "empty".to_owned(),
            0 => return None,
            _ if feedback.megamorphic => format!("megamorphic: {}, …", classes.join(", ")),
            1 => format!("monomorphic: {}", classes[0]),
            _ => format!("polymorphic: {}", classes.join(", ")),
        })
    }

    fn classes(&self, shapes: &[ShapeId]) -> Vec<String> {
        shapes.iter().map(|&shape| self.shapes.get(shape).class().name().as_wtf8().to_string()).collect()
    }

    fn callee_shown(&self, callee: Callee) -> Option<String> {
        Some(match callee {
            Callee::None => return None,
            Callee::Function(binding) => match binding.code.get().downcast::<Code>() {
                Some(code) => code.object().qualname.to_string(),
                None => return None,
            },
            Callee::Class(shape) => format!("class {}", self.classes(&[shape])[0]),
            Callee::Native(def) => format!("native {}", def.name),
            Callee::Object(shape) => format!("objects of {}", self.classes(&[shape])[0]),
            Callee::Gone => "a function that is gone".to_owned(),
            Callee::Many => "many".to_owned(),
        })
    }

    /// Feedback in words.
    fn feedback_shown(&self, feedback: &Feedback) -> Option<String> {
        let mut parts = Vec::new();
        let [left_kinds, right] = feedback.kinds;
        if !left_kinds.is_empty() {
            let right = if right.is_empty() { String::new() } else { format!(", {right}") };
            let result = left(feedback).map_or(String::new(), |result| format!(" {result}"));
            parts.push(format!("seen {left_kinds}{right}{result}"));
        }
        if !feedback.shapes.is_empty() {
            let more = if feedback.megamorphic { ", …" } else { "" };
            parts.push(format!("of {}{more}", self.classes(&feedback.shapes).join(", ")));
        }
        if feedback.overflowed {
            parts.push("overflowed".to_owned());
        }
        if let Some(callee) = self.callee_shown(feedback.callee) {
            let result = left(feedback).map_or(String::new(), |result| format!(" {result}"));
            parts.push(format!("calls {callee}{result}"));
        }
        if feedback.branches != [0, 0] {
            parts.push(format!("jumped {}, went on {}", feedback.branches[0], feedback.branches[1]));
        }
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// Feedback as a member of a JSON object, with the comma in front of it; nothing if nothing was seen.
    fn feedback_json(&self, feedback: &Feedback) -> String {
        let list = |items: Vec<String>| {
            let items: Vec<String> = items.iter().map(|item| quote(item)).collect();
            format!("[{}]", items.join(","))
        };
        let kinds = |kinds: Kinds| list(kinds.names().map(str::to_owned).collect());
        let mut members = Vec::new();
        if !feedback.kinds[0].is_empty() {
            let sides = feedback.kinds.iter().filter(|kinds| !kinds.is_empty());
            members.push(format!(
                "\"kinds\":[{}]",
                sides.map(|&side| kinds(side)).collect::<Vec<_>>().join(",")
            ));
        }
        if !feedback.result.is_empty() {
            members.push(format!("\"result\":{}", kinds(feedback.result)));
        }
        if feedback.overflowed {
            members.push("\"overflowed\":true".to_owned());
        }
        if !feedback.shapes.is_empty() {
            members.push(format!("\"shapes\":{}", list(self.classes(&feedback.shapes))));
        }
        if feedback.megamorphic {
            members.push("\"megamorphic\":true".to_owned());
        }
        if let Some(callee) = self.callee_shown(feedback.callee) {
            members.push(format!("\"callee\":{}", quote(&callee)));
        }
        if feedback.branches != [0, 0] {
            members.push(format!("\"branches\":[{},{}]", feedback.branches[0], feedback.branches[1]));
        }
        if members.is_empty() { String::new() } else { format!(",\"feedback\":{{{}}}", members.join(",")) }
    }
}

/// What became of one guard site; one function may have it several times, under several globals.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct SiteState {
    /// The function that it stands in.
    pub function: String,
    /// Its line.
    pub line: Option<u32>,
    /// The facts that it depends on, as [`fact_name`] says them.
    pub guards: Vec<String>,
    /// How many of them are on their fast path now.
    pub armed: u32,
    /// How many are on their slow path: not warm yet, or broken.
    pub resting: u32,
    /// How often they were patched.
    pub breaks: u32,
}

/// What lies on the stack in front of an instruction, as members of a JSON object: `written` where the program as it was
/// written has more there, `frames` where it stands in an inlined call.
fn state_json(state: FrameState<'_>) -> String {
    let list =
        |names: Vec<String>| format!("[{}]", names.iter().map(|n| quote(n)).collect::<Vec<_>>().join(","));
    let names =
        |entries: Vec<Entry>| list(entries.into_iter().map(|entry| entry.name().to_owned()).collect());
    let mut members = format!(",\"stack\":{}", names(state.stack()));
    if state.written().len() > state.depth() {
        members.push_str(&format!(",\"written\":{}", names(state.written())));
    }
    let frames: Vec<String> = state.frames().map(|frame| frame.code.qualname.to_string()).collect();
    if !frames.is_empty() {
        members.push_str(&format!(",\"frames\":{}", list(frames)));
    }
    members
}

/// What an instruction left, in words.
fn left(feedback: &Feedback) -> Option<String> {
    (!feedback.result.is_empty()).then(|| format!("-> {}", feedback.result))
}

/// The opcode of an instruction; what observes it is none of its own.
fn uncovered(q: Quick, binding: Gc<Binding>, index: u32) -> u8 {
    if q.op == op::OBSERVE { binding.opcode_at(index) } else { q.op }
}

/// A program's code objects in the order of the listing.
fn walk(code: Gc<Code>, all: &mut Vec<Gc<Code>>) {
    all.push(code);
    if let Some(consts) = code.consts().downcast::<Tuple>() {
        consts.items().iter().filter_map(|c| c.downcast::<Code>()).for_each(|code| walk(code, all));
    }
}
