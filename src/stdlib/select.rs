//! `select`: waiting until one of several descriptors is ready.

use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::engine::PollFd;
use crate::heap::Gc;
use crate::objects::{Kind, List, Module};
use crate::stdlib::arguments::{push, real};
use crate::stdlib::class::state_methods;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use std::cell::RefCell;
use std::rc::Rc;

/// What a poll object waits for, in the order of registration.
type Watched = RefCell<Vec<PollFd>>;

static POLL: TypeSpec = TypeSpec { methods: METHODS, ..TypeSpec::new("select", "poll", Kind::State) };

natives! { FUNCTIONS:
    "poll" "()" |vm, _| Ok(vm.new_state(&POLL, Some(Rc::new(Watched::default())), &[]));
    "select" "(rlist, wlist, xlist, timeout=None, /)" select;
}

state_methods! { METHODS: POLL;
    "register" "(self, fd, eventmask=7, /)" |vm, state, args| {
        let fd = descriptor(vm, args[1])?;
        let events = match args[2] {
            Value::NULL => libc::POLLIN | libc::POLLPRI | libc::POLLOUT,
            mask => event_mask(vm, mask)?,
        };
        let watched = state.owned::<Watched>();
        let mut watched = watched.borrow_mut();
        match watched.iter_mut().find(|w| w.fd == fd) {
            Some(known) => known.events = events,
            None => watched.push(PollFd { fd, events, ready: 0 }),
        }
        Ok(Value::NONE)
    };
    "modify" "(self, fd, eventmask, /)" |vm, state, args| {
        let fd = descriptor(vm, args[1])?;
        let events = event_mask(vm, args[2])?;
        let watched = state.owned::<Watched>();
        let mut watched = watched.borrow_mut();
        match watched.iter_mut().find(|w| w.fd == fd) {
            Some(known) => known.events = events,
            None => {
                let error = std::io::Error::from_raw_os_error(libc::ENOENT);
                return Err(vm.raise_os_error(&error, None));
            }
        }
        Ok(Value::NONE)
    };
    "unregister" "(self, fd, /)" |vm, state, args| {
        let fd = descriptor(vm, args[1])?;
        let watched = state.owned::<Watched>();
        let place = watched.borrow().iter().position(|w| w.fd == fd);
        match place {
            Some(place) => watched.borrow_mut().remove(place),
            None => {
                let key = vm.new_int(i64::from(fd));
                return Err(vm.raise_with(vm.types.key_error, key));
            }
        };
        Ok(Value::NONE)
    };
    "poll" "(self, timeout=None, /)" |vm, state, args| {
        let milliseconds = match args[1] {
            Value::NULL | Value::NONE => -1,
            timeout => real(vm, timeout)?.ceil().clamp(-1.0, f64::from(i32::MAX)) as i32,
        };
        let mut watched = state.owned::<Watched>().borrow().clone();
        vm.wait_for(&mut watched, milliseconds)?;
        let list = vm.new_list(&[])?;
        for ready in watched.iter().filter(|w| w.ready != 0) {
            let pair = [i64::from(ready.fd), i64::from(ready.ready)].map(Value::small_int_unchecked);
            let pair = vm.new_tuple(&pair)?;
            push(vm, list, pair)?;
        }
        Ok(list.value())
    };
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "select",
    doc: "This module supports asynchronous I/O on multiple file descriptors.",
    functions: FUNCTIONS,
    init,
};

fn init(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    let numbers = [
        ("POLLIN", libc::POLLIN),
        ("POLLPRI", libc::POLLPRI),
        ("POLLOUT", libc::POLLOUT),
        ("POLLERR", libc::POLLERR),
        ("POLLHUP", libc::POLLHUP),
        ("POLLNVAL", libc::POLLNVAL),
    ];
    for (name, number) in numbers {
        add(vm, module, name, Value::small_int_unchecked(i64::from(number)))?;
    }
    let error = vm.types.os_error.value();
    add(vm, module, "error", error)
}

/// A descriptor: an int, or what `fileno()` gives.
pub(super) fn descriptor(vm: &mut Vm, value: Value) -> PyResult<i32> {
    let number = if vm.as_int(&value).is_some() {
        vm.index(value)?
    } else {
        let name = vm.intern("fileno");
        let Some(method) = vm.get_attr_or_none(value, name)? else {
            let message = "argument must be an int, or have a fileno() method.";
            return Err(vm.raise_type_error(message));
        };
        let number = vm.call(method, &[])?;
        if vm.as_int(&number).is_none() {
            return Err(vm.raise_type_error("fileno() returned a non-integer"));
        }
        vm.index(number)?
    };
    match i32::try_from(number) {
        Ok(fd) if fd >= 0 => Ok(fd),
        _ => {
            let message = format!("file descriptor cannot be a negative integer ({number})");
            Err(vm.raise_value_error(message))
        }
    }
}

fn event_mask(vm: &mut Vm, value: Value) -> PyResult<i16> {
    let mask = vm.index(value)?;
    match u16::try_from(mask) {
        Ok(mask) => Ok(mask as i16),
        Err(_) => {
            let message = "Python int too large to convert to C unsigned short";
            Err(vm.raise_str(vm.types.overflow_error, message))
        }
    }
}

fn select(vm: &mut Vm, args: &[Value]) -> PyResult {
    let milliseconds = match args[3] {
        Value::NULL | Value::NONE => -1,
        timeout => {
            let seconds = real(vm, timeout)?;
            if seconds < 0.0 {
                return Err(vm.raise_value_error("timeout must be non-negative"));
            }
            (seconds * 1000.0).ceil().min(f64::from(i32::MAX)) as i32
        }
    };
    let kinds = [libc::POLLIN, libc::POLLOUT, libc::POLLPRI];
    let mut lists: [Option<Gc<List>>; 3] = [None; 3];
    let mut watched = Vec::new();
    for ((list, &given), events) in lists.iter_mut().zip(args).zip(kinds) {
        let items = vm.list_of(given)?;
        for item in items.items() {
            let fd = descriptor(vm, item.get())?;
            watched.push(PollFd { fd, events, ready: 0 });
        }
        *list = Some(items);
    }
    vm.wait_for(&mut watched, milliseconds)?;
    if watched.iter().any(|w| w.ready & libc::POLLNVAL != 0) {
        let error = std::io::Error::from_raw_os_error(libc::EBADF);
        return Err(vm.raise_os_error(&error, None));
    }
    let mut answers = watched.iter();
    let mut found = [Value::NONE; 3];
    for ((found, list), events) in found.iter_mut().zip(lists).zip(kinds) {
        let ready = vm.new_list(&[])?;
        // The end of a stream is something to read; an error shows when it is written.
        let wanted = events | if events == libc::POLLPRI { 0 } else { libc::POLLHUP | libc::POLLERR };
        let items = list.iter().flat_map(|l| l.items());
        for (item, answer) in items.zip(answers.by_ref()) {
            if answer.ready & wanted != 0 {
                push(vm, ready, item.get())?;
            }
        }
        *found = ready.value();
    }
    vm.new_tuple(&found)
}
