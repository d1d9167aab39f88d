//! `Pickler`: its settings, its memo, and where it writes to.
//!
//! ```text
//! PROTO 5 [FRAME length]( opcodes … )[FRAME length]( … ) header large payload [FRAME length]( … STOP)
//! ```
//!
//! While it writes, the settings and the memo are out of the object, in a [`Pickling`]: whoever asks for them then hears
//! that the pickler is in use.

use super::opcodes as op;
use super::{flag, memo, pickling_error};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::getset::GetSetDef;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{BoundMethod, Kind, List, Str};
use crate::stdlib::class::state_methods;
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// A frame that is at least so long is ended.
const FRAME_TARGET: usize = 64 << 10;
/// A frame shorter than that is written without its header.
const FRAME_LEAST: usize = 4;
/// The opcode and the length.
const FRAME_HEADER: usize = 9;

pub(super) static PICKLER: TypeSpec = TypeSpec {
    doc: "This takes a binary file for writing a pickle data stream.\n",
    flags: type_flags::BASE | type_flags::HAS_DICT,
    static_methods: NEW,
    methods: METHODS,
    getset: FIELDS,
    ..TypeSpec::new("_pickle", "Pickler", Kind::State)
};

const WRITE: usize = 0;
pub(super) const KEPT: usize = 1;
const DISPATCH_TABLE: usize = 2;
const BUFFER_CALLBACK: usize = 3;

natives! { NEW: "__new__" "(cls, *args, **kwargs)" |vm, args| {
    let class = vm.state_class(&PICKLER, args[0])?;
    let kept = vm.new_list(&[])?.value();
    let idle = RefCell::new(Some(Settings::default()));
    Ok(vm.new_state_of(class, &PICKLER, Some(Rc::new(idle)), &[Value::NULL, kept, Value::NULL, Value::NONE]))
}; }

state_methods! { METHODS: PICKLER;
    "__init__" "(self, file, protocol=None, fix_imports=True, buffer_callback=None)" |vm, state, args| {
        let settings = Settings::read(vm, &args[2..5])?;
        let write = write_of(vm, args[1])?;
        State::set(state, &mut vm.heap, WRITE, write);
        State::set(state, &mut vm.heap, BUFFER_CALLBACK, args[4].non_null().unwrap_or(Value::NONE));
        let kept = vm.new_list(&[])?.value();
        State::set(state, &mut vm.heap, KEPT, kept);
        let name = vm.intern("dispatch_table");
        let table = vm.get_attr_or_none(state.value(), name)?.unwrap_or(Value::NULL);
        State::set(state, &mut vm.heap, DISPATCH_TABLE, table);
        state.owned::<Idle>().replace(Some(settings));
        Ok(Value::NONE)
    };
    "dump" "(self, obj, /)" |vm, state, args| {
        if state.get(WRITE).is_null() {
            let class = vm.type_name(state.value());
            return Err(pickling_error(vm, &format!("Pickler.__init__() was not called by {class}.__init__()")));
        }
        let mut pickling = begin(vm, state)?;
        let done = pickling.dump(vm, args[1]);
        state.owned::<Idle>().replace(Some(pickling.settings));
        done.map(|()| Value::NONE)
    };
    "clear_memo" "(self, /)" |vm, state, _| {
        clear(vm, state)?;
        Ok(Value::NONE)
    };
    "persistent_id" "(self, obj, /)" |_, _, _| Ok(Value::NONE);
    "__sizeof__" "(self, /)" |vm, state, _| {
        let size = vm.heap.cell_size(state.as_ptr());
        let memo = with(vm, state, |settings| settings.memo.capacity() * 12)?;
        Ok(vm.new_int((size + memo) as i64))
    };
}

