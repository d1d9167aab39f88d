//! Making classes: what a `class` statement and `type(name, bases, namespace)` do, in CPython's order.
//!
//! ```text
//! class C(B, metaclass=M, **kw): body
//!   bases ─► __mro_entries__      M ─► the most derived metaclass      M.__prepare__(name, bases, **kw) ─► namespace
//!   body runs in namespace        M(name, bases, namespace, **kw) ─► type.__new__:
//!     layout (`slots`), MRO (C3), __set_name__ of the values, __init_subclass__ of the base
//! ```
//!
//! Classes live as long as their engine: shapes refer to them.

use super::Vm;
use super::class_layout::Layout;
use super::keys::{Plain, find_plain};

use crate::builtins::put;
use crate::heap::Gc;
use crate::objects::descriptor::{Descriptor, DescriptorKind};
use crate::objects::function::Cell;
use crate::objects::types::{NewType, type_flags};
use crate::objects::{Dict, Function, Kind, List, Native, Str, Tuple, Type, WeakRef};
use crate::value::{PyResult, Raised, Value};

/// The class that an entry of a list of derived classes stands for: a weak reference to it, or one of the engine's own
/// itself.
fn derived_class(entry: Value) -> Option<Gc<Type>> {
    match entry.downcast::<WeakRef>() {
        Some(weak) => weak.get()?.downcast(),
        None => entry.downcast(),
    }
}

impl Vm {
    /// `__build_class__`.
    ///
    /// # Errors
    /// What the body and the metaclass raise; `TypeError` for bases that do not fit together.
    pub(crate) fn build_class(&mut self, args: &[Value]) -> PyResult {
        let (metaclass, given, keywords) = (args[0], self.expect::<Tuple>(args[1], "tuple")?, args[2]);
        let &[function, name, ref originals @ ..] = given.items() else {
            return Err(self.raise_type_error("__build_class__: not enough arguments"));
        };
        let Some(function) = function.downcast::<Function>() else {
            return Err(self.raise_type_error("__build_class__: func must be a function"));
        };
        if !name.is_kind(Kind::Str) {
            return Err(self.raise_type_error("__build_class__: name is not a string"));
        }
        let originals = self.new_tuple(originals)?;
        let originals = self.expect::<Tuple>(originals, "tuple")?;
        let bases = self.resolve_bases(originals)?;
        let mut meta = match metaclass {
            Value::NULL => match bases.items().first() {
                Some(&first) => self.type_of(first).value(),
                None => self.types.typ.value(),
            },
            given => given,
        };
        if let Some(class) = meta.downcast::<Type>() {
            meta = self.most_derived_metaclass(class, bases)?.value();
        }
        let namespace = self.prepare_namespace(meta, name, bases, keywords)?;
        let cell = self.run_class_body(function, namespace)?;
        if bases != originals {
            let key = self.intern("__orig_bases__");
            self.set_item(namespace, key.value(), originals.value())?;
        }
        let class = self.call_with_dict(meta, &[name, bases.value(), namespace], keywords)?;
        if let (Some(cell), Some(made)) = (cell.downcast::<Cell>(), class.downcast::<Type>()) {
            self.check_class_cell(cell, made, name)?;
        }
        Ok(class)
    }

    /// Calls with positional arguments and the keywords of a dict (or NULL).
    pub(crate) fn call_with_dict(&mut self, callable: Value, args: &[Value], keywords: Value) -> PyResult {
        let Some(dict) = keywords.downcast::<Dict>().filter(|d| !d.is_empty()) else {
            return self.call(callable, args);
        };
        // Names and values stay alive in the dict, which stands on the native stack.
        let (mut names, mut all) = (Vec::new(), args.to_vec());
        let mut at = 0;
        while let Some((number, key, value)) = dict.next_entry(at) {
            names.push(key);
            all.push(value);
            at = number + 1;
        }
        let result = self.call_with(callable, &all, &names);
        std::hint::black_box(&dict);
        result
    }

