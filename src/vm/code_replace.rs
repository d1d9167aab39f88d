//! Code objects made by programs: `code.replace(…)` and `types.CodeType(…)`; when two are equal.
//!
//! ```text
//! replace(co_consts=…) ─► Parts of the old code, one changed ─► CodeObject ─► Code ─► verifier, when it is to run (`Vm::bind`)
//! ```
//!
//! What is made has no guard table: it is the original program, whatever of it was replaced. A constant that no `.pyc`
//! can hold stands in the tuple of constants only; the verifier sees `...` in its place.
//!
//! INVARIANT: no code object reaches the loop unverified: one that a program made is in doubt (`Code::doubt`) until it
//! is bound to globals for the first time. To add a field: a row in [`FIELDS`] and an arm in
//! [`Vm::set_part`].

use super::Vm;
use crate::heap::Gc;
use crate::objects::{Bytes, Code, Dict, Str, Tuple};
use crate::stdlib::marshal::constant;
use crate::value::{PyResult, Value};
use pyopt_compiler::code::{CodeFlags, CodeObject, CompileUnit, Const, KindFlags, LocalsPlus};
use pyopt_compiler::syntax::ast::Ident;
use std::sync::Arc;

crate::builtins::natives! { METHODS:
    "replace" "(self, /, *args, **kwargs)" |vm, args| replace(vm, args, "replace");
    "__replace__" "(self, /, *args, **kwargs)" |vm, args| replace(vm, args, "__replace__");
    "__new__" "(cls, /, *args)" new;
}

/// The parameters of `types.CodeType`, in their order; the last two may be left out.
const FIELDS: [&str; 18] = [
    "co_argcount",
    "co_posonlyargcount",
    "co_kwonlyargcount",
    "co_nlocals",
    "co_stacksize",
    "co_flags",
    "co_code",
    "co_consts",
    "co_names",
    "co_varnames",
    "co_filename",
    "co_name",
    "co_qualname",
    "co_firstlineno",
    "co_linetable",
    "co_exceptiontable",
    "co_freevars",
    "co_cellvars",
];

/// A code object in the making.
struct Parts {
    object: CodeObject,
    /// The constants, as values.
    consts: Value,
    /// Names of variables, cells and free variables, as far as they were given.
    variables: [Option<Vec<Ident>>; 3],
    nlocals: Option<u32>,
}

fn replace(vm: &mut Vm, args: &[Value], name: &str) -> PyResult {
    let code = vm.expect::<Code>(args[0], "a code object")?;
    if !super::lower::items(args[1]).is_empty() {
        return Err(vm.raise_type_error(format!("{name}() takes no positional arguments")));
    }
    vm.unfold(code)?;
    let mut parts = Parts {
        object: CodeObject {
            guards: Box::new([]),
            unit: CompileUnit::default(),
            ..(**code.object()).clone()
        },
        consts: code.consts(),
        variables: [const { None }; 3],
        nlocals: None,
    };
    let given = vm.expect::<Dict>(args[2], "dict")?;
    let mut at = 0;
    while let Some((number, key, value)) = given.next_entry(at) {
        at = number + 1;
        let field = key.downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default();
        let Some(field) = FIELDS.iter().find(|f| **f == field) else {
            let known: Vec<String> = FIELDS.iter().map(|&f| f.to_owned()).collect();
            let meant = super::suggest::closest(&known, &field);
            let meant = meant.map(|m| format!(". Did you mean '{m}'?")).unwrap_or_default();
            let message = format!("{name}() got an unexpected keyword argument '{field}'{meant}");
            return Err(vm.raise_type_error(message));
        };
        vm.set_part(&mut parts, field, value, &format!("{name}() argument '{field}'"))?;
    }
    vm.finish_code(parts)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = vm.expect::<Tuple>(args[1], "tuple")?;
    let count = given.len();
    if !(FIELDS.len() - 2..=FIELDS.len()).contains(&count) {
        let (word, bound) =
            if count > FIELDS.len() { ("most", FIELDS.len()) } else { ("least", FIELDS.len() - 2) };
        return Err(vm.raise_type_error(format!("code expected at {word} {bound} arguments, got {count}")));
    }
    let empty = vm.new_tuple(&[])?;
    let variables = [Some(vec![]), Some(vec![]), Some(vec![])];
    let mut parts = Parts { object: CodeObject::default(), consts: empty, variables, nlocals: None };
    for (number, (field, &value)) in FIELDS.iter().zip(given.items()).enumerate() {
        vm.set_part(&mut parts, field, value, &format!("code() argument {}", number + 1))?;
    }
    vm.finish_code(parts)
}

