//! Who continues tasks: the loop, and `settle` for Rust code that cannot wait.

use super::{Pending, SLOTS, Task, Way, What};
use crate::heap::Gc;
use crate::objects::generator::Generator;
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::call::NewFrame;
use crate::vm::continuation::{CONTINUATIONS, ENTRY, NORMAL, STEP, TASK, TASK_ITEM};
use crate::vm::generator::Resumed;
use crate::vm::interp::Cursor;

/// The frame that a task asked for returned a value, or the generator yielded one.
pub(crate) fn task_value(vm: &mut Vm, c: &mut Cursor, value: Value) -> PyResult<()> {
    vm.drive(c, Ok(value))
}

/// The generator that a task asked returned a value.
pub(crate) fn task_ended(vm: &mut Vm, c: &mut Cursor, value: Value) -> PyResult<()> {
    let answer = vm.end_for(c.peek(1), value);
    vm.drive(c, answer)
}

/// The frame that a task asked for raised; `item`: it was asked for an item.
pub(crate) fn task_raised(vm: &mut Vm, c: &mut Cursor, item: bool) -> PyResult<()> {
    let task = c.peek(1).downcast::<Task>();
    let answer = vm.raised_to(task, item);
    vm.drive(c, answer)
}

impl Vm {
    /// What a task hears of the end of a generator that returned a value.
    fn end_for(&mut self, task: Value, value: Value) -> PyResult {
        match task.downcast::<Task>() {
            Some(task) if task.hears_stop.get() => Err(self.raise_stop(value)),
            Some(task) if task.keeps_end.get() => {
                Task::put(task, &mut self.heap, SLOTS - 1, value);
                Ok(Value::STOP)
            }
            _ => Ok(Value::STOP),
        }
    }

    /// The pending exception, or STOP for a task that asked for an item and does not hear of `StopIteration`.
    fn raised_to(&mut self, task: Option<Gc<Task>>, item: bool) -> PyResult {
        let hears = task.is_some_and(|task| task.hears_stop.get());
        if item && !hears && self.raised_is(self.types.stop_iteration) {
            self.raised = Value::NULL;
            return Ok(Value::STOP);
        }
        Err(Raised)
    }

    /// Does what is pending in the loop: the answer reaches the continuation `then` of the frame at `c`, whose operands
    /// end at `c.sp`.
    pub(crate) fn perform_pending(&mut self, c: &mut Cursor, then: u64) -> PyResult<()> {
        match self.begin_pending(c, Value::NULL, then) {
            None => Ok(()),
            Some((kind, answer)) => self.deliver(c, kind, answer),
        }
    }

    /// CALL of a native that asked for something: its answer goes to `slot`.
    #[inline(never)]
    pub(crate) fn call_pending(&mut self, c: &mut Cursor, slot: *mut Value) -> PyResult<()> {
        c.sp = slot;
        self.perform_pending(c, NORMAL)
    }

    /// Continues the task at the top of the operands, and those behind it, until one asks again or all have answered.
    fn drive(&mut self, c: &mut Cursor, mut answer: PyResult) -> PyResult<()> {
        loop {
            let Some(task) = c.peek(1).downcast::<Task>() else {
                return Err(self.raise_str(self.types.system_error, "lost a native that waited"));
            };
            self.spill(c);
            let (parent, then) = (task.parent.replace(Value::NULL), u64::from(task.then.get()));
            answer = self.go_on(task, answer, parent);
            if answer == Ok(Value::ASK_AGAIN) {
                if let Some(generator) = task.get(0).downcast::<Generator>() {
                    if !parent.is_null() {
                        self.heap.set(task, &task.parent, parent);
                    }
                    self.switch_to(c, generator, TASK_ITEM);
                    c.push(Value::NONE);
                    return Ok(());
                }
                answer = self.asked_again(task);
            }
            if answer == Ok(Value::CALL_PENDING) {
                c.drop(1);
                match self.begin_pending(c, parent, then) {
                    None => return Ok(()),
                    Some((TASK | TASK_ITEM, next)) => answer = next,
                    Some((kind, answer)) => return self.deliver(c, kind, answer),
                }
            } else if parent.is_null() {
                c.drop(1);
                return self.deliver(c, then, answer);
            } else {
                c.poke(1, parent);
            }
        }
    }

    /// The answer of a task that got an answer. What it asks for instead is still what was asked of it.
    #[inline(always)]
    fn go_on(&mut self, task: Gc<Task>, answer: PyResult, parent: Value) -> PyResult {
        let gives_item = task.gives_item.replace(false);
        match task.step()(self, task, answer) {
            Ok(Value::CALL_PENDING) if gives_item => {
                self.ask_for_item();
                Ok(Value::CALL_PENDING)
            }
            Ok(Value::ASK_AGAIN) => {
                task.gives_item.set(gives_item);
                Ok(Value::ASK_AGAIN)
            }
            Err(Raised) => self.raised_to(parent.downcast(), gives_item),
            answer => answer,
        }
    }

