//! Functions written in Rust: one declaration gives name, signature, purity and code.
//!
//! ```text
//! native!("sorted", "(iterable, /, *, key=None, reverse=False)", sorted)
//! ```
//!
//! The signature is Python's own notation; the binder reads it, so arity errors, keywords and defaults need no
//! code in the function. A native gets one value for each parameter: a tuple for `*args`, a dict for `**kwargs`,
//! NULL for a parameter with a default that was not given.

use super::Vm;
use crate::value::{PyResult, Value};
use std::sync::OnceLock;

/// The code of a native. The arguments stand in the VM stack, so they stay alive during the call.
pub type NativeFn = fn(&mut Vm, &[Value]) -> PyResult;

/// A declaration; all of them are static data.
pub struct NativeDef {
    /// The name.
    pub name: &'static str,
    /// The parameters, as Python writes them.
    pub signature: &'static str,
    /// The code.
    pub code: NativeFn,
    parsed: OnceLock<Signature>,
}

/// A parsed signature.
#[derive(Debug)]
pub struct Signature {
    /// Names of the parameters, without `*args` and `**kwargs`.
    pub names: Vec<&'static str>,
    /// How many of them are positional-only, positional, and required positional.
    pub posonly: usize,
    /// Positional ones, positional-only ones included.
    pub positional: usize,
    /// Positional ones without default.
    pub required: usize,
    /// There is `*args`.
    pub varargs: bool,
    /// There is `**kwargs`.
    pub varkw: bool,
}

impl NativeDef {
    /// A declaration.
    pub const fn new(name: &'static str, signature: &'static str, code: NativeFn) -> NativeDef {
        NativeDef { name, signature, code, parsed: OnceLock::new() }
    }

    /// The parameters.
    pub fn parsed(&self) -> &Signature {
        self.parsed.get_or_init(|| Signature::parse(self.signature))
    }

    /// Whether `count` positional arguments and no keywords can be passed as they are.
    #[inline]
    pub fn takes_exactly(&self, count: usize) -> bool {
        let s = self.parsed();
        !s.varargs && !s.varkw && s.names.len() == s.positional && count == s.positional
    }
}

impl Signature {
    /// Reads `(a, b=…, /, c, *, d, **kw)`.
    fn parse(text: &'static str) -> Signature {
        let mut s =
            Signature { names: vec![], posonly: 0, positional: 0, required: 0, varargs: false, varkw: false };
        let mut keyword_only = false;
        for item in text.trim_matches(['(', ')']).split(',').map(str::trim).filter(|i| !i.is_empty()) {
            match item {
                "/" => s.posonly = s.names.len(),
                "*" => keyword_only = true,
                _ if item.starts_with("**") => s.varkw = true,
                _ if item.starts_with('*') => (s.varargs, keyword_only) = (true, true),
                _ => {
                    let (name, default) = item.split_once('=').map_or((item, None), |(n, d)| (n, Some(d)));
                    s.names.push(name);
                    if !keyword_only {
                        s.positional += 1;
                        s.required += usize::from(default.is_none());
                    }
                }
            }
        }
        s
    }
}

/// Binds the arguments of a call to the parameters of a native and calls it. `keywords` are names (a tuple's
/// items) of the last values in `args`.
///
/// # Errors
/// `TypeError` for arguments that do not fit; what the native raises.
pub fn call_native(vm: &mut Vm, def: &'static NativeDef, args: &[Value], keywords: &[Value]) -> PyResult {
    if keywords.is_empty() && def.takes_exactly(args.len()) {
        return (def.code)(vm, args);
    }
    let s = def.parsed();
    let given = args.len() - keywords.len();
    let (positional, named) = args.split_at(given);
    if given > s.positional && !s.varargs {
        return Err(arity_error(vm, def, given));
    }
    let keep = vm.temps().len();
    let fixed = s.names.len();
    let mut bound = [Value::NULL; 16];
    bound[..given.min(s.positional)].copy_from_slice(&positional[..given.min(s.positional)]);
    let mut count = fixed;
    if s.varargs {
        bound[count] = vm.new_tuple(positional.get(s.positional..).unwrap_or(&[]))?;
        count += 1;
    }
    let extra = if s.varkw { Some(vm.new_dict()) } else { None };
    for (&name, &value) in keywords.iter().zip(named) {
        let text =
            name.downcast::<crate::objects::Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default();
        match (s.names.iter().position(|n| *n == text).filter(|&i| i >= s.posonly), extra) {
            (Some(i), _) if bound[i].is_null() => bound[i] = value,
            (Some(_), _) => {
                let message = format!("{}() got multiple values for argument '{text}'", def.name);
                return Err(vm.raise_type_error(message));
            }
            (None, Some(dict)) => vm.dict_set(dict, name, value)?,
            (None, None) if s.names.len() == s.posonly => {
                let message = format!("{}() takes no keyword arguments", def.name);
                return Err(vm.raise_type_error(message));
            }
            (None, None) => {
                let message = format!("{}() got an unexpected keyword argument '{text}'", def.name);
                return Err(vm.raise_type_error(message));
            }
        }
    }
    if let Some(dict) = extra {
        bound[count] = dict.value();
        count += 1;
    }
    if let Some(missing) = bound[..s.required].iter().position(|v| v.is_null()) {
        if s.posonly > missing {
            return Err(arity_error(vm, def, given));
        }
        let message =
            format!("{}() missing required argument '{}' (pos {})", def.name, s.names[missing], missing + 1);
        return Err(vm.raise_type_error(message));
    }
    let result = (def.code)(vm, &bound[..count]);
    vm.pop_temps(keep);
    result
}

fn arity_error(vm: &mut Vm, def: &NativeDef, given: usize) -> crate::value::Raised {
    let s = def.parsed();
    let method = usize::from(s.names.first() == Some(&"self"));
    let (given, least, most) =
        (given - method.min(given), s.required - method.min(s.required), s.positional - method);
    let name = def.name;
    let message = match (least, most) {
        (0, 0) => format!("{name}() takes no arguments ({given} given)"),
        (1, 1) => format!("{name}() takes exactly one argument ({given} given)"),
        (l, m) => {
            let (bound, word) = match given < l {
                _ if l == m => (l, ""),
                true => (l, "at least "),
                false => (m, "at most "),
            };
            let s = if bound == 1 { "" } else { "s" };
            format!("{name} expected {word}{bound} argument{s}, got {given}")
        }
    };
    vm.raise_type_error(message)
}
