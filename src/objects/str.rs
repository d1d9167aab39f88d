//! `str`: generalized UTF-8, so that lone surrogates are kept.
//!
//! ```text
//! inline:   [header][hash][bytes][chars][text …]
//! buffered: [header][hash][bytes][chars][buffer ─► ByteBuffer][index ─► ByteBuffer or NULL][place]
//! ```
//!
//! Up to [`INLINE_MAX`] bytes lie in the string's own cell. A buffer may be longer than the text: who appends to
//! the string that ends where the buffer's used part ends claims the tail (`used` stands in the first 8 bytes of
//! the buffer), so a chain of `s += t` is linear. The index holds the byte offset of every 64th character, and the
//! place is where the last access was: who goes through a text character by character never walks far.
//!
//! INVARIANTS: the text never changes; ASCII says that bytes and characters agree; two interned strs with the
//! same text are the same object.

use super::{ByteBuffer, Kind};
use crate::heap::{Gc, Header, Heap, HeapObject, Marker, OutOfMemory, flags};
use crate::value::Value;
use crate::vm::secret::HashSecret;
use rustpython_wtf8::{CodePoint, Wtf8};
use std::cell::Cell;

/// The longest text, in bytes, that lies in the string's own cell.
pub const INLINE_MAX: usize = 128;
/// Characters between two entries of the index.
const STRIDE: usize = 64;
/// Nearer than that to the last access, steps are quicker than the index.
const NEAR: usize = 24;
const USED_WORD: usize = 8;

const INTERNED: u8 = flags::KIND_A;
const ASCII: u8 = flags::KIND_B;
const INLINE: u8 = flags::KIND_C;

/// A str.
#[repr(C)]
pub struct Str {
    header: Header,
    /// 0: not computed yet.
    hash: Cell<u64>,
    bytes: usize,
    chars: usize,
}

#[repr(C)]
struct Buffered {
    buffer: Cell<Value>,
    index: Cell<Value>,
    /// A code point's number and its byte offset.
    place: Cell<(usize, usize)>,
}

// SAFETY: `#[repr(C)]`, header first; the two fields behind the struct are visited where they exist.
unsafe impl HeapObject for Str {
    const KIND: Kind = Kind::Str;
    fn trace(&self, marker: &mut Marker<'_>) {
        if let Some(b) = self.buffered() {
            marker.field(&b.buffer);
            marker.field(&b.index);
        }
    }
}

