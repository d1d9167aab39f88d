//! The heap layouts: numbers, and contexts.
//!
//! ```text
//! Decimal:         [header: aux = sign, form, BIG][exponent][coefficient, low word][high word]
//!                  BIG: the low word is the bits of a value, a BigCoefficient
//! BigCoefficient:  [header][Natural]      limbs in malloc'd memory, freed when the cell dies
//! DecimalContext:  [header][settings][conditions that were met][those that raise][flags][traps]
//! ```
//!
//! INVARIANT: a Decimal never changes; one whose coefficient fits two words is not BIG.

use super::coefficient::Coefficient;
use super::number::{Form, Number};
use super::settings::{Rounding, Settings, status};
use crate::heap::{Gc, Header, Heap, HeapObject, Marker};
use crate::objects::{Kind, heap_object};
use crate::value::Value;
use malachite_nz::natural::Natural;
use std::cell::Cell;

const NEGATIVE: u16 = 1;
const INFINITE: u16 = 2;
const QUIET: u16 = 4;
const SIGNALING: u16 = 8;
const BIG: u16 = 16;

/// A decimal number.
#[repr(C)]
pub struct Decimal {
    header: Header,
    exponent: i64,
    low: u64,
    high: u64,
}

// SAFETY: `#[repr(C)]`, header first, nothing changes, and the one value it may refer to is visited.
unsafe impl HeapObject for Decimal {
    const KIND: Kind = Kind::Decimal;
    #[inline]
    fn trace(&self, marker: &mut Marker<'_>) {
        if let Some(big) = self.big() {
            marker.gc(big);
        }
    }
}

/// A coefficient of more than two words.
#[repr(C)]
pub struct BigCoefficient {
    header: Header,
    number: Natural,
}

heap_object!(BigCoefficient: BigCoefficient, drop true);

impl Decimal {
    /// A finite number with a small coefficient, not yet in the heap.
    #[inline]
    pub(super) fn small(shape: u32, negative: bool, coefficient: u128, exponent: i64) -> Decimal {
        let header = Header::new(Kind::Decimal, shape).with_aux(u16::from(negative));
        Decimal { header, exponent, low: coefficient as u64, high: (coefficient >> 64) as u64 }
    }

    /// A number, not yet in the heap. What it refers to is: the result must reach the heap before anything collects.
    pub(super) fn of(heap: &mut Heap, shape: u32, number: Number) -> Decimal {
        let mut aux = if number.negative { NEGATIVE } else { 0 };
        aux |= match number.form {
            Form::Finite => 0,
            Form::Infinite => INFINITE,
            Form::Quiet => QUIET,
            Form::Signaling => SIGNALING,
        };
        let coefficient = match number.coefficient {
            Coefficient::Small(small) => small,
            Coefficient::Big(natural) => {
                aux |= BIG;
                let limbs = natural.limb_count() * 8;
                heap.count_external(limbs as isize);
                let header = Header::new(Kind::BigCoefficient, Kind::BigCoefficient as u32);
                let big = heap.alloc(BigCoefficient { header, number: natural }, 0);
                u128::from(big.value().bits())
            }
        };
        let mut made = Decimal::small(shape, false, coefficient, number.exponent);
        made.header = made.header.with_aux(aux);
        made
    }

    #[inline]
    fn big(&self) -> Option<Gc<BigCoefficient>> {
        if self.header.aux() & BIG == 0 {
            return None;
        }
        // SAFETY: the flag says that the word is the bits of a value, which this cell keeps alive.
        unsafe { Value::from_bits_unchecked(self.low) }.downcast()
    }

    /// Sign, coefficient and exponent of a finite number with a small coefficient.
    #[inline(always)]
    pub(super) fn parts(&self) -> Option<(bool, u128, i64)> {
        match self.header.aux() {
            aux @ (0 | NEGATIVE) => {
                Some((aux != 0, u128::from(self.high) << 64 | u128::from(self.low), self.exponent))
            }
            _ => None,
        }
    }

    /// As [`Decimal::parts`], of a coefficient of one word.
    #[inline(always)]
    pub(super) fn word_parts(&self) -> Option<(bool, u64, i64)> {
        match self.header.aux() {
            aux @ (0 | NEGATIVE) if self.high == 0 => Some((aux != 0, self.low, self.exponent)),
            _ => None,
        }
    }

    /// The number.
    pub(super) fn number(&self) -> Number {
        if let Some((negative, coefficient, exponent)) = self.parts() {
            return Number::finite(negative, coefficient, exponent);
        }
        let aux = self.header.aux();
        let form = match aux & (INFINITE | QUIET | SIGNALING) {
            0 => Form::Finite,
            INFINITE => Form::Infinite,
            QUIET => Form::Quiet,
            _ => Form::Signaling,
        };
        let coefficient = match self.big() {
            Some(big) => Coefficient::from(big.number.clone()),
            None => Coefficient::Small(u128::from(self.high) << 64 | u128::from(self.low)),
        };
        Number { negative: aux & NEGATIVE != 0, form, exponent: self.exponent, coefficient }
    }

    /// Bytes of its coefficient beyond those of every number.
    pub(super) fn extra_bytes(&self) -> usize {
        self.big().map_or(0, |big| (big.number.limb_count() as usize) * 8)
    }
}

/// A context.
#[repr(C)]
pub struct DecimalContext {
    header: Header,
    pub(super) prec: Cell<i64>,
    pub(super) emax: Cell<i64>,
    pub(super) emin: Cell<i64>,
    pub(super) status: Cell<u32>,
    pub(super) traps: Cell<u32>,
    pub(super) rounding: Cell<Rounding>,
    pub(super) clamp: Cell<bool>,
    pub(super) capitals: Cell<bool>,
    /// The mapping that `flags` gives; NULL before anybody asked.
    pub(super) flags_view: Cell<Value>,
    /// The mapping that `traps` gives.
    pub(super) traps_view: Cell<Value>,
}

heap_object!(DecimalContext: DecimalContext, trace flags_view traps_view);

impl DecimalContext {
    /// One with the settings that contexts have unless somebody says otherwise.
    pub(super) fn usual() -> DecimalContext {
        DecimalContext {
            header: Header::new(Kind::DecimalContext, 0),
            prec: Cell::new(28),
            emax: Cell::new(999_999),
            emin: Cell::new(-999_999),
            status: Cell::new(0),
            traps: Cell::new(status::ANY_INVALID | status::DIVISION_BY_ZERO | status::OVERFLOW),
            rounding: Cell::new(Rounding::HalfEven),
            clamp: Cell::new(false),
            capitals: Cell::new(true),
            flags_view: Cell::new(Value::NULL),
            traps_view: Cell::new(Value::NULL),
        }
    }

    /// Takes over everything but the mappings.
    pub(super) fn assign(&self, other: &DecimalContext) {
        self.prec.set(other.prec.get());
        self.emax.set(other.emax.get());
        self.emin.set(other.emin.get());
        self.status.set(other.status.get());
        self.traps.set(other.traps.get());
        self.rounding.set(other.rounding.get());
        self.clamp.set(other.clamp.get());
        self.capitals.set(other.capitals.get());
    }

    /// What operations are told.
    #[inline]
    pub(super) fn settings(&self) -> Settings {
        Settings {
            prec: self.prec.get(),
            emax: self.emax.get(),
            emin: self.emin.get(),
            rounding: self.rounding.get(),
            clamp: self.clamp.get(),
        }
    }
}
