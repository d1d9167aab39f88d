//! From blocks in their final order to code units: jump distances, EXTENDED_ARG, caches and the tables.
//!
//! The size of a jump depends on its distance and the distance on the sizes between: sizes start small and only
//! grow until all agree.

use super::tables::{LocationWriter, exception_entry};
use super::{AssembleError, depth::UNREACHED};
use crate::code::object::{CodeObject, GuardSite, LocalsPlus, Unrolled};
use crate::code::opcode::Opcode;
use crate::ir::{Cfg, Instr};

/// One instruction in a row, with targets as positions in that row.
struct Unit<'c> {
    instr: &'c Instr,
    op: Opcode,
    arg: u32,
    target: usize,
    offset: usize,
    size: usize,
}

/// How many EXTENDED_ARGs `arg` needs.
fn extended(arg: u32) -> usize {
    (arg > 0xff) as usize + (arg > 0xffff) as usize + (arg > 0xff_ffff) as usize
}

fn size(op: Opcode, arg: u32) -> usize {
    extended(arg) + 1 + op.caches()
}

/// Makes the code object.
pub(super) fn emit(
    cfg: Cfg,
    localsplus: Box<[LocalsPlus]>,
    stacksize: usize,
    depths: &[usize],
) -> Result<CodeObject, Box<AssembleError>> {
    let too_large = |what| Box::new(AssembleError::TooLarge(what));
    let mut start_of = vec![usize::MAX; cfg.blocks.len()];
    let total = cfg.order.iter().map(|&id| cfg.block(id).instrs.len()).sum();
    let mut units: Vec<Unit<'_>> = Vec::with_capacity(total);
    for &id in &cfg.order {
        start_of[id.0 as usize] = units.len();
        units.extend(cfg.block(id).instrs.iter().map(|instr| {
            let (op, arg) = (instr.op, instr.arg);
            Unit { instr, op, arg, target: usize::MAX, offset: 0, size: 0 }
        }));
    }
    let mut jumps = Vec::new();
    for (i, unit) in units.iter_mut().enumerate() {
        if unit.op.is_pseudo() && !matches!(unit.op, Opcode::Jump | Opcode::JumpNoInterrupt) {
            return Err(Box::new(AssembleError::Unsupported(format!("{} in this place", unit.op))));
        }
        if !unit.op.has_jump() {
            unit.size = size(unit.op, unit.arg);
            continue;
        }
        jumps.push(i);
        let target = unit.instr.target.map_or(usize::MAX, |to| start_of[to.0 as usize]);
        if target >= total {
            return Err(Box::new(AssembleError::Unsupported(format!("{} to the end of the code", unit.op))));
        }
        unit.target = target;
        let forward = target > i;
        unit.op = match unit.op {
            Opcode::Jump if forward => Opcode::JumpForward,
            Opcode::Jump => Opcode::JumpBackward,
            Opcode::JumpNoInterrupt if forward => Opcode::JumpForward,
            Opcode::JumpNoInterrupt => Opcode::JumpBackwardNoInterrupt,
            op if op.is_backward() == forward => {
                return Err(Box::new(AssembleError::Unsupported(format!("{op} in the wrong direction"))));
            }
            op => op,
        };
        unit.arg = 0;
        unit.size = size(unit.op, 0);
    }
    // Sizes never shrink from round to round, so this ends.
    let code_units = loop {
        let mut offset = 0;
        for unit in &mut units {
            unit.offset = offset;
            offset += unit.size;
        }
        if offset > 1 << 29 {
            return Err(too_large("the code"));
        }
        let mut grown = false;
        for &i in &jumps {
            let target = units[units[i].target].offset;
            let unit = &mut units[i];
            unit.arg = target.abs_diff(unit.offset + unit.size) as u32;
            let needed = size(unit.op, unit.arg);
            if needed > unit.size {
                unit.size = needed;
                grown = true;
            }
        }
        if !grown {
            break offset;
        }
    };
    let unrolled = unrolled(&cfg, depths, &units, code_units);
    // Caches are zeros.
    let mut code = vec![0; 2 * code_units];
    let mut lines = LocationWriter::new(cfg.firstlineno, total);
    let mut exceptions = Vec::new();
    let mut guards = Vec::new();
    let mut region: Option<(usize, usize, bool, usize)> = None;
    let mut region_handler = None;
    for unit in &units {
        let instr = unit.instr;
        if instr.handler != region_handler {
            region_handler = instr.handler;
            let handler = instr.handler.and_then(|to| {
                let at = start_of[to.0 as usize];
                let lasti = cfg.block(to).preserve_lasti;
                let depth = depths.get(to.0 as usize).copied().unwrap_or(UNREACHED);
                let target = units.get(at)?.offset;
                (depth != UNREACHED).then(|| (target, depth.saturating_sub(1 + usize::from(lasti)), lasti))
            });
            if region.map(|(target, ..)| target) != handler.map(|(target, ..)| target) {
                if let Some((target, depth, lasti, start)) = region {
                    exception_entry(&mut exceptions, start, unit.offset, target, depth, lasti);
                }
                region = handler.map(|(target, depth, lasti)| (target, depth, lasti, unit.offset));
            }
        }
        lines.add(instr.span, unit.size);
        // A jump that was once thought longer keeps its size: leading EXTENDED_ARG 0s are harmless.
        let prefixes = unit.size - 1 - unit.op.caches();
        for k in 0..prefixes {
            let byte = (unit.arg >> (8 * (prefixes - k))) as u8;
            code[2 * (unit.offset + k)..][..2].copy_from_slice(&[Opcode::ExtendedArg as u16 as u8, byte]);
        }
        let at = 2 * (unit.offset + prefixes);
        if let Some(guard) = instr.guard {
            let facts = cfg.guards.get(guard as usize).cloned().unwrap_or_default();
            guards.push(GuardSite { offset: at as u32, facts });
        }
        code[at..][..2].copy_from_slice(&[unit.op as u16 as u8, unit.arg as u8]);
    }
    if let Some((target, depth, lasti, start)) = region {
        exception_entry(&mut exceptions, start, code_units, target, depth, lasti);
    }
    Ok(CodeObject {
        argcount: cfg.argcount,
        posonlyargcount: cfg.posonlyargcount,
        kwonlyargcount: cfg.kwonlyargcount,
        stacksize: u32::try_from(stacksize).map_err(|_| too_large("the operand stack"))?,
        flags: cfg.flags,
        code: code.into(),
        consts: cfg.consts.into(),
        names: cfg.names.into(),
        localsplus,
        filename: cfg.filename,
        name: cfg.name,
        qualname: cfg.qualname,
        firstlineno: cfg.firstlineno,
        linetable: lines.finish(),
        exceptiontable: exceptions.into(),
        unit: cfg.unit,
        guards: guards.into(),
        unrolled,
    })
}

