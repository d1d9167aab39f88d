//! "Did you mean": the name closest to one that was not found.

use super::Vm;
use crate::heap::Gc;
use crate::objects::frame::Frame;
use crate::objects::{Dict, Exception, List, Str, Traceback};
use crate::value::{PyResult, Value};

/// So many candidates are not compared, nor names that differ in longer parts.
const CANDIDATES: usize = 750;
const LENGTH: usize = 40;
/// What it costs to insert, delete or replace a character, and to change its case.
const MOVE: usize = 2;
const CASE: usize = 1;

/// The candidate closest to `wrong`, if one is close.
pub(crate) fn closest<'a>(candidates: &'a [String], wrong: &str) -> Option<&'a str> {
    if candidates.len() >= CANDIDATES {
        return None;
    }
    let mut best = usize::MAX;
    let mut found = None;
    for candidate in candidates.iter().filter(|c| *c != wrong) {
        // A third of the bytes may change.
        let most = (candidate.len() + wrong.len() + 3) * MOVE / 6;
        let most = most.min(best.saturating_sub(1));
        let distance = edit_distance(wrong.as_bytes(), candidate.as_bytes(), most);
        if distance <= most && (found.is_none() || distance < best) {
            (found, best) = (Some(candidate.as_str()), distance);
        }
    }
    found
}

/// The cost of turning one name into another, or more than `most`. Names are compared byte by byte, as CPython does.
fn edit_distance(a: &[u8], b: &[u8], most: usize) -> usize {
    if a == b {
        return 0;
    }
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[front..], &b[front..]);
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - back], &b[..b.len() - back]);
    if a.is_empty() || b.is_empty() {
        return (a.len() + b.len()) * MOVE;
    }
    if a.len().max(b.len()) > LENGTH {
        return most.saturating_add(1);
    }
    let (a, b) = if b.len() < a.len() { (b, a) } else { (a, b) };
    if (b.len() - a.len()) * MOVE > most {
        return most.saturating_add(1);
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|i| i * MOVE).collect();
    let mut result = 0;
    for (i, &x) in b.iter().enumerate() {
        let mut diagonal = i * MOVE;
        result = diagonal;
        let mut least = usize::MAX;
        for (j, &y) in a.iter().enumerate() {
            let substitute = diagonal + substitution(x, y);
            diagonal = row[j];
            result = substitute.min(result.min(diagonal) + MOVE);
            row[j] = result;
            least = least.min(result);
        }
        if least > most {
            return most.saturating_add(1);
        }
    }
    result
}

fn substitution(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE
    } else {
        MOVE
    }
}

impl Vm {
    /// What the report of an exception adds to its message, empty for nothing.
    pub(crate) fn suggestion(&mut self, e: Gc<Exception>) -> Option<String> {
        let class = self.type_of(e.value());
        let t = self.types;
        let import = class.is_subclass(t.import_error);
        if !import && !class.is_subclass(t.name_error) && !class.is_subclass(t.attribute_error) {
            return None;
        }
        let field = if import { "name_from" } else { "name" };
        let wrong = self.exception_member(e, field).ok()??.downcast::<Str>()?;
        let wrong = wrong.as_str()?.to_owned();
        let candidates = if import {
            self.import_candidates(e, &wrong)
        } else if class.is_subclass(t.attribute_error) {
            self.attribute_candidates(e, &wrong)
        } else {
            self.name_candidates(e, &wrong)
        };
        self.raised = Value::NULL;
        let found = match candidates {
            Ok(Candidates::Names(names)) => closest(&names, &wrong).map(str::to_owned),
            Ok(Candidates::Certain(name)) => Some(name),
            Err(_) => None,
        };
        let mut out = found.as_ref().map(|name| format!(". Did you mean: '{name}'?")).unwrap_or_default();
        if class.is_subclass(t.name_error) && self.is_library_module(&wrong) {
            out += &match found {
                Some(_) => format!(" Or did you forget to import '{wrong}'?"),
                None => format!(". Did you forget to import '{wrong}'?"),
            };
        }
        self.raised = Value::NULL;
        Some(out)
    }

    fn is_library_module(&mut self, name: &str) -> bool {
        let key = self.intern(name);
        let names = self.intern("stdlib_module_names");
        let Ok(sys) = self.import_module("sys") else { return false };
        let Ok(Some(names)) = self.get_attr_or_none(sys, names) else { return false };
        self.contains(names, key.value()).unwrap_or(false)
    }

    /// `dir(value)`, as texts.
    fn names_of(&mut self, value: Value, wrong: &str, hide: bool) -> PyResult<Candidates> {
        let dir = self.intern("dir");
        let Some(builtins) = self.builtins.downcast::<Dict>() else { return Ok(Candidates::Names(vec![])) };
        let Some(dir) = self.namespace_get(builtins, dir)? else { return Ok(Candidates::Names(vec![])) };
        let listed = self.call(dir, &[value])?;
        let mut names = Vec::new();
        if let Some(list) = listed.downcast::<List>() {
            names.extend(list.items().iter().filter_map(|i| text_of(i.get())));
        }
        names.sort();
        if hide && !wrong.starts_with('_') {
            names.retain(|n| !n.starts_with('_'));
        }
        Ok(Candidates::Names(names))
    }

    fn attribute_candidates(&mut self, e: Gc<Exception>, wrong: &str) -> PyResult<Candidates> {
        let object = self.exception_member(e, "obj")?.unwrap_or(Value::NONE);
        let mut hide = true;
        if let Some(frame) = innermost(e) {
            let own = self.intern("self");
            let locals = self.frame_locals(frame)?;
            hide = self.name_in(locals, own)?.is_none_or(|v| !v.is(object));
        }
        self.names_of(object, wrong, hide)
    }

    fn import_candidates(&mut self, e: Gc<Exception>, wrong: &str) -> PyResult<Candidates> {
        let name = self.exception_member(e, "name")?.unwrap_or(Value::NONE);
        let name = self.text_of(name)?;
        let module = self.import_module(&name)?;
        self.names_of(module, wrong, true)
    }

    fn name_candidates(&mut self, e: Gc<Exception>, wrong: &str) -> PyResult<Candidates> {
        let Some(frame) = innermost(e) else { return Ok(Candidates::Names(vec![])) };
        let locals = self.frame_locals(frame)?;
        let own = self.intern("self");
        if let Some(receiver) = self.name_in(locals, own)? {
            let name = self.intern(wrong);
            if self.get_attr_or_none(receiver, name)?.is_some() {
                return Ok(Candidates::Certain(format!("self.{wrong}")));
            }
        }
        let mut names = Vec::new();
        for space in [locals, frame.binding().globals.get(), frame.binding().builtins.get()] {
            if let Some(dict) = space.downcast::<Dict>() {
                let mut at = 0;
                while let Some((number, key, _)) = dict.next_entry(at) {
                    names.extend(text_of(key));
                    at = number + 1;
                }
            } else {
                let list = self.list_of(space)?;
                names.extend(list.items().iter().filter_map(|i| text_of(i.get())));
            }
        }
        Ok(Candidates::Names(names))
    }
}

/// What a name may have meant.
enum Candidates {
    Names(Vec<String>),
    Certain(String),
}

fn text_of(value: Value) -> Option<String> {
    value.downcast::<Str>()?.as_str().map(str::to_owned)
}

/// The frame that raised an exception.
fn innermost(e: Gc<Exception>) -> Option<Gc<Frame>> {
    let mut tb = e.traceback.get().downcast::<Traceback>()?;
    while let Some(next) = tb.next.get().downcast() {
        tb = next;
    }
    tb.frame.get().downcast()
}
