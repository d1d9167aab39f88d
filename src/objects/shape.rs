//! Shapes (hidden classes): which class an object has, and where an instance keeps which attribute.
//!
//! ```text
//! root of C ──"x"──► {x:0} ──"y"──► {x:0, y:1}
//!     └──────"y"──► {y:0}                           dictionary mode of C: attributes in a dict
//! ```
//!
//! A shape's number stands in every header. Transitions form a tree: two instances that got the same attributes
//! in the same order have the same shape. The numbers below [`Shapes::FIRST_FREE`] are the root shapes of the
//! builtin types, by [`Kind`](super::Kind).
//!
//! A class that a program made lives as long as the class itself, an object of it or of a derived one is reached. Then
//! its shapes are *dead*: they have no class, and their numbers are never given to others.
//!
//! INVARIANT: a shape never changes, but for transitions added to it, and its death; an inline cache that compared the
//! number knows class and slot.

use super::types::type_flags;
use super::{Str, Type};
use crate::heap::{Gc, Marker};
use crate::value::Value;
use foldhash::{HashMap, HashMapExt};

/// The number of a shape.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ShapeId(pub u32);

/// More attributes than this, and an instance outgrows its shapes: dictionary mode.
pub const MAX_SLOTS: u16 = 64;

/// Whose shape it is.
#[derive(Clone, Copy)]
struct Owner {
    /// The class, as a value that the collector visits. NULL for a builtin type that is not made yet, and when the class
    /// is gone.
    class: Value,
    /// The class is the engine's own and lives as long as the engine; others live as long as somebody refers to them.
    lasts: bool,
}

/// One shape.
pub struct Shape {
    owner: Owner,
    parent: Option<ShapeId>,
    /// The attribute that this shape adds to its parent.
    name: Value,
    /// How many slots an instance of this shape uses.
    slots: u16,
    is_dictionary: bool,
    /// Name (by its bits: names are interned) to slot, of all attributes.
    table: HashMap<u64, u16>,
    transitions: HashMap<u64, ShapeId>,
    dictionary: Option<ShapeId>,
}

/// All shapes of an engine.
#[derive(Default)]
pub struct Shapes {
    shapes: Vec<Shape>,
    /// How many of them a collection has seen.
    seen: usize,
}

impl Shape {
    /// The class of its objects.
    pub fn class(&self) -> Gc<Type> {
        self.owner.class.downcast().expect("a shape's class is a type")
    }

    /// Whether its objects have a class: those that are the engine's own have none, and a dead shape has neither class
    /// nor objects.
    pub fn has_class(&self) -> bool {
        !self.owner.class.is_null()
    }

    /// How many slots an instance uses.
    pub fn slots(&self) -> u16 {
        self.slots
    }

    /// Whether attributes are in a dict.
    pub fn is_dictionary(&self) -> bool {
        self.is_dictionary
    }

    /// The slot of an interned name.
    #[inline]
    pub fn slot(&self, name: Gc<Str>) -> Option<u16> {
        self.table.get(&name.value().bits()).copied()
    }

    /// The shape that it was made from by adding one attribute.
    pub fn parent(&self) -> Option<ShapeId> {
        self.parent
    }
}

impl Shapes {
    /// The first number that is not the root shape of a builtin type.
    pub const FIRST_FREE: u32 = 256;

    /// No shapes yet; the numbers of builtin types are reserved.
    pub fn new() -> Shapes {
        let mut shapes = Shapes { shapes: Vec::new(), seen: 0 };
        for _ in 0..Self::FIRST_FREE {
            shapes.push(
                Owner { class: Value::NULL, lasts: true },
                None,
                Value::NULL,
                0,
                HashMap::new(),
                false,
            );
        }
        shapes
    }

    fn push(
        &mut self,
        owner: Owner,
        parent: Option<ShapeId>,
        name: Value,
        slots: u16,
        table: HashMap<u64, u16>,
        is_dictionary: bool,
    ) -> ShapeId {
        let id = ShapeId(self.shapes.len() as u32);
        let transitions = HashMap::new();
        self.shapes.push(Shape {
            owner,
            parent,
            name,
            slots,
            is_dictionary,
            table,
            transitions,
            dictionary: None,
        });
        id
    }

