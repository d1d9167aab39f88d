//! Facts about opcodes beyond the row of the table: stack effect, control flow, names of small arguments.

use super::opcode::Opcode;

impl Opcode {
    /// How many entries it takes off the stack and how many it puts there. What it only looks at counts in both,
    /// so the first number is also how deep the stack must be. `SETUP_*` affects only its handler, see [`Opcode::setup_pushes`].
    pub const fn stack_io(self, arg: u32) -> (usize, usize) {
        use Opcode::*;
        let n = arg as usize;
        let bit = n & 1;
        match self {
            Cache
            | Nop
            | NotTaken
            | ExtendedArg
            | Resume
            | SetupAnnotations
            | CopyFreeVars
            | MakeCell
            | DeleteFast
            | DeleteDeref
            | DeleteGlobal
            | DeleteName
            | JumpForward
            | JumpBackward
            | JumpBackwardNoInterrupt
            | AnnotationsPlaceholder
            | Jump
            | JumpNoInterrupt
            | PopBlock
            | SetupCleanup
            | SetupFinally
            | SetupWith => (0, 0),
            LoadBuildClass | LoadLocals | PushNull | ReturnGenerator | LoadCommonConstant | LoadConst
            | LoadDeref | LoadFast | LoadFastAndClear | LoadFastBorrow | LoadFastCheck | LoadName
            | LoadSmallInt | LoadClosure => (0, 1),
            LoadFastLoadFast | LoadFastBorrowLoadFastBorrow => (0, 2),
            LoadGlobal => (0, 1 + bit),
            EndFor | PopExcept | PopIter | PopTop | InterpreterExit | ExitInitCheck | DeleteAttr
            | PopJumpIfFalse | PopJumpIfTrue | PopJumpIfNone | PopJumpIfNotNone | StoreDeref | StoreFast
            | StoreGlobal | StoreName | StoreFastMaybeNull => (1, 0),
            FormatSimple
            | GetAiter
            | GetIter
            | GetYieldFromIter
            | MakeFunction
            | ReturnValue
            | ToBool
            | UnaryInvert
            | UnaryNegative
            | UnaryNot
            | CallIntrinsic1
            | ConvertValue
            | GetAwaitable
            | LoadFromDictOrDeref
            | LoadFromDictOrGlobals
            | YieldValue
            | StoreFastLoadFast
            | JumpIfFalse
            | JumpIfTrue => (1, 1),
            LoadAttr => (1, 1 + bit),
            GetAnext | GetLen | MatchMapping | MatchSequence | PushExcInfo | ForIter | ImportFrom
            | LoadSpecial => (1, 2),
            DeleteSubscr | EndAsyncFor | StoreAttr | StoreFastStoreFast => (2, 0),
            BuildTemplate | EndSend | FormatWithSpec | BinaryOp | CallIntrinsic2 | CompareOp | ContainsOp
            | ImportName | IsOp | SetFunctionAttribute => (2, 1),
            CheckEgMatch | CheckExcMatch | Send => (2, 2),
            MatchKeys => (2, 3),
            StoreSubscr => (3, 0),
            BinarySlice | MatchClass => (3, 1),
            CleanupThrow => (3, 2),
            LoadSuperAttr => (3, 1 + bit),
            StoreSlice => (4, 0),
            CallFunctionEx => (4, 1),
            WithExceptStart => (5, 6),
            BuildInterpolation => (2 + bit, 1),
            BuildList | BuildSet | BuildSlice | BuildString | BuildTuple => (n, 1),
            BuildMap => (2 * n, 1),
            Call => (2 + n, 1),
            CallKw => (3 + n, 1),
            // COPY 0 and SWAP 0 do not exist; counted as if 1, and refused by the verifiers.
            Copy => {
                let n = if n == 0 { 1 } else { n };
                (n, n + 1)
            }
            Swap => {
                let n = if n < 2 { 2 } else { n };
                (n, n)
            }
            ListAppend | ListExtend | SetAdd | SetUpdate | DictUpdate => (n + 1, n),
            DictMerge => (n + 4, n + 3),
            MapAdd => (n + 2, n),
            RaiseVarargs => (n, 0),
            Reraise => (n + 1, n),
            UnpackEx => (1, (n & 0xff) + (n >> 8) + 1),
            UnpackSequence => (1, n),
        }
    }

    /// The net change of the stack depth on the way to the next instruction.
    pub const fn stack_effect(self, arg: u32) -> i64 {
        let (popped, pushed) = self.stack_io(arg);
        pushed as i64 - popped as i64
    }

