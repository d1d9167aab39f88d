//! What `finditer` and `scanner` give: a search that goes on with each call.
//!
//! ```text
//! fields: [pattern][string][pos][endpos]     owned: the search
//! ```

use super::matching;
use super::pattern::{Compiled, PATTERN};
use super::search::Mode;
use super::subject::{Search, Subject};
use crate::heap::Gc;
use crate::objects::Kind;
use crate::objects::state::State;
use crate::stdlib::class::{state_getters, state_methods};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use std::cell::RefCell;
use std::rc::Rc;

pub(super) static SCANNER: TypeSpec =
    TypeSpec { methods: SCANNING, getset: GETTERS, ..TypeSpec::new("_sre", "SRE_Scanner", Kind::State) };

pub(super) static FINDER: TypeSpec = TypeSpec {
    iter_next: Some(|vm, it| {
        let state = vm.state_of(&FINDER, it, "__next__")?;
        advance(vm, state, Mode::Search)
    }),
    ..TypeSpec::new("builtins", "callable_iterator", Kind::State)
};

state_methods! { SCANNING: SCANNER;
    "match" "(self, /)" |vm, s, _| advance(vm, s, Mode::Match).map(|m| m.unwrap_or(Value::NONE));
    "search" "(self, /)" |vm, s, _| advance(vm, s, Mode::Search).map(|m| m.unwrap_or(Value::NONE));
}

state_getters! { GETTERS: SCANNER;
    "pattern" |_, s| Ok(s.get(0));
}

/// A scanner of that class.
pub(super) fn make(
    vm: &mut Vm,
    class: &'static TypeSpec,
    (pattern, string): (Value, Value),
    (pos, endpos): (usize, usize),
    search: Search,
) -> Value {
    let int = |i: usize| Value::small_int_unchecked(i as i64);
    let fields = [pattern, string, int(pos), int(endpos)];
    vm.new_state(class, Some(Rc::new(RefCell::new(search))), &fields)
}

fn advance(vm: &mut Vm, scanner: Gc<State>, mode: Mode) -> PyResult<Option<Value>> {
    let pattern = vm.state_of(&PATTERN, scanner.get(0), "search")?;
    let compiled = pattern.owned::<Compiled>();
    let subject = Subject::new(vm, scanner.get(1), compiled.bytes)?;
    let search = scanner.owned::<RefCell<Search>>();
    let mut search = search.borrow_mut();
    let Some(hit) = search.next(vm, subject, &compiled, mode)? else {
        // Ended for good.
        search.start = search.end + 1;
        return Ok(None);
    };
    let bound = |field: usize| scanner.get(field).as_small_int().unwrap_or(0) as usize;
    Ok(Some(matching::make(vm, scanner.get(0), scanner.get(1), (bound(2), bound(3)), &hit)))
}
