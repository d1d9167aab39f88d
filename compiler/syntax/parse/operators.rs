//! Operators, by precedence climbing.
//!
//! [`Parser::binary`] parses what is at least as tight as a given level. It takes an operand, then, as long as the next
//! operator is tight enough, the operator and a right operand that is tighter, so chains grow to the left in a loop:
//!
//! ```text
//! a + b * c - d      binary(OR): a, then + (binary(TERM): b, then * (binary(POWER): c)), then - (binary(TERM): d)
//! ```
//!
//! INVARIANT: levels are in CPython's order; the level of a token is in [`LEVELS`], 0 for what is no operator.

use super::*;

pub(super) const OR: u8 = 1;
const AND: u8 = 2;
const NOT: u8 = 3;
const COMPARE: u8 = 4;
pub(super) const BIT_OR: u8 = 5;
const BIT_XOR: u8 = 6;
const BIT_AND: u8 = 7;
const SHIFT: u8 = 8;
const SUM: u8 = 9;
const TERM: u8 = 10;

/// Tokens that are a whole operand.
const ATOMS: u128 = {
    use T::*;
    kinds(&[Name, Number, String, None, True, False])
};

/// Tokens that end any operand and start no operator.
const ENDS: u128 = {
    use T::*;
    kinds(&[Comma, Rpar, Rsqb, Rbrace, Colon, Equal, Newline, Semi, EndOfFile])
};

/// Kinds of token are fewer.
const KINDS: usize = 128;

static LEVELS: [u8; KINDS] = {
    use T::*;
    let rows: &[(u8, &[T])] = &[
        (OR, &[Or]),
        (AND, &[And]),
        (COMPARE, &[EqEqual, NotEqual, Less, LessEqual, Greater, GreaterEqual, In, Is, Not]),
        (BIT_OR, &[Vbar]),
        (BIT_XOR, &[CircumFlex]),
        (BIT_AND, &[Amper]),
        (SHIFT, &[LeftShift, RightShift]),
        (SUM, &[Plus, Minus]),
        (TERM, &[Star, Slash, DoubleSlash, Percent, At]),
    ];
    let (mut table, mut row) = ([0; KINDS], 0);
    while row < rows.len() {
        let mut i = 0;
        while i < rows[row].1.len() {
            table[rows[row].1[i] as usize] = rows[row].0;
            i += 1;
        }
        row += 1;
    }
    table
};

/// The operator of a token at the level `BIT_OR` or above.
fn operator(kind: T) -> Operator {
    match kind {
        T::Vbar => Operator::BitOr,
        T::CircumFlex => Operator::BitXor,
        T::Amper => Operator::BitAnd,
        T::LeftShift => Operator::LShift,
        T::RightShift => Operator::RShift,
        T::Plus => Operator::Add,
        T::Minus => Operator::Sub,
        T::Star => Operator::Mult,
        T::Slash => Operator::Div,
        T::DoubleSlash => Operator::FloorDiv,
        T::Percent => Operator::Mod,
        _ => Operator::MatMult,
    }
}

impl<'a> Parser<'a> {
    /// Operands and operators of at least this level.
    pub(super) fn binary(&mut self, level: u8) -> Res<Expr> {
        // Half of all expressions are one token.
        if ATOMS >> self.next as u8 & 1 != 0 && ENDS >> self.second() as u8 & 1 != 0 {
            return self.atom();
        }
        let start = self.at;
        let mut left = if self.next == T::Not { self.inversion(level) } else { self.factor() };
        loop {
            let found = LEVELS[self.next as usize % KINDS];
            if found < level {
                return left;
            }
            left = match found {
                OR | AND => self.bool_op(start, left?, found),
                // `not` is an operator only before `in`; otherwise what follows does not fit.
                COMPARE if self.next == T::Not && self.second() != T::In => return left,
                COMPARE => self.comparison(start, Box::new(left?)),
                _ => self.bin_op(start, Box::new(left?), found),
            };
        }
    }

    /// `not`s and their operand.
    #[inline(never)]
    fn inversion(&mut self, level: u8) -> Res<Expr> {
        if level > NOT {
            return Err(self.unexpected());
        }
        let start = self.at;
        while self.eat(T::Not) {}
        let behind = self.at;
        let mut operand = self.binary(COMPARE)?;
        for at in (start..behind).rev() {
            operand = self.unary(at, UnaryOp::Not, operand);
        }
        Ok(operand)
    }

