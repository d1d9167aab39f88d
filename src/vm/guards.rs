//! Guard sites: armed when warm, patched the moment a watched name changes, armed again when it comes back.
//!
//! ```text
//! canonical   … JUMP_FORWARD slow │ FAST …           side table: the jump is guarded by "builtin:len"
//! quick       …                   │ SITE_BROKEN …    the jump is dropped; the site owns the fast path's first instruction
//! armed       …                   │ FAST …           nothing is executed for the guard
//! ```
//!
//! Every site starts broken: `SITE_BROKEN` goes to the slow path, which is the original program, and counts. When the
//! count says that the site is warm, its facts are looked up; if all of them hold, the site becomes a dependent of
//! the cells that hold the names and the opcode beneath comes up. Every change of a namespace ends in
//! [`Vm::tell`], which swaps the opcode of each dependent site for `SITE_BROKEN` again: a frame in the middle of
//! the function meets it when it next passes, exactly when Python would have looked the name up.
//!
//! INVARIANT: only opcodes change; the slow path's index stands in the binding's table of sites. A site and what it
//! depends on never keep each other alive: a cell knows its dependents by weak references to their bindings.

use super::Vm;
use super::interp::Cursor;
use super::opcode;
use crate::heap::Gc;
use crate::objects::dict::Broken;
use crate::objects::{
    Binding, ByteBuffer, Bytes, Code, Dict, Function, Int, Kind, List, Module, NameCell, Str, Tuple, WeakRef,
};
use crate::value::{PyResult, Value};
use pyopt_compiler::syntax::ast::{Constant, GuardFact};

/// Slow passes after which a site asks for its facts; each break makes it ask four times as late.
const WARM: u32 = 4;
/// A site that broke so often stays on its slow path.
const BREAKS_MAX: u32 = 6;

/// What happened to guard sites, for `--stats`.
#[derive(Clone, Default, Debug)]
pub struct GuardStats {
    /// Sites that went from their slow path to their fast one for the first time.
    pub armed: u64,
    /// Sites that were patched because something they depend on changed.
    pub patched: u64,
    /// Sites that were armed again afterwards.
    pub rearmed: u64,
    /// The first of the breaks: which fact, where the site stands, and the place that broke it.
    pub breaks: Vec<GuardBreak>,
}

/// One patched site.
#[derive(Clone, Debug)]
pub struct GuardBreak {
    /// The name whose value changed.
    pub name: String,
    /// The function that the site belongs to, and the site's line.
    pub site: (String, u32),
    /// The file that the function stands in.
    pub file: String,
    /// File and line of the statement that changed it, where one was running.
    pub by: Option<(String, u32)>,
}

/// A site with more names is not armed.
const CELLS_MAX: usize = 16;
/// How many breaks are remembered one by one.
const BREAKS_KEPT: usize = 100;

/// One row of a binding's table of sites: six words of 4 bytes.
#[derive(Clone, Copy)]
pub(super) struct Site {
    /// Index of the quick instruction that the site owns.
    pub(super) at: u32,
    /// Index of the first instruction of the slow path.
    pub(super) slow: u32,
    /// Number of the row in the code object's side table.
    pub(super) guard: u32,
    /// The opcode beneath `SITE_BROKEN`.
    pub(super) beneath: u32,
    /// Slow passes since the site was made or broke; [`ARMED`] while it is armed.
    pub(super) passes: u32,
    /// How often it broke.
    pub(super) breaks: u32,
}

const ARMED: u32 = u32::MAX;
pub(super) const SITE_WORDS: usize = 6;

impl Site {
    /// Whether lowering made a test of its instruction.
    fn has_test(self) -> bool {
        [opcode::TEST_EXACT, opcode::TEST_ROOM, opcode::TEST_LIST_APPEND].contains(&(self.beneath as u8))
    }

