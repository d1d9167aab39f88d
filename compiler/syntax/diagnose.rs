//! What CPython would say: run after a failure only, over the tokens.
//!
//! CPython parses a second time with rules that exist to fail well. Here one pass over the tokens looks at the place
//! where the grammar gave up and tries these rules in CPython's order; what none explains is "invalid syntax".

use super::ParseMode;
use super::ast::Stmt;
use super::error::{End, ErrorKind, RawError};
use super::grammar::after_bracket;
use super::lexer::Lexed;
use super::position::LineIndex;
use super::token::{T, Token};

/// The error to report when the lexer failed.
pub(super) fn lexical(src: &str, lexed: &Lexed, raw: &RawError) -> RawError {
    match lexed.tokens.first() {
        // An indented first line is met before anything behind it.
        Some(&first) if first.kind == T::Indent => generic(src, first),
        _ => raw.clone(),
    }
}

/// The error to report when the grammar or a check failed; `raw` without a message is the grammar's.
pub(super) fn syntactic(src: &str, lexed: &Lexed, raw: RawError, _mode: ParseMode) -> RawError {
    let failed_at = raw.start;
    let error = explained(src, lexed, raw);
    // An error on a later line than a bracket that stays open is blamed on the bracket.
    let line = |at: usize| lexed.lines.partition_point(|&l| l as usize <= at);
    let Some(&(bracket, at)) = lexed.open.last() else { return error };
    let at_end = src[failed_at.min(src.len())..].trim().is_empty();
    if error.kind == ErrorKind::SyntaxError && (at_end || failed_at == at || line(failed_at) > line(at)) {
        let msg = format!("'{}' was never closed", bracket as char);
        return *RawError::open(ErrorKind::SyntaxError, msg, at, 0);
    }
    error
}

fn explained(src: &str, lexed: &Lexed, raw: RawError) -> RawError {
    if !raw.msg.is_empty() {
        return raw;
    }
    let (tokens, field) = find_tokens(lexed, raw.start);
    let e = tokens.partition_point(|t| (t.start as usize) < raw.start);
    let mut e = e.min(tokens.len().saturating_sub(1));
    // A closed block is no trouble of its own, unless it had to be opened first.
    let opens = e >= 2 && tokens[e - 1].kind == T::Newline && tokens[e - 2].kind == T::Colon;
    while !opens && tokens.get(e).is_some_and(|t| t.kind == T::Dedent) {
        e += 1;
    }
    let Some(&token) = tokens.get(e) else { return RawError { msg: "invalid syntax".into(), ..raw } };
    Diagnosis { src, tokens, e, field, lines: &lexed.lines }.explain().unwrap_or_else(|| generic(src, token))
}

/// The tokens among which the failure lies: the source's, or those of a replacement field, with the letter of its
/// string and whether a format spec follows.
fn find_tokens(lexed: &Lexed, at: usize) -> (&[Token], Option<(char, bool)>) {
    fn within<'a>(pieces: &'a [super::lexer::Piece], at: u32, best: &mut Option<(&'a [Token], bool)>) {
        for piece in pieces {
            if let super::lexer::Piece::Field(field) = piece
                && field.start < at
                && at < field.end
            {
                *best = Some((&field.tokens, field.spec.is_some()));
                if let Some((_, _, pieces)) = &field.spec {
                    within(pieces, at, best);
                }
            }
        }
    }
    let mut best = None;
    let mut letter = 'f';
    for literal in &lexed.literals {
        if (literal.start as usize) < at && at < literal.end as usize {
            within(&literal.pieces, at as u32, &mut best);
            letter = if literal.kind == super::lexer::StrKind::TString { 't' } else { 'f' };
        }
    }
    match best {
        Some((tokens, spec)) => (tokens, Some((letter, spec))),
        None => (&lexed.tokens, None),
    }
}

fn generic(src: &str, token: Token) -> RawError {
    let (start, end) = (token.start as usize, token.end as usize);
    match token.kind {
        T::Indent => RawError {
            kind: ErrorKind::IndentationError,
            msg: "unexpected indent".into(),
            start: start.saturating_sub(1),
            end: End::Absent(-1),
        },
        T::EndOfFile | T::Dedent if start >= src.len() => {
            *RawError::at(ErrorKind::SyntaxError, "invalid syntax", src.len().saturating_sub(1))
        }
        T::Newline => *RawError::syntax("invalid syntax", start, start + 1),
        _ => *RawError::syntax("invalid syntax", start, end),
    }
}

