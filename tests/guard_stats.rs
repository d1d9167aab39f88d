//! `pyopt run --stats`: a program that replaces what its guards rely on shows sites armed, patched and armed again, and
//! the place that broke each.

use std::process::Command;

/// The line that replaces `len` is the one that must be named.
const PROGRAM: &str = "\
import builtins

real = len


def sizes(turns):
    seen = []
    for n in range(turns):
        seen.append(len('abc'))
    return seen[-1]


print(sizes(40))
builtins.len = lambda x: 'replaced'
print(sizes(40))
builtins.len = real
print(sizes(400))
";

struct Run {
    stdout: String,
    stderr: String,
}

fn run(name: &str, options: &[&str]) -> Run {
    let folder = std::env::temp_dir().join(format!("pyopt-guard-stats-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the program");
    let path = folder.join("program.py");
    std::fs::write(&path, PROGRAM).expect("the program is written");
    let run = Command::new(env!("CARGO_BIN_EXE_pyopt")).arg("run").args(options).arg(&path).output();
    let run = run.expect("pyopt runs");
    let _ = std::fs::remove_dir_all(&folder);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(run.status.success(), "{}", text(&run.stderr));
    Run { stdout: text(&run.stdout), stderr: text(&run.stderr) }
}

/// The number behind `"key":`.
fn count(json: &str, key: &str) -> u64 {
    let (_, rest) = json.split_once(&format!("\"{key}\":")).unwrap_or_else(|| panic!("no {key} in {json}"));
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("no number behind {key} in {json}"))
}

#[test]
fn counts_sites_and_names_the_place_that_broke_them() {
    let Run { stdout, stderr } = run("json", &["--stats=json"]);
    assert_eq!(stdout, "3\nreplaced\n3\n");
    for key in ["armed", "patched", "rearmed"] {
        assert!(count(&stderr, key) > 0, "{key} is zero in {stderr}");
    }
    // The break names what changed, the function whose site it was, and the statement that did it.
    assert!(stderr.contains("\"changed\":\"len\",\"function\":\"sizes\",\"line\":9,"), "{stderr}");
    assert!(stderr.contains("program.py\",\"line\":14}"), "{stderr}");
    assert!(stderr.contains("\"memory\":{\"young_collections\":"), "{stderr}");
}

#[test]
fn says_the_same_to_people() {
    let Run { stderr, .. } = run("text", &["--stats"]);
    assert!(stderr.starts_with("guard sites: "), "{stderr}");
    assert!(stderr.contains("sizes, line 9: len changed at "), "{stderr}");
    assert!(stderr.contains("program.py, line 14\n"), "{stderr}");
    assert!(stderr.contains("\ncollections: "), "{stderr}");
}

#[test]
fn has_nothing_to_count_without_guards() {
    let Run { stdout, stderr } = run("none", &["--opt", "none", "--stats=json"]);
    assert_eq!(stdout, "3\nreplaced\n3\n");
    for key in ["armed", "patched", "rearmed"] {
        assert_eq!(count(&stderr, key), 0, "{stderr}");
    }
}
