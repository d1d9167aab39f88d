//! Sources that are no programs, and every detail of the exception that CPython 3.14 raises for each.
//!
//! `data/syntax_corpus.txt` has one case a line: mode, source, exception, message, `line:offset-line:offset` and the
//! exception's `text`, separated by tabs. `\n`, `\t`, `\r`, `\\` and `\u{…}` are escapes; a text that CPython does not
//! give is `-`, one that it gives starts with `'`.

use pyopt_compiler::analysis::scopes;
use pyopt_compiler::codegen::{CompileOptions, check_module};
use pyopt_compiler::syntax::{ParseMode, parse};

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let escape = &rest[at + 1..];
        let width = match escape.as_bytes()[0] {
            b'n' => (out.push('\n'), 1).1,
            b't' => (out.push('\t'), 1).1,
            b'r' => (out.push('\r'), 1).1,
            b'u' => {
                let end = escape.find('}').expect("an escape ends");
                let code = u32::from_str_radix(&escape[2..end], 16).expect("digits");
                out.push(char::from_u32(code).expect("a character"));
                end + 1
            }
            _ => (out.push('\\'), 1).1,
        };
        rest = &escape[width..];
    }
    out + rest
}

/// What we raise for `source`, as the corpus writes it; the text only where CPython gives one.
fn outcome(source: &str, mode: ParseMode, with_text: bool) -> String {
    let shown = |text: Option<&str>| match text {
        Some(text) if with_text => format!("'{text}"),
        _ => "-".to_string(),
    };
    let parsed = match parse(source, "<s>", mode) {
        Ok(parsed) => parsed,
        Err(e) => {
            let place = format!("{}:{}-{}:{}", e.line, e.col, e.end_line, e.end_col);
            return format!("{}\t{}\t{place}\t{}", e.kind.name(), e.msg, shown(e.text.as_deref()));
        }
    };
    let options = CompileOptions::new("<s>");
    let checked = scopes::build(&parsed.module, &options)
        .and_then(|mut table| check_module(&parsed.module, &mut table, &options));
    match checked {
        Ok(_) => "accepted".to_string(),
        Err(e) => {
            let s = e.span;
            let place = format!("{}:{}-{}:{}", s.line, s.col + 1, s.end_line, s.end_col + 1);
            format!("SyntaxError\t{}\t{place}\t-", e.msg)
        }
    }
}

#[test]
fn errors_are_those_of_cpython() {
    let mut differences = Vec::new();
    let mut cases = 0;
    for line in include_str!("data/syntax_corpus.txt").lines() {
        let mut fields = line.split('\t');
        let mut field = || fields.next().expect("a case has six fields");
        let (mode, source, kind, msg, place, text) =
            (field(), unescape(field()), field(), unescape(field()), field(), unescape(field()));
        let mode = match mode {
            "eval" => ParseMode::Eval,
            "single" => ParseMode::Single,
            _ => ParseMode::Exec,
        };
        let expected = format!("{kind}\t{msg}\t{place}\t{text}");
        let found = outcome(&source, mode, text != "-");
        cases += 1;
        if found != expected {
            differences.push(format!("{source:?}\n  cpython {expected:?}\n  pyopt   {found:?}"));
        }
    }
    assert!(cases > 0);
    assert!(differences.is_empty(), "{} of {cases} differ:\n{}", differences.len(), differences.join("\n"));
}
