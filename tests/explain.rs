//! `pyopt explain`: remarks on the source for people and for programs, and what became of guards at run time.

use std::process::{Command, Output};

/// The line that replaces `len` is the one that must be named.
const PROGRAM: &str = "\
import builtins
real = len


def sizes(turns):
    seen = []
    for n in range(turns):
        seen.append(len('abc'))
    for x in (1, 2):
        if x in seen:
            break
    return seen[-1], 'é' + '\\u00e4' * 9000


print(sizes(40)[0])
builtins.len = lambda x: 'replaced'
print(sizes(40)[0])
builtins.len = real
print(sizes(400)[0])
";

fn pyopt(words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyopt"));
    command.args(words).env_remove("NO_COLOR").output().expect("pyopt runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Explains the program from a file of its own.
fn explain(name: &str, options: &[&str], args: &[&str]) -> String {
    let folder = std::env::temp_dir().join(format!("pyopt-explain-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the program");
    let path = folder.join("program.py");
    std::fs::write(&path, PROGRAM).expect("the program is written");
    let file = path.to_string_lossy().into_owned();
    let output = pyopt(&[&["explain"], options, &[&file], args].concat());
    let _ = std::fs::remove_dir_all(&folder);
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout).replace(&file, "program.py")
}

#[test]
fn says_what_became_what_under_which_guards() {
    let out = explain("text", &[], &[]);
    let applied = "applied[G01]: call pure builtins\n --> program.py:8:21\n  |\n8 |         seen.append(len('abc'))\n  |                     \
                   ^^^^^^^^^^ `len('abc')` became `3`\n  |\n  = guarded by builtin:len\n";
    assert!(out.contains(applied), "{out}");
    assert!(out.contains("missed[A26]: unroll constant loop\n  --> program.py:9:5"), "{out}");
    assert!(out.contains("^^^^^^^^^^^^^^^^ break or continue of this loop, in line 11"), "{out}");
    // In source order, whatever the order of the passes.
    let lines: Vec<u32> = out
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("--> program.py:")?.split(':').next()?.parse().ok())
        .collect();
    assert!(lines.len() > 3 && lines.is_sorted(), "{lines:?}");
    assert!(
        out.contains("program.py: ") && out.contains("  G01 call pure builtins              1 applied\n"),
        "{out}"
    );
    assert!(!out.contains('\x1b'), "no colours where there is no terminal: {out}");
    assert!(explain("colors", &["--color", "always"], &[]).contains("\x1b["));
}

#[test]
fn says_the_same_to_programs() {
    let out = explain("json", &["--json"], &[]);
    assert!(
        out.starts_with("{\"file\": \"program.py\", \"guards\": [\"builtin:len\"], \"rewrites\": [{\"id\": "),
        "{out}"
    );
    let rewrite = "{\"id\": \"G01\", \"line\": 8, \"col\": 20, \"before\": \"len('abc')\", \"after\": ";
    assert!(out.contains(rewrite), "{out}");
    assert!(
        out.contains(
            "{\"id\": \"A26\", \"line\": 9, \"col\": 4, \"reason\": \"break or continue of this loop\", \"because\": {\"line\": 11, \"col\": 12}}"
        ),
        "{out}"
    );
    assert!(out.contains("\"summary\": {\"applied\": {"), "{out}");
    // The rewrites are those of `opt --json`.
    let opt = text(&pyopt(&["opt", "--json", "-c", "x = 1 + 2"]).stdout);
    let explained = text(&pyopt(&["explain", "--json", "-c", "x = 1 + 2"]).stdout);
    let rewrites = "\"rewrites\": [{\"id\": \"A02\", \"line\": 1, \"col\": 4, \"before\": \"1 + 2\", \"after\": \"3\", \"guards\": []}]";
    assert!(opt.contains(rewrites) && explained.contains(rewrites), "{opt}{explained}");
    let only = text(&pyopt(&["explain", "--only", "A01", "--json", "-c", "x = 1 + 2"]).stdout);
    assert!(only.contains("\"rewrites\": [], \"missed\": []"), "{only}");
}

#[test]
fn tells_of_the_graphs_when_asked() {
    let out = text(&pyopt(&["explain", "--bytecode", "-c", "def f(a):\n    return a is None, 7, 8"]).stdout);
    assert!(out.contains("bytecode: ") && out.contains("C01 small ints ×2"), "{out}");
    let json =
        text(&pyopt(&["explain", "--bytecode", "--json", "-c", "def f(a):\n    return a, 7, 8"]).stdout);
    assert!(json.contains("{\"id\": \"C01\", \"line\": 2, \"function\": \"f\", \"count\": 2}"), "{json}");
}

#[test]
fn a_run_tells_what_broke_guards() {
    let out = explain("run", &["--run"], &["an argument", "--json"]);
    assert!(out.starts_with("3\nreplaced\n3\n"), "{out}");
    assert!(
        out.contains("broken[builtin:len]: guard broken at run time once: `len` rebound in program.py:16\n"),
        "{out}"
    );
    assert!(out.contains("= guarded by builtin:len; armed at the end of the run"), "{out}");
    assert!(out.contains("run: guard sites 1 armed, 1 patched, 1 armed again"), "{out}");
    let json = explain("run-json", &["--run", "--json"], &[]);
    let site = "{\"function\": \"sizes\", \"line\": 8, \"guards\": [\"builtin:len\"], \"armed\": 1, \"resting\": 0, \"breaks\": 1, \
                \"by\": [{\"changed\": \"len\", \"file\": \"program.py\", \"line\": 16, \"times\": 1}]}";
    assert!(json.contains(site), "{json}");
}

#[test]
fn places_are_those_of_the_source() {
    // Ends of lines of all kinds, wide characters, a tab, a form feed.
    let source = "if z:\r\n\twide = '日本' + 'a'\r\x0cy = 1 + 2\n";
    let out = text(&pyopt(&["explain", "-c", source]).stdout);
    let expected = "\
applied[A02]: binary folding
 --> <string>:2:9
  |
2 |     wide = '日本' + 'a'
  |            ^^^^^^^^^^^^ `'日本' + 'a'` became `'日本a'`

applied[A02]: binary folding
 --> <string>:3:6
  |
3 | ␌y = 1 + 2
  |      ^^^^^ `1 + 2` became `3`
";
    assert!(out.starts_with(expected), "{out}");
}

#[test]
fn errors_are_the_compilers() {
    let output = pyopt(&["explain", "-c", "x = = 1"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).ends_with("SyntaxError: invalid syntax\n"), "{}", text(&output.stderr));
    // Arguments are those of a run.
    assert_eq!(pyopt(&["explain", "program.py", "argument"]).status.code(), Some(2));
}
