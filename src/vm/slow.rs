//! The instructions off the common path: one arm each, called from the loop with its cursor.
//!
//! An arm pops its operands only when the result is there, as in the loop.

use super::Vm;
use super::continuation::{CONTAINS, DROP_ONE, NORMAL, REPLACE, TWO_TO_ONE, UNPACKED, UNPACKED_STAR};
use super::interp::Cursor;
use super::lower::items;
use super::opcode::{self as op};
use super::pending::{Fold, State, fold, fold_or_say};
use crate::heap::Gc;
use crate::objects::function::Cell;
use crate::objects::type_param::{ParamKind, TypeParam};
use crate::objects::types::type_flags;
use crate::objects::{Dict, Exception, Function, Kind, List, Set, Slice, Str, Tuple, Type};
use crate::value::{PyResult, Raised, Value};
use pyopt_compiler::syntax::ast::{Operator, UnaryOp};

impl Vm {
    /// `TypeError` for what `with` or `async with` cannot enter; the other statement is named if that could.
    #[cold]
    pub(super) fn raise_no_context_manager(&mut self, class: Gc<Type>, missed: &str) -> Raised {
        let (what, other, statement, others) = if missed.starts_with("__a") {
            ("asynchronous context manager", "context manager", "with", ["__enter__", "__exit__"])
        } else {
            ("context manager", "asynchronous context manager", "async with", ["__aenter__", "__aexit__"])
        };
        let shown = self.full_name(class);
        let mut message =
            format!("'{shown}' object does not support the {what} protocol (missed {missed} method)");
        if others.into_iter().all(|name| class.lookup(self.intern(name)).is_some()) {
            message.push_str(&format!(
                " but it supports the {other} protocol. Did you mean to use '{statement}'?"
            ));
        }
        self.raise_type_error(message)
    }

