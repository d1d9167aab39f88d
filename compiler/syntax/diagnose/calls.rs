//! The arguments of a call or a class.

use super::super::error::ErrorKind;
use super::super::token::T;
use super::node::{Kind, Node};
use super::parser::{P, Parser, Rule};

impl Parser<'_> {
    pub(super) fn arguments(&mut self) -> P {
        self.memo(Rule::Arguments, |p| {
            let found = p.alt(|p| {
                let args = p.args()?;
                p.t(T::Comma);
                p.next_is(&[T::Rpar]).then_some(args)
            });
            if found.is_none() {
                p.bad(Self::invalid_arguments);
            }
            found
        })
    }

    /// A positional argument: `starred_expression | (assignment_expression | expression !':=') !'='`
    fn positional(&mut self) -> P {
        self.alt(Self::starred_expression).or_else(|| {
            self.alt(|p| {
                let found = p.walrus_or_expression()?;
                p.not(|p| p.t(T::Equal))?;
                Some(found)
            })
        })
    }

    /// Arguments; the parts are positional ones, then keywords.
    fn args(&mut self) -> P {
        let from = self.mark;
        let mut parts = self.alt(|p| p.gather(T::Comma, Self::positional));
        match &mut parts {
            Some(parts) => {
                let more = self.alt(|p| {
                    p.t(T::Comma)?;
                    p.kwargs()
                });
                parts.extend(more.unwrap_or_default());
            }
            None => parts = Some(self.kwargs()?),
        }
        Some(self.node_of(from, Kind::Plain, &parts.unwrap_or_default()))
    }

    fn kwargs(&mut self) -> Option<Vec<Node>> {
        self.alt(|p| {
            let mut found = p.gather(T::Comma, |p| p.keyword(false))?;
            p.t(T::Comma)?;
            found.extend(p.gather(T::Comma, |p| p.keyword(true))?);
            Some(found)
        })
        .or_else(|| self.alt(|p| p.gather(T::Comma, |p| p.keyword(false))))
        .or_else(|| self.alt(|p| p.gather(T::Comma, |p| p.keyword(true))))
    }

    /// The end of the keyword argument that starts at byte `start`.
    pub(super) fn end_of_keyword(&mut self, start: usize) -> Option<usize> {
        self.restart();
        self.invalid = false;
        self.mark = self.tokens.partition_point(|t| (t.start as usize) < start);
        self.keyword(false).map(|node| node.end as usize)
    }

    /// `name=value`, or `*value` (`double`: `**value`).
    fn keyword(&mut self, double: bool) -> P {
        self.bad(Self::invalid_keyword);
        let from = self.mark;
        self.alt(|p| {
            p.name()?;
            p.t(T::Equal)?;
            p.expression()?;
            Some(p.node(from, Kind::Keyword))
        })
        .or_else(|| {
            if !double {
                return self.alt(Self::starred_expression);
            }
            self.alt(|p| {
                p.t(T::DoubleStar)?;
                p.expression()?;
                Some(p.node(from, Kind::KeywordUnpack))
            })
        })
    }

    pub(super) fn starred_expression(&mut self) -> P {
        let from = self.mark;
        self.bad(|p| {
            let a = p.t(T::Star)?;
            p.expression()?;
            p.t(T::Equal)?;
            let b = p.expression()?;
            p.raise_range(a, b, "cannot assign to iterable argument unpacking")
        });
        let found = self.alt(|p| {
            p.t(T::Star)?;
            let value = p.expression()?;
            Some(p.node_of(from, Kind::Starred, &[value]))
        });
        if found.is_none() {
            self.bad(|p| {
                p.t(T::Star)?;
                p.raise_last(ErrorKind::SyntaxError, "Invalid star expression")
            });
        }
        found
    }

    fn invalid_keyword(&mut self) -> P {
        self.alt(|p| {
            let a = p.any(&[T::True, T::False, T::None])?;
            let b = p.t(T::Equal)?;
            let name = p.text(a);
            p.raise_range(a, b, format!("cannot assign to {name}"))
        });
        self.alt(Self::generator_as_value);
        self.alt(|p| {
            p.not(|p| {
                p.name()?;
                p.t(T::Equal)
            })?;
            let a = p.expression()?;
            let b = p.t(T::Equal)?;
            p.raise_range(a, b, "expression cannot contain assignment, perhaps you meant \"==\"?")
        });
        self.alt(|p| {
            let a = p.t(T::DoubleStar)?;
            p.expression()?;
            p.t(T::Equal)?;
            let b = p.expression()?;
            p.raise_range(a, b, "cannot assign to keyword argument unpacking")
        })
    }

    /// `name = value for …`
    fn generator_as_value(&mut self) -> P {
        let a = self.name()?;
        let b = self.t(T::Equal)?;
        self.expression()?;
        self.for_if_clauses()?;
        self.raise_range(a, b, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
    }

    fn invalid_arguments(&mut self) -> P {
        let bare = "Generator expression must be parenthesized";
        self.alt(|p| {
            let both = p.alt(|p| {
                p.gather(T::Comma, Self::positional)?;
                p.t(T::Comma)?;
                p.kwargs()
            });
            if both.is_none() {
                p.kwargs()?;
            }
            let a = p.t(T::Comma)?;
            p.gather(T::Comma, |p| {
                let found = p.starred_expression()?;
                p.not(|p| p.t(T::Equal))?;
                Some(found)
            })?;
            p.raise_from(a, "iterable argument unpacking follows keyword argument unpacking")
        });
        self.alt(|p| {
            let a = p.expression()?;
            let b = p.for_if_clauses()?;
            p.t(T::Comma)?;
            let again = p.alt(Self::args);
            if again.is_none() {
                p.alt(|p| {
                    p.expression()?;
                    p.for_if_clauses()
                });
            }
            p.raise_range(a, b, bare)
        });
        self.alt(Self::generator_as_value);
        self.alt(|p| {
            p.alt(|p| {
                p.args()?;
                p.t(T::Comma)
            });
            let a = p.name()?;
            let b = p.t(T::Equal)?;
            if !p.next_is(&[T::Comma, T::Rpar]) {
                return None;
            }
            p.raise_range(a, b, "expected argument value expression")
        });
        self.alt(|p| {
            let args = p.args()?;
            let b = p.for_if_clauses()?;
            let positional = p.positional_of(args);
            let last = (positional.len() > 1).then(|| positional[positional.len() - 1])?;
            p.raise_range(last, b, bare)
        });
        self.alt(|p| {
            p.args()?;
            p.t(T::Comma)?;
            let a = p.expression()?;
            let b = p.for_if_clauses()?;
            p.raise_range(a, b, bare)
        });
        self.alt(|p| {
            let args = p.args()?;
            p.t(T::Comma)?;
            p.args()?;
            let unpacks = p.parts(args).iter().any(|part| part.kind == Kind::KeywordUnpack);
            let tail = if unpacks { " unpacking" } else { "" };
            p.raise_last(
                ErrorKind::SyntaxError,
                format!("positional argument follows keyword argument{tail}"),
            )
        })
    }

    fn positional_of(&self, args: Node) -> Vec<Node> {
        let keyword = |part: &&Node| matches!(part.kind, Kind::Keyword | Kind::KeywordUnpack);
        self.parts(args).iter().filter(|part| !keyword(part)).copied().collect()
    }
}
