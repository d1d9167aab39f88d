//! Error handlers of codecs: the built-in ones as functions, those that programs register, and how encoders ask them.
//!
//! ```text
//! text.encode(encoding, errors) ─► the codec's loop ─► error ─┬─ a built-in name: ErrorHandler, no Python involved
//!                                                            └─ any other: looked up at the first error, called
//! ```

use super::codecs::dict;
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{Bytes, Native, Str, Tuple, Type};
use crate::value::{PyResult, Raised, Value};
use crate::vm::{Held, Vm};
use pyopt_compiler::semantics::SemError;
use pyopt_compiler::semantics::text::codec::{
    self, CodecError, Encoding, ErrorHandler, Failure, Replacement,
};
use rustpython_wtf8::{CodePoint, Wtf8Buf};
use std::ops::Range;

/// What `errors=` said.
#[derive(Clone, Copy)]
pub(crate) enum Errors {
    /// A built-in handler.
    Known(ErrorHandler),
    /// The name of another one, which need not exist before there is an error.
    Named(Gc<Str>),
}

impl Errors {
    /// The default.
    pub(crate) const STRICT: Errors = Errors::Known(ErrorHandler::Strict);

    /// The handler of a name.
    pub(crate) fn named(name: Gc<Str>) -> Errors {
        match name.as_str().and_then(ErrorHandler::lookup) {
            Some(handler) => Errors::Known(handler),
            None => Errors::Named(name),
        }
    }
}

/// Why a codec's loop stopped.
enum Trouble {
    Codec(CodecError),
    Other(SemError),
    Raised(Raised),
}