    /// The root shape of a class whose first slots are named (by `__slots__`), invisible to attribute access.
    pub fn new_root(&mut self, class: Gc<Type>, reserved: u16) -> ShapeId {
        let lasts = class.has(type_flags::BUILTIN);
        self.push(Owner { class: class.value(), lasts }, None, Value::NULL, reserved, HashMap::new(), false)
    }

    /// Makes `id`, a reserved number, the root shape of a builtin type.
    pub fn set_builtin_root(&mut self, id: ShapeId, class: Gc<Type>) {
        self.shapes[id.0 as usize].owner.class = class.value();
    }

    /// A shape.
    #[inline(always)]
    pub fn get(&self, id: ShapeId) -> &Shape {
        &self.shapes[id.0 as usize]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.shapes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    /// The shape after adding `name`, and its slot; `None` when the instance must go to dictionary mode.
    pub fn add(&mut self, from: ShapeId, name: Gc<Str>) -> Option<(ShapeId, u16)> {
        let key = name.value().bits();
        let shape = self.get(from);
        let slot = shape.slots;
        if let Some(&to) = shape.transitions.get(&key) {
            return Some((to, slot));
        }
        if slot >= MAX_SLOTS || shape.is_dictionary {
            return None;
        }
        let (owner, mut table) = (shape.owner, shape.table.clone());
        table.insert(key, slot);
        let to = self.push(owner, Some(from), name.value(), slot + 1, table, false);
        self.shapes[from.0 as usize].transitions.insert(key, to);
        Some((to, slot))
    }

    /// The dictionary mode of a shape's class: `reserved` slots stay, attributes are in a dict.
    pub fn dictionary(&mut self, from: ShapeId) -> ShapeId {
        let mut root = from;
        while let Some(parent) = self.get(root).parent {
            root = parent;
        }
        if let Some(id) = self.get(root).dictionary {
            return id;
        }
        let (owner, slots) = (self.get(root).owner, self.get(root).slots);
        let id = self.push(owner, Some(root), Value::NULL, slots, HashMap::new(), true);
        self.shapes[root.0 as usize].dictionary = Some(id);
        id
    }

    /// The names of a shape's attributes by slot, oldest first.
    pub fn names(&self, id: ShapeId) -> impl Iterator<Item = (Gc<Str>, u16)> + '_ {
        let mut steps = Vec::new();
        let mut at = Some(id);
        while let Some(id) = at {
            let shape = self.get(id);
            if !shape.name.is_null() {
                steps.push(id);
            }
            at = shape.parent;
        }
        steps.into_iter().rev().filter_map(|id| {
            let shape = self.get(id);
            Some((shape.name.downcast()?, shape.slots - 1))
        })
    }

    /// A collection saw all shapes that there are.
    pub fn were_seen(&mut self) {
        self.seen = self.shapes.len();
    }

    /// The class of the objects of a shape, NULL if there is none.
    pub(crate) fn class_of(&self, id: ShapeId) -> Value {
        self.shapes.get(id.0 as usize).map_or(Value::NULL, |shape| shape.owner.class)
    }

    /// The classes of these shapes are gone.
    pub(crate) fn bury(&mut self, dead: &[ShapeId]) {
        for id in dead {
            let shape = &mut self.shapes[id.0 as usize];
            (shape.owner.class, shape.name) = (Value::NULL, Value::NULL);
            (shape.table, shape.transitions) = (HashMap::new(), HashMap::new());
        }
    }

    /// Visits the names of all shapes, and the classes: where the collector asks for the class of each object that it
    /// meets, only those that last.
    pub fn trace(&self, marker: &mut Marker<'_>) {
        // What a shape refers to never changes.
        let fresh = if marker.is_young() { self.seen } else { 0 };
        let all = !marker.asks_for_classes();
        for shape in &self.shapes[fresh..] {
            if all || shape.owner.lasts {
                marker.value(shape.owner.class);
            }
            marker.value(shape.name);
        }
    }
}
