//! `atexit`: functions to be called at the end of the program, the last registered first.

use super::{ModuleSpec, nothing};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{Dict, List, Str, Tuple};
use crate::value::{PyResult, Value};
use crate::vm::{Held, Vm};

natives! { FUNCTIONS:
    "register" "(func, /, *args, **kwargs)" |vm, args| {
        if !vm.is_callable(args[0]) {
            return Err(vm.raise_type_error("the first argument must be callable"));
        }
        let entry = vm.new_tuple(args)?;
        let list = registered(vm)?;
        let pushed = List::push(list, &mut vm.heap, entry);
        vm.check(pushed)?;
        Ok(args[0])
    };
    "unregister" "(func, /)" |vm, args| {
        let list = registered(vm)?;
        let mut index = 0;
        while let Some(entry) = list.get(index) {
            let function = entry.downcast::<Tuple>().map_or(Value::NONE, |t| t.items()[0]);
            if vm.equal(function, args[0])? {
                let cut = List::splice(list, &mut vm.heap, index, index + 1, &[]);
                vm.check(cut)?;
            } else {
                index += 1;
            }
        }
        Ok(Value::NONE)
    };
    "_clear" "()" |vm, _| { vm.hold(Held::ExitFunctions, Value::NULL); Ok(Value::NONE) };
    "_run_exitfuncs" "()" |vm, _| { run_exit_functions(vm); Ok(Value::NONE) };
    "_ncallbacks" "()" |vm, _| { let list = registered(vm)?; Ok(vm.new_int(list.len() as i64)) };
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "atexit",
    doc: "allow programmer to define multiple exit functions to be executed\nupon normal program termination.",
    functions: FUNCTIONS,
    init: nothing,
};

fn registered(vm: &mut Vm) -> PyResult<Gc<List>> {
    if vm.held(Held::ExitFunctions).is_null() {
        let list = vm.new_list(&[])?;
        vm.hold(Held::ExitFunctions, list.value());
    }
    vm.expect(vm.held(Held::ExitFunctions), "list")
}

/// Calls them; what one raises is printed, and the others are called all the same.
pub(crate) fn run_exit_functions(vm: &mut Vm) {
    while let Some(list) = vm.held(Held::ExitFunctions).downcast::<List>()
        && let Some(last) = list.len().checked_sub(1)
        && let Some(entry) = list.get(last).and_then(|e| e.downcast::<Tuple>())
    {
        if List::splice(list, &mut vm.heap, last, last + 1, &[]).is_err() {
            return;
        }
        if call(vm, entry).is_err() {
            let exception = vm.take_raised();
            let shown = vm.repr(entry.items()[0]).ok().and_then(|s| s.downcast::<Str>());
            let shown = shown.map(|s| s.as_wtf8().to_string()).unwrap_or_default();
            let report = vm.format_exception(exception);
            let text = format!("Exception ignored in atexit callback {shown}:\n{report}");
            if vm.new_str(text.as_str()).and_then(|t| vm.write_to("stderr", t)).is_err() {
                vm.raised = Value::NULL;
            }
        }
    }
}

fn call(vm: &mut Vm, entry: Gc<Tuple>) -> PyResult {
    let [function, args, kwargs] = [entry.items()[0], entry.items()[1], entry.items()[2]];
    let keep = vm.temps().len();
    for &arg in args.downcast::<Tuple>().iter().flat_map(|t| t.items()) {
        vm.push_temp(arg);
    }
    let mut names = Vec::new();
    if let Some(dict) = kwargs.downcast::<Dict>() {
        let mut at = 0;
        while let Some((number, key, value)) = dict.next_entry(at) {
            at = number + 1;
            if key.downcast::<Str>().is_some() {
                names.push(key);
                vm.push_temp(value);
            }
        }
    }
    let all = vm.temps()[keep..].to_vec();
    let result = vm.call_with(function, &all, &names);
    vm.pop_temps(keep);
    result
}
