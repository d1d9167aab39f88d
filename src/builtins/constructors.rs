//! `int(...)`, `str(...)`, `list(...)`: the `__new__` of built-in classes, and the `__init__` of those that change.
//!
//! The class may be one that a program derived: an exact builtin value is converted and then put into an instance.

use super::{add_methods, natives};
use crate::heap::Gc;
use crate::objects::{Complex, Dict, Int, Kind, List, Nan, Set, Str, Tuple, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::pending::{Fold, State, Task, fold};
use pyopt_compiler::semantics::limbs::with_limbs;
use pyopt_compiler::semantics::text::number::{self, Source};
use pyopt_compiler::semantics::{IntRef, complex, int};

natives! { INT: "__new__" "(cls, x=0, /, base=10)" new_int; }
natives! { FLOAT: "__new__" "(cls, x=0, /)" new_float; }
natives! { COMPLEX: "__new__" "(cls, /, real=0, imag=0)" new_complex; }
natives! { BOOL: "__new__" "(cls, object=False, /)" |vm, args| {
    vm.class_for_new(args[0], vm.types.bool)?;
    if args[1].is_null() { Ok(Value::FALSE) } else { vm.ask_bool(args[1]) }
}; }
natives! { STR: "__new__" "(cls, /, object='', encoding='utf-8', errors='strict')" new_str; }
natives! { LIST:
    "__new__" "(cls, /, *args, **kwargs)" |vm, args| {
        let class = vm.class_for_new(args[0], vm.types.list)?;
        Ok(vm.alloc_instance(class, List::empty()).value())
    };
    "__init__" "(self, iterable=(), /)" |vm, args| {
        let list = vm.expect::<List>(args[0], "list")?;
        let cleared = List::splice(list, &mut vm.heap, 0, list.len(), &[]);
        vm.check(cleared)?;
        if args[1].is_null() {
            return Ok(Value::NONE);
        }
        let answer = vm.ask_extend(list, args[1]);
        vm.none_for(answer)
    };
}
natives! { TUPLE: "__new__" "(cls, iterable=(), /)" new_tuple; }
natives! { SET:
    "__new__" "(cls, /, *args, **kwargs)" |vm, args| {
        let class = vm.class_for_new(args[0], vm.types.set)?;
        Ok(vm.alloc_instance(class, Set::empty()).value())
    };
    "__init__" "(self, iterable=(), /)" |vm, args| {
        let set = vm.expect::<Set>(args[0], "set")?;
        Set::clear(set, &mut vm.heap);
        let answer = vm.ask_set_extend(set, args[1]);
        vm.none_for(answer)
    };
}
natives! { FROZENSET: "__new__" "(cls, iterable=(), /)" new_frozenset; }
natives! { DICT:
    "__new__" "(cls, /, *args, **kwargs)" |vm, args| {
        let class = vm.class_for_new(args[0], vm.types.dict)?;
        Ok(vm.alloc_instance(class, Dict::empty()).value())
    };
    "__init__" "(self, *args, **kwargs)" |vm, args| {
        let dict = vm.expect::<Dict>(args[0], "dict")?;
        let sources = vm.expect::<Tuple>(args[1], "tuple")?;
        if sources.len() > 1 {
            let message = format!("dict expected at most 1 argument, got {}", sources.len());
            return Err(vm.raise_type_error(message));
        }
        fill_dict(vm, dict, sources.items().first().copied(), args[2])
    };
}
natives! { NONE_TYPE: "__new__" "(cls, /, *args, **kwargs)" |vm, args| {
    singleton(vm, args, vm.types.none, "NoneType", Value::NONE)
}; }
natives! { ELLIPSIS_TYPE:
    "__new__" "(cls, /, *args, **kwargs)" |vm, args| {
        singleton(vm, args, vm.types.ellipsis, "EllipsisType", Value::ELLIPSIS)
    };
    "__reduce__" "(self, /)" |vm, _| vm.new_str("Ellipsis");
}
natives! { NOT_IMPLEMENTED_TYPE:
    "__new__" "(cls, /, *args, **kwargs)" |vm, args| {
        singleton(vm, args, vm.types.not_implemented, "NotImplementedType", Value::NOT_IMPLEMENTED)
    };
    "__reduce__" "(self, /)" |vm, _| vm.new_str("NotImplemented");
}
natives! { RANGE: "__new__" "(cls, start, stop=None, step=None, /)" new_range; }
natives! { SLICE: "__new__" "(cls, start, stop=None, step=None, /)" |vm, args| {
    let or_none = |v: Value| v.non_null().unwrap_or(Value::NONE);
    let parts = if args[2].is_null() {
        [Value::NONE, args[1], Value::NONE]
    } else {
        [args[1], args[2], or_none(args[3])]
    };
    Ok(crate::objects::Slice::new(&mut vm.heap, parts).value())
}; }

pub(super) fn install(vm: &mut Vm) {
    let t = vm.types;
    for (class, table) in [
        (t.int, INT),
        (t.float, FLOAT),
        (t.complex, COMPLEX),
        (t.bool, BOOL),
        (t.str, STR),
        (t.list, LIST),
        (t.tuple, TUPLE),
        (t.set, SET),
        (t.frozenset, FROZENSET),
        (t.dict, DICT),
        (t.range, RANGE),
        (t.slice, SLICE),
        (t.none, NONE_TYPE),
        (t.ellipsis, ELLIPSIS_TYPE),
        (t.not_implemented, NOT_IMPLEMENTED_TYPE),
    ] {
        add_methods(vm, class, table);
    }
}

/// The only instance of a class, which takes no arguments.
fn singleton(vm: &mut Vm, args: &[Value], class: Gc<Type>, name: &str, value: Value) -> PyResult {
    vm.class_for_new(args[0], class)?;
    let any = args[1].downcast::<Tuple>().is_some_and(|t| !t.is_empty())
        || args[2].downcast::<Dict>().is_some_and(|d| !d.is_empty());
    if any { Err(vm.raise_type_error(format!("{name} takes no arguments"))) } else { Ok(value) }
}

/// An exact int as an instance of `class`.
pub(super) fn int_as(vm: &mut Vm, class: Gc<Type>, number: Value) -> Value {
    if class == vm.types.int {
        return number;
    }
    let (shape, attrs) = vm.shape_for(class);
    let (number, mut word) = (vm.as_int(&number).unwrap_or(IntRef::Small(0)), 0);
    let made = match number.limbs(&mut word) {
        Some(limbs) => Int::boxed(&mut vm.heap, shape, attrs, limbs),
        None => with_limbs(number.to_big(), |limbs| Int::boxed(&mut vm.heap, shape, attrs, limbs)),
    };
    vm.made_of(class, made).value()
}

/// A double as an instance of `class`.
pub(super) fn float_as(vm: &mut Vm, class: Gc<Type>, number: f64) -> Value {
    if class == vm.types.float {
        return vm.new_float(number);
    }
    let (shape, attrs) = vm.shape_for(class);
    let made = Nan::boxed(&mut vm.heap, shape, attrs, number);
    vm.made_of(class, made).value()
}

fn new_int(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.class_for_new(args[0], vm.types.int)?;
    let (x, base) = (args[1], args[2]);
    let number = match (x.non_null(), base.non_null()) {
        (None, None) => Value::small_int_unchecked(0),
        (None, Some(_)) => return Err(vm.raise_type_error("int() missing string argument")),
        (Some(x), None) => int_of(vm, x)?,
        (Some(x), Some(base)) => {
            let base = vm.slice_bound_of(base)?;
            let text = matches!(x.kind(), Some(Kind::Str | Kind::Bytes | Kind::ByteArray));
            match if text { text_to_int(vm, x, base) } else { None } {
                Some(result) => result?,
                None => {
                    let message = "int() can't convert non-string with explicit base";
                    return Err(vm.raise_type_error(message));
                }
            }
        }
    };
    Ok(int_as(vm, class, number))
}

/// The int that a text in a base means; `None` for what is no text.
fn text_to_int(vm: &mut Vm, x: Value, base: i64) -> Option<PyResult> {
    let number = if let Some(s) = x.downcast::<Str>() {
        number::parse_int(Source::Str(s.as_wtf8()), base, vm.int_max_str_digits)
    } else {
        let contents = vm.contents_if_any(x)?;
        let source =
            if x.is_kind(Kind::ByteArray) { Source::ByteArray(&contents) } else { Source::Bytes(&contents) };
        number::parse_int(source, base, vm.int_max_str_digits)
    };
    Some(match number {
        Ok(number) => Ok(vm.int_value(number)),
        Err(error) => Err(vm.raise_semantic(error)),
    })
}

/// `int(x)`, an exact int.
fn int_of(vm: &mut Vm, x: Value) -> PyResult {
    for name in ["__int__", "__index__"] {
        let Some(method) = vm.special(x, name) else { continue };
        if name == "__index__" && vm.is_number(x) {
            break;
        }
        let answer = vm.call_method(method, x, &[])?;
        return match vm.as_int(&answer).map(|i| i.to_int()) {
            Some(number) => {
                vm.warn_of_subclass(answer, vm.types.int, name)?;
                Ok(vm.int_value(number))
            }
            None => {
                let class = vm.type_name(answer);
                Err(vm.raise_type_error(format!("{name} returned non-int (type {class})")))
            }
        };
    }
    if let Some(number) = vm.as_int(&x).map(|i| i.to_int()) {
        return Ok(vm.int_value(number));
    }
    if let Some(f) = vm.as_float(x) {
        let number = int::from_f64(f).map_err(|e| vm.raise_semantic(e))?;
        return Ok(vm.int_value(number));
    }
    match text_to_int(vm, x, 10) {
        Some(result) => result,
        None => {
            let class = vm.type_name(x);
            Err(vm.raise_type_error(format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{class}'"
            )))
        }
    }
}

