//! A13: merges the constant parts of an f-string.
//!
//! **Before → after** `f"a{'b'}{x}"` → `f'ab{x}'`, `f'{1}:{x}'` → `f'1:{x}'`, `f'a{1}'` → `'a1'`.
//! **Why legal** the text of a `str`, an `int`, a bool and `None` is fixed: their exact types cannot be changed.
//! **Does not do** `f'{x}{""}'` → `f'{x}'` (the first is an exact str), `f'{x}'` → `str(x)` (it asks `__format__`), floats, what has a format or `!r`, t-strings, which show
//! their parts; an f-string over several lines, of which tracers see each; one that stands where a docstring would.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown};
use pyopt_compiler::analysis::purity;
use pyopt_compiler::semantics::fold;
use pyopt_compiler::syntax::ast::{Constant, Conversion, Expr, ExprKind, Operator, Wtf8Buf};

/// A13
pub struct MergeParts;

impl AstPass for MergeParts {
    fn id(&self) -> Id {
        Id::A13
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::JoinedStr])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let ExprKind::JoinedStr(values) = &expr.kind else { return };
        if !mergeable(values) && !values.iter().all(is_text) {
            return;
        }
        if !expr.span.is_one_line() {
            return cx.missed(expr.span, "a tracer sees the lines of its parts");
        }
        let mut merged = merge(values);
        // f'{x}{""}': wrong as f'{x}', which may be of a subclass of str
        if merged.len() == 1 && values.len() > 1 && !is_text(&merged[0]) {
            return cx.missed(expr.span, "a single field may answer a subclass of str");
        }
        // f'a{1}' → 'a1'
        let kind = match &merged[..] {
            [] => ExprKind::Constant(fold::str_constant(Wtf8Buf::new())),
            [only] if is_text(only) => merged.remove(0).kind,
            // f"a{'b'}{x}" → f'ab{x}'
            _ => ExprKind::JoinedStr(merged),
        };
        cx.replace(expr, kind);
    }
}

/// Whether the part's text is known: a literal, or a field of a constant without a format.
fn is_text(part: &Expr) -> bool {
    match &part.kind {
        ExprKind::Constant(Constant::Str(_)) => true,
        ExprKind::FormattedValue {
            value,
            conversion: Conversion::None | Conversion::Str,
            format_spec: None,
        } => {
            matches!(
                value.kind,
                ExprKind::Constant(Constant::Str(_) | Constant::Int(_) | Constant::Bool(_) | Constant::None)
            )
        }
        _ => false,
    }
}

/// Whether [`merge`] changes anything, here or in a format.
fn mergeable(values: &[Expr]) -> bool {
    let mut after_text = false;
    values.iter().any(|part| {
        let text = is_text(part);
        let pair = text && std::mem::replace(&mut after_text, text);
        after_text = text;
        pair || match &part.kind {
            ExprKind::FormattedValue { format_spec: Some(spec), .. } => {
                matches!(&spec.kind, ExprKind::JoinedStr(values) if mergeable(values))
            }
            ExprKind::FormattedValue { .. } => text,
            ExprKind::Constant(Constant::Str(text)) => text.is_empty(),
            _ => false,
        }
    })
}

fn text(part: &Expr) -> Option<Constant> {
    match &part.kind {
        _ if !is_text(part) => None,
        ExprKind::Constant(value) => Some(value.clone()),
        ExprKind::FormattedValue { value, .. } => match &value.kind {
            ExprKind::Constant(value) => match purity::call("str", std::slice::from_ref(value))? {
                purity::PureResult::Value(text) => Some(text),
                purity::PureResult::List(_) => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// The parts with neighbouring texts as one, and without empty ones.
fn merge(values: &[Expr]) -> Vec<Expr> {
    let mut merged: Vec<Expr> = Vec::with_capacity(values.len());
    for part in values {
        let Some(text) = text(part) else {
            let mut part = part.clone();
            if let ExprKind::FormattedValue { format_spec: Some(spec), .. } = &mut part.kind
                && let ExprKind::JoinedStr(values) = &mut spec.kind
                && mergeable(values)
            {
                *values = merge(values);
            }
            merged.push(part);
            continue;
        };
        match merged.last_mut().map(|last| &mut last.kind) {
            Some(ExprKind::Constant(before)) => {
                if let Ok(both) = fold::binary(Operator::Add, before, &text) {
                    *before = both;
                }
            }
            _ if matches!(&text, Constant::Str(text) if text.is_empty()) => {}
            _ => merged.push(Expr { kind: ExprKind::Constant(text), span: part.span }),
        }
    }
    merged
}