    fn check_class_cell(&mut self, cell: Gc<Cell>, made: Gc<Type>, name: Value) -> PyResult<()> {
        let held = cell.value.get();
        if held.is(made.value()) {
            return Ok(());
        }
        let (name, shown) = (self.repr_string(name)?, self.repr_string(made.value())?);
        if held.is_null() {
            let message = format!(
                "__class__ not set defining {name} as {shown}. Was __classcell__ propagated to type.__new__?"
            );
            return Err(self.raise_str(self.types.runtime_error, &message));
        }
        let held = self.repr_string(held)?;
        Err(self.raise_type_error(format!("__class__ set to {held} defining {name} as {shown}")))
    }

    /// The bases of a class statement after their `__mro_entries__` were asked; the same tuple if none has one.
    fn resolve_bases(&mut self, originals: Gc<Tuple>) -> PyResult<Gc<Tuple>> {
        let name = self.intern("__mro_entries__");
        let mut resolved: Option<Gc<List>> = None;
        for (i, &base) in originals.items().iter().enumerate() {
            let entries = match base.downcast::<Type>() {
                Some(_) => None,
                None => self.get_attr_or_none(base, name)?,
            };
            let Some(entries) = entries else {
                if let Some(list) = resolved {
                    let pushed = List::push(list, &mut self.heap, base);
                    self.check(pushed)?;
                }
                continue;
            };
            let replacement = self.call(entries, &[originals.value()])?;
            let Some(replacement) = replacement.downcast::<Tuple>() else {
                return Err(self.raise_type_error("__mro_entries__ must return a tuple"));
            };
            let list = match resolved {
                Some(list) => list,
                None => self.new_list(&originals.items()[..i])?,
            };
            resolved = Some(list);
            self.list_extend(list, replacement.value())?;
        }
        match resolved {
            None => Ok(originals),
            Some(list) => {
                let tuple = self.tuple_of_list(list)?;
                self.expect(tuple, "tuple")
            }
        }
    }

    fn most_derived_metaclass(&mut self, meta: Gc<Type>, bases: Gc<Tuple>) -> PyResult<Gc<Type>> {
        let mut winner = meta;
        for &base in bases.items() {
            let other = self.type_of(base);
            if winner.is_subclass(other) {
                continue;
            }
            if !other.is_subclass(winner) {
                return Err(self.raise_type_error(
                    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the \
                     metaclasses of all its bases",
                ));
            }
            winner = other;
        }
        Ok(winner)
    }

    fn prepare_namespace(&mut self, meta: Value, name: Value, bases: Gc<Tuple>, keywords: Value) -> PyResult {
        if meta.is(self.types.typ.value()) {
            return Ok(self.new_dict().value());
        }
        let prepare = self.intern("__prepare__");
        let Some(prepare) = self.get_attr_or_none(meta, prepare)? else { return Ok(self.new_dict().value()) };
        let namespace = self.call_with_dict(prepare, &[name, bases.value()], keywords)?;
        if namespace.is_kind(Kind::Dict) || self.special(namespace, "__getitem__").is_some() {
            return Ok(namespace);
        }
        let shown = match meta.downcast::<Type>() {
            Some(class) => class.name().as_wtf8().to_string(),
            None => "<metaclass>".to_owned(),
        };
        let given = self.type_name(namespace);
        Err(self.raise_type_error(format!("{shown}.__prepare__() must return a mapping, not {given}")))
    }

