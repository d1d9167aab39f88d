//! `_json.Encoder`: values as the text of a JSON document.
//!
//! ```text
//! fields: [markers][default][encoder][indent][key_separator][item_separator][sort_keys][skipkeys][allow_nan]
//! temps while a document is written, for each open container:  [the value][what is walked over][the key it is at]
//! ```
//!
//! INVARIANT: `Encode::open` has one entry for each three of those temporaries. A value is written at once, or it is a
//! container, which is opened: what follows it is what the innermost container gives next.

use super::scanner::need;
use super::{DEPTH_MAX, FUNCTIONS, escape};
use crate::builtins::{natives, sort_list};
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::{Dict, Kind, List, Native, Str, Tuple};
use crate::stdlib::arguments::{entries, push};
use crate::stdlib::class::{state_getters, state_methods};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use pyopt_compiler::semantics::float;
use rustpython_wtf8::Wtf8Buf;

/// The class.
pub(super) static ENCODER: TypeSpec = TypeSpec {
    doc: "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
    methods: METHODS,
    static_methods: NEW,
    getset: FIELDS,
    ..TypeSpec::new("_json", "Encoder", Kind::State)
};

const MARKERS: usize = 0;
const DEFAULT: usize = 1;
const ENCODE_STR: usize = 2;
const INDENT: usize = 3;
const KEY_SEPARATOR: usize = 4;
const ITEM_SEPARATOR: usize = 5;
const SORT_KEYS: usize = 6;
const SKIP_KEYS: usize = 7;
const ALLOW_NAN: usize = 8;
const NAMES: [&str; 9] = [
    "markers",
    "default",
    "encoder",
    "indent",
    "key_separator",
    "item_separator",
    "sort_keys",
    "skipkeys",
    "allow_nan",
];

natives! { NEW:
    "__new__" "(cls, markers=None, default=None, encoder=None, indent=None, key_separator=None, item_separator=None, sort_keys=False, skipkeys=False, allow_nan=True)" new;
}

state_methods! { METHODS: ENCODER;
    "__call__" "(self, obj=None, _current_indent_level=None)" |vm, encoder, args| {
        let object = need(vm, args[1], "_iterencode", "obj", 1)?;
        let level = need(vm, args[2], "_iterencode", "_current_indent_level", 2)?;
        let level = vm.index(level)?.max(0) as usize;
        let text = iterencode(vm, encoder, object, level)?;
        vm.new_tuple(&[text])
    };
}

state_getters! { FIELDS: ENCODER;
    "markers" |_, e| Ok(e.get(MARKERS));
    "default" |_, e| Ok(e.get(DEFAULT));
    "encoder" |_, e| Ok(e.get(ENCODE_STR));
    "indent" |_, e| Ok(e.get(INDENT));
    "key_separator" |_, e| Ok(e.get(KEY_SEPARATOR));
    "item_separator" |_, e| Ok(e.get(ITEM_SEPARATOR));
    "sort_keys" |_, e| Ok(e.get(SORT_KEYS));
    "skipkeys" |_, e| Ok(e.get(SKIP_KEYS));
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.state_class(&ENCODER, args[0])?;
    let mut fields = [Value::NONE; NAMES.len()];
    for (number, name) in NAMES.iter().enumerate() {
        fields[number] = need(vm, args[number + 1], "make_encoder", name, number + 1)?;
    }
    for number in [KEY_SEPARATOR, ITEM_SEPARATOR] {
        if fields[number].downcast::<Str>().is_none() {
            let (place, given) = (number + 1, vm.type_name(fields[number]));
            return Err(
                vm.raise_type_error(format!("make_encoder() argument {place} must be str, not {given}"))
            );
        }
    }
    for number in [SORT_KEYS, SKIP_KEYS, ALLOW_NAN] {
        fields[number] = Value::from_bool(vm.truth(fields[number])?);
    }
    if !fields[MARKERS].is_none() && fields[MARKERS].downcast::<Dict>().is_none() {
        let given = vm.type_name(fields[MARKERS]);
        let message = format!("make_encoder() argument 1 must be dict or None, not {given}");
        return Err(vm.raise_type_error(message));
    }
    Ok(vm.new_state_of(class, &ENCODER, None, &fields))
}

fn iterencode(vm: &mut Vm, encoder: Gc<State>, object: Value, level: usize) -> PyResult {
    let keep = vm.temps().len();
    let direct = encoder.get(ENCODE_STR).downcast::<Native>().and_then(|native| {
        // The first two functions of the module are this room's own.
        let own: [fn(&mut Wtf8Buf, Gc<Str>); 2] = [escape::push_ascii, escape::push_plain];
        own.into_iter().zip(FUNCTIONS).find(|(_, def)| std::ptr::eq(native.def(), *def)).map(|(push, _)| push)
    });
    let mut encode = Encode { encoder, direct, out: Wtf8Buf::new(), open: Vec::new(), keep, level };
    let done = encode.run(vm, object);
    if done.is_err() {
        encode.add_notes(vm);
    }
    vm.pop_temps(keep);
    done?;
    vm.new_str(&encode.out)
}

