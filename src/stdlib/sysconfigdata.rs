//! `_sysconfigdata_…`: how the interpreter was built, for `sysconfig`.
//!
//! There is no C compiler in its making, and no headers: what tools read to name files, to choose packages and to know
//! the machine is here, flags for compiling extensions are empty. One more variable is one more row.

use super::{ModuleSpec, add};
use crate::value::Value;

/// A variable's value.
enum Variable {
    Text(&'static str),
    Number(i64),
    /// The machine's name between two texts.
    Machine(&'static str, &'static str),
}

use Variable::{Machine, Number, Text};

static VARIABLES: &[(&str, Variable)] = &[
    ("VERSION", Text("3.14")),
    ("LDVERSION", Text("3.14")),
    ("ABIFLAGS", Text("")),
    ("MULTIARCH", Machine("", "")),
    ("SOABI", Machine("cpython-314-", "")),
    ("EXT_SUFFIX", Machine(".cpython-314-", ".so")),
    ("SHLIB_SUFFIX", Text(".so")),
    ("EXE", Text("")),
    ("MACHDEP", Text("linux")),
    ("prefix", Text("/usr/local")),
    ("exec_prefix", Text("/usr/local")),
    ("PLATLIBDIR", Text("lib")),
    ("CC", Text("cc")),
    ("CXX", Text("c++")),
    ("AR", Text("ar")),
    ("CFLAGS", Text("")),
    ("OPT", Text("")),
    ("CPPFLAGS", Text("")),
    ("LDFLAGS", Text("")),
    ("LDSHARED", Text("cc -shared")),
    ("CONFIG_ARGS", Text("")),
    ("Py_DEBUG", Number(0)),
    ("Py_GIL_DISABLED", Number(0)),
    ("Py_ENABLE_SHARED", Number(0)),
    ("Py_TRACE_REFS", Number(0)),
    ("WITH_DOC_STRINGS", Number(0)),
    ("SIZEOF_VOID_P", Number(8)),
    ("SIZEOF_SIZE_T", Number(8)),
    ("SIZEOF_LONG", Number(8)),
    ("SIZEOF_LONG_LONG", Number(8)),
    ("SIZEOF_INT", Number(4)),
    ("SIZEOF_SHORT", Number(2)),
    ("SIZEOF_FLOAT", Number(4)),
    ("SIZEOF_DOUBLE", Number(8)),
    ("SIZEOF_TIME_T", Number(8)),
];

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    // As `sys.implementation._multiarch` says.
    name: if cfg!(target_arch = "aarch64") {
        "_sysconfigdata__linux_aarch64-linux-gnu"
    } else {
        "_sysconfigdata__linux_x86_64-linux-gnu"
    },
    doc: "",
    functions: &[],
    init: |vm, module| {
        let variables = vm.new_dict();
        for (name, variable) in VARIABLES {
            let name = vm.intern(*name);
            let value = match variable {
                Text(text) => vm.intern(*text).value(),
                Machine(before, behind) => {
                    let machine = std::env::consts::ARCH;
                    vm.intern(format!("{before}{machine}-linux-gnu{behind}").as_str()).value()
                }
                Number(number) => Value::small_int_unchecked(*number),
            };
            vm.dict_set(variables, name.value(), value)?;
        }
        add(vm, module, "build_time_vars", variables.value())
    },
};