impl Vm {
    /// Sets one field; messages call it `shown`.
    fn set_part(&mut self, parts: &mut Parts, field: &str, value: Value, shown: &str) -> PyResult<()> {
        let object = &mut parts.object;
        match field {
            "co_argcount" => object.argcount = self.count_part(value, field)?,
            "co_posonlyargcount" => object.posonlyargcount = self.count_part(value, field)?,
            "co_kwonlyargcount" => object.kwonlyargcount = self.count_part(value, field)?,
            "co_nlocals" => parts.nlocals = Some(self.count_part(value, field)?),
            "co_stacksize" => object.stacksize = self.count_part(value, field)?,
            "co_flags" => object.flags = CodeFlags(self.count_part(value, field)?),
            "co_firstlineno" => object.firstlineno = self.count_part(value, field)?,
            "co_code" => object.code = self.code_bytes(value, shown)?,
            "co_linetable" => object.linetable = self.code_bytes(value, shown)?,
            "co_exceptiontable" => object.exceptiontable = self.code_bytes(value, shown)?,
            "co_filename" => object.filename = self.text_part(value, shown)?,
            "co_name" => object.name = self.text_part(value, shown)?,
            "co_qualname" => object.qualname = self.text_part(value, shown)?,
            "co_names" => object.names = self.names_part(value, shown)?.into(),
            "co_varnames" => parts.variables[0] = Some(self.names_part(value, shown)?),
            "co_cellvars" => parts.variables[1] = Some(self.names_part(value, shown)?),
            "co_freevars" => parts.variables[2] = Some(self.names_part(value, shown)?),
            _ => {
                let tuple = self.tuple_part(value, shown)?;
                let mut consts = Vec::with_capacity(tuple.len());
                for &item in tuple.items() {
                    consts.push(match constant(self, item, 0) {
                        Ok(constant) => constant,
                        Err(_) => {
                            self.take_raised();
                            Const::Ellipsis
                        }
                    });
                }
                object.consts = consts.into();
                parts.consts = value;
            }
        }
        Ok(())
    }

    fn count_part(&mut self, value: Value, field: &str) -> PyResult<u32> {
        let number = self.index(value)?;
        if number < 0 {
            return Err(self.raise_value_error(format!("{field} must be a positive integer")));
        }
        u32::try_from(number).map_err(|_| {
            self.raise_str(self.types.overflow_error, "Python int too large to convert to C int")
        })
    }

    fn tuple_part(&mut self, value: Value, shown: &str) -> PyResult<Gc<Tuple>> {
        value.downcast::<Tuple>().ok_or_else(|| self.raise_part(value, shown, "tuple"))
    }

    fn code_bytes(&mut self, value: Value, shown: &str) -> PyResult<Box<[u8]>> {
        match value.downcast::<Bytes>() {
            Some(bytes) => Ok(bytes.as_slice().into()),
            None => Err(self.raise_part(value, shown, "bytes")),
        }
    }

    fn text_part(&mut self, value: Value, shown: &str) -> PyResult<Ident> {
        match value.downcast::<Str>() {
            Some(text) => Ok(text.as_wtf8().to_string().into()),
            None => Err(self.raise_part(value, shown, "str")),
        }
    }

    fn names_part(&mut self, value: Value, shown: &str) -> PyResult<Vec<Ident>> {
        let tuple = self.tuple_part(value, shown)?;
        let mut names = Vec::with_capacity(tuple.len());
        for &item in tuple.items() {
            let Some(name) = item.downcast::<Str>() else {
                return Err(self.raise_str(self.types.system_error, "non-string found in code slot"));
            };
            names.push(name.as_wtf8().to_string().into());
        }
        Ok(names)
    }

    #[cold]
    fn raise_part(&mut self, value: Value, shown: &str, wanted: &str) -> crate::value::Raised {
        let given = self.type_name(value);
        self.raise_type_error(format!("{shown} must be {wanted}, not {given}"))
    }

