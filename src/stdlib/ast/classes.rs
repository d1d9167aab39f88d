//! The classes of the tree: made of the grammar's table once an engine, kept for conversions.
//!
//! ```text
//! Held::SyntaxClasses ─► ( AST, sums…, kinds and products…, the one node of each operator and context… )
//! ```
//!
//! They are ordinary classes, so that programs may give them attributes and derive their own.

use super::grammar::{ALL_NODES, ALL_SUMS, Attributes, Count, FieldType, NODES, Node, PLACE, SUMS, Sum};
use super::nodes;
use crate::heap::Gc;
use crate::objects::types::type_flags;
use crate::objects::{List, Tuple, Type};
use crate::stdlib::arguments::push;
use crate::stdlib::slots::new_instance;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::held::Held;

/// The classes of an engine, by number; borrowed from the tuple that the engine holds.
#[derive(Clone, Copy)]
pub(crate) struct Classes(Gc<Tuple>);

impl Classes {
    /// Those of the engine, made at the first request.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn of(vm: &mut Vm) -> PyResult<Classes> {
        match vm.held(Held::SyntaxClasses).downcast() {
            Some(tuple) => Ok(Classes(tuple)),
            None => make(vm),
        }
    }

    fn class_at(self, index: usize) -> Gc<Type> {
        self.0.items()[index].downcast().expect("the tuple of classes holds classes")
    }

    /// `ast.AST`.
    pub(super) fn ast(self) -> Gc<Type> {
        self.class_at(0)
    }

    pub(super) fn sum(self, sum: Sum) -> Gc<Type> {
        self.class_at(1 + sum as usize)
    }

    pub(super) fn node(self, node: Node) -> Gc<Type> {
        self.class_at(1 + SUMS.len() + node as usize)
    }

    /// The one node of an operator or context.
    pub(super) fn singleton(self, node: Node) -> Value {
        self.0.items()[1 + SUMS.len() + NODES.len() + node as usize]
    }

    /// All classes in the order of the grammar: each sum in front of its kinds.
    pub(super) fn published(self) -> impl Iterator<Item = Gc<Type>> {
        let mut listed = None;
        let nodes = ALL_NODES.iter().flat_map(move |&node| {
            let sum = node.spec().sum.filter(|&sum| listed != Some(sum));
            listed = node.spec().sum.or(listed);
            sum.map(|sum| self.sum(sum)).into_iter().chain([self.node(node)])
        });
        std::iter::once(self.ast()).chain(nodes)
    }

    /// All classes.
    pub(super) fn all(&self) -> &[Value] {
        &self.0.items()[..1 + SUMS.len() + NODES.len()]
    }

    /// Which class of the grammar a class is or derives from.
    pub(super) fn node_of(self, class: Gc<Type>) -> Option<Node> {
        let first = 1 + SUMS.len();
        class.mro().iter().find_map(|c| {
            let at = self.all()[first..].iter().position(|known| known.is(*c))?;
            ALL_NODES.get(at).copied()
        })
    }

    /// Whether a value is a node; makes no classes to find out.
    pub(crate) fn is_tree(vm: &Vm, value: Value) -> bool {
        match vm.held(Held::SyntaxClasses).downcast() {
            Some(tuple) => Classes(tuple).is_node(vm, value),
            None => false,
        }
    }

    /// Whether a value is a node of the tree.
    pub(crate) fn is_node(self, vm: &Vm, value: Value) -> bool {
        vm.type_of(value).is_subclass(self.ast())
    }
}

/// Makes all classes.
fn make(vm: &mut Vm) -> PyResult<Classes> {
    let all = vm.new_list(&[])?;
    let base = make_base(vm)?;
    push(vm, all, base.value())?;
    for &sum in ALL_SUMS {
        let class = make_class(vm, sum.spec().name, base, &[], &sum.doc())?;
        add_attributes(vm, class, sum.spec().attributes)?;
        add_unknown_ends(vm, class, sum.spec().attributes)?;
        push(vm, all, class.value())?;
    }
    for &node in ALL_NODES {
        let spec = node.spec();
        let parent = match spec.sum {
            Some(sum) => all.get(1 + sum as usize).and_then(|c| c.downcast()).unwrap_or(base),
            None => base,
        };
        let names: Vec<&str> = spec.fields.iter().map(|f| f.name).collect();
        let class = make_class(vm, spec.name, parent, &names, &node.doc())?;
        if spec.sum.is_none() {
            add_attributes(vm, class, spec.attributes)?;
        }
        for field in spec.fields.iter().filter(|f| f.count == Count::Opt) {
            set(vm, class, field.name, Value::NONE)?;
        }
        if spec.sum.is_none() {
            add_unknown_ends(vm, class, spec.attributes)?;
        }
        let places = if spec.attributes == Attributes::Placeless { 0 } else { PLACE.len() };
        class.widen((spec.fields.len() + places) as u16);
        push(vm, all, class.value())?;
    }
    for &node in ALL_NODES {
        let index = 1 + SUMS.len() + node as usize;
        let class = all.get(index).and_then(|c| c.downcast::<Type>()).unwrap_or(base);
        add_field_types(vm, node, class, all)?;
    }
    for &node in ALL_NODES {
        let index = 1 + SUMS.len() + node as usize;
        let one = match all.get(index).and_then(|c| c.downcast::<Type>()) {
            Some(class) if node.is_singleton() => new_instance(vm, class).value(),
            _ => Value::NONE,
        };
        push(vm, all, one)?;
    }
    let all = vm.tuple_of_list(all)?;
    vm.hold(Held::SyntaxClasses, all);
    let all = vm.expect::<Tuple>(all, "tuple")?;
    Ok(Classes(all))
}

