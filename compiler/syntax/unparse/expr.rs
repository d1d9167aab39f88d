//! Expressions.

use super::*;

fn binary(op: Operator) -> (&'static str, Precedence) {
    use Precedence::*;
    match op {
        Operator::Add => ("+", Arith),
        Operator::Sub => ("-", Arith),
        Operator::Mult => ("*", Term),
        Operator::MatMult => ("@", Term),
        Operator::Div => ("/", Term),
        Operator::Mod => ("%", Term),
        Operator::FloorDiv => ("//", Term),
        Operator::LShift => ("<<", Shift),
        Operator::RShift => (">>", Shift),
        Operator::BitOr => ("|", BitOr),
        Operator::BitXor => ("^", BitXor),
        Operator::BitAnd => ("&", BitAnd),
        Operator::Pow => ("**", Power),
    }
}

pub(super) fn operator_text(op: Operator) -> &'static str {
    binary(op).0
}

fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Lt => "<",
        CmpOp::LtE => "<=",
        CmpOp::Eq => "==",
        CmpOp::NotEq => "!=",
        CmpOp::Gt => ">",
        CmpOp::GtE => ">=",
        CmpOp::Is => "is",
        CmpOp::IsNot => "is not",
        CmpOp::In => "in",
        CmpOp::NotIn => "not in",
    }
}

impl Writer {
    pub(super) fn exprs(&mut self, items: &[Expr]) {
        self.comma_list(items, |w, item| w.expr(item, Precedence::Test));
    }

    /// Writes `write`, in parentheses when the place binds tighter than the node.
    fn parens(&mut self, own: Precedence, place: Precedence, write: impl FnOnce(&mut Self)) {
        let needed = place > own;
        if needed {
            self.text("(");
        }
        write(self);
        if needed {
            self.text(")");
        }
    }

