//! How the characters of a subject lie in its bytes.
//!
//! The text is cut where the search ends, so that its end is the end of the search. Positions stand between
//! characters; what decodes a character checks all the same, and takes a damaged one for its first byte.

/// The encoding of a subject.
pub(super) trait Units {
    /// The character at a position, and the position behind it.
    fn next(text: &[u8], at: usize) -> Option<(u32, usize)>;

    /// The position before the character that ends at `at`, which is not 0.
    fn back(text: &[u8], at: usize) -> usize;

    /// Takes characters while they pass, `most` at most; where it stops, and how many it took.
    fn take(text: &[u8], at: usize, most: usize, passes: impl Fn(u32) -> bool) -> (usize, usize);
}

/// Each byte is a character: bytes, and text in ASCII.
pub(super) struct Single;

impl Units for Single {
    #[inline(always)]
    fn next(text: &[u8], at: usize) -> Option<(u32, usize)> {
        text.get(at).map(|&byte| (u32::from(byte), at + 1))
    }

    #[inline(always)]
    fn back(_: &[u8], at: usize) -> usize {
        at - 1
    }

    #[inline(always)]
    fn take(text: &[u8], at: usize, most: usize, passes: impl Fn(u32) -> bool) -> (usize, usize) {
        let rest = &text[at..];
        let rest = &rest[..most.min(rest.len())];
        let count = rest.iter().position(|&byte| !passes(u32::from(byte))).unwrap_or(rest.len());
        (at + count, count)
    }
}

/// Generalized UTF-8.
pub(super) struct Wide;

impl Units for Wide {
    #[inline(always)]
    fn next(text: &[u8], at: usize) -> Option<(u32, usize)> {
        let first = *text.get(at)?;
        if first < 0x80 { Some((u32::from(first), at + 1)) } else { Some(decode(text, at, first)) }
    }

    #[inline(always)]
    fn back(text: &[u8], at: usize) -> usize {
        let mut at = at - 1;
        while at > 0 && text.get(at).is_some_and(|byte| byte & 0xc0 == 0x80) {
            at -= 1;
        }
        at
    }

    #[inline(always)]
    fn take(text: &[u8], mut at: usize, most: usize, passes: impl Fn(u32) -> bool) -> (usize, usize) {
        let mut count = 0;
        while count < most
            && let Some((c, next)) = Self::next(text, at)
            && passes(c)
        {
            (at, count) = (next, count + 1);
        }
        (at, count)
    }
}

#[inline(never)]
fn decode(text: &[u8], at: usize, first: u8) -> (u32, usize) {
    let tail = |byte: u8| u32::from(byte & 0x3f);
    match text[at..] {
        [_, b, ..] if first < 0xe0 => (u32::from(first & 0x1f) << 6 | tail(b), at + 2),
        [_, b, c, ..] if first < 0xf0 => (u32::from(first & 0x0f) << 12 | tail(b) << 6 | tail(c), at + 3),
        [_, b, c, d, ..] if first >= 0xf0 => {
            (u32::from(first & 7) << 18 | tail(b) << 12 | tail(c) << 6 | tail(d), at + 4)
        }
        _ => (u32::from(first), at + 1),
    }
}
