//! Operands: names, constants, displays and comprehensions.

use super::super::token::T;
use super::node::{Kind, Node, Targets};
use super::parser::{P, Parser, Rule};

impl Parser<'_> {
    pub(super) fn atom(&mut self) -> P {
        self.memo(Rule::Atom, |p| {
            let token = p.peek()?;
            let kind = match token.kind {
                T::Name => Kind::Name,
                T::True => Kind::True,
                T::False => Kind::False,
                T::None => Kind::None,
                T::Number => return p.number().map(|node| Node { kind: Kind::Literal, ..node }),
                T::Ellipsis => Kind::Ellipsis,
                T::String | T::FStart | T::TStart => return p.strings(),
                T::Lpar => {
                    return p.alt(Self::generator).or_else(|| p.alt(Self::tuple)).or_else(|| p.group());
                }
                T::Lsqb => return p.alt(Self::list_comprehension).or_else(|| p.list()),
                T::Lbrace => {
                    return p
                        .alt(Self::dict_comprehension)
                        .or_else(|| p.alt(Self::set_comprehension))
                        .or_else(|| p.alt(Self::dict))
                        .or_else(|| p.set());
                }
                _ => return None,
            };
            p.mark += 1;
            Some(Node { kind, ..Self::token_node(token) })
        })
    }

    fn group(&mut self) -> P {
        let inner = self.alt(|p| {
            p.t(T::Lpar)?;
            let inner = p.alt(Self::yield_expr).or_else(|| p.named_expression())?;
            p.t(T::Rpar)?;
            Some(inner)
        });
        if inner.is_some() {
            return inner;
        }
        self.bad(|p| {
            p.t(T::Lpar)?;
            let a = p.starred_expression()?;
            p.t(T::Rpar)?;
            p.raise_at(a, "cannot use starred expression here")
        });
        self.bad(|p| {
            p.t(T::Lpar)?;
            let a = p.t(T::DoubleStar)?;
            p.expression()?;
            p.t(T::Rpar)?;
            p.raise_at(a, "cannot use double starred expression here")
        });
        None
    }

    pub(super) fn list(&mut self) -> P {
        let from = self.mark;
        self.t(T::Lsqb)?;
        let items = self.alt(Self::star_named_expressions).unwrap_or_default();
        self.t(T::Rsqb)?;
        Some(self.node_of(from, Kind::List, &items))
    }

    pub(super) fn tuple(&mut self) -> P {
        let from = self.mark;
        self.t(T::Lpar)?;
        let items = self.alt(|p| {
            let mut items = vec![p.star_named_expression()?];
            p.t(T::Comma)?;
            items.extend(p.alt(Self::star_named_expressions).unwrap_or_default());
            Some(items)
        });
        self.t(T::Rpar)?;
        Some(self.node_of(from, Kind::Tuple, &items.unwrap_or_default()))
    }

    fn set(&mut self) -> P {
        let from = self.mark;
        self.t(T::Lbrace)?;
        self.star_named_expressions()?;
        self.t(T::Rbrace)?;
        Some(self.node(from, Kind::Set))
    }

    fn dict(&mut self) -> P {
        let from = self.mark;
        let whole = self.alt(|p| {
            p.t(T::Lbrace)?;
            p.alt(|p| {
                p.gather(T::Comma, Self::dict_item)?;
                p.t(T::Comma);
                Some(())
            });
            p.t(T::Rbrace)?;
            Some(p.node(from, Kind::Dict))
        });
        if whole.is_none() {
            self.bad(|p| {
                p.t(T::Lbrace)?;
                p.invalid_dict_items()
            });
        }
        whole
    }

    fn dict_item(&mut self) -> P {
        self.alt(|p| {
            p.t(T::DoubleStar)?;
            p.bitwise_or()
        })
        .or_else(|| self.key_value())
    }

    fn key_value(&mut self) -> P {
        let key = self.expression()?;
        self.t(T::Colon)?;
        self.expression()?;
        Some(key)
    }

    fn invalid_dict_items(&mut self) -> P {
        let starred = "cannot use a starred expression in a dictionary value";
        let absent = "expression expected after dictionary key and ':'";
        self.alt(|p| {
            p.gather(T::Comma, Self::dict_item)?;
            p.t(T::Comma)?;
            p.alt(|p| {
                let key = p.expression()?;
                p.not(|p| p.t(T::Colon))?;
                p.raise_key(key)
            });
            p.alt(|p| p.starred_value(starred));
            p.absent_value(absent)
        });
        self.alt(|p| p.starred_value(starred));
        self.alt(|p| p.absent_value(absent))
    }

    fn starred_value(&mut self, msg: &str) -> P {
        self.expression()?;
        self.t(T::Colon)?;
        let a = self.t(T::Star)?;
        self.bitwise_or()?;
        self.raise_from(a, msg)
    }

    fn absent_value(&mut self, msg: &str) -> P {
        self.expression()?;
        let a = self.t(T::Colon)?;
        if !self.next_is(&[T::Rbrace, T::Comma]) {
            return None;
        }
        self.raise_at(a, msg)
    }

    /// Takes a number.
    pub(super) fn number(&mut self) -> P {
        let node = self.t(T::Number)?;
        if self.text(node).contains('_') {
            self.since(6, "Underscores in numeric literals are")?;
        }
        Some(node)
    }

    /// The clauses of a comprehension; the node ends with the last one's last expression, which is its part.
    pub(super) fn for_if_clauses(&mut self) -> P {
        let clauses = self.some(Self::for_if_clause)?;
        clauses.last().copied()
    }

    fn for_if_clause(&mut self) -> P {
        let mut committed = false;
        let found = self.alt(|p| {
            let word = p.t(T::Async);
            p.t(T::For)?;
            p.star_targets()?;
            p.t(T::In)?;
            committed = true;
            let mut last = p.disjunction()?;
            while let Some(test) = p.alt(|p| {
                p.t(T::If)?;
                p.disjunction()
            }) {
                last = test;
            }
            if word.is_some() {
                p.since(6, "Async comprehensions are")?;
            }
            Some(last)
        });
        if found.is_some() || committed {
            return found;
        }
        self.bad(|p| {
            p.t(T::Async);
            p.t(T::For)?;
            p.bitwise_or()?;
            while p
                .alt(|p| {
                    p.t(T::Comma)?;
                    p.bitwise_or()
                })
                .is_some()
            {}
            p.t(T::Comma);
            p.not(|p| p.t(T::In))?;
            p.raise_last(super::ErrorKind::SyntaxError, "'in' expected after for-loop variables")
        });
        self.bad(Self::invalid_for_target);
        None
    }

    pub(super) fn invalid_for_target(&mut self) -> P {
        self.t(T::Async);
        self.t(T::For)?;
        let a = self.star_expressions()?;
        self.raise_target(a, Targets::For)
    }

    fn list_comprehension(&mut self) -> P {
        let from = self.mark;
        let found = self.alt(|p| {
            p.t(T::Lsqb)?;
            p.named_expression()?;
            p.for_if_clauses()?;
            p.t(T::Rsqb)?;
            Some(p.node(from, Kind::ListComp))
        });
        if found.is_none() {
            self.bad(Self::invalid_comprehension);
        }
        found
    }

    fn set_comprehension(&mut self) -> P {
        let from = self.mark;
        let found = self.alt(|p| {
            p.t(T::Lbrace)?;
            p.named_expression()?;
            p.for_if_clauses()?;
            p.t(T::Rbrace)?;
            Some(p.node(from, Kind::SetComp))
        });
        if found.is_none() {
            self.bad(Self::invalid_comprehension);
        }
        found
    }

    pub(super) fn generator(&mut self) -> P {
        let from = self.mark;
        let found = self.alt(|p| {
            p.t(T::Lpar)?;
            p.walrus_or_expression()?;
            p.for_if_clauses()?;
            p.t(T::Rpar)?;
            Some(p.node(from, Kind::Generator))
        });
        if found.is_none() {
            self.bad(Self::invalid_comprehension);
        }
        found
    }

    /// `assignment_expression | expression !':='`
    pub(super) fn walrus_or_expression(&mut self) -> P {
        if self.ahead(|p| {
            p.name()?;
            p.t(T::ColonEqual)
        }) {
            return self.assignment_expression();
        }
        self.plain_expression()
    }

    fn invalid_comprehension(&mut self) -> P {
        self.alt(|p| {
            p.any(&[T::Lsqb, T::Lpar, T::Lbrace])?;
            let a = p.starred_expression()?;
            p.for_if_clauses()?;
            p.raise_at(a, "iterable unpacking cannot be used in comprehension")
        });
        let msg = "did you forget parentheses around the comprehension target?";
        self.alt(|p| {
            p.any(&[T::Lsqb, T::Lbrace])?;
            let a = p.star_named_expression()?;
            p.t(T::Comma)?;
            let rest = p.star_named_expressions()?;
            p.for_if_clauses()?;
            p.raise_range(a, rest[rest.len() - 1], msg)
        });
        self.alt(|p| {
            p.any(&[T::Lsqb, T::Lbrace])?;
            let a = p.star_named_expression()?;
            let b = p.t(T::Comma)?;
            p.for_if_clauses()?;
            p.raise_range(a, b, msg)
        })
    }

    fn dict_comprehension(&mut self) -> P {
        let from = self.mark;
        let found = self.alt(|p| {
            p.t(T::Lbrace)?;
            p.key_value()?;
            p.for_if_clauses()?;
            p.t(T::Rbrace)?;
            Some(p.node(from, Kind::DictComp))
        });
        if found.is_none() {
            self.bad(|p| {
                p.t(T::Lbrace)?;
                let a = p.t(T::DoubleStar)?;
                p.bitwise_or()?;
                p.for_if_clauses()?;
                p.t(T::Rbrace)?;
                p.raise_at(a, "dict unpacking cannot be used in dict comprehension")
            });
        }
        found
    }
}
