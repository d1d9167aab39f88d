//! Second half of the symbol table: decides where each name lives.
//!
//! A scope hands the names it binds down to its children and receives the names that are free in them; a bound
//! name that comes back free is a cell. Comprehensions are merged into the scope around them (PEP 709).

use super::scopes::*;
use crate::codegen::CompileError;
use crate::syntax::ast::Ident;

type Set = crate::map::Set<Ident>;

pub(super) fn analyze(table: &mut SymbolTable) -> Result<(), CompileError> {
    analyze_block(table, SymbolTable::TOP, None, &mut Set::default(), &Set::default(), None)
}

fn error_at_directive(table: &SymbolTable, id: ScopeId, name: &Ident, msg: String) -> CompileError {
    let span = table[id].directives.iter().find(|d| d.0 == *name).map(|d| d.1).unwrap_or_default();
    CompileError { msg, span }
}

/// What the scopes around one say about a name of it.
#[derive(Clone, Copy)]
struct Around<'s> {
    bound: Option<&'s Set>,
    type_params: &'s Set,
    class_entry: Option<ScopeId>,
}

/// Where a name lives, and whether it is free. Names are judged each alone.
fn analyze_name(
    table: &SymbolTable,
    id: ScopeId,
    name: &Ident,
    flags: u32,
    around: Around<'_>,
) -> Result<NameScope, CompileError> {
    let err = |msg: String| Err(error_at_directive(table, id, name, msg));
    if flags & DEF_GLOBAL != 0 {
        if flags & DEF_NONLOCAL != 0 {
            return err(format!("name '{name}' is nonlocal and global"));
        }
        return Ok(NameScope::GlobalExplicit);
    }
    if flags & DEF_NONLOCAL != 0 {
        match around.bound {
            None => return err("nonlocal declaration not allowed at module level".into()),
            Some(b) if !b.contains(name) => return err(format!("no binding for nonlocal '{name}' found")),
            _ => {}
        }
        if around.type_params.contains(name) {
            return err(format!("nonlocal binding not allowed for type parameter '{name}'"));
        }
        return Ok(NameScope::Free);
    }
    if flags & DEF_BOUND != 0 {
        return Ok(NameScope::Local);
    }
    // An annotation scope in a class sees the class's namespace and the globals, never the function around it.
    if let Some(class) = around.class_entry {
        let class_flags = table[class].symbols.get(name).unwrap_or(0);
        if class_flags & DEF_GLOBAL != 0 {
            return Ok(NameScope::GlobalExplicit);
        }
        if class_flags & DEF_BOUND != 0 && class_flags & DEF_NONLOCAL == 0 {
            return Ok(NameScope::GlobalImplicit);
        }
    }
    if around.bound.is_some_and(|b| b.contains(name)) {
        return Ok(NameScope::Free);
    }
    Ok(NameScope::GlobalImplicit)
}

/// `bound` are the names that the scopes around bind; what is free in this one is added to `free`.
fn analyze_block(
    table: &mut SymbolTable,
    id: ScopeId,
    bound: Option<&Set>,
    free: &mut Set,
    type_params: &Set,
    class_entry: Option<ScopeId>,
) -> Result<(), CompileError> {
    let kind = table[id].kind;
    let around = Around { bound, type_params, class_entry };
    // Where each name lives, by its number in the scope.
    let mut scopes = Vec::with_capacity(table[id].symbols.len());
    for (name, flags) in table[id].symbols.iter() {
        let scope = analyze_name(table, id, name, flags, around)?;
        if scope == NameScope::Free {
            free.insert(name.clone());
        }
        scopes.push(scope);
    }
    let mut new_free = Set::default();
    let mut inlined_cells = Set::default();
    let children = table[id].children.clone();
    if !children.is_empty() {
        let (new_bound, new_params) = handed_down(&table[id], &scopes, around);
        for &child in &children {
            let class = if !table[child].can_see_class_scope {
                None
            } else if kind == BlockKind::Class {
                Some(id)
            } else {
                class_entry
            };
            let inline = table[child].comprehension.is_some()
                && !table[child].generator
                && !table[id].can_see_class_scope;
            if !inline {
                analyze_block(table, child, Some(&new_bound), &mut new_free, &new_params, class)?;
                continue;
            }
            let mut child_free = new_free.clone();
            analyze_block(table, child, Some(&new_bound), &mut child_free, &new_params, class)?;
            inline_comprehension(table, id, child, &mut scopes, &mut child_free, &mut inlined_cells);
            table[child].comp_inlined = true;
            new_free.extend(child_free);
        }
        // The children of inlined comprehensions are ours now.
        if children.iter().any(|&c| table[c].comp_inlined) {
            let mut spliced = Vec::with_capacity(children.len());
            for c in children {
                if table[c].comp_inlined {
                    spliced.extend(table[c].children.iter().copied());
                } else {
                    spliced.push(c);
                }
            }
            table[id].children = spliced;
        }
    }
    let scope = &mut table[id];
    if kind.is_function_like() {
        for ((name, _), lives) in scope.symbols.iter().zip(&mut scopes) {
            if *lives == NameScope::Local && (new_free.contains(name) || inlined_cells.contains(name)) {
                *lives = NameScope::Cell;
                new_free.remove(name);
            }
        }
    } else if kind == BlockKind::Class {
        scope.needs_class_closure |= new_free.remove("__class__");
        scope.needs_classdict |= new_free.remove("__classdict__");
        scope.has_conditional_annotations |= new_free.remove("__conditional_annotations__");
    }
    let class_flag = kind == BlockKind::Class || scope.can_see_class_scope;
    update_symbols(&mut scope.symbols, &scopes, bound, &new_free, &inlined_cells, class_flag);
    free.extend(new_free);
    Ok(())
}

