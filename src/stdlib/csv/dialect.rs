//! Dialects: how fields are separated, quoted and escaped.

use super::{dialects, raise};
use crate::builtins::natives;
use crate::objects::state::State;
use crate::objects::{Dict, Kind, Str};
use crate::stdlib::arguments::entries;
use crate::stdlib::class::{state_getters, state_methods};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use rustpython_wtf8::{Wtf8, Wtf8Buf};
use std::rc::Rc;

/// When fields are quoted, by the numbers of the module's constants.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Quoting {
    Minimal,
    All,
    NonNumeric,
    None,
    Strings,
    NotNull,
}

/// What a dialect says. Characters are code points.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    pub(super) delimiter: u32,
    pub(super) quote: Option<u32>,
    pub(super) escape: Option<u32>,
    pub(super) double_quote: bool,
    pub(super) skip_space: bool,
    pub(super) strict: bool,
    pub(super) quoting: Quoting,
    pub(super) terminator: Wtf8Buf,
}

pub(super) static DIALECT: TypeSpec = TypeSpec {
    doc: "CSV dialect\n\nThe Dialect type records CSV parsing and generation options.\n",
    flags: crate::objects::types::type_flags::BASE,
    static_methods: NEW,
    methods: METHODS,
    getset: FIELDS,
    ..TypeSpec::new("_csv", "Dialect", Kind::State)
};

natives! { NEW: "__new__" "(cls, dialect=None, **fmtparams)" |vm, args| {
    let class = vm.state_class(&DIALECT, args[0])?;
    let rules = read(vm, args[1], args[2])?;
    Ok(vm.new_state_of(class, &DIALECT, Some(Rc::new(rules)), &[]))
}; }

state_methods! { METHODS: DIALECT;
    "__reduce__" "(self, /)" |vm, state, _| refuse_pickling(vm, state.value());
    "__reduce_ex__" "(self, protocol, /)" |vm, state, _| refuse_pickling(vm, state.value());
}

fn refuse_pickling(vm: &mut Vm, dialect: Value) -> PyResult {
    let name = vm.type_name(dialect);
    Err(vm.raise_type_error(format!("cannot pickle '_csv.{name}' instances")))
}

state_getters! { FIELDS: DIALECT;
    "delimiter" |vm, state| character(vm, Some(state.owned::<Rules>().delimiter));
    "escapechar" |vm, state| character(vm, state.owned::<Rules>().escape);
    "quotechar" |vm, state| character(vm, state.owned::<Rules>().quote);
    "lineterminator" |vm, state| vm.new_str(&*state.owned::<Rules>().terminator);
    "quoting" |_, state| Ok(Value::small_int_unchecked(state.owned::<Rules>().quoting as i64));
    "doublequote" |_, state| Ok(Value::from_bool(state.owned::<Rules>().double_quote));
    "skipinitialspace" |_, state| Ok(Value::from_bool(state.owned::<Rules>().skip_space));
    "strict" |_, state| Ok(Value::from_bool(state.owned::<Rules>().strict));
}

fn character(vm: &mut Vm, code: Option<u32>) -> PyResult {
    match code.and_then(rustpython_wtf8::CodePoint::from_u32) {
        Some(code) => {
            let mut text = Wtf8Buf::new();
            text.push(code);
            vm.new_str(&*text)
        }
        None => Ok(Value::NONE),
    }
}

const PARAMETERS: [&str; 8] = [
    "delimiter",
    "doublequote",
    "escapechar",
    "lineterminator",
    "quotechar",
    "quoting",
    "skipinitialspace",
    "strict",
];

/// The dialect that `reader` and its like are told: a name, an object with attributes, and parameters over both.
pub(super) fn read(vm: &mut Vm, dialect: Value, parameters: Value) -> PyResult<Rules> {
    let mut given = [Value::NULL; 8];
    let parameters = vm.expect::<Dict>(parameters, "dict")?;
    for (name, value) in entries(parameters) {
        let name = name.downcast::<Str>().map(|n| n.as_wtf8().to_string()).unwrap_or_default();
        match PARAMETERS.iter().position(|p| *p == name) {
            Some(at) => given[at] = value,
            None => {
                let message = format!("this function got an unexpected keyword argument '{name}'");
                return Err(vm.raise_type_error(message));
            }
        }
    }
    let mut dialect = dialect.non_null().unwrap_or(Value::NONE);
    if dialect.is_kind(Kind::Str) {
        dialect = find(vm, dialect)?;
    }
    if let Some(state) = State::of(dialect, &DIALECT)
        && parameters.is_empty()
    {
        return Ok((*state.owned::<Rules>()).clone());
    }
    if !dialect.is_none() {
        for (value, name) in given.iter_mut().zip(PARAMETERS).filter(|(v, _)| v.is_null()) {
            let name = vm.intern(name);
            *value = vm.get_attr_or_none(dialect, name)?.unwrap_or(Value::NULL);
        }
    }
    rules(vm, given)
}

