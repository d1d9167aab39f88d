//! Operators: builtin operands are computed by `semantics`, others asked by their special methods.
//!
//! For `a OP b` Python asks `a.__op__(b)`, then `b.__rop__(a)`; the right side first when its class is a proper
//! subclass of the left one's that has a reflected method of its own.

use super::Vm;
use super::compare::is_set_view;
use super::keys::{Plain, find_plain_element, plain_hash};
use super::special::exact;
use crate::builtins::methods::set;
use crate::heap::Gc;
use crate::objects::{ByteArray, Bytes, Complex, Dict, Kind, List, Set, Str, Tuple};
use crate::value::{PyResult, Raised, Value};
use pyopt_compiler::semantics::{Int, SemResult, int};
use pyopt_compiler::syntax::ast::{Operator, UnaryOp};

/// The special methods of a binary operator, and its symbol.
pub(crate) struct Methods {
    pub(super) forward: &'static str,
    pub(super) reflected: &'static str,
    pub(super) inplace: &'static str,
    symbol: &'static str,
}

macro_rules! methods_of {
    ($stem:literal, $symbol:literal) => {
        Methods {
            forward: concat!("__", $stem, "__"),
            reflected: concat!("__r", $stem, "__"),
            inplace: concat!("__i", $stem, "__"),
            symbol: $symbol,
        }
    };
}

static DIVMOD: Methods = methods_of!("divmod", "divmod()");

/// Those of each operator, by its number. One place: lookups of special methods go by the address of a name.
static METHODS: [Methods; 13] = [
    methods_of!("add", "+"),
    methods_of!("and", "&"),
    methods_of!("floordiv", "//"),
    methods_of!("lshift", "<<"),
    methods_of!("matmul", "@"),
    methods_of!("mul", "*"),
    methods_of!("mod", "%"),
    methods_of!("or", "|"),
    methods_of!("pow", "** or pow()"),
    methods_of!("rshift", ">>"),
    methods_of!("sub", "-"),
    methods_of!("truediv", "/"),
    methods_of!("xor", "^"),
];

#[inline(always)]
pub(super) fn methods_of(op: Operator) -> &'static Methods {
    &METHODS[op as usize]
}

fn is_sequence(value: Value) -> bool {
    matches!(value.kind(), Some(Kind::Str | Kind::List | Kind::Tuple | Kind::Bytes | Kind::ByteArray))
}

/// Whether `op=` changes a value. Sequences are asked after all methods of numbers, except those of derived classes,
/// which inherit `__iadd__` and `__imul__` as they would any method.
fn changes_in_place(op: Operator, a: Value, derived: bool) -> bool {
    match a.kind() {
        Some(Kind::Set) => {
            matches!(op, Operator::BitOr | Operator::BitAnd | Operator::Sub | Operator::BitXor)
        }
        Some(Kind::Dict) => op == Operator::BitOr,
        Some(Kind::List | Kind::ByteArray) => derived && matches!(op, Operator::Add | Operator::Mult),
        _ => false,
    }
}

impl Vm {
    /// A set of an iterable's items.
    ///
    /// # Errors
    /// What iterating, hashing and comparing raise; `MemoryError`.
    pub(crate) fn set_of(&mut self, iterable: Value) -> PyResult<crate::heap::Gc<Set>> {
        let set = Set::new(&mut self.heap, Kind::Set as u32);
        self.set_extend(set, iterable)?;
        Ok(set)
    }

    pub(crate) fn int_value(&mut self, number: Int) -> Value {
        match number {
            Int::Small(i) => self.new_int(i),
            Int::Big(b) => {
                // What has no short way is about a step for each limb.
                self.spent += b.bits() / 64;
                crate::objects::Int::value_of(&mut self.heap, b)
            }
        }
    }

    pub(super) fn semantic<T>(&mut self, result: SemResult<T>) -> PyResult<T> {
        result.map_err(|e| self.raise_semantic(e))
    }

