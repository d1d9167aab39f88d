//! What stands in each stack entry and local: the second half of the verifier, a forward data-flow over the instructions.
//!
//! A [`Kind`] is a set of the sorts a value may be of, so the join of two paths is the union. Straight code is walked once;
//! states are kept where paths meet (jump targets and handlers) and the walk is repeated until none grows.
//!
//! ```text
//! LOAD_FAST_AND_CLEAR x     [.. {NULL, OBJECT}]     x: {NULL}
//! BUILD_LIST 0              [.. {NULL, OBJECT} {LIST}]
//! FOR_ITER …                the loop's LIST_APPEND asks that its target is {LIST} and nothing else
//! STORE_FAST x              x: {NULL, OBJECT}: from here on only LOAD_FAST_CHECK may read it
//! ```
//!
//! A handler is entered from every instruction that its range covers with the state *before* that instruction. Entries that
//! the instruction may have taken off the stack before it raised are empty for the handler.
//!
//! To add a rule: a row in [`Walk::step`]. An opcode without a row takes objects and leaves objects.

use super::{Checked, UNKNOWN, Verifier};
use crate::code::instructions::Instruction;
use crate::code::locations::ExceptionEntry;
use crate::code::object::{Const, KindFlags};
use crate::code::opcode::Opcode;

/// The sorts, one bit each. All are Python objects except the first four.
mod sort {
    /// An empty entry.
    pub const NULL: u32 = 1;
    /// A function that still lacks its closure; `count` is how many cells it needs.
    pub const BARE: u32 = 1 << 1;
    /// The exception that was handled before PUSH_EXC_INFO, or nothing.
    pub const PREVIOUS: u32 = 1 << 2;
    /// Where the exception was raised: what a handler with `lasti` finds.
    pub const LASTI: u32 = 1 << 3;
    /// Any other object.
    pub const OTHER: u32 = 1 << 4;
    pub const NONE: u32 = 1 << 5;
    pub const LIST: u32 = 1 << 6;
    pub const SET: u32 = 1 << 7;
    pub const DICT: u32 = 1 << 8;
    pub const TUPLE: u32 = 1 << 9;
    /// A constant tuple of strings; `count` is its length.
    pub const NAMES: u32 = 1 << 10;
    /// A tuple of cells; `count` is its length.
    pub const CELLS: u32 = 1 << 11;
    pub const CELL: u32 = 1 << 12;
    /// A code object; `count` is how many free variables it has.
    pub const CODE: u32 = 1 << 13;
    pub const FUNCTION: u32 = 1 << 14;
    pub const STR: u32 = 1 << 15;
    pub const EXCEPTION: u32 = 1 << 16;

    pub const ANYTHING: u32 = (1 << 17) - 1;
    pub const OBJECT: u32 = ANYTHING & !(NULL | BARE | PREVIOUS | LASTI);
    pub const ANY_TUPLE: u32 = TUPLE | NAMES | CELLS;
}

const NAMES_OF_SORTS: [&str; 17] = [
    "NULL",
    "a function without its closure",
    "the previous exception",
    "lasti",
    "an object",
    "None",
    "a list",
    "a set",
    "a dict",
    "a tuple",
    "a tuple of names",
    "a tuple of cells",
    "a cell",
    "a code object",
    "a function",
    "a str",
    "an exception",
];

/// The sorts a value may be of, and the number that belongs to it if all of them agree on one.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Kind {
    sorts: u32,
    count: u32,
}

/// A `count` that differs by path, or that the sort does not have.
const NO_COUNT: u32 = u32::MAX;

impl Kind {
    const fn of(sorts: u32) -> Kind {
        Kind { sorts, count: NO_COUNT }
    }

    const fn counted(sort: u32, count: usize) -> Kind {
        Kind { sorts: sort, count: count as u32 }
    }

