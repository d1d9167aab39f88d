//! Syntax tree to text: `parse(unparse(tree)) == tree` up to spans, and for expressions the very text of CPython's
//! `ast.unparse` (which annotations become under `from __future__ import annotations`).
//!
//! A node that passes made and no source can spell (a [`ExprKind::Guard`], a folded set) is written readably, a
//! [`StmtKind::Line`] and [`StmtKind::Unrolled`] not at all.

mod constant;
mod expr;
mod stmt;

use super::ast::*;

/// The text of a module: one statement a line, four blanks a block.
pub fn unparse(module: &Mod) -> String {
    let mut writer = Writer::default();
    match module {
        Mod::Module(body) | Mod::Interactive(body) => writer.stmts(body),
        Mod::Expression(value) => {
            writer.expr(value, Precedence::Test);
            writer.out.push('\n');
        }
    }
    writer.out
}

/// The text of an expression.
pub fn unparse_expr(expr: &Expr) -> String {
    let mut writer = Writer::default();
    writer.expr(expr, Precedence::Test);
    writer.out
}

/// The text of an annotation, as `from __future__ import annotations` keeps it.
pub fn unparse_annotation(expr: &Expr) -> String {
    let mut writer = Writer { bare_generators: true, ..Writer::default() };
    writer.expr(expr, Precedence::Test);
    writer.out
}

/// How tightly an expression binds; the order is CPython's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Precedence {
    Named,
    Tuple,
    Yield,
    Test,
    Or,
    And,
    Not,
    Cmp,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Arith,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

impl Precedence {
    fn next(self) -> Precedence {
        use Precedence::*;
        const ORDER: [Precedence; 18] = [
            Named, Tuple, Yield, Test, Or, And, Not, Cmp, BitOr, BitXor, BitAnd, Shift, Arith, Term, Factor,
            Power, Await, Atom,
        ];
        ORDER[(self as usize + 1).min(ORDER.len() - 1)]
    }
}

#[derive(Default)]
struct Writer {
    out: String,
    indent: usize,
    /// `f(x for x in y)`, as the compiler writes annotations; `ast.unparse` writes `f((x for x in y))`.
    bare_generators: bool,
}

impl Writer {
    /// A writer of the same manner, for text that is quoted later.
    fn nested(&self) -> Writer {
        Writer { bare_generators: self.bare_generators, ..Writer::default() }
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// `item, item`.
    fn comma_list<T>(&mut self, items: &[T], mut one: impl FnMut(&mut Self, &T)) {
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            one(self, item);
        }
    }
}