/// How a container is walked over.
#[derive(Clone, Copy, PartialEq)]
enum Walk {
    /// The items of a list or tuple.
    Items,
    /// The entries of a dict.
    Entries,
    /// Pairs of key and value in a list.
    Pairs,
    /// No container: what `default` gave for a value.
    Default,
}

/// A container that is being written.
#[derive(Clone, Copy)]
struct Open {
    walk: Walk,
    /// The number of its next item or entry.
    at: usize,
    /// Nothing of it was written yet.
    is_first: bool,
    /// One of its values is being written.
    inside: bool,
    /// Its identity.
    bits: u64,
}

/// One document being written.
struct Encode {
    encoder: Gc<State>,
    /// How strings are written, if the encoder's function is one of ours.
    direct: Option<fn(&mut Wtf8Buf, Gc<Str>)>,
    out: Wtf8Buf,
    open: Vec<Open>,
    /// Temporaries below are others'.
    keep: usize,
    level: usize,
}

impl Encode {
    fn run(&mut self, vm: &mut Vm, object: Value) -> PyResult<()> {
        let mut value = object;
        loop {
            vm.poll(1)?;
            self.write(vm, value)?;
            value = loop {
                let Some(&top) = self.open.last() else { return Ok(()) };
                if let Some(next) = self.advance(vm, top)? {
                    break next;
                }
            };
        }
    }

    /// One of the innermost container's temporaries.
    fn temp(&self, vm: &Vm, which: usize) -> Value {
        vm.temps().get(self.keep + (self.open.len() - 1) * 3 + which).copied().unwrap_or(Value::NONE)
    }

    fn mark(&mut self, change: impl FnOnce(&mut Open)) {
        if let Some(top) = self.open.last_mut() {
            change(top);
        }
    }

    /// Writes a value, or opens a container.
    fn write(&mut self, vm: &mut Vm, value: Value) -> PyResult<()> {
        if let Some(text) = value.downcast::<Str>() {
            return self.write_str(vm, text);
        }
        if let Some(word) = word(value) {
            self.out.push_str(word);
            return Ok(());
        }
        if let Some(text) = self.number(vm, value)? {
            self.out.push_str(&text);
            return Ok(());
        }
        match value.kind() {
            Some(Kind::List | Kind::Tuple) => self.open_items(vm, value),
            Some(Kind::Dict) => self.open_dict(vm, value),
            _ => self.open_default(vm, value),
        }
    }

    fn write_str(&mut self, vm: &mut Vm, text: Gc<Str>) -> PyResult<()> {
        if let Some(push) = self.direct {
            push(&mut self.out, text);
            return Ok(());
        }
        let encoded = vm.call(self.encoder.get(ENCODE_STR), &[text.value()])?;
        match encoded.downcast::<Str>() {
            Some(encoded) => self.out.push_wtf8(encoded.as_wtf8()),
            None => {
                let given = vm.type_name(encoded);
                return Err(vm.raise_type_error(format!("encoder() must return a string, not {given}")));
            }
        }
        Ok(())
    }

    /// An int or a float as JSON has it; `None` for what is neither.
    fn number(&mut self, vm: &mut Vm, value: Value) -> PyResult<Option<String>> {
        if let Some(int) = value.as_small_int() {
            return Ok(Some(int.to_string()));
        }
        if let Some(number) = vm.as_float(value) {
            if number.is_finite() {
                return Ok(Some(float::repr(number)));
            }
            if self.encoder.get(ALLOW_NAN) != Value::TRUE {
                let shown = vm.repr_string(value)?;
                let message = format!("Out of range float values are not JSON compliant: {shown}");
                return Err(vm.raise_value_error(message));
            }
            let name = match number {
                n if n.is_nan() => "NaN",
                n if n > 0.0 => "Infinity",
                _ => "-Infinity",
            };
            return Ok(Some(name.to_owned()));
        }
        if vm.as_int(&value).is_none() {
            return Ok(None);
        }
        let shown = vm.builtin_repr(value)?;
        Ok(shown.downcast::<Str>().map(|s| s.as_wtf8().to_string()))
    }

    /// Opens a container, unless it is open already.
    fn push(&mut self, vm: &mut Vm, walk: Walk, value: Value, source: Value) -> PyResult<()> {
        self.check_cycle(vm, value)?;
        if self.open.len() == DEPTH_MAX {
            let message = "maximum recursion depth exceeded while encoding a JSON object";
            return Err(vm.raise_str(vm.types.recursion_error, message));
        }
        self.open.push(Open { walk, at: 0, is_first: true, inside: false, bits: value.bits() });
        for temp in [value, source, Value::NONE] {
            vm.push_temp(temp);
        }
        Ok(())
    }

