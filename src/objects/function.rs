//! What can be called, and what calls need: code, functions, natives, bound methods, cells.
//!
//! ```text
//! Code:        [header][consts ─► Tuple][names ─► Tuple][Arc<CodeObject>]         consts materialized once
//!              [header][NULL][NULL][Arc<FrozenCode>]                              folded: nobody has looked into it
//! Function:    [header][code][binding][globals][defaults][kwdefaults][closure][name][qualname][doc][module][dict]
//! Native:      [header][owner class or NULL][&'static NativeDef]
//! BoundMethod: [header][function][receiver]
//! Cell:        [header][value or NULL]
//! ```

use super::{Binding, Kind, List, heap_object};
use crate::heap::{Gc, Header, Heap, OutOfMemory};
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::native::NativeDef;
use pyopt_compiler::code::frame_state::FrameStates;
use pyopt_compiler::code::frozen::{AttributeStores, FrozenCode, Sketch};
use pyopt_compiler::code::{CodeFlags, CodeObject, KindFlags};
use std::cell::{Cell as StdCell, OnceCell};
use std::sync::Arc;

/// A code object of this engine.
#[repr(C)]
pub struct Code {
    header: Header,
    consts: StdCell<Value>,
    names: StdCell<Value>,
    /// Executable forms of this code, one for each pair of globals and builtins: a binding, a list of several, or NULL.
    bindings: StdCell<Value>,
    /// The name and the qualified name of functions that are made of it, or NULL before the first.
    function_name: StdCell<Value>,
    function_qualname: StdCell<Value>,
    /// What tools of `sys.monitoring` asked for in this code, or NULL (see `vm::tracing`).
    monitoring: StdCell<Value>,
    /// A program made it and nobody has verified it yet.
    doubtful: StdCell<bool>,
    /// The instruction whose line was asked for last, and that line.
    last_line: StdCell<(u32, Option<i32>)>,
    /// The line of each instruction, made when more than one was asked for.
    lines: OnceCell<Box<[Option<i32>]>>,
    /// Made when somebody asks for it.
    frame_states: OnceCell<Box<FrameStates>>,
    object: OnceCell<Arc<CodeObject>>,
    /// Where the object comes from when somebody asks for it.
    frozen: Option<Arc<FrozenCode>>,
}

heap_object!(Code: Code, drop true, trace consts names bindings function_name function_qualname monitoring);

impl Code {
    /// A code object whose constants and names are already values.
    pub fn new(heap: &mut Heap, object: Arc<CodeObject>, consts: Value, names: Value) -> Gc<Code> {
        Code::made(heap, OnceCell::from(object), None, [consts, names])
    }

    /// A folded code object: what it holds is made by [`crate::vm::Vm::unfold`].
    pub(crate) fn folded(heap: &mut Heap, frozen: Arc<FrozenCode>) -> Gc<Code> {
        Code::made(heap, OnceCell::new(), Some(frozen), [Value::NULL; 2])
    }

    fn made(
        heap: &mut Heap,
        object: OnceCell<Arc<CodeObject>>,
        frozen: Option<Arc<FrozenCode>>,
        [consts, names]: [Value; 2],
    ) -> Gc<Code> {
        let header = Header::new(Kind::Code, Kind::Code as u32);
        let [consts, names, bindings, monitoring] =
            [consts, names, Value::NULL, Value::NULL].map(StdCell::new);
        let code = Code {
            header,
            consts,
            names,
            bindings,
            function_name: StdCell::new(Value::NULL),
            function_qualname: StdCell::new(Value::NULL),
            monitoring,
            doubtful: StdCell::new(false),
            last_line: StdCell::new((u32::MAX, None)),
            lines: OnceCell::new(),
            frame_states: OnceCell::new(),
            object,
            frozen,
        };
        heap.alloc(code, 0)
    }

    /// The immutable code object.
    pub fn object(&self) -> &Arc<CodeObject> {
        self.object.get_or_init(|| {
            let frozen = self.frozen.as_ref().expect("pyopt: code that was not made from anything");
            let code = frozen.code().clone();
            crate::stdlib::frozen::CODE_PAGES.visit(frozen.bytes());
            code
        })
    }

