//! First half of the symbol table: walks the tree in CPython's order and notes which names each scope binds,
//! declares and reads. The errors found on the way are CPython's, in its order.

use super::scopes::*;
use crate::codegen::{CompileError, CompileOptions, future};
use crate::map::Set;
use crate::syntax::ast::*;
use std::rc::Rc;

type Res = Result<(), CompileError>;

pub(super) fn collect(module: &Mod, opts: &CompileOptions) -> Result<SymbolTable, CompileError> {
    let features = future::features(module)?;
    let table = SymbolTable {
        future_annotations: opts.future_annotations || features.annotations,
        ..SymbolTable::default()
    };
    let mut b = Builder {
        table,
        stack: Vec::new(),
        private: None,
        future_end: features.last,
        top_level_await: opts.allow_top_level_await,
        docstrings: opts.optimize < 2,
    };
    let top = b.new_scope("top".into(), BlockKind::Module, (NodeKind::Module, Span::NONE), Span::NONE);
    b.enter(top)?;
    match module {
        Mod::Module(body) => {
            b.table[top].has_docstring = b.docstrings && future::docstring(body).is_some();
            b.stmts(body)?;
        }
        Mod::Interactive(body) => b.stmts(body)?,
        Mod::Expression(e) => b.expr(e)?,
    }
    Ok(b.table)
}

struct Builder {
    table: SymbolTable,
    stack: Vec<ScopeId>,
    private: Option<Rc<Ident>>,
    future_end: Option<Span>,
    top_level_await: bool,
    docstrings: bool,
}

fn err(msg: impl Into<String>, span: Span) -> Res {
    Err(CompileError { msg: msg.into(), span })
}

impl Builder {
    fn cur_id(&self) -> ScopeId {
        self.stack.last().copied().unwrap_or(SymbolTable::TOP)
    }

    fn cur(&mut self) -> &mut Scope {
        let id = self.cur_id();
        &mut self.table[id]
    }

    fn kind(&self) -> BlockKind {
        self.table[self.cur_id()].kind
    }

    fn new_scope(&mut self, name: Ident, kind: BlockKind, key: ScopeKey, span: Span) -> ScopeId {
        let parent = self.stack.last().map(|&p| &self.table[p]);
        let scope = Scope {
            kind,
            name,
            span,
            symbols: Symbols::default(),
            params: Vec::new(),
            children: Vec::new(),
            nested: parent.is_some_and(|p| p.nested || p.kind.is_function_like()),
            generator: false,
            coroutine: false,
            comprehension: None,
            varargs: false,
            varkeywords: false,
            needs_class_closure: false,
            needs_classdict: false,
            has_conditional_annotations: false,
            comp_inlined: false,
            can_see_class_scope: false,
            has_docstring: false,
            method: kind == BlockKind::Function && parent.is_some_and(|p| p.kind == BlockKind::Class),
            annotations_used: false,
            annotation_block: None,
            mangled_names: None,
            directives: Vec::new(),
            in_conditional_block: false,
            comp_iter_target: false,
            comp_iter_expr: 0,
            in_unevaluated_annotation: false,
            scope_info: None,
        };
        let id = ScopeId(self.table.scopes.len() as u32);
        self.table.scopes.push(scope);
        self.table.by_key.insert(key, id);
        id
    }

    /// Makes an existing scope the current one.
    fn enter(&mut self, id: ScopeId) -> Res {
        let parent = self.stack.last().copied();
        if let Some(p) = parent {
            self.table[id].comp_iter_expr = self.table[p].comp_iter_expr;
            if self.table[p].mangled_names.is_some() && self.table[id].kind != BlockKind::Class {
                self.table[id].mangled_names = self.table[p].mangled_names;
            }
        }
        self.stack.push(id);
        // Annotations that become strings have no effect on names.
        if self.table.future_annotations && self.table[id].kind == BlockKind::Annotation {
            return Ok(());
        }
        if let Some(p) = parent
            && !self.table[p].children.contains(&id)
        {
            self.table[p].children.push(id);
        }
        Ok(())
    }

