//! The quick opcodes: what the loop executes.
//!
//! Numbers up to 128 are CPython's own, one quick instruction for each canonical one. From 130 on stand the forms
//! that lowering chooses by the argument; each does what its canonical instruction does.

use pyopt_compiler::code::Opcode;

/// One quick instruction: 8 bytes.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(8))]
pub struct Quick {
    /// The opcode.
    pub op: u8,
    pub(crate) spare: u8,
    /// Number of the inline cache, [`NO_CACHE`] for none.
    pub cache: u16,
    /// The argument; for jumps how far the target is from the next instruction, signed.
    pub arg: u32,
}

/// A quick instruction in one register, as the handlers hand it on.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(super) struct Word(u64);

impl Word {
    /// The instruction at `pc`.
    ///
    /// # Safety
    /// `pc` points to an instruction.
    #[inline(always)]
    pub(super) unsafe fn at(pc: *const Quick) -> Word {
        // SAFETY: says the caller; an instruction is 8 bytes, aligned to 8.
        Word(u64::from_le(unsafe { pc.cast::<u64>().read() }))
    }

    #[inline(always)]
    pub(super) fn op(self) -> u8 {
        self.0 as u8
    }

    /// How often the instruction missed, where it counts that.
    #[inline(always)]
    pub(super) fn spare(self) -> u8 {
        (self.0 >> 8) as u8
    }

    /// Whether the instruction has told often enough of what it does the slow way.
    #[inline(always)]
    pub(super) fn is_noted(self) -> bool {
        self.spare() >= NOTES
    }

    /// The same instruction under another opcode.
    #[inline(always)]
    pub(super) fn with_op(self, op: u8) -> Word {
        Word(self.0 & !0xff | u64::from(op))
    }

    #[inline(always)]
    pub(super) fn cache(self) -> u16 {
        (self.0 >> 16) as u16
    }

