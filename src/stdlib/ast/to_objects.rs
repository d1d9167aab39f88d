//! The compiler's tree as objects of the classes: what `ast.parse` gives.
//!
//! Each node is made with its final shape at once, its values in the order of the grammar's table. Values stand on the
//! native stack or in lists that stand there, so a collection may come between any two nodes.

mod expr;
mod parts;
mod stmt;

use super::classes::Classes;
use super::comments::Comments;
use super::grammar::{ALL_NODES, Attributes, Node, PLACE};
use crate::heap::Gc;
use crate::objects::{Instance, Kind, List, ShapeId};
use crate::stdlib::slots::new_instance;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use pyopt_compiler::syntax::FunctionType;
use pyopt_compiler::syntax::ast::{Constant, ExprContext, Ident, Mod, Span, Wtf8};

/// Makes objects of a tree and its comments; `source` is the text it was parsed from.
///
/// # Errors
/// `MemoryError`, and what polls raise.
pub(crate) fn to_objects(vm: &mut Vm, module: &Mod, comments: Comments, source: &str) -> PyResult {
    let mut builder = Builder::new(vm, comments, source)?;
    match module {
        Mod::Module(body) => {
            let body = builder.stmts(body)?;
            let ignores = builder.type_ignores()?;
            builder.node(Node::Module, None, &[body, ignores])
        }
        Mod::Interactive(body) => {
            let body = builder.stmts(body)?;
            builder.node(Node::Interactive, None, &[body])
        }
        Mod::Expression(body) => {
            let body = builder.expr(body)?;
            builder.node(Node::Expression, None, &[body])
        }
    }
}

/// Makes objects of the type of a function; `source` is the text it was parsed from.
///
/// # Errors
/// As [`to_objects`].
pub(crate) fn function_type_to_objects(vm: &mut Vm, function: &FunctionType, source: &str) -> PyResult {
    let mut builder = Builder::new(vm, Comments::default(), source)?;
    let parts = [builder.exprs(&function.argtypes)?, builder.expr(&function.returns)?];
    builder.node(Node::FunctionType, None, &parts)
}

/// The source by line, for what the tree does not say: the `u` of string literals.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl Lines<'_> {
    fn new(text: &str) -> Lines<'_> {
        let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes());
        // "\r\n" is one end of a line.
        let ends = ends.filter(|&at| !text[at..].starts_with("\r\n")).map(|at| at + 1);
        Lines { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// Whether a literal with the prefix `u` starts there.
    fn is_u_literal(&self, span: Span) -> bool {
        let Some(&line) = self.starts.get((span.line as usize).wrapping_sub(1)) else { return false };
        let bytes = self.text.as_bytes().get(line + span.col as usize..).unwrap_or_default();
        matches!(bytes, [b'u' | b'U', b'\'' | b'"', ..])
    }
}

struct Builder<'a> {
    vm: &'a mut Vm,
    classes: Classes,
    /// The shape of a node with all its values, by class.
    shapes: Vec<Option<ShapeId>>,
    source: Lines<'a>,
    comments: Comments,
}

