//! The built-in functions.

use super::natives;
use super::object::name_of;
use crate::heap::Gc;
use crate::objects::{Iterator, Kind, List, Stepping, Str, Tuple};
use crate::stdlib::asyncio::object::FutureIterator;
use crate::stdlib::asyncio::{Stepped, step_iterator};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native::NativeDef;
use crate::vm::pending::{Fold, State, Task, Wanted, fold};

natives! { TABLE:
    "print" "(*args, sep=' ', end='\\n', file=None, flush=False)" print;
    "len" "(obj, /)" |vm, args| vm.ask_len(args[0]);
    "repr" "(obj, /)" |vm, args| vm.ask_repr(args[0]);
    "iter" "(object, sentinel=None, /)" iter;
    "ascii" "(obj, /)" |vm, args| vm.ascii(args[0]);
    "format" "(value, format_spec='', /)" format;
    "next" "(iterator, default=None, /)" next;
    "aiter" "(async_iterable, /)" crate::vm::coroutine::aiter;
    "anext" "(async_iterator, default=None, /)" crate::vm::coroutine::anext;
    "any" "(iterable, /)" |vm, args| fold::<Search<true>>(vm, args[0], State::new(&[]));
    "all" "(iterable, /)" |vm, args| fold::<Search<false>>(vm, args[0], State::new(&[]));
    "isinstance" "(obj, class_or_tuple, /)" isinstance;
    "issubclass" "(cls, class_or_tuple, /)" issubclass;
    "callable" "(obj, /)" callable;
    "hash" "(obj, /)" |vm, args| { let h = vm.hash(args[0])?; Ok(vm.new_int(h as i64)) };
    "id" "(obj, /)" |vm, args| Ok(vm.id_of(args[0]));
    "getattr" "(object, name, default=None, /)" getattr;
    "hasattr" "(obj, name, /)" hasattr;
    "setattr" "(obj, name, value, /)" setattr;
    "delattr" "(obj, name, /)" |vm, args| { let n = name_of(vm, args[1])?; vm.delete_attr(args[0], n)?; Ok(Value::NONE) };
    "sorted" "(iterable, /, *, key=None, reverse=False)" sorted;
    "open" "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)" crate::stdlib::io::open;
    "input" "(prompt='', /)" crate::stdlib::io::input;
    "__import__" "(name, globals=None, locals=None, fromlist=(), level=0)" crate::vm::import::import_builtin;
    "__build_class__" "(*args, metaclass=None, **kwds)" |vm, args| vm.build_class(args);
    "dir" "(object=None, /)" dir;
    "breakpoint" "(*args, **kws)" crate::stdlib::sys::breakpoint::breakpoint;
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
    let [sep, end, file, flush, rest] = [args[0], args[1], args[2], args[3], args[4]];
    let Some(file) = crate::stdlib::io::print_target(vm, file)? else { return Ok(Value::NONE) };
    let text = |vm: &mut Vm, value: Value, default: u8, what: &str| -> PyResult {
        match value.downcast::<Str>() {
            Some(_) if vm.is_exact_builtin(value) => Ok(value),
            Some(s) => vm.new_str(s.as_wtf8()),
            None if value.is_null() || value.is_none() => Ok(vm.names.ascii(default)),
            None => {
                let class = vm.type_name(value);
                Err(vm.raise_type_error(format!("{what} must be None or a string, not {class}")))
            }
        }
    };
    let keep = vm.temps().len();
    let sep = text(vm, sep, b' ', "sep")?;
    vm.push_temp(sep);
    let end = text(vm, end, b'\n', "end");
    // The parts are written one after the other. The engine's own files get at once what no code can come between.
    let printed = end.and_then(|end| {
        vm.push_temp(end);
        let rest = rest.downcast::<Tuple>();
        match crate::stdlib::io::gathers(vm, file) {
            true => print_at_once(vm, file, rest, sep, end),
            false => print_in_parts(vm, file, rest, sep, end),
        }
    });
    vm.pop_temps(keep);
    printed?;
    if !flush.is_null() && vm.truth(flush)? {
        crate::stdlib::io::flush_file(vm, file)?;
    }
    Ok(Value::NONE)
}

/// To a file of the engine's own.
fn print_at_once(vm: &mut Vm, file: Value, rest: Option<Gc<Tuple>>, sep: Value, end: Value) -> PyResult<()> {
    let add = |out: &mut Vec<u8>, part: Value| {
        if let Some(s) = part.downcast::<Str>() {
            out.extend_from_slice(s.as_bytes());
        }
    };
    let mut out = Vec::new();
    for (i, &arg) in rest.iter().flat_map(|t| t.items()).enumerate() {
        if i > 0 {
            add(&mut out, sep);
        }
        if !out.is_empty() && !shows_without_code(vm, arg) {
            write_part(vm, file, &mut out)?;
        }
        let shown = vm.str_of(arg)?;
        add(&mut out, shown);
    }
    add(&mut out, end);
    write_part(vm, file, &mut out)
}

/// To any file: each part by a call of its `write`.
fn print_in_parts(vm: &mut Vm, file: Value, rest: Option<Gc<Tuple>>, sep: Value, end: Value) -> PyResult<()> {
    for (i, &arg) in rest.iter().flat_map(|t| t.items()).enumerate() {
        if i > 0 {
            crate::stdlib::io::write_to(vm, file, sep)?;
        }
        let shown = vm.str_of(arg)?;
        crate::stdlib::io::write_to(vm, file, shown)?;
    }
    crate::stdlib::io::write_to(vm, file, end)
}

