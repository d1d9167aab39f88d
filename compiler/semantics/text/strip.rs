//! `strip`, `lstrip` and `rstrip`: of white space, or of a set of units.

use super::unit::Text;

/// Where to strip.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "sides of a text")]
pub enum Side {
    Left,
    Right,
    Both,
}

/// `text.strip(set)`, `lstrip`, `rstrip`; `None` strips white space.
pub fn strip<'a, T: Text + ?Sized>(text: &'a T, set: Option<&T>, side: Side) -> &'a T {
    let Some(set) = set else { return strip_where(text, side, T::is_space) };
    let raw = set.raw();
    if raw.is_ascii() || raw.len() == set.units() {
        // one byte a unit; beyond ASCII, no lead byte of a longer unit equals such a unit's value
        let mut members = [false; 256];
        raw.iter().for_each(|byte| members[usize::from(*byte)] = true);
        return strip_where(text, side, |unit| members.get(unit as usize).is_some_and(|member| *member));
    }
    let mut members = Vec::with_capacity(set.units());
    let mut offset = 0;
    while offset < raw.len() {
        let (unit, size) = set.unit_at(offset);
        members.push(unit);
        offset += size;
    }
    members.sort_unstable();
    strip_where(text, side, |unit| members.binary_search(&unit).is_ok())
}

fn strip_where<T: Text + ?Sized>(text: &T, side: Side, stripped: impl Fn(u32) -> bool) -> &T {
    let (mut start, mut end) = (0, text.raw().len());
    while side != Side::Right && start < end {
        let (unit, size) = text.unit_at(start);
        if !stripped(unit) {
            break;
        }
        start += size;
    }
    while side != Side::Left && start < end {
        let (unit, size) = text.unit_before(end);
        if !stripped(unit) {
            break;
        }
        end -= size;
    }
    text.part(start..end)
}