    /// `type.__new__(meta, name, bases, namespace, **keywords)`.
    ///
    /// # Errors
    /// `TypeError` and `ValueError` for parts that do not fit together; what `__set_name__`, `__init_subclass__` and
    /// the metaclass's `mro` raise.
    pub(crate) fn type_new(&mut self, meta: Gc<Type>, args: [Value; 3], keywords: Value) -> PyResult {
        let [name, bases, namespace] = args;
        let position = |vm: &mut Vm, n: usize, what: &str, value: Value| {
            let given = vm.type_name(value);
            vm.raise_type_error(format!("type.__new__() argument {n} must be {what}, not {given}"))
        };
        let Some(name) = name.downcast::<Str>() else { return Err(position(self, 1, "str", name)) };
        let Some(bases) = bases.downcast::<Tuple>() else { return Err(position(self, 2, "tuple", bases)) };
        let Some(source) = namespace.downcast::<Dict>() else {
            return Err(position(self, 3, "dict", namespace));
        };
        for &base in bases.items() {
            let entries = self.intern("__mro_entries__");
            if base.downcast::<Type>().is_none() && self.get_attr_or_none(base, entries)?.is_some() {
                return Err(self
                    .raise_type_error("type() doesn't support MRO entry resolution; use types.new_class()"));
            }
        }
        let winner = self.most_derived_metaclass(meta, bases)?;
        if winner != meta {
            let new = self.intern("__new__");
            let found = winner.lookup(new);
            if found != self.types.typ.own(new)
                && let Some(found) = found
            {
                let new = self.bind_to_none(found, winner)?;
                return self.call_with_dict(new, &[winner.value(), args[0], args[1], args[2]], keywords);
            }
        }
        if name.as_bytes().contains(&0) {
            return Err(self.raise_value_error("type name must not contain null characters"));
        }
        self.check_encodable(name)?;
        let doc = self.intern("__doc__");
        if let Some(doc) = self.dict_get(source, doc.value())?.and_then(|doc| doc.downcast::<Str>()) {
            self.check_encodable(doc)?;
        }
        let bases = if bases.is_empty() {
            let object = self.new_tuple(&[self.types.object.value()])?;
            self.expect::<Tuple>(object, "tuple")?
        } else {
            bases
        };
        let base = self.best_base(bases)?;
        let dict = self.new_dict();
        self.dict_merge(dict, source)?;
        let qualname = self.take_qualname(dict, name)?;
        self.set_module_name(dict)?;
        let class_cell = self.take_cell(dict, "__classcell__")?;
        let dict_cell = self.take_cell(dict, "__classdictcell__")?;
        let layout = self.layout_of(base, bases, name, dict)?;
        let class = self.assemble_class(winner, name, [bases.value(), base.value()], dict, layout)?;
        Type::set_qualname(class, &mut self.heap, qualname);
        self.wrap_special_functions(class)?;
        for (cell, value) in [(class_cell, class.value()), (dict_cell, dict.value())] {
            if let Some(cell) = cell {
                self.heap.set(cell, &cell.value, value);
            }
        }
        for &base in bases.items() {
            if let Some(base) = base.downcast::<Type>() {
                self.add_subclass(base, class)?;
            }
        }
        self.hooks_changed(class);
        self.name_descriptors(class, source)?;
        self.init_subclass(class, keywords)?;
        Ok(class.value())
    }

    /// `__module__` of a class whose namespace does not say it: that of the running code.
    fn set_module_name(&mut self, dict: Gc<Dict>) -> PyResult<()> {
        let key = self.intern("__module__");
        if self.dict_get(dict, key.value())?.is_some() {
            return Ok(());
        }
        let name = self.intern("__name__");
        if let Some(globals) = self.running_globals().downcast::<Dict>()
            && let Some(module) = self.dict_get(globals, name.value())?
        {
            self.dict_set(dict, key.value(), module)?;
        }
        Ok(())
    }

    /// `__qualname__` of a namespace, which a class keeps outside its dict.
    fn take_qualname(&mut self, dict: Gc<Dict>, name: Gc<Str>) -> PyResult<Gc<Str>> {
        let key = self.intern("__qualname__");
        let Some(given) = self.dict_remove(dict, key.value())? else { return Ok(name) };
        match given.downcast() {
            Some(qualname) => Ok(qualname),
            None => {
                let given = self.type_name(given);
                Err(self.raise_type_error(format!("type __qualname__ must be a str, not {given}")))
            }
        }
    }

    /// How many attributes a fresh instance has room for: as many as `__init__` stores, with the `inherited` ones if it may
    /// call that of the base class.
    fn room_in_instances(&mut self, inherited: u16, dict: Gc<Dict>) -> u16 {
        /// Others go into a buffer, until an instance has shown that they are stored.
        const MOST: u16 = 24;
        const LEAST: u16 = 4;
        let start = self.intern("__init__");
        let found = dict.find_name(start.name_hash(), start.value()).map(|n| dict.found_value(n));
        let Some(init) = found.and_then(|init| init.downcast::<Function>()) else {
            return inherited.max(LEAST);
        };
        let stores = init.code().attribute_stores();
        let own = stores.names.min(MOST);
        if stores.calls_init { (own + inherited).min(MOST).max(inherited) } else { own.max(LEAST) }
    }

