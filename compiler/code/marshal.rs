//! Marshal, version 5: code objects and constants as bytes, and back.
//!
//! ```text
//! object = type byte (bit 7: remember me) + payload        'r' n = the n-th remembered object
//! ```
//!
//! The input is untrusted. INVARIANTS of the reader: it never panics; nesting is bounded by [`MAX_DEPTH`]; it reserves no more
//! memory than bytes are left; back-references share, but their unfolded size is bounded, so that whoever walks the result ends.
//! Lists, dicts and sets are not constants and are refused.

use super::frozen::{AttributeStores, FrozenCode, NESTED, Sketch};
use super::object::{CodeFlags, CodeObject, Const, KindFlags, LocalsPlus};
use crate::map::Map;
use crate::syntax::ast::{BigInt, Ident, Wtf8, Wtf8Buf};
use malachite_bigint::Sign;
use num_traits::ToPrimitive;
use std::fmt;
use std::sync::Arc;

/// How deep objects may nest. CPython's limit is 2000; its compiler stays far below this one.
pub const MAX_DEPTH: usize = 400;
/// How many objects there may be when all references are unfolded.
const MAX_WEIGHT: usize = 1 << 25;
const FLAG_REF: u8 = 0x80;

/// Why bytes are not marshal data.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MarshalError {
    /// The end where an object should start (EOFError).
    EofForObject,
    /// The end inside an object (EOFError).
    TooShort,
    /// What is there is wrong (ValueError).
    Bad(&'static str),
    /// It nests too deeply (ValueError).
    TooDeep,
}

impl fmt::Display for MarshalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MarshalError::EofForObject => f.write_str("EOF read where object expected"),
            MarshalError::TooShort => f.write_str("marshal data too short"),
            MarshalError::Bad(what) => write!(f, "bad marshal data ({what})"),
            MarshalError::TooDeep => f.write_str("bad marshal data (nested too deeply)"),
        }
    }
}

impl std::error::Error for MarshalError {}

/// Reads one object; bytes behind it are ignored, as `marshal.loads` does.
///
/// # Errors
/// When the bytes are not marshal data, or not a constant.
pub fn read(bytes: &[u8]) -> Result<Const, MarshalError> {
    Reader::new(bytes, None).object(0)
}

/// Reads a code object.
///
/// # Errors
/// As [`read`], and when the object is not code.
pub fn read_code(bytes: &[u8]) -> Result<Arc<CodeObject>, MarshalError> {
    match read(bytes)? {
        Const::Code(code) => Ok(code),
        _ => Err(MarshalError::Bad("not a code object")),
    }
}

