//! The hashes of str and bytes: SipHash-1-3 under a secret of the engine, so that nobody outside can choose keys that
//! collide.
//!
//! ```text
//! PYTHONHASHSEED=0       secret 0, 0
//! PYTHONHASHSEED=n       x ← 214013 x + 2531011 from x = n on; of each x bits 16..24 are a byte of the secret
//! random                 two words that nobody knows
//! ```
//!
//! A seed gives CPython's hashes: so sets of str have CPython's order. A str is hashed as CPython stores it, with one, two
//! or four bytes for each character; a text that is ASCII is its own bytes.
//!
//! Reading: Aumasson and Bernstein, "SipHash: a fast short-input PRF".

use std::hash::{BuildHasher, Hasher, RandomState};

/// The key of an engine's hashes.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct HashSecret {
    key: [u64; 2],
}

/// Where an engine's secret comes from.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub enum HashSeed {
    /// Another one for each engine.
    #[default]
    Random,
    /// The one that CPython makes of this `PYTHONHASHSEED`.
    Fixed(u32),
}

impl HashSeed {
    /// The secret.
    pub fn secret(self) -> HashSecret {
        match self {
            // The standard library asks the system for the keys of its own tables, which are a secret too.
            HashSeed::Random => {
                HashSecret { key: [0, 1].map(|_| RandomState::new().build_hasher().finish()) }
            }
            HashSeed::Fixed(0) => HashSecret::default(),
            HashSeed::Fixed(seed) => {
                let mut x = seed;
                let mut word = || {
                    u64::from_le_bytes(std::array::from_fn(|_| {
                        x = x.wrapping_mul(214_013).wrapping_add(2_531_011);
                        (x >> 16) as u8
                    }))
                };
                HashSecret { key: [word(), word()] }
            }
        }
    }
}

impl HashSecret {
    /// The secret with these two words.
    pub fn new(key: [u64; 2]) -> HashSecret {
        HashSecret { key }
    }

    /// The hash of bytes; nothing hashes to 0, and -1 is no hash.
    pub fn of_bytes(self, bytes: &[u8]) -> u64 {
        match bytes.len() {
            0 => 0,
            _ => self.siphash13(bytes).min(u64::MAX - 1),
        }
    }

    /// The hash of a str with this text in generalized UTF-8.
    pub fn of_text(self, text: &[u8]) -> u64 {
        if text.is_ascii() { self.of_bytes(text) } else { self.of_wide_text(text) }
    }

    #[cold]
    #[inline(never)]
    fn of_wide_text(self, text: &[u8]) -> u64 {
        let points = || rustpython_wtf8::Wtf8::from_bytes(text).into_iter().flat_map(|t| t.code_points());
        let widest = points().map(|p| p.to_u32()).max().unwrap_or(0);
        let mut stored = Vec::with_capacity(text.len() * 2);
        for point in points() {
            let bytes = point.to_u32().to_le_bytes();
            let width = if widest < 0x100 {
                1
            } else if widest < 0x1_0000 {
                2
            } else {
                4
            };
            stored.extend_from_slice(&bytes[..width]);
        }
        self.of_bytes(&stored)
    }

    /// SipHash-1-3.
    pub fn siphash13(self, bytes: &[u8]) -> u64 {
        let [k0, k1] = self.key;
        let mut v = [
            k0 ^ 0x736f_6d65_7073_6575,
            k1 ^ 0x646f_7261_6e64_6f6d,
            k0 ^ 0x6c79_6765_6e65_7261,
            k1 ^ 0x7465_6462_7974_6573,
        ];
        let (words, rest) = bytes.as_chunks::<8>();
        for &word in words {
            absorb(&mut v, u64::from_le_bytes(word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        last[7] = bytes.len() as u8;
        absorb(&mut v, u64::from_le_bytes(last));
        v[2] ^= 0xff;
        for _ in 0..3 {
            round(&mut v);
        }
        v[0] ^ v[1] ^ v[2] ^ v[3]
    }
}

#[inline(always)]
fn absorb(v: &mut [u64; 4], word: u64) {
    v[3] ^= word;
    round(v);
    v[0] ^= word;
}

#[inline(always)]
fn round(v: &mut [u64; 4]) {
    v[0] = v[0].wrapping_add(v[1]);
    v[2] = v[2].wrapping_add(v[3]);
    v[1] = v[1].rotate_left(13) ^ v[0];
    v[3] = v[3].rotate_left(16) ^ v[2];
    v[0] = v[0].rotate_left(32);
    v[2] = v[2].wrapping_add(v[1]);
    v[0] = v[0].wrapping_add(v[3]);
    v[1] = v[1].rotate_left(17) ^ v[2];
    v[3] = v[3].rotate_left(21) ^ v[0];
    v[2] = v[2].rotate_left(32);
}
