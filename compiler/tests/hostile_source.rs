//! Sources that try to break the front end: huge, deep, damaged. None may panic, overflow the native stack or take long.

use std::time::{Duration, Instant};

use pyopt_compiler::analysis::scopes;
use pyopt_compiler::codegen::{CompileOptions, check_module};
use pyopt_compiler::syntax::{ParseMode, decode_source, parse, unparse};

/// A megabyte, or a quarter of one where the build is slow.
const SIZE: usize = if cfg!(debug_assertions) { 1 << 18 } else { 1 << 20 };

/// What became of a source.
fn outcome(source: &str, mode: ParseMode) -> String {
    let parsed = match parse(source, "<s>", mode) {
        Ok(parsed) => parsed,
        Err(error) => return format!("{}: {}", error.kind.name(), error.msg),
    };
    let options = CompileOptions::new("<s>");
    let checked = scopes::build(&parsed.module, &options)
        .and_then(|mut table| check_module(&parsed.module, &mut table, &options));
    match checked {
        Ok(_) => {
            unparse(&parsed.module);
            "ok".to_string()
        }
        Err(error) => format!("SyntaxError: {}", error.msg),
    }
}

/// On a stack of the size that a program's main thread has.
fn on_small_stack(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(8 << 20).spawn(run).expect("a thread starts");
    thread.join().expect("no panic");
}

#[test]
fn huge_and_deep_sources_end_in_an_error_or_a_tree() {
    on_small_stack(|| {
        let chain = |piece: &str, tail: &str| piece.repeat(SIZE / piece.len()) + tail;
        let sources = [
            chain("(", ""),
            chain("[", ""),
            chain("{", ""),
            chain("1+", "1"),
            chain("a.", "b"),
            chain("not ", "a"),
            chain("-", "1"),
            chain("~", "1"),
            chain("lambda:", "1"),
            chain("if a: pass\nelif b: pass\n", ""),
            format!("if a: pass\n{}", chain("elif b: pass\n", "")),
            chain("f\"{", ""),
            chain("f'{f\"{", ""),
            chain("a if b else ", "c"),
            chain("a=", "1"),
            chain("x,", ""),
            format!("x = {}", chain("1, ", "")),
            chain("@a\n", "def f(): pass"),
            chain("@a\n", ""),
            format!("'{}'", "a".repeat(SIZE)),
            format!("'{}", "a".repeat(SIZE)),
            format!("'''{}", "a\n".repeat(SIZE / 2)),
            format!("f'{}'", "{a}".repeat(SIZE / 3)),
            format!("f'{}", "{a}".repeat(SIZE / 3)),
            chain("a ", ""),
            chain("a b\n", ""),
            chain("a;", ""),
            chain("a<", "b"),
            chain("a and ", "b"),
            chain("a or b and ", "c"),
            chain("a**", "b"),
            chain("a(", ""),
            chain("a[0]", ""),
            chain("a()", "!"),
            chain("await ", "a"),
            chain("*", "a"),
            chain("print ", ""),
            chain("'a' ", ""),
            chain("'a' b ", ""),
            chain("yield ", ""),
            chain("x := ", "1"),
            chain("import ", ""),
            chain("from ", ""),
            chain("def f(", ""),
            chain("class A:", ""),
            chain("else:", ""),
            chain("try:", ""),
            chain("with a:", ""),
            chain("{**", ""),
            chain("{a:", ""),
            chain("[a for b in ", "c"),
            chain("(a for b in c ", ""),
            chain("f(a=", ""),
            chain("match a:\n case ", ""),
            format!("match a:\n case {}: pass", "a|".repeat(SIZE / 2) + "b"),
            format!("match a:\n case {}: pass !", "(".repeat(150) + "a" + &")".repeat(150)),
            format!("def f({}): pass !", "a,".repeat(SIZE / 2)),
            format!("def f({}): pass", "a=1,".repeat(SIZE / 4)),
            chain("\\\n", ""),
            chain("\t", "a"),
            chain("\n", "$"),
            chain("#", ""),
            chain("9", ""),
            chain("0x", ""),
            chain("é", ""),
        ];
        for source in &sources {
            let start = Instant::now();
            for mode in [ParseMode::Exec, ParseMode::Eval, ParseMode::Single] {
                outcome(source, mode);
            }
            let head: String = source.chars().take(20).collect();
            assert!(start.elapsed() < Duration::from_secs(60), "{head:?} took {:?}", start.elapsed());
        }
    });
}

