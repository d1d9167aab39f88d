//! `_sre`: compiled regular expressions. The library's `re` package parses and compiles patterns to code for
//! the engine of `rustpython-sre_engine`; this room wraps it in the classes that programs see.
//!
//! ```text
//! pattern   re.Pattern: match, search, findall, sub, split, …      matching   re.Match
//! subject   what is searched, and the engine's run over it         template   replacement texts
//! validate  checks code before the engine sees it
//! ```

mod matching;
mod pattern;
mod scanner;
mod subject;
mod template;
mod validate;
mod watched;

use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::objects::{Dict, List, Tuple};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use pattern::Compiled;
use rustpython_sre_engine::{CODESIZE, MAXGROUPS, MAXREPEAT, SRE_MAGIC};
use std::rc::Rc;

natives! { FUNCTIONS:
    "compile" "(pattern, flags, code, groups, groupindex, indexgroup)" compile;
    "template" "(pattern, template, /)" |vm, args| {
        vm.state_of(&pattern::PATTERN, args[0], "template")?;
        template::make(vm, args[1])
    };
    "getcodesize" "()" |vm, _| Ok(vm.new_int(CODESIZE as i64));
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
    u32::try_from(c).map_or(c, |c| i64::from(rustpython_sre_engine::string::lower_unicode(c)))
}

fn upper(c: i64) -> i64 {
    u32::try_from(c).map_or(c, |c| i64::from(rustpython_sre_engine::string::upper_unicode(c)))
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_sre",
    doc: "",
    functions: FUNCTIONS,
    init: |vm, module| {
        let constants = [
            ("MAGIC", SRE_MAGIC),
            ("CODESIZE", CODESIZE),
            ("MAXREPEAT", MAXREPEAT),
            // What the engine's marks can number, as in a build with words of 64 bits.
            ("MAXGROUPS", MAXGROUPS),
        ];
        for (name, value) in constants {
            let value = vm.new_int(value as i64);
            add(vm, module, name, value)?;
        }
        let copyright = vm.new_str(" SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB ")?;
        add(vm, module, "copyright", copyright)
    },
};

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
    if !validate::is_valid(&code, groups) {
        return Err(vm.raise_str(vm.types.runtime_error, "invalid SRE code"));
    }
    let bytes = match args[0] {
        v if v.is_none() => None,
        v => Some(v.downcast::<crate::objects::Str>().is_none()),
    };
    let compiled = Compiled { flags, groups, code, bytes };
    Ok(vm.new_state(&pattern::PATTERN, Some(Rc::new(compiled)), &[args[0], args[4], args[5]]))
}