    fn check_cycle(&self, vm: &mut Vm, value: Value) -> PyResult<()> {
        if !self.encoder.get(MARKERS).is_none() && self.open.iter().any(|o| o.bits == value.bits()) {
            return Err(vm.raise_value_error("Circular reference detected"));
        }
        Ok(())
    }

    fn open_items(&mut self, vm: &mut Vm, value: Value) -> PyResult<()> {
        let source = if is_exact(value) { value } else { vm.list_of(value)?.value() };
        if item(source, 0).is_none() {
            self.out.push_str("[]");
            return Ok(());
        }
        self.push(vm, Walk::Items, value, source)?;
        self.out.push_str("[");
        self.level += 1;
        self.newline(vm)
    }

    fn open_dict(&mut self, vm: &mut Vm, value: Value) -> PyResult<()> {
        let Some(dict) = value.downcast::<Dict>().filter(|d| !d.is_empty()) else {
            self.out.push_str("{}");
            return Ok(());
        };
        let sorted = self.encoder.get(SORT_KEYS) == Value::TRUE;
        let walk = if sorted || !is_exact(value) { Walk::Pairs } else { Walk::Entries };
        self.push(vm, walk, value, value)?;
        self.out.push_str("{");
        self.level += 1;
        if walk == Walk::Pairs {
            let pairs = items_of(vm, dict)?;
            if sorted {
                sort_list(vm, pairs)?;
            }
            self.set_temp(vm, SOURCE, pairs.value());
        }
        Ok(())
    }

    fn open_default(&mut self, vm: &mut Vm, value: Value) -> PyResult<()> {
        self.check_cycle(vm, value)?;
        let given = vm.call(self.encoder.get(DEFAULT), &[value])?;
        self.push(vm, Walk::Default, value, given)
    }

    fn set_temp(&self, vm: &mut Vm, which: usize, value: Value) {
        let first = self.keep + (self.open.len() - 1) * 3;
        let mut kept = [Value::NONE; 3];
        kept.copy_from_slice(&vm.temps()[first..first + 3]);
        kept[which] = value;
        vm.pop_temps(first);
        kept.into_iter().for_each(|v| vm.push_temp(v));
    }

    /// The next value of the innermost container, its key written before it; `None` when it was closed instead, or a
    /// key skipped.
    fn advance(&mut self, vm: &mut Vm, top: Open) -> PyResult<Option<Value>> {
        if top.walk == Walk::Default {
            if top.inside {
                self.pop(vm);
                return Ok(None);
            }
            self.mark(|o| o.inside = true);
            return Ok(Some(self.temp(vm, SOURCE)));
        }
        self.mark(|o| o.inside = false);
        let source = self.temp(vm, SOURCE);
        let next = match top.walk {
            Walk::Entries => source.downcast::<Dict>().and_then(|d| d.next_entry(top.at)),
            Walk::Pairs => match item(source, top.at) {
                Some(pair) => match pair.downcast::<Tuple>().as_ref().map(|t| t.items()) {
                    Some(&[key, value]) => Some((top.at, key, value)),
                    _ => return Err(vm.raise_value_error("items must return 2-tuples")),
                },
                None => None,
            },
            _ => item(source, top.at).map(|value| (top.at, Value::NULL, value)),
        };
        let Some((number, key, value)) = next else {
            self.close(vm, top)?;
            return Ok(None);
        };
        self.mark(|o| o.at = number + 1);
        if key.is_null() {
            if top.is_first {
                self.mark(|o| o.is_first = false);
            } else {
                self.separate(vm)?;
            }
        } else if !self.write_key(vm, top, key)? {
            vm.poll(1)?;
            return Ok(None);
        }
        self.mark(|o| o.inside = true);
        Ok(Some(value))
    }

    /// Writes a key and what stands round it; false if it is one to skip.
    fn write_key(&mut self, vm: &mut Vm, top: Open, key: Value) -> PyResult<bool> {
        let text = if let Some(text) = key.downcast::<Str>() {
            text.value()
        } else if let Some(word) = word(key) {
            vm.intern(word).value()
        } else if let Some(number) = self.number(vm, key)? {
            vm.new_str(number.as_str())?
        } else if self.encoder.get(SKIP_KEYS) == Value::TRUE {
            return Ok(false);
        } else {
            let given = vm.type_name(key);
            let message = format!("keys must be str, int, float, bool or None, not {given}");
            return Err(vm.raise_type_error(message));
        };
        self.set_temp(vm, KEY, key);
        if top.is_first {
            self.mark(|o| o.is_first = false);
            self.newline(vm)?;
        } else {
            self.separate(vm)?;
        }
        if let Some(text) = text.downcast::<Str>() {
            self.write_str(vm, text)?;
        }
        self.push_field(KEY_SEPARATOR);
        Ok(true)
    }

