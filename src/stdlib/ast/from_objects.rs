//! Objects of the classes as the compiler's tree: what `compile` does with a tree that a program made or changed.
//!
//! Everything is checked that the compiler's tree cannot hold: missing fields, values of the wrong kind, None in lists.
//! What it can hold and no source could say is `validate`'s to refuse. The depth is bounded, so objects that contain
//! themselves end in `RecursionError`.

mod constant;
mod expr;
mod parts;
mod pattern;
mod stmt;

use super::classes::Classes;
use super::comments::Comments;
use super::grammar::{Node, Sum};
use super::validate::{Invalid, validate};
use crate::heap::Gc;
use crate::objects::{List, Str};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use pyopt_compiler::semantics::int::IntRef;
use pyopt_compiler::syntax::ParseMode;
use pyopt_compiler::syntax::ast::{Ident, Mod, Span};

/// How deep nodes may stand within each other: as deep as what the parser makes, by the limits of `syntax`.
const MAX_DEPTH: u32 = 2000;

/// Reads the tree of a program, and its comments if they are wanted: the compiler has no use for them.
///
/// # Errors
/// `TypeError` and `ValueError` for what is no tree; `RecursionError`.
pub(crate) fn from_objects(
    vm: &mut Vm,
    tree: Value,
    mode: ParseMode,
    comments: Option<&mut Comments>,
) -> PyResult<Mod> {
    let classes = Classes::of(vm)?;
    let expected = match mode {
        ParseMode::Exec => Node::Module,
        ParseMode::Eval => Node::Expression,
        ParseMode::Single => Node::Interactive,
    };
    if !vm.type_of(tree).is_subclass(classes.node(expected)) {
        let given = vm.type_name(tree);
        let message = format!("expected {} node, got {given}", expected.spec().name);
        return Err(vm.raise_type_error(message));
    }
    let mut reader = Reader { vm, classes, depth: 0, comments };
    let of = Object { value: tree, node: expected };
    let module = match mode {
        ParseMode::Exec => {
            let body = reader.list(of, "body", Reader::stmt)?;
            reader.list(of, "type_ignores", Reader::type_ignore)?;
            Mod::Module(body)
        }
        ParseMode::Eval => Mod::Expression(reader.expr_field(of, "body")?),
        ParseMode::Single => Mod::Interactive(reader.list(of, "body", Reader::stmt)?),
    };
    match validate(&module) {
        Ok(()) => Ok(module),
        Err(Invalid::Value(message)) => Err(vm.raise_value_error(&message)),
        Err(Invalid::Type(message)) => Err(vm.raise_type_error(message)),
    }
}

struct Reader<'a> {
    vm: &'a mut Vm,
    classes: Classes,
    depth: u32,
    comments: Option<&'a mut Comments>,
}

/// An object and the class of the grammar that it is an instance of.
#[derive(Clone, Copy)]
struct Object {
    value: Value,
    node: Node,
}

impl Object {
    fn class_name(self) -> &'static str {
        self.node.spec().name
    }
}

