//! `itertools`: each tool is an iterator that the engine steps itself.
//!
//! A tool whose sources and functions may be Python code answers CALL_PENDING, and a task goes on with it (see
//! `vm::pending`).
//!
//! To add one: a row of [`How`], a row of `CLASSES`, its `__new__`, and its arm in `step`.

mod choose;
mod endless;
mod group;
mod join;
mod select;
pub mod tool;

use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::types::type_flags;
use crate::objects::{Kind, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use crate::vm::pending::Task;
use tool::{How, Tool};

/// The classes, in the order of [`How`]: name, tool, more of the declaration, what it is.
macro_rules! tools {
    ($($name:literal $how:ident $new:expr, { $($more:tt)* } $doc:literal;)*) => {
        /// The declarations of the tools' classes.
        static CLASSES: &[TypeSpec] = {
            static ROWS: [TypeSpec; [$($name),*].len()] = [$(TypeSpec {
                doc: $doc,
                flags: type_flags::BASE,
                static_methods: $new,
                iter_next: Some(next),
                $($more)*
                ..TypeSpec::new("itertools", $name, Kind::Tool)
            }),*];
            &ROWS
        };
        const ORDER: &[How] = &[$(How::$how),*];
    };
}

tools! {
    "count" Count endless::COUNT, { methods: endless::SHOWN, } "Numbers from start, by step.";
    "cycle" Cycle endless::CYCLE, {} "The items of the iterable, again and again.";
    "repeat" Repeat endless::REPEAT, { methods: endless::SIZED, } "The object, so many times or endlessly.";
    "accumulate" Accumulate join::ACCUMULATE, {} "Series of accumulated sums, or results of another function.";
    "chain" Chain join::CHAIN, { class_methods: join::FROM_ITERABLE, }
        "The items of the first iterable, then of the next, and so on.";
    "compress" Compress select::COMPRESS, {} "The items whose selectors are true.";
    "dropwhile" DropWhile select::DROPWHILE, {} "The items from the first one that fails the predicate.";
    "takewhile" TakeWhile select::TAKEWHILE, {} "The items before the first one that fails the predicate.";
    "filterfalse" FilterFalse select::FILTERFALSE, {} "The items that fail the predicate.";
    "starmap" StarMap select::STARMAP, {} "The function's results for argument tuples.";
    "islice" ISlice select::ISLICE, {} "The items that a slice would have.";
    "pairwise" Pairwise join::PAIRWISE, {} "Overlapping pairs.";
    "batched" Batched join::BATCHED, {} "Tuples of n items each; the last one may be shorter.";
    "zip_longest" ZipLongest join::ZIP_LONGEST, {} "Tuples of items, as long as any iterable has one.";
    "product" Product choose::PRODUCT, {} "Cartesian product of the iterables.";
    "permutations" Permutations choose::PERMUTATIONS, {} "Tuples of r items in every order.";
    "combinations" Combinations choose::COMBINATIONS, {} "Tuples of r items, in the order of the iterable.";
    "combinations_with_replacement" CombinationsWithReplacement choose::COMBINATIONS_WITH_REPLACEMENT, {}
        "Tuples of r items in the order of the iterable, where an item may come more than once.";
    "groupby" GroupBy group::GROUPBY, {} "Keys, each with the run of items that have it.";
    "_grouper" Group group::GROUP, {} "The items of a group.";
    "_tee" Tee group::NEW_TEE, { methods: group::TEE, } "An iterator over items that its copies see as well.";
}

const _: () = {
    let mut row = 0;
    while row < ORDER.len() {
        assert!(ORDER[row] as usize == row);
        row += 1;
    }
};

/// The class of a tool.
fn class_of(vm: &mut Vm, how: How) -> Gc<Type> {
    vm.native_type(&CLASSES[how as usize])
}

/// The step of all of them, as classes declare it.
fn next(vm: &mut Vm, iterator: Value) -> PyResult<Option<Value>> {
    match iterator.downcast() {
        Some(it) => step(vm, it),
        None => Ok(None),
    }
}

natives! { FUNCTIONS:
    "tee" "(iterable, n=2, /)" group::tee;
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "itertools",
    doc: "Functional tools for creating and using iterators.",
    functions: FUNCTIONS,
    init: |vm, module| {
        for spec in CLASSES {
            let class = vm.native_type(spec).value();
            add(vm, module, spec.name, class)?;
        }
        Ok(())
    },
};

/// An item as steps answer it: `None` for STOP.
fn item_or_end(item: Value) -> Option<Value> {
    if item == Value::STOP { None } else { Some(item) }
}

/// The tool whose step waited.
fn tool_of(vm: &mut Vm, task: Gc<Task>) -> PyResult<Gc<Tool>> {
    vm.expect(task.get(0), "iterator")
}

/// The next item of a tool; `None` at the end. It may answer CALL_PENDING.
///
/// # Errors
/// What the Python code raises that it calls.
fn step(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    if it.source.get().is_null() && it.how != How::Cycle {
        return Ok(None);
    }
    match it.how {
        How::Count => endless::step_count(vm, it),
        How::Cycle => endless::step_cycle(vm, it),
        How::Repeat => Ok(endless::step_repeat(it)),
        How::Accumulate => join::step_accumulate(vm, it),
        How::Chain => join::chain_on(vm, it, None).map(item_or_end),
        How::Pairwise => join::pairwise_on(vm, it, None).map(item_or_end),
        How::Batched => join::step_batched(vm, it).map(item_or_end),
        How::ZipLongest => join::step_zip_longest(vm, it).map(item_or_end),
        How::Compress => select::compress_on(vm, it, None).map(item_or_end),
        How::DropWhile | How::TakeWhile | How::FilterFalse => {
            select::select_on(vm, it, None).map(item_or_end)
        }
        How::StarMap => select::step_starmap(vm, it),
        How::ISlice => select::islice_on(vm, it, None).map(item_or_end),
        How::Product => choose::step_product(vm, it),
        How::Permutations => choose::step_permutations(vm, it),
        How::Combinations | How::CombinationsWithReplacement => choose::step_combinations(vm, it),
        How::GroupBy => group::step_groupby(vm, it).map(item_or_end),
        How::Group => group::step_group(vm, it),
        How::Tee => group::step_tee(vm, it),
    }
}