/// Reads frozen code (see [`super::frozen`]).
pub(super) fn read_frozen(bytes: &'static [u8]) -> Result<Arc<CodeObject>, MarshalError> {
    match Reader::new(bytes, Some(bytes)).object(0)? {
        Const::Code(code) => Ok(code),
        _ => Err(MarshalError::Bad("not a code object")),
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The same bytes, where they are frozen code.
    frozen: Option<&'static [u8]>,
    /// Remembered objects with their weight; `None` while the object is being read.
    refs: Vec<Option<(Const, usize)>>,
    weight: usize,
    idents: Map<Arc<str>, ()>,
}

type Result_<T> = Result<T, MarshalError>;

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8], frozen: Option<&'static [u8]>) -> Reader<'a> {
        Reader { bytes, at: 0, frozen, refs: Vec::new(), weight: 0, idents: Map::default() }
    }

    /// A nested code object of frozen code, as it is.
    #[inline(never)]
    fn nested(&mut self, frozen: &'static [u8], depth: usize) -> Result_<Const> {
        let size = self.length("code size out of range")?;
        let end = self.at.checked_add(size).filter(|&end| end <= frozen.len());
        let end = end.ok_or(MarshalError::TooShort)?;
        let mut next = || self.count("negative count");
        let (locals, free, argcount, kwonlyargcount) = (next()?, next()?, next()?, next()?);
        let (stacksize, flags, stores) = (next()?, next()?, next()?);
        let stores =
            AttributeStores { names: (stores >> 1).min(u16::MAX.into()) as u16, calls_init: stores & 1 != 0 };
        let (name, qualname) = (self.name(depth)?, self.name(depth)?);
        let flags = CodeFlags(flags);
        let sketch =
            Sketch { locals, free, argcount, kwonlyargcount, stacksize, flags, stores, name, qualname };
        let bytes = frozen.get(self.at..end).ok_or(MarshalError::TooShort)?;
        self.at = end;
        Ok(Const::Frozen(Arc::new(FrozenCode::new(sketch, bytes))))
    }

    fn take(&mut self, n: usize) -> Result_<&'a [u8]> {
        let end =
            self.at.checked_add(n).filter(|&end| end <= self.bytes.len()).ok_or(MarshalError::TooShort)?;
        let part = &self.bytes[self.at..end];
        self.at = end;
        Ok(part)
    }

    fn array<const N: usize>(&mut self) -> Result_<[u8; N]> {
        let mut out = [0; N];
        out.copy_from_slice(self.take(N)?);
        Ok(out)
    }

    fn byte(&mut self) -> Result_<u8> {
        Ok(self.take(1)?[0])
    }

    fn int(&mut self) -> Result_<i32> {
        Ok(i32::from_le_bytes(self.array()?))
    }

    fn float(&mut self) -> Result_<f64> {
        Ok(f64::from_le_bytes(self.array()?))
    }

    fn text_float(&mut self) -> Result_<f64> {
        let n = self.byte()? as usize;
        let text =
            std::str::from_utf8(self.take(n)?).map_err(|_| MarshalError::Bad("float is not a number"))?;
        text.trim().parse().map_err(|_| MarshalError::Bad("float is not a number"))
    }

    fn length(&mut self, error: &'static str) -> Result_<usize> {
        usize::try_from(self.int()?).map_err(|_| MarshalError::Bad(error))
    }

    fn long(&mut self) -> Result_<Const> {
        let n = self.int()?;
        let digits = n.unsigned_abs() as usize;
        if digits > i32::MAX as usize {
            return Err(MarshalError::Bad("long size out of range"));
        }
        let raw = self.take(digits.checked_mul(2).ok_or(MarshalError::TooShort)?)?;
        let mut out = Vec::with_capacity(raw.len());
        let (mut bits, mut count) = (0u32, 0);
        for (i, pair) in raw.chunks_exact(2).enumerate() {
            let digit = u16::from_le_bytes([pair[0], pair[1]]);
            if digit >= 1 << 15 {
                return Err(MarshalError::Bad("digit out of range in long"));
            }
            if digit == 0 && i + 1 == digits {
                return Err(MarshalError::Bad("unnormalized long data"));
            }
            bits |= u32::from(digit) << count;
            count += 15;
            while count >= 8 {
                out.push(bits as u8);
                bits >>= 8;
                count -= 8;
            }
        }
        out.push(bits as u8);
        let sign = if n < 0 { Sign::Minus } else { Sign::Plus };
        let value = BigInt::from_bytes_le(sign, &out);
        Ok(match value.to_i64() {
            Some(small) => Const::Int(small),
            None => Const::BigInt(Box::new(value)),
        })
    }

    fn ascii(&mut self, n: usize) -> Result_<Const> {
        let raw = self.take(n)?;
        let text = std::str::from_utf8(raw).ok().filter(|text| text.is_ascii());
        let text = text.ok_or(MarshalError::Bad("string is not ASCII"))?;
        Ok(Const::Str(Arc::from(Wtf8::new(text).to_wtf8_buf().into_box())))
    }

    fn items(&mut self, n: usize, depth: usize) -> Result_<Arc<[Const]>> {
        // Each item takes a byte at least.
        let mut items = Vec::with_capacity(n.min(self.bytes.len() - self.at));
        for _ in 0..n {
            items.push(self.object(depth + 1)?);
        }
        Ok(items.into())
    }

    fn object(&mut self, depth: usize) -> Result_<Const> {
        if depth > MAX_DEPTH {
            return Err(MarshalError::TooDeep);
        }
        let head = *self.bytes.get(self.at).ok_or(MarshalError::EofForObject)?;
        self.at += 1;
        self.weight += 1;
        let kind = head & !FLAG_REF;
        let start = self.weight;
        if kind == b'r' {
            let n = self.length("invalid reference")?;
            let found = self.refs.get(n).and_then(Option::as_ref);
            let (value, weight) = found.ok_or(MarshalError::Bad("invalid reference"))?;
            self.weight += weight;
            if self.weight > MAX_WEIGHT {
                return Err(MarshalError::Bad("references unfold without end"));
            }
            return Ok(value.clone());
        }
        // A container takes its number before its items do.
        let slot =
            (head & FLAG_REF != 0 && !matches!(kind, b'N' | b'T' | b'F' | b'.' | b'S' | b'0')).then(|| {
                self.refs.push(None);
                self.refs.len() - 1
            });
        let value = match kind {
            b'N' => Const::None,
            b'T' => Const::Bool(true),
            b'F' => Const::Bool(false),
            b'.' => Const::Ellipsis,
            b'i' => Const::Int(i64::from(self.int()?)),
            b'I' => Const::Int(i64::from_le_bytes(self.array()?)),
            b'l' => self.long()?,
            b'f' => Const::Float(self.text_float()?),
            b'g' => Const::Float(self.float()?),
            b'x' => Const::Complex { real: self.text_float()?, imag: self.text_float()? },
            b'y' => Const::Complex { real: self.float()?, imag: self.float()? },
            b's' => {
                let n = self.length("bytes object size out of range")?;
                Const::Bytes(Arc::from(self.take(n)?))
            }
            b'z' | b'Z' => {
                let n = self.byte()? as usize;
                self.ascii(n)?
            }
            b'a' | b'A' => {
                let n = self.length("string size out of range")?;
                self.ascii(n)?
            }
            b'u' | b't' => {
                let n = self.length("string size out of range")?;
                let text = Wtf8::from_bytes(self.take(n)?).ok_or(MarshalError::Bad("string is not UTF-8"))?;
                Const::Str(Arc::from(text.to_wtf8_buf().into_box()))
            }
            b')' => {
                let n = self.byte()? as usize;
                Const::Tuple(self.items(n, depth)?)
            }
            b'(' => {
                let n = self.length("tuple size out of range")?;
                Const::Tuple(self.items(n, depth)?)
            }
            b'>' => {
                let n = self.length("set size out of range")?;
                Const::FrozenSet(self.items(n, depth)?)
            }
            b':' => {
                let parts = [self.object(depth + 1)?, self.object(depth + 1)?, self.object(depth + 1)?];
                Const::Slice(Arc::new(parts))
            }
            b'c' => Const::Code(Arc::new(self.code(depth)?)),
            NESTED if let Some(frozen) = self.frozen => self.nested(frozen, depth)?,
            b'0' => return Err(MarshalError::Bad("NULL object in marshal data for object")),
            b'[' | b'{' | b'<' | b'S' | b'?' => return Err(MarshalError::Bad("not a constant")),
            _ => return Err(MarshalError::Bad("unknown type code")),
        };
        if let Some(slot) = slot {
            self.refs[slot] = Some((value.clone(), self.weight - start));
        }
        Ok(value)
    }

    fn count(&mut self, error: &'static str) -> Result_<u32> {
        u32::try_from(self.int()?).map_err(|_| MarshalError::Bad(error))
    }

    fn code(&mut self, depth: usize) -> Result_<CodeObject> {
        let argcount = self.count("negative argument count")?;
        let posonlyargcount = self.count("negative argument count")?;
        let kwonlyargcount = self.count("negative argument count")?;
        let stacksize = self.count("negative stack size")?;
        let flags = CodeFlags(self.int()? as u32);
        let code = self.bytes_object(depth)?;
        let consts = self.tuple(depth)?;
        let names = self.names(depth)?;
        let local_names = self.names(depth)?;
        let kinds = self.bytes_object(depth)?;
        if kinds.len() != local_names.len() {
            return Err(MarshalError::Bad("as many locals as kinds expected"));
        }
        let local = |(name, &kind)| LocalsPlus { name, kind: KindFlags(kind) };
        let localsplus = local_names.into_iter().zip(kinds.iter()).map(local).collect();
        let filename = self.object(depth + 1)?;
        let filename = match filename {
            // An undecodable byte of a path may stand there as a surrogate; it is for display only.
            Const::Str(text) => self.ident(&text.to_string_lossy()),
            _ => return Err(MarshalError::Bad("string expected")),
        };
        Ok(CodeObject {
            unit: super::object::CompileUnit::default(),
            argcount,
            posonlyargcount,
            kwonlyargcount,
            stacksize,
            flags,
            code: code.as_ref().into(),
            consts: consts.to_vec().into(),
            names: names.into(),
            localsplus,
            filename,
            name: self.name(depth)?,
            qualname: self.name(depth)?,
            firstlineno: self.int()?.max(0) as u32,
            linetable: self.bytes_object(depth)?.as_ref().into(),
            exceptiontable: self.bytes_object(depth)?.as_ref().into(),
            guards: Box::new([]),
            unrolled: Box::new([]),
        })
    }

    fn bytes_object(&mut self, depth: usize) -> Result_<Arc<[u8]>> {
        match self.object(depth + 1)? {
            Const::Bytes(bytes) => Ok(bytes),
            _ => Err(MarshalError::Bad("bytes expected")),
        }
    }

    fn tuple(&mut self, depth: usize) -> Result_<Arc<[Const]>> {
        match self.object(depth + 1)? {
            Const::Tuple(items) => Ok(items),
            _ => Err(MarshalError::Bad("tuple expected")),
        }
    }

    fn names(&mut self, depth: usize) -> Result_<Vec<Ident>> {
        let items = self.tuple(depth)?;
        items.iter().map(|item| self.intern(item)).collect()
    }

    fn name(&mut self, depth: usize) -> Result_<Ident> {
        let item = self.object(depth + 1)?;
        self.intern(&item)
    }

    fn intern(&mut self, item: &Const) -> Result_<Ident> {
        let Const::Str(text) = item else { return Err(MarshalError::Bad("string expected")) };
        match text.as_str() {
            Ok(text) => Ok(self.ident(text)),
            Err(_) => Err(MarshalError::Bad("name is not valid Unicode")),
        }
    }

    fn ident(&mut self, text: &str) -> Ident {
        if let Some((known, ())) = self.idents.get_key_value(text) {
            return known.clone();
        }
        let new: Ident = Arc::from(text);
        self.idents.insert(new.clone(), ());
        new
    }
}