/// A registered dialect.
pub(super) fn find(vm: &mut Vm, name: Value) -> PyResult {
    let known = dialects(vm)?;
    match vm.dict_get(known, name)? {
        Some(dialect) => Ok(dialect),
        None => Err(raise(vm, "unknown dialect")),
    }
}

fn rules(vm: &mut Vm, given: [Value; 8]) -> PyResult<Rules> {
    let [delimiter, double_quote, escape, terminator, quote, quoting, skip, strict] = given;
    let delimiter = match read_character(vm, "delimiter", delimiter, Some(u32::from(',')), false)? {
        Some(code) => code,
        None => u32::from(','),
    };
    let double_quote = double_quote.is_null() || vm.truth(double_quote)?;
    let escape = read_character(vm, "escapechar", escape, None, true)?;
    let terminator = match terminator.non_null() {
        None => Wtf8Buf::from("\r\n".to_owned()),
        Some(value) => match value.downcast::<Str>() {
            Some(text) => text.as_wtf8().to_owned(),
            None => {
                let given = vm.type_name(value);
                return Err(vm.raise_type_error(format!("\"lineterminator\" must be a string, not {given}")));
            }
        },
    };
    let no_quote = quote.is_none() && quoting.is_null();
    let quote = read_character(vm, "quotechar", quote, Some(u32::from('"')), true)?;
    let quoting = if no_quote { Quoting::None } else { read_quoting(vm, quoting)? };
    let skip_space = !skip.is_null() && vm.truth(skip)?;
    let strict = !strict.is_null() && vm.truth(strict)?;
    let rules = Rules { delimiter, quote, escape, double_quote, skip_space, strict, quoting, terminator };
    if quoting != Quoting::None && quote.is_none() {
        return Err(vm.raise_type_error("quotechar must be set if quoting enabled"));
    }
    match wrong(&rules) {
        Some(message) => Err(vm.raise_value_error(&message)),
        None => Ok(rules),
    }
}

fn read_character(
    vm: &mut Vm,
    name: &str,
    value: Value,
    default: Option<u32>,
    or_none: bool,
) -> PyResult<Option<u32>> {
    if value.is_null() {
        return Ok(default);
    }
    if or_none && value.is_none() {
        return Ok(None);
    }
    let given = match value.downcast::<Str>() {
        Some(text) => {
            let mut codes = text.as_wtf8().code_points();
            if let (Some(code), None) = (codes.next(), codes.next()) {
                return Ok(Some(code.to_u32()));
            }
            format!("a string of length {}", text.as_wtf8().code_points().count())
        }
        None => vm.type_name(value),
    };
    let kind = if or_none { "a unicode character or None" } else { "a unicode character" };
    Err(vm.raise_type_error(format!("\"{name}\" must be {kind}, not {given}")))
}

fn read_quoting(vm: &mut Vm, value: Value) -> PyResult<Quoting> {
    if value.is_null() {
        return Ok(Quoting::Minimal);
    }
    if vm.type_of(value) != vm.types.int {
        let given = vm.type_name(value);
        return Err(vm.raise_type_error(format!("\"quoting\" must be an integer, not {given}")));
    }
    Ok(match value.as_small_int() {
        Some(0) => Quoting::Minimal,
        Some(1) => Quoting::All,
        Some(2) => Quoting::NonNumeric,
        Some(3) => Quoting::None,
        Some(4) => Quoting::Strings,
        Some(5) => Quoting::NotNull,
        _ => return Err(bad_quoting(vm)),
    })
}

#[cold]
fn bad_quoting(vm: &mut Vm) -> Raised {
    vm.raise_type_error("bad \"quoting\" value")
}

fn contains(text: &Wtf8, code: u32) -> bool {
    text.code_points().any(|c| c.to_u32() == code)
}

/// What does not fit together.
fn wrong(rules: &Rules) -> Option<String> {
    let characters =
        [("delimiter", Some(rules.delimiter)), ("escapechar", rules.escape), ("quotechar", rules.quote)];
    for (name, code) in characters.iter().filter_map(|&(n, c)| Some((n, c?))) {
        let space = code == u32::from(' ') && name != "delimiter" && rules.skip_space;
        if space || code == u32::from('\n') || code == u32::from('\r') {
            return Some(format!("bad {name} value"));
        }
        if contains(&rules.terminator, code) {
            return Some(format!("bad {name} or lineterminator value"));
        }
    }
    for (i, j) in [(0, 1), (0, 2), (1, 2)] {
        let ((a, code), (b, other)) = (characters[i], characters[j]);
        if code.is_some() && code == other {
            return Some(format!("bad {a} or {b} value"));
        }
    }
    None
}

impl Rules {
    /// Whether a character cannot stand in a field as it is.
    pub(super) fn is_special(&self, code: u32) -> bool {
        code == self.delimiter
            || Some(code) == self.escape
            || Some(code) == self.quote
            || code == u32::from('\n')
            || code == u32::from('\r')
            || contains(&self.terminator, code)
    }
}
