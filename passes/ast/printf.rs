//! A12: makes an f-string of `%`-formatting with a tuple display.
//!
//! **Before → after** `'%s=%r' % (a, b)` → `f'{a!s}={b!r}'`, `'%-5s' % (a,)` → `f'{a!s:5}'`.
//! **Why legal** CPython 3.14 does the same to every program, and it shows: each value is formatted before the next one
//! is evaluated, and an exception points at the value. So this is part of the language: it runs at each level, first and
//! once, on the tree as it was written.
//! **Needs** a str literal, a tuple display without star and as many items as there are specifiers; `%s %r %a` and `%%`
//! only, width and precision of at most two digits.
//! **Does not do** `%d` and its like (their errors differ), bytes, `'%s' % x`, annotations; a format that only folding
//! makes a literal (CPython folds later).

use crate::catalogue::Id;
use crate::pass::{AstPass, BodyKind, Cx, ExprTag, Place, Shown};
use pyopt_compiler::analysis::visit::{Node, Scope, walk_expr, walk_stmts};
use pyopt_compiler::semantics::fold::str_constant;
use pyopt_compiler::syntax::ast::{Conversion, Expr, ExprKind, Mod, Span, Stmt, StmtKind, Wtf8, Wtf8Buf};

/// A12
pub struct PrintfToFString;

impl AstPass for PrintfToFString {
    fn id(&self) -> Id {
        Id::A12
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::BinOp]).and(Shown::BODIES)
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let Some((format, values)) = expr.percent_format() else { return };
        // '%s=%r' % (a, b) → f'{a!s}={b!r}'
        match joined(format, values) {
            Ok(parts) => cx.replace(expr, ExprKind::JoinedStr(parts)),
            Err(reason) => cx.missed(expr.span, reason),
        }
    }

    fn body(&self, body: &mut Vec<Stmt>, kind: BodyKind, cx: &mut Cx<'_>) {
        // The walk hides what stands where a docstring would; an f-string is none.
        if kind == BodyKind::Scope
            && let StmtKind::Expr(value) = &mut body[0].kind
        {
            self.expr(value, Place::default(), cx);
        }
    }
}

/// Whether the module holds anything for this pass: most modules are spared the walk that rewrites. The symbol table of a
/// module knows it as well.
pub fn occurs(module: &Mod) -> bool {
    let mut found = false;
    let mut see =
        |node: Node<'_>| found |= matches!(node, Node::Expr(expr) if expr.percent_format().is_some());
    match module {
        Mod::Module(body) | Mod::Interactive(body) => walk_stmts(body, Scope::Nested, &mut see),
        Mod::Expression(expr) => walk_expr(expr, Scope::Nested, &mut see),
    }
    found
}

/// The parts of the f-string; literals stand nowhere in the source, as in CPython.
fn joined(format: &Wtf8, values: &[Expr]) -> Result<Vec<Expr>, &'static str> {
    let mut parts = Vec::with_capacity(values.len() * 2 + 1);
    let mut values = values.iter();
    let mut codes = format.code_points().map(|code| code.to_u32()).peekable();
    let mut literal = Wtf8Buf::new();
    let mut text = format.code_points();
    while let Some(code) = codes.next() {
        let unit = text.next();
        if code != u32::from('%') {
            literal.extend(unit);
            continue;
        }
        if codes.next_if_eq(&u32::from('%')).is_some() {
            literal.extend(text.next());
            continue;
        }
        let value = values.next().ok_or("more specifiers than items")?;
        let mut next = || {
            text.next();
            codes.next().and_then(char::from_u32).ok_or("an incomplete specifier")
        };
        let (conversion, spec) = specifier(&mut next)?;
        if !literal.is_empty() {
            parts.push(literal_part(std::mem::take(&mut literal)));
        }
        let format_spec = (!spec.is_empty()).then(|| {
            let spec = literal_part(Wtf8Buf::from(spec));
            Box::new(Expr { kind: ExprKind::JoinedStr(vec![spec]), span: Span::NONE })
        });
        let kind = ExprKind::FormattedValue { value: Box::new(value.clone()), conversion, format_spec };
        parts.push(Expr { kind, span: value.span });
    }
    if values.next().is_some() {
        return Err("more items than specifiers");
    }
    if !literal.is_empty() {
        parts.push(literal_part(literal));
    }
    Ok(parts)
}

fn literal_part(text: Wtf8Buf) -> Expr {
    Expr { kind: ExprKind::Constant(str_constant(text)), span: Span::NONE }
}

/// What stands behind a `%`: flags, width, precision and type.
fn specifier(
    next: &mut dyn FnMut() -> Result<char, &'static str>,
) -> Result<(Conversion, String), &'static str> {
    let mut left = false;
    let mut code = next()?;
    // flags that only numbers know change nothing
    while matches!(code, '-' | '+' | ' ' | '#' | '0') {
        left |= code == '-';
        code = next()?;
    }
    let width = digits(&mut code, next)?;
    let mut spec = String::new();
    if !width.is_empty() && !left {
        // printf aligns to the right, format() aligns text to the left
        spec.push('>');
    }
    spec.push_str(&width);
    if code == '.' {
        code = next()?;
        let precision: u32 = digits(&mut code, next)?.parse().unwrap_or(0);
        spec.push('.');
        spec.push_str(&precision.to_string());
    }
    let conversion = match code {
        's' => Conversion::Str,
        'r' => Conversion::Repr,
        'a' => Conversion::Ascii,
        _ => return Err("only %s, %r and %a mean the same in an f-string"),
    };
    Ok((conversion, spec))
}

fn digits(
    code: &mut char,
    next: &mut dyn FnMut() -> Result<char, &'static str>,
) -> Result<String, &'static str> {
    let mut digits = String::new();
    while code.is_ascii_digit() {
        digits.push(*code);
        *code = next()?;
        if digits.len() > 2 {
            return Err("a width or precision of more than two digits");
        }
    }
    Ok(digits)
}
