//! The text of an annotation as `from __future__ import annotations` keeps it.
//!
//! Covers what annotations are made of: names, attributes, subscripts, calls, displays, operators and literals.
//! Anything else is refused by name and not guessed at.

use super::compiler::{Res, error};
use crate::syntax::ast::*;
use std::fmt::Write;

/// Binding strengths, weakest first, as far as they occur here.
const TUPLE: u8 = 0;
const OR: u8 = 4;
const XOR: u8 = 5;
const AND: u8 = 6;
const SHIFT: u8 = 7;
const ARITH: u8 = 8;
const TERM: u8 = 9;
const FACTOR: u8 = 10;
const POWER: u8 = 11;
const ATOM: u8 = 13;
/// Strength of an operand that needs no parentheses inside its own brackets.
const TEST: u8 = 1;

/// CPython's text for `e`.
pub(super) fn source_text(e: &Expr) -> Res<String> {
    let mut out = String::new();
    write_expr(&mut out, e, TEST)?;
    Ok(out)
}

fn operator(op: Operator) -> (&'static str, u8) {
    match op {
        Operator::Add => ("+", ARITH),
        Operator::Sub => ("-", ARITH),
        Operator::Mult => ("*", TERM),
        Operator::MatMult => ("@", TERM),
        Operator::Div => ("/", TERM),
        Operator::Mod => ("%", TERM),
        Operator::FloorDiv => ("//", TERM),
        Operator::LShift => ("<<", SHIFT),
        Operator::RShift => (">>", SHIFT),
        Operator::BitOr => ("|", OR),
        Operator::BitXor => ("^", XOR),
        Operator::BitAnd => ("&", AND),
        Operator::Pow => ("**", POWER),
    }
}

fn list(out: &mut String, elts: &[Expr]) -> Res {
    for (i, e) in elts.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        write_expr(out, e, TEST)?;
    }
    Ok(())
}

fn write_expr(out: &mut String, e: &Expr, level: u8) -> Res {
    match &e.kind {
        ExprKind::Name { id, .. } => out.push_str(id),
        ExprKind::Constant(c) => constant(out, c, e.span)?,
        ExprKind::Attribute { value, attr, .. } => {
            write_expr(out, value, ATOM)?;
            // `1 .real`, not `1.real`.
            if matches!(value.kind, ExprKind::Constant(Constant::Int(_))) {
                out.push(' ');
            }
            out.push('.');
            out.push_str(attr);
        }
        ExprKind::Subscript { value, slice, .. } => {
            write_expr(out, value, ATOM)?;
            out.push('[');
            write_expr(out, slice, TUPLE)?;
            out.push(']');
        }
        ExprKind::Starred { value, .. } => {
            out.push('*');
            write_expr(out, value, OR)?;
        }
        ExprKind::Tuple { elts, .. } => {
            let open = level > TUPLE || elts.is_empty();
            out.push_str(if open { "(" } else { "" });
            list(out, elts)?;
            out.push_str(if elts.len() == 1 { "," } else { "" });
            out.push_str(if open { ")" } else { "" });
        }
        ExprKind::List { elts, .. } => {
            out.push('[');
            list(out, elts)?;
            out.push(']');
        }
        ExprKind::Set(elts) => {
            out.push('{');
            list(out, elts)?;
            out.push('}');
        }
        ExprKind::Dict { keys, values } => {
            out.push('{');
            for (i, (k, v)) in keys.iter().zip(values).enumerate() {
                out.push_str(if i > 0 { ", " } else { "" });
                match k {
                    Some(k) => {
                        write_expr(out, k, TEST)?;
                        out.push_str(": ");
                        write_expr(out, v, TEST)?;
                    }
                    None => {
                        out.push_str("**");
                        write_expr(out, v, OR)?;
                    }
                }
            }
            out.push('}');
        }
        ExprKind::BinOp { left, op, right } => {
            let (sign, strength) = operator(*op);
            let power = *op == Operator::Pow;
            let open = level > strength;
            out.push_str(if open { "(" } else { "" });
            write_expr(out, left, strength + u8::from(power))?;
            let _ = write!(out, " {sign} ");
            write_expr(out, right, strength + u8::from(!power))?;
            out.push_str(if open { ")" } else { "" });
        }
        ExprKind::UnaryOp { op, operand } if *op != UnaryOp::Not => {
            let open = level > FACTOR;
            out.push_str(if open { "(" } else { "" });
            out.push(match op {
                UnaryOp::USub => '-',
                UnaryOp::UAdd => '+',
                _ => '~',
            });
            write_expr(out, operand, FACTOR)?;
            out.push_str(if open { ")" } else { "" });
        }
        ExprKind::Call { func, args, keywords } => {
            write_expr(out, func, ATOM)?;
            out.push('(');
            list(out, args)?;
            for (i, k) in keywords.iter().enumerate() {
                out.push_str(if i > 0 || !args.is_empty() { ", " } else { "" });
                match &k.name {
                    Some(name) => {
                        let _ = write!(out, "{name}=");
                    }
                    None => out.push_str("**"),
                }
                write_expr(out, &k.value, TEST)?;
            }
            out.push(')');
        }
        _ => return error("the text of this annotation cannot be made: expression not supported", e.span),
    }
    Ok(())
}

fn constant(out: &mut String, c: &Constant, span: Span) -> Res {
    match c {
        Constant::None => out.push_str("None"),
        Constant::Bool(true) => out.push_str("True"),
        Constant::Bool(false) => out.push_str("False"),
        Constant::Ellipsis => out.push_str("..."),
        Constant::Int(i) => {
            let _ = write!(out, "{i}");
        }
        Constant::BigInt(i) => {
            let _ = write!(out, "{i}");
        }
        Constant::Str(s) if s.as_bytes().iter().all(|b| (0x20..0x7f).contains(b)) => {
            let text = s.to_string_lossy();
            let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
            out.push(quote);
            for ch in text.chars() {
                if ch == quote || ch == '\\' {
                    out.push('\\');
                }
                out.push(ch);
            }
            out.push(quote);
        }
        _ => return error("the text of this annotation cannot be made: literal not supported", span),
    }
    Ok(())
}