    /// The words of a new row.
    pub(super) fn words(self) -> [u32; SITE_WORDS] {
        [self.at, self.slow, self.guard, self.beneath, self.passes, self.breaks]
    }
}

impl Binding {
    fn site_word(&self, row: usize, word: usize) -> Option<[&std::cell::Cell<u8>; 4]> {
        let buffer = self.sites.get().downcast::<ByteBuffer>()?;
        let at = (row * SITE_WORDS + word) * 4;
        // SAFETY: the buffer lies in the heap and is kept by the binding, which the caller holds.
        let bytes = unsafe { std::slice::from_raw_parts(buffer.bytes().as_ptr(), buffer.capacity()) };
        let bytes = bytes.get(at..at + 4)?;
        Some([&bytes[0], &bytes[1], &bytes[2], &bytes[3]])
    }

    fn site(&self, row: usize) -> Option<Site> {
        let mut words = [0; SITE_WORDS];
        for (i, to) in words.iter_mut().enumerate() {
            *to = u32::from_ne_bytes(self.site_word(row, i)?.map(std::cell::Cell::get));
        }
        let [at, slow, guard, beneath, passes, breaks] = words;
        Some(Site { at, slow, guard, beneath, passes, breaks })
    }

    /// Of each site: its instruction, its row in the side table, whether it is armed, how often it broke.
    pub(super) fn sites_shown(&self) -> Vec<(u32, u32, bool, u32)> {
        (0..)
            .map_while(|row| self.site(row))
            .map(|site| (site.at, site.guard, site.passes == ARMED, site.breaks))
            .collect()
    }

    fn set_site(&self, row: usize, site: Site) {
        for (i, word) in site.words().into_iter().enumerate() {
            if let Some(bytes) = self.site_word(row, i) {
                bytes.into_iter().zip(word.to_ne_bytes()).for_each(|(to, byte)| to.set(byte));
            }
        }
    }

