//! Walking over the instructions of a code object, EXTENDED_ARGs folded in and caches skipped.

use super::object::CodeObject;
use super::opcode::Opcode;

/// One instruction with its whole argument.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Instruction {
    /// Byte offset of the opcode itself.
    pub offset: u32,
    /// Byte offset of its first EXTENDED_ARG, else `offset`.
    pub start_offset: u32,
    /// Byte offset behind its caches.
    pub end_offset: u32,
    /// The opcode.
    pub op: Opcode,
    /// The argument; 0 where there is none.
    pub arg: u32,
}

impl Instruction {
    /// The byte offset a jump goes to (END_ASYNC_FOR: the start of its loop); may lie outside the code.
    pub fn jump_target(&self) -> Option<i64> {
        if !self.op.has_jump() {
            return None;
        }
        let distance = 2 * i64::from(self.arg);
        let end = i64::from(self.end_offset);
        Some(if self.op.is_backward() { end - distance } else { end + distance })
    }
}

impl CodeObject {
    /// The instructions that our interpreter executes: all of verified code but the jumps of guard sites. They are
    /// numbered in this order.
    pub fn executed(&self) -> impl Iterator<Item = Instruction> + '_ {
        let is_site = |offset: u32| self.guards.binary_search_by_key(&offset, |site| site.offset).is_ok();
        self.instructions().map_while(Result::ok).filter(move |i| !is_site(i.offset))
    }

    /// All instructions. An unknown opcode, a cut-off instruction or an argument over 32 bits is an `Err` with its offset and
    /// ends the walk.
    pub fn instructions(&self) -> impl Iterator<Item = Result<Instruction, u32>> + '_ {
        let mut at = 0usize;
        std::iter::from_fn(move || {
            let start = at;
            let mut arg = 0u32;
            let fail = |at: &mut usize| {
                let offset = std::mem::replace(at, usize::MAX);
                Some(Err(offset as u32))
            };
            loop {
                let units = self.code.get(at..).filter(|rest| !rest.is_empty())?;
                let (Some(&op), Some(&low)) = (units.first(), units.get(1)) else { return fail(&mut at) };
                let Some(op) = Opcode::from_number(u16::from(op)) else { return fail(&mut at) };
                if arg > 0xff_ffff {
                    return fail(&mut at);
                }
                arg = arg << 8 | u32::from(low);
                if op == Opcode::ExtendedArg {
                    at += 2;
                    if at >= self.code.len() {
                        return fail(&mut at);
                    }
                    continue;
                }
                let end = at + 2 + 2 * op.caches();
                if end > self.code.len() {
                    return fail(&mut at);
                }
                let arg = if op.has_arg() { arg } else { 0 };
                let (offset, start_offset, end_offset) = (at as u32, start as u32, end as u32);
                at = end;
                return Some(Ok(Instruction { offset, start_offset, end_offset, op, arg }));
            }
        })
    }
}
