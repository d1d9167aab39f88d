//! Constants of a graph: reading them off loads, making loads of them.

use pyopt_compiler::code::{Const, Opcode};
use pyopt_compiler::ir::{Cfg, Instr, layout};

/// Displays and tuples of more items than this are left alone: CPython's guideline for stack use.
pub const MAX_ITEMS: usize = 30;

/// The constant that an instruction loads.
pub fn loaded(consts: &[Const], instr: &Instr) -> Option<Const> {
    match instr.op {
        Opcode::LoadConst => consts.get(instr.arg as usize).cloned(),
        Opcode::LoadSmallInt => Some(Const::Int(i64::from(instr.arg))),
        _ => None,
    }
}

/// Makes `instr` load `value`, as a small int where it is one.
pub fn make_load(cfg: &mut Cfg, instr: &mut Instr, value: Const) {
    match value {
        Const::Int(small @ 0..=255) => instr.set_op1(Opcode::LoadSmallInt, small as u32),
        value => {
            let index = cfg.add_const(value);
            instr.set_op1(Opcode::LoadConst, index);
        }
    }
}

/// The positions of the `count` constant loads that end right before `end`, NOPs between them aside.
pub fn loads_before(instrs: &[Instr], end: usize, count: usize) -> Option<Vec<usize>> {
    let mut found = Vec::with_capacity(count);
    let mut at = end;
    while found.len() < count {
        at = at.checked_sub(1)?;
        match instrs[at].op {
            Opcode::Nop => {}
            op if op.loads_const() => found.push(at),
            _ => return None,
        }
    }
    found.reverse();
    Some(found)
}

/// Makes these instructions NOPs that vanish.
pub fn erase_all(instrs: &mut [Instr], which: &[usize]) {
    which.iter().for_each(|&i| layout::erase(&mut instrs[i]));
}

/// Whether `bool(value)` is true. A slice and a code object are.
pub fn truth(value: &Const) -> bool {
    match value {
        Const::None => false,
        Const::Bool(value) => *value,
        Const::Int(value) => *value != 0,
        Const::Float(value) => *value != 0.0,
        Const::Complex { real, imag } => *real != 0.0 || *imag != 0.0,
        Const::Str(text) => !text.as_bytes().is_empty(),
        Const::Bytes(bytes) => !bytes.is_empty(),
        Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
        // A big int is outside i64, so not zero.
        Const::BigInt(_) | Const::Ellipsis | Const::Slice(_) | Const::Code(_) | Const::Frozen(_) => true,
    }
}
