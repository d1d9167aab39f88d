//! Dicts from other things: `update`, `dict(...)`, `|=` and `**` share what they take.

use super::Vm;
use crate::heap::Gc;
use crate::objects::{Dict, Str};
use crate::value::{PyResult, Raised, Value};

impl Vm {
    /// The hash of a dict's key.
    ///
    /// # Errors
    /// What hashing raises; a `TypeError` says what was to be done with the key.
    #[inline]
    pub(crate) fn hash_key(&mut self, key: Value) -> PyResult<u64> {
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

    /// Adds what `dict.update` takes: a mapping (something with `keys`), or an iterable of pairs.
    ///
    /// # Errors
    /// What the source's methods, hashing and comparing raise; `TypeError` and `ValueError` for what is no pair.
    pub(crate) fn dict_update(&mut self, dict: Gc<Dict>, source: Value) -> PyResult<()> {
        if let Some(from) = source.downcast::<Dict>()
            && (self.is_core(source) || self.special(source, "__iter__").is_none())
        {
            return self.dict_merge(dict, from);
        }
        let name = self.intern("keys");
        let keys = match self.find_attr(source, name)? {
            Some(_) => self.get_attr(source, name)?,
            None => return self.dict_update_pairs(dict, source),
        };
        let keys = self.call(keys, &[])?;
        let iterator = self.iter(keys)?;
        while let Some(key) = self.next(iterator)? {
            let value = self.get_item(source, key)?;
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }

    /// Adds the entries of a dict, whose hashes are known.
    pub(crate) fn dict_merge(&mut self, dict: Gc<Dict>, from: Gc<Dict>) -> PyResult<()> {
        if dict == from {
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

    fn dict_update_pairs(&mut self, dict: Gc<Dict>, source: Value) -> PyResult<()> {
        let iterator = self.iter(source)?;
        let mut count = 0;
        while let Some(pair) = self.next(iterator)? {
            let items = match self.list_of(pair) {
                Ok(items) => items,
                Err(_) if self.raised_is(self.types.type_error) => {
                    self.raised = Value::NULL;
                    return Err(self.raise_type_error("object is not iterable"));
                }
                Err(raised) => return Err(raised),
            };
            let (Some(key), Some(value), 2) = (items.get(0), items.get(1), items.len()) else {
                let message = format!(
                    "dictionary update sequence element #{count} has length {}; 2 is required",
                    items.len()
                );
                return Err(self.raise_value_error(message));
            };
            self.dict_set(dict, key, value)?;
            count += 1;
        }
        Ok(())
    }
}