    fn assemble_class(
        &mut self,
        meta: Gc<Type>,
        name: Gc<Str>,
        [bases, base]: [Value; 2],
        dict: Gc<Dict>,
        layout: Layout,
    ) -> PyResult<Gc<Type>> {
        let (bases, base) = (self.expect::<Tuple>(bases, "tuple")?, self.expect::<Type>(base, "type")?);
        let name = self.intern(name.as_wtf8());
        let shape = meta.root_shape().0;
        let new = NewType {
            name,
            bases,
            dict,
            layout: base.layout(),
            flags: layout.flags | type_flags::BASE,
            shape,
        };
        let class = Type::new(&mut self.heap, new);
        Type::set_bases(class, &mut self.heap, bases, base);
        let mro = self.compute_mro(class)?;
        Type::set_mro(class, &mut self.heap, mro);
        let root = self.shapes.new_root(class, layout.reserved);
        let room = match base.layout() {
            Kind::Instance if layout.flags & type_flags::HAS_DICT != 0 => {
                self.room_in_instances(base.inline_slots().saturating_sub(layout.reserved), dict)
            }
            _ => 0,
        };
        class.set_root_shape(root, layout.reserved + room);
        class.decide_attrs_word(layout.reserved);
        if meta.has(type_flags::HAS_FINALIZER) {
            self.heap.register_finalizable(class);
        }
        self.add_layout_descriptors(class, &layout)?;
        let doc = self.intern("__doc__");
        if class.own(doc).is_none() {
            put(self, dict, "__doc__", Value::NONE);
        }
        let (eq, hash) = (self.intern("__eq__"), self.intern("__hash__"));
        if class.own(eq).is_some() && class.own(hash).is_none() {
            put(self, dict, "__hash__", Value::NONE);
        }
        Ok(class)
    }

    /// `__new__` is a static method, `__init_subclass__` and `__class_getitem__` are class methods, said or not.
    fn wrap_special_functions(&mut self, class: Gc<Type>) -> PyResult<()> {
        for (name, which) in [
            ("__new__", DescriptorKind::StaticMethod),
            ("__init_subclass__", DescriptorKind::ClassMethod),
            ("__class_getitem__", DescriptorKind::ClassMethod),
        ] {
            let key = self.intern(name);
            if let Some(function) = class.own(key).filter(|f| f.is_kind(Kind::Function)) {
                let wrapped = self.wrap_method(which, function);
                self.dict_set(class.dict(), key.value(), wrapped.value())?;
            }
        }
        Ok(())
    }

    /// Takes the cell of `__class__` or `__classdict__` out of a namespace.
    fn take_cell(&mut self, dict: Gc<Dict>, name: &str) -> PyResult<Option<Gc<Cell>>> {
        let key = self.intern(name);
        let Some(cell) = self.dict_remove(dict, key.value())? else { return Ok(None) };
        match cell.downcast::<Cell>() {
            Some(cell) => Ok(Some(cell)),
            None => {
                let given = self.type_of(cell);
                let given = self.repr_string(given.value())?;
                Err(self.raise_type_error(format!("{name} must be a nonlocal cell, not {given}")))
            }
        }
    }

    fn name_descriptors(&mut self, class: Gc<Type>, source: Gc<Dict>) -> PyResult<()> {
        let names = self.new_dict();
        self.dict_merge(names, source)?;
        let mut at = 0;
        while let Some((number, key, value)) = names.next_entry(at) {
            at = number + 1;
            if let Some(d) = value.downcast::<Descriptor>() {
                self.heap.set(d, &d.name, key);
            }
            if self.is_core(value) {
                continue;
            }
            let Some(method) = self.special(value, "__set_name__") else { continue };
            if let Err(raised) = self.call_method(method, value, &[class.value(), key]) {
                self.note_set_name(class, key, value);
                return Err(raised);
            }
        }
        Ok(())
    }

    /// The note that an exception of `__set_name__` gets.
    fn note_set_name(&mut self, class: Gc<Type>, key: Value, value: Value) {
        let exception = self.take_raised();
        let shown = self.repr_string(key).unwrap_or_default();
        let (kind, class) = (self.type_name(value), class.name().as_wtf8().to_string());
        self.raised = exception;
        self.note_raised(&format!("Error calling __set_name__ on '{kind}' instance {shown} in '{class}'"));
    }

