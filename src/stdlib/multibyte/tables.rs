//! The character sets, as `tests/record_east_asian.py` recorded them from CPython.
//!
//! ```text
//! tables.bin ─► entries of a codec: its parent's, then its differences ─► Table { decode, encode }, once a process
//! ```
//!
//! A *code* is what the bytes of a character make as a number, the first one highest; three bytes `8F xx yy` are `1xxyy`.

use std::sync::OnceLock;

static PACKED: &[u8] = include_bytes!("tables.bin");

/// How many codecs have a section in the file.
const SECTIONS: usize = 16;
/// Codes are below this, and the characters that have some as well.
const CODES: usize = 0x20000;
const CHARACTERS: usize = 0x30000;

/// A sparse map of numbers, in pages of 256.
pub(super) struct Pages {
    index: Vec<u16>,
    cells: Vec<u32>,
}

impl Pages {
    fn new(dense: &[u32]) -> Pages {
        let mut pages = Pages { index: Vec::with_capacity(dense.len() >> 8), cells: vec![0; 256] };
        for page in dense.chunks(256) {
            let empty = page.iter().all(|&value| value == 0);
            pages.index.push(if empty { 0 } else { (pages.cells.len() >> 8) as u16 });
            if !empty {
                pages.cells.extend_from_slice(page);
            }
        }
        pages
    }

    /// The number at a key; 0 for none.
    #[inline]
    pub(super) fn get(&self, key: u32) -> u32 {
        match self.index.get((key >> 8) as usize) {
            Some(&page) => self.cells[(usize::from(page) << 8) | (key & 255) as usize],
            None => 0,
        }
    }
}

/// What stands for characters that begin a pair with a code of its own: a mark on their own code.
const BEGINS_PAIR: u32 = 1 << 31;

/// The table of a codec.
pub(super) struct Table {
    decode: Pages,
    encode: Pages,
    illegal: Vec<u8>,
    /// Two characters with one code, in their order.
    pairs: Vec<(u32, u32)>,
}

/// What a code means.
#[derive(Clone, Copy)]
pub(super) enum Meaning {
    One(u32),
    Two(u32, u32),
}

impl Table {
    /// The table of a section, made at its first use.
    pub(super) fn of(section: Section) -> &'static Table {
        static TABLES: [OnceLock<Table>; SECTIONS] = [const { OnceLock::new() }; SECTIONS];
        TABLES[section as usize].get_or_init(|| Table::build(section as usize))
    }

    fn build(section: usize) -> Table {
        let sections = &file().sections;
        let mut decode = vec![0; CODES];
        fill(sections, section, &mut decode);
        let mut encode = vec![0; CHARACTERS];
        let mut pairs = Vec::new();
        for (code, &value) in (0u32..).zip(&decode) {
            match encode.get_mut(value as usize) {
                Some(held) => *held = if *held == 0 { code } else { *held },
                None => pairs.push((value, code)),
            }
        }
        encode[0] = 0;
        for &(character, code) in &sections[section].exceptions {
            encode[character as usize] = code;
        }
        pairs.sort_unstable();
        for &(pair, _) in &pairs {
            encode[(pair >> 16) as usize] |= BEGINS_PAIR;
        }
        let illegal = sections[section].illegal.iter().map(|&(byte, _)| byte as u8).collect();
        Table { decode: Pages::new(&decode), encode: Pages::new(&encode), illegal, pairs }
    }

    /// What a code means, but for NUL.
    #[inline]
    pub(super) fn meaning(&self, code: u32) -> Option<Meaning> {
        match self.decode.get(code) {
            0 => None,
            pair if pair as usize >= CHARACTERS => Some(Meaning::Two(pair >> 16, pair & 0xFFFF)),
            one => Some(Meaning::One(one)),
        }
    }

    /// Whether a byte is wrong whatever follows.
    pub(super) fn is_illegal(&self, byte: u8) -> bool {
        self.illegal.contains(&byte)
    }

    /// The code of a character, but for NUL.
    #[inline]
    pub(super) fn code(&self, character: u32) -> Option<u32> {
        let code = self.encode.get(character) & !BEGINS_PAIR;
        (code != 0).then_some(code)
    }

    /// Whether a character makes, with some others behind it, a pair that has a code.
    #[inline]
    pub(super) fn begins_pair(&self, character: u32) -> bool {
        self.encode.get(character) & BEGINS_PAIR != 0
    }

    /// The code of a pair.
    pub(super) fn pair(&self, first: u32, second: u32) -> Option<u32> {
        if first > 0xFFFF || second > 0xFFFF {
            return None;
        }
        let pair = first << 16 | second;
        self.pairs.binary_search_by_key(&pair, |&(pair, _)| pair).ok().map(|at| self.pairs[at].1)
    }
}

