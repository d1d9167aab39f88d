//! ISO 2022: escape sequences designate character sets, shifts choose among them.
//!
//! ```text
//! memory: [G0][G1][G2][G3][flags][…]     a set by its final byte; bit 7 for sets of two bytes a character
//! ESC ( B   ESC ) B   ESC . A            designate a set of one byte as G0, G1, G2
//! ESC $ B   ESC $ ( D   ESC $ ) C        designate a set of two bytes as G0, G0, G1
//! SO   SI   ESC N x                      G1 from here on, G0 again, one character of G2
//! ```

use super::codec::{Memory, Stop, push, push_meaning};
use super::tables::{Meaning, Section, Table, second_plane_place};
use rustpython_wtf8::Wtf8Buf;

/// What one of the codecs knows.
pub(super) struct Config {
    /// In the order in which an encoder tries them.
    sets: &'static [Set],
    /// SO and SI are shifts.
    shifts: bool,
    /// There is a G2.
    has_g2: bool,
    /// `ESC & @` may stand in front of `ESC $ B`.
    prefixed: bool,
}

/// A character set and where it is designated.
struct Set {
    mark: u8,
    plane: usize,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    Roman,
    Katakana,
    Latin1,
    Greek,
    /// Two bytes, as the codes of a section with their high bits set.
    Double(Section),
    /// JIS X 0212: three bytes in EUC.
    Supplement,
    /// The planes of JIS X 0213, and of the first only what has two characters.
    First(Section),
    Pairs(Section),
    Second(Section),
}

impl Set {
    const fn new(mark: u8, plane: usize, kind: Kind) -> Set {
        Set { mark, plane, kind }
    }

    fn width(&self) -> usize {
        if self.mark & DOUBLE != 0 { 2 } else { 1 }
    }
}

const DOUBLE: u8 = 0x80;
const ASCII: u8 = b'B';
const LATIN_1: u8 = b'A';
const GREEK: u8 = b'F';
const JISX0208_MARK: u8 = b'B' | DOUBLE;

const JISX0208: Set = Set::new(JISX0208_MARK, 0, Kind::Double(Section::EucJp));
const JISX0208_OLD: Set = Set::new(b'@' | DOUBLE, 0, Kind::Double(Section::EucJp));
const JISX0212: Set = Set::new(b'D' | DOUBLE, 0, Kind::Supplement);
const ROMAN: Set = Set::new(b'J', 0, Kind::Roman);
const KATAKANA: Set = Set::new(b'I', 0, Kind::Katakana);
const KSX1001: Set = Set::new(b'C' | DOUBLE, 0, Kind::Double(Section::EucKr));
const KSX1001_G1: Set = Set::new(b'C' | DOUBLE, 1, Kind::Double(Section::EucKr));
const GB2312: Set = Set::new(b'A' | DOUBLE, 0, Kind::Double(Section::Gb2312));

/// A codec of Japan's.
const fn japanese(sets: &'static [Set], has_g2: bool) -> Config {
    Config { sets, shifts: false, has_g2, prefixed: true }
}

pub(super) static KR: Config = Config { sets: &[KSX1001_G1], shifts: true, has_g2: false, prefixed: false };
pub(super) static JP: Config = japanese(&[JISX0208, ROMAN, JISX0208_OLD], false);
pub(super) static JP_1: Config = japanese(&[JISX0208, JISX0212, ROMAN, JISX0208_OLD], false);
pub(super) static JP_2: Config = japanese(
    &[
        JISX0208,
        JISX0212,
        KSX1001,
        GB2312,
        ROMAN,
        JISX0208_OLD,
        Set::new(LATIN_1, 2, Kind::Latin1),
        Set::new(GREEK, 2, Kind::Greek),
    ],
    true,
);
pub(super) static JP_2004: Config = japanese(
    &[
        Set::new(b'Q' | DOUBLE, 0, Kind::Pairs(Section::EucJis2004)),
        JISX0208,
        Set::new(b'Q' | DOUBLE, 0, Kind::First(Section::EucJis2004)),
        Set::new(b'P' | DOUBLE, 0, Kind::Second(Section::EucJis2004)),
    ],
    false,
);
pub(super) static JP_3: Config = japanese(
    &[
        Set::new(b'O' | DOUBLE, 0, Kind::Pairs(Section::EucJisX0213)),
        JISX0208,
        Set::new(b'O' | DOUBLE, 0, Kind::First(Section::EucJisX0213)),
        Set::new(b'P' | DOUBLE, 0, Kind::Second(Section::EucJisX0213)),
    ],
    false,
);
pub(super) static JP_EXT: Config = japanese(&[JISX0208, JISX0212, ROMAN, KATAKANA, JISX0208_OLD], false);

