//! Operators: builtin operands are computed by `semantics`, others asked by their special methods.
//!
//! For `a OP b` Python asks `a.__op__(b)`, then `b.__rop__(a)`; the right side first when its class is a proper
//! subclass of the left one's that has a reflected method of its own.

use super::Vm;
use crate::objects::{Bytes, Complex, Dict, DictView, Kind, List, Set, Str, Tuple, ViewOf};
use crate::value::{PyResult, Value};
use pyopt_compiler::semantics::{Int, IntRef, SemResult, float, int};
use pyopt_compiler::syntax::ast::{CmpOp, Operator, UnaryOp};
use std::cmp::Ordering;

/// Method stem and symbol of a binary operator.
const fn names(op: Operator) -> (&'static str, &'static str) {
    match op {
        Operator::Add => ("add", "+"),
        Operator::BitAnd => ("and", "&"),
        Operator::FloorDiv => ("floordiv", "//"),
        Operator::LShift => ("lshift", "<<"),
        Operator::MatMult => ("matmul", "@"),
        Operator::Mult => ("mul", "*"),
        Operator::Mod => ("mod", "%"),
        Operator::BitOr => ("or", "|"),
        Operator::Pow => ("pow", "** or pow()"),
        Operator::RShift => ("rshift", ">>"),
        Operator::Sub => ("sub", "-"),
        Operator::Div => ("truediv", "/"),
        Operator::BitXor => ("xor", "^"),
    }
}

/// Special method, reflected one, and symbol of an ordering comparison.
const fn comparison(op: CmpOp) -> (&'static str, &'static str, &'static str) {
    match op {
        CmpOp::Lt => ("__lt__", "__gt__", "<"),
        CmpOp::LtE => ("__le__", "__ge__", "<="),
        CmpOp::Eq => ("__eq__", "__eq__", "=="),
        CmpOp::NotEq => ("__ne__", "__ne__", "!="),
        CmpOp::Gt => ("__gt__", "__lt__", ">"),
        _ => ("__ge__", "__le__", ">="),
    }
}

fn holds(op: CmpOp, order: Ordering) -> bool {
    match op {
        CmpOp::Lt => order.is_lt(),
        CmpOp::LtE => order.is_le(),
        CmpOp::Eq => order.is_eq(),
        CmpOp::NotEq => order.is_ne(),
        CmpOp::Gt => order.is_gt(),
        _ => order.is_ge(),
    }
}

/// Whether a value is a view of a dict that behaves as a set.
fn is_set_view(value: Value) -> bool {
    value.downcast::<DictView>().is_some_and(|view| view.of() != ViewOf::Values)
}

impl Vm {
    /// A set of an iterable's items.
    ///
    /// # Errors
    /// What iterating, hashing and comparing raise; `MemoryError`.
    pub(crate) fn set_of(&mut self, iterable: Value) -> PyResult<crate::heap::Gc<Set>> {
        let set = Set::new(&mut self.heap, Kind::Set as u32);
        let iterator = self.iter(iterable)?;
        while let Some(item) = self.next(iterator)? {
            self.set_add(set, item)?;
        }
        Ok(set)
    }

    pub(crate) fn int_value(&mut self, number: Int) -> Value {
        match number {
            Int::Small(i) => self.new_int(i),
            Int::Big(b) => crate::objects::Int::value_of(&mut self.heap, b),
        }
    }

    fn semantic<T>(&mut self, result: SemResult<T>) -> PyResult<T> {
        result.map_err(|e| self.raise_semantic(e))
    }