    /// `a OP b`, or `a OP= b`.
    ///
    /// # Errors
    /// What the operands' methods raise; `TypeError` when none knows the operation.
    #[inline(never)]
    pub fn binary(&mut self, op: Operator, inplace: bool, a: Value, b: Value) -> PyResult {
        if self.is_core(a) && self.is_core(b) {
            if let Some(result) = self.builtin_binary(op, inplace, a, b)? {
                return Ok(result);
            }
            return Err(self.unsupported(op, inplace, a, b));
        }
        if let Some(numbers) = self.native_numbers(a, b)
            && let Some(result) = (numbers.binary)(self, op, a, b)?
        {
            return Ok(result);
        }
        let methods = methods_of(op);
        if inplace && let Some(method) = self.special(a, methods.inplace) {
            let answer = self.call_operator(method, a, &[b])?;
            if answer != Value::NOT_IMPLEMENTED {
                return Ok(answer);
            }
        } else if inplace && changes_in_place(op, a, !self.is_core(a)) {
            // The own way to change a value comes before what the right operand's class says.
            if let Some(answer) = self.builtin_binary(op, true, a, b)? {
                return Ok(answer);
            }
        }
        self.binary_apart(op, inplace, a, b)
    }

    /// The operators of the native class of numbers that an operand is of.
    #[inline]
    pub(super) fn native_numbers(
        &self,
        a: Value,
        b: Value,
    ) -> Option<&'static crate::objects::types::NumberMethods> {
        let of = |v: Value| if v.is_object() { self.type_of(v).numbers() } else { None };
        of(a).or_else(|| of(b))
    }

    /// `a OP= b` without the method for that, or `a OP b`.
    pub(super) fn binary_apart(&mut self, op: Operator, inplace: bool, a: Value, b: Value) -> PyResult {
        let methods = methods_of(op);
        let sequence_op = matches!(op, Operator::Add | Operator::Mult);
        // A subclass of a sequence with a reflected method of its own does as numbers do: it is asked as the left
        // operand first, and what its inherited method refuses is an error.
        let as_number = sequence_op
            && is_sequence(a)
            && self.special(a, methods.forward).is_none()
            && self.special(a, methods.reflected).is_some();
        let own = |vm: &mut Vm| match vm.builtin_binary(op, inplace, a, b)? {
            None if as_number && op == Operator::Mult => {
                let message = format!("'{}' object cannot be interpreted as an integer", vm.type_name(b));
                Err(vm.raise_type_error(message))
            }
            None if as_number => Err(vm.unsupported(op, inplace, a, b)),
            answer => Ok(answer),
        };
        // Concatenation and repetition are asked for last, when no number method knew what to do.
        let own_last =
            !as_number && (sequence_op && is_sequence(a) || op == Operator::Mult && is_sequence(b));
        match self.binary_by_methods(methods, a, b, own_last, own)? {
            Some(answer) => Ok(answer),
            None => Err(self.unsupported(op, inplace, a, b)),
        }
    }

    /// What the right operand's method answers; `None` if nothing.
    pub(super) fn binary_by_right(
        &mut self,
        op: Operator,
        inplace: bool,
        a: Value,
        b: Value,
    ) -> PyResult<Option<Value>> {
        match self.special(b, methods_of(op).reflected) {
            Some(method) => {
                let answer = self.call_operator(method, b, &[a])?;
                Ok(if answer == Value::NOT_IMPLEMENTED { None } else { Some(answer) })
            }
            None => self.builtin_binary(op, inplace, a, b),
        }
    }

    /// Asks the operands' methods in Python's order; `own` is what the engine does with builtin layouts.
    fn binary_by_methods(
        &mut self,
        methods: &Methods,
        a: Value,
        b: Value,
        own_last: bool,
        own: impl Fn(&mut Vm) -> PyResult<Option<Value>>,
    ) -> PyResult<Option<Value>> {
        let forward = self.special(a, methods.forward);
        let (left, right) = (self.type_of(a), self.type_of(b));
        let mut reflected = if left == right { None } else { self.special(b, methods.reflected) };
        let mut own = Some(own);
        let may_reflect = reflected.is_some();
        // The right side goes first when its class refines the left one's, reflected method included.
        if let Some(method) = reflected
            && (forward.is_none() && own_last
                || right.is_subclass(left) && self.special(a, methods.reflected) != reflected)
        {
            reflected = None;
            let answer = self.call_operator(method, b, &[a])?;
            if answer != Value::NOT_IMPLEMENTED {
                return Ok(Some(answer));
            }
        }
        if let Some(method) = forward {
            let answer = self.call_operator(method, a, &[b])?;
            if answer != Value::NOT_IMPLEMENTED {
                return Ok(Some(answer));
            }
        } else if !(may_reflect && self.is_narrower(a, b))
            && let Some(own) = own.take()
            && let Some(answer) = own(self)?
        {
            return Ok(Some(answer));
        }
        if let Some(method) = reflected {
            let answer = self.call_operator(method, b, &[a])?;
            if answer != Value::NOT_IMPLEMENTED {
                return Ok(Some(answer));
            }
        } else if left != right
            && let Some(own) = own
        {
            return own(self);
        }
        Ok(None)
    }

    /// Whether a number knows nothing of the kind of number that `b` is: ints are known to floats and complex numbers,
    /// floats to complex ones, and none of them the other way round.
    fn is_narrower(&self, a: Value, b: Value) -> bool {
        let width = |v: Value| match (self.as_int(&v), self.as_float(v)) {
            (Some(_), _) => 1,
            (_, Some(_)) => 2,
            _ if v.is_kind(Kind::Complex) => 3,
            _ => 0,
        };
        (1..width(b)).contains(&width(a))
    }

    /// `divmod(a, b)`.
    ///
    /// # Errors
    /// As [`Vm::binary`].
    pub(crate) fn divmod(&mut self, a: Value, b: Value) -> PyResult {
        let own = |vm: &mut Vm| vm.builtin_divmod(a, b);
        match self.binary_by_methods(&DIVMOD, a, b, false, own)? {
            Some(answer) => Ok(answer),
            None => {
                let (a, b) = (self.type_name(a), self.type_name(b));
                let message = format!("unsupported operand type(s) for divmod(): '{a}' and '{b}'");
                Err(self.raise_type_error(message))
            }
        }
    }

    /// `pow(base, exponent, modulus)`.
    ///
    /// # Errors
    /// What the operands' methods raise; `TypeError` when none knows the operation.
    pub(crate) fn power(&mut self, base: Value, exponent: Value, modulus: Value) -> PyResult {
        let left = self.special(base, "__pow__");
        let right = if self.type_of(base) == self.type_of(exponent) {
            None
        } else {
            self.special(exponent, "__rpow__")
        };
        let right_first = right.is_some()
            && self.type_of(exponent).is_subclass(self.type_of(base))
            && self.special(base, "__rpow__") != right;
        let mut tries = [(left, base, exponent), (right, exponent, base)];
        if right_first {
            tries.reverse();
        }
        for (method, receiver, other) in tries {
            // A float on the left refuses at once, whoever else might know the three.
            if method.is_none() && receiver.is(base) && self.as_float(base).is_some() {
                return Err(self.raise_modulus_of_floats());
            }
            if let Some(method) = method {
                let answer = self.call_method(method, receiver, &[other, modulus])?;
                if answer != Value::NOT_IMPLEMENTED {
                    return Ok(answer);
                }
            }
        }
        if left.is_none()
            && let Some(answer) = self.builtin_power(base, exponent, modulus)?
        {
            return Ok(answer);
        }
        let [a, b, c] = [base, exponent, modulus].map(|v| self.type_name(v));
        let message = format!("unsupported operand type(s) for ** or pow(): '{a}', '{b}', '{c}'");
        Err(self.raise_type_error(message))
    }

    #[cold]
    pub(crate) fn unsupported(&mut self, op: Operator, inplace: bool, a: Value, b: Value) -> Raised {
        let [left, right] = [a, b].map(|v| self.type_name(v));
        match op {
            Operator::Add => {
                let message = match a.kind() {
                    Some(Kind::Str) => format!("can only concatenate str (not \"{right}\") to str"),
                    Some(Kind::List) => format!("can only concatenate list (not \"{right}\") to list"),
                    Some(Kind::Tuple) => format!("can only concatenate tuple (not \"{right}\") to tuple"),
                    Some(Kind::Bytes) => format!("can't concat {right} to bytes"),
                    Some(Kind::ByteArray) => format!("can't concat {right} to bytearray"),
                    _ => String::new(),
                };
                if !message.is_empty() {
                    return self.raise_type_error(message);
                }
            }
            Operator::Mult if is_sequence(a) || is_sequence(b) => {
                let other = if is_sequence(a) { right } else { left };
                let message = format!("can't multiply sequence by non-int of type '{other}'");
                return self.raise_type_error(message);
            }
            _ => {}
        }
        let symbol = match op {
            Operator::Pow if inplace => "**",
            _ => methods_of(op).symbol,
        };
        let equals = if inplace { "=" } else { "" };
        self.raise_type_error(format!(
            "unsupported operand type(s) for {symbol}{equals}: '{left}' and '{right}'"
        ))
    }

    pub(super) fn sequence_binary(
        &mut self,
        op: Operator,
        inplace: bool,
        a: Value,
        b: Value,
    ) -> PyResult<Option<Value>> {
        match op {
            Operator::Add => self.concat(inplace, a, b),
            Operator::Mult if is_sequence(a) => self.repeated(inplace, a, b),
            Operator::Mult if is_sequence(b) => self.repeated(false, b, a),
            Operator::BitOr | Operator::BitAnd | Operator::Sub | Operator::BitXor => {
                match self.set_binary(op, inplace, a, b)? {
                    None if op == Operator::BitOr => self.type_union(a, b),
                    answer => Ok(answer),
                }
            }
            Operator::Mod if a.is_kind(Kind::Str) => self.percent_str(a, b).map(Some),
            Operator::Mod => {
                if let Some(format) = a.downcast::<ByteArray>() {
                    let format = format.to_vec();
                    let bytes = self.percent_bytes(&format, b)?;
                    return crate::builtins::methods::new_bytearray(self, &bytes).map(Some);
                }
                let Some(format) = a.downcast::<Bytes>() else { return Ok(None) };
                let bytes = self.percent_bytes(format.as_slice(), b)?;
                let bytes = Bytes::new(&mut self.heap, Kind::Bytes as u32, false, &bytes);
                self.check(bytes).map(|b| Some(b.value()))
            }
            _ => Ok(None),
        }
    }

    /// `a + b`, or `a += b`, of two sequences of one exact kind; NULL for others, and for what changes in place.
    #[inline(never)]
    pub(super) fn join_at_sight(&mut self, inplace: bool, a: Value, b: Value) -> PyResult {
        let (Some(left), Some(right)) = (a.header(), b.header()) else { return Ok(Value::NULL) };
        if left.shape() != right.shape() {
            return Ok(Value::NULL);
        }
        if let (false, Some(x), Some(y)) = (inplace, exact::<List>(a), exact::<List>(b)) {
            return self.join_lists(x, y);
        }
        // What cannot change is left as it is where nothing is added.
        if let (Some(x), Some(y)) = (exact::<Str>(a), exact::<Str>(b)) {
            match (x.as_bytes(), y.as_bytes()) {
                (_, []) => Ok(a),
                ([], _) => Ok(b),
                _ => {
                    let joined = Str::concat(&mut self.heap, Kind::Str as u32, x, y);
                    self.check(joined).map(Gc::value)
                }
            }
        } else if let (Some(x), Some(y)) = (exact::<Tuple>(a), exact::<Tuple>(b)) {
            match (x.items(), y.items()) {
                (_, []) => Ok(a),
                ([], _) => Ok(b),
                _ => self.join_tuples(x, y),
            }
        } else if let (Some(x), Some(y)) = (exact::<Bytes>(a), exact::<Bytes>(b)) {
            match (x.as_slice(), y.as_slice()) {
                (_, []) => Ok(a),
                ([], _) => Ok(b),
                (front, back) => {
                    let joined = Bytes::concat(&mut self.heap, front, back);
                    self.check(joined).map(Gc::value)
                }
            }
        } else {
            Ok(Value::NULL)
        }
    }

    fn join_lists(&mut self, x: Gc<List>, y: Gc<List>) -> PyResult {
        let list = List::new(&mut self.heap, Kind::List as u32, x.len() + y.len());
        let list = self.check(list)?;
        // One behind the other: a chain would ask at each item which of them it is in.
        for from in [x, y] {
            List::fill(list, &mut self.heap, from.items().iter().map(|item| item.get()));
        }
        Ok(list.value())
    }

    fn join_tuples(&mut self, x: Gc<Tuple>, y: Gc<Tuple>) -> PyResult {
        if x.is_empty() && y.is_empty() {
            return self.new_tuple(&[]);
        }
        let joined = Tuple::joined(&mut self.heap, x.items(), y.items());
        self.check(joined).map(Gc::value)
    }

    fn concat(&mut self, inplace: bool, a: Value, b: Value) -> PyResult<Option<Value>> {
        if let (Some(x), Some(y)) = (a.downcast::<Str>(), b.downcast::<Str>()) {
            let joined = Str::concat(&mut self.heap, Kind::Str as u32, x, y);
            return self.check(joined).map(|s| Some(s.value()));
        }
        if let (Some(x), Some(y)) = (a.downcast::<List>(), b.downcast::<List>())
            && !inplace
        {
            return self.join_lists(x, y).map(Some);
        }
        if let (Some(x), Some(y)) = (a.downcast::<Tuple>(), b.downcast::<Tuple>()) {
            return self.join_tuples(x, y).map(Some);
        }
        if let (Some(array), Some(y)) = (a.downcast::<ByteArray>(), b.downcast::<Bytes>())
            && inplace
        {
            if y.as_slice().is_empty() {
                return Ok(Some(a));
            }
            self.check_resizable(array)?;
            let end = array.len();
            let spliced = ByteArray::splice(array, &mut self.heap, end, end, y.as_slice());
            self.check(spliced)?;
            return Ok(Some(a));
        }
        if let (Some(x), Some(y)) = (self.contents(a), self.contents(b))
            && !a.is_kind(Kind::MemoryView)
        {
            if let Some(array) = a.downcast::<ByteArray>() {
                let joined = if inplace { y.to_vec() } else { [&x[..], &y[..]].concat() };
                let (array, at) = if inplace {
                    if joined.is_empty() {
                        return Ok(Some(a));
                    }
                    self.check_resizable(array)?;
                    (array, array.len())
                } else {
                    (self.alloc_instance(self.types.bytearray, ByteArray::empty()), 0)
                };
                let spliced = ByteArray::splice(array, &mut self.heap, at, at, &joined);
                self.check(spliced)?;
                return Ok(Some(array.value()));
            }
            let bytes = Bytes::concat(&mut self.heap, &x, &y);
            return self.check(bytes).map(|b| Some(b.value()));
        }
        if matches!(a.kind(), Some(Kind::Bytes | Kind::ByteArray))
            && !self.is_exact_builtin(b)
            && let Some(bytes) = self.contents_if_any(b)
        {
            let bytes = self.new_bytes(&bytes)?;
            return self.concat(inplace, a, bytes);
        }
        match a.downcast::<List>() {
            Some(x) if inplace => {
                self.list_extend(x, b)?;
                Ok(Some(a))
            }
            _ => Ok(None),
        }
    }

    /// A sequence times what is an int or has `__index__`; `None` for other factors.
    fn repeated(&mut self, inplace: bool, sequence: Value, factor: Value) -> PyResult<Option<Value>> {
        if self.as_int(&factor).is_none() && self.special(factor, "__index__").is_none() {
            return Ok(None);
        }
        let number = self.index_value(factor)?;
        let Some(count) = self.as_int(&number).and_then(|i| i.to_i64()) else {
            let message = format!("cannot fit '{}' into an index-sized integer", self.type_name(factor));
            return Err(self.raise_str(self.types.overflow_error, &message));
        };
        let count = count.max(0) as usize;
        let length = self.builtin_len(sequence).unwrap_or(0);
        if length.checked_mul(count).is_none_or(|bytes| bytes > self.limits().memory.min(1 << 45) / 8) {
            return Err(self.raise_str(self.types.memory_error, ""));
        }
        if let Some(s) = sequence.downcast::<Str>() {
            if count == 1 && self.is_exact_builtin(sequence) {
                return Ok(Some(sequence));
            }
            let bytes = self.repeat(s.as_bytes(), count)?;
            // SAFETY: a whole text, repeated.
            let text = unsafe { rustpython_wtf8::Wtf8::from_bytes_unchecked(&bytes) };
            return self.new_str(text).map(Some);
        }
        if let Some(b) = sequence.downcast::<Bytes>() {
            if count == 1 && self.is_exact_builtin(sequence) {
                return Ok(Some(sequence));
            }
            let bytes = self.repeat(b.as_slice(), count)?;
            let bytes = Bytes::new(&mut self.heap, Kind::Bytes as u32, false, &bytes);
            return self.check(bytes).map(|b| Some(b.value()));
        }
        if let Some(array) = sequence.downcast::<ByteArray>() {
            let contents = self.repeat(&array.to_vec(), count)?;
            let made = if inplace {
                self.check_resizable(array)?;
                array
            } else {
                self.alloc_instance(self.types.bytearray, ByteArray::empty())
            };
            let end = made.len();
            let spliced = ByteArray::splice(made, &mut self.heap, 0, end, &contents);
            self.check(spliced)?;
            return Ok(Some(made.value()));
        }
        if let Some(t) = sequence.downcast::<Tuple>() {
            if count == 1 && self.is_exact_builtin(sequence) {
                return Ok(Some(sequence));
            }
            let items = self.repeat(t.items(), count)?;
            return self.new_tuple(&items).map(Some);
        }
        let Some(l) = sequence.downcast::<List>() else { return Ok(None) };
        if inplace && count == 0 {
            let cleared = List::splice(l, &mut self.heap, 0, length, &[]);
            return self.check(cleared).map(|()| Some(sequence));
        }
        let list = if inplace { l } else { self.new_list(&[])? };
        let reserved = List::reserve(list, &mut self.heap, length * count);
        self.check(reserved)?;
        // Nothing runs meanwhile: what the list had comes again and again, into the room behind it.
        let own = &l.items()[..length];
        for _ in 0..count - usize::from(inplace && count > 0) {
            List::fill(list, &mut self.heap, own.iter().map(|item| item.get()));
        }
        Ok(Some(list.value()))
    }

    pub(super) fn set_binary(
        &mut self,
        op: Operator,
        inplace: bool,
        a: Value,
        b: Value,
    ) -> PyResult<Option<Value>> {
        if let (Operator::BitOr, Some(x)) = (op, a.downcast::<Dict>())
            && (inplace || b.is_kind(Kind::Dict))
        {
            return self.dict_union(inplace, x, b);
        }
        if is_set_view(a) || is_set_view(b) {
            if op == Operator::BitAnd && !a.is_kind(Kind::Set) && !b.is_kind(Kind::Set) {
                return self.view_intersection(a, b).map(Some);
            }
            // A view of keys or items takes any iterable on the other side.
            let (a, b) = (self.set_of(a)?, self.set_of(b)?);
            return self.set_binary(op, false, a.value(), b.value());
        }
        let (Some(x), Some(y)) = (a.downcast::<Set>(), b.downcast::<Set>()) else { return Ok(None) };
        if !matches!(op, Operator::BitOr | Operator::BitAnd | Operator::Sub | Operator::BitXor) {
            return Ok(None);
        }
        if inplace && self.type_of(a).is_subclass(self.types.set) {
            match op {
                Operator::BitOr => self.set_extend(x, b)?,
                Operator::Sub => set::remove_each(self, x, b)?,
                Operator::BitXor if a.is(b) => Set::clear(x, &mut self.heap),
                Operator::BitXor => set::toggle(self, x, y)?,
                _ => {
                    let changed = set::intersect(self, x, b)?;
                    Set::take_table(x, &mut self.heap, changed);
                }
            }
            return Ok(Some(a));
        }
        let result = match op {
            Operator::BitOr => {
                let result = set::copy(self, x)?;
                self.set_extend(result, b)?;
                result
            }
            Operator::Sub => set::difference(self, x, b)?,
            Operator::BitXor => set::symmetric_difference(self, x, b)?,
            _ => set::intersect(self, x, b)?,
        };
        Ok(Some(result.value()))
    }

    /// What a view has of the other side: its values need no hash, only what is found must be hashable. Of two views
    /// the longer one is asked.
    fn view_intersection(&mut self, a: Value, b: Value) -> PyResult {
        let (mut view, mut other) = if is_set_view(a) { (a, b) } else { (b, a) };
        if is_set_view(other) && self.builtin_len(other) > self.builtin_len(view) {
            (view, other) = (other, view);
        }
        let found = Set::new(&mut self.heap, Kind::Set as u32);
        let items = self.list_of(other)?;
        let mut index = 0;
        while let Some(item) = items.get(index) {
            index += 1;
            self.poll(1)?;
            if self.contains(view, item)? {
                self.set_add(found, item)?;
            }
        }
        Ok(found.value())
    }

    fn dict_union(
        &mut self,
        inplace: bool,
        dict: crate::heap::Gc<Dict>,
        other: Value,
    ) -> PyResult<Option<Value>> {
        if inplace {
            self.dict_update(dict, other)?;
            return Ok(Some(dict.value()));
        }
        let Some(other) = other.downcast::<Dict>() else { return Ok(None) };
        let union = self.new_dict();
        for dict in [dict, other] {
            self.dict_update(union, dict.value())?;
        }
        Ok(Some(union.value()))
    }

    /// `+v`, `-v`, `~v`, `not v`.
    ///
    /// # Errors
    /// What the operand's method raises; `TypeError` when it has none.
    pub fn unary(&mut self, op: UnaryOp, v: Value) -> PyResult {
        let method = match op {
            UnaryOp::Not => return self.truth(v).map(|t| Value::from_bool(!t)),
            UnaryOp::USub => "__neg__",
            UnaryOp::UAdd => "__pos__",
            UnaryOp::Invert => "__invert__",
        };
        if !self.is_core(v)
            && let Some(method) = self.special(v, method)
        {
            return self.call_method(method, v, &[]);
        }
        self.builtin_unary(op, v)
    }

    /// `+v`, `-v`, `~v` past methods of the program's own.
    pub(crate) fn builtin_unary(&mut self, op: UnaryOp, v: Value) -> PyResult {
        if let Some(i) = self.as_int(&v) {
            if op == UnaryOp::Invert && v.as_bool().is_some() {
                let message = "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This \
                               returns the bitwise inversion of the underlying int object and is usually not what you \
                               expect from negating a bool. Use the 'not' operator for boolean negation or ~int(x) if \
                               you really want the bitwise inversion of the underlying int.";
                self.warn(self.types.deprecation_warning, message)?;
            }
            if op == UnaryOp::USub
                && let Some(negative) = self.wide_negative(i)
            {
                return Ok(negative);
            }
            let number = match op {
                UnaryOp::USub => int::neg(i),
                UnaryOp::Invert => int::invert(i),
                _ => i.to_int(),
            };
            return Ok(self.int_value(number));
        }
        if op != UnaryOp::Invert {
            if let Some(f) = self.as_float(v) {
                return Ok(self.new_float(if op == UnaryOp::USub { -f } else { f }));
            }
            if let Some(c) = v.downcast::<Complex>() {
                let (real, imag) = if op == UnaryOp::USub { (-c.real, -c.imag) } else { (c.real, c.imag) };
                return Ok(Complex::new(&mut self.heap, Kind::Complex as u32, real, imag).value());
            }
        }
        let symbol = match op {
            UnaryOp::Not => "not",
            UnaryOp::USub => "unary -",
            UnaryOp::UAdd => "unary +",
            UnaryOp::Invert => "unary ~",
        };
        let message = format!("bad operand type for {symbol}: '{}'", self.type_name(v));
        Err(self.raise_type_error(message))
    }

    /// Adds a member to a set; false if an equal one was there.
    ///
    /// # Errors
    /// What hashing and comparing raise; `MemoryError`.
    pub fn set_add(&mut self, set: crate::heap::Gc<Set>, key: Value) -> PyResult<bool> {
        if let Some(hash) = plain_hash(self.names.secret, key) {
            let found = match set.holds_plainly(hash, key) {
                Some(true) => return Ok(false),
                Some(false) => Plain::Absent,
                None => find_plain_element(set, hash, key),
            };
            match found {
                Plain::Found(_) => return Ok(false),
                Plain::Absent => {
                    let added = Set::add_absent(set, &mut self.heap, hash, key);
                    self.check(added)?;
                    return Ok(true);
                }
                Plain::Unknown => {}
            }
        }
        let hash = match self.hash(key) {
            Ok(hash) => hash,
            Err(raised) => return Err(self.explain_unhashable(key, raised, "set element")),
        };
        if set.find(hash, key, |k| self.equal(k, key))?.is_some() {
            return Ok(false);
        }
        let added = Set::add_absent(set, &mut self.heap, hash, key);
        self.check(added)?;
        Ok(true)
    }

    /// As `set_add`, for a key whose hash is known.
    pub(crate) fn set_add_hashed(
        &mut self,
        set: crate::heap::Gc<Set>,
        hash: u64,
        key: Value,
    ) -> PyResult<bool> {
        if set.find(hash, key, |k| self.equal(k, key))?.is_some() {
            return Ok(false);
        }
        let added = Set::add_absent(set, &mut self.heap, hash, key);
        self.check(added)?;
        Ok(true)
    }

    /// An index that CPython keeps in an `int` of C.
    ///
    /// # Errors
    /// `TypeError` for what is no index; `OverflowError` for what an `int` of C cannot hold.
    pub fn c_int(&mut self, value: Value) -> PyResult<i32> {
        let number = self.index_value(value)?;
        match self.as_int(&number).and_then(|i| i.to_i64()).and_then(|i| i32::try_from(i).ok()) {
            Some(number) => Ok(number),
            None => {
                let message = "Python int too large to convert to C int";
                Err(self.raise_str(self.types.overflow_error, message))
            }
        }
    }

    /// An index as Python takes one: an int, or what `__index__` gives.
    ///
    /// # Errors
    /// `TypeError` for others; `IndexError` beyond machine words.
    pub fn index(&mut self, value: Value) -> PyResult<i64> {
        if let Some(i) = value.as_small_int() {
            return Ok(i);
        }
        let number = self.index_value(value)?;
        match self.as_int(&number).and_then(|i| i.to_i64()) {
            Some(i) => Ok(i),
            None => {
                let message = format!("cannot fit '{}' into an index-sized integer", self.type_name(value));
                Err(self.raise_str(self.types.index_error, &message))
            }
        }
    }

    /// An int of a machine word; `wrong` says what values are not.
    ///
    /// # Errors
    /// `TypeError` for what is no int; `OverflowError` beyond machine words.
    pub(crate) fn machine_int(&mut self, value: Value, wrong: &str) -> PyResult<i64> {
        match self.as_int(&value).map(|i| i.to_i64()) {
            Some(Some(number)) => Ok(number),
            Some(None) => {
                let message = "Python int too large to convert to C ssize_t";
                Err(self.raise_str(self.types.overflow_error, message))
            }
            None => Err(self.raise_type_error(wrong)),
        }
    }

    /// `operator.index(value)`: an exact int of any size.
    ///
    /// # Errors
    /// `TypeError` for what is no int and has no `__index__`, or one that gives no int.
    pub fn index_value(&mut self, value: Value) -> PyResult {
        if value.is_small_int() {
            return Ok(value);
        }
        if let Some(number) = self.as_int(&value).map(|i| i.to_int()) {
            let exact = value.is_kind(Kind::Int) && self.is_exact_builtin(value);
            return Ok(if exact { value } else { self.int_value(number) });
        }
        let Some(method) = self.special(value, "__index__") else {
            let message = format!("'{}' object cannot be interpreted as an integer", self.type_name(value));
            return Err(self.raise_type_error(message));
        };
        let answer = self.call_method(method, value, &[])?;
        match self.as_int(&answer).map(|i| i.to_int()) {
            Some(_) if answer.is_small_int() => Ok(answer),
            Some(number) => {
                self.warn_of_subclass(answer, self.types.int, "__index__")?;
                Ok(self.int_value(number))
            }
            None => {
                let message = format!("__index__ returned non-int (type {})", self.type_name(answer));
                Err(self.raise_type_error(message))
            }
        }
    }
}
