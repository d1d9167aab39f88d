//! Stack depth at the start of every block, and the deepest of all.

use super::AssembleError;
use crate::code::opcode::Opcode;
use crate::ir::{BlockId, Cfg};

/// The depth of a block that nothing reaches.
pub(super) const UNREACHED: usize = usize::MAX;

/// `co_stacksize`, and for each block the depth it starts with.
pub(super) fn compute(cfg: &Cfg) -> Result<(usize, Vec<usize>), Box<AssembleError>> {
    let next = cfg.next_blocks();
    let mut depths = vec![UNREACHED; cfg.blocks.len()];
    let entry = cfg.order[0];
    depths[entry.0 as usize] = 0;
    let mut stack = vec![entry];
    let mut deepest = 0;
    let push = |depths: &mut Vec<usize>, stack: &mut Vec<BlockId>, to: BlockId, depth: usize| {
        let known = &mut depths[to.0 as usize];
        if *known == UNREACHED {
            *known = depth;
            stack.push(to);
        } else if *known != depth {
            return Err(Box::new(AssembleError::InconsistentDepth {
                qualname: cfg.qualname.to_string(),
                block: to.to_string(),
                first: *known,
                second: depth,
            }));
        }
        Ok(())
    };
    while let Some(id) = stack.pop() {
        let mut depth = depths[id.0 as usize];
        for (index, instr) in cfg.block(id).instrs.iter().enumerate() {
            deepest = deepest.max(depth);
            let (popped, pushed) = instr.op.stack_io(instr.arg);
            if popped > depth {
                return Err(Box::new(AssembleError::StackUnderflow {
                    qualname: cfg.qualname.to_string(),
                    at: format!("{id} instruction {index} {}", instr.op),
                }));
            }
            let after = depth - popped + pushed;
            if after > 1 << 24 {
                return Err(Box::new(AssembleError::TooLarge("the operand stack")));
            }
            if let Some(to) = instr.target
                && instr.op != Opcode::EndAsyncFor
            {
                let at = if instr.is_setup() { depth + instr.op.setup_pushes() as usize } else { after };
                push(&mut depths, &mut stack, to, at)?;
            }
            depth = after;
        }
        if cfg.block(id).has_fallthrough()
            && let Some(to) = next[id.0 as usize]
        {
            push(&mut depths, &mut stack, to, depth)?;
        }
    }
    Ok((deepest, depths))
}
