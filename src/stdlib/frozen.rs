//! The frozen standard library: pure Python, compiled by the build script, in the binary.

use crate::heap::image::Visited;
use pyopt_compiler::code::{CodeObject, frozen};
use std::sync::Arc;

/// A module of the library.
#[derive(Debug)]
pub(crate) struct Frozen {
    /// Its full name.
    pub(crate) name: &'static str,
    /// Whether it is a package.
    pub(crate) is_package: bool,
    /// Where its marshalled code lies: start and length.
    code: (usize, usize),
    /// Where its deflated source lies.
    source: (usize, usize),
}

/// All of them, by name.
static INDEX: &[Frozen] = include!(concat!(env!("OUT_DIR"), "/frozen.rs"));
static CODE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/code.bin"));
/// What is decoded is copied, and each look maps 64 KiB or a little more.
pub(crate) static CODE_PAGES: Visited = Visited::new(CODE, 8);
static SOURCE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/source.bin"));

/// The frozen module of that name.
pub(crate) fn find(name: &str) -> Option<&'static Frozen> {
    INDEX.binary_search_by(|f| f.name.cmp(name)).ok().map(|i| &INDEX[i])
}

/// All of them.
pub(crate) fn all() -> &'static [Frozen] {
    INDEX
}

impl Frozen {
    /// Its code, with the functions still folded. It was verified when it was frozen.
    ///
    /// # Panics
    /// When the build script wrote what it cannot read.
    pub(crate) fn code(&self) -> Arc<CodeObject> {
        let (start, length) = self.code;
        let code = frozen::read(&CODE[start..start + length]).expect("pyopt: a frozen module can be read");
        CODE_PAGES.visit(&CODE[start..start + length]);
        code
    }

    /// Its file under the library, without suffix.
    pub(crate) fn file_stem(&self) -> String {
        self.name.replace('.', "/")
    }

    /// Its source.
    ///
    /// # Panics
    /// As [`Frozen::code`].
    pub(crate) fn source(&self) -> String {
        let (start, length) = self.source;
        let text = miniz_oxide::inflate::decompress_to_vec(&SOURCE[start..start + length]);
        text.ok().and_then(|t| String::from_utf8(t).ok()).expect("pyopt: a frozen source can be read")
    }
}
