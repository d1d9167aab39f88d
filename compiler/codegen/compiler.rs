//! The compiler's state: a stack of units, scopes entered and left, blocks unwound.

use super::unit::*;
use super::*;
use crate::analysis::scopes::{BlockKind, NameScope, NodeKind, Scope, ScopeId, mangle};
use crate::code::{CodeFlags, CompileUnit, Const, Opcode};
use crate::ir::cfg::MODULE_START;
use crate::syntax::ast::*;
use std::sync::Arc;

pub(super) type Res<T = ()> = Result<T, CompileError>;

/// CPython's limit of statically nested blocks.
const MAX_BLOCKS: usize = 21;

/// `MAKE_FUNCTION` attributes, by the bits of SET_FUNCTION_ATTRIBUTE.
pub(super) const DEFAULTS: u32 = 1;
pub(super) const KWDEFAULTS: u32 = 2;
pub(super) const CLOSURE: u32 = 8;
pub(super) const ANNOTATE: u32 = 16;

pub(super) struct Compiler<'a, 'f> {
    /// As it was, apart from the scopes of inlined comprehensions while they are being compiled.
    pub table: &'f mut SymbolTable,
    pub opts: &'f CompileOptions,
    /// What the code objects of this run have in common.
    pub unit: CompileUnit,
    /// Only errors and warnings are wanted.
    pub checking: bool,
    /// What finished units leave for those to come.
    room: Vec<Stream>,
    pub units: Vec<Unit<'a>>,
    pub warnings: Vec<CompileWarning>,
    pub quiet: u32,
    pub interactive: bool,
    finish: &'f mut dyn FnMut(Cfg) -> Result<CodeObject, CompileError>,
}

/// A finished nested code object with what its closure needs.
pub(super) struct Finished {
    pub code: Arc<CodeObject>,
    freevars: Vec<Ident>,
}

pub(super) fn error<T>(msg: impl Into<String>, span: Span) -> Res<T> {
    Err(CompileError { msg: msg.into(), span })
}