/// The table of unrolled loops. A loop's iterator would lie on what is there where the least is.
fn unrolled(cfg: &Cfg, depths: &[usize], units: &[Unit<'_>], code_units: usize) -> Box<[Unrolled]> {
    if cfg.unrolled_around.is_empty() {
        return Box::new([]);
    }
    let around = |at: u32| cfg.unrolled_around.get(at as usize - 1).copied().unwrap_or(0);
    let mut lowest = vec![usize::MAX; cfg.unrolled_around.len()];
    for &id in &cfg.order {
        let mut depth = depths.get(id.0 as usize).copied().unwrap_or(UNREACHED);
        if depth == UNREACHED {
            continue;
        }
        for instr in &cfg.block(id).instrs {
            let mut at = instr.unrolled & !Instr::UNROLLED_HEADER;
            while at != 0
                && let Some(lowest) = lowest.get_mut(at as usize - 1)
            {
                *lowest = depth.min(*lowest);
                at = around(at);
            }
            let (popped, pushed) = instr.op.stack_io(instr.arg);
            depth = (depth + pushed).saturating_sub(popped);
        }
    }
    let mut rows: Vec<Unrolled> = Vec::new();
    let mut last = 0;
    for (n, unit) in units.iter().enumerate() {
        let [start, end] = [unit.offset, units.get(n + 1).map_or(code_units, |next| next.offset)];
        let [start, end] = [start, end].map(|at| 2 * at as u32);
        let header = unit.instr.unrolled & Instr::UNROLLED_HEADER != 0;
        let mut at = unit.instr.unrolled & !Instr::UNROLLED_HEADER;
        if let Some(row) =
            rows.last_mut().filter(|row| at != 0 && unit.instr.unrolled == last && row.end == start)
        {
            row.end = end;
        } else if at != 0 {
            let mut depths = Vec::new();
            while at != 0
                && let Some(&depth) = lowest.get(at as usize - 1)
            {
                depths.push(u32::try_from(depth).unwrap_or(0));
                at = around(at);
            }
            depths.reverse();
            rows.push(Unrolled { start, end, depths: depths.into(), header });
        }
        last = unit.instr.unrolled;
    }
    rows.into()
}
