//! What a program's instructions met while they ran: kept for whoever compiles them.
//!
//! ```text
//! cold      RESUME_COLD, JUMP_BACKWARD_COLD count the binding's turns          nothing is recorded
//! observed  OBSERVE ─► what lies on the stack goes into the instruction's row ─► the opcode beneath
//! settled   the opcode beneath comes up and is fused with its neighbours       the fast handlers, as they always were
//!           slow ways and changes of specialization still write into the row
//!           every SAMPLE polls the running binding is observed again
//! ```
//!
//! A binding that has become warm is observed: each instruction of interest goes through [`OBSERVE`](super::opcode) for
//! the next [`WINDOW`](rows::WINDOW) times, which notes the kinds of its operands, the result of the instruction in front
//! of it, the callee of a call, the way of a branch. Then its own opcode stands there again, so that the steady state
//! pays nothing. What settled forms do in place they note no more. An addition that turns from ints to floats changes
//! its form and is noted, as is an overflow, or a call of a native or class that turns to another; a comparison of floats
//! instead of ints, or a call of another function, shows in the next window.
//!
//! Rows (see [`rows`]) belong to the binding and are never taken away: neither by an instruction that gives its
//! specialization up, nor by a guard site that breaks, nor by a tracing layer, beneath which a window waits.
//!
//! INVARIANT: an instruction that a guard site owns is never observed; between the specialized opcode and a tracing
//! layer at most one of `OBSERVE` and `SITE_BROKEN` stands. Recording reaches no safepoint, and a row keeps nothing
//! alive: it names classes by shape, natives by declaration, functions by a weak reference to their binding.
//!
//! To record more: a role in [`rows`], what it notes in [`see`], a field here.

mod rows;
mod see;

use super::Vm;
use super::native::NativeDef;
use super::opcode::{ATTRIBUTE_ENTRIES, CACHE_VALUES, NO_CACHE};
use crate::heap::Gc;
use crate::objects::shape::ShapeId;
use crate::objects::{Binding, Code, Kind, List, ValueBuffer, WeakRef};
use crate::value::Value;
use pyopt_compiler::code::Opcode;
use std::fmt;

pub(super) use rows::{SAMPLE, dress, freshen};

macro_rules! kinds {
    ($($(#[$sentence:meta])* $name:ident = $bit:literal $text:literal;)*) => {
        impl Kinds {
            $($(#[$sentence])* pub const $name: Kinds = Kinds(1 << $bit);)*
            const NAMES: &[(Kinds, &str)] = &[$((Kinds::$name, $text),)*];
        }
    };
}

/// A set of kinds of values. A kind of builtin class means exactly that class.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds(u16);

kinds! {
    /// An int that is an immediate.
    INT = 0 "int";
    /// A larger int.
    BIG_INT = 1 "big int";
    /// `True` or `False`.
    BOOL = 2 "bool";
    /// A float, NaN included.
    FLOAT = 3 "float";
    /// A str.
    STR = 4 "str";
    /// A bytes object.
    BYTES = 5 "bytes";
    /// `None`.
    NONE = 6 "None";
    /// A list, or an iterator over one.
    LIST = 7 "list";
    /// A tuple, or an iterator over one.
    TUPLE = 8 "tuple";
    /// A dict, or an iterator over its keys, values or items.
    DICT = 9 "dict";
    /// A set or frozenset, or an iterator over one.
    SET = 10 "set";
    /// A range, or an iterator over one.
    RANGE = 11 "range";
    /// Another iterator of the engine's own.
    ITERATOR = 12 "iterator";
    /// A generator.
    GENERATOR = 13 "generator";
    /// An object of a class of the program's: [`Feedback::shapes`] says which.
    OBJECT = 14 "object";
    /// Any other value.
    OTHER = 15 "other";
}

impl Kinds {
    /// No kind: nothing was seen.
    pub const EMPTY: Kinds = Kinds(0);

    /// Whether nothing was seen.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether all kinds of `other` are in this set.
    pub const fn contains(self, other: Kinds) -> bool {
        self.0 & other.0 == other.0
    }

    /// The names of the kinds.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Kinds::NAMES.iter().filter(move |(kind, _)| self.contains(*kind)).map(|(_, name)| *name)
    }

    /// What a value is.
    pub(in crate::vm) fn of(value: Value) -> Kinds {
        if value.is_small_int() {
            return Kinds::INT;
        }
        if value.is_double() {
            return Kinds::FLOAT;
        }
        let Some(header) = value.header() else {
            return match value {
                Value::NONE => Kinds::NONE,
                Value::NULL => Kinds::EMPTY,
                v if v.as_bool().is_some() => Kinds::BOOL,
                _ => Kinds::OTHER,
            };
        };
        let kind = header.kind();
        if kind == Kind::Iterator {
            return rows::iterated(value);
        }
        if header.shape() != kind as u32 && kind != Kind::Set {
            return if header.shape() >= crate::objects::Shapes::FIRST_FREE {
                Kinds::OBJECT
            } else {
                Kinds::OTHER
            };
        }
        match kind {
            Kind::Int => Kinds::BIG_INT,
            Kind::Nan => Kinds::FLOAT,
            Kind::Str => Kinds::STR,
            Kind::Bytes => Kinds::BYTES,
            Kind::List => Kinds::LIST,
            Kind::Tuple => Kinds::TUPLE,
            Kind::Dict => Kinds::DICT,
            Kind::Set => Kinds::SET,
            Kind::Range => Kinds::RANGE,
            Kind::Generator => Kinds::GENERATOR,
            _ => Kinds::OTHER,
        }
    }
}

impl fmt::Display for Kinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.names().collect::<Vec<_>>().join("|"))
    }
}