    /// The instructions off the common path.
    #[inline(never)]
    pub(super) fn execute_slow(&mut self, c: &mut Cursor, opcode: u8, arg: u32) -> PyResult<()> {
        let n = arg as usize;
        match opcode {
            op::BINARY_OP => {
                if self.binary_here(c, OPERATORS[n % 13], n >= 13)? {
                    return Ok(());
                }
                let operator = OPERATORS[n % 13];
                let v = self.binary(operator, n >= 13, c.peek(2), c.peek(1))?;
                c.drop(1);
                c.poke(1, v);
            }
            op::DELETE_SUBSCR => {
                if self.delete_item_here(c)? {
                    return Ok(());
                }
                self.delete_item(c.peek(2), c.peek(1))?;
                c.drop(2);
            }
            op::BINARY_SLICE => {
                let slice = Slice::new(&mut self.heap, [c.peek(2), c.peek(1), Value::NONE]);
                let v = self.get_item(c.peek(3), slice.value())?;
                c.drop(2);
                c.poke(1, v);
            }
            op::STORE_SLICE => {
                let slice = Slice::new(&mut self.heap, [c.peek(2), c.peek(1), Value::NONE]);
                self.set_item(c.peek(3), slice.value(), c.peek(4))?;
                c.drop(4);
            }
            op::UNARY_NEGATIVE => {
                if self.negative_here(c, "__neg__")? {
                    return Ok(());
                }
                let v = self.unary(UnaryOp::USub, c.peek(1))?;
                c.poke(1, v);
            }
            op::UNARY_INVERT => {
                if self.negative_here(c, "__invert__")? {
                    return Ok(());
                }
                let v = self.unary(UnaryOp::Invert, c.peek(1))?;
                c.poke(1, v);
            }
            op::GET_LEN => {
                let n = self.len(c.peek(1))?;
                c.push(Value::small_int_unchecked(n as i64));
            }
            op::SITE_BROKEN => self.pass_broken_site(c)?,
            op::TRACE => self.trace_instruction(c)?,
            op::END_FOR => c.drop(1),
            op::CLEANUP_THROW => self.cleanup_throw(c)?,
            op::GET_YIELD_FROM_ITER => {
                let v = self.get_yield_from_iter(c)?;
                c.poke(1, v);
            }
            op::GET_AITER => {
                let v = self.get_aiter(c.peek(1))?;
                c.poke(1, v);
            }
            op::GET_ANEXT => {
                let v = self.get_anext(c.peek(1))?;
                c.push(v);
            }
            op::END_ASYNC_FOR => self.end_async_for(c)?,
            op::BUILD_SET => {
                let set = Set::new(&mut self.heap, Kind::Set as u32);
                for &item in c.top(n) {
                    self.set_add(set, item)?;
                }
                c.drop(n);
                c.push(set.value());
            }
            op::LIST_EXTEND => {
                if let Some(list) = c.peek(n + 1).downcast::<List>() {
                    let answer = self.ask_extend(list, c.peek(1));
                    if answer.map_err(|raised| self.explain_star(raised, c.peek(1)))? == Value::CALL_PENDING {
                        return self.perform_pending(c, DROP_ONE);
                    }
                }
                c.drop(1);
            }
            op::SET_UPDATE => {
                if let Some(set) = c.peek(n + 1).downcast::<Set>()
                    && self.ask_set_extend(set, c.peek(1))? == Value::CALL_PENDING
                {
                    return self.perform_pending(c, DROP_ONE);
                }
                c.drop(1);
            }
            op::DICT_UPDATE | op::DICT_MERGE => {
                let (Some(dict), source) = (c.peek(n + 1).downcast::<Dict>(), c.peek(1)) else {
                    return Err(self.raise_str(self.types.system_error, "bad operand of DICT_UPDATE"));
                };
                let function = if opcode == op::DICT_MERGE { c.peek(n + 4) } else { Value::NULL };
                let from = match self.unpacked_mapping(source, function, dict) {
                    Err(_) if self.raised_is(self.types.attribute_error) => {
                        // Whatever lacked the attribute: that is how CPython finds out that it is no mapping.
                        self.take_raised();
                        return Err(self.raise_no_mapping(source, function));
                    }
                    from => from?,
                };
                let filled = Dict::fill(dict, &mut self.heap, from);
                let mut at = if self.check(filled)? { usize::MAX } else { 0 };
                while let Some((number, key, value)) = from.next_entry(at) {
                    if opcode == op::DICT_MERGE && self.dict_get(dict, key)?.is_some() {
                        return Err(self.raise_keyword_twice(function, key));
                    }
                    self.dict_set(dict, key, value)?;
                    at = number + 1;
                }
                c.drop(1);
            }
            op::UNPACK_SEQUENCE => self.unpack(c, n)?,
            op::UNPACK_EX => self.unpack_star(c)?,
            op::WITH_EXCEPT_START => {
                let exception = c.peek(1);
                let class = self.type_of(exception).value();
                let traceback = exception.downcast::<Exception>().map_or(Value::NONE, |e| e.traceback.get());
                // [exit] [self] [lasti] [previous exception] [exception]
                let (exit, owner) = (c.peek(5), c.peek(4));
                let args = [owner, class, exception, traceback];
                let args = if owner.is_null() { &args[1..] } else { &args };
                return self.call_then(c, exit, args, NORMAL);
            }
            op::LOAD_FAST_CHECK => {
                // SAFETY: the verifier proved that the local exists.
                let v = unsafe { *c.fp.add(n) };
                if v.is_null() {
                    return Err(self.raise_unbound(c, n));
                }
                c.push(v);
            }
            op::DELETE_FAST => {
                // SAFETY: as above.
                let v = unsafe { c.fp.add(n).replace(Value::NULL) };
                if v.is_null() {
                    return Err(self.raise_unbound(c, n));
                }
            }
            op::LOAD_DEREF => {
                let v = self.cell_at(c, n).map_or(Value::NULL, |cell| cell.value.get());
                if v.is_null() {
                    return Err(self.raise_unbound(c, n));
                }
                c.push(v);
            }
            op::DELETE_DEREF => match self.cell_at(c, n).map(|cell| cell.value.replace(Value::NULL)) {
                Some(v) if !v.is_null() => {}
                _ => return Err(self.raise_unbound(c, n)),
            },
            op::DELETE_ATTR => {
                let name = self.name_of(c, arg);
                self.delete_attr(c.peek(1), name)?;
                c.drop(1);
            }
            op::LOAD_NAME => {
                let name = self.name_of(c, arg);
                let v = self.load_name(c, c.space(), name)?;
                c.push(v);
            }
            op::LOAD_FROM_DICT_OR_GLOBALS => {
                let name = self.name_of(c, arg);
                let v = self.load_name(c, c.peek(1), name)?;
                c.poke(1, v);
            }
            op::LOAD_FROM_DICT_OR_DEREF => {
                let found = self.load_class_deref(c, c.peek(1), n)?;
                let v = found.or_else(|| self.cell_at(c, n).and_then(|cell| cell.value.get().non_null()));
                let Some(v) = v else { return Err(self.raise_unbound(c, n)) };
                c.poke(1, v);
            }
            op::SETUP_ANNOTATIONS => self.setup_annotations(c.space())?,
            op::DELETE_NAME | op::DELETE_GLOBAL => {
                let names = if opcode == op::DELETE_NAME { c.space() } else { c.binding.globals.get() };
                let name = self.name_of(c, arg);
                self.unbind_name(names, name)?;
            }
            op::LOAD_LOCALS => {
                let names = c.space();
                c.push(names);
            }
            op::LOAD_BUILD_CLASS => {
                let name = self.intern("__build_class__");
                match self.name_in(c.binding.builtins.get(), name)? {
                    Some(v) => c.push(v),
                    None => return Err(self.raise_str(self.types.name_error, "__build_class__ not found")),
                }
            }
            op::LOAD_COMMON_CONSTANT => {
                let v = self.common_constant(c, n)?;
                c.push(v);
            }
            op::FORMAT_SIMPLE => match self.ask_format(c.peek(1), None)? {
                Value::CALL_PENDING => return self.perform_pending(c, REPLACE),
                text => c.poke(1, text),
            },
            op::FORMAT_WITH_SPEC => {
                let text = self.ask_format(c.peek(2), Some(c.peek(1)))?;
                if text == Value::CALL_PENDING {
                    return self.perform_pending(c, TWO_TO_ONE);
                }
                c.drop(1);
                c.poke(1, text);
            }
            op::CONVERT_VALUE => {
                let text = match n {
                    2 => self.ask_repr(c.peek(1))?,
                    3 => self.ascii(c.peek(1))?,
                    _ => self.ask_str(c.peek(1))?,
                };
                if text == Value::CALL_PENDING {
                    return self.perform_pending(c, REPLACE);
                }
                c.poke(1, text);
            }
            op::BUILD_TEMPLATE => {
                let v = self.build_template(c.peek(2), c.peek(1));
                c.drop(1);
                c.poke(1, v);
            }
            op::BUILD_INTERPOLATION => {
                let with_spec = n & 1;
                let spec = if with_spec == 1 { c.peek(1) } else { Value::NULL };
                let (value, text) = (c.peek(2 + with_spec), c.peek(1 + with_spec));
                let v = self.build_interpolation(value, text, n >> 2, spec)?;
                c.drop(1 + with_spec);
                c.poke(1, v);
            }
            op::MATCH_SEQUENCE => {
                c.push(Value::from_bool(self.matches_protocol(c.peek(1), type_flags::SEQUENCE)))
            }
            op::MATCH_MAPPING => {
                c.push(Value::from_bool(self.matches_protocol(c.peek(1), type_flags::MAPPING)))
            }
            op::MATCH_KEYS => self.match_keys(c)?,
            op::MATCH_CLASS => self.match_class(c, n)?,
            op::CALL_INTRINSIC_1 => match n {
                3 => {
                    let v = self.stop_iteration_error(c, c.peek(1))?;
                    c.poke(1, v);
                }
                4 => {
                    let v = self.wrap_yielded(c.peek(1));
                    c.poke(1, v);
                }
                5 => {
                    let v = self.unary(UnaryOp::UAdd, c.peek(1))?;
                    c.poke(1, v);
                }
                6 => {
                    let list = self.expect::<List>(c.peek(1), "list")?;
                    let v = self.tuple_of_list(list)?;
                    c.poke(1, v);
                }
                2 => {
                    let names = self.expect::<Dict>(c.space(), "namespace")?;
                    self.import_star(c.peek(1), names)?;
                    c.poke(1, Value::NONE);
                }
                7..=9 => {
                    let which = [ParamKind::TypeVar, ParamKind::ParamSpec, ParamKind::TypeVarTuple][n - 7];
                    let v = self.syntax_param(which, c.peek(1), Value::NULL, true);
                    c.poke(1, v);
                }
                10 => {
                    let v = self.subscript_generic(c.peek(1))?;
                    c.poke(1, v);
                }
                11 => {
                    let v = self.make_type_alias(c.peek(1))?;
                    c.poke(1, v);
                }
                1 => {
                    let v = self.display(c.peek(1))?;
                    c.poke(1, v);
                }
                _ => return Err(self.not_yet(&format!("intrinsic function {n}"))),
            },
            op::CHECK_EG_MATCH => self.check_group_match(c)?,
            op::CALL_INTRINSIC_2 => {
                let v = match n {
                    1 => self.prepare_reraise(c.peek(2), c.peek(1))?,
                    2 | 3 => self.syntax_param(ParamKind::TypeVar, c.peek(2), c.peek(1), n == 2),
                    4 => {
                        if let Some(f) = c.peek(2).downcast::<Function>() {
                            self.heap.set(f, &f.type_params, c.peek(1));
                        }
                        c.peek(2)
                    }
                    5 => {
                        if let Some(param) = c.peek(2).downcast::<TypeParam>() {
                            self.heap.set(param, &param.evaluate_default, c.peek(1));
                        }
                        c.peek(2)
                    }
                    _ => return Err(self.not_yet(&format!("intrinsic function {n} of two arguments"))),
                };
                c.drop(1);
                c.poke(1, v);
            }
            op::RAISE_VARARGS => return Err(self.raise_statement(c, n)),
            op::RERAISE => {
                self.raised = c.peek(1);
                return Err(Raised);
            }
            op::IMPORT_NAME => {
                let name = self.name_of(c, arg);
                let request = super::import::Request {
                    globals: c.binding.globals.get(),
                    locals: c.names(),
                    fromlist: c.peek(1),
                    level: c.peek(2),
                };
                let module = self.import_name(name, c.binding.builtins.get(), request)?;
                c.drop(1);
                c.poke(1, module);
            }
            op::IMPORT_FROM => {
                let name = self.name_of(c, arg);
                let value = self.import_from(c.peek(1), name)?;
                c.push(value);
            }
            other => {
                let name =
                    pyopt_compiler::code::Opcode::from_number(u16::from(other)).map_or("?", |o| o.name());
                return Err(self.not_yet(&format!("instruction {name}")));
            }
        }
        Ok(())
    }

