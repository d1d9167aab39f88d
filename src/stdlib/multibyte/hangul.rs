//! Syllables that KS X 1001 has no code for: a filler and their three letters, two bytes each.

/// The letters of a syllable, as KS X 1001 numbers them.
const INITIALS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const FINALS: &str = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

/// The first byte of all four, and the second one of the filler.
const ROW: u8 = 0xA4;
const FILLER: u8 = 0xD4;

/// The second byte of a letter: the row has them in the order of their code points.
fn byte_of(letter: char) -> u8 {
    (u32::from(letter) - 0x3131) as u8 + 0xA1
}

fn place(letters: &str, byte: u8) -> Option<u32> {
    letters.chars().position(|letter| byte_of(letter) == byte).map(|at| at as u32)
}

/// The eight bytes of a syllable.
pub(super) fn made_up(c: u32) -> Option<[u8; 8]> {
    let number = c.checked_sub(0xAC00).filter(|&n| n < 11172)? as usize;
    let initial = INITIALS.chars().nth(number / 588).map(byte_of)?;
    let last = match number % 28 {
        0 => FILLER,
        at => FINALS.chars().nth(at - 1).map(byte_of)?,
    };
    Some([ROW, FILLER, ROW, initial, ROW, 0xBF + (number / 28 % 21) as u8, ROW, last])
}

/// The syllable of eight bytes that start with the filler.
pub(super) fn from_made_up(bytes: &[u8]) -> Option<u32> {
    let &[_, _, ROW, initial, ROW, vowel, ROW, last] = bytes else { return None };
    let initial = place(INITIALS, initial)?;
    let vowel = vowel.checked_sub(0xBF).filter(|&at| at < 21)?;
    let last = if last == FILLER { 0 } else { place(FINALS, last)? + 1 };
    Some(0xAC00 + initial * 588 + u32::from(vowel) * 28 + last)
}
