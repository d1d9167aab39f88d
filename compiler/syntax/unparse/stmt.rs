//! Statements and patterns.

use super::*;

impl Writer {
    pub(super) fn stmts(&mut self, body: &[Stmt]) {
        for stmt in body {
            self.stmt(stmt);
        }
    }

    fn block(&mut self, body: &[Stmt]) {
        self.text(":\n");
        self.indent += 1;
        if body.iter().all(|stmt| stmt.kind.is_mark()) {
            self.line("pass\n");
        }
        self.stmts(body);
        self.indent -= 1;
    }

    /// Starts a line.
    fn line(&mut self, text: &str) {
        for _ in 0..self.indent {
            self.text("    ");
        }
        self.text(text);
    }

    fn keyword(&mut self, keyword: &str, value: Option<&Expr>) {
        self.line(keyword);
        if let Some(value) = value {
            self.text(" ");
            self.expr(value, Precedence::Test);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        use Precedence as P;
        match &stmt.kind {
            StmtKind::FunctionDef(f) => return self.function(f),
            StmtKind::ClassDef(c) => return self.class(c),
            StmtKind::If { test, body, orelse } => return self.if_chain(test, body, orelse),
            StmtKind::For { .. }
            | StmtKind::While { .. }
            | StmtKind::With { .. }
            | StmtKind::Match { .. } => {
                return self.compound(stmt);
            }
            StmtKind::Try(t) => return self.try_stmt(t),
            StmtKind::Return(value) => self.keyword("return", value.as_deref()),
            StmtKind::Delete(targets) => {
                self.line("del ");
                self.exprs(targets);
            }
            StmtKind::Assign { targets, value } => {
                self.line("");
                for target in targets {
                    self.expr(target, P::Tuple);
                    self.text(" = ");
                }
                self.expr(value, P::Test);
            }
            StmtKind::TypeAlias { name, type_params, value } => {
                self.line("type ");
                self.expr(name, P::Test);
                self.type_params(type_params);
                self.text(" = ");
                self.expr(value, P::Test);
            }
            StmtKind::AugAssign { target, op, value } => {
                self.line("");
                self.expr(target, P::Test);
                self.text(" ");
                self.text(expr::operator_text(*op));
                self.text("= ");
                self.expr(value, P::Test);
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.line("");
                let parens = !simple && matches!(target.kind, ExprKind::Name { .. });
                self.text(if parens { "(" } else { "" });
                self.expr(target, P::Test);
                self.text(if parens { "): " } else { ": " });
                self.expr(annotation, P::Test);
                if let Some(value) = value {
                    self.text(" = ");
                    self.expr(value, P::Test);
                }
            }
            StmtKind::Raise { exc, cause } => {
                self.keyword("raise", exc.as_deref());
                if let Some(cause) = cause {
                    self.text(" from ");
                    self.expr(cause, P::Test);
                }
            }
            StmtKind::Assert { test, msg } => {
                self.keyword("assert", Some(test));
                if let Some(msg) = msg {
                    self.text(", ");
                    self.expr(msg, P::Test);
                }
            }
            StmtKind::Import(names) => {
                self.line("import ");
                self.aliases(names);
            }
            StmtKind::ImportFrom { module, names, level } => {
                self.line("from ");
                for _ in 0..*level {
                    self.text(".");
                }
                self.text(module.as_deref().unwrap_or(""));
                self.text(" import ");
                self.aliases(names);
            }
            StmtKind::Global(names) => {
                self.line("global ");
                self.comma_list(names, |w, name| w.text(name));
            }
            StmtKind::Nonlocal(names) => {
                self.line("nonlocal ");
                self.comma_list(names, |w, name| w.text(name));
            }
            StmtKind::Expr(value) => {
                self.line("");
                self.expr(value, P::Yield);
            }
            StmtKind::Pass => self.line("pass"),
            StmtKind::Break => self.line("break"),
            StmtKind::Continue => self.line("continue"),
            StmtKind::Line | StmtKind::Unrolled(_) => return,
        }
        self.text("\n");
    }

    fn aliases(&mut self, names: &[Alias]) {
        self.comma_list(names, |w, alias| {
            w.text(&alias.name);
            if let Some(name) = &alias.asname {
                w.text(" as ");
                w.text(name);
            }
        });
    }

    fn orelse(&mut self, orelse: &[Stmt]) {
        if !orelse.is_empty() {
            self.line("else");
            self.block(orelse);
        }
    }

    /// `if`, and every `elif` after it without recursion.
    #[inline(never)]
    fn if_chain(&mut self, test: &Expr, body: &[Stmt], orelse: &[Stmt]) {
        self.keyword("if", Some(test));
        self.block(body);
        let mut orelse = orelse;
        while let [Stmt { kind: StmtKind::If { test, body, orelse: next }, .. }] = orelse {
            self.keyword("elif", Some(test));
            self.block(body);
            orelse = next;
        }
        self.orelse(orelse);
    }

    #[inline(never)]
    fn compound(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::For { target, iter, body, orelse, is_async } => {
                self.line(if *is_async { "async for " } else { "for " });
                self.expr(target, Precedence::Tuple);
                self.text(" in ");
                self.expr(iter, Precedence::Test);
                self.block(body);
                self.orelse(orelse);
            }
            StmtKind::While { test, body, orelse } => {
                self.keyword("while", Some(test));
                self.block(body);
                self.orelse(orelse);
            }
            StmtKind::With { items, body, is_async } => {
                self.line(if *is_async { "async with " } else { "with " });
                // A lone parenthesized item would be read as a list of items.
                let tuple = matches!(items.as_slice(), [WithItem { context_expr, optional_vars: None }]
                    if matches!(context_expr.kind, ExprKind::Tuple { .. }));
                self.text(if tuple { "(" } else { "" });
                self.comma_list(items, |w, item| {
                    w.expr(&item.context_expr, Precedence::Test);
                    if let Some(vars) = &item.optional_vars {
                        w.text(" as ");
                        w.expr(vars, Precedence::Test);
                    }
                });
                self.text(if tuple { ",)" } else { "" });
                self.block(body);
            }
            StmtKind::Match { subject, cases } => {
                self.line("match ");
                self.expr(subject, Precedence::Test);
                self.text(":\n");
                self.indent += 1;
                for case in cases {
                    self.line("case ");
                    self.pattern(&case.pattern, Precedence::Test);
                    if let Some(guard) = &case.guard {
                        self.text(" if ");
                        self.expr(guard, Precedence::Test);
                    }
                    self.block(&case.body);
                }
                self.indent -= 1;
            }
            _ => {}
        }
    }