impl Str {
    /// A str of that text.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn new(heap: &mut Heap, shape: u32, attrs: bool, text: &Wtf8) -> Result<Gc<Str>, OutOfMemory> {
        let bytes = text.as_bytes();
        let (chars, mut flag) = if bytes.is_ascii() { (bytes.len(), ASCII) } else { (count_chars(bytes), 0) };
        if attrs {
            flag |= flags::HAS_ATTRS;
        }
        let s = if bytes.len() <= INLINE_MAX {
            let s = Str::raw(heap, shape, flag | INLINE, bytes.len(), chars, bytes.len())?;
            // SAFETY: the cell has room for the text behind the struct.
            unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), s.tail().cast(), bytes.len()) };
            s
        } else {
            let buffer = ByteBuffer::new(heap, USED_WORD + bytes.len())?;
            fill(&buffer.bytes()[USED_WORD..], bytes);
            set_used(buffer, bytes.len());
            Str::with_buffer(heap, shape, flag, bytes.len(), chars, buffer)?
        };
        Ok(s)
    }

    /// A str of digits and the like.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    ///
    /// # Panics
    /// In debug builds, when a byte is not ASCII.
    pub(crate) fn of_ascii(heap: &mut Heap, text: &[u8]) -> Result<Gc<Str>, OutOfMemory> {
        debug_assert!(text.is_ascii());
        let (s, first) = Str::blank(heap, text.len(), text.len(), true)?;
        // SAFETY: there is room for the text, in a str that nobody else has seen yet.
        unsafe { std::ptr::copy_nonoverlapping(text.as_ptr(), first, text.len()) };
        Ok(s)
    }

    /// A str of the bytes between two starts of code points (or the end) of another one.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn part(heap: &mut Heap, this: Gc<Str>, from: usize, to: usize) -> Result<Gc<Str>, OutOfMemory> {
        let part = &this.as_bytes()[from..to];
        if !this.is_ascii() || part.len() > INLINE_MAX {
            // SAFETY: it was cut at code points.
            return Str::new(heap, Kind::Str as u32, false, unsafe { Wtf8::from_bytes_unchecked(part) });
        }
        let s = Str::raw(heap, Kind::Str as u32, ASCII | INLINE, part.len(), part.len(), part.len())?;
        // SAFETY: the cell has room for the text behind the struct.
        unsafe { std::ptr::copy_nonoverlapping(part.as_ptr(), s.tail().cast(), part.len()) };
        Ok(s)
    }

    fn raw(
        heap: &mut Heap,
        shape: u32,
        flag: u8,
        bytes: usize,
        chars: usize,
        tail: usize,
    ) -> Result<Gc<Str>, OutOfMemory> {
        let header = Header::new(Kind::Str, shape).with_flags(flag);
        // The word for attributes lies at the cell's end.
        let extra = tail + if flag & flags::HAS_ATTRS != 0 { 8 } else { 0 };
        let s = heap.try_alloc(Str { header, hash: Cell::new(0), bytes, chars }, extra)?;
        heap.init_attrs_word(s.as_ptr());
        Ok(s)
    }

    fn with_buffer(
        heap: &mut Heap,
        shape: u32,
        flag: u8,
        bytes: usize,
        chars: usize,
        buffer: Gc<ByteBuffer>,
    ) -> Result<Gc<Str>, OutOfMemory> {
        let s = Str::raw(heap, shape, flag, bytes, chars, size_of::<Buffered>())?;
        let fields = Buffered {
            buffer: Cell::new(buffer.value()),
            index: Cell::new(Value::NULL),
            place: Cell::new((0, 0)),
        };
        // SAFETY: the cell has room for the two fields behind the struct.
        unsafe { s.tail().cast::<Buffered>().write(fields) };
        Ok(s)
    }

    /// `left + right`; a left side that owns its buffer's end lends it.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn concat(
        heap: &mut Heap,
        shape: u32,
        left: Gc<Str>,
        right: Gc<Str>,
    ) -> Result<Gc<Str>, OutOfMemory> {
        let bytes = left.bytes.checked_add(right.bytes).ok_or(OutOfMemory)?;
        // A high surrogate before a low one stays two code points: generalized UTF-8 keeps them apart.
        let flag = if left.is_ascii() && right.is_ascii() { ASCII } else { 0 };
        let chars = left.chars + right.chars;
        if bytes <= INLINE_MAX {
            let s = Str::raw(heap, shape, flag | INLINE, bytes, chars, bytes)?;
            // SAFETY: the cell has room for both texts behind the struct.
            unsafe {
                std::ptr::copy_nonoverlapping(left.as_bytes().as_ptr(), s.tail().cast(), left.bytes);
                std::ptr::copy_nonoverlapping(
                    right.as_bytes().as_ptr(),
                    s.tail().cast::<u8>().add(left.bytes),
                    right.bytes,
                );
            }
            return Ok(s);
        }
        let lent = left.buffered().and_then(|b| b.buffer.get().downcast::<ByteBuffer>());
        let buffer = match lent {
            Some(b) if used(b) == left.bytes && b.capacity() - USED_WORD >= bytes => b,
            _ => {
                // Spare room from the second append on: at most twofold.
                let spare = if lent.is_some() { bytes } else { bytes / 8 };
                let b = ByteBuffer::new(heap, USED_WORD + bytes.saturating_add(spare))?;
                fill(&b.bytes()[USED_WORD..], left.as_bytes());
                b
            }
        };
        fill(&buffer.bytes()[USED_WORD + left.bytes..], right.as_bytes());
        set_used(buffer, bytes);
        Str::with_buffer(heap, shape, flag, bytes, chars, buffer)
    }

    /// The texts, with the separator between them.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn join(
        heap: &mut Heap,
        separator: Option<Gc<Str>>,
        texts: impl Iterator<Item = Gc<Str>> + Clone,
    ) -> Result<Gc<Str>, OutOfMemory> {
        let (mut bytes, mut chars, mut ascii, mut count) = (0usize, 0, true, 0usize);
        for text in texts.clone() {
            count += 1;
            bytes = bytes.checked_add(text.bytes).ok_or(OutOfMemory)?;
            chars += text.chars;
            ascii &= text.is_ascii();
        }
        if let (Some(separator), 1..) = (separator, count.saturating_sub(1)) {
            let all = separator.bytes.checked_mul(count - 1).ok_or(OutOfMemory)?;
            bytes = bytes.checked_add(all).ok_or(OutOfMemory)?;
            chars += separator.chars * (count - 1);
            ascii &= separator.is_ascii();
        }
        let (s, first) = Str::blank(heap, bytes, chars, ascii)?;
        let mut at = 0;
        let mut put = |piece: &[u8]| {
            // SAFETY: the pieces have `bytes` bytes together, for which there is room, in a str that nobody else
            // has seen yet.
            unsafe { std::ptr::copy_nonoverlapping(piece.as_ptr(), first.add(at), piece.len()) };
            at += piece.len();
        };
        for (number, text) in texts.enumerate() {
            if let (Some(separator), 1..) = (separator, number) {
                put(separator.as_bytes());
            }
            put(text.as_bytes());
        }
        Ok(s)
    }

    /// A str whose `bytes` bytes are for the caller to write, where they lie.
    fn blank(
        heap: &mut Heap,
        bytes: usize,
        chars: usize,
        ascii: bool,
    ) -> Result<(Gc<Str>, *mut u8), OutOfMemory> {
        let flag = if ascii { ASCII } else { 0 };
        if bytes <= INLINE_MAX {
            let s = Str::raw(heap, Kind::Str as u32, flag | INLINE, bytes, chars, bytes)?;
            return Ok((s, s.tail()));
        }
        let buffer = ByteBuffer::new(heap, USED_WORD + bytes)?;
        set_used(buffer, bytes);
        let s = Str::with_buffer(heap, Kind::Str as u32, flag, bytes, chars, buffer)?;
        Ok((s, buffer.bytes()[USED_WORD..].as_ptr().cast_mut().cast()))
    }

    /// A text of ASCII with every `old`, which is not empty, replaced by `new`; `None` if there is none.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    ///
    /// # Panics
    /// When the text is not ASCII, or `old` is empty.
    pub fn replaced(
        heap: &mut Heap,
        this: Gc<Str>,
        old: Gc<Str>,
        new: Gc<Str>,
    ) -> Result<Option<Gc<Str>>, OutOfMemory> {
        assert!(this.is_ascii() && !old.is_empty(), "not a text of ASCII and a part of one");
        let text = this.as_bytes();
        if let (&[old], &[new]) = (old.as_bytes(), new.as_bytes()) {
            let Some(first) = memchr::memchr(old, text) else { return Ok(None) };
            let (s, out) = Str::blank(heap, text.len(), text.len(), true)?;
            // SAFETY: there is room for as many bytes, in a str that nobody else has seen yet.
            let out = unsafe {
                std::ptr::copy_nonoverlapping(text.as_ptr(), out, text.len());
                std::slice::from_raw_parts_mut(out, text.len())
            };
            out[first..].iter_mut().for_each(|byte| *byte = if *byte == old { new } else { *byte });
            return Ok(Some(s));
        }
        let finder = memchr::memmem::Finder::new(old.as_bytes());
        let count = finder.find_iter(text).count();
        if count == 0 {
            return Ok(None);
        }
        let longer = |has: usize, part: usize, by: usize| {
            count.checked_mul(by).and_then(|more| (has - count * part).checked_add(more)).ok_or(OutOfMemory)
        };
        let bytes = longer(text.len(), old.bytes, new.bytes)?;
        let chars = longer(text.len(), old.bytes, new.chars)?;
        let (s, out) = Str::blank(heap, bytes, chars, new.is_ascii())?;
        let (mut from, mut to) = (0, 0);
        let mut put = |piece: &[u8]| {
            // SAFETY: the pieces have `bytes` bytes together, for which there is room, as above.
            unsafe { std::ptr::copy_nonoverlapping(piece.as_ptr(), out.add(to), piece.len()) };
            to += piece.len();
        };
        for at in finder.find_iter(text) {
            put(&text[from..at]);
            put(new.as_bytes());
            from = at + old.bytes;
        }
        put(&text[from..]);
        Ok(Some(s))
    }

    fn tail(&self) -> *mut u8 {
        // SAFETY: one past the struct is inside the cell or its end.
        unsafe { std::ptr::from_ref(self).add(1).cast_mut().cast() }
    }

    fn buffered(&self) -> Option<&Buffered> {
        // SAFETY: a str that is not inline has the two fields behind the struct.
        if self.header.has_flag(INLINE) { None } else { Some(unsafe { &*self.tail().cast::<Buffered>() }) }
    }

    /// The text, as bytes of generalized UTF-8.
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        let first = match self.buffered() {
            None => self.tail().cast_const(),
            Some(b) => match b.buffer.get().downcast::<ByteBuffer>() {
                Some(b) => b.bytes()[USED_WORD..].as_ptr().cast(),
                None => return &[],
            },
        };
        // SAFETY: `bytes` bytes were written there, and those never change; the cell or buffer lives as long as
        // the slice stands on the stack.
        unsafe { std::slice::from_raw_parts(first, self.bytes) }
    }

    /// The text.
    #[inline]
    pub fn as_wtf8(&self) -> &Wtf8 {
        // SAFETY: made from `Wtf8` texts only, whole or cut and joined at code points.
        unsafe { Wtf8::from_bytes_unchecked(self.as_bytes()) }
    }

    /// The text, unless it holds a surrogate.
    #[inline]
    pub fn as_str(&self) -> Option<&str> {
        if self.is_ascii() {
            // SAFETY: ASCII is UTF-8.
            return Some(unsafe { std::str::from_utf8_unchecked(self.as_bytes()) });
        }
        std::str::from_utf8(self.as_bytes()).ok()
    }

    /// How many code points it has.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.chars
    }

    /// Whether it has none.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    /// Whether every code point is below 128.
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.header.has_flag(ASCII)
    }

    /// Whether comparing pointers is comparing texts.
    #[inline(always)]
    pub fn is_interned(&self) -> bool {
        self.header.has_flag(INTERNED)
    }

    /// Marks the one str of its text that the engine's table of names holds.
    pub fn set_interned(this: Gc<Str>) {
        this.set_flag(INTERNED, true);
    }

    /// The hash, computed once.
    #[inline]
    pub fn hash(&self, secret: HashSecret) -> u64 {
        // The empty text's hash is 0.
        if self.hash.get() == 0 {
            self.hash.set(secret.of_text(self.as_bytes()));
        }
        self.hash.get()
    }

    /// The hash of an interned str, which has been computed.
    #[inline(always)]
    pub fn name_hash(&self) -> u64 {
        self.hash.get()
    }

    /// The byte offset of code point `index` (`index <= len`).
    #[inline]
    pub fn byte_offset(this: Gc<Str>, heap: &mut Heap, index: usize) -> usize {
        if this.is_ascii() {
            return index;
        }
        match this.buffered().map(|fields| fields.place.get()) {
            Some((number, at)) if number == index => at,
            _ => Str::wide_offset(this, heap, index),
        }
    }

    /// The byte offset in a text that is not ASCII.
    #[inline(never)]
    fn wide_offset(this: Gc<Str>, heap: &mut Heap, index: usize) -> usize {
        let text = this.as_bytes();
        let Some(fields) = this.buffered() else { return forward(text, 0, index) };
        let (number, at) = fields.place.get();
        // Most texts are read from left to right.
        match text.get(at) {
            Some(&first) if index == number + 1 => {
                let at = at + width(first);
                fields.place.set((index, at));
                at
            }
            _ => Str::far_offset(this, heap, index),
        }
    }

    /// As above, of a text with an index that is not the next one to the last access.
    #[inline(never)]
    fn far_offset(this: Gc<Str>, heap: &mut Heap, index: usize) -> usize {
        let text = this.as_bytes();
        let Some(fields) = this.buffered() else { return forward(text, 0, index) };
        if index == this.chars {
            return text.len();
        }
        let (number, at) = fields.place.get();
        let at = match index.abs_diff(number) {
            NEAR.. => {
                if fields.index.get().is_null()
                    && let Some(built) = build_index(heap, text)
                {
                    heap.set(this, &fields.index, built.value());
                }
                match fields.index.get().downcast::<ByteBuffer>() {
                    Some(table) => forward(text, entry(table, index / STRIDE), index % STRIDE),
                    None => forward(text, 0, index),
                }
            }
            steps if index >= number => forward(text, at, steps),
            steps => backward(text, at, steps),
        };
        fields.place.set((index, at));
        at
    }

    /// The index of the code point that starts at byte `offset`: the inverse of [`Str::byte_offset`].
    pub fn index_at(this: Gc<Str>, heap: &mut Heap, offset: usize) -> usize {
        if this.is_ascii() {
            return offset;
        }
        let text = this.as_bytes();
        let offset = offset.min(text.len());
        let Some(fields) = this.buffered() else { return count_chars(&text[..offset]) };
        let (number, at) = fields.place.get();
        let index = if offset.abs_diff(at) < NEAR {
            if offset >= at {
                number + count_chars(&text[at..offset])
            } else {
                number - count_chars(&text[offset..at])
            }
        } else {
            // Makes the index where there is none.
            Str::wide_offset(this, heap, 0);
            Str::wide_offset(this, heap, this.chars - 1);
            let Some(table) = fields.index.get().downcast::<ByteBuffer>() else {
                return count_chars(&text[..offset]);
            };
            let (mut low, mut high) = (0, this.chars / STRIDE);
            while low < high {
                let middle = (low + high).div_ceil(2);
                if entry(table, middle) <= offset { low = middle } else { high = middle - 1 }
            }
            low * STRIDE + count_chars(&text[entry(table, low)..offset])
        };
        fields.place.set((index, offset));
        index
    }

    /// The bytes of the code point at `index`, which there is.
    #[inline]
    pub fn char_range(this: Gc<Str>, heap: &mut Heap, index: usize) -> (usize, usize) {
        let at = Str::byte_offset(this, heap, index);
        (at, at + this.as_bytes().get(at).map_or(0, |&first| width(first)))
    }

    /// The code point at `index`.
    pub fn char_at(this: Gc<Str>, heap: &mut Heap, index: usize) -> Option<CodePoint> {
        if index >= this.chars {
            return None;
        }
        let at = Str::byte_offset(this, heap, index);
        let bytes = this.as_bytes();
        // SAFETY: `at` is the start of a code point, and its width stays inside the text.
        unsafe { Wtf8::from_bytes_unchecked(&bytes[at..at + width(bytes[at])]) }.code_points().next()
    }
}

