//! The opcodes of CPython 3.14: one row each, every other table is read from here.
//!
//! A row is `Variant = number, "NAME", inline-cache units, meaning of the argument`. Numbers of 256 and more
//! are pseudo opcodes: they live in the CFG only and are gone when a code object is assembled.

/// What an opcode's argument means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArgKind {
    /// There is none.
    None,
    /// A number, or bits that the opcode explains itself.
    Int,
    /// An index into `consts`.
    Const,
    /// An index into the fast locals ("locals plus": locals, cells, free variables).
    Local,
    /// An index into `names` (for some opcodes shifted left by flag bits).
    Name,
    /// A jump; in the CFG its target is a block.
    Jump,
    /// A pseudo jump to an exception handler.
    Handler,
    /// A cell or free variable, an index into the fast locals.
    Free,
}

macro_rules! opcodes {
    ($($variant:ident = $number:literal, $name:literal, $caches:literal, $kind:ident;)*) => {
        /// An opcode of CPython 3.14, or a pseudo opcode of the CFG.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        #[allow(missing_docs, reason = "the names are CPython's")]
        pub enum Opcode { $($variant = $number,)* }

        impl Opcode {
            /// All opcodes, by number.
            pub const ALL: &'static [Opcode] = &[$(Opcode::$variant,)*];

            /// The opcode of that number, if 3.14 has it (specialized and instrumented forms excepted).
            pub const fn from_number(number: u16) -> Option<Opcode> {
                match number { $($number => Some(Opcode::$variant),)* _ => None }
            }

            /// CPython's name.
            pub const fn name(self) -> &'static str {
                match self { $(Opcode::$variant => $name,)* }
            }

            /// How many 16-bit inline cache units follow the instruction.
            #[inline]
            pub const fn caches(self) -> usize {
                match self { $(Opcode::$variant => $caches,)* }
            }

            /// What the argument means.
            #[inline]
            pub const fn arg_kind(self) -> ArgKind {
                match self { $(Opcode::$variant => ArgKind::$kind,)* }
            }
        }
    };
}

