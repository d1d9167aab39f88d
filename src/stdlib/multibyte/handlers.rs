//! The loops round a codec's steps, which ask the error handler wherever a step stops.

use super::codec::{Codec, Memory, Stop, push};
use crate::heap::Gc;
use crate::objects::{Bytes, Str, Tuple};
use crate::stdlib::codec_errors::lookup_error;
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use rustpython_wtf8::Wtf8Buf;
use std::ops::Range;

const ILLEGAL: &str = "illegal multibyte sequence";
const INCOMPLETE: &str = "incomplete multibyte sequence";

/// What the name of an error handler asks for; other handlers are looked up when there is an error.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Strict,
    Ignore,
    Replace,
    Ask,
}

/// The bytes of a text, and how many of its characters they are of: unless it is the last one, it may end in the middle
/// of a pair. The last one also ends what is open.
///
/// # Errors
/// `UnicodeEncodeError`; what the handler raises.
pub(super) fn encoded(
    vm: &mut Vm,
    codec: &Codec,
    memory: &mut Memory,
    text: Gc<Str>,
    errors: Value,
    last: bool,
) -> PyResult<(Vec<u8>, usize)> {
    let (mut out, used) = encoded_open(vm, codec, memory, text, errors, last)?;
    if last {
        codec.reset_encoder(memory, &mut out);
    }
    Ok((out, used))
}

/// As [`encoded`], and leaves open what is.
fn encoded_open(
    vm: &mut Vm,
    codec: &Codec,
    memory: &mut Memory,
    text: Gc<Str>,
    errors: Value,
    last: bool,
) -> PyResult<(Vec<u8>, usize)> {
    let units: Vec<u32> = text.as_wtf8().code_points().map(|c| c.to_u32()).collect();
    vm.poll(units.len() as u64 / 16)?;
    let trouble = Trouble::new(codec, text.value(), units.len(), errors);
    let (mut out, mut at) = (Vec::with_capacity(units.len()), 0);
    while at < units.len() {
        let count = match codec.encode(memory, &units, &mut at, last, &mut out) {
            Ok(()) => break,
            Err(Stop::Incomplete) if !last => break,
            Err(Stop::Incomplete) => units.len() - at,
            Err(Stop::Illegal(count)) => count,
            Err(Stop::Internal) => return Err(internal(vm)),
        };
        match trouble.way {
            Way::Ignore => at += count,
            Way::Replace => {
                if codec.encode(memory, &[u32::from('?')], &mut 0, true, &mut out).is_err() {
                    out.push(b'?');
                }
                at += count;
            }
            Way::Strict | Way::Ask => {
                let (given, next) = trouble.ask(vm, at..at + count, ILLEGAL)?;
                match given.downcast::<Str>() {
                    Some(given) => {
                        // It has to have codes itself.
                        let strict = vm.intern("strict").value();
                        out.extend(encoded_open(vm, codec, memory, given, strict, true)?.0);
                    }
                    None => out.extend_from_slice(vm.expect::<Bytes>(given, "bytes")?.as_slice()),
                }
                at = next;
            }
        }
    }
    Ok((out, at))
}

/// The text of bytes, and how many they took: the start of a character at their end may wait for more.
///
/// # Errors
/// `UnicodeDecodeError`; what the handler raises.
pub(super) fn decoded(
    vm: &mut Vm,
    codec: &Codec,
    memory: &mut Memory,
    data: Gc<Bytes>,
    errors: Value,
    may_wait: bool,
) -> PyResult<(Wtf8Buf, usize)> {
    let bytes = data.as_slice();
    vm.poll(bytes.len() as u64 / 16)?;
    let trouble = Trouble::new(codec, data.value(), bytes.len(), errors);
    let (mut out, mut at) = (Wtf8Buf::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let (count, reason) = match codec.decode(memory, bytes, &mut at, &mut out) {
            Ok(()) => break,
            Err(Stop::Incomplete) if may_wait => break,
            Err(Stop::Incomplete) => (bytes.len() - at, INCOMPLETE),
            Err(Stop::Illegal(count)) => (count, ILLEGAL),
            Err(Stop::Internal) => return Err(internal(vm)),
        };
        at = trouble.replace_bytes(vm, at..at + count, reason, &mut out)?;
    }
    Ok((out, at))
}

