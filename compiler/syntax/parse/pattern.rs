//! `match` statements and their patterns.

use super::*;

/// Whether it is an f- or t-string.
fn is_formatted(value: &Expr) -> bool {
    matches!(value.kind, ExprKind::JoinedStr(_) | ExprKind::TemplateStr(_))
}

impl<'a> Parser<'a> {
    #[inline(never)]
    pub(super) fn match_statement(&mut self) -> Res<Stmt> {
        let start = self.at;
        self.advance();
        let subject = Box::new(self.subject()?);
        self.expect(T::Colon)?;
        self.expect(T::Newline)?;
        self.expect(T::Indent)?;
        let mut cases = Vec::new();
        while !self.eat(T::Dedent) {
            cases.push(self.case()?);
        }
        Ok(Stmt { kind: StmtKind::Match { subject, cases }, span: self.block_span(start) })
    }

    fn subject(&mut self) -> Res<Expr> {
        let start = self.at;
        let first = self.star_named_expression()?;
        match self.next {
            T::Comma => self.bare_tuple(start, first, Self::star_named_expression),
            _ if matches!(first.kind, ExprKind::Starred { .. }) => Err(self.unexpected()),
            _ => Ok(first),
        }
    }

    fn case(&mut self) -> Res<MatchCase> {
        if !self.is_word(self.at, "case") {
            return Err(self.unexpected());
        }
        self.advance();
        let pattern = self.patterns()?;
        let guard = if self.eat(T::If) { Some(Box::new(self.named_expression()?)) } else { None };
        Ok(MatchCase { pattern, guard, body: self.block()? })
    }

    /// A pattern, or a sequence without brackets.
    fn patterns(&mut self) -> Res<Pattern> {
        let start = self.at;
        let first = self.maybe_star_pattern()?;
        if self.next != T::Comma {
            if let PatternKind::Star(_) = first.kind {
                return Err(self.unexpected());
            }
            return Ok(first);
        }
        let mut patterns = vec![first];
        while self.eat(T::Comma) && !matches!(self.next, T::Colon | T::If) {
            patterns.push(self.maybe_star_pattern()?);
        }
        Ok(Pattern { kind: PatternKind::Sequence(patterns), span: self.span(start) })
    }

    fn maybe_star_pattern(&mut self) -> Res<Pattern> {
        if self.next != T::Star {
            return self.pattern();
        }
        let start = self.at;
        self.advance();
        let name = self.capture()?;
        Ok(Pattern { kind: PatternKind::Star(name), span: self.span(start) })
    }

    /// A name, or nothing for `_`.
    fn capture(&mut self) -> Res<Option<Ident>> {
        let name = self.identifier()?;
        Ok((&*name != "_").then_some(name))
    }

    /// `a | b as name`.
    fn pattern(&mut self) -> Res<Pattern> {
        let start = self.at;
        let mut pattern = self.closed_pattern()?;
        if self.next == T::Vbar {
            pattern = self.or_pattern(start, pattern)?;
        }
        if self.eat(T::As) {
            let at = self.at;
            let Some(name) = self.capture()? else {
                self.rewind(at);
                return Err(self.unexpected());
            };
            let kind = PatternKind::As { pattern: Some(Box::new(pattern)), name: Some(name) };
            return Ok(Pattern { kind, span: self.span(start) });
        }
        Ok(pattern)
    }

    #[inline(never)]
    fn or_pattern(&mut self, start: usize, first: Pattern) -> Res<Pattern> {
        let mut patterns = vec![first];
        while self.eat(T::Vbar) {
            patterns.push(self.closed_pattern()?);
        }
        Ok(Pattern { kind: PatternKind::Or(patterns), span: self.span(start) })
    }

    fn closed_pattern(&mut self) -> Res<Pattern> {
        let start = self.at;
        let kind = match self.next {
            T::Name => return self.name_pattern(),
            T::Number | T::Minus | T::String => self.literal_pattern()?,
            T::None | T::True | T::False => {
                let value = match self.next {
                    T::None => Constant::None,
                    kind => Constant::Bool(kind == T::True),
                };
                self.advance();
                PatternKind::Singleton(value)
            }
            T::Lpar => return self.group_pattern(),
            T::Lsqb => {
                self.advance();
                PatternKind::Sequence(self.sequence(Vec::new(), T::Rsqb)?)
            }
            T::Lbrace => self.mapping_pattern()?,
            _ => return Err(self.unexpected()),
        };
        Ok(Pattern { kind, span: self.span(start) })
    }

    #[inline(never)]
    fn literal_pattern(&mut self) -> Res<PatternKind> {
        let value = self.literal()?;
        if is_formatted(&value) {
            let msg = "patterns may only match literals and attribute lookups";
            self.fail_later(Stage::Code, self.error_at(value.span, msg));
        }
        Ok(PatternKind::Value(Box::new(value)))
    }

    /// A pattern in parentheses, or a sequence.
    #[inline(never)]
    fn group_pattern(&mut self) -> Res<Pattern> {
        let start = self.at;
        self.advance();
        let mut patterns = Vec::new();
        if self.next != T::Rpar {
            let first = self.maybe_star_pattern()?;
            if self.next != T::Comma {
                if let PatternKind::Star(_) = first.kind {
                    return Err(self.unexpected());
                }
                self.expect(T::Rpar)?;
                return Ok(first);
            }
            self.advance();
            patterns.push(first);
        }
        let kind = PatternKind::Sequence(self.sequence(patterns, T::Rpar)?);
        Ok(Pattern { kind, span: self.span(start) })
    }