impl From<CodecError> for Trouble {
    fn from(error: CodecError) -> Trouble {
        Trouble::Codec(error)
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Trouble {
        match failure {
            Failure::Unicode(error) => Trouble::Codec(error),
            Failure::Other(error) => Trouble::Other(error),
        }
    }
}

impl From<Raised> for Trouble {
    fn from(raised: Raised) -> Trouble {
        Trouble::Raised(raised)
    }
}

/// A text in an encoding.
///
/// # Errors
/// `UnicodeEncodeError`; what a handler raises.
pub(crate) fn encoded(vm: &mut Vm, text: Gc<Str>, encoding: Encoding, errors: Errors) -> PyResult<Vec<u8>> {
    let done = codec::encode_with(text.as_wtf8(), encoding, |error| match errors {
        Errors::Known(handler) => Ok(handler.encode(error, text.as_wtf8())?),
        Errors::Named(name) => {
            let exception = make_unicode(vm, vm.types.unicode_encode_error, text.value(), error)?;
            let wanted = "encoding error handler must return (str/bytes, int) tuple";
            let (given, next) = ask(vm, name, exception, text.len(), wanted)?;
            if let Some(text) = given.downcast::<Str>() {
                return Ok((Replacement::Str(text.as_wtf8().to_owned()), next));
            }
            match given.downcast::<crate::objects::Bytes>() {
                Some(bytes) => Ok((Replacement::Bytes(bytes.as_slice().to_vec()), next)),
                None => Err(vm.raise_type_error(wanted).into()),
            }
        }
    });
    done.map_err(|trouble| raise(vm, trouble, vm.types.unicode_encode_error, text.value()))
}

/// The text that bytes in an encoding mean.
///
/// # Errors
/// `UnicodeDecodeError`; what a handler raises.
pub(crate) fn decoded(vm: &mut Vm, bytes: &[u8], encoding: Encoding, errors: Errors) -> PyResult {
    let done = codec::decode_with(bytes, encoding, |error| match errors {
        Errors::Known(handler) => Ok(handler.decode(error, bytes)?),
        Errors::Named(name) => {
            let object = vm.new_bytes(bytes)?;
            let exception = make_unicode(vm, vm.types.unicode_decode_error, object, error)?;
            let wanted = "decoding error handler must return (str, int) tuple";
            let (given, next) = ask(vm, name, exception, bytes.len(), wanted)?;
            match given.downcast::<Str>() {
                Some(text) => Ok((text.as_wtf8().to_owned(), next)),
                None => Err(vm.raise_type_error(wanted).into()),
            }
        }
    });
    match done {
        Ok(text) => vm.new_str(text),
        Err(Trouble::Codec(error)) => {
            let object = vm.new_bytes(bytes)?;
            Err(raise(vm, Trouble::Codec(error), vm.types.unicode_decode_error, object))
        }
        Err(trouble) => Err(raise(vm, trouble, vm.types.unicode_decode_error, Value::NONE)),
    }
}

#[cold]
fn raise(vm: &mut Vm, trouble: Trouble, class: Gc<Type>, object: Value) -> Raised {
    match trouble {
        Trouble::Codec(error) => match make_unicode(vm, class, object, &error) {
            Ok(exception) => vm.raise_value(exception),
            Err(raised) => raised,
        },
        Trouble::Other(error) => vm.raise_semantic(error),
        Trouble::Raised(raised) => raised,
    }
}

#[cold]
fn make_unicode(vm: &mut Vm, class: Gc<Type>, object: Value, error: &CodecError) -> PyResult {
    let (encoding, reason) = (vm.new_str(error.encoding.name())?, vm.new_str(&*error.reason)?);
    let (start, end) = (vm.new_int(error.start as i64), vm.new_int(error.end as i64));
    vm.call(class.value(), &[encoding, object, start, end, reason])
}

/// Asks a registered handler: what it puts in place, and where in an object of that length the codec goes on.
fn ask(
    vm: &mut Vm,
    name: Gc<Str>,
    exception: Value,
    length: usize,
    wanted: &str,
) -> PyResult<(Value, usize)> {
    let handler = lookup(vm, name)?;
    let answer = vm.call(handler, &[exception])?;
    let Some(&[given, next]) = answer.downcast::<Tuple>().as_ref().map(|t| t.items()) else {
        return Err(vm.raise_type_error(wanted));
    };
    let next = vm.index(next)?;
    let next = if next < 0 { next.saturating_add(length as i64) } else { next };
    match usize::try_from(next).ok().filter(|&n| n <= length) {
        Some(next) => Ok((given, next)),
        None => {
            let message = format!("position {next} from error handler out of bounds");
            Err(vm.raise_str(vm.types.index_error, &message))
        }
    }
}

/// What a handler puts in place of bytes that cannot be decoded, and where decoding goes on.
///
/// # Errors
/// What the handler raises; `LookupError` if there is none of that name.
pub(super) fn replacement_for(
    vm: &mut Vm,
    encoding: &str,
    data: Gc<Bytes>,
    place: Range<usize>,
    reason: &str,
    errors: Value,
) -> PyResult<(Gc<Str>, usize)> {
    let (encoding, reason) = (vm.new_str(encoding)?, vm.new_str(reason)?);
    let (start, end) = (vm.new_int(place.start as i64), vm.new_int(place.end as i64));
    let class = vm.types.unicode_decode_error.value();
    let exception = vm.call(class, &[encoding, data.value(), start, end, reason])?;
    let wanted = "decoding error handler must return (str, int) tuple";
    let name = name_argument(vm, errors, "argument 'errors'")?;
    let (given, next) = ask(vm, name, exception, data.as_slice().len(), wanted)?;
    match given.downcast::<Str>() {
        Some(text) => Ok((text, next)),
        None => Err(vm.raise_type_error(wanted)),
    }
}

fn name_argument(vm: &mut Vm, value: Value, function: &str) -> PyResult<Gc<Str>> {
    match value.downcast::<Str>() {
        Some(name) => Ok(name),
        None => {
            let given = vm.type_name(value);
            Err(vm.raise_type_error(format!("{function} must be str, not {given}")))
        }
    }
}

/// `codecs.register_error(name, handler)`.
pub(super) fn register_error(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = name_argument(vm, args[0], "register_error() argument 1")?;
    if !vm.is_callable(args[1]) {
        return Err(vm.raise_type_error("handler must be callable"));
    }
    let handlers = dict(vm, Held::ErrorHandlers)?;
    vm.dict_set(handlers, name.value(), args[1])?;
    Ok(Value::NONE)
}

/// `_codecs._unregister_error(name)`: whether there was such a handler.
pub(super) fn unregister_error(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = name_argument(vm, args[0], "_unregister_error() argument")?;
    if name.as_str().is_some_and(|n| ErrorHandler::lookup(n).is_some()) {
        let message = format!("cannot un-register built-in error handler '{}'", name.as_wtf8());
        return Err(vm.raise_value_error(message));
    }
    let handlers = dict(vm, Held::ErrorHandlers)?;
    Ok(Value::from_bool(vm.dict_remove(handlers, name.value())?.is_some()))
}

/// `codecs.lookup_error(name)`.
pub(super) fn lookup_error(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = name_argument(vm, args[0], "lookup_error() argument")?;
    lookup(vm, name)
}

/// In development mode the name of an error handler must be known, whether or not there is an error to handle.
///
/// # Errors
/// `LookupError`.
pub(crate) fn check_name(vm: &mut Vm, name: Gc<Str>) -> PyResult<()> {
    if vm.flags.dev_mode && !vm.is_finalizing {
        lookup(vm, name)?;
    }
    Ok(())
}

fn lookup(vm: &mut Vm, name: Gc<Str>) -> PyResult {
    let handlers = dict(vm, Held::ErrorHandlers)?;
    if let Some(found) = vm.dict_get(handlers, name.value())? {
        return Ok(found);
    }
    let text = name.as_wtf8().to_string();
    match HANDLERS.iter().find(|def| def.name.strip_suffix("_errors").unwrap_or(def.name) == text) {
        Some(def) => {
            let handler = Native::new(&mut vm.heap, Value::NULL, def).value();
            vm.dict_set(handlers, name.value(), handler)?;
            Ok(handler)
        }
        None => {
            let message = format!("unknown error handler name '{text}'");
            Err(vm.raise_str(vm.types.lookup_error, &message))
        }
    }
}

natives! { HANDLERS:
    "strict_errors" "(exception, /)" |vm, args| {
        if !vm.type_of(args[0]).is_subclass(vm.types.base_exception) {
            return Err(vm.raise_type_error("codec must pass exception instance"));
        }
        Err(vm.raise_value(args[0]))
    };
    "ignore_errors" "(exception, /)" |vm, args| {
        let about = About::of(vm, args[0], &[Way::Encode, Way::Decode, Way::Translate])?;
        about.answer(vm, &Wtf8Buf::new())
    };
    "replace_errors" "(exception, /)" |vm, args| {
        let about = About::of(vm, args[0], &[Way::Encode, Way::Decode, Way::Translate])?;
        let (shown, times) = match about.way {
            Way::Encode => ("?", about.units.len()),
            Way::Decode => ("\u{fffd}", 1),
            Way::Translate => ("\u{fffd}", about.units.len()),
        };
        about.answer(vm, &shown.repeat(times).into())
    };
    "xmlcharrefreplace_errors" "(exception, /)" |vm, args| show(vm, args[0], ErrorHandler::XmlCharRefReplace, &[Way::Encode]);
    "backslashreplace_errors" "(exception, /)" |vm, args| {
        show(vm, args[0], ErrorHandler::BackslashReplace, &[Way::Encode, Way::Decode, Way::Translate])
    };
    "namereplace_errors" "(exception, /)" |vm, args| show(vm, args[0], ErrorHandler::NameReplace, &[Way::Encode]);
    "surrogateescape" "(exception, /)" |vm, args| {
        let about = About::of(vm, args[0], &[Way::Encode, Way::Decode])?;
        if about.way == Way::Encode {
            let bytes: Option<Vec<u8>> =
                about.units.iter().map(|u| u.checked_sub(0xdc00).filter(|b| (0x80..0x100).contains(b)).map(|b| b as u8)).collect();
            return match bytes {
                Some(bytes) => about.answer_bytes(vm, &bytes),
                None => Err(vm.raise_value(args[0])),
            };
        }
        // One sequence of UTF-8 at most.
        let escaped: Wtf8Buf = about.units.iter().take(4).take_while(|&&u| u >= 0x80)
            .filter_map(|u| CodePoint::from_u32(0xdc00 + u)).collect();
        let count = escaped.code_points().count();
        if count == 0 {
            return Err(vm.raise_value(args[0]));
        }
        let text = vm.new_str(&escaped)?;
        let next = vm.new_int((about.start + count) as i64);
        vm.new_tuple(&[text, next])
    };
    "surrogatepass" "(exception, /)" surrogate_pass;
}

/// What an exception of codecs is about.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Encode,
    Decode,
    Translate,
}

