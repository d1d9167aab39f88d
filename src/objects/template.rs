//! What a template string gives.
//!
//! ```text
//! Template:      [header][strings ─► Tuple, one more than][interpolations ─► Tuple]
//! Interpolation: [header][value][expression][conversion or None][format spec]
//! ```

use super::{Kind, heap_object};
use crate::heap::Header;
use crate::value::Value;
use std::cell::Cell;

/// `string.templatelib.Template`.
#[repr(C)]
pub struct Template {
    header: Header,
    /// `strings`.
    pub strings: Cell<Value>,
    /// `interpolations`.
    pub interpolations: Cell<Value>,
}

heap_object!(Template: Template, trace strings interpolations);

impl Template {
    /// A template whose class is still to be set.
    pub fn of(strings: Value, interpolations: Value) -> Template {
        let [strings, interpolations] = [strings, interpolations].map(Cell::new);
        Template { header: Header::new(Kind::Template, 0), strings, interpolations }
    }
}

/// `string.templatelib.Interpolation`.
#[repr(C)]
pub struct Interpolation {
    header: Header,
    /// `value`.
    pub value: Cell<Value>,
    /// `expression`: its text.
    pub expression: Cell<Value>,
    /// `conversion`: `'s'`, `'r'`, `'a'` or None.
    pub conversion: Cell<Value>,
    /// `format_spec`.
    pub spec: Cell<Value>,
}

heap_object!(Interpolation: Interpolation, trace value expression conversion spec);

impl Interpolation {
    /// An interpolation whose class is still to be set: value, expression, conversion, format spec.
    pub fn of(parts: [Value; 4]) -> Interpolation {
        let [value, expression, conversion, spec] = parts.map(Cell::new);
        let header = Header::new(Kind::Interpolation, 0);
        Interpolation { header, value, expression, conversion, spec }
    }
}
