//! Graphs as codegen makes them, through the passes and the assembler, against the listings of CPython 3.14.

use pyopt_compiler::code::{
    AssembleOptions, CodeFlags, CodeObject, Const, Opcode, assemble, dis, marshal, verify,
};
use pyopt_compiler::ir::{BlockId, Cfg, Instr};
use pyopt_compiler::syntax::ast::{GuardFact, Span};
use pyopt_passes::bytecode;

fn at(line: u32, col: u32, end_col: u32) -> Span {
    Span { line, col, end_line: line, end_col }
}

/// A function `f` with these parameters and further locals.
fn function(parameters: &[&str], locals: &[&str]) -> (Cfg, BlockId) {
    let mut cfg = Cfg {
        varnames: parameters.iter().chain(locals).map(|&name| name.into()).collect(),
        argcount: parameters.len() as u32,
        flags: CodeFlags(CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS),
        name: "f".into(),
        qualname: "f".into(),
        filename: "t.py".into(),
        firstlineno: 1,
        consts: vec![Const::None],
        ..Cfg::default()
    };
    let entry = cfg.new_block();
    cfg.place(entry);
    cfg.emit(entry, Opcode::Resume, 0, at(1, 0, 0));
    (cfg, entry)
}

fn both(mut cfg: Cfg) -> (CodeObject, CodeObject) {
    let plain = assemble(cfg.clone(), &AssembleOptions::default()).expect("assembles");
    verify::verify_code(&plain).expect("verifies");
    bytecode::optimize(&mut cfg, bytecode::Switch::cpython(), &mut |_, _| ()).expect("a valid graph");
    let optimized = bytecode::assemble(cfg, bytecode::Switch::cpython()).expect("assembles");
    verify::verify_code(&optimized).expect("verifies");
    (plain, optimized)
}

fn return_none(cfg: &mut Cfg, block: BlockId) {
    cfg.emit(block, Opcode::LoadConst, 0, Span::NONE);
    cfg.emit(block, Opcode::ReturnValue, 0, Span::NONE);
}

#[test]
fn a_loop_with_a_backward_condition() {
    // def f(xs):
    //     for x in xs:
    //         if x: xs
    let (mut cfg, entry) = function(&["xs"], &["x"]);
    let [head, body, then, end] = std::array::from_fn(|_| cfg.new_block());
    cfg.emit(entry, Opcode::LoadFast, 0, at(2, 13, 15));
    cfg.emit(entry, Opcode::GetIter, 0, at(2, 13, 15));
    cfg.place(head);
    cfg.emit_jump(head, Opcode::ForIter, end, at(2, 13, 15));
    cfg.place(body);
    cfg.emit(body, Opcode::StoreFast, 1, at(2, 8, 9));
    cfg.emit(body, Opcode::LoadFast, 1, at(3, 11, 12));
    cfg.emit(body, Opcode::ToBool, 0, at(3, 11, 12));
    cfg.emit_jump(body, Opcode::PopJumpIfFalse, head, at(3, 11, 12));
    cfg.place(then);
    cfg.emit(then, Opcode::LoadFast, 0, at(3, 14, 16));
    cfg.emit(then, Opcode::PopTop, 0, at(3, 14, 16));
    cfg.emit_jump(then, Opcode::Jump, head, at(3, 14, 16));
    cfg.place(end);
    cfg.emit(end, Opcode::EndFor, 0, at(2, 13, 15));
    cfg.emit(end, Opcode::PopIter, 0, at(2, 13, 15));
    return_none(&mut cfg, end);
    let (_, code) = both(cfg);
    let listing = "
  1           RESUME                   0

  2           LOAD_FAST_BORROW         0 (xs)
              GET_ITER
      L1:     FOR_ITER                15 (to L3)
              STORE_FAST               1 (x)

  3           LOAD_FAST_BORROW         1 (x)
              TO_BOOL
              POP_JUMP_IF_TRUE         3 (to L2)
              NOT_TAKEN
              JUMP_BACKWARD           13 (to L1)
      L2:     LOAD_FAST_BORROW         0 (xs)
              POP_TOP
              JUMP_BACKWARD           17 (to L1)

  2   L3:     END_FOR
              POP_ITER
              LOAD_CONST               0 (None)
              RETURN_VALUE
";
    assert_eq!(dis::dis(&code), listing[1..]);
    assert_eq!(code.stacksize, 2);
}

#[test]
fn constants_fold_and_unused_ones_go() {
    let (mut cfg, entry) = function(&["x"], &[]);
    for value in [1, 2, 3] {
        let index = cfg.add_const(Const::Int(value));
        cfg.emit(entry, Opcode::LoadConst, index, at(2, 4, 9));
    }
    cfg.emit(entry, Opcode::BuildList, 3, at(2, 4, 9));
    cfg.emit(entry, Opcode::LoadFast, 0, at(2, 4, 9));
    cfg.emit(entry, Opcode::Swap, 2, at(2, 4, 9));
    cfg.emit(entry, Opcode::ContainsOp, 0, at(2, 4, 9));
    cfg.emit(entry, Opcode::UnaryNot, 0, at(2, 4, 9));
    cfg.emit(entry, Opcode::ReturnValue, 0, at(2, 4, 9));
    let (plain, code) = both(cfg);
    assert!(dis::dis(&plain).contains("BUILD_LIST               3"));
    let text = dis::dis(&code);
    assert!(text.contains("LOAD_CONST               1 ((1, 2, 3))"), "{text}");
    assert!(text.contains("CONTAINS_OP              1 (not in)") && !text.contains("UNARY_NOT"), "{text}");
    assert_eq!(code.consts.len(), 2);
}

