//! `match` statements: what a sequence and a mapping are, the values of keys, and the attributes of class patterns.
//!
//! ```text
//! MATCH_SEQUENCE, MATCH_MAPPING   [subject]               → [subject][bool]
//! MATCH_KEYS                      [subject][keys]         → [subject][keys][values, or None]
//! MATCH_CLASS n                   [subject][class][names] → [attributes, or None]
//! ```

use super::Vm;
use super::interp::Cursor;
use super::lower::items;
use crate::heap::Gc;
use crate::objects::types::type_flags;
use crate::objects::{Dict, Kind, Set, Str, Tuple, Type};
use crate::value::{PyResult, Value};

impl Vm {
    /// Whether a value's class counts as a sequence (`type_flags::SEQUENCE`) or mapping (`type_flags::MAPPING`).
    pub(crate) fn matches_protocol(&self, value: Value, flag: u32) -> bool {
        self.class_protocol(self.type_of(value)) == Some(flag)
    }

    /// As which of the two a class counts: the first class along the MRO that is registered decides.
    pub(crate) fn class_protocol(&self, class: Gc<Type>) -> Option<u32> {
        class.mro().iter().filter_map(|c| c.downcast::<Type>()).find_map(|c| self.protocol_of(c))
    }

    fn protocol_of(&self, class: Gc<Type>) -> Option<u32> {
        let t = &self.types;
        if class.has(type_flags::SEQUENCE) || [t.list, t.tuple, t.range, t.memoryview].contains(&class) {
            Some(type_flags::SEQUENCE)
        } else if class.has(type_flags::MAPPING) || class == t.dict {
            Some(type_flags::MAPPING)
        } else {
            None
        }
    }

    /// `MATCH_KEYS`.
    pub(super) fn match_keys(&mut self, c: &mut Cursor) -> PyResult<()> {
        let (subject, keys) = (c.peek(2), items(c.peek(1)));
        let seen = Set::new(&mut self.heap, Kind::Set as u32);
        let values = self.new_list(&[])?;
        for &key in keys {
            let before = seen.len();
            self.set_add(seen, key)?;
            if seen.len() == before {
                let shown = self.repr_string(key)?;
                return Err(self.raise_value_error(format!("mapping pattern checks duplicate key ({shown})")));
            }
            let Some(value) = self.value_of_key(subject, key)? else {
                c.push(Value::NONE);
                return Ok(());
            };
            let pushed = crate::objects::List::push(values, &mut self.heap, value);
            self.check(pushed)?;
        }
        let values = self.tuple_of_list(values)?;
        c.push(values);
        Ok(())
    }

    /// The value of a key, asked for without what the mapping does for missing ones.
    fn value_of_key(&mut self, subject: Value, key: Value) -> PyResult<Option<Value>> {
        if let (Some(dict), true) = (subject.downcast::<Dict>(), self.is_exact_builtin(subject)) {
            return self.dict_get(dict, key);
        }
        let get = self.intern("get");
        let get = self.get_attr(subject, get)?;
        // A fresh object is no value of the mapping.
        let missing = self.new_list(&[])?.value();
        let found = self.call(get, &[key, missing])?;
        Ok(if found.is(missing) { None } else { Some(found) })
    }

    /// `MATCH_CLASS`.
    pub(super) fn match_class(&mut self, c: &mut Cursor, positional: usize) -> PyResult<()> {
        let (subject, class, names) = (c.peek(3), c.peek(2), items(c.peek(1)));
        let found = self.class_pattern(subject, class, positional, names)?;
        c.drop(2);
        c.poke(1, found);
        Ok(())
    }

    fn class_pattern(
        &mut self,
        subject: Value,
        pattern: Value,
        positional: usize,
        names: &[Value],
    ) -> PyResult {
        let Some(class) = pattern.downcast::<Type>() else {
            return Err(self.raise_type_error("called match pattern must be a class"));
        };
        if !self.is_instance(subject, pattern)? {
            return Ok(Value::NONE);
        }
        let found = self.new_list(&[])?;
        let mut seen: Vec<Gc<Str>> = Vec::new();
        if positional > 0 {
            let shown = class.name();
            let (args, itself) = self.match_args(class)?;
            let allowed = if itself { 1 } else { args.len() };
            if positional > allowed {
                let s = if allowed == 1 { "" } else { "s" };
                let message = format!(
                    "{}() accepts {allowed} positional sub-pattern{s} ({positional} given)",
                    shown.as_wtf8()
                );
                return Err(self.raise_type_error(message));
            }
            if itself {
                let pushed = crate::objects::List::push(found, &mut self.heap, subject);
                self.check(pushed)?;
            } else {
                for &name in &args[..positional] {
                    let Some(name) = name.downcast::<Str>() else {
                        let message =
                            format!("__match_args__ elements must be strings (got {})", self.type_name(name));
                        return Err(self.raise_type_error(message));
                    };
                    // Interned names live as long as the engine.
                    let name = self.intern(name.as_wtf8());
                    if !self.matched_attribute(subject, class, name, &mut seen, found)? {
                        return Ok(Value::NONE);
                    }
                }
            }
        }
        for name in names.iter().filter_map(|n| n.downcast::<Str>()) {
            let name = self.intern(name.as_wtf8());
            if !self.matched_attribute(subject, class, name, &mut seen, found)? {
                return Ok(Value::NONE);
            }
        }
        self.tuple_of_list(found)
    }

    /// `__match_args__` of a class, and whether its one positional pattern is the subject itself.
    fn match_args(&mut self, class: Gc<Type>) -> PyResult<(&'static [Value], bool)> {
        let name = self.intern("__match_args__");
        let Some(found) = self.find_attr(class.value(), name)? else {
            let t = &self.types;
            let own = [
                t.bool,
                t.bytearray,
                t.bytes,
                t.dict,
                t.float,
                t.frozenset,
                t.int,
                t.list,
                t.set,
                t.str,
                t.tuple,
            ];
            let itself = own.iter().any(|&t| class.is_subclass(t));
            return Ok((&[], itself));
        };
        let super::attr::Found::Plain(args) = found else { return Ok((&[], false)) };
        if args.downcast::<Tuple>().is_none() {
            let message = format!(
                "{}.__match_args__ must be a tuple (got {})",
                class.name().as_wtf8(),
                self.type_name(args)
            );
            return Err(self.raise_type_error(message));
        }
        Ok((items(args), false))
    }

    /// Appends an attribute of the subject; false if it has none of that name.
    fn matched_attribute(
        &mut self,
        subject: Value,
        class: Gc<Type>,
        name: Gc<Str>,
        seen: &mut Vec<Gc<Str>>,
        found: Gc<crate::objects::List>,
    ) -> PyResult<bool> {
        if seen.contains(&name) {
            let shown = self.repr_string(name.value())?;
            let message =
                format!("{}() got multiple sub-patterns for attribute {shown}", class.name().as_wtf8());
            return Err(self.raise_type_error(message));
        }
        seen.push(name);
        match self.get_attr(subject, name) {
            Ok(value) => {
                let pushed = crate::objects::List::push(found, &mut self.heap, value);
                self.check(pushed)?;
                Ok(true)
            }
            Err(_) if self.raised_is(self.types.attribute_error) => {
                self.take_raised();
                Ok(false)
            }
            Err(raised) => Err(raised),
        }
    }

    /// `repr(value)` for a message.
    pub(crate) fn repr_string(&mut self, value: Value) -> PyResult<String> {
        let shown = self.repr(value)?;
        Ok(shown.downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default())
    }
}
