//! Loading, storing and deleting names.

use super::compiler::{Compiler, Res};
use crate::analysis::scopes::NameScope;
use crate::code::{Const, Opcode};
use crate::syntax::ast::{ExprContext, Ident, Span};

/// By which family of opcodes a name is reached.
enum Access {
    Fast,
    Deref(u32),
    Global,
    Name,
}

impl<'a> Compiler<'a, '_> {
    pub fn nameop(&mut self, name: &Ident, ctx: ExprContext, span: Span) -> Res {
        if self.checking {
            return Ok(());
        }
        if &**name == "__debug__" && ctx == ExprContext::Load {
            self.load_const(Const::Bool(self.opts.optimize == 0), span);
            return Ok(());
        }
        let name = &self.mangled(name);
        let scope = self.scope().symbols.scope(name);
        let function_like = self.is_function_like();
        let access = match scope {
            NameScope::Free | NameScope::Cell => {
                let u = self.unit();
                let cells = u.cellvars.list.len() as u32;
                let index = if scope == NameScope::Cell {
                    u.cellvars.get(name)
                } else {
                    u.freevars.get(name).map(|i| i + cells)
                };
                match index.or_else(|| u.deref_index(name)) {
                    Some(i) => Access::Deref(i),
                    None => Access::Name,
                }
            }
            NameScope::Local if function_like => Access::Fast,
            NameScope::Local if self.unit().fast_hidden.get(name) == Some(&true) => Access::Fast,
            NameScope::GlobalImplicit if function_like => Access::Global,
            NameScope::GlobalExplicit => Access::Global,
            // Names that only a pass knows: its temporaries are locals.
            NameScope::Unknown if function_like && name.starts_with('.') => Access::Fast,
            NameScope::Unknown if function_like => Access::Global,
            _ => Access::Name,
        };
        let op = match (&access, ctx) {
            (Access::Fast, ExprContext::Load) => Opcode::LoadFast,
            (Access::Fast, ExprContext::Store) => Opcode::StoreFast,
            (Access::Fast, ExprContext::Del) => Opcode::DeleteFast,
            (Access::Deref(_), ExprContext::Load) => {
                if self.is_class_block() && self.unit().in_inlined_comp == 0 {
                    self.op(Opcode::LoadLocals, span);
                    Opcode::LoadFromDictOrDeref
                } else if self.scope().can_see_class_scope {
                    self.load_classdict(span);
                    Opcode::LoadFromDictOrDeref
                } else {
                    Opcode::LoadDeref
                }
            }
            (Access::Deref(_), ExprContext::Store) => Opcode::StoreDeref,
            (Access::Deref(_), ExprContext::Del) => Opcode::DeleteDeref,
            (Access::Global, ExprContext::Load) => {
                // The name gets its index before `__classdict__` is looked at.
                self.u().names.add(name);
                if self.scope().can_see_class_scope && scope == NameScope::GlobalImplicit {
                    self.load_classdict(span);
                    Opcode::LoadFromDictOrGlobals
                } else {
                    Opcode::LoadGlobal
                }
            }
            (Access::Global, ExprContext::Store) => Opcode::StoreGlobal,
            (Access::Global, ExprContext::Del) => Opcode::DeleteGlobal,
            (Access::Name, ExprContext::Load) if self.is_class_block() && self.unit().in_inlined_comp > 0 => {
                Opcode::LoadGlobal
            }
            (Access::Name, ExprContext::Load) => Opcode::LoadName,
            (Access::Name, ExprContext::Store) => Opcode::StoreName,
            (Access::Name, ExprContext::Del) => Opcode::DeleteName,
        };
        let arg = match access {
            Access::Fast => self.u().varnames.add(name),
            Access::Deref(i) => i,
            Access::Global | Access::Name => self.u().names.add(name),
        };
        self.op_i(op, if op == Opcode::LoadGlobal { arg << 1 } else { arg }, span);
        Ok(())
    }

    fn load_classdict(&mut self, span: Span) {
        if let Some(i) = self.unit().deref_index("__classdict__") {
            self.op_i(Opcode::LoadDeref, i, span);
        }
    }

    pub fn load_name(&mut self, name: &str, span: Span) -> Res {
        self.nameop(&name.into(), ExprContext::Load, span)
    }

    pub fn store_name(&mut self, name: &str, span: Span) -> Res {
        self.nameop(&name.into(), ExprContext::Store, span)
    }
}