    /// `NotImplementedError` that names what pyopt cannot do yet.
    #[cold]
    pub(crate) fn not_yet(&mut self, what: &str) -> Raised {
        self.raise_str(self.types.not_implemented_error, &format!("pyopt cannot run {what} yet"))
    }

    /// A `StopIteration` that leaves a generator becomes `RuntimeError` (PEP 479).
    fn stop_iteration_error(&mut self, c: &Cursor, exception: Value) -> PyResult {
        use pyopt_compiler::code::CodeFlags;
        let class = self.type_of(exception);
        let message = match c.binding.flags {
            f if f & CodeFlags::ASYNC_GENERATOR != 0
                && class.is_subclass(self.types.stop_async_iteration) =>
            {
                "async generator raised StopAsyncIteration"
            }
            _ if !class.is_subclass(self.types.stop_iteration) => return Ok(exception),
            f if f & CodeFlags::ASYNC_GENERATOR != 0 => "async generator raised StopIteration",
            f if f & CodeFlags::COROUTINE != 0 => "coroutine raised StopIteration",
            _ => "generator raised StopIteration",
        };
        let _ = self.raise_str(self.types.runtime_error, message);
        let error = self.take_raised();
        if let Some(e) = error.downcast::<Exception>() {
            self.heap.set(e, &e.cause, exception);
            self.heap.set(e, &e.context, exception);
            e.suppress.set(Value::TRUE);
        }
        Ok(error)
    }

