//! `.pyc` files: sixteen bytes of header, then a marshalled code object.
//!
//! ```text
//! 0      4       8                16
//! │ magic │ flags │ mtime │ size   │ code     flags 0
//! │ magic │ flags │ hash of source │ code     flags 1 (3: checked against the source)
//! ```
//!
//! Guard sites are not carried: the file holds the original program, for every interpreter alike.

use super::marshal::{MarshalError, read_code, write_code};
use super::object::CodeObject;
use std::fmt;
use std::sync::Arc;

/// The magic number of CPython 3.14, with the carriage return and newline that text-mode copies destroy.
pub const MAGIC: [u8; 4] = *b"+\x0e\r\n";

/// How a `.pyc` says which source it belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// Modification time and size, both modulo 2³².
    Stat {
        /// Seconds since the epoch.
        mtime: u32,
        /// Bytes.
        size: u32,
    },
    /// Its SipHash, to be checked by the importer or not.
    Hash {
        /// As `_imp.source_hash` computes it.
        hash: [u8; 8],
        /// Whether importers compare it with the source.
        checked: bool,
    },
}

/// Why a file is not a `.pyc` of 3.14.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PycError {
    /// Another version's, or none.
    BadMagic,
    /// Less than a header.
    TooShort,
    /// Flag bits that 3.14 does not know.
    BadFlags(u32),
    /// The code behind the header.
    Marshal(MarshalError),
}

impl fmt::Display for PycError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PycError::BadMagic => f.write_str("bad magic number: not a .pyc file of CPython 3.14"),
            PycError::TooShort => f.write_str("reached EOF while reading the .pyc header"),
            PycError::BadFlags(flags) => write!(f, "invalid .pyc flags {flags:#x}"),
            PycError::Marshal(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for PycError {}

/// Reads a `.pyc`. The code is not verified yet: see `code::verify`.
///
/// # Errors
/// When it is not one of 3.14.
pub fn read_pyc(bytes: &[u8]) -> Result<(Source, Arc<CodeObject>), PycError> {
    if !bytes.starts_with(&MAGIC) {
        return Err(if bytes.len() < 4 { PycError::TooShort } else { PycError::BadMagic });
    }
    let Some((header, body)) = bytes.split_at_checked(16) else { return Err(PycError::TooShort) };
    let word = |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    let source = match word(4) {
        0 => Source::Stat { mtime: word(8), size: word(12) },
        flags @ (1 | 3) => {
            let mut hash = [0; 8];
            hash.copy_from_slice(&header[8..16]);
            Source::Hash { hash, checked: flags == 3 }
        }
        flags => return Err(PycError::BadFlags(flags)),
    };
    Ok((source, read_code(body).map_err(PycError::Marshal)?))
}

/// Writes a `.pyc`.
pub fn write_pyc(source: Source, code: &CodeObject) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    match source {
        Source::Stat { mtime, size } => {
            [0, mtime, size].iter().for_each(|word| out.extend(word.to_le_bytes()))
        }
        Source::Hash { hash, checked } => {
            out.extend(if checked { 3u32 } else { 1 }.to_le_bytes());
            out.extend(hash);
        }
    }
    out.extend(write_code(code));
    out
}
