//! Hash maps of names: fast, and seeded, since names come from programs.

use std::collections::{HashMap, HashSet};

/// A map; `Map::default()` makes an empty one.
pub type Map<K, V> = HashMap<K, V, foldhash::fast::RandomState>;
/// A set; `Set::default()` makes an empty one.
pub type Set<K> = HashSet<K, foldhash::fast::RandomState>;
