//! The attributes that objects of the language itself hold in fields: frames, tracebacks, code, type parameters.

use super::Vm;
use crate::heap::Gc;
use crate::objects::frame::Frame;
use crate::objects::generic::Union;
use crate::objects::type_param::{TypeAlias, TypeParam};
use crate::objects::{Code, GenericAlias, Kind, Str, Traceback};
use crate::value::{PyResult, Value};

impl Vm {
    /// An attribute that such an object holds itself.
    pub(crate) fn language_attr(&mut self, value: Value, name: Gc<Str>) -> PyResult<Option<Value>> {
        let text = name.as_str().unwrap_or_default();
        match value.kind() {
            Some(Kind::GenericAlias) => {
                let Some(alias) = value.downcast::<GenericAlias>() else { return Ok(None) };
                self.alias_attr(alias, name)
            }
            Some(Kind::Union) => value.downcast::<Union>().map_or(Ok(None), |u| self.union_attr(u, text)),
            Some(Kind::TypeParam) => {
                value.downcast::<TypeParam>().map_or(Ok(None), |p| self.param_attr(p, text))
            }
            Some(Kind::TypeAlias) => {
                value.downcast::<TypeAlias>().map_or(Ok(None), |a| self.type_alias_attr(a, text))
            }
            Some(Kind::Frame) => value.downcast::<Frame>().map_or(Ok(None), |f| self.frame_attr(f, text)),
            Some(Kind::Traceback) => {
                value.downcast::<Traceback>().map_or(Ok(None), |t| self.traceback_attr(t, text))
            }
            Some(Kind::Code) => value.downcast::<Code>().map_or(Ok(None), |c| self.code_attr(c, text)),
            _ => Ok(None),
        }
    }
}
