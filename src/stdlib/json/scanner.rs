//! `_json.Scanner`: one JSON value of a text.
//!
//! ```text
//! fields: [strict][object_hook][object_pairs_hook][parse_float][parse_int][parse_constant]
//! temps while a document is read:  … [list] [dict][key] [dict][key] [list]        innermost container last
//! ```
//!
//! INVARIANT: `Scan::open` has one entry for each container on the temporaries, and says which kind it is.

use super::DEPTH_MAX;
use super::text::{self, Scanned, Wrong, character};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::{Dict, Kind, List, Str};
use crate::stdlib::arguments::push;
use crate::stdlib::class::{state_getters, state_methods};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use pyopt_compiler::semantics::text::number::{self, Source};

/// The class.
pub(super) static SCANNER: TypeSpec = TypeSpec {
    doc: "Scanner(context)\n--\n\nJSON scanner object",
    methods: METHODS,
    static_methods: NEW,
    getset: FIELDS,
    ..TypeSpec::new("_json", "Scanner", Kind::State)
};

const STRICT: usize = 0;
const OBJECT_HOOK: usize = 1;
const PAIRS_HOOK: usize = 2;
const PARSE_FLOAT: usize = 3;
const PARSE_INT: usize = 4;
const PARSE_CONSTANT: usize = 5;

natives! { NEW: "__new__" "(cls, context=None)" |vm, args| {
    let class = vm.state_class(&SCANNER, args[0])?;
    let context = need(vm, args[1], "make_scanner", "context", 1)?;
    let mut fields = [Value::NONE; 6];
    let names = ["strict", "object_hook", "object_pairs_hook", "parse_float", "parse_int", "parse_constant"];
    for (field, name) in fields.iter_mut().zip(names) {
        let name = vm.intern(name);
        *field = vm.get_attr(context, name)?;
    }
    fields[STRICT] = Value::from_bool(vm.truth(fields[STRICT])?);
    Ok(vm.new_state_of(class, &SCANNER, None, &fields))
}; }

state_methods! { METHODS: SCANNER;
    "__call__" "(self, string=None, idx=None)" |vm, scanner, args| {
        let string = need(vm, args[1], "scan_once", "string", 1)?;
        let at = need(vm, args[2], "scan_once", "idx", 2)?;
        let at = vm.index(at)?;
        let text = super::text_argument(vm, string)?;
        scan_once(vm, scanner, text, at)
    };
}

state_getters! { FIELDS: SCANNER;
    "strict" |_, s| Ok(s.get(STRICT));
    "object_hook" |_, s| Ok(s.get(OBJECT_HOOK));
    "object_pairs_hook" |_, s| Ok(s.get(PAIRS_HOOK));
    "parse_float" |_, s| Ok(s.get(PARSE_FLOAT));
    "parse_int" |_, s| Ok(s.get(PARSE_INT));
    "parse_constant" |_, s| Ok(s.get(PARSE_CONSTANT));
}

/// An argument that a function of another name than its class's must be given.
pub(super) fn need(vm: &mut Vm, value: Value, function: &str, argument: &str, place: usize) -> PyResult {
    value.non_null().ok_or(Raised).map_err(|_| {
        let message = format!("{function}() missing required argument '{argument}' (pos {place})");
        vm.raise_type_error(message)
    })
}

fn scan_once(vm: &mut Vm, scanner: Gc<State>, text: Gc<Str>, at: i64) -> PyResult {
    let Ok(at) = usize::try_from(at) else {
        return Err(vm.raise_value_error("idx cannot be negative"));
    };
    if at >= text.len() {
        let at = vm.new_int(at as i64);
        return Err(vm.raise_with(vm.types.stop_iteration, at));
    }
    let at = Str::byte_offset(text, &mut vm.heap, at);
    let memo = vm.new_dict();
    let keep = vm.temps().len();
    let mut scan = Scan { scanner, text, at, memo, recent: [Value::NULL; RECENT], open: Vec::new() };
    let value = scan.run(vm);
    vm.pop_temps(keep);
    let end = Value::small_int_unchecked(character(text, scan.at) as i64);
    vm.new_tuple(&[value?, end])
}