fn new_float(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.class_for_new(args[0], vm.types.float)?;
    let x = args[1];
    if x.is_null() {
        return Ok(float_as(vm, class, 0.0));
    }
    if class == vm.types.float && vm.as_float(x).is_some() && vm.is_exact_builtin(x) {
        return Ok(x);
    }
    // A text of the program's own class may say what number it is.
    let says = x.is_kind(Kind::Str) && vm.special(x, "__float__").is_some();
    let number = match if says { None } else { text_to_float(vm, x) } {
        Some(number) => number?,
        None => match real_number(vm, x)? {
            Some(number) => number,
            None => {
                let given = vm.type_name(x);
                let message = format!("float() argument must be a string or a real number, not '{given}'");
                return Err(vm.raise_type_error(message));
            }
        },
    };
    Ok(float_as(vm, class, number))
}

/// The float that a text means; `None` for what is no text.
fn text_to_float(vm: &mut Vm, x: Value) -> Option<PyResult<f64>> {
    let number = if let Some(s) = x.downcast::<Str>() {
        number::parse_float(Source::Str(s.as_wtf8()))
    } else {
        let contents = vm.contents_if_any(x)?;
        let source =
            if x.is_kind(Kind::ByteArray) { Source::ByteArray(&contents) } else { Source::Bytes(&contents) };
        number::parse_float(source)
    };
    Some(number.map_err(|error| vm.raise_semantic(error)))
}

