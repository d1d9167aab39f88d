//! What an engine is made from.

use super::flags::Flags;
use super::host::{Host, Sealed};
use pyopt_passes::{OptLevel, Options};
use rustpython_wtf8::Wtf8Buf;

/// Everything that a program can see of how it was started.
pub struct Setup {
    /// What it may do outside.
    pub host: Box<dyn Host>,
    /// `sys.argv`.
    pub argv: Vec<Wtf8Buf>,
    /// `sys.orig_argv`.
    pub orig_argv: Vec<Wtf8Buf>,
    /// `sys.executable`.
    pub executable: Wtf8Buf,
    /// `sys.path`, without the standard library's own entry, which comes last.
    pub path: Vec<Wtf8Buf>,
    /// How modules are compiled.
    pub options: Options,
    /// `sys.flags`, and what goes with them.
    pub flags: Flags,
    /// What stands in front of the messages about programs that cannot begin.
    pub program_name: String,
    /// The same for modules, packages and folders: CPython's `runpy` names itself otherwise.
    pub module_runner: String,
}

impl Default for Setup {
    /// A sealed engine: no files, no clock, no environment; only the standard library to import.
    fn default() -> Setup {
        Setup {
            host: Box::new(Sealed),
            argv: vec![Wtf8Buf::new()],
            orig_argv: Vec::new(),
            executable: Wtf8Buf::new(),
            path: Vec::new(),
            options: Options::level(OptLevel::Guarded),
            flags: Flags::default(),
            program_name: "pyopt".to_owned(),
            module_runner: "pyopt".to_owned(),
        }
    }
}

impl Setup {
    /// Where the standard library is said to lie: under the executable, as if that were an archive.
    pub fn library(&self) -> Wtf8Buf {
        let mut path = self.executable.clone();
        path.push_str("/lib/python3.14");
        path
    }
}
