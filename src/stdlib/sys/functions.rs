//! The functions of `sys`.

use crate::builtins::natives;
use crate::objects::types::type_flags;
use crate::objects::{Exception, Str, Tuple, Type};
use crate::stdlib::structseq::{make_of, structseq};
use crate::value::{PyResult, Value};
use crate::vm::{Held, Vm};
use pyopt_compiler::syntax::limits::IntDigits;

structseq! { ASYNCGEN_HOOKS: "builtins" "asyncgen_hooks" ["firstiter", "finalizer"] }

natives! { FUNCTIONS:
    "_getframe" "(depth=0, /)" get_frame;
    "_getframemodulename" "(depth=0)" get_frame_module;
    "exit" "(status=None, /)" exit;
    "exc_info" "()" exc_info;
    "exception" "()" |vm, _| Ok(vm.handled().non_null().unwrap_or(Value::NONE));
    "getrecursionlimit" "()" |vm, _| Ok(Value::small_int_unchecked(vm.limits().recursion as i64));
    "setrecursionlimit" "(limit, /)" set_recursion_limit;
    "intern" "(string, /)" intern;
    "_is_interned" "(string, /)" |_, args| Ok(Value::from_bool(args[0].downcast::<Str>().is_some_and(|s| s.is_interned())));
    "getsizeof" "(object, default=None)" getsizeof;
    "getrefcount" "(object, /)" |_, _| Ok(Value::small_int_unchecked(2));
    "getdefaultencoding" "()" |vm, _| Ok(vm.intern("utf-8").value());
    "getfilesystemencoding" "()" |vm, _| Ok(vm.intern("utf-8").value());
    "getfilesystemencodeerrors" "()" |vm, _| Ok(vm.intern("surrogateescape").value());
    "get_coroutine_origin_tracking_depth" "()" |vm, _| {
        Ok(Value::small_int_unchecked(vm.coroutine_origin_depth as i64))
    };
    "set_coroutine_origin_tracking_depth" "(depth)" |vm, args| {
        let depth = vm.c_int(args[0])?;
        match usize::try_from(depth) {
            Ok(depth) => vm.coroutine_origin_depth = depth,
            Err(_) => return Err(vm.raise_value_error("depth must be >= 0")),
        }
        Ok(Value::NONE)
    };
    "get_asyncgen_hooks" "()" |vm, _| {
        let hooks = [Held::FirstIteration, Held::AsyncFinalizer].map(|h| vm.held(h).non_null().unwrap_or(Value::NONE));
        make_of(vm, &ASYNCGEN_HOOKS, &hooks)
    };
    "set_asyncgen_hooks" "(firstiter=None, finalizer=None)" |vm, args| {
        let hooks = [(Held::AsyncFinalizer, args[1], "finalizer"), (Held::FirstIteration, args[0], "firstiter")];
        for (_, hook, name) in hooks {
            if !hook.is_null() && !hook.is_none() && !vm.is_callable(hook) {
                let given = vm.type_name(hook);
                return Err(vm.raise_type_error(format!("callable {name} expected, got {given}")));
            }
        }
        for (held, hook, _) in hooks {
            if !hook.is_null() {
                vm.hold(held, hook);
            }
        }
        Ok(Value::NONE)
    };
    "_clear_type_descriptors" "(type, /)" |vm, args| {
        let class = vm.expect::<Type>(args[0], "type")?;
        if class.has(type_flags::BUILTIN) {
            return Err(vm.raise_type_error("argument is immutable"));
        }
        // A class that stands for another one gives its own descriptors up, so that nothing refers to it.
        for name in ["__dict__", "__weakref__"] {
            let name = vm.intern(name);
            vm.write_class(class, name, None)?;
        }
        vm.hooks_changed(class);
        Ok(Value::NONE)
    };
    "get_int_max_str_digits" "()" |vm, _| Ok(Value::small_int_unchecked(vm.int_max_str_digits as i64));
    "set_int_max_str_digits" "(maxdigits)" set_max_digits;
    "getswitchinterval" "()" |vm, _| Ok(vm.new_float(0.005));
    "setswitchinterval" "(interval, /)" |_, _| Ok(Value::NONE);
    "getallocatedblocks" "()" |_, _| Ok(Value::small_int_unchecked(0));
    "gettrace" "()" |vm, _| Ok(vm.held(Held::Tracer).non_null().unwrap_or(Value::NONE));
    "getprofile" "()" |vm, _| Ok(vm.held(Held::Profiler).non_null().unwrap_or(Value::NONE));
    "settrace" "(function, /)" |vm, args| vm.set_tracer(Held::Tracer, args[0]).map(|()| Value::NONE);
    "setprofile" "(function, /)" |vm, args| vm.set_tracer(Held::Profiler, args[0]).map(|()| Value::NONE);
    "_settraceallthreads" "(function, /)" |vm, args| vm.set_tracer(Held::Tracer, args[0]).map(|()| Value::NONE);
    "_setprofileallthreads" "(function, /)" |vm, args| vm.set_tracer(Held::Profiler, args[0]).map(|()| Value::NONE);
    "is_finalizing" "()" |vm, _| Ok(Value::from_bool(vm.is_finalizing));
    "is_stack_trampoline_active" "()" |_, _| Ok(Value::FALSE);
    "_is_gil_enabled" "()" |_, _| Ok(Value::TRUE);
    "_clear_internal_caches" "()" |_, _| Ok(Value::NONE);
    "_clear_type_cache" "()" |_, _| Ok(Value::NONE);
    "call_tracing" "(func, args, /)" call_tracing;
    "audit" "(event, /, *args)" audit;
    "addaudithook" "(hook)" add_audit_hook;
    "displayhook" "(object, /)" display_hook;
    "excepthook" "(exctype, value, traceback, /)" except_hook;
    "unraisablehook" "(unraisable, /)" unraisable_hook;
    "breakpointhook" "(*args, **kws)" super::breakpoint::hook;
}

