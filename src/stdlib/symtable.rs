//! `_symtable`: the compiler's scopes as objects, for the module `symtable`.
//!
//! ```text
//! source ─ parse ─► tree ─ analysis::scopes ─► SymbolTable ─► one entry a scope, children inside
//! ```
//!
//! An entry is a picture made once: nothing that a program does with it reaches the compiler. The numbers are those
//! of `analysis::scopes`, which are CPython's.

use super::class::state_getters;
use super::{ModuleSpec, add, arguments};
use crate::builtins::natives;
use crate::objects::{Kind, Str};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use pyopt_compiler::analysis::scopes::{self, BlockKind, NameScope, Scope, SymbolTable};
use pyopt_compiler::syntax::ParseMode;

natives! { FUNCTIONS:
    "symtable" "(source, filename, startstr, /)" symtable;
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_symtable",
    doc: "",
    functions: FUNCTIONS,
    init: |vm, module| {
        add(vm, module, "__doc__", Value::NONE)?;
        for &(name, number) in CONSTANTS {
            add(vm, module, name, Value::small_int_unchecked(i64::from(number)))?;
        }
        for (name, kind) in KINDS {
            add(vm, module, name, Value::small_int_unchecked(kind_number(kind)))?;
        }
        Ok(())
    },
};

static CONSTANTS: &[(&str, u32)] = &[
    ("USE", scopes::USE),
    ("DEF_GLOBAL", scopes::DEF_GLOBAL),
    ("DEF_NONLOCAL", scopes::DEF_NONLOCAL),
    ("DEF_LOCAL", scopes::DEF_LOCAL),
    ("DEF_PARAM", scopes::DEF_PARAM),
    ("DEF_TYPE_PARAM", scopes::DEF_TYPE_PARAM),
    ("DEF_FREE_CLASS", scopes::DEF_FREE_CLASS),
    ("DEF_IMPORT", scopes::DEF_IMPORT),
    ("DEF_BOUND", scopes::DEF_BOUND),
    ("DEF_ANNOT", scopes::DEF_ANNOT),
    ("DEF_COMP_ITER", scopes::DEF_COMP_ITER),
    ("DEF_COMP_CELL", scopes::DEF_COMP_CELL),
    ("LOCAL", NameScope::Local as u32),
    ("GLOBAL_EXPLICIT", NameScope::GlobalExplicit as u32),
    ("GLOBAL_IMPLICIT", NameScope::GlobalImplicit as u32),
    ("FREE", NameScope::Free as u32),
    ("CELL", NameScope::Cell as u32),
    ("SCOPE_OFF", scopes::SCOPE_OFFSET),
    ("SCOPE_MASK", 15),
];

const KINDS: [(&str, BlockKind); 7] = [
    ("TYPE_FUNCTION", BlockKind::Function),
    ("TYPE_CLASS", BlockKind::Class),
    ("TYPE_MODULE", BlockKind::Module),
    ("TYPE_ANNOTATION", BlockKind::Annotation),
    ("TYPE_TYPE_ALIAS", BlockKind::TypeAlias),
    ("TYPE_TYPE_PARAMETERS", BlockKind::TypeParameters),
    ("TYPE_TYPE_VARIABLE", BlockKind::TypeVariable),
];

/// A kind's place in [`KINDS`] is its number.
fn kind_number(kind: BlockKind) -> i64 {
    KINDS.iter().position(|row| row.1 == kind).unwrap_or(0) as i64
}

/// Fields of an entry.
const NAME: usize = 0;
const SYMBOLS: usize = 1;
const VARNAMES: usize = 2;
const CHILDREN: usize = 3;
const NESTED: usize = 4;
const TYPE: usize = 5;
const LINENO: usize = 6;

static ENTRY: TypeSpec = TypeSpec {
    methods: METHODS,
    getset: GETTERS,
    ..TypeSpec::new("builtins", "symtable entry", Kind::State)
};

