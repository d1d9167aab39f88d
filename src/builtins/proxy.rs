//! `mappingproxy`: reading through to a mapping.

use super::natives;
use crate::objects::types::type_flags;
use crate::objects::{Dict, Kind, Proxy};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use pyopt_compiler::syntax::ast::{CmpOp, Operator};

/// `types.MappingProxyType`.
pub(crate) static PROXY: TypeSpec = TypeSpec {
    methods: METHODS,
    static_methods: STATIC,
    class_methods: CLASS_METHODS,
    flags: type_flags::MAPPING,
    doc: "Read-only proxy of a mapping.",
    ..TypeSpec::new("builtins", "mappingproxy", Kind::Proxy)
};

natives! { STATIC: "__new__" "(cls, mapping)" |vm, args| {
    let class = vm.native_type(&PROXY);
    let class = vm.class_for_new(args[0], class)?;
    let mapping = args[1];
    if matches!(mapping.kind(), Some(Kind::List | Kind::Tuple))
        || !mapping.is_kind(Kind::Dict) && vm.special(mapping, "__getitem__").is_none()
    {
        let given = vm.type_name(mapping);
        return Err(vm.raise_type_error(format!("mappingproxy() argument must be a mapping, not {given}")));
    }
    Ok(Proxy::new(&mut vm.heap, class.root_shape().0, mapping).value())
}; }

natives! { CLASS_METHODS: "__class_getitem__" "(cls, object, /)" |vm, args| vm.generic_alias(args[0], args[1]); }

natives! { METHODS:
    "__getitem__" "(self, key, /)" |vm, args| { let m = mapping(vm, args[0])?; vm.get_item(m, args[1]) };
    "__contains__" "(self, key, /)" |vm, args| { let m = mapping(vm, args[0])?; vm.contains(m, args[1]).map(Value::from_bool) };
    "__len__" "(self, /)" |vm, args| { let m = mapping(vm, args[0])?; let n = vm.len(m)?; Ok(vm.new_int(n as i64)) };
    "__iter__" "(self, /)" |vm, args| { let m = mapping(vm, args[0])?; vm.iter(m) };
    "__reversed__" "(self, /)" |vm, args| { let m = mapping(vm, args[0])?; vm.reversed(m) };
    "__repr__" "(self, /)" |vm, args| {
        let m = mapping(vm, args[0])?;
        let shown = vm.repr_string(m)?;
        vm.new_str(format!("mappingproxy({shown})").as_str())
    };
    "__str__" "(self, /)" |vm, args| { let m = mapping(vm, args[0])?; vm.str_of(m) };
    "__hash__" "(self, /)" |vm, args| { let m = mapping(vm, args[0])?; let h = vm.hash(m)?; Ok(vm.new_int(h as i64)) };
    "__eq__" "(self, other, /)" |vm, args| compare(vm, CmpOp::Eq, args);
    "__ne__" "(self, other, /)" |vm, args| compare(vm, CmpOp::NotEq, args);
    "__lt__" "(self, other, /)" |vm, args| compare(vm, CmpOp::Lt, args);
    "__le__" "(self, other, /)" |vm, args| compare(vm, CmpOp::LtE, args);
    "__gt__" "(self, other, /)" |vm, args| compare(vm, CmpOp::Gt, args);
    "__ge__" "(self, other, /)" |vm, args| compare(vm, CmpOp::GtE, args);
    "__or__" "(self, other, /)" |vm, args| union(vm, args[0], args[1]);
    "__ror__" "(self, other, /)" |vm, args| union(vm, args[1], args[0]);
    "__ior__" "(self, other, /)" |vm, _| {
        Err(vm.raise_type_error("'|=' is not supported by mappingproxy; use '|' instead"))
    };
    "get" "(self, key, default=None, /)" |vm, args| {
        let m = mapping(vm, args[0])?;
        let default = args[2].non_null().unwrap_or(Value::NONE);
        if let Some(dict) = m.downcast::<Dict>().filter(|_| vm.is_core(m)) {
            return Ok(vm.dict_get(dict, args[1])?.unwrap_or(default));
        }
        forward(vm, m, "get", &[args[1], default])
    };
    "keys" "(self, /)" |vm, args| { let m = mapping(vm, args[0])?; forward(vm, m, "keys", &[]) };
    "values" "(self, /)" |vm, args| { let m = mapping(vm, args[0])?; forward(vm, m, "values", &[]) };
    "items" "(self, /)" |vm, args| { let m = mapping(vm, args[0])?; forward(vm, m, "items", &[]) };
    "copy" "(self, /)" |vm, args| { let m = mapping(vm, args[0])?; forward(vm, m, "copy", &[]) };
}

fn mapping(vm: &mut Vm, value: Value) -> PyResult {
    vm.expect::<Proxy>(value, "mappingproxy").map(|p| p.mapping.get())
}

fn through(value: Value) -> Value {
    value.downcast::<Proxy>().map_or(value, |p| p.mapping.get())
}

fn forward(vm: &mut Vm, mapping: Value, name: &str, args: &[Value]) -> PyResult {
    let name = vm.intern(name);
    let method = vm.get_attr(mapping, name)?;
    vm.call(method, args)
}

fn compare(vm: &mut Vm, op: CmpOp, args: &[Value]) -> PyResult {
    vm.compare(op, through(args[0]), through(args[1]))
}

fn union(vm: &mut Vm, left: Value, right: Value) -> PyResult {
    vm.binary(Operator::BitOr, false, through(left), through(right))
}
