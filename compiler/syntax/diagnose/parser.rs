//! The machine of the second parser: tokens, backtracking, memory of what matched, and the first error.
//!
//! A rule is a method that returns what it matched, or `None` with the position unchanged where `alt` tried it. It
//! parses twice: first the language alone, to learn how far it comes ([`Parser::fill`]), then with the `invalid_` rules
//! in CPython's order. A rule that knows what is wrong sets [`Parser::error`]; from then on no token matches, so every
//! rule fails and the parse ends.
//!
//! INVARIANT: `fill` is one past the last token that any rule has looked at. CPython places its plain errors there, so a
//! rule must look at no token that CPython's rule does not look at.

use std::collections::HashMap;

use super::super::dialect::Dialect;
use super::super::error::{End, ErrorKind, RawError};
use super::super::token::{T, Token};
use super::node::{Kind, Node, Targets};

/// What a rule matched.
pub(super) type P = Option<Node>;

/// Rules whose results are remembered.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Rule {
    Arguments,
    Atom,
    AwaitPrimary,
    Block,
    ClosedPattern,
    Conjunction,
    DelTarget,
    Disjunction,
    Elif,
    Expression,
    Factor,
    Inversion,
    InvalidNamed,
    NamedExpression,
    ParamDefault,
    Primary,
    SimpleStmt,
    StarExpression,
    StarExpressions,
    StarTarget,
    Strings,
    Sum,
    TargetAtom,
    TargetPrimary,
    Term,
    TypeParam,
    BitwiseOr,
}

/// How deep rules may nest before the second parser gives up and leaves the error as it was.
const MAX_NESTING: u32 = 900;

pub(super) struct Parser<'a> {
    pub src: &'a str,
    pub tokens: &'a [Token],
    /// How many brackets are open after each token.
    levels: Vec<u16>,
    lines: &'a [u32],
    /// What is wrong behind the last token.
    ended_by: Option<RawError>,
    dialect: Dialect,
    pub mark: usize,
    pub fill: usize,
    /// Whether the `invalid_` rules take part.
    pub invalid: bool,
    pub error: Option<RawError>,
    /// Whether `error` is the tokenizer's.
    pub from_tokens: bool,
    pub gave_up: bool,
    nesting: u32,
    memo: HashMap<(Rule, u32), (P, u32)>,
    pub arena: Vec<Node>,
    /// Line (from 1) and column in bytes of the last compound statement that matched; zeros before there is one.
    pub last_statement: (u32, u32),
}