/// The parser recurses where the language does; what the limits allow must fit on the stack.
#[test]
fn sources_as_deep_as_the_limits_allow_have_a_tree() {
    on_small_stack(|| {
        let nested = |open: &str, count: usize, middle: &str, close: &str| {
            format!("x = {}{middle}{}\n", open.repeat(count), close.repeat(count))
        };
        let in_case = |open: &str, close: &str| {
            format!("match a:\n case {}b{}: pass\n", open.repeat(198), close.repeat(198))
        };
        let tightest = "(not a < b | c ^ d & e << f + g * h ** ";
        let mut sources = vec![
            nested("lambda: ", 1990, "a", ""),
            nested("lambda a=b: ", 1990, "a", ""),
            nested("lambda a=(", 195, "a", "): b"),
            nested("a**", 1990, "b", ""),
            nested("a**-", 990, "b", ""),
            nested("a if b else ", 990, "c", ""),
            nested("(a if ", 195, "a", " else c)"),
            nested("(", 199, "a", ")"),
            nested("(b := ", 195, "a", ")"),
            nested("f(", 199, "a", ")"),
            nested("f(a=", 199, "a", ")"),
            nested("f[a:", 199, "a", "]"),
            nested("{a:", 199, "a", "}"),
            nested("[b for b in c if ", 190, "a", "]"),
            nested("f\"{", 140, "a", "}\""),
            nested(tightest, 180, "a", ")"),
            nested(&format!("f({}", "lambda: ".repeat(8)), 190, "a", ")"),
            in_case("[", "]"),
            in_case("A(b=", ")"),
            in_case("{1: ", "}"),
            in_case("(b | ", ")"),
            format!("if a: pass\n{}", "elif a: pass\n".repeat(1490)),
        ];
        for head in ["if a:", "def f():", "class A:", "for a in b:", "async with a as b, (c, d):"] {
            let mut source = String::new();
            for level in 0..98 {
                source += &format!("{}{head}\n", " ".repeat(level));
            }
            sources.push(source + &" ".repeat(98) + &nested(tightest, 180, "a", ")"));
        }
        for source in sources {
            let head: String = source.chars().take(20).collect();
            if let Err(error) = parse(&source, "<s>", ParseMode::Exec) {
                panic!("{head:?}: {error}");
            }
        }
    });
}

#[test]
fn brackets_in_brackets_do_not_take_exponential_time() {
    on_small_stack(|| {
        let wrapped = [
            ("(", "a b", ")"),
            ("[", "a b", "]"),
            ("{", "a b", "}"),
            ("f(", "a b", ")"),
            ("f(a, ", "b c", ")"),
            ("f(a=", "b c", ")"),
            ("{a: ", "b c", "}"),
            ("{**", "b c", "}"),
            ("[*", "b c", "]"),
            ("(a, ", "b c", ")"),
            ("[a for b in ", "c d", "]"),
            ("a[", "b c", "]"),
            ("(lambda a=", "b c", ": 1)"),
            ("(yield ", "b c", ")"),
            ("(a := ", "b c", ")"),
            ("(a if b else ", "c d", ")"),
            ("(not ", "c d", ")"),
            ("f'{", "a b", "}'"),
        ];
        for (open, middle, close) in wrapped {
            for depth in [10, 40, 90] {
                for tail in ["", " = 1", " += 1", ": int", " x", "\n$"] {
                    let source = open.repeat(depth) + middle + &close.repeat(depth) + tail;
                    let start = Instant::now();
                    outcome(&source, ParseMode::Exec);
                    let took = start.elapsed();
                    assert!(took < Duration::from_secs(20), "{open:?} {depth} {tail:?} took {took:?}");
                }
            }
        }
    });
}

