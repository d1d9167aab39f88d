//! `string.templatelib`: the classes of template strings (PEP 750).

use super::natives;
use crate::objects::getset::GetSetDef;
use crate::objects::template::{Interpolation, Template};
use crate::objects::{Dict, Kind, List, Str};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::lower::items;
use crate::vm::native_type::TypeSpec;

natives! { TEMPLATE_NEW: "__new__" "(cls, /, *args, **kwargs)" new_template; }
natives! { TEMPLATE_METHODS:
    "__iter__" "(self, /)" |vm, args| { let parts = parts_of(vm, args[0])?; vm.iter(parts) };
    "__add__" "(self, other, /)" add;
    "__repr__" "(self, /)" |vm, args| {
        let t = vm.expect::<Template>(args[0], "a template")?;
        let (strings, held) = (vm.repr_string(t.strings.get())?, vm.repr_string(t.interpolations.get())?);
        vm.new_str(format!("Template(strings={strings}, interpolations={held})").as_str())
    };
    "__reduce__" "(self, /)" |vm, args| {
        let t = vm.expect::<Template>(args[0], "a template")?;
        let module = vm.import_module("string.templatelib")?;
        let name = vm.intern("_template_unpickle");
        let function = vm.get_attr(module, name)?;
        let parts = vm.new_tuple(&[t.strings.get(), t.interpolations.get()])?;
        vm.new_tuple(&[function, parts])
    };
}
static TEMPLATE_FIELDS: &[GetSetDef] = &[
    GetSetDef::member("strings", |vm, v| Ok(vm.expect::<Template>(v, "a template")?.strings.get())),
    GetSetDef::member("interpolations", |vm, v| {
        Ok(vm.expect::<Template>(v, "a template")?.interpolations.get())
    }),
    GetSetDef::new("values", values),
];

/// `string.templatelib.Template`.
pub(crate) static TEMPLATE: TypeSpec = TypeSpec {
    methods: TEMPLATE_METHODS,
    static_methods: TEMPLATE_NEW,
    class_methods: crate::builtins::SUBSCRIPTED,
    getset: TEMPLATE_FIELDS,
    doc: "Template object",
    ..TypeSpec::new("string.templatelib", "Template", Kind::Template)
};

natives! { INTERPOLATION_NEW: "__new__" "(cls, /, value, expression='', conversion=None, format_spec='')" new_interpolation; }
natives! { INTERPOLATION_METHODS:
    "__repr__" "(self, /)" |vm, args| {
        let i = vm.expect::<Interpolation>(args[0], "an interpolation")?;
        let mut shown = Vec::new();
        for part in [i.value.get(), i.expression.get(), i.conversion.get(), i.spec.get()] {
            shown.push(vm.repr_string(part)?);
        }
        vm.new_str(format!("Interpolation({})", shown.join(", ")).as_str())
    };
    "__reduce__" "(self, /)" |vm, args| {
        let i = vm.expect::<Interpolation>(args[0], "an interpolation")?;
        let parts = [i.value.get(), i.expression.get(), i.conversion.get(), i.spec.get()];
        let parts = vm.new_tuple(&parts)?;
        let class = vm.type_of(args[0]).value();
        vm.new_tuple(&[class, parts])
    };
}

macro_rules! part {
    ($name:literal $field:ident) => {
        GetSetDef::member($name, |vm, v| Ok(vm.expect::<Interpolation>(v, "an interpolation")?.$field.get()))
    };
}

static INTERPOLATION_FIELDS: &[GetSetDef] = &[
    part!("value" value),
    part!("expression" expression),
    part!("conversion" conversion),
    part!("format_spec" spec),
];

/// `string.templatelib.Interpolation`.
pub(crate) static INTERPOLATION: TypeSpec = TypeSpec {
    methods: INTERPOLATION_METHODS,
    static_methods: INTERPOLATION_NEW,
    class_methods: crate::builtins::SUBSCRIPTED,
    getset: INTERPOLATION_FIELDS,
    doc: "Interpolation object",
    ..TypeSpec::new("string.templatelib", "Interpolation", Kind::Interpolation)
};

fn values(vm: &mut Vm, template: Value) -> PyResult {
    let t = vm.expect::<Template>(template, "a template")?;
    let held = items(t.interpolations.get()).iter().filter_map(|i| i.downcast::<Interpolation>());
    // The interpolations keep the values alive.
    let values: Vec<Value> = held.map(|i| i.value.get()).collect();
    vm.new_tuple(&values)
}

/// The strings that are not empty and the interpolations, in order.
fn parts_of(vm: &mut Vm, template: Value) -> PyResult {
    let t = vm.expect::<Template>(template, "a template")?;
    let (strings, held) = (items(t.strings.get()), items(t.interpolations.get()));
    let list = vm.new_list(&[])?;
    for (i, &string) in strings.iter().enumerate() {
        if string.downcast::<Str>().is_some_and(|s| !s.as_bytes().is_empty()) {
            let pushed = List::push(list, &mut vm.heap, string);
            vm.check(pushed)?;
        }
        if let Some(&interpolation) = held.get(i) {
            let pushed = List::push(list, &mut vm.heap, interpolation);
            vm.check(pushed)?;
        }
    }
    Ok(list.value())
}

