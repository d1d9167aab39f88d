//! `pyopt run FILE.zip`: programs in zip files, what they import from there, and what is wrong with others.

use std::path::PathBuf;
use std::process::{Command, Output};

/// Makes the archives, in Python: members are compressed.
const ARCHIVES: &str = r#"
import zipfile
with zipfile.ZipFile('app.zip', 'w', zipfile.ZIP_DEFLATED) as z:
    z.writestr('__main__.py', 'import sys, mod, pkg.sub\nprint(__name__, sys.argv[1:], mod.x, pkg.sub.y)\nmod.fail()\n')
    z.writestr('mod.py', 'x = 1\ndef fail():\n    raise ValueError("in an archive")\n')
    z.writestr('pkg/__init__.py', '')
    z.writestr('pkg/sub.py', 'y = 2\n')
    z.writestr('sub/__main__.py', 'print(__file__[-23:], __spec__.name)\n')
with zipfile.ZipFile('empty.zip', 'w') as z:
    z.writestr('a.py', '')
with open('app.zip', 'rb') as file:
    data = file.read()
with open('prefixed', 'wb') as file:
    file.write(b'#!/usr/bin/env python3\n' + data)
with open('cut.zip', 'wb') as file:
    file.write(data[:60])
"#;

struct Archives(PathBuf);

impl Archives {
    fn new(name: &str) -> Archives {
        let folder = std::env::temp_dir().join(format!("pyopt-zip-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for the archives");
        let archives = Archives(folder);
        let made = archives.pyopt(&["-c", ARCHIVES]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        archives
    }

    fn pyopt(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pyopt"));
        command.arg("run").args(words).current_dir(&self.0).output().expect("pyopt runs")
    }

    /// Standard output, standard error with the folder cut off, exit code.
    fn run(&self, words: &[&str]) -> (String, String, Option<i32>) {
        let output = self.pyopt(words);
        let text =
            |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&format!("{}/", self.0.display()), "");
        (text(&output.stdout), text(&output.stderr), output.status.code())
    }
}

impl Drop for Archives {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn programs_run_and_tracebacks_show_their_lines() {
    let archives = Archives::new("run");
    for file in ["app.zip", "prefixed"] {
        let (out, error, code) = archives.run(&[file, "a", "b"]);
        assert_eq!(out, "__main__ ['a', 'b'] 1 2\n");
        let expected = format!(
            "Traceback (most recent call last):\n  \
               File \"<frozen runpy>\", line 198, in _run_module_as_main\n  \
               File \"<frozen runpy>\", line 88, in _run_code\n  \
               File \"{file}/__main__.py\", line 3, in <module>\n    \
                 mod.fail()\n    \
                 ~~~~~~~~^^\n  \
               File \"{file}/mod.py\", line 3, in fail\n    \
                 raise ValueError(\"in an archive\")\n\
             ValueError: in an archive\n"
        );
        assert_eq!((error, code), (expected, Some(1)));
    }
}

#[test]
fn folders_in_archives_are_programs_too() {
    let archives = Archives::new("folder");
    let (out, error, code) = archives.run(&["app.zip/sub"]);
    assert_eq!((&*out, &*error, code), ("app.zip/sub/__main__.py __main__\n", "", Some(0)));
}

#[test]
fn other_archives_are_refused() {
    let archives = Archives::new("refused");
    let (out, error, code) = archives.run(&["empty.zip"]);
    assert_eq!((&*out, code), ("", Some(1)));
    assert_eq!(error, "pyopt: can't find '__main__' module in 'empty.zip'\n");
    // What is no archive is read as a program.
    let (_, error, code) = archives.run(&["cut.zip"]);
    assert_eq!(code, Some(1));
    assert!(error.starts_with("  File \"cut.zip\"") || error.starts_with("SyntaxError"), "{error}");
    let (_, error, code) = archives.run(&["missing.zip"]);
    assert_eq!(
        (&*error, code),
        ("pyopt: can't open file 'missing.zip': [Errno 2] No such file or directory\n", Some(2))
    );
}