    /// Adds a note to the pending exception.
    #[cold]
    pub(crate) fn note_raised(&mut self, text: &str) {
        let exception = self.take_raised();
        let add_note = self.intern("add_note");
        if let Ok(text) = self.new_str(text)
            && let Ok(method) = self.get_attr(exception, add_note)
        {
            let _ = self.call(method, &[text]);
        }
        self.raised = exception;
    }

    fn init_subclass(&mut self, class: Gc<Type>, keywords: Value) -> PyResult<()> {
        let name = self.intern("__init_subclass__");
        let found = class.mro().iter().skip(1).filter_map(|c| c.downcast::<Type>()).find_map(|c| c.own(name));
        let Some(found) = found else { return Ok(()) };
        if Some(found) == self.types.object.own(name) {
            if keywords.downcast::<Dict>().is_some_and(|d| !d.is_empty()) {
                let class = class.qualname().as_wtf8().to_string();
                return Err(
                    self.raise_type_error(format!("{class}.__init_subclass__() takes no keyword arguments"))
                );
            }
            return Ok(());
        }
        let bound = self.bind_to_none(found, class)?;
        self.call_with_dict(bound, &[], keywords).map(|_| ())
    }

    /// What a class attribute is when it is looked up on the class.
    pub(crate) fn bind_to_none(&mut self, found: Value, class: Gc<Type>) -> PyResult {
        match self.bind_attr(found, None, class)? {
            super::attr::Found::Plain(v) | super::attr::Found::Method(v) => Ok(v),
        }
    }

    /// The MRO of a new class: what the metaclass's `mro` says, or C3.
    pub(crate) fn compute_mro(&mut self, class: Gc<Type>) -> PyResult<Gc<Tuple>> {
        let meta = self.type_of(class.value());
        if meta != self.types.typ {
            let name = self.intern("mro");
            let found = meta.lookup(name);
            if let Some(method) = found.filter(|m| !m.is_kind(Kind::Native)) {
                let answer = self.call_method(method, class.value(), &[])?;
                let list = self.list_of(answer)?;
                if list.is_empty() {
                    return Err(self.raise_type_error("type MRO must not be empty"));
                }
                let solid = self.solid_base(class);
                for item in list.items() {
                    let Some(base) = item.get().downcast::<Type>() else {
                        let given = self.type_name(item.get());
                        return Err(self.raise_type_error(format!("mro() returned a non-class ('{given}')")));
                    };
                    if !solid.is_subclass(self.solid_base(base)) {
                        let name = self.shown_name(base);
                        let message = format!("mro() returned base with unsuitable layout ('{name}')");
                        return Err(self.raise_type_error(message));
                    }
                }
                let tuple = self.tuple_of_list(list)?;
                return self.expect(tuple, "tuple");
            }
        }
        self.linearize(class)
    }

    /// The C3 linearization of a class (Barrett et al., "A monotonic superclass linearization for Dylan").
    ///
    /// # Errors
    /// `TypeError` when the bases' orders contradict each other.
    pub(crate) fn linearize(&mut self, class: Gc<Type>) -> PyResult<Gc<Tuple>> {
        let bases = class.bases();
        if let Some(twice) =
            bases.items().iter().enumerate().find(|&(i, b)| bases.items()[..i].contains(b)).map(|(_, b)| *b)
        {
            let name = twice.downcast::<Type>().map(|t| t.name().as_wtf8().to_string()).unwrap_or_default();
            return Err(self.raise_type_error(format!("duplicate base class {name}")));
        }
        // All classes here are reachable from the bases, which the class holds.
        let mut lines: Vec<Vec<Value>> =
            bases.items().iter().filter_map(|b| b.downcast::<Type>()).map(|b| b.mro().to_vec()).collect();
        lines.push(bases.items().to_vec());
        let mut mro = vec![class.value()];
        loop {
            lines.retain(|l| !l.is_empty());
            if lines.is_empty() {
                break;
            }
            let head = lines.iter().map(|l| l[0]).find(|h| !lines.iter().any(|l| l[1..].contains(h)));
            let Some(head) = head else { return Err(self.raise_mro_conflict(&lines)) };
            mro.push(head);
            lines.iter_mut().for_each(|l| l.retain(|c| *c != head));
        }
        let tuple = self.new_tuple(&mro)?;
        self.expect(tuple, "tuple")
    }

