//! How arguments become parameters: in place where they fit as they are, matched with names otherwise.
//!
//! ```text
//! positional ─► the first locals   rest ─► *args   keywords ─► parameters by name, or **kwargs   what is missing ─► defaults
//! ```
//!
//! Names are compared as pointers: those of parameters are interned, and so are nearly all that a call names. The
//! messages for calls that do not fit are CPython's.

use super::Vm;
use super::call::{FRAME_WORDS, NewFrame};
use super::interp::Cursor;
use super::keys::{Plain, find_plain};
use super::lower::items;
use crate::heap::Gc;
use crate::objects::{Binding, Dict, Function, Str, Tuple};
use crate::value::{PyResult, Raised, Value};
use pyopt_compiler::code::CodeFlags;

impl Vm {
    /// Makes locals of the `count` arguments at `args`: in place when they fit as they are and lie on this stack.
    /// The value goes to `result`.
    #[inline(always)]
    pub(crate) fn bind_arguments(
        &mut self,
        function: Gc<Function>,
        result: *mut Value,
        args: *mut Value,
        count: usize,
        keywords: &[Value],
    ) -> PyResult<NewFrame> {
        let (binding, fp) = self.bind_locals(function, (args, count), keywords, true)?;
        Ok(NewFrame::of(function, binding, fp, result))
    }

    /// As `bind_arguments`, for positional arguments that lie elsewhere.
    pub(crate) fn bind_copied(
        &mut self,
        function: Gc<Function>,
        result: *mut Value,
        args: &[Value],
    ) -> PyResult<NewFrame> {
        let args = (args.as_ptr().cast_mut(), args.len());
        let (binding, fp) = self.bind_locals(function, args, &[], false)?;
        Ok(NewFrame::of(function, binding, fp, result))
    }

    /// As `bind_copied`, the last arguments named by `keywords`.
    pub(crate) fn bind_given(
        &mut self,
        function: Gc<Function>,
        result: *mut Value,
        args: &[Value],
        keywords: &[Value],
    ) -> PyResult<NewFrame> {
        let args = (args.as_ptr().cast_mut(), args.len());
        let (binding, fp) = self.bind_locals(function, args, keywords, false)?;
        Ok(NewFrame::of(function, binding, fp, result))
    }

    /// Enters the frame of a Python function whose arguments stand at `args`; its value goes to `result`.
    #[inline(always)]
    pub(super) fn enter_call(
        &mut self,
        c: &mut Cursor,
        function: Gc<Function>,
        result: *mut Value,
        args: (*mut Value, usize),
        keywords: &[Value],
        kind: u64,
    ) -> PyResult<()> {
        let (binding, fp) = self.bind_locals(function, args, keywords, true)?;
        let frame = NewFrame { kind, ..NewFrame::of(function, binding, fp, result) };
        *c = self.enter(frame, c.saved());
        Ok(())
    }

    /// The locals of a new frame, complete, and its binding.
    #[inline(never)]
    fn bind_locals(
        &mut self,
        function: Gc<Function>,
        (args, count): (*mut Value, usize),
        keywords: &[Value],
        in_place: bool,
    ) -> PyResult<(Gc<Binding>, *mut Value)> {
        let binding = function.binding();
        let locals = binding.locals as usize;
        // Nothing but the last defaults may be missing; more arguments than parameters wrap round to many.
        let defaults = items(function.defaults.get());
        let missing = (binding.args as usize).wrapping_sub(count);
        let plain = keywords.is_empty() && binding.exact != u32::MAX && missing <= defaults.len();
        let in_place = in_place && plain && self.stack.above.is_null();
        let fp = if in_place { args } else { self.stack.top() };
        if self.depth >= self.limits().recursion
            || !self.stack.has_room(fp, locals + binding.stack as usize + FRAME_WORDS + 64)
        {
            return Err(self.raise_recursion());
        }
        // SAFETY: there is room for all locals at `fp`; the arguments lie below it, at it, or in the heap.
        unsafe {
            if plain {
                if !in_place {
                    std::ptr::copy_nonoverlapping(args, fp, count);
                }
                for (i, &default) in defaults[defaults.len() - missing..].iter().enumerate() {
                    fp.add(count + i).write(default);
                }
                clear(fp.add(count + missing), locals - count - missing);
            } else {
                clear(fp, locals);
                let [sp, above] = [self.stack.sp, self.stack.above];
                self.stack.set_top(fp.add(locals));
                let args = std::slice::from_raw_parts(args, count);
                let bound = std::slice::from_raw_parts_mut(fp, locals);
                let done = self.bind_general(function, binding, bound, args, keywords);
                [self.stack.sp, self.stack.above] = [sp, above];
                done?;
            }
        }
        Ok((binding, fp))
    }