fn exit(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.types.system_exit;
    match args[0].non_null() {
        None | Some(Value::NONE) => Err(vm.raise_str(class, "")),
        Some(status) => match status.downcast::<Tuple>() {
            Some(items) => {
                let made = vm.call(class.value(), items.items())?;
                Err(vm.raise_value(made))
            }
            None => Err(vm.raise_with(class, status)),
        },
    }
}

fn exc_info(vm: &mut Vm, _: &[Value]) -> PyResult {
    let exception = vm.handled();
    match exception.downcast::<Exception>() {
        Some(e) => {
            let class = vm.type_of(exception).value();
            let traceback = e.traceback.get();
            vm.new_tuple(&[class, exception, traceback])
        }
        None => vm.new_tuple(&[Value::NONE; 3]),
    }
}

fn set_recursion_limit(vm: &mut Vm, args: &[Value]) -> PyResult {
    let limit = vm.index(args[0])?;
    if limit < 1 {
        return Err(vm.raise_value_error("recursion limit must be greater or equal than 1"));
    }
    if !vm.set_recursion_limit(limit as usize) {
        let message = format!(
            "cannot set the recursion limit to {limit} at the recursion depth {}: the limit is too low",
            vm.depth
        );
        return Err(vm.raise_str(vm.types.recursion_error, &message));
    }
    Ok(Value::NONE)
}

fn intern(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args[0].downcast::<Str>() {
        Some(s) if vm.type_of(args[0]) == vm.types.str => Ok(vm.intern(s.as_wtf8()).value()),
        Some(_) => {
            let class = vm.type_name(args[0]);
            Err(vm.raise_type_error(format!("can't intern {class}")))
        }
        None => {
            let class = vm.type_name(args[0]);
            Err(vm.raise_type_error(format!("intern() argument must be str, not {class}")))
        }
    }
}

fn getsizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(method) = vm.special(args[0], "__sizeof__") {
        let size = vm.call_method(method, args[0], &[])?;
        return match vm.as_int(&size).map(|i| i.is_negative()) {
            Some(false) => Ok(size),
            Some(true) => Err(vm.raise_value_error("__sizeof__() should return >= 0")),
            None if args[1].is_null() => Err(vm.raise_type_error("an integer is required")),
            None => Ok(args[1]),
        };
    }
    let size = args[0].as_cell().map_or(8, |cell| vm.heap.cell_size(cell));
    Ok(vm.new_int(size as i64))
}