/// What coders remember at their start.
pub(super) const ENCODER: Memory = [ASCII, ASCII, 0, 0, 0, 0, 0, 0];
pub(super) const DECODER: Memory = [ASCII, ASCII, ASCII, 0, 0, 0, 0, 0];

/// Where the flags are, and what they say.
const FLAGS: usize = 4;
const SHIFTED: u8 = 1;
/// Inside an escape sequence that is none of ours.
const THROUGH: u8 = 2;

const ESC: u8 = 0x1B;
const SO: u8 = 0x0E;
const SI: u8 = 0x0F;

pub(super) fn reset_decoder(memory: &mut Memory) {
    memory[0] = ASCII;
    memory[FLAGS] &= !SHIFTED;
}

pub(super) fn reset_encoder(memory: &mut Memory, out: &mut Vec<u8>) {
    shift_in(memory, out);
    if memory[0] != ASCII {
        out.extend([ESC, b'(', ASCII]);
        memory[0] = ASCII;
    }
}

fn shift_in(memory: &mut Memory, out: &mut Vec<u8>) {
    if memory[FLAGS] & SHIFTED != 0 {
        out.push(SI);
        memory[FLAGS] &= !SHIFTED;
    }
}

/// A character's code in a set, and how many characters it takes.
enum Found {
    Nothing,
    Code(u32, usize),
    /// It hangs on the character behind, which is not there yet.
    Later,
}

/// Looks the first characters of a text up in a set.
fn find(kind: Kind, text: &[u32], last: bool) -> Found {
    let c = text[0];
    let code = match kind {
        Kind::Roman => match c {
            0xA5 => Some(0x5C),
            0x203E => Some(0x7E),
            _ => None,
        },
        Kind::Katakana => (0xFF61..=0xFF9F).contains(&c).then(|| c - 0xFF40),
        Kind::Latin1 | Kind::Greek => None,
        Kind::Double(section) => double(Table::of(section), c),
        Kind::Supplement => triple(Table::of(Section::EucJp), c),
        Kind::First(section) | Kind::Pairs(section) | Kind::Second(section) => {
            let table = Table::of(section);
            if table.begins_pair(c) {
                match text.get(1) {
                    None if !last => return Found::Later,
                    Some(&second) if !matches!(kind, Kind::Second(_)) => {
                        if let Some(code) = table.pair(c, second) {
                            return Found::Code(code & 0x7F7F, 2);
                        }
                    }
                    _ => {}
                }
            }
            match kind {
                Kind::Pairs(_) => None,
                Kind::Second(_) => triple(table, c).filter(|&code| in_second_plane(code)),
                // These two have a code in EUC alone.
                _ if matches!(c, 0xFF3C | 0xFF5E) => None,
                _ => double(table, c),
            }
        }
    };
    code.map_or(Found::Nothing, |code| Found::Code(code, 1))
}

/// The code of a character that has two bytes in EUC.
fn double(table: &Table, c: u32) -> Option<u32> {
    table.code(c).filter(|code| (0xA1A1..0x10000).contains(code)).map(|code| code & 0x7F7F)
}

/// The code of a character that has three.
fn triple(table: &Table, c: u32) -> Option<u32> {
    table.code(c).filter(|&code| code >= 0x10000).map(|code| code & 0x7F7F)
}