/// The linear number of a character's four bytes in gb18030.
pub(super) fn linear(character: u32) -> Option<u32> {
    if let 0x10000..0x110000 = character {
        return Some(character - 0x10000 + BEYOND);
    }
    let ranges = &file().ranges;
    let (start, number) = ranges[ranges.partition_point(|r| r.0 <= character).checked_sub(1)?];
    (number != 0).then(|| number - 1 + (character - start))
}

/// The linear number of the first character beyond the basic plane.
const BEYOND: u32 = 15 * 10 * 126 * 10;

/// The character of a linear number.
pub(super) fn from_linear(number: u32) -> Option<u32> {
    if let Some(beyond) = number.checked_sub(BEYOND) {
        return (beyond < 0x100000).then_some(beyond + 0x10000);
    }
    file().ranges.windows(2).find_map(|pair| {
        let ((start, first), (end, _)) = (pair[0], pair[1]);
        let offset = number.checked_sub(first.checked_sub(1)?)?;
        (offset < end - start).then_some(start + offset)
    })
}

/// The sections, in the order of the file.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Section {
    Gb2312,
    Gbk,
    Gb18030,
    Big5,
    Cp950,
    Big5Hkscs,
    EucJp,
    EucJis2004,
    EucJisX0213,
    ShiftJis,
    ShiftJis2004,
    ShiftJisX0213,
    Cp932,
    EucKr,
    Cp949,
    Johab,
}

type Entries = Vec<(u32, u32)>;

/// What the file says of a codec.
struct Recorded {
    parent: Option<usize>,
    shifted: bool,
    differences: Entries,
    illegal: Entries,
    exceptions: Entries,
}

struct File {
    sections: Vec<Recorded>,
    ranges: Entries,
}

fn file() -> &'static File {
    static FILE: OnceLock<File> = OnceLock::new();
    FILE.get_or_init(|| {
        let bytes = miniz_oxide::inflate::decompress_to_vec(PACKED).unwrap_or_default();
        let mut reader = Reader { bytes: bytes.into_iter() };
        let sections = (0..SECTIONS).map(|_| reader.section()).collect();
        File { sections, ranges: reader.entries() }
    })
}

struct Reader {
    bytes: std::vec::IntoIter<u8>,
}

impl Reader {
    fn number(&mut self) -> u32 {
        let (mut number, mut shift) = (0, 0);
        for byte in self.bytes.by_ref() {
            number |= u32::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 {
                break;
            }
        }
        number
    }

    fn entries(&mut self) -> Entries {
        let count = self.number();
        let (mut key, mut value) = (0, 0u32);
        let mut entries: Entries = Vec::with_capacity(count as usize);
        for _ in 0..count {
            key += self.number();
            entries.push((key, 0));
        }
        for entry in &mut entries {
            let step = self.number();
            value = value.wrapping_add(1).wrapping_add(step >> 1 ^ (step & 1).wrapping_neg());
            entry.1 = value;
        }
        entries
    }

    fn section(&mut self) -> Recorded {
        let parent = self.number().checked_sub(1).map(|at| at as usize);
        let shifted = self.number() != 0;
        let [differences, illegal, exceptions] = [(); 3].map(|()| self.entries());
        Recorded { parent, shifted, differences, illegal, exceptions }
    }
}

/// Fills in what the codes of a section mean.
fn fill(sections: &[Recorded], section: usize, decode: &mut [u32]) {
    let section = &sections[section];
    if let Some(parent) = section.parent {
        fill(sections, parent, decode);
    }
    if section.shifted {
        let straight = decode.to_vec();
        decode.fill(0);
        for (code, &value) in (0u32..).zip(&straight).filter(|(_, value)| **value != 0) {
            if let Some(code) = shifted(code) {
                decode[code as usize] = value;
            }
        }
    }
    for &(code, value) in &section.differences {
        decode[code as usize] = value;
    }
}

/// The code in Shift JIS of one in EUC: two rows of 94 under one first byte.
fn shifted(code: u32) -> Option<u32> {
    let (plane, row, cell) =
        (code >> 16, (code >> 8 & 255).checked_sub(0xA1)?, (code & 255).checked_sub(0xA1)?);
    let row = if plane == 0 { row } else { 94 + second_plane_place(row + 1)? };
    let first = row / 2 + if row < 62 { 0x81 } else { 0xC1 };
    let second = if row % 2 == 1 { cell + 0x9F } else { cell + 0x40 + u32::from(cell >= 63) };
    Some(first << 8 | second)
}

/// Where Shift JIS has a row of JIS X 0213's second plane, behind the 94 rows of the first; `None` for the rows that the
/// plane has not, which JIS X 0212 fills in EUC.
pub(super) fn second_plane_place(row: u32) -> Option<u32> {
    match row {
        1 => Some(0),
        8 => Some(1),
        3..=5 => Some(row - 1),
        12..=15 => Some(row - 7),
        78..=94 => Some(row - 69),
        _ => None,
    }
}
