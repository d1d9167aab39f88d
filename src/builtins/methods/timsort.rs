//! The sort of CPython, comparison by comparison: which items are compared, and in which order, is what a `__lt__` sees
//! and what decides where items stay that have no order, as NaN.
//!
//! ```text
//! runs       as they lie: rising ones stay, falling ones are turned round; short ones grow by binary insertion
//! stack      each run has a power: how deep its boundary lies in the tree that halves the list (powersort);
//!            a run of a lower power merges those of higher ones first
//! merge      one by one, until one side wins `min_gallop` times in a row; then in leaps (galloping)
//! ```
//!
//! INVARIANT: `items` holds a permutation of what it held, also behind an error.
//!
//! Reading: CPython's `Objects/listsort.txt`.

/// So often must one side win in a row before leaps pay.
const MIN_GALLOP: usize = 7;
/// Runs are made at least half as long as this.
const MAX_MINRUN: usize = 64;

/// A run on the stack.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    length: usize,
    /// Of the boundary to the next run.
    power: u32,
}

/// Sorts `items` by `less`.
///
/// # Errors
/// What `less` gives; the items are in some order then.
pub(super) fn timsort<E>(items: &mut [u32], less: impl FnMut(u32, u32) -> Result<bool, E>) -> Result<(), E> {
    let minrun = minrun(items.len());
    let mut sort = Sort { items, less, runs: Vec::new(), min_gallop: MIN_GALLOP };
    let mut start = 0;
    while start < sort.items.len() {
        start += sort.push_run(start, minrun)?;
    }
    sort.merge_all()
}

/// The shortest run: such that the list is divided into a power of two of them, or a little less.
fn minrun(mut length: usize) -> usize {
    let mut rest = 0;
    while length >= MAX_MINRUN {
        rest |= length & 1;
        length >>= 1;
    }
    length + rest
}

/// The power of the boundary between a run at `start` of `first` items and the next of `second`, in a list of `length`:
/// the first binary digit in which the middles of both, as parts of the list, differ.
fn power(start: usize, first: usize, second: usize, length: usize) -> u32 {
    let mut a = 2 * start + first;
    let mut b = a + first + second;
    let mut digits = 0;
    loop {
        digits += 1;
        if a >= length {
            a -= length;
            b -= length;
        } else if b >= length {
            return digits;
        }
        a <<= 1;
        b <<= 1;
    }
}

struct Sort<'s, L> {
    items: &'s mut [u32],
    less: L,
    runs: Vec<Run>,
    min_gallop: usize,
}

