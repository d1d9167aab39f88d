//! Expressions: the dispatch, operators, displays, conditions.

use super::compiler::{Compiler, Res, error};
use super::unit::Label;
use crate::code::{Const, Opcode};
use crate::syntax::ast::*;
use std::sync::Arc;

/// More operands than this are collected in a container, not on the stack (CPython's guideline).
pub(super) const STACK_USE_GUIDELINE: usize = 30;
/// BINARY_OP's number of `a[b]`.
pub(super) const NB_SUBSCR: u32 = 26;
pub(super) const INTRINSIC_ASYNC_GEN_WRAP: u32 = 4;
const INTRINSIC_UNARY_POSITIVE: u32 = 5;
pub(super) const INTRINSIC_LIST_TO_TUPLE: u32 = 6;

/// How a display is built.
#[derive(Clone, Copy)]
pub(super) struct Display {
    build: Opcode,
    add: Opcode,
    extend: Opcode,
    tuple: bool,
}

pub(super) const LIST: Display =
    Display { build: Opcode::BuildList, add: Opcode::ListAppend, extend: Opcode::ListExtend, tuple: false };
pub(super) const TUPLE: Display = Display { tuple: true, ..LIST };
const SET: Display =
    Display { build: Opcode::BuildSet, add: Opcode::SetAdd, extend: Opcode::SetUpdate, tuple: false };

/// The constant of a constant expression (`__debug__` is one).
pub(super) fn const_of(e: &Expr, optimize: u8) -> Option<Const> {
    match &e.kind {
        ExprKind::Constant(c) => Some(constant(c)),
        ExprKind::Name { id, ctx: ExprContext::Load } if &**id == "__debug__" => {
            Some(Const::Bool(optimize == 0))
        }
        _ => None,
    }
}

/// A constant of the tree as a constant of code.
pub fn constant(c: &Constant) -> Const {
    let all = |items: &[Constant]| -> Arc<[Const]> { items.iter().map(constant).collect() };
    match c {
        Constant::None => Const::None,
        Constant::Bool(b) => Const::Bool(*b),
        Constant::Ellipsis => Const::Ellipsis,
        Constant::Int(i) => Const::Int(*i),
        Constant::BigInt(i) => Const::BigInt(i.clone()),
        Constant::Float(f) => Const::Float(*f),
        Constant::Complex { real, imag } => Const::Complex { real: *real, imag: *imag },
        Constant::Str(s) => Const::Str(s.clone()),
        Constant::Bytes(b) => Const::Bytes(b.clone()),
        Constant::Tuple(items) => Const::Tuple(all(items)),
        Constant::FrozenSet(items) => Const::FrozenSet(all(items)),
        Constant::Slice(s) => Const::Slice(Arc::new([constant(&s[0]), constant(&s[1]), constant(&s[2])])),
    }
}