#[test]
fn handlers_are_cold_and_loads_in_them_are_checked() {
    // def f():
    //     try: x = g()
    //     except: x
    let (mut cfg, entry) = function(&[], &["x"]);
    let g = cfg.add_name(&"g".into()) << 1;
    let [handler, cleanup, end] = std::array::from_fn(|_| cfg.new_block());
    cfg.emit_jump(entry, Opcode::SetupFinally, handler, at(2, 4, 7));
    cfg.emit(entry, Opcode::LoadGlobal, g, at(2, 13, 14));
    cfg.emit(entry, Opcode::PushNull, 0, at(2, 13, 14));
    cfg.emit(entry, Opcode::Call, 0, at(2, 13, 16));
    cfg.emit(entry, Opcode::StoreFast, 0, at(2, 9, 10));
    cfg.emit(entry, Opcode::PopBlock, 0, at(2, 9, 10));
    cfg.emit_jump(entry, Opcode::JumpNoInterrupt, end, Span::NONE);
    cfg.place(handler);
    cfg.emit_jump(handler, Opcode::SetupCleanup, cleanup, Span::NONE);
    cfg.emit(handler, Opcode::PushExcInfo, 0, Span::NONE);
    cfg.emit(handler, Opcode::PopTop, 0, at(3, 4, 11));
    cfg.emit(handler, Opcode::LoadFast, 0, at(3, 12, 13));
    cfg.emit(handler, Opcode::PopTop, 0, at(3, 12, 13));
    cfg.emit(handler, Opcode::PopBlock, 0, Span::NONE);
    cfg.emit(handler, Opcode::PopExcept, 0, Span::NONE);
    cfg.emit_jump(handler, Opcode::JumpNoInterrupt, end, Span::NONE);
    cfg.place(cleanup);
    cfg.emit(cleanup, Opcode::Copy, 3, Span::NONE);
    cfg.emit(cleanup, Opcode::PopExcept, 0, Span::NONE);
    cfg.emit(cleanup, Opcode::Reraise, 1, Span::NONE);
    cfg.place(end);
    return_none(&mut cfg, end);
    let (_, code) = both(cfg);
    let text = dis::dis(&code);
    assert!(text.contains("LOAD_FAST_CHECK          0 (x)"), "{text}");
    assert!(text.contains("LOAD_GLOBAL              1 (g + NULL)"), "{text}");
    let entries = code.exception_entries().expect("table");
    assert_eq!(
        entries.iter().map(|e| (e.depth, e.lasti)).collect::<Vec<_>>(),
        [(0, false), (1, true)],
        "{text}"
    );
    assert!(marshal::read_code(&marshal::write_code(&code)).is_ok());
}

#[test]
fn a_guard_owns_its_fast_path() {
    // The fast path starts a loop: it gets a NOP of its own.
    let (mut cfg, entry) = function(&["x"], &[]);
    let [head, slow] = std::array::from_fn(|_| cfg.new_block());
    cfg.emit_guard(entry, vec![GuardFact::Builtin("len".into())], slow, at(2, 0, 3));
    cfg.place(head);
    cfg.emit(head, Opcode::LoadFast, 0, at(2, 0, 3));
    cfg.emit(head, Opcode::ToBool, 0, at(2, 0, 3));
    cfg.emit_jump(head, Opcode::PopJumpIfTrue, head, at(2, 0, 3));
    let rest = cfg.new_block();
    cfg.place(rest);
    return_none(&mut cfg, rest);
    cfg.place(slow);
    cfg.emit(slow, Opcode::LoadFast, 0, at(2, 0, 3));
    cfg.emit(slow, Opcode::ReturnValue, 0, at(2, 0, 3));
    let (plain, code) = both(cfg);
    for code in [plain, code] {
        assert_eq!(code.guards.len(), 1);
        let site = code.guards[0].offset as usize;
        assert_eq!(code.code[site], Opcode::JumpForward as u16 as u8);
        assert_eq!(code.code[site + 2], Opcode::Nop as u16 as u8);
    }
}

#[test]
fn bad_graphs_are_errors() {
    let options = AssembleOptions::default();
    let message = |cfg: Cfg| assemble(cfg, &options).expect_err("invalid").to_string();
    assert!(message(Cfg::default()).contains("no entry block"));
    let (cfg, _) = function(&[], &[]);
    assert!(message(cfg).contains("control falls off the end"));
    let (mut cfg, entry) = function(&[], &[]);
    cfg.emit(entry, Opcode::PopTop, 0, Span::NONE);
    return_none(&mut cfg, entry);
    assert!(message(cfg).contains("stack underflow"));
    let (mut cfg, entry) = function(&[], &[]);
    cfg.emit(entry, Opcode::LoadFast, 0, Span::NONE);
    return_none(&mut cfg, entry);
    assert!(message(cfg).contains("LOAD_FAST 0, of 0"));
    let (mut cfg, entry) = function(&[], &[]);
    cfg.block_mut(entry).instrs.push(Instr::jump(Opcode::Jump, BlockId(9), Span::NONE));
    assert!(message(cfg).contains("not laid out"));
}
