//! `pyopt build` over a tree: what is built, what is left as it is, what fails, whatever the number of threads.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder that goes when the test is done.
struct Tree(PathBuf);

impl Tree {
    fn new(name: &str) -> Tree {
        let folder = std::env::temp_dir().join(format!("pyopt-build-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("pkg/inner")).expect("a folder for the sources");
        let tree = Tree(folder);
        for n in 0..12 {
            tree.write(
                &format!("pkg/m{n:02}.py"),
                &format!("x = {n} + 1\n\ndef f(a):\n    return a, 'm{n}'\n"),
            );
        }
        tree.write("pkg/inner/leaf.py", "y = 2 * 3\n");
        tree
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).expect("a source is written");
    }

    fn build(&self, options: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pyopt"));
        command.current_dir(&self.0).arg("build").args(options).output().expect("pyopt runs")
    }

    /// The summary, and whether all went well.
    fn summary(&self, options: &[&str]) -> (String, bool) {
        let output = self.build(options);
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.stdout.is_empty());
        (
            text.lines().find(|line| line.starts_with("pyopt: ")).unwrap_or("").to_owned(),
            output.status.success(),
        )
    }

    /// All files of a folder with their contents.
    fn files(&self, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        fn walk(folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                match path.is_dir() {
                    true => walk(&path, found),
                    false => drop(found.insert(path.clone(), fs::read(&path).expect("a file"))),
                }
            }
        }
        let (mut found, root) = (BTreeMap::new(), self.0.join(folder));
        walk(&root, &mut found);
        found
            .into_iter()
            .map(|(path, bytes)| (path.strip_prefix(&root).expect("inside").to_owned(), bytes))
            .collect()
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn told(built: usize, unchanged: usize, failed: usize) -> String {
    let s = if built == 1 { "" } else { "s" };
    format!("pyopt: {built} file{s} built, {unchanged} unchanged, {failed} failed")
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let tree = Tree::new("threads");
    assert_eq!(tree.summary(&["-j", "1", "-o", "one", "pkg"]), (told(13, 0, 0), true));
    assert_eq!(tree.summary(&["-j", "7", "-o", "many", "pkg"]), (told(13, 0, 0), true));
    assert_eq!(tree.summary(&["-o", "cores", "pkg"]), (told(13, 0, 0), true));
    let one = tree.files("one");
    assert_eq!(one.len(), 13);
    assert!(one.contains_key(Path::new("pkg/inner/leaf.pyc")));
    assert!(one == tree.files("many") && one == tree.files("cores"));
}

#[test]
fn unchanged_files_are_left_as_they_are() {
    let tree = Tree::new("unchanged");
    assert_eq!(tree.summary(&["pkg"]), (told(13, 0, 0), true));
    assert_eq!(tree.summary(&["pkg"]), (told(0, 13, 0), true));
    tree.write("pkg/m03.py", "x = 'another size'\n");
    assert_eq!(tree.summary(&["pkg"]), (told(1, 12, 0), true));
    assert_eq!(tree.summary(&["--force", "pkg"]), (told(13, 0, 0), true));
    // A file that was built at another level is another file, and so is one that somebody else wrote.
    assert_eq!(tree.summary(&["--opt", "none", "pkg"]), (told(13, 0, 0), true));
    assert_eq!(tree.summary(&["--opt", "none", "pkg"]), (told(0, 13, 0), true));
    let target = tree.0.join("pkg/__pycache__/m05.cpython-314.pyc");
    let bytes = fs::read(&target).expect("a .pyc");
    let code =
        bytes.len() - bytes.iter().rev().skip(1).position(|&byte| byte == b'\n').expect("the mark") - 2;
    fs::write(&target, &bytes[..code]).expect("the mark is cut off");
    assert_eq!(tree.summary(&["--opt", "none", "pkg"]), (told(1, 12, 0), true));
    assert_eq!(fs::read(&target).expect("a .pyc"), bytes);
    // What stands behind the code is nobody's concern: the file runs.
    let run = Command::new(env!("CARGO_BIN_EXE_pyopt"))
        .args(["run", "-c", "import m05; print(m05.x, m05.f(1))"])
        .env("PYTHONPATH", tree.0.join("pkg"))
        .output()
        .expect("pyopt runs");
    assert_eq!(String::from_utf8_lossy(&run.stdout), "6 (1, 'm5')\n");
    let run = Command::new(env!("CARGO_BIN_EXE_pyopt")).arg("run").arg(&target).output().expect("pyopt runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn what_fails_is_told_at_the_end_in_source_order() {
    let tree = Tree::new("failures");
    tree.write("pkg/m00.py", "def (\n");
    tree.write("pkg/m07.py", "x = = 1\n");
    tree.write("pkg/m08.py", "assert (1, 'always')\n");
    fs::write(tree.0.join("pkg/m09.py"), b"x = '\xff'\n").expect("a source that is no UTF-8");
    for threads in ["1", "8"] {
        let output = tree.build(&["--force", "-j", threads, "pkg", "absent.py"]);
        assert_eq!(output.status.code(), Some(1));
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        let places: Vec<usize> = [
            "pkg/m08.py:1: SyntaxWarning: assertion is always true",
            "pyopt: 10 files built, 0 unchanged, 4 failed",
            "File \"pkg/m00.py\", line 1",
            "File \"pkg/m07.py\", line 1",
            "pkg/m09.py",
            "pyopt: can't open file",
        ]
        .iter()
        .map(|part| text.find(part).unwrap_or_else(|| panic!("no {part} in {text}")))
        .collect();
        assert!(places.is_sorted(), "{text}");
        assert_eq!(
            tree.files("pkg").keys().filter(|path| path.extension().is_some_and(|e| e == "pyc")).count(),
            10
        );
    }
    let output = tree.build(&["--quiet", "pkg/m01.py"]);
    assert!(output.stderr.is_empty() && output.status.success());
}

#[test]
fn deep_sources_need_no_deep_stack() {
    let tree = Tree::new("deep");
    // As deep as the limits of the language allow, in several ways; what is deeper is an error like any other.
    tree.write("pkg/m00.py", &format!("x = {}1{}\n", "(".repeat(190), ")".repeat(190)));
    tree.write("pkg/m01.py", &format!("x = {}1\n", "-".repeat(3000)));
    tree.write("pkg/m02.py", &format!("x = {}\n", vec!["y"; 20_000].join(" + ")));
    let indented = |n: usize| format!("{}if x:\n", " ".repeat(n));
    tree.write(
        "pkg/m03.py",
        &format!("{}{}pass\n", (0..99).map(indented).collect::<String>(), " ".repeat(99)),
    );
    tree.write("pkg/m04.py", &format!("x = {}1\n", "lambda: ".repeat(3000)));
    let output = tree.build(&["-j", "3", "pkg"]);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{text}");
    assert!(text.contains(" unchanged, ") && !text.contains("panicked"), "{text}");
}