    /// Matches arguments with parameters; `locals` are all NULL, and the collector sees them.
    fn bind_general(
        &mut self,
        function: Gc<Function>,
        binding: Gc<Binding>,
        locals: &mut [Value],
        args: &[Value],
        keywords: &[Value],
    ) -> PyResult<()> {
        let positional = binding.args as usize;
        let named = positional + binding.kwonly as usize;
        let flags = CodeFlags(binding.flags);
        let (given, values) = args.split_at(args.len() - keywords.len());
        let taken = given.len().min(positional);
        locals[..taken].copy_from_slice(&given[..taken]);
        let varargs = flags.has(CodeFlags::VARARGS);
        if varargs {
            locals[named] = self.new_tuple(given.get(positional..).unwrap_or(&[]))?;
        }
        let extra = flags.has(CodeFlags::VARKEYWORDS).then(|| self.new_dict());
        if let Some(dict) = extra {
            locals[named + usize::from(varargs)] = dict.value();
        }
        if !keywords.is_empty() {
            self.bind_keywords(function, binding, &mut locals[..named], extra, keywords, values)?;
        }
        let defaults = items(function.defaults.get());
        if given.len() > positional && !varargs {
            let by_name = locals[positional..named].iter().filter(|v| !v.is_null()).count();
            return Err(self.too_many(function, [given.len(), by_name], positional, defaults.len()));
        }
        let first_default = positional - defaults.len().min(positional);
        for (local, &default) in locals[first_default..positional].iter_mut().zip(defaults) {
            if local.is_null() {
                *local = default;
            }
        }
        if named > positional
            && let Some(dict) = function.kwdefaults.get().downcast::<Dict>()
        {
            let parameters = self.parameters(function, binding)?;
            for (local, &name) in locals[positional..named].iter_mut().zip(&parameters.items()[positional..])
            {
                if local.is_null() {
                    *local = self.keyword_default(dict, name)?;
                }
            }
        }
        if locals[..named].iter().any(|v| v.is_null()) {
            return Err(self.raise_missing(function, [positional, named], locals));
        }
        Ok(())
    }

    /// Gives the values named by `keywords` to the parameters of those names; what no parameter takes goes to `extra`.
    fn bind_keywords(
        &mut self,
        function: Gc<Function>,
        binding: Gc<Binding>,
        locals: &mut [Value],
        extra: Option<Gc<Dict>>,
        keywords: &[Value],
        values: &[Value],
    ) -> PyResult<()> {
        let parameters = self.parameters(function, binding)?;
        let by_name = function.code().object().posonlyargcount as usize..locals.len();
        for (&name, &value) in keywords.iter().zip(values) {
            let known = &parameters.items()[by_name.clone()];
            let place = known.iter().position(|p| p.is(name)).or_else(|| position_of_text(known, name));
            match (place.map(|i| &mut locals[by_name.start + i]), extra) {
                (Some(local), _) if local.is_null() => *local = value,
                (Some(_), _) => {
                    let message =
                        format!("{}() got multiple values for argument '{}'", shown(function), text(name));
                    return Err(self.raise_type_error(message));
                }
                (None, Some(dict)) => self.dict_set(dict, name, value)?,
                (None, None) => return Err(self.raise_unexpected(function, keywords, &text(name))),
            }
        }
        Ok(())
    }

    /// The names of a function's parameters, `*args` and `**kwargs` aside, as a tuple of interned strs.
    fn parameters(&mut self, function: Gc<Function>, binding: Gc<Binding>) -> PyResult<Gc<Tuple>> {
        if let Some(known) = binding.parameters.get().downcast::<Tuple>() {
            return Ok(known);
        }
        let code = function.code();
        let named = &code.object().localsplus[..(binding.args + binding.kwonly) as usize];
        // The table of names keeps them alive.
        let names: Vec<Value> = named.iter().map(|p| self.intern(&*p.name).value()).collect();
        let tuple = self.new_tuple(&names)?;
        self.heap.set(binding, &binding.parameters, tuple);
        self.expect(tuple, "tuple")
    }

