//! What may stand left of `=`, after `for` and after `del`.

use super::super::token::T;
use super::node::{Kind, Node};
use super::parser::{P, Parser, Rule};

const LOOKAHEAD: [T; 3] = [T::Lpar, T::Lsqb, T::Dot];

impl Parser<'_> {
    pub(super) fn star_targets(&mut self) -> P {
        let from = self.mark;
        if let Some(found) = self.alt(|p| {
            let found = p.star_target()?;
            p.not(|p| p.t(T::Comma))?;
            Some(found)
        }) {
            return Some(found);
        }
        let items = self.targets_seq(Self::star_target)?;
        Some(self.node_of(from, Kind::Tuple, &items))
    }

    fn targets_seq(&mut self, item: fn(&mut Self) -> P) -> Option<Vec<Node>> {
        let items = self.gather(T::Comma, item)?;
        self.t(T::Comma);
        Some(items)
    }

    pub(super) fn star_target(&mut self) -> P {
        self.memo(Rule::StarTarget, |p| {
            p.alt(|p| {
                let from = p.mark;
                p.t(T::Star)?;
                p.not(|p| p.t(T::Star))?;
                let value = p.star_target()?;
                Some(p.node_of(from, Kind::Starred, &[value]))
            })
            .or_else(|| p.target_with_star_atom())
        })
    }

    /// `t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead`
    pub(super) fn attribute_or_subscript(&mut self) -> P {
        let from = self.mark;
        self.alt(|p| {
            p.target_primary()?;
            p.t(T::Dot)?;
            p.name()?;
            p.not(|p| p.any(&LOOKAHEAD))?;
            Some(p.node(from, Kind::Attribute))
        })
        .or_else(|| {
            self.alt(|p| {
                p.target_primary()?;
                p.t(T::Lsqb)?;
                p.slices()?;
                p.t(T::Rsqb)?;
                p.not(|p| p.any(&LOOKAHEAD))?;
                Some(p.node(from, Kind::Subscript))
            })
        })
    }

    fn target_with_star_atom(&mut self) -> P {
        self.memo(Rule::TargetAtom, |p| p.attribute_or_subscript().or_else(|| p.star_atom()))
    }

    fn star_atom(&mut self) -> P {
        if let Some(name) = self.name() {
            return Some(name);
        }
        let from = self.mark;
        self.alt(|p| {
            p.t(T::Lpar)?;
            let inner = p.target_with_star_atom()?;
            p.t(T::Rpar)?;
            Some(inner)
        })
        .or_else(|| {
            self.alt(|p| {
                p.t(T::Lpar)?;
                p.alt(|p| {
                    p.star_target()?;
                    p.t(T::Comma)?;
                    p.alt(|p| p.targets_seq(Self::star_target));
                    Some(())
                });
                p.t(T::Rpar)?;
                Some(p.node(from, Kind::Tuple))
            })
        })
        .or_else(|| {
            self.alt(|p| {
                p.t(T::Lsqb)?;
                p.alt(|p| p.targets_seq(Self::star_target));
                p.t(T::Rsqb)?;
                Some(p.node(from, Kind::List))
            })
        })
    }

    pub(super) fn single_target(&mut self) -> P {
        self.attribute_or_subscript().or_else(|| self.name()).or_else(|| {
            self.alt(|p| {
                p.t(T::Lpar)?;
                let inner = p.single_target()?;
                p.t(T::Rpar)?;
                Some(inner)
            })
        })
    }

    /// An operand and the trailers of it that a further trailer follows.
    fn target_primary(&mut self) -> P {
        self.memo(Rule::TargetPrimary, |p| {
            let from = p.mark;
            let mut found = p.atom()?;
            if !p.next_is(&LOOKAHEAD) {
                return None;
            }
            while let Some(next) = p.alt(|p| {
                let next = p.trailer(from)?;
                p.next_is(&LOOKAHEAD).then_some(next)
            }) {
                found = next;
            }
            Some(found)
        })
    }

    pub(super) fn del_targets(&mut self) -> Option<Vec<Node>> {
        self.targets_seq(Self::del_target)
    }

    fn del_target(&mut self) -> P {
        self.memo(Rule::DelTarget, |p| p.attribute_or_subscript().or_else(|| p.del_atom()))
    }

    fn del_atom(&mut self) -> P {
        if let Some(name) = self.name() {
            return Some(name);
        }
        let from = self.mark;
        self.alt(|p| {
            p.t(T::Lpar)?;
            let inner = p.del_target()?;
            p.t(T::Rpar)?;
            Some(inner)
        })
        .or_else(|| {
            self.alt(|p| {
                p.t(T::Lpar)?;
                p.alt(Self::del_targets);
                p.t(T::Rpar)?;
                Some(p.node(from, Kind::Tuple))
            })
        })
        .or_else(|| {
            self.alt(|p| {
                p.t(T::Lsqb)?;
                p.alt(Self::del_targets);
                p.t(T::Rsqb)?;
                Some(p.node(from, Kind::List))
            })
        })
    }
}
