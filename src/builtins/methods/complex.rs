//! The methods of `complex`.

use super::methods;
use crate::builtins::natives;
use crate::objects::{Complex, GetSetDef};
use crate::vm::Vm;
use pyopt_compiler::semantics::complex;

methods! { METHODS: Complex, "complex";
    "conjugate" "(self, /)" |vm, c, _| Ok(vm.new_complex(complex::Complex { real: c.real, imag: -c.imag }));
    "__complex__" "(self, /)" |vm, c, _| Ok(vm.new_complex(complex::Complex { real: c.real, imag: c.imag }));
    "__getnewargs__" "(self, /)" |vm, c, _| {
        let parts = [vm.new_float(c.real), vm.new_float(c.imag)];
        vm.new_tuple(&parts)
    };
}

natives! { CLASS_METHODS:
    "from_number" "(cls, number, /)" |vm, args| {
        let Some(number) = crate::builtins::constructors::complex_number(vm, args[1])? else {
            let class = vm.type_name(args[1]);
            return Err(vm.raise_type_error(format!("must be real number, not {class}")));
        };
        let number = vm.new_complex(number);
        if args[0].is(vm.types.complex.value()) { Ok(number) } else { vm.call(args[0], &[number]) }
    };
}

static GETSET: &[GetSetDef] = &[
    GetSetDef::member("real", |vm, v| {
        let c = vm.expect::<Complex>(v, "complex")?;
        Ok(vm.new_float(c.real))
    }),
    GetSetDef::member("imag", |vm, v| {
        let c = vm.expect::<Complex>(v, "complex")?;
        Ok(vm.new_float(c.imag))
    }),
];

pub(super) fn install(vm: &mut Vm) {
    let class = vm.types.complex;
    vm.add_methods(class, METHODS);
    vm.add_class_methods(class, CLASS_METHODS);
    vm.add_getset(class, GETSET);
}
