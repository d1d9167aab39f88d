//! The attributes that objects of the language itself hold in fields: exceptions, frames, tracebacks, code, type
//! parameters, and the annotations of functions.
//!
//! Each is a computed attribute of the class; the rooms of the objects say what a name means:
//!
//! ```text
//! traceback.tb_next ─► row of TRACEBACK ─► language_field(value, "tb_next") ─► frames::traceback_attr
//! ```

use super::Vm;
use crate::objects::frame::Frame;
use crate::objects::generic::Union;
use crate::objects::getset::GetSetDef;
use crate::objects::type_param::{TypeAlias, TypeParam};
use crate::objects::{Code, Exception, Function, Kind, Traceback};
use crate::value::{PyResult, Raised, Value};

/// Declares the attributes of a class: read-only fields, computed ones, then those that can be set.
/// `by`: of what layout the objects are, and whose answer that is; a name that is known here costs no comparison.
macro_rules! fields {
    ($table:ident by $layout:ident $read:ident: $($member:literal)*; $($name:literal)*; $($settable:literal)*) => {
        static $table: &[GetSetDef] = &[
            $(GetSetDef::member($member, |vm, v| fields!(vm, v, $layout, $read, $member)),)*
            $(GetSetDef::new($name, |vm, v| fields!(vm, v, $layout, $read, $name)),)*
            $(GetSetDef::settable(
                $settable,
                |vm, v| fields!(vm, v, $layout, $read, $settable),
                |vm, v, new| vm.set_language_field(v, $settable, new),
            ),)*
        ];
    };
    ($vm:ident, $value:ident, $layout:ident, $read:ident, $name:literal) => {
        match $value.downcast::<$layout>() {
            Some(object) => match $vm.$read(object, $name) {
                Ok(Some(found)) => Ok(found),
                Ok(None) => Err($vm.raise_missing_field($value, $name)),
                Err(raised) => Err(raised),
            },
            None => $vm.language_field($value, $name),
        }
    };
    ($table:ident: $($name:literal)*; $($settable:literal)*) => { fields! { $table: ; $($name)*; $($settable)* } };
    ($table:ident: $($member:literal)*; $($name:literal)*; $($settable:literal)*) => {
        static $table: &[GetSetDef] = &[
            $(GetSetDef::member($member, |vm, v| vm.language_field(v, $member)),)*
            $(GetSetDef::new($name, |vm, v| vm.language_field(v, $name)),)*
            $(GetSetDef::settable(
                $settable,
                |vm, v| vm.language_field(v, $settable),
                |vm, v, new| vm.set_language_field(v, $settable, new),
            ),)*
        ];
    };
}

fields! { BASE: ; "args" "__cause__" "__context__" "__traceback__" "__suppress_context__" }
fields! { STOP: ; "value" }
fields! { EXIT: ; "code" }
fields! { NAME: ; "name" }
fields! { ATTRIBUTE: ; "name" "obj" }
fields! { IMPORT: ; "msg" "name" "path" "name_from" }
fields! { OS: ; "errno" "strerror" "filename" "filename2" "characters_written" }
fields! { SYNTAX: ; "msg" "filename" "lineno" "offset" "text" "print_file_and_line" "end_lineno" "end_offset" "_metadata" }
fields! { UNICODE: ; "encoding" "object" "start" "end" "reason" }
fields! { GROUP: "message" "exceptions"; ; }
fields! { FRAME by Frame frame_attr: ; "f_code" "f_globals" "f_builtins" "f_locals" "f_back" "f_lasti" "f_generator"; "f_lineno" "f_trace" "f_trace_lines" "f_trace_opcodes" }
fields! { TRACEBACK: "tb_frame" "tb_lasti"; "tb_lineno"; "tb_next" }
fields! { CODE by Code code_attr: "co_name" "co_qualname" "co_filename" "co_firstlineno" "co_flags" "co_argcount" "co_posonlyargcount"
"co_kwonlyargcount" "co_stacksize" "co_nlocals" "co_names" "co_consts" "co_linetable" "co_exceptiontable";
"co_varnames" "co_cellvars" "co_freevars" "co_code" "_co_code_adaptive" "co_lnotab"; }
fields! { GENERATOR: "gi_code" "gi_frame" "gi_running" "gi_suspended" "gi_yieldfrom"; }
fields! { COROUTINE: "cr_code" "cr_frame" "cr_running" "cr_suspended" "cr_await" "cr_origin"; }
fields! { ASYNC_GENERATOR: "ag_code" "ag_frame" "ag_running" "ag_suspended" "ag_await"; }
fields! { FUNCTION: ; "__annotations__" "__annotate__" "__type_params__" }
fields! { UNION: "__args__" "__parameters__" "__origin__" "__name__" "__qualname__"; }
fields! { TYPE_VAR: "__name__" "__bound__" "__constraints__" "__default__" "__covariant__" "__contravariant__"
"__infer_variance__" "evaluate_bound" "evaluate_constraints" "evaluate_default"; }
fields! { PARAM_SPEC: "__name__" "__bound__" "__default__" "__covariant__" "__contravariant__" "__infer_variance__"
"evaluate_default" "args" "kwargs"; }
fields! { TYPE_VAR_TUPLE: "__name__" "__default__" "evaluate_default"; }
fields! { SPEC_PART: "__origin__"; }
fields! { TYPE_ALIAS: "__name__"; "__value__" "evaluate_value" "__type_params__" "__parameters__" "__module__"; }

