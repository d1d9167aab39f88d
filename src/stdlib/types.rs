//! `_types`: the classes of the interpreter's own objects, for the module `types`.

use super::{ModuleSpec, add};
use crate::builtins::proxy::PROXY;
use crate::objects::Kind;
use crate::vm::native_type::TypeSpec;

/// What C extensions hand pointers to each other in. There are none here, and no objects of it.
static CAPSULE: TypeSpec = TypeSpec::new("builtins", "PyCapsule", Kind::State);

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_types",
    doc: "Define names for built-in types.",
    functions: &[],
    init: |vm, module| {
        let t = vm.types;
        let classes = [
            ("AsyncGeneratorType", t.async_generator),
            ("BuiltinFunctionType", t.native),
            ("BuiltinMethodType", t.native),
            ("CapsuleType", vm.native_type(&CAPSULE)),
            ("CellType", t.cell),
            ("ClassMethodDescriptorType", t.classmethod_descriptor),
            ("CodeType", t.code),
            ("CoroutineType", t.coroutine),
            ("EllipsisType", t.ellipsis),
            ("FrameType", t.frame),
            ("FunctionType", t.function),
            ("GeneratorType", t.generator),
            ("GenericAlias", t.generic_alias),
            ("GetSetDescriptorType", t.getset_descriptor),
            ("LambdaType", t.function),
            ("MappingProxyType", vm.native_type(&PROXY)),
            ("MemberDescriptorType", t.member_descriptor),
            ("MethodDescriptorType", t.method_descriptor),
            ("MethodType", t.bound_method),
            ("MethodWrapperType", t.method_wrapper),
            ("ModuleType", t.module),
            ("NoneType", t.none),
            ("NotImplementedType", t.not_implemented),
            ("SimpleNamespace", vm.native_type(&super::sys::SIMPLE_NAMESPACE)),
            ("TracebackType", t.traceback),
            ("UnionType", t.union),
            ("WrapperDescriptorType", t.wrapper_descriptor),
        ];
        classes.into_iter().try_for_each(|(name, class)| add(vm, module, name, class.value()))
    },
};
