//! `_csv`: reading and writing tables as text, the native half of the module `csv`.

mod dialect;
mod reader;
mod writer;

use super::slots::publish;
use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::types::type_flags;
use crate::objects::{Dict, Kind};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::held::Held;
use crate::vm::native_type::TypeSpec;
use std::rc::Rc;

static ERROR: TypeSpec = TypeSpec {
    base: Some(|vm| vm.types.exception),
    flags: type_flags::BASE | type_flags::HAS_DICT,
    ..TypeSpec::new("_csv", "Error", Kind::Exception)
};

natives! { FUNCTIONS:
    "reader" "(iterable, /, dialect='excel', **fmtparams)" reader::reader;
    "writer" "(fileobj, /, dialect='excel', **fmtparams)" writer::writer;
    "list_dialects" "()" |vm, _| {
        let known = dialects(vm)?;
        vm.list_of(known.value()).map(Gc::value)
    };
    "get_dialect" "(name)" |vm, args| dialect::find(vm, args[0]);
    "register_dialect" "(name, /, dialect='excel', **fmtparams)" |vm, args| {
        if !args[0].is_kind(Kind::Str) {
            return Err(vm.raise_type_error("dialect name must be a string"));
        }
        let rules = dialect::read(vm, args[1], args[2])?;
        let made = vm.new_state(&dialect::DIALECT, Some(Rc::new(rules)), &[]);
        let known = dialects(vm)?;
        vm.dict_set(known, args[0], made)?;
        Ok(Value::NONE)
    };
    "unregister_dialect" "(name)" |vm, args| {
        let known = dialects(vm)?;
        match vm.dict_remove(known, args[0])? {
            Some(_) => Ok(Value::NONE),
            None => Err(raise(vm, "unknown dialect")),
        }
    };
    "field_size_limit" "(new_limit=None)" |vm, args| {
        let old = field_limit(vm);
        if let Some(new) = args[0].non_null() {
            if vm.type_of(new) != vm.types.int {
                return Err(vm.raise_type_error("limit must be an integer"));
            }
            let limit = vm.index(new)?;
            let limit = vm.new_int(limit);
            vm.hold(Held::CsvLimit, limit);
        }
        Ok(vm.new_int(old))
    };
}

static QUOTING: &[&str] =
    &["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "QUOTE_STRINGS", "QUOTE_NOTNULL"];

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_csv",
    doc: "CSV parsing and writing.\n",
    functions: FUNCTIONS,
    init: |vm, module| {
        for (i, name) in QUOTING.iter().enumerate() {
            add(vm, module, name, Value::small_int_unchecked(i as i64))?;
        }
        publish(vm, module, &ERROR)?;
        publish(vm, module, &dialect::DIALECT)?;
        for (name, spec) in [("Reader", &reader::READER), ("Writer", &writer::WRITER)] {
            let class = vm.native_type(spec);
            add(vm, module, name, class.value())?;
        }
        let known = dialects(vm)?;
        add(vm, module, "_dialects", known.value())
    },
};

/// The registered dialects, by name.
fn dialects(vm: &mut Vm) -> PyResult<Gc<Dict>> {
    if vm.held(Held::CsvDialects).is_null() {
        let dict = vm.new_dict().value();
        vm.hold(Held::CsvDialects, dict);
    }
    let known = vm.held(Held::CsvDialects);
    vm.expect(known, "dict")
}

/// The most characters that a field may have.
fn field_limit(vm: &Vm) -> i64 {
    vm.held(Held::CsvLimit).as_small_int().unwrap_or(128 * 1024)
}

#[cold]
fn raise(vm: &mut Vm, message: &str) -> Raised {
    let class = vm.native_type(&ERROR);
    vm.raise_str(class, message)
}