    #[inline(never)]
    fn try_stmt(&mut self, t: &Try) {
        self.line("try");
        self.block(&t.body);
        for handler in &t.handlers {
            self.line(if t.is_star { "except*" } else { "except" });
            if let Some(typ) = &handler.typ {
                self.text(" ");
                self.expr(typ, Precedence::Test);
            }
            if let Some(name) = &handler.name {
                self.text(" as ");
                self.text(name);
            }
            self.block(&handler.body);
        }
        self.orelse(&t.orelse);
        if !t.finalbody.is_empty() {
            self.line("finally");
            self.block(&t.finalbody);
        }
    }

    fn decorators(&mut self, decorators: &[Expr]) {
        for decorator in decorators {
            self.line("@");
            self.expr(decorator, Precedence::Test);
            self.text("\n");
        }
    }

    #[inline(never)]
    fn function(&mut self, f: &FunctionDef) {
        self.decorators(&f.decorators);
        self.line(if f.is_async { "async def " } else { "def " });
        self.text(&f.name);
        self.type_params(&f.type_params);
        self.text("(");
        self.parameters(&f.args);
        self.text(")");
        if let Some(returns) = &f.returns {
            self.text(" -> ");
            self.expr(returns, Precedence::Test);
        }
        self.block(&f.body);
    }

    #[inline(never)]
    fn class(&mut self, c: &ClassDef) {
        self.decorators(&c.decorators);
        self.line("class ");
        self.text(&c.name);
        self.type_params(&c.type_params);
        if !c.bases.is_empty() || !c.keywords.is_empty() {
            self.text("(");
            self.arguments(&c.bases, &c.keywords);
            self.text(")");
        }
        self.block(&c.body);
    }

    fn type_params(&mut self, params: &[TypeParam]) {
        if params.is_empty() {
            return;
        }
        self.text("[");
        self.comma_list(params, |w, param| {
            w.text(match param.kind {
                TypeParamKind::TypeVar { .. } => "",
                TypeParamKind::ParamSpec => "**",
                TypeParamKind::TypeVarTuple => "*",
            });
            w.text(&param.name);
            if let TypeParamKind::TypeVar { bound: Some(bound) } = &param.kind {
                w.text(": ");
                w.expr(bound, Precedence::Test);
            }
            if let Some(default) = &param.default {
                w.text(" = ");
                w.expr(default, Precedence::Test);
            }
        });
        self.text("]");
    }

    fn patterns(&mut self, patterns: &[Pattern]) {
        self.comma_list(patterns, |w, pattern| w.pattern(pattern, Precedence::Test));
    }

    fn pattern(&mut self, pattern: &Pattern, place: Precedence) {
        match &pattern.kind {
            PatternKind::Value(value) => self.expr(value, Precedence::Test),
            PatternKind::Singleton(value) => self.constant(value, Precedence::Test),
            PatternKind::Sequence(patterns) => {
                self.text("[");
                self.patterns(patterns);
                self.text("]");
            }
            PatternKind::Mapping { keys, patterns, rest } => {
                self.text("{");
                for (i, (key, pattern)) in keys.iter().zip(patterns).enumerate() {
                    self.text(if i > 0 { ", " } else { "" });
                    self.expr(key, Precedence::Test);
                    self.text(": ");
                    self.pattern(pattern, Precedence::Test);
                }
                if let Some(rest) = rest {
                    self.text(if keys.is_empty() { "**" } else { ", **" });
                    self.text(rest);
                }
                self.text("}");
            }
            PatternKind::Class { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.expr(cls, Precedence::Atom);
                self.text("(");
                self.patterns(patterns);
                for (i, (name, pattern)) in kwd_attrs.iter().zip(kwd_patterns).enumerate() {
                    self.text(if i > 0 || !patterns.is_empty() { ", " } else { "" });
                    self.text(name);
                    self.text("=");
                    self.pattern(pattern, Precedence::Test);
                }
                self.text(")");
            }
            PatternKind::Star(name) => {
                self.text("*");
                self.text(name.as_deref().unwrap_or("_"));
            }
            PatternKind::As { pattern, name } => {
                let name = name.as_deref().unwrap_or("_");
                match pattern {
                    None => self.text(name),
                    Some(pattern) => {
                        let parens = place > Precedence::Test;
                        self.text(if parens { "(" } else { "" });
                        self.pattern(pattern, Precedence::BitOr);
                        self.text(" as ");
                        self.text(name);
                        self.text(if parens { ")" } else { "" });
                    }
                }
            }
            PatternKind::Or(patterns) => {
                let parens = place > Precedence::BitOr;
                self.text(if parens { "(" } else { "" });
                for (i, pattern) in patterns.iter().enumerate() {
                    self.text(if i > 0 { " | " } else { "" });
                    self.pattern(pattern, Precedence::BitXor);
                }
                self.text(if parens { ")" } else { "" });
            }
        }
    }
}
