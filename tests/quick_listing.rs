//! `pyopt dis --stage quick`: the instructions that the interpreter runs, before and behind a run.

use std::process::Command;

const PROGRAM: &str = "\
class Point:
    def __init__(self, x):
        self.x = x


def total(points, limit):
    sum = 0
    for point in points:
        if sum < 100:
            sum = sum + point.x
    return sum, len('abc')


print(total([Point(n) for n in range(50)], 3))
for turn in range(9):
    total([], 1)
";

fn dis(options: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_pyopt"))
        .args(["dis", "--stage", "quick"])
        .args(options)
        .args(["-c", PROGRAM])
        .output()
        .expect("pyopt runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The lines of one function.
fn function<'t>(listing: &'t str, name: &str) -> Vec<&'t str> {
    let start = listing.find(&format!("Disassembly of <code object {name},")).expect("the function");
    listing[start..].lines().skip(1).take_while(|line| !line.starts_with("Disassembly")).collect()
}

/// Whether an instruction is there, and its line says so.
fn has(lines: &[&str], opcode: &str, note: &str) -> bool {
    lines.iter().any(|line| line.split_whitespace().any(|word| word == opcode) && line.contains(note))
}

#[test]
fn superinstructions_are_shown_as_lowered() {
    let listing = dis(&[]);
    let lines = function(&listing, "total");
    assert!(has(&lines, "SMALL_LESS_JUMP_IF_TRUE", "does the next 3 as well"), "{listing}");
    assert!(has(&lines, "LOAD_ATTR", ""), "{listing}");
    assert!(has(&lines, "SITE_BROKEN", "site builtin:len"), "{listing}");
    // The jump of a guard site is no instruction.
    assert!(!has(&lines, "JUMP_FORWARD", ""), "{listing}");
}

#[test]
fn a_run_shows_what_instructions_became() {
    let listing = dis(&["--run"]);
    assert!(listing.starts_with("(105, 3)\n"), "{listing}");
    let lines = function(&listing, "total");
    assert!(has(&lines, "FOR_LIST", ""), "{listing}");
    assert!(lines.iter().any(|line| line.contains("monomorphic: Point")), "{listing}");
    assert!(lines.iter().any(|line| line.contains("site builtin:len, armed")), "{listing}");
    let (status, error) = {
        let output = Command::new(env!("CARGO_BIN_EXE_pyopt"))
            .args(["dis", "--run", "-c", "1"])
            .output()
            .expect("runs");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    assert_eq!(status, Some(2));
    assert!(error.contains("--stage quick"), "{error}");
}