    fn finish_code(&mut self, parts: Parts) -> PyResult {
        let Parts { mut object, consts, variables, nlocals } = parts;
        if variables.iter().any(Option::is_some) {
            object.localsplus = arrange(&object, variables);
        }
        let locals = object.localsplus.iter().filter(|l| l.kind.0 & KindFlags::LOCAL != 0).count();
        if nlocals.is_some_and(|n| n as usize != locals) {
            return Err(self.raise_value_error("code: co_nlocals != len(co_varnames)"));
        }
        if !object.code.len().is_multiple_of(2) {
            return Err(self.raise_value_error("code: co_code is malformed"));
        }
        let flags = object.flags;
        let parameters = object.argcount as usize
            + object.kwonlyargcount as usize
            + usize::from(flags.has(CodeFlags::VARARGS))
            + usize::from(flags.has(CodeFlags::VARKEYWORDS));
        if parameters > locals {
            return Err(self.raise_value_error("code: co_varnames is too small"));
        }
        if object.posonlyargcount > object.argcount {
            return Err(self.raise_value_error("code: posonlyargcount is greater than argcount"));
        }
        let object = Arc::new(object);
        // Interned names live as long as the engine.
        let names: Vec<Value> = object.names.iter().map(|n| self.intern(&**n).value()).collect();
        let names = self.new_tuple(&names)?;
        let code = Code::new(&mut self.heap, object, consts, names);
        code.doubt();
        Ok(code.value())
    }

    /// `a == b` for code objects.
    pub(crate) fn codes_equal(&mut self, a: Gc<Code>, b: Gc<Code>) -> PyResult<bool> {
        let (x, y) = (a.object().clone(), b.object().clone());
        let names = |o: &CodeObject| o.localsplus.iter().map(|l| l.name.clone()).collect::<Vec<_>>();
        let same = x.name == y.name
            && x.argcount == y.argcount
            && x.posonlyargcount == y.posonlyargcount
            && x.kwonlyargcount == y.kwonlyargcount
            && x.flags == y.flags
            && x.firstlineno == y.firstlineno
            && x.code == y.code
            && x.names == y.names
            && names(&x) == names(&y)
            && x.linetable == y.linetable
            && x.exceptiontable == y.exceptiontable;
        if !same || x.consts.len() != y.consts.len() {
            return Ok(false);
        }
        self.unfold(a)?;
        self.unfold(b)?;
        let (Some(left), Some(right)) = (a.consts().downcast::<Tuple>(), b.consts().downcast::<Tuple>())
        else {
            return Ok(false);
        };
        for (i, (p, q)) in left.items().iter().zip(right.items()).enumerate() {
            let equal = match (p.downcast::<Code>(), q.downcast::<Code>(), &x.consts[i]) {
                (Some(p), Some(q), _) => {
                    self.enter_native("")?;
                    let equal = self.codes_equal(p, q);
                    self.native_depth -= 1;
                    equal?
                }
                (.., Const::Ellipsis) => self.equal(*p, *q)?,
                _ => x.consts[i] == y.consts[i],
            };
            if !equal {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// The fast locals that lists of names describe: variables (parameters first), cells that are no variables, free
/// variables. A list that was not given is the old one.
fn arrange(object: &CodeObject, given: [Option<Vec<Ident>>; 3]) -> Box<[LocalsPlus]> {
    let old = |bits: u8| {
        let has = object.localsplus.iter().filter(move |l| l.kind.0 & bits != 0);
        has.map(|l| l.name.clone()).collect::<Vec<_>>()
    };
    let [variables, cells, free] = given;
    let variables = variables.unwrap_or_else(|| old(KindFlags::LOCAL));
    let cells = cells.unwrap_or_else(|| old(KindFlags::CELL));
    let free = free.unwrap_or_else(|| old(KindFlags::FREE));
    let (positional, kwonly) = (object.argcount as usize, object.kwonlyargcount as usize);
    let posonly = object.posonlyargcount as usize;
    let named = positional + kwonly;
    let starred = named
        + usize::from(object.flags.has(CodeFlags::VARARGS))
        + usize::from(object.flags.has(CodeFlags::VARKEYWORDS));
    let parameter = |i: usize| match i {
        i if i < posonly => KindFlags::ARG_POS,
        i if i < positional => KindFlags::ARG_POS | KindFlags::ARG_KW,
        i if i < named => KindFlags::ARG_KW,
        i if i < starred && i == named && object.flags.has(CodeFlags::VARARGS) => {
            KindFlags::ARG_VAR | KindFlags::ARG_POS
        }
        i if i < starred => KindFlags::ARG_VAR | KindFlags::ARG_KW,
        _ => 0,
    };
    let mut all = Vec::new();
    for (i, name) in variables.iter().enumerate() {
        let cell = if cells.contains(name) { KindFlags::CELL } else { 0 };
        all.push(LocalsPlus { name: name.clone(), kind: KindFlags(parameter(i) | KindFlags::LOCAL | cell) });
    }
    for name in cells.into_iter().filter(|n| !variables.contains(n)) {
        all.push(LocalsPlus { name, kind: KindFlags(KindFlags::CELL) });
    }
    all.extend(free.into_iter().map(|name| LocalsPlus { name, kind: KindFlags(KindFlags::FREE) }));
    all.into()
}