    #[inline(always)]
    pub(super) fn arg(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

impl Quick {
    /// As it lies in the binding's buffer.
    pub(super) fn to_bytes(self) -> [u8; 8] {
        let mut bytes = [self.op, self.spare, 0, 0, 0, 0, 0, 0];
        bytes[2..4].copy_from_slice(&self.cache.to_ne_bytes());
        bytes[4..8].copy_from_slice(&self.arg.to_ne_bytes());
        bytes
    }
}

/// So often a settled instruction tells of what it does the slow way; then it is quiet until the next window (see
/// `feedback`).
pub(super) const NOTES: u8 = 16;
/// No inline cache.
pub const NO_CACHE: u16 = u16::MAX;
/// Values of one entry of an inline cache.
pub const CACHE_VALUES: usize = 3;
/// Entries of the cache of an attribute: so many shapes are remembered.
pub const ATTRIBUTE_ENTRIES: usize = 4;

const _: () = assert!(size_of::<Quick>() == 8);

/// The instructions of code that was never called.
pub(crate) static UNLOWERED: [Quick; 2] = [Quick { op: LOWER, spare: 0, cache: NO_CACHE, arg: 0 }; 2];

macro_rules! canonical {
    ($($name:ident = $variant:ident,)*) => {
        $(pub(crate) const $name: u8 = Opcode::$variant as u8;)*
    };
}

canonical! {
    BINARY_SLICE = BinarySlice, STORE_SLICE = StoreSlice, CALL_FUNCTION_EX = CallFunctionEx,
    CHECK_EXC_MATCH = CheckExcMatch, DELETE_SUBSCR = DeleteSubscr, END_FOR = EndFor,
    FORMAT_SIMPLE = FormatSimple, GET_ITER = GetIter, GET_LEN = GetLen, LOAD_BUILD_CLASS = LoadBuildClass,
    LOAD_LOCALS = LoadLocals, MAKE_FUNCTION = MakeFunction, NOP = Nop, NOT_TAKEN = NotTaken, POP_EXCEPT = PopExcept,
    POP_ITER = PopIter, POP_TOP = PopTop, PUSH_EXC_INFO = PushExcInfo, PUSH_NULL = PushNull,
    RETURN_GENERATOR = ReturnGenerator, YIELD_VALUE = YieldValue, SEND = Send, END_SEND = EndSend,
    CLEANUP_THROW = CleanupThrow, GET_AWAITABLE = GetAwaitable, GET_AITER = GetAiter, GET_ANEXT = GetAnext,
    END_ASYNC_FOR = EndAsyncFor, GET_YIELD_FROM_ITER = GetYieldFromIter, RETURN_VALUE = ReturnValue, STORE_SUBSCR = StoreSubscr, TO_BOOL = ToBool, UNARY_INVERT = UnaryInvert,
    UNARY_NEGATIVE = UnaryNegative, UNARY_NOT = UnaryNot, BINARY_OP = BinaryOp, BUILD_LIST = BuildList,
    BUILD_MAP = BuildMap, BUILD_SET = BuildSet, BUILD_SLICE = BuildSlice, BUILD_STRING = BuildString,
    BUILD_TUPLE = BuildTuple, CALL = Call, CALL_INTRINSIC_1 = CallIntrinsic1, CALL_KW = CallKw,
    CONTAINS_OP = ContainsOp, CONVERT_VALUE = ConvertValue, COPY = Copy,
    COPY_FREE_VARS = CopyFreeVars, DELETE_ATTR = DeleteAttr, DELETE_DEREF = DeleteDeref, DELETE_FAST = DeleteFast,
    DELETE_GLOBAL = DeleteGlobal, DELETE_NAME = DeleteName, DICT_MERGE = DictMerge, DICT_UPDATE = DictUpdate,
    FOR_ITER = ForIter, IMPORT_FROM = ImportFrom, IMPORT_NAME = ImportName, IS_OP = IsOp, JUMP_BACKWARD = JumpBackward,
    JUMP_BACKWARD_NO_INTERRUPT = JumpBackwardNoInterrupt, JUMP_FORWARD = JumpForward, LIST_APPEND = ListAppend,
    LIST_EXTEND = ListExtend, LOAD_ATTR = LoadAttr, LOAD_COMMON_CONSTANT = LoadCommonConstant,
    LOAD_CONST = LoadConst, LOAD_DEREF = LoadDeref, LOAD_FAST = LoadFast, LOAD_FAST_AND_CLEAR = LoadFastAndClear,
    LOAD_FAST_BORROW = LoadFastBorrow, LOAD_FAST_BORROW_LOAD_FAST_BORROW = LoadFastBorrowLoadFastBorrow,
    LOAD_FAST_CHECK = LoadFastCheck, LOAD_FAST_LOAD_FAST = LoadFastLoadFast, LOAD_GLOBAL = LoadGlobal,
    LOAD_NAME = LoadName, LOAD_SMALL_INT = LoadSmallInt, MAKE_CELL = MakeCell, MAP_ADD = MapAdd,
    POP_JUMP_IF_FALSE = PopJumpIfFalse, POP_JUMP_IF_NONE = PopJumpIfNone, POP_JUMP_IF_NOT_NONE = PopJumpIfNotNone,
    POP_JUMP_IF_TRUE = PopJumpIfTrue, RAISE_VARARGS = RaiseVarargs, RERAISE = Reraise, SET_ADD = SetAdd,
    SET_FUNCTION_ATTRIBUTE = SetFunctionAttribute, SET_UPDATE = SetUpdate, STORE_ATTR = StoreAttr,
    STORE_DEREF = StoreDeref, STORE_FAST = StoreFast, STORE_FAST_LOAD_FAST = StoreFastLoadFast,
    STORE_FAST_STORE_FAST = StoreFastStoreFast, STORE_GLOBAL = StoreGlobal, STORE_NAME = StoreName, SWAP = Swap,
    MATCH_CLASS = MatchClass, MATCH_KEYS = MatchKeys, MATCH_MAPPING = MatchMapping,
    MATCH_SEQUENCE = MatchSequence, FORMAT_WITH_SPEC = FormatWithSpec, BUILD_TEMPLATE = BuildTemplate,
    BUILD_INTERPOLATION = BuildInterpolation, CHECK_EG_MATCH = CheckEgMatch, CALL_INTRINSIC_2 = CallIntrinsic2,
    LOAD_FROM_DICT_OR_GLOBALS = LoadFromDictOrGlobals, LOAD_FROM_DICT_OR_DEREF = LoadFromDictOrDeref,
    SETUP_ANNOTATIONS = SetupAnnotations,
    LOAD_SPECIAL = LoadSpecial, LOAD_SUPER_ATTR = LoadSuperAttr, UNPACK_EX = UnpackEx,
    WITH_EXCEPT_START = WithExceptStart, UNPACK_SEQUENCE = UnpackSequence, RESUME = Resume,
}

/// The opcodes that CPython has not: a row each, from which come the constant and the name in listings. `spans`: how many
/// instructions it does, itself included, where they are not one.
macro_rules! quick {
    ($($(#[$sentence:meta])* $name:ident = $number:literal $(spans $spans:literal)?;)*) => {
        $($(#[$sentence])* pub(crate) const $name: u8 = $number;)*
        const ROWS: &[(u8, &str, u8)] = &[$(($name, stringify!($name), 1 $(- 1 + $spans)?),)*];
    };
}

quick! {
    /// A guard site that is not armed: goes to its slow path (see `guards`).
    SITE_BROKEN = 129;
    /// `BINARY_OP +` and `+=`: ints and floats first.
    ADD = 130;
    /// `BINARY_OP -` and `-=`.
    SUBTRACT = 131;
    /// `BINARY_OP *` and `*=`.
    MULTIPLY = 132;
    /// `BINARY_OP []`.
    SUBSCRIPT = 133;
    /// `COMPARE_OP <`; the five others follow in CPython's order.
    LESS = 134;
    /// `COMPARE_OP <=`.
    LESS_EQUAL = 135;
    /// `COMPARE_OP ==`.
    EQUAL = 136;
    /// `COMPARE_OP !=`.
    NOT_EQUAL = 137;
    /// `COMPARE_OP >`.
    GREATER = 138;
    /// `COMPARE_OP >=`.
    GREATER_EQUAL = 139;

    /// `COMPARE_OP <` in front of POP_JUMP_IF_FALSE, which it does as well; the five others follow.
    LESS_JUMP_IF_FALSE = 140 spans 3;
    /// `COMPARE_OP <` in front of POP_JUMP_IF_TRUE, which it does as well; the five others follow.
    LESS_JUMP_IF_TRUE = 146 spans 3;
    /// `BINARY_OP /`.
    DIVIDE = 152;
    /// `BINARY_OP //`.
    FLOOR_DIVIDE = 153;
    /// `BINARY_OP %`.
    MODULO = 154;
    /// `BINARY_OP &`.
    BIT_AND = 155;
    /// `BINARY_OP |`.
    BIT_OR = 156;
    /// `BINARY_OP ^`.
    BIT_XOR = 157;
    /// `BINARY_OP <<`.
    SHIFT_LEFT = 158;
    /// `BINARY_OP >>`.
    SHIFT_RIGHT = 159;
    /// `BINARY_OP +` that saw a float: two floats, or one and an int.
    ADD_FLOAT = 160;
    /// `BINARY_OP -` that saw a float: two floats, or one and an int.
    SUBTRACT_FLOAT = 161;
    /// `BINARY_OP *` that saw a float: two floats, or one and an int.
    MULTIPLY_FLOAT = 162;
    /// LOAD_GLOBAL whose name is in the globals: its cell is cached.
    LOAD_GLOBAL_CELL = 163;
    /// LOAD_GLOBAL whose name is in the builtins: both cells are cached.
    LOAD_BUILTIN_CELL = 164;
    /// LOAD_GLOBAL whose value has not changed and is cached.
    LOAD_GLOBAL_VALUE = 223;
    /// LOAD_ATTR that saw one shape, with the attribute in a slot.
    LOAD_ATTR_SLOT = 165;
    /// LOAD_ATTR that saw one shape, with a function of the class.
    LOAD_ATTR_METHOD = 166;
    /// LOAD_ATTR that saw up to four shapes.
    LOAD_ATTR_CACHED = 167;
    /// LOAD_ATTR of one module: the name's cell is cached.
    LOAD_ATTR_MODULE = 168;
    /// LOAD_ATTR of one class.
    LOAD_ATTR_CLASS = 169;
    /// STORE_ATTR that saw up to four shapes.
    STORE_ATTR_CACHED = 170;
    /// CALL of one class whose `__init__` is a Python function.
    CALL_CLASS = 171;
    /// FOR_ITER that saw a range.
    FOR_RANGE = 172;
    /// FOR_ITER that saw a list.
    FOR_LIST = 173;
    /// FOR_ITER that saw a tuple.
    FOR_TUPLE = 174;

    /// LOAD_SMALL_INT in front of ADD, which it does as well if the left side is a small int.
    SMALL_ADD = 175 spans 2;
    /// LOAD_SMALL_INT in front of SUBTRACT, likewise.
    SMALL_SUBTRACT = 176 spans 2;
    /// LOAD_SMALL_INT in front of a comparison that jumps if false, likewise; the five others follow.
    SMALL_LESS_JUMP_IF_FALSE = 177 spans 4;
    /// LOAD_SMALL_INT in front of a comparison that jumps if true, likewise; the five others follow.
    SMALL_LESS_JUMP_IF_TRUE = 183 spans 4;
    /// LOAD_FAST in front of ADD, which it does as well if both sides are ints or floats.
    FAST_ADD = 189 spans 2;
    /// LOAD_FAST in front of SUBTRACT, likewise.
    FAST_SUBTRACT = 190 spans 2;
    /// LOAD_FAST in front of MULTIPLY, likewise.
    FAST_MULTIPLY = 191 spans 2;
    /// LOAD_FAST_LOAD_FAST in front of ADD, likewise.
    FAST_FAST_ADD = 192 spans 2;
    /// LOAD_FAST_LOAD_FAST in front of SUBTRACT, likewise.
    FAST_FAST_SUBTRACT = 193 spans 2;
    /// LOAD_FAST_LOAD_FAST in front of MULTIPLY, likewise.
    FAST_FAST_MULTIPLY = 194 spans 2;
    /// LOAD_FAST_LOAD_FAST in front of SUBSCRIPT, which it does as well for an item of a list or tuple.
    FAST_FAST_SUBSCRIPT = 195 spans 2;
    /// Covers every instruction of a binding while somebody listens (see `tracing`).
    TRACE = 255;
    /// LOAD_FAST in front of LOAD_ATTR_SLOT, which it does as well if the shape is the one that was seen.
    FAST_ATTR_SLOT = 196 spans 2;
    /// Covers an instruction while it is observed (see `feedback`).
    OBSERVE = 197;
    /// RESUME of a binding that is not warm yet.
    RESUME_COLD = 198;
    /// JUMP_BACKWARD of a binding that is not warm yet.
    JUMP_BACKWARD_COLD = 199;
    /// FAST_ADD that saw ints only, and does no others.
    FAST_ADD_INT = 200 spans 2;
    /// FAST_SUBTRACT that saw ints only.
    FAST_SUBTRACT_INT = 201 spans 2;
    /// FAST_MULTIPLY that saw ints only.
    FAST_MULTIPLY_INT = 202 spans 2;
    /// FAST_FAST_ADD that saw ints only.
    FAST_FAST_ADD_INT = 203 spans 2;
    /// FAST_FAST_SUBTRACT that saw ints only.
    FAST_FAST_SUBTRACT_INT = 204 spans 2;
    /// FAST_FAST_MULTIPLY that saw ints only.
    FAST_FAST_MULTIPLY_INT = 205 spans 2;
    /// CALL of the native function that is cached, which takes so many arguments as they are.
    CALL_NATIVE = 210;
    /// As CALL_NATIVE, of a method with its receiver.
    CALL_NATIVE_METHOD = 211;
    /// The NOP of a guard site: goes on if a local is of exactly one of some builtin types, to the slow path if not.
    TEST_EXACT = 213;
    /// The NOP of a guard site: goes on if calls may be nested so much deeper, to the slow path if not.
    TEST_ROOM = 214;
    /// TEST_EXACT of a list in front of the loads of it and of another local, LIST_APPEND and POP_TOP, which it does as
    /// well.
    TEST_LIST_APPEND = 215 spans 4;
    /// TO_BOOL in front of a jump on a bool, which it does as well for values without a method for it.
    TO_BOOL_JUMP = 216 spans 3;
    /// STORE_FAST in front of LOAD_FAST, which it does as well.
    STORE_LOAD_FAST = 217 spans 2;
    /// LOAD_FAST in front of LOAD_ATTR_METHOD, which it does as well if the shape is the one that was seen.
    FAST_ATTR_METHOD = 218 spans 2;
    /// STORE_FAST_LOAD_FAST in front of LOAD_ATTR_SLOT, which it does as well if the shape is the one that was seen.
    STORE_FAST_ATTR_SLOT = 219 spans 2;
    /// STORE_FAST_LOAD_FAST in front of LOAD_ATTR_METHOD, likewise.
    STORE_FAST_ATTR_METHOD = 220 spans 2;
    /// LOAD_FAST_LOAD_FAST in front of LOAD_ATTR_SLOT, likewise.
    FAST_FAST_ATTR_SLOT = 221 spans 2;
    /// LOAD_FAST_LOAD_FAST in front of LOAD_ATTR_METHOD, likewise.
    FAST_FAST_ATTR_METHOD = 222 spans 2;
    /// All that code consists of which was never called: makes its quick instructions.
    LOWER = 212;
}

/// The comparisons in the order of their opcodes: each family has a row for its first.
const COMPARISONS: [&str; 6] = ["LESS", "LESS_EQUAL", "EQUAL", "NOT_EQUAL", "GREATER", "GREATER_EQUAL"];

/// The row of an opcode's family, and which of its comparisons it is; that of the opcode itself has no comparison.
fn row_of(opcode: u8) -> Option<(&'static str, u8, Option<&'static str>)> {
    if let Some(&(_, name, spans)) = ROWS.iter().find(|row| row.0 == opcode) {
        return Some((name, spans, None));
    }
    let family =
        ROWS.iter().filter(|row| row.0 < opcode && row.1.contains("LESS_JUMP")).max_by_key(|row| row.0);
    let &(first, name, spans) = family?;
    Some((name, spans, Some(COMPARISONS.get(usize::from(opcode - first))?)))
}

/// The name of a quick opcode, and how many instructions it does, itself included.
pub(crate) fn name_and_span(opcode: u8) -> (String, u8) {
    match (Opcode::from_number(u16::from(opcode)), row_of(opcode)) {
        (_, Some((name, spans, None))) => (name.to_owned(), spans),
        (Some(canonical), _) => (canonical.name().to_owned(), 1),
        (None, Some((name, spans, Some(comparison)))) => (name.replacen("LESS", comparison, 1), spans),
        (None, None) => (format!("QUICK_{opcode}"), 1),
    }
}

/// How many instructions a quick opcode does, itself included.
#[inline]
pub(crate) fn span(opcode: u8) -> u8 {
    SPANS[usize::from(opcode)]
}

/// The spans, families filled up from their first rows.
static SPANS: [u8; 256] = {
    let mut spans = [1; 256];
    let mut row = 0;
    while row < ROWS.len() {
        let (first, _, by) = ROWS[row];
        let is_family = by > 2 && first <= SMALL_LESS_JUMP_IF_TRUE;
        let members = if is_family { COMPARISONS.len() } else { 1 };
        let mut member = 0;
        while member < members {
            spans[first as usize + member] = by;
            member += 1;
        }
        row += 1;
    }
    spans
};