natives! { METHODS:
    "__repr__" "(self, /)" |vm, args| {
        let entry = vm.state_of(&ENTRY, args[0], "__repr__")?;
        let name = vm.text_of(entry.get(NAME))?;
        let (id, line) = (vm.id_of(args[0]), entry.get(LINENO));
        let (id, line) = (vm.text_of(id)?, vm.text_of(line)?);
        vm.new_str(format!("<symtable entry {name}({id}), line {line}>").as_str())
    };
}

state_getters! { GETTERS: ENTRY;
    "id" |vm, entry| Ok(vm.id_of(entry.value()));
    "name" |_, entry| Ok(entry.get(NAME));
    "symbols" |_, entry| Ok(entry.get(SYMBOLS));
    "varnames" |_, entry| Ok(entry.get(VARNAMES));
    "children" |_, entry| Ok(entry.get(CHILDREN));
    "nested" |_, entry| Ok(entry.get(NESTED));
    "type" |_, entry| Ok(entry.get(TYPE));
    "lineno" |_, entry| Ok(entry.get(LINENO));
}

fn symtable(vm: &mut Vm, args: &[Value]) -> PyResult {
    let filename = vm.compile_filename(args[1])?;
    let Some(start) = args[2].downcast::<Str>() else {
        let class = vm.type_name(args[2]);
        return Err(vm.raise_type_error(format!("symtable() argument 3 must be str, not {class}")));
    };
    let mode = match start.as_str() {
        Some("exec") => ParseMode::Exec,
        Some("eval") => ParseMode::Eval,
        Some("single") => ParseMode::Single,
        _ => return Err(vm.raise_value_error("symtable() arg 3 must be 'exec' or 'eval' or 'single'")),
    };
    let what = "symtable() arg 1 must be a string or bytes object";
    let table = vm.scopes_of(args[0], filename, mode, what)?;
    let keep = vm.temps().len();
    let made = entries(vm, &table, keep);
    vm.pop_temps(keep);
    made
}

/// Makes the entries on the temporary stack, from the last scope to the first: the inner ones come first. The
/// entry of scope `n` lies at `keep + scopes - 1 - n`.
fn entries(vm: &mut Vm, table: &SymbolTable, keep: usize) -> PyResult {
    let last = table.scopes.len() - 1;
    for scope in table.scopes.iter().rev() {
        let children: Vec<Value> =
            scope.children.iter().map(|c| vm.temps()[keep + last - c.0 as usize]).collect();
        let entry = entry(vm, scope, &children)?;
        vm.push_temp(entry);
    }
    Ok(vm.temps()[keep + last])
}

/// `children` are on the temporary stack.
fn entry(vm: &mut Vm, scope: &Scope, children: &[Value]) -> PyResult {
    let keep = vm.temps().len();
    let children = vm.new_list(children)?.value();
    vm.push_temp(children);
    let symbols = vm.new_dict();
    vm.push_temp(symbols.value());
    for (name, flags) in scope.symbols.iter() {
        // What the annotations of a class read beside CPython's is no name of the program's.
        if scope.kind == BlockKind::Annotation && &**name == "__conditional_annotations__" {
            continue;
        }
        let name = vm.intern(&**name).value();
        vm.dict_set(symbols, name, Value::small_int_unchecked(i64::from(flags)))?;
    }
    let varnames = vm.new_list(&[])?;
    vm.push_temp(varnames.value());
    for name in &scope.params {
        let name = vm.intern(&**name).value();
        arguments::push(vm, varnames, name)?;
    }
    let name = vm.intern(&*scope.name).value();
    let fields = [
        name,
        symbols.value(),
        varnames.value(),
        children,
        Value::small_int_unchecked(i64::from(scope.nested)),
        Value::small_int_unchecked(kind_number(scope.kind)),
        Value::small_int_unchecked(i64::from(scope.span.line)),
    ];
    let entry = vm.new_state(&ENTRY, None, &fields);
    vm.pop_temps(keep);
    Ok(entry)
}