/// Writes a constant so that CPython 3.14 reads it. Guard tables are left out: the code is the original program without them.
pub fn write(value: &Const) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.object(value);
    writer.out
}

/// [`write`] for a code object.
pub fn write_code(code: &CodeObject) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.code(code);
    writer.out
}

/// [`write_code`] in frozen form (see [`super::frozen`]).
pub(super) fn write_frozen(code: &CodeObject) -> Vec<u8> {
    let mut writer = Writer { frozen: true, ..Writer::default() };
    writer.code(code);
    writer.out
}

#[derive(Default)]
struct Writer {
    out: Vec<u8>,
    /// Nested code stands apart.
    frozen: bool,
    /// Names already written, with the number a reference to them takes.
    interned: Map<Ident, u32>,
    remembered: u32,
}

impl Writer {
    fn int(&mut self, value: u32) {
        self.out.extend(value.to_le_bytes());
    }

    fn size(&mut self, value: usize) {
        // Nothing this long can have been assembled or read.
        self.int(u32::try_from(value).unwrap_or(u32::MAX));
    }

    fn bytes(&mut self, value: &[u8]) {
        self.out.push(b's');
        self.size(value.len());
        self.out.extend(value);
    }

    fn text(&mut self, value: &Wtf8) {
        let raw = value.as_bytes();
        match (raw.is_ascii(), raw.len()) {
            (true, n @ 0..=255) => self.out.extend([b'z', n as u8]),
            (ascii, n) => {
                self.out.push(if ascii { b'a' } else { b'u' });
                self.size(n);
            }
        }
        self.out.extend(raw);
    }

