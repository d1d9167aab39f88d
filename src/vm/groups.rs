//! Exception groups and `except*`.
//!
//! ```text
//! except* T:    CHECK_EG_MATCH   [group][T] → [rest][part that T matches, or None]
//! at the end    PREP_RERAISE_STAR [original][raised or None for each clause] → what is raised again, or None
//! ```

use super::Vm;
use super::interp::Cursor;
use super::lower::items;
use crate::heap::Gc;
use crate::objects::{Dict, Exception, Kind, List, Tuple, Type};
use crate::value::{PyResult, Value};

/// What a leaf or group must be for one side of a split.
#[derive(Clone, Copy)]
enum Matcher {
    /// An exception class, or a tuple of them.
    Classes(Value),
    /// A function that answers true.
    Predicate(Value),
    /// Members of a list, by identity.
    Among(Gc<List>),
}

impl Vm {
    /// `BaseExceptionGroup.__new__`.
    pub(crate) fn new_group(&mut self, class: Gc<Type>, args: Value, keywords: Value) -> PyResult {
        if class == self.types.exception_group || class == self.types.base_exception_group {
            let given = items(args).len() + keywords.downcast::<Dict>().map_or(0, |d| d.len());
            if keywords.downcast::<Dict>().is_some_and(|d| !d.is_empty()) {
                let message = format!("{}() takes no keyword arguments", class.name().as_wtf8());
                return Err(self.raise_type_error(message));
            }
            if given != 2 {
                let message =
                    format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({given} given)");
                return Err(self.raise_type_error(message));
            }
        }
        let &[message, exceptions] = items(args) else {
            let message = format!(
                "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
                items(args).len()
            );
            return Err(self.raise_type_error(message));
        };
        if !message.is_kind(Kind::Str) {
            let message = format!(
                "BaseExceptionGroup.__new__() argument 1 must be str, not {}",
                self.type_name(message)
            );
            return Err(self.raise_type_error(message));
        }
        let getter = self.intern("__getitem__");
        let sequence = matches!(exceptions.kind(), Some(Kind::List | Kind::Tuple | Kind::Str | Kind::Range))
            || (self.type_of(exceptions).lookup(getter).is_some() && !exceptions.is_kind(Kind::Dict));
        if !sequence {
            return Err(self.raise_type_error("second argument (exceptions) must be a sequence"));
        }
        let list = self.list_of(exceptions)?;
        if list.is_empty() {
            return Err(self.raise_value_error("second argument (exceptions) must be a non-empty sequence"));
        }
        let mut nested_base = false;
        for (i, item) in list.items().iter().enumerate() {
            if !item.get().is_kind(Kind::Exception) {
                let message = format!("Item {i} of second argument (exceptions) is not an exception");
                return Err(self.raise_value_error(message));
            }
            nested_base |= !self.type_of(item.get()).is_subclass(self.types.exception);
        }
        let mut class = class;
        if class == self.types.base_exception_group && !nested_base {
            class = self.types.exception_group;
        } else if class == self.types.exception_group && nested_base {
            return Err(self.raise_type_error("Cannot nest BaseExceptions in an ExceptionGroup"));
        } else if nested_base && class.is_subclass(self.types.exception) {
            let message = format!("Cannot nest BaseExceptions in '{}'", class.name().as_wtf8());
            return Err(self.raise_type_error(message));
        }
        let group = self.new_exception(class, args);
        let held = self.tuple_of_list(list)?;
        self.set_exception_member(group, "message", message)?;
        self.set_exception_member(group, "exceptions", held)?;
        Ok(group.value())
    }

    fn is_group(&self, value: Value) -> bool {
        self.type_of(value).is_subclass(self.types.base_exception_group)
    }