/// The double of a real number: of a float or int, else what `__float__` or `__index__` gives; `None` for others.
pub(crate) fn real_number(vm: &mut Vm, x: Value) -> PyResult<Option<f64>> {
    let said = crate::stdlib::arguments::from_float_method(vm, x)?;
    if let Some(number) = said.or_else(|| vm.as_float(x)) {
        return Ok(Some(number));
    }
    if vm.as_int(&x).is_none() && vm.special(x, "__index__").is_none() {
        return Ok(None);
    }
    let index = vm.index_value(x)?;
    let number = int::to_f64(vm.as_int(&index).unwrap_or(IntRef::Small(0)));
    number.map(Some).map_err(|error| vm.raise_semantic(error))
}

fn new_complex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.class_for_new(args[0], vm.types.complex)?;
    let (real, imag) = (args[1], args[2]);
    if imag.is_null()
        && class == vm.types.complex
        && real.downcast::<Complex>().is_some()
        && vm.is_exact_builtin(real)
    {
        return Ok(real);
    }
    if let Some(text) = real.downcast::<Str>() {
        if !imag.is_null() {
            return Err(vm.raise_type_error("complex() argument 'real' must be a real number, not str"));
        }
        let number = number::parse_complex(text.as_wtf8()).map_err(|e| vm.raise_semantic(e))?;
        return Ok(complex_as(vm, class, number));
    }
    let mut real_is_complex = false;
    let mut number = match real.non_null() {
        None => complex::Complex { real: 0.0, imag: 0.0 },
        Some(real) => match complex_number(vm, real)? {
            Some(number) => {
                real_is_complex = real.is_kind(Kind::Complex) || number.imag != 0.0;
                number
            }
            None => {
                let given = vm.type_name(real);
                let message = if imag.is_null() {
                    format!("complex() argument must be a string or a number, not {given}")
                } else {
                    format!("complex() argument 'real' must be a real number, not {given}")
                };
                return Err(vm.raise_type_error(message));
            }
        },
    };
    if let Some(imag) = imag.non_null() {
        // The second part is a number itself or has `__float__` or `__index__`; `__complex__` is not asked.
        let complex = imag.is_kind(Kind::Complex);
        let part = match complex || ["__float__", "__index__"].iter().any(|n| vm.special(imag, n).is_some()) {
            false if vm.special(imag, "__complex__").is_some() || imag.is_kind(Kind::Str) => None,
            _ => complex_number(vm, imag)?,
        };
        for (part, given) in [("real", real_is_complex.then_some(real)), ("imag", complex.then_some(imag))] {
            if let Some(given) = given {
                let given = vm.type_name(given);
                let message = format!("complex() argument '{part}' must be a real number, not {given}");
                vm.warn(vm.types.deprecation_warning, &message)?;
            }
        }
        let Some(part) = part else {
            let given = vm.type_name(imag);
            let message = format!("complex() argument 'imag' must be a real number, not {given}");
            return Err(vm.raise_type_error(message));
        };
        // A complex second argument counts too: real + imag * 1j. What is no complex number has no such part.
        if imag.is_kind(Kind::Complex) || part.imag != 0.0 {
            number.real -= part.imag;
        }
        if real_is_complex { number.imag += part.real } else { number.imag = part.real }
    }
    Ok(complex_as(vm, class, number))
}

