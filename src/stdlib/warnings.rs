//! `_warnings`: giving warnings. The library's module `warnings` adds filters and shows what comes through; before a
//! program imports it, the filters that a start has and the plain way to show a warning stand here.
//!
//! ```text
//! warn ─► place: filename, line, module, registry ─► give: registry ─► filters ─► error | nothing | show
//! ```

use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{Dict, List, Module, Str, Tuple, Type};
use crate::stdlib::contextvars;
use crate::value::{PyResult, Raised, Value};
use crate::vm::lower::items;
use crate::vm::{Held, Vm};

/// What counts of the filters.
#[derive(Default)]
pub(crate) struct Counts {
    /// How often they changed: what registries remember of another count is stale.
    version: i64,
    /// How often the lock is held.
    held: usize,
}

natives! { FUNCTIONS:
    "warn" "(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=())" |vm, args| {
        let category = category_of(vm, args[0], args[1].non_null().unwrap_or(Value::NONE))?;
        let mut level = args[2].non_null().map_or(Ok(1), |v| vm.index(v))?;
        let skipped = prefixes(vm, args[4])?;
        if !skipped.is_empty() {
            level = level.max(2);
        }
        let place = place(vm, level, &skipped)?;
        let source = args[3].non_null().unwrap_or(Value::NONE);
        give(vm, Warning { message: args[0], category, place, line_text: None, source: Some(source) })
    };
    "warn_explicit" "(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)" warn_explicit;
    "_filters_mutated_lock_held" "()" |vm, _| {
        if vm.warnings.held == 0 {
            return Err(vm.raise_str(vm.types.runtime_error, "warnings lock is not held"));
        }
        vm.warnings.version += 1;
        Ok(Value::NONE)
    };
    "_acquire_lock" "()" |vm, _| {
        vm.warnings.held += 1;
        Ok(Value::NONE)
    };
    "_release_lock" "()" |vm, _| {
        let Some(held) = vm.warnings.held.checked_sub(1) else {
            return Err(vm.raise_str(vm.types.runtime_error, "cannot release un-acquired lock"));
        };
        vm.warnings.held = held;
        Ok(Value::NONE)
    };
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_warnings",
    doc: "_warnings provides basic warning filtering support.\nIt is a helper module to speed up interpreter start-up.",
    functions: FUNCTIONS,
    init: |vm, module| {
        let kept = kept(vm)?;
        for (number, name) in
            ["filters", "_onceregistry", "_defaultaction", "_warnings_context"].into_iter().enumerate()
        {
            add(vm, module, name, items(kept)[number])?;
        }
        Ok(())
    },
};

const FILTERS: usize = 0;
const ONCE: usize = 1;
const ACTION: usize = 2;
const CONTEXT: usize = 3;

/// Filters, registry of `once`, action by default, variable of the context: a tuple, made when it is first asked for
/// and made anew when the library's module has others.
fn kept(vm: &mut Vm) -> PyResult {
    let known = vm.held(Held::Warnings);
    if !known.is_null() {
        return Ok(known);
    }
    let types = &vm.types;
    let main = [(types.deprecation_warning, "default", Some("__main__"))];
    let ignored = [
        types.deprecation_warning,
        types.pending_deprecation_warning,
        types.import_warning,
        types.resource_warning,
    ];
    let mut filters = Vec::new();
    for (class, action, module) in main.into_iter().chain(ignored.map(|class| (class, "ignore", None))) {
        let action = vm.intern(action).value();
        let module = module.map_or(Value::NONE, |name| vm.intern(name).value());
        filters.push(vm.new_tuple(&[
            action,
            Value::NONE,
            class.value(),
            module,
            Value::small_int_unchecked(0),
        ])?);
    }
    let filters = vm.new_list(&filters)?.value();
    let (once, action) = (vm.new_dict().value(), vm.intern("default").value());
    let context = contextvars::new_variable(vm, "_warnings_context")?;
    let made = vm.new_tuple(&[filters, once, action, context])?;
    vm.hold(Held::Warnings, made);
    Ok(made)
}