    /// `a OP b`, or `a OP= b`.
    ///
    /// # Errors
    /// What the operands' methods raise; `TypeError` when none knows the operation.
    pub fn binary(&mut self, op: Operator, inplace: bool, a: Value, b: Value) -> PyResult {
        if let Some(result) = self.builtin_binary(op, inplace, a, b)? {
            return Ok(result);
        }
        if matches!(op, Operator::BitAnd | Operator::BitOr | Operator::BitXor | Operator::Sub)
            && (is_set_view(a) || is_set_view(b))
        {
            // A view of keys or items takes any iterable on the other side.
            let (a, b) = (self.set_of(a)?, self.set_of(b)?);
            return self.binary(op, false, a.value(), b.value());
        }
        let (stem, symbol) = names(op);
        if inplace && let Some(method) = self.special(a, &format!("__i{stem}__")) {
            let answer = self.call(method, &[a, b])?;
            if answer != Value::NOT_IMPLEMENTED {
                return Ok(answer);
            }
        }
        let forward = self.special(a, &format!("__{stem}__"));
        let same = self.type_of(a) == self.type_of(b);
        let reflected = if same { None } else { self.special(b, &format!("__r{stem}__")) };
        let right_first =
            reflected.is_some() && self.type_of(b).is_subclass(self.type_of(a)) && forward != reflected;
        let left = (forward, a, b);
        let right = (reflected, b, a);
        for (method, receiver, other) in if right_first { [right, left] } else { [left, right] } {
            if let Some(method) = method {
                let answer = self.call(method, &[receiver, other])?;
                if answer != Value::NOT_IMPLEMENTED {
                    return Ok(answer);
                }
            }
        }
        let equals = if inplace { "=" } else { "" };
        let symbol = if inplace && op == Operator::Pow { "**" } else { symbol };
        let (a, b) = (self.type_name(a), self.type_name(b));
        Err(self
            .raise_type_error(format!("unsupported operand type(s) for {symbol}{equals}: '{a}' and '{b}'")))
    }

    fn builtin_binary(&mut self, op: Operator, inplace: bool, a: Value, b: Value) -> PyResult<Option<Value>> {
        if let (Some(x), Some(y)) = (self.as_int(&a), self.as_int(&b)) {
            if let (Some(x), Some(y)) = (a.as_bool(), b.as_bool()) {
                match op {
                    Operator::BitAnd => return Ok(Some(Value::from_bool(x & y))),
                    Operator::BitOr => return Ok(Some(Value::from_bool(x | y))),
                    Operator::BitXor => return Ok(Some(Value::from_bool(x ^ y))),
                    _ => {}
                }
            }
            return self.int_binary(op, x, y);
        }
        if let (Some(x), Some(y)) = (self.number(a), self.number(b)) {
            let (x, y) = match (x, y) {
                (Ok(x), Ok(y)) => (x, y),
                (Err(e), _) | (_, Err(e)) => return Err(self.raise_semantic(e)),
            };
            return self.float_binary(op, x, y);
        }
        self.sequence_binary(op, inplace, a, b)
    }

    /// The double of an int or float; an int may be too large for one.
    fn number(&self, v: Value) -> Option<SemResult<f64>> {
        match self.as_float(v) {
            Some(f) => Some(Ok(f)),
            None => self.as_int(&v).map(int::to_f64),
        }
    }

    fn int_binary(&mut self, op: Operator, x: IntRef<'_>, y: IntRef<'_>) -> PyResult<Option<Value>> {
        let result = match op {
            Operator::Add => Ok(int::add(x, y)),
            Operator::Sub => Ok(int::sub(x, y)),
            Operator::Mult => Ok(int::mul(x, y)),
            Operator::FloorDiv => int::floordiv(x, y),
            Operator::Mod => int::modulo(x, y),
            Operator::LShift => int::lshift(x, y),
            Operator::RShift => int::rshift(x, y),
            Operator::BitAnd => Ok(int::and(x, y)),
            Operator::BitOr => Ok(int::or(x, y)),
            Operator::BitXor => Ok(int::xor(x, y)),
            Operator::Div => {
                let quotient = self.semantic(int::truediv(x, y))?;
                return Ok(Some(self.new_float(quotient)));
            }
            Operator::Pow => match self.semantic(int::pow(x, y))? {
                int::IntPow::Int(i) => Ok(i),
                int::IntPow::Float(f) => return Ok(Some(self.new_float(f))),
            },
            Operator::MatMult => return Ok(None),
        };
        let number = self.semantic(result)?;
        Ok(Some(self.int_value(number)))
    }

