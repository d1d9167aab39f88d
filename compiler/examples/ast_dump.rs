//! Prints the tree of each file named on the command line (or in the list after `@`), one line each, in a form that a
//! few lines of Python can make from CPython's `ast` too. With `--verdict` only whether it parses.
//!
//! A node is `Kind@line:col-end_line:end_col(field,…)`, a list `[…]`, nothing `~`.

use std::fmt::Write;
use std::time::{Duration, Instant};

use pyopt_compiler::syntax::ast::*;
use pyopt_compiler::syntax::{ParseMode, decode_source, parse, unparse};

/// The text so far, and whether spans are wanted.
struct Dump(String, bool);

impl Dump {
    fn node(&mut self, name: &str, span: Span, fields: impl FnOnce(&mut Self)) {
        let Span { line, col, end_line, end_col } = span;
        self.0.push_str(name);
        if self.1 {
            let _ = write!(self.0, "@{line}:{col}-{end_line}:{end_col}");
        }
        self.0.push('(');
        fields(self);
        self.0.push(')');
    }

    fn list<T>(&mut self, items: &[T], mut one: impl FnMut(&mut Self, &T)) {
        self.0.push('[');
        for item in items {
            one(self, item);
            self.0.push(',');
        }
        self.0.push(']');
    }

    fn text(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push(',');
    }

    fn exprs(&mut self, items: &[Expr]) {
        self.list(items, |d, e| d.expr(e));
    }

    fn opt(&mut self, item: Option<&Expr>) {
        match item {
            Some(e) => self.expr(e),
            None => self.0.push('~'),
        }
        self.0.push(',');
    }

    fn name(&mut self, name: Option<&Ident>) {
        self.text(name.map_or("~", |n| n));
    }

    fn body(&mut self, body: &[Stmt]) {
        self.list(body, |d, s| d.stmt(s));
    }

    fn constant(&mut self, value: &Constant) {
        let hex = |bytes: &[u8]| bytes.iter().fold(String::new(), |s, b| s + &format!("{b:02x}"));
        match value {
            Constant::None => self.0.push_str("None"),
            Constant::Bool(true) => self.0.push_str("True"),
            Constant::Bool(false) => self.0.push_str("False"),
            Constant::Ellipsis => self.0.push_str("Ellipsis"),
            Constant::Int(v) => {
                let _ = write!(self.0, "i{v:x}");
            }
            Constant::BigInt(v) => {
                let _ = write!(self.0, "i{:x}", **v);
            }
            Constant::Float(v) => {
                let _ = write!(self.0, "f{:016x}", v.to_bits());
            }
            Constant::Complex { imag, .. } => {
                let _ = write!(self.0, "j{:016x}", imag.to_bits());
            }
            Constant::Str(v) => {
                let _ = write!(self.0, "s{}", hex(v.as_bytes()));
            }
            Constant::Bytes(v) => {
                let _ = write!(self.0, "b{}", hex(v));
            }
            other => {
                let _ = write!(self.0, "{other:?}");
            }
        }
    }

    fn arguments(&mut self, a: &Arguments) {
        let arg = |d: &mut Self, a: &Arg| {
            d.node("arg", a.span, |d| {
                d.text(&a.name);
                d.opt(a.annotation.as_deref());
            });
        };
        self.0.push('(');
        self.list(&a.posonlyargs, arg);
        self.list(&a.args, arg);
        self.list(a.vararg.as_deref().map_or(&[], std::slice::from_ref), arg);
        self.list(&a.kwonlyargs, arg);
        self.list(&a.kw_defaults, |d, e| d.opt(e.as_ref()));
        self.list(a.kwarg.as_deref().map_or(&[], std::slice::from_ref), arg);
        self.exprs(&a.defaults);
        self.0.push(')');
    }

    fn keywords(&mut self, keywords: &[Keyword]) {
        self.list(keywords, |d, k| {
            d.node("keyword", k.span, |d| {
                d.name(k.name.as_ref());
                d.expr(&k.value);
            })
        });
    }

    fn type_params(&mut self, params: &[TypeParam]) {
        self.list(params, |d, p| {
            let (kind, bound) = match &p.kind {
                TypeParamKind::TypeVar { bound } => ("TypeVar", bound.as_deref()),
                TypeParamKind::ParamSpec => ("ParamSpec", None),
                TypeParamKind::TypeVarTuple => ("TypeVarTuple", None),
            };
            d.node(kind, p.span, |d| {
                d.text(&p.name);
                d.opt(bound);
                d.opt(p.default.as_deref());
            })
        });
    }

