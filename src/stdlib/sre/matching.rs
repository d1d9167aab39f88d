//! `re.Match`.
//!
//! ```text
//! fields: [pattern][string][pos][endpos][lastindex][start 0][end 0][start 1][end 1] …     -1: took no part
//! ```
//!
//! Starts and ends are byte offsets, which is what `group()` needs; who asks for positions gets them counted.

use super::pattern::{Compiled, GROUPINDEX, INDEXGROUP, PATTERN, part, repr_cut};
use super::subject::{Hit, Subject};
use super::template;
use crate::heap::Gc;
use crate::objects::Kind;
use crate::objects::state::State;
use crate::objects::{Dict, Str, Tuple};
use crate::stdlib::class::{state_getters, state_methods};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;

const FROM: usize = 0;
const STRING: usize = 1;
const POS: usize = 2;
const ENDPOS: usize = 3;
const LAST: usize = 4;
const MARKS: usize = 5;

pub(super) static MATCH: TypeSpec = TypeSpec {
    methods: METHODS,
    class_methods: crate::builtins::SUBSCRIPTED,
    getset: GETTERS,
    doc: "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
    ..TypeSpec::new("re", "Match", Kind::State)
};

state_methods! { METHODS: MATCH;
    "group" "(self, /, *groups)" |vm, m, args| {
        let wanted = vm.expect::<Tuple>(args[1], "tuple")?;
        match wanted.items() {
            [] => group(vm, m, Value::small_int_unchecked(0)),
            [one] => group(vm, m, *one),
            many => {
                let list = vm.new_list(&[])?;
                for &one in many {
                    let item = group(vm, m, one)?;
                    let pushed = crate::objects::List::push(list, &mut vm.heap, item);
                    vm.check(pushed)?;
                }
                vm.tuple_of_list(list)
            }
        }
    };
    "__getitem__" "(self, key, /)" |vm, m, args| group(vm, m, args[1]);
    "groups" "(self, /, default=None)" |vm, m, args| {
        let default = args[1].non_null().unwrap_or(Value::NONE);
        let (subject, hit) = parts(vm, m)?;
        let list = vm.new_list(&[])?;
        for number in 1..hit.spans().len() {
            let item = part(vm, subject, &hit, number, Some(default))?;
            let pushed = crate::objects::List::push(list, &mut vm.heap, item);
            vm.check(pushed)?;
        }
        vm.tuple_of_list(list)
    };
    "groupdict" "(self, /, default=None)" groupdict;
    "start" "(self, group=0, /)" |vm, m, args| { let (start, _) = span(vm, m, args[1])?; Ok(start) };
    "end" "(self, group=0, /)" |vm, m, args| { let (_, end) = span(vm, m, args[1])?; Ok(end) };
    "span" "(self, group=0, /)" |vm, m, args| { let (start, end) = span(vm, m, args[1])?; vm.new_tuple(&[start, end]) };
    "expand" "(self, /, template)" |vm, m, args| {
        let (subject, hit) = parts(vm, m)?;
        template::expand_source(vm, m.get(FROM), args[1], subject, &hit)
    };
    "__copy__" "(self, /)" |_, _, args| Ok(args[0]);
    "__deepcopy__" "(self, memo, /)" |_, _, args| Ok(args[0]);
    "__repr__" "(self, /)" |vm, m, _| {
        let (subject, hit) = parts(vm, m)?;
        let text = part(vm, subject, &hit, 0, None)?;
        let shown = repr_cut(vm, text, 50)?;
        let (start, end) = hit.span();
        let (start, end) = (subject.position(vm, start), subject.position(vm, end));
        vm.new_str(format!("<re.Match object; span=({start}, {end}), match={shown}>").as_str())
    };
}

state_getters! { GETTERS: MATCH;
    "re" |_, m| Ok(m.get(FROM));
    "string" |_, m| Ok(m.get(STRING));
    "pos" |_, m| Ok(m.get(POS));
    "endpos" |_, m| Ok(m.get(ENDPOS));
    "lastindex" |_, m| Ok(m.get(LAST));
    "lastgroup" |vm, m| {
        let Some(last) = m.get(LAST).as_small_int() else { return Ok(Value::NONE) };
        let pattern = vm.state_of(&PATTERN, m.get(FROM), "lastgroup")?;
        let names = vm.expect::<Tuple>(pattern.get(INDEXGROUP), "tuple")?;
        Ok(names.items().get(last as usize).copied().unwrap_or(Value::NONE))
    };
    "regs" |vm, m| {
        let list = vm.new_list(&[])?;
        let mut at = MARKS;
        while !m.get(at).is_null() {
            let (start, end) = span_at(vm, m, at)?;
            let pair = vm.new_tuple(&[start, end])?;
            let pushed = crate::objects::List::push(list, &mut vm.heap, pair);
            vm.check(pushed)?;
            at += 2;
        }
        vm.tuple_of_list(list)
    };
}

