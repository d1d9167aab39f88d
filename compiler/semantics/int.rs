//! Arithmetic of `int`: any size, an `i64` wherever it fits.
//!
//! [`IntRef`] is how an operand comes in, [`Int`] how a result goes out. INVARIANT: an [`Int`] that this file
//! returns is `Big` only outside the range of `i64`, so a small result never allocates and two equal ints
//! have one form.

use super::error::{SemError, SemResult};
use super::float::ldexp;
use super::limbs::{self, Limbs};
use malachite_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::borrow::Cow;
use std::cmp::Ordering;

/// The longest decimal text that `int()` reads and `str()` writes (`sys.get_int_max_str_digits()` at start).
pub const MAX_STR_DIGITS: usize = 4300;

/// The largest shift or power that is tried: beyond it CPython's own limit or memory would be hit.
const MAX_BITS: u64 = 1 << 36;

/// An int operand.
#[derive(Clone, Copy, Debug)]
pub enum IntRef<'a> {
    /// Fits.
    Small(i64),
    /// Does not need to be outside the range of `i64`.
    Big(&'a BigInt),
    /// As above, in memory of somebody else's.
    Limbs(Limbs<'a>),
}

/// An int result.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Int {
    /// Fits.
    Small(i64),
    /// Outside the range of `i64`.
    Big(BigInt),
}

/// The result of `int ** int`.
#[derive(Clone, PartialEq, Debug)]
pub enum IntPow {
    /// The exponent was not negative.
    Int(Int),
    /// The exponent was negative.
    Float(f64),
}

impl From<BigInt> for Int {
    fn from(value: BigInt) -> Self {
        match value.to_i64() {
            Some(small) => Int::Small(small),
            None => Int::Big(value),
        }
    }
}

impl From<i128> for Int {
    fn from(value: i128) -> Self {
        match i64::try_from(value) {
            Ok(small) => Int::Small(small),
            Err(_) => Int::Big(BigInt::from(value)),
        }
    }
}

impl From<i64> for IntRef<'_> {
    fn from(value: i64) -> Self {
        IntRef::Small(value)
    }
}

impl<'a> From<&'a BigInt> for IntRef<'a> {
    fn from(value: &'a BigInt) -> Self {
        IntRef::Big(value)
    }
}

impl Int {
    /// As an operand.
    pub fn as_ref(&self) -> IntRef<'_> {
        match self {
            Int::Small(value) => IntRef::Small(*value),
            Int::Big(value) => IntRef::Big(value),
        }
    }
}

impl IntRef<'_> {
    /// A big copy.
    pub fn to_big(self) -> BigInt {
        match self {
            IntRef::Small(value) => BigInt::from(value),
            IntRef::Big(value) => value.clone(),
            IntRef::Limbs(value) => value.to_big(),
        }
    }

    fn big(&self) -> Cow<'_, BigInt> {
        match self {
            IntRef::Small(value) => Cow::Owned(BigInt::from(*value)),
            IntRef::Big(value) => Cow::Borrowed(value),
            IntRef::Limbs(value) => Cow::Owned(value.to_big()),
        }
    }

    /// A copy in canonical form.
    pub fn to_int(self) -> Int {
        match self {
            IntRef::Small(value) => Int::Small(value),
            IntRef::Big(value) => value.clone().into(),
            IntRef::Limbs(value) => value.to_big().into(),
        }
    }

    /// The value, if it fits.
    pub fn to_i64(self) -> Option<i64> {
        match self {
            IntRef::Small(value) => Some(value),
            IntRef::Big(value) => value.to_i64(),
            IntRef::Limbs(value) => value.to_i128().and_then(|value| i64::try_from(value).ok()),
        }
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        match self {
            IntRef::Small(value) => value == 0,
            IntRef::Big(value) => value.is_zero(),
            IntRef::Limbs(value) => value.magnitude.is_empty(),
        }
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        match self {
            IntRef::Small(value) => value < 0,
            IntRef::Big(value) => value.is_negative(),
            IntRef::Limbs(value) => value.negative,
        }
    }

    /// `int.bit_length()`.
    pub fn bit_length(self) -> u64 {
        match self {
            IntRef::Small(value) => u64::from(64 - value.unsigned_abs().leading_zeros()),
            IntRef::Big(value) => value.bits(),
            IntRef::Limbs(value) => value.bits(),
        }
    }

    /// The value if 128 bits hold it and it is not of `malachite`.
    #[inline]
    pub fn to_i128(self) -> Option<i128> {
        match self {
            IntRef::Small(value) => Some(i128::from(value)),
            IntRef::Big(_) => None,
            IntRef::Limbs(value) => value.to_i128(),
        }
    }

    /// The sign and the limbs of what is not of `malachite`; `word` gives room for a small one.
    #[inline]
    pub fn limbs<'b>(&'b self, word: &'b mut u64) -> Option<Limbs<'b>> {
        match self {
            IntRef::Small(value) => {
                *word = value.unsigned_abs();
                let magnitude = if *value == 0 { &[][..] } else { std::slice::from_ref(word) };
                Some(Limbs { negative: *value < 0, magnitude })
            }
            IntRef::Big(_) => None,
            IntRef::Limbs(value) => Some(*value),
        }
    }
}

