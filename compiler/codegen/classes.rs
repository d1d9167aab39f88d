//! `class`: `name = __build_class__(body, "name", *bases, **keywords)`.

use super::compiler::{Compiler, Res};
use super::functions::first_line;
use super::unit::{ArgCounts, UnitKind, str_const};
use crate::analysis::scopes::NodeKind;
use crate::code::{Const, Opcode};
use crate::syntax::ast::*;

const INTRINSIC_SUBSCRIPT_GENERIC: u32 = 10;

impl<'a> Compiler<'a, '_> {
    pub fn class(&mut self, c: &'a ClassDef, span: Span) -> Res {
        self.exprs(&c.decorators)?;
        let firstlineno = first_line(&c.decorators, span);
        if c.type_params.is_empty() {
            self.class_body(c, firstlineno, span)?;
            self.call_arguments(2, &c.bases, None, &c.keywords, span)?;
        } else {
            self.enter_scope(
                format!("<generic parameters of {}>", c.name).into(),
                UnitKind::Annotations,
                (NodeKind::TypeParams, span),
                firstlineno,
                Some(c.name.clone()),
                ArgCounts::default(),
            )?;
            self.type_params(&c.type_params)?;
            self.store_name(".type_params", span)?;
            self.class_body(c, firstlineno, span)?;
            self.load_name(".type_params", span)?;
            self.op_i(Opcode::CallIntrinsic1, INTRINSIC_SUBSCRIPT_GENERIC, span);
            self.store_name(".generic_base", span)?;
            self.call_arguments(2, &c.bases, Some(&".generic_base".into()), &c.keywords, span)?;
            let done = self.leave_scope(false)?;
            self.make_closure(done, 0, span)?;
            self.op(Opcode::PushNull, span);
            self.op_i(Opcode::Call, 0, span);
        }
        self.apply_decorators(&c.decorators);
        self.nameop(&c.name, ExprContext::Store, span)
    }

    /// Compiles the body and pushes `__build_class__`, NULL, the body's function and the name.
    fn class_body(&mut self, c: &'a ClassDef, firstlineno: u32, span: Span) -> Res {
        self.enter_scope(
            c.name.clone(),
            UnitKind::Class,
            (NodeKind::Class, span),
            firstlineno,
            Some(c.name.clone()),
            ArgCounts::default(),
        )?;
        let none = Span::NONE;
        let head = Span { line: firstlineno, col: 0, end_line: firstlineno, end_col: 0 };
        self.load_name("__name__", head)?;
        self.store_name("__module__", head)?;
        let qualname = self.unit().qualname.clone();
        self.load_str(&qualname, head);
        self.store_name("__qualname__", head)?;
        self.load_int(i64::from(firstlineno), head);
        self.store_name("__firstlineno__", head)?;
        if !c.type_params.is_empty() {
            self.load_name(".type_params", head)?;
            self.store_name("__type_params__", head)?;
        }
        if self.scope().needs_classdict {
            self.op(Opcode::LoadLocals, head);
            self.store_cell("__classdict__", head);
        }
        if self.scope().has_conditional_annotations {
            self.op_i(Opcode::BuildSet, 0, head);
            self.store_cell("__conditional_annotations__", head);
        }
        self.body(head, &c.body, false)?;
        let attributes: Vec<Const> = self.unit().static_attributes.iter().map(|n| str_const(n)).collect();
        self.load_const(Const::Tuple(attributes.into()), none);
        self.store_name("__static_attributes__", none)?;
        if self.scope().needs_classdict
            && let Some(i) = self.unit().cellvars.get("__classdict__")
        {
            self.op_i(Opcode::LoadClosure, i, none);
            self.store_name("__classdictcell__", none)?;
        }
        match self.unit().cellvars.get("__class__") {
            Some(i) if self.scope().needs_class_closure => {
                self.op_i(Opcode::LoadClosure, i, none);
                self.op_i(Opcode::Copy, 1, none);
                self.store_name("__classcell__", none)?;
            }
            _ => self.load_none(none),
        }
        self.op(Opcode::ReturnValue, none);
        let done = self.leave_scope(true)?;

        self.op(Opcode::LoadBuildClass, span);
        self.op(Opcode::PushNull, span);
        self.make_closure(done, 0, span)?;
        self.load_str(&c.name, span);
        Ok(())
    }

    fn store_cell(&mut self, name: &str, span: Span) {
        if let Some(i) = self.unit().cellvars.get(name) {
            self.op_i(Opcode::StoreDeref, i, span);
        }
    }

    /// Notes `self.x = …` in a method for its class's `__static_attributes__`.
    pub fn note_static_attribute(&mut self, value: &Expr, attr: &Ident, ctx: ExprContext) {
        let ExprKind::Name { id, .. } = &value.kind else { return };
        if ctx != ExprContext::Store || &**id != "self" {
            return;
        }
        let inside = self.units.len() - 1;
        if let Some(class) = self.units[..inside].iter_mut().rev().find(|u| u.kind == UnitKind::Class) {
            class.static_attributes.insert(attr.clone());
        }
    }
}