/// What the library's module has under a name, or what is kept here; `None` where neither has it.
/// The module is imported only where `import` says so: what the engine itself warns of must not wait for a module.
fn of_module(vm: &mut Vm, name: &str, import: bool) -> PyResult<Option<Value>> {
    let module = vm.intern("warnings");
    let module = match vm.loaded(module)? {
        None if import && !vm.is_finalizing => match vm.import_module("warnings") {
            Ok(module) => Some(module),
            Err(_) if vm.raised_is(vm.types.import_error) => {
                vm.take_raised();
                None
            }
            Err(raised) => return Err(raised),
        },
        loaded => loaded,
    };
    let Some(module) = module else { return Ok(None) };
    let name = vm.intern(name);
    vm.get_attr_or_none(module, name)
}

/// As [`of_module`], where what was kept last is taken if the module has nothing.
fn of_module_or_kept(vm: &mut Vm, name: &str, number: usize) -> PyResult {
    match of_module(vm, name, false)? {
        Some(value) => Ok(value),
        None => Ok(items(kept(vm)?)[number]),
    }
}

/// Keeps what the module has, for when it has it no more.
fn keep(vm: &mut Vm, number: usize, value: Value) -> PyResult<()> {
    let kept = kept(vm)?;
    if !value.is(items(kept)[number]) {
        let mut all = items(kept).to_vec();
        all[number] = value;
        let kept = vm.new_tuple(&all)?;
        vm.hold(Held::Warnings, kept);
    }
    Ok(())
}

/// Where a warning belongs.
struct Place {
    filename: Value,
    line: i64,
    /// NULL: named after the file.
    module: Value,
    /// A dict, or None.
    registry: Value,
}

/// A warning that is about to be given.
struct Warning {
    /// A text, or the warning's own instance.
    message: Value,
    category: Value,
    place: Place,
    /// The line of the source, where a loader was asked for it.
    line_text: Option<Value>,
    /// What the warning speaks of; `None` where the engine itself warns, which imports nothing.
    source: Option<Value>,
}

/// Gives a warning at the line that runs.
///
/// # Errors
/// The warning itself where a filter makes it an error; what hooks raise.
pub(crate) fn warn(vm: &mut Vm, class: Gc<Type>, message: Value, source: Option<Value>) -> PyResult<()> {
    let place = place(vm, 1, &[])?;
    give(vm, Warning { message, category: class.value(), place, line_text: None, source }).map(|_| ())
}

/// Gives a warning at a line of a file.
///
/// # Errors
/// As [`warn`].
pub(crate) fn warn_at(
    vm: &mut Vm,
    class: Gc<Type>,
    message: Value,
    filename: Value,
    line: i64,
) -> PyResult<()> {
    let place = Place { filename, line, module: Value::NULL, registry: Value::NONE };
    give(vm, Warning { message, category: class.value(), place, line_text: None, source: None }).map(|_| ())
}

fn warn_explicit(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (filename, globals) = (args[2], args[6].non_null().unwrap_or(Value::NONE));
    if filename.downcast::<Str>().is_none() {
        let given = vm.type_name(filename);
        let message = format!("warn_explicit() argument 'filename' must be str, not {given}");
        return Err(vm.raise_type_error(message));
    }
    let line = vm.index(args[3])?;
    let line_text = match globals.downcast::<Dict>() {
        Some(globals) => line_of_loader(vm, globals, line)?,
        None if globals.is_none() => None,
        None => {
            let given = vm.type_name(globals);
            return Err(vm.raise_type_error(format!("module_globals must be a dict, not '{given}'")));
        }
    };
    let registry = args[5].non_null().unwrap_or(Value::NONE);
    let place = Place { filename, line, module: args[4], registry };
    let source = Some(args[7].non_null().unwrap_or(Value::NONE));
    give(vm, Warning { message: args[0], category: args[1], place, line_text, source })
}