    /// What is known of it without looking into it, while nobody has.
    pub(crate) fn sketch(&self) -> Option<&Sketch> {
        self.frozen.as_ref().filter(|_| self.object.get().is_none()).map(|frozen| frozen.sketch())
    }

    /// `co_flags`.
    pub fn flags(&self) -> CodeFlags {
        self.sketch().map_or_else(|| self.object().flags, |sketch| sketch.flags)
    }

    /// `co_name`.
    pub fn name(&self) -> &str {
        self.sketch().map_or_else(|| &self.object().name, |sketch| &sketch.name)
    }

    /// `co_qualname`.
    pub fn qualname(&self) -> &str {
        self.sketch().map_or_else(|| &self.object().qualname, |sketch| &sketch.qualname)
    }

    /// Fast locals, operand stack slots, positional parameters, `co_flags`, keyword-only parameters.
    pub(crate) fn counts(&self) -> [u32; 5] {
        if let Some(s) = self.sketch() {
            return [s.locals, s.stacksize, s.argcount, s.flags.0, s.kwonlyargcount];
        }
        let o = self.object();
        [o.localsplus.len() as u32, o.stacksize, o.argcount, o.flags.0, o.kwonlyargcount]
    }

    /// The attributes that it stores.
    pub(crate) fn attribute_stores(&self) -> AttributeStores {
        self.sketch().map_or_else(|| AttributeStores::of(self.object()), |sketch| sketch.stores)
    }

    /// How many free variables it has.
    pub fn free_count(&self) -> usize {
        if let Some(sketch) = self.sketch() {
            return sketch.free as usize;
        }
        self.object().localsplus.iter().filter(|l| l.kind.0 & KindFlags::FREE != 0).count()
    }

    /// The constants, as a tuple; NULL while it is folded.
    pub fn consts(&self) -> Value {
        self.consts.get()
    }

    /// The names, as a tuple of interned strs; NULL while it is folded.
    pub fn names(&self) -> Value {
        self.names.get()
    }

    /// Its constants and names are values from here on.
    pub(crate) fn set_unfolded(this: Gc<Code>, heap: &mut Heap, consts: Value, names: Value) {
        heap.set(this, &this.consts, consts);
        heap.set(this, &this.names, names);
    }

    /// Its bindings.
    pub fn bindings(&self) -> impl Iterator<Item = Gc<Binding>> {
        let first = self.bindings.get();
        (0..).map_while(move |number| match first.downcast::<List>() {
            Some(list) => list.get(number)?.downcast::<Binding>(),
            None => first.downcast::<Binding>().filter(|_| number == 0),
        })
    }

    /// The name and the qualified name of a function that is made of it, as strs that are interned once.
    pub(crate) fn function_names(this: Gc<Code>, vm: &mut Vm) -> [Value; 2] {
        if this.function_name.get().is_null() {
            let [name, qualname] = [this.name(), this.qualname()].map(|name| vm.intern(name).value());
            vm.heap.set(this, &this.function_name, name);
            vm.heap.set(this, &this.function_qualname, qualname);
        }
        [this.function_name.get(), this.function_qualname.get()]
    }

    /// What a frame of this code, which was verified, holds in front of each instruction.
    pub(crate) fn frame_states(&self) -> &FrameStates {
        self.frame_states.get_or_init(|| Box::new(FrameStates::of(self.object())))
    }

    /// What was found last of [`Code::line_of`].
    pub(crate) fn last_line(&self) -> &StdCell<(u32, Option<i32>)> {
        &self.last_line
    }

    /// The lines of all instructions, as `make` finds them.
    pub(crate) fn lines(&self, make: impl FnOnce() -> Box<[Option<i32>]>) -> &[Option<i32>] {
        self.lines.get_or_init(make)
    }

    /// It has to be verified before it runs.
    pub(crate) fn doubt(&self) {
        self.doubtful.set(true);
    }

    /// It was verified.
    pub(crate) fn trust(&self) {
        self.doubtful.set(false);
    }

    /// Whether it has to be verified before it runs.
    pub(crate) fn is_doubtful(&self) -> bool {
        self.doubtful.get()
    }

