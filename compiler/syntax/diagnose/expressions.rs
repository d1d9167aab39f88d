//! Expressions, from the conditional down to the operand.

use super::super::token::T;
use super::node::{Kind, Node};
use super::parser::{P, Parser, Rule};
use super::simple::MATRIX;

impl Parser<'_> {
    /// The names that CPython calls soft keywords.
    fn soft_keyword(&mut self) -> P {
        let node = self.t(T::Name)?;
        matches!(self.text(node), "_" | "case" | "match" | "type").then_some(node)
    }

    fn comma_list(&mut self, mut item: impl FnMut(&mut Self) -> P) -> Option<(Vec<Node>, bool)> {
        let mut items = vec![item(self)?];
        let mut comma = false;
        while let Some(next) = self.alt(|p| {
            p.t(T::Comma)?;
            item(p)
        }) {
            items.push(next);
        }
        if self.t(T::Comma).is_some() {
            comma = true;
        }
        Some((items, comma))
    }

    fn maybe_tuple(&mut self, item: impl FnMut(&mut Self) -> P) -> P {
        let from = self.mark;
        let (items, comma) = self.comma_list(item)?;
        if items.len() == 1 && !comma {
            return Some(items[0]);
        }
        Some(self.node_of(from, Kind::Tuple, &items))
    }

    pub(super) fn expressions(&mut self) -> P {
        self.maybe_tuple(Self::expression)
    }

    pub(super) fn star_expressions(&mut self) -> P {
        self.memo(Rule::StarExpressions, |p| p.maybe_tuple(Self::star_expression))
    }

    pub(super) fn star_expression(&mut self) -> P {
        self.memo(Rule::StarExpression, |p| p.alt(Self::starred_operand).or_else(|| p.expression()))
    }

    /// `'*' bitwise_or`
    pub(super) fn starred_operand(&mut self) -> P {
        let from = self.mark;
        self.t(T::Star)?;
        let value = self.bitwise_or()?;
        Some(self.node_of(from, Kind::Starred, &[value]))
    }

    pub(super) fn star_named_expression(&mut self) -> P {
        self.alt(Self::starred_operand).or_else(|| self.named_expression())
    }

    pub(super) fn star_named_expressions(&mut self) -> Option<Vec<Node>> {
        self.comma_list(Self::star_named_expression).map(|(items, _)| items)
    }

    /// `NAME ':=' ~ expression`
    pub(super) fn assignment_expression(&mut self) -> P {
        let from = self.mark;
        self.name()?;
        self.t(T::ColonEqual)?;
        self.expression()?;
        self.since(8, "Assignment expressions are")?;
        Some(self.node(from, Kind::Named))
    }

    pub(super) fn named_expression(&mut self) -> P {
        self.memo(Rule::NamedExpression, |p| {
            // Past `NAME :=` there is no way back.
            if p.ahead(|p| {
                p.name()?;
                p.t(T::ColonEqual)
            }) {
                return p.assignment_expression();
            }
            p.bad(Self::invalid_named_expression);
            p.plain_expression()
        })
    }

    /// `expression !':='`
    pub(super) fn plain_expression(&mut self) -> P {
        self.alt(|p| {
            let found = p.expression()?;
            p.not(|p| p.t(T::ColonEqual))?;
            Some(found)
        })
    }

    fn invalid_named_expression(&mut self) -> P {
        self.memo(Rule::InvalidNamed, |p| {
            p.alt(|p| {
                let a = p.expression()?;
                p.t(T::ColonEqual)?;
                p.expression()?;
                p.raise_at(a, format!("cannot use assignment expressions with {}", a.kind.name()))
            });
            p.alt(|p| {
                let a = p.name()?;
                p.t(T::Equal)?;
                let b = p.bitwise_or()?;
                p.not(|p| p.any(&[T::Equal, T::ColonEqual]))?;
                p.raise_range(a, b, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
            });
            p.alt(|p| {
                p.not(Self::list)?;
                p.not(Self::tuple)?;
                p.not(Self::generator)?;
                p.not(|p| p.any(&[T::True, T::None, T::False]))?;
                let a = p.bitwise_or()?;
                p.t(T::Equal)?;
                p.bitwise_or()?;
                p.not(|p| p.any(&[T::Equal, T::ColonEqual]))?;
                let what = a.kind.name();
                p.raise_at(a, format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?"))
            })
        })
    }

    pub(super) fn expression(&mut self) -> P {
        self.memo(Rule::Expression, |p| {
            p.bad(Self::invalid_expression);
            p.bad(Self::invalid_legacy_expression);
            p.alt(Self::if_expression).or_else(|| p.disjunction()).or_else(|| p.alt(Self::lambda))
        })
    }

    fn if_expression(&mut self) -> P {
        let from = self.mark;
        self.disjunction()?;
        self.t(T::If)?;
        self.disjunction()?;
        self.t(T::Else)?;
        self.expression()?;
        Some(self.node(from, Kind::IfExp))
    }

    fn expression_without_invalid(&mut self) -> P {
        let invalid = std::mem::replace(&mut self.invalid, false);
        let found =
            self.alt(Self::if_expression).or_else(|| self.disjunction()).or_else(|| self.alt(Self::lambda));
        self.invalid = invalid;
        found
    }

    fn invalid_expression(&mut self) -> P {
        self.alt(|p| {
            p.t(T::String)?;
            let inner = p.some(|p| {
                p.not(|p| p.t(T::String))?;
                p.expression_without_invalid()
            })?;
            p.t(T::String)?;
            let (a, b) = (inner[0], inner[inner.len() - 1]);
            p.raise_range(a, b, "invalid syntax. Is this intended to be part of the string?")
        });
        self.alt(|p| {
            p.not(|p| {
                p.name()?;
                p.t(T::String)
            })?;
            p.not(Self::soft_keyword)?;
            let a = p.disjunction()?;
            let b = p.expression_without_invalid()?;
            if p.is_legacy(a) || !p.in_brackets() {
                return None;
            }
            p.raise_range(a, b, "invalid syntax. Perhaps you forgot a comma?")
        });
        self.alt(|p| {
            let a = p.disjunction()?;
            p.t(T::If)?;
            let b = p.disjunction()?;
            p.not(|p| p.any(&[T::Else, T::Colon]))?;
            p.raise_range(a, b, "expected 'else' after 'if' expression")
        });
        self.alt(|p| {
            p.disjunction()?;
            p.t(T::If)?;
            p.disjunction()?;
            p.t(T::Else)?;
            p.not(Self::expression)?;
            p.raise_next("expected expression after 'else', but statement is given")
        });
        self.alt(|p| {
            let a = p.any(&[T::Pass, T::Break, T::Continue])?;
            p.t(T::If)?;
            p.disjunction()?;
            p.t(T::Else)?;
            p.simple_stmt()?;
            p.raise_at(a, "expected expression before 'if', but statement is given")
        });
        self.alt(|p| {
            let a = p.t(T::Lambda)?;
            p.alt(|p| p.parameters_of(true));
            let b = p.t(T::Colon)?;
            let token = p.peek()?;
            let letter = match token.kind {
                T::FMiddle => 'f',
                T::TMiddle => 't',
                _ => return None,
            };
            p.raise_range(
                a,
                b,
                format!("{letter}-string: lambda expressions are not allowed without parentheses"),
            )
        })
    }

    fn is_legacy(&self, node: Node) -> bool {
        node.kind == Kind::Name && matches!(self.text(node), "print" | "exec")
    }

    fn invalid_legacy_expression(&mut self) -> P {
        let a = self.name()?;
        self.not(|p| p.t(T::Lpar))?;
        let b = self.star_expressions()?;
        if !self.is_legacy(a) {
            return None;
        }
        let name = self.text(a);
        self.raise_range(a, b, format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?"))
    }

    pub(super) fn yield_expr(&mut self) -> P {
        let from = self.mark;
        self.t(T::Yield)?;
        let delegated = self.alt(|p| {
            p.t(T::From)?;
            p.expression()
        });
        if delegated.is_none() {
            self.alt(Self::star_expressions);
        }
        Some(self.node(from, Kind::Yield))
    }

    pub(super) fn annotated_rhs(&mut self) -> P {
        self.alt(Self::yield_expr).or_else(|| self.star_expressions())
    }

    pub(super) fn lambda(&mut self) -> P {
        let from = self.mark;
        self.t(T::Lambda)?;
        self.alt(|p| p.parameters_of(true));
        self.t(T::Colon)?;
        self.expression()?;
        Some(self.node(from, Kind::Lambda))
    }

    pub(super) fn disjunction(&mut self) -> P {
        self.memo(Rule::Disjunction, |p| p.joined(T::Or, Self::conjunction))
    }

    fn conjunction(&mut self) -> P {
        self.memo(Rule::Conjunction, |p| p.joined(T::And, Self::inversion))
    }

    fn joined(&mut self, operator: T, operand: fn(&mut Self) -> P) -> P {
        let from = self.mark;
        let parts = self.gather(operator, operand)?;
        Some(if parts.len() == 1 { parts[0] } else { self.node(from, Kind::Operator) })
    }

    pub(super) fn inversion(&mut self) -> P {
        self.memo(Rule::Inversion, |p| {
            p.alt(|p| {
                let from = p.mark;
                p.t(T::Not)?;
                p.inversion()?;
                Some(p.node(from, Kind::Operator))
            })
            .or_else(|| p.comparison())
        })
    }

    fn compare_operator(&mut self) -> Option<bool> {
        if let Some(node) =
            self.any(&[T::EqEqual, T::NotEqual, T::LessEqual, T::Less, T::GreaterEqual, T::Greater])
        {
            // `<>` is a token of its own only under a joke.
            return (self.text(node) != "<>").then_some(false);
        }
        if self.t(T::Not).is_some() {
            self.t(T::In)?;
            return Some(false);
        }
        if self.t(T::In).is_some() {
            return Some(true);
        }
        self.t(T::Is)?;
        self.alt(|p| {
            p.t(T::Not)?;
            // `is not x` and `is (not x)`: the former wins where an operand follows.
            p.ahead(Self::bitwise_or).then_some(())
        });
        Some(false)
    }

    fn comparison(&mut self) -> P {
        let from = self.mark;
        let left = self.bitwise_or()?;
        let mut kind = None;
        while let Some(is_in) = self.alt(|p| {
            let is_in = p.compare_operator()?;
            p.bitwise_or()?;
            Some(is_in)
        }) {
            kind.get_or_insert(if is_in { Kind::CompareIn } else { Kind::Compare });
        }
        match kind {
            None => Some(left),
            Some(kind) => Some(self.node_of(from, kind, &[left])),
        }
    }

    fn binary(&mut self, operators: &[T], operand: fn(&mut Self) -> P) -> P {
        let from = self.mark;
        let mut left = operand(self)?;
        while self
            .alt(|p| {
                let operator = p.any(operators)?;
                let right = operand(p)?;
                if p.text(operator) == "@" {
                    p.since(5, MATRIX)?;
                }
                Some(right)
            })
            .is_some()
        {
            left = self.node(from, Kind::Operator);
        }
        Some(left)
    }

    pub(super) fn bitwise_or(&mut self) -> P {
        self.memo(Rule::BitwiseOr, |p| p.binary(&[T::Vbar], Self::bitwise_xor))
    }

    fn bitwise_xor(&mut self) -> P {
        self.binary(&[T::CircumFlex], Self::bitwise_and)
    }

    fn bitwise_and(&mut self) -> P {
        self.binary(&[T::Amper], Self::shift)
    }

    fn shift(&mut self) -> P {
        self.bad(|p| {
            p.sum()?;
            p.any(&[T::Plus, T::Minus, T::Star, T::Slash, T::Percent, T::DoubleSlash, T::At])?;
            let a = p.t(T::Not)?;
            let b = p.inversion()?;
            p.raise_range(a, b, "'not' after an operator must be parenthesized")
        });
        self.binary(&[T::LeftShift, T::RightShift], Self::sum)
    }

    fn sum(&mut self) -> P {
        self.memo(Rule::Sum, |p| p.binary(&[T::Plus, T::Minus], Self::term))
    }

    fn term(&mut self) -> P {
        self.memo(Rule::Term, |p| {
            p.bad(|p| {
                p.any(&[T::Plus, T::Minus, T::Tilde])?;
                let a = p.t(T::Not)?;
                let b = p.factor()?;
                p.raise_range(a, b, "'not' after an operator must be parenthesized")
            });
            p.binary(&[T::Star, T::Slash, T::DoubleSlash, T::Percent, T::At], Self::factor)
        })
    }

    fn factor(&mut self) -> P {
        self.memo(Rule::Factor, |p| {
            p.alt(|p| {
                let from = p.mark;
                p.any(&[T::Plus, T::Minus, T::Tilde])?;
                p.factor()?;
                Some(p.node(from, Kind::Operator))
            })
            .or_else(|| p.power())
        })
    }

    fn power(&mut self) -> P {
        let from = self.mark;
        let base = self.await_primary()?;
        let raised = self.alt(|p| {
            p.t(T::DoubleStar)?;
            p.factor()
        });
        Some(if raised.is_some() { self.node(from, Kind::Operator) } else { base })
    }

    fn await_primary(&mut self) -> P {
        self.memo(Rule::AwaitPrimary, |p| {
            p.alt(|p| {
                let from = p.mark;
                p.t(T::Await)?;
                p.primary()?;
                p.since(5, "Await expressions are")?;
                Some(p.node(from, Kind::Await))
            })
            .or_else(|| p.primary())
        })
    }

    fn primary(&mut self) -> P {
        self.memo(Rule::Primary, |p| {
            let from = p.mark;
            let mut found = p.atom()?;
            while let Some(next) = p.alt(|p| p.trailer(from)) {
                found = next;
            }
            Some(found)
        })
    }

    /// `.name`, a call or a subscript of what started at `from`.
    pub(super) fn trailer(&mut self, from: usize) -> P {
        if self
            .alt(|p| {
                p.t(T::Dot)?;
                p.name()
            })
            .is_some()
        {
            return Some(self.node(from, Kind::Attribute));
        }
        if self.alt(Self::generator).is_some() || self.alt(Self::call).is_some() {
            return Some(self.node(from, Kind::Call));
        }
        self.t(T::Lsqb)?;
        self.slices()?;
        self.t(T::Rsqb)?;
        Some(self.node(from, Kind::Subscript))
    }

    fn call(&mut self) -> P {
        self.t(T::Lpar)?;
        self.alt(Self::arguments);
        self.t(T::Rpar)
    }

    pub(super) fn slices(&mut self) -> P {
        self.alt(|p| {
            let slice = p.slice()?;
            p.not(|p| p.t(T::Comma))?;
            Some(slice)
        })
        .or_else(|| {
            let from = self.mark;
            self.comma_list(|p| p.alt(Self::slice).or_else(|| p.starred_expression()))?;
            Some(self.node(from, Kind::Tuple))
        })
    }

    fn slice(&mut self) -> P {
        self.alt(|p| {
            let from = p.mark;
            p.alt(Self::expression);
            p.t(T::Colon)?;
            p.alt(Self::expression);
            p.alt(|p| {
                p.t(T::Colon)?;
                p.alt(Self::expression);
                Some(())
            });
            Some(p.node(from, Kind::Plain))
        })
        .or_else(|| self.named_expression())
    }
}
