//! Tables of attributes that are ready but for their values: instances of one shape that are asked for `__dict__` get
//! copies of one.
//!
//! ```text
//! shape 17: a, b, c   ─►   [a → …][b → …][c → …] and its index; entry n of a copy holds slot first + n
//! ```
//!
//! INVARIANT: nothing is kept alive from here, so no template outlives a collection.

use crate::heap::Gc;
use crate::objects::{ShapeId, Table};
use crate::value::Value;

/// A power of two; a program asks instances of few shapes at a time.
const PLACES: usize = 32;

/// The templates made lately: one place for each shape.
pub(crate) struct Templates {
    places: [(ShapeId, Value); PLACES],
}

const NONE: (ShapeId, Value) = (ShapeId(0), Value::NULL);

impl Templates {
    pub(crate) fn new() -> Templates {
        Templates { places: [NONE; PLACES] }
    }

    /// The template of a shape.
    pub(crate) fn get(&self, shape: ShapeId) -> Option<Gc<Table>> {
        let (known, template) = self.places[shape.0 as usize & (PLACES - 1)];
        if known == shape { template.downcast() } else { None }
    }

    pub(crate) fn put(&mut self, shape: ShapeId, template: Gc<Table>) {
        self.places[shape.0 as usize & (PLACES - 1)] = (shape, template.value());
    }

    /// Forgets everything: objects are about to be freed.
    pub(crate) fn clear(&mut self) {
        self.places = [NONE; PLACES];
    }
}
