//! What a subcommand works on: a file, or `-c CODE`; and how errors end the command.

use pyopt::Program;
use pyopt_compiler::syntax::{SourceError, decode_source};
use rustpython_wtf8::Wtf8Buf;
use std::path::Path;
use std::process::ExitCode;

/// `(FILE | -c CODE)`.
#[derive(clap::Args, Debug)]
#[group(required = true, multiple = false)]
pub struct Input {
    /// The program, from a file.
    file: Option<String>,
    /// The program itself.
    #[arg(short = 'c', value_name = "CODE")]
    code: Option<String>,
}

/// Why a command ends early.
#[derive(Debug)]
pub enum Failure {
    /// The program is not Python.
    Source(Box<SourceError>),
    /// A file or flag is wrong: this text, exit code 2.
    Usage(String),
    /// This text, exit code 1.
    Message(String),
    /// All that went wrong with some of many files: exit code 1.
    Several(Vec<Failure>),
}

impl From<Box<SourceError>> for Failure {
    fn from(error: Box<SourceError>) -> Self {
        Failure::Source(error)
    }
}

impl Failure {
    /// What the system says about a file, in CPython's form.
    pub fn io(what: &str, path: &Path, error: &std::io::Error) -> Failure {
        let shown = std::path::absolute(path).unwrap_or_else(|_| path.into());
        let number = error.raw_os_error().unwrap_or(0);
        let text = error.to_string();
        let text = text.split(" (os error").next().unwrap_or(&text);
        Failure::Usage(format!("pyopt: can't {what} file '{}': [Errno {number}] {text}", shown.display()))
    }

    /// Prints it as `python` does.
    pub fn report(self) -> ExitCode {
        match self {
            Failure::Source(error) => {
                eprintln!("{}", error.to_string().trim_end());
                ExitCode::from(1)
            }
            Failure::Usage(text) => {
                eprintln!("{text}");
                ExitCode::from(2)
            }
            Failure::Message(text) => {
                eprintln!("{text}");
                ExitCode::from(1)
            }
            Failure::Several(failures) => {
                for failure in failures {
                    failure.report();
                }
                ExitCode::from(1)
            }
        }
    }
}

impl Input {
    /// The program in a file.
    pub fn from_file(path: &str) -> Input {
        Input { file: Some(path.to_owned()), code: None }
    }

    /// The program to run, and the word that `sys.argv` begins with.
    pub fn program(&self) -> (Program, String) {
        match &self.file {
            Some(path) => (Program::File(Wtf8Buf::from(path.clone())), path.clone()),
            None => (Program::Text(Wtf8Buf::from(self.code.clone().unwrap_or_default())), "-c".to_owned()),
        }
    }

    /// The source text and its file name.
    ///
    /// # Errors
    /// When the file cannot be read or decoded.
    pub fn read(&self) -> Result<(String, String), Failure> {
        let Some(path) = &self.file else {
            return Ok((self.code.clone().unwrap_or_default(), "<string>".into()));
        };
        let bytes = read_file(path)?;
        let text = decode_source(&bytes).map_err(|mut error| {
            error.filename.clone_from(path);
            error
        })?;
        Ok((text, path.clone()))
    }
}

/// The lines of a source, without their ends: `\n`, `\r\n` or `\r`, as Python counts them.
pub fn lines(source: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = source;
    while let Some(end) = rest.find(['\n', '\r']) {
        let both = rest[end..].starts_with("\r\n");
        lines.push(&rest[..end]);
        rest = &rest[end + 1 + usize::from(both)..];
    }
    lines.push(rest);
    lines
}

/// A file's bytes.
///
/// # Errors
/// When it cannot be read: the text that `python` prints.
pub fn read_file(path: &str) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| Failure::io("open", path.as_ref(), &error))
}
