//! The numbers of tokens, as `token` has them.

/// A number of `token`.
pub(super) type Kind = u8;

pub(super) const ENDMARKER: Kind = 0;
pub(super) const NAME: Kind = 1;
pub(super) const NUMBER: Kind = 2;
pub(super) const STRING: Kind = 3;
pub(super) const NEWLINE: Kind = 4;
pub(super) const INDENT: Kind = 5;
pub(super) const DEDENT: Kind = 6;
pub(super) const OP: Kind = 55;
const FSTRING_START: Kind = 59;
pub(super) const FSTRING_MIDDLE: Kind = 60;
const FSTRING_END: Kind = 61;
const TSTRING_START: Kind = 62;
pub(super) const TSTRING_MIDDLE: Kind = 63;
const TSTRING_END: Kind = 64;
pub(super) const COMMENT: Kind = 65;
pub(super) const NL: Kind = 66;

/// Operators in the order of their numbers, from 7.
static OPERATORS: [&str; 48] = [
    "(", ")", "[", "]", ":", ",", ";", "+", "-", "*", "/", "|", "&", "<", ">", "=", ".", "%", "{", "}", "==",
    "!=", "<=", ">=", "~", "^", "<<", ">>", "**", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=",
    ">>=", "**=", "//", "//=", "@", "@=", "->", "...", ":=", "!",
];

/// The number of an operator.
pub(super) fn operator(text: &str) -> Option<Kind> {
    let text = if text == "<>" { "!=" } else { text };
    OPERATORS.iter().position(|op| *op == text).map(|at| at as Kind + 7)
}

/// Whether it is text of a string: such a token may reach over several lines.
pub(super) fn is_string(kind: Kind) -> bool {
    kind == STRING || (FSTRING_START..=TSTRING_END).contains(&kind)
}

pub(super) fn format_start(letter: char) -> Kind {
    if letter == 't' { TSTRING_START } else { FSTRING_START }
}

pub(super) fn format_middle(letter: char) -> Kind {
    if letter == 't' { TSTRING_MIDDLE } else { FSTRING_MIDDLE }
}

pub(super) fn format_end(letter: char) -> Kind {
    if letter == 't' { TSTRING_END } else { FSTRING_END }
}