/// `a + b`
pub fn add(a: IntRef<'_>, b: IntRef<'_>) -> Int {
    match (a, b) {
        (IntRef::Small(a), IntRef::Small(b)) => Int::from(i128::from(a) + i128::from(b)),
        _ => (&*a.big() + &*b.big()).into(),
    }
}

/// `a - b`
pub fn sub(a: IntRef<'_>, b: IntRef<'_>) -> Int {
    match (a, b) {
        (IntRef::Small(a), IntRef::Small(b)) => Int::from(i128::from(a) - i128::from(b)),
        _ => (&*a.big() - &*b.big()).into(),
    }
}

/// `a * b`
pub fn mul(a: IntRef<'_>, b: IntRef<'_>) -> Int {
    match (a, b) {
        (IntRef::Small(a), IntRef::Small(b)) => Int::from(i128::from(a) * i128::from(b)),
        _ => (&*a.big() * &*b.big()).into(),
    }
}

fn division_by_zero() -> SemError {
    SemError::zero_division("division by zero")
}

/// `divmod(a, b)`: the quotient rounds towards minus infinity, the remainder has the divisor's sign.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn divmod(a: IntRef<'_>, b: IntRef<'_>) -> SemResult<(Int, Int)> {
    if b.is_zero() {
        return Err(division_by_zero());
    }
    if let (IntRef::Small(a), IntRef::Small(b)) = (a, b) {
        let (q, r) = i128::from(a).div_mod_floor(&i128::from(b));
        return Ok((q.into(), r.into()));
    }
    let (q, r) = a.big().div_mod_floor(&b.big());
    Ok((q.into(), r.into()))
}

/// `a // b`
///
/// # Errors
/// `ZeroDivisionError`.
pub fn floordiv(a: IntRef<'_>, b: IntRef<'_>) -> SemResult<Int> {
    divmod(a, b).map(|(quotient, _)| quotient)
}

/// `a % b`
///
/// # Errors
/// `ZeroDivisionError`.
pub fn modulo(a: IntRef<'_>, b: IntRef<'_>) -> SemResult<Int> {
    divmod(a, b).map(|(_, remainder)| remainder)
}

