//! Checks an untrusted code object before its first instruction runs.
//!
//! Valid code has these properties, and an interpreter may rely on them.
//!
//! *Structure* (this file):
//! - every instruction is one of 3.14's unspecialized ones, whole, with its argument inside its table or range;
//! - every jump and handler lands on the start of an instruction, and control never runs off the end; FOR_ITER lands on
//!   END_FOR and POP_ITER; every loop passes a JUMP_BACKWARD or RESUME, where requests to stop are heard;
//! - at each instruction the stack depth is one number whatever path led there, no instruction takes more than there is,
//!   and `stacksize` is enough; a handler's depth is not above that of the code it protects;
//! - parameters, cells and free variables agree with `localsplus` and the flags;
//! - guard sites obey DESIGN's section on guards.
//!
//! *Kinds* ([`kinds`], a data-flow over all paths, handlers included):
//! - operands are objects: a NULL stands only where it may (the receiver's place of a call, the keywords of
//!   CALL_FUNCTION_EX, what LOAD_FAST_AND_CLEAR saved), and is moved only by COPY, SWAP, POP_TOP and STORE_FAST;
//! - a local that LOAD_FAST, LOAD_FAST_BORROW and their pairs read is bound; the others ask;
//! - what `*_DEREF` reads is a cell: MAKE_CELL or COPY_FREE_VARS ran before, and MAKE_CELL once;
//! - MAKE_FUNCTION takes a code constant, and a function with free variables gets a tuple of as many cells before anything
//!   else sees it;
//! - LIST_APPEND, LIST_EXTEND, SET_UPDATE, MAP_ADD, DICT_UPDATE and DICT_MERGE find the container that BUILD_* made;
//!   BUILD_STRING strs; CALL_KW and MATCH_CLASS a constant tuple of names, not longer than the arguments; MATCH_KEYS and
//!   BUILD_TEMPLATE tuples; INTRINSIC_LIST_TO_TUPLE a list;
//! - PUSH_EXC_INFO, CHECK_EXC_MATCH, WITH_EXCEPT_START, CLEANUP_THROW and END_ASYNC_FOR find the exception that entered the
//!   handler, POP_EXCEPT what PUSH_EXC_INFO saved, RERAISE with an argument the handler's `lasti`;
//! - YIELD_VALUE runs behind RETURN_GENERATOR, which runs once, on an empty stack.
//!
//! Left to the interpreter: whether FOR_ITER and SEND find an iterator (a parameter of a generator expression holds it),
//! whether SET_ADD finds a set (one may come from a name), whether a conditional jump finds an exact bool (an annotation
//! function compares its parameter without TO_BOOL), whether RERAISE finds None (what `except*` leaves of a group), whether function attributes have the right types (they
//! may be parameters), whether LIST_APPEND finds a list behind a guard that tests for one, and whether a cell or a checked local is empty.

mod kinds;

use super::facts::*;
use super::instructions::Instruction;
use super::locations::ExceptionEntry;
use super::object::{CodeFlags, CodeObject, KindFlags};
use super::opcode::{ArgKind, Opcode};
use crate::semantics::exact::ExactKinds;
use crate::syntax::ast::GuardFact;
use std::collections::HashMap;
use std::fmt;

/// The most stack slots a frame may ask for.
pub const MAX_STACK: u32 = 1 << 20;

/// Why code is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodeError {
    /// The code object's qualified name.
    pub qualname: String,
    /// The byte offset it is about.
    pub offset: u32,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid code object {} at offset {}: {}", self.qualname, self.offset, self.message)
    }
}

impl std::error::Error for CodeError {}

/// Checks `code` and all code nested in it.
///
/// # Errors
/// The first fault.
pub fn verify_code(code: &CodeObject) -> Result<(), Box<CodeError>> {
    super::dis::walk(code).into_iter().try_for_each(|code| Verifier::new(code).run())
}