/// The line of a module's source, as its loader gives it.
fn line_of_loader(vm: &mut Vm, globals: Gc<Dict>, line: i64) -> PyResult<Option<Value>> {
    let [loader, name, get_source] = ["__loader__", "__name__", "get_source"].map(|n| vm.intern(n));
    let (Some(loader), Some(name)) = (vm.namespace_get(globals, loader)?, vm.namespace_get(globals, name)?)
    else {
        return Ok(None);
    };
    let Some(get_source) = vm.get_attr_or_none(loader, get_source)? else { return Ok(None) };
    let source = vm.call(get_source, &[name])?;
    if source.is_none() {
        return Ok(None);
    }
    let split = vm.intern("splitlines");
    let split = vm.get_attr(source, split)?;
    let lines = vm.call(split, &[])?;
    match lines.downcast::<List>().and_then(|lines| lines.get(usize::try_from(line - 1).ok()?)) {
        Some(text) => Ok(Some(text)),
        None => Err(vm.raise_str(vm.types.index_error, "list index out of range")),
    }
}

/// The class of a warning: the instance's own, or the one that was given.
fn category_of(vm: &mut Vm, message: Value, category: Value) -> PyResult {
    let warning = vm.types.warning;
    if vm.is_instance(message, warning.value())? {
        return Ok(vm.type_of(message).value());
    }
    if category.is_none() {
        return Ok(vm.types.user_warning.value());
    }
    let is_class = category.downcast::<Type>().is_some();
    if is_class && vm.is_subclass_of(category, warning.value())? {
        return Ok(category);
    }
    let given = vm.type_name(category);
    Err(vm.raise_type_error(format!("category must be a Warning subclass, not '{given}'")))
}

/// `skip_file_prefixes`: files whose frames do not count.
fn prefixes(vm: &mut Vm, given: Value) -> PyResult<Vec<Gc<Str>>> {
    if given.is_null() {
        return Ok(Vec::new());
    }
    let Some(given) = given.downcast::<Tuple>() else {
        let class = vm.type_name(given);
        let message = format!("warn() argument 'skip_file_prefixes' must be tuple, not {class}");
        return Err(vm.raise_type_error(message));
    };
    let mut prefixes = Vec::new();
    for item in items(given.value()) {
        match item.downcast::<Str>() {
            Some(prefix) => prefixes.push(prefix),
            None => {
                let class = vm.type_name(*item);
                return Err(vm.raise_type_error(format!("Found non-str '{class}' in skip_file_prefixes.")));
            }
        }
    }
    Ok(prefixes)
}

/// The place of the frame `level` levels up, 1 being the one that runs.
fn place(vm: &mut Vm, level: i64, skipped: &[Gc<Str>]) -> PyResult<Place> {
    let is_internal = |vm: &Vm, depth: usize| {
        let Some(c) = vm.cursor_at(depth) else { return false };
        let code = vm.code_of(&c);
        let file: &str = &code.object().filename;
        let starts = |prefix: &Gc<Str>| file.as_bytes().starts_with(prefix.as_wtf8().as_bytes());
        (file.contains("importlib") && file.contains("_bootstrap")) || skipped.iter().any(starts)
    };
    let counts_all = level <= 0 || is_internal(vm, 0);
    let (mut depth, mut left) = (0, level);
    while left > 1 && vm.cursor_at(depth).is_some() {
        left -= 1;
        depth += 1;
        while !counts_all && is_internal(vm, depth) {
            depth += 1;
        }
    }
    let Some(frame) = vm.frame_at(depth)? else {
        // Above the outermost frame.
        let globals = vm.held(Held::Sys).downcast::<Module>().map(|sys| sys.dict());
        let registry = globals.map_or(Ok(Value::NONE), |globals| registry_of(vm, globals))?;
        let (filename, module) = (vm.intern("<sys>").value(), vm.intern("sys").value());
        return Ok(Place { filename, line: 0, module, registry });
    };
    let line = frame.code().line_at(vm.frame_instruction(frame)).unwrap_or(0);
    let filename = vm.intern(&*frame.code().object().filename).value();
    let Some(globals) = frame.binding().globals.get().downcast::<Dict>() else {
        return Ok(Place { filename, line, module: vm.intern("<string>").value(), registry: Value::NONE });
    };
    let registry = registry_of(vm, globals)?;
    let name = vm.intern("__name__");
    let module = match vm.namespace_get(globals, name)? {
        Some(name) if name.is_none() || name.downcast::<Str>().is_some() => name,
        _ => vm.intern("<string>").value(),
    };
    Ok(Place { filename, line, module, registry })
}