    /// The row of the site that owns instruction `at`; rows stand in ascending order.
    fn site_row(&self, at: u32) -> Option<usize> {
        let rows = self.sites.get().downcast::<ByteBuffer>()?.capacity() / (4 * SITE_WORDS);
        let (mut low, mut high) = (0, rows);
        while low < high {
            let middle = (low + high) / 2;
            match self.site(middle)?.at.cmp(&at) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Writes the opcode of a specialized form at `at`: it waits beneath a broken site, and beneath OBSERVE.
    pub(crate) fn set_op(&self, at: u32, op: u8) {
        let Some(byte) = self.op_byte(at) else { return };
        if !self.layer.get().is_null() {
            // Covered bindings run plain opcodes (see `tracing`).
            return;
        }
        match byte.get() {
            opcode::SITE_BROKEN => {}
            opcode::OBSERVE => return self.row(at).map_or((), |row| row.cover(op)),
            _ => return byte.set(op),
        }
        if let Some(row) = self.site_row(at)
            && let Some(site) = self.site(row)
        {
            self.set_site(row, Site { beneath: u32::from(op), ..site });
        }
    }

    /// Writes an opcode, whatever stands there: for the tracing layer, which lies above all others.
    pub(super) fn write_op(&self, at: u32, op: u8) {
        if let Some(byte) = self.op_byte(at) {
            byte.set(op);
        }
    }

    /// Writes all instructions anew.
    pub(super) fn write_quick(&self, quick: &[opcode::Quick]) {
        let Some(buffer) = self.quick.get().downcast::<ByteBuffer>() else { return };
        for (q, to) in quick.iter().zip(buffer.bytes().chunks_exact(size_of::<opcode::Quick>())) {
            to.iter().zip(q.to_bytes()).for_each(|(to, byte)| to.set(byte));
        }
    }

    /// All sites are broken now, without anything having changed that they depend on.
    pub(super) fn rest_sites(&self) {
        let mut row = 0;
        while let Some(site) = self.site(row) {
            self.set_site(row, Site { passes: 0, ..site });
            row += 1;
        }
    }

    /// Counts one more value that the cache of instruction `at` did not know; how many there were.
    pub(crate) fn count_miss(&self, at: u32) -> u8 {
        let Some(buffer) = self.quick.get().downcast::<ByteBuffer>() else { return u8::MAX };
        let Some(byte) = buffer.bytes().get(at as usize * size_of::<opcode::Quick>() + 1) else {
            return u8::MAX;
        };
        byte.set(byte.get().saturating_add(1));
        byte.get()
    }

    /// How many values the cache of instruction `at` did not know.
    pub(crate) fn misses(&self, at: u32) -> u8 {
        let Some(buffer) = self.quick.get().downcast::<ByteBuffer>() else { return u8::MAX };
        buffer.bytes().get(at as usize * size_of::<opcode::Quick>() + 1).map_or(u8::MAX, |byte| byte.get())
    }

    /// Counts misses from zero again.
    pub(super) fn forget_misses(&self, at: u32) {
        let Some(buffer) = self.quick.get().downcast::<ByteBuffer>() else { return };
        if let Some(byte) = buffer.bytes().get(at as usize * size_of::<opcode::Quick>() + 1) {
            byte.set(0);
        }
    }

    fn op_byte(&self, at: u32) -> Option<&std::cell::Cell<u8>> {
        let buffer = self.quick.get().downcast::<ByteBuffer>()?;
        // SAFETY: the buffer lies in the heap and is kept by the binding, which the caller holds.
        let bytes = unsafe { std::slice::from_raw_parts(buffer.bytes().as_ptr(), buffer.capacity()) };
        bytes.get(at as usize * size_of::<opcode::Quick>())
    }
}

impl Vm {
    /// `SITE_BROKEN`: goes to the slow path, or arms the site and goes on with the instruction beneath.
    pub(super) fn pass_broken_site(&mut self, c: &mut Cursor) -> PyResult<()> {
        let binding = c.binding;
        let at = c.index();
        let Some(row) = binding.site_row(at) else {
            return Err(self.raise_str(self.types.system_error, "a guard site without a row"));
        };
        let Some(mut site) = binding.site(row) else { return Ok(()) };
        site.passes = site.passes.saturating_add(1).min(ARMED - 1);
        binding.set_site(row, site);
        let due = WARM << (2 * site.breaks.min(BREAKS_MAX));
        if site.breaks < BREAKS_MAX
            && site.passes.is_multiple_of(due)
            && !binding.apart
            && !self.tracing.on
            && self.try_arm(binding, row, site)?
        {
            // SAFETY: back to the instruction whose opcode has just been changed.
            c.pc = unsafe { c.pc.sub(1) };
            return Ok(());
        }
        // SAFETY: the verifier proved that the slow path exists.
        c.pc = unsafe { binding.first().add(site.slow as usize) };
        Ok(())
    }

    /// Arms a site if all its facts hold.
    fn try_arm(&mut self, binding: Gc<Binding>, row: usize, site: Site) -> PyResult<bool> {
        let Some(code) = binding.code.get().downcast::<crate::objects::Code>() else { return Ok(false) };
        let object = code.object().clone();
        let Some(guard) = object.guards.get(site.guard as usize) else { return Ok(false) };
        let mut cells = [None; CELLS_MAX];
        let mut count = 0;
        for fact in &guard.facts {
            let Some(found) = self.cells_of_fact(binding, site, fact)? else { return Ok(false) };
            for cell in found.into_iter().flatten() {
                if cells[..count].contains(&Some(cell)) {
                    continue;
                }
                if count == CELLS_MAX {
                    return Ok(false);
                }
                cells[count] = Some(cell);
                count += 1;
            }
        }
        for cell in cells.into_iter().flatten() {
            self.depend(cell, binding, row, site.breaks > 0)?;
        }
        binding.set_site(row, Site { passes: ARMED, ..site });
        if let Some(byte) = binding.op_byte(site.at) {
            byte.set(site.beneath as u8);
        }
        match site.breaks {
            0 => self.guard_stats.armed += 1,
            _ => self.guard_stats.rearmed += 1,
        }
        Ok(true)
    }

    /// The cells that a fact speaks of, if it holds now.
    fn cells_of_fact(
        &mut self,
        binding: Gc<Binding>,
        site: Site,
        fact: &GuardFact,
    ) -> PyResult<Option<[Option<Gc<NameCell>>; 2]>> {
        let (globals, builtins) = (binding.globals.get(), binding.builtins.get());
        Ok(match fact {
            GuardFact::Builtin(name) => {
                let name = self.intern(&**name);
                let original = self.original_builtin(name);
                let Some(absent) = self.watched_cell(globals, name)?.filter(|c| c.get().is_null()) else {
                    return Ok(None);
                };
                let present = self.watched_cell(builtins, name)?.filter(|c| c.get().is(original));
                present.map(|cell| [Some(absent), Some(cell)])
            }
            GuardFact::Global(name, value) => {
                let name = self.intern(&**name);
                let cell = self.watched_cell(globals, name)?;
                cell.filter(|cell| is_constant(cell.get(), value)).map(|cell| [Some(cell), None])
            }
            GuardFact::Attribute(module, name, value) => {
                let [module, name] = [module, name].map(|name| self.intern(&**name));
                let Some(outer) = self.watched_cell(globals, module)? else { return Ok(None) };
                let Some(module) = outer.get().downcast::<Module>() else { return Ok(None) };
                // A subclass may look attributes up in its own way.
                if self.type_of(module.value()) != self.types.module {
                    return Ok(None);
                }
                let cell = self.watched_cell(module.dict().value(), name)?;
                cell.filter(|cell| is_constant(cell.get(), value)).map(|cell| [Some(outer), Some(cell)])
            }
            GuardFact::Function(name, line) => {
                let key = self.intern(&**name);
                let Some(cell) = self.watched_cell(globals, key)? else { return Ok(None) };
                let function = exact::<Function>(cell.get(), Kind::Function);
                let holds = function.is_some_and(|function| {
                    let (made, asks) = (function.code(), binding.code.get().downcast::<Code>());
                    // A lambda may stand in the same line.
                    function.globals.get().is(globals)
                        && function.binding().builtins.get().is(builtins)
                        && made.object().firstlineno == *line
                        && made.object().qualname == *name
                        && asks.is_some_and(|asks| asks.object().unit.is(&made.object().unit))
                });
                if !holds {
                    return Ok(None);
                }
                let replaced = self.replaced_code()?;
                Some([Some(cell), replaced])
            }
            GuardFact::Exact(..) | GuardFact::Room(_) => site.has_test().then_some([None, None]),
        })
    }

    /// The cell of a name in a namespace that can be watched.
    fn watched_cell(&mut self, namespace: Value, name: Gc<Str>) -> PyResult<Option<Gc<NameCell>>> {
        let Some(dict) = namespace.downcast::<Dict>() else { return Ok(None) };
        if self.type_of(namespace) != self.types.dict || dict.has_foreign_keys() {
            return Ok(None);
        }
        let cell = Dict::cell(dict, &mut self.heap, name.name_hash(), name.value());
        self.check(cell).map(Some)
    }

    /// The cell on which depends whatever knows the code of a function: any assignment to a `__code__` breaks it.
    fn replaced_code(&mut self) -> PyResult<Option<Gc<NameCell>>> {
        let name = self.intern("__code__");
        self.watched_cell(self.originals, name)
    }

    /// What depends on the code of functions learns that one has a new one.
    pub(crate) fn tell_replaced_code(&mut self, function: Gc<Function>) -> PyResult<()> {
        if let Some(cell) = self.replaced_code()? {
            self.break_dependents(cell, function.name.get());
        }
        Ok(())
    }

    /// Makes a site a dependent of a cell: `[weak reference to the binding, row, …]`.
    fn depend(&mut self, cell: Gc<NameCell>, binding: Gc<Binding>, row: usize, again: bool) -> PyResult<()> {
        let (weak, row) = (self.weak_reference_to(binding), Value::from_raw_word(row as u64));
        let list = match cell.dependents().downcast::<List>() {
            Some(list) => list,
            None => {
                let list = self.new_list(&[])?;
                NameCell::set_dependents(cell, &mut self.heap, list.value());
                list
            }
        };
        if again && list.items().chunks_exact(2).any(|pair| pair[0].get().is(weak) && pair[1].get().is(row)) {
            return Ok(());
        }
        for value in [weak, row] {
            let pushed = List::push(list, &mut self.heap, value);
            self.check(pushed)?;
        }
        Ok(())
    }

    /// What a mutation of a namespace broke: patches the dependent sites. To be called before anything else runs.
    #[inline]
    pub(crate) fn tell(&mut self, broken: Broken, name: Value) {
        if let Some(cell) = broken.0 {
            self.break_dependents(cell, name);
        }
    }

    /// A key that is not exactly a str came into a namespace: it may stand for any name.
    #[cold]
    pub(crate) fn tell_foreign_key(&mut self, dict: Gc<Dict>, key: Value) {
        if !dict.has_foreign_keys() {
            Dict::set_foreign_keys(dict);
            let cells = Dict::cells(dict);
            cells.for_each(|cell| self.break_dependents(cell, key));
        }
    }

    #[cold]
    pub(crate) fn break_dependents(&mut self, cell: Gc<NameCell>, name: Value) {
        if cell.let_go() {
            self.names_epoch.pass();
        }
        let Some(list) = cell.dependents().downcast::<List>() else { return };
        NameCell::set_dependents(cell, &mut self.heap, Value::NULL);
        for pair in list.items().chunks_exact(2) {
            let binding = pair[0].get().downcast::<WeakRef>().and_then(|w| w.get());
            let Some(binding) = binding.and_then(|b| b.downcast::<Binding>()) else { continue };
            let row = pair[1].get().raw_word() as usize;
            let Some(site) = binding.site(row).filter(|s| s.passes == ARMED) else { continue };
            let Some(byte) = binding.op_byte(site.at) else { continue };
            let beneath = u32::from(byte.get());
            byte.set(opcode::SITE_BROKEN);
            binding.set_site(row, Site { beneath, passes: 0, breaks: site.breaks + 1, ..site });
            self.guard_stats.patched += 1;
            self.remember_break(binding, site.at, name);
        }
    }

    /// A frame of this binding was changed from outside, where none of its instructions did: a local was written, or the
    /// frame was moved. What fast paths take for granted of locals need no longer be so, in this frame or in whatever it
    /// calls: its sites stay on their slow paths for good.
    #[cold]
    pub(crate) fn give_up_sites(&mut self, binding: Gc<Binding>, name: Value) {
        for row in 0.. {
            let Some(site) = binding.site(row) else { break };
            if site.passes != ARMED {
                binding.set_site(row, Site { breaks: BREAKS_MAX, ..site });
                continue;
            }
            let Some(byte) = binding.op_byte(site.at) else { continue };
            let beneath = u32::from(byte.get());
            byte.set(opcode::SITE_BROKEN);
            binding.set_site(row, Site { beneath, passes: 0, breaks: BREAKS_MAX, ..site });
            self.guard_stats.patched += 1;
            self.remember_break(binding, site.at, name);
        }
    }

    fn remember_break(&mut self, binding: Gc<Binding>, at: u32, name: Value) {
        if self.guard_stats.breaks.len() == BREAKS_KEPT {
            return;
        }
        let Some(code) = binding.code.get().downcast::<crate::objects::Code>() else { return };
        let text = name.downcast::<crate::objects::Str>().map(|s| s.as_wtf8().to_string());
        let entry = GuardBreak {
            name: text.unwrap_or_else(|| format!("a key of type {}", self.type_name(name))),
            site: (code.object().qualname.to_string(), code.line_of(at)),
            file: code.object().filename.to_string(),
            by: self.at.and_then(|c| {
                let code = c.binding.code.get().downcast::<crate::objects::Code>()?;
                Some((code.object().filename.to_string(), code.line_of(c.next().saturating_sub(1))))
            }),
        };
        self.guard_stats.breaks.push(entry);
    }

    /// The value that this engine's builtins had under a name when the engine was made, NULL if none.
    fn original_builtin(&self, name: Gc<crate::objects::Str>) -> Value {
        let Some(dict) = self.originals.downcast::<Dict>() else { return Value::NULL };
        let found = dict.find_name(name.name_hash(), name.value());
        found.and_then(|n| dict.value_at(n)).unwrap_or(Value::DELETED)
    }

    /// Remembers the builtins as they are now.
    pub(crate) fn remember_builtins(&mut self) {
        let originals = self.new_dict();
        let Some(builtins) = self.builtins.downcast::<Dict>() else { return };
        let mut at = 0;
        while let Some((number, key, value)) = builtins.next_entry(at) {
            let hash = builtins.hash_at(number);
            // A fresh table of names: nothing can depend on it, and an engine without memory for it cannot start.
            let stored = Dict::raw_set(originals, &mut self.heap, None, hash, key, value);
            let _ = stored.expect("pyopt: the limit leaves no memory for the builtins");
            at = number + 1;
        }
        self.originals = originals.value();
    }
}

/// Whether a value is exactly this constant: no program can tell them apart, but by `is`.
fn is_constant(value: Value, constant: &Constant) -> bool {
    match constant {
        Constant::None => value.is_none(),
        Constant::Bool(wanted) => value.as_bool() == Some(*wanted),
        Constant::Ellipsis => value == Value::ELLIPSIS,
        Constant::Int(wanted) => {
            value.is_small_int() && Value::try_small_int(*wanted) == Some(value)
                || exact::<Int>(value, Kind::Int).is_some_and(|int| {
                    let limbs = int.limbs();
                    limbs.negative == (*wanted < 0) && *limbs.magnitude == [wanted.unsigned_abs()]
                })
        }
        Constant::Float(wanted) => value.as_double().is_some_and(|float| float.to_bits() == wanted.to_bits()),
        Constant::Str(wanted) => {
            exact::<Str>(value, Kind::Str).is_some_and(|text| text.as_bytes() == wanted.as_bytes())
        }
        Constant::Bytes(wanted) => {
            exact::<Bytes>(value, Kind::Bytes).is_some_and(|bytes| bytes.as_slice() == &**wanted)
        }
        Constant::Tuple(wanted) => exact::<Tuple>(value, Kind::Tuple).is_some_and(|tuple| {
            tuple.len() == wanted.len()
                && tuple.items().iter().zip(&**wanted).all(|(item, wanted)| is_constant(*item, wanted))
        }),
        Constant::BigInt(_) | Constant::Complex { .. } | Constant::FrozenSet(_) | Constant::Slice(_) => false,
    }
}

/// A value of exactly a builtin class: its shape is the first of its kind.
fn exact<T: crate::heap::HeapObject>(value: Value, kind: Kind) -> Option<Gc<T>> {
    value.downcast::<T>().filter(|_| value.header().is_some_and(|h| h.shape() == kind as u32))
}

/// Whether a key of a namespace is a plain str.
pub(crate) fn is_plain_key(key: Value) -> bool {
    key.header().is_some_and(|h| h.kind() == Kind::Str && h.shape() == Kind::Str as u32)
}
