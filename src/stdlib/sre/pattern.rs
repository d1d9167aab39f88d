//! `re.Pattern`.

use super::compile;
use super::matching;
use super::program::Program;
use super::scanner;
use super::search::Mode;
use super::stack::Stack;
use super::subject::{Hit, Search, Subject};
use super::template::Replacement;
use crate::heap::Gc;
use crate::objects::Kind;
use crate::objects::state::State;
use crate::objects::{List, Proxy};
use crate::stdlib::class::{state_getters, state_methods};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// What a pattern owns.
pub(super) struct Compiled {
    pub(super) flags: i64,
    pub(super) groups: usize,
    pub(super) code: Vec<u32>,
    /// Of bytes, of text, or of neither.
    pub(super) bytes: Option<bool>,
    /// The programs for text and for bytes, made when they are needed first.
    pub(super) programs: [OnceCell<Program>; 2],
    /// What matches work with; matching calls no Python, so one is enough.
    pub(super) stack: RefCell<Stack>,
}

impl Compiled {
    /// The program for text or for bytes.
    pub(super) fn program(&self, text: bool) -> &Program {
        self.programs[usize::from(text)].get_or_init(|| compile::compile(&self.code, text))
    }
}

/// Fields of the state.
pub(super) const SOURCE: usize = 0;
pub(super) const GROUPINDEX: usize = 1;
pub(super) const INDEXGROUP: usize = 2;

pub(super) static PATTERN: TypeSpec = TypeSpec {
    methods: METHODS,
    class_methods: crate::builtins::SUBSCRIPTED,
    getset: GETTERS,
    doc: "Compiled regular expression object.",
    ..TypeSpec::new("re", "Pattern", Kind::State)
};

state_methods! { METHODS: PATTERN;
    "match" "(self, /, string, pos=0, endpos=sys.maxsize)" |vm, p, args| single(vm, p, args, Mode::Match);
    "fullmatch" "(self, /, string, pos=0, endpos=sys.maxsize)" |vm, p, args| single(vm, p, args, Mode::Full);
    "search" "(self, /, string, pos=0, endpos=sys.maxsize)" |vm, p, args| single(vm, p, args, Mode::Search);
    "findall" "(self, /, string, pos=0, endpos=sys.maxsize)" findall;
    "finditer" "(self, /, string, pos=0, endpos=sys.maxsize)" |vm, p, args| {
        let (_, search, bounds) = begin(vm, p, args)?;
        Ok(scanner::make(vm, &scanner::FINDER, (args[0], args[1]), bounds, search))
    };
    "scanner" "(self, /, string, pos=0, endpos=sys.maxsize)" |vm, p, args| {
        let (_, search, bounds) = begin(vm, p, args)?;
        Ok(scanner::make(vm, &scanner::SCANNER, (args[0], args[1]), bounds, search))
    };
    "sub" "(self, /, repl, string, count=0)" |vm, p, args| Ok(substitute(vm, p, args)?.0);
    "subn" "(self, /, repl, string, count=0)" |vm, p, args| {
        let (text, count) = substitute(vm, p, args)?;
        let count = vm.new_int(count);
        vm.new_tuple(&[text, count])
    };
    "split" "(self, /, string, maxsplit=0)" split;
    "__copy__" "(self, /)" |_, _, args| Ok(args[0]);
    "__deepcopy__" "(self, memo, /)" |_, _, args| Ok(args[0]);
    "__repr__" "(self, /)" repr;
    "__hash__" "(self, /)" |vm, p, _| {
        let compiled = p.owned::<Compiled>();
        let source = vm.hash(p.get(SOURCE))? as i64;
        let mix = |h: i64, w: i64| (h ^ w).wrapping_mul(0x0100_0000_01b3);
        let words = compiled.code.iter().fold(source, |h, &w| mix(h, i64::from(w)));
        Ok(vm.new_int(mix(words, compiled.flags) >> 3))
    };
    "__eq__" "(self, value, /)" |vm, p, args| {
        equal(vm, p, args[1]).map(|e| e.map_or(Value::NOT_IMPLEMENTED, Value::from_bool))
    };
    "__ne__" "(self, value, /)" |vm, p, args| {
        equal(vm, p, args[1]).map(|e| e.map_or(Value::NOT_IMPLEMENTED, |e| Value::from_bool(!e)))
    };
}

