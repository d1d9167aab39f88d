//! `exp`, `ln`, `log10` and powers.
//!
//! The three functions are correctly rounded: a result is computed with a few digits more than are wanted, and with
//! more still while those digits lie so near to a half that they do not decide. Powers are made of them, or by
//! multiplication when the exponent is an integer.

use super::arith::{div, mul};
use super::coefficient::{Coefficient, MOST_DIGITS, power_of_ten};
use super::compare::{order, order_magnitudes};
use super::fixed;
use super::number::{Number, nan_of};
use super::settings::{EXP_INF, Rounding, Settings, status};
use malachite_base::num::arithmetic::traits::{DivMod, ModPow, UnsignedAbs};
use malachite_base::num::logic::traits::SignificantBits;
use malachite_nz::integer::Integer;
use malachite_nz::natural::Natural;

/// A number with more digits than are wanted, rounded, unless the digits do not decide how. It is never exact.
fn decided(number: &Number, prec: i64) -> Option<Number> {
    let surplus = number.digits() - prec;
    if surplus < 2 {
        return None;
    }
    let (_, rest) = number.coefficient.div_rem(&Coefficient::from(power_of_ten(surplus as u64)));
    let half = Coefficient::from(power_of_ten(surplus as u64) / Natural::from(2u32));
    let distance = if rest.compare(&half).is_lt() { half.sub(&rest) } else { rest.sub(&half) };
    if distance.compare(&Coefficient::from(8u128)).is_lt() {
        return None;
    }
    let mut number = number.clone();
    if rest.is_zero() {
        number.coefficient = number.coefficient.add(&Coefficient::ONE);
    }
    Some(number)
}

/// Computes with more and more digits until they decide.
fn correctly_rounded(s: &Settings, status: &mut u32, compute: impl Fn(i64) -> Number) -> Number {
    let mut extra = 5;
    loop {
        let wanted = s.prec + extra;
        if wanted > MOST_DIGITS / 8 {
            return Number::error(status::NO_MEMORY, status);
        }
        if let Some(number) = decided(&compute(wanted), s.prec) {
            return number.fit(&s.half_even(), status);
        }
        extra = extra * 2 + 3;
    }
}

/// `value / 2**bits` with about so many digits.
fn from_fixed(value: &Integer, bits: u64, digits: i64) -> Number {
    let magnitude = value.unsigned_abs();
    let leading = (magnitude.significant_bits() as f64 - bits as f64) * std::f64::consts::LOG10_2;
    let count = digits - leading.floor() as i64;
    let coefficient = match count >= 0 {
        true => (magnitude * power_of_ten(count as u64)) >> bits,
        false => (magnitude >> bits) / power_of_ten(count.unsigned_abs()),
    };
    Number::finite(*value < 0, Coefficient::from(coefficient), -count)
}

pub(super) fn exp(a: &Number, s: &Settings, status: &mut u32) -> Number {
    if let Some(nan) = nan_of(&[a], s, status) {
        return nan;
    }
    if a.is_infinite() {
        return if a.negative { Number::zero(false, 0) } else { a.clone() };
    }
    if a.is_zero() {
        return Number::one();
    }
    let half_even = s.half_even();
    let adjusted = a.adjusted();
    if adjusted >= 19 {
        let exponent = if a.negative { s.etiny() - 1 } else { EXP_INF };
        return Number::finite(false, 1u128, exponent).fit(&half_even, status);
    }
    if adjusted < -s.prec - 1 {
        // 1 and something that is less than half of the last digit.
        let near = match a.negative {
            false => Coefficient::ONE.shifted_left(s.prec).map(|c| (c.add(&Coefficient::ONE), -s.prec)),
            true => Coefficient::nines(s.prec + 1).map(|c| (c, -s.prec - 1)),
        };
        return match near {
            Some((coefficient, exponent)) => {
                Number::finite(false, coefficient, exponent).fit(&half_even, status)
            }
            None => Number::error(status::NO_MEMORY, status),
        };
    }
    correctly_rounded(s, status, |digits| {
        let bits = fixed::bits_of(digits + adjusted.max(0) + 4) + 32;
        let x = Integer::from(fixed::fixed(&a.coefficient, a.exponent, bits));
        let ten = fixed::ln10(bits);
        let (quotient, rest) = (if a.negative { -x } else { x }).div_mod(Integer::from(ten));
        let power = fixed::exp(&rest.unsigned_abs(), bits);
        let mut number = from_fixed(&Integer::from(power), bits, digits);
        number.exponent += i64::try_from(&quotient).unwrap_or(0);
        number
    })
}

