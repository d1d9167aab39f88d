//! `_opcode`: facts about CPython's opcodes, for the modules `opcode` and `dis`.
//!
//! Specialized and instrumented opcodes exist by number only: this machine's code objects never hold one.

use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use pyopt_compiler::code::opcode::ArgKind;
use pyopt_compiler::code::{Opcode, facts};

const VALID: u8 = 1;
const ARG: u8 = 2;
const CONST: u8 = 4;
const NAME: u8 = 8;
const JUMP: u8 = 16;
const FREE: u8 = 32;
const LOCAL: u8 = 64;
const HANDLER: u8 = 128;

/// The opcodes that only CPython's own machine uses: `first, last, facts`.
static FOREIGN: &[(i64, i64, u8)] = &[
    (3, 3, VALID | LOCAL),
    (17, 17, VALID),
    (129, 142, VALID),
    (143, 153, VALID | ARG),
    (154, 154, VALID),
    (155, 171, VALID | ARG),
    (172, 176, VALID | ARG | JUMP),
    (177, 178, VALID | ARG),
    (179, 179, VALID | ARG | NAME),
    (180, 188, VALID | ARG),
    (189, 189, VALID | ARG | NAME),
    (190, 191, VALID | ARG | CONST),
    (192, 193, VALID | ARG),
    (194, 195, VALID | ARG | NAME),
    (196, 196, VALID),
    (197, 197, VALID | ARG),
    (198, 199, VALID),
    (200, 200, VALID | ARG | NAME),
    (201, 208, VALID),
    (209, 211, VALID | ARG),
    (234, 236, VALID),
    (237, 237, VALID | ARG | JUMP),
    (238, 238, VALID),
    (239, 239, VALID | ARG),
    (240, 240, VALID),
    (241, 245, VALID | ARG),
    (246, 246, VALID),
    (247, 247, VALID | ARG),
    (248, 248, VALID | ARG | JUMP),
    (249, 249, VALID | ARG | NAME),
    (250, 251, VALID | ARG),
    (252, 252, VALID),
    (253, 253, VALID | ARG),
    (254, 254, VALID),
    (255, 255, VALID | ARG),
];

/// What instrumented opcodes stand for.
static INSTRUMENTED: &[(i64, Opcode)] = &[
    (234, Opcode::EndFor),
    (235, Opcode::PopIter),
    (236, Opcode::EndSend),
    (237, Opcode::ForIter),
    (239, Opcode::JumpForward),
    (240, Opcode::NotTaken),
    (241, Opcode::PopJumpIfTrue),
    (242, Opcode::PopJumpIfFalse),
    (243, Opcode::PopJumpIfNone),
    (244, Opcode::PopJumpIfNotNone),
    (245, Opcode::Resume),
    (246, Opcode::ReturnValue),
    (247, Opcode::YieldValue),
    (248, Opcode::EndAsyncFor),
    (249, Opcode::LoadSuperAttr),
    (250, Opcode::Call),
    (251, Opcode::CallKw),
    (252, Opcode::CallFunctionEx),
    (253, Opcode::JumpBackward),
];

natives! { FUNCTIONS:
    "stack_effect" "(opcode, oparg=None, /, *, jump=None)" stack_effect;
    "is_valid" "(opcode)" |vm, args| has(vm, args[0], VALID);
    "has_arg" "(opcode)" |vm, args| has(vm, args[0], ARG);
    "has_const" "(opcode)" |vm, args| has(vm, args[0], CONST);
    "has_name" "(opcode)" |vm, args| has(vm, args[0], NAME);
    "has_jump" "(opcode)" |vm, args| has(vm, args[0], JUMP);
    "has_free" "(opcode)" |vm, args| has(vm, args[0], FREE);
    "has_local" "(opcode)" |vm, args| has(vm, args[0], LOCAL);
    "has_exc" "(opcode)" |vm, args| has(vm, args[0], HANDLER);
    "get_nb_ops" "()" |vm, _| binary_operators(vm);
    "get_intrinsic1_descs" "()" |vm, _| texts(vm, &facts::INTRINSICS_1);
    "get_intrinsic2_descs" "()" |vm, _| texts(vm, &facts::INTRINSICS_2);
    "get_special_method_names" "()" |vm, _| texts(vm, &facts::SPECIAL_METHODS);
    "get_specialization_stats" "()" |_, _| Ok(Value::NONE);
    "get_executor" "(code, offset)" |vm, _| {
        Err(vm.raise_str(vm.types.runtime_error, "Executors are not available in this build"))
    };
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_opcode",
    doc: "Opcode support module.",
    functions: FUNCTIONS,
    init: |vm, module| {
        add(vm, module, "ENABLE_SPECIALIZATION", Value::TRUE)?;
        add(vm, module, "ENABLE_SPECIALIZATION_FT", Value::FALSE)
    },
};

