//! Numbers read from text: `int(text, base)` and `float(text)` where the exception belongs to run time.

use super::int::{Int, MAX_STR_DIGITS};
use super::text::number::{self, Source};

/// `int(text, base)`; `None` where Python raises.
pub fn parse_int(text: &str, base: u32) -> Option<Int> {
    number::parse_int(Source::Str(text.into()), base.into(), MAX_STR_DIGITS).ok()
}

/// `float(text)`; `None` where Python raises.
pub fn parse_float(text: &str) -> Option<f64> {
    number::parse_float(Source::Str(text.into())).ok()
}