    fn generators(&mut self, generators: &[Comprehension]) {
        self.list(generators, |d, g| {
            d.expr(&g.target);
            d.expr(&g.iter);
            d.exprs(&g.ifs);
            d.text(if g.is_async { "async" } else { "sync" });
        });
    }

    fn expr(&mut self, e: &Expr) {
        use ExprKind::*;
        let name = match &e.kind {
            BoolOp { .. } => "BoolOp",
            Named { .. } => "NamedExpr",
            BinOp { .. } => "BinOp",
            UnaryOp { .. } => "UnaryOp",
            Lambda(_) => "Lambda",
            IfExp { .. } => "IfExp",
            Dict { .. } => "Dict",
            Set(_) => "Set",
            ListComp { .. } => "ListComp",
            SetComp { .. } => "SetComp",
            DictComp { .. } => "DictComp",
            GeneratorExp { .. } => "GeneratorExp",
            Await(_) => "Await",
            Yield(_) => "Yield",
            YieldFrom(_) => "YieldFrom",
            Compare { .. } => "Compare",
            Call { .. } => "Call",
            FormattedValue { .. } => "FormattedValue",
            JoinedStr(_) => "JoinedStr",
            Interpolation { .. } => "Interpolation",
            TemplateStr(_) => "TemplateStr",
            Constant(_) => "Constant",
            Attribute { .. } => "Attribute",
            Subscript { .. } => "Subscript",
            Starred { .. } => "Starred",
            Name { .. } => "Name",
            List { .. } => "List",
            Tuple { .. } => "Tuple",
            Slice { .. } => "Slice",
            Guard(_) => "Guard",
            Intrinsic(..) => "Intrinsic",
        };
        self.node(name, e.span, |d| match &e.kind {
            BoolOp { op, values } => {
                d.text(&format!("{op:?}"));
                d.exprs(values);
            }
            Named { target, value } => {
                d.expr(target);
                d.expr(value);
            }
            BinOp { left, op, right } => {
                d.expr(left);
                d.text(&format!("{op:?}"));
                d.expr(right);
            }
            UnaryOp { op, operand } => {
                d.text(&format!("{op:?}"));
                d.expr(operand);
            }
            Lambda(l) => {
                d.arguments(&l.args);
                d.expr(&l.body);
            }
            IfExp { test, body, orelse } => {
                d.expr(test);
                d.expr(body);
                d.expr(orelse);
            }
            Dict { keys, values } => {
                d.list(keys, |d, k| d.opt(k.as_ref()));
                d.exprs(values);
            }
            Set(elts) | JoinedStr(elts) | TemplateStr(elts) | Intrinsic(_, elts) => d.exprs(elts),
            ListComp { elt, generators } | SetComp { elt, generators } | GeneratorExp { elt, generators } => {
                d.expr(elt);
                d.generators(generators);
            }
            DictComp { key, value, generators } => {
                d.expr(key);
                d.expr(value);
                d.generators(generators);
            }
            Await(value) | YieldFrom(value) => d.expr(value),
            Yield(value) => d.opt(value.as_deref()),
            Compare { left, ops, comparators } => {
                d.expr(left);
                d.list(ops, |d, op| d.text(&format!("{op:?}")));
                d.exprs(comparators);
            }
            Call { func, args, keywords } => {
                d.expr(func);
                d.exprs(args);
                d.keywords(keywords);
            }
            FormattedValue { value, conversion, format_spec } => {
                d.expr(value);
                d.text(conversion_text(*conversion));
                d.opt(format_spec.as_deref());
            }
            Interpolation { value, text, conversion, format_spec } => {
                d.expr(value);
                d.constant(&ast_str(text));
                d.text(conversion_text(*conversion));
                d.opt(format_spec.as_deref());
            }
            Constant(value) => d.constant(value),
            Attribute { value, attr, ctx } => {
                d.expr(value);
                d.text(attr);
                d.text(&format!("{ctx:?}"));
            }
            Subscript { value, slice, ctx } => {
                d.expr(value);
                d.expr(slice);
                d.text(&format!("{ctx:?}"));
            }
            Starred { value, ctx } => {
                d.expr(value);
                d.text(&format!("{ctx:?}"));
            }
            Name { id, ctx } => {
                d.text(id);
                d.text(&format!("{ctx:?}"));
            }
            List { elts, ctx } | Tuple { elts, ctx } => {
                d.exprs(elts);
                d.text(&format!("{ctx:?}"));
            }
            Slice { lower, upper, step } => {
                d.opt(lower.as_deref());
                d.opt(upper.as_deref());
                d.opt(step.as_deref());
            }
            Guard(_) => {}
        });
    }

