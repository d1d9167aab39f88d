//! Interned names: one str for each text, so that comparing names is comparing pointers.

use super::secret::HashSecret;
use crate::heap::{Gc, Heap, Marker};
use crate::objects::{Kind, Str};
use crate::value::Value;
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use rustpython_wtf8::Wtf8;
use std::hash::BuildHasher;

/// The table of interned names. They live as long as the engine.
pub struct Names {
    /// What strs are hashed under; names are hashed as they are made.
    pub secret: HashSecret,
    /// By their text, which no name has twice.
    table: HashTable<Gc<Str>>,
    hashing: RandomState,
    /// Those that no collection has seen yet.
    fresh: Vec<Value>,
    /// The strs of one ASCII character.
    ascii: Vec<Value>,
    /// What was asked for lately, by where the text lies and how long it is: most askers have it in static data.
    /// INVARIANT: a hint only; the text decides.
    recent: Vec<Option<Gc<Str>>>,
}

/// Places of [`Names::recent`].
const RECENT: usize = 1024;

impl Names {
    /// An empty table.
    pub fn new(secret: HashSecret) -> Names {
        Names {
            secret,
            table: HashTable::new(),
            hashing: RandomState::default(),
            fresh: Vec::new(),
            ascii: Vec::new(),
            recent: Vec::new(),
        }
    }

    /// The interned str of a text.
    ///
    /// # Panics
    /// When address space ends: the heap's limit is no concern of names, which are as long as their source.
    pub fn intern(&mut self, heap: &mut Heap, text: &Wtf8) -> Gc<Str> {
        let place = (text.as_bytes().as_ptr() as usize ^ text.len() << 3) % RECENT;
        if let Some(&Some(found)) = self.recent.get(place)
            && found.as_bytes() == text.as_bytes()
        {
            return found;
        }
        let found = self.intern_slow(heap, text);
        if self.recent.is_empty() {
            self.recent.resize(RECENT, None);
        }
        self.recent[place] = Some(found);
        found
    }

    #[inline(never)]
    fn intern_slow(&mut self, heap: &mut Heap, text: &Wtf8) -> Gc<Str> {
        if let Some(found) = self.find(text) {
            return found;
        }
        let made = heap.beyond_limit(|heap| Str::new(heap, Kind::Str as u32, false, text));
        let s = made.expect("pyopt: no address space for a name");
        s.hash(self.secret);
        Str::set_interned(s);
        let hashing = &self.hashing;
        let hash = |name: &Gc<Str>| hashing.hash_one(name.as_bytes());
        self.table.insert_unique(hash(&s), s, hash);
        self.fresh.push(s.value());
        s
    }

    fn find(&self, text: &Wtf8) -> Option<Gc<Str>> {
        let text = text.as_bytes();
        self.table.find(self.hashing.hash_one(text), |name| name.as_bytes() == text).copied()
    }

    /// Interns the strs of one ASCII character.
    pub(super) fn intern_ascii(&mut self, heap: &mut Heap) {
        self.ascii = (0..128u8)
            .map(|byte| self.intern(heap, Wtf8::new(char::from(byte).encode_utf8(&mut [0; 4]))).value())
            .collect();
    }

    /// The str of one ASCII character.
    #[inline(always)]
    pub(crate) fn ascii(&self, byte: u8) -> Value {
        self.ascii[usize::from(byte & 127)]
    }

    /// The interned str of a text that was interned before.
    pub fn get(&self, text: &str) -> Option<Gc<Str>> {
        self.find(Wtf8::new(text))
    }

    /// Visits all names.
    pub fn trace(&self, marker: &mut Marker<'_>) {
        if marker.is_young() {
            self.fresh.iter().for_each(|&v| marker.value(v));
        } else {
            self.table.iter().for_each(|name| marker.value(name.value()));
        }
    }

    /// A collection saw all names that there are.
    pub(super) fn were_seen(&mut self) {
        self.fresh.clear();
    }
}