    fn of_const(value: &Const) -> Kind {
        match value {
            Const::None => Kind::of(sort::NONE),
            Const::Str(_) => Kind::of(sort::STR),
            Const::Frozen(code) => Kind::counted(sort::CODE, code.sketch().free as usize),
            Const::Code(code) => {
                let free = code.localsplus.iter().filter(|l| l.kind.0 & KindFlags::FREE != 0).count();
                Kind::counted(sort::CODE, free)
            }
            Const::Tuple(items) if items.iter().all(|item| matches!(item, Const::Str(_))) => {
                Kind::counted(sort::NAMES, items.len())
            }
            Const::Tuple(_) => Kind::of(sort::TUPLE),
            _ => Kind::of(sort::OTHER),
        }
    }

    /// The union; `true` if `self` grew.
    fn join(&mut self, other: Kind) -> bool {
        let joined = Kind {
            sorts: self.sorts | other.sorts,
            count: if self.count == other.count { self.count } else { NO_COUNT },
        };
        std::mem::replace(self, joined) != joined
    }

    /// All sorts are among `allowed`.
    fn within(self, allowed: u32) -> bool {
        self.sorts & !allowed == 0
    }
}

const AN_OBJECT: Kind = Kind::of(sort::OTHER);
const EMPTY: Kind = Kind::of(sort::NULL);
/// What CALL finds above its callable: the receiver of a method, or nothing.
const RECEIVER: Kind = Kind::of(sort::OTHER | sort::NULL);

/// The state before an instruction.
#[derive(Clone, PartialEq, Eq, Default)]
struct State {
    stack: Vec<Kind>,
    locals: Vec<Kind>,
    /// Of a generator's code: RETURN_GENERATOR has not run on some path, has run on some path.
    outside: bool,
    inside: bool,
}

impl State {
    /// Becomes `other`, in the room it has.
    fn become_like(&mut self, other: &State) {
        self.stack.clone_from(&other.stack);
        self.locals.clone_from(&other.locals);
        (self.outside, self.inside) = (other.outside, other.inside);
    }

    /// Joins what `other` knows; both have the same depth. `true` if this one grew.
    fn join(&mut self, other: &State) -> bool {
        let mut grew = false;
        for (mine, theirs) in self.stack.iter_mut().zip(&other.stack) {
            grew |= mine.join(*theirs);
        }
        for (mine, theirs) in self.locals.iter_mut().zip(&other.locals) {
            grew |= mine.join(*theirs);
        }
        let before = (self.outside, self.inside);
        self.outside |= other.outside;
        self.inside |= other.inside;
        grew || before != (self.outside, self.inside)
    }
}

/// Checks the kinds of all operands and locals; the depths are known to agree.
pub(super) fn check(verifier: &Verifier<'_>) -> Checked {
    let mut walk = Walk {
        v: verifier,
        meeting: vec![false; verifier.instructions.len()],
        known: vec![None; verifier.instructions.len()],
        todo: Vec::new(),
        room: State {
            stack: Vec::with_capacity(verifier.code.stacksize.min(64) as usize),
            ..State::default()
        },
        entered: State::default(),
    };
    walk.find_meetings();
    walk.run()
}

struct Walk<'v, 'c> {
    v: &'v Verifier<'c>,
    /// Whether paths may meet at an instruction: it is the target of a jump or a handler.
    meeting: Vec<bool>,
    /// The state before each meeting that was reached.
    known: Vec<Option<Box<State>>>,
    todo: Vec<usize>,
    /// Room for the state of a walk, and for what a handler is told.
    room: State,
    entered: State,
}

impl Walk<'_, '_> {
    fn find_meetings(&mut self) {
        for i in &self.v.instructions {
            if let Some(to) = i.jump_target().and_then(|to| self.v.at(u32::try_from(to).ok()?)) {
                self.meeting[to] = true;
            }
        }
        for e in &self.v.entries {
            if let Some(to) = self.v.at(e.target) {
                self.meeting[to] = true;
            }
        }
    }

    fn run(&mut self) -> Checked {
        let code = self.v.code;
        let parameters = (code.argcount + code.kwonlyargcount) as usize
            + usize::from(code.flags.has(crate::code::CodeFlags::VARARGS))
            + usize::from(code.flags.has(crate::code::CodeFlags::VARKEYWORDS));
        let mut locals = vec![EMPTY; code.localsplus.len()];
        locals[..parameters].fill(AN_OBJECT);
        let start = State { stack: Vec::new(), locals, outside: true, inside: false };
        self.meeting[0] = true;
        self.reach(0, &start);
        while let Some(n) = self.todo.pop() {
            self.walk_from(n)?;
        }
        Ok(())
    }