    /// Begins what is pending; its answer goes to the tasks that wait for it, then to `parent`, then to the continuation
    /// `then`. An answer that is there at once comes back, with the continuation that it is for.
    fn begin_pending(&mut self, c: &mut Cursor, parent: Value, then: u64) -> Option<(u64, PyResult)> {
        if self.pending.first.is_null() && (!parent.is_null() || then != NORMAL) {
            self.settle_way();
        }
        let first = match self.pending.last.downcast::<Task>() {
            Some(last) => {
                self.heap.set(last, &last.parent, parent);
                last.then.set(then as u8);
                self.pending.first
            }
            None => parent,
        };
        let (kind, operand) = match (first.non_null(), self.pending.way) {
            (Some(first), Way::Call) => (TASK, Some(first)),
            (Some(first), _) => (TASK_ITEM, Some(first)),
            (None, Way::Method(default)) => (STEP, Some(default)),
            (None, _) => (then, None),
        };
        // The frame may lie where the operand comes to stand.
        // SAFETY: the frame at `c` has room for an operand more than its code claims.
        self.stack.sp = unsafe { c.sp.add(usize::from(operand.is_some())) };
        // What is asked for is read where it lies: it was stored word by word just now.
        match self.pending.what {
            What::Nothing => {
                operand.into_iter().for_each(|operand| c.push(operand));
                Some((kind, Ok(Value::NONE)))
            }
            What::Frame(frame) => {
                self.pending.what = What::Nothing;
                let mut frame = self.move_down(frame);
                operand.into_iter().for_each(|operand| c.push(operand));
                (frame.result, frame.kind) = (c.sp, kind);
                *c = self.enter(frame, c.saved());
                None
            }
            What::Resume { generator, sent } => {
                self.pending.what = What::Nothing;
                operand.into_iter().for_each(|operand| c.push(operand));
                // Whether it may go on was found out when it was asked.
                let Some(generator) = generator.downcast::<Generator>() else {
                    return Some((kind, Ok(Value::STOP)));
                };
                self.stack.sp = c.sp;
                self.switch_to(c, generator, kind);
                c.push(sent);
                None
            }
        }
    }

    /// Takes what is pending, `parent` behind its tasks.
    #[inline(always)]
    fn take_pending(&mut self, parent: Value, then: u64) -> Pending {
        let mut asked = self.pending;
        self.pending.what = What::Nothing;
        match asked.last.downcast::<Task>() {
            Some(last) => {
                self.heap.set(last, &last.parent, parent);
                last.then.set(then as u8);
            }
            None => asked.first = parent,
        }
        asked
    }

    /// The frame was bound above the arguments of the native that asked for it: they are gone, and it moves to the top.
    #[inline(always)]
    fn move_down(&mut self, mut frame: NewFrame) -> NewFrame {
        let to = self.stack.top();
        // SAFETY: the locals were bound above the top of that time, which was at most an operand below this one, and there
        // was room for the whole frame and more.
        unsafe { std::ptr::copy(frame.fp, to, frame.binding.locals as usize) };
        frame.fp = to;
        frame
    }

    /// An answer reaches a continuation of the frame at `c`.
    fn deliver(&mut self, c: &mut Cursor, kind: u64, answer: PyResult) -> PyResult<()> {
        let continuation = &CONTINUATIONS[kind as usize];
        match answer {
            Ok(Value::STOP) => match continuation.end {
                Some(end) => end(self, c, Value::NONE),
                None => Err(self.raise_stop(Value::NONE)),
            },
            Ok(value) => (continuation.value)(self, c, value),
            Err(Raised) => self.raise_through(c, kind),
        }
    }

    /// Does what is pending in a loop of its own, for Rust code that cannot wait: the answer, STOP if that was an item
    /// that is not there.
    ///
    /// # Errors
    /// What is raised; `RecursionError` when native stack runs out.
    #[inline(never)]
    pub(crate) fn settle_pending(&mut self) -> PyResult {
        let keep = self.temps().len();
        let mut task = Value::NULL;
        let mut answer = Ok(Value::CALL_PENDING);
        loop {
            if answer == Ok(Value::CALL_PENDING) {
                if self.pending.first.is_null() && !task.is_null() {
                    self.settle_way();
                }
                let asked = self.take_pending(task, ENTRY);
                task = asked.first;
                self.pop_temps(keep);
                self.push_temp(task);
                answer = self.run_asked(asked);
            } else {
                let Some(waiting) = task.downcast::<Task>() else { break };
                task = waiting.parent.replace(Value::NULL);
                self.push_temp(task);
                answer = self.go_on(waiting, answer, task);
                if answer == Ok(Value::ASK_AGAIN) {
                    answer = self.asked_again(waiting);
                }
            }
        }
        self.pop_temps(keep);
        answer
    }

    /// As `settle_pending`, where the answer is that of a call.
    pub(crate) fn finish_pending(&mut self) -> PyResult {
        match self.settle_pending()? {
            Value::STOP => Err(self.raise_stop(Value::NONE)),
            value => Ok(value),
        }
    }

    /// Does what was asked for in a loop of its own.
    fn run_asked(&mut self, asked: Pending) -> PyResult {
        match asked.what {
            What::Nothing => Ok(Value::NONE),
            What::Frame(frame) => {
                self.enter_native("")?;
                let outer = self.detach();
                let mut frame = self.move_down(frame);
                (frame.result, frame.kind) = (frame.fp, ENTRY);
                let answer = self.run(frame);
                self.attach(outer);
                self.native_depth -= 1;
                match answer {
                    Err(Raised) => self.raised_to(asked.first.downcast(), asked.way != Way::Call),
                    value => value,
                }
            }
            What::Resume { generator, sent } => {
                let Some(generator) = generator.downcast::<Generator>() else { return Ok(Value::STOP) };
                match (self.resume_generator(generator, Ok(sent)), asked.way) {
                    (Ok(Resumed::Yielded(value)), _) => Ok(value),
                    (Ok(Resumed::Returned(value)), Way::Method(Value::NULL)) => Err(self.raise_stop(value)),
                    (Ok(Resumed::Returned(_)), Way::Method(default)) => Ok(default),
                    (Ok(Resumed::Returned(value)), _) => self.end_for(asked.first, value),
                    (Err(Raised), _) => Err(Raised),
                }
            }
        }
    }
}
