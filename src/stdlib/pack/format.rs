//! Formats of `struct`: text to a list of fields with their places.

use std::mem::{align_of, size_of};

/// How multi-byte values lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Order {
    Little,
    Big,
}

/// A run of values of one kind: `count` values, or for `s` and `p` one value of `size` bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub(super) code: u8,
    pub(super) offset: usize,
    pub(super) size: usize,
    pub(super) count: usize,
}

/// A compiled format.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) fields: Vec<Field>,
    pub(super) size: usize,
    /// How many values it takes.
    pub(super) values: usize,
    pub(super) order: Order,
    /// `@`: the machine's own sizes, and floats converted without a check.
    pub(super) native: bool,
}

/// Size and alignment of a code; `None` for what is no code.
fn code_size(code: u8, native: bool) -> Option<(usize, usize)> {
    let own = |size: usize| Some((size, if native { size } else { 1 }));
    match code {
        b'x' | b'b' | b'B' | b'c' | b's' | b'p' | b'?' => Some((1, 1)),
        b'h' | b'H' | b'e' => own(2),
        b'i' | b'I' | b'f' => own(4),
        b'l' | b'L' if native => Some((size_of::<std::ffi::c_long>(), align_of::<std::ffi::c_long>())),
        b'l' | b'L' => own(4),
        b'q' | b'Q' | b'd' => own(8),
        b'n' | b'N' | b'P' if native => Some((size_of::<usize>(), size_of::<usize>())),
        b'F' => Some((8, if native { 4 } else { 1 })),
        b'D' => Some((16, if native { 8 } else { 1 })),
        _ => None,
    }
}

impl Layout {
    /// The layout of an empty format.
    pub(super) const EMPTY: Layout =
        Layout { fields: Vec::new(), size: 0, values: 0, order: Order::Little, native: true };

    /// Reads a format.
    ///
    /// # Errors
    /// The message of `struct.error`.
    pub(super) fn parse(text: &[u8]) -> Result<Layout, &'static str> {
        let host = if cfg!(target_endian = "little") { Order::Little } else { Order::Big };
        let (native, order, rest) = match text.first() {
            Some(b'@') => (true, host, &text[1..]),
            Some(b'=') => (false, host, &text[1..]),
            Some(b'<') => (false, Order::Little, &text[1..]),
            Some(b'>' | b'!') => (false, Order::Big, &text[1..]),
            _ => (true, host, text),
        };
        const TOO_LONG: &str = "total struct size too long";
        let most = isize::MAX as usize;
        let (mut fields, mut size, mut values) = (Vec::new(), 0usize, 0usize);
        let mut at = 0;
        while at < rest.len() {
            if rest[at].is_ascii_whitespace() || rest[at] == 0x0b {
                at += 1;
                continue;
            }
            let digits = rest[at..].iter().take_while(|b| b.is_ascii_digit()).count();
            let count = match digits {
                0 => 1,
                _ => std::str::from_utf8(&rest[at..at + digits])
                    .ok()
                    .and_then(|t| t.parse::<usize>().ok())
                    .filter(|&n| n <= most)
                    .ok_or(TOO_LONG)?,
            };
            at += digits;
            let Some(&code) = rest.get(at) else {
                return Err("repeat count given without format specifier");
            };
            at += 1;
            let Some((item, align)) = code_size(code, native) else {
                return Err(if code == 0 { "embedded null character" } else { "bad char in struct format" });
            };
            let offset = size.checked_next_multiple_of(align).ok_or(TOO_LONG)?;
            let bytes = item.checked_mul(count).ok_or(TOO_LONG)?;
            size = offset.checked_add(bytes).filter(|&s| s <= most).ok_or(TOO_LONG)?;
            match code {
                b'x' => {}
                b's' | b'p' => {
                    fields.push(Field { code, offset, size: count, count: 1 });
                    values += 1;
                }
                _ => {
                    if count > 0 {
                        fields.push(Field { code, offset, size: item, count });
                    }
                    values += count;
                }
            }
        }
        Ok(Layout { fields, size, values, order, native })
    }
}
