//! How functions and methods of the engine are pickled: by their name, or as `getattr(receiver, name)`.
//!
//! ```text
//! len              ─► "len"                       "".join     ─► (getattr, ("", "join"))
//! obj.m            ─► (getattr, (obj, "m")), for methods of Python as well
//! str.upper        ─► (getattr, (str, "upper"))   [].__len__  ─► (getattr, ([], "__len__"))
//! ```

use super::{add_methods, natives};
use crate::objects::{BoundMethod, Kind, Native};
use crate::value::{PyResult, Value};
use crate::vm::Vm;

natives! { REDUCE: "__reduce__" "(self, /)" reduce; }

pub(super) fn install(vm: &mut Vm) {
    let t = vm.types;
    for class in [t.native, t.bound_method, t.method_wrapper, t.method_descriptor, t.wrapper_descriptor] {
        add_methods(vm, class, REDUCE);
    }
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (owner, native) = match args[0].downcast::<BoundMethod>() {
        Some(method) => (method.receiver.get(), method.function.get()),
        None => (args[0].downcast::<Native>().map_or(Value::NULL, |n| n.owner()), args[0]),
    };
    let name = match native.downcast::<Native>() {
        Some(native) => vm.new_str(native.def().name)?,
        None => {
            let name = vm.intern("__name__");
            vm.get_attr(native, name)?
        }
    };
    if owner.is_null() || owner.is_kind(Kind::Module) {
        return Ok(name);
    }
    let getattr = vm.builtin_named("getattr")?;
    let args = vm.new_tuple(&[owner, name])?;
    vm.new_tuple(&[getattr, args])
}

impl Vm {
    /// A function of the builtins of the code that runs.
    ///
    /// # Errors
    /// `AttributeError` where the program removed it.
    pub(crate) fn builtin_named(&mut self, name: &str) -> PyResult {
        let key = self.intern(name);
        let builtins = self.running_builtins();
        let found = self.name_in(builtins, key)?;
        found.ok_or(crate::value::Raised).map_err(|_| self.raise_str(self.types.attribute_error, name))
    }
}