    fn stmt(&mut self, s: &Stmt) {
        use StmtKind::*;
        let name = match &s.kind {
            FunctionDef(f) if f.is_async => "AsyncFunctionDef",
            FunctionDef(_) => "FunctionDef",
            ClassDef(_) => "ClassDef",
            Return(_) => "Return",
            Delete(_) => "Delete",
            Assign { .. } => "Assign",
            TypeAlias { .. } => "TypeAlias",
            AugAssign { .. } => "AugAssign",
            AnnAssign { .. } => "AnnAssign",
            For { is_async: true, .. } => "AsyncFor",
            For { .. } => "For",
            While { .. } => "While",
            If { .. } => "If",
            With { is_async: true, .. } => "AsyncWith",
            With { .. } => "With",
            Match { .. } => "Match",
            Raise { .. } => "Raise",
            Try(t) if t.is_star => "TryStar",
            Try(_) => "Try",
            Assert { .. } => "Assert",
            Import(_) => "Import",
            ImportFrom { .. } => "ImportFrom",
            Global(_) => "Global",
            Nonlocal(_) => "Nonlocal",
            Expr(_) => "Expr",
            Pass | Line | Unrolled(_) => "Pass",
            Break => "Break",
            Continue => "Continue",
        };
        let alias = |d: &mut Self, a: &Alias| {
            d.node("alias", a.span, |d| {
                d.text(&a.name);
                d.name(a.asname.as_ref());
            });
        };
        self.node(name, s.span, |d| match &s.kind {
            FunctionDef(f) => {
                d.text(&f.name);
                d.type_params(&f.type_params);
                d.arguments(&f.args);
                d.body(&f.body);
                d.exprs(&f.decorators);
                d.opt(f.returns.as_deref());
            }
            ClassDef(c) => {
                d.text(&c.name);
                d.type_params(&c.type_params);
                d.exprs(&c.bases);
                d.keywords(&c.keywords);
                d.body(&c.body);
                d.exprs(&c.decorators);
            }
            Return(value) => d.opt(value.as_deref()),
            Delete(targets) => d.exprs(targets),
            Assign { targets, value } => {
                d.exprs(targets);
                d.expr(value);
            }
            TypeAlias { name, type_params, value } => {
                d.expr(name);
                d.type_params(type_params);
                d.expr(value);
            }
            AugAssign { target, op, value } => {
                d.expr(target);
                d.text(&format!("{op:?}"));
                d.expr(value);
            }
            AnnAssign { target, annotation, value, simple } => {
                d.expr(target);
                d.expr(annotation);
                d.opt(value.as_deref());
                d.text(if *simple { "1" } else { "0" });
            }
            For { target, iter, body, orelse, .. } => {
                d.expr(target);
                d.expr(iter);
                d.body(body);
                d.body(orelse);
            }
            While { test, body, orelse } | If { test, body, orelse } => {
                d.expr(test);
                d.body(body);
                d.body(orelse);
            }
            With { items, body, .. } => {
                d.list(items, |d, i| {
                    d.expr(&i.context_expr);
                    d.opt(i.optional_vars.as_deref());
                });
                d.body(body);
            }
            Match { subject, cases } => {
                d.expr(subject);
                d.list(cases, |d, c| {
                    d.pattern(&c.pattern);
                    d.opt(c.guard.as_deref());
                    d.body(&c.body);
                });
            }
            Raise { exc, cause } => {
                d.opt(exc.as_deref());
                d.opt(cause.as_deref());
            }
            Try(t) => {
                d.body(&t.body);
                d.list(&t.handlers, |d, h| {
                    d.node("ExceptHandler", h.span, |d| {
                        d.opt(h.typ.as_ref());
                        d.name(h.name.as_ref());
                        d.body(&h.body);
                    })
                });
                d.body(&t.orelse);
                d.body(&t.finalbody);
            }
            Assert { test, msg } => {
                d.expr(test);
                d.opt(msg.as_deref());
            }
            Import(names) => d.list(names, alias),
            ImportFrom { module, names, level } => {
                d.name(module.as_ref());
                d.list(names, alias);
                d.text(&level.to_string());
            }
            Global(names) | Nonlocal(names) => d.list(names, |d, n| d.text(n)),
            Expr(value) => d.expr(value),
            Pass | Line | Unrolled(_) | Break | Continue => {}
        });
    }