fn complex_as(vm: &mut Vm, class: Gc<Type>, number: complex::Complex) -> Value {
    vm.alloc_instance(class, Complex::detached(number.real, number.imag)).value()
}

/// A number as a complex one: what `__complex__` gives, or a real number; `None` for others.
pub(super) fn complex_number(vm: &mut Vm, x: Value) -> PyResult<Option<complex::Complex>> {
    if let Some(method) = vm.special(x, "__complex__") {
        let answer = vm.call_method(method, x, &[])?;
        return match answer.downcast::<Complex>() {
            Some(c) => {
                vm.warn_of_subclass(answer, vm.types.complex, "__complex__")?;
                Ok(Some(complex::Complex { real: c.real, imag: c.imag }))
            }
            None => {
                let given = vm.type_name(answer);
                Err(vm.raise_type_error(format!("__complex__ returned non-complex (type {given})")))
            }
        };
    }
    if let Some(c) = x.downcast::<Complex>() {
        return Ok(Some(complex::Complex { real: c.real, imag: c.imag }));
    }
    // The value of a float counts, whatever a derived class says of it.
    if let Some(real) = vm.as_float(x) {
        return Ok(Some(complex::Complex { real, imag: 0.0 }));
    }
    Ok(real_number(vm, x)?.map(|real| complex::Complex { real, imag: 0.0 }))
}

