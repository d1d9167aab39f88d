//! The binary under the name `python`: CPython's options and environment variables.
//!
//! ```text
//! python3 -SOc 'code' args…
//!          │││  └─ the value of -c; what follows belongs to the program
//!          ││└──── takes a value, so it ends the word
//!          └┴───── switches, in one word
//! ```
//!
//! To add an option: a letter in [`Options::switch`] or [`Options::valued`], and a line of `HELP`.

use crate::input::Failure;
use pyopt::{Flags, HashSeed};
use rustpython_wtf8::Wtf8Buf;
use std::ffi::OsString;

/// What the command line asks for.
#[derive(Debug)]
pub enum Asked {
    /// Print this and be done.
    Print(String),
    /// Run the program that these words name, as `pyopt run` takes them.
    Run(Box<Flags>, Vec<OsString>),
}

const HELP: &str = "\
-b             set sys.flags.bytes_warning (-bb: twice)
-B             write no .pyc files; also PYTHONDONTWRITEBYTECODE
-c cmd         run this text; ends the options
-d, -q, -v     set sys.flags.debug, quiet, verbose; also PYTHONDEBUG, PYTHONVERBOSE
-E             ignore the PYTHON* environment variables
-h             print this; also -? and --help
-I             isolated: -E, -P and -s
-m mod         run a module; ends the options
-O             leave out asserts, __debug__ is False; also PYTHONOPTIMIZE
-OO            leave out docstrings too
-P             keep the program's folder off sys.path; also PYTHONSAFEPATH
-R             hashes are random whatever PYTHONHASHSEED says
-s             no user's site directory; also PYTHONNOUSERSITE
-S             do not import site at the start
-u             no buffers for standard output and error; also PYTHONUNBUFFERED
-V             print the version; twice: more of it; also --version
-W arg         how to filter warnings; also PYTHONWARNINGS
-x             leave out the first line of the program's file
-X opt         dev, int_max_str_digits=N, utf8=0|1, warn_default_encoding; others only show in sys._xoptions
file           a program: a source, a .pyc, or a folder with __main__
-              the program is read from standard input, as without any
PYTHONPATH     folders in front of sys.path
PYTHONHASHSEED random, or a number that the hashes of str and bytes follow from
";

/// The options as far as they are read.
struct Options {
    program: String,
    flags: Flags,
    versions: u8,
    help: bool,
    random_hashes: bool,
}

fn bytes(text: &str) -> OsString {
    OsString::from(text)
}

/// Reads the words behind the program's name.
///
/// # Errors
/// CPython's text about a wrong option.
pub fn parse(program: &str, words: &[OsString]) -> Result<Asked, Failure> {
    let flags = Flags { dont_write_bytecode: false, no_user_site: false, no_site: false, ..Flags::default() };
    let mut options =
        Options { program: program.to_owned(), flags, versions: 0, help: false, random_hashes: false };
    let mut rest = words.iter();
    let mut run: Vec<OsString> = Vec::new();
    'words: while let Some(word) = rest.next() {
        let text = word.to_string_lossy().into_owned();
        match text.as_str() {
            "--" => break,
            "--help" | "--help-all" | "--help-env" | "--help-xoptions" => options.help = true,
            "--version" => options.versions += 1,
            "--check-hash-based-pycs" => {
                let mode = options.value("--check-hash-based-pycs", rest.next())?;
                if !matches!(&*mode.to_string_lossy(), "always" | "default" | "never") {
                    let message = "--check-hash-based-pycs must be one of 'default', 'always', or 'never'";
                    return Err(options.wrong(message));
                }
            }
            "-" => {
                run.push(word.clone());
                break;
            }
            long if long.starts_with("--") => {
                return Err(options.wrong(&format!("Unknown option: {long}")));
            }
            short if short.starts_with('-') => {
                for (at, letter) in short.char_indices().skip(1) {
                    if !matches!(letter, 'c' | 'm' | 'W' | 'X') {
                        options.switch(letter)?;
                        continue;
                    }
                    let value = match &short[at + 1..] {
                        "" => options.value(&format!("-{letter}"), rest.next())?,
                        value => bytes(value),
                    };
                    if matches!(letter, 'c' | 'm') {
                        run.extend([bytes(&format!("-{letter}")), value]);
                        break 'words;
                    }
                    options.valued(letter, &value);
                    break;
                }
            }
            _ => {
                run.push(word.clone());
                break;
            }
        }
    }
    run.extend(rest.cloned());
    if options.help {
        return Ok(Asked::Print(format!("{}\nOptions and environment variables:\n{HELP}", options.usage())));
    }
    if options.versions > 0 {
        let version = pyopt::engine::flags::version_text();
        let shown = if options.versions > 1 { &*version } else { version.split(' ').next().unwrap_or("") };
        return Ok(Asked::Print(format!("Python {shown}\n")));
    }
    if run.is_empty() {
        run.push(bytes("-"));
    }
    options.environment()?;
    options.finish()?;
    Ok(Asked::Run(Box::new(options.flags), run))
}

