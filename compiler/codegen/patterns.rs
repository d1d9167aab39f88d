//! `match`: patterns consume the subject on top of the stack and jump to a chain of pops when they fail.
//!
//! ```text
//! fail_pop[2]: POP_TOP        captures wait on the stack, below `on_top` items still needed,
//! fail_pop[1]: POP_TOP        and are stored only when the whole pattern has matched
//! fail_pop[0]: next case
//! ```

use super::compiler::{Compiler, Res, error};
use super::expressions::{NB_SUBSCR, const_of};
use super::unit::{Label, NEXT_LOCATION};
use crate::code::{Const, Opcode, repr::repr};
use crate::syntax::ast::*;

#[derive(Default)]
struct Context {
    /// Names captured so far, in stack order.
    stores: Vec<Ident>,
    /// Whether a pattern that always matches may stand here.
    allow_irrefutable: bool,
    fail_pop: Vec<Label>,
    /// Items on top of the stack that must stay above the captures.
    on_top: usize,
}

fn is_wildcard(p: &Pattern) -> bool {
    matches!(&p.kind, PatternKind::As { name: None, pattern: None })
}

impl<'a> Compiler<'a, '_> {
    pub fn match_stmt(&mut self, subject: &'a Expr, cases: &'a [MatchCase]) -> Res {
        self.expr(subject)?;
        let end = self.label();
        let Some(last) = cases.last() else { return Ok(()) };
        let has_default = is_wildcard(&last.pattern) && cases.len() > 1;
        let tested = cases.len() - usize::from(has_default);
        for (i, case) in cases[..tested].iter().enumerate() {
            let span = case.pattern.span;
            if i + 1 < tested {
                self.op_i(Opcode::Copy, 1, span);
            }
            let allow = case.guard.is_some() || i + 1 == cases.len();
            let mut pc = Context { allow_irrefutable: allow, ..Context::default() };
            self.pattern(&case.pattern, &mut pc)?;
            for name in &pc.stores {
                self.nameop(name, ExprContext::Store, span)?;
            }
            if let Some(guard) = &case.guard {
                let fail = self.fail_label(&mut pc, 0);
                self.jump_if(guard, fail, false, span)?;
            }
            if i + 1 < tested {
                self.op(Opcode::PopTop, NEXT_LOCATION);
            }
            self.stmts(&case.body)?;
            self.op_j(Opcode::Jump, end, Span::NONE);
            self.emit_fail_pop(&mut pc, span);
        }
        if has_default {
            let span = last.pattern.span;
            self.op(Opcode::Nop, span);
            if let Some(guard) = &last.guard {
                self.jump_if(guard, end, false, span)?;
            }
            self.stmts(&last.body)?;
        }
        self.place(end);
        Ok(())
    }

    fn fail_label(&mut self, pc: &mut Context, pops: usize) -> Label {
        while pc.fail_pop.len() <= pops {
            let label = self.label();
            pc.fail_pop.push(label);
        }
        pc.fail_pop[pops]
    }

    fn fail(&mut self, pc: &mut Context, op: Opcode, span: Span) {
        let label = self.fail_label(pc, pc.on_top + pc.stores.len());
        self.op_j(op, label, span);
    }

    fn emit_fail_pop(&mut self, pc: &mut Context, span: Span) {
        let labels = std::mem::take(&mut pc.fail_pop);
        for (i, label) in labels.into_iter().enumerate().rev() {
            self.place(label);
            if i > 0 {
                self.op(Opcode::PopTop, span);
            }
        }
    }

    fn rotate(&mut self, count: usize, span: Span) {
        for i in (2..=count).rev() {
            self.op_i(Opcode::Swap, i as u32, span);
        }
    }

    fn capture(&mut self, name: Option<&Ident>, pc: &mut Context, span: Span) -> Res {
        let Some(name) = name else {
            self.op(Opcode::PopTop, span);
            return Ok(());
        };
        if pc.stores.contains(name) {
            return duplicate_store(name, span);
        }
        self.rotate(pc.on_top + pc.stores.len() + 1, span);
        pc.stores.push(name.clone());
        Ok(())
    }

    fn subpattern(&mut self, p: &'a Pattern, pc: &mut Context) -> Res {
        let old = std::mem::replace(&mut pc.allow_irrefutable, true);
        self.pattern(p, pc)?;
        pc.allow_irrefutable = old;
        Ok(())
    }

    fn pattern(&mut self, p: &'a Pattern, pc: &mut Context) -> Res {
        let span = p.span;
        match &p.kind {
            PatternKind::Value(e) => {
                match literal(e, self.opts.optimize) {
                    Some(value) => self.load_const(value, e.span),
                    None if matches!(e.kind, ExprKind::Attribute { .. }) => self.expr(e)?,
                    None => return error("patterns may only match literals and attribute lookups", span),
                }
                self.compare_op(CmpOp::Eq, span);
                self.op(Opcode::ToBool, span);
                self.fail(pc, Opcode::PopJumpIfFalse, span);
                Ok(())
            }
            PatternKind::Singleton(value) => {
                self.load_const(super::expressions::constant(value), span);
                self.compare_op(CmpOp::Is, span);
                self.fail(pc, Opcode::PopJumpIfFalse, span);
                Ok(())
            }
            PatternKind::Sequence(patterns) => self.sequence_pattern(patterns, pc, span),
            PatternKind::Mapping { keys, patterns, rest } => {
                self.mapping_pattern(keys, patterns, rest.as_ref(), pc, span)
            }
            PatternKind::Class { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.class_pattern(cls, patterns, kwd_attrs, kwd_patterns, pc, span)
            }
            PatternKind::Star(name) => self.capture(name.as_ref(), pc, span),
            PatternKind::As { pattern: None, name } => {
                if !pc.allow_irrefutable {
                    return error(
                        match name {
                            Some(name) => {
                                format!("name capture '{name}' makes remaining patterns unreachable")
                            }
                            None => "wildcard makes remaining patterns unreachable".into(),
                        },
                        span,
                    );
                }
                self.capture(name.as_ref(), pc, span)
            }
            PatternKind::As { pattern: Some(inner), name } => {
                pc.on_top += 1;
                self.op_i(Opcode::Copy, 1, span);
                self.pattern(inner, pc)?;
                pc.on_top -= 1;
                self.capture(name.as_ref(), pc, span)
            }
            PatternKind::Or(patterns) => self.or_pattern(patterns, pc, span),
        }
    }

    fn sequence_pattern(&mut self, patterns: &'a [Pattern], pc: &mut Context, span: Span) -> Res {
        let size = patterns.len();
        let mut star = None;
        let mut star_wildcard = false;
        let mut only_wildcard = true;
        for (i, p) in patterns.iter().enumerate() {
            if let PatternKind::Star(name) = &p.kind {
                if star.is_some() {
                    return error("multiple starred names in sequence pattern", span);
                }
                star = Some(i);
                star_wildcard = name.is_none();
                only_wildcard &= star_wildcard;
            } else {
                only_wildcard &= is_wildcard(p);
            }
        }
        pc.on_top += 1;
        self.op(Opcode::MatchSequence, span);
        self.fail(pc, Opcode::PopJumpIfFalse, span);
        let length = match star {
            None => Some((size, CmpOp::Eq)),
            Some(_) if size > 1 => Some((size - 1, CmpOp::GtE)),
            Some(_) => None,
        };
        if let Some((length, op)) = length {
            self.op(Opcode::GetLen, span);
            self.load_int(length as i64, span);
            self.compare_op(op, span);
            self.fail(pc, Opcode::PopJumpIfFalse, span);
        }
        pc.on_top -= 1;
        match star {
            _ if only_wildcard => self.op(Opcode::PopTop, span),
            Some(star) if star_wildcard => return self.sequence_by_index(patterns, star, pc, span),
            _ => return self.sequence_by_unpacking(patterns, star, pc, span),
        }
        Ok(())
    }

    fn sequence_by_unpacking(
        &mut self,
        patterns: &'a [Pattern],
        star: Option<usize>,
        pc: &mut Context,
        span: Span,
    ) -> Res {
        let size = patterns.len();
        match star {
            Some(i) if i >= 1 << 8 || size - i > 1 << 23 => {
                return error("too many expressions in star-unpacking sequence pattern", span);
            }
            Some(i) => self.op_i(Opcode::UnpackEx, (i | (size - i - 1) << 8) as u32, span),
            None => self.op_i(Opcode::UnpackSequence, size as u32, span),
        }
        pc.on_top += size;
        for p in patterns {
            pc.on_top -= 1;
            self.subpattern(p, pc)?;
        }
        Ok(())
    }

    /// `[first, *_, last]`: indexes instead of unpacking.
    fn sequence_by_index(
        &mut self,
        patterns: &'a [Pattern],
        star: usize,
        pc: &mut Context,
        span: Span,
    ) -> Res {
        pc.on_top += 1;
        for (i, p) in patterns.iter().enumerate() {
            if i == star || is_wildcard(p) {
                continue;
            }
            self.op_i(Opcode::Copy, 1, span);
            if i < star {
                self.load_int(i as i64, span);
            } else {
                // The subject may not know negative indices.
                self.op(Opcode::GetLen, span);
                self.load_int((patterns.len() - i) as i64, span);
                self.op_i(Opcode::BinaryOp, Operator::Sub as u32, span);
            }
            self.op_i(Opcode::BinaryOp, NB_SUBSCR, span);
            self.subpattern(p, pc)?;
        }
        pc.on_top -= 1;
        self.op(Opcode::PopTop, span);
        Ok(())
    }

    /// Fails when the top is None.
    fn fail_if_none(&mut self, pc: &mut Context, span: Span) {
        self.op_i(Opcode::Copy, 1, span);
        self.load_none(span);
        self.op_i(Opcode::IsOp, 1, span);
        self.fail(pc, Opcode::PopJumpIfFalse, span);
    }

    fn class_pattern(
        &mut self,
        cls: &'a Expr,
        patterns: &'a [Pattern],
        attrs: &'a [Ident],
        kwd_patterns: &'a [Pattern],
        pc: &mut Context,
        span: Span,
    ) -> Res {
        for (i, attr) in attrs.iter().enumerate() {
            if let Some(j) = attrs[i + 1..].iter().position(|other| other == attr) {
                let at = kwd_patterns.get(i + 1 + j).map_or(span, |p| p.span);
                return error(format!("attribute name repeated in class pattern: {attr}"), at);
            }
        }
        self.expr(cls)?;
        self.load_names(attrs.iter(), span);
        self.op_i(Opcode::MatchClass, patterns.len() as u32, span);
        let total = patterns.len() + attrs.len();
        self.op_i(Opcode::Copy, 1, span);
        self.load_none(span);
        self.op_i(Opcode::IsOp, 1, span);
        pc.on_top += 1;
        self.fail(pc, Opcode::PopJumpIfFalse, span);
        self.op_i(Opcode::UnpackSequence, total as u32, span);
        pc.on_top = pc.on_top + total - 1;
        for p in patterns.iter().chain(kwd_patterns) {
            pc.on_top -= 1;
            if is_wildcard(p) {
                self.op(Opcode::PopTop, span);
            } else {
                self.subpattern(p, pc)?;
            }
        }
        Ok(())
    }

    fn mapping_pattern(
        &mut self,
        keys: &'a [Expr],
        patterns: &'a [Pattern],
        rest: Option<&'a Ident>,
        pc: &mut Context,
        span: Span,
    ) -> Res {
        let size = keys.len();
        pc.on_top += 1;
        self.op(Opcode::MatchMapping, span);
        self.fail(pc, Opcode::PopJumpIfFalse, span);
        if size == 0 && rest.is_none() {
            pc.on_top -= 1;
            self.op(Opcode::PopTop, span);
            return Ok(());
        }
        if size > 0 {
            self.op(Opcode::GetLen, span);
            self.load_int(size as i64, span);
            self.compare_op(CmpOp::GtE, span);
            self.fail(pc, Opcode::PopJumpIfFalse, span);
        }
        let mut seen: Vec<Const> = Vec::new();
        for key in keys {
            match literal(key, self.opts.optimize) {
                Some(value) => {
                    if seen.iter().any(|s| equal_keys(s, &value)) {
                        let shown = repr(&value);
                        return error(format!("mapping pattern checks duplicate key ({shown})"), span);
                    }
                    seen.push(value.clone());
                    self.load_const(value, key.span);
                }
                None if matches!(key.kind, ExprKind::Attribute { .. }) => self.expr(key)?,
                None => {
                    return error("mapping pattern keys may only match literals and attribute lookups", span);
                }
            }
        }
        self.op_i(Opcode::BuildTuple, size as u32, span);
        self.op(Opcode::MatchKeys, span);
        pc.on_top += 2;
        self.fail_if_none(pc, span);
        self.op_i(Opcode::UnpackSequence, size as u32, span);
        pc.on_top = pc.on_top + size - 1;
        for p in patterns {
            pc.on_top -= 1;
            self.subpattern(p, pc)?;
        }
        pc.on_top -= 2;
        let Some(rest) = rest else {
            self.op(Opcode::PopTop, span);
            self.op(Opcode::PopTop, span);
            return Ok(());
        };
        // rest = dict(subject); for key in keys: del rest[key]
        self.op_i(Opcode::BuildMap, 0, span);
        self.op_i(Opcode::Swap, 3, span);
        self.op_i(Opcode::DictUpdate, 2, span);
        self.op_i(Opcode::UnpackSequence, size as u32, span);
        for left in (1..=size).rev() {
            self.op_i(Opcode::Copy, 1 + left as u32, span);
            self.op_i(Opcode::Swap, 2, span);
            self.op(Opcode::DeleteSubscr, span);
        }
        self.capture(Some(rest), pc, span)
    }

    fn or_pattern(&mut self, patterns: &'a [Pattern], pc: &mut Context, span: Span) -> Res {
        let end = self.label();
        let mut control: Vec<Ident> = Vec::new();
        for (i, alt) in patterns.iter().enumerate() {
            let last = i + 1 == patterns.len();
            let mut alt_pc =
                Context { allow_irrefutable: last && pc.allow_irrefutable, ..Context::default() };
            self.op_i(Opcode::Copy, 1, alt.span);
            self.pattern(alt, &mut alt_pc)?;
            if i == 0 {
                control.clone_from(&alt_pc.stores);
            } else if !self.reorder(&control, &mut alt_pc.stores, alt.span) {
                return error("alternative patterns bind different names", span);
            }
            self.op_j(Opcode::Jump, end, alt.span);
            self.emit_fail_pop(&mut alt_pc, alt.span);
        }
        self.op(Opcode::PopTop, span);
        self.fail(pc, Opcode::Jump, span);
        self.place(end);
        let rotations = control.len() + 1 + pc.on_top + pc.stores.len();
        for name in control {
            self.rotate(rotations, span);
            if pc.stores.contains(&name) {
                return duplicate_store(&name, span);
            }
            pc.stores.push(name);
        }
        self.op(Opcode::PopTop, span);
        Ok(())
    }

    /// Brings the captures of an alternative into the order of the first one; false if the names differ.
    fn reorder(&mut self, control: &[Ident], stores: &mut Vec<Ident>, span: Span) -> bool {
        if control.len() != stores.len() {
            return false;
        }
        for wanted in (0..control.len()).rev() {
            let Some(at) = stores.iter().position(|s| *s == control[wanted]) else { return false };
            if at == wanted {
                continue;
            }
            let rotated: Vec<Ident> = stores.drain(..=at).collect();
            stores.splice(wanted - at..wanted - at, rotated);
            for _ in 0..=at {
                self.rotate(wanted + 1, span);
            }
        }
        true
    }
}