impl Vm {
    /// Adds the computed attributes to the classes of the language.
    pub(crate) fn install_language_fields(&mut self) {
        let t = self.types;
        for (class, table) in [
            (t.base_exception, BASE),
            (t.stop_iteration, STOP),
            (t.system_exit, EXIT),
            (t.name_error, NAME),
            (t.attribute_error, ATTRIBUTE),
            (t.import_error, IMPORT),
            (t.os_error, OS),
            (t.syntax_error, SYNTAX),
            (t.unicode_encode_error, UNICODE),
            (t.unicode_decode_error, UNICODE),
            (t.unicode_translate_error, UNICODE),
            (t.base_exception_group, GROUP),
            (t.frame, FRAME),
            (t.traceback, TRACEBACK),
            (t.code, CODE),
            (t.function, FUNCTION),
            (t.generator, GENERATOR),
            (t.coroutine, COROUTINE),
            (t.async_generator, ASYNC_GENERATOR),
            (t.union, UNION),
            (t.type_var, TYPE_VAR),
            (t.param_spec, PARAM_SPEC),
            (t.type_var_tuple, TYPE_VAR_TUPLE),
            (t.param_spec_args, SPEC_PART),
            (t.param_spec_kwargs, SPEC_PART),
            (t.type_alias, TYPE_ALIAS),
        ] {
            self.add_getset(class, table);
        }
        self.add_methods(t.code, super::code_attrs::METHODS);
        self.add_methods(t.code, super::code_replace::METHODS);
        self.add_methods(t.frame, super::frames::METHODS);
        self.add_static_methods(t.traceback, super::frames::TRACEBACK);
        self.add_methods(t.traceback, super::frames::TRACEBACK_METHODS);
    }

    fn language_field(&mut self, value: Value, name: &str) -> PyResult {
        let found = match value.kind() {
            Some(Kind::Exception) => match value.downcast::<Exception>() {
                Some(e) => self.exception_field(e, name)?,
                None => None,
            },
            Some(Kind::Union) => value.downcast::<Union>().map_or(Ok(None), |u| self.union_attr(u, name))?,
            Some(Kind::TypeParam) => {
                value.downcast::<TypeParam>().map_or(Ok(None), |p| self.param_attr(p, name))?
            }
            Some(Kind::TypeAlias) => {
                value.downcast::<TypeAlias>().map_or(Ok(None), |a| self.type_alias_attr(a, name))?
            }
            Some(Kind::Frame) => value.downcast::<Frame>().map_or(Ok(None), |f| self.frame_attr(f, name))?,
            Some(Kind::Traceback) => {
                value.downcast::<Traceback>().map_or(Ok(None), |t| self.traceback_attr(t, name))?
            }
            Some(Kind::Code) => value.downcast::<Code>().map_or(Ok(None), |c| self.code_attr(c, name))?,
            Some(Kind::Generator) => value
                .downcast::<crate::objects::generator::Generator>()
                .and_then(|g| super::generator::attribute(self, g, name)),
            Some(Kind::Function) => {
                value.downcast::<Function>().map_or(Ok(None), |f| self.function_annotation(f, name))?
            }
            _ => None,
        };
        match found {
            Some(found) => Ok(found),
            None => Err(self.raise_missing_field(value, name)),
        }
    }

    /// A family's attribute that has no value: its name alone is the message.
    #[cold]
    fn raise_missing_field(&mut self, value: Value, name: &str) -> Raised {
        let name = self.intern(name);
        let message = name.as_wtf8().to_string();
        self.raise_attribute_error(value, name.value(), &message)
    }

    fn set_language_field(&mut self, value: Value, name: &str, new: Option<Value>) -> PyResult<()> {
        if let Some(e) = value.downcast::<Exception>() {
            let Some(new) = new else { return self.delete_exception_field(e, name) };
            let done = self.set_exception_slot(e, name, new)? || self.set_exception_member(e, name, new)?;
            debug_assert!(done, "{name} is an attribute of the class");
            return Ok(());
        }
        if let Some(f) = value.downcast::<Function>() {
            return self.set_function_annotation(f, name, new);
        }
        if let Some(tb) = value.downcast::<Traceback>() {
            return self.set_traceback_next(tb, new);
        }
        match value.downcast::<Frame>() {
            Some(frame) => self.set_frame_attr(frame, name, new),
            None => Err(self.raise_type_error(format!("can't set {name}"))),
        }
    }
}
