//! Sets of builtin types, as far as guards test for them: a value of exactly such a type has the type's own behaviour,
//! which no program can change.

/// A set of builtin types; one bit each.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct ExactKinds(pub u16);

macro_rules! exact_kinds {
    ($($name:ident, $text:literal, $bit:literal;)*) => {
        impl ExactKinds {
            $(
                #[doc = concat!("`", $text, "`")]
                pub const $name: ExactKinds = ExactKinds(1 << $bit);
            )*
            const NAMES: &'static [(&'static str, ExactKinds)] = &[$(($text, ExactKinds::$name)),*];
        }
    };
}

exact_kinds! {
    NONE, "None", 0;
    BOOL, "bool", 1;
    INT, "int", 2;
    FLOAT, "float", 3;
    COMPLEX, "complex", 4;
    STR, "str", 5;
    BYTES, "bytes", 6;
    BYTEARRAY, "bytearray", 7;
    TUPLE, "tuple", 8;
    LIST, "list", 9;
    DICT, "dict", 10;
    SET, "set", 11;
    FROZENSET, "frozenset", 12;
}

impl ExactKinds {
    /// Values that hold no others and never change: operators on them run no code of a program.
    pub const SCALARS: ExactKinds = Self::NONE
        .or(Self::BOOL)
        .or(Self::INT)
        .or(Self::FLOAT)
        .or(Self::COMPLEX)
        .or(Self::STR)
        .or(Self::BYTES);
    /// All of them.
    pub const ALL: ExactKinds = ExactKinds((1 << 13) - 1);

    /// What is in either set.
    pub const fn or(self, other: ExactKinds) -> ExactKinds {
        ExactKinds(self.0 | other.0)
    }

    /// What is in this set alone.
    pub const fn without(self, other: ExactKinds) -> ExactKinds {
        ExactKinds(self.0 & !other.0)
    }

    /// Whether all of `other` is in this set.
    pub const fn has(self, other: ExactKinds) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether nothing is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The types whose instances `isinstance` finds under the name of a builtin class.
    pub fn instances_of(class: &str) -> Option<ExactKinds> {
        match class {
            "int" => Some(Self::INT.or(Self::BOOL)),
            "None" => None,
            _ => Self::NAMES.iter().find(|row| row.0 == class).map(|row| row.1),
        }
    }
}

impl std::fmt::Display for ExactKinds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if *self == Self::SCALARS {
            return f.write_str("scalar");
        }
        if *self != Self::ALL && Self::ALL.without(*self).0.count_ones() < self.0.count_ones() {
            return write!(f, "not-{}", Self::ALL.without(*self));
        }
        let mut names = Self::NAMES.iter().filter(|row| self.has(row.1)).map(|row| row.0);
        names.next().map_or(Ok(()), |first| f.write_str(first))?;
        names.try_for_each(|name| write!(f, "|{name}"))
    }
}

impl std::str::FromStr for ExactKinds {
    type Err = String;

    /// What [`Display`](std::fmt::Display) writes.
    fn from_str(text: &str) -> Result<ExactKinds, String> {
        if text == "scalar" {
            return Ok(Self::SCALARS);
        }
        if let Some(others) = text.strip_prefix("not-") {
            return Ok(Self::ALL.without(others.parse()?));
        }
        text.split('|').try_fold(ExactKinds::default(), |all, name| {
            let row = Self::NAMES.iter().find(|row| row.0 == name);
            row.map(|row| all.or(row.1)).ok_or_else(|| format!("no type that guards test for: {name}"))
        })
    }
}