    #[cold]
    fn raise_mro_conflict(&mut self, lines: &[Vec<Value>]) -> Raised {
        let mut heads: Vec<Value> = vec![];
        for line in lines {
            if !heads.contains(&line[0]) {
                heads.push(line[0]);
            }
        }
        let names: Vec<String> = heads
            .iter()
            .filter_map(|h| h.downcast::<Type>())
            .map(|t| t.name().as_wtf8().to_string())
            .collect();
        self.raise_type_error(format!(
            "Cannot create a consistent method resolution order (MRO) for bases {}",
            names.join(", ")
        ))
    }

    fn add_subclass(&mut self, base: Gc<Type>, class: Gc<Type>) -> PyResult<()> {
        let list = match base.subclasses().downcast::<List>() {
            Some(list) => list,
            None => {
                let list = self.new_list(&[])?;
                Type::set_subclasses(base, &mut self.heap, list.value());
                list
            }
        };
        // The dead leave whenever the list would grow, so that adding costs the same however many come and go.
        if list.len() >= 8 && list.len().is_power_of_two() {
            let living: Vec<Value> =
                list.items().iter().map(|c| c.get()).filter(|&v| derived_class(v).is_some()).collect();
            let cut = List::splice(list, &mut self.heap, 0, list.len(), &living);
            self.check(cut)?;
        }
        let entry = match class.has(type_flags::BUILTIN) {
            true => class.value(),
            false => crate::stdlib::weakref::plain_reference(self, class.value())?,
        };
        let pushed = List::push(list, &mut self.heap, entry);
        self.check(pushed)
    }

    /// The classes derived directly from a class.
    pub(crate) fn subclasses_of(class: Gc<Type>) -> Vec<Gc<Type>> {
        match class.subclasses().downcast::<List>() {
            Some(list) => list.items().iter().filter_map(|c| derived_class(c.get())).collect(),
            None => vec![],
        }
    }

    /// `class.__bases__ = bases`.
    ///
    /// # Errors
    /// `TypeError` for bases that do not fit; the class is unchanged then.
    pub(crate) fn set_bases(&mut self, class: Gc<Type>, bases: Gc<Tuple>) -> PyResult<()> {
        if let Some(&other) = bases.items().iter().find(|b| !b.is_kind(Kind::Type)) {
            let (shown, given) = (class.name().as_wtf8().to_string(), self.type_name(other));
            return Err(
                self.raise_type_error(format!("{shown}.__bases__ must be tuple of classes, not '{given}'"))
            );
        }
        let base = self.best_base(bases)?;
        for &b in bases.items() {
            let cyclic = |b: Gc<Type>| {
                b.is_subclass(class) || std::iter::successors(Some(b), |c| c.base()).any(|c| c == class)
            };
            if b.downcast::<Type>().is_some_and(cyclic) {
                return Err(self.raise_type_error("a __bases__ item causes an inheritance cycle"));
            }
        }
        let old = class.base().unwrap_or(self.types.object);
        let deallocated = self.same_deallocator(old, base);
        if !deallocated || !self.same_layout(old, base) {
            let (base, old) = (base.name(), old.name());
            let what = if deallocated { "object layout" } else { "deallocator" };
            let message =
                format!("__bases__ assignment: '{}' {what} differs from '{}'", base.as_wtf8(), old.as_wtf8());
            return Err(self.raise_type_error(message));
        }
        let before = class.bases();
        Type::set_bases(class, &mut self.heap, bases, base);
        // Pairs of a class and its former MRO.
        let former = self.new_list(&[])?;
        let done = self.relinearize(class, former);
        if class.bases() != bases {
            // A `mro` of the program's set them once more.
            return done;
        }
        if let Err(raised) = done {
            Type::set_bases(class, &mut self.heap, before, old);
            for pair in former.items().chunks_exact(2) {
                if let (Some(changed), Some(mro)) = (pair[0].get().downcast(), pair[1].get().downcast()) {
                    Type::set_mro(changed, &mut self.heap, mro);
                }
            }
            return Err(raised);
        }
        for b in before.items().iter().filter_map(|b| b.downcast::<Type>()) {
            if let Some(list) = b.subclasses().downcast::<List>()
                && let Some(at) = list.items().iter().position(|c| derived_class(c.get()) == Some(class))
            {
                let cut = List::splice(list, &mut self.heap, at, at + 1, &[]);
                self.check(cut)?;
            }
        }
        for b in bases.items().iter().filter_map(|b| b.downcast::<Type>()) {
            self.add_subclass(b, class)?;
        }
        self.epoch.pass();
        self.hooks_changed(class);
        Ok(())
    }

