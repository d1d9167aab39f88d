//! The abstract classes: `_IOBase`, `_RawIOBase`, `_BufferedIOBase`, `_TextIOBase`.

use super::{asks, int, is_closed, method, size_argument, unsupported};
use crate::builtins::natives;
use crate::objects::getset::GetSetDef;
use crate::objects::types::type_flags;
use crate::objects::{ByteArray, Kind, List, Str};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;

const OPEN: u32 = type_flags::BASE | type_flags::HAS_DICT;

natives! { METHODS:
    "seek" "(self, offset, whence=0, /)" |vm, _| Err(unsupported(vm, "seek"));
    "tell" "(self, /)" |vm, args| method(vm, args[0], "seek", &[int(0), int(1)]);
    "truncate" "(self, size=None, /)" |vm, _| Err(unsupported(vm, "truncate"));
    "fileno" "(self, /)" |vm, _| Err(unsupported(vm, "fileno"));
    "flush" "(self, /)" |vm, args| { check_closed(vm, args[0])?; Ok(Value::NONE) };
    "close" "(self, /)" close;
    "seekable" "(self, /)" |_, _| Ok(Value::FALSE);
    "readable" "(self, /)" |_, _| Ok(Value::FALSE);
    "writable" "(self, /)" |_, _| Ok(Value::FALSE);
    "isatty" "(self, /)" |vm, args| { check_closed(vm, args[0])?; Ok(Value::FALSE) };
    "_checkClosed" "(self, msg=None)" |vm, args| { check_closed(vm, args[0])?; Ok(Value::NONE) };
    "_checkSeekable" "(self, msg=None)" |vm, args| check_able(vm, args[0], "seekable", "File or stream is not seekable.");
    "_checkReadable" "(self, msg=None)" |vm, args| check_able(vm, args[0], "readable", "File or stream is not readable.");
    "_checkWritable" "(self, msg=None)" |vm, args| check_able(vm, args[0], "writable", "File or stream is not writable.");
    "readline" "(self, size=-1, /)" read_line;
    "readlines" "(self, hint=-1, /)" read_lines;
    "writelines" "(self, lines, /)" write_lines;
    "__enter__" "(self, /)" |vm, args| { check_closed(vm, args[0])?; Ok(args[0]) };
    "__exit__" "(self, /, *args)" |vm, args| method(vm, args[0], "close", &[]).map(|_| Value::NONE);
    "__iter__" "(self, /)" |vm, args| { check_closed(vm, args[0])?; Ok(args[0]) };
    "__next__" "(self, /)" |vm, args| {
        let line = method(vm, args[0], "readline", &[])?;
        if vm.truth(line)? { Ok(line) } else { Err(vm.end_of_iteration()) }
    };
    "__del__" "(self, /)" finalize;
}

static GETSET: &[GetSetDef] = &[GetSetDef::new("closed", |vm, object| {
    let name = vm.intern("__IOBase_closed");
    Ok(Value::from_bool(vm.get_attr_or_none(object, name)?.is_some()))
})];

/// `_io._IOBase`.
pub(super) static IO_BASE: TypeSpec = TypeSpec {
    flags: OPEN,
    methods: METHODS,
    getset: GETSET,
    doc: "The abstract base class for all I/O classes.",
    ..TypeSpec::new("_io", "_IOBase", Kind::Instance)
};

natives! { RAW_METHODS:
    "read" "(self, size=-1, /)" raw_read;
    "readall" "(self, /)" read_all;
    "readinto" "(self, buffer, /)" |vm, _| Err(unsupported(vm, "readinto"));
    "write" "(self, b, /)" |vm, _| Err(unsupported(vm, "write"));
}

/// `_io._RawIOBase`.
pub(super) static RAW_BASE: TypeSpec = TypeSpec {
    flags: OPEN,
    base: Some(|vm| vm.native_type(&IO_BASE)),
    methods: RAW_METHODS,
    doc: "Base class for raw binary I/O.",
    ..TypeSpec::new("_io", "_RawIOBase", Kind::Instance)
};

