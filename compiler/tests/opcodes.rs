//! The opcode table against an independent one: numbers, names, inline caches and stack effects.

use pyopt_compiler::code::Opcode;
use rustpython_compiler_core::bytecode::{
    AnyInstruction, Instruction, InstructionMetadata, PseudoInstruction,
};

/// The other table's entry of that number.
fn theirs(number: u16) -> Option<AnyInstruction> {
    match u8::try_from(number) {
        Ok(number) => Instruction::try_from(number).ok().map(AnyInstruction::from),
        Err(_) => PseudoInstruction::try_from(number).ok().map(AnyInstruction::from),
    }
}

/// `GetAIter { .. }` as `GETAITER`: all that CPython's spelling and the variant's have in common.
fn bare(name: &str) -> String {
    name.chars().take_while(|c| !c.is_whitespace()).filter(|&c| c != '_').collect::<String>().to_uppercase()
}

#[test]
fn numbers_and_names_agree() {
    let wrong: Vec<_> = Opcode::ALL
        .iter()
        .map(|&op| (op as u16, bare(op.name()), theirs(op as u16).map(|i| bare(&format!("{i:?}")))))
        .map(|(number, ours, found)| (number, ours, found.map(|f| unwrapped(&f))))
        .filter(|(_, ours, found)| found.as_ref() != Some(ours))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(Opcode::ALL.len(), (0..300).filter(|&n| Opcode::from_number(n).is_some()).count());
}

/// `REAL(NOP)` as `NOP`: without the variant that tells instructions from pseudo instructions.
fn unwrapped(name: &str) -> String {
    let name = name.strip_prefix("REAL(").or_else(|| name.strip_prefix("PSEUDO(")).unwrap_or(name);
    name.trim_end_matches(')').to_owned()
}

/// The other table also lists what the interpreter writes into code while it runs; all else must be ours too.
#[test]
fn no_opcode_is_missing() {
    // RESERVED has no meaning, and BINARY_OP_INPLACE_ADD_UNICODE is a specialized form in the unspecialized range.
    let missing: Vec<_> = (0..=128u16)
        .chain(256..300)
        .filter_map(|n| theirs(n).map(|i| (n, unwrapped(&bare(&format!("{i:?}"))))))
        .filter(|&(n, _)| Opcode::from_number(n).is_none())
        .map(|(_, name)| name)
        .collect();
    assert_eq!(missing, ["BINARYOPINPLACEADDUNICODE", "RESERVED"]);
}

#[test]
fn inline_caches_agree() {
    for &op in Opcode::ALL {
        if let Some(AnyInstruction::Real(theirs)) = theirs(op as u16) {
            assert_eq!(op.caches(), theirs.cache_entries(), "{}", op.name());
        }
    }
}

#[test]
fn stack_effects_agree() {
    let mut wrong = Vec::new();
    for &op in Opcode::ALL {
        let Some(theirs) = theirs(op as u16) else { continue };
        // COPY 0, SWAP 0 and SWAP 1 do not exist. RETURN_VALUE leaves what it returns to the caller's frame: theirs counts it.
        let least = match op {
            Opcode::ReturnValue => continue,
            Opcode::Copy => 1,
            Opcode::Swap => 2,
            _ => 0,
        };
        for arg in (least..10).chain([0x101, 0x203]) {
            let found = i64::from(theirs.stack_effect(arg));
            if op.stack_effect(arg) != found {
                wrong.push((op.name(), arg, op.stack_effect(arg), found));
            }
        }
    }
    assert!(wrong.is_empty(), "opcode, argument, ours, theirs: {wrong:#?}");
}