    fn name(&mut self, name: &Ident) {
        if let Some(&known) = self.interned.get(name) {
            self.out.push(b'r');
            return self.int(known);
        }
        self.interned.insert(name.clone(), self.remembered);
        self.remembered += 1;
        match (name.is_ascii(), name.len()) {
            (true, n @ 0..=255) => self.out.extend([b'Z' | FLAG_REF, n as u8]),
            (ascii, n) => {
                self.out.push(if ascii { b'A' } else { b't' } | FLAG_REF);
                self.size(n);
            }
        }
        self.out.extend(name.as_bytes());
    }

    fn tuple_head(&mut self, n: usize) {
        match u8::try_from(n) {
            Ok(n) => self.out.extend([b')', n]),
            Err(_) => {
                self.out.push(b'(');
                self.size(n);
            }
        }
    }

    fn names<'n>(&mut self, names: impl ExactSizeIterator<Item = &'n Ident>) {
        self.tuple_head(names.len());
        names.for_each(|name| self.name(name));
    }

    fn long(&mut self, value: &BigInt) {
        let (sign, raw) = value.to_bytes_le();
        let (mut bits, mut count, mut digits) = (0u32, 0, Vec::new());
        for byte in raw {
            bits |= u32::from(byte) << count;
            count += 8;
            if count >= 15 {
                digits.push((bits & 0x7fff) as u16);
                bits >>= 15;
                count -= 15;
            }
        }
        digits.push(bits as u16);
        while digits.last() == Some(&0) {
            digits.pop();
        }
        let n = digits.len() as i32;
        self.out.push(b'l');
        self.int(if sign == Sign::Minus { -n } else { n } as u32);
        self.out.extend(digits.iter().flat_map(|digit| digit.to_le_bytes()));
    }

    fn object(&mut self, value: &Const) {
        match value {
            Const::None => self.out.push(b'N'),
            Const::Bool(true) => self.out.push(b'T'),
            Const::Bool(false) => self.out.push(b'F'),
            Const::Ellipsis => self.out.push(b'.'),
            Const::Int(value) => match i32::try_from(*value) {
                Ok(small) => {
                    self.out.push(b'i');
                    self.int(small as u32);
                }
                Err(_) => self.long(&BigInt::from(*value)),
            },
            Const::BigInt(value) => self.long(value),
            Const::Float(value) => {
                self.out.push(b'g');
                self.out.extend(value.to_le_bytes());
            }
            Const::Complex { real, imag } => {
                self.out.push(b'y');
                self.out.extend(real.to_le_bytes());
                self.out.extend(imag.to_le_bytes());
            }
            Const::Str(text) => self.text(text),
            Const::Bytes(bytes) => self.bytes(bytes),
            Const::Tuple(items) => {
                self.tuple_head(items.len());
                items.iter().for_each(|item| self.object(item));
            }
            Const::FrozenSet(items) => {
                self.out.push(b'>');
                self.size(items.len());
                items.iter().for_each(|item| self.object(item));
            }
            Const::Slice(parts) => {
                self.out.push(b':');
                parts.iter().for_each(|part| self.object(part));
            }
            Const::Code(code) if self.frozen => self.nested(code),
            Const::Code(code) => self.code(code),
            Const::Frozen(code) => self.object(&Const::Code(code.code().clone())),
        }
    }

    fn nested(&mut self, code: &CodeObject) {
        let sketch = Sketch::of(code);
        self.out.push(NESTED);
        let at = self.out.len();
        self.int(0);
        let stores = u32::from(sketch.stores.names) << 1 | u32::from(sketch.stores.calls_init);
        for n in [sketch.locals, sketch.free, sketch.argcount, sketch.kwonlyargcount] {
            self.int(n);
        }
        for n in [sketch.stacksize, sketch.flags.0, stores] {
            self.int(n);
        }
        self.name(&sketch.name);
        self.name(&sketch.qualname);
        // What is decoded later cannot refer to what was read before.
        self.out.extend(write_frozen(code));
        let size = u32::try_from(self.out.len() - at - 4).unwrap_or(u32::MAX);
        self.out[at..at + 4].copy_from_slice(&size.to_le_bytes());
    }

    fn code(&mut self, code: &CodeObject) {
        self.out.push(b'c');
        for n in [code.argcount, code.posonlyargcount, code.kwonlyargcount, code.stacksize, code.flags.0] {
            self.int(n);
        }
        self.bytes(&code.code);
        self.tuple_head(code.consts.len());
        code.consts.iter().for_each(|item| self.object(item));
        self.names(code.names.iter());
        self.names(code.localsplus.iter().map(|local| &local.name).collect::<Vec<_>>().into_iter());
        self.bytes(&code.localsplus.iter().map(|local| local.kind.0).collect::<Vec<_>>());
        self.name(&code.filename);
        self.name(&code.name);
        self.name(&code.qualname);
        self.int(code.firstlineno);
        self.bytes(&code.linetable);
        self.bytes(&code.exceptiontable);
    }
}

/// The text of a `str` constant made of Rust text.
pub fn text_const(text: &str) -> Const {
    Const::Str(Arc::from(Wtf8Buf::from_string(text.to_owned()).into_box()))
}