    /// Joins a state into that of a meeting, which is walked again if it grew.
    fn reach(&mut self, n: usize, state: &State) {
        let grew = match &mut self.known[n] {
            Some(known) => known.join(state),
            empty => {
                *empty = Some(Box::new(state.clone()));
                true
            }
        };
        if grew && !self.todo.contains(&n) {
            self.todo.push(n);
        }
    }

    /// Walks straight code from a meeting to the next one or to its end.
    fn walk_from(&mut self, start: usize) -> Checked {
        let Some(known) = &self.known[start] else { return Ok(()) };
        let mut state = std::mem::take(&mut self.room);
        state.become_like(known);
        // The handler that was told last, and whether a local changed since.
        let (mut told, mut changed): (Option<ExceptionEntry>, bool) = (None, true);
        let mut n = start;
        loop {
            let i = self.v.instructions[n];
            if let Some(&e) = self.v.entry_at(i.offset).filter(|_| may_raise(i.op)) {
                self.enter_handler(&i, &e, &state, told != Some(e) || changed);
                (told, changed) = (Some(e), false);
            }
            changed |= self.step(&i, &mut state)?;
            let guard = self.v.code.guards.binary_search_by_key(&i.offset, |site| site.offset).is_ok();
            if i.op.has_jump()
                && i.op != Opcode::EndAsyncFor
                && let Some(to) = i.jump_target().and_then(|to| self.v.at(u32::try_from(to).ok()?))
            {
                self.reach(to, &state);
            }
            if i.op.is_scope_exit() || i.op.is_unconditional_jump() && !guard {
                break;
            }
            n += 1;
            if self.meeting[n] {
                self.reach(n, &state);
                break;
            }
        }
        self.room = state;
        Ok(())
    }

    /// Tells a handler what it finds if `i` raises.
    fn enter_handler(&mut self, i: &Instruction, e: &ExceptionEntry, state: &State, locals_too: bool) {
        let Some(handler) = self.v.at(e.target) else { return };
        let depth = e.depth as usize;
        let taken = match i.op {
            // These look deeper than they take.
            Opcode::WithExceptStart | Opcode::GetAnext | Opcode::ForIter | Opcode::ImportFrom => 0,
            Opcode::Reraise | Opcode::Send | Opcode::ListAppend | Opcode::ListExtend | Opcode::SetAdd => 1,
            Opcode::SetUpdate | Opcode::DictUpdate | Opcode::DictMerge => 1,
            Opcode::MapAdd => 2,
            _ => i.op.stack_io(i.arg).0,
        };
        let mut entered = std::mem::take(&mut self.entered);
        entered.stack.clear();
        entered.stack.extend_from_slice(&state.stack[..depth]);
        entered.locals.clear();
        if locals_too {
            entered.locals.extend_from_slice(&state.locals);
        }
        (entered.outside, entered.inside) = (state.outside, state.inside);
        for entry in entered.stack.iter_mut().skip(state.stack.len() - taken) {
            entry.join(EMPTY);
        }
        if e.lasti {
            entered.stack.push(Kind::of(sort::LASTI));
        }
        entered.stack.push(Kind::of(sort::EXCEPTION));
        self.reach(handler, &entered);
        self.entered = entered;
    }

    fn local(&self, i: &Instruction, state: &State, n: u32, allowed: u32) -> Checked<Kind> {
        let kind = state.locals[n as usize];
        if kind.within(allowed) {
            return Ok(kind);
        }
        let name = &self.v.code.localsplus[n as usize].name;
        let what = name_of(kind.sorts & !allowed);
        self.v.fail(i.offset, format!("{} finds {what} in local {name}", i.op))
    }

