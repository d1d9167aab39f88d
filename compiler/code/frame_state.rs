//! Frame state: what a frame holds in front of each instruction. One table format for all who need to know.
//!
//! ```text
//! instruction ─► row ─► stack: Object ─► Iterator ─► (bottom)             shared by all rows that have it
//!                   ├─► frame: code 2, called at 7 ─► code 1, called at 3 ─► the code's own frame
//!                   └─► unrolled: the iterators that loops would have there, had they not been unrolled
//! ```
//!
//! *Who reads it.* A jump of a debugger (`frame.f_lineno = n`): what lies on the stack where it starts must be what code at
//! the target counts on. `dis --stage quick --json`, which shows it. Prepared for, by the same rows: tracebacks and
//! `sys._getframe` of inlined calls (the chain of frames), a side exit of compiled code (every local lies in its home, so
//! depth and kinds of the operands are all that it has to store), entry into a loop whose operand stack is not empty.
//!
//! *How it is made.* When somebody asks first, by walking verified code from its start: nothing is kept for code that nobody
//! asks about. Instructions are counted as they are executed, caches, EXTENDED_ARG and the jumps of guard sites apart.
//! Kinds are those of CPython's own walk, whose refusals a debugger sees; depths are those that the verifier proved. Only
//! the slow side of a guard site is walked, so nobody gets to the fast one without the guard.
//!
//! *For an inliner.* The frames of a row are a chain: it appends an [`Inlined`] for each call that it inlines and has the
//! rows of the copied instructions name it. Nothing is inlined yet: every row names the code's own frame.

use super::instructions::Instruction;
use super::object::{CodeObject, Unrolled};
use super::opcode::Opcode;
use std::sync::Arc;

/// What lies in one place of the operand stack.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    /// Any object.
    Object,
    /// What a loop goes through.
    Iterator,
    /// The exception that a handler handles.
    Exception,
    /// Nothing.
    Null,
    /// Where the exception was raised that a handler raises again.
    Place,
}

impl Entry {
    /// Whether code that needs `self` there can be given what is there.
    pub fn takes(self, there: Entry) -> bool {
        match self {
            Entry::Object => there != Entry::Null,
            Entry::Null => true,
            other => there == other,
        }
    }

    /// Its name in listings.
    pub fn name(self) -> &'static str {
        match self {
            Entry::Object => "object",
            Entry::Iterator => "iterator",
            Entry::Exception => "exception",
            Entry::Null => "null",
            Entry::Place => "place",
        }
    }
}

/// A call whose callee's instructions stand in place of it.
#[derive(Clone, Debug)]
pub struct Inlined {
    /// The callee's code.
    pub code: Arc<CodeObject>,
    /// The number of the call in the caller's code.
    pub call: u32,
    /// The frame of the caller: as in a row.
    outer: u32,
}

/// No path leads to an instruction.
const UNREACHED: u32 = u32::MAX;
/// The bottom of the stack, and the code's own frame.
const NONE: u32 = 0;

/// What one instruction finds: numbers of a stack, of a frame and of unrolled loops.
#[derive(Clone, Copy, Debug)]
struct Row {
    stack: u32,
    frame: u32,
    unrolled: u32,
}

/// A stack of operands: its topmost entry and the number of the stack below.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Stack {
    top: Entry,
    below: u32,
    depth: u32,
}

/// The frame states of one code object.
#[derive(Debug, Default)]
pub struct FrameStates {
    rows: Vec<Row>,
    /// Stack number `n` is the `n - 1`-th.
    stacks: Vec<Stack>,
    /// Frame number `n` is the `n - 1`-th.
    inlined: Vec<Inlined>,
    /// Number `n` is the `n - 1`-th row of the code's table.
    unrolled: Vec<Unrolled>,
}

/// What a frame holds in front of one instruction.
#[derive(Clone, Copy, Debug)]
pub struct FrameState<'t> {
    table: &'t FrameStates,
    row: Row,
}

impl<'t> FrameState<'t> {
    /// How many operands there are.
    pub fn depth(&self) -> usize {
        self.table.depth(self.row.stack)
    }

    /// The operands from the bottom up.
    pub fn stack(&self) -> Vec<Entry> {
        self.table.entries(self.row.stack)
    }

