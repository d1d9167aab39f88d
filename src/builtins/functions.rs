//! The built-in functions.

use super::natives;
use crate::heap::Gc;
use crate::objects::types::{NewType, type_flags};
use crate::objects::{Dict, Function, Iterator, Kind, Stepping, Str, Tuple, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native::NativeDef;
use pyopt_compiler::semantics::{IntRef, int};
use pyopt_compiler::syntax::ast::{CmpOp, Operator};

natives! { TABLE:
    "print" "(*args, sep=None, end=None, file=None, flush=False)" print;
    "len" "(obj, /)" |vm, args| { let n = vm.len(args[0])?; Ok(vm.new_int(n as i64)) };
    "repr" "(obj, /)" |vm, args| vm.repr(args[0]);
    "iter" "(object, sentinel=None, /)" iter;
    "next" "(iterator, default=None, /)" next;
    "aiter" "(async_iterable, /)" crate::vm::coroutine::aiter;
    "anext" "(async_iterator, default=None, /)" crate::vm::coroutine::anext;
    "abs" "(number, /)" abs;
    "min" "(*args, key=None, default=None)" |vm, args| extremum(vm, args, CmpOp::Lt, "min");
    "max" "(*args, key=None, default=None)" |vm, args| extremum(vm, args, CmpOp::Gt, "max");
    "sum" "(iterable, /, start=0)" sum;
    "any" "(iterable, /)" |vm, args| search(vm, args[0], true);
    "all" "(iterable, /)" |vm, args| search(vm, args[0], false);
    "isinstance" "(obj, class_or_tuple, /)" isinstance;
    "issubclass" "(cls, class_or_tuple, /)" issubclass;
    "callable" "(obj, /)" callable;
    "hash" "(obj, /)" |vm, args| { let h = vm.hash(args[0])?; Ok(vm.new_int(h as i64)) };
    "id" "(obj, /)" |vm, args| Ok(vm.new_int((args[0].bits() >> 1) as i64));
    "ord" "(character, /)" ord;
    "chr" "(i, /)" chr;
    "bin" "(number, /)" |vm, args| radix(vm, args[0], 2);
    "oct" "(number, /)" |vm, args| radix(vm, args[0], 8);
    "hex" "(number, /)" |vm, args| radix(vm, args[0], 16);
    "divmod" "(x, y, /)" divmod;
    "pow" "(base, exp, mod=None)" pow;
    "round" "(number, ndigits=None)" round;
    "getattr" "(object, name, default=None, /)" getattr;
    "hasattr" "(obj, name, /)" hasattr;
    "setattr" "(obj, name, value, /)" setattr;
    "delattr" "(obj, name, /)" |vm, args| { let n = name_argument(vm, args[1])?; vm.delete_attr(args[0], n)?; Ok(Value::NONE) };
    "sorted" "(iterable, /, *, key=None, reverse=False)" sorted;
    "__import__" "(name, globals=None, locals=None, fromlist=(), level=0)" crate::vm::import::import_builtin;
    "__build_class__" "(func, name, /, *bases, metaclass=None, **kwds)" build_class;
}

/// `__import__`, which IMPORT_NAME looks for.
pub(crate) fn import_function() -> &'static NativeDef {
    static FOUND: std::sync::OnceLock<usize> = std::sync::OnceLock::new();
    &TABLE[*FOUND.get_or_init(|| TABLE.iter().position(|d| d.name == "__import__").unwrap_or(0))]
}

pub(super) fn table() -> &'static [NativeDef] {
    TABLE
}

fn print(vm: &mut Vm, args: &[Value]) -> PyResult {
    // The binder puts the named parameters first, then the tuple of the others.
    let [sep, end, file, _flush, rest] = [args[0], args[1], args[2], args[3], args[4]];
    if !file.is_null() && !file.is_none() {
        return Err(vm.not_yet("print(file=...)"));
    }
    let mut out = Vec::new();
    let text = |vm: &mut Vm, value: Value, default: &str, what: &str| -> PyResult<Vec<u8>> {
        match value.downcast::<Str>() {
            Some(s) => Ok(s.as_bytes().to_vec()),
            None if value.is_null() || value.is_none() => Ok(default.as_bytes().to_vec()),
            None => {
                let class = vm.type_name(value);
                Err(vm.raise_type_error(format!("{what} must be None or a string, not {class}")))
            }
        }
    };
    let (sep, end) = (text(vm, sep, " ", "sep")?, text(vm, end, "\n", "end")?);
    for (i, &arg) in rest.downcast::<Tuple>().iter().flat_map(|t| t.items()).enumerate() {
        if i > 0 {
            out.extend_from_slice(&sep);
        }
        let shown = vm.str_of(arg)?;
        if let Some(s) = shown.downcast::<Str>() {
            out.extend_from_slice(s.as_bytes());
        }
    }
    out.extend_from_slice(&end);
    match vm.stdout.write_all(&out) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(vm.raise_str(vm.types.os_error, &error.to_string())),
    }
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(generator) = args[0].downcast::<crate::objects::generator::Generator>()
        && Vm::is_plain_generator(generator)
    {
        return vm.request_step(args[0], Value::NONE, args[1]);
    }
    match vm.next(args[0])? {
        Some(v) => Ok(v),
        None if args[1].is_null() => Err(vm.raise_str(vm.types.stop_iteration, "")),
        None => Ok(args[1]),
    }
}

fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].is_null() {
        return vm.iter(args[0]);
    }
    if callable(vm, args)? != Value::TRUE {
        return Err(vm.raise_type_error("iter(v, w): v must be callable"));
    }
    let shape = vm.types.callable_iterator.root_shape().0;
    let parts = [args[0], args[1]];
    Ok(Iterator::with(&mut vm.heap, shape, Stepping::Callable, parts, [0, 0, 1]).value())
}

pub(crate) fn abs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let v = args[0];
    if let Some(i) = vm.as_int(&v) {
        let number = int::abs(i);
        return Ok(vm.int_value(number));
    }
    if let Some(f) = vm.as_float(v) {
        return Ok(vm.new_float(f.abs()));
    }
    match vm.special(v, "__abs__") {
        Some(method) => vm.call(method, &[v]),
        None => {
            let class = vm.type_name(v);
            Err(vm.raise_type_error(format!("bad operand type for abs(): '{class}'")))
        }
    }
}

fn extremum(vm: &mut Vm, args: &[Value], better: CmpOp, name: &str) -> PyResult {
    let [key, default, rest] = [args[0], args[1], args[2]];
    let positional = rest.downcast::<Tuple>().map_or(0, |t| t.len());
    if positional == 0 {
        return Err(vm.raise_type_error(format!("{name} expected at least 1 argument, got 0")));
    }
    if positional > 1 && !default.is_null() {
        let message = format!("Cannot specify a default for {name}() with multiple positional arguments");
        return Err(vm.raise_type_error(message));
    }
    let source = if positional == 1 { vm.get_item(rest, Value::small_int_unchecked(0))? } else { rest };
    let iterator = vm.iter(source)?;
    let mut best: Option<(Value, Value)> = None;
    while let Some(item) = vm.next(iterator)? {
        let rank = if key.is_null() || key.is_none() { item } else { vm.call(key, &[item])? };
        let wins = match best {
            None => true,
            Some((_, held)) => {
                let answer = vm.compare(better, rank, held)?;
                vm.truth(answer)?
            }
        };
        if wins {
            best = Some((item, rank));
        }
    }
    match best {
        Some((item, _)) => Ok(item),
        None if !default.is_null() => Ok(default),
        None => Err(vm.raise_value_error(format!("{name}() iterable argument is empty"))),
    }
}

fn sum(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut total = args[1].non_null().unwrap_or(Value::small_int_unchecked(0));
    if total.is_kind(Kind::Str) {
        return Err(vm.raise_type_error("sum() can't sum strings [use ''.join(seq) instead]"));
    }
    let iterator = vm.iter(args[0])?;
    // Floats are summed with compensation (Neumaier), as 3.12 and later do.
    let mut lost = 0.0f64;
    let mut compensating = false;
    while let Some(item) = vm.next(iterator)? {
        if let (Some(t), Some(x)) = (total.as_double(), item.as_double()) {
            let s = t + x;
            lost += if t.abs() >= x.abs() { (t - s) + x } else { (x - s) + t };
            compensating = true;
            total = vm.new_float(s);
            continue;
        }
        if compensating && vm.as_int(&item).is_none() {
            total = settle(vm, total, lost);
            (lost, compensating) = (0.0, false);
        }
        total = vm.binary(Operator::Add, false, total, item)?;
    }
    Ok(if compensating { settle(vm, total, lost) } else { total })
}

fn settle(vm: &mut Vm, total: Value, lost: f64) -> Value {
    match vm.as_float(total) {
        Some(t) if lost != 0.0 && lost.is_finite() => vm.new_float(t + lost),
        _ => total,
    }
}

fn search(vm: &mut Vm, iterable: Value, wanted: bool) -> PyResult {
    let iterator = vm.iter(iterable)?;
    while let Some(item) = vm.next(iterator)? {
        if vm.truth(item)? == wanted {
            return Ok(Value::from_bool(wanted));
        }
    }
    Ok(Value::from_bool(!wanted))
}

