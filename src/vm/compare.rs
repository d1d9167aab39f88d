//! Comparison and containment: builtin layouts are compared here, others by their special methods.

use super::Vm;
use super::keys::{Plain, find_plain, plain_hash};
use super::plain_order::plain_order;
use crate::heap::Gc;
use crate::objects::function::Cell;
use crate::objects::{
    BoundMethod, Code, Complex, Dict, DictView, Kind, List, MemoryView, Range, Set, Slice, Str, Tuple, ViewOf,
};
use crate::value::{PyResult, Value};
use pyopt_compiler::semantics::int;
use pyopt_compiler::semantics::text::search;
use pyopt_compiler::syntax::ast::CmpOp;
use std::cmp::Ordering;

/// Symbol, and the comparison with its operands exchanged.
pub(super) const fn comparison(op: CmpOp) -> (&'static str, CmpOp) {
    match op {
        CmpOp::Lt => ("<", CmpOp::Gt),
        CmpOp::LtE => ("<=", CmpOp::GtE),
        CmpOp::Eq => ("==", CmpOp::Eq),
        CmpOp::NotEq => ("!=", CmpOp::NotEq),
        CmpOp::Gt => (">", CmpOp::Lt),
        _ => (">=", CmpOp::LtE),
    }
}

/// The special methods of the comparisons, by their numbers. One place: lookups go by the address of a name.
static METHODS: [&str; 6] = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"];

/// The special method of a comparison that has one.
#[inline(always)]
pub(super) fn method_of(op: CmpOp) -> &'static str {
    METHODS[(op as usize).min(METHODS.len() - 1)]
}

/// How many items of two lists, or of two tuples, are identical from `start` on.
fn same_from(a: Value, b: Value, start: usize) -> usize {
    if let (Some(a), Some(b)) = (a.downcast::<List>(), b.downcast::<List>()) {
        let pairs = a.items().iter().zip(b.items()).skip(start);
        return pairs.take_while(|(x, y)| x.get().is(y.get())).count();
    }
    if let (Some(a), Some(b)) = (a.downcast::<Tuple>(), b.downcast::<Tuple>()) {
        return a.items().iter().zip(b.items()).skip(start).take_while(|(x, y)| x.is(**y)).count();
    }
    0
}