fn new_str(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.class_for_new(args[0], vm.types.str)?;
    let text = if args[1].is_null() {
        vm.new_str("")?
    } else if args[2].is_null() && args[3].is_null() {
        if class == vm.types.str {
            return vm.ask_str(args[1]);
        }
        vm.str_of(args[1])?
    } else {
        super::methods::decode_argument(vm, args)?
    };
    if class == vm.types.str {
        return Ok(text);
    }
    let text = vm.expect::<Str>(text, "str")?;
    let (shape, attrs) = vm.shape_for(class);
    let made = Str::new(&mut vm.heap, shape, attrs, text.as_wtf8());
    let made = vm.check(made)?;
    Ok(vm.made_of(class, made).value())
}

fn new_tuple(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.class_for_new(args[0], vm.types.tuple)?;
    let exact = class == vm.types.tuple;
    let items = match args[1] {
        Value::NULL if exact => return vm.new_tuple(&[]),
        t if t.is_kind(Kind::Tuple) && exact && vm.type_of(t) == vm.types.tuple => return Ok(t),
        Value::NULL => vm.new_list(&[])?.value(),
        other => vm.ask_list_unhinted(other)?,
    };
    if items == Value::CALL_PENDING {
        return vm.wait(None, tuple_step, &[class.value()], 0);
    }
    tuple_of(vm, class, items)
}

/// The items of a tuple are there.
fn tuple_step(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let items = answer?;
    let class = vm.expect::<Type>(task.get(0), "type")?;
    tuple_of(vm, class, items)
}

/// The items of a list as a tuple of that class.
fn tuple_of(vm: &mut Vm, class: Gc<Type>, items: Value) -> PyResult {
    let items = vm.expect::<List>(items, "list")?;
    if class == vm.types.tuple {
        return vm.tuple_of_list(items);
    }
    let (shape, attrs) = vm.shape_for(class);
    let items: Vec<Value> = items.items().iter().map(|i| i.get()).collect();
    let made = Tuple::new(&mut vm.heap, shape, attrs, &items);
    let made = vm.check(made)?;
    Ok(vm.made_of(class, made).value())
}

fn new_frozenset(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.class_for_new(args[0], vm.types.frozenset)?;
    if class == vm.types.frozenset && vm.type_of(args[1]) == class && !args[1].is_null() {
        return Ok(args[1]);
    }
    let set = vm.alloc_instance(class, Set::empty());
    vm.ask_set_extend(set, args[1])
}

fn new_range(vm: &mut Vm, args: &[Value]) -> PyResult {
    let zero_to = [Value::small_int_unchecked(0), args[1]];
    let [start, stop] = if args[2].is_null() { zero_to } else { [args[1], args[2]] };
    let step = args[3].non_null().unwrap_or(Value::small_int_unchecked(1));
    let [start, stop] = [vm.index_value(start)?, vm.index_value(stop)?];
    let step = vm.index_value(step)?;
    if step.is(Value::small_int_unchecked(0)) {
        return Err(vm.raise_value_error("range() arg 3 must not be zero"));
    }
    Ok(vm.new_range(start, stop, step).value())
}

/// Adds the items to a set, which is the answer.
struct AddToSet;

impl Fold for AddToSet {
    const IS_STEADY: bool = true;

