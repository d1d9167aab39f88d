//! Code objects as programs see them: `co_name`, `co_lines()`, `replace()`.

use super::Vm;
use crate::heap::Gc;
use crate::objects::{Bytes, Code, Kind};
use crate::value::{PyResult, Value};
use pyopt_compiler::code::{KindFlags, LocalsPlus};

crate::builtins::natives! { METHODS:
    "co_branches" "(self, /)" |vm, args| {
        let code = vm.expect::<Code>(args[0], "a code object")?;
        let list = vm.code_branches(code)?;
        vm.iter(list)
    };
    "_varname_from_oparg" "(self, oparg, /)" |vm, args| {
        let code = vm.expect::<Code>(args[0], "a code object")?;
        let index = vm.index(args[1])?;
        let local = usize::try_from(index).ok().and_then(|i| code.object().localsplus.get(i).cloned());
        match local {
            Some(local) => Ok(vm.intern(&*local.name).value()),
            None => Err(vm.raise_str(vm.types.index_error, "tuple index out of range")),
        }
    };
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
    #[inline(always)]
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
            "co_names" => {
                self.unfold(code)?;
                code.names()
            }
            "co_consts" => {
                self.unfold(code)?;
                code.consts()
            }
            "co_code" | "_co_code_adaptive" => self.bytes_of(&object.code)?,
            "co_linetable" => self.bytes_of(&object.linetable)?,
            "co_exceptiontable" => self.bytes_of(&object.exceptiontable)?,
            "co_lnotab" => self.code_lnotab(code)?,
            _ => return Ok(None),
        }))
    }

    /// `code.co_branches()`, as a list of `(from, behind, target)` for each conditional jump.
    fn code_branches(&mut self, code: Gc<Code>) -> PyResult {
        use pyopt_compiler::code::Opcode;
        let list = self.new_list(&[])?;
        let object = code.object().clone();
        let mut instructions = object.instructions().map_while(Result::ok).peekable();
        while let Some(i) = instructions.next() {
            let behind = i.offset + 2 + 2 * i.op.caches() as u32;
            let skips = instructions.peek().is_some_and(|next| next.op == Opcode::NotTaken);
            let (true, Some(target)) =
                (i.op.is_conditional_jump() || i.op == Opcode::ForIter, i.jump_target())
            else {
                continue;
            };
            let behind = if skips { behind + 2 } else { behind };
            // END_FOR and POP_ITER are skipped.
            let target = if i.op == Opcode::ForIter { target + 4 } else { target };
            let row = [i64::from(i.offset), i64::from(behind), target].map(Value::small_int_unchecked);
            let row = self.new_tuple(&row)?;
            let pushed = crate::objects::List::push(list, &mut self.heap, row);
            self.check(pushed)?;
        }
        Ok(list.value())
    }

    /// `co_lnotab`: bytes between lines and lines between them, in turn.
    fn code_lnotab(&mut self, code: Gc<Code>) -> PyResult {
        self.warn(self.types.deprecation_warning, "co_lnotab is deprecated, use co_lines instead.")?;
        let object = code.object().clone();
        let (mut line, mut offset, mut table) = (i64::from(object.firstlineno), 0, Vec::new());
        for (start, _, next) in object.lines() {
            let Some(next) = next.filter(|&next| next != line) else { continue };
            let (mut bytes, mut lines) = (start - offset, next - line);
            while bytes > 255 {
                table.extend([255, 0]);
                bytes -= 255;
            }
            while !(-128..=127).contains(&lines) {
                let step = lines.clamp(-128, 127);
                table.extend([bytes as u8, step as i8 as u8]);
                (lines, bytes) = (lines - step, 0);
            }
            table.extend([bytes as u8, lines as i8 as u8]);
            (line, offset) = (next, start);
        }
        self.bytes_of(&table)
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