/// The depth of the operand stack in front of each instruction of `code`, by its offset; `None` where no path leads.
///
/// # Errors
/// The first fault.
pub fn depths(code: &CodeObject) -> Result<HashMap<u32, Option<u32>>, Box<CodeError>> {
    let mut verifier = Verifier::new(code);
    verifier.run()?;
    let depth = |known: u32| (known != UNKNOWN).then_some(known);
    let offsets = verifier.instructions.iter().map(|i| i.offset);
    Ok(offsets.zip(verifier.depths.iter().copied().map(depth)).collect())
}

const UNKNOWN: u32 = u32::MAX;

struct Verifier<'c> {
    code: &'c CodeObject,
    instructions: Vec<Instruction>,
    /// For each code unit the number of the instruction that starts there.
    index: Vec<u32>,
    entries: Vec<ExceptionEntry>,
    /// For each instruction the depth before it.
    depths: Vec<u32>,
}

type Checked<T = ()> = Result<T, Box<CodeError>>;

impl<'c> Verifier<'c> {
    fn new(code: &'c CodeObject) -> Verifier<'c> {
        Verifier {
            code,
            instructions: Vec::new(),
            index: Vec::new(),
            entries: Vec::new(),
            depths: Vec::new(),
        }
    }
}

impl Verifier<'_> {
    fn fail<T>(&self, offset: u32, message: impl Into<String>) -> Checked<T> {
        Err(Box::new(CodeError { qualname: self.code.qualname.to_string(), offset, message: message.into() }))
    }

    fn run(&mut self) -> Checked {
        let size = self.code.code.len();
        if size == 0 || !size.is_multiple_of(2) || size > 1 << 30 {
            return self.fail(0, "code is empty, odd or too large");
        }
        if self.code.stacksize > MAX_STACK {
            return self.fail(0, "stack too large");
        }
        self.signature()?;
        self.index = vec![UNKNOWN; size / 2];
        // With caches, an instruction takes about two units.
        self.instructions.reserve(size / 4);
        for instruction in self.code.instructions() {
            match instruction {
                Ok(i) => {
                    self.index[i.start_offset as usize / 2] = self.instructions.len() as u32;
                    self.instructions.push(i);
                }
                Err(offset) => return self.fail(offset, "not an instruction"),
            }
        }
        for i in &self.instructions {
            self.operand(i)?;
        }
        self.exception_table()?;
        self.flow()?;
        self.polls()?;
        kinds::check(self)?;
        self.guards()
    }

    fn signature(&self) -> Checked {
        let code = self.code;
        let bit = |flag| u64::from(code.flags.has(flag));
        let parameters = u64::from(code.argcount)
            + u64::from(code.kwonlyargcount)
            + bit(CodeFlags::VARARGS)
            + bit(CodeFlags::VARKEYWORDS);
        if code.posonlyargcount > code.argcount {
            return self.fail(0, "more positional-only parameters than parameters");
        }
        let locals = code.localsplus.iter().take_while(|l| l.kind.0 & KindFlags::LOCAL != 0).count();
        if parameters > locals as u64 {
            return self.fail(0, "more parameters than locals");
        }
        let frees = code.localsplus.iter().rev().take_while(|l| l.kind.0 & KindFlags::FREE != 0).count();
        for (i, local) in code.localsplus.iter().enumerate() {
            let kind = local.kind.0;
            let (is_local, is_free) = (kind & KindFlags::LOCAL != 0, kind & KindFlags::FREE != 0);
            let placed = is_local == (i < locals) && is_free == (i + frees >= code.localsplus.len());
            if !placed
                || (!is_local && kind & (KindFlags::CELL | KindFlags::FREE) == 0)
                || (is_free && is_local)
            {
                return self.fail(0, format!("kind {kind:#x} of {} is out of place", local.name));
            }
        }
        let kinds = [CodeFlags::GENERATOR, CodeFlags::COROUTINE, CodeFlags::ASYNC_GENERATOR];
        if kinds.iter().filter(|&&kind| code.flags.has(kind)).count() > 1 {
            return self.fail(0, "more than one kind of generator");
        }
        if code.localsplus.len() > 1 << 20 {
            return self.fail(0, "too many locals");
        }
        Ok(())
    }

