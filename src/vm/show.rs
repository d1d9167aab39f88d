//! `repr`, `str`, `hash`, `==`, truth: what every value answers.

use super::Vm;
use super::keys::{TupleHash, exact_str, identity_hash};
use crate::heap::Gc;
use crate::objects::descriptor::Descriptor;
use crate::objects::{
    BoundMethod, ByteArray, Bytes, Code, Complex, Dict, DictView, Exception, Function, GetSet, Int, Kind,
    List, MemoryView, Nan, Native, Range, Set, Slice, Str, Tuple, Type,
};
use crate::value::{PyResult, Value};
use pyopt_compiler::semantics::int::DECIMAL_ROOM;
use pyopt_compiler::semantics::{self, IntRef};
use rustpython_wtf8::Wtf8Buf;

/// Numbers that are equal hash alike, whatever their class.
fn hash_complex(c: &Complex) -> u64 {
    let part = |f: f64| if f.is_nan() { 0 } else { semantics::float::hash(f) as u64 };
    let hash = part(c.real).wrapping_add(part(c.imag).wrapping_mul(1_000_003));
    if hash == u64::MAX { u64::MAX - 1 } else { hash }
}

impl Vm {
    /// Counts one more call of Rust code by Rust code on the way into a value.
    ///
    /// # Errors
    /// As [`Vm::need_native_room`].
    pub(crate) fn enter_native(&mut self, doing: &str) -> PyResult<()> {
        self.need_native_room(doing)?;
        self.native_depth += 1;
        Ok(())
    }

    /// To be asked wherever Rust code may call itself, through Python or through nested values.
    ///
    /// # Errors
    /// `RecursionError` when the native stack that the engine may use is used up; `doing` says at what.
    #[inline]
    pub(crate) fn need_native_room(&mut self, doing: &str) -> PyResult<()> {
        let used = self.native_base.saturating_sub(crate::heap::native_stack_pointer());
        if used < self.limits().native_stack { Ok(()) } else { Err(self.raise_no_native_room(doing)) }
    }

    /// Whether there is as much native stack as natives may count on.
    #[inline(always)]
    pub(crate) fn has_native_room(&self) -> bool {
        self.native_base.saturating_sub(crate::heap::native_stack_pointer()) < self.limits().native_stack
    }

    #[cold]
    fn raise_no_native_room(&mut self, doing: &str) -> crate::value::Raised {
        let message = format!("maximum recursion depth exceeded{doing}");
        self.raise_str(self.types.recursion_error, &message)
    }

