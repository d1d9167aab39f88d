//! Calls: plain, by keyword, with `*` and `**`; method calls, `super()`, and `all`, `any`, `tuple` of a
//! generator expression.

use super::compiler::{Compiler, Res, error};
use super::expressions::{INTRINSIC_LIST_TO_TUPLE, STACK_USE_GUIDELINE, TUPLE, attr_span};
use crate::analysis::scopes::{DEF_IMPORT, NameScope, SymbolTable};
use crate::code::{Const, Opcode};
use crate::syntax::ast::*;

/// LOAD_COMMON_CONSTANT's numbers.
const COMMON_TUPLE: u32 = 2;
const COMMON_ALL: u32 = 3;
const COMMON_ANY: u32 = 4;

fn is_starred(e: &Expr) -> bool {
    matches!(e.kind, ExprKind::Starred { .. })
}

impl<'a> Compiler<'a, '_> {
    pub fn call(&mut self, e: &'a Expr, func: &'a Expr, args: &'a [Expr], keywords: &'a [Keyword]) -> Res {
        validate_keywords(keywords)?;
        if self.method_call(e, func, args, keywords)? {
            return Ok(());
        }
        self.check_caller(func);
        self.expr(func)?;
        let done = self.label();
        self.call_of_generator(func, args, keywords, done)?;
        self.op(Opcode::PushNull, func.span);
        self.call_arguments(0, args, None, keywords, e.span)?;
        self.place(done);
        Ok(())
    }

    /// `object.method(…)` without `*` and `**`; false if it is something else.
    fn method_call(
        &mut self,
        e: &'a Expr,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Res<bool> {
        let ExprKind::Attribute { value, attr, ctx: ExprContext::Load } = &func.kind else {
            return Ok(false);
        };
        if let ExprKind::Name { id, .. } = &value.kind
            && self.table[SymbolTable::TOP].symbols.get(id).unwrap_or(0) & DEF_IMPORT != 0
        {
            return Ok(false);
        }
        if args.len() + keywords.len() + usize::from(!keywords.is_empty()) >= STACK_USE_GUIDELINE
            || args.iter().any(is_starred)
            || keywords.iter().any(|k| k.name.is_none())
        {
            return Ok(false);
        }
        let mut span = func.span;
        if self.can_optimize_super(value, attr) {
            let zero = self.load_args_for_super(value)?;
            self.op_name(Opcode::LoadSuperAttr, attr, 2, if zero { 1 } else { 3 }, span);
            span = attr_span(span, func.span, attr);
            self.op(Opcode::Nop, span);
        } else {
            self.expr(value)?;
            span = attr_span(span, func.span, attr);
            self.op_name(Opcode::LoadAttr, attr, 1, 1, span);
        }
        self.exprs(args)?;
        for k in keywords {
            self.expr(&k.value)?;
        }
        let n = (args.len() + keywords.len()) as u32;
        if keywords.is_empty() {
            self.op_i(Opcode::Call, n, attr_span(e.span, func.span, attr));
        } else {
            self.load_names(keywords.iter().filter_map(|k| k.name.as_ref()), span);
            self.op_i(Opcode::CallKw, n, attr_span(e.span, func.span, attr));
        }
        Ok(true)
    }

    /// The arguments of a call and the call; `pushed` positional ones are on the stack already.
    pub fn call_arguments(
        &mut self,
        pushed: usize,
        args: &'a [Expr],
        injected: Option<&Ident>,
        keywords: &'a [Keyword],
        span: Span,
    ) -> Res {
        validate_keywords(keywords)?;
        let unpacks = args.len() + keywords.len() * 2 > STACK_USE_GUIDELINE
            || args.iter().any(is_starred)
            || keywords.iter().any(|k| k.name.is_none());
        if unpacks {
            return self.call_ex(pushed, args, injected, keywords, span);
        }
        self.exprs(args)?;
        if let Some(name) = injected {
            self.nameop(name, ExprContext::Load, span)?;
        }
        let n = (pushed + args.len() + usize::from(injected.is_some()) + keywords.len()) as u32;
        if keywords.is_empty() {
            self.op_i(Opcode::Call, n, span);
        } else {
            for k in keywords {
                self.expr(&k.value)?;
            }
            self.load_names(keywords.iter().filter_map(|k| k.name.as_ref()), span);
            self.op_i(Opcode::CallKw, n, span);
        }
        Ok(())
    }

    fn call_ex(
        &mut self,
        pushed: usize,
        args: &'a [Expr],
        injected: Option<&Ident>,
        keywords: &'a [Keyword],
        span: Span,
    ) -> Res {
        match args {
            [Expr { kind: ExprKind::Starred { value, .. }, .. }] if pushed == 0 => self.expr(value)?,
            _ => self.display(args, injected, pushed, TUPLE, span)?,
        }
        let mut have_dict = false;
        let mut seen = 0;
        for (i, k) in keywords.iter().enumerate() {
            if k.name.is_some() {
                seen += 1;
                continue;
            }
            if seen > 0 {
                self.keyword_dict(&keywords[i - seen..i], &mut have_dict, span)?;
                seen = 0;
            }
            if !have_dict {
                self.op_i(Opcode::BuildMap, 0, span);
                have_dict = true;
            }
            self.expr(&k.value)?;
            self.op_i(Opcode::DictMerge, 1, span);
        }
        if seen > 0 {
            self.keyword_dict(&keywords[keywords.len() - seen..], &mut have_dict, span)?;
        }
        if keywords.is_empty() {
            self.op(Opcode::PushNull, span);
        }
        self.op(Opcode::CallFunctionEx, span);
        Ok(())
    }

    fn keyword_dict(&mut self, keywords: &'a [Keyword], have_dict: &mut bool, span: Span) -> Res {
        let big = keywords.len() * 2 > STACK_USE_GUIDELINE;
        if big {
            self.op_i(Opcode::BuildMap, 0, Span::NONE);
        }
        for k in keywords {
            if let Some(name) = &k.name {
                self.load_str(name, span);
            }
            self.expr(&k.value)?;
            if big {
                self.op_i(Opcode::MapAdd, 1, Span::NONE);
            }
        }
        if !big {
            self.op_i(Opcode::BuildMap, keywords.len() as u32, span);
        }
        if *have_dict {
            self.op_i(Opcode::DictMerge, 1, span);
        }
        *have_dict = true;
        Ok(())
    }

    /// `all`, `any` or `tuple` of a generator expression: a loop here, if the name still means the builtin.
    fn call_of_generator(
        &mut self,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        end: super::unit::Label,
    ) -> Res {
        let (ExprKind::Name { id, .. }, [arg], []) = (&func.kind, args, keywords) else { return Ok(()) };
        if !matches!(arg.kind, ExprKind::GeneratorExp { .. }) {
            return Ok(());
        }
        let (common, initial) = match &**id {
            "all" => (COMMON_ALL, Some(true)),
            "any" => (COMMON_ANY, Some(false)),
            "tuple" => (COMMON_TUPLE, None),
            _ => return Ok(()),
        };
        let span = func.span;
        let skip = self.label();
        self.op_i(Opcode::Copy, 1, span);
        self.op_i(Opcode::LoadCommonConstant, common, span);
        self.compare_op(CmpOp::Is, span);
        self.op_j(Opcode::PopJumpIfFalse, skip, span);
        self.op(Opcode::PopTop, span);
        if initial.is_none() {
            self.op_i(Opcode::BuildList, 0, span);
        }
        self.expr(arg)?;
        let (head, cleanup) = (self.label(), self.label());
        self.place(head);
        self.op_j(Opcode::ForIter, cleanup, span);
        match initial {
            None => {
                self.op_i(Opcode::ListAppend, 2, span);
                self.op_j(Opcode::Jump, head, span);
            }
            Some(all) => {
                self.op(Opcode::ToBool, span);
                let jump = if all { Opcode::PopJumpIfTrue } else { Opcode::PopJumpIfFalse };
                self.op_j(jump, head, span);
            }
        }
        self.op(Opcode::PopIter, Span::NONE);
        if let Some(all) = initial {
            self.load_const(Const::Bool(!all), span);
        }
        self.op_j(Opcode::Jump, end, span);
        self.place(cleanup);
        self.op(Opcode::EndFor, Span::NONE);
        self.op(Opcode::PopIter, Span::NONE);
        match initial {
            None => self.op_i(Opcode::CallIntrinsic1, INTRINSIC_LIST_TO_TUPLE, span),
            Some(all) => self.load_const(Const::Bool(all), span),
        }
        self.op_j(Opcode::Jump, end, span);
        self.place(skip);
        Ok(())
    }

    /// A container of what a generator expression gives, filled here.
    pub fn collect(&mut self, [build, add]: [Opcode; 2], operands: &'a [Expr], span: Span) -> Res {
        self.op_i(build, 0, span);
        self.exprs(operands)?;
        let (head, end) = (self.label(), self.label());
        self.place(head);
        self.op_j(Opcode::ForIter, end, span);
        self.op_i(add, 2, span);
        self.op_j(Opcode::Jump, head, span);
        self.place(end);
        self.op(Opcode::EndFor, Span::NONE);
        self.op(Opcode::PopIter, Span::NONE);
        Ok(())
    }

    /// Whether `value.attr` is `super().attr` or `super(a, b).attr` and may be a LOAD_SUPER_ATTR.
    pub fn can_optimize_super(&self, value: &Expr, attr: &str) -> bool {
        let ExprKind::Call { func, args, keywords } = &value.kind else { return false };
        let ExprKind::Name { id, .. } = &func.kind else { return false };
        if &**id != "super" || attr == "__class__" || !keywords.is_empty() {
            return false;
        }
        if self.scope().symbols.scope(id) != NameScope::GlobalImplicit
            || self.table[SymbolTable::TOP].symbols.scope(id) != NameScope::Unknown
        {
            return false;
        }
        match args.len() {
            2 => !args.iter().any(is_starred),
            0 => {
                let counts = self.unit().counts;
                counts.args + counts.posonly > 0 && self.scope().symbols.scope("__class__") == NameScope::Free
            }
            _ => false,
        }
    }

    /// Pushes `super`, the class and the object; whether the call had no arguments.
    pub fn load_args_for_super(&mut self, call: &'a Expr) -> Res<bool> {
        let ExprKind::Call { func, args, .. } = &call.kind else { return Ok(true) };
        self.load_name("super", func.span)?;
        if args.len() == 2 {
            self.exprs(args)?;
            return Ok(false);
        }
        self.load_name("__class__", call.span)?;
        let first = self.unit().varnames.list.first().cloned();
        match first {
            Some(name) => self.nameop(&name, ExprContext::Load, call.span)?,
            None => return error("super() without a first argument", call.span),
        }
        Ok(true)
    }
}

fn validate_keywords(keywords: &[Keyword]) -> Res {
    for (i, k) in keywords.iter().enumerate() {
        let Some(name) = &k.name else { continue };
        if let Some(other) = keywords[i + 1..].iter().find(|o| o.name.as_ref() == Some(name)) {
            return error(format!("keyword argument repeated: {name}"), other.span);
        }
    }
    Ok(())
}
