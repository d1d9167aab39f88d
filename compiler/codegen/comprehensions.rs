//! Comprehensions, compiled into the scope around them (PEP 709), and generator expressions.
//!
//! ```text
//! outermost iterable; LOAD_FAST_AND_CLEAR each local; SWAP; SETUP_FINALLY restore
//! BUILD_LIST 0; SWAP 2; loops…; POP_BLOCK; restore the locals
//! ```

use super::compiler::{Compiler, Res, error};
use super::unit::{ArgCounts, Label, UnitKind};
use super::{Datum, FrameBlockKind as K};
use crate::analysis::scopes::{DEF_LOCAL, DEF_NONLOCAL, NameScope, NodeKind, ScopeId};
use crate::code::Opcode;
use crate::syntax::ast::*;

/// What a comprehension collects into.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Generator,
    List,
    Set,
    Dict,
}

/// The parts of a comprehension.
#[derive(Clone, Copy)]
struct Parts<'a> {
    kind: Kind,
    generators: &'a [Comprehension],
    elt: &'a Expr,
    value: Option<&'a Expr>,
    span: Span,
}

/// What inlining changed and must put back.
#[derive(Default)]
struct Inlined {
    pushed: Vec<Ident>,
    outer_symbols: Vec<(Ident, Option<u32>)>,
    fast_hidden: Vec<Ident>,
    cleanup: Option<Label>,
}

