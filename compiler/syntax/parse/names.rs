//! Identifiers: each spelling becomes one shared [`Ident`], normalized once.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::Ident;
use crate::map::Map;

/// The identifiers of a source by their spelling.
pub(super) struct Names<'a> {
    known: Map<&'a str, Ident>,
}

impl<'a> Names<'a> {
    /// For about so many names.
    pub(super) fn with_capacity(count: usize) -> Names<'a> {
        Names { known: Map::with_capacity_and_hasher(count, Default::default()) }
    }

    /// The identifier of a spelling.
    #[inline(never)]
    pub(super) fn intern(&mut self, text: &'a str) -> Ident {
        if let Some(ident) = self.known.get(text) {
            return ident.clone();
        }
        let ident: Ident =
            if text.is_ascii() { Arc::from(text) } else { Arc::from(text.nfkc().collect::<String>()) };
        self.known.insert(text, ident.clone());
        ident
    }
}
