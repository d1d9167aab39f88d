//! Parameters of functions and lambdas, and type parameters.
//!
//! One set of rules serves both: a lambda's parameters have no annotations and end at a colon instead of `)`.

use super::super::error::ErrorKind;
use super::super::token::T;
use super::node::Kind;
use super::parser::{P, Parser, Rule};

fn end(lambda: bool) -> T {
    if lambda { T::Colon } else { T::Rpar }
}

/// How a parameter may have a default.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Default {
    Never,
    Always,
    Maybe,
}

const POSITIONAL: &str = "Positional-only parameters are";

impl Parser<'_> {
    pub(super) fn parameters_of(&mut self, lambda: bool) -> P {
        self.bad(|p| p.invalid_parameters(lambda));
        self.parameters(lambda)
    }

    fn parameters(&mut self, lambda: bool) -> P {
        let from = self.mark;
        if self.alt(|p| p.slash_no_default(lambda)).is_some() {
            self.many(|p| p.param(lambda, Default::Never));
            self.many(|p| p.param(lambda, Default::Always));
            self.alt(|p| p.star_etc(lambda));
            self.since(8, POSITIONAL)?;
        } else if self.alt(|p| p.slash_with_default(lambda)).is_some() {
            self.many(|p| p.param(lambda, Default::Always));
            self.alt(|p| p.star_etc(lambda));
            self.since(8, POSITIONAL)?;
        } else if self.alt(|p| p.some(|p| p.param(lambda, Default::Never))).is_some() {
            self.many(|p| p.param(lambda, Default::Always));
            self.alt(|p| p.star_etc(lambda));
        } else if self.alt(|p| p.some(|p| p.param(lambda, Default::Always))).is_some() {
            self.alt(|p| p.star_etc(lambda));
        } else {
            self.star_etc(lambda)?;
        }
        Some(self.node(from, Kind::Plain))
    }

    fn slash(&mut self, lambda: bool) -> P {
        let slash = self.t(T::Slash)?;
        if self.t(T::Comma).is_some() || self.next_is(&[end(lambda)]) { Some(slash) } else { None }
    }

    fn slash_no_default(&mut self, lambda: bool) -> P {
        self.some(|p| p.param(lambda, Default::Never))?;
        self.slash(lambda)
    }

    fn slash_with_default(&mut self, lambda: bool) -> P {
        self.many(|p| p.param(lambda, Default::Never));
        self.some(|p| p.param(lambda, Default::Always))?;
        self.slash(lambda)
    }

    /// A parameter with its comma, or before the end.
    fn param(&mut self, lambda: bool, default: Default) -> P {
        let name = self.bare_param(lambda)?;
        match default {
            Default::Never => {}
            Default::Always => {
                self.default()?;
            }
            Default::Maybe => {
                self.alt(Self::default);
            }
        }
        self.end_of_param(lambda)?;
        Some(name)
    }

    /// The comma behind a parameter, or what ends them all. The type comment of a function's stands behind the comma.
    fn end_of_param(&mut self, lambda: bool) -> Option<()> {
        if self.t(T::Comma).is_some() {
            if !lambda {
                self.t(T::TypeComment);
            }
            return Some(());
        }
        if !lambda {
            self.t(T::TypeComment);
        }
        self.next_is(&[end(lambda)]).then_some(())
    }

    fn bare_param(&mut self, lambda: bool) -> P {
        let from = self.mark;
        self.name()?;
        if !lambda {
            self.alt(|p| {
                p.t(T::Colon)?;
                p.expression()
            });
        }
        Some(self.node(from, Kind::Plain))
    }

    fn star_annotated(&mut self) -> P {
        let name = self.name()?;
        self.t(T::Colon)?;
        self.star_expression()?;
        self.end_of_param(false)?;
        Some(name)
    }

    fn default(&mut self) -> P {
        self.memo(Rule::ParamDefault, |p| {
            let found = p.alt(|p| {
                p.t(T::Equal)?;
                p.expression()
            });
            if found.is_none() {
                p.bad(|p| {
                    let a = p.t(T::Equal)?;
                    if !p.next_is(&[T::Rpar, T::Comma]) {
                        return None;
                    }
                    p.raise_at(a, "expected default value expression")
                });
            }
            found
        })
    }

    fn star_etc(&mut self, lambda: bool) -> P {
        self.bad(|p| p.invalid_star_etc(lambda));
        self.alt(|p| {
            let star = p.t(T::Star)?;
            if p.alt(|p| p.param(lambda, Default::Never)).is_none()
                && (lambda || p.alt(Self::star_annotated).is_none())
            {
                p.t(T::Comma)?;
                p.some(|p| p.param(lambda, Default::Maybe))?;
                p.alt(|p| p.kwds(lambda));
                return Some(star);
            }
            p.many(|p| p.param(lambda, Default::Maybe));
            p.alt(|p| p.kwds(lambda));
            Some(star)
        })
        .or_else(|| self.kwds(lambda))
    }

    fn kwds(&mut self, lambda: bool) -> P {
        self.bad(|p| {
            p.t(T::DoubleStar)?;
            p.bare_param(lambda)?;
            if let Some(a) = p.t(T::Equal) {
                return p.raise_at(a, "var-keyword argument cannot have default value");
            }
            p.t(T::Comma)?;
            let a = p.alt(|p| p.bare_param(lambda));
            let a = a.or_else(|| p.any(&[T::Star, T::DoubleStar, T::Slash]))?;
            p.raise_at(a, "arguments cannot follow var-keyword argument")
        });
        self.t(T::DoubleStar)?;
        self.param(lambda, Default::Never)
    }

    fn invalid_star_etc(&mut self, lambda: bool) -> P {
        let bare = "named arguments must follow bare *";
        self.alt(|p| {
            let a = p.t(T::Star)?;
            if p.t(end(lambda)).is_none() {
                p.t(T::Comma)?;
                p.any(&[end(lambda), T::DoubleStar])?;
            }
            if lambda { p.raise_last(ErrorKind::SyntaxError, bare) } else { p.raise_at(a, bare) }
        });
        if !lambda {
            self.alt(|p| {
                p.t(T::Star)?;
                p.t(T::Comma)?;
                p.t(T::TypeComment)?;
                p.raise_last(ErrorKind::SyntaxError, "bare * has associated type comment")
            });
        }
        self.alt(|p| {
            p.t(T::Star)?;
            p.bare_param(lambda)?;
            let a = p.t(T::Equal)?;
            p.raise_at(a, "var-positional argument cannot have default value")
        });
        self.alt(|p| {
            p.t(T::Star)?;
            p.param_or_comma(lambda)?;
            p.many(|p| p.param(lambda, Default::Maybe));
            let a = p.t(T::Star)?;
            p.param_or_comma(lambda)?;
            p.raise_at(a, "* argument may appear only once")
        })
    }

    fn param_or_comma(&mut self, lambda: bool) -> P {
        self.alt(|p| p.param(lambda, Default::Never)).or_else(|| self.t(T::Comma))
    }

    fn slash_part(&mut self, lambda: bool) -> P {
        self.alt(|p| p.slash_no_default(lambda)).or_else(|| self.alt(|p| p.slash_with_default(lambda)))
    }

    fn invalid_parameters(&mut self, lambda: bool) -> P {
        self.alt(|p| {
            let a = p.t(T::Slash)?;
            p.t(T::Comma)?;
            p.raise_at(a, "at least one argument must precede /")
        });
        self.alt(|p| {
            p.slash_part(lambda)?;
            p.many(|p| p.param(lambda, Default::Maybe));
            let a = p.t(T::Slash)?;
            p.raise_at(a, "/ may appear only once")
        });
        self.alt(|p| {
            p.alt(|p| p.slash_no_default(lambda));
            p.many(|p| p.param(lambda, Default::Never));
            let helper = p.alt(|p| p.slash_with_default(lambda));
            if helper.is_none() {
                p.some(|p| p.param(lambda, Default::Always))?;
            }
            let from = p.mark;
            p.param(lambda, Default::Never)?;
            let a = p.node_until(from, lambda);
            p.raise_at(a, "parameter without a default follows parameter with a default")
        });
        self.alt(|p| {
            p.many(|p| p.param(lambda, Default::Never));
            let a = p.t(T::Lpar)?;
            if lambda {
                p.gather(T::Comma, |p| p.bare_param(true))?;
            } else {
                p.some(|p| p.param(false, Default::Never))?;
            }
            p.t(T::Comma);
            let b = p.t(T::Rpar)?;
            let what = if lambda { "Lambda expression" } else { "Function" };
            p.raise_range(a, b, format!("{what} parameters cannot be parenthesized"))
        });
        self.alt(|p| {
            p.slash_part(lambda);
            p.many(|p| p.param(lambda, Default::Maybe));
            p.t(T::Star)?;
            let comma = p.t(T::Comma);
            if comma.is_none() {
                p.param(lambda, Default::Never)?;
            }
            p.many(|p| p.param(lambda, Default::Maybe));
            let a = p.t(T::Slash)?;
            p.raise_at(a, "/ must be ahead of *")
        });
        self.alt(|p| {
            p.some(|p| p.param(lambda, Default::Maybe))?;
            p.t(T::Slash)?;
            let a = p.t(T::Star)?;
            p.raise_at(a, "expected comma between / and *")
        })
    }

    /// The parameter that started at token `from`, without the comma behind it.
    fn node_until(&mut self, from: usize, lambda: bool) -> super::node::Node {
        let after = std::mem::replace(&mut self.mark, from);
        let node = self.bare_param(lambda).unwrap_or_else(|| self.node(from, Kind::Plain));
        self.mark = after;
        node
    }

    pub(super) fn type_params(&mut self) -> P {
        self.bad(|p| {
            p.t(T::Lsqb)?;
            let token = p.t(T::Rsqb)?;
            p.raise_from(token, "Type parameter list cannot be empty")
        });
        self.t(T::Lsqb)?;
        self.gather(T::Comma, Self::type_param)?;
        self.t(T::Comma);
        let close = self.t(T::Rsqb)?;
        self.since(12, "Type parameter lists are")?;
        Some(close)
    }

    fn type_param(&mut self) -> P {
        self.memo(Rule::TypeParam, |p| {
            if let Some(name) = p.alt(|p| {
                let name = p.name()?;
                p.alt(|p| {
                    p.t(T::Colon)?;
                    p.expression()
                });
                p.alt(|p| p.type_default(false));
                Some(name)
            }) {
                return Some(name);
            }
            p.bad(|p| {
                let star = p.any(&[T::Star, T::DoubleStar])?;
                p.name()?;
                let colon = p.t(T::Colon)?;
                let bound = p.expression()?;
                let what = if bound.kind == Kind::Tuple { "constraints" } else { "bound" };
                let which = if p.text(star) == "*" { "TypeVarTuple" } else { "ParamSpec" };
                p.raise_from(colon, format!("cannot use {what} with {which}"))
            });
            let star = p.any(&[T::Star, T::DoubleStar])?;
            let name = p.name()?;
            let starred = p.text(star) == "*";
            p.alt(|p| p.type_default(starred));
            Some(name)
        })
    }

    fn type_default(&mut self, starred: bool) -> P {
        self.t(T::Equal)?;
        let found = if starred { self.star_expression()? } else { self.expression()? };
        self.since(13, "Type parameter defaults are")?;
        Some(found)
    }
}