    fn explain_star(&mut self, raised: Raised, value: Value) -> Raised {
        if self.raised_is(self.types.type_error) && !self.looks_iterable(value) {
            self.raised = Value::NULL;
            let message = format!("Value after * must be an iterable, not {}", self.type_name(value));
            return self.raise_type_error(message);
        }
        raised
    }

    /// The dict of what stands behind `**`: in a display, or in a call of `function`.
    /// A key that `known` has already is refused before its value is asked for.
    fn unpacked_mapping(&mut self, source: Value, function: Value, known: Gc<Dict>) -> PyResult<Gc<Dict>> {
        if let Some(from) = source.downcast::<Dict>()
            && (self.is_core(source) || self.special(source, "__iter__").is_none())
        {
            return Ok(from);
        }
        let keys = self.intern("keys");
        if self.find_attr(source, keys)?.is_none() {
            return Err(self.raise_no_mapping(source, function));
        }
        let entries = self.new_dict();
        if function.is_null() {
            self.dict_update(entries, source)?;
            return Ok(entries);
        }
        let keys = self.get_attr(source, keys)?;
        let keys = self.call(keys, &[])?;
        let keys = self.list_of_keys(source, keys)?;
        let mut at = 0;
        while let Some(key) = keys.get(at) {
            at += 1;
            self.poll(1)?;
            if self.dict_get(entries, key)?.is_some() || self.dict_get(known, key)?.is_some() {
                return Err(self.raise_keyword_twice(function, key));
            }
            let value = self.get_item(source, key)?;
            self.dict_set(entries, key, value)?;
        }
        Ok(entries)
    }

