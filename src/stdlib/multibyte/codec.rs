//! What all of these codecs have in common: steps over text and bytes that stop where an error handler is to be asked.

use super::tables::{Meaning, Section, Table, from_linear, linear};
use super::{hangul, hz, iso2022};
use rustpython_wtf8::{CodePoint, Wtf8Buf};

/// Why a step stopped in front of its end.
#[derive(Clone, Copy)]
pub(super) enum Stop {
    /// So many units mean nothing.
    Illegal(usize),
    /// What is left is the start of something.
    Incomplete,
    /// A state that no text leads to.
    Internal,
}

/// What a codec with escape sequences remembers, byte for byte as `getstate()` shows it.
pub(super) type Memory = [u8; 8];

/// How a codec works.
pub(super) enum Scheme {
    /// One, two or three bytes a character.
    Table(Section),
    /// Those, and eight bytes for syllables that have no code.
    EucKr,
    /// Those, and four bytes for all characters that have no code.
    Gb18030,
    Hz,
    Iso2022(&'static iso2022::Config),
}

/// A codec: a row of its module.
pub(super) struct Codec {
    pub(super) name: &'static str,
    pub(super) scheme: Scheme,
}

impl Codec {
    /// What an encoder remembers at its start.
    pub(super) fn encoder_memory(&self) -> Memory {
        match self.scheme {
            Scheme::Iso2022(_) => iso2022::ENCODER,
            _ => Memory::default(),
        }
    }

    /// What a decoder remembers at its start.
    pub(super) fn decoder_memory(&self) -> Memory {
        match self.scheme {
            Scheme::Iso2022(_) => iso2022::DECODER,
            _ => Memory::default(),
        }
    }

    /// Forgets what a decoder has to forget at a reset.
    pub(super) fn reset_decoder(&self, memory: &mut Memory) {
        match self.scheme {
            Scheme::Iso2022(_) => iso2022::reset_decoder(memory),
            Scheme::Hz => memory[0] = 0,
            _ => {}
        }
    }

    /// Ends what an encoder has open.
    pub(super) fn reset_encoder(&self, memory: &mut Memory, out: &mut Vec<u8>) {
        match self.scheme {
            Scheme::Iso2022(_) => iso2022::reset_encoder(memory, out),
            Scheme::Hz => hz::reset_encoder(memory, out),
            _ => {}
        }
    }

    /// Encodes from `at` on; `last` if no text follows, so that the first of a pair may stand alone.
    pub(super) fn encode(
        &self,
        memory: &mut Memory,
        text: &[u32],
        at: &mut usize,
        last: bool,
        out: &mut Vec<u8>,
    ) -> Result<(), Stop> {
        let section = match self.scheme {
            Scheme::Hz => return hz::encode(memory, text, at, out),
            Scheme::Iso2022(config) => return iso2022::encode(config, memory, text, at, last, out),
            Scheme::Table(section) => section,
            Scheme::EucKr => Section::EucKr,
            Scheme::Gb18030 => Section::Gb18030,
        };
        let table = Table::of(section);
        while let Some(&c) = text.get(*at) {
            let mut taken = 1;
            let mut code = table.code(c);
            if table.begins_pair(c) {
                match text.get(*at + 1) {
                    Some(&second) => {
                        if let Some(pair) = table.pair(c, second) {
                            (code, taken) = (Some(pair), 2);
                        }
                    }
                    None if !last => return Err(Stop::Incomplete),
                    None => {}
                }
            }
            match code {
                Some(code @ 0x10000..) => out.extend([0x8F, (code >> 8) as u8, code as u8]),
                Some(code @ 0x100..) => out.extend([(code >> 8) as u8, code as u8]),
                Some(code) => out.push(code as u8),
                None if c == 0 => out.push(0),
                None => match self.scheme {
                    Scheme::Gb18030 => push_linear(out, linear(c).ok_or(Stop::Illegal(1))?),
                    Scheme::EucKr => out.extend(hangul::made_up(c).ok_or(Stop::Illegal(1))?),
                    _ => return Err(Stop::Illegal(1)),
                },
            }
            *at += taken;
        }
        Ok(())
    }