    /// Whether an unrolled loop takes its next item here: no line of the program as written begins at such a place.
    pub fn is_unrolled_header(&self) -> bool {
        self.unrolled().is_some_and(|row| row.header)
    }

    fn unrolled(&self) -> Option<&'t Unrolled> {
        self.table.unrolled.get((self.row.unrolled as usize).checked_sub(1)?)
    }

    /// The operands as the program was written: with the iterators of loops that were unrolled.
    pub fn written(&self) -> Vec<Entry> {
        let mut stack = self.stack();
        let depths = self.unrolled().map_or(&[][..], |row| &row.depths[..]);
        for (before, &depth) in depths.iter().enumerate() {
            stack.insert((depth as usize + before).min(stack.len()), Entry::Iterator);
        }
        stack
    }

    /// The inlined calls that the instruction stands in, the innermost first. Behind the last of them comes the frame of
    /// the code itself.
    pub fn frames(&self) -> impl Iterator<Item = &'t Inlined> {
        let (table, mut at) = (self.table, self.row.frame);
        std::iter::from_fn(move || {
            let frame = table.inlined.get(at.checked_sub(1)? as usize)?;
            at = frame.outer;
            Some(frame)
        })
    }
}

impl FrameStates {
    /// The table of verified code.
    pub fn of(code: &CodeObject) -> FrameStates {
        let walk = Walk::new(code);
        walk.run()
    }

    /// What is there in front of instruction `index`; `None` where no path leads.
    pub fn at(&self, index: u32) -> Option<FrameState<'_>> {
        let row = *self.rows.get(index as usize)?;
        (row.stack != UNREACHED).then_some(FrameState { table: self, row })
    }

    fn depth(&self, stack: u32) -> usize {
        stack.checked_sub(1).and_then(|n| self.stacks.get(n as usize)).map_or(0, |stack| stack.depth as usize)
    }

    fn entries(&self, mut stack: u32) -> Vec<Entry> {
        let mut entries = Vec::with_capacity(self.depth(stack));
        while let Some(&Stack { top, below, .. }) =
            stack.checked_sub(1).and_then(|n| self.stacks.get(n as usize))
        {
            entries.push(top);
            stack = below;
        }
        entries.reverse();
        entries
    }

    /// The number of a stack with these entries, from the bottom up.
    fn stack_of(&mut self, entries: &[Entry], near: u32) -> u32 {
        // Neighbours have most entries in common: those of the stack that was left are shared.
        let mut below = near;
        let known = self.entries(near);
        let common = known.iter().zip(entries).take_while(|(a, b)| a == b).count();
        for _ in common..known.len() {
            below = self.stacks[below as usize - 1].below;
        }
        for &top in &entries[common..] {
            let stack = Stack { top, below, depth: self.depth(below) as u32 + 1 };
            // A stack is searched for among the youngest: loops and branches come back to what was there just now.
            let known = self.stacks.iter().rposition(|&s| s == stack);
            below = match known {
                Some(n) => n as u32 + 1,
                None => {
                    self.stacks.push(stack);
                    self.stacks.len() as u32
                }
            };
        }
        below
    }
}

/// The walk over the code.
struct Walk<'c> {
    code: &'c CodeObject,
    /// All instructions but the jumps of guard sites.
    instructions: Vec<Instruction>,
    /// The instructions that guard sites own, and where their slow paths begin.
    slow: Vec<(usize, usize)>,
    table: FrameStates,
    /// Instructions to go on at, and the entries there.
    todo: Vec<(usize, Vec<Entry>)>,
}

