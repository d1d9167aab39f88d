//! Code that the verifier must refuse, one rule each, and its smallest valid neighbours.

use pyopt_compiler::code::object::{CodeFlags, KindFlags, LocalsPlus};
use pyopt_compiler::code::{CodeObject, Const, Opcode, verify};
use pyopt_compiler::syntax::ast::Ident;
use std::sync::Arc;

/// A code object of these instructions, with two locals (`a` is a parameter), a cell `c` and a free variable `f`.
fn code(instructions: &[(Opcode, u8)]) -> CodeObject {
    let mut bytes = Vec::new();
    for &(op, arg) in instructions {
        bytes.extend([op as u16 as u8, arg]);
        bytes.resize(bytes.len() + 2 * op.caches(), 0);
    }
    let locals = [
        ("a", KindFlags::LOCAL | KindFlags::ARG_POS),
        ("b", KindFlags::LOCAL),
        ("c", KindFlags::CELL),
        ("f", KindFlags::FREE),
    ];
    let nested = CodeObject {
        localsplus: vec![LocalsPlus { name: Ident::from("c"), kind: KindFlags(KindFlags::FREE) }].into(),
        ..code_of_return()
    };
    let word = |s: &str| pyopt_compiler::code::marshal::text_const(s);
    CodeObject {
        argcount: 1,
        stacksize: 8,
        code: bytes.into(),
        consts: vec![
            Const::None,
            Const::Code(Arc::new(nested)),
            Const::Code(Arc::new(code_of_return())),
            Const::Tuple(vec![word("k")].into()),
            Const::Tuple(vec![Const::Int(1)].into()),
        ]
        .into(),
        names: vec![Ident::from("name")].into(),
        localsplus: locals
            .iter()
            .map(|&(name, kind)| LocalsPlus { name: Ident::from(name), kind: KindFlags(kind) })
            .collect(),
        qualname: Ident::from("case"),
        ..CodeObject::default()
    }
}

fn code_of_return() -> CodeObject {
    CodeObject {
        stacksize: 1,
        code: vec![Opcode::LoadSmallInt as u16 as u8, 0, Opcode::ReturnValue as u16 as u8, 0].into(),
        ..CodeObject::default()
    }
}

fn message(instructions: &[(Opcode, u8)]) -> String {
    match verify::verify_code(&code(instructions)) {
        Ok(()) => "valid".to_owned(),
        Err(error) => format!("{} (at {})", error.message, error.offset),
    }
}

#[test]
fn locals_are_bound_before_unchecked_loads() {
    use Opcode::*;
    assert_eq!(message(&[(LoadFast, 0), (ReturnValue, 0)]), "valid");
    assert_eq!(message(&[(LoadFast, 1), (ReturnValue, 0)]), "LOAD_FAST finds NULL in local b (at 0)");
    assert_eq!(
        message(&[(LoadFastBorrow, 1), (ReturnValue, 0)]),
        "LOAD_FAST_BORROW finds NULL in local b (at 0)"
    );
    assert_eq!(message(&[(LoadFastCheck, 1), (ReturnValue, 0)]), "valid");
    // What LOAD_FAST_CHECK found is bound from then on.
    assert_eq!(message(&[(LoadFastCheck, 1), (PopTop, 0), (LoadFast, 1), (ReturnValue, 0)]), "valid");
    assert_eq!(
        message(&[(DeleteFast, 0), (LoadFast, 0), (ReturnValue, 0)]),
        "LOAD_FAST finds NULL in local a (at 2)"
    );
    // Bound on one path only.
    let branch =
        [(LoadFast, 0), (PopJumpIfNone, 2), (LoadFast, 0), (StoreFast, 1), (LoadFast, 1), (ReturnValue, 0)];
    assert_eq!(message(&branch), "LOAD_FAST finds NULL in local b (at 10)");
    assert_eq!(message(&[(LoadFastAndClear, 0), (ReturnValue, 0)]), "valid",);
    assert_eq!(
        message(&[(LoadFastAndClear, 1), (ReturnValue, 0)]),
        "RETURN_VALUE finds NULL at depth 1 (at 2)"
    );
}

