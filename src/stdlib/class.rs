//! Objects of native classes over [`State`](crate::objects::state::State): methods and attributes get the state.
//!
//! ```text
//! static PATTERN: TypeSpec = TypeSpec { methods: METHODS, getset: GETTERS, ..TypeSpec::new("re", "Pattern", Kind::State) };
//! vm.new_state(&PATTERN, Some(Rc::new(compiled)), &[source])        an object: owned data, and values it refers to
//! state_methods! { METHODS: PATTERN; "match" "(self, /, string)" |vm, state, args| … ; }
//! state_getters! { GETTERS: PATTERN; "flags" |vm, state| … ; }
//! ```

use crate::heap::Gc;
use crate::objects::Type;
use crate::objects::state::State;
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use std::any::Any;
use std::rc::Rc;

/// Declares methods of a native class; the code gets the receiver's state.
macro_rules! state_methods {
    ($table:ident: $class:ident; $($name:literal $signature:literal $code:expr $(, positional $quick:expr)?;)*) => {
        crate::builtins::natives! { $table: $($name $signature |vm, args| {
            let code: fn(&mut crate::vm::Vm, crate::heap::Gc<crate::objects::state::State>, &[crate::value::Value]) -> crate::value::PyResult = $code;
            let state = vm.state_of(&$class, args[0], $name)?;
            code(vm, state, args)
        } $(, positional $quick)?;)* }
    };
}
pub(crate) use state_methods;

/// Declares read-only attributes of a native class; the code gets the object's state.
macro_rules! state_getters {
    ($table:ident: $class:ident; $($name:literal $code:expr;)*) => {
        static $table: &[crate::objects::getset::GetSetDef] = &[$(
            crate::objects::getset::GetSetDef::new($name, |vm, object| {
                let code: fn(&mut crate::vm::Vm, crate::heap::Gc<crate::objects::state::State>) -> crate::value::PyResult = $code;
                let state = vm.state_of(&$class, object, $name)?;
                code(vm, state)
            }),
        )*];
    };
}
pub(crate) use state_getters;

impl Vm {
    /// An object of a native class.
    pub(crate) fn new_state(
        &mut self,
        spec: &'static TypeSpec,
        owned: Option<Rc<dyn Any>>,
        fields: &[Value],
    ) -> Value {
        let class = self.native_type(spec);
        self.new_state_of(class, spec, owned, fields)
    }

    /// An object of a class derived from a native one: what `__new__` makes.
    pub(crate) fn new_state_of(
        &mut self,
        class: Gc<Type>,
        spec: &'static TypeSpec,
        owned: Option<Rc<dyn Any>>,
        fields: &[Value],
    ) -> Value {
        let shape = self.shape_for(class);
        let state = State::new(&mut self.heap, shape, spec, owned, fields);
        self.made_of(class, state).value()
    }

    /// The class that `__new__` was asked for: `spec`'s own or one derived from it.
    ///
    /// # Errors
    /// `TypeError`.
    pub(crate) fn state_class(&mut self, spec: &'static TypeSpec, class: Value) -> PyResult<Gc<Type>> {
        let own = self.native_type(spec);
        self.class_for_new(class, own)
    }

    /// The state of a method's receiver.
    ///
    /// # Errors
    /// `TypeError` for an object of another class.
    #[inline]
    pub(crate) fn state_of(
        &mut self,
        spec: &'static TypeSpec,
        object: Value,
        method: &str,
    ) -> PyResult<Gc<State>> {
        match State::of(object, spec) {
            Some(state) => Ok(state),
            None => Err(self.raise_not_for(spec, object, method)),
        }
    }

    /// A method or attribute of a native class was asked of an object of another one.
    #[cold]
    pub(crate) fn raise_not_for(&mut self, spec: &'static TypeSpec, object: Value, method: &str) -> Raised {
        let given = self.type_name(object);
        let (module, name) = (spec.module, spec.name);
        self.raise_type_error(format!(
            "descriptor '{method}' for '{module}.{name}' objects doesn't apply to a '{given}' object"
        ))
    }
}