static FIELDS: &[GetSetDef] = &[
    GetSetDef::settable("memo", |vm, object| Ok(memo::of_pickler(vm, object)), memo::set_pickler),
    GetSetDef::settable(
        "bin",
        |vm, object| number(vm, object, "bin", |s| i64::from(s.binary)),
        |vm, object, new| set_flag(vm, object, "bin", new, |s, on| s.binary = on),
    ),
    GetSetDef::settable(
        "fast",
        |vm, object| number(vm, object, "fast", |s| i64::from(s.fast)),
        |vm, object, new| set_flag(vm, object, "fast", new, |s, on| s.fast = on),
    ),
    GetSetDef::settable(
        "dispatch_table",
        |vm, object| {
            let state = vm.state_of(&PICKLER, object, "dispatch_table")?;
            match state.get(DISPATCH_TABLE).non_null() {
                Some(table) => Ok(table),
                None => {
                    let name = vm.intern("dispatch_table");
                    Err(vm.raise_no_attr(object, name))
                }
            }
        },
        |vm, object, new| {
            let state = vm.state_of(&PICKLER, object, "dispatch_table")?;
            State::set(state, &mut vm.heap, DISPATCH_TABLE, new.unwrap_or(Value::NULL));
            Ok(())
        },
    ),
];

fn number(vm: &mut Vm, object: Value, name: &str, get: fn(&Settings) -> i64) -> PyResult {
    let state = vm.state_of(&PICKLER, object, name)?;
    let number = with(vm, state, |settings| get(settings))?;
    Ok(vm.new_int(number))
}

fn set_flag(
    vm: &mut Vm,
    object: Value,
    name: &str,
    new: Option<Value>,
    set: fn(&mut Settings, bool),
) -> PyResult<()> {
    let state = vm.state_of(&PICKLER, object, name)?;
    let Some(new) = new else {
        return Err(vm.raise_type_error("can't delete numeric/char attribute"));
    };
    let on = vm.index(new)? != 0;
    with(vm, state, |settings| set(settings, on))
}

/// What an idle pickler owns; nothing while it writes.
type Idle = RefCell<Option<Settings>>;

/// How values are written.
#[derive(Default, Debug)]
pub(super) struct Settings {
    pub(super) protocol: u8,
    /// Opcodes are binary ones: from protocol 1 on.
    pub(super) binary: bool,
    /// Nothing is remembered.
    pub(super) fast: bool,
    /// Names of Python 2 are written, for protocols that it knows.
    pub(super) fix_imports: bool,
    /// The numbers of the values that were written, by identity; the list `KEPT` keeps them alive.
    pub(super) memo: HashMap<u64, u32, foldhash::fast::FixedState>,
}

impl Settings {
    /// Of the arguments `protocol`, `fix_imports` and `buffer_callback`.
    fn read(vm: &mut Vm, args: &[Value]) -> PyResult<Settings> {
        let given = args[0].non_null().filter(|p| !p.is_none());
        let protocol = match given {
            None => op::HIGHEST,
            Some(protocol) => vm.index(protocol)?,
        };
        if protocol > op::HIGHEST {
            return Err(vm.raise_value_error(format!("pickle protocol must be <= {}", op::HIGHEST)));
        }
        let protocol = if protocol < 0 { op::HIGHEST } else { protocol } as u8;
        let fix_imports = flag(vm, args[1], true)? && protocol < 3;
        if args[2].non_null().is_some_and(|callback| !callback.is_none()) && protocol < 5 {
            return Err(vm.raise_value_error("buffer_callback needs protocol >= 5"));
        }
        Ok(Settings { protocol, binary: protocol > 0, fix_imports, ..Settings::default() })
    }
}

#[cold]
fn raise_in_use(vm: &mut Vm) -> Raised {
    vm.raise_str(vm.types.runtime_error, "Pickler object is already used")
}

/// Does something with the settings of an idle pickler.
///
/// # Errors
/// `RuntimeError` while it writes.
pub(super) fn with<R>(vm: &mut Vm, state: Gc<State>, work: impl FnOnce(&mut Settings) -> R) -> PyResult<R> {
    match state.owned::<Idle>().borrow_mut().as_mut() {
        Some(settings) => Ok(work(settings)),
        None => Err(raise_in_use(vm)),
    }
}

/// Forgets what was written.
pub(super) fn clear(vm: &mut Vm, state: Gc<State>) -> PyResult<()> {
    with(vm, state, |settings| settings.memo.clear())?;
    let kept = vm.new_list(&[])?.value();
    State::set(state, &mut vm.heap, KEPT, kept);
    Ok(())
}

fn write_of(vm: &mut Vm, file: Value) -> PyResult {
    let name = vm.intern("write");
    match vm.get_attr_or_none(file, name)? {
        Some(write) => Ok(write),
        None => Err(vm.raise_type_error("file must have a 'write' attribute")),
    }
}

