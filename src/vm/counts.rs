//! What a program spends its instructions on: how often each quick opcode ran, and behind which.
//!
//! Counted between two handlers, so only where the driver stands between them: in builds without the cfg `threaded`
//! (`PYOPT_THREADED=0 cargo build --release`). Other builds pay nothing and know nothing.

use super::opcode::name_and_span;

/// How often each quick instruction ran behind each other one.
#[derive(Clone)]
pub struct InstructionCounts {
    /// By the opcode before and the opcode itself.
    pairs: Box<[u64]>,
    #[cfg_attr(threaded, allow(dead_code, reason = "only other builds count"))]
    last: u8,
}

/// One row of a report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InstructionCount {
    /// The name in listings of the quick form.
    pub name: String,
    /// How many of CPython's instructions it does, itself included.
    pub span: u8,
    /// How often it ran.
    pub count: u64,
}

const OPCODES: usize = 256;

impl Default for InstructionCounts {
    fn default() -> Self {
        InstructionCounts { pairs: vec![0; OPCODES * OPCODES].into(), last: 0 }
    }
}

impl InstructionCounts {
    #[cfg(not(threaded))]
    #[inline]
    pub(super) fn note(&mut self, opcode: u8) {
        self.pairs[usize::from(self.last) * OPCODES + usize::from(opcode)] += 1;
        self.last = opcode;
    }

    /// The instructions that ran, the most frequent first.
    pub fn instructions(&self) -> Vec<InstructionCount> {
        let mut rows: Vec<_> = (0..=u8::MAX)
            .filter_map(|opcode| {
                let count = self.pairs.iter().skip(usize::from(opcode)).step_by(OPCODES).sum();
                let (name, span) = name_and_span(opcode);
                (count > 0).then_some(InstructionCount { name, span, count })
            })
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.count));
        rows
    }

    /// Which instruction ran behind which, the most frequent first.
    pub fn pairs(&self) -> Vec<(String, String, u64)> {
        let name = |opcode: usize| name_and_span(opcode as u8).0;
        let counts = self.pairs.iter().enumerate().filter(|&(_, &count)| count > 0);
        let mut rows: Vec<_> =
            counts.map(|(at, &count)| (name(at / OPCODES), name(at % OPCODES), count)).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.2));
        rows
    }
}

#[cfg(all(test, not(threaded)))]
mod tests {
    use super::InstructionCounts;
    use crate::vm::opcode::{ADD, POP_TOP};

    #[test]
    fn counts_instructions_and_what_ran_before() {
        let mut counts = InstructionCounts::default();
        for opcode in [ADD, POP_TOP, ADD, POP_TOP, ADD] {
            counts.note(opcode);
        }
        let rows = counts.instructions();
        assert_eq!(
            rows.iter().map(|row| (row.name.as_str(), row.count)).collect::<Vec<_>>(),
            [("ADD", 3), ("POP_TOP", 2)]
        );
        assert_eq!(counts.pairs()[0], ("ADD".into(), "POP_TOP".into(), 2));
    }
}