/// Whether `str(value)` runs no code of the program's.
fn shows_without_code(vm: &Vm, value: Value) -> bool {
    !value.is_object() || vm.is_exact_builtin(value) && matches!(value.kind(), Some(Kind::Str | Kind::Int))
}

/// Writes a part of what is printed, and empties it.
fn write_part(vm: &mut Vm, file: Value, part: &mut Vec<u8>) -> PyResult<()> {
    let part = rustpython_wtf8::Wtf8Buf::from_bytes(std::mem::take(part)).unwrap_or_default();
    crate::stdlib::io::print_to(vm, file, &part)
}

fn format(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !args[1].is_null() && !args[1].is_kind(Kind::Str) {
        let given = vm.given_name(args[1]);
        return Err(vm.raise_type_error(format!("format() argument 2 must be str, not {given}")));
    }
    vm.ask_format(args[0], args[1].non_null())
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(generator) = args[0].downcast::<crate::objects::generator::Generator>()
        && Vm::is_plain_generator(generator)
    {
        return vm.request_step(args[0], Value::NONE, args[1]);
    }
    if args[0].is_kind(Kind::Awaitable) {
        // Its end has a value, which the exception carries on.
        return match vm.awaitable_step(args[0], Value::NONE) {
            Err(_) if !args[1].is_null() && vm.raised_is(vm.types.stop_iteration) => {
                vm.take_raised();
                Ok(args[1])
            }
            answer => answer,
        };
    }
    if let Some(it) = args[0].downcast::<FutureIterator>() {
        return match step_iterator(vm, it)? {
            Stepped::Yielded(future) => Ok(future),
            Stepped::Returned(value) if args[1].is_null() => Err(vm.raise_stop(value)),
            Stepped::Returned(_) => Ok(args[1]),
        };
    }
    let item = vm.ask_next(args[0])?;
    vm.answer_of_next(item, args[1])
}

fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].is_null() {
        return vm.ask_iter(args[0]);
    }
    if callable(vm, args)? != Value::TRUE {
        return Err(vm.raise_type_error("iter(v, w): v must be callable"));
    }
    let shape = vm.types.callable_iterator.root_shape().0;
    let parts = [args[0], args[1]];
    Ok(Iterator::with(&mut vm.heap, shape, Stepping::Callable, parts, [0, 0, 1]).value())
}

/// Looks for an item of that truth.
struct Search<const WANTED: bool>;

impl<const WANTED: bool> Fold for Search<WANTED> {
    #[inline(always)]
    fn item(vm: &mut Vm, _: &mut State, item: Value) -> PyResult {
        Ok(if vm.truth(item)? == WANTED { Value::from_bool(WANTED) } else { Value::NULL })
    }

    fn end(_: &mut Vm, _: &State) -> PyResult {
        Ok(Value::from_bool(!WANTED))
    }
}

fn isinstance(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.is_instance(args[0], args[1]).map(Value::from_bool)
}

fn issubclass(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.is_subclass_of(args[0], args[1]).map(Value::from_bool)
}

fn callable(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::from_bool(vm.is_callable(args[0])))
}

impl Vm {
    /// `id(value)`.
    pub(crate) fn id_of(&mut self, value: Value) -> Value {
        self.new_int((value.bits() >> 1) as i64)
    }
}

fn getattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = name_of(vm, args[1])?;
    let wanted = if args[2].is_null() { Wanted::Value } else { Wanted::ValueOr(args[2]) };
    vm.ask_attr(args[0], name, wanted)
}

fn hasattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = name_of(vm, args[1])?;
    vm.ask_attr(args[0], name, Wanted::Presence)
}

fn setattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = name_of(vm, args[1])?;
    vm.set_attr(args[0], name, args[2])?;
    Ok(Value::NONE)
}

fn sorted(vm: &mut Vm, args: &[Value]) -> PyResult {
    match vm.ask_list(args[0])? {
        Value::CALL_PENDING => vm.wait(None, listed_to_sort, &args[1..], 0),
        list => sort_listed(vm, list, &args[1..]),
    }
}

/// The items of `sorted` are there; key and order are the other arguments.
fn sort_listed(vm: &mut Vm, list: Value, args: &[Value]) -> PyResult {
    let list = vm.expect::<List>(list, "list")?;
    let key = args[0].non_null().filter(|k| !k.is_none());
    let reverse = !args[1].is_null() && vm.truth(args[1])?;
    super::methods::list::ask_sort(vm, list, key, reverse, list.value())
}

fn listed_to_sort(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    sort_listed(vm, answer?, &[task.get(0), task.get(1)])
}

/// `dir(object)`: what its `__dir__` lists, in order.
fn dir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let names = if args[0].is_null() {
        let locals = vm.running_locals()?;
        // A namespace that `exec` was given is asked for its keys.
        let keys = vm.intern("keys");
        match vm.type_of(locals).lookup(keys).filter(|_| !vm.is_exact_builtin(locals)) {
            Some(method) => {
                let keys = vm.call_method(method, locals, &[])?;
                vm.list_of(keys)?
            }
            None => vm.list_of(locals)?,
        }
    } else {
        let name = vm.intern("__dir__");
        let class = vm.type_of(args[0]);
        let listed = match class.lookup(name) {
            Some(method) => vm.call_method(method, args[0], &[])?,
            None => return Err(vm.raise_type_error("object does not provide __dir__")),
        };
        vm.list_of(listed)?
    };
    super::sort_list(vm, names)?;
    Ok(names.value())
}