    /// `TypeError` for what stands behind `**` and is no mapping.
    #[cold]
    fn raise_no_mapping(&mut self, source: Value, function: Value) -> Raised {
        let class = self.type_name(source);
        let message = match function.non_null().map(|f| self.function_text(f)) {
            Some(Ok(function)) => format!("{function} argument after ** must be a mapping, not {class}"),
            Some(Err(raised)) => return raised,
            None => format!("'{class}' object is not a mapping"),
        };
        self.raise_type_error(message)
    }

    /// What `keys()` of a mapping answered, in a list.
    ///
    /// # Errors
    /// `TypeError` for what cannot be iterated; what iterating it raises.
    pub(crate) fn list_of_keys(&mut self, mapping: Value, keys: Value) -> PyResult<Gc<List>> {
        if !self.looks_iterable(keys) {
            let (class, given) = (self.type_name(mapping), self.type_name(keys));
            let message = format!("{class}.keys() returned a non-iterable (type {given})");
            return Err(self.raise_type_error(message));
        }
        self.list_of(keys)
    }

    #[cold]
    fn raise_keyword_twice(&mut self, function: Value, key: Value) -> Raised {
        let name = match self.str_of(key) {
            Ok(name) => name.downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default(),
            Err(raised) => return raised,
        };
        match self.function_text(function) {
            Ok(function) => {
                self.raise_type_error(format!("{function} got multiple values for keyword argument '{name}'"))
            }
            Err(raised) => raised,
        }
    }

    /// What messages about the arguments of a call name: `module.qualname()`, or the text of an object without a name.
    ///
    /// # Errors
    /// What the attributes and `__str__` of the callable raise.
    pub(crate) fn function_text(&mut self, function: Value) -> PyResult<String> {
        let (module, qualname) = (self.intern("__module__"), self.intern("__qualname__"));
        let text = |v: Value| v.downcast::<Str>().map(|s| s.as_wtf8().to_string());
        if self.find_attr(function, qualname)?.is_none() {
            let shown = self.str_of(function)?;
            return Ok(text(shown).unwrap_or_default());
        }
        let qualname = self.get_attr(function, qualname)?;
        let qualname = text(qualname).unwrap_or_default();
        let module = match self.find_attr(function, module)? {
            Some(_) => self.get_attr(function, module)?,
            None => Value::NONE,
        };
        Ok(match text(module) {
            Some(module) if module != "builtins" => format!("{module}.{qualname}()"),
            _ => format!("{qualname}()"),
        })
    }

    fn cell_at(&self, c: &Cursor, n: usize) -> Option<Gc<Cell>> {
        // SAFETY: the verifier proved that the local exists.
        unsafe { *c.fp.add(n) }.downcast()
    }

    /// The closure of the running function.
    /// `__module__` of a function made where these are the globals.
    pub(crate) fn module_name_of(&mut self, globals: Value) -> PyResult<Option<Value>> {
        let key = self.intern("__name__");
        match globals.downcast::<Dict>() {
            Some(dict) => self.namespace_get(dict, key),
            None => Ok(None),
        }
    }