    fn enter_new(
        &mut self,
        name: Ident,
        kind: BlockKind,
        key: ScopeKey,
        span: Span,
    ) -> Result<ScopeId, CompileError> {
        let id = self.new_scope(name, kind, key, span);
        self.enter(id)?;
        if matches!(kind, BlockKind::Annotation | BlockKind::TypeVariable | BlockKind::TypeAlias) {
            self.add(&".format".into(), DEF_PARAM, span)?;
            self.add(&".format".into(), USE, span)?;
        }
        Ok(id)
    }

    fn exit(&mut self) {
        self.stack.pop();
    }

    fn mangled(&self, name: &Ident) -> Ident {
        self.table.maybe_mangle(self.private.as_deref(), self.cur_id(), name)
    }

    fn lookup(&self, name: &Ident) -> u32 {
        self.lookup_in(self.cur_id(), name)
    }

    fn lookup_in(&self, id: ScopeId, name: &Ident) -> u32 {
        let mangled = self.table.maybe_mangle(self.private.as_deref(), id, name);
        self.table[id].symbols.get(&mangled).unwrap_or(0)
    }

    fn add_in(&mut self, id: ScopeId, name: &Ident, flag: u32, span: Span) -> Res {
        let mangled = self.mangled(name);
        let scope = &mut self.table[id];
        let symbol = scope.symbols.flags_mut(&mangled);
        let old = *symbol;
        if flag & old & DEF_PARAM != 0 {
            return err(format!("duplicate argument '{name}' in function definition"), span);
        }
        if flag & old & DEF_TYPE_PARAM != 0 {
            return err(format!("duplicate type parameter '{name}'"), span);
        }
        let mut val = old | flag;
        if scope.comp_iter_target {
            if val & (DEF_GLOBAL | DEF_NONLOCAL) != 0 {
                return err(
                    format!("comprehension inner loop cannot rebind assignment expression target '{name}'"),
                    span,
                );
            }
            val |= DEF_COMP_ITER;
        }
        *symbol = val;
        if flag & DEF_PARAM != 0 {
            scope.params.push(mangled);
        } else if flag & DEF_GLOBAL != 0 {
            let top = &mut self.table[SymbolTable::TOP].symbols;
            let old = top.get(&mangled).unwrap_or(0);
            top.set(&mangled, old | flag);
        }
        Ok(())
    }

    fn add_ctx(&mut self, name: &Ident, flag: u32, span: Span, ctx: ExprContext) -> Res {
        if flag & (DEF_PARAM | DEF_LOCAL | DEF_IMPORT) != 0 {
            check_name(name, span, ctx)?;
        }
        if flag & DEF_TYPE_PARAM != 0
            && let Some(set) = self.cur().mangled_names
        {
            self.table.mangled[set].insert(name.clone());
        }
        self.add_in(self.cur_id(), name, flag, span)
    }

    fn add(&mut self, name: &Ident, flag: u32, span: Span) -> Res {
        self.add_ctx(name, flag, span, if flag == USE { ExprContext::Load } else { ExprContext::Store })
    }

    fn directive(&mut self, name: &Ident, span: Span) {
        let mangled = self.mangled(name);
        self.cur().directives.push((mangled, span));
    }

    fn allows_top_level_await(&self) -> bool {
        self.top_level_await && self.kind() == BlockKind::Module
    }

    fn stmts(&mut self, body: &[Stmt]) -> Res {
        body.iter().try_for_each(|s| self.stmt(s))
    }

    fn exprs(&mut self, list: &[Expr]) -> Res {
        list.iter().try_for_each(|e| self.expr(e))
    }

    fn opt(&mut self, e: &Option<Box<Expr>>) -> Res {
        e.as_ref().map_or(Ok(()), |e| self.expr(e))
    }

    /// Runs `f` with the current scope marked as inside `if`, `try`, a loop, ….
    fn conditional(&mut self, f: impl FnOnce(&mut Self) -> Res) -> Res {
        let old = std::mem::replace(&mut self.cur().in_conditional_block, true);
        f(self)?;
        self.cur().in_conditional_block = old;
        Ok(())
    }

    fn coroutine_only(&mut self, msg: &str, span: Span) -> Res {
        if self.allows_top_level_await() {
            self.cur().coroutine = true;
        }
        if self.cur().coroutine { Ok(()) } else { err(msg, span) }
    }