impl<'a> Builder<'a> {
    fn new(vm: &'a mut Vm, comments: Comments, source: &'a str) -> PyResult<Builder<'a>> {
        let classes = Classes::of(vm)?;
        Ok(Builder { vm, classes, shapes: vec![None; ALL_NODES.len()], source: Lines::new(source), comments })
    }

    /// The type comment of the node that is being made, or None. It is asked for before the parts of a statement are
    /// made, and behind those of a parameter.
    fn type_comment(&mut self, span: Span) -> Value {
        self.comments.take(span)
    }

    /// A list of what the comments tell to ignore.
    fn type_ignores(&mut self) -> PyResult {
        let ignores = self.comments.ignores();
        self.list(&ignores, |b, &(line, tag)| {
            let tag = b.comments.text(tag);
            b.node(Node::TypeIgnore, None, &[Value::small_int_unchecked(i64::from(line)), tag])
        })
    }

    /// A node of these values, in the order of its fields.
    fn node(&mut self, node: Node, span: Option<Span>, values: &[Value]) -> PyResult {
        debug_assert_eq!(values.len(), node.spec().fields.len());
        debug_assert_eq!(span.is_some(), node.spec().attributes != Attributes::Placeless);
        let class = self.classes.node(node);
        let object = new_instance(self.vm, class);
        let Some(shape) = self.full_shape(node) else {
            return self.node_by_names(node, object, span, values);
        };
        let slots = self.vm.shapes.get(class.root_shape()).slots()..;
        for (slot, &value) in slots.zip(values.iter().chain(span.map(place).iter().flatten())) {
            let stored = Instance::set_slot(object, &mut self.vm.heap, slot, value);
            self.vm.check(stored)?;
        }
        Instance::set_shape(object, shape);
        Ok(object.value())
    }

    /// The shape of a node that has all its fields and attributes; `None` where attributes are in a dict.
    fn full_shape(&mut self, node: Node) -> Option<ShapeId> {
        if let Some(shape) = self.shapes[node as usize] {
            return Some(shape);
        }
        let mut shape = self.classes.node(node).root_shape();
        for name in attribute_names(node) {
            let name = self.vm.intern(name);
            shape = self.vm.shapes.add(shape, name)?.0;
        }
        self.shapes[node as usize] = Some(shape);
        Some(shape)
    }

    #[cold]
    fn node_by_names(
        &mut self,
        node: Node,
        object: Gc<Instance>,
        span: Option<Span>,
        values: &[Value],
    ) -> PyResult {
        let all = values.iter().copied().chain(span.map(place).into_iter().flatten());
        for (name, value) in attribute_names(node).zip(all) {
            let name = self.vm.intern(name);
            self.vm.set_attr(object.value(), name, value)?;
        }
        Ok(object.value())
    }

    /// A list of what `one` makes of each item.
    fn list<T>(&mut self, items: &[T], mut one: impl FnMut(&mut Self, &T) -> PyResult) -> PyResult {
        let list = List::new(&mut self.vm.heap, Kind::List as u32, items.len());
        let list = self.vm.check(list)?;
        for item in items {
            let made = one(self, item)?;
            let pushed = List::push(list, &mut self.vm.heap, made);
            self.vm.check(pushed)?;
        }
        Ok(list.value())
    }

    fn ident(&mut self, name: &Ident) -> Value {
        self.vm.intern(&**name).value()
    }

    fn opt_ident(&mut self, name: Option<&Ident>) -> Value {
        name.map_or(Value::NONE, |name| self.ident(name))
    }

    fn idents(&mut self, names: &[Ident]) -> PyResult {
        self.list(names, |b, name| Ok(b.ident(name)))
    }

    fn context(&self, ctx: ExprContext) -> Value {
        self.classes.singleton(match ctx {
            ExprContext::Load => Node::Load,
            ExprContext::Store => Node::Store,
            ExprContext::Del => Node::Del,
        })
    }

    fn text(&mut self, text: &Wtf8) -> PyResult {
        self.vm.new_str(text)
    }

    fn constant(&mut self, value: &Constant) -> PyResult {
        match value {
            Constant::Str(text) => self.vm.new_str(&**text),
            _ => self.vm.materialize(&pyopt_compiler::codegen::constant(value)),
        }
    }
}

/// The names of a node's fields, then of where it stands.
fn attribute_names(node: Node) -> impl Iterator<Item = &'static str> {
    let spec = node.spec();
    let place: &[&str] = if spec.attributes == Attributes::Placeless { &[] } else { &PLACE };
    spec.fields.iter().map(|f| f.name).chain(place.iter().copied())
}

/// The values of the attributes, in the order of [`PLACE`].
fn place(span: Span) -> [Value; 4] {
    let Span { line, col, end_line, end_col } = span;
    [line, col, end_line, end_col].map(|n| Value::small_int_unchecked(i64::from(n)))
}