    fn operand(&self, i: &Instruction) -> Checked {
        use Opcode::*;
        let (arg, at) = (i.arg as usize, i.offset);
        let code = self.code;
        let locals = &code.localsplus;
        let kind_of = |index: usize| locals.get(index).map_or(0, |l| l.kind.0);
        let ok = match i.op {
            Cache | InterpreterExit | ExitInitCheck | ExtendedArg => false,
            LoadFastLoadFast | LoadFastBorrowLoadFastBorrow | StoreFastLoadFast | StoreFastStoreFast => {
                arg < 256 && (arg >> 4).max(arg & 15) < locals.len()
            }
            LoadGlobal | LoadAttr => arg >> 1 < code.names.len(),
            LoadSuperAttr => arg >> 2 < code.names.len(),
            LoadDeref | StoreDeref | DeleteDeref | LoadFromDictOrDeref => {
                kind_of(arg) & (KindFlags::CELL | KindFlags::FREE) != 0
            }
            MakeCell => kind_of(arg) & KindFlags::CELL != 0,
            CopyFreeVars => locals.iter().filter(|l| l.kind.0 & KindFlags::FREE != 0).count() == arg,
            BinaryOp => arg < BINARY_OPS.len(),
            CompareOp => arg >> 5 < COMPARE_OPS.len(),
            CallIntrinsic1 => (1..INTRINSICS_1.len()).contains(&arg),
            CallIntrinsic2 => (1..INTRINSICS_2.len()).contains(&arg),
            LoadCommonConstant => arg < COMMON_CONSTANTS.len(),
            LoadSpecial => arg < SPECIAL_METHODS.len(),
            ConvertValue => (1..=3).contains(&arg),
            IsOp | ContainsOp => arg <= 1,
            RaiseVarargs => arg <= 2,
            BuildSlice => arg == 2 || arg == 3,
            GetAwaitable => arg <= 2,
            BuildInterpolation => arg >> 2 <= 3,
            SetFunctionAttribute => arg.count_ones() == 1 && arg < 1 << FUNCTION_ATTRIBUTES.len(),
            LoadSmallInt => arg < 256,
            Copy | Swap | ListAppend | ListExtend | SetAdd | SetUpdate | MapAdd | DictUpdate | DictMerge => {
                arg > 0 && arg <= MAX_STACK as usize
            }
            // Larger ones cannot be on or fit the stack; bounded here so that depths do not overflow.
            BuildList | BuildMap | BuildSet | BuildString | BuildTuple | Call | CallKw | UnpackSequence
            | MatchClass | Reraise => arg <= MAX_STACK as usize,
            UnpackEx => arg <= MAX_STACK as usize,
            YieldValue | ReturnGenerator => code.flags.is_generator_like(),
            _ => match i.op.arg_kind() {
                ArgKind::Const => arg < code.consts.len(),
                ArgKind::Name => arg < code.names.len(),
                ArgKind::Local | ArgKind::Free => arg < locals.len(),
                ArgKind::Jump => return self.landing(i).map(drop),
                ArgKind::None | ArgKind::Int | ArgKind::Handler => true,
            },
        };
        if ok { Ok(()) } else { self.fail(at, format!("{} {arg} is not valid here", i.op)) }
    }

    /// The number of the instruction that starts at `offset`.
    fn at(&self, offset: u32) -> Option<usize> {
        let found = *self.index.get(offset as usize / 2)?;
        (offset.is_multiple_of(2) && found != UNKNOWN).then_some(found as usize)
    }

    fn landing(&self, i: &Instruction) -> Checked<usize> {
        let target = i.jump_target().and_then(|to| u32::try_from(to).ok());
        match target.and_then(|to| self.at(to)) {
            Some(index) => Ok(index),
            None => self.fail(i.offset, format!("{} does not land on an instruction", i.op)),
        }
    }