#[test]
fn blocks_in_blocks_are_bounded_as_in_cpython() {
    on_small_stack(|| {
        for head in ["if a:", "def f():", "class A:", "for a in b:", "while a:", "with a:", "try:"] {
            for depth in [50, 99, 100, 101, 150] {
                let mut source = String::new();
                for level in 0..depth {
                    source += &format!("{}{head}\n", " ".repeat(level));
                }
                source += &format!("{}pass\n", " ".repeat(depth));
                let found = outcome(&source, ParseMode::Exec);
                if depth >= 100 {
                    assert_eq!(found, "IndentationError: too many levels of indentation", "{head} {depth}");
                }
            }
        }
    });
}

/// Bytes of these tests' own programs, damaged at random: a fixed seed, so that a failure is the same next time.
#[test]
fn damaged_programs_do_not_panic() {
    on_small_stack(|| {
        let programs = [include_str!("syntax.rs"), include_str!("data/syntax_errors.txt"), PROGRAM];
        let mut state = 0x9e37_79b9_7f4a_7c15u64;
        let mut random = move |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % below.max(1) as u64) as usize
        };
        let pieces: [&[u8]; 28] = [
            b"(",
            b")",
            b"[",
            b"]",
            b"{",
            b"}",
            b"'",
            b"\"",
            b"'''",
            b"f'",
            b"t'{",
            b"\\",
            b"\n",
            b"\r",
            b"\r\n",
            b"\x0c",
            b"\0",
            b"\xef\xbb\xbf",
            b"\xff",
            b"\xc3",
            "é".as_bytes(),
            "\u{2028}".as_bytes(),
            b"    ",
            b"\t",
            b":",
            b"=",
            b"$",
            b"# coding: latin-1\n",
        ];
        for round in 0..6000 {
            // Mostly the program; the other two are no programs to begin with.
            let source = if round % 8 == 0 { programs[random(2)] } else { programs[2] };
            let from = random(source.len().saturating_sub(600));
            let mut bytes = source.as_bytes()[from..(from + random(600)).min(source.len())].to_vec();
            for _ in 0..=random(3) {
                let at = random(bytes.len() + 1);
                match random(4) {
                    0 => bytes.truncate(at),
                    1 if at < bytes.len() => bytes[at] = random(256) as u8,
                    2 if at < bytes.len() => drop(bytes.remove(at)),
                    _ => drop(bytes.splice(at..at, pieces[random(pieces.len())].iter().copied())),
                }
            }
            if let Ok(text) = decode_source(&bytes) {
                outcome(&text, [ParseMode::Exec, ParseMode::Eval, ParseMode::Single][round % 3]);
            }
            outcome(&String::from_utf8_lossy(&bytes), ParseMode::Exec);
        }
    });
}

const PROGRAM: &str = r#"# -*- coding: utf-8 -*-
import os, sys as system
from . import a as b, c
@decorator(1, *args, key=value, **kwargs)
async def f[T: int, *Ts, **P](a, /, b: int = 1, *c, d=2, **e) -> None:
    """Doc é."""
    async for x, *y in z:
        await g(x for x in y if x)
    async with a as b, c as (d, e): pass
    return {**a, 'b': [c, *d], "e": {f, g}}, f"{x!r:>{width}} {y=}" rf'\{z}', t'{a}', b'\x00'
class A(B, metaclass=C):
    x: int = 1
    try:
        del a.b, c[0], (d, [e])
    except (A, B) as error:
        raise error from None
    except C, D:
        x += yield_ if not a else (b := 1)
    else: global y; nonlocal z
    finally:
        assert a < b <= c is not d, 'message'
match a, b:
    case [1, -2 + 3j, *_] | {'k': v, **r} if v: pass
    case A.B(x, y=(1 | 2) as z): print(lambda *, a=1, **k: (yield))
    case _: 0x_ff, 1_000.5e-10j, 0b1, 0o7, ...
while True:
    if a: break
    elif b: continue
    else: pass
type X[T = int] = list[T]; x = y = *a, b
"#;
