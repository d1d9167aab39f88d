//! Superinstructions: an instruction that does the next one as well.
//!
//! ```text
//! LOAD_SMALL_INT 2    LESS 16    POP_JUMP_IF_FALSE    NOT_TAKEN
//! └─ does all four ──────────────────────────────────────────┘     (small ints)
//!                     └─ does three ──────────────────────────┘     (all others)
//! ```
//!
//! The parts stay in place, for those who jump to them and for values that the short way does not know: then the first
//! does its own work only. An instruction that a guard site owns has another opcode, so none is spanned.

use super::opcode::{self as op, Quick};

/// Chooses superinstructions, and has conditional jumps step over the NOT_TAKEN behind them.
pub(super) fn fuse(quick: &mut [Quick]) {
    step_over(quick);
    fuse_pairs(quick);
}

/// Has conditional jumps step over the NOT_TAKEN behind them.
pub(super) fn step_over(quick: &mut [Quick]) {
    for i in 0..quick.len() {
        if is_conditional_jump(quick[i].op) {
            quick[i].cache = u16::from(quick.get(i + 1).is_some_and(|q| q.op == op::NOT_TAKEN));
        }
    }
}

/// Chooses superinstructions.
pub(super) fn fuse_pairs(quick: &mut [Quick]) {
    // Backwards, so that what follows is fused already.
    for i in (1..quick.len()).rev() {
        if let Some(by) = pair(quick[i - 1], quick[i]) {
            quick[i - 1].op = by;
        }
    }
}

pub(super) fn is_conditional_jump(opcode: u8) -> bool {
    matches!(
        opcode,
        op::POP_JUMP_IF_FALSE | op::POP_JUMP_IF_TRUE | op::POP_JUMP_IF_NONE | op::POP_JUMP_IF_NOT_NONE
    )
}

/// How many comparisons there are.
const COMPARISONS: u8 = 6;

const _: () = assert!(op::SMALL_LESS_JUMP_IF_TRUE == op::SMALL_LESS_JUMP_IF_FALSE + COMPARISONS);
const _: () = assert!(op::LESS_JUMP_IF_TRUE == op::LESS_JUMP_IF_FALSE + COMPARISONS);

/// What does both, if there is such an instruction.
pub(super) fn pair(first: Quick, second: Quick) -> Option<u8> {
    Some(match (first.op, second.op) {
        (op::LESS..=op::GREATER_EQUAL, op::POP_JUMP_IF_FALSE) if first.arg & 16 != 0 => {
            op::LESS_JUMP_IF_FALSE + (first.op - op::LESS)
        }
        (op::LESS..=op::GREATER_EQUAL, op::POP_JUMP_IF_TRUE) if first.arg & 16 != 0 => {
            op::LESS_JUMP_IF_TRUE + (first.op - op::LESS)
        }
        (op::LOAD_SMALL_INT, op::ADD | op::ADD_FLOAT) => op::SMALL_ADD,
        (op::LOAD_SMALL_INT, op::SUBTRACT | op::SUBTRACT_FLOAT) => op::SMALL_SUBTRACT,
        (op::LOAD_SMALL_INT, by)
            if (op::LESS_JUMP_IF_FALSE..op::LESS_JUMP_IF_FALSE + 2 * COMPARISONS).contains(&by) =>
        {
            op::SMALL_LESS_JUMP_IF_FALSE + (by - op::LESS_JUMP_IF_FALSE)
        }
        (op::LOAD_FAST | op::LOAD_FAST_BORROW, op::ADD | op::ADD_FLOAT) => op::FAST_ADD,
        (op::LOAD_FAST | op::LOAD_FAST_BORROW, op::SUBTRACT | op::SUBTRACT_FLOAT) => op::FAST_SUBTRACT,
        (op::LOAD_FAST | op::LOAD_FAST_BORROW, op::MULTIPLY | op::MULTIPLY_FLOAT) => op::FAST_MULTIPLY,
        (op::LOAD_FAST | op::LOAD_FAST_BORROW, op::LOAD_ATTR_SLOT) => op::FAST_ATTR_SLOT,
        (op::LOAD_FAST | op::LOAD_FAST_BORROW, op::LOAD_ATTR_METHOD) => op::FAST_ATTR_METHOD,
        (op::STORE_FAST_LOAD_FAST, op::LOAD_ATTR_SLOT) => op::STORE_FAST_ATTR_SLOT,
        (op::STORE_FAST_LOAD_FAST, op::LOAD_ATTR_METHOD) => op::STORE_FAST_ATTR_METHOD,
        (op::STORE_FAST, op::LOAD_FAST | op::LOAD_FAST_BORROW) => op::STORE_LOAD_FAST,
        (op::TO_BOOL, op::POP_JUMP_IF_FALSE | op::POP_JUMP_IF_TRUE) => op::TO_BOOL_JUMP,
        (op::LOAD_FAST_LOAD_FAST | op::LOAD_FAST_BORROW_LOAD_FAST_BORROW, by) => match by {
            op::ADD | op::ADD_FLOAT => op::FAST_FAST_ADD,
            op::SUBTRACT | op::SUBTRACT_FLOAT => op::FAST_FAST_SUBTRACT,
            op::MULTIPLY | op::MULTIPLY_FLOAT => op::FAST_FAST_MULTIPLY,
            op::SUBSCRIPT => op::FAST_FAST_SUBSCRIPT,
            op::LOAD_ATTR_SLOT => op::FAST_FAST_ATTR_SLOT,
            op::LOAD_ATTR_METHOD => op::FAST_FAST_ATTR_METHOD,
            _ => return None,
        },
        _ => return None,
    })
}

