//! Keys whose comparison runs no code: small ints, exact strs, tuples of such, and classes, the keys of most dicts.
//!
//! Their dicts are probed here without a call back into the machine. A key of the same hash that is neither (`True`,
//! `1.0`, a str subclass) could be equal by its own `__eq__`: then the answer is [`Plain::Unknown`], and the general way
//! decides.

use super::Vm;
use super::plain_order::plain_order;
use super::secret::HashSecret;
use crate::heap::{Gc, Header};
use crate::objects::table::Undecided;
use crate::objects::{Dict, Kind, Set, Str, Tuple};
use crate::value::{PyResult, Raised, Value};

/// What a probe with a plain key found.
pub(super) enum Plain {
    /// The number of the entry.
    Found(usize),
    /// No entry has this key.
    Absent,
    /// The key, or one that may equal it, is not plain.
    Unknown,
}

/// An exact str.
#[inline(always)]
pub(super) fn exact_str(value: Value) -> Option<Gc<Str>> {
    let exact = value.is_shaped(Kind::Str as u32);
    // SAFETY: only exact strs have this shape.
    if exact { Some(unsafe { Gc::from_ptr(value.bits() as *mut Header) }) } else { None }
}

/// An exact tuple.
#[inline(always)]
pub(super) fn exact_tuple(value: Value) -> Option<Gc<Tuple>> {
    let exact = value.is_shaped(Kind::Tuple as u32);
    // SAFETY: only exact tuples have this shape.
    if exact { Some(unsafe { Gc::from_ptr(value.bits() as *mut Header) }) } else { None }
}

/// An exact dict.
#[inline(always)]
pub(super) fn exact_dict(value: Value) -> Option<Gc<Dict>> {
    let exact = value.is_shaped(Kind::Dict as u32);
    // SAFETY: only exact dicts have this shape.
    if exact { Some(unsafe { Gc::from_ptr(value.bits() as *mut Header) }) } else { None }
}

/// The hash of a plain key.
#[inline(always)]
pub(super) fn plain_hash(secret: HashSecret, key: Value) -> Option<u64> {
    if key.is_small_int() {
        // Below the modulus, so it is its own hash; -1 is taken.
        let number = key.small_int_raw();
        return Some(if number == -1 { -2 } else { number } as u64);
    }
    if key.is_shaped(Kind::Type as u32) {
        return Some(identity_hash(key));
    }
    match exact_str(key) {
        Some(text) => Some(text.hash(secret)),
        None => plain_tuple_hash(secret, exact_tuple(key)?, DEPTH),
    }
}

/// Tuples in tuples are followed so deep.
const DEPTH: u32 = 3;

#[inline(never)]
fn plain_tuple_hash(secret: HashSecret, tuple: Gc<Tuple>, depth: u32) -> Option<u64> {
    let mut hash = TupleHash::default();
    for &item in tuple.items() {
        hash.add(match exact_tuple(item) {
            Some(inner) => plain_tuple_hash(secret, inner, depth.checked_sub(1)?)?,
            None => plain_hash(secret, item)?,
        });
    }
    Some(hash.of(tuple.len()))
}

/// The hash of a tuple from those of its items: xxHash's round over them, as CPython's tuples have it (xxHash
/// specification, XXH64).
pub(super) struct TupleHash(u64);

impl Default for TupleHash {
    fn default() -> Self {
        TupleHash(2870177450012600261)
    }
}

impl TupleHash {
    /// The next item's.
    #[inline(always)]
    pub(super) fn add(&mut self, lane: u64) {
        let acc = self.0.wrapping_add(lane.wrapping_mul(14029467366897019727)).rotate_left(31);
        self.0 = acc.wrapping_mul(11400714785074694791);
    }

    /// What the rounds came to, for other things that consist of parts.
    pub(super) fn rounds(self) -> u64 {
        self.0
    }

    /// That of a tuple of so many.
    #[inline(always)]
    pub(super) fn of(self, length: usize) -> u64 {
        let hash = self.0.wrapping_add(length as u64 ^ (2870177450012600261 ^ 3527539));
        if hash == u64::MAX { 1546275796 } else { hash }
    }
}

/// The hash of an object that is equal to itself only.
#[inline(always)]
pub(super) fn identity_hash(object: Value) -> u64 {
    object.bits() >> 4
}

/// Looks for a plain key of that hash.
#[inline(always)]
pub(super) fn find_plain(dict: Gc<Dict>, hash: u64, key: Value) -> Plain {
    match dict.find_same(hash, key) {
        Ok(Some(number)) => Plain::Found(number),
        Ok(None) => Plain::Absent,
        Err(Undecided) => find_plain_equal(dict, hash, key),
    }
}

#[inline(never)]
fn find_plain_equal(dict: Gc<Dict>, hash: u64, key: Value) -> Plain {
    let text = exact_str(key);
    found(dict.find(hash, key, |other| equals_plain(key, text, other)))
}

/// Whether a plain key (a str, or else a small int, a tuple or a class) equals another key of its hash that is not
/// identical.
#[inline(always)]
fn equals_plain(key: Value, text: Option<Gc<Str>>, other: Value) -> PyResult<bool> {
    match (text, exact_str(other)) {
        (Some(a), Some(b)) => Ok(!(a.is_interned() && b.is_interned()) && a.as_bytes() == b.as_bytes()),
        // An int is no str; two small ints that are equal are identical.
        (None, Some(_)) => Ok(false),
        (_, None) if other.is_small_int() => Ok(false),
        (None, None) => match plain_order(key, other) {
            Some(order) => Ok(order.is_eq()),
            None => Err(Raised),
        },
        _ => Err(Raised),
    }
}

#[inline(always)]
fn found(probe: PyResult<Option<usize>>) -> Plain {
    match probe {
        Ok(Some(number)) => Plain::Found(number),
        Ok(None) => Plain::Absent,
        Err(Raised) => Plain::Unknown,
    }
}

/// An exact `set` or `frozenset`.
#[inline(always)]
pub(super) fn exact_set(vm: &Vm, value: Value) -> Option<Gc<Set>> {
    let set = value.downcast::<Set>()?;
    let shape = set.header().shape();
    (shape == Kind::Set as u32 || shape == vm.types.frozenset.root_shape().0).then_some(set)
}

/// As [`find_plain`], in a set.
#[inline]
pub(super) fn find_plain_element(set: Gc<Set>, hash: u64, key: Value) -> Plain {
    found(set.find(hash, key, |other| equals_plain(key, exact_str(key), other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use pyopt_compiler::semantics::int;

    #[test]
    fn small_ints_hash_as_ints_do() {
        for i in [0, 1, -1, -2, 7, Value::INT_MIN, Value::INT_MAX] {
            let hash = plain_hash(HashSecret::default(), Value::small_int_unchecked(i));
            assert_eq!(hash, Some(int::hash(int::IntRef::Small(i)) as u64), "{i}");
        }
    }
}