/// An entry of the index.
fn entry(table: Gc<ByteBuffer>, number: usize) -> usize {
    let bytes = &table.bytes()[number * 8..][..8];
    // SAFETY: eight bytes, which may be anything.
    unsafe { bytes.as_ptr().cast::<usize>().read_unaligned() }
}

/// The offset that many code points behind the one at `at`.
fn forward(text: &[u8], mut at: usize, mut left: usize) -> usize {
    // Eight bytes at a time while all code points that start in them are to be passed.
    const ONES: u64 = 0x0101_0101_0101_0101;
    if left >= 8 {
        while left >= 8
            && let Some(bytes) = text.get(at..at + 8)
        {
            let word = u64::from_ne_bytes(bytes.try_into().unwrap_or_default());
            let inner = ((word >> 7) & !(word >> 6) & ONES).count_ones() as usize;
            left -= 8 - inner;
            at += 8;
        }
        while text.get(at).is_some_and(|byte| byte & 0xC0 == 0x80) {
            at += 1;
        }
    }
    while left > 0 {
        at += text.get(at).map_or(0, |&first| width(first));
        left -= 1;
    }
    at
}

/// The offset that many code points before the one at `at`.
fn backward(text: &[u8], mut at: usize, left: usize) -> usize {
    for _ in 0..left {
        at -= 1;
        while text[at] & 0xC0 == 0x80 {
            at -= 1;
        }
    }
    at
}

