//! What the loop executes, as text: the quick instructions of a program, with what they have specialized to.
//!
//! ```text
//!   3   L2:     FAST_ATTR_SLOT           0 (self)    does the next 1 as well
//!               LOAD_ATTR_SLOT           2 (x)       monomorphic: Point
//!               JUMP_FORWARD                         is no instruction here: guard sites cost none
//!               LOAD_CONST               1 (3)       site builtin:len, armed
//! ```
//!
//! Rows are those of the canonical listing: labels, lines and arguments are the code object's.

use super::Vm;
use super::lower::{canonical, decode};
use super::opcode::{self as op, ATTRIBUTE_ENTRIES, CACHE_VALUES, NO_CACHE, Quick};
use crate::heap::Gc;
use crate::objects::shape::ShapeId;
use crate::objects::{Binding, Code, List, Tuple, ValueBuffer};
use pyopt_compiler::code::dis::{Form, Forms, dis_as, fact_name};
use pyopt_compiler::code::{CodeObject, Opcode};
use pyopt_compiler::syntax::ast::GuardFact;
use std::collections::HashMap;

/// The listing of code that has not run, and of all code nested in it.
pub fn lowered(code: &CodeObject) -> String {
    dis_as(code, &mut |_, code| fresh_forms(code))
}

fn fresh_forms<'f>(code: &CodeObject) -> Forms<'f> {
    let sites: Vec<(u32, String)> = canonical(code)
        .enumerate()
        .filter_map(|(index, i)| {
            // The jump that the site replaces stands right before.
            let site = code.guards.iter().find(|site| site.offset + 2 == i.start_offset)?;
            Some((index as u32, format!("site {}", facts_shown(&site.facts))))
        })
        .collect();
    forms(code, &fresh(code), &|index, _| {
        sites.iter().find(|site| site.0 == index).map_or(String::new(), |site| site.1.clone())
    })
}

fn facts_shown(facts: &[GuardFact]) -> String {
    facts.iter().map(fact_name).collect::<Vec<_>>().join(", ")
}

/// The quick instructions of code without a binding.
fn fresh(code: &CodeObject) -> Vec<Quick> {
    let mut quick = decode(code).quick;
    super::fuse::fuse(&mut quick);
    quick
}

/// The forms of the canonical instructions that are quick ones.
fn forms<'f>(code: &CodeObject, quick: &[Quick], note: &dyn Fn(u32, Opcode) -> String) -> Forms<'f> {
    let mut rows = HashMap::new();
    for ((index, instruction), q) in canonical(code).enumerate().zip(quick) {
        let (name, span) = op::name_and_span(q.op);
        let mut notes = Vec::new();
        if span > 1 {
            notes.push(format!("does the next {} as well", span - 1));
        }
        notes.push(note(index as u32, instruction.op));
        notes.retain(|note| !note.is_empty());
        rows.insert(instruction.offset, (name, notes.join("; ")));
    }
    Box::new(move |i| rows.get(&i.offset).map(|(name, note)| Form { name: name.clone(), note: note.clone() }))
}

impl Vm {
    /// The listing of a program's code and of all code nested in it, as it stands now: of code that ran under several
    /// globals, what it became under the first.
    pub fn quick_listing(&self, code: Gc<Code>) -> String {
        let mut all = Vec::new();
        walk(code, &mut all);
        dis_as(code.object(), &mut |number, object| {
            let binding = all.get(number).and_then(|code| code.bindings().downcast::<List>());
            let binding = binding.and_then(|list| list.get(0)).and_then(|b| b.downcast::<Binding>());
            match binding {
                Some(binding) => self.bound_forms(object, binding),
                None => fresh_forms(object),
            }
        })
    }

    fn bound_forms<'f>(&self, code: &CodeObject, binding: Gc<Binding>) -> Forms<'f> {
        // SAFETY: the binding's instructions are as many as it counts, and the caller holds the binding.
        let quick = unsafe { std::slice::from_raw_parts(binding.first(), binding.count() as usize) };
        let sites = binding.sites_shown();
        forms(code, quick, &|index, canonical| {
            let site = sites.iter().find(|site| site.0 == index).map(|&(_, guard, armed, breaks)| {
                let facts = code.guards.get(guard as usize).map_or(String::new(), |g| facts_shown(&g.facts));
                let state = if armed { "armed" } else { "on its slow path" };
                let broken = if breaks > 0 { format!(", broke {breaks} times") } else { String::new() };
                format!("site {facts}, {state}{broken}")
            });
            let cache = self.cache_shown(binding, quick[index as usize], canonical);
            [site, cache].into_iter().flatten().collect::<Vec<_>>().join("; ")
        })
    }

    /// What the inline cache of an attribute has seen.
    fn cache_shown(&self, binding: Gc<Binding>, q: Quick, canonical: Opcode) -> Option<String> {
        if q.cache == NO_CACHE || !matches!(canonical, Opcode::LoadAttr | Opcode::StoreAttr) {
            return None;
        }
        if matches!(q.op, op::LOAD_ATTR_MODULE | op::LOAD_ATTR_CLASS) {
            return Some("monomorphic".to_owned());
        }
        let caches = binding.caches.get().downcast::<ValueBuffer>()?;
        let keys = (0..ATTRIBUTE_ENTRIES).filter_map(|entry| {
            let key = caches.items().get((usize::from(q.cache) + entry) * CACHE_VALUES)?.get();
            key.non_null()
        });
        let classes: Vec<String> = keys.filter_map(|key| self.class_of_shape(key.raw_word())).collect();
        Some(match classes.len() {
            0 if q.op == Opcode::LoadAttr as u8 || q.op == Opcode::StoreAttr as u8 => "empty".to_owned(),
            0 => return None,
            1 => format!("monomorphic: {}", classes[0]),
            _ => format!("polymorphic: {}", classes.join(", ")),
        })
    }

    fn class_of_shape(&self, word: u64) -> Option<String> {
        let id = u32::try_from(word).ok().filter(|&id| (id as usize) < self.shapes.len())?;
        Some(self.shapes.get(ShapeId(id)).class().name().as_wtf8().to_string())
    }
}

/// A program's code objects in the order of the listing.
fn walk(code: Gc<Code>, all: &mut Vec<Gc<Code>>) {
    all.push(code);
    if let Some(consts) = code.consts().downcast::<Tuple>() {
        consts.items().iter().filter_map(|c| c.downcast::<Code>()).for_each(|code| walk(code, all));
    }
}