/// `__warningregistry__` of a module.
fn registry_of(vm: &mut Vm, globals: Gc<Dict>) -> PyResult {
    let name = vm.intern("__warningregistry__");
    match vm.namespace_get(globals, name)? {
        Some(registry) => Ok(registry),
        None => {
            let registry = vm.new_dict().value();
            vm.dict_set(globals, name.value(), registry)?;
            Ok(registry)
        }
    }
}

/// What becomes of a warning.
fn give(vm: &mut Vm, warning: Warning) -> PyResult {
    let Warning { message, mut category, place, line_text, source } = warning;
    // It comes late, when modules are gone.
    if place.module.is_none() {
        return Ok(Value::NONE);
    }
    let registry = match place.registry.downcast::<Dict>() {
        Some(registry) => Some(registry),
        None if place.registry.is_none() => None,
        None => return Err(vm.raise_type_error("'registry' must be a dict or None")),
    };
    let module = match place.module.non_null() {
        Some(module) => module,
        None => module_of_file(vm, place.filename)?,
    };
    let (text, message) = if vm.is_instance(message, vm.types.warning.value())? {
        category = vm.type_of(message).value();
        (vm.str_of(message)?, message)
    } else {
        (message, vm.call(category, &[message])?)
    };
    let line = vm.new_int(place.line);
    let key = vm.new_tuple(&[text, category, line])?;
    if let Some(registry) = registry
        && was_given(vm, registry, key, false)?
    {
        return Ok(Value::NONE);
    }
    let (item, action) = action(vm, text, category, line, module)?;
    let action = action.as_wtf8().as_str().unwrap_or_default();
    match action {
        "error" => return Err(raise(vm, message)),
        "ignore" => return Ok(Value::NONE),
        _ => {}
    }
    if !matches!(action, "always" | "all") {
        if let Some(registry) = registry {
            vm.dict_set(registry, key, Value::TRUE)?;
        }
        let anywhere = vm.new_tuple(&[text, category])?;
        let known = match (action, registry) {
            ("once", None) => {
                let once = once_registry(vm)?;
                was_given(vm, once, anywhere, true)?
            }
            ("once" | "module", Some(registry)) => was_given(vm, registry, anywhere, true)?,
            ("module" | "default", _) => false,
            _ => {
                let action = vm.new_str(action)?;
                let [action, item] = [vm.repr(action)?, vm.repr(item)?].map(shown);
                let message = format!("Unrecognized action ({action}) in warnings.filters:\n {item}");
                return Err(vm.raise_str(vm.types.runtime_error, &message));
            }
        };
        if known {
            return Ok(Value::NONE);
        }
    }
    let Some(show) = of_module(vm, "_showwarnmsg", source.is_some())? else {
        return show_plainly(vm, text, category, place.filename, place.line, line_text);
    };
    if !vm.is_callable(show) {
        return Err(vm.raise_type_error("warnings._showwarnmsg() must be set to a callable"));
    }
    let Some(class) = of_module(vm, "WarningMessage", false)? else {
        return Err(vm.raise_str(vm.types.runtime_error, "unable to get warnings.WarningMessage"));
    };
    let source = source.unwrap_or(Value::NONE);
    let shown =
        vm.call(class, &[message, category, place.filename, line, Value::NONE, Value::NONE, source])?;
    vm.call(show, &[shown])?;
    Ok(Value::NONE)
}