/// The names that a scope binds for those inside it, and which of them are type parameters.
fn handed_down(scope: &Scope, lives: &[NameScope], around: Around<'_>) -> (Set, Set) {
    let mut bound = around.bound.cloned().unwrap_or_default();
    let mut type_params = around.type_params.clone();
    let is_class = scope.kind == BlockKind::Class;
    for ((name, flags), lives) in scope.symbols.iter().zip(lives) {
        match lives {
            // A class hands on what is bound around it, whatever it declares itself.
            NameScope::GlobalExplicit if flags & DEF_GLOBAL != 0 && !is_class => {
                bound.remove(name);
            }
            NameScope::Local => {
                if flags & DEF_TYPE_PARAM != 0 {
                    type_params.insert(name.clone());
                } else {
                    type_params.remove(name);
                }
            }
            _ => {}
        }
    }
    if is_class {
        bound.extend(["__class__", "__classdict__", "__conditional_annotations__"].map(Ident::from));
    } else if scope.kind.is_function_like() {
        let local = |(_, lives): &(_, &NameScope)| **lives == NameScope::Local;
        bound.extend(scope.symbols.iter().zip(lives).filter(local).map(|((name, _), _)| name.clone()));
    }
    (bound, type_params)
}

fn update_symbols(
    symbols: &mut Symbols,
    scopes: &[NameScope],
    bound: Option<&Set>,
    free: &Set,
    inlined_cells: &Set,
    class_flag: bool,
) {
    for ((name, flags), scope) in symbols.iter_mut().zip(scopes) {
        if inlined_cells.contains(name) {
            *flags |= DEF_COMP_CELL;
        }
        *flags |= (*scope as u32) << SCOPE_OFFSET;
    }
    let mut free: Vec<&Ident> = free.iter().collect();
    free.sort();
    for name in free {
        if let Some(flags) = symbols.get(name) {
            if class_flag {
                symbols.set(name, flags | DEF_FREE_CLASS);
            }
        } else if bound.is_none_or(|b| b.contains(name)) {
            symbols.set(name, (NameScope::Free as u32) << SCOPE_OFFSET);
        }
    }
}

fn inline_comprehension(
    table: &mut SymbolTable,
    outer: ScopeId,
    comp: ScopeId,
    scopes: &mut Vec<NameScope>,
    comp_free: &mut Set,
    inlined_cells: &mut Set,
) {
    let mut remove_dunder_class = false;
    let names: Vec<(Ident, u32)> = table[comp].symbols.iter().map(|(n, f)| (n.clone(), f)).collect();
    for (name, flags) in names {
        if flags & DEF_PARAM != 0 {
            continue;
        }
        let mut scope = NameScope::of(flags);
        let only_flags = flags & ((1 << SCOPE_OFFSET) - 1);
        if scope == NameScope::Cell || only_flags & DEF_COMP_CELL != 0 {
            inlined_cells.insert(name.clone());
        }
        // `__class__` is never free through a class scope.
        if scope == NameScope::Free && table[outer].kind == BlockKind::Class && &*name == "__class__" {
            scope = NameScope::GlobalImplicit;
            comp_free.remove(&name);
            remove_dunder_class = true;
        }
        match table[outer].symbols.get(&name) {
            None => {
                table[outer].symbols.set(&name, only_flags);
                scopes.push(scope);
            }
            Some(outer_flags) => {
                // Free in the comprehension, a local here: now simply a local, unless a child keeps it free.
                if outer_flags & DEF_BOUND != 0
                    && table[outer].kind != BlockKind::Class
                    && !table[comp].children.iter().any(|&c| table[c].symbols.scope(&name) == NameScope::Free)
                {
                    comp_free.remove(&name);
                }
            }
        }
    }
    if remove_dunder_class {
        table[comp].symbols.remove("__class__");
    }
}