    fn float_binary(&mut self, op: Operator, x: f64, y: f64) -> PyResult<Option<Value>> {
        let result = match op {
            Operator::Add => Ok(x + y),
            Operator::Sub => Ok(x - y),
            Operator::Mult => Ok(x * y),
            Operator::Div => float::div(x, y),
            Operator::FloorDiv => float::floordiv(x, y),
            Operator::Mod => float::modulo(x, y),
            Operator::Pow => match self.semantic(float::pow(x, y))? {
                float::FloatPow::Float(f) => Ok(f),
                float::FloatPow::Complex(c) => {
                    let shape = Kind::Complex as u32;
                    return Ok(Some(Complex::new(&mut self.heap, shape, c.real, c.imag).value()));
                }
            },
            _ => return Ok(None),
        };
        let number = self.semantic(result)?;
        Ok(Some(self.new_float(number)))
    }

    fn sequence_binary(
        &mut self,
        op: Operator,
        inplace: bool,
        a: Value,
        b: Value,
    ) -> PyResult<Option<Value>> {
        match op {
            Operator::Add => self.concat(inplace, a, b),
            Operator::Mult => {
                let (sequence, count) = if self.builtin_len(a).is_some() { (a, b) } else { (b, a) };
                let Some(count) = self.as_int(&count).map(|i| i.to_i64()) else { return Ok(None) };
                let Some(length) = self.builtin_len(sequence) else { return Ok(None) };
                let count = count.unwrap_or(i64::MAX).max(0) as usize;
                if length.saturating_mul(count) > 1 << 40 {
                    return Err(self.raise_str(self.types.memory_error, ""));
                }
                self.repeat(sequence, count)
            }
            Operator::BitOr | Operator::BitAnd | Operator::Sub | Operator::BitXor => {
                self.set_binary(op, a, b)
            }
            _ => Ok(None),
        }
    }

    fn concat(&mut self, inplace: bool, a: Value, b: Value) -> PyResult<Option<Value>> {
        if let (Some(x), Some(y)) = (a.downcast::<Str>(), b.downcast::<Str>()) {
            let joined = Str::concat(&mut self.heap, Kind::Str as u32, x, y);
            return self.check(joined).map(|s| Some(s.value()));
        }
        if let (Some(x), Some(y)) = (a.downcast::<Tuple>(), b.downcast::<Tuple>()) {
            let items = [x.items(), y.items()].concat();
            return self.new_tuple(&items).map(Some);
        }
        if let (Some(x), Some(y)) = (a.downcast::<Bytes>(), b.downcast::<Bytes>()) {
            let bytes = [x.as_slice(), y.as_slice()].concat();
            let bytes = Bytes::new(&mut self.heap, Kind::Bytes as u32, false, &bytes);
            return self.check(bytes).map(|b| Some(b.value()));
        }
        let Some(x) = a.downcast::<List>() else { return Ok(None) };
        if inplace {
            self.list_extend(x, b)?;
            return Ok(Some(a));
        }
        let Some(y) = b.downcast::<List>() else { return Ok(None) };
        let list = List::new(&mut self.heap, Kind::List as u32, x.len() + y.len());
        let list = self.check(list)?;
        for item in x.items().iter().chain(y.items()) {
            let pushed = List::push(list, &mut self.heap, item.get());
            self.check(pushed)?;
        }
        Ok(Some(list.value()))
    }

    fn repeat(&mut self, sequence: Value, count: usize) -> PyResult<Option<Value>> {
        if let Some(s) = sequence.downcast::<Str>() {
            let bytes = s.as_bytes().repeat(count);
            // SAFETY: a whole text, repeated.
            let text = unsafe { rustpython_wtf8::Wtf8::from_bytes_unchecked(&bytes) };
            return self.new_str(text).map(Some);
        }
        if let Some(b) = sequence.downcast::<Bytes>() {
            let bytes = Bytes::new(&mut self.heap, Kind::Bytes as u32, false, &b.as_slice().repeat(count));
            return self.check(bytes).map(|b| Some(b.value()));
        }
        if let Some(t) = sequence.downcast::<Tuple>() {
            return self.new_tuple(&t.items().repeat(count)).map(Some);
        }
        let Some(l) = sequence.downcast::<List>() else { return Ok(None) };
        let list = List::new(&mut self.heap, Kind::List as u32, l.len() * count);
        let list = self.check(list)?;
        for _ in 0..count {
            for item in l.items() {
                let pushed = List::push(list, &mut self.heap, item.get());
                self.check(pushed)?;
            }
        }
        Ok(Some(list.value()))
    }

