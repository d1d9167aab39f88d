//! `_tokenize`: the tokens of a source that is read line by line, for the module `tokenize`.
//!
//! ```text
//! TokenizerIter(readline) ─ next ─► scan: a token, or another line from readline ─► (kind, text, start, end, line)
//! ```

mod kinds;
mod scan;

use super::ModuleSpec;
use super::slots::publish;
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::{Bytes, Kind, Str};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use scan::{Class, Failure, Scanner, Step, Token};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

static ITERATOR: TypeSpec = TypeSpec {
    static_methods: NEW,
    iter_next: Some(next),
    ..TypeSpec::new("_tokenize", "TokenizerIter", Kind::State)
};

natives! { NEW: "__new__" "(cls, readline, /, *, encoding=None, extra_tokens)" new; }

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_tokenize",
    doc: "",
    functions: &[],
    init: |vm, module| {
        super::add(vm, module, "__doc__", Value::NONE)?;
        publish(vm, module, &ITERATOR)
    },
};

const READLINE: usize = 0;
const ENCODING: usize = 1;

/// What an iterator owns.
struct Source {
    scanner: RefCell<Scanner>,
    done: Cell<bool>,
    /// The last place that was turned into a column: line start, offset, column.
    column: Cell<(usize, usize, usize)>,
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.state_class(&ITERATOR, args[0])?;
    let Some(extra) = args[3].non_null() else {
        return Err(vm.raise_type_error("TokenizerIter() missing required argument 'extra_tokens' (pos 3)"));
    };
    let extra = vm.truth(extra)?;
    let encoding = args[2].non_null().unwrap_or(Value::NONE);
    if !encoding.is_none() && encoding.downcast::<Str>().is_none() {
        let given = vm.type_name(encoding);
        return Err(
            vm.raise_type_error(format!("TokenizerIter() argument 'encoding' must be str, not {given}"))
        );
    }
    let source = Source {
        scanner: RefCell::new(Scanner::new(extra)),
        done: Cell::new(false),
        column: Cell::new((0, 0, 0)),
    };
    Ok(vm.new_state_of(class, &ITERATOR, Some(Rc::new(source)), &[args[1], encoding]))
}

fn next(vm: &mut Vm, iterator: Value) -> PyResult<Option<Value>> {
    let state = vm.state_of(&ITERATOR, iterator, "__next__")?;
    let source = state.owned::<Source>();
    if source.done.get() {
        return Ok(None);
    }
    loop {
        // `readline` may ask for the next token itself: the scanner is not borrowed meanwhile.
        let step = source.scanner.borrow_mut().step();
        match step {
            Ok(Step::Token(token)) => {
                source.done.set(token.kind == kinds::ENDMARKER);
                return show(vm, &source, token).map(Some);
            }
            Ok(Step::NeedLine) => {
                vm.poll(1)?;
                read_line(vm, state, &source)?;
            }
            Err(failure) => {
                source.done.set(true);
                return Err(raise(vm, &source, &failure));
            }
        }
    }
}

/// Asks `readline` for one more line.
fn read_line(vm: &mut Vm, state: Gc<State>, source: &Source) -> PyResult<()> {
    let line = match vm.call(state.get(READLINE), &[]) {
        Ok(line) => line,
        Err(_) if vm.raised_is(vm.types.stop_iteration) => {
            vm.take_raised();
            source.scanner.borrow_mut().end();
            return Ok(());
        }
        Err(raised) => return Err(raised),
    };
    let encoding = state.get(ENCODING);
    let line = if encoding.is_none() {
        if line.downcast::<Str>().is_none() {
            let given = vm.type_name(line);
            return Err(vm.raise_type_error(format!("readline() returned a non-string object ({given})")));
        }
        line
    } else {
        if line.downcast::<Bytes>().is_none() {
            return Err(vm.raise_type_error("readline() returned a non-bytes object"));
        }
        let decode = vm.intern("decode");
        let method = vm.get_attr(line, decode)?;
        let errors = vm.intern("replace").value();
        vm.call(method, &[encoding, errors])?
    };
    let Some(text) = line.downcast::<Str>() else {
        return Err(vm.raise_type_error("decoding a line did not return a str"));
    };
    if text.is_empty() {
        source.scanner.borrow_mut().end();
        return Ok(());
    }
    let Some(text) = text.as_str() else {
        let at = text.as_wtf8().code_points().position(|c| c.to_char().is_none()).unwrap_or(0);
        return Err(vm.raise_surrogate(line, at));
    };
    if text.contains('\0') {
        let line = source.scanner.borrow().lines.len() + 1;
        let message = "source code cannot contain null bytes".to_owned();
        let failure = Failure { class: Class::Syntax, message, line, offset: 0 };
        source.done.set(true);
        return Err(raise(vm, source, &failure));
    }
    source.scanner.borrow_mut().feed(text);
    Ok(())
}