opcodes! {
    Cache = 0, "CACHE", 0, None;
    BinarySlice = 1, "BINARY_SLICE", 0, None;
    BuildTemplate = 2, "BUILD_TEMPLATE", 0, None;
    CallFunctionEx = 4, "CALL_FUNCTION_EX", 0, None;
    CheckEgMatch = 5, "CHECK_EG_MATCH", 0, None;
    CheckExcMatch = 6, "CHECK_EXC_MATCH", 0, None;
    CleanupThrow = 7, "CLEANUP_THROW", 0, None;
    DeleteSubscr = 8, "DELETE_SUBSCR", 0, None;
    EndFor = 9, "END_FOR", 0, None;
    EndSend = 10, "END_SEND", 0, None;
    ExitInitCheck = 11, "EXIT_INIT_CHECK", 0, None;
    FormatSimple = 12, "FORMAT_SIMPLE", 0, None;
    FormatWithSpec = 13, "FORMAT_WITH_SPEC", 0, None;
    GetAiter = 14, "GET_AITER", 0, None;
    GetAnext = 15, "GET_ANEXT", 0, None;
    GetIter = 16, "GET_ITER", 0, None;
    GetLen = 18, "GET_LEN", 0, None;
    GetYieldFromIter = 19, "GET_YIELD_FROM_ITER", 0, None;
    InterpreterExit = 20, "INTERPRETER_EXIT", 0, None;
    LoadBuildClass = 21, "LOAD_BUILD_CLASS", 0, None;
    LoadLocals = 22, "LOAD_LOCALS", 0, None;
    MakeFunction = 23, "MAKE_FUNCTION", 0, None;
    MatchKeys = 24, "MATCH_KEYS", 0, None;
    MatchMapping = 25, "MATCH_MAPPING", 0, None;
    MatchSequence = 26, "MATCH_SEQUENCE", 0, None;
    Nop = 27, "NOP", 0, None;
    NotTaken = 28, "NOT_TAKEN", 0, None;
    PopExcept = 29, "POP_EXCEPT", 0, None;
    PopIter = 30, "POP_ITER", 0, None;
    PopTop = 31, "POP_TOP", 0, None;
    PushExcInfo = 32, "PUSH_EXC_INFO", 0, None;
    PushNull = 33, "PUSH_NULL", 0, None;
    ReturnGenerator = 34, "RETURN_GENERATOR", 0, None;
    ReturnValue = 35, "RETURN_VALUE", 0, None;
    SetupAnnotations = 36, "SETUP_ANNOTATIONS", 0, None;
    StoreSlice = 37, "STORE_SLICE", 0, None;
    StoreSubscr = 38, "STORE_SUBSCR", 1, None;
    ToBool = 39, "TO_BOOL", 3, None;
    UnaryInvert = 40, "UNARY_INVERT", 0, None;
    UnaryNegative = 41, "UNARY_NEGATIVE", 0, None;
    UnaryNot = 42, "UNARY_NOT", 0, None;
    WithExceptStart = 43, "WITH_EXCEPT_START", 0, None;
    BinaryOp = 44, "BINARY_OP", 5, Int;
    BuildInterpolation = 45, "BUILD_INTERPOLATION", 0, Int;
    BuildList = 46, "BUILD_LIST", 0, Int;
    BuildMap = 47, "BUILD_MAP", 0, Int;
    BuildSet = 48, "BUILD_SET", 0, Int;
    BuildSlice = 49, "BUILD_SLICE", 0, Int;
    BuildString = 50, "BUILD_STRING", 0, Int;
    BuildTuple = 51, "BUILD_TUPLE", 0, Int;
    Call = 52, "CALL", 3, Int;
    CallIntrinsic1 = 53, "CALL_INTRINSIC_1", 0, Int;
    CallIntrinsic2 = 54, "CALL_INTRINSIC_2", 0, Int;
    CallKw = 55, "CALL_KW", 3, Int;
    CompareOp = 56, "COMPARE_OP", 1, Int;
    ContainsOp = 57, "CONTAINS_OP", 1, Int;
    ConvertValue = 58, "CONVERT_VALUE", 0, Int;
    Copy = 59, "COPY", 0, Int;
    CopyFreeVars = 60, "COPY_FREE_VARS", 0, Int;
    DeleteAttr = 61, "DELETE_ATTR", 0, Name;
    DeleteDeref = 62, "DELETE_DEREF", 0, Free;
    DeleteFast = 63, "DELETE_FAST", 0, Local;
    DeleteGlobal = 64, "DELETE_GLOBAL", 0, Name;
    DeleteName = 65, "DELETE_NAME", 0, Name;
    DictMerge = 66, "DICT_MERGE", 0, Int;
    DictUpdate = 67, "DICT_UPDATE", 0, Int;
    EndAsyncFor = 68, "END_ASYNC_FOR", 0, Jump;
    ExtendedArg = 69, "EXTENDED_ARG", 0, Int;
    ForIter = 70, "FOR_ITER", 1, Jump;
    GetAwaitable = 71, "GET_AWAITABLE", 0, Int;
    ImportFrom = 72, "IMPORT_FROM", 0, Name;
    ImportName = 73, "IMPORT_NAME", 0, Name;
    IsOp = 74, "IS_OP", 0, Int;
    JumpBackward = 75, "JUMP_BACKWARD", 1, Jump;
    JumpBackwardNoInterrupt = 76, "JUMP_BACKWARD_NO_INTERRUPT", 0, Jump;
    JumpForward = 77, "JUMP_FORWARD", 0, Jump;
    ListAppend = 78, "LIST_APPEND", 0, Int;
    ListExtend = 79, "LIST_EXTEND", 0, Int;
    LoadAttr = 80, "LOAD_ATTR", 9, Name;
    LoadCommonConstant = 81, "LOAD_COMMON_CONSTANT", 0, Int;
    LoadConst = 82, "LOAD_CONST", 0, Const;
    LoadDeref = 83, "LOAD_DEREF", 0, Local;
    LoadFast = 84, "LOAD_FAST", 0, Local;
    LoadFastAndClear = 85, "LOAD_FAST_AND_CLEAR", 0, Local;
    LoadFastBorrow = 86, "LOAD_FAST_BORROW", 0, Local;
    LoadFastBorrowLoadFastBorrow = 87, "LOAD_FAST_BORROW_LOAD_FAST_BORROW", 0, Local;
    LoadFastCheck = 88, "LOAD_FAST_CHECK", 0, Local;
    LoadFastLoadFast = 89, "LOAD_FAST_LOAD_FAST", 0, Local;
    LoadFromDictOrDeref = 90, "LOAD_FROM_DICT_OR_DEREF", 0, Free;
    LoadFromDictOrGlobals = 91, "LOAD_FROM_DICT_OR_GLOBALS", 0, Name;
    LoadGlobal = 92, "LOAD_GLOBAL", 4, Name;
    LoadName = 93, "LOAD_NAME", 0, Name;
    LoadSmallInt = 94, "LOAD_SMALL_INT", 0, Int;
    LoadSpecial = 95, "LOAD_SPECIAL", 0, Int;
    LoadSuperAttr = 96, "LOAD_SUPER_ATTR", 1, Name;
    MakeCell = 97, "MAKE_CELL", 0, Free;
    MapAdd = 98, "MAP_ADD", 0, Int;
    MatchClass = 99, "MATCH_CLASS", 0, Int;
    PopJumpIfFalse = 100, "POP_JUMP_IF_FALSE", 1, Jump;
    PopJumpIfNone = 101, "POP_JUMP_IF_NONE", 1, Jump;
    PopJumpIfNotNone = 102, "POP_JUMP_IF_NOT_NONE", 1, Jump;
    PopJumpIfTrue = 103, "POP_JUMP_IF_TRUE", 1, Jump;
    RaiseVarargs = 104, "RAISE_VARARGS", 0, Int;
    Reraise = 105, "RERAISE", 0, Int;
    Send = 106, "SEND", 1, Jump;
    SetAdd = 107, "SET_ADD", 0, Int;
    SetFunctionAttribute = 108, "SET_FUNCTION_ATTRIBUTE", 0, Int;
    SetUpdate = 109, "SET_UPDATE", 0, Int;
    StoreAttr = 110, "STORE_ATTR", 4, Name;
    StoreDeref = 111, "STORE_DEREF", 0, Free;
    StoreFast = 112, "STORE_FAST", 0, Local;
    StoreFastLoadFast = 113, "STORE_FAST_LOAD_FAST", 0, Local;
    StoreFastStoreFast = 114, "STORE_FAST_STORE_FAST", 0, Local;
    StoreGlobal = 115, "STORE_GLOBAL", 0, Name;
    StoreName = 116, "STORE_NAME", 0, Name;
    Swap = 117, "SWAP", 0, Int;
    UnpackEx = 118, "UNPACK_EX", 0, Int;
    UnpackSequence = 119, "UNPACK_SEQUENCE", 1, Int;
    YieldValue = 120, "YIELD_VALUE", 0, Int;
    Resume = 128, "RESUME", 0, Int;
    AnnotationsPlaceholder = 256, "ANNOTATIONS_PLACEHOLDER", 0, None;
    Jump = 257, "JUMP", 0, Jump;
    JumpIfFalse = 258, "JUMP_IF_FALSE", 0, Jump;
    JumpIfTrue = 259, "JUMP_IF_TRUE", 0, Jump;
    JumpNoInterrupt = 260, "JUMP_NO_INTERRUPT", 0, Jump;
    LoadClosure = 261, "LOAD_CLOSURE", 0, Local;
    PopBlock = 262, "POP_BLOCK", 0, None;
    SetupCleanup = 263, "SETUP_CLEANUP", 0, Handler;
    SetupFinally = 264, "SETUP_FINALLY", 0, Handler;
    SetupWith = 265, "SETUP_WITH", 0, Handler;
    StoreFastMaybeNull = 266, "STORE_FAST_MAYBE_NULL", 0, Local;
}

impl Opcode {
    /// Whether it exists in the CFG only.
    #[inline]
    pub const fn is_pseudo(self) -> bool {
        self as u16 >= 256
    }

    /// Whether it takes an argument.
    #[inline]
    pub const fn has_arg(self) -> bool {
        !matches!(self.arg_kind(), ArgKind::None)
    }

    /// Whether its argument is a jump target (handlers of `SETUP_*` excepted).
    #[inline]
    pub const fn has_jump(self) -> bool {
        matches!(self.arg_kind(), ArgKind::Jump)
    }
}

impl std::fmt::Debug for Opcode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl std::fmt::Display for Opcode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}
