//! Makes a [`Program`] of the words of a pattern, which were validated.
//!
//! ```text
//! words ─► instructions, literals joined, sets made ─► first sets (`first`) ─► how to search
//! ```

use super::chars::{Fold, Question, Set};
use super::codes::{At, INFO_LITERAL, INFO_PREFIX, Op};
use super::first;
use super::program::{Bounds, Finder, First, Inst, NO_FIRST, One, Pc, Program};
use memchr::memmem;
use rustpython_wtf8::{CodePoint, Wtf8Buf};
use std::collections::HashMap;

/// A program for text or for bytes.
pub(super) fn compile(code: &[u32], text: bool) -> Program {
    let mut compiler = Compiler {
        code,
        text,
        insts: Vec::with_capacity(code.len() / 2),
        literals: Vec::new(),
        sets: Vec::new(),
        known: HashMap::new(),
        marks: 0,
    };
    compiler.sequence(0, code.len(), Inst::Success);
    let mut program = Program {
        insts: compiler.insts,
        literals: compiler.literals,
        sets: compiler.sets,
        firsts: Vec::new(),
        marks: compiler.marks,
        shortest: 0,
        finder: Finder::Everywhere,
        only_literal: None,
        text,
    };
    first::fill(&mut program);
    plan_search(&mut program, code);
    program
}

struct Compiler<'a> {
    code: &'a [u32],
    text: bool,
    insts: Vec<Inst>,
    literals: Vec<u8>,
    sets: Vec<Set>,
    known: HashMap<Question, u32>,
    marks: usize,
}