impl<'c> Walk<'c> {
    fn new(code: &'c CodeObject) -> Walk<'c> {
        let instructions: Vec<Instruction> = code.executed().collect();
        let unrolled = |i: &Instruction| {
            let behind = code.unrolled.partition_point(|row| row.end <= i.offset);
            code.unrolled.get(behind).filter(|row| row.start <= i.offset).map_or(NONE, |_| behind as u32 + 1)
        };
        let row = |i: &Instruction| Row { stack: UNREACHED, frame: NONE, unrolled: unrolled(i) };
        let rows = instructions.iter().map(row).collect();
        let unrolled = code.unrolled.to_vec();
        let table = FrameStates { rows, unrolled, ..FrameStates::default() };
        let mut walk = Walk { code, instructions, slow: Vec::new(), table, todo: vec![(0, Vec::new())] };
        for site in &code.guards {
            let jump = code.instructions().map_while(Result::ok).find(|i| i.offset == site.offset);
            if let Some(target) = jump.and_then(|jump| walk.target(&jump)) {
                walk.slow.push((walk.index_of(site.offset), target));
            }
        }
        walk
    }

    /// The number of the instruction that starts at an offset, or of the next one behind it.
    fn index_of(&self, offset: u32) -> usize {
        self.instructions.partition_point(|i| i.start_offset < offset)
    }

    fn target(&self, jump: &Instruction) -> Option<usize> {
        Some(self.index_of(u32::try_from(jump.jump_target()?).ok()?))
    }

    fn run(mut self) -> FrameStates {
        let handlers = self.code.exception_entries().unwrap_or_default();
        while !self.todo.is_empty() {
            while let Some((at, entries)) = self.todo.pop() {
                self.visit(at, entries);
            }
            for handler in &handlers {
                let [start, target] = [handler.start, handler.target].map(|offset| self.index_of(offset));
                let reached = |at: usize| self.table.at(at as u32);
                if let (Some(state), None) = (reached(start), reached(target)) {
                    let mut entries = state.stack();
                    entries.truncate(handler.depth as usize);
                    if handler.lasti {
                        entries.push(Entry::Place);
                    }
                    entries.push(Entry::Exception);
                    self.todo.push((target, entries));
                }
            }
        }
        self.table
    }

    fn visit(&mut self, at: usize, entries: Vec<Entry>) {
        if self.table.rows.get(at).is_none_or(|row| row.stack != UNREACHED) {
            return;
        }
        let before = at.checked_sub(1).map_or(NONE, |before| self.table.rows[before].stack);
        let near = if before == UNREACHED { NONE } else { before };
        self.table.rows[at].stack = self.table.stack_of(&entries, near);
        match self.slow.iter().find(|(site, _)| *site == at) {
            Some(&(_, target)) => self.todo.push((target, entries)),
            None => self.step(self.instructions[at], at + 1, entries),
        }
    }

    /// Where an instruction leads, and with what on the stack.
    fn step(&mut self, i: Instruction, next: usize, mut entries: Vec<Entry>) {
        use Opcode::*;
        let target = if i.op == EndAsyncFor { None } else { self.target(&i) };
        let pop = |entries: &mut Vec<Entry>, n: usize| entries.truncate(entries.len().saturating_sub(n));
        if i.op.is_scope_exit() {
            return;
        }
        match (i.op, target) {
            (op, Some(target)) if op.is_unconditional_jump() => return self.todo.push((target, entries)),
            (op, Some(target)) if op.is_conditional_jump() => {
                pop(&mut entries, 1);
                self.todo.push((target, entries.clone()));
            }
            (Send, Some(target)) => {
                let mut ended = entries.clone();
                pop(&mut ended, 1);
                ended.push(Entry::Object);
                self.todo.push((target, ended));
            }
            (ForIter, Some(target)) => {
                entries.push(Entry::Object);
                self.todo.push((target, entries.clone()));
            }
            (GetIter | GetAiter, _) => {
                pop(&mut entries, 1);
                entries.push(Entry::Iterator);
            }
            (PushExcInfo, _) => entries.push(Entry::Exception),
            (PushNull, _) => entries.push(Entry::Null),
            (LoadGlobal, _) => {
                entries.push(Entry::Object);
                entries.extend((i.arg & 1 != 0).then_some(Entry::Null));
            }
            (LoadAttr, _) => entries.extend((i.arg & 1 != 0).then_some(Entry::Null)),
            (Copy, _) => {
                let copied = entries.len().checked_sub(i.arg as usize).and_then(|n| entries.get(n)).copied();
                entries.push(copied.unwrap_or(Entry::Object));
            }
            (Swap, _) => {
                let (top, other) =
                    (entries.len().wrapping_sub(1), entries.len().wrapping_sub(i.arg as usize));
                if top < entries.len() && other < entries.len() {
                    entries.swap(top, other);
                }
            }
            _ => {
                let (popped, pushed) = i.op.stack_io(i.arg);
                // As in CPython the net change counts: what an instruction only looks at stays what it is.
                pop(&mut entries, popped.saturating_sub(pushed));
                entries.extend(std::iter::repeat_n(Entry::Object, pushed.saturating_sub(popped)));
            }
        }
        self.todo.push((next, entries));
    }
}