fn texts(vm: &mut Vm, names: &[&str]) -> PyResult {
    let names: Vec<Value> = names.iter().map(|n| vm.intern(n).value()).collect();
    vm.new_list(&names).map(|l| l.value())
}

/// What is known of an opcode, as bits.
fn facts_of(number: i64) -> u8 {
    if let Some(op) = u16::try_from(number).ok().and_then(Opcode::from_number) {
        let kind = match op.arg_kind() {
            ArgKind::None => 0,
            ArgKind::Int => ARG,
            ArgKind::Const => ARG | CONST,
            ArgKind::Local => ARG | LOCAL,
            ArgKind::Name => ARG | NAME,
            ArgKind::Jump => ARG | JUMP,
            ArgKind::Handler => ARG | HANDLER,
            ArgKind::Free => ARG | FREE | LOCAL,
        };
        let also = match op {
            Opcode::LoadDeref => FREE,
            _ => 0,
        };
        return VALID | kind | also;
    }
    FOREIGN.iter().find(|row| (row.0..=row.1).contains(&number)).map_or(0, |row| row.2)
}

fn has(vm: &mut Vm, opcode: Value, wanted: u8) -> PyResult {
    let number = vm.index(opcode)?;
    Ok(Value::from_bool(facts_of(number) & wanted != 0))
}

fn stack_effect(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = vm.index(args[0])?;
    let arg = match args[1].non_null().filter(|a| !a.is_none()) {
        Some(arg) => vm.index(arg)?,
        None => 0,
    };
    let jump = match args[2].non_null() {
        None | Some(Value::NONE) => None,
        Some(Value::TRUE) => Some(true),
        Some(Value::FALSE) => Some(false),
        Some(_) => return Err(vm.raise_value_error("stack_effect: jump must be False, True or None")),
    };
    let effect = match (plain(number), u32::try_from(arg)) {
        // RESERVED, INSTRUMENTED_INSTRUCTION, INSTRUMENTED_LINE, ENTER_EXECUTOR.
        (None, _) if matches!(number, 17 | 238 | 254 | 255) => 0,
        (Some(op), Ok(arg)) => {
            let setup = if jump == Some(false) { 0 } else { op.setup_pushes() };
            op.stack_effect(arg) + setup
        }
        _ => return Err(vm.raise_value_error("invalid opcode or oparg")),
    };
    Ok(vm.new_int(effect))
}

/// The opcode of a number; of an instrumented one, the opcode that it stands for.
fn plain(number: i64) -> Option<Opcode> {
    INSTRUMENTED
        .iter()
        .find(|row| row.0 == number)
        .map(|row| row.1)
        .or_else(|| u16::try_from(number).ok().and_then(Opcode::from_number))
}

/// `[('NB_ADD', '+'), …]`.
fn binary_operators(vm: &mut Vm) -> PyResult {
    const NAMES: [&str; 13] = [
        "ADD",
        "AND",
        "FLOOR_DIVIDE",
        "LSHIFT",
        "MATRIX_MULTIPLY",
        "MULTIPLY",
        "REMAINDER",
        "OR",
        "POWER",
        "RSHIFT",
        "SUBTRACT",
        "TRUE_DIVIDE",
        "XOR",
    ];
    let list = vm.new_list(&[])?;
    for (i, symbol) in facts::BINARY_OPS.iter().enumerate() {
        let name = match (NAMES.get(i), NAMES.get(i.wrapping_sub(NAMES.len()))) {
            (Some(name), _) => format!("NB_{name}"),
            (_, Some(name)) => format!("NB_INPLACE_{name}"),
            _ => "NB_SUBSCR".to_owned(),
        };
        let (name, symbol) = (vm.intern(name.as_str()).value(), vm.intern(symbol).value());
        let pair = vm.new_tuple(&[name, symbol])?;
        super::arguments::push(vm, list, pair)?;
    }
    Ok(list.value())
}
