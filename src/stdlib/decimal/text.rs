//! Numbers as text: reading them, and the scientific and the engineering notation.

use super::coefficient::Coefficient;
use super::number::{Form, Number};
use super::settings::{EXP_CLAMP, EXP_INF, MAX_PREC, Settings, status};
use pyopt_compiler::semantics::text::unicode::{decimal_value, is_space};
use rustpython_wtf8::Wtf8;

/// The ASCII form of a numeric text: digits of any script, without surrounding space and underscores if `lenient`;
/// empty where something else is in it.
pub(super) fn as_ascii(text: &Wtf8, lenient: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let (mut started, mut trailing) = (false, 0);
    for c in text.code_points() {
        let c = c.to_u32();
        if lenient && is_space(c) {
            if started {
                out.push(b' ');
                trailing += 1;
            }
            continue;
        }
        (started, trailing) = (true, 0);
        if lenient && c == u32::from(b'_') {
            continue;
        }
        match c {
            1..=127 => out.push(c as u8),
            c if is_space(c) => out.push(b' '),
            c => match decimal_value(c) {
                Some(digit) => out.push(b'0' + digit),
                None => return Vec::new(),
            },
        }
    }
    out.truncate(out.len() - trailing);
    out
}

/// Whether a text starts with a word, whatever its case.
fn starts_with(text: &[u8], word: &[u8]) -> bool {
    text.len() >= word.len() && text[..word.len()].eq_ignore_ascii_case(word)
}

/// The number that a text writes, made to fit; a quiet NaN and `CONVERSION_SYNTAX` for others.
pub(super) fn parse(text: &[u8], s: &Settings, status: &mut u32) -> Number {
    match parse_any(text, s) {
        Some(number) => number.fit(s, status),
        None => Number::error(status::CONVERSION_SYNTAX, status),
    }
}

fn parse_any(text: &[u8], s: &Settings) -> Option<Number> {
    let (negative, rest) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    match rest.first()? {
        b'0'..=b'9' | b'.' => parse_finite(negative, rest),
        b'i' | b'I' if rest.eq_ignore_ascii_case(b"inf") || rest.eq_ignore_ascii_case(b"infinity") => {
            Some(Number::infinity(negative))
        }
        _ => {
            let (form, payload) = if starts_with(rest, b"nan") {
                (Form::Quiet, &rest[3..])
            } else if starts_with(rest, b"snan") {
                (Form::Signaling, &rest[4..])
            } else {
                return None;
            };
            if !payload.iter().all(u8::is_ascii_digit) {
                return None;
            }
            let coefficient = Coefficient::from_digits(payload);
            if !coefficient.is_zero() && coefficient.digits() > s.prec - i64::from(s.clamp) {
                return None;
            }
            Some(Number { form, ..Number::finite(negative, coefficient, 0) })
        }
    }
}

fn parse_finite(negative: bool, text: &[u8]) -> Option<Number> {
    let end = text.iter().position(|c| matches!(c, b'e' | b'E')).unwrap_or(text.len());
    let (mantissa, exponent) = text.split_at(end);
    let exponent = match exponent {
        [] => 0,
        [_, rest @ ..] => parse_exponent(rest)?,
    };
    let point = mantissa.iter().position(|&c| c == b'.');
    let (coefficient, behind) = match point {
        None => {
            if mantissa.is_empty() || !mantissa.iter().all(u8::is_ascii_digit) {
                return None;
            }
            (Coefficient::from_digits(mantissa), 0)
        }
        Some(at) => {
            let (front, back) = (&mantissa[..at], &mantissa[at + 1..]);
            if front.is_empty() && back.is_empty() || !front.iter().chain(back).all(u8::is_ascii_digit) {
                return None;
            }
            let mut buffer = [0u8; 40];
            let coefficient = match buffer.get_mut(..front.len() + back.len()) {
                Some(digits) => {
                    digits[..at].copy_from_slice(front);
                    digits[at..].copy_from_slice(back);
                    Coefficient::from_digits(digits)
                }
                None => Coefficient::from_digits(&[front, back].concat()),
            };
            (coefficient, back.len() as i64)
        }
    };
    if coefficient.digits() > MAX_PREC {
        return None;
    }
    let exponent = exponent.saturating_sub(behind).clamp(EXP_CLAMP, EXP_INF);
    Some(Number::finite(negative, coefficient, exponent))
}

/// An exponent; those that no machine integer holds are the largest.
fn parse_exponent(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let magnitude =
        digits.iter().fold(0i64, |n, &d| n.saturating_mul(10).saturating_add(i64::from(d - b'0')));
    Some(if negative { -magnitude } else { magnitude })
}

/// The text of a number; `engineering`: exponents are multiples of three.
pub(super) fn to_text(n: &Number, capitals: bool, engineering: bool) -> String {
    let mut out = String::with_capacity(24);
    if n.negative {
        out.push('-');
    }
    match n.form {
        Form::Infinite => out.push_str("Infinity"),
        Form::Quiet | Form::Signaling => {
            out.push_str(if n.form == Form::Quiet { "NaN" } else { "sNaN" });
            if !n.coefficient.is_zero() {
                n.coefficient.push_digits(&mut out);
            }
        }
        Form::Finite => push_finite(&mut out, n, capitals, engineering),
    }
    out
}

fn push_finite(out: &mut String, n: &Number, capitals: bool, engineering: bool) {
    let start = out.len();
    n.coefficient.push_digits(out);
    let digits = (out.len() - start) as i64;
    let adjusted = n.exponent + digits - 1;
    // How many digits stand before the point.
    let plain = n.exponent <= 0 && adjusted >= -6;
    let before = if plain {
        digits + n.exponent
    } else if !engineering {
        1
    } else if n.coefficient.is_zero() {
        (n.exponent + 2).rem_euclid(3) - 1
    } else {
        adjusted.rem_euclid(3) + 1
    };
    let shown = n.exponent + digits - before;
    if before <= 0 {
        let zeros = "0".repeat(before.unsigned_abs() as usize);
        out.insert_str(start, &zeros);
        out.insert_str(start, "0.");
    } else if before >= digits {
        let zeros = "0".repeat((before - digits) as usize);
        out.push_str(&zeros);
    } else {
        out.insert(start + before as usize, '.');
    }
    if !plain && shown != 0 {
        out.push(if capitals { 'E' } else { 'e' });
        out.push_str(&format!("{shown:+}"));
    }
}
