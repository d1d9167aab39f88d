//! The passes over the syntax tree, one file each, in the order in which a round runs them.
//!
//! To add one: its file, its row in [`PASSES`], its row in the catalogue. [`AstPass::shown`] names the nodes that its hooks
//! look at; a pass that asks for all of them is right as well, and slower. What hooks may decide by says [`crate::pass`].

mod assertions;
mod binary;
mod bool_ternary;
mod boolop;
mod branches;
mod builtins;
mod collected;
mod compare;
mod compare_chain;
mod conditional;
mod constructors;
mod containers;
mod debug;
mod docstrings;
mod empty_branches;
mod empty_loops;
mod empty_try;
mod exact_append;
mod flatten_boolop;
mod fstrings;
mod getattr;
mod globals;
mod identities;
mod immediate_lambda;
mod inline;
mod iterated_calls;
mod local_length;
mod marks;
mod methods;
mod negation;
mod nested_ifs;
mod no_effect;
mod parallel;
mod patterns;
pub mod printf;
mod propagation;
mod range;
mod subscript;
mod tuple;
mod type_tests;
mod unary;
mod unpacking;
mod unreachable;
pub mod unroll;
mod unroll_comprehension;

use crate::pass::AstPass;

/// Every pass of this folder but the one that is part of the language (see `pipeline`). Folding comes first, so that the
/// passes behind it see constants; unrolling a `range` comes before making a tuple of it.
pub const PASSES: &[&dyn AstPass] = &[
    &debug::Debug,
    &unary::FoldUnary,
    &binary::FoldBinary,
    &unpacking::FlattenUnpacking,
    &tuple::FoldTuple,
    &subscript::FoldSubscript,
    &methods::CallMethod,
    &fstrings::MergeParts,
    &patterns::PatternConstants,
    &negation::NegatedOperator,
    &negation::DoubleNegation,
    &bool_ternary::BoolTernary,
    &containers::Membership,
    &containers::Iterated,
    &compare_chain::CutChain,
    &compare::FoldCompare,
    &flatten_boolop::Flatten,
    &boolop::ShortCircuit,
    &conditional::FoldConditional,
    &assertions::Assertions,
    &branches::ConstantBranch,
    &unreachable::Unreachable,
    &no_effect::NoEffect,
    &docstrings::Docstrings,
    &empty_branches::EmptyBranch,
    &empty_try::EmptyTry,
    &empty_loops::EmptyLoop,
    &nested_ifs::MergeIfs,
    &parallel::SplitAssignment,
    &unroll::UnrollTuple,
    &unroll_comprehension::UnrollComprehension,
    &immediate_lambda::CallLambda,
    &globals::ModuleConstant,
    &globals::GlobalConstant,
    &constructors::Constructors,
    &collected::Collected,
    &builtins::CallPure,
    &getattr::Getattr,
    &range::UnrollRange,
    &range::RangeToTuple,
    &iterated_calls::IteratedCall,
    &inline::Positional,
    &inline::Inline,
    &type_tests::TypeTest,
    &identities::Identity,
    &identities::Conversion,
    &exact_append::ExactAppend,
    &propagation::LocalConstant,
    &local_length::LocalLength,
];
