//! A33: takes displays apart that are unpacked where they stand.
//!
//! **Before → after** `[*[a], b]` → `[a, b]`, `f(*(a, b))` → `f(a, b)`, `f(**{'k': v})` → `f(k=v)`.
//! **Why legal** a list or tuple display is iterated without asking anybody, and nobody else sees it; its items are
//! evaluated in the same order.
//! **Needs** one line; keys that are identifiers, each given once (twice is an exception at run time, and would be an
//! error of the source).
//! **Does not do** set displays (their items are hashed, and come in another order), displays in sets (an item is hashed
//! before the next one is evaluated), constant tuples of more than three items, which are added faster as they are.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Refused, Shown, constant};
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprContext, ExprKind, Ident, Keyword, Wtf8};
use pyopt_compiler::syntax::is_keyword;

/// A33
pub struct FlattenUnpacking;

/// Items of a constant tuple that are loaded one by one: with more, unpacking it takes fewer instructions.
const FEW: usize = 3;

impl AstPass for FlattenUnpacking {
    fn id(&self) -> Id {
        Id::A33
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::List, ExprTag::Tuple, ExprTag::Call])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let kind = match &expr.kind {
            // [*[a], b] → [a, b]
            ExprKind::List { elts, ctx: ExprContext::Load } if elts.iter().any(is_display) => {
                ExprKind::List { elts: flat(elts), ctx: ExprContext::Load }
            }
            ExprKind::Tuple { elts, ctx: ExprContext::Load } if elts.iter().any(is_display) => {
                ExprKind::Tuple { elts: flat(elts), ctx: ExprContext::Load }
            }
            ExprKind::Call { func, args, keywords } => {
                let spread = |keyword: &Keyword| {
                    keyword.name.is_none() && matches!(keyword.value.kind, ExprKind::Dict { .. })
                };
                let (positional, named) = (args.iter().any(is_display), keywords.iter().any(spread));
                if !positional && !named {
                    return;
                }
                // f(**{'k': v}) → f(k=v)
                let keywords = if named { named_arguments(keywords) } else { Ok(keywords.clone()) };
                match keywords {
                    // f(*(a, b)) → f(a, b)
                    Ok(keywords) => ExprKind::Call { func: func.clone(), args: flat(args), keywords },
                    Err(why) => return cx.refused(expr.span, why),
                }
            }
            _ => return,
        };
        if expr.span.is_one_line() {
            cx.replace(expr, kind);
        } else {
            cx.missed(expr.span, "a tracer sees the line of the unpacking");
        }
    }
}

/// Whether it is `*` of a display that may be taken apart.
fn is_display(item: &Expr) -> bool {
    let ExprKind::Starred { value, .. } = &item.kind else { return false };
    match &value.kind {
        ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
            elts.len() <= FEW || elts.iter().any(|elt| constant(elt).is_none())
        }
        ExprKind::Constant(Constant::Tuple(items)) => items.len() <= FEW,
        _ => false,
    }
}

fn flat(items: &[Expr]) -> Vec<Expr> {
    let mut flat = Vec::with_capacity(items.len());
    for item in items {
        match &item.kind {
            ExprKind::Starred { value, .. } if is_display(item) => match &value.kind {
                ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
                    flat.extend(elts.iter().cloned());
                }
                ExprKind::Constant(Constant::Tuple(items)) => {
                    let span = value.span;
                    let load = |item: &Constant| Expr { kind: ExprKind::Constant(item.clone()), span };
                    flat.extend(items.iter().map(load));
                }
                _ => {}
            },
            _ => flat.push(item.clone()),
        }
    }
    flat
}

/// The keywords with each `**{…}` as keywords of its own.
fn named_arguments(keywords: &[Keyword]) -> Result<Vec<Keyword>, Refused> {
    let mut named = Vec::with_capacity(keywords.len() + 1);
    for keyword in keywords {
        match &keyword.value.kind {
            ExprKind::Dict { keys, values } if keyword.name.is_none() => {
                for (key, value) in keys.iter().zip(values) {
                    let name = match key.as_ref().map(constant) {
                        Some(Some(Constant::Str(key))) => identifier(key),
                        _ => None,
                    };
                    let name = name.ok_or((
                        "a key of the dict is not the name of a parameter",
                        key.as_ref().unwrap_or(value).span,
                    ))?;
                    named.push(Keyword { name: Some(name), value: value.clone(), span: value.span });
                }
            }
            _ => named.push(keyword.clone()),
        }
    }
    for (at, keyword) in named.iter().enumerate() {
        if keyword.name.is_some() && named[..at].iter().any(|other| other.name == keyword.name) {
            return Err(("a keyword is given twice, which is for run time to say", keyword.span).into());
        }
    }
    Ok(named)
}

/// The text as a name that a source could spell: ASCII, not a keyword, not mangled in a class.
fn identifier(text: &Wtf8) -> Option<Ident> {
    let text = text.as_str().ok()?;
    let head = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    let tail = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (head && tail && !text.starts_with("__") && !is_keyword(text)).then(|| text.into())
}
