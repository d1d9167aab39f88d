//! Tuples whose items have names: `sys.version_info`, `os.stat_result`, `time.struct_time`.
//!
//! ```text
//! structseq! { VERSION_INFO: "sys" "version_info" ["major", "minor", "micro", "releaselevel", "serial"] }
//! let class = structseq::class(vm, &VERSION_INFO)?;      let value = structseq::make(vm, class, &items)?;
//! ```

use crate::builtins::{natives, put};
use crate::heap::Gc;
use crate::objects::getset::{GetSet, GetSetDef, Getter, Source};
use crate::objects::types::type_flags;
use crate::objects::{Dict, Str, Tuple, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;

natives! { METHODS:
    "__repr__" "(self, /)" repr;
    "__reduce__" "(self, /)" reduce;
    "__replace__" "(self, /, *args, **changes)" replace;
}

natives! { STATIC_METHODS:
    "__new__" "(cls, sequence, dict=None)" new;
}

/// Declares such a class; fields behind `hidden` are found by name only, the tuple does not hold them. An item without a
/// name is declared with one that begins with two underscores; the first hidden fields stand for such items.
macro_rules! structseq {
    ($(#[$doc:meta])* $spec:ident: $module:literal $name:literal [$($field:literal),* $(,)?]
     $(hidden [$($hidden:literal $what:literal),* $(,)?])?) => {
        $(#[$doc])*
        pub(crate) static $spec: crate::vm::native_type::TypeSpec = {
            use crate::objects::getset::GetSetDef;
            const HIDDEN: &[GetSetDef] = &[$($(GetSetDef::member($hidden, |vm, value| {
                crate::stdlib::structseq::hidden_item(vm, value, $hidden)
            }).doc($what)),*)?];
            const COUNT: usize = [$($field),*].len();
            static ROWS: [GetSetDef; COUNT + HIDDEN.len()] =
                crate::stdlib::structseq::getters([$($field),*], HIDDEN);
            crate::stdlib::structseq::declare($module, $name, &ROWS)
        };
    };
}
pub(crate) use structseq;

fn item<const N: usize>(vm: &mut Vm, value: Value) -> PyResult {
    match value.downcast::<Tuple>().and_then(|t| t.items().get(N).copied()) {
        Some(value) => Ok(value),
        None => Err(vm.raise_type_error("descriptor requires a structure")),
    }
}

const MOST: usize = 24;

macro_rules! item_getters {
    ($($n:literal)*) => { const ITEMS: [Getter; MOST] = [$(item::<$n>),*]; };
}
item_getters! { 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 }

/// What a value holds beside its items: None unless it was given.
pub(crate) fn hidden_item(vm: &mut Vm, value: Value, name: &str) -> PyResult {
    let name = vm.intern(name).value();
    let found = match vm.dict_of(value)? {
        Some(dict) => vm.dict_get(dict, name)?,
        None => None,
    };
    Ok(found.unwrap_or(Value::NONE))
}

/// Gives a value what it holds beside its items.
pub(crate) fn set_hidden(vm: &mut Vm, value: Value, name: Value, item: Value) -> PyResult<()> {
    match vm.dict_of(value)? {
        Some(dict) => vm.dict_set(dict, name, item),
        None => Ok(()),
    }
}

/// One row for each item, and those of hidden fields behind them.
pub(crate) const fn getters<const N: usize, const ALL: usize>(
    names: [&'static str; N],
    hidden: &[GetSetDef],
) -> [GetSetDef; ALL] {
    let mut rows = [GetSetDef::new("", item::<0>); ALL];
    let mut i = 0;
    while i < ALL {
        rows[i] = if i < N { GetSetDef::member(names[i], ITEMS[i]) } else { hidden[i - N] };
        i += 1;
    }
    rows
}

/// The declaration of a class with these items.
pub(crate) const fn declare(
    module: &'static str,
    name: &'static str,
    rows: &'static [GetSetDef],
) -> TypeSpec {
    let mut spec = TypeSpec::new(module, name, crate::objects::Kind::Tuple);
    spec.base = Some(|vm| vm.types.tuple);
    spec.flags = type_flags::HAS_DICT;
    spec.getset = rows;
    spec
}

/// The class of a declaration.
pub(crate) fn class(vm: &mut Vm, spec: &'static TypeSpec) -> PyResult<Gc<Type>> {
    let class = vm.native_type(spec);
    let key = vm.intern("__match_args__");
    if class.own(key).is_some() {
        return Ok(class);
    }
    let keep = vm.temps().len();
    for def in spec.getset.iter().filter(|def| !is_hidden(def) && !is_unnamed(def)) {
        let name = vm.intern(def.name);
        vm.push_temp(name.value());
    }
    let names = vm.temps()[keep..].to_vec();
    let names = vm.new_tuple(&names)?;
    vm.pop_temps(keep);
    put(vm, class.dict(), "__match_args__", names);
    let visible = spec.getset.iter().filter(|def| !is_hidden(def)).count();
    let unnamed = spec.getset.iter().filter(|def| is_unnamed(def)).count();
    for (field, count) in
        [("n_fields", spec.getset.len()), (N_SEQUENCE_FIELDS, visible), ("n_unnamed_fields", unnamed)]
    {
        put(vm, class.dict(), field, Value::small_int_unchecked(count as i64));
    }
    vm.add_methods(class, METHODS);
    vm.add_static_methods(class, STATIC_METHODS);
    vm.hooks_changed(class);
    Ok(class)
}

/// Of the fields, only hidden ones have a docstring.
fn is_hidden(def: &GetSetDef) -> bool {
    def.member && !def.doc.is_empty()
}

/// An item that is found by its number only.
fn is_unnamed(def: &GetSetDef) -> bool {
    def.name.starts_with("__")
}

const N_SEQUENCE_FIELDS: &str = "n_sequence_fields";

/// How many items the tuples of a class have.
fn sequence_length(vm: &mut Vm, class: Gc<Type>) -> usize {
    let name = vm.intern(N_SEQUENCE_FIELDS);
    class.lookup(name).and_then(|count| count.as_small_int()).unwrap_or(0) as usize
}

/// The names of a class's hidden fields.
fn hidden_names(class: Gc<Type>) -> Vec<Value> {
    let mut entries = std::iter::successors(class.dict().next_entry(0), |e| class.dict().next_entry(e.0 + 1));
    let mut names = Vec::new();
    for (_, name, value) in entries.by_ref() {
        if let Some(field) = value.downcast::<GetSet>()
            && let Source::Code(def) = field.source()
            && is_hidden(def)
        {
            names.push(name);
        }
    }
    names
}

/// A value of such a class.
pub(crate) fn make(vm: &mut Vm, class: Gc<Type>, items: &[Value]) -> PyResult {
    let (shape, attrs) = vm.shape_for(class);
    let tuple = Tuple::new(&mut vm.heap, shape, attrs, items);
    let tuple = vm.check(tuple)?;
    Ok(vm.made_of(class, tuple).value())
}

/// As [`make`], for the class of a declaration.
pub(crate) fn make_of(vm: &mut Vm, spec: &'static TypeSpec, items: &[Value]) -> PyResult {
    let class = class(vm, spec)?;
    make(vm, class, items)
}

fn fields(vm: &mut Vm, class: Gc<Type>) -> PyResult<Gc<Tuple>> {
    let name = vm.intern("__match_args__");
    let fields = class.lookup(name).unwrap_or(Value::NONE);
    vm.expect(fields, "tuple")
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.expect::<Type>(args[0], "type")?;
    if !vm.looks_iterable(args[1]) {
        return Err(vm.raise_type_error("constructor requires a sequence"));
    }
    let list = vm.list_of(args[1])?;
    let name = vm.full_name(class);
    let named = args[2].non_null().filter(|named| !named.is_none());
    let named = match (named, named.and_then(|named| named.downcast::<Dict>())) {
        (Some(_), None) => {
            return Err(vm.raise_type_error(format!("{name}() takes a dict as second arg, if any")));
        }
        (_, named) => named,
    };
    // The names are kept by the class's dict.
    let hidden = hidden_names(class);
    let (least, given) = (sequence_length(vm, class), list.len());
    let unnamed = least - fields(vm, class)?.len();
    let most = least + hidden.len();
    if given < least || given > most {
        let (word, bound) = match given < least {
            _ if least == most => ("a", least),
            true => ("an at least", least),
            false => ("an at most", most),
        };
        let message = format!("{name}() takes {word} {bound}-sequence ({given}-sequence given)");
        return Err(vm.raise_type_error(message));
    }
    let tuple = vm.tuple_of_list(list)?;
    let tuple = vm.expect::<Tuple>(tuple, "tuple")?;
    let made = make(vm, class, &tuple.items()[..least])?;
    let mut taken = 0;
    for (place, &name) in hidden.iter().enumerate() {
        let item = match (tuple.items().get(least + place), named) {
            (Some(&item), _) => Some(item),
            (None, Some(named)) => {
                let item = vm.dict_get(named, name)?;
                taken += usize::from(item.is_some());
                item
            }
            (None, None) => None,
        };
        let item =
            item.or_else(|| tuple.items().get(least - unnamed + place).copied().filter(|_| place < unnamed));
        if let Some(item) = item {
            set_hidden(vm, made, name, item)?;
        }
    }
    if named.is_some_and(|named| named.len() > taken) {
        let message = format!("{name}() got duplicate or unexpected field name(s)");
        return Err(vm.raise_type_error(message));
    }
    Ok(made)
}

/// The hidden fields of a value with their names.
fn hidden_fields(vm: &mut Vm, value: Value) -> PyResult<Gc<Dict>> {
    let class = vm.type_of(value);
    let (all, held) = (vm.new_dict(), vm.dict_of(value)?);
    for name in hidden_names(class) {
        let item = match held {
            Some(held) => vm.dict_get(held, name)?,
            None => None,
        };
        vm.dict_set(all, name, item.unwrap_or(Value::NONE))?;
    }
    Ok(all)
}

/// `__replace__`: a value with some fields changed.
fn replace(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].downcast::<Tuple>().is_some_and(|given| !given.is_empty()) {
        return Err(vm.raise_type_error("__replace__() takes no positional arguments"));
    }
    let tuple = vm.expect::<Tuple>(args[0], "tuple")?;
    let changes = vm.expect::<Dict>(args[2], "dict")?;
    let class = vm.type_of(args[0]);
    let (names, hidden) = (fields(vm, class)?, hidden_fields(vm, args[0])?);
    if names.len() < tuple.len() {
        let name = vm.full_name(class);
        let message = format!("__replace__() is not supported for {name} because it has unnamed field(s)");
        return Err(vm.raise_type_error(message));
    }
    let left = vm.new_dict();
    vm.dict_update(left, changes.value())?;
    let items = vm.new_list(tuple.items())?;
    for (place, &name) in names.items().iter().enumerate() {
        if let Some(item) = vm.dict_remove(left, name)? {
            vm.set_item(items.value(), Value::small_int_unchecked(place as i64), item)?;
        }
    }
    for name in hidden_names(class) {
        if let Some(item) = vm.dict_remove(left, name)? {
            vm.dict_set(hidden, name, item)?;
        }
    }
    if !left.is_empty() {
        let unknown = vm.list_of(left.value())?;
        let shown = vm.repr_string(unknown.value())?;
        return Err(vm.raise_type_error(format!("Got unexpected field name(s): {shown}")));
    }
    vm.call(class.value(), &[items.value(), hidden.value()])
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let tuple = vm.expect::<Tuple>(args[0], "tuple")?;
    let class = vm.type_of(args[0]);
    let names = fields(vm, class)?;
    // Items without a name are shown under that of the field that stands for them.
    let names: Vec<Value> = names.items().iter().copied().chain(hidden_names(class)).collect();
    let mut out = rustpython_wtf8::Wtf8Buf::from(vm.full_name(class));
    out.push_str("(");
    for (i, (&item, name)) in tuple.items().iter().zip(names).enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        if let Some(name) = name.downcast::<Str>() {
            out.push_wtf8(name.as_wtf8());
        }
        out.push_str("=");
        let shown = vm.repr(item)?;
        if let Some(shown) = shown.downcast::<Str>() {
            out.push_wtf8(shown.as_wtf8());
        }
    }
    out.push_str(")");
    vm.new_str(&out)
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let tuple = vm.expect::<Tuple>(args[0], "tuple")?;
    let class = vm.type_of(args[0]).value();
    let plain = vm.new_tuple(tuple.items())?;
    let extra = hidden_fields(vm, args[0])?.value();
    let arguments = vm.new_tuple(&[plain, extra])?;
    vm.new_tuple(&[class, arguments])
}