    fn exception_table(&mut self) -> Checked {
        let Some(entries) = self.code.exception_entries() else { return self.fail(0, "bad exception table") };
        let size = self.code.code.len() as u32;
        let mut end = 0;
        for e in &entries {
            let whole = e.end == size || self.at(e.end).is_some();
            if e.start < end || e.end <= e.start || e.end > size || self.at(e.start).is_none() || !whole {
                return self.fail(e.start, "bad range in the exception table");
            }
            if self.at(e.target).is_none() || e.depth >= MAX_STACK {
                return self.fail(e.start, "bad handler in the exception table");
            }
            end = e.end;
        }
        self.entries = entries;
        Ok(())
    }

    fn entry_at(&self, offset: u32) -> Option<&ExceptionEntry> {
        let i = self.entries.partition_point(|e| e.end <= offset);
        self.entries.get(i).filter(|e| e.start <= offset)
    }

    fn flow(&mut self) -> Checked {
        self.depths = vec![UNKNOWN; self.instructions.len()];
        let mut todo: Vec<usize> = vec![0];
        self.depths[0] = 0;
        while let Some(n) = todo.pop() {
            let i = self.instructions[n];
            let depth = self.depths[n];
            let (popped, pushed) = i.op.stack_io(i.arg);
            if popped > depth as usize {
                return self.fail(i.offset, format!("{} needs {popped} on a stack of {depth}", i.op));
            }
            let after = depth - popped as u32 + pushed as u32;
            if after.max(depth) > self.code.stacksize {
                return self
                    .fail(i.offset, format!("{} exceeds the stack size {}", i.op, self.code.stacksize));
            }
            if let Some(&e) = self.entry_at(i.offset) {
                if e.depth > depth {
                    return self.fail(i.offset, "handler deeper than the code it protects");
                }
                let entered = e.depth + 1 + u32::from(e.lasti);
                if entered > self.code.stacksize {
                    return self.fail(i.offset, "handler exceeds the stack size");
                }
                let Some(handler) = self.at(e.target) else { return self.fail(e.target, "no such handler") };
                self.reach(handler, entered, &mut todo)?;
            }
            let guard = self.code.guards.binary_search_by_key(&i.offset, |site| site.offset).is_ok();
            if i.op.has_jump() && i.op != Opcode::EndAsyncFor {
                let to = self.landing(&i)?;
                let op_at = |n: usize| self.instructions.get(n).map(|i| i.op);
                let ends = [op_at(to), op_at(to + 1)] == [Some(Opcode::EndFor), Some(Opcode::PopIter)];
                if i.op == Opcode::ForIter && !ends {
                    return self.fail(i.offset, "FOR_ITER does not land on END_FOR and POP_ITER");
                }
                self.reach(to, after, &mut todo)?;
            }
            if !i.op.is_scope_exit() && (guard || !i.op.is_unconditional_jump()) {
                if n + 1 >= self.instructions.len() {
                    return self.fail(i.offset, "control runs off the end");
                }
                self.reach(n + 1, after, &mut todo)?;
            }
        }
        Ok(())
    }

    fn reach(&mut self, n: usize, depth: u32, todo: &mut Vec<usize>) -> Checked {
        match self.depths[n] {
            UNKNOWN => {
                self.depths[n] = depth;
                todo.push(n);
                Ok(())
            }
            known if known == depth => Ok(()),
            known => {
                let offset = self.instructions[n].offset;
                self.fail(offset, format!("reached with stack depths {known} and {depth}"))
            }
        }
    }

