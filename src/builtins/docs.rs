//! Docstrings of what is built in: CPython's, by `module.qualname` (without `builtins.`).
//!
//! ```text
//! docs.bin, which build.rs makes of the crate `rustpython-doc`:   name \0 docstring  name \0 docstring  …
//! docs.rs                                                         (CRC-32 of the name, start, length) by CRC-32
//! ```

use crate::heap::Gc;
use crate::heap::image::Visited;
use crate::objects::{Module, Str, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use std::cmp::Ordering;

static TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/docs.bin"));
static INDEX: &[(u32, u32, u32)] = include!(concat!(env!("OUT_DIR"), "/docs.rs"));
/// A start looks for some two hundred, which lie side by side.
static PAGES: Visited = Visited::new(TEXTS.as_bytes(), 64);

/// The docstring under a name.
pub(crate) fn find(name: &str) -> Option<&'static str> {
    let hash = crc32fast::hash(name.as_bytes());
    let first = INDEX.partition_point(|entry| entry.0 < hash);
    let same = INDEX[first..].iter().take_while(|entry| entry.0 == hash);
    let mut records = same.map(|&(_, start, length)| &TEXTS[start as usize..][..length as usize]);
    records.find_map(|record| {
        PAGES.visit(record.as_bytes());
        record.strip_prefix(name)?.strip_prefix('\0')
    })
}

/// What a table has under a name. Its records are in the order of their names, each `mark name separator text`, and hold the
/// mark nowhere else.
pub(super) fn look_up<'t>(table: &'t str, [mark, separator]: [u8; 2], name: &str) -> Option<&'t str> {
    let bytes = table.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let start = memchr::memrchr(mark, &bytes[..=usize::midpoint(low, high).min(bytes.len() - 1)])?;
        let end = memchr::memchr(mark, &bytes[start + 1..]).map_or(bytes.len(), |at| start + 1 + at);
        let (found, text) = table[start + 1..end].split_once(char::from(separator))?;
        match found.cmp(name) {
            Ordering::Equal => return Some(text),
            Ordering::Less => low = end,
            Ordering::Greater => high = start,
        }
    }
    None
}

impl Vm {
    /// `module.qualname` of a class of the engine's.
    pub(super) fn documented_name(&mut self, class: Gc<Type>) -> String {
        let name = class.qualname().as_wtf8().to_string();
        let key = self.intern("__module__");
        match class.own(key).and_then(|module| module.downcast::<Str>()) {
            Some(module) if !matches!(module.as_str(), Some("builtins" | "types")) => {
                format!("{}.{name}", module.as_wtf8())
            }
            _ => name,
        }
    }

    /// `__doc__` of a class of the engine's.
    pub(crate) fn class_doc(&mut self, class: Gc<Type>) -> PyResult {
        let name = self.documented_name(class);
        self.doc_or_none(find(&name))
    }

    /// `__doc__` of what is called `name` in a class or module, or in `builtins`. What a class has of its own in the
    /// engine only, has the words of the class that it has it from in CPython.
    pub(crate) fn member_doc(&mut self, owner: Value, name: &str) -> PyResult {
        let found = if let Some(class) = owner.downcast::<Type>() {
            let line = class.mro().to_vec();
            line.into_iter().filter_map(|class| class.downcast::<Type>()).find_map(|class| {
                let class = self.documented_name(class);
                find(&format!("{class}.{name}"))
            })
        } else {
            find(&self.documented_member(owner, name)?)
        };
        self.doc_or_none(found)
    }

    /// The name that a member of a class or module, or of `builtins`, stands under in tables.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(super) fn documented_member(&mut self, owner: Value, name: &str) -> PyResult<String> {
        if let Some(class) = owner.downcast::<Type>() {
            return Ok(format!("{}.{name}", self.documented_name(class)));
        }
        let Some(module) = owner.downcast::<Module>() else { return Ok(name.to_owned()) };
        let key = self.intern("__name__");
        let module = self.namespace_get(module.dict(), key)?.and_then(|name| name.downcast::<Str>());
        Ok(match module {
            Some(module) => format!("{}.{name}", module.as_wtf8()),
            None => name.to_owned(),
        })
    }

    fn doc_or_none(&mut self, doc: Option<&str>) -> PyResult {
        doc.map_or(Ok(Value::NONE), |doc| self.new_str(doc))
    }
}