    fn pattern(&mut self, p: &Pattern) {
        use PatternKind::*;
        let name = match &p.kind {
            Value(_) => "MatchValue",
            Singleton(_) => "MatchSingleton",
            Sequence(_) => "MatchSequence",
            Mapping { .. } => "MatchMapping",
            Class { .. } => "MatchClass",
            Star(_) => "MatchStar",
            As { .. } => "MatchAs",
            Or(_) => "MatchOr",
        };
        self.node(name, p.span, |d| match &p.kind {
            Value(value) => d.expr(value),
            Singleton(value) => d.constant(value),
            Sequence(patterns) | Or(patterns) => d.list(patterns, |d, p| d.pattern(p)),
            Mapping { keys, patterns, rest } => {
                d.exprs(keys);
                d.list(patterns, |d, p| d.pattern(p));
                d.name(rest.as_ref());
            }
            Class { cls, patterns, kwd_attrs, kwd_patterns } => {
                d.expr(cls);
                d.list(patterns, |d, p| d.pattern(p));
                d.list(kwd_attrs, |d, n| d.text(n));
                d.list(kwd_patterns, |d, p| d.pattern(p));
            }
            Star(name) => d.name(name.as_ref()),
            As { pattern, name } => {
                match pattern {
                    Some(p) => d.pattern(p),
                    None => d.0.push('~'),
                }
                d.0.push(',');
                d.name(name.as_ref());
            }
        });
    }
}

fn conversion_text(conversion: Conversion) -> &'static str {
    match conversion {
        Conversion::None => "-1",
        Conversion::Str => "115",
        Conversion::Repr => "114",
        Conversion::Ascii => "97",
    }
}

fn ast_str(text: &Wtf8) -> Constant {
    Constant::Str(text.to_wtf8_buf().into_box().into())
}

fn dump(module: &Mod, spans: bool) -> String {
    let mut dump = Dump(String::new(), spans);
    match module {
        Mod::Module(body) | Mod::Interactive(body) => dump.body(body),
        Mod::Expression(value) => dump.expr(value),
    }
    dump.0
}

fn main() {
    let mut files = Vec::new();
    let (mut verdict, mut round_trip) = (false, false);
    for arg in std::env::args().skip(1) {
        match arg.as_str() {
            "--verdict" => verdict = true,
            "--round-trip" => round_trip = true,
            _ => match arg.strip_prefix('@') {
                Some(list) => {
                    let list = std::fs::read_to_string(list).expect("the list of files is readable");
                    files.extend(list.lines().map(str::to_string));
                }
                None => files.push(arg),
            },
        }
    }
    let (mut bytes, mut time) = (0, Duration::ZERO);
    for file in files {
        let source = std::fs::read(&file).expect("the file is readable");
        bytes += source.len();
        let start = Instant::now();
        let result = decode_source(&source).and_then(|text| parse(&text, &file, ParseMode::Exec));
        time += start.elapsed();
        match result {
            Err(error) => println!(
                "{file}\t{}: {} ({}:{}-{}:{})",
                error.kind.name(),
                error.msg,
                error.line,
                error.col,
                error.end_line,
                error.end_col
            ),
            Ok(_) if verdict => println!("{file}\tok"),
            Ok(parsed) if round_trip => {
                let text = unparse(&parsed.module);
                match parse(&text, &file, ParseMode::Exec) {
                    Err(error) => println!("{file}\tunparsed text fails: {error}"),
                    Ok(again) if dump(&again.module, false) == dump(&parsed.module, false) => {
                        println!("{file}\tok")
                    }
                    Ok(_) => println!("{file}\tunparsed text differs"),
                }
            }
            Ok(parsed) => println!("{file}\t{}", dump(&parsed.module, true)),
        }
    }
    eprintln!("{} bytes in {:?}: {:.1} MB/s", bytes, time, bytes as f64 / 1e6 / time.as_secs_f64());
}