    #[cold]
    fn raise_unbound(&mut self, c: &Cursor, n: usize) -> Raised {
        use pyopt_compiler::code::KindFlags;
        let object = self.code_of(c).object().clone();
        let local = &object.localsplus[n];
        if local.kind.0 & KindFlags::FREE != 0 {
            let message = format!(
                "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
                local.name
            );
            let name = self.intern(&*local.name).value();
            let raised = self.raise_str(self.types.name_error, &message);
            self.name_raised(&[("name", name)]);
            return raised;
        }
        let message =
            format!("cannot access local variable '{}' where it is not associated with a value", local.name);
        self.raise_str(self.types.unbound_local_error, &message)
    }

    fn common_constant(&mut self, c: &Cursor, n: usize) -> PyResult {
        let name = match n {
            0 => return Ok(self.types.assertion_error.value()),
            1 => return Ok(self.types.not_implemented_error.value()),
            2 => return Ok(self.types.tuple.value()),
            3 => "all",
            _ => "any",
        };
        let name = self.intern(name);
        let dict = self.expect::<Dict>(c.binding.builtins.get(), "namespace")?;
        Ok(self.namespace_get(dict, name)?.unwrap_or(Value::NONE))
    }

    fn unpack(&mut self, c: &mut Cursor, n: usize) -> PyResult<()> {
        let source = c.peek(1);
        if matches!(source.kind(), Some(Kind::Tuple | Kind::List)) {
            return unpacked(self, c, source);
        }
        if !self.looks_iterable(source) {
            let message = format!("cannot unpack non-iterable {} object", self.type_name(source));
            return Err(self.raise_type_error(message));
        }
        let list = self.new_list(&[])?.value();
        let state = State { number: n as i64, ..State::new(&[list]) };
        match fold::<AtMost>(self, source, state)? {
            Value::CALL_PENDING => self.perform_pending(c, UNPACKED),
            list => unpacked(self, c, list),
        }
    }

    /// `in` of what only iterates, where that may need Python code: whether it was asked, or has answered.
    pub(super) fn contains_pending(&mut self, c: &mut Cursor) -> PyResult<bool> {
        let container = c.peek(1);
        let iterates = match container.kind() {
            Some(Kind::Generator | Kind::Iterator) => true,
            Some(Kind::Instance) => {
                self.special(container, "__contains__").is_none() && self.looks_iterable(container)
            }
            _ => false,
        };
        if !iterates {
            return Ok(false);
        }
        let state = State::new(&[c.peek(2)]);
        let answer = match container.kind() {
            Some(Kind::Instance) => {
                let class = self.type_name(container);
                let message = format!("argument of type '{class}' is not a container or iterable");
                fold_or_say::<Contains>(self, container, state, &message)
            }
            _ => fold::<Contains>(self, container, state),
        };
        match answer? {
            Value::CALL_PENDING => self.perform_pending(c, CONTAINS)?,
            answer => super::operate::contains(self, c, answer)?,
        }
        Ok(true)
    }

    /// `first, *rest, last = source`.
    fn unpack_star(&mut self, c: &mut Cursor) -> PyResult<()> {
        let source = c.peek(1);
        if !self.looks_iterable(source) {
            let message = format!("cannot unpack non-iterable {} object", self.type_name(source));
            return Err(self.raise_type_error(message));
        }
        // The iterator is asked for its length, not what it comes from: a container's `__len__` is not called.
        let items = match source.is_kind(Kind::Instance) {
            true => {
                let list = self.new_list(&[])?.value();
                fold::<AtMost>(self, source, State { number: i64::MAX - 1, ..State::new(&[list]) })?
            }
            false => self.ask_list(source)?,
        };
        match items {
            Value::CALL_PENDING => self.perform_pending(c, UNPACKED_STAR),
            list => unpacked_star(self, c, list),
        }
    }

    pub(super) fn exception_matches(&mut self, exception: Value, pattern: Value) -> PyResult<bool> {
        let class = self.type_of(exception);
        let several = pattern.downcast::<Tuple>();
        let wanted = several.as_ref().map_or(std::slice::from_ref(&pattern), |t| t.items());
        let mut found = false;
        for &w in wanted {
            match w.downcast::<crate::objects::Type>() {
                Some(w) if w.is_subclass(self.types.base_exception) => found |= class.is_subclass(w),
                _ => {
                    let message = "catching classes that do not inherit from BaseException is not allowed";
                    return Err(self.raise_type_error(message));
                }
            }
        }
        Ok(found)
    }

