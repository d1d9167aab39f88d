//! Frozen code: marshal data in which each nested code object stands apart and is decoded when somebody looks into it.
//!
//! ```text
//! frozen  = marshal, where a nested code object is   '@' size sketch frozen
//! sketch  = locals free args kwonly stack flags stores 'name 'qualname            what making a function asks for
//! ```
//!
//! A program calls few of the functions of a library: the others stay bytes. The bytes are trusted, as the build that wrote
//! them verified them; in marshal data of others, `@` is no type.

use super::marshal;
use super::object::{CodeFlags, CodeObject, KindFlags};
use super::opcode::Opcode;
use crate::syntax::ast::Ident;
use std::sync::{Arc, OnceLock};

/// The type byte of a nested code object.
pub(super) const NESTED: u8 = b'@';

/// What a function and its calls need to know of code that nobody has run yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sketch {
    /// Fast locals.
    pub locals: u32,
    /// Free variables among them.
    pub free: u32,
    /// Positional parameters.
    pub argcount: u32,
    /// Keyword-only parameters.
    pub kwonlyargcount: u32,
    /// Operand stack slots.
    pub stacksize: u32,
    /// `co_flags`.
    pub flags: CodeFlags,
    /// What the code stores into attributes.
    pub stores: AttributeStores,
    /// `co_name`.
    pub name: Ident,
    /// `co_qualname`.
    pub qualname: Ident,
}

/// The attributes that code stores.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AttributeStores {
    /// How many names of attributes STORE_ATTR stands with.
    pub names: u16,
    /// `__init__` is among the names that it uses.
    pub calls_init: bool,
}

impl AttributeStores {
    /// Those of a code object.
    pub fn of(code: &CodeObject) -> AttributeStores {
        let mut stored: Vec<u32> =
            code.executed().filter(|i| i.op == Opcode::StoreAttr).map(|i| i.arg).collect();
        stored.sort_unstable();
        stored.dedup();
        AttributeStores {
            names: u16::try_from(stored.len()).unwrap_or(u16::MAX),
            calls_init: code.names.iter().any(|name| &**name == "__init__"),
        }
    }
}

impl Sketch {
    /// That of a code object.
    pub fn of(code: &CodeObject) -> Sketch {
        let free = code.localsplus.iter().filter(|local| local.kind.0 & KindFlags::FREE != 0).count();
        Sketch {
            // Nothing with more locals can have been assembled or read.
            locals: u32::try_from(code.localsplus.len()).unwrap_or(u32::MAX),
            free: free as u32,
            argcount: code.argcount,
            kwonlyargcount: code.kwonlyargcount,
            stacksize: code.stacksize,
            flags: code.flags,
            stores: AttributeStores::of(code),
            name: code.name.clone(),
            qualname: code.qualname.clone(),
        }
    }
}

/// A nested code object that may still be bytes.
#[derive(Debug)]
pub struct FrozenCode {
    sketch: Sketch,
    bytes: &'static [u8],
    code: OnceLock<Arc<CodeObject>>,
}

impl FrozenCode {
    pub(super) fn new(sketch: Sketch, bytes: &'static [u8]) -> FrozenCode {
        FrozenCode { sketch, bytes, code: OnceLock::new() }
    }

    /// What is known of it without decoding it.
    pub fn sketch(&self) -> &Sketch {
        &self.sketch
    }

    /// What it is decoded from.
    pub fn bytes(&self) -> &'static [u8] {
        self.bytes
    }

    /// The code object, which is decoded now if it was not before.
    ///
    /// # Panics
    /// When the bytes are not what [`write`] wrote.
    pub fn code(&self) -> &Arc<CodeObject> {
        self.code.get_or_init(|| read(self.bytes).expect("pyopt: frozen code can be read"))
    }
}

/// Reads what [`write`] wrote; nested code stays as it is.
///
/// # Errors
/// When it is something else.
pub fn read(bytes: &'static [u8]) -> Result<Arc<CodeObject>, marshal::MarshalError> {
    marshal::read_frozen(bytes)
}

/// A code object in frozen form.
pub fn write(code: &CodeObject) -> Vec<u8> {
    marshal::write_frozen(code)
}