const _: () = assert!(op::FAST_FAST_MULTIPLY - op::FAST_ADD == op::FAST_FAST_MULTIPLY_INT - op::FAST_ADD_INT);

/// The form of a superinstruction for ints and floats that does ints only, if it has one.
pub(super) fn narrow(opcode: u8) -> u8 {
    match opcode {
        op::FAST_ADD..=op::FAST_FAST_MULTIPLY => opcode - op::FAST_ADD + op::FAST_ADD_INT,
        other => other,
    }
}

/// What [`narrow`] made narrow.
pub(super) fn widen(opcode: u8) -> Option<u8> {
    (op::FAST_ADD_INT..=op::FAST_FAST_MULTIPLY_INT)
        .contains(&opcode)
        .then(|| opcode - op::FAST_ADD_INT + op::FAST_ADD)
}

/// What a superinstruction does before it does the next one.
pub(super) fn first_part(opcode: u8) -> Option<u8> {
    /// Both directions of the jump.
    const FAMILY: u8 = 2 * COMPARISONS;
    const LESS: std::ops::Range<u8> = op::LESS_JUMP_IF_FALSE..op::LESS_JUMP_IF_FALSE + FAMILY;
    const SMALL_LESS: std::ops::Range<u8> =
        op::SMALL_LESS_JUMP_IF_FALSE..op::SMALL_LESS_JUMP_IF_FALSE + FAMILY;
    Some(match widen(opcode).unwrap_or(opcode) {
        by if LESS.contains(&by) => op::LESS + (by - LESS.start) % COMPARISONS,
        by if SMALL_LESS.contains(&by) => op::LOAD_SMALL_INT,
        op::SMALL_ADD | op::SMALL_SUBTRACT => op::LOAD_SMALL_INT,
        op::FAST_ADD | op::FAST_SUBTRACT | op::FAST_MULTIPLY => op::LOAD_FAST,
        op::FAST_ATTR_SLOT | op::FAST_ATTR_METHOD => op::LOAD_FAST,
        op::STORE_LOAD_FAST => op::STORE_FAST,
        op::STORE_FAST_ATTR_SLOT | op::STORE_FAST_ATTR_METHOD => op::STORE_FAST_LOAD_FAST,
        op::FAST_FAST_ATTR_SLOT | op::FAST_FAST_ATTR_METHOD => op::LOAD_FAST_LOAD_FAST,
        op::TO_BOOL_JUMP => op::TO_BOOL,
        op::FAST_FAST_ADD | op::FAST_FAST_SUBTRACT | op::FAST_FAST_MULTIPLY | op::FAST_FAST_SUBSCRIPT => {
            op::LOAD_FAST_LOAD_FAST
        }
        _ => return None,
    })
}