#[test]
fn cells_are_made_before_use() {
    use Opcode::*;
    let end = [(LoadConst, 0), (ReturnValue, 0)];
    let with = |start: &[(Opcode, u8)]| message(&[start, &end].concat());
    assert_eq!(with(&[(LoadDeref, 2), (PopTop, 0)]), "LOAD_DEREF finds NULL in local c (at 0)");
    assert_eq!(with(&[(MakeCell, 2), (LoadDeref, 2), (PopTop, 0)]), "valid");
    assert_eq!(with(&[(MakeCell, 2), (MakeCell, 2)]), "MAKE_CELL finds a cell in local c (at 2)");
    assert_eq!(with(&[(LoadDeref, 3), (PopTop, 0)]), "LOAD_DEREF finds NULL in local f (at 0)");
    assert_eq!(with(&[(CopyFreeVars, 1), (LoadDeref, 3), (PopTop, 0)]), "valid");
    assert_eq!(
        with(&[(MakeCell, 2), (LoadFast, 0), (StoreFast, 2), (DeleteDeref, 2)]),
        "DELETE_DEREF finds an object in local c (at 6)"
    );
}

#[test]
fn functions_get_the_closure_they_need() {
    use Opcode::*;
    let with = |start: &[(Opcode, u8)]| message(&[start, &[(ReturnValue, 0)]].concat());
    let cells = [(MakeCell, 2), (LoadFast, 2), (BuildTuple, 1)];
    assert_eq!(with(&[(LoadConst, 2), (MakeFunction, 0)]), "valid");
    assert_eq!(
        with(&[(LoadConst, 1), (MakeFunction, 0)]),
        "RETURN_VALUE finds a function without its closure at depth 1 (at 4)"
    );
    assert_eq!(
        with(&[&cells[..], &[(LoadConst, 1), (MakeFunction, 0), (SetFunctionAttribute, 8)]].concat()),
        "valid"
    );
    assert_eq!(
        with(&[&cells[..], &[(LoadConst, 2), (MakeFunction, 0), (SetFunctionAttribute, 8)]].concat()),
        "a closure that does not fit the function (at 10)"
    );
    assert_eq!(
        with(&[(LoadFast, 0), (LoadConst, 1), (MakeFunction, 0), (SetFunctionAttribute, 8)]),
        "SET_FUNCTION_ATTRIBUTE finds an object at depth 2 (at 6)"
    );
    assert_eq!(with(&[(LoadConst, 0), (MakeFunction, 0)]), "MAKE_FUNCTION finds None at depth 1 (at 2)");
}

#[test]
fn containers_are_the_ones_that_were_built() {
    use Opcode::*;
    let with = |start: &[(Opcode, u8)]| message(&[start, &[(ReturnValue, 0)]].concat());
    assert_eq!(with(&[(BuildList, 0), (LoadFast, 0), (ListAppend, 1)]), "valid");
    assert_eq!(
        with(&[(LoadFast, 0), (LoadFast, 0), (ListAppend, 1)]),
        "LIST_APPEND finds an object at depth 2 (at 4)"
    );
    assert_eq!(
        with(&[(BuildSet, 0), (LoadFast, 0), (LoadFast, 0), (MapAdd, 1)]),
        "MAP_ADD finds a set at depth 3 (at 6)"
    );
    assert_eq!(
        with(&[(LoadFast, 0), (CallIntrinsic1, 6)]),
        "CALL_INTRINSIC_1 finds an object at depth 1 (at 2)"
    );
    assert_eq!(with(&[(LoadFast, 0), (BuildString, 1)]), "BUILD_STRING finds an object at depth 1 (at 2)");
    assert_eq!(with(&[(LoadFast, 0), (FormatSimple, 0), (BuildString, 1)]), "valid");
}

