//! Symbol tables: which names a scope binds and uses, and where each of them lives.
//!
//! ```text
//! tree ─ scopes_build (names, flags, early errors) ─► scopes_analyze (local, cell, free, global) ─► SymbolTable
//! ```
//!
//! The table is built from the tree as it was *written*, also when code is generated from an optimized one:
//! removing `if 0: yield` must not make a generator a function, nor `if 0: x = 1` a local a global. A scope is
//! therefore found again by what it is and where it stands ([`ScopeKey`]), not by node identity.
//!
//! INVARIANT (codegen relies on it): a pass removes a scope only together with its whole statement or
//! expression, keeps the span of the node that opens one, and makes none of its own. Copies of a scope share the
//! entry. Names that a pass invents begin with `.` and are locals of the function they stand in.

use crate::syntax::ast::{Ident, Mod, Span};

use crate::codegen::{CompileError, CompileOptions};
use crate::map::{Map, Set};

/// `global` statement.
pub const DEF_GLOBAL: u32 = 1;
/// Assigned.
pub const DEF_LOCAL: u32 = 1 << 1;
/// A parameter.
pub const DEF_PARAM: u32 = 1 << 2;
/// `nonlocal` statement.
pub const DEF_NONLOCAL: u32 = 1 << 3;
/// Read.
pub const USE: u32 = 1 << 4;
/// Free in a method and bound in the class around it.
pub const DEF_FREE_CLASS: u32 = 1 << 6;
/// Bound by an import.
pub const DEF_IMPORT: u32 = 1 << 7;
/// Annotated.
pub const DEF_ANNOT: u32 = 1 << 8;
/// Iteration variable of a comprehension.
pub const DEF_COMP_ITER: u32 = 1 << 9;
/// A type parameter.
pub const DEF_TYPE_PARAM: u32 = 1 << 10;
/// A cell of an inlined comprehension.
pub const DEF_COMP_CELL: u32 = 1 << 11;
/// Any kind of binding; a type parameter is [`DEF_LOCAL`] as well.
pub const DEF_BOUND: u32 = DEF_LOCAL | DEF_PARAM | DEF_IMPORT;
/// Where [`NameScope`] is packed into a symbol's flags.
pub const SCOPE_OFFSET: u32 = 12;

/// Where a name lives.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "the names are the field's own")]
pub enum NameScope {
    Unknown = 0,
    Local = 1,
    GlobalExplicit = 2,
    GlobalImplicit = 3,
    Free = 4,
    Cell = 5,
}

impl NameScope {
    /// The scope packed into a symbol's flags.
    pub fn of(flags: u32) -> NameScope {
        match flags >> SCOPE_OFFSET {
            1 => NameScope::Local,
            2 => NameScope::GlobalExplicit,
            3 => NameScope::GlobalImplicit,
            4 => NameScope::Free,
            5 => NameScope::Cell,
            _ => NameScope::Unknown,
        }
    }
}

/// What kind of block a scope is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BlockKind {
    /// A file, an interactive statement, an `eval` string.
    Module,
    /// `def`, `lambda` and comprehensions.
    Function,
    /// `class`.
    Class,
    /// The annotations of a function, class or module (PEP 649).
    Annotation,
    /// Bound or default of a type parameter.
    TypeVariable,
    /// The value of a `type` statement.
    TypeAlias,
    /// Type parameters (PEP 695).
    TypeParameters,
}

impl BlockKind {
    /// Whether locals of such a block are fast locals, visible in nested scopes.
    pub fn is_function_like(self) -> bool {
        !matches!(self, BlockKind::Module | BlockKind::Class)
    }
}

/// The kinds of comprehension.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ComprehensionKind {
    Generator,
    List,
    Set,
    Dict,
}

/// Which node opens a scope.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "the names are those of the nodes")]
pub enum NodeKind {
    Module,
    Function,
    Class,
    Lambda,
    Comprehension,
    /// Annotations of a function; the span is the function's.
    FunctionAnnotations,
    /// Annotations of a class or module body.
    BodyAnnotations,
    /// Type parameters; the span is that of the statement which has them.
    TypeParams,
    TypeAlias,
    TypeVarBound,
    TypeVarDefault,
}

/// How a scope is found again.
pub type ScopeKey = (NodeKind, Span);

/// The number of a scope in its table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ScopeId(pub u32);

/// The names of a scope with their flags, in order of first appearance. Most scopes have few: those are searched one by
/// one, and only where there are more is there an index.
#[derive(Clone, Default, Debug)]
pub struct Symbols {
    entries: Vec<(Ident, u32)>,
    /// Empty up to `FEW` entries.
    index: Map<Ident, usize>,
}

/// So many names are found as quickly by looking at each.
const FEW: usize = 8;

impl Symbols {
    fn find(&self, name: &str) -> Option<usize> {
        if self.entries.len() <= FEW {
            self.entries.iter().position(|entry| *entry.0 == *name)
        } else {
            self.index.get(name).copied()
        }
    }

    /// The flags of `name`.
    pub fn get(&self, name: &str) -> Option<u32> {
        self.find(name).map(|at| self.entries[at].1)
    }

    /// The flags of `name`, to be changed; a new name comes last and has none.
    pub fn flags_mut(&mut self, name: &Ident) -> &mut u32 {
        let at = self.find(name).unwrap_or_else(|| {
            self.entries.push((name.clone(), 0));
            self.index_from(self.entries.len() - 1);
            self.entries.len() - 1
        });
        &mut self.entries[at].1
    }

    /// Sets the flags of `name`; a new name comes last.
    pub fn set(&mut self, name: &Ident, flags: u32) {
        *self.flags_mut(name) = flags;
    }

