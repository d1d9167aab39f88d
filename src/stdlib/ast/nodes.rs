//! What every node can do: be made of its fields, copied with some of them changed, pickled, and shown.

use super::classes::Classes;
use super::grammar::{Node, Sum};
use crate::builtins::{natives, sort_list};
use crate::heap::Gc;
use crate::objects::{Dict, Kind, List, Str, Tuple, Type};
use crate::stdlib::arguments::{entries, push, push_repr};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use rustpython_wtf8::Wtf8Buf;

natives! { METHODS:
    "__repr__" "(self, /)" |vm, args| {
        let mut out = Wtf8Buf::new();
        show(vm, args[0], SHOWN_DEPTH, &mut out)?;
        vm.new_str(&out)
    };
    "__init__" "(self, /, *args, **kwargs)" init;
    "__reduce__" "(self, /)" reduce;
    "__replace__" "(self, /, *args, **fields)" replace;
}

/// How many nodes within each other `repr` shows.
const SHOWN_DEPTH: u32 = 3;

/// How messages call a class: `AST` itself is `ast.AST` there, the others have their name only.
fn full_name(vm: &mut Vm, class: Gc<Type>) -> PyResult<String> {
    let base = Classes::of(vm)?.ast();
    let name = class.name().as_wtf8().to_string();
    Ok(if class == base { format!("ast.{name}") } else { name })
}

fn class_attr(vm: &mut Vm, class: Gc<Type>, name: &str) -> PyResult<Option<Value>> {
    let name = vm.intern(name);
    vm.get_attr_or_none(class.value(), name)
}

/// `_fields` of a class, as a list.
fn fields_of(vm: &mut Vm, class: Gc<Type>) -> PyResult<Gc<List>> {
    match class_attr(vm, class, "_fields")? {
        Some(fields) => {
            vm.len(fields)?;
            vm.list_of(fields)
        }
        None => vm.new_list(&[]),
    }
}

/// `value in list`, by equality; where it stands.
fn position(vm: &mut Vm, list: Gc<List>, value: Value) -> PyResult<Option<usize>> {
    let mut index = 0;
    while let Some(item) = list.get(index) {
        if item.is(value) || vm.equal(item, value)? {
            return Ok(Some(index));
        }
        index += 1;
    }
    Ok(None)
}

fn set_named(vm: &mut Vm, node: Value, name: Value, value: Value) -> PyResult<()> {
    let Some(text) = name.downcast::<Str>() else {
        let given = vm.type_name(name);
        return Err(vm.raise_type_error(format!("attribute name must be string, not '{given}'")));
    };
    let name = vm.intern(text.as_wtf8());
    vm.set_attr(node, name, value)
}

fn warn(vm: &mut Vm, message: &str) -> PyResult<()> {
    vm.warn(vm.types.deprecation_warning, message)
}

/// Positional arguments are fields in order, keywords are fields or attributes; a field that is left out is an empty
/// list, `Load()` or the class's None, or else missed with a warning.
fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (node, class) = (args[0], vm.type_of(args[0]));
    let given = vm.expect::<Tuple>(args[1], "tuple")?;
    let keywords = vm.expect::<Dict>(args[2], "dict")?;
    let fields = fields_of(vm, class)?;
    if fields.len() < given.len() {
        let plural = if fields.len() == 1 { "" } else { "s" };
        let message = format!(
            "{} constructor takes at most {} positional argument{plural}",
            class.name().as_wtf8(),
            fields.len()
        );
        return Err(vm.raise_type_error(message));
    }
    // A field that has its value is NULL here.
    let missing = vm.new_list(&[])?;
    let mut index = 0;
    while let Some(field) = fields.get(index) {
        match given.items().get(index) {
            Some(&value) => {
                set_named(vm, node, field, value)?;
                push(vm, missing, Value::NULL)?;
            }
            None => push(vm, missing, field)?,
        }
        index += 1;
    }
    for (name, value) in entries(keywords) {
        match position(vm, fields, name)? {
            Some(at) => {
                if missing.get(at).is_none_or(Value::is_null) {
                    let (class, name) = (full_name(vm, class)?, vm.repr_string(name)?);
                    return Err(
                        vm.raise_type_error(format!("{class} got multiple values for argument {name}"))
                    );
                }
                missing.set(&mut vm.heap, at, Value::NULL);
            }
            None => expect_attribute(vm, class, name)?,
        }
        set_named(vm, node, name, value)?;
    }
    fill_missing(vm, node, class, missing)?;
    Ok(Value::NONE)
}