    /// One instruction: checks what it takes, leaves what it makes. `true` if it changed a local.
    fn step(&self, i: &Instruction, state: &mut State) -> Checked<bool> {
        use Opcode::*;
        use sort::*;
        let n = i.arg as usize;
        let (popped, pushed) = i.op.stack_io(i.arg);
        let base = state.stack.len() - popped;
        // Entry number `k` from the top must be of one of the sorts.
        let need = |state: &State, k: usize, allowed: u32| -> Checked<Kind> {
            let kind = state.stack[state.stack.len() - k];
            if kind.within(allowed) {
                return Ok(kind);
            }
            self.v.fail(i.offset, format!("{} finds {} at depth {k}", i.op, name_of(kind.sorts & !allowed)))
        };
        let objects = |state: &State, from: usize, to: usize| -> Checked {
            (from..=to).try_for_each(|k| need(state, k, sort::OBJECT).map(drop))
        };
        // What most instructions push.
        let mut made = [AN_OBJECT; 2];
        match i.op {
            LoadFast | LoadFastBorrow => made[0] = self.local(i, state, i.arg, sort::OBJECT)?,
            LoadFastLoadFast | LoadFastBorrowLoadFastBorrow => {
                made = [
                    self.local(i, state, i.arg >> 4, sort::OBJECT)?,
                    self.local(i, state, i.arg & 15, sort::OBJECT)?,
                ];
            }
            LoadFastCheck => {
                let kind = self.local(i, state, i.arg, sort::OBJECT | NULL)?;
                made[0] = Kind { sorts: kind.sorts & !NULL, ..kind };
                state.locals[n] = made[0];
                state.stack.push(made[0]);
                return Ok(true);
            }
            LoadFastAndClear => {
                state.stack.push(state.locals[n]);
                state.locals[n] = Kind::of(NULL);
                return Ok(true);
            }
            StoreFast | StoreFastMaybeNull => {
                state.locals[n] = need(state, 1, sort::OBJECT | NULL)?;
                state.stack.pop();
                return Ok(true);
            }
            StoreFastLoadFast => {
                state.locals[n >> 4] = need(state, 1, sort::OBJECT | NULL)?;
                let loaded = self.local(i, state, i.arg & 15, sort::OBJECT)?;
                state.stack[base] = loaded;
                return Ok(true);
            }
            StoreFastStoreFast => {
                state.locals[n >> 4] = need(state, 1, sort::OBJECT | NULL)?;
                state.locals[n & 15] = need(state, 2, sort::OBJECT | NULL)?;
                state.stack.truncate(base);
                return Ok(true);
            }
            DeleteFast => {
                self.local(i, state, i.arg, sort::OBJECT | NULL)?;
                state.locals[n] = Kind::of(NULL);
                return Ok(true);
            }
            MakeCell => {
                self.local(i, state, i.arg, sort::OBJECT & !CELL | NULL)?;
                state.locals[n] = Kind::of(CELL);
                return Ok(true);
            }
            CopyFreeVars => {
                for (local, kind) in self.v.code.localsplus.iter().zip(&mut state.locals) {
                    if local.kind.0 & KindFlags::FREE != 0 {
                        *kind = Kind::of(CELL);
                    }
                }
                return Ok(true);
            }
            LoadDeref | DeleteDeref => drop(self.local(i, state, i.arg, CELL)?),
            StoreDeref | LoadFromDictOrDeref => {
                self.local(i, state, i.arg, CELL)?;
                objects(state, 1, 1)?;
            }
            LoadConst => made[0] = Kind::of_const(&self.v.code.consts[n]),
            PushNull => made[0] = Kind::of(NULL),
            LoadGlobal => made[1] = Kind::of(NULL),
            LoadAttr => {
                objects(state, 1, 1)?;
                made[1] = RECEIVER;
            }
            LoadSuperAttr => {
                objects(state, 1, 3)?;
                made[1] = RECEIVER;
            }
            LoadSpecial => {
                objects(state, 1, 1)?;
                made[1] = RECEIVER;
            }
            PopTop | EndFor => {}
            Copy => {
                state.stack.push(state.stack[base]);
                return Ok(false);
            }
            Swap => {
                let top = state.stack.len() - 1;
                state.stack.swap(base, top);
                return Ok(false);
            }
            MatchMapping | MatchSequence | GetLen => {
                objects(state, 1, 1)?;
                state.stack.push(AN_OBJECT);
                return Ok(false);
            }
            MatchKeys => {
                need(state, 1, ANY_TUPLE)?;
                objects(state, 2, 2)?;
                state.stack.push(Kind::of(TUPLE | NONE));
                return Ok(false);
            }
            MatchClass => {
                need(state, 1, NAMES)?;
                objects(state, 2, 3)?;
                made[0] = Kind::of(TUPLE | NONE);
            }
            BuildList | BuildSet | BuildMap | BuildString | BuildSlice => {
                let allowed = if i.op == BuildString { STR } else { sort::OBJECT };
                (1..=popped).try_for_each(|k| need(state, k, allowed).map(drop))?;
                made[0] = Kind::of(match i.op {
                    BuildList => LIST,
                    BuildSet => SET,
                    BuildMap => DICT,
                    BuildString => STR,
                    _ => OTHER,
                });
            }
            BuildTuple => {
                objects(state, 1, n)?;
                let cells = n > 0 && state.stack[base..].iter().all(|kind| kind.sorts == CELL);
                made[0] = if cells { Kind::counted(CELLS, n) } else { Kind::of(TUPLE) };
            }
            ListAppend | ListExtend | SetAdd | SetUpdate | DictUpdate | DictMerge | MapAdd => {
                let taken = if i.op == MapAdd { 2 } else { 1 };
                objects(state, 1, taken)?;
                let target = match i.op {
                    // A guard has tested the local that it comes from.
                    ListAppend if self.v.tests_for_lists() => sort::OBJECT,
                    ListAppend | ListExtend => LIST,
                    SetUpdate => SET,
                    // `__conditional_annotations__` comes from a name.
                    SetAdd => sort::OBJECT,
                    _ => DICT,
                };
                need(state, n + taken, target)?;
                if i.op == DictMerge {
                    // Its error names the callable of the call that is being built.
                    need(state, n + 4, sort::OBJECT)?;
                }
                state.stack.truncate(state.stack.len() - taken);
                return Ok(false);
            }
            FormatSimple | ConvertValue => {
                objects(state, 1, 1)?;
                made[0] = Kind::of(STR);
            }
            FormatWithSpec => {
                need(state, 1, STR)?;
                objects(state, 2, 2)?;
                made[0] = Kind::of(STR);
            }
            BuildInterpolation => {
                objects(state, 1, popped)?;
                need(state, popped - 1, STR)?;
            }
            BuildTemplate => {
                need(state, 1, ANY_TUPLE)?;
                need(state, 2, ANY_TUPLE)?;
            }
            Call => {
                objects(state, 1, n)?;
                need(state, n + 1, sort::OBJECT | NULL)?;
                objects(state, n + 2, n + 2)?;
            }
            CallKw => {
                let names = need(state, 1, NAMES)?;
                if names.count > i.arg {
                    return self.v.fail(i.offset, "CALL_KW names more arguments than there are");
                }
                objects(state, 2, n + 1)?;
                need(state, n + 2, sort::OBJECT | NULL)?;
                objects(state, n + 3, n + 3)?;
            }
            CallFunctionEx => {
                need(state, 1, DICT | NULL)?;
                objects(state, 2, 2)?;
                need(state, 3, NULL)?;
                objects(state, 4, 4)?;
            }
            CallIntrinsic1 => match n {
                6 => {
                    need(state, 1, LIST)?;
                    made[0] = Kind::of(TUPLE);
                }
                3 => {
                    need(state, 1, EXCEPTION)?;
                    made[0] = Kind::of(EXCEPTION);
                }
                _ => objects(state, 1, 1)?,
            },
            CallIntrinsic2 => {
                objects(state, 1, 2)?;
                match n {
                    1 => {
                        need(state, 1, LIST)?;
                        made[0] = Kind::of(EXCEPTION | NONE);
                    }
                    4 => {
                        need(state, 2, FUNCTION)?;
                        made[0] = Kind::of(FUNCTION);
                    }
                    _ => {}
                }
            }
            MakeFunction => {
                let code = need(state, 1, CODE)?;
                made[0] = match code.count {
                    0 => Kind::of(FUNCTION),
                    NO_COUNT => return self.v.fail(i.offset, "MAKE_FUNCTION of several code objects"),
                    count => Kind { sorts: BARE, count },
                };
            }
            SetFunctionAttribute => {
                made[0] = need(state, 1, FUNCTION | BARE)?;
                if i.arg == 8 {
                    let cells = need(state, 2, CELLS)?;
                    if made[0].sorts != BARE || made[0].count != cells.count || cells.count == NO_COUNT {
                        return self.v.fail(i.offset, "a closure that does not fit the function");
                    }
                    made[0] = Kind::of(FUNCTION);
                } else {
                    objects(state, 2, 2)?;
                }
            }
            PushExcInfo => {
                let exception = need(state, 1, EXCEPTION)?;
                made = [Kind::of(PREVIOUS), exception];
            }
            PopExcept => drop(need(state, 1, PREVIOUS)?),
            CheckExcMatch => {
                need(state, 2, EXCEPTION)?;
                objects(state, 1, 1)?;
                state.stack[base + 1] = AN_OBJECT;
                return Ok(false);
            }
            CheckEgMatch => {
                need(state, 2, EXCEPTION | NONE)?;
                objects(state, 1, 1)?;
                made = [Kind::of(EXCEPTION | NONE); 2];
            }
            Reraise => {
                need(state, 1, EXCEPTION | NONE)?;
                if n > 0 {
                    need(state, n + 1, LASTI)?;
                }
            }
            WithExceptStart => {
                need(state, 1, EXCEPTION)?;
                need(state, 4, sort::OBJECT | NULL)?;
                objects(state, 5, 5)?;
                state.stack.push(AN_OBJECT);
                return Ok(false);
            }
            CleanupThrow => {
                need(state, 1, EXCEPTION)?;
                // What was sent last is gone when the generator was thrown into.
                need(state, 2, sort::OBJECT | NULL)?;
                objects(state, 3, 3)?;
                made = [Kind::of(NONE), AN_OBJECT];
            }
            EndAsyncFor => {
                need(state, 1, EXCEPTION)?;
                objects(state, 2, 2)?;
            }
            ForIter | Send | GetAnext | ImportFrom => {
                // They look at what stays below what they push.
                objects(state, 1, popped)?;
                let kept = state.stack[base];
                made = [kept, AN_OBJECT];
            }
            ReturnGenerator => {
                if state.inside || base != 0 {
                    return self.v.fail(i.offset, "RETURN_GENERATOR runs twice or on a stack in use");
                }
                (state.outside, state.inside) = (false, true);
            }
            YieldValue => {
                if state.outside {
                    return self.v.fail(i.offset, "YIELD_VALUE before RETURN_GENERATOR");
                }
                objects(state, 1, 1)?;
            }
            UnpackSequence | UnpackEx => {
                objects(state, 1, 1)?;
                state.stack.truncate(base);
                state.stack.resize(base + pushed, AN_OBJECT);
                if i.op == UnpackEx {
                    // The list stands below what follows the star.
                    state.stack[base + (n >> 8)] = Kind::of(LIST);
                }
                return Ok(false);
            }
            _ => objects(state, 1, popped)?,
        }
        state.stack.truncate(base);
        state.stack.extend(made.into_iter().take(pushed));
        Ok(false)
    }
}

/// Whether it may raise; what only moves operands does not.
fn may_raise(op: Opcode) -> bool {
    use Opcode::*;
    !(matches!(op, PopExcept | PushExcInfo | PopTop | PopIter | EndFor | EndSend | Swap | Copy | StoreFast)
        || op.is_unconditional_jump()
        || op.is_conditional_jump())
}

/// The first of some sorts, in words.
fn name_of(sorts: u32) -> &'static str {
    NAMES_OF_SORTS.get(sorts.trailing_zeros() as usize).copied().unwrap_or("nothing")
}

const _: () = assert!(UNKNOWN == u32::MAX && NAMES_OF_SORTS.len() == sort::ANYTHING.trailing_ones() as usize);