fn duplicate_store<T>(name: &Ident, span: Span) -> Res<T> {
    error(format!("multiple assignments to name '{name}' in pattern"), span)
}

/// Whether two keys are equal to a dict.
fn equal_keys(a: &Const, b: &Const) -> bool {
    let number = |c: &Const| match c {
        Const::Bool(b) => Some((f64::from(u8::from(*b)), 0.0)),
        Const::Int(i) => Some((*i as f64, 0.0)),
        Const::Float(f) => Some((*f, 0.0)),
        Const::Complex { real, imag } => Some((*real, *imag)),
        _ => None,
    };
    match (number(a), number(b)) {
        (Some(x), Some(y)) => x == y,
        _ => a == b,
    }
}

/// The value of a literal pattern: `-1` and `1+2j` are literals there.
fn literal(e: &Expr, optimize: u8) -> Option<Const> {
    match &e.kind {
        ExprKind::UnaryOp { op: UnaryOp::USub, operand } => Some(match literal(operand, optimize)? {
            Const::Int(i) => match i.checked_neg() {
                Some(i) => Const::Int(i),
                None => Const::BigInt(Box::new(-BigInt::from(i))),
            },
            Const::BigInt(i) => {
                let negated = -*i;
                match i64::try_from(&negated) {
                    Ok(small) => Const::Int(small),
                    Err(_) => Const::BigInt(Box::new(negated)),
                }
            }
            Const::Float(f) => Const::Float(-f),
            Const::Complex { real, imag } => Const::Complex { real: -real, imag: -imag },
            _ => return None,
        }),
        ExprKind::BinOp { left, op: op @ (Operator::Add | Operator::Sub), right } => {
            let real = match literal(left, optimize)? {
                Const::Int(i) => i as f64,
                Const::Float(f) => f,
                _ => return None,
            };
            let Const::Complex { real: zero, imag } = literal(right, optimize)? else { return None };
            Some(if *op == Operator::Add {
                Const::Complex { real: real + zero, imag }
            } else {
                Const::Complex { real: real - zero, imag: -imag }
            })
        }
        _ => const_of(e, optimize),
    }
}