/// `ast.AST`.
fn make_base(vm: &mut Vm) -> PyResult<Gc<Type>> {
    let object = vm.types.object;
    let class = make_class(vm, "AST", object, &[], "")?;
    // Classes of the grammar add the word for weak references; this one has attributes only.
    class.replace_flag_bits(type_flags::HAS_WEAKREF, 0);
    let weak = vm.intern("__weakref__");
    vm.dict_remove(class.dict(), weak.value())?;
    vm.add_methods(class, nodes::METHODS);
    set(vm, class, "__doc__", Value::NONE)?;
    let empty = vm.new_tuple(&[])?;
    set(vm, class, "_attributes", empty)?;
    vm.hooks_changed(class);
    Ok(class)
}

/// `type(name, (base,), {'_fields': …, '__match_args__': …, '__module__': 'ast', '__doc__': …})`.
fn make_class(vm: &mut Vm, name: &str, base: Gc<Type>, fields: &[&str], doc: &str) -> PyResult<Gc<Type>> {
    let fields = names(vm, fields)?;
    let namespace = vm.new_dict();
    let module = vm.intern("ast").value();
    let doc = vm.new_str(doc)?;
    for (key, value) in
        [("_fields", fields), ("__match_args__", fields), ("__module__", module), ("__doc__", doc)]
    {
        let key = vm.intern(key);
        vm.dict_set(namespace, key.value(), value)?;
    }
    let bases = vm.new_tuple(&[base.value()])?;
    let name = vm.intern(name).value();
    let meta = vm.types.typ;
    let class = vm.type_new(meta, [name, bases, namespace.value()], Value::NULL)?;
    vm.expect(class, "type")
}

fn names(vm: &mut Vm, names: &[&str]) -> PyResult {
    let names: Vec<Value> = names.iter().map(|n| vm.intern(n).value()).collect();
    vm.new_tuple(&names)
}

fn set(vm: &mut Vm, class: Gc<Type>, name: &str, value: Value) -> PyResult<()> {
    let name = vm.intern(name);
    vm.dict_set(class.dict(), name.value(), value)
}

/// `_attributes`.
fn add_attributes(vm: &mut Vm, class: Gc<Type>, attributes: Attributes) -> PyResult<()> {
    let place: &[&str] = if attributes == Attributes::Placeless { &[] } else { &PLACE };
    let tuple = names(vm, place)?;
    set(vm, class, "_attributes", tuple)
}

/// None for the attributes that may be unknown.
fn add_unknown_ends(vm: &mut Vm, class: Gc<Type>, attributes: Attributes) -> PyResult<()> {
    if attributes == Attributes::Located {
        for name in &PLACE[2..] {
            set(vm, class, name, Value::NONE)?;
        }
    }
    Ok(())
}

/// `_field_types`, which is `__annotations__` too.
fn add_field_types(vm: &mut Vm, node: Node, class: Gc<Type>, all: Gc<List>) -> PyResult<()> {
    let types = vm.new_dict();
    for field in node.spec().fields {
        let holds = match field.holds {
            FieldType::Identifier | FieldType::Str => vm.types.str.value(),
            FieldType::Int => vm.types.int.value(),
            FieldType::Constant => vm.types.object.value(),
            FieldType::Sum(sum) => all.get(1 + sum as usize).unwrap_or(Value::NONE),
            FieldType::Node(node) => all.get(1 + SUMS.len() + node as usize).unwrap_or(Value::NONE),
        };
        let held = match field.count {
            Count::One => holds,
            Count::Opt => vm.union_of(&[holds, Value::NONE])?,
            Count::Many | Count::Gaps => {
                let list = vm.types.list.value();
                vm.generic_alias(list, holds)?
            }
        };
        let name = vm.intern(field.name);
        vm.dict_set(types, name.value(), held)?;
    }
    set(vm, class, "_field_types", types.value())?;
    let name = vm.intern("__annotations__");
    vm.set_attr(class.value(), name, types.value())
}
