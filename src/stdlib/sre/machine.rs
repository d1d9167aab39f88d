//! Runs a program over a subject: a backtracking match from one position on.
//!
//! ```text
//! an instruction goes on with the next, or fails ─► the last choice says where to go on ─► none is left: no match
//! ```
//!
//! There is no native recursion: the part of an assertion or an atomic group starts with a `Part` on the stack of
//! choices, and when it matches, the choices made inside are dropped down to that one. The order in which choices are
//! made, and which marks they bring back, is that of CPython's engine.
//!
//! INVARIANTS: when a choice is taken back, everything that was pushed after it has been taken back, so `rounds`,
//! `repeat` and `part` are what they were when it was made. Each choice taken back and each round costs one unit of
//! the budget, and the characters that a repeat takes cost a unit for some dozens, so that a match can be interrupted.

use super::program::{Bounds, ENDLESS, FirstId, Inst, NO_FIRST, Pc, Program};
use super::stack::{Choice, Halt, Kind, NONE, Rounds, Stack};
use super::steps::{
    back_by, fewer, is_at, left_of, less_one, more_of, passes, repeats, take_least, take_more,
};
use super::units::Units;
use std::sync::atomic::{AtomicU64, Ordering};

/// Units between two looks at the request to stop.
const SLICE: u32 = 1 << 14;
/// The repeat that is under way is a possessive one: no UNTIL ends it, but marks may be set again.
const POSSESSIVE: usize = NONE - 1;

/// What a match may spend.
pub(super) struct Budget<'a> {
    /// Beyond that the engine was asked to stop, if it is not `idle`.
    pub(super) stop_at: &'a AtomicU64,
    pub(super) idle: u64,
    pub(super) spent: u64,
    pub(super) left: u32,
}

impl<'a> Budget<'a> {
    pub(super) fn new(stop_at: &'a AtomicU64, idle: u64, spent: u64) -> Budget<'a> {
        Budget { stop_at, idle, spent, left: SLICE }
    }

    /// Spends.
    ///
    /// # Errors
    /// When the engine was asked to stop.
    #[inline(always)]
    pub(super) fn spend(&mut self, cost: u32) -> Result<(), Halt> {
        match self.left.checked_sub(cost) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => self.look(cost),
        }
    }

    #[cold]
    #[inline(never)]
    fn look(&mut self, cost: u32) -> Result<(), Halt> {
        self.spent += u64::from(SLICE - self.left) + u64::from(cost);
        self.left = SLICE;
        let stop_at = self.stop_at.load(Ordering::Relaxed);
        if self.spent > stop_at && stop_at != self.idle { Err(Halt::Stopped) } else { Ok(()) }
    }

    /// What was spent in all.
    pub(super) fn total(&self) -> u64 {
        self.spent + u64::from(SLICE - self.left)
    }
}

/// A program, the subject up to the end of the search, and what a match works with.
pub(super) struct Machine<'a, 'b> {
    pub(super) program: &'a Program,
    pub(super) text: &'a [u8],
    pub(super) stack: &'a mut Stack,
    pub(super) budget: &'a mut Budget<'b>,
    /// Only all of the text is a match.
    pub(super) whole: bool,
}