/// A match object.
pub(super) fn make(
    vm: &mut Vm,
    pattern: Value,
    string: Value,
    (pos, endpos): (usize, usize),
    hit: &Hit,
) -> Value {
    let int = |i: i64| Value::small_int_unchecked(i);
    let last = if hit.last < 0 { Value::NONE } else { int(hit.last) };
    const FEW: usize = MARKS + 12;
    let spans = hit.spans();
    let count = MARKS + 2 * spans.len();
    let mut few = [Value::NULL; FEW];
    let mut many = Vec::new();
    let fields = if count <= FEW {
        &mut few[..count]
    } else {
        many.resize(count, Value::NULL);
        &mut many[..]
    };
    fields[..MARKS].copy_from_slice(&[pattern, string, int(pos as i64), int(endpos as i64), last]);
    for (pair, &(start, end)) in fields[MARKS..].chunks_exact_mut(2).zip(spans) {
        pair.copy_from_slice(&[int(start), int(end)]);
    }
    vm.new_state(&MATCH, None, fields)
}

/// The subject and the marks of a match.
fn parts(vm: &mut Vm, m: Gc<State>) -> PyResult<(Subject, Hit)> {
    let subject = Subject::new(vm, m.get(STRING), None)?;
    // A subject that may change (a bytearray) may have shrunk since.
    let size = subject.size() as i64;
    let mark = |field: usize| m.get(field).as_small_int().unwrap_or(-1).min(size);
    let mut count = 0;
    while !m.get(MARKS + 2 * count).is_null() {
        count += 1;
    }
    let spans = (0..count).map(|group| (mark(MARKS + 2 * group), mark(MARKS + 2 * group + 1)));
    Ok((subject, Hit::new(spans, m.get(LAST).as_small_int().unwrap_or(-1))))
}

/// The number of a group, given by number or name.
fn number(vm: &mut Vm, m: Gc<State>, key: Value) -> PyResult<usize> {
    let count = (m.field_count() - MARKS) / 2;
    if let Some(number) = key.as_small_int().and_then(|n| usize::try_from(n).ok())
        && number < count
    {
        return Ok(number);
    }
    let pattern = vm.state_of(&PATTERN, m.get(FROM), "group")?;
    let groups = pattern.owned::<Compiled>().groups;
    let number = if key.is_null() {
        Some(0)
    } else if vm.is_index(key) {
        vm.index(key).ok()
    } else {
        let names = vm.expect::<Dict>(pattern.get(GROUPINDEX), "dict")?;
        vm.dict_get(names, key)?.and_then(|n| n.as_small_int())
    };
    match number.and_then(|n| usize::try_from(n).ok()).filter(|&n| n <= groups) {
        Some(number) => Ok(number),
        None => {
            vm.raised = Value::NULL;
            Err(vm.raise_str(vm.types.index_error, "no such group"))
        }
    }
}

fn group(vm: &mut Vm, m: Gc<State>, key: Value) -> PyResult {
    let number = number(vm, m, key)?;
    let mark = |i: usize| m.get(MARKS + 2 * number + i).as_small_int().and_then(|i| usize::try_from(i).ok());
    let (Some(start), Some(end)) = (mark(0), mark(1)) else { return Ok(Value::NONE) };
    let subject = Subject::new(vm, m.get(STRING), None)?;
    let size = subject.size();
    subject.slice(vm, (start.min(size), end.min(size)))
}

fn span(vm: &mut Vm, m: Gc<State>, key: Value) -> PyResult<(Value, Value)> {
    let number = number(vm, m, key)?;
    span_at(vm, m, MARKS + 2 * number)
}

/// The positions that two marks are.
fn span_at(vm: &mut Vm, m: Gc<State>, field: usize) -> PyResult<(Value, Value)> {
    let marks = (m.get(field), m.get(field + 1));
    let Some(text) = m.get(STRING).downcast::<Str>().filter(|text| !text.is_ascii()) else {
        return Ok(marks);
    };
    let mut position = |mark: Value| match mark.as_small_int().and_then(|mark| usize::try_from(mark).ok()) {
        Some(offset) => Value::small_int_unchecked(Str::index_at(text, &mut vm.heap, offset) as i64),
        None => mark,
    };
    Ok((position(marks.0), position(marks.1)))
}

fn groupdict(vm: &mut Vm, m: Gc<State>, args: &[Value]) -> PyResult {
    let default = args[1].non_null().unwrap_or(Value::NONE);
    let pattern = vm.state_of(&PATTERN, m.get(FROM), "groupdict")?;
    let names = vm.expect::<Dict>(pattern.get(GROUPINDEX), "dict")?;
    let (subject, hit) = parts(vm, m)?;
    let result = vm.new_dict();
    let mut at = 0;
    while let Some((entry, name, number)) = names.next_entry(at) {
        let number = number.as_small_int().unwrap_or(0) as usize;
        let item = part(vm, subject, &hit, number, Some(default))?;
        vm.dict_set(result, name, item)?;
        at = entry + 1;
    }
    Ok(result.value())
}