/// `a / b`, correctly rounded.
///
/// # Errors
/// `ZeroDivisionError`; `OverflowError` where the quotient is too large.
pub fn truediv(a: IntRef<'_>, b: IntRef<'_>) -> SemResult<f64> {
    const EXACT: u64 = 1 << 53;
    if b.is_zero() {
        return Err(division_by_zero());
    }
    if let (IntRef::Small(x), IntRef::Small(y)) = (a, b)
        && x.unsigned_abs() <= EXACT
        && y.unsigned_abs() <= EXACT
    {
        return Ok(x as f64 / y as f64);
    }
    if a.is_zero() {
        // an int zero has no sign: the quotient is 0.0 for a positive divisor, -0.0 for a negative one
        return Ok(if b.is_negative() { -0.0 } else { 0.0 });
    }
    let negative = a.is_negative() != b.is_negative();
    if let (Some(x), Some(y)) = (a.to_i128(), b.to_i128())
        && let Some(quotient) = short_quotient(x.unsigned_abs(), y.unsigned_abs())
    {
        return Ok(if negative { -quotient } else { quotient });
    }
    let (x, y) = (a.to_big().abs(), b.to_big().abs());
    let too_large = || SemError::overflow("integer division result too large for a float");
    let difference = x.bits() as i64 - y.bits() as i64;
    if difference > 1024 {
        return Err(too_large());
    }
    if difference < -1080 {
        return Ok(if negative { -0.0 } else { 0.0 });
    }
    // A quotient of 55 or 56 bits (fewer where the result is subnormal), whose last bit says "inexact".
    let shift = difference.max(-1021) - 55;
    let (quotient, rest) = if shift <= 0 {
        (x << shift.unsigned_abs() as usize).div_rem(&y)
    } else {
        x.div_rem(&(y << shift as usize))
    };
    let Some(mut q) = quotient.to_u64() else { return Err(too_large()) };
    let bits = i64::from(64 - q.leading_zeros());
    let extra = bits.max(-1021 - shift) - 53;
    // INVARIANT: extra >= 1, since shift leaves two bits more than a significand holds.
    let mask = 1u64 << (extra - 1);
    let low = q | u64::from(!rest.is_zero());
    if low & mask != 0 && low & (3 * mask - 1) != 0 {
        q += mask;
    }
    q &= !(2 * mask - 1);
    let result = ldexp(q as f64, shift as i32);
    if result.is_infinite() {
        return Err(too_large());
    }
    Ok(if negative { -result } else { result })
}

/// The quotient of two numbers of less than 128 bits, if the divisor leaves room for the digits of a double.
fn short_quotient(x: u128, y: u128) -> Option<f64> {
    // At least two bits more than a significand holds; the last one says "inexact" as well.
    const DIGITS: u32 = 56;
    let (x_bits, y_bits) = (128 - x.leading_zeros(), 128 - y.leading_zeros());
    let shift = (y_bits + DIGITS).saturating_sub(x_bits);
    if x_bits + shift > 127 {
        return None;
    }
    let scaled = x << shift;
    let (quotient, rest) = (scaled / y, scaled % y);
    Some(ldexp((quotient | u128::from(rest != 0)) as f64, -(shift as i32)))
}

/// `a ** b`
///
/// # Errors
/// `ZeroDivisionError` for zero to a negative power, `OverflowError` where a float power overflows,
/// `MemoryError` where no memory could hold the result.
pub fn pow(a: IntRef<'_>, b: IntRef<'_>) -> SemResult<IntPow> {
    if b.is_negative() {
        if a.is_zero() {
            return Err(SemError::zero_division("zero to a negative power"));
        }
        return match super::float::pow(to_f64(a)?, to_f64(b)?)? {
            super::float::FloatPow::Float(value) => Ok(IntPow::Float(value)),
            super::float::FloatPow::Complex(_) => unreachable!("the exponent is a whole number"),
        };
    }
    let small_base = a.to_i64();
    let value = match (small_base, b.to_i64()) {
        (_, Some(0)) | (Some(1), _) => Int::Small(1),
        (Some(0), _) => Int::Small(0),
        (Some(-1), _) => Int::Small(if modulo(b, IntRef::Small(2))? == Int::Small(0) { 1 } else { -1 }),
        (_, None) => return Err(SemError::memory()),
        (_, Some(exponent)) => {
            let Ok(exponent) = u32::try_from(exponent) else { return Err(SemError::memory()) };
            if (a.bit_length() - 1).saturating_mul(u64::from(exponent)) > MAX_BITS {
                return Err(SemError::memory());
            }
            match small_base.and_then(|base| i128::from(base).checked_pow(exponent)) {
                Some(value) => value.into(),
                None => a.to_big().pow(exponent).into(),
            }
        }
    };
    Ok(IntPow::Int(value))
}

