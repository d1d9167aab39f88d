//! Files, modules and flags that cannot be run: message and exit code are CPython 3.14's.
//!
//! The expectations were recorded from CPython 3.14; where it says its own name, they say `pyopt`, and `{}` stands for the
//! folder of the files.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder of its own for each test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("pyopt-bad-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.0.join(name), bytes).expect("a file");
    }

    /// Runs `pyopt run WORDS` in the folder and compares stderr and the exit code.
    #[track_caller]
    fn check(&self, words: &[&str], stderr: &str, code: i32) {
        let folder = self.0.display().to_string();
        let words: Vec<String> = words.iter().map(|word| word.replace("{}", &folder)).collect();
        let mut command = Command::new(env!("CARGO_BIN_EXE_pyopt"));
        command.arg("run").args(&words).current_dir(&self.0).stdin(Stdio::null());
        let output = command.output().expect("pyopt runs");
        let text = String::from_utf8_lossy(&output.stderr);
        assert_eq!(text, stderr.replace("{}", &folder), "{words:?}");
        assert_eq!(output.status.code(), Some(code), "{words:?}: {text}");
        assert!(output.stdout.is_empty(), "{words:?}");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A file that CPython compiled.
fn recorded() -> Vec<u8> {
    let name = "../tests/conformance/guards/type_feedback_changes.cpython-314.pyc";
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("a recorded .pyc")
}

#[test]
fn files_that_are_not_there() {
    let folder = Folder::new("files");
    folder.check(
        &["{}/no.py"],
        "pyopt: can't open file '{}/no.py': [Errno 2] No such file or directory\n",
        2,
    );
    folder.check(&["no.py"], "pyopt: can't open file '{}/no.py': [Errno 2] No such file or directory\n", 2);
    folder.check(&["{}"], "pyopt: can't find '__main__' module in '{}'\n", 1);
}

#[test]
fn sources_that_cannot_be_decoded() {
    let folder = Folder::new("sources");
    folder.write("empty.py", b"");
    folder.check(&["{}/empty.py"], "", 0);
    folder.write("nul.py", b"x = 1\n\0y = 2\n");
    let nul = "  File \"{}/nul.py\", line 2\n    \nSyntaxError: source code cannot contain null bytes\n";
    folder.check(&["{}/nul.py"], nul, 1);
    folder.write("coding.py", b"# -*- coding: nonsense -*-\nx=1\n");
    folder.check(&["{}/coding.py"], "SyntaxError: encoding problem: nonsense\n", 1);
    folder.write("bom.py", b"\xef\xbb\xbf# coding: latin-1\nx=1\n");
    let bom = "  File \"{}/bom.py\", line 1\n    # coding: latin-1\n\
               SyntaxError: encoding problem: iso-8859-1 with BOM\n";
    folder.check(&["{}/bom.py"], bom, 1);
    folder.write("latin.py", b"x = \"\xff\"\n");
    let latin = "  File \"{}/latin.py\", line 1\n    x = \"\u{fffd}\"\n         ^\n\
                 SyntaxError: Non-UTF-8 code starting with '\\xff' in file {}/latin.py on line 1, \
                 but no encoding declared; see https://peps.python.org/pep-0263/ for details\n";
    folder.check(&["{}/latin.py"], latin, 1);
}

#[test]
fn pycs_that_are_damaged() {
    let folder = Folder::new("pycs");
    let good = recorded();
    let eof = "EOFError: EOF read where not expected\n";
    folder.write("empty.pyc", b"");
    folder.check(&["{}/empty.pyc"], eof, 1);
    folder.write("short.pyc", &good[..10]);
    folder.check(&["{}/short.pyc"], eof, 1);
    let bad = "RuntimeError: Bad code object in .pyc file\n";
    for (name, bytes) in [
        ("header.pyc", good[..16].to_vec()),
        ("truncated.pyc", good[..100].to_vec()),
        ("garbage.pyc", [&good[..16], b"*garbage"].concat()),
        ("none.pyc", [&good[..16], b"N"].concat()),
    ] {
        folder.write(name, &bytes);
        folder.check(&[&format!("{{}}/{name}")], bad, 1);
    }
    folder.write("magic.pyc", &[b"abcd", &good[4..]].concat());
    folder.check(&["{}/magic.pyc"], "RuntimeError: Bad magic number in .pyc file\n", 1);
}

#[test]
fn flags_and_modules_that_do_not_exist() {
    let folder = Folder::new("flags");
    let usage = "usage: pyopt run [option] ... [-c cmd | -m mod | file | -] [arg] ...\n\
                 Try `pyopt run --help' for more information.\n";
    folder.check(&["-Z"], &format!("Unknown option: -Z\n{usage}"), 2);
    folder.check(&["-m"], &format!("Argument expected for the -m option\n{usage}"), 2);
    folder.check(&["-c"], &format!("Argument expected for the -c option\n{usage}"), 2);
    folder.check(&["-m", "nonsense"], "pyopt: No module named nonsense\n", 1);
    let missing = "pyopt: Error while finding module specification for 'pkg.nonsense' \
                   (ModuleNotFoundError: No module named 'pkg')\n";
    folder.check(&["-m", "pkg.nonsense"], missing, 1);
}
