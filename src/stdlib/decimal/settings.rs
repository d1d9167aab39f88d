//! What governs an operation: precision, exponents, rounding; and the conditions that it may report.

use super::coefficient::Rest;

/// The limits of the library's contexts.
pub(super) const MAX_PREC: i64 = 999_999_999_999_999_999;
pub(super) const MAX_EMAX: i64 = 999_999_999_999_999_999;
pub(super) const MIN_EMIN: i64 = -999_999_999_999_999_999;
/// An exponent beyond every context's.
pub(super) const EXP_INF: i64 = 2_000_000_000_000_000_001;
/// An exponent that texts below it are read as.
pub(super) const EXP_CLAMP: i64 = -4_000_000_000_000_000_001;

/// Conditions, one bit each.
pub(super) mod status {
    pub(in super::super) const CLAMPED: u32 = 0x1;
    pub(in super::super) const CONVERSION_SYNTAX: u32 = 0x2;
    pub(in super::super) const DIVISION_BY_ZERO: u32 = 0x4;
    pub(in super::super) const DIVISION_IMPOSSIBLE: u32 = 0x8;
    pub(in super::super) const DIVISION_UNDEFINED: u32 = 0x10;
    pub(in super::super) const INEXACT: u32 = 0x40;
    pub(in super::super) const INVALID_CONTEXT: u32 = 0x80;
    pub(in super::super) const INVALID_OPERATION: u32 = 0x100;
    /// The machine cannot hold the result: always an exception.
    pub(in super::super) const NO_MEMORY: u32 = 0x200;
    pub(in super::super) const FLOAT_OPERATION: u32 = 0x400;
    pub(in super::super) const OVERFLOW: u32 = 0x800;
    pub(in super::super) const ROUNDED: u32 = 0x1000;
    pub(in super::super) const SUBNORMAL: u32 = 0x2000;
    pub(in super::super) const UNDERFLOW: u32 = 0x4000;
    /// All that count as the signal `InvalidOperation`.
    pub(in super::super) const ANY_INVALID: u32 = CONVERSION_SYNTAX
        | DIVISION_IMPOSSIBLE
        | DIVISION_UNDEFINED
        | 0x20
        | INVALID_CONTEXT
        | INVALID_OPERATION
        | NO_MEMORY;
    /// Those that leave no number behind.
    pub(in super::super) const ERRORS: u32 = ANY_INVALID | DIVISION_BY_ZERO;
}

/// How results are rounded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Rounding {
    Up,
    Down,
    Ceiling,
    Floor,
    HalfUp,
    HalfDown,
    HalfEven,
    ZeroFiveUp,
}

impl Rounding {
    /// All of them, with their names.
    pub(super) const ALL: [(&'static str, Rounding); 8] = [
        ("ROUND_UP", Rounding::Up),
        ("ROUND_DOWN", Rounding::Down),
        ("ROUND_CEILING", Rounding::Ceiling),
        ("ROUND_FLOOR", Rounding::Floor),
        ("ROUND_HALF_UP", Rounding::HalfUp),
        ("ROUND_HALF_DOWN", Rounding::HalfDown),
        ("ROUND_HALF_EVEN", Rounding::HalfEven),
        ("ROUND_05UP", Rounding::ZeroFiveUp),
    ];

    pub(super) fn name(self) -> &'static str {
        Rounding::ALL[self as usize].0
    }

    /// Whether the kept part grows by one. `last` is its last digit.
    #[inline]
    pub(super) fn away(self, rest: Rest, negative: bool, last: impl FnOnce() -> u32) -> bool {
        if rest == Rest::Nothing {
            return false;
        }
        match self {
            Rounding::Down => false,
            Rounding::Up => true,
            Rounding::Ceiling => !negative,
            Rounding::Floor => negative,
            Rounding::HalfUp => rest != Rest::Less,
            Rounding::HalfDown => rest == Rest::More,
            Rounding::HalfEven => rest == Rest::More || rest == Rest::Half && last() % 2 == 1,
            Rounding::ZeroFiveUp => matches!(last(), 0 | 5),
        }
    }
}

/// What an operation is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    pub(super) prec: i64,
    pub(super) emax: i64,
    pub(super) emin: i64,
    pub(super) rounding: Rounding,
    pub(super) clamp: bool,
}

impl Settings {
    /// Everything at its largest: for exact results.
    pub(super) const LARGEST: Settings = Settings {
        prec: MAX_PREC,
        emax: MAX_EMAX,
        emin: MIN_EMIN,
        rounding: Rounding::HalfEven,
        clamp: false,
    };

    /// The smallest exponent of a subnormal number.
    #[inline]
    pub(super) fn etiny(&self) -> i64 {
        self.emin - (self.prec - 1)
    }

    /// The largest exponent of a number with all its digits.
    #[inline]
    pub(super) fn etop(&self) -> i64 {
        self.emax - (self.prec - 1)
    }

    /// These, rounding to the even neighbour.
    pub(super) fn half_even(&self) -> Settings {
        self.rounded(Rounding::HalfEven)
    }

    /// These, rounding so.
    pub(super) fn rounded(&self, rounding: Rounding) -> Settings {
        Settings { rounding, ..*self }
    }
}
