//! f-strings and t-strings.

use super::compiler::{Compiler, Res};
use super::expressions::STACK_USE_GUIDELINE;
use crate::code::{Const, Opcode};
use crate::syntax::ast::*;
use std::sync::Arc;

/// `BINARY_OP` of `+=`.
const NB_INPLACE_ADD: u32 = 13;

impl<'a> Compiler<'a, '_> {
    pub fn joined_str(&mut self, values: &'a [Expr], span: Span) -> Res {
        if values.len() > STACK_USE_GUIDELINE {
            self.load_str("", span);
            self.op_name(Opcode::LoadAttr, &"join".into(), 1, 1, span);
            self.op_i(Opcode::BuildList, 0, span);
            for value in values {
                self.expr(value)?;
                self.op_i(Opcode::ListAppend, 1, span);
            }
            self.op_i(Opcode::Call, 1, span);
            return Ok(());
        }
        self.exprs(values)?;
        match values.len() {
            0 => self.load_str("", span),
            1 => {}
            n => self.op_i(Opcode::BuildString, n as u32, span),
        }
        Ok(())
    }

    pub fn formatted_value(
        &mut self,
        value: &'a Expr,
        conversion: Conversion,
        spec: Option<&'a Expr>,
        span: Span,
    ) -> Res {
        self.expr(value)?;
        if conversion != Conversion::None {
            self.op_i(Opcode::ConvertValue, conversion as u32, span);
        }
        match spec {
            Some(spec) => {
                self.expr(spec)?;
                self.op(Opcode::FormatWithSpec, span);
            }
            None => self.op(Opcode::FormatSimple, span),
        }
        Ok(())
    }

    pub fn template_str(&mut self, values: &'a [Expr], span: Span) -> Res {
        let is_field = |e: &Expr| matches!(e.kind, ExprKind::Interpolation { .. });
        // One string before, between and after the interpolations.
        let mut strings = 0;
        let mut after_string = false;
        for value in values {
            if is_field(value) {
                if !after_string {
                    self.load_str("", span);
                    strings += 1;
                }
                after_string = false;
            } else {
                self.expr(value)?;
                if after_string {
                    self.op_i(Opcode::BinaryOp, NB_INPLACE_ADD, span);
                } else {
                    strings += 1;
                }
                after_string = true;
            }
        }
        if !after_string {
            self.load_str("", span);
            strings += 1;
        }
        self.op_i(Opcode::BuildTuple, strings, span);
        let mut fields = 0;
        for value in values.iter().filter(|v| is_field(v)) {
            self.expr(value)?;
            fields += 1;
        }
        self.op_i(Opcode::BuildTuple, fields, span);
        self.op(Opcode::BuildTemplate, span);
        Ok(())
    }

    pub fn interpolation(
        &mut self,
        value: &'a Expr,
        text: &Wtf8,
        conversion: Conversion,
        spec: Option<&'a Expr>,
        span: Span,
    ) -> Res {
        self.expr(value)?;
        self.load_const(Const::Str(Arc::from(text.into_box())), span);
        let mut arg = 2;
        if let Some(spec) = spec {
            arg += 1;
            self.expr(spec)?;
        }
        self.op_i(Opcode::BuildInterpolation, arg | (conversion as u32) << 2, span);
        Ok(())
    }
}
