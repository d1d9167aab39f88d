//! `reader`: lines to rows, a state machine over characters.

use super::dialect::{self, Quoting, Rules};
use super::{field_limit, raise};
use crate::heap::Gc;
use crate::objects::{Kind, List, Str};
use crate::stdlib::arguments::push;
use crate::stdlib::class::{state_getters, state_methods};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use rustpython_wtf8::{CodePoint, Wtf8Buf};
use std::cell::Cell;
use std::rc::Rc;

pub(super) static READER: TypeSpec = TypeSpec {
    doc: "CSV reader\n\nReader objects are responsible for reading and parsing tabular data\nin CSV format.\n",
    iter_next: Some(next),
    methods: METHODS,
    getset: FIELDS,
    ..TypeSpec::new("_csv", "reader", Kind::State)
};

const ITERATOR: usize = 0;
const DIALECT: usize = 1;

struct Reader {
    rules: Rules,
    line: Cell<i64>,
}

state_methods! { METHODS: READER;
    "__reduce__" "(self, /)" |vm, _, _| Err(vm.raise_type_error("cannot pickle '_csv.reader' instances"));
}

state_getters! { FIELDS: READER;
    "dialect" |_, state| Ok(state.get(DIALECT));
    "line_num" |vm, state| Ok(vm.new_int(state.owned::<Reader>().line.get()));
}

/// `reader(iterable, dialect, **parameters)`.
pub(super) fn reader(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = vm.iter(args[0])?;
    let rules = dialect::read(vm, args[1], args[2])?;
    let shown = vm.new_state(&dialect::DIALECT, Some(Rc::new(rules.clone())), &[]);
    let owned = Reader { rules, line: Cell::new(0) };
    Ok(vm.new_state(&READER, Some(Rc::new(owned)), &[iterator, shown]))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    StartRecord,
    StartField,
    Escaped,
    AfterEscapedLine,
    InField,
    InQuoted,
    EscapedInQuoted,
    QuoteInQuoted,
    EatLine,
}

/// A row that is being read.
struct Row<'a> {
    rules: &'a Rules,
    fields: Gc<List>,
    field: Wtf8Buf,
    length: i64,
    limit: i64,
    unquoted: bool,
    at: At,
}

fn next(vm: &mut Vm, iterator: Value) -> PyResult<Option<Value>> {
    let state = vm.state_of(&READER, iterator, "__next__")?;
    let owned = state.owned::<Reader>();
    let limit = field_limit(vm);
    let mut row = Row {
        rules: &owned.rules,
        fields: vm.new_list(&[])?,
        field: Wtf8Buf::new(),
        length: 0,
        limit,
        unquoted: true,
        at: At::StartRecord,
    };
    loop {
        let Some(line) = vm.next(state.get(ITERATOR))? else {
            if row.length == 0 && row.at != At::InQuoted {
                return Ok(None);
            }
            if row.rules.strict {
                return Err(raise(vm, "unexpected end of data"));
            }
            row.save(vm)?;
            break;
        };
        let Some(text) = line.downcast::<Str>() else {
            let given = vm.type_name(line);
            let message = format!(
                "iterator should return strings, not {given} (the file should be opened in text mode)"
            );
            return Err(raise(vm, &message));
        };
        owned.line.set(owned.line.get() + 1);
        vm.poll(text.as_wtf8().len() as u64 / 8 + 1)?;
        for code in text.as_wtf8().code_points() {
            row.step(vm, Some(code))?;
        }
        row.step(vm, None)?;
        if row.at == At::StartRecord {
            break;
        }
    }
    Ok(Some(row.fields.value()))
}