/// Asks about the start of a character that waits though nothing follows; where what still waits starts.
///
/// # Errors
/// `UnicodeDecodeError`; what the handler raises.
pub(super) fn ended(
    vm: &mut Vm,
    codec: &Codec,
    data: Gc<Bytes>,
    at: usize,
    errors: Value,
    out: &mut Wtf8Buf,
) -> PyResult<usize> {
    let length = data.as_slice().len();
    Trouble::new(codec, data.value(), length, errors).replace_bytes(vm, at..length, INCOMPLETE, out)
}

#[cold]
fn internal(vm: &mut Vm) -> Raised {
    vm.raise_str(vm.types.runtime_error, "internal codec error")
}

/// What the exceptions of one text or of some bytes have in common.
struct Trouble<'a> {
    codec: &'a Codec,
    object: Value,
    length: usize,
    errors: Value,
    way: Way,
}

impl Trouble<'_> {
    fn new(codec: &Codec, object: Value, length: usize, errors: Value) -> Trouble<'_> {
        let way = match errors.downcast::<Str>().as_ref().and_then(|name| name.as_str()) {
            Some("strict") => Way::Strict,
            Some("ignore") => Way::Ignore,
            Some("replace") => Way::Replace,
            _ => Way::Ask,
        };
        Trouble { codec, object, length, errors, way }
    }

    /// Writes what stands for bytes that mean nothing; where the codec goes on.
    fn replace_bytes(
        &self,
        vm: &mut Vm,
        place: Range<usize>,
        reason: &str,
        out: &mut Wtf8Buf,
    ) -> PyResult<usize> {
        match self.way {
            Way::Ignore => {}
            Way::Replace => push(out, 0xFFFD),
            Way::Strict | Way::Ask => {
                let (given, next) = self.ask(vm, place, reason)?;
                out.push_wtf8(vm.expect::<Str>(given, "str")?.as_wtf8());
                return Ok(next);
            }
        }
        Ok(place.end)
    }

    /// Asks the handler: what it puts in place, and where the codec goes on.
    #[cold]
    fn ask(&self, vm: &mut Vm, place: Range<usize>, reason: &str) -> PyResult<(Value, usize)> {
        let encodes = self.object.downcast::<Str>().is_some();
        let class =
            if encodes { vm.types.unicode_encode_error } else { vm.types.unicode_decode_error }.value();
        let (name, reason) = (vm.new_str(self.codec.name)?, vm.new_str(reason)?);
        let (start, end) = (vm.new_int(place.start as i64), vm.new_int(place.end as i64));
        let exception = vm.call(class, &[name, self.object, start, end, reason])?;
        if self.way == Way::Strict {
            return Err(vm.raise_value(exception));
        }
        let handler = lookup_error(vm, &[self.errors])?;
        let answer = vm.call(handler, &[exception])?;
        let (given, next) = match answer.downcast::<Tuple>().as_ref().map(|pair| pair.items()) {
            Some(&[given, next])
                if (given.downcast::<Str>().is_some() || encodes && given.downcast::<Bytes>().is_some())
                    && vm.as_int(&next).is_some() =>
            {
                (given, next)
            }
            _ => {
                let does = if encodes { "encoding" } else { "decoding" };
                return Err(vm.raise_type_error(format!("{does} error handler must return (str, int) tuple")));
            }
        };
        // What is no machine number counts as -1.
        let next = vm.as_int(&next).and_then(|next| i64::try_from(&next.to_big()).ok());
        let next = next.map_or(-1, |next| if next < 0 { next + self.length as i64 } else { next });
        match usize::try_from(next).ok().filter(|&next| next <= self.length) {
            Some(next) => Ok((given, next)),
            None => {
                let message = format!("position {next} from error handler out of bounds");
                Err(vm.raise_str(vm.types.index_error, &message))
            }
        }
    }
}