/// Whether the second plane of JIS X 0213 has the row of a code.
fn in_second_plane(code: u32) -> bool {
    second_plane_place((code >> 8 & 0x7F).wrapping_sub(0x20)).is_some()
}

pub(super) fn encode(
    config: &Config,
    memory: &mut Memory,
    text: &[u32],
    at: &mut usize,
    last: bool,
    out: &mut Vec<u8>,
) -> Result<(), Stop> {
    while let Some(&c) = text.get(*at) {
        if c < 0x80 {
            if memory[0] != ASCII {
                out.extend([ESC, b'(', ASCII]);
                memory[0] = ASCII;
            }
            shift_in(memory, out);
            out.push(c as u8);
            *at += 1;
            continue;
        }
        let mut found = None;
        for set in config.sets {
            match find(set.kind, &text[*at..], last) {
                Found::Nothing => {}
                Found::Later => return Err(Stop::Incomplete),
                Found::Code(code, taken) => {
                    found = Some((set, code, taken));
                    break;
                }
            }
        }
        let (set, code, taken) = found.ok_or(Stop::Illegal(1))?;
        if set.plane == 0 {
            shift_in(memory, out);
        }
        if memory[set.plane] != set.mark {
            out.push(ESC);
            if set.width() == 2 {
                out.push(b'$');
            }
            if set.mark != JISX0208_MARK {
                out.push([b'(', b')'][set.plane]);
            }
            out.push(set.mark & !DOUBLE);
            memory[set.plane] = set.mark;
        }
        if set.plane == 1 && memory[FLAGS] & SHIFTED == 0 {
            out.push(SO);
            memory[FLAGS] |= SHIFTED;
        }
        if set.width() == 2 {
            out.push((code >> 8) as u8);
        }
        out.push(code as u8);
        *at += taken;
    }
    Ok(())
}

/// Whether a byte ends an escape sequence.
fn ends(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte == b'@'
}

pub(super) fn decode(
    config: &Config,
    memory: &mut Memory,
    bytes: &[u8],
    at: &mut usize,
    out: &mut Wtf8Buf,
) -> Result<(), Stop> {
    while let Some(&byte) = bytes.get(*at) {
        let rest = &bytes[*at..];
        if memory[FLAGS] & THROUGH != 0 {
            if ends(byte) {
                memory[FLAGS] &= !THROUGH;
            }
            push(out, u32::from(byte));
            *at += 1;
            continue;
        }
        let charset = memory[usize::from(memory[FLAGS] & SHIFTED)];
        let taken = match byte {
            ESC => match *rest.get(1).ok_or(Stop::Incomplete)? {
                b'(' | b')' | b'$' | b'.' | b'&' => designate(config, memory, rest)?,
                b'N' if config.has_g2 => {
                    let &third = rest.get(2).ok_or(Stop::Incomplete)?;
                    push(out, single_shifted(memory[2], third)?);
                    3
                }
                _ => {
                    memory[FLAGS] |= THROUGH;
                    push(out, u32::from(ESC));
                    1
                }
            },
            SI if config.shifts => {
                memory[FLAGS] &= !SHIFTED;
                1
            }
            SO if config.shifts => {
                memory[FLAGS] |= SHIFTED;
                1
            }
            _ if byte < 0x20 || byte < 0x80 && charset == ASCII => {
                if byte == b'\n' {
                    memory[FLAGS] &= !SHIFTED;
                }
                push(out, u32::from(byte));
                1
            }
            0x80.. => return Err(Stop::Illegal(1)),
            _ => {
                let set = config.sets.iter().find(|set| set.mark == charset).ok_or(Stop::Internal)?;
                let unit = rest.get(..set.width()).ok_or(Stop::Incomplete)?;
                push_meaning(out, meaning(set.kind, unit).ok_or(Stop::Illegal(unit.len()))?);
                unit.len()
            }
        };
        *at += taken;
    }
    Ok(())
}

