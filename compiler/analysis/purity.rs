//! Purity: calls of builtins whose result depends on constant arguments alone.
//!
//! The table names each builtin and computes it; what it does not know, or what raises, or what would be too
//! large, it declines (`None`), and the call stays for run time. Below it stand the builtins and methods that are pure on any
//! scalars, as the values of pure functions need them ([`super::functions`]).

use crate::semantics::compare::{Number, compare, number, truth};
use crate::semantics::limits::CALL_RESULT_ITEMS;
use crate::semantics::{Complex, IntRef, complex, float, fold, int, parse};
use crate::syntax::ast::{CmpOp, Constant, Expr, ExprKind, Operator, UnaryOp, Wtf8Buf};
use rustpython_wtf8::CodePoint;
use std::sync::Arc;

/// The result of a pure call.
#[derive(Clone, PartialEq, Debug)]
pub enum PureResult {
    /// An immutable value.
    Value(Constant),
    /// A fresh list of these.
    List(Vec<Constant>),
}

/// The builtins that [`call`] may answer.
pub const PURE_BUILTINS: &[&str] = &[
    "abs", "ascii", "bin", "bool", "chr", "divmod", "float", "hex", "int", "len", "list", "max", "min",
    "oct", "ord", "pow", "repr", "round", "sorted", "str", "sum", "tuple",
];

/// `name(*args)` for a builtin of the table and constant arguments.
pub fn call(name: &str, args: &[Constant]) -> Option<PureResult> {
    match (name, args) {
        ("list", _) => return items(args).filter(short).map(PureResult::List),
        ("sorted", [_]) => {
            let mut list = items(args).filter(short)?;
            for at in 1..list.len() {
                // insertion keeps equal items in order, and every pair that decides must be comparable
                let mut place = at;
                while place > 0 && compare(CmpOp::Lt, &list[place], &list[place - 1])? {
                    list.swap(place, place - 1);
                    place -= 1;
                }
            }
            return Some(PureResult::List(list));
        }
        _ => {}
    }
    value(name, args).map(PureResult::Value)
}

#[expect(clippy::ptr_arg, reason = "the predicate of Option<Vec>::filter")]
fn short(items: &Vec<Constant>) -> bool {
    items.len() <= CALL_RESULT_ITEMS
}

/// The items of an only argument that is a tuple, str or bytes.
fn items(args: &[Constant]) -> Option<Vec<Constant>> {
    match args {
        [] => Some(Vec::new()),
        [Constant::Tuple(items)] => Some(items.to_vec()),
        [Constant::Str(text)] => {
            Some(text.code_points().map(|code| fold::str_constant(code.into())).collect())
        }
        [Constant::Bytes(text)] => Some(text.iter().map(|byte| Constant::Int((*byte).into())).collect()),
        _ => None,
    }
}

fn text(text: String) -> Option<Constant> {
    (text.len() <= CALL_RESULT_ITEMS).then(|| fold::str_constant(Wtf8Buf::from(text)))
}

fn whole(value: &Constant) -> Option<IntRef<'_>> {
    match number(value)? {
        Number::Int(value) => Some(value),
        _ => None,
    }
}

fn value(name: &str, args: &[Constant]) -> Option<Constant> {
    Some(match (name, args) {
        ("abs", [value]) => match number(value)? {
            Number::Int(value) => int::abs(value).into(),
            Number::Float(value) => Constant::Float(value.abs()),
            Number::Complex(real, imag) => Constant::Float(complex::abs(Complex { real, imag }).ok()?),
        },
        ("bin", [value]) => text(int::prefixed_radix(whole(value)?, 2))?,
        ("oct", [value]) => text(int::prefixed_radix(whole(value)?, 8))?,
        ("hex", [value]) => text(int::prefixed_radix(whole(value)?, 16))?,
        ("bool", []) => Constant::Bool(false),
        ("bool", [value]) => Constant::Bool(truth(value)),
        ("chr", [value]) => {
            let code = u32::try_from(whole(value)?.to_i64()?).ok().and_then(CodePoint::from_u32)?;
            fold::str_constant(code.into())
        }
        ("ord", [Constant::Str(text)]) => {
            let mut codes = text.code_points();
            let code = codes.next()?;
            if codes.next().is_some() {
                return None;
            }
            Constant::Int(code.to_u32().into())
        }
        ("ord", [Constant::Bytes(text)]) => match &text[..] {
            [byte] => Constant::Int((*byte).into()),
            _ => return None,
        },
        ("divmod", [a, b]) => Constant::Tuple(Arc::from([
            fold::binary(Operator::FloorDiv, a, b).ok()?,
            fold::binary(Operator::Mod, a, b).ok()?,
        ])),
        ("float", []) => Constant::Float(0.0),
        ("float", [Constant::Str(text)]) => Constant::Float(parse::parse_float(ascii(text)?)?),
        ("float", [value]) => match number(value)? {
            Number::Int(value) => Constant::Float(int::to_f64(value).ok()?),
            Number::Float(value) => Constant::Float(value),
            Number::Complex(..) => return None,
        },
        ("int", []) => Constant::Int(0),
        ("int", [Constant::Str(text)]) => parse::parse_int(ascii(text)?, 10)?.into(),
        ("int", [Constant::Str(text), Constant::Int(base)]) => {
            let base = u32::try_from(*base).ok().filter(|base| matches!(base, 0 | 2..=36))?;
            parse::parse_int(ascii(text)?, base)?.into()
        }
        ("int", [value]) => match number(value)? {
            Number::Int(value) => value.to_int().into(),
            Number::Float(value) => int::from_f64(value).ok()?.into(),
            Number::Complex(..) => return None,
        },
        ("len", [value]) => Constant::Int(match value {
            Constant::Str(text) => text.code_points().count(),
            Constant::Bytes(text) => text.len(),
            Constant::Tuple(items) | Constant::FrozenSet(items) => items.len(),
            _ => return None,
        } as i64),
        ("max" | "min", _) => {
            let candidates = if args.len() == 1 { items(args)? } else { args.to_vec() };
            let op = if name == "max" { CmpOp::Gt } else { CmpOp::Lt };
            let mut all = candidates.into_iter();
            let mut best = all.next()?;
            for candidate in all {
                if compare(op, &candidate, &best)? {
                    best = candidate;
                }
            }
            best
        }
        ("pow", [a, b]) => fold::binary(Operator::Pow, a, b).ok()?,
        ("pow", [a, b, m]) => int::pow_mod(whole(a)?, whole(b)?, whole(m)?).ok()?.into(),
        ("round", [value]) => match number(value)? {
            Number::Int(value) => value.to_int().into(),
            Number::Float(value) => float::round_to_int(value).ok()?.into(),
            Number::Complex(..) => return None,
        },
        ("round", [value, Constant::Int(digits)]) => match number(value)? {
            Number::Int(value) => int::round(value, *digits).into(),
            Number::Float(value) => Constant::Float(float::round_to_digits(value, *digits).ok()?),
            Number::Complex(..) => return None,
        },
        ("str", []) => fold::str_constant(Wtf8Buf::new()),
        ("str", [Constant::Str(_)]) => args[0].clone(),
        ("str" | "repr" | "ascii", [value]) => text(repr(value)?)?,
        ("sum", [_]) => {
            // floats are summed with compensation: ints only
            let mut total = Constant::Int(0);
            for item in items(args)? {
                whole(&item)?;
                total = fold::binary(Operator::Add, &total, &item).ok()?;
            }
            total
        }
        ("tuple", _) => Constant::Tuple(items(args).filter(short)?.into()),
        _ => return None,
    })
}

