//! Simple statements.

use super::super::error::ErrorKind;
use super::super::token::T;
use super::node::{Kind, Node, Targets};
use super::parser::{P, Parser, Rule};

const AUGMENTED: [T; 13] = [
    T::PlusEqual,
    T::MinusEqual,
    T::StarEqual,
    T::AtEqual,
    T::SlashEqual,
    T::PercentEqual,
    T::AmperEqual,
    T::VbarEqual,
    T::CircumflexEqual,
    T::LeftShiftEqual,
    T::RightShiftEqual,
    T::DoubleStarEqual,
    T::DoubleSlashEqual,
];

/// What is new about `@`, which a term has as well.
pub(super) const MATRIX: &str = "The '@' operator is";

impl Parser<'_> {
    pub(super) fn simple_stmts(&mut self) -> P {
        self.alt(|p| {
            let stmt = p.simple_stmt()?;
            p.not(|p| p.t(T::Semi))?;
            p.t(T::Newline)?;
            Some(stmt)
        })
        .or_else(|| {
            self.alt(|p| {
                let stmts = p.gather(T::Semi, Self::simple_stmt)?;
                p.t(T::Semi);
                p.t(T::Newline)?;
                Some(stmts[0])
            })
        })
    }

    pub(super) fn simple_stmt(&mut self) -> P {
        self.memo(Rule::SimpleStmt, |p| {
            let from = p.mark;
            if let Some(found) = p.alt(Self::assignment) {
                return Some(found);
            }
            // Past an augmented assignment's operator there is no way back.
            if p.committed(from) {
                return None;
            }
            if let Some(found) = p.alt(Self::type_alias) {
                return Some(found);
            }
            if let Some(found) = p.alt(Self::star_expressions) {
                return Some(found);
            }
            let token = p.peek()?;
            match token.kind {
                T::Return => p.alt(|p| {
                    let word = p.t(T::Return)?;
                    p.alt(Self::star_expressions);
                    Some(word)
                }),
                T::Import | T::From => p.alt(Self::import),
                T::Raise => p.alt(Self::raise_stmt),
                T::Pass | T::Break | T::Continue => p.any(&[T::Pass, T::Break, T::Continue]),
                T::Del => p.alt(Self::del),
                T::Yield => p.alt(Self::yield_expr),
                T::Assert => p.alt(|p| {
                    let word = p.t(T::Assert)?;
                    p.expression()?;
                    p.alt(|p| {
                        p.t(T::Comma)?;
                        p.expression()
                    });
                    Some(word)
                }),
                T::Global | T::Nonlocal => p.alt(|p| {
                    let word = p.any(&[T::Global, T::Nonlocal])?;
                    p.gather(T::Comma, Self::name)?;
                    Some(word)
                }),
                _ => None,
            }
        })
    }

    /// The operator of an augmented assignment.
    fn augmented(&mut self) -> P {
        let operator = self.any(&AUGMENTED)?;
        if self.text(operator) == "@=" {
            self.since(5, MATRIX)?;
        }
        Some(operator)
    }

    fn committed(&mut self, from: usize) -> bool {
        self.mark = from;
        self.ahead(|p| {
            p.single_target()?;
            p.augmented()
        })
    }

    fn assignment(&mut self) -> P {
        let from = self.mark;
        let annotated = |p: &mut Self| {
            p.t(T::Colon)?;
            p.expression()?;
            p.alt(|p| {
                p.t(T::Equal)?;
                p.annotated_rhs()
            });
            Some(p.node(from, Kind::Plain))
        };
        if let Some(found) = self.alt(|p| {
            p.name()?;
            let found = annotated(p)?;
            p.since(6, "Variable annotation syntax is")?;
            Some(found)
        }) {
            return Some(found);
        }
        if let Some(found) = self.alt(|p| {
            let inner = p.alt(|p| {
                p.t(T::Lpar)?;
                let inner = p.single_target()?;
                p.t(T::Rpar)?;
                Some(inner)
            });
            if inner.is_none() {
                p.attribute_or_subscript()?;
            }
            let found = annotated(p)?;
            p.since(6, "Variable annotations syntax is")?;
            Some(found)
        }) {
            return Some(found);
        }
        if let Some(found) = self.alt(|p| {
            p.some(Self::target_and_equal)?;
            p.annotated_rhs()?;
            p.not(|p| p.t(T::Equal))?;
            p.t(T::TypeComment);
            Some(p.node(from, Kind::Plain))
        }) {
            return Some(found);
        }
        let mut committed = false;
        if let Some(found) = self.alt(|p| {
            p.single_target()?;
            p.augmented()?;
            committed = true;
            p.annotated_rhs()?;
            Some(p.node(from, Kind::Plain))
        }) {
            return Some(found);
        }
        if !committed {
            self.bad(Self::invalid_assignment);
        }
        None
    }

    fn target_and_equal(&mut self) -> P {
        let target = self.star_targets()?;
        self.t(T::Equal)?;
        Some(target)
    }

    fn display_target(&mut self) -> P {
        self.alt(Self::list).or_else(|| self.alt(Self::tuple)).or_else(|| {
            self.alt(|p| {
                p.t(T::Lpar)?;
                let inner = p.display_target()?;
                p.t(T::Rpar)?;
                Some(inner)
            })
        })
    }

    fn invalid_assignment(&mut self) -> P {
        let typed = |p: &mut Self| {
            p.t(T::Colon)?;
            p.expression()
        };
        self.alt(|p| {
            let a = p.display_target()?;
            typed(p)?;
            p.raise_at(a, format!("only single target (not {}) can be annotated", a.kind.name()))
        });
        self.alt(|p| {
            let a = p.star_named_expression()?;
            p.t(T::Comma)?;
            while p.alt(Self::star_named_expressions).is_some() {}
            typed(p)?;
            p.raise_at(a, "only single target (not tuple) can be annotated")
        });
        self.alt(|p| {
            let a = p.expression()?;
            typed(p)?;
            p.raise_at(a, "illegal target for annotation")
        });
        self.alt(|p| {
            p.many(Self::target_and_equal);
            let a = p.star_expressions()?;
            p.t(T::Equal)?;
            p.raise_target(a, Targets::Star)
        });
        self.alt(|p| {
            p.many(Self::target_and_equal);
            let a = p.yield_expr()?;
            p.t(T::Equal)?;
            p.raise_at(a, "assignment to yield expression not possible")
        });
        self.alt(|p| {
            let a = p.star_expressions()?;
            p.augmented()?;
            p.annotated_rhs()?;
            p.raise_at(a, format!("'{}' is an illegal expression for augmented assignment", a.kind.name()))
        })
    }

    fn type_alias(&mut self) -> P {
        let word = self.soft("type")?;
        self.name()?;
        self.alt(Self::type_params);
        self.t(T::Equal)?;
        self.expression()?;
        self.since(12, "Type statement is")?;
        Some(word)
    }

    fn raise_stmt(&mut self) -> P {
        let word = self.t(T::Raise)?;
        self.alt(|p| {
            p.expression()?;
            p.alt(|p| {
                p.t(T::From)?;
                p.expression()
            });
            Some(())
        });
        Some(word)
    }

    fn del(&mut self) -> P {
        let found = self.alt(|p| {
            let word = p.t(T::Del)?;
            p.del_targets()?;
            p.next_is(&[T::Semi, T::Newline]).then_some(word)
        });
        if found.is_none() {
            self.bad(|p| {
                p.t(T::Del)?;
                let a = p.star_expressions()?;
                p.raise_target(a, Targets::Delete)
            });
        }
        found
    }

    fn import(&mut self) -> P {
        self.bad(|p| {
            p.alt(|p| {
                let a = p.t(T::Import)?;
                p.gather(T::Comma, Self::dotted_name)?;
                p.t(T::From)?;
                p.dotted_name()?;
                p.raise_from(a, "Did you mean to use 'from ... import ...' instead?")
            });
            p.t(T::Import)?;
            let token = p.t(T::Newline)?;
            p.raise_from(token, "Expected one or more names after 'import'")
        });
        if let Some(word) = self.t(T::Import) {
            self.gather(T::Comma, Self::dotted_as_name)?;
            return Some(word);
        }
        let word = self.t(T::From)?;
        let dots = self.many(|p| p.any(&[T::Dot, T::Ellipsis]));
        if dots.is_empty() {
            self.dotted_name()?;
        } else {
            self.alt(Self::dotted_name);
        }
        self.t(T::Import)?;
        self.import_targets()?;
        Some(word)
    }

    fn dotted_name(&mut self) -> P {
        let from = self.mark;
        self.name()?;
        while self
            .alt(|p| {
                p.t(T::Dot)?;
                p.name()
            })
            .is_some()
        {}
        Some(self.node(from, Kind::Plain))
    }

    fn import_targets(&mut self) -> P {
        let from = self.mark;
        if let Some(found) = self.alt(|p| {
            p.t(T::Lpar)?;
            p.gather(T::Comma, Self::import_as_name)?;
            p.t(T::Comma);
            p.t(T::Rpar)
        }) {
            return Some(found);
        }
        if let Some(found) = self.alt(|p| {
            p.gather(T::Comma, Self::import_as_name)?;
            p.not(|p| p.t(T::Comma))?;
            Some(p.node(from, Kind::Plain))
        }) {
            return Some(found);
        }
        if let Some(star) = self.t(T::Star) {
            return Some(star);
        }
        self.bad(|p| {
            p.gather(T::Comma, Self::import_as_name)?;
            p.t(T::Comma)?;
            p.t(T::Newline)?;
            p.raise_last(ErrorKind::SyntaxError, "trailing comma not allowed without surrounding parentheses")
        });
        self.bad(|p| {
            let token = p.t(T::Newline)?;
            p.raise_from(token, "Expected one or more names after 'import'")
        });
        None
    }

    fn import_as_name(&mut self) -> P {
        self.as_name(Self::name)
    }

    fn dotted_as_name(&mut self) -> P {
        self.as_name(Self::dotted_name)
    }

    fn as_name(&mut self, name: fn(&mut Self) -> P) -> P {
        self.bad(|p| {
            name(p)?;
            p.t(T::As)?;
            p.not(|p| {
                p.name()?;
                p.any(&[T::Comma, T::Rpar, T::Semi, T::Newline])
            })?;
            let a: Node = p.expression()?;
            p.raise_at(a, format!("cannot use {} as import target", a.kind.name()))
        });
        let found = name(self)?;
        self.alt(|p| {
            p.t(T::As)?;
            p.name()
        });
        Some(found)
    }
}
