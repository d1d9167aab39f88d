//! Decimal numbers, and how a result is made to fit a context.
//!
//! ```text
//! (-1)**negative * coefficient * 10**exponent        an infinity; a NaN, whose coefficient is its payload
//! ```

use super::coefficient::{Coefficient, Rest};
use super::settings::{Rounding, Settings, status};

/// What a number is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    Finite,
    Infinite,
    Quiet,
    Signaling,
}

/// A number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Number {
    pub(super) negative: bool,
    pub(super) form: Form,
    pub(super) exponent: i64,
    pub(super) coefficient: Coefficient,
}

impl Number {
    pub(super) fn finite(negative: bool, coefficient: impl Into<Coefficient>, exponent: i64) -> Number {
        Number { negative, form: Form::Finite, exponent, coefficient: coefficient.into() }
    }

    pub(super) fn zero(negative: bool, exponent: i64) -> Number {
        Number::finite(negative, 0u128, exponent)
    }

    pub(super) fn one() -> Number {
        Number::finite(false, 1u128, 0)
    }

    pub(super) fn int(number: i64) -> Number {
        Number::finite(number < 0, u128::from(number.unsigned_abs()), 0)
    }

    pub(super) fn infinity(negative: bool) -> Number {
        Number { form: Form::Infinite, ..Number::zero(negative, 0) }
    }

    pub(super) fn nan() -> Number {
        Number { form: Form::Quiet, ..Number::zero(false, 0) }
    }

    /// What an operation gives that has no answer.
    #[cold]
    pub(super) fn error(condition: u32, status: &mut u32) -> Number {
        *status |= condition;
        Number::nan()
    }

    #[inline]
    pub(super) fn is_special(&self) -> bool {
        self.form != Form::Finite
    }

    pub(super) fn is_nan(&self) -> bool {
        matches!(self.form, Form::Quiet | Form::Signaling)
    }

    pub(super) fn is_signaling(&self) -> bool {
        self.form == Form::Signaling
    }

    pub(super) fn is_infinite(&self) -> bool {
        self.form == Form::Infinite
    }

    pub(super) fn is_zero(&self) -> bool {
        self.form == Form::Finite && self.coefficient.is_zero()
    }

    pub(super) fn digits(&self) -> i64 {
        self.coefficient.digits()
    }

    /// The exponent of its first digit.
    pub(super) fn adjusted(&self) -> i64 {
        self.exponent + self.coefficient.digits() - 1
    }

    pub(super) fn is_normal(&self, s: &Settings) -> bool {
        !self.is_special() && !self.coefficient.is_zero() && self.adjusted() >= s.emin
    }

    pub(super) fn is_subnormal(&self, s: &Settings) -> bool {
        !self.is_special() && !self.coefficient.is_zero() && self.adjusted() < s.emin
    }

    /// Whether it is finite and has no digits behind the point.
    pub(super) fn is_integer(&self) -> bool {
        if self.is_special() {
            return false;
        }
        if self.exponent >= 0 || self.coefficient.is_zero() {
            return true;
        }
        let behind = self.exponent.unsigned_abs() as i64;
        behind < self.digits() && self.coefficient.trailing_zeros(behind) == behind
    }

    /// Whether it is an odd integer.
    pub(super) fn is_odd(&self) -> bool {
        if !self.is_integer() || self.exponent > 0 {
            return false;
        }
        self.coefficient.shifted_right(-self.exponent).0.is_odd()
    }

    pub(super) fn with_sign(&self, negative: bool) -> Number {
        Number { negative, ..self.clone() }
    }

    /// As a machine integer, if it is an integer and fits one.
    pub(super) fn to_i64(&self) -> Option<i64> {
        if !self.is_integer() {
            return None;
        }
        let magnitude = if self.exponent <= 0 {
            self.coefficient.shifted_right(-self.exponent).0
        } else if self.exponent < 20 || self.coefficient.is_zero() {
            self.coefficient.shifted_left(self.exponent)?
        } else {
            return None;
        };
        magnitude.to_i64().map(|n| if self.negative { -n } else { n })
    }

    /// Times a power of ten in the coefficient, its exponent adapted; nothing changes where memory would not do.
    pub(super) fn padded(mut self, count: i64, status: &mut u32) -> Number {
        match self.coefficient.shifted_left(count) {
            Some(coefficient) => {
                self.coefficient = coefficient;
                self.exponent -= count.max(0);
            }
            None => *status |= status::NO_MEMORY,
        }
        self
    }