/// `pow(a, b, m)`
///
/// # Errors
/// `ValueError` for a modulus of zero, or a base without inverse under a negative exponent.
pub fn pow_mod(a: IntRef<'_>, b: IntRef<'_>, m: IntRef<'_>) -> SemResult<Int> {
    if m.is_zero() {
        return Err(SemError::value("pow() 3rd argument cannot be 0"));
    }
    let modulus = m.to_big();
    let size = modulus.abs();
    let (mut base, mut exponent) = (a.to_big().mod_floor(&size), b.to_big());
    if exponent.is_negative() {
        if size.is_one() {
            return Ok(Int::Small(0));
        }
        // extended Euclid: the inverse of base
        let (mut r0, mut r1, mut s0, mut s1) = (base, size.clone(), BigInt::one(), BigInt::zero());
        while !r1.is_zero() {
            let (q, r) = r0.div_mod_floor(&r1);
            r0 = std::mem::replace(&mut r1, r);
            let s = s0 - &q * &s1;
            s0 = std::mem::replace(&mut s1, s);
        }
        if !r0.is_one() {
            return Err(SemError::value("base is not invertible for the given modulus"));
        }
        base = s0.mod_floor(&size);
        exponent = -exponent;
    }
    let result = if size.is_one() { BigInt::zero() } else { base.modpow(&exponent, &size) };
    Ok(result.mod_floor(&modulus).into())
}

/// `a << b`
///
/// # Errors
/// `ValueError` for a negative count, `OverflowError`/`MemoryError` for a hopeless one.
pub fn lshift(a: IntRef<'_>, b: IntRef<'_>) -> SemResult<Int> {
    if b.is_negative() {
        return Err(SemError::value("negative shift count"));
    }
    if a.is_zero() {
        return Ok(Int::Small(0));
    }
    let count = match b.to_i64() {
        Some(count) => count as u64,
        None => return Err(SemError::overflow("too many digits in integer")),
    };
    if count > MAX_BITS {
        return Err(SemError::memory());
    }
    if let (IntRef::Small(value), 0..=63) = (a, count) {
        return Ok((i128::from(value) << count).into());
    }
    Ok((a.to_big() << count as usize).into())
}

/// `a >> b`, rounding towards minus infinity.
///
/// # Errors
/// `ValueError` for a negative count.
pub fn rshift(a: IntRef<'_>, b: IntRef<'_>) -> SemResult<Int> {
    if b.is_negative() {
        return Err(SemError::value("negative shift count"));
    }
    let count = b.to_i64().and_then(|count| usize::try_from(count).ok());
    Ok(match (a, count) {
        (IntRef::Small(value), Some(count @ 0..=63)) => Int::Small(value >> count),
        (_, Some(count)) if (count as u64) < a.bit_length() => {
            let big = a.to_big();
            let divisor = BigInt::one() << count;
            big.div_floor(&divisor).into()
        }
        _ => Int::Small(if a.is_negative() { -1 } else { 0 }),
    })
}

/// `a & b`
pub fn and(a: IntRef<'_>, b: IntRef<'_>) -> Int {
    match (a, b) {
        (IntRef::Small(a), IntRef::Small(b)) => Int::Small(a & b),
        _ => (&*a.big() & &*b.big()).into(),
    }
}

/// `a | b`
pub fn or(a: IntRef<'_>, b: IntRef<'_>) -> Int {
    match (a, b) {
        (IntRef::Small(a), IntRef::Small(b)) => Int::Small(a | b),
        _ => (&*a.big() | &*b.big()).into(),
    }
}

/// `a ^ b`
pub fn xor(a: IntRef<'_>, b: IntRef<'_>) -> Int {
    match (a, b) {
        (IntRef::Small(a), IntRef::Small(b)) => Int::Small(a ^ b),
        _ => (&*a.big() ^ &*b.big()).into(),
    }
}

