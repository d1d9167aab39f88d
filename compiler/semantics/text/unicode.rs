//! Properties of one code point, in Unicode 16.0, the version of CPython 3.14.
//!
//! ```text
//! code >> 8 ─► PAGES ─► the few RUNS of that page ─► RECORDS: flags, distance to the other cases
//!                                                └─ SPECIAL ─► SPECIALS: mappings that are texts
//! ```

use super::unicode_tables as tables;
pub(super) use tables::{
    ALPHA, CASE_IGNORABLE, CASED, DECIMAL, DIGIT, ID_CONTINUE, ID_START, LOWER, NUMERIC, PRINTABLE, SPACE,
    TITLE, UPPER,
};
use tables::{RECORDS, RUNS, SPECIAL, SPECIALS};

/// The run in which each block of 256 code points starts; and behind the last one, the last run.
static PAGES: [u16; 0x1101] = {
    let mut pages = [RUNS.len() as u16 - 1; 0x1101];
    let (mut page, mut run) = (0, 0);
    while page < 0x1100 {
        while run + 1 < RUNS.len() && RUNS[run + 1] >> 11 <= page << 8 {
            run += 1;
        }
        pages[page as usize] = run as u16;
        page += 1;
    }
    pages
};

fn run(code: u32) -> u32 {
    let page = ((code >> 8) as usize).min(0x10ff);
    let (first, last) = (usize::from(PAGES[page]), usize::from(PAGES[page + 1]));
    let runs = &RUNS[first..=last];
    runs[runs.partition_point(|run| run >> 11 <= code) - 1]
}

/// The records of the first 256 code points, which need no search.
static FIRST: [u16; 256] = {
    let mut first = [0; 256];
    let (mut code, mut run) = (0, 0);
    while code < 256 {
        while run + 1 < RUNS.len() && RUNS[run + 1] >> 11 <= code {
            run += 1;
        }
        first[code as usize] = (RUNS[run] & 0x7ff) as u16;
        code += 1;
    }
    first
};

fn record(code: u32) -> &'static (u16, i32, i32, i32) {
    let record = match FIRST.get(code as usize) {
        Some(&record) => usize::from(record),
        None => (run(code) & 0x7ff) as usize,
    };
    &RECORDS[record]
}

/// The flags of a code point (`0..0x110000`).
pub(super) fn flags(code: u32) -> u16 {
    record(code).0
}

/// Whether all of `wanted` (one flag) or any of it (several) is set.
pub(super) fn has(code: u32, wanted: u16) -> bool {
    flags(code) & wanted != 0
}

/// `str.isspace` of one code point.
pub fn is_space(code: u32) -> bool {
    match code {
        0..0x80 => matches!(code, 0x09..=0x0d | 0x1c..=0x20),
        _ => has(code, SPACE),
    }
}

/// `str.isprintable` of one code point: what `repr` shows as it is.
pub fn is_printable(code: u32) -> bool {
    match code {
        0..0x7f => code >= 0x20,
        _ => has(code, PRINTABLE),
    }
}

/// `str.isalnum` of one code point.
pub fn is_alnum(code: u32) -> bool {
    has(code, ALPHA | DECIMAL | DIGIT | NUMERIC)
}

/// The value of a decimal digit of any script, as `int` and `float` read it.
pub fn decimal_value(code: u32) -> Option<u8> {
    match code {
        0..0x80 => (0x30..0x3a).contains(&code).then(|| (code - 0x30) as u8),
        _ => {
            let run = run(code);
            let is_decimal = RECORDS[(run & 0x7ff) as usize].0 & DECIMAL != 0;
            is_decimal.then(|| ((code - (run >> 11)) % 10) as u8)
        }
    }
}

/// A way to map a code point.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "Unicode's names")]
pub enum Mapping {
    Upper,
    Lower,
    Title,
    Fold,
}

/// What a code point maps to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mapped {
    /// One code point.
    One(u32),
    /// Several, or a casefold that is not the lower case.
    Text(&'static str),
}

/// Maps one code point, by itself: the final sigma is the caller's.
pub fn map(code: u32, mapping: Mapping) -> Mapped {
    let (flags, upper, lower, title) = *record(code);
    if flags & SPECIAL != 0
        && let Ok(found) = SPECIALS.binary_search_by_key(&code, |special| special.0)
    {
        return Mapped::Text(SPECIALS[found].1[mapping as usize]);
    }
    let distance = match mapping {
        Mapping::Upper => upper,
        Mapping::Lower | Mapping::Fold => lower,
        Mapping::Title => title,
    };
    Mapped::One(code.wrapping_add_signed(distance))
}