natives! { BUFFERED_METHODS:
    "read" "(self, size=-1, /)" |vm, _| Err(unsupported(vm, "read"));
    "read1" "(self, size=-1, /)" |vm, _| Err(unsupported(vm, "read1"));
    "readinto" "(self, buffer, /)" |vm, args| read_into(vm, args[0], args[1], "read");
    "readinto1" "(self, buffer, /)" |vm, args| read_into(vm, args[0], args[1], "read1");
    "write" "(self, b, /)" |vm, _| Err(unsupported(vm, "write"));
    "detach" "(self, /)" |vm, _| Err(unsupported(vm, "detach"));
}

/// `_io._BufferedIOBase`.
pub(super) static BUFFERED_BASE: TypeSpec = TypeSpec {
    flags: OPEN,
    base: Some(|vm| vm.native_type(&IO_BASE)),
    methods: BUFFERED_METHODS,
    doc: "Base class for buffered IO objects.",
    ..TypeSpec::new("_io", "_BufferedIOBase", Kind::Instance)
};

natives! { TEXT_METHODS:
    "read" "(self, size=-1, /)" |vm, _| Err(unsupported(vm, "read"));
    "readline" "(self, size=-1, /)" |vm, _| Err(unsupported(vm, "readline"));
    "write" "(self, s, /)" |vm, _| Err(unsupported(vm, "write"));
    "detach" "(self, /)" |vm, _| Err(unsupported(vm, "detach"));
}

static TEXT_GETSET: &[GetSetDef] = &[
    GetSetDef::new("encoding", |_, _| Ok(Value::NONE)),
    GetSetDef::new("newlines", |_, _| Ok(Value::NONE)),
    GetSetDef::new("errors", |_, _| Ok(Value::NONE)),
];

/// `_io._TextIOBase`.
pub(super) static TEXT_BASE: TypeSpec = TypeSpec {
    flags: OPEN,
    base: Some(|vm| vm.native_type(&IO_BASE)),
    methods: TEXT_METHODS,
    getset: TEXT_GETSET,
    doc: "Base class for text I/O.",
    ..TypeSpec::new("_io", "_TextIOBase", Kind::Instance)
};

/// `ValueError` for a closed stream.
pub(super) fn check_closed(vm: &mut Vm, object: Value) -> PyResult<()> {
    if is_closed(vm, object)? { Err(closed_error(vm)) } else { Ok(()) }
}

#[cold]
pub(super) fn closed_error(vm: &mut Vm) -> Raised {
    vm.raise_value_error("I/O operation on closed file.")
}

fn check_able(vm: &mut Vm, object: Value, question: &str, message: &str) -> PyResult {
    if asks(vm, object, question)? { Ok(Value::NONE) } else { Err(unsupported(vm, message)) }
}

fn close(vm: &mut Vm, args: &[Value]) -> PyResult {
    if is_closed(vm, args[0])? {
        return Ok(Value::NONE);
    }
    let flushed = method(vm, args[0], "flush", &[]);
    let pending = flushed.is_err().then(|| vm.take_raised());
    let name = vm.intern("__IOBase_closed");
    vm.set_attr(args[0], name, Value::TRUE)?;
    match pending {
        Some(exception) => {
            vm.raised = exception;
            Err(Raised)
        }
        None => Ok(Value::NONE),
    }
}

/// A stream that nobody refers to any more is closed; what goes wrong then is nobody's.
fn finalize(vm: &mut Vm, args: &[Value]) -> PyResult {
    let closed = is_closed(vm, args[0])
        .and_then(|closed| if closed { Ok(Value::NONE) } else { method(vm, args[0], "close", &[]) });
    if closed.is_err() {
        vm.raised = Value::NULL;
    }
    Ok(Value::NONE)
}