/// How many digits the logarithm of a number loses at its front, because the number is near to 1.
fn lost_digits(a: &Number) -> i64 {
    if !(-1..=0).contains(&a.adjusted()) || a.exponent >= 0 {
        return 0;
    }
    let one = Coefficient::from(power_of_ten(a.exponent.unsigned_abs()));
    let distance =
        if a.coefficient.compare(&one).is_lt() { one.sub(&a.coefficient) } else { a.coefficient.sub(&one) };
    (-(a.exponent + distance.digits() - 1)).max(0)
}

/// The natural logarithm of a positive number in fixed point; the bits are chosen for so many digits.
fn ln_fixed(a: &Number, digits: i64) -> (Integer, u64) {
    let bits = fixed::bits_of(digits + lost_digits(a) + 24) + 32;
    let adjusted = a.adjusted();
    let mantissa = fixed::fixed(&a.coefficient, a.exponent - adjusted, bits);
    let mut result = fixed::ln(&mantissa, bits);
    if adjusted != 0 {
        result += Integer::from(fixed::ln10(bits)) * Integer::from(adjusted);
    }
    (result, bits)
}

/// What logarithms share: the answers that need no computation.
fn logarithm_apart(a: &Number, s: &Settings, status: &mut u32) -> Option<Number> {
    if let Some(nan) = nan_of(&[a], s, status) {
        return Some(nan);
    }
    if a.is_zero() {
        return Some(Number::infinity(true));
    }
    if a.negative {
        return Some(Number::error(status::INVALID_OPERATION, status));
    }
    a.is_infinite().then(|| a.clone())
}

pub(super) fn ln(a: &Number, s: &Settings, status: &mut u32) -> Number {
    if let Some(answer) = logarithm_apart(a, s, status) {
        return answer;
    }
    if order(a, &Number::one()).is_eq() {
        return Number::zero(false, 0);
    }
    correctly_rounded(s, status, |digits| {
        let (value, bits) = ln_fixed(a, digits);
        from_fixed(&value, bits, digits)
    })
}

pub(super) fn log10(a: &Number, s: &Settings, status: &mut u32) -> Number {
    if let Some(answer) = logarithm_apart(a, s, status) {
        return answer;
    }
    let zeros = a.digits() - 1;
    if a.coefficient.trailing_zeros(zeros) == zeros
        && a.coefficient.shifted_right(zeros).0 == Coefficient::ONE
    {
        return Number::int(a.adjusted()).fit(&s.half_even(), status);
    }
    correctly_rounded(s, status, |digits| {
        let (value, bits) = ln_fixed(a, digits);
        let value = (value << bits) / Integer::from(fixed::ln10(bits));
        from_fixed(&value, bits, digits)
    })
}

/// One with zeros behind the point.
fn padded_one(negative: bool, zeros: i64, status: &mut u32) -> Number {
    Number::finite(negative, 1u128, 0).padded(zeros.max(0), status)
}