impl<'a, 'f> Compiler<'a, 'f> {
    pub fn new(
        table: &'f mut SymbolTable,
        opts: &'f CompileOptions,
        checking: bool,
        finish: &'f mut (dyn FnMut(Cfg) -> Result<CodeObject, CompileError> + 'f),
    ) -> Compiler<'a, 'f> {
        Compiler {
            table,
            opts,
            unit: CompileUnit::fresh(),
            checking,
            room: Vec::new(),
            units: Vec::new(),
            warnings: Vec::new(),
            quiet: 0,
            interactive: false,
            finish,
        }
    }

    pub fn module(&mut self, module: &'a Mod) -> Res<CodeObject> {
        self.enter_scope(
            "<module>".into(),
            UnitKind::Module,
            (NodeKind::Module, Span::NONE),
            1,
            None,
            ArgCounts::default(),
        )?;
        let mut add_none = true;
        match module {
            Mod::Module(body) => self.module_body(body, false)?,
            Mod::Interactive(body) => {
                self.interactive = true;
                self.module_body(body, true)?;
            }
            Mod::Expression(e) => {
                self.expr(e)?;
                add_none = false;
            }
        }
        let done = self.leave_scope(add_none)?;
        Ok(Arc::try_unwrap(done.code).unwrap_or_else(|c| (*c).clone()))
    }

    fn module_body(&mut self, body: &'a [Stmt], interactive: bool) -> Res {
        let start = body.first().map_or(Span { line: 1, col: 0, end_line: 1, end_col: 0 }, |s| s.span);
        if self.scope().has_conditional_annotations {
            self.op_i(Opcode::BuildSet, 0, start);
            let i = self.u().names.add(&"__conditional_annotations__".into());
            self.op_i(Opcode::StoreName, i, start);
        }
        self.body(start, body, interactive)
    }

    /// The statements of a module or class.
    pub fn body(&mut self, span: Span, body: &'a [Stmt], interactive: bool) -> Res {
        if self.table.future_annotations && self.scope().annotations_used {
            self.op(Opcode::SetupAnnotations, span);
        }
        let mut rest = body;
        if !interactive && let Some(doc) = future::docstring(body) {
            if self.scope().has_docstring {
                self.load_doc(doc, stmt_value_span(&body[0]));
                self.nameop(&"__doc__".into(), ExprContext::Store, Span::NONE)?;
                rest = &body[1..];
            } else if self.opts.optimize >= 2 {
                rest = self.skip_docstring(body);
            }
        }
        self.stmts(rest)?;
        if !self.table.future_annotations && !body.is_empty() {
            self.deferred_annotations(span)?;
        }
        Ok(())
    }

    /// `-OO`: the docstring goes; alone it leaves a `pass`.
    pub fn skip_docstring(&mut self, body: &'a [Stmt]) -> &'a [Stmt] {
        if body.len() == 1 {
            self.op(Opcode::Nop, body[0].span);
        }
        &body[1..]
    }

    // --- the current unit ---

    pub fn u(&mut self) -> &mut Unit<'a> {
        // There is one from `module` on, until its last line.
        self.units.last_mut().expect("a unit is being compiled")
    }

    pub fn unit(&self) -> &Unit<'a> {
        self.units.last().expect("a unit is being compiled")
    }

    pub fn scope_id(&self) -> ScopeId {
        self.unit().scope
    }

    pub fn scope(&self) -> &Scope {
        &self.table[self.unit().scope]
    }

    pub fn op(&mut self, op: Opcode, span: Span) {
        self.u().emit(op, 0, span);
    }

    pub fn op_i(&mut self, op: Opcode, arg: u32, span: Span) {
        self.u().emit(op, arg, span);
    }

    pub fn op_j(&mut self, op: Opcode, label: Label, span: Span) {
        self.u().emit_jump(op, label, span);
    }

    pub fn label(&mut self) -> Label {
        self.u().new_label()
    }

    pub fn place(&mut self, label: Label) {
        self.u().use_label(label);
    }

    pub fn load_const(&mut self, value: Const, span: Span) {
        let i = self.u().add_const(value);
        self.op_i(Opcode::LoadConst, i, span);
    }

    /// Loads a docstring, without its indentation.
    pub fn load_doc(&mut self, doc: &Wtf8, span: Span) {
        if !self.checking {
            self.load_const(Const::Str(future::clean_doc(doc)), span);
        }
    }

    pub fn load_none(&mut self, span: Span) {
        self.load_const(Const::None, span);
    }

    pub fn load_str(&mut self, s: &str, span: Span) {
        self.load_const(str_const(s), span);
    }

    /// An instruction whose argument is a (mangled) name, shifted by `shift` with `bits` below.
    pub fn op_name(&mut self, op: Opcode, name: &Ident, shift: u32, bits: u32, span: Span) {
        let name = self.mangled(name);
        let i = self.u().names.add(&name);
        self.op_i(op, i << shift | bits, span);
    }

    pub fn mangled(&self, name: &Ident) -> Ident {
        self.table.maybe_mangle(self.unit().private.as_ref(), self.unit().scope, name)
    }

    pub fn warn(&mut self, msg: String, span: Span) {
        if self.quiet == 0 {
            self.warnings.push(CompileWarning { msg, span });
        }
    }

    // --- scopes ---

    pub fn enter_scope(
        &mut self,
        name: Ident,
        kind: UnitKind,
        key: (NodeKind, Span),
        firstlineno: u32,
        private: Option<Ident>,
        counts: ArgCounts,
    ) -> Res {
        let Some(id) = self.table.lookup(key.0, key.1) else {
            return error(format!("the symbol table has no scope for '{name}'"), key.1);
        };
        self.enter_scope_id(name, kind, id, firstlineno, private, counts)
    }

    pub fn enter_scope_id(
        &mut self,
        name: Ident,
        kind: UnitKind,
        id: ScopeId,
        firstlineno: u32,
        private: Option<Ident>,
        counts: ArgCounts,
    ) -> Res {
        let mut unit = Unit::new(
            kind,
            id,
            name,
            firstlineno,
            counts,
            self.checking,
            self.room.pop().unwrap_or_default(),
        );
        let scope = &self.table[id];
        let params = scope.params.clone();
        unit.varnames = if self.checking { NameTable::idle(params) } else { NameTable::from_list(params) };
        unit.cellvars = NameTable::from_list(
            scope.symbols.sorted_by(NameScope::Cell, crate::analysis::scopes::DEF_COMP_CELL),
        );
        for (needed, cell) in [
            (scope.needs_class_closure, "__class__"),
            (scope.needs_classdict, "__classdict__"),
            (scope.has_conditional_annotations, "__conditional_annotations__"),
        ] {
            if needed {
                unit.cellvars.add(&cell.into());
            }
        }
        unit.freevars = NameTable::from_list(
            scope.symbols.sorted_by(NameScope::Free, crate::analysis::scopes::DEF_FREE_CLASS),
        );
        unit.private = private.or_else(|| self.units.last().and_then(|u| u.private.clone()));
        if kind != UnitKind::Module && !self.checking {
            unit.qualname = self.qualname(&unit);
        }
        self.units.push(unit);
        if kind == UnitKind::Module {
            self.op_i(Opcode::Resume, 0, MODULE_START);
            self.op(Opcode::AnnotationsPlaceholder, MODULE_START);
        } else {
            let span = Span { line: firstlineno, col: 0, end_line: firstlineno, end_col: 0 };
            self.op_i(Opcode::Resume, 0, span);
        }
        Ok(())
    }

    fn qualname(&self, unit: &Unit<'a>) -> Ident {
        let n = self.units.len();
        if n < 2 {
            return unit.name.clone();
        }
        let mut parent = &self.units[n - 1];
        if parent.kind == UnitKind::Annotations {
            // A type parameter scope does not count.
            if n == 2 {
                return unit.name.clone();
            }
            parent = &self.units[n - 2];
        }
        let named = matches!(unit.kind, UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Class);
        if named {
            let mangled = mangle(parent.private.as_ref(), &unit.name);
            if self.table[parent.scope].symbols.scope(&mangled) == NameScope::GlobalExplicit {
                return unit.name.clone();
            }
        }
        let locals = matches!(parent.kind, UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Lambda);
        let dots = if locals { ".<locals>." } else { "." };
        format!("{}{dots}{}", parent.qualname, unit.name).into()
    }

    /// Ends the current unit with a return and finishes it.
    pub fn leave_scope(&mut self, add_none: bool) -> Res<Finished> {
        if add_none {
            self.load_none(Span::NONE);
        }
        self.op(Opcode::ReturnValue, Span::NONE);
        let flags = self.code_flags();
        let unit = self.units.pop().expect("a unit is being compiled");
        let freevars = unit.freevars.list.clone();
        if self.checking {
            return Ok(Finished { code: Arc::default(), freevars });
        }
        let (cfg, room) = unit.into_cfg(flags, self.opts.filename.clone(), self.unit.clone());
        self.room.push(room);
        let code = Arc::new((self.finish)(cfg)?);
        Ok(Finished { code, freevars })
    }

    fn code_flags(&self) -> CodeFlags {
        let s = self.scope();
        let mut bits = 0;
        let mut set = |on: bool, bit: u32| bits |= if on { bit } else { 0 };
        if s.kind.is_function_like() {
            set(true, CodeFlags::NEWLOCALS | CodeFlags::OPTIMIZED);
            set(s.nested, CodeFlags::NESTED);
            set(s.generator && !s.coroutine, CodeFlags::GENERATOR);
            set(s.generator && s.coroutine, CodeFlags::ASYNC_GENERATOR);
            set(s.varargs, CodeFlags::VARARGS);
            set(s.varkeywords, CodeFlags::VARKEYWORDS);
            set(s.has_docstring, CodeFlags::HAS_DOCSTRING);
            set(s.method, CodeFlags::METHOD);
        }
        set(s.coroutine && !s.generator, CodeFlags::COROUTINE);
        set(self.table.future_annotations, CodeFlags::FUTURE_ANNOTATIONS);
        CodeFlags(bits)
    }

    /// Makes a function of finished code, with closure and the attributes of `flags` on the stack.
    pub fn make_closure(&mut self, done: Finished, mut flags: u32, span: Span) -> Res {
        if !done.freevars.is_empty() {
            for name in &done.freevars {
                let i = self.closure_index(name, span)?;
                self.op_i(Opcode::LoadClosure, i, span);
            }
            flags |= CLOSURE;
            self.op_i(Opcode::BuildTuple, done.freevars.len() as u32, span);
        }
        self.load_const(Const::Code(done.code), span);
        self.op(Opcode::MakeFunction, span);
        for bit in [CLOSURE, ANNOTATE, KWDEFAULTS, DEFAULTS] {
            if flags & bit != 0 {
                self.op_i(Opcode::SetFunctionAttribute, bit, span);
            }
        }
        Ok(())
    }

    fn closure_index(&self, name: &Ident, span: Span) -> Res<u32> {
        let u = self.unit();
        let implicit = u.kind == UnitKind::Class
            && matches!(&**name, "__class__" | "__classdict__" | "__conditional_annotations__");
        let cells = u.cellvars.list.len() as u32;
        let index = if implicit || self.scope().symbols.scope(name) == NameScope::Cell {
            u.cellvars.get(name)
        } else {
            u.freevars.get(name).map(|i| i + cells)
        };
        match index.or_else(|| u.deref_index(name)) {
            Some(i) => Ok(i),
            None => error(format!("no cell for the free variable '{name}'"), span),
        }
    }

    pub fn is_function_like(&self) -> bool {
        self.scope().kind.is_function_like()
    }

    pub fn is_class_block(&self) -> bool {
        self.scope().kind == BlockKind::Class
    }

    // --- frame blocks ---

    pub fn push_block(
        &mut self,
        kind: FrameBlockKind,
        block: Option<Label>,
        exit: Option<Label>,
        datum: Datum<'a>,
        span: Span,
    ) -> Res {
        if self.unit().frame_blocks.len() >= MAX_BLOCKS {
            return error("too many statically nested blocks", span);
        }
        self.quiet += u32::from(kind == FrameBlockKind::FinallyEnd);
        self.u().frame_blocks.push(FrameBlock { kind, block, exit, span, datum });
        Ok(())
    }

    pub fn pop_block(&mut self) -> Option<FrameBlock<'a>> {
        let block = self.u().frame_blocks.pop()?;
        self.quiet -= u32::from(block.kind == FrameBlockKind::FinallyEnd);
        Some(block)
    }

    /// Unwinds one block; returns the location of what follows.
    pub fn unwind_block(&mut self, mut span: Span, block: &FrameBlock<'a>, preserve_tos: bool) -> Res<Span> {
        use FrameBlockKind as K;
        let swap = |c: &mut Self, span: Span| {
            if preserve_tos {
                c.op_i(Opcode::Swap, 2, span);
            }
        };
        match block.kind {
            K::WhileLoop
            | K::ExceptionHandler
            | K::ExceptionGroupHandler
            | K::AsyncComprehension
            | K::StopIteration => {}
            K::ForLoop | K::PopValue => {
                swap(self, span);
                self.op(Opcode::PopTop, span);
            }
            K::TryExcept => self.op(Opcode::PopBlock, span),
            K::FinallyTry => {
                self.op(Opcode::PopBlock, span);
                if preserve_tos {
                    self.push_block(K::PopValue, None, None, Datum::None, span)?;
                }
                if let Datum::Finally(body) = block.datum {
                    self.stmts(body)?;
                }
                if preserve_tos {
                    self.pop_block();
                }
                span = Span::NONE;
            }
            K::FinallyEnd => {
                swap(self, span);
                self.op(Opcode::PopTop, span);
                swap(self, span);
                self.op(Opcode::PopBlock, span);
                self.op(Opcode::PopExcept, span);
            }
            K::With | K::AsyncWith => {
                span = block.span;
                self.op(Opcode::PopBlock, span);
                if preserve_tos {
                    self.op_i(Opcode::Swap, 3, span);
                    self.op_i(Opcode::Swap, 2, span);
                }
                self.call_exit_with_nones(span);
                if block.kind == K::AsyncWith {
                    self.await_value(2, span);
                }
                self.op(Opcode::PopTop, span);
                span = Span::NONE;
            }
            K::HandlerCleanup => {
                let name = match &block.datum {
                    Datum::Name(name) => Some(name.clone()),
                    _ => None,
                };
                if name.is_some() {
                    self.op(Opcode::PopBlock, span);
                }
                swap(self, span);
                self.op(Opcode::PopBlock, span);
                self.op(Opcode::PopExcept, span);
                if let Some(name) = name {
                    self.clear_name(&name, span)?;
                }
            }
        }
        Ok(span)
    }

    /// `name = None; del name`.
    pub fn clear_name(&mut self, name: &Ident, span: Span) -> Res {
        self.load_none(span);
        self.nameop(name, ExprContext::Store, span)?;
        self.nameop(name, ExprContext::Del, span)
    }

    /// Unwinds all blocks, or those inside the innermost loop, which is returned.
    pub fn unwind_blocks(
        &mut self,
        mut span: Span,
        preserve_tos: bool,
        to_loop: bool,
    ) -> Res<(Span, Option<FrameBlock<'a>>)> {
        let mut popped = Vec::new();
        let found = loop {
            let Some(top) = self.unit().frame_blocks.last() else { break None };
            match top.kind {
                FrameBlockKind::ExceptionGroupHandler => {
                    return error("'break', 'continue' and 'return' cannot appear in an except* block", span);
                }
                FrameBlockKind::WhileLoop | FrameBlockKind::ForLoop if to_loop => break Some(top.clone()),
                _ => {}
            }
            if let Some(block) = self.pop_block() {
                span = self.unwind_block(span, &block, preserve_tos)?;
                popped.push(block);
            }
        };
        for b in popped.into_iter().rev() {
            self.push_block(b.kind, b.block, b.exit, b.datum, b.span)?;
        }
        Ok((span, found))
    }
}

/// The span of an expression statement's value.
pub(super) fn stmt_value_span(s: &Stmt) -> Span {
    match &s.kind {
        StmtKind::Expr(e) => e.span,
        _ => s.span,
    }
}