fn read_line(vm: &mut Vm, args: &[Value]) -> PyResult {
    let limit = size_argument(vm, args[1])?;
    let mut line = Vec::new();
    while limit.is_none_or(|limit| line.len() < limit) {
        let byte = method(vm, args[0], "read", &[int(1)])?;
        let Some(bytes) = vm.bytes_like(byte)? else {
            let class = vm.type_name(byte);
            let message = format!("read() should have returned a bytes object, not '{class}'");
            return Err(vm.raise_str(vm.types.os_error, &message));
        };
        if bytes.as_slice().is_empty() {
            break;
        }
        line.extend_from_slice(bytes.as_slice());
        if line.ends_with(b"\n") {
            break;
        }
    }
    vm.new_bytes(&line)
}

fn read_lines(vm: &mut Vm, args: &[Value]) -> PyResult {
    let hint = size_argument(vm, args[1])?.filter(|&hint| hint > 0);
    let list = vm.new_list(&[])?;
    let mut total = 0;
    let iterator = vm.iter(args[0])?;
    while let Some(line) = vm.next(iterator)? {
        let pushed = List::push(list, &mut vm.heap, line);
        vm.check(pushed)?;
        total += vm.len(line)?;
        if hint.is_some_and(|hint| total >= hint) {
            break;
        }
    }
    Ok(list.value())
}

fn write_lines(vm: &mut Vm, args: &[Value]) -> PyResult {
    check_closed(vm, args[0])?;
    let iterator = vm.iter(args[1])?;
    while let Some(line) = vm.next(iterator)? {
        method(vm, args[0], "write", &[line])?;
    }
    Ok(Value::NONE)
}

fn raw_read(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(size) = size_argument(vm, args[1])? else { return method(vm, args[0], "readall", &[]) };
    let array = new_bytearray(vm, size)?;
    let count = method(vm, args[0], "readinto", &[array])?;
    if count.is_none() {
        return Ok(Value::NONE);
    }
    let count = vm.index(count)?.max(0) as usize;
    let bytes = array.downcast::<ByteArray>().map(|a| a.to_vec()).unwrap_or_default();
    vm.new_bytes(&bytes[..count.min(bytes.len())])
}

/// A bytearray of zeros.
pub(super) fn new_bytearray(vm: &mut Vm, size: usize) -> PyResult {
    let zeros = vm.zeros(size)?;
    let class = vm.types.bytearray;
    let array = vm.alloc_instance(class, ByteArray::empty());
    let filled = ByteArray::splice(array, &mut vm.heap, 0, 0, &zeros);
    vm.check(filled)?;
    Ok(array.value())
}

fn read_all(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut all = Vec::new();
    loop {
        let chunk = method(vm, args[0], "read", &[int(super::buffered::SIZE)])?;
        if chunk.is_none() {
            if all.is_empty() {
                return Ok(Value::NONE);
            }
            break;
        }
        let bytes = vm.need_bytes(chunk)?;
        if bytes.as_slice().is_empty() {
            break;
        }
        all.extend_from_slice(bytes.as_slice());
    }
    vm.new_bytes(&all)
}

fn read_into(vm: &mut Vm, object: Value, buffer: Value, read: &str) -> PyResult {
    let room = vm.len(buffer)?;
    let data = method(vm, object, read, &[int(room)])?;
    let bytes = vm.need_bytes(data)?;
    fill(vm, buffer, bytes.as_slice())?;
    Ok(int(bytes.as_slice().len()))
}

/// Writes into the front of a writable buffer.
pub(super) fn fill(vm: &mut Vm, buffer: Value, bytes: &[u8]) -> PyResult<()> {
    vm.write_contents(buffer, 0, bytes)
}

/// The text of a str argument, or `TypeError`.
pub(super) fn str_argument(vm: &mut Vm, value: Value, what: &str) -> PyResult<crate::heap::Gc<Str>> {
    match value.downcast() {
        Some(text) => Ok(text),
        None => {
            let class = vm.type_name(value);
            Err(vm.raise_type_error(format!("{what} must be str, not {class}")))
        }
    }
}