/// Values being written.
pub(super) struct Pickling {
    pub(super) settings: Settings,
    pub(super) kept: Gc<List>,
    /// What is not with the file yet.
    pub(super) out: Vec<u8>,
    /// Where in `out` the header of the frame stands that is being filled.
    frame: Option<usize>,
    framing: bool,
    /// The method `write` of the file; `None` in memory.
    write: Option<Value>,
    /// `persistent_id`, if it is not ours.
    pub(super) persistent_id: Option<Value>,
    pub(super) reducer_override: Option<Value>,
    /// What is asked whether a buffer shall be in the pickle.
    pub(super) buffer_callback: Option<Value>,
    /// The pickler's own, or that of `copyreg`.
    pub(super) dispatch_table: Value,
    /// Containers open in fast mode, and the innermost ones once they are many.
    pub(super) depth: usize,
    pub(super) open: HashSet<u64>,
}

impl Pickling {
    fn new(vm: &mut Vm, kept: Gc<List>, write: Option<Value>, buffer_callback: Value) -> PyResult<Pickling> {
        let dispatch_table = vm.import_attr("copyreg", "dispatch_table")?;
        Ok(Pickling {
            settings: Settings::default(),
            kept,
            out: Vec::new(),
            frame: None,
            framing: false,
            write,
            persistent_id: None,
            reducer_override: None,
            buffer_callback: buffer_callback.non_null().filter(|callback| !callback.is_none()),
            dispatch_table,
            depth: 0,
            open: HashSet::new(),
        })
    }

    /// Writes a whole pickle.
    ///
    /// # Errors
    /// What reducing raises, `PicklingError`, and what the file raises.
    pub(super) fn dump(&mut self, vm: &mut Vm, object: Value) -> PyResult<()> {
        if self.settings.protocol >= 2 {
            self.out.extend([op::PROTO, self.settings.protocol]);
        }
        self.framing = self.settings.protocol >= 4;
        self.save(vm, object)?;
        self.op(op::STOP);
        self.end_frame();
        self.framing = false;
        self.flush(vm)
    }

    /// All that was written in memory.
    pub(super) fn written(&self) -> &[u8] {
        &self.out
    }

    #[inline]
    pub(super) fn op(&mut self, code: u8) {
        self.put(&[code]);
    }

    #[inline]
    pub(super) fn put(&mut self, bytes: &[u8]) {
        if self.framing && self.frame.is_none() {
            self.frame = Some(self.out.len());
            self.out.extend([0; FRAME_HEADER]);
        }
        self.out.extend_from_slice(bytes);
    }

    /// Between two values: a long frame is ended, and brought to the file.
    #[inline]
    pub(super) fn boundary(&mut self, vm: &mut Vm) -> PyResult<()> {
        match self.frame {
            Some(start) if self.out.len() - start >= FRAME_TARGET + FRAME_HEADER => {
                self.end_frame();
                self.flush(vm)
            }
            _ => Ok(()),
        }
    }

    fn end_frame(&mut self) {
        let Some(start) = self.frame.take() else { return };
        let body = start + FRAME_HEADER;
        let length = self.out.len() - body;
        if length >= FRAME_LEAST {
            self.out[start] = op::FRAME;
            self.out[start + 1..body].copy_from_slice(&(length as u64).to_le_bytes());
        } else {
            self.out.drain(start..body);
        }
    }

    fn flush(&mut self, vm: &mut Vm) -> PyResult<()> {
        let Some(write) = self.write else { return Ok(()) };
        if self.out.is_empty() {
            return Ok(());
        }
        let bytes = vm.new_bytes(&self.out)?;
        self.out.clear();
        vm.call(write, &[bytes]).map(|_| ())
    }

    /// A header and what it announces. Large ones stand outside of frames, and are handed to the file as they are.
    pub(super) fn put_payload(
        &mut self,
        vm: &mut Vm,
        header: &[u8],
        payload: &[u8],
        object: Option<Value>,
    ) -> PyResult<()> {
        if payload.len() < FRAME_TARGET {
            self.put(header);
            self.out.extend_from_slice(payload);
            return Ok(());
        }
        self.end_frame();
        self.out.extend_from_slice(header);
        let Some(write) = self.write else {
            vm.reserve(&mut self.out, payload.len())?;
            self.out.extend_from_slice(payload);
            return Ok(());
        };
        self.flush(vm)?;
        let object = match object {
            Some(object) => object,
            None => vm.new_bytes(payload)?,
        };
        vm.call(write, &[object]).map(|_| ())
    }

