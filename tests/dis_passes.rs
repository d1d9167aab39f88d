//! `pyopt dis --passes` and `--diff`: every step that changed something, at every stage, next to each other where there is
//! room.

use std::process::{Command, Output};

const PROGRAM: &str = "\
def f(a, b):
    a, b = b, a
    if not not a:
        return len('abc'), b
    return 2 + 3
";

fn pyopt(words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyopt"));
    command.arg("dis").args(words).args(["-c", PROGRAM]).output().expect("pyopt runs")
}

fn dis(words: &[&str]) -> String {
    let output = pyopt(words);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The lines that name the steps.
fn titles(out: &str) -> Vec<&str> {
    out.lines().filter(|line| line.starts_with("# stage=")).collect()
}

#[test]
fn every_step_that_changed_something_is_shown() {
    let tree = ["A02 (binary folding)", "A09 (double negation)", "G01 (call pure builtins)"];
    for stage in ["source", "ast"] {
        let out = dis(&["--stage", stage, "--passes"]);
        let expected: Vec<String> =
            tree.iter().map(|pass| format!("# stage={stage} pass={pass} round=1")).collect();
        assert_eq!(titles(&out), expected, "{out}");
    }
    assert!(!dis(&["--stage", "ast"]).contains("Notes"), "what passes note on the tree is their own");
    let source = dis(&["--stage", "source", "--passes"]);
    assert!(source.contains("\n-    return 2 + 3\n+    return 5\n"), "{source}");
    for stage in ["cfg", "bytecode", "quick"] {
        let out = dis(&["--stage", stage, "--passes"]);
        let has = |pass: &str| {
            titles(&out).iter().any(|title| title.starts_with(&format!("# stage={stage} pass={pass}")))
        };
        assert!(has("A02 (") && has("G01 (") && has("exits") && has("constant-loads (C01)"), "{out}");
        assert!(has("peephole (C24, C25, C28)"), "{out}");
        assert_eq!(has("assembled"), stage != "cfg", "the assembler leaves graphs alone: {out}");
        assert!(out.contains("\n-") && out.contains("\n+"), "{out}");
    }
    // The last step of the bytecode is what `dis` shows.
    let bytecode = dis(&["--passes"]);
    assert!(bytecode.contains("+  2           LOAD_FAST_LOAD_FAST     16 (b, a)\n"), "{bytecode}");
    assert!(!titles(&dis(&["--opt", "none", "--passes"])).iter().any(|title| title.contains("A02")));
}

#[test]
fn two_columns_need_room() {
    let wide = dis(&["--diff", "A02", "--stage", "source", "--width", "100"]);
    let mut lines = wide.lines();
    assert_eq!(lines.next(), Some("# stage=source pass=A02 (binary folding)"));
    assert_eq!(lines.next(), Some(format!("{:48} │  with A02", " without A02").as_str()));
    assert!(wide.contains(&format!("{:48} │ +    return 5\n", "-    return 2 + 3")), "{wide}");
    assert!(wide.lines().all(|line| line.chars().count() <= 100), "{wide}");
    let unified = "\n-    return 2 + 3\n+    return 5\n";
    for options in [&["--width", "99"][..], &[]] {
        let out = dis(&[&["--diff", "A02", "--stage", "source"], options].concat());
        assert!(out.contains(unified), "{out}");
    }
    let colored = dis(&["--diff", "A02", "--stage", "source", "--color", "always"]);
    assert!(colored.contains("\x1b[31m-    return 2 + 3\x1b[0m"), "{colored:?}");
    assert_eq!(dis(&["--diff", "A11"]), "", "a pass that changes nothing");
    let cfg = dis(&["--passes", "--stage", "cfg", "--width", "120"]);
    assert!(cfg.lines().all(|line| line.chars().count() <= 120), "{cfg}");
    assert_eq!(pyopt(&["--passes", "--width", "5"]).status.code(), Some(2));
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let program = "x = f'a\\x1b[31m{y}' + 2 * 3 * '\\x1b'\n";
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyopt"));
    let output =
        command.args(["dis", "--passes", "--stage", "source", "--width", "120", "-c", program]).output();
    let output = output.expect("pyopt runs");
    assert!(
        output.status.success() && !output.stdout.contains(&0x1b),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}
