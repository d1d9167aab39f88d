//! `Unpickler`: its settings, its memo, and where it reads from.

use super::load::Loading;
use super::pickler::overridden;
use super::{flag, memo, unpickling_error};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::getset::GetSetDef;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{Bytes, Dict, Kind, List, Str};
use crate::stdlib::class::state_methods;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;

pub(super) static UNPICKLER: TypeSpec = TypeSpec {
    doc: "This takes a binary file for reading a pickle data stream.\n",
    flags: type_flags::BASE | type_flags::HAS_DICT,
    static_methods: NEW,
    methods: METHODS,
    getset: FIELDS,
    ..TypeSpec::new("_pickle", "Unpickler", Kind::State)
};

const READ: usize = 0;
const READLINE: usize = 1;
pub(super) const MEMO: usize = 2;
const ENCODING: usize = 3;
const ERRORS: usize = 4;
const BUFFERS: usize = 5;
const FIX_IMPORTS: usize = 6;
const IN_USE: usize = 7;
const PROTOCOL: usize = 8;
const FIELD_COUNT: usize = 9;

natives! { NEW: "__new__" "(cls, *args, **kwargs)" |vm, args| {
    let class = vm.state_class(&UNPICKLER, args[0])?;
    let mut fields = [Value::NULL; FIELD_COUNT];
    fields[MEMO] = vm.new_list(&[])?.value();
    fields[IN_USE] = Value::FALSE;
    fields[PROTOCOL] = Value::small_int_unchecked(0);
    Ok(vm.new_state_of(class, &UNPICKLER, None, &fields))
}; }

state_methods! { METHODS: UNPICKLER;
    "__init__" "(self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())" |vm, state, args| {
        let source = Source::of_file(vm, args[1])?;
        let settings = Settings::read(vm, &args[2..6])?;
        let memo = vm.new_list(&[])?.value();
        let fields = [
            (READ, source.read),
            (READLINE, source.readline),
            (MEMO, memo),
            (ENCODING, settings.encoding.value()),
            (ERRORS, settings.errors.value()),
            (BUFFERS, settings.buffers),
            (FIX_IMPORTS, Value::from_bool(settings.fix_imports)),
        ];
        for (field, value) in fields {
            State::set(state, &mut vm.heap, field, value);
        }
        Ok(Value::NONE)
    };
    "load" "(self, /)" |vm, state, _| {
        if state.get(READ).is_null() {
            let class = vm.type_name(state.value());
            let message = format!("Unpickler.__init__() was not called by {class}.__init__()");
            return Err(unpickling_error(vm, &message));
        }
        check_idle(vm, state)?;
        let mut loading = begin(vm, state)?;
        State::set(state, &mut vm.heap, IN_USE, Value::TRUE);
        let loaded = loading.load(vm);
        State::set(state, &mut vm.heap, IN_USE, Value::FALSE);
        let protocol = Value::small_int_unchecked(i64::from(loading.protocol));
        State::set(state, &mut vm.heap, PROTOCOL, protocol);
        loaded
    };
    "find_class" "(self, module_name, global_name, /)" |vm, state, args| {
        let [module, name] = [args[1], args[2]].map(|text| vm.expect::<Str>(text, "str"));
        let fix_imports = state.get(FIX_IMPORTS) == Value::TRUE;
        let protocol = state.get(PROTOCOL).as_small_int().unwrap_or(0);
        super::load::find_class(vm, module?, name?, protocol as u8, fix_imports)
    };
    "persistent_load" "(self, pid, /)" |vm, _, _| Err(raise_persistent(vm));
    "__sizeof__" "(self, /)" |vm, state, _| {
        let size = vm.heap.cell_size(state.as_ptr());
        Ok(vm.new_int(size as i64))
    };
}

static FIELDS: &[GetSetDef] =
    &[GetSetDef::settable("memo", |vm, object| Ok(memo::of_unpickler(vm, object)), memo::set_unpickler)];

pub(super) fn raise_persistent(vm: &mut Vm) -> crate::value::Raised {
    let message =
        "A load persistent id instruction was encountered, but no persistent_load function was specified.";
    unpickling_error(vm, message)
}

/// # Errors
/// `RuntimeError` while the unpickler reads.
pub(super) fn check_idle(vm: &mut Vm, state: Gc<State>) -> PyResult<()> {
    if state.get(IN_USE) == Value::TRUE {
        return Err(vm.raise_str(vm.types.runtime_error, "Unpickler object is already used"));
    }
    Ok(())
}