    /// Decodes from `at` on.
    pub(super) fn decode(
        &self,
        memory: &mut Memory,
        bytes: &[u8],
        at: &mut usize,
        out: &mut Wtf8Buf,
    ) -> Result<(), Stop> {
        let section = match self.scheme {
            Scheme::Hz => return hz::decode(memory, bytes, at, out),
            Scheme::Iso2022(config) => return iso2022::decode(config, memory, bytes, at, out),
            Scheme::Table(section) => section,
            Scheme::EucKr => Section::EucKr,
            Scheme::Gb18030 => Section::Gb18030,
        };
        let table = Table::of(section);
        let has_third = matches!(section, Section::EucJp | Section::EucJis2004 | Section::EucJisX0213);
        while let Some(&first) = bytes.get(*at) {
            if first == 0 {
                push(out, 0);
                *at += 1;
                continue;
            }
            if let Some(meaning) = table.meaning(u32::from(first)) {
                push_meaning(out, meaning);
                *at += 1;
                continue;
            }
            if table.is_illegal(first) {
                return Err(Stop::Illegal(1));
            }
            let rest = &bytes[*at..];
            let &second = rest.get(1).ok_or(Stop::Incomplete)?;
            let mut code = u32::from(first) << 8 | u32::from(second);
            let mut taken = 2;
            match self.scheme {
                Scheme::Gb18030 if second.is_ascii_digit() => {
                    let four = rest.get(..4).ok_or(Stop::Incomplete)?;
                    push(out, four_bytes(four).ok_or(Stop::Illegal(1))?);
                    *at += 4;
                    continue;
                }
                Scheme::EucKr if code == 0xA4D4 => {
                    let eight = rest.get(..8).ok_or(Stop::Incomplete)?;
                    push(out, hangul::from_made_up(eight).ok_or(Stop::Illegal(1))?);
                    *at += 8;
                    continue;
                }
                _ => {}
            }
            if has_third && first == 0x8F {
                let &third = rest.get(2).ok_or(Stop::Incomplete)?;
                (code, taken) = (0x10000 | u32::from(second) << 8 | u32::from(third), 3);
            }
            match table.meaning(code) {
                Some(meaning) => push_meaning(out, meaning),
                None => return Err(Stop::Illegal(unknown(section, code))),
            }
            *at += taken;
        }
        Ok(())
    }
}

/// How many bytes of a code that means nothing are wrong: both where JIS X 0213 of 2000 has no character yet.
#[cold]
fn unknown(section: Section, code: u32) -> usize {
    let later = match section {
        Section::EucJisX0213 => Section::EucJis2004,
        Section::ShiftJisX0213 => Section::ShiftJis2004,
        _ => return 1,
    };
    if Table::of(later).meaning(code).is_some() { 2 } else { 1 }
}

fn push_linear(out: &mut Vec<u8>, number: u32) {
    let [a, b, c] = [number / 12600, number / 1260 % 10, number / 10 % 126];
    out.extend([0x81 + a as u8, 0x30 + b as u8, 0x81 + c as u8, 0x30 + (number % 10) as u8]);
}

/// The character of four bytes in gb18030.
fn four_bytes(bytes: &[u8]) -> Option<u32> {
    let digit = |byte: u8, first, count| byte.checked_sub(first).filter(|&d| d < count).map(u32::from);
    let [a, c] = [bytes[0], bytes[2]].map(|byte| digit(byte, 0x81, 126));
    let [b, d] = [bytes[1], bytes[3]].map(|byte| digit(byte, 0x30, 10));
    from_linear(((a? * 10 + b?) * 126 + c?) * 10 + d?)
}

/// Appends a character.
pub(super) fn push(out: &mut Wtf8Buf, c: u32) {
    if let Some(c) = CodePoint::from_u32(c) {
        out.push(c);
    }
}

/// Appends what a code means.
pub(super) fn push_meaning(out: &mut Wtf8Buf, meaning: Meaning) {
    match meaning {
        Meaning::One(c) => push(out, c),
        Meaning::Two(first, second) => {
            push(out, first);
            push(out, second);
        }
    }
}
