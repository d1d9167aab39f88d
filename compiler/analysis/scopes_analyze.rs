//! Second half of the symbol table: decides where each name lives.
//!
//! A scope hands the names it binds down to its children and receives the names that are free in them; a bound
//! name that comes back free is a cell. Comprehensions are merged into the scope around them (PEP 709).

use super::scopes::*;
use crate::codegen::CompileError;
use crate::map::Map;
use crate::syntax::ast::Ident;

type Set = crate::map::Set<Ident>;

pub(super) fn analyze(table: &mut SymbolTable) -> Result<(), CompileError> {
    let (mut free, mut global, mut type_params) = (Set::default(), Set::default(), Set::default());
    analyze_block(table, SymbolTable::TOP, None, &mut free, &mut global, &mut type_params, None)
}

fn error_at_directive(table: &SymbolTable, id: ScopeId, name: &Ident, msg: String) -> CompileError {
    let span = table[id].directives.iter().find(|d| d.0 == *name).map(|d| d.1).unwrap_or_default();
    CompileError { msg, span }
}

/// The sets a block's names are judged by.
struct Sets<'s> {
    bound: Option<&'s mut Set>,
    local: Set,
    free: &'s mut Set,
    global: &'s mut Set,
    type_params: &'s mut Set,
}

fn analyze_name(
    table: &SymbolTable,
    id: ScopeId,
    name: &Ident,
    flags: u32,
    sets: &mut Sets<'_>,
    class_entry: Option<ScopeId>,
) -> Result<NameScope, CompileError> {
    let err = |msg: String| Err(error_at_directive(table, id, name, msg));
    if flags & DEF_GLOBAL != 0 {
        if flags & DEF_NONLOCAL != 0 {
            return err(format!("name '{name}' is nonlocal and global"));
        }
        sets.global.insert(name.clone());
        if let Some(bound) = &mut sets.bound {
            bound.remove(name);
        }
        return Ok(NameScope::GlobalExplicit);
    }
    if flags & DEF_NONLOCAL != 0 {
        match &sets.bound {
            None => return err("nonlocal declaration not allowed at module level".into()),
            Some(b) if !b.contains(name) => return err(format!("no binding for nonlocal '{name}' found")),
            _ => {}
        }
        if sets.type_params.contains(name) {
            return err(format!("nonlocal binding not allowed for type parameter '{name}'"));
        }
        sets.free.insert(name.clone());
        return Ok(NameScope::Free);
    }
    if flags & DEF_BOUND != 0 {
        sets.local.insert(name.clone());
        sets.global.remove(name);
        if flags & DEF_TYPE_PARAM != 0 {
            sets.type_params.insert(name.clone());
        } else {
            sets.type_params.remove(name);
        }
        return Ok(NameScope::Local);
    }
    // An annotation scope in a class sees the class's namespace and the globals, never the function around it.
    if let Some(class) = class_entry {
        let class_flags = table[class].symbols.get(name).unwrap_or(0);
        if class_flags & DEF_GLOBAL != 0 {
            return Ok(NameScope::GlobalExplicit);
        }
        if class_flags & DEF_BOUND != 0 && class_flags & DEF_NONLOCAL == 0 {
            return Ok(NameScope::GlobalImplicit);
        }
    }
    if sets.bound.as_ref().is_some_and(|b| b.contains(name)) {
        sets.free.insert(name.clone());
        return Ok(NameScope::Free);
    }
    Ok(NameScope::GlobalImplicit)
}

fn analyze_block(
    table: &mut SymbolTable,
    id: ScopeId,
    bound: Option<&mut Set>,
    free: &mut Set,
    global: &mut Set,
    type_params: &mut Set,
    class_entry: Option<ScopeId>,
) -> Result<(), CompileError> {
    let kind = table[id].kind;
    let (mut new_bound, mut new_global, mut new_free) = (Set::default(), Set::default(), Set::default());
    let mut scopes: Map<Ident, NameScope> = Map::default();
    let mut inlined_cells = Set::default();
    if kind == BlockKind::Class {
        new_global.extend(global.iter().cloned());
        if let Some(b) = &bound {
            new_bound.extend(b.iter().cloned());
        }
    }
    let names: Vec<(Ident, u32)> = table[id].symbols.iter().map(|(n, f)| (n.clone(), f)).collect();
    let mut sets = Sets { bound, local: Set::default(), free, global, type_params };
    for (name, flags) in &names {
        let scope = analyze_name(table, id, name, *flags, &mut sets, class_entry)?;
        scopes.insert(name.clone(), scope);
    }
    let Sets { bound, local, free, global, type_params } = sets;
    if kind == BlockKind::Class {
        for name in ["__class__", "__classdict__", "__conditional_annotations__"] {
            new_bound.insert(name.into());
        }
    } else {
        if kind.is_function_like() {
            new_bound.extend(local);
        }
        if let Some(b) = &bound {
            new_bound.extend(b.iter().cloned());
        }
        new_global.extend(global.iter().cloned());
    }

    let children = table[id].children.clone();
    for &child in &children {
        let class = if !table[child].can_see_class_scope {
            None
        } else if kind == BlockKind::Class {
            Some(id)
        } else {
            class_entry
        };
        let inline =
            table[child].comprehension.is_some() && !table[child].generator && !table[id].can_see_class_scope;
        let mut child_bound = new_bound.clone();
        let mut child_free = new_free.clone();
        let mut child_global = new_global.clone();
        let mut child_params = type_params.clone();
        analyze_block(
            table,
            child,
            Some(&mut child_bound),
            &mut child_free,
            &mut child_global,
            &mut child_params,
            class,
        )?;
        if inline {
            inline_comprehension(table, id, child, &mut scopes, &mut child_free, &mut inlined_cells);
            table[child].comp_inlined = true;
        }
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
    if kind.is_function_like() {
        for (name, scope) in &mut scopes {
            if *scope == NameScope::Local && (new_free.contains(name) || inlined_cells.contains(name)) {
                *scope = NameScope::Cell;
                new_free.remove(name);
            }
        }
    } else if kind == BlockKind::Class {
        let scope = &mut table[id];
        scope.needs_class_closure |= new_free.remove("__class__");
        scope.needs_classdict |= new_free.remove("__classdict__");
        scope.has_conditional_annotations |= new_free.remove("__conditional_annotations__");
    }
    let class_flag = kind == BlockKind::Class || table[id].can_see_class_scope;
    update_symbols(&mut table[id].symbols, &scopes, bound.as_deref(), &new_free, &inlined_cells, class_flag);
    free.extend(new_free);
    Ok(())
}

fn update_symbols(
    symbols: &mut Symbols,
    scopes: &Map<Ident, NameScope>,
    bound: Option<&Set>,
    free: &Set,
    inlined_cells: &Set,
    class_flag: bool,
) {
    let names: Vec<(Ident, u32)> = symbols.iter().map(|(n, f)| (n.clone(), f)).collect();
    for (name, mut flags) in names {
        if inlined_cells.contains(&name) {
            flags |= DEF_COMP_CELL;
        }
        let scope = scopes.get(&name).copied().unwrap_or(NameScope::GlobalImplicit);
        symbols.set(&name, flags | (scope as u32) << SCOPE_OFFSET);
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
    scopes: &mut Map<Ident, NameScope>,
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
                scopes.insert(name, scope);
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