    /// The number of a value that was written before.
    #[inline]
    pub(super) fn known(&self, value: Value) -> Option<u32> {
        self.settings.memo.get(&value.bits()).copied()
    }

    /// Remembers a value that was just written.
    pub(super) fn memoize(&mut self, vm: &mut Vm, value: Value) -> PyResult<()> {
        if self.settings.fast {
            return Ok(());
        }
        let number = self.kept.len() as u32;
        let kept = List::push(self.kept, &mut vm.heap, value);
        vm.check(kept)?;
        self.settings.memo.insert(value.bits(), number);
        match number {
            _ if self.settings.protocol >= 4 => self.op(op::MEMOIZE),
            0..=255 if self.settings.binary => self.put(&[op::BINPUT, number as u8]),
            _ if self.settings.binary => self.put_long(op::LONG_BINPUT, number),
            _ => self.put(format!("{}{number}\n", op::PUT as char).as_bytes()),
        }
        Ok(())
    }

    /// Refers to a value that was written before.
    pub(super) fn get(&mut self, number: u32) {
        match number {
            0..=255 if self.settings.binary => self.put(&[op::BINGET, number as u8]),
            _ if self.settings.binary => self.put_long(op::LONG_BINGET, number),
            _ => self.put(format!("{}{number}\n", op::GET as char).as_bytes()),
        }
    }

    /// An opcode with four bytes behind it.
    pub(super) fn put_long(&mut self, code: u8, number: u32) {
        let [a, b, c, d] = number.to_le_bytes();
        self.put(&[code, a, b, c, d]);
    }
}

/// Writes into memory; the arguments are `protocol`, `fix_imports` and `buffer_callback`.
pub(super) fn in_memory(vm: &mut Vm, args: &[Value]) -> PyResult<Pickling> {
    let settings = Settings::read(vm, args)?;
    let kept = vm.new_list(&[])?;
    Ok(Pickling { settings, ..Pickling::new(vm, kept, None, args[2])? })
}

/// Writes into a file.
pub(super) fn to_file(vm: &mut Vm, file: Value, args: &[Value]) -> PyResult<Pickling> {
    let settings = Settings::read(vm, args)?;
    let write = write_of(vm, file)?;
    let kept = vm.new_list(&[])?;
    Ok(Pickling { settings, ..Pickling::new(vm, kept, Some(write), args[2])? })
}

/// A pickler begins to write.
fn begin(vm: &mut Vm, state: Gc<State>) -> PyResult<Pickling> {
    let this = state.value();
    let name = vm.intern("reducer_override");
    let reducer_override = vm.get_attr_or_none(this, name)?;
    let name = vm.intern("persistent_id");
    let persistent_id = overridden(vm, this, &PICKLER, name)?;
    let kept = vm.expect::<List>(state.get(KEPT), "list")?;
    let mut pickling = Pickling::new(vm, kept, Some(state.get(WRITE)), state.get(BUFFER_CALLBACK))?;
    pickling.reducer_override = reducer_override;
    pickling.persistent_id = persistent_id;
    if let Some(table) = state.get(DISPATCH_TABLE).non_null() {
        pickling.dispatch_table = table;
    }
    // Last: whatever fails before leaves the pickler as it was.
    match state.owned::<Idle>().take() {
        Some(settings) => Ok(Pickling { settings, ..pickling }),
        None => Err(raise_in_use(vm)),
    }
}

/// A method of an object, unless it is the one that the native class itself has.
pub(super) fn overridden(
    vm: &mut Vm,
    object: Value,
    spec: &'static TypeSpec,
    name: Gc<Str>,
) -> PyResult<Option<Value>> {
    let native = vm.native_type(spec).own(name);
    let method = vm.get_attr_or_none(object, name)?;
    let bound = method.and_then(|m| m.downcast::<BoundMethod>());
    let is_ours = bound.is_some_and(|m| Some(m.function.get()) == native);
    Ok(method.filter(|_| !is_ours))
}