fn ascii(text: &crate::syntax::ast::Wtf8) -> Option<&str> {
    text.as_str().ok().filter(|text| text.is_ascii())
}

/// `repr` of constants whose text does not depend on Unicode tables.
fn repr(value: &Constant) -> Option<String> {
    Some(match value {
        Constant::None => "None".into(),
        Constant::Bool(value) => if *value { "True" } else { "False" }.into(),
        Constant::Ellipsis => "Ellipsis".into(),
        Constant::Int(value) => value.to_string(),
        Constant::BigInt(value) => int::to_decimal(IntRef::Big(value)).ok()?,
        Constant::Float(value) => float::repr(*value),
        Constant::Complex { real, imag } => complex::repr(Complex { real: *real, imag: *imag }),
        Constant::Str(text) => {
            let text = ascii(text).filter(|text| text.bytes().all(|byte| matches!(byte, b' '..=b'~')))?;
            if text.contains(['\'', '\\']) {
                return None;
            }
            format!("'{text}'")
        }
        _ => return None,
    })
}

/// Whether asking for the truth of the value of this expression runs nobody's code and cannot raise: it is surely of a
/// builtin type. Evaluating it may do both.
pub fn has_plain_truth(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Constant(_)
        | ExprKind::UnaryOp { op: UnaryOp::Not, .. }
        | ExprKind::JoinedStr(_)
        | ExprKind::List { .. }
        | ExprKind::Tuple { .. }
        | ExprKind::Set(_)
        | ExprKind::Dict { .. }
        | ExprKind::ListComp { .. }
        | ExprKind::SetComp { .. }
        | ExprKind::DictComp { .. }
        | ExprKind::Lambda(_) => true,
        // a single test: a chain may end with what a method answered
        ExprKind::Compare { ops, .. } => {
            matches!(ops[..], [CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn])
        }
        ExprKind::Named { value, .. } => has_plain_truth(value),
        ExprKind::BoolOp { values, .. } => values.iter().all(has_plain_truth),
        ExprKind::IfExp { body, orelse, .. } => has_plain_truth(body) && has_plain_truth(orelse),
        _ => false,
    }
}

/// Whether evaluating the expression can neither raise, nor run other code, nor be noticed.
pub fn is_pure_constant(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Constant(_) => true,
        ExprKind::UnaryOp { op: UnaryOp::Not, operand } => is_pure_constant(operand),
        _ => false,
    }
}

/// Builtins that are pure on scalars and give a scalar.
pub fn is_pure_builtin(name: &str, count: usize) -> bool {
    match name {
        "abs" | "ord" | "chr" | "len" | "bool" | "float" | "hex" | "bin" | "oct" | "repr" | "ascii" => {
            count == 1
        }
        "int" | "str" | "round" => count == 1,
        "min" | "max" => count >= 2,
        _ => false,
    }
}

/// Methods of scalars that are pure, and give a scalar, whichever scalar has them.
pub fn is_pure_method(name: &str) -> bool {
    [
        "startswith",
        "endswith",
        "strip",
        "lstrip",
        "rstrip",
        "lower",
        "upper",
        "find",
        "rfind",
        "index",
        "rindex",
        "count",
        "replace",
        "title",
        "capitalize",
        "swapcase",
        "casefold",
        "zfill",
        "ljust",
        "rjust",
        "center",
        "removeprefix",
        "removesuffix",
        "isalpha",
        "isdigit",
        "isalnum",
        "isascii",
        "isdecimal",
        "isidentifier",
        "islower",
        "isnumeric",
        "isprintable",
        "isspace",
        "istitle",
        "isupper",
        "bit_length",
        "bit_count",
        "is_integer",
        "conjugate",
    ]
    .contains(&name)
}
