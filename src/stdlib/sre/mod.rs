//! `_sre`: compiled regular expressions. The library's `re` package parses patterns and compiles them to words
//! (`codes`); this room checks those, makes a program of them and runs it.
//!
//! ```text
//! words ─► validate ─► compile ─► program ─► search ─► machine       the program is made at the first use
//!                      first (what may start a match), chars (classes, cases, sets), units (bytes or UTF-8),
//!                      stack (choices), steps (one character)
//!
//! pattern   re.Pattern: match, search, findall, sub, split, …      matching   re.Match
//! subject   what is searched                                       template   replacement texts
//! scanner   searches that go on with each call
//! ```

mod chars;
mod codes;
mod compile;
mod first;
mod machine;
mod matching;
mod pattern;
mod program;
mod scanner;
mod search;
mod stack;
mod steps;
mod subject;
mod template;
mod units;
mod validate;

use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::objects::{Dict, List, Tuple};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use pattern::Compiled;
use pyopt_compiler::semantics::text::unicode::Mapping;
use std::rc::Rc;

natives! { FUNCTIONS:
    "compile" "(pattern, flags, code, groups, groupindex, indexgroup)" compile;
    "template" "(pattern, template, /)" |vm, args| {
        vm.state_of(&pattern::PATTERN, args[0], "template")?;
        template::make(vm, args[1])
    };
    "getcodesize" "()" |vm, _| Ok(vm.new_int(codes::CODE_SIZE as i64));
    "ascii_iscased" "(character, /)" |vm, args| {
        let c = vm.index(args[0])?;
        Ok(Value::from_bool(u8::try_from(c).is_ok_and(|c| c.is_ascii_alphabetic())))
    };
    "ascii_tolower" "(character, /)" |vm, args| {
        let c = vm.index(args[0])?;
        Ok(vm.new_int(u8::try_from(c).map_or(c, |c| i64::from(c.to_ascii_lowercase()))))
    };
    "unicode_iscased" "(character, /)" |vm, args| {
        let c = vm.index(args[0])?;
        let (lower, upper) = (lower(c), upper(c));
        Ok(Value::from_bool(lower != c || upper != c))
    };
    "unicode_tolower" "(character, /)" |vm, args| {
        let c = vm.index(args[0])?;
        Ok(vm.new_int(lower(c)))
    };
}

/// The lower case of a code point, where that is one code point.
fn lower(c: i64) -> i64 {
    u32::try_from(c).map_or(c, |c| i64::from(chars::mapped(c, Mapping::Lower)))
}

fn upper(c: i64) -> i64 {
    u32::try_from(c).map_or(c, |c| i64::from(chars::mapped(c, Mapping::Upper)))
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_sre",
    doc: "",
    functions: FUNCTIONS,
    init: |vm, module| {
        let constants = [
            ("MAGIC", codes::MAGIC),
            ("CODESIZE", codes::CODE_SIZE as u32),
            ("MAXREPEAT", codes::MAX_REPEAT),
            ("MAXGROUPS", codes::MAX_GROUPS),
        ];
        for (name, value) in constants {
            let value = vm.new_int(i64::from(value));
            add(vm, module, name, value)?;
        }
        let copyright = vm.new_str(" SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB ")?;
        add(vm, module, "copyright", copyright)
    },
};

/// How many groups a match object has room for.
const MOST_GROUPS: usize = 32_000;

fn compile(vm: &mut Vm, args: &[Value]) -> PyResult {
    let flags = vm.index(args[1])?;
    let list = vm.expect::<List>(args[2], "list")?;
    let mut code = Vec::with_capacity(list.len());
    for at in 0..list.len() {
        let Some(item) = list.get(at) else { break };
        match u32::try_from(vm.index(item)?) {
            Ok(word) => code.push(word),
            Err(_) => {
                let class = vm.types.overflow_error;
                return Err(vm.raise_str(class, "regular expression code size limit exceeded"));
            }
        }
    }
    let groups = vm.index(args[3])?;
    vm.expect::<Dict>(args[4], "dict")?;
    vm.expect::<Tuple>(args[5], "tuple")?;
    let groups = usize::try_from(groups).unwrap_or(usize::MAX);
    if groups > MOST_GROUPS {
        let message = format!("patterns with more than {MOST_GROUPS} groups are not supported");
        return Err(vm.raise_str(vm.types.runtime_error, &message));
    }
    if !validate::is_valid(&code, groups) {
        return Err(vm.raise_str(vm.types.runtime_error, "invalid SRE code"));
    }
    let bytes = match args[0] {
        v if v.is_none() => None,
        v => Some(v.downcast::<crate::objects::Str>().is_none()),
    };
    let compiled =
        Compiled { flags, groups, code, bytes, programs: Default::default(), stack: Default::default() };
    Ok(vm.new_state(&pattern::PATTERN, Some(Rc::new(compiled)), &[args[0], args[4], args[5]]))
}