/// What an order means for a comparison.
#[inline]
pub(super) fn holds(op: CmpOp, order: Ordering) -> bool {
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
pub(super) fn is_set_view(value: Value) -> bool {
    value.downcast::<DictView>().is_some_and(|view| view.of() != ViewOf::Values)
}

impl Vm {
    /// `a < b` and its five sisters; not `is` and `in`.
    ///
    /// # Errors
    /// What the operands' methods raise; `TypeError` when an ordering is unknown to both.
    #[inline(never)]
    pub fn compare(&mut self, op: CmpOp, a: Value, b: Value) -> PyResult {
        if self.is_core(a) && self.is_core(b) {
            if let Some(answer) = self.builtin_compare(op, a, b)? {
                return Ok(Value::from_bool(answer));
            }
        } else if let Some(numbers) = self.native_numbers(a, b)
            && let Some(answer) = (numbers.compare)(self, op, a, b)?
        {
            return Ok(answer);
        } else if let Some(answer) = self.compare_by_methods(op, a, b)? {
            return Ok(answer);
        }
        self.compare_default(op, a, b)
    }

    /// A comparison that the left operand's method did not know.
    pub(super) fn compare_by_right(&mut self, op: CmpOp, a: Value, b: Value) -> PyResult {
        let (_, exchanged) = comparison(op);
        match self.compare_as(exchanged, b, a)? {
            Some(answer) => Ok(answer),
            None => self.compare_default(op, a, b),
        }
    }

    /// A comparison that neither operand knows.
    fn compare_default(&mut self, op: CmpOp, a: Value, b: Value) -> PyResult {
        match op {
            CmpOp::Eq => Ok(Value::from_bool(a.is(b))),
            CmpOp::NotEq => Ok(Value::from_bool(!a.is(b))),
            _ => {
                let (symbol, _) = comparison(op);
                let (a, b) = (self.type_name(a), self.type_name(b));
                let message = format!("'{symbol}' not supported between instances of '{a}' and '{b}'");
                Err(self.raise_type_error(message))
            }
        }
    }

    /// Asks both operands in Python's order: the right one first when its class refines the left one's.
    fn compare_by_methods(&mut self, op: CmpOp, a: Value, b: Value) -> PyResult<Option<Value>> {
        let (left, right) = (self.type_of(a), self.type_of(b));
        let (_, exchanged) = comparison(op);
        let right_first = left != right && right.is_subclass(left);
        let tries = [(op, a, b), (exchanged, b, a)];
        for at in if right_first { [1, 0] } else { [0, 1] } {
            let (op, receiver, other) = tries[at];
            if let Some(answer) = self.compare_as(op, receiver, other)? {
                return Ok(Some(answer));
            }
        }
        Ok(None)
    }

    /// What the receiver alone says.
    fn compare_as(&mut self, op: CmpOp, receiver: Value, other: Value) -> PyResult<Option<Value>> {
        let name = method_of(op);
        if let Some(method) = self.special(receiver, name) {
            let answer = self.call_operator(method, receiver, &[other])?;
            return Ok(if answer == Value::NOT_IMPLEMENTED { None } else { Some(answer) });
        }
        let own = self.builtin_compare(op, receiver, other)?;
        if own.is_some() || op != CmpOp::NotEq {
            return Ok(own.map(Value::from_bool));
        }
        // `object.__ne__` is the opposite of `__eq__`.
        let Some(method) = self.special(receiver, "__eq__") else { return Ok(None) };
        let answer = self.call_operator(method, receiver, &[other])?;
        if answer == Value::NOT_IMPLEMENTED {
            return Ok(None);
        }
        self.truth(answer).map(|t| Some(Value::from_bool(!t)))
    }

    /// What two values of builtin layouts say; `None` when they cannot be compared so.
    pub(crate) fn builtin_compare(&mut self, op: CmpOp, a: Value, b: Value) -> PyResult<Option<bool>> {
        match (a.kind(), b.kind()) {
            (Some(Kind::List), Some(Kind::List)) | (Some(Kind::Tuple), Some(Kind::Tuple)) => {
                self.need_native_room(" in comparison")?;
                self.compare_sequences(op, a, b).map(Some)
            }
            (Some(Kind::Set), Some(Kind::Set)) => self.compare_sets(op, a, b).map(Some),
            _ => self.compare_others(op, a, b),
        }
    }

    /// As [`Vm::builtin_compare`], of what is neither two sequences nor two sets.
    #[inline(never)]
    fn compare_others(&mut self, op: CmpOp, a: Value, b: Value) -> PyResult<Option<bool>> {
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
        let released = |v: Value| v.downcast::<MemoryView>().is_some_and(|view| view.owner.get().is_null());
        if equality && (released(a) || released(b)) {
            // It is equal to itself only.
            return Ok(Some(a.is(b) == (op == CmpOp::Eq)));
        }
        if let (Some(x), Some(y)) = (self.contents(a), self.contents(b)) {
            // A bytearray orders itself among all buffers.
            let ordered = !equality && (a.is_kind(Kind::ByteArray) || b.is_kind(Kind::ByteArray));
            if !ordered && (a.is_kind(Kind::MemoryView) || b.is_kind(Kind::MemoryView)) {
                return self.compare_views(op, a, b);
            }
            return Ok(Some(holds(op, x.cmp(&y))));
        }
        self.need_native_room(" in comparison")?;
        match (a.kind(), b.kind()) {
            (Some(Kind::Slice), Some(Kind::Slice)) => {
                let (a, b) = (self.slice_parts(a)?, self.slice_parts(b)?);
                return self.compare_sequences(op, a, b).map(Some);
            }
            (Some(Kind::DictView | Kind::Set), Some(Kind::DictView | Kind::Set))
                if [a, b].into_iter().all(|v| is_set_view(v) || v.is_kind(Kind::Set)) =>
            {
                return self.compare_views_of_dicts(op, a, b).map(Some);
            }
            _ => {}
        }
        if let (Some(x), Some(y)) = (a.downcast::<Cell>(), b.downcast::<Cell>()) {
            return match (x.value.get().non_null(), y.value.get().non_null()) {
                (Some(x), Some(y)) => {
                    let answer = self.compare(op, x, y)?;
                    self.truth(answer).map(Some)
                }
                // An empty cell comes before others.
                (x, y) => Ok(Some(holds(op, x.is_some().cmp(&y.is_some())))),
            };
        }
        if !equality {
            return Ok(None);
        }
        let equal = match (a.kind(), b.kind()) {
            (Some(Kind::Dict), Some(Kind::Dict)) => self.dicts_equal(a, b)?,
            (Some(Kind::Range), Some(Kind::Range)) => {
                let (Some(a), Some(b)) = (a.downcast::<Range>(), b.downcast::<Range>()) else {
                    return Ok(None);
                };
                let (a, b) = (self.range_identity(a)?, self.range_identity(b)?);
                self.compare_sequences(CmpOp::Eq, a, b)?
            }
            (Some(Kind::BoundMethod), Some(Kind::BoundMethod)) => {
                match (a.downcast::<BoundMethod>(), b.downcast::<BoundMethod>()) {
                    (Some(a), Some(b)) => {
                        a.receiver.get().is(b.receiver.get())
                            && self.equal(a.function.get(), b.function.get())?
                    }
                    _ => false,
                }
            }
            (Some(Kind::Code), Some(Kind::Code)) => match (a.downcast::<Code>(), b.downcast::<Code>()) {
                (Some(a), Some(b)) => self.codes_equal(a, b)?,
                _ => false,
            },
            (Some(Kind::Complex), _) | (_, Some(Kind::Complex)) => match self.complex_equal(a, b) {
                Some(equal) => equal,
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        Ok(Some(equal == (op == CmpOp::Eq)))
    }

    /// A view of a dict and another set: whether each has as many items as the other needs, and the other contains them.
    fn compare_views_of_dicts(&mut self, op: CmpOp, a: Value, b: Value) -> PyResult<bool> {
        let (small, large) = if matches!(op, CmpOp::Gt | CmpOp::GtE) { (b, a) } else { (a, b) };
        let (m, n) = (self.builtin_len(small).unwrap_or(0), self.builtin_len(large).unwrap_or(0));
        let fits = match op {
            CmpOp::Eq | CmpOp::NotEq => m == n,
            CmpOp::Lt | CmpOp::Gt => m < n,
            _ => m <= n,
        };
        let mut subset = fits;
        if fits {
            let iterator = self.builtin_iter(small)?;
            while let (true, Some(item)) = (subset, self.next(iterator)?) {
                self.poll(1)?;
                subset = self.contains(large, item)?;
            }
        }
        Ok(subset != (op == CmpOp::NotEq))
    }

    /// Views are equal when their items are; they have no order.
    fn compare_views(&mut self, op: CmpOp, a: Value, b: Value) -> PyResult<Option<bool>> {
        if !matches!(op, CmpOp::Eq | CmpOp::NotEq) {
            return Ok(None);
        }
        let plain = |v: Value| match v.downcast::<MemoryView>() {
            Some(view) => view.format.letter == b'B' && view.dimensions == 1,
            None => !v.is_kind(Kind::Array),
        };
        let equal = if plain(a) && plain(b) {
            self.contents(a).as_deref() == self.contents(b).as_deref()
        } else {
            self.views_equal(a, b)?
        };
        Ok(Some(equal == (op == CmpOp::Eq)))
    }

    fn slice_parts(&mut self, slice: Value) -> PyResult {
        let slice = self.expect::<Slice>(slice, "slice")?;
        self.new_tuple(&[slice.start.get(), slice.stop.get(), slice.step.get()])
    }

    /// Equality of numbers of which one is complex; `None` when the other is no number.
    fn complex_equal(&self, a: Value, b: Value) -> Option<bool> {
        let (c, other) = match a.downcast::<Complex>() {
            Some(c) => (c, b),
            None => (b.downcast::<Complex>()?, a),
        };
        if let Some(d) = other.downcast::<Complex>() {
            return Some(c.real == d.real && c.imag == d.imag);
        }
        if let Some(f) = self.as_float(other) {
            return Some(c.imag == 0.0 && c.real == f);
        }
        let i = self.as_int(&other)?;
        Some(c.imag == 0.0 && int::cmp_float(i, c.real) == Some(Ordering::Equal))
    }

    fn compare_sequences(&mut self, op: CmpOp, a: Value, b: Value) -> PyResult<bool> {
        let item = |v: Value, i: usize| match v.downcast::<List>() {
            Some(list) => list.get(i),
            None => v.downcast::<Tuple>().and_then(|t| t.items().get(i).copied()),
        };
        if matches!(op, CmpOp::Eq | CmpOp::NotEq)
            && let (Some(x), Some(y)) = (a.downcast::<List>(), b.downcast::<List>())
            && x.len() != y.len()
        {
            return Ok(op == CmpOp::NotEq);
        }
        self.enter_native(" in comparison")?;
        let mut i = 0;
        let result = loop {
            // Looked at anew each time: what compares may change a list.
            i += same_from(a, b, i);
            let (Some(x), Some(y)) = (item(a, i), item(b, i)) else {
                let (m, n) = (self.builtin_len(a).unwrap_or(0), self.builtin_len(b).unwrap_or(0));
                break Ok(holds(op, m.cmp(&n)));
            };
            match plain_order(x, y) {
                Some(Ordering::Equal) => {
                    i += 1;
                    continue;
                }
                Some(different) => break Ok(holds(op, different)),
                None => {}
            }
            match self.equal(x, y) {
                Ok(true) => i += 1,
                // What compared may have taken the items away.
                Ok(false) if item(a, i).is_none() || item(b, i).is_none() => {}
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
            let found = match plain_hash(self.names.secret, key) {
                Some(hash) => find_plain(b, hash, key),
                None => Plain::Unknown,
            };
            let other = match found {
                Plain::Found(other) => b.value_at(other),
                Plain::Absent => None,
                Plain::Unknown => self.dict_get(b, key)?,
            };
            match other {
                Some(other) if self.equal(value, other)? => {}
                _ => return Ok(false),
            }
            at = number + 1;
        }
        Ok(true)
    }

    /// How two sets compare, as far as that is seen without asking: see `Set::is_within`.
    #[inline(never)]
    pub(super) fn sets_at_sight(&self, op: CmpOp, x: Gc<Set>, y: Gc<Set>) -> Option<bool> {
        let (small, large) = if matches!(op, CmpOp::Gt | CmpOp::GtE) { (y, x) } else { (x, y) };
        let fits = match op {
            CmpOp::Eq | CmpOp::NotEq => small.len() == large.len(),
            CmpOp::Lt | CmpOp::Gt => small.len() < large.len(),
            _ => small.len() <= large.len(),
        };
        if !fits {
            return Some(op == CmpOp::NotEq);
        }
        small.is_within(&large).map(|subset| subset != (op == CmpOp::NotEq))
    }

    fn compare_sets(&mut self, op: CmpOp, a: Value, b: Value) -> PyResult<bool> {
        let (Some(x), Some(y)) = (a.downcast::<Set>(), b.downcast::<Set>()) else { return Ok(false) };
        if let Some(answer) = self.sets_at_sight(op, x, y) {
            return Ok(answer);
        }
        let (small, large) = if matches!(op, CmpOp::Gt | CmpOp::GtE) { (y, x) } else { (x, y) };
        let mut at = 0;
        let mut subset = true;
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
        if !self.is_core(container)
            && let Some(method) = self.special(container, "__contains__")
        {
            if method.is_none() {
                let message = format!("'{}' object is not a container", self.type_name(container));
                return Err(self.raise_type_error(message));
            }
            let answer = self.call_method(method, container, &[item])?;
            return self.truth(answer);
        }
        self.builtin_contains(container, item)
    }

    /// `item in container`, past a `__contains__` of the program's own.
    pub(crate) fn builtin_contains(&mut self, container: Value, item: Value) -> PyResult<bool> {
        if let Some(s) = container.downcast::<Str>() {
            let Some(part) = item.downcast::<Str>() else {
                let message =
                    format!("'in <string>' requires string as left operand, not {}", self.type_name(item));
                return Err(self.raise_type_error(message));
            };
            return Ok(search::contains(s.as_wtf8(), part.as_wtf8()));
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
            return Ok(self.set_find(set, item)?.is_some());
        }
        if let Some(range) = container.downcast::<Range>()
            && self.as_int(&item).is_some()
            && self.is_exact_builtin(item)
        {
            let item = self.index_value(item)?;
            return Ok(self.range_find(range, item).is_some());
        }
        if let Some(Kind::Bytes | Kind::ByteArray) = container.kind() {
            let part = self.bytes_part(item, "a bytes-like object is required, not ")?;
            let bytes = self.need_contents(container)?;
            return Ok(search::contains(&bytes[..], &part[..]));
        }
        if let Some(list) = container.downcast::<List>() {
            let mut at = 0;
            while let Some(found) = list.get(at) {
                if self.equal(found, item)? {
                    return Ok(true);
                }
                at += 1;
            }
            return Ok(false);
        }
        let iterator = self.iter(container).map_err(|raised| {
            if self.raised_is(self.types.type_error) && !self.is_iterable(container) {
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

    fn is_iterable(&mut self, value: Value) -> bool {
        self.special(value, "__iter__").is_some_and(|method| !method.is_none())
    }

    /// The number of the entry of an item in a set. A set as the item stands for the frozenset of its members.
    ///
    /// # Errors
    /// What hashing and comparing raise.
    pub(crate) fn set_find(&mut self, set: crate::heap::Gc<Set>, item: Value) -> PyResult<Option<usize>> {
        let hash = match item.downcast::<Set>() {
            Some(_) if self.type_of(item) == self.types.set => self.hash_frozenset(item)?,
            as_set => match self.hash(item) {
                Ok(hash) => hash,
                // A class of the program's own may have a hash; else its members count as well.
                Err(_)
                    if as_set.is_some()
                        && self.raised_is(self.types.type_error)
                        && self.type_of(item).is_subclass(self.types.set) =>
                {
                    self.take_raised();
                    self.hash_frozenset(item)?
                }
                Err(raised) => return Err(self.explain_unhashable(item, raised, "set element")),
            },
        };
        set.find(hash, item, |k| self.equal(k, item))
    }

    /// One byte or several, as `in`, `find` and `count` of bytes take them; others are a `TypeError` of that text.
    ///
    /// # Errors
    /// `TypeError`; `ValueError` for an int that is no byte; what `__index__` raises.
    pub(crate) fn bytes_part(&mut self, value: Value, message: &str) -> PyResult<Vec<u8>> {
        if let Some(bytes) = self.contents_of(value, 0)? {
            return Ok(bytes.to_vec());
        }
        if self.as_int(&value).is_none() && self.special(value, "__index__").is_none() {
            let message = format!("{message}'{}'", self.type_name(value));
            return Err(self.raise_type_error(message));
        }
        let number = self.index_value(value)?;
        match self.as_int(&number).and_then(|i| u8::try_from(i.to_i64()?).ok()) {
            Some(byte) => Ok(vec![byte]),
            None => Err(self.raise_value_error("byte must be in range(0, 256)")),
        }
    }
}