pub(super) fn pow(base: &Number, exponent: &Number, s: &Settings, status: &mut u32) -> Number {
    if let Some(nan) = nan_of(&[base, exponent], s, status) {
        return nan;
    }
    let whole = exponent.is_integer();
    let negative = base.negative && exponent.is_odd();
    if base.is_zero() {
        return match (exponent.is_zero(), exponent.negative) {
            (true, _) => Number::error(status::INVALID_OPERATION, status),
            (_, true) => Number::infinity(negative),
            (_, false) => Number::zero(negative, 0),
        };
    }
    if base.negative && (!whole || exponent.is_infinite()) {
        return Number::error(status::INVALID_OPERATION, status);
    }
    let one = Number::one();
    if exponent.is_infinite() {
        let compared = order(base, &one);
        if compared.is_eq() {
            *status |= status::INEXACT | status::ROUNDED;
            return padded_one(false, s.prec - 1, status);
        }
        return match compared.is_lt() == exponent.negative {
            true => Number::infinity(negative),
            false => Number::zero(negative, 0),
        };
    }
    if base.is_infinite() {
        return match (exponent.is_zero(), exponent.negative) {
            (true, _) => one.with_sign(negative),
            (_, true) => Number::zero(negative, 0),
            (_, false) => Number::infinity(negative),
        };
    }
    if exponent.is_zero() {
        return one.with_sign(negative);
    }
    if order_magnitudes(base, &one).is_eq() {
        return power_of_one(base, exponent, whole, negative, s, status);
    }
    if let Some(result) = out_of_range(base, exponent, negative, s, status) {
        return result;
    }
    let result = match whole {
        true => integer_power(base, exponent, negative, s, status),
        false => {
            let result = real_power(base, exponent, s, status);
            match !result.is_special() && order(&result, &one).is_eq() {
                true => padded_one(false, s.prec - 1, status),
                false => result,
            }
        }
    };
    match result.is_infinite() {
        // The context says whether it is infinity or the largest number.
        true => Number::finite(result.negative, 1u128, EXP_INF).fit(s, status),
        false => result.fit(s, status),
    }
}

/// A power of 1, 1.00, …, whose digits behind the point are multiplied.
fn power_of_one(
    base: &Number,
    exponent: &Number,
    whole: bool,
    negative: bool,
    s: &Settings,
    status: &mut u32,
) -> Number {
    if !whole {
        *status |= status::INEXACT | status::ROUNDED;
        return padded_one(negative, s.prec - 1, status);
    }
    if exponent.negative {
        return padded_one(negative, 0, status);
    }
    let zeros = match exponent.to_i64() {
        Some(times) => i128::from(times) * -i128::from(base.exponent),
        None => i128::from(base.exponent < 0) * i128::from(i64::MAX),
    };
    if zeros > i128::from(s.prec - 1) {
        *status |= status::ROUNDED;
        return padded_one(negative, s.prec - 1, status);
    }
    padded_one(negative, zeros as i64, status)
}

/// What powers far beyond the exponents of the context give.
fn out_of_range(
    base: &Number,
    exponent: &Number,
    negative: bool,
    s: &Settings,
    status: &mut u32,
) -> Option<Number> {
    // The logarithm, to about 12 digits, in floating point.
    let logarithm = base.coefficient.log10() + base.exponent as f64;
    let near_one = order_magnitudes(base, &Number::one());
    let factor = exponent.coefficient.log10() + exponent.exponent as f64;
    if logarithm.abs() < 1e-3 {
        // Too near to 1 for an estimate of that kind; only exponents of many digits get out of range.
        let distance = lost_digits(&base.with_sign(false)) as f64;
        if factor - distance - 2.0 < 19.0 {
            return None;
        }
    } else if factor + logarithm.abs().log10() < 19.0 {
        let estimate = 10f64.powf(factor) * logarithm * if exponent.negative { -1.0 } else { 1.0 };
        let margin = 10.0 + estimate.abs() * 1e-9;
        if estimate < s.emax as f64 + margin && estimate > s.etiny() as f64 - margin {
            return None;
        }
    }
    let exponent = if near_one.is_gt() != exponent.negative { EXP_INF } else { s.etiny() - 1 };
    Some(Number::finite(negative, 1u128, exponent).fit(s, status))
}