/// Warns of a keyword that is neither field nor attribute.
fn expect_attribute(vm: &mut Vm, class: Gc<Type>, name: Value) -> PyResult<()> {
    let attributes = match class_attr(vm, class, "_attributes")? {
        Some(attributes) => vm.list_of(attributes)?,
        None => vm.new_list(&[])?,
    };
    if position(vm, attributes, name)?.is_some() {
        return Ok(());
    }
    let (class, name) = (full_name(vm, class)?, vm.repr_string(name)?);
    warn(
        vm,
        &format!(
            "{class}.__init__ got an unexpected keyword argument {name}. Support for arbitrary keyword arguments is \
             deprecated and will be removed in Python 3.15."
        ),
    )
}

/// Gives the fields that the constructor was not told their defaults.
fn fill_missing(vm: &mut Vm, node: Value, class: Gc<Type>, missing: Gc<List>) -> PyResult<()> {
    if missing.items().iter().all(|f| f.get().is_null()) {
        return Ok(());
    }
    // Classes of a program may not say what their fields hold.
    let Some(types) = class_attr(vm, class, "_field_types")? else { return Ok(()) };
    let types = vm.expect::<Dict>(types, "dict")?;
    let classes = Classes::of(vm)?;
    let mut index = 0;
    while let Some(field) = missing.get(index) {
        index += 1;
        if field.is_null() {
            continue;
        }
        let Some(held) = vm.dict_get(types, field)? else {
            let (class, field) = (full_name(vm, class)?, vm.repr_string(field)?);
            warn(
                vm,
                &format!(
                    "Field {field} is missing from {class}._field_types. This will become an error in Python 3.15."
                ),
            )?;
            continue;
        };
        if held.is_kind(Kind::Union) {
            continue;
        }
        if held.is_kind(Kind::GenericAlias) {
            let empty = vm.new_list(&[])?;
            set_named(vm, node, field, empty.value())?;
        } else if held.is(classes.sum(Sum::expr_context).value()) {
            set_named(vm, node, field, classes.singleton(Node::Load))?;
        } else {
            let (class, field) = (full_name(vm, class)?, vm.repr_string(field)?);
            warn(
                vm,
                &format!(
                    "{class}.__init__ missing 1 required positional argument: {field}. This will become an error in \
                     Python 3.15."
                ),
            )?;
        }
    }
    Ok(())
}

/// The attributes that a node has, a dict of its own.
fn dict_of(vm: &mut Vm, node: Value) -> PyResult<Option<Gc<Dict>>> {
    let name = vm.intern("__dict__");
    Ok(vm.get_attr_or_none(node, name)?.and_then(|d| d.downcast()))
}

/// `(class, (None, …), dict)`: a None for each leading field that is there keeps the constructor from warning; the
/// dict then sets all.
fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(args[0]);
    let Some(dict) = dict_of(vm, args[0])? else {
        let empty = vm.new_tuple(&[])?;
        return vm.new_tuple(&[class.value(), empty]);
    };
    let fields = fields_of(vm, class)?;
    let nones = vm.new_list(&[])?;
    let mut index = 0;
    while let Some(field) = fields.get(index) {
        if vm.dict_get(dict, field)?.is_none() {
            break;
        }
        push(vm, nones, Value::NONE)?;
        index += 1;
    }
    let nones = vm.tuple_of_list(nones)?;
    vm.new_tuple(&[class.value(), nones, dict.value()])
}

/// Removes a name from a list; false if it was not there.
fn discard(vm: &mut Vm, list: Gc<List>, name: Value) -> PyResult<bool> {
    let Some(at) = position(vm, list, name)? else { return Ok(false) };
    let cut = List::splice(list, &mut vm.heap, at, at + 1, &[]);
    vm.check(cut)?;
    Ok(true)
}

/// A copy of the node with other values for some of its fields.
fn replace(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].downcast::<Tuple>().is_some_and(|t| !t.is_empty()) {
        return Err(vm.raise_type_error("__replace__() takes no positional arguments"));
    }
    let class = vm.type_of(args[0]);
    let changes = vm.expect::<Dict>(args[2], "dict")?;
    let dict = dict_of(vm, args[0])?;
    check_replace(vm, class, dict, changes)?;
    let payload = vm.new_dict();
    for source in dict.into_iter().chain([changes]) {
        for (name, value) in entries(source) {
            vm.dict_set(payload, name, value)?;
        }
    }
    vm.call_with_dict(class.value(), &[], payload.value())
}

