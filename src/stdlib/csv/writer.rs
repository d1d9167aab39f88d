//! `writer`: rows to lines.

use super::dialect::{self, Quoting, Rules};
use super::raise;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::{Kind, Str};
use crate::stdlib::class::{state_getters, state_methods};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};
use std::rc::Rc;

pub(super) static WRITER: TypeSpec = TypeSpec {
    doc: "CSV writer\n\nWriter objects are responsible for generating tabular data\nin CSV format from sequence input.\n",
    methods: METHODS,
    getset: FIELDS,
    ..TypeSpec::new("_csv", "writer", Kind::State)
};

const WRITE: usize = 0;
const DIALECT: usize = 1;

state_methods! { METHODS: WRITER;
    "writerow" "(self, row, /)" |vm, state, args| write_row(vm, state, args[1]);
    "writerows" "(self, rows, /)" |vm, state, args| {
        let rows = vm.iter(args[1])?;
        while let Some(row) = vm.next(rows)? {
            write_row(vm, state, row)?;
        }
        Ok(Value::NONE)
    };
    "__reduce__" "(self, /)" |vm, _, _| Err(vm.raise_type_error("cannot pickle '_csv.writer' instances"));
}

state_getters! { FIELDS: WRITER;
    "dialect" |_, state| Ok(state.get(DIALECT));
}

/// `writer(file, dialect, **parameters)`.
pub(super) fn writer(vm: &mut Vm, args: &[Value]) -> PyResult {
    let rules = dialect::read(vm, args[1], args[2])?;
    let name = vm.intern("write");
    let write = vm.get_attr_or_none(args[0], name)?.filter(|w| vm.is_callable(*w));
    let Some(write) = write else {
        return Err(vm.raise_type_error("argument 1 must have a \"write\" method"));
    };
    let shown = vm.new_state(&dialect::DIALECT, Some(Rc::new(rules.clone())), &[]);
    Ok(vm.new_state(&WRITER, Some(Rc::new(rules)), &[write, shown]))
}

fn write_row(vm: &mut Vm, state: Gc<State>, row: Value) -> PyResult {
    let rules = state.owned::<Rules>();
    let fields = match vm.iter(row) {
        Ok(fields) => fields,
        Err(_) if vm.raised_is(vm.types.type_error) => {
            vm.take_raised();
            let given = vm.type_name(row);
            return Err(raise(vm, &format!("iterable expected, not {given}")));
        }
        Err(raised) => return Err(raised),
    };
    let mut line = Wtf8Buf::new();
    let (mut count, mut is_null) = (0, false);
    while let Some(field) = vm.next(fields)? {
        is_null = field.is_none();
        let quoted = match rules.quoting {
            Quoting::NonNumeric => !is_number(vm, field),
            Quoting::All => true,
            Quoting::Strings => field.is_kind(Kind::Str),
            Quoting::NotNull => !is_null,
            Quoting::Minimal | Quoting::None => false,
        };
        let text = match is_null || field.is_kind(Kind::Str) {
            true => field,
            false => vm.str_of(field)?,
        };
        if count > 0 {
            push(&mut line, rules.delimiter);
        }
        count += 1;
        let text = text.downcast::<Str>();
        let text = text.as_ref().map_or(Wtf8::new(""), |t| t.as_wtf8());
        append(vm, &rules, &mut line, text, is_null, quoted)?;
    }
    if count > 0 && line.is_empty() {
        let bare = rules.quoting == Quoting::None
            || is_null && matches!(rules.quoting, Quoting::Strings | Quoting::NotNull);
        let Some(quote) = rules.quote.filter(|_| !bare) else {
            return Err(raise(vm, "single empty field record must be quoted"));
        };
        push(&mut line, quote);
        push(&mut line, quote);
    }
    line.push_wtf8(&rules.terminator);
    let line = vm.new_str(&*line)?;
    vm.call(state.get(WRITE), &[line])
}

/// Whether it is a number as CPython's `PyNumber_Check` sees it.
fn is_number(vm: &mut Vm, value: Value) -> bool {
    vm.as_int(&value).is_some()
        || vm.as_float(value).is_some()
        || value.is_kind(Kind::Complex)
        || ["__index__", "__int__", "__float__"].into_iter().any(|name| vm.special(value, name).is_some())
}

fn push(line: &mut Wtf8Buf, code: u32) {
    if let Some(code) = CodePoint::from_u32(code) {
        line.push(code);
    }
}

fn append(
    vm: &mut Vm,
    rules: &Rules,
    line: &mut Wtf8Buf,
    text: &Wtf8,
    is_null: bool,
    mut quoted: bool,
) -> PyResult<()> {
    if text.is_empty() && rules.delimiter == u32::from(' ') && rules.skip_space {
        if rules.quoting == Quoting::None
            || is_null && matches!(rules.quoting, Quoting::Strings | Quoting::NotNull)
        {
            return Err(raise(
                vm,
                "empty field must be quoted if delimiter is a space and skipinitialspace is true",
            ));
        }
        quoted = true;
    }
    let mut field = Wtf8Buf::with_capacity(text.len());
    for code in text.code_points() {
        let number = code.to_u32();
        if rules.is_special(number) {
            let mut escaped = rules.quoting == Quoting::None;
            if !escaped && Some(number) == rules.quote {
                match rules.double_quote {
                    true => field.push(code),
                    false => escaped = true,
                }
            } else if Some(number) == rules.escape {
                escaped = true;
            }
            match (escaped, rules.escape) {
                (false, _) => quoted = true,
                (true, Some(escape)) => push(&mut field, escape),
                (true, None) => return Err(raise(vm, "need to escape, but no escapechar set")),
            }
        }
        field.push(code);
    }
    let quote = rules.quote.filter(|_| quoted);
    quote.iter().for_each(|&q| push(line, q));
    line.push_wtf8(&field);
    quote.iter().for_each(|&q| push(line, q));
    Ok(())
}
