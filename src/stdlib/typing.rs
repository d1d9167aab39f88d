//! `_typing`: the classes of type parameters, aliases and unions, for the module `typing`.

use super::{ModuleSpec, add};
use crate::builtins::natives;

natives! { FUNCTIONS: "_idfunc" "(x, /)" |_, args| Ok(args[0]); }

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_typing",
    doc: "Primitives and accelerators for the typing module.\n",
    functions: FUNCTIONS,
    init: |vm, module| {
        let t = vm.types;
        for class in [
            t.type_var,
            t.param_spec,
            t.param_spec_args,
            t.param_spec_kwargs,
            t.type_var_tuple,
            t.type_alias,
            t.generic,
            t.union,
        ] {
            let name = class.name();
            add(vm, module, name.as_str().unwrap_or_default(), class.value())?;
        }
        let no_default = vm.no_default;
        add(vm, module, "NoDefault", no_default)
    },
};
