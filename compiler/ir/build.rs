//! Making and asking a [`Cfg`]: the builder's methods, successors, predecessors, reachability.
//!
//! ```text
//! let body = cfg.new_block();              a block, not yet laid out
//! cfg.place(body);                         behind the blocks placed so far
//! cfg.emit(body, Opcode::Nop, 0, span);
//! cfg.emit_jump(body, Opcode::Jump, target, span);
//! ```

use super::cfg::{Block, BlockId, Cfg, Instr};
use crate::code::object::Const;
use crate::code::opcode::Opcode;
use crate::syntax::ast::{GuardFact, Ident, Span};

impl Instr {
    /// A bit of `unrolled`.
    pub const UNROLLED_HEADER: u32 = 1 << 31;

    /// An instruction without target.
    pub fn new(op: Opcode, arg: u32, span: Span) -> Instr {
        Instr { op, arg, target: None, span, guard: None, handler: None, unrolled: 0 }
    }

    /// An instruction with a target: a jump or a `SETUP_*`.
    pub fn jump(op: Opcode, target: BlockId, span: Span) -> Instr {
        Instr { target: Some(target), ..Instr::new(op, 0, span) }
    }

    /// Whether it is `GUARD → slow`.
    pub fn is_guard(&self) -> bool {
        self.guard.is_some()
    }

    /// Whether it is `SETUP_FINALLY`, `SETUP_CLEANUP` or `SETUP_WITH`.
    pub fn is_setup(&self) -> bool {
        matches!(self.op, Opcode::SetupFinally | Opcode::SetupCleanup | Opcode::SetupWith)
    }

    /// Whether it is a jump (`SETUP_*` is not; END_ASYNC_FOR counts, though it only names the start of its loop).
    pub fn is_jump(&self) -> bool {
        self.op.has_jump()
    }

    /// Whether control never reaches the instruction behind it.
    pub fn leaves(&self) -> bool {
        !self.is_guard() && (self.op.is_scope_exit() || self.op.is_unconditional_jump())
    }

    /// Whether it must end its block.
    pub fn ends_block(&self) -> bool {
        self.is_jump() || self.op.is_scope_exit()
    }

    /// Whether it has a source line.
    pub fn has_line(&self) -> bool {
        self.span != Span::NONE
    }

    /// The line, as CPython counts: negative for none, 0 for a module's start.
    pub fn line(&self) -> i64 {
        if self.has_line() { i64::from(self.span.line) } else { -1 }
    }

    /// Turns it into an instruction without argument, keeping its place.
    pub fn set_op0(&mut self, op: Opcode) {
        self.op = op;
        self.arg = 0;
        self.target = None;
        self.guard = None;
    }

    /// Changes opcode and argument.
    pub fn set_op1(&mut self, op: Opcode, arg: u32) {
        self.op = op;
        self.arg = arg;
    }
}

impl Block {
    /// Whether control may reach the next block in layout order.
    pub fn has_fallthrough(&self) -> bool {
        !self.instrs.last().is_some_and(Instr::leaves)
    }

    /// Whether it ends in an instruction that leaves the scope.
    pub fn exits_scope(&self) -> bool {
        self.instrs.last().is_some_and(|last| last.op.is_scope_exit())
    }

    /// Whether no instruction has a line.
    pub fn has_no_line(&self) -> bool {
        !self.instrs.iter().any(Instr::has_line)
    }

    /// The target of the jump at its end.
    pub fn jump_target(&self) -> Option<BlockId> {
        self.instrs.last().filter(|last| last.is_jump()).and_then(|last| last.target)
    }
}

impl Cfg {
    /// The block of that number.
    ///
    /// # Panics
    /// When there is none: a graph that passed `ir::verify` names no such block.
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    /// The block of that number, to change it.
    ///
    /// # Panics
    /// As [`Cfg::block`].
    pub fn block_mut(&mut self, id: BlockId) -> &mut Block {
        &mut self.blocks[id.0 as usize]
    }

    /// A new block, not yet laid out.
    pub fn new_block(&mut self) -> BlockId {
        let id = BlockId(self.blocks.len() as u32);
        self.blocks.push(Block::default());
        id
    }

    /// Lays `block` out behind all others.
    pub fn place(&mut self, block: BlockId) {
        self.order.push(block);
    }

    /// Lays `block` out behind `before`, or last when `before` is not laid out.
    pub fn place_after(&mut self, before: BlockId, block: BlockId) {
        match self.order.iter().position(|&b| b == before) {
            Some(at) => self.order.insert(at + 1, block),
            None => self.order.push(block),
        }
    }