/// An integer power by multiplication, with as many digits more as its rounding errors need.
fn integer_power(base: &Number, exponent: &Number, negative: bool, s: &Settings, status: &mut u32) -> Number {
    let work = Settings {
        prec: s.prec + exponent.digits() + exponent.exponent + 2 + i64::from(exponent.negative),
        rounding: Rounding::HalfEven,
        clamp: false,
        ..*s
    };
    let mut conditions = 0;
    let base = match exponent.negative {
        true => div(&Number::one(), base, &work, &mut conditions),
        false => base.clone(),
    };
    *status |= conditions;
    if conditions & status::ERRORS != 0 {
        return Number::nan();
    }
    let Some(times) = exponent.to_i64().map(i64::unsigned_abs) else {
        // Such a power is in range only where the base is as near to 1 as its digits allow.
        return real_power(&base.with_sign(false), &exponent.with_sign(false), s, status).with_sign(negative);
    };
    let mut result = base.clone();
    let mut conditions = 0;
    let mut bit = 1u64 << (63 - times.leading_zeros()) >> 1;
    while bit != 0 {
        result = mul(&result, &result, &work, &mut conditions);
        if times & bit != 0 {
            result = mul(&result, &base, &work, &mut conditions);
        }
        if result.is_special() || result.is_zero() && conditions & status::CLAMPED != 0 {
            break;
        }
        bit >>= 1;
    }
    *status |= conditions;
    result.with_sign(negative)
}

/// `exp(exponent * ln(base))`.
fn real_power(base: &Number, exponent: &Number, s: &Settings, status: &mut u32) -> Number {
    let work = Settings { prec: base.digits().max(s.prec) + 23, ..Settings::LARGEST };
    let mut ignored = 0;
    let logarithm = ln(base, &work, &mut ignored);
    let product = mul(&logarithm, exponent, &work, &mut ignored);
    *status |= ignored & status::NO_MEMORY;
    exp(&product, &work, status)
}

/// `base ** exponent % modulus` of integers.
pub(super) fn pow_mod(
    base: &Number,
    exponent: &Number,
    modulus: &Number,
    s: &Settings,
    status: &mut u32,
) -> Number {
    if let Some(nan) = nan_of(&[base, exponent, modulus], s, status) {
        return nan;
    }
    let all_whole = [base, exponent, modulus].iter().all(|n| n.is_integer());
    if !all_whole
        || modulus.is_zero()
        || exponent.negative && !exponent.is_zero()
        || modulus.digits() + modulus.exponent > s.prec
        || base.is_zero() && exponent.is_zero()
    {
        return Number::error(status::INVALID_OPERATION, status);
    }
    let whole = |n: &Number| -> Option<Natural> {
        Some(match n.exponent >= 0 {
            true => n.coefficient.shifted_left(n.exponent)?.to_natural(),
            false => n.coefficient.shifted_right(-n.exponent).0.to_natural(),
        })
    };
    let negative = base.negative && exponent.is_odd();
    let Some(modulus) = whole(modulus) else { return Number::error(status::NO_MEMORY, status) };
    // A base of a huge exponent is reduced as a product.
    let base = match base.exponent > 64 {
        true => {
            let power = (Natural::from(10u32) % &modulus)
                .mod_pow(Natural::from(base.exponent.unsigned_abs()), &modulus);
            (base.coefficient.to_natural() % &modulus) * power % &modulus
        }
        false => whole(base).unwrap_or_default() % &modulus,
    };
    let result = match exponent.exponent > 64 {
        true => {
            // base ** (c * 10**e): the power of c, raised to the tenth e times.
            let mut result = base.mod_pow(exponent.coefficient.to_natural(), &modulus);
            if exponent.exponent > 1_000_000 && !exponent.is_zero() {
                return Number::error(status::NO_MEMORY, status);
            }
            for _ in 0..exponent.exponent {
                result = result.mod_pow(Natural::from(10u32), &modulus);
            }
            result
        }
        false => base.mod_pow(whole(exponent).unwrap_or_default(), &modulus),
    };
    Number::finite(negative, Coefficient::from(result), 0)
}
