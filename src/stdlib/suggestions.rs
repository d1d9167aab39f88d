//! `_suggestions`: the name that was meant, for the module `traceback`.

use super::{ModuleSpec, nothing};
use crate::builtins::natives;
use crate::objects::{List, Str};
use crate::value::Value;
use crate::vm::suggest::closest;

natives! { FUNCTIONS:
    "_generate_suggestions" "(candidates, item, /)" |vm, args| {
        let Some(wrong) = args[1].downcast::<Str>() else {
            let class = vm.type_name(args[1]);
            let message = format!("_generate_suggestions() argument 2 must be str, not {class}");
            return Err(vm.raise_type_error(message));
        };
        let Some(candidates) = args[0].downcast::<List>() else {
            return Err(vm.raise_type_error("candidates must be a list"));
        };
        let mut names = Vec::with_capacity(candidates.len());
        for item in candidates.items() {
            let Some(name) = item.get().downcast::<Str>() else {
                return Err(vm.raise_type_error("all elements in 'candidates' must be strings"));
            };
            // What has no UTF-8 form cannot be compared.
            names.extend(name.as_str().map(str::to_owned));
        }
        let Some(wrong) = wrong.as_str() else { return Ok(Value::NONE) };
        match closest(&names, wrong) {
            Some(meant) => vm.new_str(meant),
            None => Ok(Value::NONE),
        }
    };
}

pub(crate) static MODULE: ModuleSpec =
    ModuleSpec { name: "_suggestions", doc: "", functions: FUNCTIONS, init: nothing };
