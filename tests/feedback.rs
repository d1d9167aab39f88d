//! What `dis --stage quick --run` says that instructions met: each program leaves feedback that the test names.
//!
//! Observation begins at a function's 128th turn and lasts for 32 executions of each instruction, so programs that are to
//! change their ways do so behind that, and those that count branches do exactly that many.

use std::process::Command;

fn dis(program: &str, options: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_pyopt"))
        .args(["dis", "--stage", "quick", "--run"])
        .args(options)
        .args(["-c", program])
        .output()
        .expect("pyopt runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// The feedback of each instruction of the function `f` that has any, behind the name of the instruction.
#[track_caller]
fn expect(program: &str, feedback: &[(&str, &str)]) {
    let listing = dis(program, &[]);
    let start = listing.find("Disassembly of <code object f,").expect("the function");
    let lines: Vec<&str> =
        listing[start..].lines().skip(1).take_while(|line| !line.starts_with("Disassembly")).collect();
    for (opcode, note) in feedback {
        let has = |line: &&&str| line.split_whitespace().any(|word| word == *opcode) && line.contains(note);
        assert!(lines.iter().find(has).is_some(), "{opcode} {note}\n{listing}");
    }
}

#[test]
fn a_loop_over_ints_saw_ints_only() {
    let program = "
def f(n):
    total = 0
    for i in range(n):
        total = total + i
        if total < 0:
            return None
    return total
f(200)
";
    expect(
        program,
        &[
            ("FOR_RANGE", "seen range -> int"),
            ("FAST_FAST_ADD_INT", "does the next 1 as well"),
            ("ADD", "seen int, int -> int"),
            ("LESS_JUMP_IF_TRUE", "seen int, int"),
        ],
    );
}

#[test]
fn ints_that_become_floats_are_noted_in_the_settled_form() {
    let program = "
def f(x, n):
    total = x
    for i in range(n):
        total = total + x
f(1, 500)
f(0.5, 1)
";
    expect(
        program,
        &[
            ("FAST_FAST_ADD", "does the next 1 as well"),
            ("ADD_FLOAT", "seen int|float, int|float -> int|float"),
        ],
    );
}

#[test]
fn an_overflow_is_noted_once_settled() {
    let program = "
def f(x, n):
    for i in range(n):
        y = x * x
f(3, 500)
f(1 << 40, 1)
";
    expect(program, &[("MULTIPLY", "seen int, int -> int|big int; overflowed")]);
}

#[test]
fn results_of_python_code_are_seen() {
    let program = "
class V:
    def __init__(self, x):
        self.x = x
    def __add__(self, other):
        return V(self.x + other)
    def __getitem__(self, key):
        return 'item'
def f(n):
    v = V(1)
    for i in range(n):
        v = v + 1
        w = v[i]
f(200)
";
    expect(
        program,
        &[("ADD", "seen object, int -> object; of V"), ("SUBSCRIPT", "seen object, int -> str; of V")],
    );
}

#[test]
fn attributes_remember_four_shapes() {
    let classes = "
def make(n):
    class C:
        def __init__(self): self.x = n
    C.__name__ = f'C{n}'
    return C()
def f(objects):
    for o in objects:
        o.x
";
    let some = |count: u32| format!("{classes}f([make(n) for n in range({count})] * 200)\n");
    expect(&some(1), &[("LOAD_ATTR_SLOT", "monomorphic: C0")]);
    expect(&some(4), &[("LOAD_ATTR_CACHED", "polymorphic: C0, C1, C2, C3; -> int")]);
    expect(&some(40), &[("LOAD_ATTR", "megamorphic: ")]);
}

#[test]
fn operands_remember_four_shapes() {
    let program = "
def make(n):
    class C:
        def __len__(self): return n
        def __getitem__(self, key): return n
    C.__name__ = f'C{n}'
    return C()
def f(objects):
    for o in objects:
        o[1]
f([make(n) for n in range(COUNT)] * 200)
";
    let some = |count: &str| program.replace("COUNT", count);
    expect(&some("2"), &[("SUBSCRIPT", "seen object, int -> int; of C1, C0")]);
    expect(&some("9"), &[("SUBSCRIPT", "seen object, int -> int; of C")]);
    assert!(dis(&some("9"), &[]).contains(", …"));
}

#[test]
fn a_callee_is_known_until_there_are_two() {
    let program = "
class C: pass
class D:
    def __init__(self): pass
def one(): return 1
def two(): return 2.5
def f(g, n):
    for i in range(n):
        g()
";
    let calls = |calls: &str| format!("{program}{calls}\n");
    expect(&calls("f(one, 200)"), &[("CALL", "calls one -> int")]);
    expect(&calls("f(C, 200)"), &[("CALL", "calls class C -> object")]);
    expect(&calls("f(dict, 200)"), &[("CALL", "calls class dict -> dict")]);
    expect(&calls("f([1].copy, 200)"), &[("CALL", "calls native copy -> list")]);
    expect(&calls("f(one, 140); f(two, 200)"), &[("CALL", "calls many -> int|float")]);
    // Settled: a form for one native or class is given up.
    expect(&calls("f(D, 200); f(C, 1)"), &[("CALL", "calls many -> object")]);
    expect(&calls("f(globals, 200); f(locals, 1)"), &[("CALL", "calls many -> dict")]);
    // The call of another function shows when the loop that runs is looked at again.
    expect(&calls("f(one, 200); f(two, 1)"), &[("CALL", "calls one -> int")]);
    expect(&calls("f(one, 200); f(two, 1_100_000)"), &[("CALL", "calls many -> int|float")]);
}

#[test]
fn methods_and_keywords_have_callees() {
    let program = "
class C:
    def m(self, a=0): return None
def f(c, n, args=(), keywords={}):
    for i in range(n):
        c.m()
        c.m(a=i)
        c.m(*args, **keywords)
f(C(), 200)
";
    expect(
        program,
        &[
            ("CALL", "calls C.m -> None"),
            ("CALL_KW", "calls C.m -> None"),
            ("CALL_FUNCTION_EX", "calls C.m -> None"),
        ],
    );
}

#[test]
fn a_callee_that_died_is_gone() {
    let program = "
import gc
def f(n):
    for i in range(n):
        space['g']()
space = {}
exec('def g(): pass', space)
f(200)
del space['g']
gc.collect()
";
    let listing = dis(program, &[]);
    assert!(
        listing.contains("calls g -> None") || listing.contains("calls a function that is gone"),
        "{listing}"
    );
}

#[test]
fn branches_are_counted() {
    let program = "
def f(n):
    count = 0
    for i in range(n):
        if i % 4 == 0:
            count += 1
        if i is None:
            count += 1
    return count
f(400)
";
    // Of the 32 executions that are looked at a quarter goes on.
    expect(
        program,
        &[("POP_JUMP_IF_FALSE", "jumped 24, went on 8"), ("POP_JUMP_IF_NONE", "jumped 0, went on 32")],
    );
}

#[test]
fn cold_code_has_no_feedback() {
    let listing = dis("def f(n):\n    for i in range(n): i + 1\nf(20)\n", &[]);
    assert!(listing.contains("JUMP_BACKWARD_COLD") && !listing.contains("seen"), "{listing}");
}

#[test]
fn feedback_survives_what_gives_its_specialization_up() {
    let program = "
def f(a, b, n):
    for i in range(n):
        a + b
f(1, 2, 200)
f(1.5, 2.5, 3)
f('a', 'b', 3)
";
    expect(program, &[("ADD", "seen int|float|str, int|float|str -> int|float|str")]);
}

#[test]
fn feedback_survives_tracing() {
    let program = "
import sys
def f(a, n):
    for i in range(n):
        a + a
f(1, 140)
sys.settrace(lambda *args: None)
f('', 200)
sys.settrace(None)
f(2.5, 100)
";
    // The window of 32 was open when tracing began, and goes on behind it. Meanwhile the slow ways told.
    let kinds = "int|float|str";
    expect(program, &[("ADD_FLOAT", &format!("seen {kinds}, {kinds} -> {kinds}"))]);
    let midway = "
import sys
def f(a, n, trace):
    for i in range(n):
        a + a
        if i == 140:
            sys.settrace(trace)
            sys._getframe().f_trace = trace
        if i == 240:
            sys.settrace(None)
f(1, 300, lambda *args: None)
";
    expect(midway, &[("FAST_FAST_ADD_INT", ""), ("ADD", "seen int, int -> int"), ("JUMP_BACKWARD", "")]);
}

#[test]
fn feedback_survives_guard_sites_that_break() {
    let program = "
import builtins
def f(a, n):
    for i in range(n):
        b = len('abc') + a
        c = b * a
f(1, 300)
builtins.len = lambda text: 7.5
f(1, 300)
";
    // What follows the site is one for both paths.
    expect(
        program,
        &[
            ("CALL", "calls <lambda> -> float"),
            ("ADD_FLOAT", "seen int|float, int|float -> int|float"),
            ("MULTIPLY_FLOAT", "seen int|float, int|float -> int|float"),
            ("SITE_BROKEN", "site builtin:len, on its slow path, broke 1 times"),
        ],
    );
}

#[test]
fn generators_are_observed_where_they_go_on() {
    let program = "
def f(n):
    for i in range(n):
        x = yield i
        x + 1
g = f(200)
next(g)
for i in range(180):
    g.send(i)
";
    expect(program, &[("ADD", "seen int, int -> int"), ("FOR_RANGE", "seen range -> int")]);
}

#[test]
fn json_carries_feedback() {
    let program = "
def f(n):
    t = 0
    for i in range(n):
        t = t * i
        if t:
            t = ord('a')
print('said')
f(200)
";
    let output = dis(program, &["--json"]);
    let (said, json) = output.split_once('\n').expect("two lines");
    assert_eq!((said, json.lines().count()), ("said", 1));
    for part in [
        r#""opname":"FOR_RANGE""#,
        r#""feedback":{"kinds":[["range"]],"result":["int"]}"#,
        r#""feedback":{"kinds":[["int"],["int"]],"result":["int"]}"#,
        r#""branches":[0,32]"#,
    ] {
        assert!(json.contains(part), "{part}\n{json}");
    }
}
