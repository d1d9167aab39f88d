//! What a match keeps to come back to: the choices it made, the marks and the repeats.
//!
//! ```text
//! choices   [Other][Fewer][Round][Part … ][Fewer]      the last one is taken back first
//! words     copies of marks and of what a part found, in the order of the choices they belong to
//! rounds    the repeats that are under way; `previous` is the one around it
//! ```
//!
//! It is kept from match to match, so that a search allocates when it grows only. Marks are copied inside repeats
//! only, where a group can be set a second time; elsewhere it is enough to forget the marks set since.

use super::program::Pc;

/// No position, no repeat, no part.
pub(super) const NONE: usize = usize::MAX;
/// More room than that is given back when a search is over.
const KEPT: usize = 1 << 12;

/// Why a match ended without an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Halt {
    /// Somebody asked the engine to stop.
    Stopped,
    /// The choices would need more memory than there is.
    NoMemory,
}

/// What to do when a match comes back to a choice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Go on at `pc`.
    Other,
    /// A greedy character: one fewer, down to `low`.
    Fewer,
    /// A lazy character: one more, `low` times at most.
    More,
    /// The repeat that started ends: `low` is the one around it.
    RepeatLeft,
    /// A round that had to be: the count of repeat `low` is `extra`.
    Recount,
    /// A round of repeat `low`, whose last round started at `extra`: then what follows.
    Round,
    /// What follows repeat `low`, which is under way again.
    Tail,
    /// What follows the lazy repeat `low` after `extra` rounds: then another round.
    LazyTail,
    /// A round of the lazy repeat `low`, whose last round started at `extra`.
    LazyRound,
    /// A part that did not match; `low` is the part around it.
    Part,
}

/// A choice.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    pub(super) kind: Kind,
    /// Whether the marks up to `last_mark` lie in the words.
    pub(super) saved: bool,
    pub(super) pc: Pc,
    pub(super) at: usize,
    pub(super) low: usize,
    pub(super) extra: usize,
    pub(super) last_mark: i32,
    pub(super) last_index: i32,
}

/// A repeat under way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rounds {
    pub(super) count: i64,
    /// Where the last round started.
    pub(super) last: usize,
    /// The repeat around it.
    pub(super) previous: usize,
}

/// All of it.
#[derive(Default, Debug)]
pub(super) struct Stack {
    pub(super) choices: Vec<Choice>,
    pub(super) words: Vec<usize>,
    pub(super) rounds: Vec<Rounds>,
    /// Valid up to `last_mark`.
    pub(super) marks: Vec<usize>,
    pub(super) last_mark: i32,
    pub(super) last_index: i32,
    /// How many bytes it may have.
    pub(super) room: usize,
}

impl Stack {
    /// Forgets the last match; there will be that many marks.
    pub(super) fn reset(&mut self, marks: usize) {
        self.choices.clear();
        self.words.clear();
        self.rounds.clear();
        if self.marks.len() < marks {
            self.marks.resize(marks, NONE);
        }
        (self.last_mark, self.last_index) = (-1, -1);
    }

    /// Gives back what an unusual match needed.
    #[inline]
    pub(super) fn shrink(&mut self) {
        let most = self.choices.capacity().max(self.words.capacity()).max(self.rounds.capacity());
        if most > KEPT {
            self.give_back();
        }
    }

    #[cold]
    fn give_back(&mut self) {
        self.choices.clear();
        self.words.clear();
        self.rounds.clear();
        self.choices.shrink_to(KEPT);
        self.words.shrink_to(KEPT);
        self.rounds.shrink_to(KEPT);
    }

    /// Adds a choice.
    ///
    /// # Errors
    /// When there is no memory for it.
    #[inline(always)]
    pub(super) fn push(&mut self, choice: Choice) -> Result<(), Halt> {
        if self.choices.len() == self.choices.capacity() {
            self.grow()?;
        }
        self.choices.push(choice);
        Ok(())
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self) -> Result<(), Halt> {
        let more = self.choices.len().max(64);
        let bytes = (self.choices.len() + more) * size_of::<Choice>()
            + self.words.capacity() * size_of::<usize>()
            + self.rounds.capacity() * size_of::<Rounds>();
        if bytes > self.room || self.choices.try_reserve_exact(more).is_err() {
            return Err(Halt::NoMemory);
        }
        Ok(())
    }

    /// Adds a choice and a copy of the marks.
    ///
    /// # Errors
    /// When there is no memory for it.
    #[inline]
    pub(super) fn push_saving(&mut self, mut choice: Choice) -> Result<(), Halt> {
        choice.saved = true;
        self.save_marks(choice.last_mark)?;
        self.push(choice)
    }

    /// Copies the marks to the words.
    ///
    /// # Errors
    /// When there is no memory for it.
    #[inline]
    pub(super) fn save_marks(&mut self, last_mark: i32) -> Result<(), Halt> {
        let count = (last_mark + 1) as usize;
        if count > 0 {
            if self.words.capacity() - self.words.len() < count {
                let bytes = (2 * self.words.capacity() + count) * size_of::<usize>();
                if bytes > self.room || self.words.try_reserve(count).is_err() {
                    return Err(Halt::NoMemory);
                }
            }
            self.words.extend_from_slice(&self.marks[..count]);
        }
        Ok(())
    }

    /// Brings the marks back to what they were at a choice.
    #[inline]
    pub(super) fn restore(&mut self, choice: &Choice, keep: bool) {
        if choice.saved {
            let count = (choice.last_mark + 1) as usize;
            let from = self.words.len() - count;
            self.marks[..count].copy_from_slice(&self.words[from..]);
            if !keep {
                self.words.truncate(from);
            }
        }
        (self.last_mark, self.last_index) = (choice.last_mark, choice.last_index);
    }

    /// Drops the copy that belongs to a choice.
    #[inline]
    pub(super) fn discard(&mut self, choice: &Choice) {
        if choice.saved {
            self.words.truncate(self.words.len() - (choice.last_mark + 1) as usize);
        }
    }

    /// Takes out what a part found when it started: how many repeats there were, which one was under way, and a count.
    #[inline]
    pub(super) fn part_words(&mut self, choice: &Choice) -> (usize, usize, usize) {
        let from = choice.extra - 3;
        let found = (self.words[from], self.words[from + 1], self.words[from + 2]);
        self.words.truncate(from);
        found
    }

    /// Sets a mark.
    #[inline]
    pub(super) fn mark(&mut self, number: u32, at: usize) {
        let index = number as usize;
        if number & 1 != 0 {
            self.last_index = number as i32 / 2 + 1;
        }
        if number as i32 > self.last_mark {
            self.marks[(self.last_mark + 1) as usize..index].fill(NONE);
            self.last_mark = number as i32;
        }
        self.marks[index] = at;
    }

    /// Start and end of a group, counted from 0, that took part.
    #[inline]
    pub(super) fn group(&self, group: usize) -> Option<(usize, usize)> {
        let start = 2 * group;
        if start as i64 >= i64::from(self.last_mark) {
            return None;
        }
        let (from, to) = (self.marks[start], self.marks[start + 1]);
        (from != NONE && to != NONE && from <= to).then_some((from, to))
    }
}