    fn stmt(&mut self, s: &Stmt) -> Res {
        let span = s.span;
        match &s.kind {
            StmtKind::FunctionDef(f) => self.function(f, span),
            StmtKind::ClassDef(c) => self.class(c, span),
            StmtKind::TypeAlias { name, type_params, value } => {
                self.type_alias(name, type_params, value, span)
            }
            StmtKind::Return(value) => self.opt(value),
            StmtKind::Delete(targets) => self.exprs(targets),
            StmtKind::Assign { targets, value } => {
                self.exprs(targets)?;
                self.expr(value)
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(target, annotation, value, *simple, span)
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target)?;
                self.expr(value)
            }
            StmtKind::For { target, iter, body, orelse, is_async } => {
                if *is_async {
                    self.coroutine_only("'async for' outside async function", span)?;
                }
                self.expr(target)?;
                self.expr(iter)?;
                self.conditional(|b| {
                    b.stmts(body)?;
                    b.stmts(orelse)
                })
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.conditional(|b| {
                    b.stmts(body)?;
                    b.stmts(orelse)
                })
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                self.conditional(|b| {
                    for case in cases {
                        b.pattern(&case.pattern)?;
                        b.opt(&case.guard)?;
                        b.stmts(&case.body)?;
                    }
                    Ok(())
                })
            }
            StmtKind::Raise { exc, cause } => {
                self.opt(exc)?;
                self.opt(cause)
            }
            StmtKind::Try(t) => self.conditional(|b| {
                b.stmts(&t.body)?;
                for h in &t.handlers {
                    if let Some(typ) = &h.typ {
                        b.expr(typ)?;
                    }
                    if let Some(name) = &h.name {
                        b.add(name, DEF_LOCAL, h.span)?;
                    }
                    b.stmts(&h.body)?;
                }
                b.stmts(&t.orelse)?;
                b.stmts(&t.finalbody)
            }),
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.opt(msg)
            }
            StmtKind::Import(names) => names.iter().try_for_each(|a| self.alias(a)),
            StmtKind::ImportFrom { module, names, level } => {
                names.iter().try_for_each(|a| self.alias(a))?;
                if *level == 0
                    && module.as_deref() == Some("__future__")
                    && self.future_end.is_none_or(|f| {
                        span.line > f.line || (span.line == f.end_line && span.col > f.end_col)
                    })
                {
                    return err("from __future__ imports must occur at the beginning of the file", span);
                }
                Ok(())
            }
            StmtKind::Global(names) => self.declare(names, DEF_GLOBAL, "global", span),
            StmtKind::Nonlocal(names) => self.declare(names, DEF_NONLOCAL, "nonlocal", span),
            StmtKind::Expr(e) => self.expr(e),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => Ok(()),
            StmtKind::Line | StmtKind::Unrolled(_) => Ok(()),
            StmtKind::With { items, body, is_async } => {
                if *is_async {
                    self.coroutine_only("'async with' outside async function", span)?;
                }
                self.conditional(|b| {
                    for item in items {
                        b.expr(&item.context_expr)?;
                        b.opt(&item.optional_vars)?;
                    }
                    b.stmts(body)
                })
            }
        }
    }

    fn declare(&mut self, names: &[Ident], flag: u32, word: &str, span: Span) -> Res {
        for name in names {
            let cur = self.lookup(name);
            if cur & (DEF_PARAM | DEF_LOCAL | USE | DEF_ANNOT) != 0 {
                return err(
                    if cur & DEF_PARAM != 0 {
                        format!("name '{name}' is parameter and {word}")
                    } else if cur & USE != 0 {
                        format!("name '{name}' is used prior to {word} declaration")
                    } else if cur & DEF_ANNOT != 0 {
                        format!("annotated name '{name}' can't be {word}")
                    } else {
                        format!("name '{name}' is assigned to before {word} declaration")
                    },
                    span,
                );
            }
            self.add(name, flag, span)?;
            self.directive(name, span);
        }
        Ok(())
    }

    fn alias(&mut self, a: &Alias) -> Res {
        let name = a.asname.as_ref().unwrap_or(&a.name);
        if &**name == "*" {
            return if self.kind() == BlockKind::Module {
                Ok(())
            } else {
                err("import * only allowed at module level", a.span)
            };
        }
        match name.split_once('.') {
            Some((first, _)) => self.add(&first.into(), DEF_IMPORT, a.span),
            None => self.add(name, DEF_IMPORT, a.span),
        }
    }

    fn function(&mut self, f: &FunctionDef, span: Span) -> Res {
        self.add(&f.name, DEF_LOCAL, span)?;
        self.exprs(&f.args.defaults)?;
        f.args.kw_defaults.iter().flatten().try_for_each(|e| self.expr(e))?;
        self.exprs(&f.decorators)?;
        let generic = !f.type_params.is_empty();
        if generic {
            let kw = f.args.kw_defaults.iter().any(Option::is_some);
            // CPython has room for the defaults, whether there are any or not.
            self.enter_type_params(&f.name, true, kw, false, span)?;
            self.type_params(&f.type_params)?;
        }
        let id = self.new_scope(f.name.clone(), BlockKind::Function, (NodeKind::Function, span), span);
        self.table[id].has_docstring = self.docstrings && future::docstring(&f.body).is_some();
        self.function_annotations(f, span)?;
        self.enter(id)?;
        self.table[id].coroutine = f.is_async;
        self.arguments(&f.args)?;
        self.stmts(&f.body)?;
        self.exit();
        if generic {
            self.exit();
        }
        Ok(())
    }

    fn function_annotations(&mut self, f: &FunctionDef, span: Span) -> Res {
        let in_class = self.cur().can_see_class_scope || self.kind() == BlockKind::Class;
        self.enter_new(
            "__annotate__".into(),
            BlockKind::Annotation,
            (NodeKind::FunctionAnnotations, span),
            span,
        )?;
        if in_class {
            self.cur().can_see_class_scope = true;
            self.add(&"__classdict__".into(), USE, span)?;
        }
        let a = &f.args;
        let all = a.posonlyargs.iter().chain(&a.args).chain(a.vararg.as_deref()).chain(a.kwarg.as_deref());
        for arg in all.chain(&a.kwonlyargs) {
            if let Some(ann) = &arg.annotation {
                self.cur().annotations_used = true;
                self.expr(ann)?;
            }
        }
        if let Some(ret) = &f.returns {
            self.cur().annotations_used = true;
            self.expr(ret)?;
        }
        self.exit();
        Ok(())
    }

    fn arguments(&mut self, a: &Arguments) -> Res {
        for arg in a.posonlyargs.iter().chain(&a.args).chain(&a.kwonlyargs) {
            self.add(&arg.name, DEF_PARAM, arg.span)?;
        }
        if let Some(arg) = &a.vararg {
            self.add(&arg.name, DEF_PARAM, arg.span)?;
            self.cur().varargs = true;
        }
        if let Some(arg) = &a.kwarg {
            self.add(&arg.name, DEF_PARAM, arg.span)?;
            self.cur().varkeywords = true;
        }
        Ok(())
    }

    fn class(&mut self, c: &ClassDef, span: Span) -> Res {
        self.add(&c.name, DEF_LOCAL, span)?;
        self.exprs(&c.decorators)?;
        let outer = self.private.clone();
        let generic = !c.type_params.is_empty();
        if generic {
            self.enter_type_params(&c.name, false, false, true, span)?;
            self.private = Some(Rc::new(c.name.clone()));
            let set = self.table.mangled.len();
            self.table.mangled.push(Set::default());
            self.cur().mangled_names = Some(set);
            self.type_params(&c.type_params)?;
        }
        self.exprs(&c.bases)?;
        self.keywords(&c.keywords)?;
        let id = self.enter_new(c.name.clone(), BlockKind::Class, (NodeKind::Class, span), span)?;
        self.private = Some(Rc::new(c.name.clone()));
        if generic {
            self.add(&"__type_params__".into(), DEF_LOCAL, span)?;
            self.add(&".type_params".into(), USE, span)?;
        }
        self.table[id].has_docstring = self.docstrings && future::docstring(&c.body).is_some();
        self.stmts(&c.body)?;
        self.exit();
        if generic {
            self.exit();
        }
        self.private = outer;
        Ok(())
    }

    fn keywords(&mut self, keywords: &[Keyword]) -> Res {
        for k in keywords {
            if let Some(name) = &k.name {
                check_name(name, k.span, ExprContext::Store)?;
            }
        }
        keywords.iter().try_for_each(|k| self.expr(&k.value))
    }

    fn enter_type_params(
        &mut self,
        name: &Ident,
        defaults: bool,
        kwdefaults: bool,
        class: bool,
        span: Span,
    ) -> Res {
        let in_class = self.kind() == BlockKind::Class;
        self.enter_new(name.clone(), BlockKind::TypeParameters, (NodeKind::TypeParams, span), span)?;
        if in_class {
            self.cur().can_see_class_scope = true;
            self.add(&"__classdict__".into(), USE, span)?;
        }
        if class {
            for name in [".type_params", ".generic_base"] {
                self.add(&name.into(), DEF_LOCAL, span)?;
                self.add(&name.into(), USE, span)?;
            }
        }
        if defaults {
            self.add(&".defaults".into(), DEF_PARAM, span)?;
        }
        if kwdefaults {
            self.add(&".kwdefaults".into(), DEF_PARAM, span)?;
        }
        Ok(())
    }

    fn type_params(&mut self, params: &[TypeParam]) -> Res {
        for tp in params {
            self.add(&tp.name, DEF_TYPE_PARAM | DEF_LOCAL, tp.span)?;
            let default_info = match &tp.kind {
                TypeParamKind::TypeVar { bound } => {
                    let info = match bound.as_deref().map(|b| &b.kind) {
                        Some(ExprKind::Tuple { .. }) => "a TypeVar constraint",
                        _ => "a TypeVar bound",
                    };
                    self.type_variable(bound.as_deref(), tp, NodeKind::TypeVarBound, info)?;
                    "a TypeVar default"
                }
                TypeParamKind::TypeVarTuple => "a TypeVarTuple default",
                TypeParamKind::ParamSpec => "a ParamSpec default",
            };
            self.type_variable(tp.default.as_deref(), tp, NodeKind::TypeVarDefault, default_info)?;
        }
        Ok(())
    }

    fn type_variable(&mut self, e: Option<&Expr>, tp: &TypeParam, kind: NodeKind, info: &'static str) -> Res {
        if &*tp.name == "__classdict__" {
            return err(format!("reserved name '{}' cannot be used for type parameter", tp.name), tp.span);
        }
        let Some(e) = e else { return Ok(()) };
        let in_class = self.cur().can_see_class_scope;
        self.enter_new(tp.name.clone(), BlockKind::TypeVariable, (kind, tp.span), e.span)?;
        self.cur().can_see_class_scope = in_class;
        if in_class {
            self.add(&"__classdict__".into(), USE, e.span)?;
        }
        self.cur().scope_info = Some(info);
        self.expr(e)?;
        self.exit();
        Ok(())
    }

    fn type_alias(&mut self, name: &Expr, params: &[TypeParam], value: &Expr, span: Span) -> Res {
        self.expr(name)?;
        let ExprKind::Name { id, .. } = &name.kind else { return Ok(()) };
        let in_class = self.kind() == BlockKind::Class;
        if !params.is_empty() {
            self.enter_type_params(id, false, false, false, span)?;
            self.type_params(params)?;
        }
        self.enter_new(id.clone(), BlockKind::TypeAlias, (NodeKind::TypeAlias, span), span)?;
        self.cur().can_see_class_scope = in_class;
        if in_class {
            self.add(&"__classdict__".into(), USE, value.span)?;
        }
        self.expr(value)?;
        self.exit();
        if !params.is_empty() {
            self.exit();
        }
        Ok(())
    }

    fn ann_assign(
        &mut self,
        target: &Expr,
        annotation: &Expr,
        value: &Option<Box<Expr>>,
        simple: bool,
        span: Span,
    ) -> Res {
        self.cur().annotations_used = true;
        if let ExprKind::Name { id, .. } = &target.kind {
            let cur = self.lookup(id);
            if cur & (DEF_GLOBAL | DEF_NONLOCAL) != 0 && self.cur_id() != SymbolTable::TOP && simple {
                let word = if cur & DEF_GLOBAL != 0 { "global" } else { "nonlocal" };
                return err(format!("annotated name '{id}' can't be {word}"), span);
            }
            if simple {
                self.add(id, DEF_ANNOT | DEF_LOCAL, target.span)?;
            } else if value.is_some() {
                self.add(id, DEF_LOCAL, target.span)?;
            }
        } else {
            self.expr(target)?;
        }
        self.annotation(annotation)?;
        self.opt(value)
    }

    fn annotation(&mut self, annotation: &Expr) -> Res {
        let parent = self.cur_id();
        let kind = self.kind();
        let unevaluated = kind == BlockKind::Function;
        let p = &mut self.table[parent];
        // A module may be stopped half-way and read then, so there every annotation is conditional.
        if (kind == BlockKind::Module || kind == BlockKind::Class && p.in_conditional_block)
            && !p.has_conditional_annotations
        {
            p.has_conditional_annotations = true;
            self.add(&"__conditional_annotations__".into(), USE, annotation.span)?;
        }
        match self.table[parent].annotation_block {
            None => {
                let key = (NodeKind::BodyAnnotations, self.table[parent].span);
                let id =
                    self.enter_new("__annotate__".into(), BlockKind::Annotation, key, annotation.span)?;
                self.table[parent].annotation_block = Some(id);
                if kind == BlockKind::Class && !self.table.future_annotations {
                    self.cur().can_see_class_scope = true;
                    self.add(&"__classdict__".into(), USE, annotation.span)?;
                }
            }
            Some(id) => self.enter(id)?,
        }
        // The function asks which of the class's conditional annotations were reached.
        if kind == BlockKind::Class && self.table[parent].has_conditional_annotations {
            self.add(&"__conditional_annotations__".into(), USE, annotation.span)?;
        }
        self.cur().in_unevaluated_annotation = unevaluated;
        self.expr(annotation)?;
        self.cur().in_unevaluated_annotation = false;
        self.exit();
        Ok(())
    }

    fn not_in_annotation(&self, what: &str, span: Span) -> Res {
        let place = match self.kind() {
            BlockKind::Annotation => "an annotation",
            BlockKind::TypeVariable => self.table[self.cur_id()].scope_info.unwrap_or("a TypeVar bound"),
            BlockKind::TypeAlias => "a type alias",
            BlockKind::TypeParameters => "the definition of a generic",
            _ => return Ok(()),
        };
        err(format!("{what} cannot be used within {place}"), span)
    }

    fn expr(&mut self, e: &Expr) -> Res {
        match &e.kind {
            ExprKind::Named { target, value } => {
                self.not_in_annotation("named expression", e.span)?;
                self.named(target, value, e.span)
            }
            ExprKind::BoolOp { values, .. } => self.exprs(values),
            ExprKind::BinOp { left, op, right } => {
                if *op == Operator::Mod {
                    self.table.percent_formats |= e.percent_format().is_some();
                }
                self.expr(left)?;
                self.expr(right)
            }
            ExprKind::UnaryOp { operand, .. } => self.expr(operand),
            ExprKind::Lambda(l) => self.lambda(l, e.span),
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)
            }
            ExprKind::Dict { keys, values } => {
                keys.iter().flatten().try_for_each(|k| self.expr(k))?;
                self.exprs(values)
            }
            ExprKind::Set(elts) => self.exprs(elts),
            ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension(e, ComprehensionKind::Generator, generators, elt, None)
            }
            ExprKind::ListComp { elt, generators } => {
                self.comprehension(e, ComprehensionKind::List, generators, elt, None)
            }
            ExprKind::SetComp { elt, generators } => {
                self.comprehension(e, ComprehensionKind::Set, generators, elt, None)
            }
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(e, ComprehensionKind::Dict, generators, key, Some(value))
            }
            ExprKind::Yield(value) => {
                self.not_in_annotation("yield expression", e.span)?;
                self.opt(value)?;
                self.mark_generator(e.span)
            }
            ExprKind::YieldFrom(value) => {
                self.not_in_annotation("yield expression", e.span)?;
                self.expr(value)?;
                self.mark_generator(e.span)
            }
            ExprKind::Await(value) => {
                self.not_in_annotation("await expression", e.span)?;
                if !self.allows_top_level_await() {
                    let cur = self.cur();
                    if !cur.kind.is_function_like() {
                        return err("'await' outside function", e.span);
                    }
                    if !(cur.kind == BlockKind::Function && cur.coroutine) && cur.comprehension.is_none() {
                        return err("'await' outside async function", e.span);
                    }
                }
                self.expr(value)?;
                self.cur().coroutine = true;
                Ok(())
            }
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left)?;
                self.exprs(comparators)
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func)?;
                self.exprs(args)?;
                self.keywords(keywords)
            }
            ExprKind::FormattedValue { value, format_spec, .. }
            | ExprKind::Interpolation { value, format_spec, .. } => {
                self.expr(value)?;
                self.opt(format_spec)
            }
            ExprKind::JoinedStr(values) | ExprKind::TemplateStr(values) | ExprKind::Intrinsic(_, values) => {
                self.exprs(values)
            }
            ExprKind::Constant(_) | ExprKind::Guard(_) => Ok(()),
            ExprKind::Attribute { value, attr, ctx } => {
                check_name(attr, e.span, *ctx)?;
                self.expr(value)
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value)?;
                self.expr(slice)
            }
            ExprKind::Starred { value, .. } => self.expr(value),
            ExprKind::Slice { lower, upper, step } => {
                self.opt(lower)?;
                self.opt(upper)?;
                self.opt(step)
            }
            ExprKind::Name { id, ctx } => self.name(id, *ctx, e.span),
            ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => self.exprs(elts),
        }
    }

    fn name(&mut self, id: &Ident, ctx: ExprContext, span: Span) -> Res {
        if self.cur().in_unevaluated_annotation || (ctx == ExprContext::Load && &**id == "__debug__") {
            return Ok(());
        }
        self.add_ctx(id, if ctx == ExprContext::Load { USE } else { DEF_LOCAL }, span, ctx)?;
        // `super` counts as a use of `__class__`.
        if ctx == ExprContext::Load && self.kind().is_function_like() && &**id == "super" {
            self.add(&"__class__".into(), USE, span)?;
        }
        Ok(())
    }

    fn mark_generator(&mut self, span: Span) -> Res {
        self.cur().generator = true;
        let what = match self.cur().comprehension {
            None => return Ok(()),
            Some(ComprehensionKind::List) => "list comprehension",
            Some(ComprehensionKind::Set) => "set comprehension",
            Some(ComprehensionKind::Dict) => "dict comprehension",
            Some(ComprehensionKind::Generator) => "generator expression",
        };
        err(format!("'yield' inside {what}"), span)
    }

    fn lambda(&mut self, l: &Lambda, span: Span) -> Res {
        self.exprs(&l.args.defaults)?;
        l.args.kw_defaults.iter().flatten().try_for_each(|e| self.expr(e))?;
        self.enter_new("lambda".into(), BlockKind::Function, (NodeKind::Lambda, span), span)?;
        self.arguments(&l.args)?;
        self.expr(&l.body)?;
        self.exit();
        Ok(())
    }

    fn named(&mut self, target: &Expr, value: &Expr, span: Span) -> Res {
        if self.cur().comp_iter_expr > 0 {
            return err("assignment expression cannot be used in a comprehension iterable expression", span);
        }
        if self.cur().comprehension.is_some()
            && let ExprKind::Name { id, .. } = &target.kind
        {
            self.extend_named_scope(id, target.span)?;
        }
        self.expr(value)?;
        self.expr(target)
    }

    /// Binds a walrus target of a comprehension in the scope around all comprehensions.
    fn extend_named_scope(&mut self, name: &Ident, span: Span) -> Res {
        for i in (0..self.stack.len()).rev() {
            let id = self.stack[i];
            if self.table[id].comprehension.is_some() {
                let flags = self.lookup_in(id, name);
                if flags & DEF_COMP_ITER != 0 && flags & DEF_LOCAL != 0 {
                    return err(
                        format!(
                            "assignment expression cannot rebind comprehension iteration variable '{name}'"
                        ),
                        span,
                    );
                }
                continue;
            }
            let place = match self.table[id].kind {
                BlockKind::Function => {
                    let global = self.lookup_in(id, name) & DEF_GLOBAL != 0;
                    self.add(name, if global { DEF_GLOBAL } else { DEF_NONLOCAL }, span)?;
                    self.directive(name, span);
                    return self.add_in(id, name, DEF_LOCAL, span);
                }
                BlockKind::Module => {
                    self.add(name, DEF_GLOBAL, span)?;
                    self.directive(name, span);
                    return self.add_in(id, name, DEF_GLOBAL, span);
                }
                BlockKind::Class => "in a class body",
                BlockKind::TypeParameters => "within the definition of a generic",
                BlockKind::TypeAlias => "in a type alias",
                BlockKind::TypeVariable => "in a TypeVar bound",
                BlockKind::Annotation => continue,
            };
            return err(format!("assignment expression within a comprehension cannot be used {place}"), span);
        }
        Ok(())
    }

    fn comprehension(
        &mut self,
        e: &Expr,
        kind: ComprehensionKind,
        generators: &[Comprehension],
        elt: &Expr,
        value: Option<&Expr>,
    ) -> Res {
        let Some((first, rest)) = generators.split_first() else { return Ok(()) };
        let name = match kind {
            ComprehensionKind::Generator => "genexpr",
            ComprehensionKind::List => "listcomp",
            ComprehensionKind::Set => "setcomp",
            ComprehensionKind::Dict => "dictcomp",
        };
        // The outermost iterable is evaluated outside.
        self.cur().comp_iter_expr += 1;
        self.expr(&first.iter)?;
        self.cur().comp_iter_expr -= 1;
        let id =
            self.enter_new(name.into(), BlockKind::Function, (NodeKind::Comprehension, e.span), e.span)?;
        self.table[id].comprehension = Some(kind);
        self.table[id].coroutine |= first.is_async;
        self.add(&".0".into(), DEF_PARAM, e.span)?;
        self.comp_target(&first.target)?;
        self.exprs(&first.ifs)?;
        for g in rest {
            self.comp_target(&g.target)?;
            self.cur().comp_iter_expr += 1;
            self.expr(&g.iter)?;
            self.cur().comp_iter_expr -= 1;
            self.exprs(&g.ifs)?;
            self.cur().coroutine |= g.is_async;
        }
        if let Some(value) = value {
            self.expr(value)?;
        }
        self.expr(elt)?;
        let is_generator = kind == ComprehensionKind::Generator;
        self.table[id].generator = is_generator;
        let is_async = self.table[id].coroutine && !is_generator;
        self.exit();
        if is_async {
            let top = self.allows_top_level_await();
            let cur = self.cur();
            if !(cur.kind == BlockKind::Function && cur.coroutine) && cur.comprehension.is_none() && !top {
                return err("asynchronous comprehension outside of an asynchronous function", e.span);
            }
            cur.coroutine = true;
        }
        Ok(())
    }

    fn comp_target(&mut self, target: &Expr) -> Res {
        self.cur().comp_iter_target = true;
        self.expr(target)?;
        self.cur().comp_iter_target = false;
        Ok(())
    }

    fn pattern(&mut self, p: &Pattern) -> Res {
        match &p.kind {
            PatternKind::Value(e) => self.expr(e),
            PatternKind::Singleton(_) => Ok(()),
            PatternKind::Sequence(ps) | PatternKind::Or(ps) => ps.iter().try_for_each(|p| self.pattern(p)),
            PatternKind::Star(name) => name.as_ref().map_or(Ok(()), |n| self.add(n, DEF_LOCAL, p.span)),
            PatternKind::Mapping { keys, patterns, rest } => {
                self.exprs(keys)?;
                patterns.iter().try_for_each(|p| self.pattern(p))?;
                rest.as_ref().map_or(Ok(()), |n| self.add(n, DEF_LOCAL, p.span))
            }
            PatternKind::Class { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.expr(cls)?;
                patterns.iter().try_for_each(|p| self.pattern(p))?;
                for (attr, p) in kwd_attrs.iter().zip(kwd_patterns) {
                    check_name(attr, p.span, ExprContext::Store)?;
                }
                kwd_patterns.iter().try_for_each(|p| self.pattern(p))
            }
            PatternKind::As { pattern, name } => {
                if let Some(inner) = pattern {
                    self.pattern(inner)?;
                }
                name.as_ref().map_or(Ok(()), |n| self.add(n, DEF_LOCAL, p.span))
            }
        }
    }
}

fn check_name(name: &str, span: Span, ctx: ExprContext) -> Res {
    match ctx {
        ExprContext::Store if name == "__debug__" => err("cannot assign to __debug__", span),
        ExprContext::Del if name == "__debug__" => err("cannot delete __debug__", span),
        _ => Ok(()),
    }
}