    fn set_binary(&mut self, op: Operator, a: Value, b: Value) -> PyResult<Option<Value>> {
        if let (Operator::BitOr, Some(x), Some(y)) = (op, a.downcast::<Dict>(), b.downcast::<Dict>()) {
            let union = self.new_dict();
            for dict in [x, y] {
                let mut at = 0;
                while let Some((number, key, value)) = dict.next_entry(at) {
                    self.dict_set(union, key, value)?;
                    at = number + 1;
                }
            }
            return Ok(Some(union.value()));
        }
        let (Some(x), Some(y)) = (a.downcast::<Set>(), b.downcast::<Set>()) else { return Ok(None) };
        let shape = self.type_of(a).root_shape().0;
        let result = Set::new(&mut self.heap, shape);
        let sources = [(x, y), (y, x)];
        let sources =
            if matches!(op, Operator::BitOr | Operator::BitXor) { &sources[..] } else { &sources[..1] };
        for &(from, other) in sources {
            let mut at = 0;
            while let Some((number, key)) = from.next_entry(at) {
                let hash = from.hash_at(number);
                let keep = op == Operator::BitOr
                    || (op == Operator::BitAnd) == other.find(hash, key, |k| self.equal(k, key))?.is_some();
                if keep {
                    self.set_add(result, key)?;
                }
                at = number + 1;
            }
        }
        Ok(Some(result.value()))
    }

    /// `+v`, `-v`, `~v`, `not v`.
    ///
    /// # Errors
    /// What the operand's method raises; `TypeError` when it has none.
    pub fn unary(&mut self, op: UnaryOp, v: Value) -> PyResult {
        let (method, symbol) = match op {
            UnaryOp::Not => return self.truth(v).map(|t| Value::from_bool(!t)),
            UnaryOp::USub => ("__neg__", "unary -"),
            UnaryOp::UAdd => ("__pos__", "unary +"),
            UnaryOp::Invert => ("__invert__", "unary ~"),
        };
        if let Some(i) = self.as_int(&v) {
            let number = match op {
                UnaryOp::USub => int::neg(i),
                UnaryOp::Invert => int::invert(i),
                _ => i.to_int(),
            };
            return Ok(self.int_value(number));
        }
        if let (Some(f), true) = (self.as_float(v), op != UnaryOp::Invert) {
            return Ok(self.new_float(if op == UnaryOp::USub { -f } else { f }));
        }
        match self.special(v, method) {
            Some(method) => self.call(method, &[v]),
            None => {
                let message = format!("bad operand type for {symbol}: '{}'", self.type_name(v));
                Err(self.raise_type_error(message))
            }
        }
    }

    /// `a < b` and its five sisters; not `is` and `in`.
    ///
    /// # Errors
    /// What the operands' methods raise; `TypeError` when an ordering is unknown to both.
    pub fn compare(&mut self, op: CmpOp, a: Value, b: Value) -> PyResult {
        if let Some(answer) = self.builtin_compare(op, a, b)? {
            return Ok(Value::from_bool(answer));
        }
        if (is_set_view(a) || is_set_view(b))
            && [a, b].into_iter().all(|v| is_set_view(v) || v.is_kind(Kind::Set))
        {
            let (a, b) = (self.set_of(a)?, self.set_of(b)?);
            return self.compare(op, a.value(), b.value());
        }
        let (name, reflected, symbol) = comparison(op);
        let right_first = self.type_of(a) != self.type_of(b) && self.type_of(b).is_subclass(self.type_of(a));
        let tries = [(a, b, name), (b, a, reflected)];
        let order = if right_first { [1, 0] } else { [0, 1] };
        for i in order {
            let (receiver, other, name) = tries[i];
            if let Some(method) = self.special(receiver, name) {
                let answer = self.call(method, &[receiver, other])?;
                if answer != Value::NOT_IMPLEMENTED {
                    return Ok(answer);
                }
            } else if op == CmpOp::NotEq
                && let Some(method) = self.special(receiver, "__eq__")
            {
                let answer = self.call(method, &[receiver, other])?;
                if answer != Value::NOT_IMPLEMENTED {
                    return self.truth(answer).map(|t| Value::from_bool(!t));
                }
            }
        }
        match op {
            CmpOp::Eq => Ok(Value::from_bool(a.is(b))),
            CmpOp::NotEq => Ok(Value::from_bool(!a.is(b))),
            _ => {
                let (a, b) = (self.type_name(a), self.type_name(b));
                let message = format!("'{symbol}' not supported between instances of '{a}' and '{b}'");
                Err(self.raise_type_error(message))
            }
        }
    }

