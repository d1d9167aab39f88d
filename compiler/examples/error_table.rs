//! Checks our errors against recorded ones: each line of the file on the command line is an escaped source, a tab, and
//! what CPython says.

use pyopt_compiler::syntax::{ParseMode, parse};

fn main() {
    let path = std::env::args().nth(1).expect("a file with the recorded errors");
    let table = std::fs::read_to_string(path).expect("the file is readable");
    let (mut same, mut message, mut total) = (0, 0, 0);
    for line in table.lines() {
        let Some((source, expected)) = line.split_once('\t') else { continue };
        let source = unescape(source);
        let got = match parse(&source, "<s>", ParseMode::Exec) {
            Ok(_) => "ok".to_string(),
            Err(e) => {
                format!("{}: {} ({}:{}-{}:{})", e.kind.name(), e.msg, e.line, e.col, e.end_line, e.end_col)
            }
        };
        total += 1;
        let text = |s: &str| s.rsplit_once(" (").map_or(s.to_string(), |(m, _)| m.to_string());
        same += usize::from(got == expected);
        message += usize::from(text(&got) == text(expected));
        if got != expected {
            println!("{source:?}\n    {expected}\n    {got}");
        }
    }
    println!("{same} of {total} equal, {message} with the same message");
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let (digits, radix) = match chars.next() {
            Some('n') => {
                out.push('\n');
                continue;
            }
            Some('t') => {
                out.push('\t');
                continue;
            }
            Some('x') => (2, 16),
            Some('u') => (4, 16),
            Some(c) => {
                out.push(c);
                continue;
            }
            None => break,
        };
        let code: String = chars.by_ref().take(digits).collect();
        out.extend(u32::from_str_radix(&code, radix).ok().and_then(char::from_u32));
    }
    out
}
