//! Codegen accepts what CPython accepts, and refuses what it refuses, with its words and at its place.

use pyopt_compiler::analysis::scopes;
use pyopt_compiler::codegen::{CompileOptions, check_module};
use pyopt_compiler::syntax::{ParseMode, parse};

fn check(source: &str) -> Result<Vec<String>, String> {
    let parsed = parse(source, "t.py", ParseMode::Exec).map_err(|e| format!("parse: {}", e.msg))?;
    let opts = CompileOptions::new("t.py");
    let mut table = scopes::build(&parsed.module, &opts)
        .map_err(|e| format!("{}:{}:{}", e.span.line, e.span.col + 1, e.msg))?;
    let warnings = check_module(&parsed.module, &mut table, &opts)
        .map_err(|e| format!("{}:{}:{}", e.span.line, e.span.col + 1, e.msg))?;
    Ok(warnings.into_iter().map(|w| format!("{}:{}:{}", w.span.line, w.span.col + 1, w.msg)).collect())
}

#[test]
fn errors_are_cpythons() {
    // Recorded from CPython 3.14: source, then line:column:message.
    let cases = [
        ("return 1\n", "1:1:'return' outside function"),
        ("for x in y:\n  pass\nbreak\n", "3:1:'break' outside loop"),
        ("continue\n", "1:1:'continue' not properly in loop"),
        ("def f(x):\n  global x\n", "2:3:name 'x' is parameter and global"),
        ("def f():\n  x = 1\n  global x\n", "3:3:name 'x' is assigned to before global declaration"),
        ("def f():\n  nonlocal x\n", "2:3:no binding for nonlocal 'x' found"),
        ("nonlocal x\n", "1:1:nonlocal declaration not allowed at module level"),
        ("def f():\n  from m import *\n", "2:17:import * only allowed at module level"),
        ("__debug__ = 1\n", "1:1:cannot assign to __debug__"),
        ("def f():\n  await x\n", "2:3:'await' outside async function"),
        ("await x\n", "1:1:'await' outside function"),
        ("yield x\n", "1:1:'yield' outside function"),
        ("*a, *b = c\n", "1:1:multiple starred expressions in assignment"),
        (
            "[x := 1 for x in y]\n",
            "1:2:assignment expression cannot rebind comprehension iteration variable 'x'",
        ),
        ("from __future__ import nope\n", "1:24:future feature nope is not defined"),
        (
            "x = 1\nfrom __future__ import annotations\n",
            "2:1:from __future__ imports must occur at the beginning of the file",
        ),
        ("async def f():\n  yield 1\n  return 2\n", "3:3:'return' with value in async generator"),
        ("match x:\n  case _: pass\n  case 1: pass\n", "2:8:wildcard makes remaining patterns unreachable"),
        ("match x:\n  case a | 1: pass\n", "2:8:name capture 'a' makes remaining patterns unreachable"),
        ("match x:\n  case (a, a): pass\n", "2:12:multiple assignments to name 'a' in pattern"),
    ];
    let wrong: Vec<_> =
        cases.iter().map(|(s, want)| (s, check(s), want)).filter(|c| c.1 != Err((*c.2).to_owned())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn warnings_are_cpythons() {
    // Recorded from CPython 3.14, which tells the place when the warning is made an error.
    let cases = [
        ("x is 1\n", "1:1:\"is\" with 'int' literal. Did you mean \"==\"?"),
        ("assert (x, 'm')\n", "1:1:assertion is always true, perhaps remove parentheses?"),
        ("[(1, 2) (3, 4)]\n", "1:2:'tuple' object is not callable; perhaps you missed a comma?"),
        (
            "[1, 2][1.5]\n",
            "1:1:list indices must be integers or slices, not float; perhaps you missed a comma?",
        ),
        ("def f():\n  try: pass\n  finally:\n    return 1\n", "4:5:'return' in a 'finally' block"),
    ];
    for (source, want) in cases {
        assert_eq!(check(source).unwrap(), [want], "{source}");
    }
}

/// Every file below `PYOPT_PYTHON_LIB`, when that is set.
#[test]
fn whole_library_compiles() {
    let Ok(root) = std::env::var("PYOPT_PYTHON_LIB") else { return };
    let mut stack = vec![std::path::PathBuf::from(root)];
    let (mut files, mut failures) = (0, Vec::new());
    while let Some(path) = stack.pop() {
        if path.is_dir() {
            stack.extend(std::fs::read_dir(&path).unwrap().map(|e| e.unwrap().path()));
        } else if path.extension().is_some_and(|e| e == "py") {
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            files += 1;
            if let Err(e) = check(&text) {
                failures.push(format!("{}: {e}", path.display()));
            }
        }
    }
    eprintln!("{files} files, {} refused", failures.len());
    failures.sort();
    failures.iter().take(40).for_each(|f| eprintln!("{f}"));
    assert!(failures.iter().all(|f| f.contains("parse: ") || f.contains("bad") || f.contains("test/")));
}