    fn builtin_compare(&mut self, op: CmpOp, a: Value, b: Value) -> PyResult<Option<bool>> {
        let equality = matches!(op, CmpOp::Eq | CmpOp::NotEq);
        let unordered = Some(op == CmpOp::NotEq);
        match (self.as_int(&a), self.as_int(&b)) {
            (Some(x), Some(y)) => return Ok(Some(holds(op, int::cmp(x, y)))),
            (Some(x), None) => {
                if let Some(y) = self.as_float(b) {
                    return Ok(int::cmp_float(x, y).map_or(unordered, |o| Some(holds(op, o))));
                }
            }
            (None, Some(y)) => {
                if let Some(x) = self.as_float(a) {
                    return Ok(int::cmp_float(y, x).map_or(unordered, |o| Some(holds(op, o.reverse()))));
                }
            }
            (None, None) => {
                if let (Some(x), Some(y)) = (self.as_float(a), self.as_float(b)) {
                    return Ok(x.partial_cmp(&y).map_or(unordered, |o| Some(holds(op, o))));
                }
            }
        }
        if let (Some(x), Some(y)) = (a.downcast::<Str>(), b.downcast::<Str>()) {
            // Generalized UTF-8 orders as code points do.
            return Ok(Some(holds(op, x.as_bytes().cmp(y.as_bytes()))));
        }
        if let (Some(x), Some(y)) = (a.downcast::<Bytes>(), b.downcast::<Bytes>()) {
            return Ok(Some(holds(op, x.as_slice().cmp(y.as_slice()))));
        }
        match (a.kind(), b.kind()) {
            (Some(Kind::List), Some(Kind::List)) | (Some(Kind::Tuple), Some(Kind::Tuple)) => {
                self.compare_sequences(op, a, b).map(Some)
            }
            (Some(Kind::Dict), Some(Kind::Dict)) if equality => {
                self.dicts_equal(a, b).map(|e| Some(e == (op == CmpOp::Eq)))
            }
            (Some(Kind::Set), Some(Kind::Set)) => self.compare_sets(op, a, b).map(Some),
            _ => Ok(None),
        }
    }

    fn compare_sequences(&mut self, op: CmpOp, a: Value, b: Value) -> PyResult<bool> {
        let item = |v: Value, i: usize| match v.downcast::<List>() {
            Some(list) => list.get(i),
            None => v.downcast::<Tuple>().and_then(|t| t.items().get(i).copied()),
        };
        self.enter_native(" in comparison")?;
        let mut i = 0;
        let result = loop {
            let (Some(x), Some(y)) = (item(a, i), item(b, i)) else {
                let (m, n) = (self.builtin_len(a).unwrap_or(0), self.builtin_len(b).unwrap_or(0));
                break Ok(holds(op, m.cmp(&n)));
            };
            match self.equal(x, y) {
                Ok(true) => i += 1,
                Ok(false) => {
                    break match op {
                        CmpOp::Eq => Ok(false),
                        CmpOp::NotEq => Ok(true),
                        _ => self.compare(op, x, y).and_then(|v| self.truth(v)),
                    };
                }
                Err(raised) => break Err(raised),
            }
        };
        self.native_depth -= 1;
        result
    }

