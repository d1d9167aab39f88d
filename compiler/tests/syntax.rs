//! The front end against what CPython 3.14 says, and against itself.

use pyopt_compiler::syntax::ast::{Constant, ExprKind, Mod, StmtKind};
use pyopt_compiler::syntax::{ErrorKind, ParseMode, decode_source, parse, unparse, unparse_expr};

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let digits = match chars.next() {
            Some('n') => {
                out.push('\n');
                continue;
            }
            Some('t') => {
                out.push('\t');
                continue;
            }
            Some('x') => 2,
            Some('u') => 4,
            Some(c) => {
                out.push(c);
                continue;
            }
            None => break,
        };
        let code: String = chars.by_ref().take(digits).collect();
        out.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
    }
    out
}

/// Each line of the table: an escaped source, a tab, what CPython 3.14 raised with its place.
#[test]
fn errors_read_as_in_cpython() {
    let mut wrong = Vec::new();
    for line in include_str!("data/syntax_errors.txt").lines() {
        let (source, expected) = line.split_once('\t').expect("a tab between source and error");
        let source = unescape(source);
        let got = match parse(&source, "<s>", ParseMode::Exec) {
            Ok(_) => "ok".to_string(),
            Err(e) => {
                format!("{}: {} ({}:{}-{}:{})", e.kind.name(), e.msg, e.line, e.col, e.end_line, e.end_col)
            }
        };
        if got != expected {
            wrong.push(format!("{source:?}\n  expected {expected}\n  got      {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const SOURCES: &[&str] = &[
    "x = f'a{b!r:>{w}}c' 'd' f\"{e=}\" rf'\\{x}'",
    "f'{f'{f'{1}'}'}' f'{x:%H:%M}' f'{x:}' f'{{}}' f\"{'\\n'}\" f'''{\nx # comment\n}'''",
    "t'a{ x !r:{y}}' t'{z = }'",
    "'\\ud800\\udc00' '\\U0001F600' \"it's\" '\"' '\\N{BULLET}'",
    "try:\n    a\nexcept A, B:\n    b\nexcept (C, D) as e:\n    c\nelse:\n    d\nfinally:\n    e",
    "try:\n    a\nexcept* A, B:\n    b",
    "try:\n    a\nexcept A, B,:\n    b\nexcept C,:\n    d",
    "def f[T: int = str, *Ts = *tuple[int], **P = [int]](a, /, b: int = 1, *c: *Ts, d, e=2, **g) -> (yield):\n    pass",
    "class C[T = int](A, *B, k=1, **d):\n    x: int = 1\n    (y): str",
    "type X[T] = list[T]; type Y = 1",
    "match a, *b:\n    case [1, -2 + 3j, *_] | {'k': v, **r} if v:\n        pass\n    case A.B(x, y=(1 | 2) as z):\n        pass\n    case _:\n        pass",
    "match = case = type = 1\nmatch[1:2], case(x), type(x)\nmatch (x)",
    "with (a as b, c,): pass\nwith (a, b) as c: pass\nwith ((a, b)): pass\nwith ((a, b),): pass",
    "async def f():\n    async for x in y:\n        await z\n    async with a as b:\n        return [i async for i in j if k]",
    "x = lambda *, a=1, **k: (a := 1, *b)\nx[1:2, ::3, *y]\nx[()]\nx[a,]\n1 .real\n-1 ** -2\nnot a in b",
    "if a:\n    b\nelif c:\n    d\nelif e:\n    f\nelse:\n    if g:\n        h",
    "for x, in *a, b:\n    continue\nelse:\n    del x, (y, [z])\nglobal q\nraise A from B\nassert a, b",
    "from ... import a as b, c\nfrom .x.y import (d,)\nimport p.q as r, s\nfrom m import *",
    "1_000, 0xFF, 0o17, 0b1, 1e400, 1.5e-10, 3j, 123456789012345678901234567890",
    "\u{fb01}le = 1",
    "@(a := b)\n@c.d\ndef f(): return\n\x0c\nx = (1,\n\n  2) # end",
    "a = b = yield\nx += 1; y @= 2\na if b else c if d else e\n{**a, 'b': c}\n{*a, b}\nprint(*a, **b)",
];

#[test]
fn unparsed_text_is_the_same_program() {
    for source in SOURCES {
        let first = parse(source, "<s>", ParseMode::Exec).unwrap_or_else(|e| panic!("{source}\n{e}"));
        let text = unparse(&first.module);
        let second = parse(&text, "<s>", ParseMode::Exec).unwrap_or_else(|e| panic!("{text}\n{e}"));
        assert_eq!(unparse(&second.module), text, "from {source}");
    }
}

#[test]
fn unparsed_expressions_read_as_in_cpython() {
    // Recorded from `ast.unparse`.
    for (source, expected) in [
        ("a or b and not c", "a or (b and (not c))"),
        ("x[1,2:3]", "x[1, 2:3]"),
        ("f(x for x in y)", "f((x for x in y))"),
        ("2**-1", "2 ** (-1)"),
        ("(a, b)", "(a, b)"),
        ("lambda: 1", "lambda: 1"),
        ("a<b<c", "a < b < c"),
        ("f'{a!r:>{w}}\"'", "f'{a!r:>{w}}\"'"),
        ("{**a, 1: 2}", "{**a, 1: 2}"),
        ("1e100+1e-5+1.0", "1e+100 + 1e-05 + 1.0"),
    ] {
        let parsed = parse(source, "<s>", ParseMode::Eval).expect("it parses");
        let Mod::Expression(expr) = &parsed.module else { panic!("an expression") };
        assert_eq!(unparse_expr(expr), expected);
    }
}

#[test]
fn keeps_lone_surrogates() {
    let parsed = parse("'\\ud800\\udc00'", "<s>", ParseMode::Eval).expect("it parses");
    let Mod::Expression(expr) = &parsed.module else { panic!("an expression") };
    let ExprKind::Constant(Constant::Str(text)) = &expr.kind else { panic!("a str") };
    assert_eq!(text.as_bytes(), b"\xed\xa0\x80\xed\xb0\x80");
}

#[test]
fn spans_count_bytes() {
    let parsed = parse("é = 'ü' + x\r\ny", "<s>", ParseMode::Exec).expect("it parses");
    let Mod::Module(body) = &parsed.module else { panic!("a module") };
    let StmtKind::Assign { value, .. } = &body[0].kind else { panic!("an assignment") };
    assert_eq!((value.span.line, value.span.col, value.span.end_col), (1, 5, 13));
    assert_eq!(body[1].span.line, 2);
}

/// A hostile source is an error of the right kind, and neither it nor its tree overflows the stack.
#[test]
fn bounds_nesting() {
    let deep = |head: &str, part: &str, tail: &str| format!("{head}{}{tail}", part.repeat(200_000));
    let run = move || {
        for (source, kind) in [
            (deep("1", "+1", ""), ErrorKind::RecursionError),
            (deep("a", ".b", ""), ErrorKind::RecursionError),
            (deep("f", "()", ""), ErrorKind::RecursionError),
            (deep("", "not ", "a"), ErrorKind::MemoryError),
            (deep("x=", "-", "a"), ErrorKind::MemoryError),
            (deep("", "lambda a, b: ", "a"), ErrorKind::MemoryError),
            (deep("if 1: pass\n", "elif 1: pass\n", ""), ErrorKind::MemoryError),
            (deep("", "(", ""), ErrorKind::SyntaxError),
            (deep("", "f'{", ""), ErrorKind::SyntaxError),
        ] {
            let error = parse(&source, "<s>", ParseMode::Exec).expect_err("too deep");
            assert_eq!(error.kind, kind, "{}", error.msg);
        }
        for source in [
            format!("1{}", "+1".repeat(1900)),
            format!("x = {}1", "-".repeat(1900)),
            format!("if 1: pass\n{}", "elif 1: pass\n".repeat(1400)),
            format!("{}1{}", "(".repeat(199), "+1)".repeat(199)),
            format!("[{}]", "1+f(2), ".repeat(10_000)),
        ] {
            parse(&source, "<s>", ParseMode::Exec).expect("not too deep");
        }
    };
    std::thread::Builder::new()
        .stack_size(8 << 20)
        .spawn(run)
        .expect("a thread")
        .join()
        .expect("no overflow");
}

#[test]
fn decodes_source() {
    assert_eq!(decode_source(b"\xef\xbb\xbfx = 1").expect("utf-8 with a mark"), "x = 1");
    assert_eq!(decode_source(b"# coding: latin-1\n'\xe9'").expect("latin-1"), "# coding: latin-1\n'é'");
    let error = |bytes: &[u8]| decode_source(bytes).expect_err("it is not text").msg;
    assert_eq!(error(b"# coding: nonsense\n"), "unknown encoding: nonsense");
    assert_eq!(
        error(b"x\n'\xe9'"),
        "Non-UTF-8 code starting with '\\xe9' on line 2, but no encoding declared; \
         see https://peps.python.org/pep-0263/ for details"
    );
    assert_eq!(error(b"a\0"), "source code cannot contain null bytes");
}

#[test]
fn warns_of_invalid_escapes() {
    let parsed = parse("'\\d'\n'\\400'\n1if 2 else 3", "<s>", ParseMode::Exec).expect("it parses");
    let messages: Vec<&str> = parsed.warnings.iter().map(|w| w.msg.as_str()).collect();
    assert_eq!(
        messages,
        [
            "\"\\d\" is an invalid escape sequence. Such sequences will not work in the future. \
             Did you mean \"\\\\d\"? A raw string is also an option.",
            "\"\\400\" is an invalid octal escape sequence. Such sequences will not work in the future. \
             Did you mean \"\\\\400\"? A raw string is also an option.",
            "invalid decimal literal",
        ]
    );
}

#[test]
fn prints_errors_with_carets() {
    let error = parse("x = (1 +\n    f() = 2)\n", "t.py", ParseMode::Exec).expect_err("an assignment within");
    assert!(error.to_string().starts_with("  File \"t.py\", line "), "{error}");
    let error = parse("if x\n    y\n", "t.py", ParseMode::Exec).expect_err("no colon");
    assert_eq!(error.to_string(), "  File \"t.py\", line 1\n    if x\n        ^\nSyntaxError: expected ':'");
}

#[test]
fn a_program_file_is_described_by_line() {
    let report = |bytes: &[u8]| {
        pyopt_compiler::syntax::decode_program(bytes, "p.py").expect_err("a bad file").to_string()
    };
    assert_eq!(
        report(b"x = 1\n\0y = 2\n"),
        "  File \"p.py\", line 2\n    \nSyntaxError: source code cannot contain null bytes"
    );
    assert_eq!(report(b"# -*- coding: nonsense -*-\nx=1\n"), "SyntaxError: encoding problem: nonsense");
    assert_eq!(
        report(b"\xef\xbb\xbf# coding: latin-1\nx=1\n"),
        "  File \"p.py\", line 1\n    # coding: latin-1\nSyntaxError: encoding problem: iso-8859-1 with BOM"
    );
    assert_eq!(
        report(b"x = \"\xff\"\n"),
        "  File \"p.py\", line 1\n    x = \"\u{fffd}\"\n         ^\nSyntaxError: Non-UTF-8 code starting with \
         '\\xff' in file p.py on line 1, but no encoding declared; see https://peps.python.org/pep-0263/ for details"
    );
}