    /// Every loop polls: without JUMP_BACKWARD and RESUME there is no way back, handlers included.
    fn polls(&self) -> Checked {
        const NEW: u8 = 0;
        const OPEN: u8 = 1;
        const DONE: u8 = 2;
        // Only these lead back; code without them needs no search.
        let back = |i: &Instruction| i.op == Opcode::JumpBackwardNoInterrupt;
        let early = |e: &ExceptionEntry| e.target < e.end;
        if !self.instructions.iter().any(back) && !self.entries.iter().any(early) {
            return Ok(());
        }
        let mut marks = vec![NEW; self.instructions.len()];
        for start in 0..marks.len() {
            if marks[start] != NEW || self.depths[start] == UNKNOWN {
                continue;
            }
            // Each step: an instruction, and which of its ways out comes next.
            let mut path = vec![(start, 0)];
            marks[start] = OPEN;
            while let Some((n, way)) = path.last_mut() {
                let i = &self.instructions[*n];
                let next = match (i.op, *way) {
                    (Opcode::Resume, _) => None,
                    (_, 0) => self.entry_at(i.offset).and_then(|e| self.at(e.target)).or(Some(usize::MAX)),
                    (Opcode::JumpBackward | Opcode::EndAsyncFor, 1) => Some(usize::MAX),
                    (_, 1) if i.op.has_jump() => Some(self.landing(i)?),
                    (_, 1) => Some(usize::MAX),
                    (_, 2) => {
                        let leaves = i.op.is_scope_exit()
                            || i.op.is_unconditional_jump()
                                && self.code.guards.binary_search_by_key(&i.offset, |s| s.offset).is_err();
                        Some(if leaves { usize::MAX } else { *n + 1 })
                    }
                    _ => None,
                };
                *way += 1;
                match next {
                    None => {
                        marks[*n] = DONE;
                        path.pop();
                    }
                    Some(usize::MAX) => {}
                    Some(to) if marks[to] == NEW => {
                        marks[to] = OPEN;
                        path.push((to, 0));
                    }
                    Some(to) if marks[to] == OPEN => {
                        return self.fail(i.offset, "a loop that hears no request to stop");
                    }
                    Some(_) => {}
                }
            }
        }
        Ok(())
    }

    /// Whether a guard of the code tests whether a local is a list: code that comes from outside has no guards.
    fn tests_for_lists(&self) -> bool {
        let tests =
            |fact: &GuardFact| matches!(fact, GuardFact::Exact(_, kinds) if *kinds == ExactKinds::LIST);
        self.code.guards.iter().any(|site| site.facts.iter().any(tests))
    }

    /// A site owns the instruction behind it: only the guard's edge enters; depth and region are those of the slow path.
    fn guards(&self) -> Checked {
        if self.code.guards.is_empty() {
            return Ok(());
        }
        let mut entered = vec![false; self.instructions.len()];
        for i in &self.instructions {
            if i.op.has_jump() {
                entered[self.landing(i)?] = true;
            }
        }
        for e in &self.entries {
            if let Some(handler) = self.at(e.target) {
                entered[handler] = true;
            }
        }
        let mut last = None;
        for site in &self.code.guards {
            let at = site.offset;
            if last.is_some_and(|last| last >= at) {
                return self.fail(at, "guard sites out of order");
            }
            last = Some(at);
            let found = self.instructions.binary_search_by_key(&at, |i| i.offset);
            let Some(n) = found.ok().filter(|&n| self.instructions[n].op == Opcode::JumpForward) else {
                return self.fail(at, "guard site without JUMP_FORWARD");
            };
            let slow = self.landing(&self.instructions[n])?;
            let Some(fast) = self.instructions.get(n + 1) else {
                return self.fail(at, "guard without fast path");
            };
            let is_site = self.code.guards.binary_search_by_key(&fast.offset, |s| s.offset).is_ok();
            if entered[n + 1] || is_site {
                return self.fail(at, "guard does not own the start of its fast path");
            }
            let region =
                |n: usize| self.entry_at(self.instructions[n].offset).map(|e| (e.target, e.depth, e.lasti));
            if region(n) != region(n + 1)
                || region(n) != region(slow)
                || self.depths[n + 1] != self.depths[slow]
            {
                return self.fail(at, "guard's paths differ in exception region or stack depth");
            }
        }
        Ok(())
    }
}