state_getters! { GETTERS: PATTERN;
    "pattern" |_, p| Ok(p.get(SOURCE));
    "flags" |vm, p| { let flags = p.owned::<Compiled>().flags; Ok(vm.new_int(flags)) };
    "groups" |vm, p| { let groups = p.owned::<Compiled>().groups; Ok(vm.new_int(groups as i64)) };
    "groupindex" |vm, p| {
        let class = vm.native_type(&crate::builtins::proxy::PROXY);
        Ok(Proxy::new(&mut vm.heap, class.root_shape().0, p.get(GROUPINDEX)).value())
    };
}

/// The subject of a call, its search, and the positions between which that searches.
fn begin(vm: &mut Vm, pattern: Gc<State>, args: &[Value]) -> PyResult<(Subject, Search, (usize, usize))> {
    let pos = if args[2].is_null() { 0 } else { vm.slice_bound(args[2])? };
    let endpos = if args[3].is_null() { i64::MAX } else { vm.slice_bound(args[3])? };
    let subject = Subject::new(vm, args[1], pattern.owned::<Compiled>().bytes)?;
    let length = subject.len() as i64;
    let bounds = (pos.clamp(0, length) as usize, endpos.clamp(0, length) as usize);
    Ok((subject, Search::new(vm, subject, bounds), bounds))
}

fn single(vm: &mut Vm, pattern: Gc<State>, args: &[Value], mode: Mode) -> PyResult {
    let (subject, mut search, bounds) = begin(vm, pattern, args)?;
    let compiled = pattern.owned::<Compiled>();
    match search.next(vm, subject, &compiled, mode)? {
        Some(hit) => Ok(matching::make(vm, args[0], args[1], bounds, &hit)),
        None => Ok(Value::NONE),
    }
}

/// A group's part of the subject, `default` if it took none.
pub(super) fn part(
    vm: &mut Vm,
    subject: Subject,
    hit: &Hit,
    group: usize,
    default: Option<Value>,
) -> PyResult {
    match (hit.group(group), default) {
        (Some(span), _) => subject.slice(vm, span),
        (None, Some(default)) => Ok(default),
        (None, None) => subject.slice(vm, (0, 0)),
    }
}

fn findall(vm: &mut Vm, pattern: Gc<State>, args: &[Value]) -> PyResult {
    let (subject, mut search, _) = begin(vm, pattern, args)?;
    let compiled = pattern.owned::<Compiled>();
    let found = vm.new_list(&[])?;
    while let Some(hit) = search.next(vm, subject, &compiled, Mode::Search)? {
        let item = match compiled.groups {
            0 => subject.slice(vm, hit.span())?,
            1 => part(vm, subject, &hit, 1, None)?,
            groups => {
                let list = vm.new_list(&[])?;
                for group in 1..=groups {
                    let item = part(vm, subject, &hit, group, None)?;
                    push(vm, list, item)?;
                }
                vm.tuple_of_list(list)?
            }
        };
        push(vm, found, item)?;
    }
    Ok(found.value())
}

fn push(vm: &mut Vm, list: Gc<List>, item: Value) -> PyResult<()> {
    let pushed = List::push(list, &mut vm.heap, item);
    vm.check(pushed)
}

fn split(vm: &mut Vm, pattern: Gc<State>, args: &[Value]) -> PyResult {
    let limit = if args[2].is_null() { 0 } else { vm.slice_bound(args[2])? };
    let compiled = pattern.owned::<Compiled>();
    let subject = Subject::new(vm, args[1], compiled.bytes)?;
    let mut search = Search::of_all(subject);
    let parts = vm.new_list(&[])?;
    let (mut last, mut count) = (0, 0);
    while limit == 0 || count < limit {
        let Some(hit) = search.next(vm, subject, &compiled, Mode::Search)? else {
            break;
        };
        let (start, end) = hit.span();
        let before = subject.slice(vm, (last, start))?;
        push(vm, parts, before)?;
        for group in 1..=compiled.groups {
            let item = part(vm, subject, &hit, group, Some(Value::NONE))?;
            push(vm, parts, item)?;
        }
        (last, count) = (end, count + 1);
    }
    let rest = subject.slice(vm, (last, subject.size().max(last)))?;
    push(vm, parts, rest)?;
    Ok(parts.value())
}