    /// What tools of `sys.monitoring` asked for in this code, or NULL.
    pub(crate) fn monitoring(&self) -> Value {
        self.monitoring.get()
    }

    /// Sets it.
    pub(crate) fn set_monitoring(this: Gc<Code>, heap: &mut Heap, words: Value) {
        heap.set(this, &this.monitoring, words);
    }

    /// Adds a binding.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn add_binding(this: Gc<Code>, heap: &mut Heap, binding: Gc<Binding>) -> Result<(), OutOfMemory> {
        let first = this.bindings.get();
        if first.is_null() {
            heap.set(this, &this.bindings, binding.value());
            return Ok(());
        }
        let list = match first.downcast::<List>() {
            Some(list) => list,
            None => {
                let list = List::new(heap, Kind::List as u32, 2)?;
                List::push(list, heap, first)?;
                heap.set(this, &this.bindings, list.value());
                list
            }
        };
        List::push(list, heap, binding.value())
    }
}

/// A Python function.
#[repr(C)]
pub struct Function {
    header: Header,
    /// The code object.
    pub code: StdCell<Value>,
    /// The executable form. INVARIANT: a [`Binding`].
    binding: StdCell<Value>,
    /// The globals.
    pub globals: StdCell<Value>,
    /// A tuple, or NULL.
    pub defaults: StdCell<Value>,
    /// A dict, or NULL.
    pub kwdefaults: StdCell<Value>,
    /// A tuple of cells, or NULL.
    pub closure: StdCell<Value>,
    /// `__name__`.
    pub name: StdCell<Value>,
    /// `__qualname__`.
    pub qualname: StdCell<Value>,
    /// `__doc__`; NULL while it stands in folded code (see [`crate::vm::Vm::function_doc`]).
    pub doc: StdCell<Value>,
    /// `__module__`.
    pub module: StdCell<Value>,
    /// `__annotate__`, or NULL.
    pub annotate: StdCell<Value>,
    /// `__annotations__`: a dict, a tuple of names and texts, or NULL before anybody asked.
    pub annotations: StdCell<Value>,
    /// `__type_params__`, or NULL.
    pub type_params: StdCell<Value>,
    /// `__dict__`, or NULL.
    pub dict: StdCell<Value>,
}

heap_object!(Function: Function, trace code binding globals defaults kwdefaults closure name qualname doc module annotate annotations type_params dict);

impl Function {
    /// A function without defaults and closure.
    pub fn new(
        heap: &mut Heap,
        code: Gc<Code>,
        binding: Gc<Binding>,
        globals: Value,
        name: Value,
        qualname: Value,
    ) -> Gc<Function> {
        let cell = StdCell::new;
        let null = Value::NULL;
        let function = Function {
            header: Header::new(Kind::Function, Kind::Function as u32),
            code: cell(code.value()),
            binding: cell(binding.value()),
            globals: cell(globals),
            defaults: cell(null),
            kwdefaults: cell(null),
            closure: cell(null),
            name: cell(name),
            qualname: cell(qualname),
            doc: cell(Value::NONE),
            module: cell(Value::NONE),
            annotate: cell(null),
            annotations: cell(null),
            type_params: cell(null),
            dict: cell(null),
        };
        heap.alloc(function, 0)
    }

    /// The code object.
    pub fn code(&self) -> Gc<Code> {
        self.code.get().downcast().expect("a function has code")
    }

    /// The executable form.
    #[inline(always)]
    pub fn binding(&self) -> Gc<Binding> {
        // SAFETY: says the field.
        unsafe { Gc::from_ptr(self.binding.get().bits() as *mut Header) }
    }

    /// Gives it other code, with its executable form.
    pub fn set_code(this: Gc<Function>, heap: &mut Heap, code: Gc<Code>, binding: Gc<Binding>) {
        heap.set(this, &this.code, code.value());
        heap.set(this, &this.binding, binding.value());
    }
}