impl Options {
    fn usage(&self) -> String {
        format!("usage: {} [option] ... [-c cmd | -m mod | file | -] [arg] ...", self.program)
    }

    fn wrong(&self, message: &str) -> Failure {
        Failure::Usage(format!("{message}\n{}\nTry `python -h' for more information.", self.usage()))
    }

    fn value(&self, option: &str, word: Option<&OsString>) -> Result<OsString, Failure> {
        word.cloned().ok_or_else(|| self.wrong(&format!("Argument expected for the {option} option")))
    }

    /// An option without a value.
    fn switch(&mut self, letter: char) -> Result<(), Failure> {
        let flags = &mut self.flags;
        let count = match letter {
            'b' => &mut flags.bytes_warning,
            'd' => &mut flags.debug,
            'O' => &mut flags.optimize,
            'q' => &mut flags.quiet,
            'v' => &mut flags.verbose,
            'V' => &mut self.versions,
            _ => {
                let switch = match letter {
                    'B' => &mut flags.dont_write_bytecode,
                    'E' => &mut flags.ignore_environment,
                    'P' => &mut flags.safe_path,
                    's' => &mut flags.no_user_site,
                    'S' => &mut flags.no_site,
                    'u' => &mut flags.unbuffered,
                    'x' => &mut flags.skip_first_line,
                    'h' | '?' => &mut self.help,
                    'I' => {
                        (flags.ignore_environment, flags.safe_path, flags.no_user_site) = (true, true, true);
                        &mut flags.isolated
                    }
                    'R' => &mut self.random_hashes,
                    'i' => return Err(no_prompt("-i")),
                    _ => return Err(self.wrong(&format!("Unknown option: -{letter}"))),
                };
                *switch = true;
                return Ok(());
            }
        };
        *count = count.saturating_add(1);
        Ok(())
    }

    /// `-W` and `-X`.
    fn valued(&mut self, letter: char, value: &OsString) {
        let text = crate::run::text(value);
        if letter == 'W' {
            self.flags.warn_options.push(text);
            return;
        }
        let shown = text.to_string_lossy();
        self.flags.x_options.push(match shown.split_once('=') {
            Some((name, value)) => (Wtf8Buf::from(name.to_owned()), Some(Wtf8Buf::from(value.to_owned()))),
            None => (text.clone(), None),
        });
    }

    /// A variable that is set to something, unless the environment is ignored.
    fn variable(&self, name: &str) -> Option<String> {
        let value = (!self.flags.ignore_environment).then(|| std::env::var_os(name)).flatten()?;
        Some(value.to_string_lossy().into_owned()).filter(|value| !value.is_empty())
    }