/// What one or two bytes of a set mean.
fn meaning(kind: Kind, unit: &[u8]) -> Option<Meaning> {
    let code = unit.iter().fold(0, |code, &byte| code << 8 | u32::from(byte ^ 0x80));
    match kind {
        Kind::Roman => Some(Meaning::One(match unit[0] {
            b'\\' => 0xA5,
            b'~' => 0x203E,
            byte => u32::from(byte),
        })),
        Kind::Katakana => (0xA1..=0xDF).contains(&code).then(|| Meaning::One(code + 0xFEC0)),
        Kind::Latin1 | Kind::Greek => None,
        // In EUC, the filler begins a syllable of eight bytes.
        Kind::Double(Section::EucKr) if code == 0xA4D4 => Some(Meaning::One(0x3164)),
        // EUC alone has a tilde of full width here.
        Kind::First(_) | Kind::Pairs(_) if code == 0xA2B2 => Some(Meaning::One(u32::from('~'))),
        Kind::Double(section) | Kind::First(section) | Kind::Pairs(section) => {
            Table::of(section).meaning(code)
        }
        Kind::Supplement => Table::of(Section::EucJp).meaning(0x10000 | code),
        // The edition of 2000 has a variant of this character; CPython writes that, and reads the one of 2004.
        Kind::Second(Section::EucJisX0213) if code == 0xFDBB => Some(Meaning::One(0x9B1C)),
        Kind::Second(section) if in_second_plane(code) => Table::of(section).meaning(0x10000 | code),
        Kind::Second(_) => None,
    }
}

/// The character of G2 behind `ESC N`.
fn single_shifted(set: u8, byte: u8) -> Result<u32, Stop> {
    let c = u32::from(byte);
    match set {
        LATIN_1 if byte < 0x80 => Ok(c + 0x80),
        GREEK => greek(c ^ 0x80).ok_or(Stop::Illegal(3)),
        ASCII if byte < 0x80 => Ok(c),
        LATIN_1 | ASCII => Err(Stop::Illegal(3)),
        _ => Err(Stop::Internal),
    }
}

/// ISO 8859-7 of 1987.
fn greek(byte: u32) -> Option<u32> {
    match byte {
        ..=0xA0 | 0xA3 | 0xA6..=0xA9 | 0xAB..=0xAD | 0xB0..=0xB3 | 0xB7 | 0xBB | 0xBD => Some(byte),
        0xA1 => Some(0x2018),
        0xA2 => Some(0x2019),
        0xAF => Some(0x2015),
        0xB4..=0xD1 | 0xD3..=0xFE => Some(byte + 0x2D0),
        _ => None,
    }
}

/// The longest escape sequence that is looked at.
const LONGEST: usize = 16;

/// Follows an escape sequence; its length.
fn designate(config: &Config, memory: &mut Memory, rest: &[u8]) -> Result<usize, Stop> {
    let mut at = 1;
    let length = loop {
        if at >= LONGEST {
            return Err(Stop::Illegal(1));
        }
        let &byte = rest.get(at).ok_or(Stop::Incomplete)?;
        if ends(byte) {
            break at + 1;
        }
        if config.prefixed && byte == b'&' && rest.get(at + 1) == Some(&b'@') {
            at += 2;
        }
        at += 1;
    };
    let (mark, plane) = match rest[1..length] {
        [b'$', mark] => (mark | DOUBLE, 0),
        [b'(', mark] => (mark, 0),
        [b')', mark] => (mark, 1),
        [b'.', mark] if config.has_g2 => (mark, 2),
        [b'$', b'(', mark] => (mark | DOUBLE, 0),
        [b'$', b')', mark] => (mark | DOUBLE, 1),
        [_, _, ESC, b'$', b'B'] if config.prefixed => (JISX0208_MARK, 0),
        _ => return Err(Stop::Illegal(length)),
    };
    if mark != ASCII && config.sets.iter().all(|set| set.mark != mark) {
        return Err(Stop::Illegal(length));
    }
    memory[plane] = mark;
    Ok(length)
}
