//! `TypeVar`, `ParamSpec`, `TypeVarTuple`, and the aliases of `type` statements.
//!
//! ```text
//! TypeParam: [header][name][module][bound][bound's function][constraints][their function][default][its function][attributes]
//! TypeAlias: [header][name][type parameters][value][value's function][module]
//! ```
//!
//! A value that a function computes is NULL until somebody asks for it.

use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// Which type parameter it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParamKind {
    /// `T`.
    TypeVar,
    /// `**P`.
    ParamSpec,
    /// `*Ts`.
    TypeVarTuple,
    /// `P.args`; the parameter stands where a bound would.
    ParamSpecArgs,
    /// `P.kwargs`, likewise.
    ParamSpecKwargs,
}

/// How a parameter varies with its argument.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Variance {
    /// Neither.
    Invariant,
    /// `covariant=True`.
    Covariant,
    /// `contravariant=True`.
    Contravariant,
    /// `infer_variance=True`, as the syntax has it.
    Inferred,
}

/// A type parameter.
#[repr(C)]
pub struct TypeParam {
    header: Header,
    /// `__name__`.
    pub name: Cell<Value>,
    /// `__module__`, or NULL.
    pub module: Cell<Value>,
    /// `__bound__`, or NULL.
    pub bound: Cell<Value>,
    /// `evaluate_bound`, or NULL.
    pub evaluate_bound: Cell<Value>,
    /// `__constraints__`, or NULL.
    pub constraints: Cell<Value>,
    /// `evaluate_constraints`, or NULL.
    pub evaluate_constraints: Cell<Value>,
    /// `__default__`, or NULL.
    pub default: Cell<Value>,
    /// `evaluate_default`, or NULL.
    pub evaluate_default: Cell<Value>,
    /// The dict of what programs stored in it, or NULL. There is no `__dict__` that shows it.
    pub attributes: Cell<Value>,
    /// Which one it is.
    pub which: ParamKind,
    /// Its variance.
    pub variance: Variance,
}

heap_object!(TypeParam: TypeParam, trace name module bound evaluate_bound constraints evaluate_constraints default evaluate_default attributes);

impl TypeParam {
    /// Whether programs may store attributes in it.
    pub fn takes_attributes(&self) -> bool {
        matches!(self.which, ParamKind::TypeVar | ParamKind::ParamSpec | ParamKind::TypeVarTuple)
    }

    /// A parameter without bound, constraints and default, of the class that `shape` names.
    pub fn new(
        heap: &mut Heap,
        shape: u32,
        which: ParamKind,
        name: Value,
        variance: Variance,
    ) -> Gc<TypeParam> {
        let header = Header::new(Kind::TypeParam, shape);
        let null = || Cell::new(Value::NULL);
        let param = TypeParam {
            header,
            name: Cell::new(name),
            module: null(),
            bound: null(),
            evaluate_bound: null(),
            constraints: null(),
            evaluate_constraints: null(),
            default: null(),
            evaluate_default: null(),
            attributes: null(),
            which,
            variance,
        };
        heap.alloc(param, 0)
    }
}

/// What a `type` statement makes (`typing.TypeAliasType`).
#[repr(C)]
pub struct TypeAlias {
    header: Header,
    /// `__name__`.
    pub name: Cell<Value>,
    /// `__type_params__`, a tuple.
    pub params: Cell<Value>,
    /// `__value__`, or NULL before anybody asked.
    pub value: Cell<Value>,
    /// `evaluate_value`, or NULL.
    pub evaluate: Cell<Value>,
    /// `__module__`, or NULL.
    pub module: Cell<Value>,
}

heap_object!(TypeAlias: TypeAlias, trace name params value evaluate module);

impl TypeAlias {
    /// An alias.
    pub fn new(heap: &mut Heap, name: Value, params: Value, value: Value, evaluate: Value) -> Gc<TypeAlias> {
        let header = Header::new(Kind::TypeAlias, Kind::TypeAlias as u32);
        let [name, params, value, evaluate, module] =
            [name, params, value, evaluate, Value::NULL].map(Cell::new);
        heap.alloc(TypeAlias { header, name, params, value, evaluate, module }, 0)
    }
}
