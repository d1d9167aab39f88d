//! Identifiers: each spelling becomes one shared [`Ident`], normalized once.
//!
//! ```text
//! slots:   [ 0 | 2 | 0 | 1 | … ]     a power of two, at most half full; 0 is free
//! entries: [ (length, head, tail), spelling, ident ] …
//! ```
//!
//! Most names have at most sixteen bytes. Such a name *is* its [`Key`], its length and two words of its bytes that may
//! overlap, so that comparing two of them is comparing keys. Names come from programs: the hash is seeded.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::Ident;

/// A spelling's length, its first bytes and its last bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Key {
    length: u64,
    head: u64,
    tail: u64,
}

impl Key {
    #[inline]
    fn new(text: &[u8]) -> Key {
        let word = |bytes: &[u8]| bytes.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
        let length = text.len() as u64;
        let (head, tail) = match (text.first_chunk(), text.last_chunk()) {
            (Some(head), Some(tail)) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
            _ => match (text.first_chunk(), text.last_chunk()) {
                (Some(head), Some(tail)) => {
                    (u64::from(u32::from_le_bytes(*head)), u64::from(u32::from_le_bytes(*tail)))
                }
                _ => (word(text), 0),
            },
        };
        Key { length, head, tail }
    }

    /// Whether the key says all there is.
    #[inline]
    fn is_whole(self) -> bool {
        self.length <= 16
    }

    #[inline]
    fn hash(self, seed: u64) -> u64 {
        let product =
            u128::from(self.head ^ seed) * u128::from(self.tail ^ self.length ^ seed.rotate_left(32));
        product as u64 ^ (product >> 64) as u64
    }
}

struct Entry<'a> {
    key: Key,
    text: &'a str,
    ident: Ident,
}

/// The identifiers of a source by their spelling.
pub(super) struct Names<'a> {
    slots: Vec<u32>,
    entries: Vec<Entry<'a>>,
    seed: u64,
    /// For names of more than sixteen bytes that agree in their key.
    hasher: RandomState,
}

impl<'a> Names<'a> {
    /// For about so many names.
    pub(super) fn with_capacity(count: usize) -> Names<'a> {
        let hasher = RandomState::new();
        let slots = vec![0; (2 * count).next_power_of_two().max(32)];
        Names { slots, entries: Vec::with_capacity(count), seed: hasher.hash_one(0), hasher }
    }

    #[inline]
    fn hash(&self, key: Key, text: &str) -> u64 {
        if key.is_whole() { key.hash(self.seed) } else { self.hasher.hash_one(text) }
    }

    /// The identifier of a spelling.
    #[inline(never)]
    pub(super) fn intern(&mut self, text: &'a str) -> Ident {
        let key = Key::new(text.as_bytes());
        let mask = self.slots.len() - 1;
        let mut slot = self.hash(key, text) as usize & mask;
        while let Some(index) = self.slots[slot].checked_sub(1) {
            let entry = &self.entries[index as usize];
            if entry.key == key && (key.is_whole() || entry.text == text) {
                return entry.ident.clone();
            }
            slot = (slot + 1) & mask;
        }
        self.insert(key, text, slot)
    }

    #[inline(never)]
    fn insert(&mut self, key: Key, text: &'a str, slot: usize) -> Ident {
        let ident: Ident =
            if text.is_ascii() { Arc::from(text) } else { Arc::from(text.nfkc().collect::<String>()) };
        self.entries.push(Entry { key, text, ident: ident.clone() });
        self.slots[slot] = self.entries.len() as u32;
        if self.entries.len() * 2 > self.slots.len() {
            self.grow();
        }
        ident
    }

    fn grow(&mut self) {
        let mut slots = vec![0; self.slots.len() * 2];
        let mask = slots.len() - 1;
        for (index, entry) in self.entries.iter().enumerate() {
            let mut slot = self.hash(entry.key, entry.text) as usize & mask;
            while slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = index as u32 + 1;
        }
        self.slots = slots;
    }
}