/// Every change must be a field or an attribute, and all fields without default must have a value then.
fn check_replace(vm: &mut Vm, class: Gc<Type>, dict: Option<Gc<Dict>>, changes: Gc<Dict>) -> PyResult<()> {
    let expected = fields_of(vm, class)?;
    let attributes = match class_attr(vm, class, "_attributes")? {
        Some(attributes) => vm.list_of(attributes)?,
        None => vm.new_list(&[])?,
    };
    let mut index = 0;
    while let Some(name) = attributes.get(index) {
        if position(vm, expected, name)?.is_none() {
            push(vm, expected, name)?;
        }
        index += 1;
    }
    if let Some(dict) = dict {
        for (name, _) in entries(dict) {
            discard(vm, expected, name)?;
        }
    }
    for (name, _) in entries(changes) {
        // What the node has already may be changed too.
        let known = discard(vm, expected, name)?
            || match dict {
                Some(dict) => vm.dict_get(dict, name)?.is_some(),
                None => false,
            };
        if !known {
            return Err(unexpected_keyword(vm, class, name));
        }
    }
    let mut index = 0;
    while let Some(name) = attributes.get(index) {
        discard(vm, expected, name)?;
        index += 1;
    }
    if let Some(types) = class_attr(vm, class, "_field_types")?.and_then(|t| t.downcast::<Dict>()) {
        for (name, held) in entries(types) {
            if held.is_kind(Kind::Union) {
                discard(vm, expected, name)?;
            }
        }
    }
    if expected.is_empty() {
        return Ok(());
    }
    sort_list(vm, expected)?;
    let mut shown = Vec::new();
    let mut index = 0;
    while let Some(name) = expected.get(index) {
        shown.push(vm.repr_string(name)?);
        index += 1;
    }
    let plural = if shown.len() == 1 { "" } else { "s" };
    let name = full_name(vm, class)?;
    let message =
        format!("{name}.__replace__ missing {} keyword argument{plural}: {}.", shown.len(), shown.join(", "));
    Err(vm.raise_type_error(message))
}

#[cold]
fn unexpected_keyword(vm: &mut Vm, class: Gc<Type>, name: Value) -> Raised {
    match full_name(vm, class).and_then(|class| Ok((class, vm.repr_string(name)?))) {
        Ok((class, name)) => {
            vm.raise_type_error(format!("{class}.__replace__ got an unexpected keyword argument {name}."))
        }
        Err(raised) => raised,
    }
}

/// `Name(id='x', ctx=Load())`, to a depth; of a list the first and the last item.
fn show(vm: &mut Vm, node: Value, depth: u32, out: &mut Wtf8Buf) -> PyResult<()> {
    let class = vm.type_of(node);
    let name = full_name(vm, class)?;
    out.push_str(&name);
    if depth == 0 || vm.showing.contains(&node.bits()) {
        out.push_str("(...)");
        return Ok(());
    }
    vm.showing.push(node.bits());
    vm.push_temp(node);
    let keep = vm.temps().len() - 1;
    let shown = show_fields(vm, node, class, depth, out);
    vm.showing.pop();
    vm.pop_temps(keep);
    shown
}

fn show_fields(vm: &mut Vm, node: Value, class: Gc<Type>, depth: u32, out: &mut Wtf8Buf) -> PyResult<()> {
    let fields = fields_of(vm, class)?;
    out.push_str("(");
    let mut index = 0;
    while let Some(field) = fields.get(index) {
        if index > 0 {
            out.push_str(", ");
        }
        index += 1;
        let Some(text) = field.downcast::<Str>() else {
            let given = vm.type_name(field);
            return Err(vm.raise_type_error(format!("attribute name must be string, not '{given}'")));
        };
        let name = vm.intern(text.as_wtf8());
        let value = vm.get_attr(node, name)?;
        out.push_wtf8(name.as_wtf8());
        out.push_str("=");
        match value.kind() {
            Some(Kind::List | Kind::Tuple) => show_items(vm, value, depth, out)?,
            _ => show_value(vm, value, depth, out)?,
        }
    }
    out.push_str(")");
    Ok(())
}

fn show_value(vm: &mut Vm, value: Value, depth: u32, out: &mut Wtf8Buf) -> PyResult<()> {
    if Classes::of(vm)?.is_node(vm, value) {
        return show(vm, value, depth - 1, out);
    }
    push_repr(vm, out, value)
}

fn show_items(vm: &mut Vm, items: Value, depth: u32, out: &mut Wtf8Buf) -> PyResult<()> {
    let (open, close) = if items.is_kind(Kind::List) { ("[", "]") } else { ("(", ")") };
    out.push_str(open);
    let list = vm.list_of(items)?;
    if let Some(first) = list.get(0) {
        show_value(vm, first, depth, out)?;
    }
    if list.len() > 2 {
        out.push_str(", ...");
    }
    if list.len() > 1
        && let Some(last) = list.get(list.len() - 1)
    {
        out.push_str(", ");
        show_value(vm, last, depth, out)?;
    }
    out.push_str(close);
    Ok(())
}
