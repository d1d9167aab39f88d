//! What the command line of `python` and its environment variables set: `sys.flags`, and what follows from them.

use crate::vm::secret::HashSeed;
use rustpython_wtf8::Wtf8Buf;

/// The version of the language.
pub const VERSION: [i64; 3] = [3, 14, 0];

/// `sys.version`.
pub fn version_text() -> String {
    let [major, minor, micro] = VERSION;
    format!("{major}.{minor}.{micro} (pyopt {}, unknown) [Rust]", env!("CARGO_PKG_VERSION"))
}

/// How the interpreter was told to behave. Numbers count how often an option was given.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "so many options there are")]
pub struct Flags {
    /// `-d`: nothing but the flag.
    pub debug: u8,
    /// `-O`: how programs are compiled; the standard library is compiled already.
    pub optimize: u8,
    /// `-B`.
    pub dont_write_bytecode: bool,
    /// `-s`.
    pub no_user_site: bool,
    /// `-S`: `site` is not imported at the start.
    pub no_site: bool,
    /// `-E`.
    pub ignore_environment: bool,
    /// `-v`.
    pub verbose: u8,
    /// `-b`.
    pub bytes_warning: u8,
    /// `-q`.
    pub quiet: u8,
    /// `PYTHONHASHSEED`, `-R`.
    pub hash_seed: HashSeed,
    /// `-I`.
    pub isolated: bool,
    /// `-X dev`.
    pub dev_mode: bool,
    /// `-X utf8`.
    pub utf8_mode: bool,
    /// `-X warn_default_encoding`.
    pub warn_default_encoding: bool,
    /// `-P`: the program's folder is not put in front of `sys.path`.
    pub safe_path: bool,
    /// `-X int_max_str_digits`.
    pub int_max_str_digits: usize,
    /// `-u`: standard output and error have no buffer.
    pub unbuffered: bool,
    /// `-x`: the first line of the program's file is left out.
    pub skip_first_line: bool,
    /// `-X`: `sys._xoptions`; without a value the option is True.
    pub x_options: Vec<(Wtf8Buf, Option<Wtf8Buf>)>,
    /// `-W`: `sys.warnoptions`.
    pub warn_options: Vec<Wtf8Buf>,
}

impl Default for Flags {
    /// Those of an engine that is not started as `python`: it imports no `site` and writes no bytecode.
    fn default() -> Flags {
        Flags {
            debug: 0,
            optimize: 0,
            dont_write_bytecode: true,
            no_user_site: true,
            no_site: true,
            ignore_environment: false,
            verbose: 0,
            bytes_warning: 0,
            quiet: 0,
            hash_seed: HashSeed::Random,
            isolated: false,
            dev_mode: false,
            utf8_mode: true,
            warn_default_encoding: false,
            safe_path: false,
            int_max_str_digits: 4300,
            unbuffered: false,
            skip_first_line: false,
            x_options: Vec::new(),
            warn_options: Vec::new(),
        }
    }
}