/// What a container on the temporaries is.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Array,
    Object,
}

/// Keys that were read lately, by a hash of a few of their bytes.
const RECENT: usize = 64;

/// One document being read. It stands on the native stack, where the collector finds its values.
struct Scan {
    scanner: Gc<State>,
    text: Gc<Str>,
    /// The offset of the next byte.
    at: usize,
    /// The keys of this document: equal ones are one str.
    memo: Gc<Dict>,
    recent: [Value; RECENT],
    open: Vec<Open>,
}

impl Scan {
    fn run(&mut self, vm: &mut Vm) -> PyResult {
        loop {
            vm.poll(1)?;
            let Some(mut value) = self.begin(vm)? else { continue };
            // A value is complete: it goes into its container, which may be complete by that.
            loop {
                match self.open.last() {
                    None => return Ok(value),
                    Some(Open::Array) => match self.add_item(vm, value)? {
                        Some(done) => value = done,
                        None => break,
                    },
                    Some(Open::Object) => match self.add_member(vm, value)? {
                        Some(done) => value = done,
                        None => break,
                    },
                }
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let space = |b: &u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r');
        self.at += rest.iter().position(|b| !space(b)).unwrap_or(rest.len());
    }

    fn wrong<T>(&self, vm: &mut Vm, message: &'static str, at: usize) -> PyResult<T> {
        Err(Wrong { message, at }.raise(vm, self.text))
    }

    /// No value stands at an offset.
    #[cold]
    fn stop<T>(&self, vm: &mut Vm, at: usize) -> PyResult<T> {
        let at = Value::small_int_unchecked(character(self.text, at) as i64);
        Err(vm.raise_with(vm.types.stop_iteration, at))
    }

    /// Reads a value, or the beginning of a container that is not empty (`None`).
    fn begin(&mut self, vm: &mut Vm) -> PyResult<Option<Value>> {
        let rest = &self.text.as_bytes()[self.at..];
        match rest {
            [b'"', ..] => self.string(vm).map(Some),
            [b'{', ..] => self.begin_object(vm),
            [b'[', ..] => self.begin_array(vm),
            [b'n', b'u', b'l', b'l', ..] => Ok(Some(self.word(4, Value::NONE))),
            [b't', b'r', b'u', b'e', ..] => Ok(Some(self.word(4, Value::TRUE))),
            [b'f', b'a', b'l', b's', b'e', ..] => Ok(Some(self.word(5, Value::FALSE))),
            [b'N', b'a', b'N', ..] => self.constant(vm, "NaN").map(Some),
            [b'I', ..] if rest.starts_with(b"Infinity") => self.constant(vm, "Infinity").map(Some),
            [b'-', b'I', ..] if rest.starts_with(b"-Infinity") => self.constant(vm, "-Infinity").map(Some),
            _ => self.number(vm).map(Some),
        }
    }

    fn word(&mut self, length: usize, value: Value) -> Value {
        self.at += length;
        value
    }

    fn constant(&mut self, vm: &mut Vm, name: &str) -> PyResult {
        self.at += name.len();
        let name = vm.intern(name);
        vm.call(self.scanner.get(PARSE_CONSTANT), &[name.value()])
    }

    /// The string whose first quote is the next byte.
    fn scan_string(&mut self, vm: &mut Vm) -> PyResult<Scanned> {
        let strict = self.scanner.get(STRICT) == Value::TRUE;
        match text::scan(self.text.as_bytes(), self.at + 1, strict) {
            Ok((scanned, end)) => {
                self.at = end;
                Ok(scanned)
            }
            Err(wrong) => Err(wrong.raise(vm, self.text)),
        }
    }

    fn string(&mut self, vm: &mut Vm) -> PyResult {
        let scanned = self.scan_string(vm)?;
        text::make(vm, self.text, scanned)
    }

    fn open(&mut self, vm: &mut Vm, what: Open, container: Value) -> PyResult<()> {
        if self.open.len() == DEPTH_MAX {
            let what = if what == Open::Array { "array" } else { "object" };
            let message = format!(
                "maximum recursion depth exceeded while decoding a JSON {what} from a unicode string"
            );
            return Err(vm.raise_str(vm.types.recursion_error, &message));
        }
        self.open.push(what);
        vm.push_temp(container);
        Ok(())
    }

    /// The innermost container, which is complete.
    fn close(&mut self, vm: &mut Vm) -> Value {
        self.open.pop();
        let Some((&container, rest)) = vm.temps().split_last() else { return Value::NONE };
        let keep = rest.len();
        vm.pop_temps(keep);
        container
    }

    fn begin_array(&mut self, vm: &mut Vm) -> PyResult<Option<Value>> {
        let list = vm.new_list(&[])?.value();
        self.at += 1;
        self.skip_space();
        if self.peek() == Some(b']') {
            return Ok(Some(self.word(1, list)));
        }
        self.open(vm, Open::Array, list)?;
        self.need_value(vm)
    }

    /// `None` if something stands at the next offset; else there is no value.
    fn need_value(&self, vm: &mut Vm) -> PyResult<Option<Value>> {
        if self.peek().is_none() { self.stop(vm, self.at) } else { Ok(None) }
    }

    /// Appends to the innermost container, a list: the list if that completes it.
    fn add_item(&mut self, vm: &mut Vm, value: Value) -> PyResult<Option<Value>> {
        if let Some(list) = vm.temps().last().and_then(|v| v.downcast::<List>()) {
            push(vm, list, value)?;
        }
        self.skip_space();
        match self.peek() {
            Some(b']') => {
                self.at += 1;
                Ok(Some(self.close(vm)))
            }
            Some(b',') => {
                let comma = self.at;
                self.at += 1;
                self.skip_space();
                if self.peek() == Some(b']') {
                    return self.wrong(vm, "Illegal trailing comma before end of array", comma);
                }
                self.need_value(vm)
            }
            _ => self.wrong(vm, "Expecting ',' delimiter", self.at),
        }
    }

    fn has_pairs_hook(&self) -> bool {
        !self.scanner.get(PAIRS_HOOK).is_none()
    }

    fn begin_object(&mut self, vm: &mut Vm) -> PyResult<Option<Value>> {
        let container = if self.has_pairs_hook() { vm.new_list(&[])?.value() } else { vm.new_dict().value() };
        self.at += 1;
        self.skip_space();
        self.open(vm, Open::Object, container)?;
        if self.peek() == Some(b'}') {
            return self.end_object(vm).map(Some);
        }
        self.key(vm)?;
        self.need_value(vm)
    }

    fn end_object(&mut self, vm: &mut Vm) -> PyResult {
        self.at += 1;
        let container = self.close(vm);
        let [pairs_hook, hook] = [PAIRS_HOOK, OBJECT_HOOK].map(|f| self.scanner.get(f));
        if self.has_pairs_hook() {
            return vm.call(pairs_hook, &[container]);
        }
        if hook.is_none() { Ok(container) } else { vm.call(hook, &[container]) }
    }

    /// Reads a key and the colon behind it; the key goes onto the temporaries.
    fn key(&mut self, vm: &mut Vm) -> PyResult<()> {
        if self.peek() != Some(b'"') {
            return self.wrong(vm, "Expecting property name enclosed in double quotes", self.at);
        }
        let scanned = self.scan_string(vm)?;
        let key = self.one_key(vm, scanned)?;
        vm.push_temp(key);
        self.skip_space();
        if self.peek() != Some(b':') {
            return self.wrong(vm, "Expecting ':' delimiter", self.at);
        }
        self.at += 1;
        self.skip_space();
        Ok(())
    }

    /// The one str of a key's text.
    fn one_key(&mut self, vm: &mut Vm, scanned: Scanned) -> PyResult {
        let mut place = 0;
        if let Scanned::Plain(from, to) = scanned {
            let bytes = &self.text.as_bytes()[from..to];
            if let [first, .., last] = bytes {
                place = (usize::from(*first) * 5 + usize::from(*last) * 3 + bytes.len()) % RECENT;
            }
            if self.recent[place].downcast::<Str>().is_some_and(|s| s.as_bytes() == bytes) {
                return Ok(self.recent[place]);
            }
        }
        let made = text::make(vm, self.text, scanned)?;
        let key = match vm.dict_get(self.memo, made)? {
            Some(key) => key,
            None => {
                vm.dict_set(self.memo, made, made)?;
                made
            }
        };
        self.recent[place] = key;
        Ok(key)
    }

    /// Adds a value to the innermost container, under the key on top of the temporaries: the object if that completes it.
    fn add_member(&mut self, vm: &mut Vm, value: Value) -> PyResult<Option<Value>> {
        let &[.., container, key] = vm.temps() else { return Ok(Some(value)) };
        if let Some(dict) = container.downcast::<Dict>() {
            vm.dict_set(dict, key, value)?;
        } else if let Some(list) = container.downcast::<List>() {
            let pair = vm.new_tuple(&[key, value])?;
            push(vm, list, pair)?;
        }
        let keep = vm.temps().len() - 1;
        vm.pop_temps(keep);
        self.skip_space();
        match self.peek() {
            Some(b'}') => self.end_object(vm).map(Some),
            Some(b',') => {
                let comma = self.at;
                self.at += 1;
                self.skip_space();
                if self.peek() == Some(b'}') {
                    return self.wrong(vm, "Illegal trailing comma before end of object", comma);
                }
                self.key(vm)?;
                self.need_value(vm)
            }
            _ => self.wrong(vm, "Expecting ',' delimiter", self.at),
        }
    }

    fn number(&mut self, vm: &mut Vm) -> PyResult {
        let (start, bytes) = (self.at, self.text.as_bytes());
        let digits = |at: usize| bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let mut at = start + usize::from(bytes[start] == b'-');
        at += match bytes.get(at) {
            Some(b'0') => 1,
            Some(b'1'..=b'9') => digits(at),
            _ => return self.stop(vm, start),
        };
        let mut is_float = false;
        if bytes.get(at) == Some(&b'.') && digits(at + 1) > 0 {
            is_float = true;
            at += 1 + digits(at + 1);
        }
        if matches!(bytes.get(at), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
            let count = digits(at + 1 + sign);
            if count > 0 {
                is_float = true;
                at += 1 + sign + count;
            }
        }
        self.at = at;
        let (field, own) = if is_float { (PARSE_FLOAT, vm.types.float) } else { (PARSE_INT, vm.types.int) };
        let parse = self.scanner.get(field);
        let shown = &self.text.as_wtf8()[start..at];
        if !parse.is(own.value()) {
            let shown = vm.new_str(shown)?;
            return vm.call(parse, &[shown]);
        }
        if is_float {
            let number = shown.as_str().ok().and_then(|s| s.parse().ok()).unwrap_or(f64::NAN);
            return Ok(vm.new_float(number));
        }
        // Fifteen characters always fit.
        if at - start <= 15 {
            let number = shown.as_str().ok().and_then(|s| s.parse().ok()).unwrap_or(0);
            return Ok(Value::small_int_unchecked(number));
        }
        match number::parse_int(Source::Str(shown), 10, vm.int_max_str_digits) {
            Ok(number) => Ok(vm.int_value(number)),
            Err(error) => Err(vm.raise_semantic(error)),
        }
    }
}