    fn item(vm: &mut Vm, state: &mut State, item: Value) -> PyResult {
        if let Some(set) = state.values[0].downcast::<Set>() {
            vm.set_add(set, item)?;
        }
        Ok(Value::NULL)
    }

    fn end(_: &mut Vm, state: &State) -> PyResult {
        Ok(state.values[0])
    }
}

/// Updates a dict from a source, if there is one, and from keywords.
pub(crate) fn fill_dict(vm: &mut Vm, dict: Gc<Dict>, source: Option<Value>, keywords: Value) -> PyResult {
    let answer = match source {
        Some(source) => vm.ask_dict_update(dict, source)?,
        None => Value::NONE,
    };
    if answer == Value::CALL_PENDING {
        return vm.wait(None, update_step, &[dict.value(), keywords], 0);
    }
    vm.dict_update(dict, keywords)?;
    Ok(Value::NONE)
}

/// The first source of a dict was read: the keywords follow.
fn update_step(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    answer?;
    let dict = vm.expect::<Dict>(task.get(0), "dict")?;
    vm.dict_update(dict, task.get(1))?;
    Ok(Value::NONE)
}

impl Vm {
    /// Whether it is an int or float, or an instance of a class derived from one.
    fn is_number(&self, value: Value) -> bool {
        self.as_int(&value).is_some() || self.as_float(value).is_some()
    }

    /// As [`Vm::ask_set_extend`], with the Python code run at once.
    ///
    /// # Errors
    /// As that.
    pub(crate) fn set_extend(&mut self, set: Gc<Set>, iterable: Value) -> PyResult<()> {
        if self.ask_set_extend(set, iterable)? == Value::CALL_PENDING {
            self.settle_pending()?;
        }
        Ok(())
    }

    /// Adds the items of an iterable to a set, which is the answer; NULL has none. CALL_PENDING when Python code has to
    /// run.
    ///
    /// # Errors
    /// What iterating, hashing and comparing raise; `MemoryError`.
    pub(crate) fn ask_set_extend(&mut self, set: Gc<Set>, iterable: Value) -> PyResult {
        if iterable.is_null() || iterable.is(set.value()) {
            return Ok(set.value());
        }
        let iterates = !self.is_exact_builtin(iterable) && self.special(iterable, "__iter__").is_some();
        if let Some(from) = iterable.downcast::<Set>() {
            // Whatever `__iter__` a derived class has: a set is a set.
            let filled = Set::fill(set, &mut self.heap, from);
            if self.check(filled)? {
                return Ok(set.value());
            }
            let mut at = 0;
            while let Some((number, item)) = from.next_entry(at) {
                self.set_add_hashed(set, from.hash_at(number), item)?;
                at = number + 1;
            }
            return Ok(set.value());
        }
        if let Some(from) = iterable.downcast::<Dict>().filter(|_| !iterates) {
            let made = Set::expect(set, &mut self.heap, from.len());
            self.check(made)?;
            // The keys keep the hashes that they have.
            let mut at = 0;
            while let Some((number, key, _)) = from.next_entry(at) {
                self.set_add_hashed(set, from.hash_at(number), key)?;
                at = number + 1;
            }
            return Ok(set.value());
        }
        if !iterates && let Some(text) = iterable.downcast::<Str>().filter(|text| text.is_ascii()) {
            self.poll(text.as_bytes().len() as u64)?;
            for &byte in text.as_bytes() {
                let character = self.names.ascii(byte);
                self.set_add(set, character)?;
            }
            return Ok(set.value());
        }
        fold::<AddToSet>(self, iterable, State::new(&[set.value()]))
    }

    /// An iterator over the members of a set, whatever `__iter__` its class has; over others as `iter` makes it.
    pub(crate) fn builtin_set_iter(&mut self, value: Value) -> PyResult {
        if value.is_kind(Kind::Set) { self.builtin_iter(value) } else { self.iter(value) }
    }
}