fn raise(vm: &mut Vm, message: Value) -> Raised {
    match vm.make_exception(message) {
        Ok(exception) => vm.raise_value(exception),
        Err(raised) => raised,
    }
}

/// The name of a module whose globals have none.
fn module_of_file(vm: &mut Vm, filename: Value) -> PyResult {
    let Some(name) = filename.downcast::<Str>() else { return Ok(vm.intern("<unknown>").value()) };
    let bytes = name.as_wtf8();
    if bytes.is_empty() {
        return Ok(vm.intern("<unknown>").value());
    }
    match bytes.strip_suffix(".py") {
        Some(stem) => vm.new_str(stem),
        None => Ok(filename),
    }
}

/// Whether a registry knows a warning; it is emptied first where the filters changed since.
fn was_given(vm: &mut Vm, registry: Gc<Dict>, key: Value, remember: bool) -> PyResult<bool> {
    let name = vm.intern("version").value();
    let version = vm.new_int(vm.warnings.version);
    let known = vm.dict_get(registry, name)?;
    if known.is_some_and(|known| vm.as_int(&known).and_then(|i| i.to_i64()) == Some(vm.warnings.version)) {
        if let Some(given) = vm.dict_get(registry, key)?
            && vm.truth(given)?
        {
            return Ok(true);
        }
    } else {
        vm.dict_clear(registry)?;
        vm.dict_set(registry, name, version)?;
    }
    if remember {
        vm.dict_set(registry, key, Value::TRUE)?;
    }
    Ok(false)
}

fn once_registry(vm: &mut Vm) -> PyResult<Gc<Dict>> {
    let registry = of_module_or_kept(vm, "onceregistry", ONCE)?;
    match registry.downcast() {
        Some(dict) => {
            keep(vm, ONCE, registry)?;
            Ok(dict)
        }
        None => {
            let given = vm.type_name(registry);
            let message = format!("_warnings.onceregistry must be a dict, not '{given}'");
            Err(vm.raise_type_error(message))
        }
    }
}

/// The filter that fits, or None, and its action.
fn action(
    vm: &mut Vm,
    text: Value,
    category: Value,
    line: Value,
    module: Value,
) -> PyResult<(Value, Gc<Str>)> {
    let subject = [text, category, line, module];
    let variable = items(kept(vm)?)[CONTEXT];
    let of_context = contextvars::value_of(vm, variable)?;
    let found = match of_context {
        Some(context) => {
            let name = vm.intern("_filters");
            let filters = vm.get_attr(context, name)?;
            let Some(filters) = filters.downcast::<List>() else {
                let message = "_filters of warnings._warnings_context must be a list";
                return Err(vm.raise_value_error(message));
            };
            search(vm, filters, "_warnings_context _filters", subject)?
        }
        None => {
            let filters = of_module_or_kept(vm, "filters", FILTERS)?;
            keep(vm, FILTERS, filters)?;
            let Some(filters) = filters.downcast::<List>() else {
                return Err(vm.raise_value_error("_warnings.filters must be a list"));
            };
            search(vm, filters, "filters", subject)?
        }
    };
    if let Some(found) = found {
        return Ok(found);
    }
    let action = of_module_or_kept(vm, "defaultaction", ACTION)?;
    match action.downcast() {
        Some(text) => {
            keep(vm, ACTION, action)?;
            Ok((Value::NONE, text))
        }
        None => {
            let given = vm.type_name(action);
            let message = format!("_warnings.defaultaction must be a string, not '{given}'");
            Err(vm.raise_type_error(message))
        }
    }
}