impl Reader<'_> {
    /// Runs `read` one level deeper.
    fn deeper<T>(&mut self, what: &str, read: impl FnOnce(&mut Self) -> PyResult<T>) -> PyResult<T> {
        if self.depth >= MAX_DEPTH {
            let message = format!("maximum recursion depth exceeded while traversing '{what}' node");
            return Err(self.vm.raise_str(self.vm.types.recursion_error, &message));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn attr(&mut self, value: Value, name: &str) -> PyResult<Option<Value>> {
        let name = self.vm.intern(name);
        self.vm.get_attr_or_none(value, name)
    }

    /// A field that must be there.
    fn required(&mut self, of: Object, name: &str) -> PyResult {
        match self.attr(of.value, name)? {
            Some(value) => Ok(value),
            None => Err(self.raise_missing(name, of.class_name())),
        }
    }

    /// A field that may be missing or None.
    fn optional(&mut self, of: Object, name: &str) -> PyResult<Option<Value>> {
        Ok(self.attr(of.value, name)?.filter(|v| !v.is_none()))
    }

    #[cold]
    fn raise_missing(&mut self, name: &str, class: &str) -> Raised {
        self.vm.raise_type_error(format!("required field \"{name}\" missing from {class}"))
    }

    /// None where a value is needed.
    #[cold]
    fn raise_required(&mut self, of: Object, name: &str) -> Raised {
        self.vm.raise_value_error(format!("field '{name}' is required for {}", of.class_name()))
    }

    #[cold]
    fn raise_unexpected(&mut self, sum: Sum, value: Value) -> Raised {
        match self.vm.repr_string(value) {
            Ok(shown) => {
                let message = format!("expected some sort of {}, but got {shown}", sum.spec().name);
                self.vm.raise_type_error(message)
            }
            Err(raised) => raised,
        }
    }

    /// The kind of a sum that an object is.
    fn kind(&mut self, sum: Sum, value: Value) -> PyResult<Object> {
        match self.classes.node_of(self.vm.type_of(value)) {
            Some(node) if node.spec().sum == Some(sum) => Ok(Object { value, node }),
            _ => Err(self.raise_unexpected(sum, value)),
        }
    }

    /// The items of a field that holds a list; a missing field is an empty list.
    fn list<T>(
        &mut self,
        of: Object,
        name: &str,
        mut read: impl FnMut(&mut Self, Value) -> PyResult<T>,
    ) -> PyResult<Vec<T>> {
        let Some(value) = self.attr(of.value, name)? else { return Ok(Vec::new()) };
        let Some(list) = value.downcast::<List>() else {
            let given = self.vm.type_name(value);
            let message = format!("{} field \"{name}\" must be a list, not a {given}", of.class_name());
            return Err(self.vm.raise_type_error(message));
        };
        let count = list.len();
        let mut items = Vec::new();
        while let Some(item) = list.get(items.len()) {
            self.vm.poll(1)?;
            items.push(read(self, item)?);
            if list.len() != count {
                let class = of.class_name();
                let message = format!("{class} field \"{name}\" changed size during iteration");
                return Err(self.vm.raise_str(self.vm.types.runtime_error, &message));
            }
        }
        Ok(items)
    }

    fn identifier(&mut self, value: Value) -> PyResult<Ident> {
        let Some(text) = value.downcast::<Str>() else {
            return Err(self.vm.raise_type_error("AST identifier must be of type str"));
        };
        match text.as_str() {
            Some(text) => Ok(Ident::from(text)),
            None => self.raise_surrogate(text),
        }
    }

    /// A name with a lone surrogate, which no code object can hold.
    #[cold]
    fn raise_surrogate(&mut self, text: Gc<Str>) -> PyResult<Ident> {
        let at = text.as_wtf8().code_points().position(|c| c.to_char().is_none()).unwrap_or(0);
        Err(self.vm.raise_surrogate(text.value(), at))
    }

    fn ident_field(&mut self, of: Object, name: &str) -> PyResult<Ident> {
        let value = self.required(of, name)?;
        if value.is_none() {
            return Err(self.raise_required(of, name));
        }
        self.identifier(value)
    }

    fn opt_ident_field(&mut self, of: Object, name: &str) -> PyResult<Option<Ident>> {
        match self.optional(of, name)? {
            Some(value) => self.identifier(value).map(Some),
            None => Ok(None),
        }
    }

    /// The type comment of a statement, which the compiler ignores. It is read behind all else, but kept in the place that
    /// [`Reader::reserve_comment`] gave it.
    fn type_comment(&mut self, of: Object, place: usize) -> PyResult<()> {
        let text = self.text(of, "type_comment")?;
        if let (Some(text), Some(comments)) = (text, &mut self.comments) {
            comments.set(self.vm, place, text);
        }
        Ok(())
    }

    /// The place of a statement's type comment among those of nodes that start together: before those of what it holds.
    fn reserve_comment(&mut self, span: Span) -> PyResult<usize> {
        match &mut self.comments {
            Some(comments) => comments.add(self.vm, span, Value::NONE),
            None => Ok(0),
        }
    }

    /// A field that the compiler ignores: a str, bytes or None.
    fn text(&mut self, of: Object, name: &str) -> PyResult<Option<Value>> {
        let text = self.optional(of, name)?;
        // Not one of a class that derives from them.
        let class = text.map(|text| self.vm.type_of(text));
        match class {
            Some(class) if class != self.vm.types.str && class != self.vm.types.bytes => {
                Err(self.vm.raise_type_error("AST string must be of type str"))
            }
            _ => Ok(text),
        }
    }

    /// The number in a value, which must fit C's `int`.
    fn int(&mut self, value: Value) -> PyResult<i32> {
        let number = match self.vm.as_int(&value) {
            None => {
                let shown = self.vm.repr_string(value)?;
                return Err(self.vm.raise_value_error(format!("invalid integer value: {shown}")));
            }
            Some(IntRef::Small(number)) => i32::try_from(number).ok(),
            Some(_) => None,
        };
        number.ok_or_else(|| {
            let message = "Python int too large to convert to C int";
            self.vm.raise_str(self.vm.types.overflow_error, message)
        })
    }

    fn int_field(&mut self, of: Object, name: &str) -> PyResult<i32> {
        let value = self.required(of, name)?;
        self.int(value)
    }

    /// Where a node stands; `class` is the one that has the attributes. `anchored`: the end must be said.
    fn span(&mut self, value: Value, class: &str, anchored: bool) -> PyResult<Span> {
        let mut place = [0; 4];
        for (i, name) in super::grammar::PLACE.iter().enumerate() {
            let given = self.attr(value, name)?;
            place[i] = match given {
                Some(given) if i < 2 || anchored || !given.is_none() => self.int(given)?,
                _ if i < 2 || anchored => return Err(self.raise_missing(name, class)),
                _ => place[i - 2],
            };
        }
        let [line, col, end_line, end_col] = place;
        let message = if line > end_line {
            format!("AST node line range ({line}, {end_line}) is not valid")
        } else if (line < 0 && end_line != line) || (col < 0 && col != end_col) {
            format!(
                "AST node column range ({col}, {end_col}) for line range ({line}, {end_line}) is not valid"
            )
        } else if line == end_line && col > end_col {
            format!("line {line}, column {col}-{end_col} is not a valid range")
        } else {
            let [line, col, end_line, end_col] = place.map(|n| u32::try_from(n).unwrap_or(0));
            return Ok(Span { line, col, end_line, end_col });
        };
        Err(self.vm.raise_value_error(&message))
    }

    fn type_ignore(&mut self, value: Value) -> PyResult<()> {
        let of = self.kind(Sum::type_ignore, value)?;
        let line = self.int_field(of, "lineno")?;
        let tag = self.required(of, "tag")?;
        if tag.is_none() {
            return Err(self.raise_required(of, "tag"));
        }
        self.text(of, "tag")?;
        match &mut self.comments {
            Some(comments) => comments.ignore(self.vm, line, tag),
            None => Ok(()),
        }
    }
}