impl<'a> Compiler<'a, '_> {
    pub fn comprehension(&mut self, e: &'a Expr) -> Res {
        let (kind, name, generators, elt, value) = match &e.kind {
            ExprKind::ListComp { elt, generators } => (Kind::List, "<listcomp>", generators, elt, None),
            ExprKind::SetComp { elt, generators } => (Kind::Set, "<setcomp>", generators, elt, None),
            ExprKind::DictComp { key, value, generators } => {
                (Kind::Dict, "<dictcomp>", generators, key, Some(&**value))
            }
            ExprKind::GeneratorExp { elt, generators } => {
                (Kind::Generator, "<genexpr>", generators, elt, None)
            }
            _ => return Ok(()),
        };
        let span = e.span;
        let p = Parts { kind, generators, elt, value, span };
        let Some(id) = self.table.lookup(NodeKind::Comprehension, span) else {
            return error(format!("the symbol table has no scope for '{name}'"), span);
        };
        let Some(outermost) = generators.first() else {
            return error("a comprehension needs a for clause", span);
        };
        let inlined = self.table[id].comp_inlined;
        let is_async = self.table[id].coroutine;
        let mut state = Inlined::default();
        if inlined {
            self.iterator(outermost)?;
            self.push_inlined(id, &mut state, span);
        } else {
            let counts = ArgCounts { args: 1, ..ArgCounts::default() };
            self.enter_scope_id(name.into(), UnitKind::Comprehension, id, span.line, None, counts)?;
        }
        let build = match kind {
            Kind::List => Some(Opcode::BuildList),
            Kind::Set => Some(Opcode::BuildSet),
            Kind::Dict => Some(Opcode::BuildMap),
            Kind::Generator => None,
        };
        if let Some(build) = build {
            self.op_i(build, 0, span);
            if inlined {
                self.op_i(Opcode::Swap, 2, span);
            }
        }
        self.generator(p, 0, 0, inlined)?;
        if inlined {
            self.pop_inlined(state, id, span);
            return Ok(());
        }
        if kind == Kind::Generator {
            self.wrap_stop_iteration();
        } else {
            self.op(Opcode::ReturnValue, span);
        }
        let done = self.leave_scope(true)?;
        self.make_closure(done, 0, span)?;
        self.iterator(outermost)?;
        self.op_i(Opcode::Call, 0, span);
        if is_async && kind != Kind::Generator {
            self.await_value(0, span);
        }
        Ok(())
    }

    /// Pushes the iterator of a `for` clause.
    fn iterator(&mut self, g: &'a Comprehension) -> Res {
        self.expr(&g.iter)?;
        self.op(if g.is_async { Opcode::GetAiter } else { Opcode::GetIter }, g.iter.span);
        Ok(())
    }

    fn generator(&mut self, p: Parts<'a>, index: usize, depth: u32, iter_on_stack: bool) -> Res {
        if p.generators[index].is_async {
            self.async_generator(p, index, depth, iter_on_stack)
        } else {
            self.sync_generator(p, index, depth, iter_on_stack)
        }
    }

    fn sync_generator(&mut self, p: Parts<'a>, index: usize, mut depth: u32, iter_on_stack: bool) -> Res {
        let g = &p.generators[index];
        let (start, if_cleanup, anchor) = (self.label(), self.label(), self.label());
        let mut looping = true;
        if !iter_on_stack {
            if index == 0 {
                self.op_i(Opcode::LoadFast, 0, p.span);
            } else {
                // `for y in [f(x)]` is an assignment.
                let single = match &g.iter.kind {
                    ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } if elts.len() == 1 => {
                        elts.first().filter(|e| !matches!(e.kind, ExprKind::Starred { .. }))
                    }
                    _ => None,
                };
                if let Some(elt) = single {
                    self.expr(elt)?;
                    looping = false;
                } else {
                    self.iterator(g)?;
                }
            }
        }
        if looping {
            depth += 1;
            self.place(start);
            self.op_j(Opcode::ForIter, anchor, g.iter.span);
        }
        self.expr(&g.target)?;
        for test in &g.ifs {
            self.jump_if(test, if_cleanup, false, p.span)?;
        }
        let elt_span = self.element(p, index, depth)?;
        self.place(if_cleanup);
        if looping {
            self.op_j(Opcode::Jump, start, elt_span);
            self.place(anchor);
            self.op(Opcode::EndFor, Span::NONE);
            self.op(Opcode::PopIter, Span::NONE);
        }
        Ok(())
    }

    fn async_generator(&mut self, p: Parts<'a>, index: usize, depth: u32, iter_on_stack: bool) -> Res {
        let g = &p.generators[index];
        let (start, except, if_cleanup) = (self.label(), self.label(), self.label());
        if !iter_on_stack {
            if index == 0 {
                self.op_i(Opcode::LoadFast, 0, p.span);
            } else {
                self.iterator(g)?;
            }
        }
        self.place(start);
        self.push_block(K::AsyncComprehension, Some(start), None, Datum::None, p.span)?;
        let send = self.anext(except, p.span);
        self.op(Opcode::PopBlock, p.span);
        self.expr(&g.target)?;
        for test in &g.ifs {
            self.jump_if(test, if_cleanup, false, p.span)?;
        }
        let elt_span = self.element(p, index, depth + 1)?;
        self.place(if_cleanup);
        self.op_j(Opcode::Jump, start, elt_span);
        self.pop_block();
        self.place(except);
        self.op_j(Opcode::EndAsyncFor, send, p.span);
        Ok(())
    }

    /// What the innermost loop does; the next loop in the others. Returns the location of the jump back.
    fn element(&mut self, p: Parts<'a>, index: usize, depth: u32) -> Res<Span> {
        let mut span = p.elt.span;
        if index + 1 < p.generators.len() {
            self.generator(p, index + 1, depth, false)?;
            return Ok(span);
        }
        self.expr(p.elt)?;
        match p.kind {
            Kind::Generator => {
                self.yield_value(span);
                self.op(Opcode::PopTop, span);
            }
            Kind::List => self.op_i(Opcode::ListAppend, depth + 1, span),
            Kind::Set => self.op_i(Opcode::SetAdd, depth + 1, span),
            Kind::Dict => {
                if let Some(value) = p.value {
                    self.expr(value)?;
                    span = span.to(value.span);
                }
                self.op_i(Opcode::MapAdd, depth + 1, span);
            }
        }
        Ok(span)
    }

    /// Gives names the scopes they have in the comprehension, and saves the locals it binds.
    fn push_inlined(&mut self, comp: ScopeId, state: &mut Inlined, span: Span) {
        let outer = self.scope_id();
        let in_class = self.is_class_block() && self.unit().in_inlined_comp == 0;
        let function_like = self.is_function_like();
        self.u().in_inlined_comp += 1;
        let symbols: Vec<(Ident, u32)> =
            self.table[comp].symbols.iter().map(|(n, f)| (n.clone(), f)).collect();
        let isolated = |flags: u32| flags & DEF_LOCAL != 0 && flags & DEF_NONLOCAL == 0;
        for (name, flags) in &symbols {
            let scope = NameScope::of(*flags);
            let outer_flags = self.table[outer].symbols.get(name);
            let outer_scope = NameScope::of(outer_flags.unwrap_or(0));
            let cell_of_free = scope == NameScope::Cell && outer_scope == NameScope::Free;
            if (scope != outer_scope && scope != NameScope::Free && !cell_of_free) || in_class {
                self.table[outer].symbols.set(name, *flags);
                state.outer_symbols.push((name.clone(), outer_flags));
            }
            if isolated(*flags) && !function_like {
                let u = self.u();
                if u.fast_hidden.insert(name.clone(), true) != Some(true) {
                    state.fast_hidden.push(name.clone());
                    if !u.hidden.contains(name) {
                        u.hidden.push(name.clone());
                    }
                }
            }
        }
        for (name, flags) in &symbols {
            if !isolated(*flags) {
                continue;
            }
            // For a cell this pushes the cell itself; the comprehension gets one of its own.
            let u = self.u();
            let local = u.varnames.add(name);
            self.op_i(Opcode::LoadFastAndClear, local, span);
            if NameScope::of(*flags) == NameScope::Cell {
                let index = self.unit().deref_index(name).unwrap_or(0);
                self.op_i(Opcode::MakeCell, index, span);
            }
            state.pushed.push(name.clone());
        }
        if !state.pushed.is_empty() {
            self.op_i(Opcode::Swap, state.pushed.len() as u32 + 1, span);
            let cleanup = self.label();
            state.cleanup = Some(cleanup);
            self.op_j(Opcode::SetupFinally, cleanup, span);
        }
    }

    fn pop_inlined(&mut self, state: Inlined, _comp: ScopeId, span: Span) {
        if let Some(cleanup) = state.cleanup {
            let none = Span::NONE;
            self.op(Opcode::PopBlock, none);
            let end = self.label();
            self.op_j(Opcode::JumpNoInterrupt, end, none);
            self.place(cleanup);
            self.op_i(Opcode::Swap, 2, none);
            self.op(Opcode::PopTop, none);
            self.restore_locals(&state.pushed, span);
            self.op_i(Opcode::Reraise, 0, none);
            self.place(end);
            self.restore_locals(&state.pushed, span);
        }
        let outer = self.scope_id();
        self.u().in_inlined_comp -= 1;
        for (name, flags) in state.outer_symbols {
            let symbols = &mut self.table[outer].symbols;
            match flags {
                Some(flags) => symbols.set(&name, flags),
                None => symbols.remove(&name),
            }
        }
        for name in state.fast_hidden {
            self.u().fast_hidden.insert(name, false);
        }
    }

    fn restore_locals(&mut self, pushed: &[Ident], span: Span) {
        self.op_i(Opcode::Swap, pushed.len() as u32 + 1, span);
        for name in pushed.iter().rev() {
            let local = self.u().varnames.add(name);
            self.op_i(Opcode::StoreFastMaybeNull, local, span);
        }
    }
}