    /// Writes an expression for a place of this precedence.
    pub(super) fn expr(&mut self, expr: &Expr, place: Precedence) {
        use Precedence as P;
        match &expr.kind {
            ExprKind::Name { id, .. } => self.text(id),
            ExprKind::Constant(value) => self.constant(value, place),
            ExprKind::Attribute { value, attr, .. } => {
                self.expr(value, P::Atom);
                if let ExprKind::Constant(Constant::Int(0..) | Constant::BigInt(_)) = value.kind {
                    self.text(" ");
                }
                self.text(".");
                self.text(attr);
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func, P::Atom);
                let sole = keywords.is_empty() && args.len() == 1;
                if self.bare_generators && sole && matches!(args[0].kind, ExprKind::GeneratorExp { .. }) {
                    return self.expr(&args[0], P::Atom);
                }
                self.text("(");
                self.arguments(args, keywords);
                self.text(")");
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value, P::Atom);
                self.text("[");
                match &slice.kind {
                    ExprKind::Tuple { elts, .. } if !elts.is_empty() => self.items(elts),
                    _ => self.expr(slice, P::Test),
                }
                self.text("]");
            }
            ExprKind::BinOp { left, op, right } => {
                let (text, own) = binary(*op);
                let (l, r) = if *op == Operator::Pow { (own.next(), own) } else { (own, own.next()) };
                self.parens(own, place, |w| {
                    w.expr(left, l);
                    w.out.push(' ');
                    w.text(text);
                    w.out.push(' ');
                    w.expr(right, r);
                });
            }
            ExprKind::UnaryOp { op, operand } => {
                let (text, own) = match op {
                    UnaryOp::Invert => ("~", P::Factor),
                    UnaryOp::Not => ("not ", P::Not),
                    UnaryOp::UAdd => ("+", P::Factor),
                    UnaryOp::USub => ("-", P::Factor),
                };
                self.parens(own, place, |w| {
                    w.text(text);
                    w.expr(operand, own);
                });
            }
            ExprKind::BoolOp { op, values } => {
                let (text, own) = match op {
                    BoolOp::And => (" and ", P::And),
                    BoolOp::Or => (" or ", P::Or),
                };
                self.parens(own, place, |w| {
                    let mut level = own;
                    for (i, value) in values.iter().enumerate() {
                        if i > 0 {
                            w.text(text);
                        }
                        // CPython raises the level with every operand.
                        level = level.next();
                        w.expr(value, level);
                    }
                });
            }
            _ => self.rare_expr(expr, place),
        }
    }

    #[inline(never)]
    fn rare_expr(&mut self, expr: &Expr, place: Precedence) {
        use Precedence as P;
        match &expr.kind {
            ExprKind::Compare { left, ops, comparators } => self.parens(P::Cmp, place, |w| {
                w.expr(left, P::BitOr);
                for (op, right) in ops.iter().zip(comparators) {
                    w.out.push(' ');
                    w.text(comparison(*op));
                    w.out.push(' ');
                    w.expr(right, P::BitOr);
                }
            }),
            ExprKind::Named { target, value } => self.parens(P::Named, place, |w| {
                w.expr(target, P::Atom);
                w.text(" := ");
                w.expr(value, P::Atom);
            }),
            ExprKind::Lambda(lambda) => self.parens(P::Test, place, |w| {
                w.text("lambda");
                let mark = w.out.len();
                w.text(" ");
                w.parameters(&lambda.args);
                if w.out.len() == mark + 1 {
                    w.out.pop();
                }
                w.text(": ");
                w.expr(&lambda.body, P::Test);
            }),
            ExprKind::IfExp { test, body, orelse } => self.parens(P::Test, place, |w| {
                w.expr(body, P::Or);
                w.text(" if ");
                w.expr(test, P::Or);
                w.text(" else ");
                w.expr(orelse, P::Test);
            }),
            ExprKind::Dict { keys, values } => {
                self.text("{");
                for (i, (key, value)) in keys.iter().zip(values).enumerate() {
                    if i > 0 {
                        self.text(", ");
                    }
                    match key {
                        Some(key) => {
                            self.expr(key, P::Test);
                            self.text(": ");
                            self.expr(value, P::Test);
                        }
                        None => {
                            self.text("**");
                            self.expr(value, P::BitOr);
                        }
                    }
                }
                self.text("}");
            }
            ExprKind::Set(elts) if elts.is_empty() => self.text("{*()}"),
            ExprKind::Set(elts) => {
                self.text("{");
                self.exprs(elts);
                self.text("}");
            }
            ExprKind::List { elts, .. } => {
                self.text("[");
                self.exprs(elts);
                self.text("]");
            }
            ExprKind::Tuple { elts, .. } => {
                let parens = elts.is_empty() || place > P::Tuple;
                self.text(if parens { "(" } else { "" });
                self.items(elts);
                self.text(if parens { ")" } else { "" });
            }
            ExprKind::ListComp { elt, generators } => self.comprehension("[", elt, None, generators, "]"),
            ExprKind::SetComp { elt, generators } => self.comprehension("{", elt, None, generators, "}"),
            ExprKind::GeneratorExp { elt, generators } => self.comprehension("(", elt, None, generators, ")"),
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension("{", key, Some(value), generators, "}");
            }
            ExprKind::Await(value) => self.parens(P::Await, place, |w| {
                w.text("await ");
                w.expr(value, P::Atom);
            }),
            ExprKind::Yield(value) => self.parens(P::Yield, place, |w| {
                w.text("yield");
                if let Some(value) = value {
                    w.text(" ");
                    w.expr(value, P::Atom);
                }
            }),
            ExprKind::YieldFrom(value) => self.parens(P::Yield, place, |w| {
                w.text("yield from ");
                w.expr(value, P::Atom);
            }),
            ExprKind::JoinedStr(values) => self.joined(values, "f"),
            ExprKind::TemplateStr(values) => self.joined(values, "t"),
            ExprKind::FormattedValue { .. } | ExprKind::Interpolation { .. } => {
                self.joined(std::slice::from_ref(expr), "f");
            }
            ExprKind::Starred { value, .. } => {
                self.text("*");
                self.expr(value, P::BitOr);
            }
            ExprKind::Slice { lower, upper, step } => {
                if let Some(lower) = lower {
                    self.expr(lower, P::Test);
                }
                self.text(":");
                if let Some(upper) = upper {
                    self.expr(upper, P::Test);
                }
                if let Some(step) = step {
                    self.text(":");
                    self.expr(step, P::Test);
                }
            }
            ExprKind::Intrinsic(intrinsic, operands) => {
                self.text(intrinsic.text());
                self.text("(");
                self.exprs(operands);
                self.text(")");
            }
            ExprKind::Guard(facts) => {
                self.text("⟦");
                self.comma_list(facts, |w, fact| {
                    let text = match fact {
                        GuardFact::Builtin(name) => format!("builtin:{name}"),
                        GuardFact::Global(name, _) => format!("global:{name}"),
                        GuardFact::Function(name, _) => format!("func:{name}"),
                        GuardFact::Attribute(module, name, _) => format!("attr:{module}.{name}"),
                        GuardFact::Exact(name, kinds) => format!("exact:{name}:{kinds}"),
                        GuardFact::Room(count) => format!("room:{count}"),
                    };
                    w.text(&text);
                });
                self.text("⟧");
            }
            _ => self.expr(expr, place),
        }
    }

    /// The items of a tuple, with the comma of a lone one.
    pub(super) fn items(&mut self, elts: &[Expr]) {
        self.exprs(elts);
        if elts.len() == 1 {
            self.text(",");
        }
    }

    pub(super) fn arguments(&mut self, args: &[Expr], keywords: &[Keyword]) {
        self.exprs(args);
        if !args.is_empty() && !keywords.is_empty() {
            self.text(", ");
        }
        self.comma_list(keywords, |w, keyword| {
            match &keyword.name {
                Some(name) => {
                    w.text(name);
                    w.text("=");
                }
                None => w.text("**"),
            }
            w.expr(&keyword.value, Precedence::Test);
        });
    }

    fn comprehension(
        &mut self,
        open: &str,
        elt: &Expr,
        value: Option<&Expr>,
        generators: &[Comprehension],
        close: &str,
    ) {
        self.text(open);
        self.expr(elt, Precedence::Test);
        if let Some(value) = value {
            self.text(": ");
            self.expr(value, Precedence::Test);
        }
        for generator in generators {
            self.text(if generator.is_async { " async for " } else { " for " });
            self.expr(&generator.target, Precedence::Tuple);
            self.text(" in ");
            self.expr(&generator.iter, Precedence::Or);
            for test in &generator.ifs {
                self.text(" if ");
                self.expr(test, Precedence::Or);
            }
        }
        self.text(close);
    }

    pub(super) fn parameters(&mut self, args: &Arguments) {
        let mut first = true;
        let mut comma = |w: &mut Self| {
            if !first {
                w.text(", ");
            }
            first = false;
        };
        let positional = args.posonlyargs.len() + args.args.len();
        let without = positional.saturating_sub(args.defaults.len());
        for (i, arg) in args.posonlyargs.iter().chain(&args.args).enumerate() {
            comma(self);
            self.parameter(arg);
            if let Some(default) = i.checked_sub(without).and_then(|i| args.defaults.get(i)) {
                self.text("=");
                self.expr(default, Precedence::Test);
            }
            if i + 1 == args.posonlyargs.len() {
                self.text(", /");
            }
        }
        if args.vararg.is_some() || !args.kwonlyargs.is_empty() {
            comma(self);
            self.text("*");
            if let Some(vararg) = &args.vararg {
                self.parameter(vararg);
            }
        }
        for (arg, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
            comma(self);
            self.parameter(arg);
            if let Some(default) = default {
                self.text("=");
                self.expr(default, Precedence::Test);
            }
        }
        if let Some(kwarg) = &args.kwarg {
            comma(self);
            self.text("**");
            self.parameter(kwarg);
        }
    }

    fn parameter(&mut self, arg: &Arg) {
        self.text(&arg.name);
        if let Some(annotation) = &arg.annotation {
            self.text(": ");
            self.expr(annotation, Precedence::Test);
        }
    }
}