/// An exception of codecs, read.
struct About {
    way: Way,
    object: Value,
    start: usize,
    end: usize,
    /// The code points or bytes between the two.
    units: Vec<u32>,
}

impl About {
    /// Reads an exception of one of these ways.
    fn of(vm: &mut Vm, exception: Value, ways: &[Way]) -> PyResult<About> {
        let class = vm.type_of(exception);
        let known = [
            (vm.types.unicode_encode_error, Way::Encode),
            (vm.types.unicode_decode_error, Way::Decode),
            (vm.types.unicode_translate_error, Way::Translate),
        ];
        let way = known.into_iter().find(|(base, _)| class.is_subclass(*base)).map(|(_, way)| way);
        let Some(way) = way.filter(|way| ways.contains(way)) else {
            let given = vm.type_name(exception);
            return Err(vm.raise_type_error(format!("don't know how to handle {given} in error callback")));
        };
        let object = attribute(vm, exception, "object")?;
        let [start, end] = ["start", "end"].map(|n| attribute(vm, exception, n));
        let (start, end) = (vm.index(start?)?, vm.index(end?)?);
        // Python code may have set what lies outside the object.
        let cut = |length: usize| {
            let start = (start.max(0) as usize).min(length.saturating_sub(1));
            (start, (end.max(1) as usize).min(length))
        };
        let (start, end, units) = match object.downcast::<Str>() {
            Some(text) => {
                let (start, end) = cut(text.len());
                let part = text.as_wtf8().code_points().skip(start).take(end.saturating_sub(start));
                (start, end, part.map(|c| c.to_u32()).collect())
            }
            None => {
                let bytes = vm.need_bytes(object)?;
                let (start, end) = cut(bytes.as_slice().len());
                let part = bytes.as_slice().iter().skip(start).take(end.saturating_sub(start));
                (start, end, part.map(|&b| u32::from(b)).collect())
            }
        };
        Ok(About { way, object, start, end, units })
    }