/// `-a`
pub fn neg(a: IntRef<'_>) -> Int {
    match a {
        IntRef::Small(value) => (-i128::from(value)).into(),
        _ => (-a.to_big()).into(),
    }
}

/// `~a`
pub fn invert(a: IntRef<'_>) -> Int {
    match a {
        IntRef::Small(value) => Int::Small(!value),
        _ => (-a.to_big() - BigInt::one()).into(),
    }
}

/// `abs(a)`
pub fn abs(a: IntRef<'_>) -> Int {
    if a.is_negative() { neg(a) } else { a.to_int() }
}

/// Three-way comparison.
pub fn cmp(a: IntRef<'_>, b: IntRef<'_>) -> Ordering {
    if let (IntRef::Small(a), IntRef::Small(b)) = (a, b) {
        return a.cmp(&b);
    }
    let (mut low, mut high) = (0, 0);
    match (a.limbs(&mut low), b.limbs(&mut high)) {
        (Some(x), Some(y)) => match (x.negative, y.negative) {
            (false, false) => limbs::compare(x.magnitude, y.magnitude),
            (true, true) => limbs::compare(y.magnitude, x.magnitude),
            (x, y) => y.cmp(&x),
        },
        _ => (*a.big()).cmp(&*b.big()),
    }
}

