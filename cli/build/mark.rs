//! How a `.pyc` says which compiler made it, and with which options.
//!
//! ```text
//! │ header: mtime and size of the source │ marshalled code │ "\npyopt 0.1.0 safe 0123456789abcdef\n" │
//! ```
//!
//! Header and source tell whether the source changed, not at which level it was compiled, nor by whom. The mark stands
//! behind the code, where every reader of marshal data stops before: `marshal.loads` ignores what follows, and so do
//! CPython's importers and its command line. It cannot go stale as a file beside could: who writes the `.pyc` anew, by
//! whatever tool, takes the mark away with the old content, and the next build sees a file that is not its own.
//!
//! The number at the end stands for the rewrites that may run, and for the file name that the code carries.

use pyopt_compiler::code::pyc::{MAGIC, Source};
use pyopt_passes::{Id, Options};

/// The mark of a file that is compiled under this name with these options.
pub fn mark(filename: &str, options: &Options) -> String {
    let rewrites = Id::ALL.iter().filter(|&&id| options.runs(id)).flat_map(|id| id.as_str().bytes());
    let number = fnv(filename.bytes().chain([0]).chain(rewrites));
    let level = format!("{:?}", options.level).to_lowercase();
    format!("\npyopt {} {level} {number:016x}\n", env!("CARGO_PKG_VERSION"))
}

/// Whether a `.pyc` was made of the source that `stamp` tells of, and carries this mark.
pub fn is_current(pyc: &[u8], stamp: Source, mark: &str) -> bool {
    let Source::Stat { mtime, size } = stamp else { return false };
    let header: Vec<u8> =
        MAGIC.into_iter().chain([0, mtime, size].iter().flat_map(|word| word.to_le_bytes())).collect();
    pyc.len() > header.len() + mark.len() && pyc.starts_with(&header) && pyc.ends_with(mark.as_bytes())
}

/// FNV-1a: the same number everywhere, which is all that is asked of it.
fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}
