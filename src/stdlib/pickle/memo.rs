//! The memos as Python sees them: `Pickler.memo` and `Unpickler.memo`.

use super::pickler::{self, KEPT, PICKLER};
use super::unpickler::{self, MEMO, UNPICKLER};
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::{Dict, Kind, List, Tuple};
use crate::stdlib::arguments::entries;
use crate::stdlib::class::state_methods;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;

pub(super) static PICKLER_MEMO: TypeSpec = TypeSpec {
    methods: PICKLER_METHODS,
    getset: &[],
    ..TypeSpec::new("_pickle", "PicklerMemoProxy", Kind::State)
};

pub(super) static UNPICKLER_MEMO: TypeSpec = TypeSpec {
    methods: UNPICKLER_METHODS,
    getset: &[],
    ..TypeSpec::new("_pickle", "UnpicklerMemoProxy", Kind::State)
};

state_methods! { PICKLER_METHODS: PICKLER_MEMO;
    "clear" "(self, /)" |vm, memo, _| {
        let pickler = vm.state_of(&PICKLER, memo.get(0), "clear")?;
        pickler::clear(vm, pickler)?;
        Ok(Value::NONE)
    };
    "copy" "(self, /)" |vm, memo, _| pickler_dict(vm, memo).map(Gc::value);
    "__reduce__" "(self, /)" |vm, memo, _| {
        let dict = pickler_dict(vm, memo)?;
        reduced(vm, dict)
    };
}

state_methods! { UNPICKLER_METHODS: UNPICKLER_MEMO;
    "clear" "(self, /)" |vm, memo, _| {
        let unpickler = vm.state_of(&UNPICKLER, memo.get(0), "clear")?;
        unpickler::check_idle(vm, unpickler)?;
        let empty = vm.new_list(&[])?.value();
        State::set(unpickler, &mut vm.heap, MEMO, empty);
        Ok(Value::NONE)
    };
    "copy" "(self, /)" |vm, memo, _| {
        let unpickler = vm.state_of(&UNPICKLER, memo.get(0), "copy")?;
        unpickler::memo_dict(vm, unpickler).map(Gc::value)
    };
    "__reduce__" "(self, /)" |vm, memo, _| {
        let unpickler = vm.state_of(&UNPICKLER, memo.get(0), "__reduce__")?;
        let dict = unpickler::memo_dict(vm, unpickler)?;
        reduced(vm, dict)
    };
}

/// `(dict, (contents,))`: what a memo is copied as.
fn reduced(vm: &mut Vm, contents: Gc<Dict>) -> PyResult {
    let args = vm.new_tuple(&[contents.value()])?;
    let class = vm.types.dict.value();
    vm.new_tuple(&[class, args])
}

/// The identities of the values that were written, with their numbers and themselves.
fn pickler_dict(vm: &mut Vm, memo: Gc<State>) -> PyResult<Gc<Dict>> {
    let pickler = vm.state_of(&PICKLER, memo.get(0), "copy")?;
    let kept = vm.expect::<List>(pickler.get(KEPT), "list")?;
    let numbers = pickler::with(vm, pickler, |settings| settings.memo.clone())?;
    let dict = vm.new_dict();
    let mut at = 0;
    while let Some(value) = kept.get(at) {
        at += 1;
        if let Some(&number) = numbers.get(&value.bits()) {
            let pair = vm.new_tuple(&[Value::small_int_unchecked(i64::from(number)), value])?;
            let id = vm.id_of(value);
            vm.dict_set(dict, id, pair)?;
        }
    }
    Ok(dict)
}

pub(super) fn of_pickler(vm: &mut Vm, pickler: Value) -> Value {
    vm.new_state(&PICKLER_MEMO, None, &[pickler])
}

pub(super) fn of_unpickler(vm: &mut Vm, unpickler: Value) -> Value {
    vm.new_state(&UNPICKLER_MEMO, None, &[unpickler])
}

/// `pickler.memo = …`: another's memo, or a dict as `copy` gives it.
pub(super) fn set_pickler(vm: &mut Vm, object: Value, new: Option<Value>) -> PyResult<()> {
    let pickler = vm.state_of(&PICKLER, object, "memo")?;
    let Some(new) = new else {
        return Err(vm.raise_type_error("attribute deletion is not supported"));
    };
    let contents = match State::of(new, &PICKLER_MEMO) {
        Some(memo) => pickler_dict(vm, memo)?,
        None => match new.downcast::<Dict>() {
            Some(dict) => dict,
            None => {
                let given = vm.type_name(new);
                let message =
                    format!("'memo' attribute must be a PicklerMemoProxy object or dict, not {given}");
                return Err(vm.raise_type_error(message));
            }
        },
    };
    let kept = vm.new_list(&[])?;
    let mut numbers = Vec::new();
    for (_, pair) in entries(contents) {
        let (number, value) = match pair.downcast::<Tuple>().as_ref().map(|t| t.items()) {
            Some(&[number, value]) => (number, value),
            _ => return Err(vm.raise_type_error("'memo' values must be 2-item tuples")),
        };
        numbers.push((value.bits(), vm.index(number)? as u32));
        let pushed = List::push(kept, &mut vm.heap, value);
        vm.check(pushed)?;
    }
    pickler::with(vm, pickler, |settings| settings.memo = numbers.into_iter().collect())?;
    State::set(pickler, &mut vm.heap, KEPT, kept.value());
    Ok(())
}

/// `unpickler.memo = …`: another's memo, or a dict as `copy` gives it.
pub(super) fn set_unpickler(vm: &mut Vm, object: Value, new: Option<Value>) -> PyResult<()> {
    let unpickler = vm.state_of(&UNPICKLER, object, "memo")?;
    unpickler::check_idle(vm, unpickler)?;
    let Some(new) = new else {
        return Err(vm.raise_type_error("attribute deletion is not supported"));
    };
    let contents = match State::of(new, &UNPICKLER_MEMO) {
        Some(memo) => {
            let other = vm.state_of(&UNPICKLER, memo.get(0), "memo")?;
            unpickler::memo_dict(vm, other)?
        }
        None => match new.downcast::<Dict>() {
            Some(dict) => dict,
            None => {
                let given = vm.type_name(new);
                let message =
                    format!("'memo' attribute must be an UnpicklerMemoProxy object or dict, not {given}");
                return Err(vm.raise_type_error(message));
            }
        },
    };
    let memo = vm.new_list(&[])?;
    for (number, value) in entries(contents) {
        if vm.as_int(&number).is_none() {
            return Err(vm.raise_type_error("memo key must be integers"));
        }
        let number = vm.index(number)?;
        let Ok(number) = usize::try_from(number) else {
            return Err(vm.raise_value_error("memo key must be positive integers."));
        };
        super::load::remember(vm, memo, number, value)?;
    }
    State::set(unpickler, &mut vm.heap, MEMO, memo.value());
    Ok(())
}
