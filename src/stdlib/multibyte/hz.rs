//! HZ: GB 2312 in seven bits, between `~{` and `~}`.
//!
//! The first byte of the memory says whether such a part is open.

use super::codec::{Memory, Stop, push, push_meaning};
use super::tables::{Section, Table};
use rustpython_wtf8::Wtf8Buf;

pub(super) fn reset_encoder(memory: &mut Memory, out: &mut Vec<u8>) {
    if memory[0] != 0 {
        out.extend(b"~}");
        memory[0] = 0;
    }
}

pub(super) fn encode(
    memory: &mut Memory,
    text: &[u32],
    at: &mut usize,
    out: &mut Vec<u8>,
) -> Result<(), Stop> {
    let table = Table::of(Section::Gb2312);
    while let Some(&c) = text.get(*at) {
        if let Ok(byte @ 0..0x80) = u8::try_from(c) {
            reset_encoder(memory, out);
            out.push(byte);
            if byte == b'~' {
                out.push(byte);
            }
        } else {
            let code = table.code(c).ok_or(Stop::Illegal(1))?;
            if memory[0] == 0 {
                out.extend(b"~{");
                memory[0] = 1;
            }
            out.extend([(code >> 8) as u8 & 0x7F, code as u8 & 0x7F]);
        }
        *at += 1;
    }
    Ok(())
}

pub(super) fn decode(
    memory: &mut Memory,
    bytes: &[u8],
    at: &mut usize,
    out: &mut Wtf8Buf,
) -> Result<(), Stop> {
    let table = Table::of(Section::Gb2312);
    while let Some(&first) = bytes.get(*at) {
        let second = bytes.get(*at + 1).copied();
        let open = memory[0] != 0;
        let mut taken = 2;
        match first {
            b'~' => match (second.ok_or(Stop::Incomplete)?, open) {
                (b'~', false) => push(out, u32::from(b'~')),
                (b'{', false) => memory[0] = 1,
                (b'}', true) => memory[0] = 0,
                // A line that goes on.
                (b'\n', false) => {}
                _ => return Err(Stop::Illegal(1)),
            },
            0x80.. => return Err(Stop::Illegal(1)),
            _ if open => {
                let second = second.ok_or(Stop::Incomplete)?;
                let code = (u32::from(first) << 8 | u32::from(second)) ^ 0x8080;
                push_meaning(out, table.meaning(code).ok_or(Stop::Illegal(1))?);
            }
            _ => {
                push(out, u32::from(first));
                taken = 1;
            }
        }
        *at += taken;
    }
    Ok(())
}
