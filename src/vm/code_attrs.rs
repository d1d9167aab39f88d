//! Code objects as programs see them: `co_name`, `co_lines()`, `replace()`.

use super::Vm;
use crate::heap::Gc;
use crate::objects::{Bytes, Code, Kind};
use crate::value::{PyResult, Value};
use pyopt_compiler::code::{KindFlags, LocalsPlus};

crate::builtins::natives! { METHODS:
    "co_lines" "(self, /)" |vm, args| {
        let code = vm.expect::<Code>(args[0], "a code object")?;
        let list = vm.code_lines(code)?;
        vm.iter(list)
    };
    "co_positions" "(self, /)" |vm, args| {
        let code = vm.expect::<Code>(args[0], "a code object")?;
        let list = vm.code_positions(code)?;
        vm.iter(list)
    };
}

impl Vm {
    /// An attribute of a code object.
    pub(crate) fn code_attr(&mut self, code: Gc<Code>, name: &str) -> PyResult<Option<Value>> {
        let object = code.object().clone();
        let int = |n: u32| Value::small_int_unchecked(i64::from(n));
        let is = |bits: u8| move |l: &&LocalsPlus| l.kind.0 & bits != 0;
        Ok(Some(match name {
            "co_name" => self.intern(&*object.name).value(),
            "co_qualname" => self.intern(&*object.qualname).value(),
            "co_filename" => self.intern(&*object.filename).value(),
            "co_firstlineno" => int(object.firstlineno),
            "co_flags" => int(object.flags.0),
            "co_argcount" => int(object.argcount),
            "co_posonlyargcount" => int(object.posonlyargcount),
            "co_kwonlyargcount" => int(object.kwonlyargcount),
            "co_stacksize" => int(object.stacksize),
            "co_nlocals" => int(object.localsplus.iter().filter(is(KindFlags::LOCAL)).count() as u32),
            "co_varnames" => self.local_names(object.localsplus.iter().filter(is(KindFlags::LOCAL)))?,
            "co_cellvars" => self.local_names(object.localsplus.iter().filter(is(KindFlags::CELL)))?,
            "co_freevars" => self.local_names(object.localsplus.iter().filter(is(KindFlags::FREE)))?,
            "co_names" => code.names(),
            "co_consts" => code.consts(),
            "co_code" | "_co_code_adaptive" => self.bytes_of(&object.code)?,
            "co_linetable" => self.bytes_of(&object.linetable)?,
            "co_exceptiontable" => self.bytes_of(&object.exceptiontable)?,
            _ => return Ok(None),
        }))
    }

    fn local_names<'a>(&mut self, locals: impl Iterator<Item = &'a LocalsPlus>) -> PyResult {
        // Interned names live as long as the engine.
        let names: Vec<Value> = locals.map(|l| self.intern(&*l.name).value()).collect();
        self.new_tuple(&names)
    }

    fn bytes_of(&mut self, bytes: &[u8]) -> PyResult {
        let bytes = Bytes::new(&mut self.heap, Kind::Bytes as u32, false, bytes);
        self.check(bytes).map(Gc::value)
    }

    /// `code.co_lines()`, as a list of `(start, end, line)`.
    fn code_lines(&mut self, code: Gc<Code>) -> PyResult {
        let list = self.new_list(&[])?;
        for (start, end, line) in code.object().clone().lines() {
            let line = line.map_or(Value::NONE, Value::small_int_unchecked);
            let (start, end) = (i64::from(start), i64::from(end));
            let row = [Value::small_int_unchecked(start), Value::small_int_unchecked(end), line];
            let row = self.new_tuple(&row)?;
            let pushed = crate::objects::List::push(list, &mut self.heap, row);
            self.check(pushed)?;
        }
        Ok(list.value())
    }

    /// `code.co_positions()`, as a list with one `(line, end line, column, end column)` for each code unit.
    fn code_positions(&mut self, code: Gc<Code>) -> PyResult {
        let list = self.new_list(&[])?;
        for p in code.object().clone().positions() {
            let columns = [p.col, p.end_col].map(|c| c.map(i64::from));
            let row = [p.line, p.end_line, columns[0], columns[1]];
            let row = row.map(|n| n.map_or(Value::NONE, Value::small_int_unchecked));
            for _ in (p.start..p.end).step_by(2) {
                let row = self.new_tuple(&row)?;
                let pushed = crate::objects::List::push(list, &mut self.heap, row);
                self.check(pushed)?;
            }
        }
        Ok(list.value())
    }
}