impl<'a> Parser<'a> {
    pub(super) fn new(
        src: &'a str,
        tokens: &'a [Token],
        lines: &'a [u32],
        ended_by: Option<RawError>,
        dialect: Dialect,
    ) -> Parser<'a> {
        let mut level = 0u16;
        let levels = tokens
            .iter()
            .map(|token| {
                if token.kind.is_open() {
                    level += 1;
                } else if token.kind.is_close() {
                    level = level.saturating_sub(1);
                }
                level
            })
            .collect();
        Parser {
            src,
            tokens,
            levels,
            lines,
            ended_by,
            dialect,
            mark: 0,
            fill: 0,
            invalid: false,
            error: None,
            from_tokens: false,
            gave_up: false,
            nesting: 0,
            memo: HashMap::new(),
            arena: Vec::new(),
            last_statement: (0, 0),
        }
    }

    /// Starts over with the `invalid_` rules; what was looked at stays so.
    pub(super) fn restart(&mut self) {
        self.mark = 0;
        self.invalid = true;
        self.memo.clear();
        self.arena.clear();
        self.last_statement = (0, 0);
    }

    /// A compound statement that starts here has matched. One that stands before the last one is around it.
    pub(super) fn passed(&mut self, start: u32) {
        let line = self.lines.partition_point(|&l| l <= start).max(1);
        let column = start - self.lines.get(line - 1).copied().unwrap_or(0);
        let line = line as u32;
        if line >= self.last_statement.0 {
            self.last_statement = (line, column);
        }
    }

    /// Drops what was remembered: no rule goes back before the present token.
    pub(super) fn forget(&mut self) {
        self.memo.clear();
        self.arena.clear();
    }

    /// The present token.
    pub(super) fn peek(&mut self) -> Option<Token> {
        if self.error.is_some() || self.gave_up {
            return None;
        }
        let token = self.tokens.get(self.mark).copied();
        if token.is_some() {
            self.fill = self.fill.max(self.mark + 1);
        } else if let Some(error) = self.ended_by.clone() {
            self.error = Some(error);
            self.from_tokens = true;
        }
        token
    }

    pub(super) fn peek_kind(&mut self) -> Option<T> {
        self.peek().map(|token| token.kind)
    }

    pub(super) fn token_node(token: Token) -> Node {
        let layout = matches!(token.kind, T::Indent | T::Dedent | T::EndOfFile)
            || (token.kind == T::Newline && token.start == token.end);
        Node { start: token.start, end: token.end, kind: Kind::Plain, layout, parts: (0, 0) }
    }

    /// Takes a token of this kind.
    pub(super) fn t(&mut self, kind: T) -> P {
        let token = self.peek()?;
        (token.kind == kind).then(|| {
            self.mark += 1;
            Self::token_node(token)
        })
    }

    /// Takes a token of one of these kinds.
    pub(super) fn any(&mut self, kinds: &[T]) -> P {
        let token = self.peek()?;
        kinds.contains(&token.kind).then(|| {
            self.mark += 1;
            Self::token_node(token)
        })
    }

    /// Takes a name.
    pub(super) fn name(&mut self) -> P {
        self.t(T::Name).map(|node| Node { kind: Kind::Name, ..node })
    }

    /// Takes the soft keyword `word`.
    pub(super) fn soft(&mut self, word: &str) -> P {
        let token = self.peek()?;
        let found = token.kind == T::Name && &self.src[token.start as usize..token.end as usize] == word;
        found.then(|| {
            self.mark += 1;
            Self::token_node(token)
        })
    }

    /// Takes a token that must follow: without it the error is `expected '…'`.
    pub(super) fn forced(&mut self, kind: T, text: &str) -> P {
        let token = self.peek()?;
        if token.kind == kind {
            self.mark += 1;
            return Some(Self::token_node(token));
        }
        self.raise_at(Self::token_node(token), format!("expected '{text}'"))
    }

    /// What Python has since 3.`minor` has matched: an error where the source is of an older one.
    pub(super) fn since(&mut self, minor: u8, what: &str) -> Option<()> {
        if self.dialect.minor >= minor {
            return Some(());
        }
        let msg = format!("{what} only supported in Python 3.{minor} and greater");
        self.raise_last(ErrorKind::SyntaxError, msg).map(|_| ())
    }

    pub(super) fn text(&self, node: Node) -> &'a str {
        &self.src[node.start as usize..node.end as usize]
    }

    /// The line of a node, from 1.
    pub(super) fn line(&self, node: Node) -> usize {
        self.lines.partition_point(|&line| line <= node.start)
    }

    /// Whether the last token taken stands within brackets.
    pub(super) fn in_brackets(&self) -> bool {
        self.mark > 0 && self.levels[self.mark - 1] > 0
    }

    /// Tries `rule`; on failure the position is as before.
    pub(super) fn alt<X>(&mut self, rule: impl FnOnce(&mut Self) -> Option<X>) -> Option<X> {
        if self.error.is_some() || self.gave_up {
            return None;
        }
        let mark = self.mark;
        let found = rule(self);
        if found.is_none() {
            self.mark = mark;
        }
        found
    }

    /// Whether `rule` matches here; takes nothing.
    pub(super) fn ahead<X>(&mut self, rule: impl FnOnce(&mut Self) -> Option<X>) -> bool {
        let mark = self.mark;
        let found = rule(self).is_some();
        self.mark = mark;
        found
    }

    /// `Some` when `rule` does not match here; takes nothing.
    pub(super) fn not<X>(&mut self, rule: impl FnOnce(&mut Self) -> Option<X>) -> Option<()> {
        (!self.ahead(rule) && self.error.is_none()).then_some(())
    }

    /// Whether one of these kinds is next.
    pub(super) fn next_is(&mut self, kinds: &[T]) -> bool {
        self.peek_kind().is_some_and(|kind| kinds.contains(&kind))
    }

    /// Lets an `invalid_` rule look, in the second pass only.
    pub(super) fn bad(&mut self, rule: impl FnOnce(&mut Self) -> P) {
        if self.invalid && self.error.is_none() {
            let mark = self.mark;
            rule(self);
            self.mark = mark;
        }
    }

    /// Matches of `rule`, none or more.
    pub(super) fn many(&mut self, mut rule: impl FnMut(&mut Self) -> P) -> Vec<Node> {
        let mut found = Vec::new();
        while let Some(node) = self.alt(&mut rule) {
            found.push(node);
        }
        found
    }

    /// Matches of `rule`, one or more.
    pub(super) fn some(&mut self, rule: impl FnMut(&mut Self) -> P) -> Option<Vec<Node>> {
        let found = self.many(rule);
        (!found.is_empty()).then_some(found)
    }

    /// One or more matches of `rule` with `separator` between them.
    pub(super) fn gather(&mut self, separator: T, mut rule: impl FnMut(&mut Self) -> P) -> Option<Vec<Node>> {
        let mut found = vec![rule(self)?];
        while let Some(node) = self.alt(|p| {
            p.t(separator)?;
            rule(p)
        }) {
            found.push(node);
        }
        Some(found)
    }

    /// Looks `rule` up, or matches it and remembers the result.
    pub(super) fn memo(&mut self, rule: Rule, parse: impl FnOnce(&mut Self) -> P) -> P {
        if self.error.is_some() || self.gave_up {
            return None;
        }
        let key = (rule, self.mark as u32);
        if let Some(&(found, mark)) = self.memo.get(&key) {
            self.mark = mark as usize;
            return found;
        }
        if self.nesting >= MAX_NESTING {
            self.gave_up = true;
            return None;
        }
        self.nesting += 1;
        let found = self.alt(parse);
        self.nesting -= 1;
        self.memo.insert(key, (found, self.mark as u32));
        found
    }

    /// A node from the token `from` up to the present position.
    pub(super) fn node(&self, from: usize, kind: Kind) -> Node {
        let start = self.tokens.get(from).map_or(0, |t| t.start);
        let end = self.tokens[..self.mark].last().map_or(0, |&t| Self::token_node(t).end);
        Node { start, end, kind, layout: false, parts: (0, 0) }
    }

    pub(super) fn node_of(&mut self, from: usize, kind: Kind, parts: &[Node]) -> Node {
        let first = self.arena.len() as u32;
        self.arena.extend_from_slice(parts);
        Node { parts: (first, self.arena.len() as u32), ..self.node(from, kind) }
    }

    /// Whether the last token that was looked at ends on a later line than `start`: then CPython shows the line of
    /// `start` without its newline.
    pub(super) fn reads_on(&self, start: usize) -> bool {
        let last = self.fill.checked_sub(1).map_or(0, |i| self.tokens[i].end as usize).min(self.src.len());
        let bytes = &self.src.as_bytes()[..last];
        let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        bytes[start.min(bytes.len())..].contains(&b'\n')
    }

    fn raise(&mut self, kind: ErrorKind, msg: String, start: usize, end: End) -> P {
        if self.error.is_none() {
            let bare = self.reads_on(start);
            self.error = Some(RawError { kind, msg, start, end, bare });
        }
        None
    }

    /// An error from `a` to the end of `b`.
    pub(super) fn raise_range(&mut self, a: Node, b: Node, msg: impl Into<String>) -> P {
        let end = if b.layout { End::Nowhere } else { End::At(b.end as usize) };
        self.raise(ErrorKind::SyntaxError, msg.into(), a.start as usize, end)
    }

    pub(super) fn raise_at(&mut self, a: Node, msg: impl Into<String>) -> P {
        self.raise_range(a, a, msg)
    }

    /// An error from `a` to where the tokenizer stands; the end is one column short, as in CPython.
    pub(super) fn raise_from(&mut self, a: Node, msg: impl Into<String>) -> P {
        let last = self.fill.checked_sub(1).map_or(a, |i| Self::token_node(self.tokens[i]));
        let end = End::At((last.end as usize).saturating_sub(1).max(a.start as usize));
        self.raise(ErrorKind::SyntaxError, msg.into(), a.start as usize, end)
    }

    /// An error at the last token that was looked at.
    pub(super) fn raise_last(&mut self, kind: ErrorKind, msg: impl Into<String>) -> P {
        let token = self.tokens.get(self.fill.checked_sub(1)?).copied()?;
        let node = Self::token_node(token);
        let end = if node.layout { End::Layout } else { End::At(node.end as usize) };
        self.raise(kind, msg.into(), node.start as usize, end)
    }

    /// An error at the present token.
    pub(super) fn raise_next(&mut self, msg: impl Into<String>) -> P {
        let node = Self::token_node(self.peek()?);
        let end = if node.layout { End::Layout } else { End::At(node.end as usize) };
        self.raise(ErrorKind::SyntaxError, msg.into(), node.start as usize, end)
    }

    /// An error about the part of `node` that cannot be a target, if there is one.
    pub(super) fn raise_target(&mut self, node: Node, targets: Targets) -> P {
        let part = self.invalid_target(node, targets)?;
        let verb = if targets == Targets::Delete { "delete" } else { "assign to" };
        self.raise_at(part, format!("cannot {verb} {}", part.kind.name()))
    }

    /// `':' expected after dictionary key`, which has an end of its own.
    pub(super) fn raise_key(&mut self, key: Node) -> P {
        let at = (key.end as usize).saturating_sub(1);
        self.raise(ErrorKind::SyntaxError, "':' expected after dictionary key".into(), at, End::Absent(0))
    }

    /// The missing block after `word` on the line of `keyword`: `NEWLINE !INDENT` follows.
    pub(super) fn missing_block(&mut self, keyword: Node, what: &str) -> P {
        self.t(T::Newline)?;
        self.not(|p| p.t(T::Indent))?;
        let line = self.line(keyword);
        self.raise_last(
            ErrorKind::IndentationError,
            format!("expected an indented block after {what} on line {line}"),
        )
    }

    /// `NEWLINE` where a colon should be.
    pub(super) fn missing_colon(&mut self) -> P {
        self.t(T::Newline)?;
        self.raise_last(ErrorKind::SyntaxError, "expected ':'")
    }
}