    /// The number of an int (a bool or an instance of a subclass too).
    pub fn as_int<'a>(&self, value: &'a Value) -> Option<IntRef<'a>> {
        if let Some(i) = value.as_small_int() {
            return Some(IntRef::Small(i));
        }
        if let Some(b) = value.as_bool() {
            return Some(IntRef::Small(i64::from(b)));
        }
        let int = value.downcast::<Int>()?;
        // SAFETY: the borrow of the value keeps the object on the stack as long as the number is borrowed.
        let limbs = unsafe { &*int.as_ptr().cast::<Int>() }.limbs();
        if limbs.magnitude.len() <= 1
            && let Some(small) = limbs.to_i128().and_then(|small| i64::try_from(small).ok())
        {
            return Some(IntRef::Small(small));
        }
        Some(IntRef::Limbs(limbs))
    }

    /// The number of a float.
    pub fn as_float(&self, value: Value) -> Option<f64> {
        value.as_double().or_else(|| value.downcast::<Nan>().map(|n| n.number()))
    }

    /// `repr(value)`.
    ///
    /// # Errors
    /// What `__repr__` raises; `TypeError` when it gives no str.
    pub fn repr(&mut self, value: Value) -> PyResult {
        if let Some(number) = value.as_small_int() {
            return self.decimal_text(number);
        }
        if let Some(method) = self.special(value, "__repr__") {
            let text = self.call_method(method, value, &[])?;
            return self.expect_str(text, "__repr__");
        }
        self.builtin_repr(value)
    }

    /// `repr(value)` past a `__repr__` of the program's own.
    pub(crate) fn builtin_repr(&mut self, value: Value) -> PyResult {
        if let Some(number) = value.as_small_int() {
            return self.decimal_text(number);
        }
        if let Some(text) = value.downcast::<Str>() {
            return self.quoted(text);
        }
        let text = self.repr_text(value)?;
        self.new_str(&text)
    }

    /// The decimal text of a small int.
    #[inline(never)]
    pub(super) fn decimal_text(&mut self, number: i64) -> PyResult {
        let mut room = [0; DECIMAL_ROOM];
        let text = semantics::int::decimal(number, &mut room);
        let text = Str::of_ascii(&mut self.heap, text);
        self.check(text).map(Gc::value)
    }

    /// `repr` of a str. A short one that shows as it is needs no buffer on the heap.
    fn quoted(&mut self, text: Gc<Str>) -> PyResult {
        const SHORT: usize = 126;
        let bytes = text.as_bytes();
        if bytes.len() > SHORT || !semantics::text::repr::shows_as_it_is(bytes) {
            let shown = semantics::text::repr::repr(text.as_wtf8());
            return self.new_str(&shown);
        }
        let mut room = [b'\''; SHORT + 2];
        room[1..=bytes.len()].copy_from_slice(bytes);
        // SAFETY: bytes of ASCII are whole code points.
        self.new_str(unsafe { rustpython_wtf8::Wtf8::from_bytes_unchecked(&room[..bytes.len() + 2]) })
    }

    pub(super) fn expect_str(&mut self, text: Value, method: &str) -> PyResult {
        if text.is_kind(Kind::Str) {
            return Ok(text);
        }
        let message = format!("{method} returned non-string (type {})", self.type_name(text));
        Err(self.raise_type_error(message))
    }

    /// `str(value)`.
    ///
    /// # Errors
    /// What `__str__` raises; `TypeError` when it gives no str.
    pub fn str_of(&mut self, value: Value) -> PyResult {
        if let Some(number) = value.as_small_int() {
            return self.decimal_text(number);
        }
        if value.is_kind(Kind::Str) && self.is_exact_builtin(value) {
            return Ok(value);
        }
        if let Some(method) = self.special(value, "__str__") {
            let text = self.call_method(method, value, &[])?;
            return self.expect_str(text, "__str__");
        }
        self.builtin_str(value)
    }

    /// `str(value)` past a `__str__` of the program's own.
    pub(crate) fn builtin_str(&mut self, value: Value) -> PyResult {
        match (value.downcast::<Exception>(), value.downcast::<Str>()) {
            (Some(e), _) => {
                self.need_native_room(" while getting the str of an object")?;
                self.exception_text(e)
            }
            (_, Some(s)) => self.new_str(s.as_wtf8()),
            _ => match self.special(value, "__repr__") {
                Some(method) => {
                    let text = self.call_method(method, value, &[])?;
                    self.expect_str(text, "__str__")
                }
                None => self.builtin_repr(value),
            },
        }
    }

    fn repr_into(&mut self, value: Value, out: &mut Wtf8Buf) -> PyResult<()> {
        if let Some(number) = value.as_small_int() {
            let mut room = [0; DECIMAL_ROOM];
            out.push_str(std::str::from_utf8(semantics::int::decimal(number, &mut room)).unwrap_or_default());
            return Ok(());
        }
        if let Some(text) = crate::vm::keys::exact_str(value) {
            semantics::text::repr::push_repr(out, text.as_wtf8());
            return Ok(());
        }
        let text = self.repr(value)?;
        if let Some(s) = text.downcast::<Str>() {
            out.push_wtf8(s.as_wtf8());
        }
        Ok(())
    }

    fn repr_text(&mut self, value: Value) -> PyResult<Wtf8Buf> {
        if let Some(int) = self.as_int(&value).filter(|_| value.as_bool().is_none()) {
            let text = semantics::int::to_decimal_limited(int, self.int_max_str_digits);
            let text = text.map_err(|e| self.raise_semantic(e))?;
            return Ok(Wtf8Buf::from(text));
        }
        if let Some(f) = self.as_float(value) {
            return Ok(Wtf8Buf::from(semantics::float::repr(f)));
        }
        let fixed = match value {
            Value::NONE => "None",
            Value::TRUE => "True",
            Value::FALSE => "False",
            Value::ELLIPSIS => "Ellipsis",
            Value::NOT_IMPLEMENTED => "NotImplemented",
            _ => "",
        };
        if !fixed.is_empty() {
            return Ok(Wtf8Buf::from(fixed.to_owned()));
        }
        if let Some(s) = value.downcast::<Str>() {
            return Ok(semantics::text::repr::repr(s.as_wtf8()));
        }
        if let Some(b) = value.downcast::<Bytes>() {
            return Ok(Wtf8Buf::from(semantics::text::repr::bytes_repr(b.as_slice())));
        }
        if let Some(array) = value.downcast::<ByteArray>() {
            let class = self.type_name(value);
            let text = semantics::text::repr::bytearray_repr(&array.to_vec());
            // A subclass shows its own name.
            return Ok(Wtf8Buf::from(text.replacen("bytearray", &class, 1)));
        }
        if let Some(view) = value.downcast::<MemoryView>() {
            let released = if view.owner.get().is_null() { "released " } else { "" };
            return Ok(Wtf8Buf::from(format!("<{released}memory at {:#x}>", value.bits())));
        }
        if let Some(c) = value.downcast::<Complex>() {
            let text = semantics::complex::repr(semantics::Complex { real: c.real, imag: c.imag });
            return Ok(Wtf8Buf::from(text));
        }
        if let Some(s) = value.downcast::<Slice>() {
            self.need_native_room(" while getting the repr of an object")?;
            let mut out = Wtf8Buf::from("slice(".to_owned());
            for (n, part) in [s.start.get(), s.stop.get(), s.step.get()].into_iter().enumerate() {
                if n > 0 {
                    out.push_str(", ");
                }
                self.repr_into(part, &mut out)?;
            }
            out.push_str(")");
            return Ok(out);
        }
        self.need_native_room(" while getting the repr of an object")?;
        if matches!(value.kind(), Some(Kind::List | Kind::Tuple | Kind::Dict | Kind::Set)) {
            return self.repr_container(value);
        }
        Ok(Wtf8Buf::from(self.repr_plain(value)?))
    }

    fn repr_plain(&mut self, value: Value) -> PyResult<String> {
        if let Some(class) = value.downcast::<Type>() {
            return self.default_class_repr(class.value());
        }
        if let Some(r) = value.downcast::<Range>() {
            let [start, stop, step] =
                [r.start.get(), r.stop.get(), r.step.get()].map(|v| self.as_int(&v).map(|i| i.to_int()));
            let mut shown = vec![];
            for part in [start, stop, step].into_iter().flatten() {
                let text = semantics::int::to_decimal_limited(part.as_ref(), self.int_max_str_digits);
                let text = text.map_err(|e| self.raise_semantic(e))?;
                shown.push(text);
            }
            if r.step.get().is(Value::small_int_unchecked(1)) {
                shown.pop();
            }
            return Ok(format!("range({})", shown.join(", ")));
        }
        if let Some(e) = value.downcast::<Exception>() {
            let class = self.type_of(value).name();
            let args = e.args.get().downcast::<Tuple>();
            let one = args.filter(|t| t.len() == 1);
            let shown = match one {
                Some(t) => self.repr(t.items()[0])?,
                None => self.repr(e.args.get())?,
            };
            let shown = shown.downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default();
            let shown = if one.is_some() { format!("({shown})") } else { shown };
            return Ok(format!("{}{shown}", class.as_wtf8()));
        }
        if value.is_kind(Kind::DictView) {
            if self.showing.contains(&value.bits()) {
                return Ok("...".to_owned());
            }
            let items = self.list_of(value)?;
            let keep = self.temps().len();
            self.push_temp(value);
            self.showing.push(value.bits());
            let shown = self.repr(items.value());
            self.showing.pop();
            self.pop_temps(keep);
            let shown = shown?;
            let shown = shown.downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default();
            return Ok(format!("{}({shown})", self.type_name(value)));
        }
        let address = value.bits();
        if let Some(f) = value.downcast::<Function>() {
            let name =
                f.qualname.get().downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default();
            return Ok(format!("<function {name} at {address:#x}>"));
        }
        if let Some(n) = value.downcast::<Native>() {
            return Ok(self.repr_native(n));
        }
        if let Some(g) = value.downcast::<GetSet>() {
            let (name, owner) = (g.name(), g.owner().name());
            let kind = match self.type_of(value) {
                class if class == self.types.member_descriptor => "member",
                _ => "attribute",
            };
            return Ok(format!("<{kind} '{}' of '{}' objects>", name.as_wtf8(), owner.as_wtf8()));
        }
        if let Some(d) = value.downcast::<Descriptor>().filter(|d| !d.is_property()) {
            let class = self.type_of(value);
            if let Some(n) =
                d.get.get().downcast::<Native>().filter(|_| class == self.types.classmethod_descriptor)
            {
                return Ok(Vm::repr_native_method(n, "method"));
            }
            let function = self.repr_string(d.get.get())?;
            return Ok(format!("<{}({function})>", class.name().as_wtf8()));
        }
        if let Some(m) = value.downcast::<BoundMethod>() {
            return self.repr_method(m);
        }
        if let Some(cell) = value.downcast::<crate::objects::function::Cell>() {
            return Ok(match cell.value.get().non_null() {
                Some(held) => {
                    format!("<cell at {address:#x}: {} object at {:#x}>", self.type_name(held), held.bits())
                }
                None => format!("<cell at {address:#x}: empty>"),
            });
        }
        if let Some(proxy) = value.downcast::<crate::objects::Super>() {
            return Ok(self.repr_super(proxy));
        }
        let (class, at) = (self.type_name(value), value.bits());
        if let Some(frame) = value.downcast::<crate::objects::frame::Frame>() {
            return self.frame_text(frame);
        }
        if let Some(code) = value.downcast::<crate::objects::Code>() {
            let o = code.object();
            let line = o.firstlineno;
            return Ok(format!("<code object {} at {at:#x}, file \"{}\", line {line}>", o.name, o.filename));
        }
        if let Some(generator) = value.downcast::<crate::objects::generator::Generator>() {
            let name = generator.qualname.get().downcast::<Str>();
            let name = name.map(|s| s.as_wtf8().to_string()).unwrap_or_default();
            return Ok(format!("<{class} object {name} at {at:#x}>"));
        }
        self.default_repr(value)
    }

    fn repr_native(&self, n: Gc<Native>) -> String {
        let name = n.def().name;
        match n.owner().downcast::<Type>() {
            Some(_) if !n.is_method() => {
                format!("<built-in method {name} of type object at {:#x}>", n.owner().bits())
            }
            Some(_) if self.type_of(n.value()) == self.types.wrapper_descriptor => {
                Vm::repr_native_method(n, "slot wrapper")
            }
            Some(_) => Vm::repr_native_method(n, "method"),
            None => format!("<built-in function {name}>"),
        }
    }

    fn repr_native_method(n: Gc<Native>, what: &str) -> String {
        let class = n.owner().downcast::<Type>().map(|c| c.name().as_wtf8().to_string()).unwrap_or_default();
        format!("<{what} '{}' of '{class}' objects>", n.def().name)
    }

    fn repr_method(&mut self, m: Gc<BoundMethod>) -> PyResult<String> {
        let receiver = m.receiver.get();
        if let Some(n) = m.function.get().downcast::<Native>() {
            let (name, class) = (n.def().name, self.type_name(receiver));
            let at = receiver.bits();
            return Ok(if self.type_of(m.value()) == self.types.method_wrapper {
                format!("<method-wrapper '{name}' of {class} object at {at:#x}>")
            } else if receiver.is_kind(Kind::Module) {
                format!("<built-in function {name}>")
            } else {
                format!("<built-in method {name} of {class} object at {at:#x}>")
            });
        }
        let shown = self.repr_string(receiver)?;
        let mut name = Value::NULL;
        for attribute in ["__qualname__", "__name__"] {
            let attribute = self.intern(attribute);
            if let Some(found) = self.get_attr_or_none(m.function.get(), attribute)? {
                name = found;
                break;
            }
        }
        let name = name.downcast::<Str>().map_or("?".to_owned(), |s| s.as_wtf8().to_string());
        Ok(format!("<bound method {name} of {shown}>"))
    }

    fn repr_container(&mut self, value: Value) -> PyResult<Wtf8Buf> {
        let (open, close) = match value.kind() {
            Some(Kind::List) => ("[", "]"),
            Some(Kind::Tuple) => ("(", ")"),
            _ => ("{", "}"),
        };
        if self.showing.contains(&value.bits()) {
            let class = self.type_name(value);
            return Ok(Wtf8Buf::from(if value.is_kind(Kind::Set) {
                format!("{class}(...)")
            } else {
                format!("{open}...{close}")
            }));
        }
        self.enter_native(" while getting the repr of an object")?;
        let keep = self.temps().len();
        self.push_temp(value);
        self.showing.push(value.bits());
        let result = self.repr_items(value, open, close);
        self.showing.pop();
        self.pop_temps(keep);
        self.native_depth -= 1;
        result
    }

    fn repr_items(&mut self, value: Value, open: &str, close: &str) -> PyResult<Wtf8Buf> {
        let mut out = Wtf8Buf::from(open.to_owned());
        let mut count = 0;
        let mut at = 0;
        let comma = |out: &mut Wtf8Buf, count: &mut usize| {
            if *count > 0 {
                out.push_str(", ");
            }
            *count += 1;
        };
        if let Some(list) = value.downcast::<List>() {
            while let Some(item) = list.get(at) {
                comma(&mut out, &mut count);
                self.repr_into(item, &mut out)?;
                at += 1;
            }
        } else if let Some(tuple) = value.downcast::<Tuple>() {
            for &item in tuple.items() {
                comma(&mut out, &mut count);
                self.repr_into(item, &mut out)?;
            }
            if count == 1 {
                out.push_str(",");
            }
        } else if let Some(dict) = value.downcast::<Dict>() {
            while let Some((number, key, item)) = dict.next_entry(at) {
                comma(&mut out, &mut count);
                self.repr_into(key, &mut out)?;
                out.push_str(": ");
                self.repr_into(item, &mut out)?;
                at = number + 1;
            }
        } else if let Some(set) = value.downcast::<Set>() {
            let class = self.type_name(value);
            if set.is_empty() {
                return Ok(Wtf8Buf::from(format!("{class}()")));
            }
            if class != "set" {
                out = Wtf8Buf::from(format!("{class}({open}"));
            }
            while let Some((number, key)) = set.next_entry(at) {
                comma(&mut out, &mut count);
                self.repr_into(key, &mut out)?;
                at = number + 1;
            }
            out.push_str(close);
            if class != "set" {
                out.push_str(")");
            }
            return Ok(out);
        }
        out.push_str(close);
        Ok(out)
    }

    /// `hash(value)`, as the tables use it.
    ///
    /// # Errors
    /// `TypeError` for an unhashable value; what `__hash__` raises.
    pub fn hash(&mut self, value: Value) -> PyResult<u64> {
        if let Some(i) = value.as_small_int() {
            return Ok(semantics::int::hash(IntRef::Small(i)) as u64);
        }
        if !self.is_core(value)
            && let Some(method) = self.special(value, "__hash__")
        {
            if method.is_none() {
                return Err(self.raise_unhashable(value));
            }
            let answer = self.call_method(method, value, &[])?;
            return match self.as_int(&answer) {
                // What fits a word is the hash as it stands; -1 means an error in CPython.
                Some(int) => Ok(match int.to_i64() {
                    Some(-1) => -2i64 as u64,
                    Some(hash) => hash as u64,
                    None => semantics::int::hash(int) as u64,
                }),
                None => Err(self.raise_type_error("__hash__ method should return an integer")),
            };
        }
        self.builtin_hash(value)
    }

    /// `hash(value)` past a `__hash__` of the program's own.
    pub(crate) fn builtin_hash(&mut self, value: Value) -> PyResult<u64> {
        if matches!(value.kind(), Some(Kind::Instance | Kind::Type | Kind::Function)) {
            return Ok(identity_hash(value));
        }
        if let Some(s) = value.downcast::<Str>() {
            return Ok(s.hash(self.names.secret));
        }
        if let Some(int) = self.as_int(&value) {
            return Ok(semantics::int::hash(int) as u64);
        }
        if let Some(f) = self.as_float(value) {
            return Ok(if f.is_nan() { value.bits() >> 4 } else { semantics::float::hash(f) as u64 });
        }
        if matches!(value.kind(), Some(Kind::Tuple | Kind::Slice | Kind::Set | Kind::BoundMethod)) {
            self.need_native_room("")?;
        }
        match value.kind() {
            // The same in every run, as CPython has it since 3.12.
            None if value.is_none() => Ok(0xFCA8_6420),
            None => Ok(value.bits()),
            Some(Kind::Bytes) => Ok(value.downcast::<Bytes>().map_or(0, |b| b.hash(self.names.secret))),
            Some(Kind::Tuple) => self.hash_tuple(value),
            Some(Kind::List | Kind::Dict | Kind::ByteArray) => Err(self.raise_unhashable(value)),
            Some(Kind::MemoryView) => self.hash_view(value),
            Some(Kind::DictView) if !self.type_of(value).is_subclass(self.types.dict_values) => {
                Err(self.raise_unhashable(value))
            }
            Some(Kind::Set) if self.type_of(value).is_subclass(self.types.set) => {
                Err(self.raise_unhashable(value))
            }
            Some(Kind::Set) => self.hash_frozenset(value),
            Some(Kind::Complex) => Ok(value.downcast::<Complex>().map_or(0, |c| hash_complex(&c))),
            Some(Kind::Range) => match value.downcast::<Range>() {
                Some(range) => {
                    let identity = self.range_identity(range)?;
                    self.hash_tuple(identity)
                }
                None => Ok(0),
            },
            Some(Kind::Slice) => match value.downcast::<Slice>() {
                Some(slice) => {
                    let parts = [slice.start.get(), slice.stop.get(), slice.step.get()];
                    let acc = self.hash_items(&parts)?.rounds();
                    Ok(if acc == u64::MAX { 1546275796 } else { acc })
                }
                None => Ok(0),
            },
            Some(Kind::BoundMethod) => match value.downcast::<BoundMethod>() {
                Some(method) => {
                    let function = self.hash(method.function.get())?;
                    Ok(function ^ method.receiver.get().bits() >> 4)
                }
                None => Ok(0),
            },
            Some(Kind::Cell) => Err(self.raise_unhashable(value)),
            // Equal ones have equal texts.
            Some(Kind::Code) => match value.downcast::<Code>() {
                Some(code) => {
                    let (secret, object) = (self.names.secret, code.object());
                    let parts = secret.of_bytes(object.name.as_bytes()) ^ secret.of_bytes(&object.code);
                    Ok((parts ^ u64::from(object.firstlineno)).min(u64::MAX - 1))
                }
                None => Ok(0),
            },
            _ => Ok(identity_hash(value)),
        }
    }

    fn raise_unhashable(&mut self, value: Value) -> crate::value::Raised {
        let message = format!("unhashable type: '{}'", self.type_name(value));
        self.raise_type_error(message)
    }

    fn hash_view(&mut self, value: Value) -> PyResult<u64> {
        let Some(view) = value.downcast::<MemoryView>() else { return Ok(0) };
        if let Some(hash) = view.hash.get() {
            return Ok(hash);
        }
        let bytes = self.need_contents(value)?;
        if !view.readonly {
            return Err(self.raise_value_error("cannot hash writable memoryview object"));
        }
        if !view.format.is_byte() {
            let message = "memoryview: hashing is restricted to formats 'B', 'b' or 'c'";
            return Err(self.raise_value_error(message));
        }
        // What owns the bytes must not change either.
        self.hash(view.owner.get())?;
        let hash = self.names.secret.of_bytes(&bytes);
        view.hash.set(Some(hash));
        Ok(hash)
    }

    fn hash_tuple(&mut self, value: Value) -> PyResult<u64> {
        let Some(tuple) = value.downcast::<Tuple>() else { return Ok(0) };
        Ok(self.hash_items(tuple.items())?.of(tuple.len()))
    }

    fn hash_items(&mut self, items: &[Value]) -> PyResult<TupleHash> {
        self.enter_native("")?;
        let mut hash = TupleHash::default();
        for &item in items {
            match self.hash(item) {
                Ok(lane) => hash.add(lane),
                Err(raised) => {
                    self.native_depth -= 1;
                    return Err(raised);
                }
            }
        }
        self.native_depth -= 1;
        Ok(hash)
    }

    /// The hash of the members of a set; a frozenset keeps it.
    pub(crate) fn hash_frozenset(&mut self, value: Value) -> PyResult<u64> {
        let Some(set) = value.downcast::<Set>() else { return Ok(0) };
        let (mut hash, mut at) = (0u64, 0);
        while let Some((number, _)) = set.next_entry(at) {
            let h = set.hash_at(number);
            hash ^= (h ^ 89869747 ^ (h << 16)).wrapping_mul(3644798167);
            at = number + 1;
        }
        hash ^= (set.len() as u64 + 1).wrapping_mul(1927868237);
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = hash.wrapping_mul(69069).wrapping_add(907133923);
        Ok(if hash == u64::MAX { 590923713 } else { hash })
    }

    /// `a == b` where identity counts as equality, as containers compare.
    ///
    /// # Errors
    /// What `__eq__` raises.
    #[inline]
    pub fn equal(&mut self, a: Value, b: Value) -> PyResult<bool> {
        if a.is(b) {
            return Ok(true);
        }
        if a.both_small_ints(b) {
            return Ok(false);
        }
        if let (Some(x), Some(y)) = (exact_str(a), exact_str(b)) {
            return Ok(x.as_bytes() == y.as_bytes());
        }
        let answer = self.compare(pyopt_compiler::syntax::ast::CmpOp::Eq, a, b)?;
        self.truth(answer)
    }

    /// `bool(value)`.
    ///
    /// # Errors
    /// What `__bool__` and `__len__` raise.
    #[inline(never)]
    pub fn truth(&mut self, value: Value) -> PyResult<bool> {
        if let Some(i) = value.as_small_int() {
            return Ok(i != 0);
        }
        if let Some(d) = value.as_double() {
            return Ok(d != 0.0);
        }
        match value {
            Value::TRUE => return Ok(true),
            Value::FALSE | Value::NONE => return Ok(false),
            Value::NOT_IMPLEMENTED => {
                return Err(self.raise_type_error("NotImplemented should not be used in a boolean context"));
            }
            _ => {}
        }
        if !self.is_core(value) {
            if let Some(method) = self.special(value, "__bool__") {
                if method.is_none() {
                    let message = format!("'{}' cannot be interpreted as a boolean", self.type_name(value));
                    return Err(self.raise_type_error(message));
                }
                let answer = self.call_method(method, value, &[])?;
                return match answer.as_bool() {
                    Some(b) => Ok(b),
                    None => {
                        let message =
                            format!("__bool__ should return bool, returned {}", self.type_name(answer));
                        Err(self.raise_type_error(message))
                    }
                };
            }
            if self.special(value, "__len__").is_some() {
                return Ok(self.len(value)? != 0);
            }
        }
        Ok(self.builtin_truth(value))
    }

    /// `bool(value)` past methods of the program's own.
    pub(crate) fn builtin_truth(&self, value: Value) -> bool {
        if let Some(number) = self.as_int(&value) {
            return !number.is_zero();
        }
        if let Some(number) = self.as_float(value) {
            return number != 0.0;
        }
        if let Some(c) = value.downcast::<Complex>() {
            return c.real != 0.0 || c.imag != 0.0;
        }
        if let Some(range) = value.downcast::<Range>() {
            return range.length.get() != Value::small_int_unchecked(0);
        }
        !value.is_none() && self.builtin_len(value).is_none_or(|n| n != 0)
    }

    /// The length of a builtin container.
    pub(crate) fn builtin_len(&self, value: Value) -> Option<usize> {
        Some(match value.kind()? {
            Kind::Str => value.downcast::<Str>()?.len(),
            Kind::Bytes => value.downcast::<Bytes>()?.as_slice().len(),
            Kind::ByteArray => value.downcast::<ByteArray>()?.len(),
            Kind::MemoryView => {
                let view = value.downcast::<MemoryView>()?;
                (view.dimensions > 0 && !view.owner.get().is_null()).then_some(view.count)?
            }
            Kind::List => value.downcast::<List>()?.len(),
            Kind::Tuple => value.downcast::<Tuple>()?.len(),
            Kind::Dict => value.downcast::<Dict>()?.len(),
            Kind::Set => value.downcast::<Set>()?.len(),
            Kind::DictView => value.downcast::<DictView>()?.dict().len(),
            Kind::Range => usize::try_from(value.downcast::<Range>()?.length.get().as_small_int()?).ok()?,
            _ => return None,
        })
    }

    /// `len(value)`.
    ///
    /// # Errors
    /// `TypeError` for what has no length; what `__len__` raises.
    pub fn len(&mut self, value: Value) -> PyResult<usize> {
        if self.is_core(value) {
            if let Some(n) = self.builtin_len(value) {
                return Ok(n);
            }
            if let Some(view) = value.downcast::<MemoryView>() {
                self.check_view(view)?;
                return Err(self.raise_type_error("0-dim memory has no length"));
            }
            if let Some(range) = value.downcast::<Range>() {
                // One that fits a word, though no immediate.
                let length = range.length.get();
                if let Some(length) = self.as_int(&length).and_then(|n| n.to_i64()) {
                    return Ok(length as usize);
                }
                let message = "Python int too large to convert to C ssize_t";
                return Err(self.raise_str(self.types.overflow_error, message));
            }
        }
        let Some(method) = self.special(value, "__len__") else {
            if let Some(n) = self.builtin_len(value) {
                return Ok(n);
            }
            let message = format!("object of type '{}' has no len()", self.type_name(value));
            return Err(self.raise_type_error(message));
        };
        let answer = self.call_method(method, value, &[])?;
        self.length_of_answer(answer)
    }

    /// The length that `__len__` answered.
    pub(super) fn length_of_answer(&mut self, answer: Value) -> PyResult<usize> {
        let number = self.index_value(answer)?;
        match self.as_int(&number).map(|n| (n.is_negative(), n.to_i64())) {
            Some((false, Some(n))) => Ok(n as usize),
            Some((true, _)) => Err(self.raise_value_error("__len__() should return >= 0")),
            _ => {
                let message = "cannot fit 'int' into an index-sized integer";
                Err(self.raise_str(self.types.overflow_error, message))
            }
        }
    }
}