    /// How many entries more a handler of this `SETUP_*` starts with than the setup itself has below it.
    #[inline]
    pub const fn setup_pushes(self) -> i64 {
        match self {
            Opcode::SetupCleanup => 2,
            Opcode::SetupFinally | Opcode::SetupWith => 1,
            _ => 0,
        }
    }

    /// Whether it leaves the scope.
    #[inline]
    pub const fn is_scope_exit(self) -> bool {
        use Opcode::*;
        matches!(self, ReturnValue | RaiseVarargs | Reraise | InterpreterExit)
    }

    /// Whether it always jumps (a guard's JUMP_FORWARD excepted: ask `Instr::leaves`).
    #[inline]
    pub const fn is_unconditional_jump(self) -> bool {
        use Opcode::*;
        matches!(self, Jump | JumpNoInterrupt | JumpForward | JumpBackward | JumpBackwardNoInterrupt)
    }

    /// Whether it is one of the four real conditional jumps.
    #[inline]
    pub const fn is_conditional_jump(self) -> bool {
        use Opcode::*;
        matches!(self, PopJumpIfFalse | PopJumpIfTrue | PopJumpIfNone | PopJumpIfNotNone)
    }

    /// Whether it is a conditional jump on a truth value, real or pseudo.
    #[inline]
    pub const fn is_conditional(self) -> bool {
        use Opcode::*;
        matches!(self, PopJumpIfFalse | PopJumpIfTrue | JumpIfFalse | JumpIfTrue)
    }

    /// Whether its distance counts backwards.
    #[inline]
    pub const fn is_backward(self) -> bool {
        use Opcode::*;
        matches!(self, JumpBackward | JumpBackwardNoInterrupt | EndAsyncFor)
    }

    /// Whether it polls for signals and other requests.
    #[inline]
    pub const fn has_eval_break(self) -> bool {
        use Opcode::*;
        matches!(self, Call | CallFunctionEx | CallKw | Jump | JumpBackward | Resume)
    }

    /// Whether it loads a constant whose value is known from the instruction.
    #[inline]
    pub const fn loads_const(self) -> bool {
        matches!(self, Opcode::LoadConst | Opcode::LoadSmallInt)
    }
}

/// `NB_*`: the operators of BINARY_OP by number.
pub const BINARY_OPS: [&str; 27] = [
    "+", "&", "//", "<<", "@", "*", "%", "|", "**", ">>", "-", "/", "^", "+=", "&=", "//=", "<<=", "@=",
    "*=", "%=", "|=", "**=", ">>=", "-=", "/=", "^=", "[]",
];

/// COMPARE_OP's operators; the argument shifted right by five.
pub const COMPARE_OPS: [&str; 6] = ["<", "<=", "==", "!=", ">", ">="];

/// CALL_INTRINSIC_1's functions.
pub const INTRINSICS_1: [&str; 12] = [
    "INTRINSIC_1_INVALID",
    "INTRINSIC_PRINT",
    "INTRINSIC_IMPORT_STAR",
    "INTRINSIC_STOPITERATION_ERROR",
    "INTRINSIC_ASYNC_GEN_WRAP",
    "INTRINSIC_UNARY_POSITIVE",
    "INTRINSIC_LIST_TO_TUPLE",
    "INTRINSIC_TYPEVAR",
    "INTRINSIC_PARAMSPEC",
    "INTRINSIC_TYPEVARTUPLE",
    "INTRINSIC_SUBSCRIPT_GENERIC",
    "INTRINSIC_TYPEALIAS",
];

/// CALL_INTRINSIC_2's functions.
pub const INTRINSICS_2: [&str; 6] = [
    "INTRINSIC_2_INVALID",
    "INTRINSIC_PREP_RERAISE_STAR",
    "INTRINSIC_TYPEVAR_WITH_BOUND",
    "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS",
    "INTRINSIC_SET_FUNCTION_TYPE_PARAMS",
    "INTRINSIC_SET_TYPEPARAM_DEFAULT",
];

/// LOAD_COMMON_CONSTANT's values, as `dis` shows them.
pub const COMMON_CONSTANTS: [&str; 5] =
    ["AssertionError", "NotImplementedError", "tuple", "<built-in function all>", "<built-in function any>"];

/// LOAD_SPECIAL's methods.
pub const SPECIAL_METHODS: [&str; 4] = ["__enter__", "__exit__", "__aenter__", "__aexit__"];

/// The bits of SET_FUNCTION_ATTRIBUTE.
pub const FUNCTION_ATTRIBUTES: [&str; 5] = ["defaults", "kwdefaults", "annotations", "closure", "annotate"];