    fn dicts_equal(&mut self, a: Value, b: Value) -> PyResult<bool> {
        let (Some(a), Some(b)) = (a.downcast::<Dict>(), b.downcast::<Dict>()) else { return Ok(false) };
        if a.len() != b.len() {
            return Ok(false);
        }
        let mut at = 0;
        while let Some((number, key, value)) = a.next_entry(at) {
            match self.dict_get(b, key)? {
                Some(other) if self.equal(value, other)? => {}
                _ => return Ok(false),
            }
            at = number + 1;
        }
        Ok(true)
    }

    fn compare_sets(&mut self, op: CmpOp, a: Value, b: Value) -> PyResult<bool> {
        let (Some(x), Some(y)) = (a.downcast::<Set>(), b.downcast::<Set>()) else { return Ok(false) };
        let (small, large) = if matches!(op, CmpOp::Gt | CmpOp::GtE) { (y, x) } else { (x, y) };
        let fits = match op {
            CmpOp::Eq | CmpOp::NotEq => small.len() == large.len(),
            CmpOp::Lt | CmpOp::Gt => small.len() < large.len(),
            _ => small.len() <= large.len(),
        };
        let mut at = 0;
        let mut subset = fits;
        while let (true, Some((number, key))) = (subset, small.next_entry(at)) {
            subset = large.find(small.hash_at(number), key, |k| self.equal(k, key))?.is_some();
            at = number + 1;
        }
        Ok(subset != (op == CmpOp::NotEq))
    }

    /// `item in container`.
    ///
    /// # Errors
    /// What hashing, comparing and the container's methods raise; `TypeError` for what is no container.
    pub fn contains(&mut self, container: Value, item: Value) -> PyResult<bool> {
        if let Some(s) = container.downcast::<Str>() {
            let Some(part) = item.downcast::<Str>() else {
                let message =
                    format!("'in <string>' requires string as left operand, not {}", self.type_name(item));
                return Err(self.raise_type_error(message));
            };
            return Ok(memchr::memmem::find(s.as_bytes(), part.as_bytes()).is_some());
        }
        if let Some(dict) = container.downcast::<Dict>() {
            return self.dict_get(dict, item).map(|v| v.is_some());
        }
        if let Some(view) = container.downcast::<DictView>() {
            let pair = item.downcast::<Tuple>().filter(|pair| pair.len() == 2);
            match (view.of(), pair) {
                (ViewOf::Keys, _) => return self.dict_get(view.dict(), item).map(|v| v.is_some()),
                (ViewOf::Items, None) => return Ok(false),
                (ViewOf::Items, Some(pair)) => {
                    return match self.dict_get(view.dict(), pair.items()[0])? {
                        Some(value) => self.equal(value, pair.items()[1]),
                        None => Ok(false),
                    };
                }
                (ViewOf::Values, _) => {}
            }
        }
        if let Some(set) = container.downcast::<Set>() {
            let hash = self.hash(item)?;
            return Ok(set.find(hash, item, |k| self.equal(k, item))?.is_some());
        }
        if let Some(method) = self.special(container, "__contains__") {
            let answer = self.call(method, &[container, item])?;
            return self.truth(answer);
        }
        let iterator = self.iter(container).map_err(|raised| {
            if self.raised_is(self.types.type_error) {
                let message = format!(
                    "argument of type '{}' is not a container or iterable",
                    self.type_name(container)
                );
                self.raised = Value::NULL;
                return self.raise_type_error(message);
            }
            raised
        })?;
        while let Some(next) = self.next(iterator)? {
            if self.equal(next, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Adds a member to a set; false if an equal one was there.
    ///
    /// # Errors
    /// What hashing and comparing raise; `MemoryError`.
    pub fn set_add(&mut self, set: crate::heap::Gc<Set>, key: Value) -> PyResult<bool> {
        let hash = self.hash(key)?;
        if set.find(hash, key, |k| self.equal(k, key))?.is_some() {
            return Ok(false);
        }
        let added = Set::add_absent(set, &mut self.heap, hash, key);
        self.check(added)?;
        Ok(true)
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
        let answer = self.call(method, &[value])?;
        match self.as_int(&answer).map(|i| i.to_int()) {
            Some(number) => Ok(self.int_value(number)),
            None => {
                let message = format!("__index__ returned non-int (type {})", self.type_name(answer));
                Err(self.raise_type_error(message))
            }
        }
    }
}
