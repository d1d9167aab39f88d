//! Patterns of `match`.

use super::super::token::T;
use super::node::Kind;
use super::parser::{P, Parser, Rule};

const AFTER_NAME: [T; 3] = [T::Dot, T::Lpar, T::Equal];

impl Parser<'_> {
    pub(super) fn patterns(&mut self) -> P {
        self.alt(Self::open_sequence).or_else(|| self.pattern())
    }

    fn pattern(&mut self) -> P {
        self.alt(Self::as_pattern).or_else(|| self.or_pattern())
    }

    fn as_pattern(&mut self) -> P {
        let from = self.mark;
        if let Some(found) = self.alt(|p| {
            p.or_pattern()?;
            p.t(T::As)?;
            p.capture_target()?;
            Some(p.node(from, Kind::Plain))
        }) {
            return Some(found);
        }
        self.bad(|p| {
            p.or_pattern()?;
            p.t(T::As)?;
            if let Some(a) = p.soft("_") {
                return p.raise_at(a, "cannot use '_' as a target");
            }
            let a = p.expression()?;
            p.raise_at(a, format!("cannot use {} as pattern target", a.kind.name()))
        });
        None
    }

    fn or_pattern(&mut self) -> P {
        let from = self.mark;
        self.gather(T::Vbar, Self::closed_pattern)?;
        Some(self.node(from, Kind::Plain))
    }

    fn closed_pattern(&mut self) -> P {
        self.memo(Rule::ClosedPattern, |p| {
            p.alt(Self::literal)
                .or_else(|| p.alt(Self::capture_target))
                .or_else(|| p.soft("_"))
                .or_else(|| p.alt(Self::value_pattern))
                .or_else(|| p.alt(Self::group_pattern))
                .or_else(|| p.alt(Self::sequence_pattern))
                .or_else(|| p.alt(Self::mapping_pattern))
                .or_else(|| p.alt(Self::class_pattern))
        })
    }

    fn literal(&mut self) -> P {
        if let Some(found) = self.alt(|p| {
            let number = p.signed_number()?;
            p.not(|p| p.any(&[T::Plus, T::Minus]))?;
            Some(number)
        }) {
            return Some(found);
        }
        if let Some(found) = self.alt(|p| {
            let from = p.mark;
            let real = p.signed_number()?;
            if p.text(real).ends_with(['j', 'J']) {
                return p.raise_at(real, "real number required in complex literal");
            }
            p.any(&[T::Plus, T::Minus])?;
            let imaginary = p.number()?;
            if !p.text(imaginary).ends_with(['j', 'J']) {
                return p.raise_at(imaginary, "imaginary number required in complex literal");
            }
            Some(p.node(from, Kind::Plain))
        }) {
            return Some(found);
        }
        if self.next_is(&[T::String, T::FStart, T::TStart]) {
            return self.strings();
        }
        self.any(&[T::None, T::True, T::False])
    }

    /// A number with its sign; the node is the number's.
    fn signed_number(&mut self) -> P {
        self.t(T::Minus);
        self.number()
    }

    fn capture_target(&mut self) -> P {
        self.not(|p| p.soft("_"))?;
        let name = self.name()?;
        self.not(|p| p.any(&AFTER_NAME))?;
        Some(name)
    }

    fn dotted(&mut self) -> P {
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

    /// At least one dot.
    fn attribute(&mut self) -> P {
        let from = self.mark;
        let found = self.dotted()?;
        (self.mark > from + 1).then_some(found)
    }

    fn value_pattern(&mut self) -> P {
        let found = self.attribute()?;
        self.not(|p| p.any(&AFTER_NAME))?;
        Some(found)
    }

    fn group_pattern(&mut self) -> P {
        self.t(T::Lpar)?;
        let inner = self.pattern()?;
        self.t(T::Rpar)?;
        Some(inner)
    }

    fn sequence_pattern(&mut self) -> P {
        if let Some(open) = self.t(T::Lsqb) {
            self.alt(Self::maybe_sequence);
            self.t(T::Rsqb)?;
            return Some(open);
        }
        let open = self.t(T::Lpar)?;
        self.alt(Self::open_sequence);
        self.t(T::Rpar)?;
        Some(open)
    }

    fn open_sequence(&mut self) -> P {
        let from = self.mark;
        self.maybe_star()?;
        self.t(T::Comma)?;
        self.alt(Self::maybe_sequence);
        Some(self.node(from, Kind::Plain))
    }

    fn maybe_sequence(&mut self) -> P {
        let found = self.gather(T::Comma, Self::maybe_star)?;
        self.t(T::Comma);
        Some(found[0])
    }

    fn maybe_star(&mut self) -> P {
        self.alt(|p| {
            p.t(T::Star)?;
            p.alt(Self::capture_target).or_else(|| p.soft("_"))
        })
        .or_else(|| self.pattern())
    }

    fn mapping_pattern(&mut self) -> P {
        let open = self.t(T::Lbrace)?;
        self.alt(|p| {
            if p.alt(|p| p.gather(T::Comma, Self::mapping_item)).is_some() {
                p.alt(|p| {
                    p.t(T::Comma)?;
                    p.mapping_rest()
                });
            } else {
                p.mapping_rest()?;
            }
            p.t(T::Comma);
            Some(())
        });
        self.t(T::Rbrace)?;
        Some(open)
    }

    fn mapping_rest(&mut self) -> P {
        self.t(T::DoubleStar)?;
        self.capture_target()
    }

    fn mapping_item(&mut self) -> P {
        let key = self.alt(Self::literal).or_else(|| self.alt(Self::attribute))?;
        self.t(T::Colon)?;
        self.pattern()?;
        Some(key)
    }

    fn class_pattern(&mut self) -> P {
        let from = self.mark;
        if let Some(found) = self.alt(|p| {
            p.dotted()?;
            p.t(T::Lpar)?;
            if p.alt(|p| p.gather(T::Comma, Self::positional_pattern)).is_some() {
                p.alt(|p| {
                    p.t(T::Comma)?;
                    p.gather(T::Comma, Self::keyword_pattern)
                });
                p.t(T::Comma);
            } else if p.alt(|p| p.gather(T::Comma, Self::keyword_pattern)).is_some() {
                p.t(T::Comma);
            }
            p.t(T::Rpar)?;
            Some(p.node(from, Kind::Plain))
        }) {
            return Some(found);
        }
        self.bad(|p| {
            p.dotted()?;
            p.t(T::Lpar)?;
            p.alt(|p| {
                p.gather(T::Comma, Self::positional_pattern)?;
                p.t(T::Comma)
            });
            p.gather(T::Comma, Self::keyword_pattern)?;
            p.t(T::Comma)?;
            let found = p.gather(T::Comma, Self::positional_pattern)?;
            let (a, b) = (found[0], found[found.len() - 1]);
            p.raise_range(a, b, "positional patterns follow keyword patterns")
        });
        None
    }

    fn positional_pattern(&mut self) -> P {
        self.pattern()
    }

    fn keyword_pattern(&mut self) -> P {
        let name = self.name()?;
        self.t(T::Equal)?;
        self.pattern()?;
        Some(name)
    }
}
