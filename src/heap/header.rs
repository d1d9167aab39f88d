//! The header of 8 bytes that starts every cell.
//!
//! | bits | name | meaning |
//! |---|---|---|
//! | 0–31 | shape | index into the engine's shapes; it names the class |
//! | 32–39 | kind | layout of the cell, [`Kind`] |
//! | 40–47 | flags | below |
//! | 48–63 | aux | for the kind's own use (inline slots of an instance, …) |

use crate::objects::Kind;

/// Flags of a header.
pub mod flags {
    /// Traced in an earlier collection, and not in the remembered set: the write barrier's test.
    pub const OLD: u8 = 1;
    /// Static or frozen data, never written or freed.
    pub const IMMORTAL: u8 = 2;
    /// In the list of objects with finalizers.
    pub const FINALIZER: u8 = 4;
    /// The last word of the cell refers to the object that holds its attributes (an instance of a subclass
    /// of a builtin type).
    pub const HAS_ATTRS: u8 = 8;
    /// For the kind's own use: an interned str, a watched dict, …
    pub const KIND_A: u8 = 16;
    /// For the kind's own use.
    pub const KIND_B: u8 = 32;
    /// For the kind's own use.
    pub const KIND_C: u8 = 64;
}

/// The first word of every cell.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(8))]
pub struct Header {
    shape: u32,
    kind: Kind,
    flags: u8,
    aux: u16,
}

impl Header {
    /// A header of a fresh cell.
    #[inline(always)]
    pub const fn new(kind: Kind, shape: u32) -> Header {
        Header { shape, kind, flags: 0, aux: 0 }
    }

    /// With the kind's own 16 bits.
    #[inline(always)]
    pub const fn with_aux(mut self, aux: u16) -> Header {
        self.aux = aux;
        self
    }

    /// With these flags as well.
    #[inline(always)]
    pub const fn with_flags(mut self, flags: u8) -> Header {
        self.flags |= flags;
        self
    }

    /// The layout of the cell.
    #[inline(always)]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The shape's number.
    #[inline(always)]
    pub const fn shape(&self) -> u32 {
        self.shape
    }

    /// The kind's own 16 bits.
    #[inline(always)]
    pub const fn aux(&self) -> u16 {
        self.aux
    }

    /// Whether the write barrier has to remember stores into it.
    #[inline(always)]
    pub const fn is_old(&self) -> bool {
        self.flags & flags::OLD != 0
    }

    /// Whether a flag is set.
    #[inline(always)]
    pub const fn has_flag(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    #[inline(always)]
    pub(crate) fn set_flag(&mut self, flag: u8, on: bool) {
        if on { self.flags |= flag } else { self.flags &= !flag }
    }

    #[inline(always)]
    pub(crate) fn set_shape(&mut self, shape: u32) {
        self.shape = shape;
    }
}