impl<'a> Compiler<'a, '_> {
    pub fn exprs(&mut self, list: &'a [Expr]) -> Res {
        list.iter().try_for_each(|e| self.expr(e))
    }

    pub fn expr(&mut self, e: &'a Expr) -> Res {
        let span = e.span;
        match &e.kind {
            ExprKind::Named { target, value } => {
                self.expr(value)?;
                self.op_i(Opcode::Copy, 1, span);
                self.expr(target)
            }
            ExprKind::BoolOp { op, values } => self.bool_op(*op, values, span),
            ExprKind::BinOp { left, op, right } => {
                self.expr(left)?;
                self.expr(right)?;
                self.op_i(Opcode::BinaryOp, *op as u32, span);
                Ok(())
            }
            ExprKind::UnaryOp { op, operand } => self.unary_op(*op, operand, span),
            ExprKind::Lambda(l) => self.lambda(l, span),
            ExprKind::IfExp { test, body, orelse } => self.if_exp(test, body, orelse, span),
            ExprKind::Dict { keys, values } => self.dict(keys, values, span),
            ExprKind::Set(elts) => self.display(elts, None, 0, SET, span),
            ExprKind::ListComp { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::DictComp { .. }
            | ExprKind::GeneratorExp { .. } => self.comprehension(e),
            ExprKind::Yield(value) => self.yield_expr(value.as_deref(), span),
            ExprKind::YieldFrom(value) => self.yield_from(value, span),
            ExprKind::Await(value) => {
                self.expr(value)?;
                self.await_value(0, span);
                Ok(())
            }
            ExprKind::Compare { left, ops, comparators } => self.compare(left, ops, comparators, span),
            ExprKind::Call { func, args, keywords } => self.call(e, func, args, keywords),
            ExprKind::Constant(c) => {
                if !self.checking {
                    self.load_const(constant(c), span);
                }
                Ok(())
            }
            ExprKind::JoinedStr(values) => self.joined_str(values, span),
            ExprKind::TemplateStr(values) => self.template_str(values, span),
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                self.formatted_value(value, *conversion, format_spec.as_deref(), span)
            }
            ExprKind::Interpolation { value, text, conversion, format_spec } => {
                self.interpolation(value, text, *conversion, format_spec.as_deref(), span)
            }
            ExprKind::Attribute { value, attr, ctx } => self.attribute(e, value, attr, *ctx),
            ExprKind::Subscript { value, slice, ctx } => self.subscript(value, slice, *ctx, span),
            ExprKind::Starred { ctx: ExprContext::Store, .. } => {
                error("starred assignment target must be in a list or tuple", span)
            }
            ExprKind::Starred { .. } => error("can't use starred expression here", span),
            ExprKind::Slice { lower, upper, step } => {
                self.slice(lower.as_deref(), upper.as_deref(), step.as_deref(), span)
            }
            ExprKind::Name { id, ctx } => self.nameop(id, *ctx, span),
            ExprKind::List { elts, ctx } => match ctx {
                ExprContext::Store => self.unpack_targets(elts, span),
                ExprContext::Load => self.display(elts, None, 0, LIST, span),
                ExprContext::Del => self.exprs(elts),
            },
            ExprKind::Tuple { elts, ctx } => match ctx {
                ExprContext::Store => self.unpack_targets(elts, span),
                ExprContext::Load => self.display(elts, None, 0, TUPLE, span),
                ExprContext::Del => self.exprs(elts),
            },
            ExprKind::Intrinsic(Intrinsic::ListAppend, operands) => {
                self.exprs(operands)?;
                self.op_i(Opcode::ListAppend, 1, span);
                Ok(())
            }
            ExprKind::Intrinsic(Intrinsic::ListOf, operands) => {
                self.collect([Opcode::BuildList, Opcode::ListAppend], operands, span)
            }
            ExprKind::Intrinsic(Intrinsic::SetOf, operands) => {
                self.collect([Opcode::BuildSet, Opcode::SetAdd], operands, span)
            }
            ExprKind::Guard(_) => error("a guard stands only as the test of a condition", span),
        }
    }

    fn unary_op(&mut self, op: UnaryOp, operand: &'a Expr, span: Span) -> Res {
        self.expr(operand)?;
        match op {
            UnaryOp::UAdd => self.op_i(Opcode::CallIntrinsic1, INTRINSIC_UNARY_POSITIVE, span),
            UnaryOp::Not => {
                self.op(Opcode::ToBool, span);
                self.op(Opcode::UnaryNot, span);
            }
            UnaryOp::Invert => self.op(Opcode::UnaryInvert, span),
            UnaryOp::USub => self.op(Opcode::UnaryNegative, span),
        }
        Ok(())
    }

    fn bool_op(&mut self, op: BoolOp, values: &'a [Expr], span: Span) -> Res {
        let jump = if op == BoolOp::And { Opcode::JumpIfFalse } else { Opcode::JumpIfTrue };
        let end = self.label();
        for (i, value) in values.iter().enumerate() {
            self.expr(value)?;
            if i + 1 < values.len() {
                self.op_j(jump, end, span);
                self.op(Opcode::PopTop, span);
            }
        }
        self.place(end);
        Ok(())
    }

    fn if_exp(&mut self, test: &'a Expr, body: &'a Expr, orelse: &'a Expr, span: Span) -> Res {
        let (end, next) = (self.label(), self.label());
        self.jump_if(test, next, false, span)?;
        if is_inlined(test) {
            self.instead_of_call(body, next, span)?;
        } else {
            self.expr(body)?;
        }
        self.op_j(Opcode::JumpNoInterrupt, end, Span::NONE);
        self.place(next);
        self.expr(orelse)?;
        self.place(end);
        Ok(())
    }

    /// The value of a function in place of its call: whatever it raises, the call raises again, from its own frame.
    fn instead_of_call(&mut self, value: &'a Expr, call: Label, span: Span) -> Res {
        let failed = self.label();
        let end = self.label();
        self.op_j(Opcode::SetupFinally, failed, span);
        self.expr(value)?;
        self.op(Opcode::PopBlock, Span::NONE);
        self.op_j(Opcode::JumpNoInterrupt, end, Span::NONE);
        self.place(failed);
        self.op(Opcode::PushExcInfo, Span::NONE);
        self.op(Opcode::PopTop, Span::NONE);
        self.op(Opcode::PopExcept, Span::NONE);
        self.op_j(Opcode::JumpNoInterrupt, call, Span::NONE);
        self.place(end);
        Ok(())
    }

    /// Jumps to `next` when the truth of `e` is `cond`.
    pub fn jump_if(&mut self, e: &'a Expr, next: Label, cond: bool, span: Span) -> Res {
        match &e.kind {
            ExprKind::Guard(facts) => {
                if cond {
                    return error("a guard's slow path must be its else branch", e.span);
                }
                let at = if e.span.is_none() { span } else { e.span };
                let (tested, watched): (Vec<_>, Vec<_>) =
                    facts.iter().cloned().partition(|fact| fact.is_tested());
                // A site has room for one test.
                let mut tested = tested.into_iter();
                let first = watched.into_iter().chain(tested.next()).collect();
                self.u().emit_guard(first, next, at);
                for fact in tested {
                    self.u().emit_guard(vec![fact], next, at);
                }
                return Ok(());
            }
            ExprKind::UnaryOp { op: UnaryOp::Not, operand } => {
                return self.jump_if(operand, next, !cond, span);
            }
            ExprKind::BoolOp { op, values } => {
                let Some((last, first)) = values.split_last() else { return Ok(()) };
                let cond2 = *op == BoolOp::Or;
                let next2 = if cond2 == cond { next } else { self.label() };
                for value in first {
                    self.jump_if(value, next2, cond2, span)?;
                }
                self.jump_if(last, next, cond, span)?;
                if next2 != next {
                    self.place(next2);
                }
                return Ok(());
            }
            ExprKind::IfExp { test, body, orelse } if !is_inlined(test) => {
                let (end, next2) = (self.label(), self.label());
                self.jump_if(test, next2, false, span)?;
                self.jump_if(body, next, cond, span)?;
                self.op_j(Opcode::JumpNoInterrupt, end, Span::NONE);
                self.place(next2);
                self.jump_if(orelse, next, cond, span)?;
                self.place(end);
                return Ok(());
            }
            ExprKind::Compare { left, ops, comparators } if ops.len() > 1 => {
                return self.jump_if_chain(left, ops, comparators, next, cond, e.span);
            }
            _ => {}
        }
        self.expr(e)?;
        self.op(Opcode::ToBool, e.span);
        self.op_j(if cond { Opcode::PopJumpIfTrue } else { Opcode::PopJumpIfFalse }, next, e.span);
        Ok(())
    }

    fn jump_if_chain(
        &mut self,
        left: &'a Expr,
        ops: &'a [CmpOp],
        comparators: &'a [Expr],
        next: Label,
        cond: bool,
        span: Span,
    ) -> Res {
        self.check_compare(left, ops, comparators, span);
        let cleanup = self.label();
        self.expr(left)?;
        let last = ops.len() - 1;
        for (op, right) in ops[..last].iter().zip(comparators) {
            self.expr(right)?;
            self.op_i(Opcode::Swap, 2, span);
            self.op_i(Opcode::Copy, 2, span);
            self.compare_op(*op, span);
            self.op(Opcode::ToBool, span);
            self.op_j(Opcode::PopJumpIfFalse, cleanup, span);
        }
        self.expr(&comparators[last])?;
        self.compare_op(ops[last], span);
        self.op(Opcode::ToBool, span);
        self.op_j(if cond { Opcode::PopJumpIfTrue } else { Opcode::PopJumpIfFalse }, next, span);
        let end = self.label();
        self.op_j(Opcode::JumpNoInterrupt, end, Span::NONE);
        self.place(cleanup);
        self.op(Opcode::PopTop, span);
        if !cond {
            self.op_j(Opcode::JumpNoInterrupt, next, Span::NONE);
        }
        self.place(end);
        Ok(())
    }

    fn compare(&mut self, left: &'a Expr, ops: &'a [CmpOp], comparators: &'a [Expr], span: Span) -> Res {
        self.check_compare(left, ops, comparators, span);
        self.expr(left)?;
        let last = ops.len() - 1;
        if last == 0 {
            self.expr(&comparators[0])?;
            self.compare_op(ops[0], span);
            return Ok(());
        }
        let cleanup = self.label();
        for (op, right) in ops[..last].iter().zip(comparators) {
            self.expr(right)?;
            self.op_i(Opcode::Swap, 2, span);
            self.op_i(Opcode::Copy, 2, span);
            self.compare_op(*op, span);
            self.op_i(Opcode::Copy, 1, span);
            self.op(Opcode::ToBool, span);
            self.op_j(Opcode::PopJumpIfFalse, cleanup, span);
            self.op(Opcode::PopTop, span);
        }
        self.expr(&comparators[last])?;
        self.compare_op(ops[last], span);
        let end = self.label();
        self.op_j(Opcode::JumpNoInterrupt, end, Span::NONE);
        self.place(cleanup);
        self.op_i(Opcode::Swap, 2, span);
        self.op(Opcode::PopTop, span);
        self.place(end);
        Ok(())
    }

    pub fn compare_op(&mut self, op: CmpOp, span: Span) {
        // The number of the comparison above, the mask of its outcomes (unordered 1, greater 4, less 2,
        // equal 8) in the low four bits.
        let (op, arg) = match op {
            CmpOp::Is => (Opcode::IsOp, 0),
            CmpOp::IsNot => (Opcode::IsOp, 1),
            CmpOp::In => (Opcode::ContainsOp, 0),
            CmpOp::NotIn => (Opcode::ContainsOp, 1),
            CmpOp::Lt => (Opcode::CompareOp, 2),
            CmpOp::LtE => (Opcode::CompareOp, 1 << 5 | 10),
            CmpOp::Eq => (Opcode::CompareOp, 2 << 5 | 8),
            CmpOp::NotEq => (Opcode::CompareOp, 3 << 5 | 7),
            CmpOp::Gt => (Opcode::CompareOp, 4 << 5 | 4),
            CmpOp::GtE => (Opcode::CompareOp, 5 << 5 | 12),
        };
        self.op_i(op, arg, span);
    }

    /// A list, tuple or set display, or positional arguments; `pushed` items are on the stack already,
    /// `injected` is a name whose value comes last.
    pub fn display(
        &mut self,
        elts: &'a [Expr],
        injected: Option<&Ident>,
        pushed: usize,
        d: Display,
        span: Span,
    ) -> Res {
        let total = elts.len() + pushed + usize::from(injected.is_some());
        let big = total > STACK_USE_GUIDELINE;
        let starred = elts.iter().any(|e| matches!(e.kind, ExprKind::Starred { .. }));
        if !starred && !big {
            self.exprs(elts)?;
            if let Some(name) = injected {
                self.nameop(name, ExprContext::Load, span)?;
            }
            self.op_i(if d.tuple { Opcode::BuildTuple } else { d.build }, total as u32, span);
            return Ok(());
        }
        let mut built = big;
        if big {
            self.op_i(d.build, pushed as u32, span);
        }
        for (i, elt) in elts.iter().enumerate() {
            if let ExprKind::Starred { value, .. } = &elt.kind {
                if !built {
                    self.op_i(d.build, (i + pushed) as u32, span);
                    built = true;
                }
                self.expr(value)?;
                self.op_i(d.extend, 1, span);
            } else {
                self.expr(elt)?;
                if built {
                    self.op_i(d.add, 1, span);
                }
            }
        }
        if let Some(name) = injected {
            self.nameop(name, ExprContext::Load, span)?;
            self.op_i(d.add, 1, span);
        }
        if d.tuple {
            self.op_i(Opcode::CallIntrinsic1, INTRINSIC_LIST_TO_TUPLE, span);
        }
        Ok(())
    }

    fn sub_dict(&mut self, keys: &'a [Option<Expr>], values: &'a [Expr], span: Span) -> Res {
        let big = values.len() * 2 > STACK_USE_GUIDELINE;
        if big {
            self.op_i(Opcode::BuildMap, 0, span);
        }
        for (key, value) in keys.iter().flatten().zip(values) {
            self.expr(key)?;
            self.expr(value)?;
            if big {
                self.op_i(Opcode::MapAdd, 1, span);
            }
        }
        if !big {
            self.op_i(Opcode::BuildMap, values.len() as u32, span);
        }
        Ok(())
    }

    fn dict(&mut self, keys: &'a [Option<Expr>], values: &'a [Expr], span: Span) -> Res {
        let mut have_dict = false;
        let mut elements = 0;
        let n = values.len();
        for i in 0..n {
            let flush = match keys[i] {
                None if elements > 0 => Some(i),
                Some(_) if elements * 2 > STACK_USE_GUIDELINE => Some(i + 1),
                Some(_) => {
                    elements += 1;
                    continue;
                }
                None => None,
            };
            if let Some(end) = flush {
                self.sub_dict(&keys[i - elements..end], &values[i - elements..end], span)?;
                if have_dict {
                    self.op_i(Opcode::DictUpdate, 1, span);
                }
                have_dict = true;
                elements = 0;
            }
            if keys[i].is_none() {
                if !have_dict {
                    self.op_i(Opcode::BuildMap, 0, span);
                    have_dict = true;
                }
                self.expr(&values[i])?;
                self.op_i(Opcode::DictUpdate, 1, span);
            }
        }
        if elements > 0 {
            self.sub_dict(&keys[n - elements..], &values[n - elements..], span)?;
            if have_dict {
                self.op_i(Opcode::DictUpdate, 1, span);
            }
            have_dict = true;
        }
        if !have_dict {
            self.op_i(Opcode::BuildMap, 0, span);
        }
        Ok(())
    }

    fn attribute(&mut self, e: &'a Expr, value: &'a Expr, attr: &'a Ident, ctx: ExprContext) -> Res {
        let mut span = e.span;
        if ctx == ExprContext::Load && self.can_optimize_super(value, attr) {
            let zero = self.load_args_for_super(value)?;
            self.op_name(Opcode::LoadSuperAttr, attr, 2, if zero { 0 } else { 2 }, span);
            span = attr_span(span, e.span, attr);
            self.op(Opcode::Nop, span);
            return Ok(());
        }
        self.note_static_attribute(value, attr, ctx);
        self.expr(value)?;
        span = attr_span(span, e.span, attr);
        match ctx {
            ExprContext::Load => self.op_name(Opcode::LoadAttr, attr, 1, 0, span),
            ExprContext::Store => self.op_name(Opcode::StoreAttr, attr, 0, 0, span),
            ExprContext::Del => self.op_name(Opcode::DeleteAttr, attr, 0, 0, span),
        }
        Ok(())
    }

    fn yield_expr(&mut self, value: Option<&'a Expr>, span: Span) -> Res {
        if !self.is_function_like() {
            return error("'yield' outside function", span);
        }
        match value {
            Some(v) => self.expr(v)?,
            None => self.load_none(span),
        }
        self.yield_value(span);
        Ok(())
    }

    pub fn yield_value(&mut self, span: Span) {
        let s = self.scope();
        if s.generator && s.coroutine {
            self.op_i(Opcode::CallIntrinsic1, INTRINSIC_ASYNC_GEN_WRAP, span);
        }
        self.op_i(Opcode::YieldValue, 0, span);
        self.op_i(Opcode::Resume, 1, span);
    }

    fn yield_from(&mut self, value: &'a Expr, span: Span) -> Res {
        if !self.is_function_like() {
            return error("'yield from' outside function", span);
        }
        if self.unit().kind == super::unit::UnitKind::AsyncFunction {
            return error("'yield from' inside async function", span);
        }
        self.expr(value)?;
        self.op(Opcode::GetYieldFromIter, span);
        self.load_none(span);
        self.send_loop(2, span);
        Ok(())
    }

    /// Awaits the top of the stack; `how` is GET_AWAITABLE's argument.
    pub fn await_value(&mut self, how: u32, span: Span) {
        self.op_i(Opcode::GetAwaitable, how, span);
        self.load_none(span);
        self.send_loop(3, span);
    }

    /// Sends until the iterator below the top ends; `resume` says after what RESUME resumes.
    pub fn send_loop(&mut self, resume: u32, span: Span) {
        let (send, fail, exit) = (self.label(), self.label(), self.label());
        self.place(send);
        self.op_j(Opcode::Send, exit, span);
        // A virtual try/except: YIELD_VALUE raises when close or throw do.
        self.op_j(Opcode::SetupFinally, fail, span);
        self.op_i(Opcode::YieldValue, 1, span);
        self.op(Opcode::PopBlock, Span::NONE);
        self.op_i(Opcode::Resume, resume, span);
        self.op_j(Opcode::JumpNoInterrupt, send, span);
        self.place(fail);
        self.op(Opcode::CleanupThrow, span);
        self.place(exit);
        self.op(Opcode::EndSend, span);
    }
}

/// `span`, moved to the attribute's name when that stands on a later line than `span` begins.
pub(super) fn attr_span(mut span: Span, attr_expr: Span, attr: &str) -> Span {
    if span.line != attr_expr.end_line && !span.is_none() {
        span.line = attr_expr.end_line;
        span.col = attr_expr.end_col.saturating_sub(attr.chars().count() as u32);
        span.end_line = span.line.max(span.end_line);
        if span.line == span.end_line {
            span.end_col = span.col.max(span.end_col);
        }
    }
    span
}

/// Whether a condition guards the value of a function in place of its call.
fn is_inlined(test: &Expr) -> bool {
    let ExprKind::Guard(facts) = &test.kind else { return false };
    let any = |wanted: fn(&GuardFact) -> bool| facts.iter().any(wanted);
    any(|fact| matches!(fact, GuardFact::Room(_))) && any(|fact| matches!(fact, GuardFact::Function(..)))
}
