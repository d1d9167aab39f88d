//! `Class(...)`: `__new__` and `__init__`, each of which may be Python code.
//!
//! ```text
//! ask_instance ─► __new__ ─► ask_init ─► __init__ ─► the instance
//!                  │ pending               │ pending
//!                  ▼                       ▼
//!               made_step ─► ask_init   initialized_step
//! ```

use super::Task;
use crate::heap::Gc;
use crate::objects::types::type_flags;
use crate::objects::{Dict, Native, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::attr::Found;
use crate::vm::lower::items;

impl Vm {
    /// What `type.__call__` does: an instance of a class, or CALL_PENDING when Python code has to run. The last
    /// arguments are named by `keywords`.
    ///
    /// # Errors
    /// What `__new__` and `__init__` raise before that.
    pub(crate) fn ask_instance(&mut self, class: Gc<Type>, args: &[Value], keywords: &[Value]) -> PyResult {
        if class == self.types.typ && args.len() == 1 && keywords.is_empty() {
            return Ok(self.type_of(args[0]).value());
        }
        let made = if class.has(type_flags::OWN_NEW) {
            let new = self.new_of(class)?;
            if let Some(native) = new.downcast::<Native>().filter(|n| n.def().heedless) {
                let made = (native.def().code)(self, &[class.value()])?;
                return self.ask_init(class, made, args, keywords, None);
            }
            match self.ask_call_of(new, class.value(), args, keywords)? {
                Value::CALL_PENDING => return self.init_later(class, args, keywords),
                made => made,
            }
        } else {
            self.default_new(class, !args.is_empty())?
        };
        self.ask_init(class, made, args, keywords, None)
    }

    /// As [`Vm::ask_call_with`], `receiver` in front of the arguments.
    fn ask_call_of(
        &mut self,
        callable: Value,
        receiver: Value,
        args: &[Value],
        keywords: &[Value],
    ) -> PyResult {
        const FEW: usize = 8;
        if args.len() < FEW {
            let mut all = [Value::NULL; FEW];
            all[0] = receiver;
            all[1..=args.len()].copy_from_slice(args);
            return self.ask_call_with(callable, &all[..=args.len()], keywords);
        }
        let all: Vec<Value> = std::iter::once(receiver).chain(args.iter().copied()).collect();
        self.ask_call_with(callable, &all, keywords)
    }

    /// As [`Vm::ask_instance`]; `keywords` is a dict or NULL.
    ///
    /// # Errors
    /// As [`Vm::ask_instance`].
    pub(crate) fn ask_instance_with_dict(
        &mut self,
        class: Gc<Type>,
        args: &[Value],
        keywords: Value,
    ) -> PyResult {
        let Some(dict) = keywords.downcast::<Dict>().filter(|d| !d.is_empty()) else {
            return self.ask_instance(class, args, &[]);
        };
        let keep = self.temps().len();
        let (all, names) = self.with_named(args, dict);
        let answer = self.ask_instance(class, &all, &names);
        self.pop_temps(keep);
        answer
    }

    /// The `__new__` that is pending makes the instance: `__init__` follows.
    pub(in crate::vm) fn init_later(
        &mut self,
        class: Gc<Type>,
        args: &[Value],
        keywords: &[Value],
    ) -> PyResult {
        let args = self.new_tuple(args);
        // No names: NULL.
        let names = if keywords.is_empty() { Ok(Value::NULL) } else { self.new_tuple(keywords) };
        match (args, names) {
            (Ok(args), Ok(names)) => self.wait(None, made_step, &[class.value(), args, names], 0),
            (Err(raised), _) | (_, Err(raised)) => {
                self.pending = super::Pending::default();
                Err(raised)
            }
        }
    }

    /// `__init__` of what `__new__` made: that, or CALL_PENDING when Python code has to run; `task` waited until now.
    ///
    /// # Errors
    /// What `__init__` raises before that; `TypeError` when it returns something.
    pub(in crate::vm) fn ask_init(
        &mut self,
        class: Gc<Type>,
        made: Value,
        args: &[Value],
        keywords: &[Value],
        task: Option<Gc<Task>>,
    ) -> PyResult {
        let Some(init) = self.init_of(class, made) else { return Ok(made) };
        let method = if crate::vm::special::takes_receiver(init) {
            Found::Method(init)
        } else {
            let class = self.type_of(made);
            self.bind_attr(init, Some(made), class)?
        };
        let returned = match method {
            Found::Plain(bound) => self.ask_call_with(bound, args, keywords),
            Found::Method(function) => self.ask_call_of(function, made, args, keywords),
        };
        self.initialized(made, returned?, task)
    }

    /// What `__init__` answered; `task` waited until now.
    pub(in crate::vm) fn initialized(
        &mut self,
        made: Value,
        returned: Value,
        task: Option<Gc<Task>>,
    ) -> PyResult {
        if returned == Value::CALL_PENDING {
            return self.wait(task, initialized_step, &[made], 0);
        }
        self.check_init(returned)?;
        Ok(made)
    }
}

/// `__new__` answered.
fn made_step(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let made = answer?;
    let class = vm.expect::<Type>(task.get(0), "type")?;
    vm.ask_init(class, made, items(task.get(1)), items(task.get(2)), Some(task))
}

/// `__init__` answered: the instance is what the call made.
pub(super) fn initialized_step(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    vm.check_init(answer?)?;
    Ok(task.get(0))
}
