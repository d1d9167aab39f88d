//! Patterns of a program's tree.

use super::super::grammar::{Node, Sum};
use super::{Object, Reader};
use crate::value::{PyResult, Value};
use pyopt_compiler::syntax::ast::{Constant, Pattern, PatternKind};

impl Reader<'_> {
    pub(super) fn pattern(&mut self, value: Value) -> PyResult<Pattern> {
        let span = self.span(value, "pattern", true)?;
        let of = self.kind(Sum::pattern, value)?;
        let kind = self.deeper("pattern", |r| r.pattern_kind(of))?;
        Ok(Pattern { kind, span })
    }

    fn pattern_kind(&mut self, of: Object) -> PyResult<PatternKind> {
        Ok(match of.node {
            Node::MatchValue => PatternKind::Value(self.expr_field(of, "value")?),
            Node::MatchSingleton => {
                let value = self.required(of, "value")?;
                let value = self.constant(value)?;
                if !matches!(value, Constant::None | Constant::Bool(_)) {
                    let message = "MatchSingleton can only contain True, False and None";
                    return Err(self.vm.raise_value_error(message));
                }
                PatternKind::Singleton(value)
            }
            Node::MatchSequence => PatternKind::Sequence(self.list(of, "patterns", Self::pattern)?),
            Node::MatchMapping => PatternKind::Mapping {
                keys: self.list(of, "keys", Self::expr)?,
                patterns: self.list(of, "patterns", Self::pattern)?,
                rest: self.opt_ident_field(of, "rest")?,
            },
            Node::MatchClass => PatternKind::Class {
                cls: self.expr_field(of, "cls")?,
                patterns: self.list(of, "patterns", Self::pattern)?,
                kwd_attrs: self.list(of, "kwd_attrs", Self::identifier)?,
                kwd_patterns: self.list(of, "kwd_patterns", Self::pattern)?,
            },
            Node::MatchStar => PatternKind::Star(self.opt_ident_field(of, "name")?),
            Node::MatchAs => {
                let pattern = match self.optional(of, "pattern")? {
                    Some(pattern) => Some(Box::new(self.pattern(pattern)?)),
                    None => None,
                };
                PatternKind::As { pattern, name: self.opt_ident_field(of, "name")? }
            }
            _ => PatternKind::Or(self.list(of, "patterns", Self::pattern)?),
        })
    }
}
