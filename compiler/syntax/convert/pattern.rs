//! Patterns of `match`.

use super::*;

impl Converter<'_> {
    /// Converts a pattern; `star` says whether a `*name` may stand here.
    pub(super) fn pattern(&mut self, node: rp::Pattern, top: bool) -> Res<Pattern> {
        if let (true, rp::Pattern::MatchStar(star)) = (top, &node) {
            return Err(self.error_at(self.span(star.range), "invalid syntax"));
        }
        let (kind, range) = match node {
            rp::Pattern::MatchValue(node) => {
                let value = self.boxed(node.value)?;
                self.check_literal(&value)?;
                (PatternKind::Value(value), node.range)
            }
            rp::Pattern::MatchSingleton(node) => {
                let value = match node.value {
                    rp::Constant::Bool(value) => Constant::Bool(value),
                    _ => Constant::None,
                };
                (PatternKind::Singleton(value), node.range)
            }
            rp::Pattern::MatchSequence(node) => {
                let mut patterns = Vec::with_capacity(node.patterns.len());
                for pattern in node.patterns {
                    patterns.push(self.pattern(pattern, false)?);
                }
                (PatternKind::Sequence(patterns), node.range)
            }
            rp::Pattern::MatchMapping(node) => {
                let keys = self.exprs(node.keys)?;
                for key in &keys {
                    if matches!(key.kind, ExprKind::JoinedStr(_) | ExprKind::TemplateStr(_)) {
                        let msg = "mapping pattern keys may only match literals and attribute lookups";
                        return Err(self.error_at(self.span(node.range), msg));
                    }
                    self.check_literal(key)?;
                }
                let patterns = self.closed(node.patterns)?;
                let rest = node.rest.map(|name| self.ident(name));
                if rest.as_deref() == Some("_") {
                    return Err(self.error_at(self.span(node.range), "invalid syntax"));
                }
                (PatternKind::Mapping { keys, patterns, rest }, node.range)
            }
            rp::Pattern::MatchClass(node) => {
                let cls = self.boxed(node.cls)?;
                let patterns = self.closed(node.patterns)?;
                let kwd_attrs = node.kwd_attrs.into_iter().map(|name| self.ident(name)).collect();
                let kwd_patterns = self.closed(node.kwd_patterns)?;
                (PatternKind::Class { cls, patterns, kwd_attrs, kwd_patterns }, node.range)
            }
            rp::Pattern::MatchStar(node) => {
                (PatternKind::Star(node.name.map(|name| self.ident(name))), node.range)
            }
            rp::Pattern::MatchAs(node) => {
                let pattern = match node.pattern {
                    Some(pattern) => Some(Box::new(self.pattern(*pattern, true)?)),
                    None => None,
                };
                (PatternKind::As { pattern, name: node.name.map(|name| self.ident(name)) }, node.range)
            }
            rp::Pattern::MatchOr(node) => (PatternKind::Or(self.closed(node.patterns)?), node.range),
        };
        Ok(Pattern { kind, span: self.span(range) })
    }

    /// Patterns where a star may not stand.
    fn closed(&mut self, nodes: Vec<rp::Pattern>) -> Res<Vec<Pattern>> {
        let mut out = Vec::with_capacity(nodes.len());
        for node in nodes {
            out.push(self.pattern(node, true)?);
        }
        Ok(out)
    }

    /// Only literals, negative numbers, complex numbers and dotted names are values.
    fn check_literal(&self, value: &Expr) -> Res<()> {
        match &value.kind {
            ExprKind::JoinedStr(_) | ExprKind::TemplateStr(_) => {
                Err(self.error_at(value.span, "patterns may only match literals and attribute lookups"))
            }
            ExprKind::BinOp { left, right, .. } => {
                let real = match &left.kind {
                    ExprKind::UnaryOp { operand, .. } => operand,
                    _ => left,
                };
                if let ExprKind::Constant(Constant::Complex { .. }) = real.kind {
                    return Err(self.error_at(left.span, "real number required in complex literal"));
                }
                if !matches!(right.kind, ExprKind::Constant(Constant::Complex { .. })) {
                    return Err(self.error_at(right.span, "imaginary number required in complex literal"));
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