    /// The exceptions of a group, as a tuple.
    pub(crate) fn group_members(&mut self, group: Gc<Exception>) -> PyResult<&'static [Value]> {
        Ok(self.exception_member(group, "exceptions")?.map_or(&[], items))
    }

    /// `group.derive(exceptions)` of the builtin class.
    pub(crate) fn derive_group(&mut self, group: Gc<Exception>, exceptions: Value) -> PyResult {
        let message = self.exception_member(group, "message")?.unwrap_or(Value::NONE);
        let args = self.new_tuple(&[message, exceptions])?;
        let class = self.types.base_exception_group;
        self.new_group(class, args, Value::NULL)
    }

    /// `group.split(matcher)`: the matching part and, if asked for, the rest; None for nothing.
    pub(crate) fn split_group(
        &mut self,
        group: Gc<Exception>,
        matcher: Value,
        rest: bool,
    ) -> PyResult<[Value; 2]> {
        let is_class =
            |vm: &Vm, v: Value| v.downcast::<Type>().is_some_and(|c| c.is_subclass(vm.types.base_exception));
        let classes = is_class(self, matcher)
            || matcher.downcast::<Tuple>().is_some_and(|t| t.items().iter().all(|&v| is_class(self, v)));
        let callable = !matcher.is_kind(Kind::Type)
            && (matches!(matcher.kind(), Some(Kind::Function | Kind::Native | Kind::BoundMethod))
                || self.special(matcher, "__call__").is_some());
        let matcher = match (classes, callable) {
            (true, _) => Matcher::Classes(matcher),
            (false, true) => Matcher::Predicate(matcher),
            _ => {
                return Err(self.raise_type_error(
                    "expected an exception type, a tuple of exception types, or a callable (other than a class)",
                ));
            }
        };
        self.split(group.value(), matcher, rest)
    }

    fn split(&mut self, exception: Value, matcher: Matcher, want_rest: bool) -> PyResult<[Value; 2]> {
        let matches = match matcher {
            Matcher::Classes(classes) => self.exception_is(exception, classes),
            Matcher::Predicate(function) => {
                let answer = self.call(function, &[exception])?;
                self.truth(answer)?
            }
            Matcher::Among(list) => {
                !self.is_group(exception) && list.items().iter().any(|i| i.get().is(exception))
            }
        };
        if matches {
            return Ok([exception, Value::NONE]);
        }
        let Some(group) = exception.downcast::<Exception>().filter(|_| self.is_group(exception)) else {
            return Ok([Value::NONE, if want_rest { exception } else { Value::NONE }]);
        };
        self.enter_native(" in exceptiongroup_split_recursive")?;
        let sides = self.split_members(group, matcher, want_rest);
        self.native_depth -= 1;
        sides
    }

    fn split_members(
        &mut self,
        group: Gc<Exception>,
        matcher: Matcher,
        want_rest: bool,
    ) -> PyResult<[Value; 2]> {
        let (matching, rest) = (self.new_list(&[])?, self.new_list(&[])?);
        for &member in self.group_members(group)? {
            let [m, r] = self.split(member, matcher, want_rest)?;
            for (list, part) in [(matching, m), (rest, r)] {
                if !part.is_none() {
                    let pushed = List::push(list, &mut self.heap, part);
                    self.check(pushed)?;
                }
            }
        }
        let matching = self.group_subset(group, matching)?;
        let rest = if want_rest { self.group_subset(group, rest)? } else { Value::NONE };
        Ok([matching, rest])
    }

    /// A group of some of a group's exceptions that keeps its traceback, cause, context and notes.
    fn group_subset(&mut self, group: Gc<Exception>, members: Gc<List>) -> PyResult {
        if members.is_empty() {
            return Ok(Value::NONE);
        }
        let derive = self.intern("derive");
        let derive = self.get_attr(group.value(), derive)?;
        let made = self.call(derive, &[members.value()])?;
        let Some(e) = made.downcast::<Exception>().filter(|_| self.is_group(made)) else {
            return Err(self.raise_type_error("derive must return an instance of BaseExceptionGroup"));
        };
        self.heap.set(e, &e.traceback, group.traceback.get());
        self.heap.set(e, &e.context, group.context.get());
        self.heap.set(e, &e.cause, group.cause.get());
        // Whoever sets a cause says that the context is not to be shown, and so if there is none.
        e.suppress.set(Value::TRUE);
        let notes = self.intern("__notes__");
        if let Some(held) = self.get_attr_or_none(group.value(), notes)?
            && matches!(held.kind(), Some(Kind::List | Kind::Tuple))
        {
            let copy = self.list_of(held)?;
            self.set_attr(made, notes, copy.value())?;
        }
        Ok(made)
    }

    /// Whether an exception is an instance of a class, or of one in a tuple.
    fn exception_is(&self, exception: Value, classes: Value) -> bool {
        let class = self.type_of(exception);
        match classes.downcast::<Type>() {
            Some(wanted) => class.is_subclass(wanted),
            None => items(classes).iter().filter_map(|c| c.downcast::<Type>()).any(|c| class.is_subclass(c)),
        }
    }

    /// `CHECK_EG_MATCH`.
    pub(super) fn check_group_match(&mut self, c: &mut Cursor) -> PyResult<()> {
        let (exception, wanted) = (c.peek(2), c.peek(1));
        let single = [wanted];
        let classes = if wanted.is_kind(Kind::Tuple) { items(wanted) } else { &single[..] };
        for &class in classes {
            let class = class.downcast::<Type>().filter(|c| c.is_subclass(self.types.base_exception));
            let message = match class {
                None => "catching classes that do not inherit from BaseException is not allowed",
                Some(c) if c.is_subclass(self.types.base_exception_group) => {
                    "catching ExceptionGroup with except* is not allowed. Use except instead."
                }
                Some(_) => continue,
            };
            return Err(self.raise_type_error(message));
        }
        let [matching, rest] = if exception.is_none() {
            [Value::NONE, Value::NONE]
        } else if self.exception_is(exception, wanted) {
            let group = if self.is_group(exception) { exception } else { self.wrap_in_group(exception, c)? };
            [group, Value::NONE]
        } else if self.is_group(exception) {
            let split = self.intern("split");
            let split = self.get_attr(exception, split)?;
            let pair = self.call(split, &[wanted])?;
            let class = self.type_name(exception);
            if !pair.is_kind(Kind::Tuple) {
                let message = format!("{class}.split must return a tuple, not {}", self.type_name(pair));
                return Err(self.raise_type_error(message));
            }
            match items(pair) {
                [matching, rest, ..] => [*matching, *rest],
                few => {
                    let n = few.len();
                    let message = format!("{class}.split must return a 2-tuple, got tuple of size {n}");
                    return Err(self.raise_type_error(message));
                }
            }
        } else {
            [Value::NONE, exception]
        };
        c.poke(2, rest);
        c.poke(1, matching);
        if !matching.is_none() {
            self.handling = matching;
        }
        Ok(())
    }

    /// The group that `except*` makes of a single exception.
    fn wrap_in_group(&mut self, exception: Value, c: &Cursor) -> PyResult {
        let message = self.new_str("")?;
        let held = self.new_tuple(&[exception])?;
        let args = self.new_tuple(&[message, held])?;
        let class = self.types.base_exception_group;
        let group = self.new_group(class, args, Value::NULL)?;
        // It begins here.
        if let Some(group) = group.downcast::<Exception>() {
            self.add_traceback_entry(group, c, c.index());
        }
        Ok(group)
    }

    /// `PREP_RERAISE_STAR`: what leaves the statement after its clauses ran.
    pub(super) fn prepare_reraise(&mut self, original: Value, raised: Value) -> PyResult {
        let Some(list) = raised.downcast::<List>() else { return Ok(Value::NONE) };
        if !self.is_group(original) {
            return Ok(list.get(0).unwrap_or(Value::NONE));
        }
        let (new, again) = (self.new_list(&[])?, self.new_list(&[])?);
        for at in 0..list.len() {
            let Some(e) = list.get(at).and_then(|v| v.downcast::<Exception>()) else { continue };
            let to = if self.same_metadata(e, original)? { again } else { new };
            let pushed = List::push(to, &mut self.heap, e.value());
            self.check(pushed)?;
        }
        let leaves = self.new_list(&[])?;
        for at in 0..again.len() {
            self.collect_leaves(again.get(at).unwrap_or(Value::NONE), leaves)?;
        }
        let kept = match leaves.is_empty() {
            true => Value::NONE,
            false => self.split(original, Matcher::Among(leaves), false)?[0],
        };
        if new.is_empty() {
            return Ok(kept);
        }
        if !kept.is_none() {
            let pushed = List::push(new, &mut self.heap, kept);
            self.check(pushed)?;
        }
        if new.len() == 1 {
            return Ok(new.get(0).unwrap_or(Value::NONE));
        }
        let message = self.new_str("")?;
        let args = self.new_tuple(&[message, new.value()])?;
        let class = self.types.base_exception_group;
        self.new_group(class, args, Value::NULL)
    }

    fn same_metadata(&mut self, e: Gc<Exception>, original: Value) -> PyResult<bool> {
        let Some(o) = original.downcast::<Exception>().filter(|_| self.is_group(e.value())) else {
            return Ok(false);
        };
        Ok(e.traceback.get().is(o.traceback.get())
            && e.cause.get().is(o.cause.get())
            && e.context.get().is(o.context.get()))
    }

    fn collect_leaves(&mut self, exception: Value, leaves: Gc<List>) -> PyResult<()> {
        let Some(e) = exception.downcast::<Exception>() else { return Ok(()) };
        if !self.is_group(exception) {
            let pushed = List::push(leaves, &mut self.heap, exception);
            return self.check(pushed);
        }
        self.enter_native("")?;
        let mut result = Ok(());
        for &member in self.group_members(e)? {
            result = self.collect_leaves(member, leaves);
            if result.is_err() {
                break;
            }
        }
        self.native_depth -= 1;
        result
    }

    /// `repr` of an exception: its class and its arguments.
    pub(crate) fn exception_repr(&mut self, e: Gc<Exception>) -> PyResult {
        let class = self.type_of(e.value()).name();
        let args = items(e.args.get());
        let shown = match args {
            [one] => format!("({})", self.repr_string(*one)?),
            _ => self.repr_string(e.args.get())?,
        };
        let text = format!("{}{shown}", class.as_wtf8());
        self.new_str(text.as_str())
    }
}
