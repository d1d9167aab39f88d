//! Fast locals: one table of parameters, locals, cells and free variables, and the prefix that sets cells up.
//!
//! ```text
//! varnames a b │ cellvars b c │ freevars f     localsplus: a  b(cell)  c  f
//! COPY_FREE_VARS 1, MAKE_CELL b, MAKE_CELL c, RETURN_GENERATOR, POP_TOP, …
//! ```

use crate::code::object::{CodeFlags, KindFlags, LocalsPlus};
use crate::code::opcode::Opcode;
use crate::ir::{Cfg, Instr, NO_COLUMN};
use crate::syntax::ast::Span;

/// Renumbers cell and free variables, inserts the prefix, and returns the table.
pub(super) fn prepare(cfg: &mut Cfg) -> Box<[LocalsPlus]> {
    let locals = cfg.varnames.len();
    let mut table: Vec<LocalsPlus> = Vec::with_capacity(locals + cfg.cellvars.len() + cfg.freevars.len());
    for (i, name) in cfg.varnames.iter().enumerate() {
        let mut kind = KindFlags::LOCAL | parameter_kind(cfg, i as u32);
        if cfg.hidden.contains(name) {
            kind |= KindFlags::HIDDEN;
        }
        table.push(LocalsPlus { name: name.clone(), kind: KindFlags(kind) });
    }
    let mut index = Vec::with_capacity(cfg.cellvars.len() + cfg.freevars.len());
    let mut cells = Vec::with_capacity(cfg.cellvars.len());
    for name in &cfg.cellvars {
        match cfg.varnames.iter().position(|n| n == name) {
            Some(i) => {
                table[i].kind.0 |= KindFlags::CELL;
                index.push(i as u32);
            }
            None => {
                index.push(table.len() as u32);
                let hidden = if cfg.hidden.contains(name) { KindFlags::HIDDEN } else { 0 };
                table.push(LocalsPlus { name: name.clone(), kind: KindFlags(KindFlags::CELL | hidden) });
            }
        }
        cells.extend(index.last());
    }
    for name in &cfg.freevars {
        index.push(table.len() as u32);
        table.push(LocalsPlus { name: name.clone(), kind: KindFlags(KindFlags::FREE) });
    }
    for &id in &cfg.order {
        for instr in &mut cfg.blocks[id.0 as usize].instrs {
            if matches!(
                instr.op,
                Opcode::LoadClosure
                    | Opcode::LoadDeref
                    | Opcode::StoreDeref
                    | Opcode::DeleteDeref
                    | Opcode::MakeCell
                    | Opcode::LoadFromDictOrDeref
            ) && let Some(&to) = index.get(instr.arg as usize)
            {
                instr.arg = to;
            }
        }
    }
    let mut prefix = Vec::new();
    if !cfg.freevars.is_empty() {
        prefix.push(Instr::new(Opcode::CopyFreeVars, cfg.freevars.len() as u32, Span::NONE));
    }
    cells.sort_unstable();
    prefix.extend(cells.iter().map(|&cell| Instr::new(Opcode::MakeCell, cell, Span::NONE)));
    if cfg.flags.is_generator_like() {
        let line = cfg.firstlineno;
        let span = Span { line, col: NO_COLUMN, end_line: line, end_col: NO_COLUMN };
        prefix.push(Instr::new(Opcode::ReturnGenerator, 0, span));
        prefix.push(Instr::new(Opcode::PopTop, 0, span));
    }
    let entry = cfg.order[0];
    cfg.block_mut(entry).instrs.splice(0..0, prefix);
    table.into()
}

/// The `co_localspluskinds` bits that say how parameter `i` may be passed; 0 for other locals.
fn parameter_kind(cfg: &Cfg, i: u32) -> u8 {
    let mut end = cfg.posonlyargcount;
    if i < end {
        return KindFlags::ARG_POS;
    }
    end = cfg.argcount;
    if i < end {
        return KindFlags::ARG_POS | KindFlags::ARG_KW;
    }
    end += cfg.kwonlyargcount;
    if i < end {
        return KindFlags::ARG_KW;
    }
    if cfg.flags.has(CodeFlags::VARARGS) {
        if i == end {
            return KindFlags::ARG_VAR | KindFlags::ARG_POS;
        }
        end += 1;
    }
    if cfg.flags.has(CodeFlags::VARKEYWORDS) && i == end {
        return KindFlags::ARG_VAR | KindFlags::ARG_KW;
    }
    0
}