    /// Forgets `name`.
    pub fn remove(&mut self, name: &str) {
        if let Some(at) = self.find(name) {
            self.entries.remove(at);
            self.index.clear();
            self.index_from(0);
        }
    }

    /// Brings the index up to date with the entries from `from` on, which are new.
    fn index_from(&mut self, from: usize) {
        if self.entries.len() > FEW {
            let from = if self.index.is_empty() { 0 } else { from };
            let new = self.entries[from..].iter().enumerate().map(|(at, entry)| (entry.0.clone(), from + at));
            self.index.extend(new);
        }
    }

    /// All names, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Ident, u32)> {
        self.entries.iter().map(|(n, f)| (n, *f))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// All names with their flags, to be changed.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = (&Ident, &mut u32)> {
        self.entries.iter_mut().map(|(n, f)| (&*n, f))
    }

    /// Where `name` lives.
    pub fn scope(&self, name: &str) -> NameScope {
        NameScope::of(self.get(name).unwrap_or(0))
    }

    /// The names that live in `scope` or have one of `flags`, sorted.
    pub fn sorted_by(&self, scope: NameScope, flags: u32) -> Vec<Ident> {
        let mut names: Vec<Ident> = self
            .iter()
            .filter(|&(_, f)| NameScope::of(f) == scope || f & flags != 0)
            .map(|(n, _)| n.clone())
            .collect();
        names.sort();
        names
    }
}

/// One scope.
#[derive(Clone, Debug)]
pub struct Scope {
    /// What kind of block.
    pub kind: BlockKind,
    /// Its name: the function's, the class's, `<lambda>`, `__annotate__`, ….
    pub name: Ident,
    /// Where the node that opens it stands.
    pub span: Span,
    /// Its names.
    pub symbols: Symbols,
    /// Parameters, in order.
    pub params: Vec<Ident>,
    /// Scopes directly inside.
    pub children: Vec<ScopeId>,
    /// Stands in a function, directly or not.
    pub nested: bool,
    /// Has a `yield`, or is a generator expression.
    pub generator: bool,
    /// Is `async def` or has an `await` of its own.
    pub coroutine: bool,
    /// Which comprehension it is.
    pub comprehension: Option<ComprehensionKind>,
    /// Has `*args`.
    pub varargs: bool,
    /// Has `**kwargs`.
    pub varkeywords: bool,
    /// A class whose methods use `__class__`.
    pub needs_class_closure: bool,
    /// A class whose annotations or type scopes look into its namespace.
    pub needs_classdict: bool,
    /// Some annotation stands in a conditional block.
    pub has_conditional_annotations: bool,
    /// A comprehension that is compiled into the scope around it (PEP 709).
    pub comp_inlined: bool,
    /// An annotation scope directly in a class.
    pub can_see_class_scope: bool,
    /// Its body begins with a docstring (that is kept).
    pub has_docstring: bool,
    /// A function directly in a class.
    pub method: bool,
    /// Has annotations.
    pub annotations_used: bool,
    /// The scope of the annotations in its body.
    pub annotation_block: Option<ScopeId>,
    /// Index into `SymbolTable::mangled`: only these names are mangled (type parameters of a class).
    pub mangled_names: Option<usize>,
    pub(super) directives: Vec<(Ident, Span)>,
    pub(super) in_conditional_block: bool,
    pub(super) comp_iter_target: bool,
    pub(super) comp_iter_expr: u32,
    pub(super) in_unevaluated_annotation: bool,
    pub(super) scope_info: Option<&'static str>,
}

/// All scopes of a module.
#[derive(Clone, Default, Debug)]
pub struct SymbolTable {
    /// The scopes; the first is the module.
    pub scopes: Vec<Scope>,
    /// Which scope a node opened.
    pub by_key: Map<ScopeKey, ScopeId>,
    /// Sets of names that alone are mangled.
    pub mangled: Vec<Set<Ident>>,
    /// `from __future__ import annotations` is in force.
    pub future_annotations: bool,
    /// There is an [`percent_format`](crate::syntax::ast::Expr::percent_format) somewhere.
    pub percent_formats: bool,
}

impl SymbolTable {
    /// The module's scope.
    pub const TOP: ScopeId = ScopeId(0);

    /// The scope that a node opened.
    pub fn lookup(&self, kind: NodeKind, span: Span) -> Option<ScopeId> {
        self.by_key.get(&(kind, span)).copied()
    }

    /// `name` as the scope `id` spells it inside class `private`.
    pub fn maybe_mangle(&self, private: Option<&Ident>, id: ScopeId, name: &Ident) -> Ident {
        if let Some(set) = self[id].mangled_names
            && !self.mangled[set].contains(name)
        {
            return name.clone();
        }
        mangle(private, name)
    }
}

impl std::ops::Index<ScopeId> for SymbolTable {
    type Output = Scope;
    fn index(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }
}

impl std::ops::IndexMut<ScopeId> for SymbolTable {
    fn index_mut(&mut self, id: ScopeId) -> &mut Scope {
        &mut self.scopes[id.0 as usize]
    }
}

/// Private-name mangling: `__x` in class `C` is `_C__x`.
pub fn mangle(private: Option<&Ident>, name: &Ident) -> Ident {
    let Some(private) = private else { return name.clone() };
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.clone();
    }
    let class = private.trim_start_matches('_');
    if class.is_empty() { name.clone() } else { format!("_{class}{name}").into() }
}

/// Builds the symbol table of a module.
///
/// # Errors
/// The `SyntaxError`s that CPython's symbol table raises.
pub fn build(module: &Mod, opts: &CompileOptions) -> Result<SymbolTable, CompileError> {
    let mut table = super::scopes_build::collect(module, opts)?;
    super::scopes_analyze::analyze(&mut table)?;
    Ok(table)
}