fn new_template(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[2].downcast::<Dict>().is_some_and(|d| !d.is_empty()) {
        return Err(vm.raise_type_error("Template.__new__ only accepts *args arguments"));
    }
    let (strings, held) = (vm.new_list(&[])?, vm.new_list(&[])?);
    let mut text = rustpython_wtf8::Wtf8Buf::new();
    for &arg in items(args[1]) {
        if let Some(s) = arg.downcast::<Str>() {
            text.push_wtf8(s.as_wtf8());
        } else if arg.is_kind(Kind::Interpolation) {
            let string = vm.new_str(&text)?;
            text.clear();
            for (list, value) in [(strings, string), (held, arg)] {
                let pushed = List::push(list, &mut vm.heap, value);
                vm.check(pushed)?;
            }
        } else {
            let class = vm.type_name(arg);
            let message =
                format!("Template.__new__ *args need to be of type 'str' or 'Interpolation', got {class}");
            return Err(vm.raise_type_error(message));
        }
    }
    let string = vm.new_str(&text)?;
    let pushed = List::push(strings, &mut vm.heap, string);
    vm.check(pushed)?;
    let (strings, held) = (vm.tuple_of_list(strings)?, vm.tuple_of_list(held)?);
    Ok(vm.build_template(strings, held))
}

/// Two templates, the strings at the seam joined.
fn add(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (Some(a), Some(b)) = (args[0].downcast::<Template>(), args[1].downcast::<Template>()) else {
        let class = qualified(vm, args[1]);
        let message = format!(
            "can only concatenate string.templatelib.Template (not \"{class}\") to string.templatelib.Template"
        );
        return Err(vm.raise_type_error(message));
    };
    let (left, right) = (items(a.strings.get()), items(b.strings.get()));
    let (&last, before) = left.split_last().ok_or(Raised)?;
    let (&first, after) = right.split_first().ok_or(Raised)?;
    let seam = vm.binary(pyopt_compiler::syntax::ast::Operator::Add, false, last, first)?;
    let strings: Vec<Value> = before.iter().copied().chain([seam]).chain(after.iter().copied()).collect();
    let strings = vm.new_tuple(&strings)?;
    let held = [items(a.interpolations.get()), items(b.interpolations.get())].concat();
    let held = vm.new_tuple(&held)?;
    Ok(vm.build_template(strings, held))
}

/// The name of a value's class with its module, as messages about templates show it.
fn qualified(vm: &mut Vm, value: Value) -> String {
    match value.is_kind(Kind::Interpolation) {
        true => "string.templatelib.Interpolation".into(),
        false => vm.type_name(value),
    }
}

fn new_interpolation(vm: &mut Vm, args: &[Value]) -> PyResult {
    let empty = vm.new_str("")?;
    let [expression, conversion, spec] = [
        args[2].non_null().unwrap_or(empty),
        args[3].non_null().unwrap_or(Value::NONE),
        args[4].non_null().unwrap_or(empty),
    ];
    for (value, name) in [(expression, "expression"), (conversion, "conversion"), (spec, "format_spec")] {
        let absent = name == "conversion" && value.is_none();
        if !absent && !value.is_kind(Kind::Str) {
            let class = vm.type_name(value);
            let message = format!("Interpolation() argument '{name}' must be str, not {class}");
            return Err(vm.raise_type_error(message));
        }
    }
    let known = |s: crate::heap::Gc<Str>| matches!(s.as_str(), Some("s" | "r" | "a"));
    if conversion.downcast::<Str>().is_some_and(|s| !known(s)) {
        let message = "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'";
        return Err(vm.raise_value_error(message));
    }
    let class = vm.native_type(&INTERPOLATION);
    Ok(vm.alloc_instance(class, Interpolation::of([args[1], expression, conversion, spec])).value())
}

impl Vm {
    /// `BUILD_TEMPLATE`.
    pub(crate) fn build_template(&mut self, strings: Value, interpolations: Value) -> Value {
        let class = self.native_type(&TEMPLATE);
        self.alloc_instance(class, Template::of(strings, interpolations)).value()
    }

    /// `BUILD_INTERPOLATION`; the spec is NULL when the field has none.
    pub(crate) fn build_interpolation(
        &mut self,
        value: Value,
        expression: Value,
        conversion: usize,
        spec: Value,
    ) -> PyResult {
        let spec = match spec.non_null() {
            Some(spec) => spec,
            None => self.new_str("")?,
        };
        let conversion = match conversion {
            1 => self.intern("s").value(),
            2 => self.intern("r").value(),
            3 => self.intern("a").value(),
            _ => Value::NONE,
        };
        let class = self.native_type(&INTERPOLATION);
        let key = self.intern("__match_args__");
        if class.own(key).is_none() {
            let names = ["value", "expression", "conversion", "format_spec"];
            let names = names.map(|n| self.intern(n).value());
            let names = self.new_tuple(&names)?;
            super::put(self, class.dict(), "__match_args__", names);
        }
        let parts = [value, expression, conversion, spec];
        Ok(self.alloc_instance(class, Interpolation::of(parts)).value())
    }
}