    /// Computes the MROs of a class and of those derived from it anew; what they were is added to `former`.
    fn relinearize(&mut self, class: Gc<Type>, former: Gc<List>) -> PyResult<()> {
        self.enter_native("")?;
        let old = self.new_tuple(class.mro())?;
        let mro = self.compute_mro(class)?;
        for part in [class.value(), old] {
            let pushed = List::push(former, &mut self.heap, part);
            self.check(pushed)?;
        }
        Type::set_mro(class, &mut self.heap, mro);
        // The `mro` of a metaclass may run anything: a list keeps those that wait.
        let derived: Vec<Value> = Vm::subclasses_of(class).into_iter().map(Gc::value).collect();
        let derived = self.new_list(&derived)?;
        for derived in derived.items().iter().filter_map(|c| c.get().downcast()) {
            self.relinearize(derived, former)?;
        }
        self.native_depth -= 1;
        Ok(())
    }

    /// `class.name = new`, or its deletion, past the metaclass's descriptors.
    ///
    /// # Errors
    /// `TypeError` for a class of the engine's own; `AttributeError` for the deletion of what is not there.
    pub(crate) fn set_class_attr(
        &mut self,
        class: Gc<Type>,
        name: Gc<Str>,
        new: Option<Value>,
    ) -> PyResult<()> {
        if class.has(type_flags::BUILTIN) {
            let shown = self.shown_name(class);
            let message = format!("cannot set '{}' attribute of immutable type '{shown}'", name.as_wtf8());
            return Err(self.raise_type_error(message));
        }
        let old = class.own(name);
        if new.is_none() && old.is_none() {
            return Err(self.raise_no_attr(class.value(), name));
        }
        self.write_class(class, name, new)?;
        if name.as_bytes().starts_with(b"__") {
            self.hooks_changed(class);
        }
        Ok(())
    }

