//! The declarations of the classes.

use super::{context_methods, contexts, format, methods, quick, special};
use crate::objects::Kind;
use crate::objects::types::type_flags;
use crate::vm::native_type::TypeSpec;

/// `decimal.Decimal`.
pub(super) static DECIMAL: TypeSpec = TypeSpec {
    doc: "Construct a new Decimal object. 'value' can be an integer, string, tuple,\nor another Decimal object. \
          If no value is given, return Decimal('0'). The\ncontext does not affect the conversion and is only \
          passed to determine if\nthe InvalidOperation trap is active.\n",
    flags: type_flags::BASE,
    methods: methods::METHODS,
    class_methods: methods::CLASS_METHODS,
    static_methods: methods::NEW,
    getset: methods::FIELDS,
    numbers: Some(&quick::NUMBERS),
    more_methods: &[special::METHODS, format::METHODS],
    ..TypeSpec::new("decimal", "Decimal", Kind::Decimal)
};

/// `decimal.Context`.
pub(super) static CONTEXT: TypeSpec = TypeSpec {
    doc: "The context affects almost all operations and controls rounding,\nOver/Underflow, raising of exceptions \
          and much more.  A new context\ncan be constructed as follows:\n\n    >>> c = Context(prec=28, \
          Emin=-425000000, Emax=425000000,\n    ...             rounding=ROUND_HALF_EVEN, capitals=1, clamp=1,\n    \
          ...             traps=[InvalidOperation, DivisionByZero, Overflow],\n    ...             flags=[])\n    >>>\n\n",
    flags: type_flags::BASE,
    methods: contexts::METHODS,
    static_methods: contexts::NEW,
    getset: contexts::FIELDS,
    more_methods: &[context_methods::METHODS],
    ..TypeSpec::new("decimal", "Context", Kind::DecimalContext)
};