impl Compiler<'_> {
    fn here(&self) -> Pc {
        self.insts.len() as Pc
    }

    fn emit(&mut self, inst: Inst) -> usize {
        self.insts.push(inst);
        self.insts.len() - 1
    }

    /// The instructions of `code[at..end]`; what SUCCESS is there.
    fn sequence(&mut self, mut at: usize, end: usize, success: Inst) {
        while at < end {
            at = self.instruction(at, end, success);
        }
    }

    fn region(&self, at: usize) -> usize {
        at + self.code[at] as usize
    }

    /// The instructions of the word at `at`; where the next one stands.
    fn instruction(&mut self, at: usize, end: usize, success: Inst) -> usize {
        let Some(op) = Op::of(self.code[at]) else { return end };
        match op {
            Op::Failure => {
                self.emit(Inst::Fail);
                at + 1
            }
            Op::Success => {
                self.emit(success);
                at + 1
            }
            Op::Literal => self.literal_run(at, end),
            Op::Info => self.region(at + 1),
            Op::Mark => {
                let mark = self.code[at + 1];
                self.marks = self.marks.max(mark as usize + 1);
                self.emit(Inst::Mark(mark));
                at + 2
            }
            Op::At => {
                self.emit(At::of(self.code[at + 1]).map_or(Inst::Fail, Inst::At));
                at + 2
            }
            Op::Branch => self.branch(at, success),
            Op::RepeatOne | Op::MinRepeatOne | Op::PossessiveRepeatOne => {
                let bounds = self.bounds(at);
                let one = self.one(at + 4).0;
                let first = NO_FIRST;
                self.emit(match op {
                    Op::RepeatOne => Inst::Greedy { one, bounds, first },
                    Op::MinRepeatOne => Inst::Lazy { one, bounds, first },
                    _ => Inst::Possessive { one, bounds },
                });
                self.region(at + 1)
            }
            Op::Repeat => {
                let (bounds, end) = (self.bounds(at), self.region(at + 1));
                let start = self.emit(Inst::Fail);
                let body = self.here();
                self.sequence(at + 4, end, success);
                let until = self.here();
                self.insts[start] = Inst::Repeat { until };
                self.emit(if self.code[end] == Op::MaxUntil as u32 {
                    Inst::MaxUntil { body, bounds }
                } else {
                    Inst::MinUntil { body, bounds }
                });
                end + 1
            }
            Op::PossessiveRepeat => {
                let (bounds, last) = (self.bounds(at), self.region(at + 1));
                self.part(at + 4, last + 1, |end| Inst::PossessiveRepeat { bounds, end });
                last + 1
            }
            Op::AtomicGroup => {
                let last = self.region(at + 1);
                self.part(at + 2, last, |end| Inst::Atomic { end });
                last
            }
            Op::Assert | Op::AssertNot => {
                let (last, back) = (self.region(at + 1), self.code[at + 2]);
                self.part(at + 3, last, |end| match op {
                    Op::Assert => Inst::Assert { back, end },
                    _ => Inst::AssertNot { back, end },
                });
                last
            }
            Op::GroupRef => self.group_ref(at, Fold::None),
            Op::GroupRefIgnore => self.group_ref(at, Fold::Ascii),
            Op::GroupRefUniIgnore => self.group_ref(at, Fold::Unicode),
            Op::GroupRefLocIgnore => self.group_ref(at, Fold::Locale),
            Op::GroupRefExists => self.conditional(at, success),
            _ => {
                let (one, next) = self.one(at);
                match one {
                    One::Byte(byte) => self.emit(Inst::Byte(byte)),
                    one => self.emit(Inst::One(one)),
                };
                next
            }
        }
    }

    fn bounds(&self, at: usize) -> Bounds {
        Bounds { least: self.code[at + 2], most: self.code[at + 3] }
    }

    /// An instruction whose part is a match of its own.
    fn part(&mut self, from: usize, to: usize, inst: impl FnOnce(Pc) -> Inst) {
        let start = self.emit(Inst::Fail);
        self.sequence(from, to, Inst::PartSuccess);
        self.insts[start] = inst(self.here());
    }

    fn group_ref(&mut self, at: usize, fold: Fold) -> usize {
        self.emit(Inst::GroupRef { group: self.code[at + 1], fold });
        at + 2
    }

    /// `BRANCH (skip sequence JUMP offset)… 0`: the last alternative needs no choice.
    fn branch(&mut self, at: usize, success: Inst) -> usize {
        let (mut next, mut jumps) = (at + 1, Vec::new());
        while self.code[next] != 0 {
            let end = self.region(next);
            let is_last = self.code[end] == 0;
            let choice = (!is_last).then(|| self.emit(Inst::Fail));
            self.sequence(next + 1, end - 2, success);
            if let Some(choice) = choice {
                jumps.push(self.emit(Inst::Fail));
                let other = self.here();
                self.insts[choice] = Inst::Branch { other, first: NO_FIRST, rest: NO_FIRST };
            }
            next = end;
        }
        if next == at + 1 {
            // No alternative at all.
            self.emit(Inst::Fail);
        }
        let here = self.here();
        jumps.into_iter().for_each(|jump| self.insts[jump] = Inst::Jump(here));
        next + 1
    }

    /// `GROUPREF_EXISTS group skip sequence [JUMP skip sequence]`
    fn conditional(&mut self, at: usize, success: Inst) -> usize {
        let group = self.code[at + 1];
        let end = at + 1 + self.code[at + 2] as usize;
        let test = self.emit(Inst::Fail);
        let (mut next, mut last) = (at + 3, end);
        while next < end {
            if next + 2 == end && self.code[next] == Op::Jump as u32 {
                last = self.region(next + 1);
                break;
            }
            next = self.instruction(next, end, success);
        }
        if last == end {
            self.insts[test] = Inst::IfGroup { group, other: self.here() };
            return end;
        }
        let jump = self.emit(Inst::Fail);
        self.insts[test] = Inst::IfGroup { group, other: self.here() };
        self.sequence(end, last, success);
        self.insts[jump] = Inst::Jump(self.here());
        last
    }

    /// A run of LITERAL.
    fn literal_run(&mut self, mut at: usize, end: usize) -> usize {
        let start = self.literals.len();
        let mut possible = true;
        while at < end && self.code[at] == Op::Literal as u32 {
            possible &= self.push_literal(self.code[at + 1]);
            at += 2;
        }
        match self.literals[start..] {
            _ if !possible => {
                self.literals.truncate(start);
                self.emit(Inst::Fail);
            }
            [byte] => {
                self.literals.truncate(start);
                self.emit(Inst::Byte(byte));
            }
            ref bytes => {
                let length = bytes.len() as u32;
                self.emit(Inst::Text { at: start as u32, length });
            }
        }
        at
    }

    /// Appends a character's bytes; false if no subject of this kind has it.
    fn push_literal(&mut self, c: u32) -> bool {
        push_encoded(&mut self.literals, c, self.text)
    }

    /// The instruction at `at` as a question about one character, and where the next one stands.
    fn one(&mut self, at: usize) -> (One, usize) {
        let word = |i: usize| self.code.get(at + i).copied().unwrap_or(0);
        let set = |fold| {
            let end = self.region(at + 1);
            (Question::Set(self.code[at + 2..end].into(), fold), end)
        };
        let (question, next) = match Op::of(self.code[at]) {
            Some(Op::Any) => return (One::Any, at + 1),
            Some(Op::AnyAll) => return (One::All, at + 1),
            Some(Op::Literal) => return (self.literal(word(1)), at + 2),
            Some(Op::NotLiteral) => {
                let one = match self.literal(word(1)) {
                    One::Byte(byte) => One::NotByte(byte),
                    One::Char(c) => One::NotChar(c),
                    _ => One::All,
                };
                return (one, at + 2);
            }
            Some(Op::LiteralIgnore) => (Question::Literal(word(1), Fold::Ascii), at + 2),
            Some(Op::LiteralUniIgnore) => (Question::Literal(word(1), Fold::Unicode), at + 2),
            Some(Op::LiteralLocIgnore) => (Question::Literal(word(1), Fold::Locale), at + 2),
            Some(Op::NotLiteralIgnore) => (Question::NotLiteral(word(1), Fold::Ascii), at + 2),
            Some(Op::NotLiteralUniIgnore) => (Question::NotLiteral(word(1), Fold::Unicode), at + 2),
            Some(Op::NotLiteralLocIgnore) => (Question::NotLiteral(word(1), Fold::Locale), at + 2),
            Some(Op::Category) => (Question::Category(word(1)), at + 2),
            Some(Op::In) => set(Fold::None),
            Some(Op::InIgnore) => set(Fold::Ascii),
            Some(Op::InUniIgnore) => set(Fold::Unicode),
            Some(Op::InLocIgnore) => set(Fold::Locale),
            _ => return (One::Never, at + 1),
        };
        (One::Set(self.set(question)), next)
    }

    fn literal(&self, c: u32) -> One {
        match u8::try_from(c) {
            Ok(byte) if byte < 0x80 || !self.text => One::Byte(byte),
            _ if self.text && c <= 0x10_ffff => One::Char(c),
            _ => One::Never,
        }
    }

    fn set(&mut self, question: Question) -> u32 {
        if let Some(&number) = self.known.get(&question) {
            return number;
        }
        let number = self.sets.len() as u32;
        self.known.insert(question.clone(), number);
        self.sets.push(Set::new(question));
        number
    }
}

