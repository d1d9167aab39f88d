//! Two parsers read this language: `parse` makes trees, `diagnose` words errors. Here they must take the same sources for
//! programs: a source that only the first rejects would get an error without a reason.
//!
//! `tests/data/syntax_shapes.txt` has one source a line, of every shape that the grammar has, right and wrong ones;
//! `type_comment_shapes.txt` those of a dialect that has type comments. Each is
//! tried as it is and with tokens taken out, doubled, swapped, or put in from another one; the seed is fixed. What is
//! accepted must be the same program when it has been printed and read again.

use super::*;

const SHAPES: &str = include_str!("../tests/data/syntax_shapes.txt");
const TYPE_COMMENTS: &str = include_str!("../tests/data/type_comment_shapes.txt");

/// Damaged versions of each shape.
const ROUNDS: usize = 100;

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// The texts of a source's tokens, each with the blanks and newlines before it.
fn pieces(source: &str, dialect: Dialect) -> Vec<&str> {
    let mut at = 0;
    let mut out = Vec::new();
    for token in lexer::lex(source, dialect.type_comments).tokens {
        let end = token.end as usize;
        if end > at {
            out.push(&source[at..end]);
            at = end;
        }
    }
    // What the lexer gave up on stays whole.
    if at < source.len() {
        out.push(&source[at..]);
    }
    out
}

fn check(source: &str, mode: ParseMode, dialect: Dialect) -> Result<(), String> {
    let lexed = lexer::lex(source, dialect.type_comments);
    let index = LineIndex::new(source, &lexed.lines);
    let mut parser = parse::Parser::new(source, &index, &lexed, IntDigits::default());
    let parsed = if lexed.error.is_none() { parser.module(mode).ok() } else { None };
    let Some(second) = diagnose::accepts(source, mode.into(), dialect) else { return Ok(()) };
    match parsed {
        Some(_) if !second => Err(format!("only the first parser takes {mode:?} {source:?}")),
        Some(module) => {
            let text = unparse(&module);
            let again = parse_grammar(&text, "<s>", mode, IntDigits::default());
            let again = again.map_err(|e| format!("{source:?} became {text:?}: {e}"))?;
            let same = unparse(&again.module) == text;
            if same { Ok(()) } else { Err(format!("{source:?} is another program as {text:?}")) }
        }
        // Names that repeat and values of literals are no matter of grammar.
        None if second => match parse_dialect(source, "<s>", mode, IntDigits::default(), dialect) {
            Err(error) if error.msg == "invalid syntax" => {
                Err(format!("only the second parser takes {mode:?} {source:?}"))
            }
            _ => Ok(()),
        },
        None => Ok(()),
    }
}

#[test]
fn both_parsers_take_the_same_sources() {
    compare(SHAPES, Dialect::default());
}

#[test]
fn both_parsers_take_the_same_type_comments() {
    compare(TYPE_COMMENTS, Dialect { type_comments: true, ..Dialect::default() });
}

fn compare(shapes: &str, dialect: Dialect) {
    let sources: Vec<String> = shapes.lines().map(|line| line.replace("\\n", "\n") + "\n").collect();
    let all: Vec<Vec<&str>> = sources.iter().map(|source| pieces(source, dialect)).collect();
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let mut wrong = Vec::new();
    for (source, tokens) in sources.iter().zip(&all) {
        wrong.extend(check(source, ParseMode::Exec, dialect).err());
        for _ in 0..ROUNDS {
            let mut tokens = tokens.clone();
            for _ in 0..=random.below(2) {
                let (at, to) = (random.below(tokens.len()), random.below(tokens.len()));
                match random.below(4) {
                    0 if tokens.len() > 1 => drop(tokens.remove(at)),
                    1 => tokens.insert(at, tokens[to]),
                    2 => tokens.swap(at, to),
                    _ => {
                        let other = &all[random.below(all.len())];
                        tokens.insert(at, other[random.below(other.len())]);
                    }
                }
            }
            let mode = if random.below(8) == 0 { ParseMode::Eval } else { ParseMode::Exec };
            wrong.extend(check(&(tokens.concat() + "\n"), mode, dialect).err());
        }
    }
    assert!(wrong.is_empty(), "{} sources:\n{}", wrong.len(), wrong.join("\n"));
}
