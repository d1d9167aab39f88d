//! Functions written in Rust: one declaration gives name, signature, purity and code.
//!
//! ```text
//! native!("sorted", "(iterable, /, *, key=None, reverse=False)", sorted)
//! ```
//!
//! The signature is Python's own notation; the binder reads it, so arity errors, keywords and defaults need no
//! code in the function. A native gets one value for each parameter: a tuple for `*args`, a dict for `**kwargs`,
//! NULL for a parameter with a default that was not given. Natives that need Python code may answer CALL_PENDING: see
//! `pending`.

use super::Vm;
use super::suggest::closest;
use crate::heap::Gc;
use crate::objects::types::type_flags;
use crate::objects::{Module, Native, Str, Type};
use crate::value::{PyResult, Raised, Value};
use std::fmt::Write as _;
use std::sync::OnceLock;

/// The code of a native. The arguments stand in the VM stack, so they stay alive during the call.
pub type NativeFn = fn(&mut Vm, &[Value]) -> PyResult;

/// A declaration; all of them are static data.
#[derive(Debug)]
pub struct NativeDef {
    /// The name.
    pub name: &'static str,
    /// The parameters, as Python writes them.
    pub signature: &'static str,
    /// The code.
    pub code: NativeFn,
    /// What a call without keywords runs instead: it gets the arguments as they are, however many.
    pub positional: Option<NativeFn>,
    /// A `__new__` that looks at the class only, and gets nothing but it where an instance is made.
    pub heedless: bool,
    /// What messages about arguments call it, where that is neither its own name nor its class's.
    pub called: Option<&'static str>,
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
        let parsed = OnceLock::new();
        NativeDef { name, signature, code, positional: None, heedless: false, called: None, parsed }
    }

    /// With code of its own for calls without keywords, which spares them the tuple of `*args`.
    pub const fn positional(mut self, code: NativeFn) -> NativeDef {
        self.positional = Some(code);
        self
    }

    /// A `__new__` that looks at the class only.
    pub const fn heedless(mut self) -> NativeDef {
        self.heedless = true;
        self
    }

    /// With a name of its own in messages about arguments.
    pub const fn called(mut self, name: &'static str) -> NativeDef {
        self.called = Some(name);
        self
    }

    /// The parameters.
    pub fn parsed(&self) -> &Signature {
        self.parsed.get_or_init(|| Signature::parse(self.signature))
    }

    /// How many positional arguments and no keywords can be passed as they are; `u32::MAX` if none.
    pub fn exact(&self) -> u32 {
        let s = self.parsed();
        if !s.varargs && !s.varkw && s.names.len() == s.positional { s.positional as u32 } else { u32::MAX }
    }

    /// Whether `count` positional arguments and no keywords can be passed as they are.
    #[inline]
    pub fn takes_exactly(&self, count: usize) -> bool {
        let s = self.parsed();
        !s.varargs && !s.varkw && s.names.len() == s.positional && count == s.positional
    }
}

impl Signature {
    /// 1 if the first parameter is the receiver, which messages do not count.
    fn receiver(&self) -> usize {
        usize::from(matches!(self.names.first(), Some(&"self" | &"cls")))
    }

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
        if s.receiver() == 1 {
            // Nobody can name the receiver.
            s.posonly = s.posonly.max(1);
        }
        s.names.shrink_to_fit();
        s
    }
}

/// Binds the arguments of a call to the parameters of a native and calls it. `keywords` are names (a tuple's
/// items) of the last values in `args`.
///
/// # Errors
/// `TypeError` for arguments that do not fit; what the native raises.
pub fn call_native(vm: &mut Vm, native: Gc<Native>, args: &[Value], keywords: &[Value]) -> PyResult {
    let def = native.def();
    if keywords.is_empty() && def.takes_exactly(args.len()) {
        return (def.code)(vm, args);
    }
    if keywords.is_empty()
        && let Some(code) = def.positional
    {
        return code(vm, args);
    }
    call_matched(vm, native, args, keywords)
}

/// As above, with arguments that have to be put in order.
#[inline(never)]
fn call_matched(vm: &mut Vm, native: Gc<Native>, args: &[Value], keywords: &[Value]) -> PyResult {
    let def = native.def();
    let s = def.parsed();
    if keywords.is_empty()
        && !s.varargs
        && !s.varkw
        && (s.required..=s.positional).contains(&args.len())
        && s.names.len() <= 16
    {
        return call_with_defaults(vm, def.code, args, s.names.len());
    }
    call_bound(vm, native, args, keywords)
}

/// Calls a native that only arguments with defaults were not given to. Apart, so that this frame is small: what the
/// conservative scan of the stack finds in the unused parts of frames lives on.
#[inline(never)]
fn call_with_defaults(
    vm: &mut Vm,
    code: fn(&mut Vm, &[Value]) -> PyResult,
    args: &[Value],
    count: usize,
) -> PyResult {
    let mut bound = [Value::NULL; 16];
    bound[..args.len()].copy_from_slice(args);
    code(vm, &bound[..count])
}