fn isinstance(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(args[0]);
    let message = "isinstance() arg 2 must be a type, a tuple of types, or a union";
    class_matches(vm, class, args[1], message).map(Value::from_bool)
}

fn issubclass(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].downcast::<Type>() else {
        return Err(vm.raise_type_error("issubclass() arg 1 must be a class"));
    };
    let message = "issubclass() arg 2 must be a class, a tuple of classes, or a union";
    class_matches(vm, class, args[1], message).map(Value::from_bool)
}

fn class_matches(vm: &mut Vm, class: Gc<Type>, wanted: Value, message: &str) -> PyResult<bool> {
    if let Some(wanted) = wanted.downcast::<Type>() {
        return Ok(class.is_subclass(wanted));
    }
    let Some(tuple) = wanted.downcast::<Tuple>() else { return Err(vm.raise_type_error(message)) };
    vm.enter_native("")?;
    let mut found = Ok(false);
    for &w in tuple.items() {
        found = class_matches(vm, class, w, message);
        if !matches!(found, Ok(false)) {
            break;
        }
    }
    vm.native_depth -= 1;
    found
}

fn callable(vm: &mut Vm, args: &[Value]) -> PyResult {
    let builtin =
        matches!(args[0].kind(), Some(Kind::Function | Kind::Native | Kind::BoundMethod | Kind::Type));
    Ok(Value::from_bool(builtin || vm.special(args[0], "__call__").is_some()))
}

fn ord(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(s) = args[0].downcast::<Str>() else {
        let class = vm.type_name(args[0]);
        return Err(vm.raise_type_error(format!("ord() expected string of length 1, but {class} found")));
    };
    match (s.len(), s.as_wtf8().code_points().next()) {
        (1, Some(c)) => Ok(vm.new_int(i64::from(c.to_u32()))),
        (n, _) => {
            Err(vm.raise_type_error(format!("ord() expected a character, but string of length {n} found")))
        }
    }
}

fn chr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let i = vm.index(args[0])?;
    match u32::try_from(i).ok().and_then(rustpython_wtf8::CodePoint::from_u32) {
        Some(c) => {
            let text: rustpython_wtf8::Wtf8Buf = std::iter::once(c).collect();
            vm.new_str(&text)
        }
        None => Err(vm.raise_value_error("chr() arg not in range(0x110000)")),
    }
}

fn radix(vm: &mut Vm, v: Value, base: u32) -> PyResult {
    if let Some(i) = vm.as_int(&v) {
        let text = int::prefixed_radix(i, base);
        return vm.new_str(text.as_str());
    }
    let i = vm.index(v)?;
    vm.new_str(int::prefixed_radix(IntRef::Small(i), base).as_str())
}

fn divmod(vm: &mut Vm, args: &[Value]) -> PyResult {
    let quotient = vm.binary(Operator::FloorDiv, false, args[0], args[1])?;
    let rest = vm.binary(Operator::Mod, false, args[0], args[1])?;
    vm.new_tuple(&[quotient, rest])
}

fn pow(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[2].is_null() || args[2].is_none() {
        return vm.binary(Operator::Pow, false, args[0], args[1]);
    }
    let (Some(base), Some(exponent), Some(modulus)) =
        (vm.as_int(&args[0]), vm.as_int(&args[1]), vm.as_int(&args[2]))
    else {
        return Err(vm.raise_type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    };
    let number = int::pow_mod(base, exponent, modulus).map_err(|e| vm.raise_semantic(e))?;
    Ok(vm.int_value(number))
}

fn round(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (v, digits) = (args[0], args[1].non_null().filter(|d| !d.is_none()));
    if let Some(f) = vm.as_float(v) {
        return match digits {
            None => super::constructors::float_to_int(vm, f),
            Some(d) => {
                let d = vm.index(d)?;
                let number = pyopt_compiler::semantics::float::round_to_digits(f, d)
                    .map_err(|e| vm.raise_semantic(e))?;
                Ok(vm.new_float(number))
            }
        };
    }
    if let Some(i) = vm.as_int(&v) {
        let digits = match digits {
            Some(d) => vm.index(d)?,
            None => 0,
        };
        let number = int::round(i, digits);
        return Ok(vm.int_value(number));
    }
    match vm.special(v, "__round__") {
        Some(method) => match digits {
            Some(d) => vm.call(method, &[v, d]),
            None => vm.call(method, &[v]),
        },
        None => {
            let class = vm.type_name(v);
            Err(vm.raise_type_error(format!("type {class} doesn't define __round__ method")))
        }
    }
}

/// The interned name that an attribute function was given.
fn name_argument(vm: &mut Vm, name: Value) -> PyResult<Gc<Str>> {
    match name.downcast::<Str>() {
        Some(s) => Ok(vm.intern(s.as_wtf8())),
        None => {
            let class = vm.type_name(name);
            Err(vm.raise_type_error(format!("attribute name must be string, not '{class}'")))
        }
    }
}

fn getattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = name_argument(vm, args[1])?;
    match vm.get_attr(args[0], name) {
        Err(_) if !args[2].is_null() && vm.raised_is(vm.types.attribute_error) => {
            vm.take_raised();
            Ok(args[2])
        }
        result => result,
    }
}