    #[inline(never)]
    fn unary(&self, start: usize, op: UnaryOp, operand: Expr) -> Expr {
        Expr { kind: ExprKind::UnaryOp { op, operand: Box::new(operand) }, span: self.span(start) }
    }

    #[inline(never)]
    fn bin_op(&mut self, start: usize, left: Box<Expr>, level: u8) -> Res<Expr> {
        let op = operator(self.next);
        self.advance();
        let right = Box::new(self.binary(level + 1)?);
        Ok(Expr { kind: ExprKind::BinOp { left, op, right }, span: self.span(start) })
    }

    /// All operands of `and`s or `or`s in a row are one node.
    #[inline(never)]
    fn bool_op(&mut self, start: usize, left: Expr, level: u8) -> Res<Expr> {
        let (kind, op) = if level == OR { (T::Or, BoolOp::Or) } else { (T::And, BoolOp::And) };
        let mut values = Vec::with_capacity(2);
        values.push(left);
        while self.eat(kind) {
            values.push(self.binary(level + 1)?);
        }
        Ok(Expr { kind: ExprKind::BoolOp { op, values }, span: self.span(start) })
    }

    #[inline(never)]
    fn comparison(&mut self, start: usize, left: Box<Expr>) -> Res<Expr> {
        let (mut ops, mut comparators) = (Vec::with_capacity(1), Vec::with_capacity(1));
        while let Some(op) = self.comparison_operator() {
            ops.push(op);
            comparators.push(self.binary(BIT_OR)?);
        }
        Ok(Expr { kind: ExprKind::Compare { left, ops, comparators }, span: self.span(start) })
    }

    fn comparison_operator(&mut self) -> Option<CmpOp> {
        let op = match self.next {
            T::EqEqual => CmpOp::Eq,
            T::NotEqual => CmpOp::NotEq,
            T::Less => CmpOp::Lt,
            T::LessEqual => CmpOp::LtE,
            T::Greater => CmpOp::Gt,
            T::GreaterEqual => CmpOp::GtE,
            T::In => CmpOp::In,
            T::Not if self.second() == T::In => {
                self.advance();
                CmpOp::NotIn
            }
            T::Is if self.second() == T::Not => {
                self.advance();
                CmpOp::IsNot
            }
            T::Is => CmpOp::Is,
            _ => return None,
        };
        self.advance();
        Some(op)
    }

    /// Prefixes and their operand.
    #[inline]
    fn factor(&mut self) -> Res<Expr> {
        if matches!(self.next, T::Minus | T::Plus | T::Tilde) { self.prefixes() } else { self.power() }
    }

    #[inline(never)]
    fn prefixes(&mut self) -> Res<Expr> {
        let start = self.at;
        while matches!(self.next, T::Minus | T::Plus | T::Tilde) {
            self.advance();
        }
        let behind = self.at;
        let mut operand = self.power()?;
        for at in (start..behind).rev() {
            let op = match self.tokens[at].kind {
                T::Minus => UnaryOp::USub,
                T::Plus => UnaryOp::UAdd,
                _ => UnaryOp::Invert,
            };
            operand = self.unary(at, op, operand);
        }
        Ok(operand)
    }

    /// `await`, trailers, `**`.
    #[inline]
    fn power(&mut self) -> Res<Expr> {
        let start = self.at;
        let base = if self.next == T::Await { self.await_primary() } else { self.primary() };
        if self.next == T::DoubleStar {
            return self.exponent(start, base?);
        }
        base
    }

    #[inline(never)]
    fn exponent(&mut self, start: usize, base: Expr) -> Res<Expr> {
        let left = Box::new(base);
        self.advance();
        let right = Box::new(self.factor()?);
        Ok(Expr { kind: ExprKind::BinOp { left, op: Operator::Pow, right }, span: self.span(start) })
    }

    #[inline(never)]
    fn await_primary(&mut self) -> Res<Expr> {
        let start = self.at;
        self.advance();
        let value = Box::new(self.primary()?);
        Ok(Expr { kind: ExprKind::Await(value), span: self.span(start) })
    }
}