/// Appends the bytes of a character; false if no subject of that kind has it.
fn push_encoded(out: &mut Vec<u8>, c: u32, text: bool) -> bool {
    if !text {
        return u8::try_from(c).map(|byte| out.push(byte)).is_ok();
    }
    let Some(point) = CodePoint::from_u32(c) else { return false };
    let mut buffer = Wtf8Buf::new();
    buffer.push(point);
    out.extend_from_slice(buffer.as_bytes());
    true
}

/// What the INFO block and the first set say of where a match may start.
fn plan_search(program: &mut Program, code: &[u32]) {
    let start = program.insts.first().copied();
    if let Some(Inst::At(At::Beginning | At::BeginningString)) = start {
        program.finder = Finder::Start;
    }
    if code.first() == Some(&(Op::Info as u32)) {
        program.shortest = code[3] as usize;
        if code[2] & INFO_PREFIX != 0 {
            let length = code[5] as usize;
            let mut prefix = Vec::new();
            if code[7..7 + length].iter().all(|&c| push_encoded(&mut prefix, c, program.text)) {
                if code[2] & INFO_LITERAL != 0 {
                    program.only_literal = Some(prefix.len());
                }
                program.finder = match prefix[..] {
                    [byte] => Finder::Bytes([byte; 3]),
                    _ => Finder::Literal(Box::new(memmem::Finder::new(&prefix).into_owned())),
                };
                return;
            }
        }
    }
    if let (Finder::Everywhere, Some(first)) = (&program.finder, first::of_program(program)) {
        program.finder = few_bytes(&first).map_or(Finder::First(first), Finder::Bytes);
    }
}

/// One to three bytes, the last one repeated.
fn few_bytes(first: &First) -> Option<[u8; 3]> {
    let mut bytes = (0..=u8::MAX).filter(|&byte| first.has(byte));
    let one = bytes.next()?;
    let two = bytes.next().unwrap_or(one);
    let three = bytes.next().unwrap_or(two);
    bytes.next().is_none().then_some([one, two, three])
}