/// The protocol of what is being read becomes known to `find_class`.
pub(super) fn note_protocol(vm: &mut Vm, state: Gc<State>, protocol: u8) {
    State::set(state, &mut vm.heap, PROTOCOL, Value::small_int_unchecked(i64::from(protocol)));
}

/// The methods of a file.
struct Source {
    read: Value,
    readline: Value,
}

impl Source {
    fn of_file(vm: &mut Vm, file: Value) -> PyResult<Source> {
        let [read, readline] = ["read", "readline"].map(|name| vm.intern(name));
        let found = [vm.get_attr_or_none(file, read)?, vm.get_attr_or_none(file, readline)?];
        match found {
            [Some(read), Some(readline)] => Ok(Source { read, readline }),
            _ => Err(vm.raise_type_error("file must have 'read' and 'readline' attributes")),
        }
    }
}

/// How values are read.
pub(super) struct Settings {
    pub(super) fix_imports: bool,
    /// How strings of Python 2 are decoded.
    pub(super) encoding: Gc<Str>,
    pub(super) errors: Gc<Str>,
    /// An iterator over buffers that are not in the pickle, or None.
    pub(super) buffers: Value,
}

impl Settings {
    /// Of the arguments `fix_imports`, `encoding`, `errors` and `buffers`.
    fn read(vm: &mut Vm, args: &[Value]) -> PyResult<Settings> {
        let fix_imports = flag(vm, args[0], true)?;
        let mut text = |value: Value, default: &str| match value.non_null() {
            None => Ok(vm.intern(default)),
            Some(value) => vm.expect::<Str>(value, "str"),
        };
        let (encoding, errors) = (text(args[1], "ASCII")?, text(args[2], "strict")?);
        let buffers = match args[3].non_null().filter(|b| !b.is_none()) {
            None => Value::NONE,
            Some(buffers) => vm.iter(buffers)?,
        };
        Ok(Settings { fix_imports, encoding, errors, buffers })
    }
}

/// Reads from bytes.
pub(super) fn of_bytes(vm: &mut Vm, data: Gc<Bytes>, args: &[Value]) -> PyResult<Loading> {
    let settings = Settings::read(vm, args)?;
    let memo = vm.new_list(&[])?;
    Ok(Loading::new(vm, settings, memo, data, None))
}

/// Reads from a file.
pub(super) fn of_file(vm: &mut Vm, file: Value, args: &[Value]) -> PyResult<Loading> {
    let source = Source::of_file(vm, file)?;
    let settings = Settings::read(vm, args)?;
    let memo = vm.new_list(&[])?;
    let nothing = vm.new_bytes(b"")?;
    let nothing = vm.expect(nothing, "bytes")?;
    Ok(Loading::new(vm, settings, memo, nothing, Some((source.read, source.readline))))
}

/// An unpickler begins to read.
fn begin(vm: &mut Vm, state: Gc<State>) -> PyResult<Loading> {
    let this = state.value();
    let [persistent_load, find_class] = ["persistent_load", "find_class"].map(|name| vm.intern(name));
    let persistent_load = overridden(vm, this, &UNPICKLER, persistent_load)?;
    let find_class = overridden(vm, this, &UNPICKLER, find_class)?;
    let settings = Settings {
        fix_imports: state.get(FIX_IMPORTS) == Value::TRUE,
        encoding: vm.expect(state.get(ENCODING), "str")?,
        errors: vm.expect(state.get(ERRORS), "str")?,
        buffers: state.get(BUFFERS),
    };
    let memo = vm.expect::<List>(state.get(MEMO), "list")?;
    let nothing = vm.new_bytes(b"")?;
    let nothing = vm.expect(nothing, "bytes")?;
    let source = (state.get(READ), state.get(READLINE));
    let mut loading = Loading::new(vm, settings, memo, nothing, Some(source));
    loading.owner = Some(state);
    loading.persistent_load = persistent_load;
    loading.find_class = find_class;
    Ok(loading)
}

/// The memo of an unpickler as a dict.
pub(super) fn memo_dict(vm: &mut Vm, state: Gc<State>) -> PyResult<Gc<Dict>> {
    let memo = vm.expect::<List>(state.get(MEMO), "list")?;
    let dict = vm.new_dict();
    let mut at = 0;
    while let Some(value) = memo.get(at) {
        if !value.is_null() {
            vm.dict_set(dict, Value::small_int_unchecked(at as i64), value)?;
        }
        at += 1;
    }
    Ok(dict)
}