    fn push_field(&mut self, field: usize) {
        if let Some(text) = self.encoder.get(field).downcast::<Str>() {
            self.out.push_wtf8(text.as_wtf8());
        }
    }

    fn separate(&mut self, vm: &mut Vm) -> PyResult<()> {
        self.push_field(ITEM_SEPARATOR);
        self.newline(vm)
    }

    /// Begins a line, if the document has lines.
    fn newline(&mut self, vm: &mut Vm) -> PyResult<()> {
        let indent = self.encoder.get(INDENT);
        if indent.is_none() {
            return Ok(());
        }
        let Some(indent) = indent.downcast::<Str>() else {
            let given = vm.type_name(indent);
            return Err(vm.raise_type_error(format!("can only concatenate str (not \"{given}\") to str")));
        };
        self.out.push_str("\n");
        (0..self.level).for_each(|_| self.out.push_wtf8(indent.as_wtf8()));
        Ok(())
    }

    /// Ends the innermost container.
    fn close(&mut self, vm: &mut Vm, top: Open) -> PyResult<()> {
        self.level -= 1;
        if !top.is_first {
            self.newline(vm)?;
        }
        self.out.push_str(if top.walk == Walk::Items { "]" } else { "}" });
        self.pop(vm);
        Ok(())
    }

    fn pop(&mut self, vm: &mut Vm) {
        self.open.pop();
        vm.pop_temps(self.keep + self.open.len() * 3);
    }

    /// Notes on the exception, from the inside out, which value could not be written.
    #[cold]
    fn add_notes(&mut self, vm: &mut Vm) {
        let exception = vm.take_raised();
        vm.push_temp(exception);
        while let Some(&top) = self.open.last() {
            if top.inside && self.add_note(vm, exception, top).is_err() {
                // The note's own trouble is what is raised, as CPython has it.
                return;
            }
            self.open.pop();
        }
        vm.raised = exception;
    }

    fn add_note(&self, vm: &mut Vm, exception: Value, top: Open) -> PyResult<()> {
        let class = vm.type_name(self.temp(vm, VALUE));
        let what = match top.walk {
            Walk::Items => format!("item {}", top.at - 1),
            Walk::Default => "object".to_owned(),
            Walk::Entries | Walk::Pairs => {
                let key = self.temp(vm, KEY);
                format!("item {}", vm.repr_string(key)?)
            }
        };
        let text = vm.new_str(format!("when serializing {class} {what}").as_str())?;
        let name = vm.intern("add_note");
        let method = vm.get_attr(exception, name)?;
        vm.call(method, &[text]).map(|_| ())
    }
}

const VALUE: usize = 0;
const SOURCE: usize = 1;
const KEY: usize = 2;

/// Whether a list, tuple or dict is of no derived class.
fn is_exact(value: Value) -> bool {
    value.header().is_some_and(|h| h.shape() == h.kind() as u32)
}

/// An item of a list or tuple.
fn item(source: Value, at: usize) -> Option<Value> {
    match source.downcast::<List>() {
        Some(list) => list.get(at),
        None => source.downcast::<Tuple>().and_then(|t| t.items().get(at).copied()),
    }
}

/// The words of JSON.
fn word(value: Value) -> Option<&'static str> {
    match value {
        Value::NONE => Some("null"),
        Value::TRUE => Some("true"),
        Value::FALSE => Some("false"),
        _ => None,
    }
}

/// The items of a mapping in a list: pairs, if its class has not its own idea of them.
fn items_of(vm: &mut Vm, dict: Gc<Dict>) -> PyResult<Gc<List>> {
    if is_exact(dict.value()) {
        let list = vm.new_list(&[])?;
        for (key, value) in entries(dict) {
            let pair = vm.new_tuple(&[key, value])?;
            push(vm, list, pair)?;
        }
        return Ok(list);
    }
    let name = vm.intern("items");
    let method = vm.get_attr(dict.value(), name)?;
    let items = vm.call(method, &[])?;
    match vm.iter(items) {
        Ok(iterator) => vm.list_of(iterator),
        Err(raised) => Err(not_iterable(vm, dict, items, raised)),
    }
}

#[cold]
fn not_iterable(vm: &mut Vm, dict: Gc<Dict>, items: Value, raised: Raised) -> Raised {
    if !vm.raised_is(vm.types.type_error) {
        return raised;
    }
    vm.take_raised();
    let (class, given) = (vm.type_name(dict.value()), vm.type_name(items));
    vm.raise_type_error(format!("{class}.items() returned a non-iterable (type {given})"))
}
