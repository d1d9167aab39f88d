//! The tokens: kinds and keywords.

/// A token is its kind and its byte range; text is read from the source when wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token {
    pub kind: T,
    pub start: u32,
    pub end: u32,
    /// The line of its last character, from 1; the next one for a newline.
    pub line: u32,
}

macro_rules! tokens {
    (payload { $($p:ident),* } marks { $($m:ident),* } keywords { $($k:ident $kt:literal),* }) => {
        /// The kinds of token.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        #[expect(clippy::enum_variant_names, reason = "`TStart` and its like are CPython's own names")]
        pub(super) enum T { $($p,)* $($m,)* $($k,)* }

        /// The keywords, each at its hash; `Name` marks a free place.
        static KEYWORDS: [(&[u8], T); SLOTS] = {
            let mut table: [(&[u8], T); SLOTS] = [(b"", T::Name); SLOTS];
            $(
                assert!(matches!(table[slot($kt)].1, T::Name), "two keywords have one hash");
                table[slot($kt)] = ($kt, T::$k);
            )*
            table
        };
    };
}

tokens! {
    payload {
        Name, Number, String, EndOfFile, FStart, FMiddle, FEnd, TStart, TMiddle, TEnd, Bang, Unknown, TypeComment
    }
    marks {
        Newline, Indent, Dedent, Lpar, Rpar, Lsqb, Rsqb, Lbrace, Rbrace, Colon, Comma, Semi, Plus, Minus,
        Star, Slash, Vbar, Amper, Less, Greater, Equal, Dot, Percent, EqEqual, NotEqual, LessEqual,
        GreaterEqual, Tilde, CircumFlex, LeftShift, RightShift, DoubleStar, DoubleStarEqual, PlusEqual,
        MinusEqual, StarEqual, SlashEqual, PercentEqual, AmperEqual, VbarEqual, CircumflexEqual,
        LeftShiftEqual, RightShiftEqual, DoubleSlash, DoubleSlashEqual, ColonEqual, At, AtEqual, Rarrow,
        Ellipsis
    }
    keywords {
        False b"False", None b"None", True b"True", And b"and", As b"as", Assert b"assert", Async b"async",
        Await b"await", Break b"break", Class b"class", Continue b"continue", Def b"def", Del b"del",
        Elif b"elif", Else b"else", Except b"except", Finally b"finally", For b"for", From b"from",
        Global b"global", If b"if", Import b"import", In b"in", Is b"is", Lambda b"lambda",
        Nonlocal b"nonlocal", Not b"not", Or b"or", Pass b"pass", Raise b"raise", Return b"return", Try b"try",
        While b"while", With b"with", Yield b"yield"
    }
}

const SLOTS: usize = 128;

/// A hash of a word that is not empty; no two keywords share one.
#[inline]
const fn slot(word: &[u8]) -> usize {
    (word[0] as usize + 11 * word[word.len() - 1] as usize + word.len()) % SLOTS
}

impl T {
    /// The hard keyword of this spelling.
    #[inline]
    pub(super) fn keyword(text: &[u8]) -> Option<T> {
        if text.is_empty() {
            return None;
        }
        let (word, kind) = KEYWORDS[slot(text)];
        (word == text).then_some(kind)
    }

    pub(super) fn is_open(self) -> bool {
        matches!(self, T::Lpar | T::Lsqb | T::Lbrace)
    }

    pub(super) fn is_close(self) -> bool {
        matches!(self, T::Rpar | T::Rsqb | T::Rbrace)
    }
}