    /// Stores into the dict of a class that is in use, or removes from it: every such change goes through here, since caches
    /// know even of names that are not there.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn write_class(&mut self, class: Gc<Type>, name: Gc<Str>, new: Option<Value>) -> PyResult<()> {
        self.class_changes(class, class.own(name), new);
        match new {
            Some(new) => self.dict_set(class.dict(), name.value(), new),
            None => self.dict_remove(class.dict(), name.value()).map(|_| ()),
        }
    }

    /// A class's dict is about to change: what caches know of it is stale. The first time that a plain value replaces
    /// a plain one, the class is noted as one whose plain values no cache holds any more; a counter in a class costs one epoch.
    pub(crate) fn class_changes(&mut self, class: Gc<Type>, old: Option<Value>, new: Option<Value>) {
        class.bump_version();
        let among_plain = old.is_some_and(|v| self.is_plain(v)) && new.is_some_and(|v| self.is_plain(v));
        if class.has(type_flags::CACHED) && !(among_plain && class.has(type_flags::VARIABLE)) {
            self.epoch.pass();
        }
        if among_plain {
            class.set_flag_bits(type_flags::VARIABLE);
        }
    }

    /// Whether a value of a class is data: no function and no descriptor. It stays so until its class changes, or it
    /// changes its class, which makes a new epoch.
    pub(crate) fn is_plain(&mut self, value: Value) -> bool {
        use Kind as K;
        match value.kind() {
            None => true,
            Some(
                K::Int
                | K::Nan
                | K::Complex
                | K::Str
                | K::Bytes
                | K::Tuple
                | K::List
                | K::Dict
                | K::Set
                | K::Range
                | K::Instance
                | K::Exception
                | K::Type
                | K::Module,
            ) => self.is_core(value) || !self.is_descriptor(value),
            Some(_) => false,
        }
    }

    /// Whether the class of a value that is none of the engine's has one of the methods of descriptors.
    pub(crate) fn is_descriptor(&mut self, value: Value) -> bool {
        ["__get__", "__set__", "__delete__"].into_iter().any(|name| self.special(value, name).is_some())
    }

    /// Whether caches may hold what looking up a name in the class found.
    pub(super) fn may_cache(&mut self, class: Gc<Type>, value: Value) -> bool {
        let varies = |v: &Value| v.downcast::<Type>().is_some_and(|c| c.has(type_flags::VARIABLE));
        !(class.mro().iter().any(varies) && self.is_plain(value))
    }

    /// The classes of the engine's table are filled: what follows from their methods is noted.
    ///
    /// # Panics
    /// When the heap's limit leaves no room.
    pub(crate) fn settle_classes(&mut self) {
        for class in self.types.all().collect::<Vec<_>>() {
            for base in class.bases().items().iter().filter_map(|b| b.downcast::<Type>()) {
                let _ = self.add_subclass(base, class);
            }
        }
        let object = self.types.object;
        self.hooks_changed(object);
        let typ = self.types.typ;
        typ.set_flag_bits(type_flags::HAS_WEAKREF);
    }

    /// Looks again at the methods of a class, and of those derived from it, that the machine itself asks about: flags
    /// and the stepping of iterators follow them.
    pub(crate) fn hooks_changed(&mut self, class: Gc<Type>) {
        let mut bits = 0;
        for (text, flag) in [
            ("__getattribute__", type_flags::GETATTRIBUTE),
            ("__getattr__", type_flags::GETATTR),
            ("__setattr__", type_flags::SETATTR),
            ("__delattr__", type_flags::SETATTR),
            ("__new__", type_flags::OWN_NEW),
            ("__init__", type_flags::OWN_INIT),
            ("__del__", type_flags::HAS_FINALIZER),
            ("__bool__", type_flags::TRUTH),
            ("__len__", type_flags::TRUTH),
            ("__eq__", type_flags::EQUALITY),
            ("__ne__", type_flags::EQUALITY),
            ("__class__", type_flags::CLASS_SAID),
        ] {
            let name = self.intern(text);
            let found = class.lookup(name);
            if found.is_some()
                && found != self.types.object.own(name)
                && !Vm::is_engines_own(found, text, flag)
            {
                bits |= flag;
            }
        }
        let mask = type_flags::GETATTRIBUTE
            | type_flags::GETATTR
            | type_flags::SETATTR
            | type_flags::OWN_NEW
            | type_flags::OWN_INIT
            | type_flags::HAS_FINALIZER
            | type_flags::TRUTH
            | type_flags::EQUALITY
            | type_flags::CLASS_SAID;
        class.replace_flag_bits(mask, bits);
        let name = self.intern("__next__");
        let owner = class
            .lookup(name)
            .and_then(|v| v.downcast::<Native>())
            .and_then(|n| n.owner().downcast::<Type>());
        class.set_iter_next(owner.and_then(|o| o.iter_next()));
        for derived in Vm::subclasses_of(class) {
            self.hooks_changed(derived);
        }
    }

    /// Whether the attribute hook that a class has is `type`'s or a module's: what the machine does anyway.
    fn is_engines_own(found: Option<Value>, name: &str, flag: u32) -> bool {
        if flag
            & (type_flags::GETATTRIBUTE
                | type_flags::GETATTR
                | type_flags::SETATTR
                | type_flags::HAS_FINALIZER)
            == 0
        {
            return false;
        }
        // Another method of the engine's under this name is the program's choice.
        let native = found.and_then(|v| v.downcast::<Native>()).filter(|n| n.def().name == name);
        let owner = native.and_then(|n| n.owner().downcast::<Type>());
        owner.is_some_and(|o| o.has(type_flags::CORE))
    }

    /// The value of a name in a namespace dict.
    pub(crate) fn namespace_get(&mut self, dict: Gc<Dict>, name: Gc<Str>) -> PyResult<Option<Value>> {
        let hash = name.name_hash();
        let found = match find_plain(dict, hash, name.value()) {
            Plain::Found(number) => Some(number),
            Plain::Absent => None,
            Plain::Unknown => dict.find(hash, name.value(), |other| self.equal(other, name.value()))?,
        };
        Ok(found.and_then(|n| dict.value_at(n)))
    }
}
