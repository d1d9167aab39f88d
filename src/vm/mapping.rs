//! Dicts from other things: `update`, `dict(...)`, `|=` and `**` share what they take.

use super::Vm;
use super::keys::plain_hash;
use super::pending::{Fold, State, Task, fold};
use crate::heap::Gc;
use crate::objects::{Dict, Kind, Str, Tuple};
use crate::stdlib::collections::ordered_views;
use crate::value::{PyResult, Raised, Value};

impl Vm {
    /// The hash of a dict's key.
    ///
    /// # Errors
    /// What hashing raises; a `TypeError` says what was to be done with the key.
    #[inline]
    pub(crate) fn hash_key(&mut self, key: Value) -> PyResult<u64> {
        if let Some(hash) = plain_hash(self.names.secret, key) {
            return Ok(hash);
        }
        match self.hash(key) {
            Ok(hash) => Ok(hash),
            Err(raised) => Err(self.explain_unhashable(key, raised, "dict key")),
        }
    }

    #[cold]
    pub(crate) fn explain_unhashable(&mut self, key: Value, raised: Raised, place: &str) -> Raised {
        if self.type_of(self.raised) != self.types.type_error {
            return raised;
        }
        let cause = self.take_raised();
        let Ok(text) = self.str_of(cause) else { return raised };
        let text = text.downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default();
        let message = format!("cannot use '{}' as a {place} ({text})", self.type_name(key));
        self.raise_type_error(message)
    }

    /// As [`Vm::ask_dict_update`], with the Python code run at once.
    ///
    /// # Errors
    /// As that.
    pub(crate) fn dict_update(&mut self, dict: Gc<Dict>, source: Value) -> PyResult<()> {
        if self.ask_dict_update(dict, source)? == Value::CALL_PENDING {
            self.settle_pending()?;
        }
        Ok(())
    }

    /// Adds what `dict.update` takes: a mapping (something with `keys`), or an iterable of pairs. CALL_PENDING when
    /// Python code has to run.
    ///
    /// # Errors
    /// What the source's methods, hashing and comparing raise; `TypeError` and `ValueError` for what is no pair.
    pub(crate) fn ask_dict_update(&mut self, dict: Gc<Dict>, source: Value) -> PyResult {
        if let Some(from) = source.downcast::<Dict>()
            && (self.is_core(source)
                || self.special(source, "__iter__").is_none() && !ordered_views::is_derived(self, source))
        {
            return self.dict_merge(dict, from).map(|()| Value::NONE);
        }
        let name = self.intern("keys");
        let keys = match self.find_attr(source, name)? {
            Some(_) => self.get_attr(source, name)?,
            None => return fold::<AddPairs>(self, source, State::new(&[dict.value()])),
        };
        match self.ask_call(keys, &[])? {
            Value::CALL_PENDING => self.wait(None, keys_step, &[dict.value(), source], 0),
            keys => self.update_by_keys(dict, source, keys),
        }
    }

    /// The keys of a mapping are there.
    fn update_by_keys(&mut self, dict: Gc<Dict>, source: Value, keys: Value) -> PyResult {
        if !self.looks_iterable(keys) {
            let (class, given) = (self.type_name(source), self.type_name(keys));
            let message = format!("{class}.keys() returned a non-iterable (type {given})");
            return Err(self.raise_type_error(message));
        }
        fold::<AddKeys>(self, keys, State::new(&[dict.value(), source]))
    }

    /// Adds the entries of a dict, whose hashes are known.
    pub(crate) fn dict_merge(&mut self, dict: Gc<Dict>, from: Gc<Dict>) -> PyResult<()> {
        if dict == from {
            return Ok(());
        }
        let filled = Dict::fill(dict, &mut self.heap, from);
        if self.check(filled)? {
            return Ok(());
        }
        let (length, mut at) = (from.len(), 0);
        while let Some((number, key, value)) = from.next_entry(at) {
            let hash = from.hash_at(number);
            self.dict_set_hashed(dict, hash, key, value)?;
            if from.len() != length {
                let message = "dict mutated during update";
                return Err(self.raise_str(self.types.runtime_error, message));
            }
            at = number + 1;
        }
        Ok(())
    }
}

/// `keys` of a mapping answered.
fn keys_step(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let keys = answer?;
    let dict = vm.expect::<Dict>(task.get(0), "dict")?;
    vm.update_by_keys(dict, task.get(1), keys)
}

fn dict_of(vm: &mut Vm, state: &State) -> PyResult<Gc<Dict>> {
    vm.expect(state.values[0], "dict")
}

/// Adds the items of a mapping to a dict, by key.
struct AddKeys;

impl Fold for AddKeys {
    fn item(vm: &mut Vm, state: &mut State, key: Value) -> PyResult {
        let source = state.values[1];
        if source.is_kind(Kind::Instance)
            && let Some(method) = vm.special(source, "__getitem__")
            && method.is_kind(Kind::Function)
        {
            state.values[2] = key;
            return vm.ask_call(method, &[source, key]);
        }
        let value = vm.get_item(source, key)?;
        let dict = dict_of(vm, state)?;
        vm.dict_set(dict, key, value)?;
        Ok(Value::NULL)
    }

    fn answer(vm: &mut Vm, state: &mut State, value: Value) -> PyResult {
        let dict = dict_of(vm, state)?;
        vm.dict_set(dict, state.values[2], value)?;
        Ok(Value::NULL)
    }

    fn end(_: &mut Vm, _: &State) -> PyResult {
        Ok(Value::NONE)
    }
}

/// Adds pairs to a dict.
struct AddPairs;

impl Fold for AddPairs {
    fn item(vm: &mut Vm, state: &mut State, pair: Value) -> PyResult {
        let dict = dict_of(vm, state)?;
        if let Some(tuple) = pair.downcast::<Tuple>().filter(|_| vm.is_exact_builtin(pair))
            && let &[key, value] = tuple.items()
        {
            vm.dict_set(dict, key, value)?;
            state.number += 1;
            return Ok(Value::NULL);
        }
        let items = match vm.iter(pair) {
            Ok(iterator) => vm.list_of(iterator)?,
            Err(raised) if !vm.raised_is(vm.types.type_error) => return Err(raised),
            Err(_) => {
                vm.take_raised();
                let raised = vm.raise_type_error("object is not iterable");
                let number = state.number;
                vm.note_raised(&format!(
                    "Cannot convert dictionary update sequence element #{number} to a sequence"
                ));
                return Err(raised);
            }
        };
        let (Some(key), Some(value), 2) = (items.get(0), items.get(1), items.len()) else {
            let message = format!(
                "dictionary update sequence element #{} has length {}; 2 is required",
                state.number,
                items.len()
            );
            return Err(vm.raise_value_error(message));
        };
        vm.dict_set(dict, key, value)?;
        state.number += 1;
        Ok(Value::NULL)
    }

    fn end(_: &mut Vm, _: &State) -> PyResult {
        Ok(Value::NONE)
    }
}