    fn environment(&mut self) -> Result<(), Failure> {
        // A number; anything else counts as 1.
        let level =
            |o: &Options, name: &str| o.variable(name).map_or(0, |v| v.trim().parse::<u8>().unwrap_or(1));
        self.flags.debug = self.flags.debug.max(level(self, "PYTHONDEBUG"));
        self.flags.verbose = self.flags.verbose.max(level(self, "PYTHONVERBOSE"));
        self.flags.optimize = self.flags.optimize.max(level(self, "PYTHONOPTIMIZE"));
        self.flags.dont_write_bytecode |= level(self, "PYTHONDONTWRITEBYTECODE") > 0;
        self.flags.no_user_site |= level(self, "PYTHONNOUSERSITE") > 0;
        self.flags.unbuffered |= level(self, "PYTHONUNBUFFERED") > 0;
        self.flags.safe_path |= self.variable("PYTHONSAFEPATH").is_some();
        if level(self, "PYTHONINSPECT") > 0 {
            return Err(no_prompt("PYTHONINSPECT"));
        }
        if !self.random_hashes {
            self.flags.hash_seed = hash_seed(self.variable("PYTHONHASHSEED"))?;
        }
        let warnings = self.variable("PYTHONWARNINGS").unwrap_or_default();
        let warnings = warnings.split(',').filter(|w| !w.is_empty()).map(|w| Wtf8Buf::from(w.to_owned()));
        self.flags.warn_options.splice(0..0, warnings);
        Ok(())
    }

    fn option(&self, name: &str) -> Option<Option<String>> {
        let found = self.flags.x_options.iter().rev().find(|(n, _)| n.to_string_lossy() == name)?;
        Some(found.1.as_ref().map(|value| value.to_string_lossy().into_owned()))
    }

    /// What `-X` options and counts mean for the other flags.
    fn finish(&mut self) -> Result<(), Failure> {
        self.flags.dev_mode = self.option("dev").is_some() || self.variable("PYTHONDEVMODE").is_some();
        self.flags.warn_default_encoding = self.option("warn_default_encoding").is_some();
        match self.option("utf8") {
            None => {}
            Some(None) => self.flags.utf8_mode = true,
            Some(Some(value)) if value == "0" || value == "1" => self.flags.utf8_mode = value == "1",
            Some(Some(_)) => {
                return Err(fatal(
                    "preconfig_init_utf8_mode: invalid -X utf8 option value",
                    "preinitializing",
                ));
            }
        }
        if let Some(value) = self.option("int_max_str_digits") {
            let limit = value.and_then(|v| v.parse().ok()).filter(|&n: &usize| n == 0 || n >= 640);
            self.flags.int_max_str_digits = limit.filter(|&n| n <= i32::MAX as usize).ok_or_else(|| {
                fatal(
                    "config_init_int_max_str_digits: -X int_max_str_digits: invalid limit; \
                     must be >= 640 or 0 for unlimited.",
                    "preinitialized",
                )
            })?;
        }
        if self.flags.dev_mode {
            self.flags.warn_options.insert(0, Wtf8Buf::from("default".to_owned()));
        }
        match self.flags.bytes_warning {
            0 => {}
            1 => self.flags.warn_options.push(Wtf8Buf::from("default::BytesWarning".to_owned())),
            _ => self.flags.warn_options.push(Wtf8Buf::from("error::BytesWarning".to_owned())),
        }
        Ok(())
    }
}

/// What `PYTHONHASHSEED` says.
///
/// # Errors
/// CPython's text about a wrong value.
pub fn hash_seed(variable: Option<String>) -> Result<HashSeed, Failure> {
    let Some(text) = variable.filter(|text| !text.is_empty() && text != "random") else {
        return Ok(HashSeed::Random);
    };
    // As C reads a number.
    let digits = text.trim_start();
    let number = digits.strip_prefix('+').unwrap_or(digits);
    let plain = number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|_| plain).map(HashSeed::Fixed).ok_or_else(|| {
        fatal(
            "config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]",
            "preinitialized",
        )
    })
}

fn no_prompt(what: &str) -> Failure {
    Failure::Usage(format!("pyopt: {what} is not supported: there is no interactive prompt"))
}

/// CPython's words for what ends it before it begins, and how far it had come.
fn fatal(message: &str, state: &str) -> Failure {
    Failure::Message(format!("Fatal Python error: {message}\nPython runtime state: {state}\n"))
}