/// The column of an offset in its line, in characters. Tokens come in order, so that most of a line was counted before.
fn column(source: &Source, scanner: &Scanner, line_start: usize, pos: usize) -> usize {
    let (known_line, known, counted) = source.column.get();
    let (from, base) = if known_line == line_start && known <= pos && known >= line_start {
        (known, counted)
    } else {
        (line_start, 0)
    };
    let column = base + scanner.text[from..pos].chars().count();
    source.column.set((line_start, pos, column));
    column
}

/// `(kind, text, (line, column), (line, column), whole lines)`.
fn show(vm: &mut Vm, source: &Source, token: Token) -> PyResult {
    let scanner = source.scanner.borrow();
    let Token { kind, start, end, trailing, .. } = token;
    let int = |n: usize| Value::small_int_unchecked(n as i64);
    let text = &scanner.text[start..end];
    let (shown, place, lines) = if trailing {
        let line = scanner.lines.len() + 1;
        ("", [line, 0, line, 0], "")
    } else {
        let first = scanner.line_of(start);
        let last = scanner.line_of(if end > start { end - 1 } else { end });
        let (first_start, last_start) = (scanner.lines[first - 1], scanner.lines[last - 1]);
        let mut lines_end = scanner.lines.get(last).copied().unwrap_or(scanner.text.len());
        let is_last = lines_end == scanner.text.len();
        if is_last && scanner.implicit_newline {
            lines_end -= 1;
        }
        let start_column = column(source, &scanner, first_start, start);
        // What ends with a line's end ends in that line, or where the next one starts if it is text of a string.
        let (end_line, end_start) = match kind {
            kinds::NEWLINE | kinds::NL => (last, last_start),
            _ if end > start && scanner.text.as_bytes()[end - 1] == b'\n' => (last + 1, end),
            _ => (last, last_start),
        };
        let end_column = column(source, &scanner, end_start, end);
        let lines_start = if kinds::is_string(kind) { first_start } else { last_start };
        // The text that such a token ends with is followed by the line that it ends in.
        let lines_end = match scanner.lines.get(end_line) {
            _ if end_line == last => lines_end,
            Some(&next) => next,
            None => scanner.text.len() - usize::from(scanner.implicit_newline),
        };
        let shown = match kind {
            kinds::NEWLINE | kinds::NL if is_last && scanner.implicit_newline => "",
            _ => text,
        };
        (shown, [first, start_column, end_line, end_column], &scanner.text[lines_start..lines_end])
    };
    let shown = vm.new_str(shown)?;
    let lines = vm.new_str(lines)?;
    let from = vm.new_tuple(&[int(place[0]), int(place[1])])?;
    let to = vm.new_tuple(&[int(place[2]), int(place[3])])?;
    vm.new_tuple(&[int(usize::from(kind)), shown, from, to, lines])
}

/// `SyntaxError(message, ('<string>', line, offset, text, None, None))`.
#[cold]
fn raise(vm: &mut Vm, source: &Source, failure: &Failure) -> Raised {
    let class = match failure.class {
        Class::Syntax => vm.types.syntax_error,
        Class::Indentation => vm.types.indentation_error,
        Class::Tab => vm.types.tab_error,
    };
    match error_args(vm, source, failure).and_then(|args| vm.call(class.value(), &args)) {
        Ok(error) => vm.raise_value(error),
        Err(raised) => raised,
    }
}

fn error_args(vm: &mut Vm, source: &Source, failure: &Failure) -> PyResult<[Value; 2]> {
    let int = |n: usize| Value::small_int_unchecked(n as i64);
    let scanner = source.scanner.borrow();
    let start = scanner.lines.get(failure.line.wrapping_sub(1)).copied();
    let line = start.map_or("", |start| scanner.text[start..].lines().next().unwrap_or(""));
    let message = vm.new_str(failure.message.as_str())?;
    let filename = vm.new_str("<string>")?;
    let line = vm.new_str(line)?;
    let place = [filename, int(failure.line), int(failure.offset), line, Value::NONE, Value::NONE];
    Ok([message, vm.new_tuple(&place)?])
}