/// Calls a native with arguments that have to be brought in order.
#[inline(never)]
fn call_bound(vm: &mut Vm, native: Gc<Native>, args: &[Value], keywords: &[Value]) -> PyResult {
    let def = native.def();
    let s = def.parsed();
    let given = args.len() - keywords.len();
    let (positional, named) = args.split_at(given);
    let by_name = s.names.len() > s.posonly && !s.varkw;
    if !s.varargs && (given > s.positional || by_name && args.len() > s.names.len()) {
        return Err(arity_error(vm, native, args, given));
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
        let keyword = name.downcast::<Str>();
        let keyword = keyword.as_ref().map_or(&[][..], |name| name.as_bytes());
        let place = s.names.iter().position(|n| n.as_bytes() == keyword).filter(|&i| i >= s.posonly);
        let text = || String::from_utf8_lossy(keyword).into_owned();
        match (place, extra) {
            (Some(i), _) if bound[i].is_null() => bound[i] = value,
            (Some(i), _) => {
                let name = called_name(vm, def, args);
                let position = i + 1 - s.receiver();
                let message =
                    format!("argument for {name}() given by name ('{}') and position ({position})", text());
                return Err(vm.raise_type_error(message));
            }
            (None, Some(dict)) => vm.dict_set(dict, name, value)?,
            (None, None) if s.names.len() == s.posonly && ignores_keywords(vm, native, args) => {}
            (None, None) if s.names.len() == s.posonly => {
                let name = called_name(vm, def, args);
                let name = qualified_name(vm, native, args, name);
                return Err(vm.raise_type_error(format!("{name}() takes no keyword arguments")));
            }
            (None, None) => {
                let name = called_name(vm, def, args);
                let text = text();
                // Keywords of `sorted` are handed to `list.sort`, which finds them wrong.
                let name = if name == "sorted" { "sort".to_owned() } else { name };
                let mut message = format!("{name}() got an unexpected keyword argument '{text}'");
                let known: Vec<String> = s.names[s.posonly..].iter().map(|&n| n.to_owned()).collect();
                if let Some(meant) = closest(&known, &text) {
                    let _ = write!(message, ". Did you mean '{meant}'?");
                }
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
            return Err(arity_error(vm, native, args, given));
        }
        let (name, place) = (called_name(vm, def, args), missing + 1 - s.receiver());
        let mut message = format!("{name}() missing required argument '{}'", s.names[missing]);
        // Its own code counts the arguments of this one.
        if name != "enumerate" {
            let _ = write!(message, " (pos {place})");
        }
        return Err(vm.raise_type_error(message));
    }
    let result = (def.code)(vm, &bound[..count]);
    vm.pop_temps(keep);
    result
}

/// Whether a constructor without keywords lets those pass that are meant for the other constructor of a derived class:
/// `__new__` where the class has an `__init__` of its own, and the other way round for lists.
#[cold]
fn ignores_keywords(vm: &mut Vm, native: Gc<Native>, args: &[Value]) -> bool {
    let (class, other) = match (native.def().name, args.first()) {
        ("__new__", Some(class)) => (class.downcast::<Type>(), "__init__"),
        ("__init__", Some(&receiver)) if receiver.is_kind(crate::objects::Kind::List) => {
            (Some(vm.type_of(receiver)), "__new__")
        }
        _ => return false,
    };
    let Some(class) = class else { return false };
    let other = vm.intern(other);
    let base = class.mro().iter().filter_map(|c| c.downcast::<Type>()).find(|c| c.has(type_flags::BUILTIN));
    base.is_some_and(|base| base != class && class.lookup(other) != base.lookup(other))
}

/// The name that messages call a native by: the one it says, its own, or that of the engine's class whose constructor it is.
#[cold]
fn called_name(vm: &Vm, def: &NativeDef, args: &[Value]) -> String {
    if let Some(name) = def.called {
        return name.to_owned();
    }
    let class = match (def.name, args.first()) {
        ("__new__", Some(class)) => class.downcast::<Type>(),
        ("__init__" | "__call__", Some(&receiver)) => Some(vm.type_of(receiver)),
        _ => None,
    };
    let mut line = class.iter().flat_map(|c| c.mro()).filter_map(|c| c.downcast::<Type>());
    match line.find(|c| c.has(type_flags::BUILTIN)) {
        Some(class) => class.name().as_wtf8().to_string(),
        None => def.name.to_owned(),
    }
}

/// The name of a method behind that of the engine's class that has it, or of a function behind its module's, as messages
/// about the number of arguments say it.
#[cold]
fn qualified_name(vm: &mut Vm, native: Gc<Native>, args: &[Value], name: String) -> String {
    let def = native.def();
    if let Some(module) = native.owner().downcast::<Module>() {
        let key = vm.intern("__name__");
        let module = vm.dict_get(module.dict(), key.value()).ok().flatten();
        return match module.and_then(|m| m.downcast::<Str>()) {
            Some(module) if module.as_str() != Some("builtins") => format!("{}.{name}", module.as_wtf8()),
            _ => name,
        };
    }
    let Some(&receiver) = args.first() else { return name };
    if let (Some(&"cls"), Some(class)) = (def.parsed().names.first(), receiver.downcast::<Type>())
        && def.name != "__new__"
    {
        return format!("{}.{name}", class.qualname().as_wtf8());
    }
    if def.parsed().names.first() != Some(&"self") || name != def.name {
        return name;
    }
    let class = vm.type_of(receiver);
    let mut line = class.mro().iter().filter_map(|c| c.downcast::<Type>());
    match line.find(|c| {
        let mut entries = std::iter::successors(c.dict().next_entry(0), |e| c.dict().next_entry(e.0 + 1));
        c.has(type_flags::BUILTIN)
            && entries.any(|e| e.2.downcast::<Native>().is_some_and(|n| std::ptr::eq(n.def(), def)))
    }) {
        Some(class) => format!("{}.{name}", class.name().as_wtf8()),
        None => name,
    }
}

/// Whether the declaration is that of a slot wrapper in one of the engine's classes.
#[cold]
fn is_slot_wrapper(vm: &mut Vm, def: &NativeDef) -> bool {
    let name = vm.intern(def.name);
    vm.engine_classes().into_iter().any(|class| {
        let own = class.own(name).and_then(|method| method.downcast::<Native>());
        own.is_some_and(|native| {
            std::ptr::eq(native.def(), def) && vm.type_of(native.value()) == vm.types.wrapper_descriptor
        })
    })
}

/// The engine's class whose `__new__` the declaration is.
#[cold]
fn class_of_new(vm: &mut Vm, def: &NativeDef) -> Option<Gc<Type>> {
    let name = vm.intern("__new__");
    vm.engine_classes().into_iter().find(|class| {
        let own = class.own(name).and_then(|new| new.downcast::<Native>());
        own.is_some_and(|native| std::ptr::eq(native.def(), def))
    })
}

#[cold]
fn arity_error(vm: &mut Vm, native: Gc<Native>, args: &[Value], given: usize) -> Raised {
    let def = native.def();
    let s = def.parsed();
    let receiver = s.receiver();
    let (least, most) = (s.required - receiver.min(s.required), s.positional - receiver);
    let all = s.names.len() - receiver;
    let without_names = args.len() == given;
    let (given, total) = (given - receiver.min(given), args.len() - receiver.min(args.len()));
    if let (true, Some(class)) = (def.name == "__new__" && args.is_empty(), class_of_new(vm, def)) {
        return vm.raise_type_error(format!("{}.__new__(): not enough arguments", class.name().as_wtf8()));
    }
    let name = called_name(vm, def, args);
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    if least == most && receiver == 1 && s.names.len() == s.posonly && is_slot_wrapper(vm, def) {
        let who = if def.name == "__set__" { "__set__ " } else { "" };
        return vm.raise_type_error(format!("{who}expected {least} argument{}, got {given}", plural(least)));
    }
    // These count their positional arguments before they look at names.
    let counted = without_names && matches!(name.as_str(), "sorted" | "int" | "str");
    let only_positional = s.names.len() == s.posonly && !s.varkw || counted;
    let message = match (least, most) {
        (0, 0) if all == 0 => {
            let name = qualified_name(vm, native, args, name);
            format!("{name}() takes no arguments ({given} given)")
        }
        (1, 1) if only_positional && !counted && !matches!(def.name, "__new__" | "__call__") => {
            let name = qualified_name(vm, native, args, name);
            format!("{name}() takes exactly one argument ({given} given)")
        }
        (least, most) if only_positional => {
            let (bound, word) = match given < least {
                _ if least == most => (least, ""),
                true => (least, "at least "),
                false => (most, "at most "),
            };
            format!("{name} expected {word}{bound} argument{}, got {given}", plural(bound))
        }
        _ if total > all => format!("{name}() takes at most {all} argument{} ({total} given)", plural(all)),
        (_, 0) => format!("{name}() takes no positional arguments"),
        (least, most) => {
            let (bound, word) = match given < least {
                _ if least == most => (least, "exactly"),
                true => (least, "at least"),
                false => (most, "at most"),
            };
            format!("{name}() takes {word} {bound} positional argument{} ({given} given)", plural(bound))
        }
    };
    vm.raise_type_error(message)
}