    /// Appends an instruction without target.
    pub fn emit(&mut self, block: BlockId, op: Opcode, arg: u32, span: Span) {
        self.block_mut(block).instrs.push(Instr::new(op, arg, span));
    }

    /// Appends a jump or a `SETUP_*`.
    pub fn emit_jump(&mut self, block: BlockId, op: Opcode, target: BlockId, span: Span) {
        self.block_mut(block).instrs.push(Instr::jump(op, target, span));
    }

    /// Appends `GUARD facts → slow`; the fast path is the next block in layout order.
    pub fn emit_guard(&mut self, block: BlockId, facts: Vec<GuardFact>, slow: BlockId, span: Span) {
        let guard = Some(self.guards.len() as u32);
        self.guards.push(facts);
        let instr = Instr { guard, ..Instr::jump(Opcode::JumpForward, slow, span) };
        self.block_mut(block).instrs.push(instr);
    }

    /// The index of a constant that no program can tell from `value`, added if there is none.
    pub fn add_const(&mut self, value: Const) -> u32 {
        // Slot 0 of a function with a docstring is taken like any other: CPython shares it too.
        let found = self.consts.iter().position(|c| *c == value);
        found.unwrap_or_else(|| {
            self.consts.push(value);
            self.consts.len() - 1
        }) as u32
    }

    /// The index of `name` in `names`, added if it is new.
    pub fn add_name(&mut self, name: &Ident) -> u32 {
        let found = self.names.iter().position(|n| n == name);
        found.unwrap_or_else(|| {
            self.names.push(name.clone());
            self.names.len() - 1
        }) as u32
    }

    /// The number of parameters, `*args` and `**kwargs` included.
    pub fn parameter_count(&self) -> u32 {
        use crate::code::object::CodeFlags;
        self.argcount
            + self.kwonlyargcount
            + u32::from(self.flags.has(CodeFlags::VARARGS))
            + u32::from(self.flags.has(CodeFlags::VARKEYWORDS))
    }

    /// For each block the next one in layout order.
    pub fn next_blocks(&self) -> Vec<Option<BlockId>> {
        let mut next = vec![None; self.blocks.len()];
        for pair in self.order.windows(2) {
            next[pair[0].0 as usize] = Some(pair[1]);
        }
        next
    }

    /// For each block the position in layout order, `usize::MAX` for one that is not laid out.
    pub fn positions(&self) -> Vec<usize> {
        let mut at = vec![usize::MAX; self.blocks.len()];
        for (i, id) in self.order.iter().enumerate() {
            at[id.0 as usize] = i;
        }
        at
    }

    /// The first block from `order[from]` on that has instructions.
    pub fn next_nonempty(&self, from: usize) -> Option<BlockId> {
        self.order.get(from..)?.iter().copied().find(|&b| !self.block(b).instrs.is_empty())
    }

    /// How many edges enter each block from live blocks (handlers by their `SETUP_*`, the entry once from
    /// outside); 0 means unreachable.
    pub fn predecessor_counts(&self) -> Vec<u32> {
        let next = self.next_blocks();
        let mut count = vec![0u32; self.blocks.len()];
        let Some(&entry) = self.order.first() else { return count };
        count[entry.0 as usize] = 1;
        let mut stack = Vec::with_capacity(16);
        stack.push(entry);
        let reach = |count: &mut Vec<u32>, stack: &mut Vec<BlockId>, to: BlockId| {
            let n = &mut count[to.0 as usize];
            *n += 1;
            if *n == 1 {
                stack.push(to);
            }
        };
        while let Some(id) = stack.pop() {
            let block = self.block(id);
            if block.has_fallthrough()
                && let Some(to) = next[id.0 as usize]
            {
                reach(&mut count, &mut stack, to);
            }
            for instr in &block.instrs {
                if let Some(to) = instr.target {
                    reach(&mut count, &mut stack, to);
                }
            }
        }
        count
    }

    /// Which blocks begin an exception handler of a block in layout order.
    pub fn handler_blocks(&self) -> Vec<bool> {
        let mut is_handler = vec![false; self.blocks.len()];
        for &id in &self.order {
            for instr in self.block(id).instrs.iter().filter(|i| i.is_setup()) {
                if let Some(target) = instr.target {
                    is_handler[target.0 as usize] = true;
                }
            }
        }
        is_handler
    }
}