/// A function written in Rust: a builtin function, or a method of a builtin class.
///
/// The header's shape says which: that of `builtin_function_or_method` for what no receiver is bound to (functions,
/// `__new__`), that of `method_descriptor` or `wrapper_descriptor` for a method.
#[repr(C)]
pub struct Native {
    header: Header,
    owner: StdCell<Value>,
    def: &'static NativeDef,
    /// How many positional arguments are passed as they are; `u32::MAX` if none.
    exact: u32,
    /// How many positional arguments a call needs and may have, where defaults fill up `total` parameters;
    /// `least` is more than `most` if that is not the way.
    least: u32,
    most: u32,
    total: u32,
    /// The shape of the methods that it is bound to.
    bound: u32,
}

heap_object!(Native: Native, trace owner);

/// The most arguments of a native whose missing defaults are filled in on the quick way.
pub const PADDED: usize = 8;

impl Native {
    /// A native function; `owner` is the class for a method, a module for a function, or NULL.
    pub fn new(heap: &mut Heap, owner: Value, def: &'static NativeDef) -> Gc<Native> {
        Native::with_shapes(heap, owner, def, [Kind::Native as u32; 2])
    }

    /// As [`Native::new`], with the shapes of itself and of the methods that it is bound to.
    pub fn with_shapes(
        heap: &mut Heap,
        owner: Value,
        def: &'static NativeDef,
        [shape, bound]: [u32; 2],
    ) -> Gc<Native> {
        let header = Header::new(Kind::Native, shape);
        let parameters = def.parsed();
        let (most, total) = (parameters.positional as u32, parameters.names.len() as u32);
        let fills = !parameters.varargs && !parameters.varkw && parameters.names.len() <= PADDED;
        let least = if fills { parameters.required as u32 } else { u32::MAX };
        let native =
            Native { header, owner: StdCell::new(owner), def, exact: def.exact(), least, most, total, bound };
        heap.alloc(native, 0)
    }

    /// Whether it is a method: looked up on an instance, it is bound to that.
    #[inline(always)]
    pub fn is_method(&self) -> bool {
        self.header.shape() != Kind::Native as u32
    }

    /// The shape of the methods that it is bound to.
    pub fn bound_shape(&self) -> u32 {
        self.bound
    }

    /// How many positional arguments the code takes as they are; `u32::MAX` if it never does.
    #[inline(always)]
    pub fn exact(&self) -> u32 {
        self.exact
    }

    /// Whether a call with so many positional arguments leaves out nothing but defaults.
    #[inline(always)]
    pub fn lacks_defaults_only(&self, count: u32) -> bool {
        (self.least..=self.most).contains(&count)
    }

    /// How many values the code takes, those of parameters that only keywords name included.
    pub fn total(&self) -> u32 {
        self.total
    }

    /// Its declaration.
    #[inline(always)]
    pub fn def(&self) -> &'static NativeDef {
        self.def
    }

    /// The class of a method, the module of a function, or NULL.
    pub fn owner(&self) -> Value {
        self.owner.get()
    }
}

/// A function with its receiver.
#[repr(C)]
pub struct BoundMethod {
    header: Header,
    /// `__func__`.
    pub function: StdCell<Value>,
    /// `__self__`.
    pub receiver: StdCell<Value>,
}

heap_object!(BoundMethod: BoundMethod, trace function receiver);

impl BoundMethod {
    /// A bound method.
    pub fn new(heap: &mut Heap, function: Value, receiver: Value) -> Gc<BoundMethod> {
        let shape = function.downcast::<Native>().map_or(Kind::BoundMethod as u32, |n| n.bound_shape());
        let header = Header::new(Kind::BoundMethod, shape);
        let [function, receiver] = [function, receiver].map(StdCell::new);
        heap.alloc(BoundMethod { header, function, receiver }, 0)
    }
}

/// The home of a variable that closures share.
#[repr(C)]
pub struct Cell {
    header: Header,
    /// NULL while unbound.
    pub value: StdCell<Value>,
}

heap_object!(Cell: Cell, trace value);

impl Cell {
    /// A cell.
    pub fn new(heap: &mut Heap, value: Value) -> Gc<Cell> {
        heap.alloc(Cell { header: Header::new(Kind::Cell, Kind::Cell as u32), value: StdCell::new(value) }, 0)
    }
}
