//! Replacement texts: literals with references to groups, or a function.
//!
//! ```text
//! [literal, group, literal, group, literal …]      what `re._parser.parse_template` gives
//! ```

use super::subject::{Hit, Subject};
use crate::heap::Gc;
use crate::objects::Kind;
use crate::objects::state::State;
use crate::objects::{List, Str};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;

static TEMPLATE: TypeSpec = TypeSpec { ..TypeSpec::new("_sre", "SRE_Template", Kind::State) };

/// A compiled template over the parser's list.
pub(super) fn make(vm: &mut Vm, list: Value) -> PyResult {
    let items = vm.expect::<List>(list, "list")?;
    if items.len() % 2 == 0 {
        return Err(vm.raise_type_error("invalid template"));
    }
    let copy = vm.tuple_of_list(items)?;
    let copy = vm.list_of(copy)?;
    Ok(vm.new_state(&TEMPLATE, None, &[copy.value()]))
}

/// What replaces a match.
pub(super) enum Replacement {
    /// The same text each time.
    Text(Value),
    /// What a function of the match gives.
    Call(Value),
    /// A text with references to groups.
    Template(Gc<List>),
}

impl Replacement {
    /// From the first argument of `sub`.
    ///
    /// # Errors
    /// What compiling a template raises.
    pub(super) fn new(vm: &mut Vm, pattern: Value, given: Value) -> PyResult<Replacement> {
        if vm.is_callable(given) {
            return Ok(Replacement::Call(given));
        }
        let literal = match given.downcast::<Str>() {
            Some(text) => !text.as_bytes().contains(&b'\\'),
            None => vm.bytes_like(given)?.is_some_and(|b| !b.as_slice().contains(&b'\\')),
        };
        if literal {
            return Ok(Replacement::Text(given));
        }
        let list = template_of(vm, pattern, given)?;
        match (list.len(), list.get(0)) {
            (1, Some(text)) => Ok(Replacement::Text(text)),
            _ => Ok(Replacement::Template(list)),
        }
    }

    /// Whether it differs from match to match.
    pub(super) fn needs_match(&self) -> bool {
        !matches!(self, Replacement::Text(_))
    }

    /// The text that is the same each time, else None.
    pub(super) fn text(&self) -> Value {
        match self {
            Replacement::Text(text) => *text,
            _ => Value::NONE,
        }
    }

    /// What replaces this match.
    ///
    /// # Errors
    /// What the function raises.
    pub(super) fn of_match(&self, vm: &mut Vm, found: Value, hit: &Hit, subject: Subject) -> PyResult {
        match self {
            Replacement::Text(text) => Ok(*text),
            Replacement::Call(function) => vm.call(*function, &[found]),
            Replacement::Template(list) => expand(vm, *list, subject, hit),
        }
    }
}

/// `re._compile_template(pattern, source)`, as its list.
fn template_of(vm: &mut Vm, pattern: Value, source: Value) -> PyResult<Gc<List>> {
    let module = vm.import_module("re")?;
    let name = vm.intern("_compile_template");
    let compiler = vm.get_attr(module, name)?;
    let template = vm.call(compiler, &[pattern, source])?;
    match State::of(template, &TEMPLATE) {
        Some(state) => vm.expect(state.get(0), "list"),
        None => {
            let given = vm.type_name(template);
            Err(vm.raise_type_error(format!("the result of compiling a replacement string is {given}")))
        }
    }
}

/// `Match.expand`.
pub(super) fn expand_source(
    vm: &mut Vm,
    pattern: Value,
    source: Value,
    subject: Subject,
    hit: &Hit,
) -> PyResult {
    let list = template_of(vm, pattern, source)?;
    expand(vm, list, subject, hit)
}

fn expand(vm: &mut Vm, list: Gc<List>, subject: Subject, hit: &Hit) -> PyResult {
    let mut out = Vec::new();
    for at in 0..list.len() {
        let Some(item) = list.get(at) else { break };
        if at % 2 == 0 {
            match item.downcast::<Str>() {
                Some(text) => out.extend_from_slice(text.as_bytes()),
                None => {
                    if let Some(bytes) = vm.bytes_like(item)? {
                        out.extend_from_slice(bytes.as_slice());
                    }
                }
            }
        } else if let Some(group) = item.as_small_int() {
            let group = group as usize;
            if group >= hit.spans().len() {
                return Err(vm.raise_str(vm.types.index_error, "no such group"));
            }
            if let Some(span) = hit.group(group) {
                subject.copy_to(&mut out, span);
            }
        }
    }
    subject.finish(vm, &out)
}