fn set_max_digits(vm: &mut Vm, args: &[Value]) -> PyResult {
    let digits = vm.index(args[0])?;
    if digits != 0 && digits < 640 {
        return Err(vm.raise_value_error("maxdigits must be >= 640 or 0 for unlimited"));
    }
    vm.int_max_str_digits = digits as usize;
    vm.options.int_digits = IntDigits(digits as usize);
    Ok(Value::NONE)
}

fn call_tracing(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(given) = args[1].downcast::<Tuple>() else {
        let class = vm.type_name(args[1]);
        return Err(vm.raise_type_error(format!("call_tracing() argument 2 must be tuple, not {class}")));
    };
    vm.call_tracing(args[0], given.items())
}

fn audit(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !super::is_str(args[0]) {
        let class = vm.type_name(args[0]);
        return Err(vm.raise_type_error(format!("expected str for argument 'event', not {class}")));
    }
    let Some(hooks) = vm.held(Held::AuditHooks).downcast::<crate::objects::List>() else {
        return Ok(Value::NONE);
    };
    let mut index = 0;
    while let Some(hook) = hooks.get(index) {
        index += 1;
        vm.call(hook, &[args[0], args[1]])?;
    }
    Ok(Value::NONE)
}

fn add_audit_hook(vm: &mut Vm, args: &[Value]) -> PyResult {
    if vm.held(Held::AuditHooks).is_null() {
        let list = vm.new_list(&[])?;
        vm.hold(Held::AuditHooks, list.value());
    }
    if let Some(list) = vm.held(Held::AuditHooks).downcast::<crate::objects::List>() {
        let pushed = crate::objects::List::push(list, &mut vm.heap, args[0]);
        vm.check(pushed)?;
    }
    Ok(Value::NONE)
}

fn display_hook(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[0].is_none() {
        return Ok(Value::NONE);
    }
    let name = vm.intern("_");
    let builtins = vm.expect::<crate::objects::Dict>(vm.builtins, "namespace")?;
    vm.dict_set(builtins, name.value(), Value::NONE)?;
    let shown = vm.repr(args[0])?;
    let end = vm.new_str("\n")?;
    for text in [shown, end] {
        vm.write_to("stdout", text)?;
    }
    vm.dict_set(builtins, name.value(), args[0])?;
    Ok(Value::NONE)
}

fn except_hook(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = if args[1].is_none() { "NoneType: None\n".to_owned() } else { vm.format_exception(args[1]) };
    let text = vm.new_str(text.as_str())?;
    vm.write_to("stderr", text)?;
    Ok(Value::NONE)
}

fn unraisable_hook(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut parts = [Value::NONE; 3];
    for (part, name) in parts.iter_mut().zip(["err_msg", "object", "exc_value"]) {
        let name = vm.intern(name);
        *part = vm.get_attr_or_none(args[0], name)?.unwrap_or(Value::NONE);
    }
    let [message, object, exception] = parts;
    let mut text = message
        .downcast::<Str>()
        .map_or_else(|| "Exception ignored in".to_owned(), |m| m.as_wtf8().to_string());
    if !object.is_none() {
        let shown = vm.repr(object)?;
        if let Some(shown) = shown.downcast::<Str>() {
            text.push_str(": ");
            text.push_str(&shown.as_wtf8().to_string());
        }
    } else if !message.is_none() {
        text.push(':');
    }
    text.push('\n');
    text.push_str(&vm.format_exception(exception));
    let text = vm.new_str(text.as_str())?;
    vm.write_to("stderr", text)?;
    Ok(Value::NONE)
}

fn get_frame(vm: &mut Vm, args: &[Value]) -> PyResult {
    let depth = if args[0].is_null() { 0 } else { vm.c_int(args[0])? };
    match vm.frame_at(depth.max(0) as usize)? {
        Some(frame) => Ok(frame.value()),
        None => Err(vm.raise_value_error("call stack is not deep enough")),
    }
}

fn get_frame_module(vm: &mut Vm, args: &[Value]) -> PyResult {
    let depth = if args[0].is_null() { 0 } else { vm.index(args[0])? };
    let Some(c) = vm.cursor_at(depth.max(0) as usize) else { return Ok(Value::NONE) };
    let name = vm.intern("__name__");
    match c.binding.globals.get().downcast::<crate::objects::Dict>() {
        Some(globals) => Ok(vm.namespace_get(globals, name)?.unwrap_or(Value::NONE)),
        None => Ok(Value::NONE),
    }
}