impl fmt::Debug for Kinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{self}}}")
    }
}

/// What a call called.
#[derive(Clone, Copy, Debug, Default)]
pub enum Callee {
    /// Nothing was seen.
    #[default]
    None,
    /// One Python function, or several of one code under the same globals.
    Function(Gc<Binding>),
    /// One class, by its root shape.
    Class(ShapeId),
    /// One function written in Rust.
    Native(&'static NativeDef),
    /// Objects of one class with a `__call__`, by the shape of the first.
    Object(ShapeId),
    /// A function or class that is gone.
    Gone,
    /// Several of them.
    Many,
}

/// What one canonical instruction met.
#[derive(Clone, Debug, Default)]
pub struct Feedback {
    /// What its operands were: the left (or only) one and the right one; of FOR_ITER what it goes through.
    pub kinds: [Kinds; 2],
    /// What it left on the stack.
    pub result: Kinds,
    /// Two small ints gave an int that is no immediate.
    pub overflowed: bool,
    /// The shapes of its left operand, or of the owner of an attribute, where that was an object.
    pub shapes: Vec<ShapeId>,
    /// There were more shapes than are remembered.
    pub megamorphic: bool,
    /// What it called.
    pub callee: Callee,
    /// How often a conditional jump went to its target, and how often it went on; old counts are halved.
    pub branches: [u16; 2],
}

impl Vm {
    /// What quick instruction `index` of a binding met.
    pub fn feedback(&self, binding: Gc<Binding>, index: u32) -> Feedback {
        let mut feedback = binding.row(index).map_or_else(Feedback::default, |row| row.read(binding));
        let instruction = binding
            .code
            .get()
            .downcast::<Code>()
            .and_then(|code| code.object().executed().nth(index as usize));
        if instruction.is_some_and(|i| matches!(i.op, Opcode::LoadAttr | Opcode::StoreAttr)) {
            self.add_cached_shapes(binding, index, &mut feedback);
        }
        feedback.shapes.retain(|&shape| !self.shapes.class_of(shape).is_null());
        if let Callee::Class(shape) | Callee::Object(shape) = feedback.callee
            && self.shapes.class_of(shape).is_null()
        {
            feedback.callee = Callee::Gone;
        }
        feedback
    }

    /// The shapes that the inline cache of an attribute has seen.
    fn add_cached_shapes(&self, binding: Gc<Binding>, index: u32, feedback: &mut Feedback) {
        // SAFETY: the number of an instruction of this binding.
        let cache = unsafe { (*binding.first().add(index as usize)).cache };
        let Some(caches) = binding.caches.get().downcast::<ValueBuffer>().filter(|_| cache != NO_CACHE)
        else {
            return;
        };
        let keys = (0..ATTRIBUTE_ENTRIES)
            .filter_map(|entry| Some(caches.items().get((usize::from(cache) + entry) * CACHE_VALUES)?.get()));
        // Modules and classes stand there themselves; what has no shape, as STOP.
        let shapes = keys.filter(|key| key.is_small_int()).map(|key| ShapeId(key.raw_word() as u32));
        feedback.shapes.extend(shapes);
        feedback.megamorphic = binding.misses(index) > 0 && feedback.shapes.len() == ATTRIBUTE_ENTRIES;
    }
}

/// The function whose binding a weak reference names.
fn function_of(weak: Value) -> Callee {
    let binding =
        weak.downcast::<WeakRef>().and_then(|weak| weak.get()).and_then(|v| v.downcast::<Binding>());
    binding.map_or(Callee::Gone, Callee::Function)
}

impl Binding {
    /// What its rows refer to by place.
    fn seen_at(&self, place: usize) -> Value {
        let seen = self.seen.get().downcast::<List>();
        seen.and_then(|seen| seen.get(place)).unwrap_or(Value::NULL)
    }
}