fn hasattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = name_argument(vm, args[1])?;
    match vm.get_attr(args[0], name) {
        Ok(_) => Ok(Value::TRUE),
        Err(_) if vm.raised_is(vm.types.attribute_error) => {
            vm.take_raised();
            Ok(Value::FALSE)
        }
        Err(raised) => Err(raised),
    }
}

fn setattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = name_argument(vm, args[1])?;
    vm.set_attr(args[0], name, args[2])?;
    Ok(Value::NONE)
}

fn sorted(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = vm.list_of(args[0])?;
    let key = args[1].non_null().filter(|k| !k.is_none());
    let reverse = !args[2].is_null() && vm.truth(args[2])?;
    super::methods::list::sort(vm, list, key, reverse)?;
    Ok(list.value())
}

/// `__build_class__`: runs the body, then makes the class.
fn build_class(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [function, name, metaclass, bases, keywords] = [args[0], args[1], args[2], args[3], args[4]];
    if !metaclass.is_null() && !metaclass.is(vm.types.typ.value()) {
        return Err(vm.not_yet("metaclasses"));
    }
    if keywords.downcast::<Dict>().is_some_and(|d| !d.is_empty()) {
        return Err(vm.not_yet("class keywords"));
    }
    let function = vm.expect::<Function>(function, "function")?;
    let name = name_argument(vm, name)?;
    let bases = match bases.downcast::<Tuple>() {
        Some(t) if !t.is_empty() => t,
        _ => {
            let object = vm.new_tuple(&[vm.types.object.value()])?;
            vm.expect::<Tuple>(object, "tuple")?
        }
    };
    let mut layout = Kind::Instance;
    for &base in bases.items() {
        let Some(base) = base.downcast::<Type>() else {
            return Err(vm.not_yet("bases that are not classes"));
        };
        if base.layout() != Kind::Instance {
            if base.layout() != Kind::Exception {
                return Err(vm.not_yet(&format!("subclasses of '{}'", base.name().as_wtf8())));
            }
            layout = Kind::Exception;
        }
    }
    let namespace = vm.new_dict();
    let cell = vm.run_class_body(function, namespace)?;
    let flags = type_flags::BASE | type_flags::HAS_DICT;
    let shape = vm.types.typ.root_shape().0;
    let class = Type::new(&mut vm.heap, NewType { name, bases, dict: namespace, layout, flags, shape });
    let mro = linearize(vm, class, bases)?;
    Type::set_mro(class, &mut vm.heap, mro);
    let root = vm.shapes.new_root(class, 0);
    class.set_root_shape(root, if layout == Kind::Instance { 4 } else { 0 });
    if let Some(cell) = cell.downcast::<crate::objects::function::Cell>() {
        vm.heap.set(cell, &cell.value, class.value());
    }
    Ok(class.value())
}

/// The C3 linearization of a class (Barrett et al., "A monotonic superclass linearization for Dylan").
fn linearize(vm: &mut Vm, class: Gc<Type>, bases: Gc<Tuple>) -> PyResult<Gc<Tuple>> {
    // All classes here are reachable from the bases, which stand on the stack.
    let mut lines: Vec<Vec<Value>> =
        bases.items().iter().filter_map(|b| b.downcast::<Type>()).map(|b| b.mro().to_vec()).collect();
    lines.push(bases.items().to_vec());
    let mut mro = vec![class.value()];
    loop {
        lines.retain(|l| !l.is_empty());
        if lines.is_empty() {
            break;
        }
        let head = lines.iter().map(|l| l[0]).find(|h| !lines.iter().any(|l| l[1..].contains(h)));
        let Some(head) = head else {
            let names: Vec<String> = lines
                .iter()
                .filter_map(|l| l[0].downcast::<Type>())
                .map(|t| t.name().as_wtf8().to_string())
                .collect();
            let message = format!(
                "Cannot create a consistent method resolution order (MRO) for bases {}",
                names.join(", ")
            );
            return Err(vm.raise_type_error(message));
        };
        mro.push(head);
        lines.iter_mut().for_each(|l| l.retain(|c| *c != head));
    }
    let tuple = vm.new_tuple(&mro)?;
    vm.expect(tuple, "tuple")
}