    fn raise_statement(&mut self, c: &Cursor, n: usize) -> Raised {
        if n == 0 {
            let handled = self.handled();
            if handled.is_null() {
                return self.raise_str(self.types.runtime_error, "No active exception to reraise");
            }
            self.raised = handled;
            return Raised;
        }
        let (exception, cause) = if n == 2 { (c.peek(2), Some(c.peek(1))) } else { (c.peek(1), None) };
        let Ok(exception) = self.make_exception(exception) else { return Raised };
        if let (Some(cause), Some(e)) = (cause, exception.downcast::<Exception>()) {
            let cause = if cause.is_none() {
                cause
            } else {
                match self.make_cause(cause) {
                    Ok(cause) => cause,
                    Err(raised) => return raised,
                }
            };
            self.heap.set(e, &e.cause, cause);
            e.suppress.set(Value::TRUE);
        }
        self.raise_value(exception)
    }
}

pub(super) const OPERATORS: [Operator; 13] = [
    Operator::Add,
    Operator::BitAnd,
    Operator::FloorDiv,
    Operator::LShift,
    Operator::MatMult,
    Operator::Mult,
    Operator::Mod,
    Operator::BitOr,
    Operator::Pow,
    Operator::RShift,
    Operator::Sub,
    Operator::Div,
    Operator::BitXor,
];

/// The items to be unpacked, in a tuple or list, take the place of the operand.
pub(super) fn unpacked(vm: &mut Vm, c: &mut Cursor, values: Value) -> PyResult<()> {
    let n = c.argument() as usize;
    let list = values.downcast::<List>();
    let length = list.map_or_else(|| items(values).len(), |l| l.len());
    if length != n {
        let known =
            matches!(c.peek(1).kind(), Some(Kind::Tuple | Kind::List)) && vm.is_exact_builtin(c.peek(1));
        let message = match length < n {
            true => format!("not enough values to unpack (expected {n}, got {length})"),
            false if known => format!("too many values to unpack (expected {n}, got {length})"),
            false => format!("too many values to unpack (expected {n})"),
        };
        return Err(vm.raise_value_error(message));
    }
    c.drop(1);
    for i in (0..n).rev() {
        c.push(match list {
            Some(list) => list.get(i).unwrap_or(Value::NONE),
            None => items(values)[i],
        });
    }
    Ok(())
}

/// The items of `first, *rest, last = source` are there, in a list.
pub(super) fn unpacked_star(vm: &mut Vm, c: &mut Cursor, list: Value) -> PyResult<()> {
    let list = vm.expect::<List>(list, "list")?;
    let (before, after) = (c.argument() as usize & 0xFF, c.argument() as usize >> 8);
    let length = list.len();
    if length < before + after {
        let message =
            format!("not enough values to unpack (expected at least {}, got {length})", before + after);
        return Err(vm.raise_value_error(message));
    }
    let items: Vec<Value> = list.items().iter().map(|i| i.get()).collect();
    let middle = vm.new_list(&items[before..length - after])?;
    c.drop(1);
    items[length - after..].iter().rev().for_each(|&v| c.push(v));
    c.push(middle.value());
    items[..before].iter().rev().for_each(|&v| c.push(v));
    Ok(())
}

/// Collects as many items as the number says, and one more that tells "too many"; the rest stays in the iterator.
struct AtMost;

impl Fold for AtMost {
    fn item(vm: &mut Vm, state: &mut State, item: Value) -> PyResult {
        let list = vm.expect::<List>(state.values[0], "list")?;
        let pushed = List::push(list, &mut vm.heap, item);
        vm.check(pushed)?;
        Ok(if list.len() as i64 > state.number { list.value() } else { Value::NULL })
    }

    fn end(_: &mut Vm, state: &State) -> PyResult {
        Ok(state.values[0])
    }
}

/// Looks for an item.
struct Contains;

impl Fold for Contains {
    fn item(vm: &mut Vm, state: &mut State, item: Value) -> PyResult {
        Ok(if vm.equal(item, state.values[0])? { Value::TRUE } else { Value::NULL })
    }

    fn end(_: &mut Vm, _: &State) -> PyResult {
        Ok(Value::FALSE)
    }
}