/// The text with matches replaced, and how many were.
fn substitute(vm: &mut Vm, pattern: Gc<State>, args: &[Value]) -> PyResult<(Value, i64)> {
    let limit = if args[3].is_null() { 0 } else { vm.slice_bound(args[3])? };
    let compiled = pattern.owned::<Compiled>();
    let replacement = Replacement::new(vm, args[0], args[1])?;
    let subject = Subject::new(vm, args[2], compiled.bytes)?;
    let mut search = Search::of_all(subject);
    let mut out = Vec::new();
    let (mut last, mut count, mut pieces) = (0, 0, 0);
    while limit == 0 || count < limit {
        let Some(hit) = search.next(vm, subject, &compiled, Mode::Search)? else {
            break;
        };
        let (start, end) = hit.span();
        if last < start {
            subject.copy_to(&mut out, (last, start));
            pieces += 1;
        }
        if replacement.needs_match() {
            let found = matching::make(vm, args[0], args[2], (0, subject.len()), &hit);
            let item = replacement.of_match(vm, found, &hit, subject)?;
            if !item.is_none() {
                append(vm, subject, &mut out, item, pieces)?;
                pieces += 1;
            }
        } else {
            append(vm, subject, &mut out, replacement.text(), pieces)?;
            pieces += 1;
        }
        (last, count) = (end, count + 1);
    }
    if count == 0 && vm.is_exact_builtin(args[2]) {
        return Ok((subject.slice(vm, (0, subject.size()))?, 0));
    }
    if last < subject.size() {
        subject.copy_to(&mut out, (last, subject.size()));
    }
    Ok((subject.finish(vm, &out)?, count))
}

/// Appends what replaces a match, which must be of the subject's kind.
fn append(vm: &mut Vm, subject: Subject, out: &mut Vec<u8>, item: Value, number: usize) -> PyResult<()> {
    let wanted = match subject {
        Subject::Text(_) => {
            if let Some(text) = item.downcast::<crate::objects::Str>() {
                out.extend_from_slice(text.as_bytes());
                return Ok(());
            }
            "str instance"
        }
        Subject::Bytes(_) => {
            if let Some(bytes) = vm.bytes_like(item)? {
                out.extend_from_slice(bytes.as_slice());
                return Ok(());
            }
            "a bytes-like object"
        }
    };
    let given = vm.type_name(item);
    Err(vm.raise_type_error(format!("sequence item {number}: expected {wanted}, {given} found")))
}

fn equal(vm: &mut Vm, a: Gc<State>, other: Value) -> PyResult<Option<bool>> {
    let Some(b) = State::of(other, &PATTERN) else { return Ok(None) };
    let (x, y): (Rc<Compiled>, Rc<Compiled>) = (a.owned(), b.owned());
    let same = x.flags == y.flags && x.bytes == y.bytes && x.code == y.code;
    Ok(Some(same && vm.equal(a.get(SOURCE), b.get(SOURCE))?))
}

fn repr(vm: &mut Vm, pattern: Gc<State>, _: &[Value]) -> PyResult {
    const NAMES: [(i64, &str); 8] = [
        (2, "re.IGNORECASE"),
        (4, "re.LOCALE"),
        (8, "re.MULTILINE"),
        (16, "re.DOTALL"),
        (32, "re.UNICODE"),
        (64, "re.VERBOSE"),
        (128, "re.DEBUG"),
        (256, "re.ASCII"),
    ];
    let compiled = pattern.owned::<Compiled>();
    let mut flags = compiled.flags;
    // Text patterns are Unicode ones unless they say otherwise.
    if compiled.bytes != Some(true) && flags & (4 | 32 | 256) == 32 {
        flags &= !32;
    }
    let mut shown: Vec<String> = Vec::new();
    for (bit, name) in NAMES {
        if flags & bit != 0 {
            shown.push(name.to_owned());
            flags &= !bit;
        }
    }
    if flags != 0 {
        shown.push(format!("{flags:#x}"));
    }
    let source = repr_cut(vm, pattern.get(SOURCE), 200)?;
    let tail = if shown.is_empty() { String::new() } else { format!(", {}", shown.join("|")) };
    vm.new_str(format!("re.compile({source}{tail})").as_str())
}

/// The first code points of `repr(value)`.
pub(super) fn repr_cut(vm: &mut Vm, value: Value, most: usize) -> PyResult<String> {
    let text = vm.repr(value)?;
    let text = vm.expect::<crate::objects::Str>(text, "str")?;
    Ok(text.as_wtf8().to_string_lossy().chars().take(most).collect())
}