impl Machine<'_, '_> {
    /// Matches from `start` on, where an empty match may be excluded; where the match ends. The marks are left in
    /// the stack.
    ///
    /// # Errors
    /// When the budget or the memory ends.
    pub(super) fn run<U: Units>(&mut self, start: usize, not_empty: bool) -> Result<Option<usize>, Halt> {
        let Machine { program, text, whole, .. } = *self;
        let insts = program.insts.as_slice();
        self.stack.reset(program.marks);
        let mut at = start;
        let mut pc: Pc = 0;
        // The repeat and the part that are under way: indices of `rounds` and of `choices`.
        let mut repeat = NONE;
        let mut part = NONE;

        macro_rules! choice {
            ($kind:ident) => {
                Choice {
                    kind: Kind::$kind,
                    saved: false,
                    pc,
                    at,
                    low: 0,
                    extra: 0,
                    last_mark: self.stack.last_mark,
                    last_index: self.stack.last_index,
                }
            };
        }
        // Marks set inside a repeat may be set again.
        macro_rules! push {
            ($choice:expr) => {
                if repeat != NONE { self.stack.push_saving($choice)? } else { self.stack.push($choice)? }
            };
        }
        // Starts the part behind the instruction, from `$from` on.
        macro_rules! enter {
            ($choice:expr, $save:expr, $count:expr, $from:expr) => {{
                let mut choice: Choice = $choice;
                choice.saved = $save;
                if choice.saved {
                    self.stack.save_marks(choice.last_mark)?;
                }
                self.stack.words.extend([self.stack.rounds.len(), repeat, $count]);
                (choice.low, choice.extra) = (part, self.stack.words.len());
                part = self.stack.choices.len();
                self.stack.push(choice)?;
                at = $from;
                pc += 1;
            }};
        }
        // Goes on with a possessive repeat after `$count` rounds, the last of which started at `$last`.
        macro_rules! possessive {
            ($bounds:expr, $end:expr, $count:expr, $last:expr) => {{
                let (bounds, count, last): (Bounds, usize, usize) = ($bounds, $count, $last);
                self.budget.spend(1)?;
                if count < bounds.least as usize {
                    let mut choice = choice!(Part);
                    choice.at = NONE;
                    enter!(choice, false, count, at);
                    repeat = POSSESSIVE;
                } else if (bounds.most == ENDLESS || count < bounds.most as usize) && at != last {
                    enter!(choice!(Part), true, count, at);
                    repeat = POSSESSIVE;
                } else {
                    pc = $end;
                }
            }};
        }

        'run: loop {
            'step: {
                match insts[pc as usize] {
                    Inst::Byte(byte) => {
                        if text.get(at) != Some(&byte) {
                            break 'step;
                        }
                        at += 1;
                        pc += 1;
                    }
                    Inst::Text { at: from, length } => {
                        let literal = &program.literals[from as usize..][..length as usize];
                        // Short as they are, a call to compare them would take longer.
                        let Some(here) = text.get(at..at + literal.len()) else { break 'step };
                        if !here.iter().zip(literal).all(|(a, b)| a == b) {
                            break 'step;
                        }
                        at += literal.len();
                        pc += 1;
                    }
                    Inst::One(one) => {
                        let Some(next) = passes::<U>(program, text, one, at) else { break 'step };
                        at = next;
                        pc += 1;
                    }
                    Inst::Mark(number) => {
                        self.stack.mark(number, at);
                        pc += 1;
                    }
                    Inst::At(place) => {
                        if !is_at::<U>(text, place, at) {
                            break 'step;
                        }
                        pc += 1;
                    }
                    Inst::Jump(to) => pc = to,
                    Inst::Branch { other, first, rest } => {
                        let byte = text.get(at);
                        if !program.may_start(first, byte) {
                            pc = other;
                            continue 'run;
                        }
                        if program.may_start(rest, byte) {
                            push!(Choice { pc: other, ..choice!(Other) });
                        }
                        pc += 1;
                    }
                    Inst::Greedy { one, bounds, first } => {
                        let Some(low) = take_least::<U>(program, text, one, at, bounds.least) else {
                            break 'step;
                        };
                        let high = take_more::<U>(program, text, one, low, bounds);
                        self.budget.spend(((high - at) >> 6) as u32)?;
                        pc += 1;
                        let Some(end) = fewer::<U>(program, text, first, high, low) else { break 'step };
                        if end > low {
                            push!(Choice { at: end, low, extra: first as usize, ..choice!(Fewer) });
                        }
                        at = end;
                    }
                    Inst::Lazy { one, bounds, first } => {
                        let Some(low) = take_least::<U>(program, text, one, at, bounds.least) else {
                            break 'step;
                        };
                        let more = left_of(bounds);
                        let Some((end, more)) = more_of::<U>(program, text, (one, first), low, more) else {
                            break 'step;
                        };
                        self.budget.spend(((end - at) >> 6) as u32)?;
                        if more > 0 {
                            push!(Choice { at: end, low: more, ..choice!(More) });
                        }
                        at = end;
                        pc += 1;
                    }
                    Inst::Possessive { one, bounds } => {
                        let Some(low) = take_least::<U>(program, text, one, at, bounds.least) else {
                            break 'step;
                        };
                        let end = take_more::<U>(program, text, one, low, bounds);
                        self.budget.spend(((end - at) >> 6) as u32)?;
                        at = end;
                        pc += 1;
                    }
                    Inst::Repeat { until } => {
                        self.stack.push(Choice { low: repeat, ..choice!(RepeatLeft) })?;
                        repeat = {
                            let previous = repeat;
                            let repeat = self.stack.rounds.len();
                            self.stack.rounds.push(Rounds { count: -1, last: NONE, previous });
                            repeat
                        };
                        pc = until;
                    }
                    Inst::MaxUntil { body, bounds } => {
                        self.budget.spend(1)?;
                        let Some(&rounds) = self.stack.rounds.get(repeat) else { break 'step };
                        let count = rounds.count + 1;
                        if count < i64::from(bounds.least) {
                            let undo =
                                Choice { low: repeat, extra: rounds.count as usize, ..choice!(Recount) };
                            self.stack.push(undo)?;
                            self.stack.rounds[repeat].count = count;
                            pc = body;
                        } else if (bounds.most == ENDLESS || count < i64::from(bounds.most))
                            && at != rounds.last
                        {
                            let choice = Choice { low: repeat, extra: rounds.last, ..choice!(Round) };
                            self.stack.push_saving(choice)?;
                            self.stack.rounds[repeat] = Rounds { count, last: at, ..rounds };
                            pc = body;
                        } else {
                            self.stack.push(Choice { low: repeat, ..choice!(Tail) })?;
                            repeat = rounds.previous;
                            pc += 1;
                        }
                    }
                    Inst::MinUntil { body, bounds } => {
                        self.budget.spend(1)?;
                        let Some(&rounds) = self.stack.rounds.get(repeat) else { break 'step };
                        let count = rounds.count + 1;
                        if count < i64::from(bounds.least) {
                            let undo =
                                Choice { low: repeat, extra: rounds.count as usize, ..choice!(Recount) };
                            self.stack.push(undo)?;
                            self.stack.rounds[repeat].count = count;
                            pc = body;
                        } else {
                            let choice = Choice { low: repeat, extra: count as usize, ..choice!(LazyTail) };
                            repeat = rounds.previous;
                            push!(choice);
                            pc += 1;
                        }
                    }
                    Inst::Assert { back, .. } => {
                        let Some(from) = back_by::<U>(text, at, back) else { break 'step };
                        enter!(choice!(Part), false, 0, from);
                    }
                    Inst::AssertNot { back, end } => match back_by::<U>(text, at, back) {
                        Some(from) => enter!(choice!(Part), repeat != NONE, 0, from),
                        None => pc = end,
                    },
                    Inst::Atomic { .. } => enter!(choice!(Part), false, 0, at),
                    Inst::PossessiveRepeat { bounds, end } => possessive!(bounds, end, 0, NONE),
                    Inst::GroupRef { group, fold } => {
                        let Some((from, to)) = self.stack.group(group as usize) else { break 'step };
                        let Some(end) = repeats::<U>(text, (from, to), at, fold) else { break 'step };
                        self.budget.spend(((end - at) >> 6) as u32)?;
                        at = end;
                        pc += 1;
                    }
                    Inst::IfGroup { group, other } => {
                        pc = if self.stack.group(group as usize).is_some() { pc + 1 } else { other };
                    }
                    Inst::Success => {
                        if (whole && at != text.len()) || (not_empty && at == start) {
                            break 'step;
                        }
                        return Ok(Some(at));
                    }
                    Inst::PartSuccess => {
                        let Some(&choice) = self.stack.choices.get(part) else { break 'step };
                        self.stack.choices.truncate(part);
                        let (rounds, outer, count) = self.stack.part_words(&choice);
                        self.stack.rounds.truncate(rounds);
                        self.stack.discard(&choice);
                        (repeat, part, pc) = (outer, choice.low, choice.pc);
                        match insts[pc as usize] {
                            Inst::Assert { end, .. } => (at, pc) = (choice.at, end),
                            Inst::Atomic { end } => pc = end,
                            Inst::PossessiveRepeat { bounds, end } => {
                                possessive!(bounds, end, count + 1, choice.at);
                            }
                            _ => break 'step,
                        }
                    }
                    Inst::Fail => break 'step,
                }
                continue 'run;
            }

            // Failed: back to the last choice.
            loop {
                self.budget.spend(1)?;
                let Some(top) = self.stack.choices.last_mut() else { return Ok(None) };
                match top.kind {
                    Kind::Fewer => {
                        let first = top.extra as FirstId;
                        let end = match U::back(text, top.at) {
                            end if first == NO_FIRST => Some(end),
                            end => fewer::<U>(program, text, first, end, top.low),
                        };
                        if let Some(end) = end
                            && end > top.low
                        {
                            top.at = end;
                            let choice = *top;
                            self.stack.restore(&choice, true);
                            (at, pc) = (end, choice.pc);
                            continue 'run;
                        }
                        let choice = *top;
                        self.stack.choices.pop();
                        match end {
                            Some(end) => {
                                self.stack.restore(&choice, false);
                                (at, pc) = (end, choice.pc);
                                continue 'run;
                            }
                            None => self.stack.discard(&choice),
                        }
                    }
                    Kind::More => {
                        let choice = *top;
                        let next = match insts[choice.pc as usize] {
                            Inst::Lazy { one, first, .. } => passes::<U>(program, text, one, choice.at)
                                .and_then(|next| {
                                    let left = less_one(choice.low);
                                    more_of::<U>(program, text, (one, first), next, left)
                                }),
                            _ => None,
                        };
                        if let Some((end, more)) = next {
                            self.budget.spend(((end - choice.at) >> 6) as u32)?;
                            (top.at, top.low) = (end, more);
                            let keep = more > 0;
                            if !keep {
                                self.stack.choices.pop();
                            }
                            self.stack.restore(&choice, keep);
                            (at, pc) = (end, choice.pc + 1);
                            continue 'run;
                        }
                        self.stack.choices.pop();
                        self.stack.discard(&choice);
                    }
                    kind => {
                        let choice = *top;
                        self.stack.choices.pop();
                        match kind {
                            Kind::Fewer | Kind::More => {}
                            Kind::Other => {
                                self.stack.restore(&choice, false);
                                (at, pc) = (choice.at, choice.pc);
                                continue 'run;
                            }
                            Kind::RepeatLeft => {
                                self.stack.rounds.pop();
                                repeat = choice.low;
                            }
                            Kind::Recount => self.stack.rounds[choice.low].count = choice.extra as i64,
                            Kind::Round => {
                                self.stack.restore(&choice, false);
                                let rounds = &mut self.stack.rounds[choice.low];
                                rounds.last = choice.extra;
                                rounds.count -= 1;
                                (at, pc, repeat) = (choice.at, choice.pc + 1, rounds.previous);
                                self.stack.push(Choice { low: choice.low, ..choice!(Tail) })?;
                                continue 'run;
                            }
                            Kind::Tail => repeat = choice.low,
                            Kind::LazyTail => {
                                self.stack.restore(&choice, false);
                                repeat = choice.low;
                                let Inst::MinUntil { body, bounds } = insts[choice.pc as usize] else {
                                    continue;
                                };
                                let (rounds, count) = (self.stack.rounds[repeat], choice.extra as i64);
                                let may_go_on = bounds.most == ENDLESS || count < i64::from(bounds.most);
                                if may_go_on && choice.at != rounds.last {
                                    at = choice.at;
                                    let undo =
                                        Choice { low: repeat, extra: rounds.last, ..choice!(LazyRound) };
                                    self.stack.push(undo)?;
                                    self.stack.rounds[repeat] = Rounds { count, last: at, ..rounds };
                                    pc = body;
                                    continue 'run;
                                }
                            }
                            Kind::LazyRound => {
                                let rounds = &mut self.stack.rounds[choice.low];
                                rounds.last = choice.extra;
                                rounds.count -= 1;
                            }
                            Kind::Part => {
                                let (_, outer, count) = self.stack.part_words(&choice);
                                (repeat, part) = (outer, choice.low);
                                let end = match insts[choice.pc as usize] {
                                    Inst::AssertNot { end, .. } => Some(end),
                                    Inst::PossessiveRepeat { bounds, end } => {
                                        (count >= bounds.least as usize).then_some(end)
                                    }
                                    _ => None,
                                };
                                if let Some(end) = end {
                                    self.stack.restore(&choice, false);
                                    (at, pc) = (choice.at, end);
                                    continue 'run;
                                }
                                self.stack.discard(&choice);
                            }
                        }
                    }
                }
            }
        }
    }
}
