//! What an operation on constants may raise: a Python exception's class and its message.

use std::borrow::Cow;

/// The exception class.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SemErrorKind {
    /// `ZeroDivisionError`
    ZeroDivision,
    /// `OverflowError`
    Overflow,
    /// `OverflowError(34, 'Numerical result out of range')`: C's `ERANGE`, whose arguments are a pair.
    Range,
    /// `ValueError`
    Value,
    /// `TypeError`
    Type,
    /// `IndexError`
    Index,
    /// `MemoryError`
    Memory,
}

/// An exception that an operation on builtin values raises, in the words of CPython 3.14.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SemError {
    /// Its class.
    pub kind: SemErrorKind,
    /// Its message (`str(exc)`).
    pub message: Cow<'static, str>,
}

/// The result of an operation on builtin values.
pub type SemResult<T> = Result<T, SemError>;

impl SemError {
    /// `ZeroDivisionError(message)`.
    pub fn zero_division(message: impl Into<Cow<'static, str>>) -> Self {
        Self { kind: SemErrorKind::ZeroDivision, message: message.into() }
    }

    /// `OverflowError(message)`.
    pub fn overflow(message: impl Into<Cow<'static, str>>) -> Self {
        Self { kind: SemErrorKind::Overflow, message: message.into() }
    }

    /// `ValueError(message)`.
    pub fn value(message: impl Into<Cow<'static, str>>) -> Self {
        Self { kind: SemErrorKind::Value, message: message.into() }
    }

    /// `TypeError(message)`.
    pub fn typ(message: impl Into<Cow<'static, str>>) -> Self {
        Self { kind: SemErrorKind::Type, message: message.into() }
    }

    /// `IndexError(message)`.
    pub fn index(message: impl Into<Cow<'static, str>>) -> Self {
        Self { kind: SemErrorKind::Index, message: message.into() }
    }

    /// `OverflowError(34, 'Numerical result out of range')`.
    pub fn range() -> Self {
        Self { kind: SemErrorKind::Range, message: Cow::Borrowed("(34, 'Numerical result out of range')") }
    }

    /// `MemoryError()`.
    pub fn memory() -> Self {
        Self { kind: SemErrorKind::Memory, message: Cow::Borrowed("") }
    }

    /// Whether there would be room for a text of so many bytes and the copies of it that formatting makes.
    ///
    /// # Errors
    /// `MemoryError` if not: how long a text gets, a program chose.
    pub fn check_room(bytes: usize) -> Result<(), SemError> {
        const FEW: usize = 1 << 24;
        const COPIES: usize = 8;
        let reserved =
            bytes < FEW || Vec::<u8>::new().try_reserve_exact(bytes.saturating_mul(COPIES)).is_ok();
        if reserved { Ok(()) } else { Err(SemError::memory()) }
    }

    /// The name of the exception class.
    pub fn class_name(&self) -> &'static str {
        match self.kind {
            SemErrorKind::ZeroDivision => "ZeroDivisionError",
            SemErrorKind::Overflow | SemErrorKind::Range => "OverflowError",
            SemErrorKind::Value => "ValueError",
            SemErrorKind::Type => "TypeError",
            SemErrorKind::Index => "IndexError",
            SemErrorKind::Memory => "MemoryError",
        }
    }
}

impl std::fmt::Display for SemError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.message.is_empty() {
            f.write_str(self.class_name())
        } else {
            write!(f, "{}: {}", self.class_name(), self.message)
        }
    }
}

impl std::error::Error for SemError {}
