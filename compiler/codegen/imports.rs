//! `import` and `from … import`.

use super::compiler::{Compiler, Res};
use super::unit::str_const;
use crate::code::{Const, Opcode};
use crate::syntax::ast::*;

const INTRINSIC_IMPORT_STAR: u32 = 2;

impl<'a> Compiler<'a, '_> {
    pub fn import(&mut self, names: &'a [Alias], span: Span) -> Res {
        for alias in names {
            self.load_int(0, span);
            self.load_none(span);
            self.op_name(Opcode::ImportName, &alias.name, 0, 0, span);
            let mut parts = alias.name.split('.');
            let first = parts.next().unwrap_or_default();
            match &alias.asname {
                None => self.store_name(first, span)?,
                Some(asname) => {
                    let mut dotted = false;
                    for part in parts {
                        if dotted {
                            self.op_i(Opcode::Swap, 2, span);
                            self.op(Opcode::PopTop, span);
                        }
                        let i = self.u().names.add(&part.into());
                        self.op_i(Opcode::ImportFrom, i, span);
                        dotted = true;
                    }
                    self.nameop(asname, ExprContext::Store, span)?;
                    if dotted {
                        self.op(Opcode::PopTop, span);
                    }
                }
            }
        }
        Ok(())
    }

    pub fn import_from(&mut self, module: Option<&Ident>, names: &'a [Alias], level: u32, span: Span) -> Res {
        self.load_int(i64::from(level), span);
        self.load_const(Const::Tuple(names.iter().map(|a| str_const(&a.name)).collect()), span);
        let empty: Ident = "".into();
        self.op_name(Opcode::ImportName, module.unwrap_or(&empty), 0, 0, span);
        for alias in names {
            if &*alias.name == "*" {
                self.op_i(Opcode::CallIntrinsic1, INTRINSIC_IMPORT_STAR, span);
                self.op(Opcode::PopTop, Span::NONE);
                return Ok(());
            }
            self.op_name(Opcode::ImportFrom, &alias.name, 0, 0, span);
            self.nameop(alias.asname.as_ref().unwrap_or(&alias.name), ExprContext::Store, span)?;
        }
        self.op(Opcode::PopTop, span);
        Ok(())
    }
}