impl<E, L: FnMut(u32, u32) -> Result<bool, E>> Sort<'_, L> {
    /// Whether the item at `a` is less than that at `b`.
    fn less_at(&mut self, a: usize, b: usize) -> Result<bool, E> {
        (self.less)(self.items[a], self.items[b])
    }

    /// Finds the run at `start`, makes it long enough and puts it on the stack; its length.
    fn push_run(&mut self, start: usize, minrun: usize) -> Result<usize, E> {
        let left = self.items.len() - start;
        let mut length = self.count_run(start)?;
        if length < minrun {
            let forced = left.min(minrun);
            self.insert(start, forced, length)?;
            length = forced;
        }
        if let Some(&Run { start: before, length: first, .. }) = self.runs.last() {
            let power = power(before, first, length, self.items.len());
            while let [.., below, _] = self.runs[..]
                && below.power > power
            {
                self.merge_at(self.runs.len() - 2)?;
            }
            if let Some(last) = self.runs.last_mut() {
                last.power = power;
            }
        }
        self.runs.push(Run { start, length, power: 0 });
        Ok(length)
    }

    /// The length of the run at `start`, which rises when this is done.
    fn count_run(&mut self, start: usize) -> Result<usize, E> {
        let end = self.items.len();
        let mut at = start + 1;
        while at < end && !self.less_at(at, at - 1)? {
            at += 1;
        }
        if at >= end {
            return Ok(at - start);
        }
        // The item at `at` is less than the one before. If those before are all equal, a falling run begins with them.
        let mut equal = 0;
        if at > start + 1 {
            if self.less_at(start, at - 1)? {
                return Ok(at - start);
            }
            equal = at - start - 1;
        }
        // Equal items are turned round twice: they stay in order.
        let turn_equal = |items: &mut [u32], at: usize, equal: &mut usize| {
            items[at - 1 - *equal..at].reverse();
            *equal = 0;
        };
        turn_equal(self.items, at, &mut equal);
        at += 1;
        while at < end {
            if self.less_at(at, at - 1)? {
                turn_equal(self.items, at, &mut equal);
            } else if self.less_at(at - 1, at)? {
                break;
            } else {
                equal += 1;
            }
            at += 1;
        }
        turn_equal(self.items, at, &mut equal);
        self.items[start..at].reverse();
        // Turned round, it may go on rising.
        while at < end && !self.less_at(at, at - 1)? {
            at += 1;
        }
        Ok(at - start)
    }

    /// Binary insertion: makes a run of the `length` items at `start`, whose first `sorted` are one.
    fn insert(&mut self, start: usize, length: usize, sorted: usize) -> Result<(), E> {
        for at in start + sorted..start + length {
            let pivot = self.items[at];
            let (mut low, mut high) = (start, at);
            while low < high {
                let middle = usize::midpoint(low, high);
                if (self.less)(pivot, self.items[middle])? { high = middle } else { low = middle + 1 }
            }
            self.items[low..=at].rotate_right(1);
        }
        Ok(())
    }

    /// Merges what is left on the stack.
    fn merge_all(&mut self) -> Result<(), E> {
        while self.runs.len() > 1 {
            let at = self.runs.len() - 2;
            let shorter_below = at > 0 && self.runs[at - 1].length < self.runs[at + 1].length;
            self.merge_at(if shorter_below { at - 1 } else { at })?;
        }
        Ok(())
    }

    /// Merges two neighbours on the stack.
    fn merge_at(&mut self, at: usize) -> Result<(), E> {
        let (first, second) = (self.runs[at], self.runs.remove(at + 1));
        self.runs[at].length += second.length;
        // What is in place already stays out of it.
        let key = self.items[second.start];
        let skipped = self.gallop_right(key, Place::Items(first.start), first.length, 0)?;
        let (start, left) = (first.start + skipped, first.length - skipped);
        if left == 0 {
            return Ok(());
        }
        let key = self.items[start + left - 1];
        let right = self.gallop_left(key, Place::Items(second.start), second.length, second.length - 1)?;
        match right {
            0 => Ok(()),
            _ if left <= right => self.merge_low(start, left, right),
            _ => self.merge_high(start, left, right),
        }
    }

    /// Where `key` belongs among `n` sorted items, in front of those that equal it; looks at number `hint` first.
    fn gallop_left(&mut self, key: u32, place: Place<'_>, n: usize, hint: usize) -> Result<usize, E> {
        let (mut last, mut offset) = (0, 1);
        let (low, high);
        if (self.less)(place.get(self.items, hint), key)? {
            let most = n - hint;
            while offset < most && (self.less)(place.get(self.items, hint + offset), key)? {
                (last, offset) = (offset, 2 * offset + 1);
            }
            (low, high) = (hint + last + 1, hint + offset.min(most));
        } else {
            let most = hint + 1;
            while offset < most && !(self.less)(place.get(self.items, hint - offset), key)? {
                (last, offset) = (offset, 2 * offset + 1);
            }
            (low, high) = (hint + 1 - offset.min(most), hint - last);
        }
        let (mut low, mut high) = (low, high);
        while low < high {
            let middle = usize::midpoint(low, high);
            if (self.less)(place.get(self.items, middle), key)? { low = middle + 1 } else { high = middle }
        }
        Ok(high)
    }

    /// As [`Sort::gallop_left`], behind those that equal it.
    fn gallop_right(&mut self, key: u32, place: Place<'_>, n: usize, hint: usize) -> Result<usize, E> {
        let (mut last, mut offset) = (0, 1);
        let (low, high);
        if (self.less)(key, place.get(self.items, hint))? {
            let most = hint + 1;
            while offset < most && (self.less)(key, place.get(self.items, hint - offset))? {
                (last, offset) = (offset, 2 * offset + 1);
            }
            (low, high) = (hint + 1 - offset.min(most), hint - last);
        } else {
            let most = n - hint;
            while offset < most && !(self.less)(key, place.get(self.items, hint + offset))? {
                (last, offset) = (offset, 2 * offset + 1);
            }
            (low, high) = (hint + last + 1, hint + offset.min(most));
        }
        let (mut low, mut high) = (low, high);
        while low < high {
            let middle = usize::midpoint(low, high);
            if (self.less)(key, place.get(self.items, middle))? { high = middle } else { low = middle + 1 }
        }
        Ok(high)
    }

    /// Merges from the left: the left run, which is not the longer one, moves out.
    fn merge_low(&mut self, start: usize, left: usize, right: usize) -> Result<(), E> {
        let spare = self.items[start..start + left].to_vec();
        let mut m = Merge { to: start, a: 0, na: left, b: start + left, nb: right };
        let merged = self.merge_low_from(&spare, &mut m);
        // What is left of the spare items, whatever happened, belongs where there is room for it: behind the others
        // when only one is left, which is the greatest.
        if m.na == 1 && merged.is_ok() && m.nb > 0 {
            self.items.copy_within(m.b..m.b + m.nb, m.to);
            m.to += m.nb;
        }
        self.items[m.to..m.to + m.na].copy_from_slice(&spare[m.a..m.a + m.na]);
        merged
    }

    /// Ends when one side is used up, or one item of the left one is left.
    fn merge_low_from(&mut self, spare: &[u32], m: &mut Merge) -> Result<(), E> {
        let take_b = |items: &mut [u32], m: &mut Merge, n: usize| {
            items.copy_within(m.b..m.b + n, m.to);
            (m.to, m.b, m.nb) = (m.to + n, m.b + n, m.nb - n);
            m.nb == 0
        };
        let take_a = |items: &mut [u32], m: &mut Merge, n: usize| {
            items[m.to..m.to + n].copy_from_slice(&spare[m.a..m.a + n]);
            (m.to, m.a, m.na) = (m.to + n, m.a + n, m.na - n);
            m.na <= 1
        };
        if take_b(self.items, m, 1) || m.na == 1 {
            return Ok(());
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut a_wins, mut b_wins) = (0, 0);
            while a_wins < min_gallop && b_wins < min_gallop {
                if (self.less)(self.items[m.b], spare[m.a])? {
                    (a_wins, b_wins) = (0, b_wins + 1);
                    if take_b(self.items, m, 1) {
                        return Ok(());
                    }
                } else {
                    (a_wins, b_wins) = (a_wins + 1, 0);
                    if take_a(self.items, m, 1) {
                        return Ok(());
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                let key = self.items[m.b];
                let from_a = self.gallop_right(key, Place::Spare(&spare[m.a..]), m.na, 0)?;
                if from_a > 0 && take_a(self.items, m, from_a) || take_b(self.items, m, 1) {
                    return Ok(());
                }
                let from_b = self.gallop_left(spare[m.a], Place::Items(m.b), m.nb, 0)?;
                if from_b > 0 && take_b(self.items, m, from_b) || take_a(self.items, m, 1) {
                    return Ok(());
                }
                if from_a < MIN_GALLOP && from_b < MIN_GALLOP {
                    break;
                }
            }
            // Leaving costs.
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }

    /// Merges from the right: the right run, which is the shorter one, moves out.
    fn merge_high(&mut self, start: usize, left: usize, right: usize) -> Result<(), E> {
        let spare = self.items[start + left..start + left + right].to_vec();
        let mut m = Merge { to: start + left + right, a: start, na: left, b: 0, nb: right };
        let merged = self.merge_high_from(&spare, &mut m);
        if m.nb == 1 && merged.is_ok() && m.na > 0 {
            // The one that is left is the least.
            self.items.copy_within(m.a..m.a + m.na, m.to - m.na);
            m.to -= m.na;
        }
        self.items[m.to - m.nb..m.to].copy_from_slice(&spare[..m.nb]);
        merged
    }

    /// Ends when one side is used up, or one item of the right one is left. `to` is the end of the room.
    fn merge_high_from(&mut self, spare: &[u32], m: &mut Merge) -> Result<(), E> {
        let take_a = |items: &mut [u32], m: &mut Merge, n: usize| {
            items.copy_within(m.a + m.na - n..m.a + m.na, m.to - n);
            (m.to, m.na) = (m.to - n, m.na - n);
            m.na == 0
        };
        let take_b = |items: &mut [u32], m: &mut Merge, n: usize| {
            items[m.to - n..m.to].copy_from_slice(&spare[m.nb - n..m.nb]);
            (m.to, m.nb) = (m.to - n, m.nb - n);
            m.nb <= 1
        };
        if take_a(self.items, m, 1) || m.nb == 1 {
            return Ok(());
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut a_wins, mut b_wins) = (0, 0);
            while a_wins < min_gallop && b_wins < min_gallop {
                if (self.less)(spare[m.nb - 1], self.items[m.a + m.na - 1])? {
                    (a_wins, b_wins) = (a_wins + 1, 0);
                    if take_a(self.items, m, 1) {
                        return Ok(());
                    }
                } else {
                    (a_wins, b_wins) = (0, b_wins + 1);
                    if take_b(self.items, m, 1) {
                        return Ok(());
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                let key = spare[m.nb - 1];
                let from_a = m.na - self.gallop_right(key, Place::Items(m.a), m.na, m.na - 1)?;
                if from_a > 0 && take_a(self.items, m, from_a) || take_b(self.items, m, 1) {
                    return Ok(());
                }
                let key = self.items[m.a + m.na - 1];
                let from_b = m.nb - self.gallop_left(key, Place::Spare(spare), m.nb, m.nb - 1)?;
                if from_b > 0 && take_b(self.items, m, from_b) || take_a(self.items, m, 1) {
                    return Ok(());
                }
                if from_a < MIN_GALLOP && from_b < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }
}

/// Where a leap goes.
#[derive(Clone, Copy)]
enum Place<'s> {
    /// Into the items, from there on.
    Items(usize),
    /// Into those that moved out.
    Spare(&'s [u32]),
}

impl Place<'_> {
    /// Item `at` of those.
    fn get(self, items: &[u32], at: usize) -> u32 {
        match self {
            Place::Items(start) => items[start + at],
            Place::Spare(spare) => spare[at],
        }
    }
}

/// How far a merge is: what is left of both runs (`a` the left one, `b` the right one), and where the next goes.
struct Merge {
    to: usize,
    a: usize,
    na: usize,
    b: usize,
    nb: usize,
}
