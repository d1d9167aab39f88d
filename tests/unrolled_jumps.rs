//! A debugger that sets `frame.f_lineno` meets the same refusals at every level, although a loop over a small constant
//! tuple may be unrolled: the recorded output is CPython 3.14's. Not among the conformance programs, since what the
//! answer rests on, the iterators that unrolling left out, has no place in a `.pyc`.

use std::path::PathBuf;
use std::process::Command;

fn case(extension: &str) -> PathBuf {
    let name = format!("../tests/cases/jumps_and_unrolled_loops.{extension}");
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn check(level: &str) {
    let run =
        Command::new(env!("CARGO_BIN_EXE_pyopt")).args(["run", "--opt", level]).arg(case("py")).output();
    let run = run.expect("pyopt runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let expected = std::fs::read_to_string(case("out")).expect("the recorded output");
    let got = String::from_utf8_lossy(&run.stdout);
    for (number, (got, expected)) in got.lines().zip(expected.lines()).enumerate() {
        assert_eq!(got, expected, "line {} at {level}", number + 1);
    }
    assert_eq!(got.lines().count(), expected.lines().count(), "{level}");
}

#[test]
fn without_optimization() {
    check("none");
}

#[test]
fn with_unguarded_rewrites() {
    check("safe");
}

#[test]
fn with_guarded_rewrites() {
    check("guarded");
}
