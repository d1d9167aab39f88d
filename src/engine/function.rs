//! Rust functions that programs may call.

use super::convert::{FromPython, IntoPython};
use super::object::Error;
use crate::objects::{BoundMethod, Native, Tuple};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native::NativeDef;
use std::rc::Rc;

/// A Rust function with its conversions; the arguments lie in the VM stack during the call.
pub(crate) type HostCall = dyn Fn(&mut Vm, &[Value]) -> PyResult;

/// A closure that a program can call: its parameters are [`FromPython`], its result [`IntoPython`].
///
/// Implemented for closures of up to four parameters that return `Result<R, Error>`.
pub trait HostFunction<Arguments>: Send + 'static {
    /// Calls it with a program's arguments.
    ///
    /// # Errors
    /// `TypeError` for arguments that do not fit, and what the function returns.
    fn call(&self, vm: &mut Vm, arguments: &[Value]) -> PyResult;
}

macro_rules! functions {
    ($(($count:literal $($name:ident $at:literal)*))*) => { $(
        impl<F, R, $($name),*> HostFunction<($($name,)*)> for F
        where
            F: Fn($($name),*) -> Result<R, Error> + Send + 'static,
            R: IntoPython,
            $($name: FromPython,)*
        {
            #[allow(non_snake_case, reason = "the variables are named as their types")]
            fn call(&self, vm: &mut Vm, arguments: &[Value]) -> PyResult {
                if arguments.len() != $count {
                    let given = arguments.len();
                    let message = format!("expected {} arguments, got {given}", $count);
                    return Err(vm.raise_type_error(message));
                }
                $(let $name = $name::from_python(arguments[$at], vm)?;)*
                match self($($name),*) {
                    Ok(result) => result.into_python(vm),
                    Err(error) => Err(error.raise(vm)),
                }
            }
        }
    )* };
}

functions! { (0) (1 A 0) (2 A 0 B 1) (3 A 0 B 1 C 2) (4 A 0 B 1 C 2 D 3) }

/// What every Rust function is behind its number.
static CALL: NativeDef = NativeDef::new("host_function", "(number, /, *arguments)", call);

fn call(vm: &mut Vm, arguments: &[Value]) -> PyResult {
    let number = arguments[0].as_small_int().and_then(|number| usize::try_from(number).ok());
    let Some(function) = number.and_then(|number| vm.embedded.functions.get(number)).cloned() else {
        return Err(vm.raise_str(vm.types.runtime_error, "no such function of the embedding program"));
    };
    let Some(rest) = arguments[1].downcast::<Tuple>() else {
        return Err(vm.raise_type_error("arguments must be a tuple"));
    };
    function(vm, rest.items())
}

impl Vm {
    /// A Python object that calls a Rust function.
    pub(crate) fn new_host_function<A>(&mut self, function: impl HostFunction<A>) -> PyResult {
        self.embedded.functions.push(Rc::new(move |vm, arguments| function.call(vm, arguments)));
        let number = self.new_int(self.embedded.functions.len() as i64 - 1);
        let native = Native::new(&mut self.heap, Value::NULL, &CALL);
        Ok(BoundMethod::new(&mut self.heap, native.value(), number).value())
    }
}
