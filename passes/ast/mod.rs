//! The passes over the syntax tree, one file each, in the order in which a round runs them.

mod binary;
mod boolop;
mod branches;
mod builtins;
mod compare;
mod conditional;
mod containers;
mod debug;
mod negation;
mod no_effect;
mod range;
mod subscript;
mod tuple;
mod unary;
mod unreachable;
pub mod unroll;

use crate::pass::AstPass;

/// Every pass of this folder. Folding comes first, so that the passes behind it see constants; unrolling a
/// `range` comes before making a tuple of it.
pub const PASSES: &[&dyn AstPass] = &[
    &debug::Debug,
    &unary::FoldUnary,
    &binary::FoldBinary,
    &tuple::FoldTuple,
    &subscript::FoldSubscript,
    &negation::NegatedOperator,
    &negation::DoubleNegation,
    &containers::Membership,
    &containers::Iterated,
    &compare::FoldCompare,
    &boolop::ShortCircuit,
    &conditional::FoldConditional,
    &branches::ConstantBranch,
    &unreachable::Unreachable,
    &no_effect::NoEffect,
    &unroll::UnrollTuple,
    &builtins::CallPure,
    &range::UnrollRange,
    &range::RangeToTuple,
];