/// Bytes of the code point that starts with `first`.
#[inline(always)]
fn width(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count()
}

fn fill(to: &[Cell<u8>], from: &[u8]) {
    let count = to.len().min(from.len());
    // SAFETY: both have as many bytes; those of a buffer are written by cells only, and nothing else is while this runs.
    unsafe { std::ptr::copy(from.as_ptr(), to.as_ptr().cast::<u8>().cast_mut(), count) };
}

fn used(buffer: Gc<ByteBuffer>) -> usize {
    entry(buffer, 0)
}

fn set_used(buffer: Gc<ByteBuffer>, bytes: usize) {
    fill(&buffer.bytes()[..USED_WORD], &bytes.to_ne_bytes());
}

fn build_index(heap: &mut Heap, text: &[u8]) -> Option<Gc<ByteBuffer>> {
    let entries = count_chars(text) / STRIDE + 1;
    let table = ByteBuffer::new(heap, entries * 8).ok()?;
    let mut at = 0;
    for number in 0..entries {
        fill(&table.bytes()[number * 8..][..8], &(at as u64).to_ne_bytes());
        at = forward(text, at, STRIDE);
    }
    Some(table)
}

/// Whether `key` is exactly a str with the text of an interned name.
#[inline]
pub(crate) fn is_name(key: Value, name: Value) -> bool {
    if key.is(name) {
        return true;
    }
    // Two interned strs with one text are one.
    let text = key.downcast::<Str>().filter(|s| s.header.shape() == Kind::Str as u32 && !s.is_interned());
    text.is_some_and(|s| name.downcast::<Str>().is_some_and(|n| n.as_bytes() == s.as_bytes()))
}