    /// Without the last `count` digits of its coefficient, which is rounded; what was dropped.
    fn dropped(&mut self, count: i64, rounding: Rounding) -> Rest {
        let (mut kept, rest) = self.coefficient.shifted_right(count);
        if rounding.away(rest, self.negative, || kept.last_digit()) {
            kept = kept.add(&Coefficient::ONE);
        }
        self.coefficient = kept;
        self.exponent += count;
        rest
    }

    /// With another exponent, rounded; says what was dropped.
    pub(super) fn rescaled(mut self, exponent: i64, rounding: Rounding, status: &mut u32) -> (Number, Rest) {
        if self.coefficient.is_zero() {
            self.exponent = exponent;
            return (self, Rest::Nothing);
        }
        if exponent <= self.exponent {
            let count = self.exponent.saturating_sub(exponent);
            return (self.padded(count, status), Rest::Nothing);
        }
        let count = exponent.saturating_sub(self.exponent);
        let rest = self.dropped(count, rounding);
        self.exponent = exponent;
        (self, rest)
    }

    /// The largest number of a context.
    pub(super) fn largest(negative: bool, s: &Settings, status: &mut u32) -> Number {
        match Coefficient::nines(s.prec) {
            Some(nines) => Number::finite(negative, nines, s.etop()),
            None => Number::error(status::NO_MEMORY, status),
        }
    }

    /// The result that fits a context: rounded, in range, with the conditions that this means.
    pub(super) fn fit(mut self, s: &Settings, status: &mut u32) -> Number {
        if self.is_special() {
            if self.is_nan() {
                let room = s.prec - i64::from(s.clamp);
                if self.digits() > room {
                    self.coefficient = self.coefficient.low_digits(room);
                }
            }
            return self;
        }
        self = self.fit_exponent(s, status);
        if self.is_special() {
            return self;
        }
        let digits = self.digits();
        if digits > s.prec {
            let rest = self.dropped(digits - s.prec, s.rounding);
            *status |= status::ROUNDED;
            if rest != Rest::Nothing {
                *status |= status::INEXACT;
            }
            if self.digits() > s.prec {
                // 999…9 became 1000…0.
                self.dropped(1, Rounding::Down);
                self = self.fit_exponent(s, status);
            }
        }
        self
    }

    fn fit_exponent(mut self, s: &Settings, status: &mut u32) -> Number {
        let adjusted = self.adjusted();
        if adjusted > s.emax {
            if self.coefficient.is_zero() {
                self.exponent = if s.clamp { s.etop() } else { s.emax };
                *status |= status::CLAMPED;
                return self;
            }
            *status |= status::OVERFLOW | status::INEXACT | status::ROUNDED;
            let to_largest = match s.rounding {
                Rounding::Down | Rounding::ZeroFiveUp => true,
                Rounding::Ceiling => self.negative,
                Rounding::Floor => !self.negative,
                _ => false,
            };
            return match to_largest {
                true => Number::largest(self.negative, s, status),
                false => Number::infinity(self.negative),
            };
        }
        if s.clamp && self.exponent > s.etop() {
            let count = self.exponent - s.etop();
            if self.coefficient.is_zero() {
                self.exponent = s.etop();
            } else {
                self = self.padded(count, status);
            }
            *status |= status::CLAMPED;
            if !self.coefficient.is_zero() && adjusted < s.emin {
                *status |= status::SUBNORMAL;
            }
            return self;
        }
        if adjusted < s.emin {
            let etiny = s.etiny();
            if self.coefficient.is_zero() {
                if self.exponent < etiny {
                    self.exponent = etiny;
                    *status |= status::CLAMPED;
                }
                return self;
            }
            *status |= status::SUBNORMAL;
            if self.exponent < etiny {
                let rest = self.dropped(etiny - self.exponent, s.rounding);
                *status |= status::ROUNDED;
                if rest != Rest::Nothing {
                    *status |= status::INEXACT | status::UNDERFLOW;
                    if self.coefficient.is_zero() {
                        *status |= status::CLAMPED;
                    }
                }
            }
        }
        self
    }
}

/// The NaN that an operation with a NaN among its operands gives; `None` when there is none.
pub(super) fn nan_of(operands: &[&Number], s: &Settings, status: &mut u32) -> Option<Number> {
    let signaling = operands.iter().find(|n| n.is_signaling());
    if signaling.is_some() {
        *status |= status::INVALID_OPERATION;
    }
    let found = signaling.or_else(|| operands.iter().find(|n| n.is_nan()))?;
    let quiet = Number { form: Form::Quiet, ..(*found).clone() };
    Some(quiet.fit(s, status))
}