/// The first filter of a list that fits text, category, line and module.
fn search(
    vm: &mut Vm,
    filters: Gc<List>,
    name: &str,
    [text, category, line, module]: [Value; 4],
) -> PyResult<Option<(Value, Gc<Str>)>> {
    let mut number = 0;
    while let Some(filter) = filters.get(number) {
        let fields = filter.downcast::<Tuple>().map(|filter| items(filter.value())).unwrap_or_default();
        let &[action, message, class, modules, lines] = fields else {
            return Err(vm.raise_value_error(format!("warnings.{name} item {number} isn't a 5-tuple")));
        };
        let Some(action) = action.downcast::<Str>() else {
            let given = vm.type_name(action);
            return Err(vm.raise_type_error(format!("action must be a string, not '{given}'")));
        };
        let fits = matches(vm, message, text)?
            && matches(vm, modules, module)?
            && vm.is_subclass_of(category, class)?
            && fits_line(vm, lines, line)?;
        if fits {
            return Ok(Some((filter, action)));
        }
        number += 1;
    }
    Ok(None)
}

/// Whether a filter's pattern fits: None fits all, a str what equals it, anything else by its method `match`.
fn matches(vm: &mut Vm, pattern: Value, text: Value) -> PyResult<bool> {
    if pattern.is_none() {
        return Ok(true);
    }
    if vm.type_of(pattern) == vm.types.str {
        if text.downcast::<Str>().is_none() {
            let given = vm.type_name(text);
            return Err(vm.raise_type_error(format!("Can't compare str and {given}")));
        }
        return vm.equal(pattern, text);
    }
    let name = vm.intern("match");
    let method = vm.get_attr(pattern, name)?;
    let answer = vm.call(method, &[text])?;
    vm.truth(answer)
}

fn fits_line(vm: &mut Vm, lines: Value, line: Value) -> PyResult<bool> {
    let Some(wanted) = vm.as_int(&lines).map(|i| i.to_i64()) else {
        return Err(vm.raise_type_error("an integer is required"));
    };
    Ok(wanted == Some(0) || wanted == vm.as_int(&line).and_then(|i| i.to_i64()))
}

fn shown(text: Value) -> String {
    text.downcast::<Str>().map(|text| text.as_wtf8().to_string()).unwrap_or_default()
}

/// Shows a warning without the library: its line, and the line of the source that it speaks of.
fn show_plainly(
    vm: &mut Vm,
    text: Value,
    category: Value,
    filename: Value,
    line: i64,
    line_text: Option<Value>,
) -> PyResult {
    let stderr = crate::stdlib::io::sys_attribute(vm, "stderr")?;
    let Some(stderr) = stderr.filter(|stream| !stream.is_none()) else { return Ok(Value::NONE) };
    let name = vm.intern("__name__");
    let class = vm.get_attr_or_none(category, name)?.unwrap_or(category);
    let (text, class) = (vm.str_of(text)?, vm.str_of(class)?);
    let file = shown(filename);
    let mut pieces =
        vec![file.clone(), format!(":{line}: "), shown(class), ": ".into(), shown(text), "\n".into()];
    let source = match line_text {
        Some(text) => Some(shown(text)),
        None => vm.source_text(&file).and_then(|text| {
            let number = usize::try_from(line - 1).ok()?;
            text.lines().nth(number).map(str::to_owned)
        }),
    };
    if let Some(source) = source.as_deref().map(str::trim).filter(|source| !source.is_empty()) {
        pieces.extend(["  ".into(), source.to_owned(), "\n".into()]);
    }
    let write = vm.intern("write");
    for piece in pieces {
        let piece = vm.new_str(piece.as_str())?;
        let written = vm.get_attr(stderr, write).and_then(|write| vm.call(write, &[piece]));
        if written.is_err() {
            // A stream that does not take it loses the warning, not the program.
            vm.take_raised();
            break;
        }
    }
    Ok(Value::NONE)
}