#[test]
fn calls_find_what_they_expect() {
    use Opcode::*;
    let with = |start: &[(Opcode, u8)]| message(&[start, &[(ReturnValue, 0)]].concat());
    let callable = [(LoadFast, 0), (PushNull, 0)];
    assert_eq!(with(&[&callable[..], &[(LoadFast, 0), (Call, 1)]].concat()), "valid");
    assert_eq!(
        with(&[&callable[..], &[(PushNull, 0), (Call, 1)]].concat()),
        "CALL finds NULL at depth 1 (at 6)"
    );
    assert_eq!(with(&[&callable[..], &[(LoadFast, 0), (LoadConst, 3), (CallKw, 1)]].concat()), "valid");
    assert_eq!(
        with(&[&callable[..], &[(LoadFast, 0), (LoadConst, 4), (CallKw, 1)]].concat()),
        "CALL_KW finds a tuple at depth 1 (at 8)"
    );
    assert_eq!(
        with(&[&callable[..], &[(LoadConst, 3), (CallKw, 0)]].concat()),
        "CALL_KW names more arguments than there are (at 6)"
    );
    assert_eq!(
        with(&[&callable[..], &[(LoadFast, 0), (LoadFast, 0), (CallFunctionEx, 0)]].concat()),
        "CALL_FUNCTION_EX finds an object at depth 1 (at 8)"
    );
}

#[test]
fn handlers_find_their_exception() {
    use Opcode::*;
    let with = |start: &[(Opcode, u8)]| message(&[start, &[(LoadConst, 0), (ReturnValue, 0)]].concat());
    assert_eq!(with(&[(LoadFast, 0), (PopExcept, 0)]), "POP_EXCEPT finds an object at depth 1 (at 2)");
    assert_eq!(with(&[(LoadFast, 0), (PushExcInfo, 0)]), "PUSH_EXC_INFO finds an object at depth 1 (at 2)");
    assert_eq!(message(&[(LoadFast, 0), (Reraise, 0)]), "RERAISE finds an object at depth 1 (at 2)");
}

#[test]
fn loops_poll_and_end_as_they_should() {
    use Opcode::*;
    let endless = [(Nop, 0), (JumpBackwardNoInterrupt, 2)];
    assert_eq!(message(&endless), "a loop that hears no request to stop (at 2)");
    let polled = [(Resume, 0), (JumpBackwardNoInterrupt, 2)];
    assert_eq!(message(&polled), "valid");
    let body = [(LoadFast, 0), (GetIter, 0), (ForIter, 3), (PopTop, 0), (JumpBackward, 5)];
    let end = [(EndFor, 0), (PopIter, 0), (LoadConst, 0), (ReturnValue, 0)];
    assert_eq!(message(&[&body[..], &end].concat()), "valid");
    let wrong = [(PopTop, 0), (PopTop, 0), (LoadConst, 0), (ReturnValue, 0)];
    assert_eq!(
        message(&[&body[..], &wrong].concat()),
        "FOR_ITER does not land on END_FOR and POP_ITER (at 4)"
    );
}

#[test]
fn generators_start_once() {
    use Opcode::*;
    let generator = |instructions: &[(Opcode, u8)]| {
        let code = CodeObject { flags: CodeFlags(CodeFlags::GENERATOR), ..code(instructions) };
        verify::verify_code(&code).map_or_else(|error| error.message.clone(), |()| "valid".to_owned())
    };
    let rest = [(LoadFast, 0), (YieldValue, 0), (ReturnValue, 0)];
    let start = [(ReturnGenerator, 0), (PopTop, 0)];
    assert_eq!(generator(&[&start[..], &rest].concat()), "valid");
    assert_eq!(generator(&rest), "YIELD_VALUE before RETURN_GENERATOR");
    assert_eq!(
        generator(&[&start[..], &start, &rest].concat()),
        "RETURN_GENERATOR runs twice or on a stack in use"
    );
}