/// Compares an int with a float by their exact values; `None` for a NaN.
pub fn cmp_float(a: IntRef<'_>, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    if b.is_infinite() {
        return Some(if b > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let whole = from_f64(b.floor()).expect("finite");
    Some(cmp(a, whole.as_ref()).then(if b.floor() < b { Ordering::Less } else { Ordering::Equal }))
}

/// `float(a)`: rounded to nearest, ties to even.
///
/// # Errors
/// `OverflowError`.
pub fn to_f64(a: IntRef<'_>) -> SemResult<f64> {
    if let IntRef::Small(value) = a {
        return Ok(value as f64);
    }
    if let Some(value) = a.to_i128() {
        // Rounded as the rest is.
        return Ok(value as f64);
    }
    let big = a.big();
    let bits = big.bits();
    let too_large = || SemError::overflow("int too large to convert to float");
    if bits > 1024 {
        return Err(too_large());
    }
    let magnitude = big.magnitude();
    let value = if bits <= 64 {
        magnitude.to_u64().unwrap_or(u64::MAX) as f64
    } else {
        // 64 leading bits, the last of which also says whether any bit below is set
        let shift = bits - 64;
        let low = magnitude.trailing_zeros().unwrap_or(0) < shift;
        let top = (magnitude >> shift as usize).to_u64().unwrap_or(u64::MAX) | u64::from(low);
        ldexp(top as f64, shift as i32)
    };
    if value.is_infinite() {
        return Err(too_large());
    }
    Ok(if big.sign() == Sign::Minus { -value } else { value })
}

/// `int(value)`: truncates.
///
/// # Errors
/// `ValueError` for a NaN, `OverflowError` for an infinity.
pub fn from_f64(value: f64) -> SemResult<Int> {
    if value.is_nan() {
        return Err(SemError::value("cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        return Err(SemError::overflow("cannot convert float infinity to integer"));
    }
    let value = value.trunc();
    if (-9.2e18..9.2e18).contains(&value) {
        return Ok(Int::Small(value as i64));
    }
    let (mantissa, exponent) = super::float::decompose(value);
    // Large values only, so the exponent is positive.
    let big = BigInt::from(mantissa) << exponent.max(0) as usize;
    Ok(if value < 0.0 { -big } else { big }.into())
}

/// `round(a, ndigits)` for an int: to a multiple of a power of ten, ties to even.
pub fn round(a: IntRef<'_>, ndigits: i64) -> Int {
    if ndigits >= 0 {
        return a.to_int();
    }
    let digits = ndigits.unsigned_abs();
    // 10**digits beyond twice the value: rounds to zero
    if digits > a.bit_length() {
        return Int::Small(0);
    }
    let power = BigInt::from(10).pow(digits as u32);
    let (quotient, rest) = a.to_big().div_mod_floor(&power);
    let up = match (&rest + &rest).cmp(&power) {
        Ordering::Less => false,
        Ordering::Greater => true,
        Ordering::Equal => quotient.is_odd(),
    };
    ((if up { quotient + BigInt::one() } else { quotient }) * power).into()
}

/// What the longest decimal text of a word takes.
pub const DECIMAL_ROOM: usize = 20;

/// The decimal text of a word, at the end of `room`.
pub fn decimal(number: i64, room: &mut [u8; DECIMAL_ROOM]) -> &[u8] {
    let (mut rest, mut at) = (number.unsigned_abs(), room.len());
    loop {
        at -= 1;
        room[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        at -= 1;
        room[at] = b'-';
    }
    &room[at..]
}

/// The decimal text.
///
/// # Errors
/// `ValueError` beyond [`MAX_STR_DIGITS`] digits.
pub fn to_decimal(a: IntRef<'_>) -> SemResult<String> {
    to_decimal_limited(a, MAX_STR_DIGITS)
}

/// The decimal text, with a limit of its own (`sys.set_int_max_str_digits()`); 0 is no limit.
///
/// # Errors
/// `ValueError` beyond `limit` digits.
pub fn to_decimal_limited(a: IntRef<'_>, limit: usize) -> SemResult<String> {
    let too_long = || {
        SemError::value(format!(
            "Exceeds the limit ({limit} digits) for integer string conversion; \
             use sys.set_int_max_str_digits() to increase the limit"
        ))
    };
    match a {
        IntRef::Small(value) => Ok(value.to_string()),
        IntRef::Limbs(value)
            if value.magnitude.len() <= limbs::SHORT && (limit == 0 || limit > limbs::SHORT * 20) =>
        {
            Ok(limbs::decimal(value))
        }
        _ => {
            let value = a.big();
            // 10/3 bits a digit is less than log2(10): surely too long, without the conversion
            if limit != 0 && value.bits() > limit as u64 * 10 / 3 + 8 {
                return Err(too_long());
            }
            let text = value.to_str_radix(10);
            if limit != 0 && text.trim_start_matches('-').len() > limit {
                return Err(too_long());
            }
            Ok(text)
        }
    }
}

/// The digits of the absolute value in radix 2, 8 or 16 (lower case).
pub fn magnitude_radix(a: IntRef<'_>, radix: u32) -> String {
    match a {
        IntRef::Small(value) => match radix {
            2 => format!("{:b}", value.unsigned_abs()),
            8 => format!("{:o}", value.unsigned_abs()),
            16 => format!("{:x}", value.unsigned_abs()),
            _ => value.unsigned_abs().to_string(),
        },
        _ => a.big().magnitude().to_str_radix(radix),
    }
}

/// `bin(a)`, `oct(a)`, `hex(a)`.
pub fn prefixed_radix(a: IntRef<'_>, radix: u32) -> String {
    let prefix = match radix {
        2 => "0b",
        8 => "0o",
        _ => "0x",
    };
    let sign = if a.is_negative() { "-" } else { "" };
    format!("{sign}{prefix}{}", magnitude_radix(a, radix))
}

/// `hash(a)`: the value modulo the Mersenne prime 2**61 - 1, with the sign of `a`; -1 becomes -2.
pub fn hash(a: IntRef<'_>) -> i64 {
    const P: u64 = (1 << 61) - 1;
    let rest = match a {
        IntRef::Small(value) if value.unsigned_abs() < P => return if value == -1 { -2 } else { value },
        IntRef::Small(value) => (value.unsigned_abs() % P) as i64,
        IntRef::Big(value) => (value.abs() % BigInt::from(P)).to_i64().unwrap_or(0),
        IntRef::Limbs(value) => limbs::modulo_hash_prime(value.magnitude) as i64,
    };
    match if a.is_negative() { -rest } else { rest } {
        -1 => -2,
        hash => hash,
    }
}
