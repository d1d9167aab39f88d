//! Constants of a program's tree.

use super::Reader;
use crate::objects::{Bytes, Complex, Set, Str, Tuple};
use crate::value::{PyResult, Value};
use pyopt_compiler::semantics::int::{Int, IntRef};
use pyopt_compiler::syntax::ast::Constant;
use std::sync::Arc;

impl Reader<'_> {
    /// A value of exactly one of the types that code objects hold.
    pub(super) fn constant(&mut self, value: Value) -> PyResult<Constant> {
        if value.is_none() {
            return Ok(Constant::None);
        }
        if value.is(Value::ELLIPSIS) {
            return Ok(Constant::Ellipsis);
        }
        if let Some(b) = value.as_bool() {
            return Ok(Constant::Bool(b));
        }
        let (class, t) = (self.vm.type_of(value), self.vm.types);
        if class == t.int
            && let Some(number) = self.vm.as_int(&value)
        {
            return Ok(match IntRef::to_int(number) {
                Int::Small(i) => Constant::Int(i),
                Int::Big(i) => Constant::BigInt(Box::new(i)),
            });
        }
        if class == t.float
            && let Some(f) = self.vm.as_float(value)
        {
            return Ok(Constant::Float(f));
        }
        if class == t.str
            && let Some(text) = value.downcast::<Str>()
        {
            return Ok(Constant::Str(text.as_wtf8().to_owned().into_box().into()));
        }
        if class == t.bytes
            && let Some(bytes) = value.downcast::<Bytes>()
        {
            return Ok(Constant::Bytes(bytes.as_slice().into()));
        }
        if class == t.complex
            && let Some(c) = value.downcast::<Complex>()
        {
            return Ok(Constant::Complex { real: c.real, imag: c.imag });
        }
        if class == t.tuple
            && let Some(items) = value.downcast::<Tuple>()
        {
            return self.constants(items.items()).map(Constant::Tuple);
        }
        if class == t.frozenset
            && let Some(set) = value.downcast::<Set>()
        {
            let entries = std::iter::successors(set.next_entry(0), |&(at, _)| set.next_entry(at + 1));
            let list = self.vm.new_list(&[])?;
            for (_, item) in entries {
                crate::stdlib::arguments::push(self.vm, list, item)?;
            }
            let tuple = self.vm.tuple_of_list(list)?;
            let items = self.vm.expect::<Tuple>(tuple, "tuple")?;
            return self.constants(items.items()).map(Constant::FrozenSet);
        }
        let given = self.vm.type_name(value);
        Err(self.vm.raise_type_error(format!("got an invalid type in Constant: {given}")))
    }

    fn constants(&mut self, items: &[Value]) -> PyResult<Arc<[Constant]>> {
        let read = |r: &mut Self| items.iter().map(|&item| r.constant(item)).collect::<PyResult<Vec<_>>>();
        self.deeper("constant", read).map(Into::into)
    }
}