    /// The rest of a sequence and its bracket.
    fn sequence(&mut self, mut patterns: Vec<Pattern>, close: T) -> Res<Vec<Pattern>> {
        while self.next != close {
            patterns.push(self.maybe_star_pattern()?);
            if !self.eat(T::Comma) {
                break;
            }
        }
        self.expect(close)?;
        Ok(patterns)
    }

    /// A capture, the wildcard, a dotted name, or a class.
    #[inline(never)]
    fn name_pattern(&mut self) -> Res<Pattern> {
        let start = self.at;
        if !matches!(self.second(), T::Dot | T::Lpar) || self.is_word(self.at, "_") {
            let name = self.capture()?;
            return Ok(Pattern { kind: PatternKind::As { pattern: None, name }, span: self.span(start) });
        }
        let value = self.dotted()?;
        let kind = if self.next == T::Lpar {
            self.class_pattern(value)?
        } else {
            PatternKind::Value(Box::new(value))
        };
        Ok(Pattern { kind, span: self.span(start) })
    }

    /// A name and its attributes.
    fn dotted(&mut self) -> Res<Expr> {
        let start = self.at;
        let mut value = self.name()?;
        while self.next == T::Dot {
            value = self.attribute(start, Box::new(value))?;
        }
        Ok(value)
    }

    fn class_pattern(&mut self, cls: Expr) -> Res<PatternKind> {
        self.advance();
        let (mut patterns, mut kwd_attrs, mut kwd_patterns) = (Vec::new(), Vec::new(), Vec::new());
        while self.next != T::Rpar {
            if self.next == T::Name && self.second() == T::Equal {
                kwd_attrs.push(self.identifier()?);
                self.advance();
                kwd_patterns.push(self.pattern()?);
            } else if kwd_attrs.is_empty() {
                patterns.push(self.pattern()?);
            } else {
                return Err(self.unexpected());
            }
            if !self.eat(T::Comma) {
                break;
            }
        }
        self.expect(T::Rpar)?;
        Ok(PatternKind::Class { cls: Box::new(cls), patterns, kwd_attrs, kwd_patterns })
    }

    #[inline(never)]
    fn mapping_pattern(&mut self) -> Res<PatternKind> {
        let start = self.at;
        self.advance();
        let (mut keys, mut patterns, mut rest) = (Vec::new(), Vec::new(), None);
        while self.next != T::Rbrace {
            if self.eat(T::DoubleStar) {
                let at = self.at;
                rest = self.capture()?;
                if rest.is_none() {
                    self.rewind(at);
                    return Err(self.unexpected());
                }
                self.eat(T::Comma);
                break;
            }
            keys.push(self.key()?);
            self.expect(T::Colon)?;
            patterns.push(self.pattern()?);
            if !self.eat(T::Comma) {
                break;
            }
        }
        self.expect(T::Rbrace)?;
        if keys.iter().any(is_formatted) {
            let msg = "mapping pattern keys may only match literals and attribute lookups";
            self.fail_later(Stage::Code, self.error_at(self.span(start), msg));
        }
        Ok(PatternKind::Mapping { keys, patterns, rest })
    }

    fn key(&mut self) -> Res<Expr> {
        match self.next {
            T::Name if self.second() == T::Dot => self.dotted(),
            T::Number | T::Minus | T::String => self.literal(),
            T::None | T::True | T::False => self.keyword_constant(),
            _ => Err(self.unexpected()),
        }
    }

    /// A number with its sign, a complex number, or strings.
    fn literal(&mut self) -> Res<Expr> {
        if self.next == T::String {
            return self.strings();
        }
        let start = self.at;
        let left = self.signed_number()?;
        let op = match self.next {
            T::Plus => Operator::Add,
            T::Minus => Operator::Sub,
            _ => return Ok(left),
        };
        self.advance();
        if self.next != T::Number {
            return Err(self.unexpected());
        }
        let right = self.number()?;
        let real = match &left.kind {
            ExprKind::UnaryOp { operand, .. } => operand,
            _ => &left,
        };
        let is_imaginary = |value: &Expr| matches!(value.kind, ExprKind::Constant(Constant::Complex { .. }));
        if is_imaginary(real) {
            return Err(self.error_at(left.span, "real number required in complex literal"));
        }
        if !is_imaginary(&right) {
            return Err(self.error_at(right.span, "imaginary number required in complex literal"));
        }
        let (left, right) = (Box::new(left), Box::new(right));
        Ok(Expr { kind: ExprKind::BinOp { left, op, right }, span: self.span(start) })
    }

    fn signed_number(&mut self) -> Res<Expr> {
        let start = self.at;
        let negative = self.eat(T::Minus);
        if self.next != T::Number {
            return Err(self.unexpected());
        }
        let number = self.number()?;
        if !negative {
            return Ok(number);
        }
        let kind = ExprKind::UnaryOp { op: UnaryOp::USub, operand: Box::new(number) };
        Ok(Expr { kind, span: self.span(start) })
    }
}