    /// The default of a keyword-only parameter, or NULL.
    fn keyword_default(&mut self, defaults: Gc<Dict>, name: Value) -> PyResult {
        let hash = name.downcast::<Str>().map_or(0, |s| s.name_hash());
        let found = match find_plain(defaults, hash, name) {
            Plain::Found(number) => defaults.value_at(number),
            Plain::Absent => None,
            Plain::Unknown => self.dict_get(defaults, name)?,
        };
        Ok(found.unwrap_or(Value::NULL))
    }

    #[cold]
    fn raise_missing(
        &mut self,
        function: Gc<Function>,
        [positional, named]: [usize; 2],
        locals: &[Value],
    ) -> Raised {
        let code = function.code();
        let lacking = |range: std::ops::Range<usize>| -> Vec<String> {
            let names = range.filter(|&i| locals[i].is_null());
            names.map(|i| format!("'{}'", code.object().localsplus[i].name)).collect()
        };
        let (missing, kind) = match lacking(0..positional) {
            none if none.is_empty() => (lacking(positional..named), "keyword-only"),
            some => (some, "positional"),
        };
        let list = match missing.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, [first])) => format!("{first} and {last}"),
            Some((last, rest)) => format!("{}, and {last}", rest.join(", ")),
            None => String::new(),
        };
        let (count, s) = (missing.len(), if missing.len() == 1 { "" } else { "s" });
        self.raise_type_error(format!(
            "{}() missing {count} required {kind} argument{s}: {list}",
            shown(function)
        ))
    }

    #[cold]
    fn too_many(
        &mut self,
        function: Gc<Function>,
        [given, named]: [usize; 2],
        positional: usize,
        defaults: usize,
    ) -> Raised {
        let name = shown(function);
        let (takes, s) = match defaults {
            0 => (format!("{positional}"), if positional == 1 { "" } else { "s" }),
            d => (format!("from {} to {positional}", positional - d), "s"),
        };
        let were = if given == 1 && named == 0 { "was" } else { "were" };
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        let also = match named {
            0 => String::new(),
            n => {
                format!(" positional argument{} (and {n} keyword-only argument{})", plural(given), plural(n))
            }
        };
        self.raise_type_error(format!(
            "{name}() takes {takes} positional argument{s} but {given}{also} {were} given"
        ))
    }

    /// `TypeError` for a keyword that no parameter takes: it names positional-only parameters given as keywords, or the
    /// parameter that was meant.
    #[cold]
    fn raise_unexpected(&mut self, function: Gc<Function>, keywords: &[Value], name: &str) -> Raised {
        let shown = shown(function);
        let code = function.code();
        let object = code.object();
        let posonly = object.posonlyargcount as usize;
        let keywords: Vec<String> = keywords.iter().map(|&v| text(v)).collect();
        let misplaced: Vec<&str> = object.localsplus[..posonly]
            .iter()
            .map(|l| &*l.name)
            .filter(|parameter| keywords.iter().any(|k| k == parameter))
            .collect();
        if !misplaced.is_empty() {
            return self.raise_type_error(format!(
                "{shown}() got some positional-only arguments passed as keyword arguments: '{}'",
                misplaced.join(", ")
            ));
        }
        let all = (object.argcount + object.kwonlyargcount) as usize;
        let possible: Vec<String> =
            object.localsplus[posonly..all].iter().map(|l| l.name.to_string()).collect();
        let mut message = format!("{shown}() got an unexpected keyword argument '{name}'");
        if let Some(meant) = super::suggest::closest(&possible, name) {
            message.push_str(&format!(". Did you mean '{meant}'?"));
        }
        self.raise_type_error(message)
    }
}

/// Writes NULL to `count` slots.
///
/// # Safety
/// They are the caller's to write.
#[inline(always)]
unsafe fn clear(from: *mut Value, count: usize) {
    for i in 0..count {
        // SAFETY: says the caller.
        unsafe { from.add(i).write(Value::NULL) };
    }
}

/// The text of a str, for a message.
fn text(value: Value) -> String {
    value.downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default()
}

/// A function, as messages name it.
fn shown(function: Gc<Function>) -> String {
    text(function.qualname.get())
}

/// Where a name that is not interned stands among interned ones.
fn position_of_text(names: &[Value], name: Value) -> Option<usize> {
    let name = name.downcast::<Str>().filter(|s| !s.is_interned())?;
    names.iter().position(|n| n.downcast::<Str>().is_some_and(|n| n.as_bytes() == name.as_bytes()))
}