impl Row<'_> {
    /// One character; `None` is the end of the line that the iterator gave.
    fn step(&mut self, vm: &mut Vm, code: Option<CodePoint>) -> PyResult<()> {
        let rules = self.rules;
        let number = code.map(CodePoint::to_u32);
        let is_line_end = number.is_none_or(|n| n == u32::from('\n') || n == u32::from('\r'));
        let after_line = if number.is_none() { At::StartRecord } else { At::EatLine };
        let is = |special: Option<u32>| number.is_some() && number == special;
        let quotes = rules.quoting != Quoting::None;
        if self.at == At::StartRecord {
            match number {
                None => return Ok(()),
                Some(_) if is_line_end => {
                    self.at = At::EatLine;
                    return Ok(());
                }
                Some(_) => self.at = At::StartField,
            }
        }
        match self.at {
            At::StartRecord => {}
            At::StartField => {
                if is_line_end {
                    self.save(vm)?;
                    self.at = after_line;
                } else if is(rules.quote) && quotes {
                    self.unquoted = false;
                    self.at = At::InQuoted;
                } else if is(rules.escape) {
                    self.at = At::Escaped;
                } else if number == Some(u32::from(' ')) && rules.skip_space {
                    // It does not count.
                } else if is(Some(rules.delimiter)) {
                    self.save(vm)?;
                } else {
                    self.add(vm, code)?;
                    self.at = At::InField;
                }
            }
            At::Escaped => {
                self.add(vm, code)?;
                self.at = if code.is_some() && is_line_end { At::AfterEscapedLine } else { At::InField };
            }
            At::AfterEscapedLine if code.is_none() => {}
            At::AfterEscapedLine | At::InField => {
                self.at = At::InField;
                if is_line_end {
                    self.save(vm)?;
                    self.at = after_line;
                } else if is(rules.escape) {
                    self.at = At::Escaped;
                } else if is(Some(rules.delimiter)) {
                    self.save(vm)?;
                    self.at = At::StartField;
                } else {
                    self.add(vm, code)?;
                }
            }
            At::InQuoted => {
                if code.is_none() {
                    // The field goes on in the next line.
                } else if is(rules.escape) {
                    self.at = At::EscapedInQuoted;
                } else if is(rules.quote) && quotes {
                    self.at = if rules.double_quote { At::QuoteInQuoted } else { At::InField };
                } else {
                    self.add(vm, code)?;
                }
            }
            At::EscapedInQuoted => {
                self.add(vm, code)?;
                self.at = At::InQuoted;
            }
            At::QuoteInQuoted => {
                if is(rules.quote) && quotes {
                    self.add(vm, code)?;
                    self.at = At::InQuoted;
                } else if is(Some(rules.delimiter)) {
                    self.save(vm)?;
                    self.at = At::StartField;
                } else if is_line_end {
                    self.save(vm)?;
                    self.at = after_line;
                } else if !rules.strict {
                    self.add(vm, code)?;
                    self.at = At::InField;
                } else {
                    let show = |code: Option<u32>| code.and_then(char::from_u32).unwrap_or('\u{fffd}');
                    let (delimiter, quote) = (show(Some(rules.delimiter)), show(rules.quote));
                    return Err(raise(vm, &format!("'{delimiter}' expected after '{quote}'")));
                }
            }
            At::EatLine => {
                if code.is_none() {
                    self.at = At::StartRecord;
                } else if !is_line_end {
                    return Err(raise(
                        vm,
                        "new-line character seen in unquoted field - do you need to open the file with newline=''?",
                    ));
                }
            }
        }
        Ok(())
    }

    /// Appends a character to the field; the end of a line that was escaped is a newline.
    fn add(&mut self, vm: &mut Vm, code: Option<CodePoint>) -> PyResult<()> {
        if self.length >= self.limit {
            return Err(raise(vm, &format!("field larger than field limit ({})", self.limit)));
        }
        self.length += 1;
        match code {
            Some(code) => self.field.push(code),
            None => self.field.push_char('\n'),
        }
        Ok(())
    }

    /// The field ends.
    fn save(&mut self, vm: &mut Vm) -> PyResult<()> {
        let is_empty = self.length == 0;
        let quoting = self.rules.quoting;
        let value = if self.unquoted && is_empty && matches!(quoting, Quoting::NotNull | Quoting::Strings) {
            Value::NONE
        } else {
            let text = vm.new_str(&*self.field)?;
            match quoting {
                Quoting::NonNumeric | Quoting::Strings if self.unquoted && !is_empty => {
                    vm.call(vm.types.float.value(), &[text])?
                }
                _ => text,
            }
        };
        self.field = Wtf8Buf::new();
        self.length = 0;
        self.unquoted = true;
        push(vm, self.fields, value)
    }
}