struct Diagnosis<'a> {
    src: &'a str,
    tokens: &'a [Token],
    /// The token that the grammar did not take.
    e: usize,
    /// Within a replacement field: the letter of its string, and whether a format spec follows.
    field: Option<(char, bool)>,
    lines: &'a [u32],
}

impl Diagnosis<'_> {
    fn kind(&self, at: usize) -> T {
        self.tokens.get(at).map_or(T::EndOfFile, |t| t.kind)
    }

    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| &self.src[t.start as usize..t.end as usize])
    }

    fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|&l| l <= self.tokens[at].start)
    }

    /// An error over the tokens `from..=to`.
    fn over(&self, from: usize, to: usize, msg: impl Into<String>) -> Option<RawError> {
        let end = &self.tokens[to];
        let end = if end.kind == T::Newline { end.start + 1 } else { end.end };
        Some(*RawError::syntax(msg, self.tokens[from].start as usize, end as usize))
    }

    /// Whether an expression may start with this token.
    fn starts_expression(kind: T) -> bool {
        use T::*;
        matches!(
            kind,
            Name | Number
                | String
                | Lpar
                | Lsqb
                | Lbrace
                | None
                | True
                | False
                | Ellipsis
                | Lambda
                | Not
                | Await
                | Minus
                | Plus
                | Tilde
        )
    }

    /// Whether an expression may end with this token.
    fn ends_operand(kind: T) -> bool {
        use T::*;
        matches!(kind, Name | Number | String | None | True | False | Ellipsis) || kind.is_close()
    }

    /// The token after the `bitwise_or` that starts at `at`.
    fn bitwise_or(&self, mut at: usize) -> Option<usize> {
        use T::*;
        loop {
            while matches!(self.kind(at), Minus | Plus | Tilde | Await) {
                at += 1;
            }
            at = match self.kind(at) {
                Name | Number | None | True | False | Ellipsis => at + 1,
                String => {
                    while self.kind(at) == String {
                        at += 1;
                    }
                    at
                }
                Lpar | Lsqb | Lbrace => after_bracket(self.tokens, at),
                _ => return Option::None,
            };
            loop {
                match self.kind(at) {
                    Dot if self.kind(at + 1) == Name => at += 2,
                    Lpar | Lsqb => at = after_bracket(self.tokens, at),
                    _ => break,
                }
            }
            match self.kind(at) {
                Plus | Minus | Star | Slash | DoubleSlash | Percent | At | LeftShift | RightShift | Amper
                | Vbar | CircumFlex | DoubleStar => at += 1,
                _ => return Some(at),
            }
        }
    }

    /// The token after the `disjunction` that starts at `at`.
    fn disjunction(&self, mut at: usize) -> Option<usize> {
        use T::*;
        loop {
            while self.kind(at) == Not {
                at += 1;
            }
            at = self.bitwise_or(at)?;
            match self.kind(at) {
                EqEqual | NotEqual | Less | LessEqual | Greater | GreaterEqual | In | And | Or => at += 1,
                Is => at += 1,
                Not if self.kind(at + 1) == In => at += 2,
                _ => return Some(at),
            }
        }
    }

    /// The token after the `expression` that starts at `at`.
    fn expression(&self, at: usize) -> Option<usize> {
        if self.kind(at) == T::Lambda {
            let mut colon = at;
            while !matches!(self.kind(colon), T::Colon | T::EndOfFile | T::Newline) {
                colon += 1;
            }
            return self.expression(colon + 1);
        }
        let end = self.disjunction(at)?;
        if self.kind(end) == T::If
            && let Some(test) = self.disjunction(end + 1)
            && self.kind(test) == T::Else
        {
            return self.expression(test + 1);
        }
        Some(end)
    }

    /// The bracket that encloses `at`, if any.
    fn bracket(&self, at: usize) -> Option<usize> {
        let mut nesting = 0;
        for i in (0..at).rev() {
            let kind = self.kind(i);
            if kind.is_close() {
                nesting += 1;
            } else if kind.is_open() {
                if nesting == 0 {
                    return Some(i);
                }
                nesting -= 1;
            } else if matches!(kind, T::Newline) {
                return None;
            }
        }
        None
    }

    /// The first token of the logical line of `at`.
    fn line_start(&self, at: usize) -> usize {
        let mut start = at;
        while start > 0 && !matches!(self.kind(start - 1), T::Newline | T::Indent | T::Dedent) {
            start -= 1;
        }
        start
    }

    /// The start of the list element that `at` belongs to.
    fn element_start(&self, at: usize) -> usize {
        let mut nesting = 0;
        for i in (0..at).rev() {
            let kind = self.kind(i);
            if kind.is_close() {
                nesting += 1;
            } else if kind.is_open() {
                if nesting == 0 {
                    return i + 1;
                }
                nesting -= 1;
            } else if nesting == 0
                && matches!(
                    kind,
                    T::Comma
                        | T::Colon
                        | T::Equal
                        | T::Semi
                        | T::Newline
                        | T::Indent
                        | T::Dedent
                        | T::ColonEqual
                        | T::If
                        | T::Elif
                        | T::While
                        | T::In
                        | T::For
                        | T::Return
                        | T::Else
                        | T::Lambda
                )
            {
                return i + 1;
            }
        }
        0
    }

    fn explain(&self) -> Option<RawError> {
        self.block()
            .or_else(|| self.expected_colon())
            .or_else(|| self.legacy())
            .or_else(|| self.import())
            .or_else(|| self.parameters())
            .or_else(|| self.call())
            .or_else(|| self.assignment())
            .or_else(|| self.bracketed())
            .or_else(|| self.forgotten_comma())
            .or_else(|| self.conditional())
            .or_else(|| self.type_parameter())
            .or_else(|| self.as_pattern())
            .or_else(|| self.replacement_field())
    }

    /// `*Ts: bound` and `**P: bound`.
    fn type_parameter(&self) -> Option<RawError> {
        let open = self.bracket(self.e)?;
        let star = (open + 1..=self.e).rev().find(|&i| matches!(self.kind(i), T::Star | T::DoubleStar))?;
        let line = self.line_start(self.e);
        let declares = matches!(self.kind(line), T::Def | T::Class | T::Async) || self.text(line) == "type";
        if self.kind(open) != T::Lsqb || !declares || self.kind(star + 2) != T::Colon {
            return None;
        }
        let end = self.expression(star + 3)?;
        let tuple = self.kind(star + 3) == T::Lpar && after_bracket(self.tokens, star + 3) == end;
        let what = if tuple { "constraints" } else { "bound" };
        let which = if self.kind(star) == T::Star { "TypeVarTuple" } else { "ParamSpec" };
        self.over(star + 2, end - 1, format!("cannot use {what} with {which}"))
    }

    /// `case … as target` where the target is no plain name.
    fn as_pattern(&self) -> Option<RawError> {
        let line = self.line_start(self.e);
        if self.text(line) != "case" {
            return None;
        }
        let target = (line..=self.e).rev().find(|&i| self.kind(i) == T::As)? + 1;
        let end = self.expression(target)?;
        if self.text(target) == "_" && end == target + 1 {
            return self.over(target, target, "cannot use '_' as a target");
        }
        if self.kind(target) == T::Name && end == target + 1 {
            return None;
        }
        let what = self.describe(target, end);
        self.over(target, end - 1, format!("cannot use {what} as pattern target"))
    }

    /// What is no expression, or does not end, between `{` and what ends a replacement field.
    fn replacement_field(&self) -> Option<RawError> {
        let (letter, spec) = self.field?;
        if self.bracket(self.e).is_some() {
            return None;
        }
        if let Some(lambda) = (0..self.e).rev().find(|&i| self.kind(i) == T::Lambda)
            && self.kind(self.e) == T::EndOfFile
            && spec
            && self.bracket(lambda).is_none()
            && (lambda..self.e).all(|i| self.kind(i) != T::Colon)
        {
            let msg = format!("{letter}-string: lambda expressions are not allowed without parentheses");
            let (start, colon) = (self.tokens[lambda].start as usize, self.tokens[self.e].end as usize);
            return Some(*RawError::syntax(msg, start, colon + 1));
        }
        if self.e == 0 {
            return self.over(0, 0, format!("{letter}-string: expecting a valid expression after '{{'"));
        }
        if self.expression(0) == Some(self.e) && self.kind(self.e) != T::EndOfFile {
            let msg = format!("{letter}-string: expecting '=', or '!', or ':', or '}}'");
            return self.over(self.e, self.e, msg);
        }
        None
    }

    /// Missing blocks and clauses of `try`.
    fn block(&self) -> Option<RawError> {
        let e = self.e;
        if e < 2 {
            return None;
        }
        let at_end = self.tokens[e].start as usize >= self.src.len();
        let place = |kind, msg: String| {
            Some(if at_end {
                *RawError::open(kind, msg, self.src.len().saturating_sub(1), -1)
            } else {
                let t = self.tokens[e];
                RawError { kind, msg, start: t.start as usize, end: End::At(t.end as usize) }
            })
        };
        let kind = self.kind(e);
        if self.kind(e - 1) == T::Newline && self.kind(e - 2) == T::Colon && kind != T::Indent {
            let start = self.line_start(e - 2);
            let first = if self.kind(start) == T::Async { start + 1 } else { start };
            let what = match self.kind(first) {
                T::Def => "function definition".to_string(),
                T::Class => "class definition".to_string(),
                T::Except if self.kind(first + 1) == T::Star => "'except*' statement".to_string(),
                T::If
                | T::Elif
                | T::Else
                | T::While
                | T::For
                | T::With
                | T::Try
                | T::Except
                | T::Finally
                | T::Name => {
                    format!("'{}' statement", self.text(first))
                }
                _ => return None,
            };
            return place(
                ErrorKind::IndentationError,
                format!("expected an indented block after {what} on line {}", self.line(first)),
            );
        }
        if self.kind(e - 1) == T::Except && kind != T::Newline {
            let msg = "cannot have both 'except' and 'except*' on the same 'try'";
            return self.over(e - 1, if kind == T::Star { e } else { e - 1 }, msg);
        }
        if kind == T::Colon && self.kind(e - 1) == T::Star && self.kind(e - 2) == T::Except {
            return self.over(e, e, "expected one or more exception types");
        }
        // After the block of a `try`.
        let header = match self.kind(e - 1) {
            T::Dedent => {
                let mut nesting = 0;
                let mut i = e;
                loop {
                    i = i.checked_sub(1)?;
                    match self.kind(i) {
                        T::Dedent => nesting += 1,
                        T::Indent => {
                            nesting -= 1;
                            if nesting == 0 {
                                break self.line_start(i.checked_sub(1)?);
                            }
                        }
                        _ => {}
                    }
                }
            }
            T::Newline => self.line_start(e - 2),
            _ => return None,
        };
        if self.kind(header) == T::Try && !matches!(kind, T::Except | T::Finally | T::Indent) {
            return place(ErrorKind::SyntaxError, "expected 'except' or 'finally' block".into());
        }
        None
    }

    fn expected_colon(&self) -> Option<RawError> {
        let e = self.e;
        let mut first = self.line_start(e);
        if self.kind(first) == T::Async {
            first += 1;
        }
        let prev = e.checked_sub(1)?;
        let newline = self.kind(e) == T::Newline;
        if e <= first || self.bracket(e).is_some() {
            return None;
        }
        let operand = Self::ends_operand(self.kind(prev));
        let expected = match self.kind(first) {
            T::Try | T::Finally | T::Else => prev == first,
            T::Except => newline && (operand || prev == first || self.kind(prev) == T::Name),
            T::If | T::Elif | T::While | T::With | T::Class => newline && operand,
            T::For => newline && operand && (first..e).any(|i| self.kind(i) == T::In),
            T::Def if prev == first + 1 => return self.over(e, e, "expected '('"),
            T::Def => self.kind(prev) == T::Rpar || (newline && operand),
            T::Name if matches!(self.text(first), "match" | "case") => {
                newline
                    && operand
                    && prev > first
                    && !matches!(self.kind(first + 1), T::Equal | T::Dot)
                    && self.kind(e + 1) == T::Indent
            }
            _ => false,
        };
        if expected { self.over(e, e, "expected ':'") } else { None }
    }

    /// `print x` and `exec "x"`.
    fn legacy(&self) -> Option<RawError> {
        let prev = self.e.checked_sub(1)?;
        let name = self.text(prev);
        if !matches!(name, "print" | "exec") || !Self::starts_expression(self.kind(self.e)) {
            return None;
        }
        let mut end = self.expression(self.e)?;
        while self.kind(end) == T::Comma
            && let Some(next) = self.expression(end + 1)
        {
            end = next;
        }
        self.over(
            prev,
            end - 1,
            format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?"),
        )
    }

    fn import(&self) -> Option<RawError> {
        let e = self.e;
        let first = self.line_start(e);
        if !matches!(self.kind(first), T::Import | T::From) || e == first {
            return None;
        }
        if self.kind(e) == T::Newline {
            if self.kind(e - 1) == T::Import {
                let at = self.tokens[e].start as usize;
                return Some(*RawError::at(
                    ErrorKind::SyntaxError,
                    "Expected one or more names after 'import'",
                    at,
                ));
            }
            if self.kind(first) == T::From && self.kind(e - 1) == T::Comma {
                return self.over(e, e, "trailing comma not allowed without surrounding parentheses");
            }
        }
        // `as a.b`, `as f()`, `as 1`.
        let target = (first..=e).rev().find(|&i| self.kind(i) == T::As)? + 1;
        let end = self.bitwise_or(target)?;
        if end == target + 1 && self.kind(target) == T::Name {
            return None;
        }
        let what = self.describe(target, end);
        self.over(target, end - 1, format!("cannot use {what} as import target"))
    }

    /// What CPython calls the operand in `from..to`.
    fn describe(&self, from: usize, to: usize) -> &'static str {
        let binary = |i: usize| {
            matches!(
                self.kind(i),
                T::Plus
                    | T::Minus
                    | T::Star
                    | T::Slash
                    | T::DoubleSlash
                    | T::Percent
                    | T::Vbar
                    | T::Amper
                    | T::DoubleStar
                    | T::LeftShift
                    | T::RightShift
                    | T::CircumFlex
            )
        };
        let mut i = from;
        let mut last = from;
        while i < to {
            if binary(i) || self.kind(i) == T::Tilde {
                return "expression";
            }
            last = i;
            i = if self.kind(i).is_open() { after_bracket(self.tokens, i) } else { i + 1 };
        }
        match self.kind(last) {
            T::Name if last > from && self.kind(last - 1) == T::Dot => "attribute",
            T::Name => "name",
            T::Lpar if last > from => "function call",
            T::Lsqb if last > from => "subscript",
            T::Lpar => "tuple",
            T::Lsqb => "list",
            T::Lbrace => "set display",
            T::None => "None",
            T::True => "True",
            T::False => "False",
            T::Ellipsis => "ellipsis",
            T::String if self.text(from).starts_with(['f', 'F']) => "f-string expression",
            _ => "literal",
        }
    }

    /// Parameter lists of `def` and `lambda`.
    fn parameters(&self) -> Option<RawError> {
        let bracket = self.bracket(self.e);
        let (start, end) = match bracket {
            Some(open) if open >= 2 && self.kind(open - 1) == T::Name && self.kind(open - 2) == T::Def => {
                (open + 1, after_bracket(self.tokens, open) - 1)
            }
            _ => {
                let low = bracket.map_or_else(|| self.line_start(self.e), |open| open + 1);
                let lambda = (low..self.e).rev().find(|&i| self.kind(i) == T::Lambda)?;
                let mut colon = lambda + 1;
                while !matches!(self.kind(colon), T::Colon | T::EndOfFile | T::Newline) {
                    colon = if self.kind(colon).is_open() {
                        after_bracket(self.tokens, colon)
                    } else {
                        colon + 1
                    };
                }
                if colon < self.e {
                    return None;
                }
                (lambda + 1, colon)
            }
        };
        let (mut default, mut star, mut slash, mut kwarg) = (false, false, false, false);
        let mut names: Vec<&str> = Vec::new();
        let mut i = start;
        while i < end {
            let first = i;
            // The end of this parameter.
            let mut stop = i;
            while stop < end && self.kind(stop) != T::Comma {
                stop = if self.kind(stop).is_open() { after_bracket(self.tokens, stop) } else { stop + 1 };
            }
            let has_default = (first..stop).find(|&k| self.kind(k) == T::Equal);
            if kwarg {
                return self.over(first, first, "arguments cannot follow var-keyword argument");
            }
            let name = match self.kind(first) {
                T::Slash => {
                    if slash {
                        return self.over(first, first, "/ may appear only once");
                    }
                    if star {
                        return self.over(first, first, "/ must be ahead of *");
                    }
                    if first == start {
                        return self.over(first, first, "at least one argument must precede /");
                    }
                    slash = true;
                    first
                }
                T::Star => {
                    if star {
                        return self.over(first, first, "* argument may appear only once");
                    }
                    star = true;
                    if stop == first + 1 {
                        if stop >= end || stop + 1 >= end || self.kind(stop + 1) == T::DoubleStar {
                            return self.over(first, first, "named arguments must follow bare *");
                        }
                    } else if let Some(equal) = has_default {
                        return self.over(equal, equal, "var-positional argument cannot have default value");
                    }
                    first + 1
                }
                T::DoubleStar => {
                    kwarg = true;
                    if let Some(equal) = has_default {
                        return self.over(equal, equal, "var-keyword argument cannot have default value");
                    }
                    first + 1
                }
                T::Lpar => {
                    let close = after_bracket(self.tokens, first) - 1;
                    let what = if bracket.is_some() { "Function" } else { "Lambda expression" };
                    return self.over(first, close, format!("{what} parameters cannot be parenthesized"));
                }
                T::Name => {
                    if let Some(equal) = has_default {
                        if equal + 1 >= stop {
                            return self.over(equal, equal, "expected default value expression");
                        }
                        default = true;
                    } else if default && !star {
                        let msg = "parameter without a default follows parameter with a default";
                        return self.over(first, first, msg);
                    }
                    first
                }
                _ => return None,
            };
            if self.kind(name) == T::Name {
                let text = self.text(name);
                if names.contains(&text) {
                    return self.over(
                        name,
                        name,
                        format!("duplicate argument '{text}' in function definition"),
                    );
                }
                names.push(text);
            }
            i = stop + 1;
        }
        None
    }

    /// The arguments of a call or a class.
    fn call(&self) -> Option<RawError> {
        let open = self.bracket(self.e).or_else(|| self.bracket(self.e + 1))?;
        self.arguments(open).or_else(|| self.arguments(self.bracket(open)?))
    }

    fn arguments(&self, open: usize) -> Option<RawError> {
        if self.kind(open) != T::Lpar || open == 0 || !Self::ends_operand(self.kind(open - 1)) {
            return None;
        }
        let close = after_bracket(self.tokens, open) - 1;
        let (mut keyword, mut unpack) = (false, false);
        let mut names: Vec<&str> = Vec::new();
        let mut i = open + 1;
        while i < close {
            let first = i;
            let mut stop = i;
            while stop < close && self.kind(stop) != T::Comma {
                stop = if self.kind(stop).is_open() { after_bracket(self.tokens, stop) } else { stop + 1 };
            }
            if stop == first {
                return None;
            }
            // A nested call's own trouble comes first.
            let equal = (first..stop).find(|&k| self.kind(k) == T::Equal && self.bracket(k) == Some(open));
            if first < self.e && self.e < stop && equal.is_none_or(|equal| equal > self.e) {
                if self.kind(first) == T::Star && stop == first + 1 {
                    return self.over(first, first, "Invalid star expression");
                }
                if self.kind(first) != T::DoubleStar
                    && self.kind(first) != T::Star
                    && self.kind(self.e) != T::For
                {
                    return None;
                }
            }
            if self.kind(first) == T::DoubleStar {
                unpack = true;
            } else if self.kind(first) == T::Star {
                if stop == first + 1 {
                    return self.over(stop, stop, "Invalid star expression");
                }
                if unpack {
                    let msg = "iterable argument unpacking follows keyword argument unpacking";
                    return self.over(open + 1, close, msg).map(|error| RawError {
                        start: (self.tokens[open + 1].start as usize).max(error.start),
                        ..error
                    });
                }
            } else if let Some(equal) = equal {
                if equal == first + 1 && self.kind(first) == T::Name {
                    if equal + 1 >= stop {
                        return self.over(first, equal, "expected argument value expression");
                    }
                    if self.expression(equal + 1).is_some_and(|end| end < stop && self.kind(end) == T::For) {
                        let msg = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                        return self.over(first, equal, msg);
                    }
                    let text = self.text(first);
                    if names.contains(&text) {
                        return self.over(first, stop - 1, format!("keyword argument repeated: {text}"));
                    }
                    names.push(text);
                    keyword = true;
                } else if equal == first + 1 && matches!(self.kind(first), T::None | T::True | T::False) {
                    return self.over(first, equal, format!("cannot assign to {}", self.text(first)));
                } else if self.bitwise_or(first) == Some(equal) {
                    let msg = "expression cannot contain assignment, perhaps you meant \"==\"?";
                    return self.over(first, equal, msg);
                }
            } else if keyword || unpack {
                let tail = if unpack { " unpacking" } else { "" };
                return self.over(
                    close,
                    close,
                    format!("positional argument follows keyword argument{tail}"),
                );
            }
            i = stop + 1;
        }
        None
    }

    /// `=` and `:=` where they cannot stand.
    fn assignment(&self) -> Option<RawError> {
        let e = self.e;
        let line = self.line_start(e);
        if let Some(error) = self.statement_targets(line) {
            return Some(error);
        }
        let start = self.element_start(e);
        if start >= e {
            return None;
        }
        if self.kind(e) == T::Equal && self.kind(start) == T::Yield && self.bracket(e).is_none() {
            return self.over(start, e - 1, "assignment to yield expression not possible");
        }
        if self.kind(e) == T::Colon
            && self.bracket(e).is_none()
            && self.expression(line).is_some_and(|end| self.kind(end) == T::Comma && end < e)
        {
            let end = self.expression(line)?;
            return self.over(line, end - 1, "only single target (not tuple) can be annotated");
        }
        let bracketed = self.bracket(e).is_some();
        let condition = start > 0 && matches!(self.kind(start - 1), T::If | T::Elif | T::While);
        if self.kind(e) == T::ColonEqual {
            let low = self.bracket(e).map_or(line, |open| open + 1);
            if let Some(lambda) = (low..e).find(|&i| self.kind(i) == T::Lambda)
                && self.expression(lambda) == Some(e)
            {
                return self.over(lambda, e - 1, "cannot use assignment expressions with lambda");
            }
            if !bracketed || self.bitwise_or(start) != Some(e) {
                return None;
            }
            let what = self.describe(start, e);
            return self.over(start, e - 1, format!("cannot use assignment expressions with {what}"));
        }
        if self.kind(e) != T::Equal || !(bracketed || condition) || self.bitwise_or(start) != Some(e) {
            return None;
        }
        let end = self.bitwise_or(e + 1)?;
        if matches!(self.kind(end), T::Equal | T::ColonEqual) {
            return None;
        }
        if self.kind(start) == T::Name && e == start + 1 {
            return self.over(start, end - 1, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        }
        let what = self.describe(start, e);
        if matches!(what, "list" | "tuple" | "None" | "True" | "False") {
            return None;
        }
        self.over(start, e - 1, format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?"))
    }

    /// Targets of an assignment statement (or annotation) whose right side is no expression either.
    fn statement_targets(&self, line: usize) -> Option<RawError> {
        let mut at = line;
        loop {
            let end = self.expression(at)?;
            if end > self.e {
                return None;
            }
            let what = self.describe(at, end);
            let target = matches!(what, "name" | "attribute" | "subscript");
            let display = matches!(what, "list" | "tuple");
            match self.kind(end) {
                T::Colon if at == line && !target && self.kind(line) != T::Lambda => {
                    if display {
                        let msg = format!("only single target (not {what}) can be annotated");
                        return self.over(at, end - 1, msg);
                    }
                    self.expression(end + 1)?;
                    return self.over(at, end - 1, "illegal target for annotation");
                }
                T::Equal if !target => {
                    if display {
                        return None;
                    }
                    let right = self.bitwise_or(end + 1);
                    let hint = self.bitwise_or(at) == Some(end)
                        && Self::starts_expression(self.kind(end + 1))
                        && right.is_none_or(|r| !matches!(self.kind(r), T::Equal | T::ColonEqual))
                        && !matches!(what, "None" | "True" | "False");
                    let hint = if hint { " here. Maybe you meant '==' instead of '='?" } else { "" };
                    return self.over(at, end - 1, format!("cannot assign to {what}{hint}"));
                }
                T::Equal => at = end + 1,
                _ => return None,
            }
        }
    }

    /// Two expressions side by side within brackets.
    fn forgotten_comma(&self) -> Option<RawError> {
        let e = self.e;
        let in_field = !self.tokens.is_empty() && !self.tokens.iter().any(|t| t.kind == T::Newline);
        if e == 0 || (self.bracket(e).is_none() && !in_field) {
            return None;
        }
        if !Self::ends_operand(self.kind(e - 1)) || !Self::starts_expression(self.kind(e)) {
            return None;
        }
        let start = self.element_start(e);
        let name_string = self.kind(start) == T::Name && self.kind(start + 1) == T::String;
        let soft = matches!(self.text(start), "match" | "case" | "type" | "_") && start + 1 == e;
        if name_string || soft || self.disjunction(start) != Some(e) {
            return None;
        }
        let end = self.expression(e)?;
        self.over(start, end - 1, "invalid syntax. Perhaps you forgot a comma?")
    }

    /// Lists, dicts, parentheses.
    fn bracketed(&self) -> Option<RawError> {
        let e = self.e;
        let open = self.bracket(e)?;
        let kind = self.kind(e);
        if self.kind(open) == T::Lbrace && e > open + 1 {
            let dict = self.kind(open + 1) == T::DoubleStar || {
                let mut i = open + 1;
                while i < e && !matches!(self.kind(i), T::Colon | T::Comma) {
                    i = if self.kind(i).is_open() { after_bracket(self.tokens, i) } else { i + 1 };
                }
                i < e && self.kind(i) == T::Colon
            };
            if dict && self.kind(e - 1) == T::Colon {
                if matches!(kind, T::Rbrace | T::Comma) {
                    return self.over(e - 1, e - 1, "expression expected after dictionary key and ':'");
                }
                if kind == T::Star
                    && let Some(end) = self.bitwise_or(e + 1)
                {
                    return self.over(e, end - 1, "cannot use a starred expression in a dictionary value");
                }
            }
            if dict && matches!(kind, T::Rbrace | T::Comma) && Self::ends_operand(self.kind(e - 1)) {
                let at = self.tokens[e - 1].start as usize;
                return Some(*RawError::at(ErrorKind::SyntaxError, "':' expected after dictionary key", at));
            }
            if dict && kind == T::For && self.kind(self.element_start(e)) == T::DoubleStar {
                let start = self.element_start(e);
                return self.over(start, start, "dict unpacking cannot be used in dict comprehension");
            }
        }
        let start = self.element_start(e);
        if kind == T::For && matches!(self.kind(open), T::Lsqb | T::Lbrace | T::Lpar) {
            if self.kind(start) == T::Star {
                return self.over(start, e - 1, "iterable unpacking cannot be used in comprehension");
            }
            let comma = (open + 1..e).any(|i| self.kind(i) == T::Comma && self.bracket(i) == Some(open));
            if comma && self.kind(open) != T::Lpar {
                return self.over(
                    open + 1,
                    e - 1,
                    "did you forget parentheses around the comprehension target?",
                );
            }
        }
        if self.kind(open) == T::Lpar && kind == T::Rpar && start == open + 1 && self.kind(start) == T::Star {
            return self.over(start, e - 1, "cannot use starred expression here");
        }
        if kind == T::Star && e == open + 1 && self.kind(open) == T::Lpar {
            let end = self.bitwise_or(e + 1)?;
            return self.over(e, end - 1, "cannot use starred expression here");
        }
        if kind == T::DoubleStar && e == open + 1 && self.kind(open) == T::Lpar {
            return self.over(e, e, "cannot use double starred expression here");
        }
        None
    }

    /// `a if b` without `else`, and statements within.
    fn conditional(&self) -> Option<RawError> {
        let e = self.e;
        let statement = |kind| matches!(kind, T::Pass | T::Break | T::Continue);
        if e > 0 && self.kind(e - 1) == T::Else && (statement(self.kind(e)) || self.kind(e) == T::Newline) {
            return self.over(e, e, "expected expression after 'else', but statement is given");
        }
        if self.kind(e) == T::If && e > 0 && statement(self.kind(e - 1)) {
            return self.over(e - 1, e - 1, "expected expression before 'if', but statement is given");
        }
        let keyword =
            (0..e).rev().take_while(|&i| self.kind(i) != T::Newline).find(|&i| self.kind(i) == T::If)?;
        let start = self.element_start(keyword);
        if start < keyword
            && self.disjunction(start) == Some(keyword)
            && self.disjunction(keyword + 1) == Some(e)
            && !matches!(self.kind(e), T::Else | T::Colon)
        {
            return self.over(start, e - 1, "expected 'else' after 'if' expression");
        }
        None
    }
}

/// `compile(…, "single")` takes one statement.
pub(super) fn interactive(_lexed: &Lexed, body: &[Stmt], index: &LineIndex<'_>) -> Option<RawError> {
    let first = body.first()?;
    body.iter().find(|stmt| stmt.span.line > first.span.end_line)?;
    let at = index.offset(first.span.line, 0) as usize;
    Some(*RawError::at(
        ErrorKind::SyntaxError,
        "multiple statements found while compiling a single statement",
        at,
    ))
}
