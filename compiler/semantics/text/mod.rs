//! The methods of `str`, `bytes` and `bytearray`, and text read as numbers: pure functions, one file per family.
//!
//! ```text
//! "Straße".upper()      case ── unicode ── unicode_tables (Unicode 16.0, generated)
//! "a b".split()         split ─┐
//! b"a b".split()        split ─┴ unit::Text: one algorithm over code points and over bytes
//! "é".encode("ascii")   codec: an EncodeError holds start, end and reason
//! int("१२")             number
//! ```
//!
//! A `str` is generalized UTF-8 (lone surrogates, and pairs of them, are three bytes each). INVARIANT: indices
//! that come in or go out count code points for a `str` and bytes for `bytes`; byte offsets stay inside.
//! A search over the encoded bytes finds exactly what a search over the code points would, for the encoding
//! synchronizes itself; only the index of what was found needs counting, and only in text beyond ASCII.

pub mod case;
pub mod classify;
pub mod codec;
pub mod number;
pub mod pad;
pub mod replace;
pub mod repr;
pub mod search;
pub mod split;
pub mod strip;
pub mod unicode;
mod unicode_tables;
pub mod unit;