    fn answer(&self, vm: &mut Vm, text: &Wtf8Buf) -> PyResult {
        let text = vm.new_str(text)?;
        let end = vm.new_int(self.end as i64);
        vm.new_tuple(&[text, end])
    }

    fn answer_bytes(&self, vm: &mut Vm, bytes: &[u8]) -> PyResult {
        let bytes = vm.new_bytes(bytes)?;
        let end = vm.new_int(self.end as i64);
        vm.new_tuple(&[bytes, end])
    }
}

fn attribute(vm: &mut Vm, object: Value, name: &str) -> PyResult {
    let name = vm.intern(name);
    vm.get_attr(object, name)
}

/// The answer of a handler that shows each unit in ASCII.
fn show(vm: &mut Vm, exception: Value, handler: ErrorHandler, ways: &[Way]) -> PyResult {
    let about = About::of(vm, exception, ways)?;
    if about.way == Way::Decode {
        let shown: String = about.units.iter().map(|byte| format!("\\x{byte:02x}")).collect();
        return about.answer(vm, &shown.into());
    }
    let part: Wtf8Buf = about.units.iter().filter_map(|&u| CodePoint::from_u32(u)).collect();
    let error = CodecError {
        encoding: Encoding::Ascii,
        start: 0,
        end: about.units.len(),
        reason: std::borrow::Cow::Borrowed(""),
    };
    match handler.encode(&error, &part) {
        Ok((Replacement::Str(text), _)) => about.answer(vm, &text),
        Ok((Replacement::Bytes(bytes), _)) => about.answer_bytes(vm, &bytes),
        Err(_) => Err(vm.raise_value(exception)),
    }
}

fn surrogate_pass(vm: &mut Vm, args: &[Value]) -> PyResult {
    let about = About::of(vm, args[0], &[Way::Encode, Way::Decode])?;
    let name = attribute(vm, args[0], "encoding")?;
    let name = name.downcast::<Str>().and_then(|s| s.as_str().and_then(Encoding::lookup));
    let reason = std::borrow::Cow::Borrowed("");
    // An encoding without surrogates has no answer.
    let encoding = name.unwrap_or(Encoding::Ascii);
    let error = CodecError { encoding, start: about.start, end: about.end, reason };
    let handler = ErrorHandler::SurrogatePass;
    if let Some(text) = about.object.downcast::<Str>() {
        return match handler.encode(&error, text.as_wtf8()) {
            Ok((Replacement::Bytes(bytes), _)) => about.answer_bytes(vm, &bytes),
            _ => Err(vm.raise_value(args[0])),
        };
    }
    let bytes = vm.need_bytes(about.object)?;
    match handler.decode(&error, bytes.as_slice()) {
        Ok((text, next)) => {
            let text = vm.new_str(&text)?;
            let next = vm.new_int(next as i64);
            vm.new_tuple(&[text, next])
        }
        Err(_) => Err(vm.raise_value(args[0])),
    }
}
