//! Making functions and their closures, and the names that modules, classes and `global` store.

use crate::objects::function::Cell;
use crate::objects::{Code, Function};
use crate::value::Value;
use crate::vm::lower::items;
use pyopt_compiler::code::CodeFlags;

handlers! {
    fn copy_free_vars(vm, q, c) {
        let count = q.arg() as usize;
        let cells = items(c.function().downcast::<Function>().map_or(Value::NULL, |function| function.closure.get()));
        // Free variables are the last `count` locals.
        let first = c.fp.add(c.binding.locals as usize - count);
        let mut i = 0;
        while i < count.min(cells.len()) {
            first.add(i).write_volatile(cells[i]);
            i += 1;
        }
        next!(vm, c)
    }
}

slow_handlers! {
    /// The first call of code: it goes on with the quick instructions that are made now.
    fn lower(vm, _q, c) {
        vm.lower(c.binding)?;
        c.pc = c.binding.first();
        Ok(())
    }

    fn make_function(vm, _q, c) {
        let code = vm.expect::<Code>(c.peek(1), "code")?;
        let globals = c.binding.globals.get();
        let flags = code.flags();
        let binding = vm.bind(code, globals, !flags.has(CodeFlags::OPTIMIZED))?;
        let [name, qualname] = Code::function_names(code, vm);
        let function = Function::new(&mut vm.heap, code, binding, globals, name, qualname);
        if flags.has(CodeFlags::HAS_DOCSTRING) {
            function.doc.set(Value::NULL);
        }
        if let Some(module) = vm.module_name_of(globals)? {
            function.module.set(module);
        }
        c.poke(1, function.value());
        Ok(())
    }

    fn set_function_attribute(vm, q, c) {
        let value = c.peek(2);
        if let Some(f) = c.peek(1).downcast::<Function>() {
            let field = match q.arg() {
                1 => &f.defaults,
                2 => &f.kwdefaults,
                8 => &f.closure,
                4 => &f.annotations,
                _ => &f.annotate,
            };
            vm.heap.set(f, field, value);
            c.drop(1);
            c.poke(1, f.value());
        }
        Ok(())
    }

    fn make_cell(vm, q, c) {
        // SAFETY: the verifier proved that the local exists.
        let local = unsafe { &mut *c.fp.add(q.arg() as usize) };
        *local = Cell::new(&mut vm.heap, *local).value();
        Ok(())
    }

    fn store_global(vm, q, c) {
        let name = vm.name_of(c, q.arg());
        vm.bind_name(c.binding.globals.get(), name, c.peek(1))?;
        c.drop(1);
        Ok(())
    }

    fn store_name(vm, q, c) {
        let name = vm.name_of(c, q.arg());
        vm.bind_name(c.space(), name, c.peek(1))?;
        c.drop(1);
        Ok(())
    }
}
