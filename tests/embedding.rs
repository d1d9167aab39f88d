//! The embedding API: conversions, limits, capabilities, independence of engines.

use pyopt::{Bytes, Engine, Error, Object};
use std::collections::BTreeMap;
use std::time::Duration;

/// Runs `work` where debug builds have stack enough.
fn roomy(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(work).expect("a thread starts");
    thread.join().expect("no panic");
}

#[test]
fn values_go_in_and_out() {
    roomy(|| {
        let mut engine = Engine::new();
        engine.set("items", vec![1i64, 2, 3]).unwrap();
        assert_eq!(engine.eval::<Vec<i64>>("[i * i for i in items]").unwrap(), [1, 4, 9]);
        assert_eq!(engine.eval::<Vec<u32>>("range(3)").unwrap(), [0, 1, 2]);
        let map: BTreeMap<String, f64> = engine.eval("{'a': 1, 'b': 2.5}").unwrap();
        assert_eq!(map.into_iter().collect::<Vec<_>>(), [("a".to_string(), 1.0), ("b".to_string(), 2.5)]);
        assert_eq!(engine.eval::<(i64, Option<String>)>("(1, None)").unwrap(), (1, None));
        assert_eq!(engine.eval::<Bytes>("bytes([0, 255])").unwrap(), Bytes(vec![0, 255]));
        assert_eq!(engine.eval::<i64>("'x'").unwrap_err().class, "TypeError");
        assert_eq!(engine.eval::<i64>("2 ** 70").unwrap_err().class, "OverflowError");
        assert_eq!(engine.eval::<String>("'\\ud800'").unwrap_err().class, "ValueError");
    });
}

#[test]
fn repetitions_that_no_memory_holds_are_refused() {
    roomy(|| {
        let mut engine = Engine::new();
        for what in ["'x'", "b'x'", "bytearray(b'x')", "(1,)", "[1]", "'ä'"] {
            for count in ["2**42", "2**60", "2**62"] {
                let error = engine.exec(&format!("{what} * {count}")).unwrap_err();
                assert_eq!(error.class, "MemoryError", "{what} * {count}");
            }
            assert_eq!(engine.eval::<i64>(&format!("len({what} * 5)")).unwrap(), 5);
            assert_eq!(engine.eval::<i64>(&format!("len({what} * -(2**40))")).unwrap(), 0);
        }
    });
}

#[test]
fn handles_keep_their_objects() {
    roomy(|| {
        let mut engine = Engine::new();
        let kept: Vec<Object> =
            (0..50).map(|n| engine.eval(&format!("['kept', {n}, object()]")).unwrap()).collect();
        engine.exec("x = [[i] * 100 for i in range(2000)]; del x").unwrap();
        engine.collect();
        for (n, object) in kept.iter().enumerate() {
            engine.set("kept", object).unwrap();
            assert_eq!(engine.eval::<(String, i64)>("tuple(kept[:2])").unwrap(), ("kept".into(), n as i64));
        }
        engine.exec("import weakref\nclass A: pass").unwrap();
        let object: Object = engine.eval("A()").unwrap();
        engine.set("it", &object).unwrap();
        engine.exec("ref = weakref.ref(it); del it").unwrap();
        engine.collect();
        assert!(engine.eval::<bool>("ref() is not None").unwrap());
        drop(object);
        let mut other = Engine::new();
        let foreign: Object = other.eval("[]").unwrap();
        assert_eq!(engine.set("x", &foreign).unwrap_err().class, "TypeError");
    });
}

#[test]
fn functions_convert_and_raise() {
    roomy(|| {
        let mut engine = Engine::new();
        engine
            .function("divide", |a: i64, b: i64| {
                a.checked_div(b).ok_or_else(|| Error::new("ArithmeticError", "no quotient"))
            })
            .unwrap();
        assert_eq!(engine.eval::<i64>("divide(7, 2)").unwrap(), 3);
        let error = engine.exec("def f():\n    divide(1, 0)\nf()").unwrap_err();
        assert_eq!((&*error.class, &*error.message), ("ArithmeticError", "no quotient"));
        assert!(error.traceback.contains("line 2, in f"), "{error}");
        assert_eq!(engine.exec("divide(1)").unwrap_err().class, "TypeError");
        assert_eq!(engine.exec("divide('a', 1)").unwrap_err().class, "TypeError");
        assert_eq!(engine.exec("(").unwrap_err().class, "SyntaxError");
        assert_eq!(engine.exec("raise SystemExit(3)").unwrap_err().message, "3");
    });
}

#[test]
fn engines_are_independent_and_move() {
    roomy(|| {
        let threads = [1i64, 2].map(|n| {
            let mut engine = Engine::new();
            engine.set("n", n).unwrap();
            std::thread::Builder::new()
                .stack_size(64 << 20)
                .spawn(move || {
                    engine
                        .exec("import sys; sys.mine = n; total = sum(i * n for i in range(20000))")
                        .unwrap();
                    engine
                })
                .unwrap()
        });
        let totals = threads.map(|thread| thread.join().unwrap().eval::<i64>("total // sys.mine").unwrap());
        assert_eq!(totals, [199_990_000; 2]);
    });
}

#[test]
fn a_stop_handle_stops_natives_and_loops() {
    roomy(|| {
        for program in
            ["from itertools import count; sum(count())", "while True: pass", "[0 for _ in iter(int, 1)]"]
        {
            let mut engine = Engine::new();
            let handle = engine.stop_handle();
            let stopper = std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(200));
                handle.stop();
            });
            assert_eq!(engine.exec(program).unwrap_err().class, "KeyboardInterrupt", "{program}");
            stopper.join().unwrap();
            assert_eq!(engine.eval::<i64>("1 + 1").unwrap(), 2);
        }
        let mut engine = Engine::new();
        engine.allow_steps(10_000);
        assert_eq!(engine.exec("while True: pass").unwrap_err().class, "KeyboardInterrupt");
        // Work on large ints counts as what it is.
        engine.allow_steps(100_000);
        let large = "x = 3\nfor _ in range(40): x = x ** 3";
        assert_eq!(engine.exec(large).unwrap_err().class, "KeyboardInterrupt");
    });
}

#[test]
fn limits_hold() {
    roomy(|| {
        let mut engine = Engine::builder().memory(32 << 20).recursion(200).build();
        assert_eq!(
            engine.exec("x = []\nwhile True: x.append('a' * 1000 + str(len(x)))").unwrap_err().class,
            "MemoryError"
        );
        let error = engine.exec("x.append('a' * (20 << 20))").unwrap_err();
        assert!(error.traceback.ends_with("line 1, in <module>\nMemoryError\n"), "{}", error.traceback);
        engine.exec("x = None").unwrap();
        assert_eq!(engine.exec("x = bytes(1 << 40)").unwrap_err().class, "MemoryError");
        assert_eq!(engine.exec("def f(): f()\nf()").unwrap_err().class, "RecursionError");
        assert_eq!(engine.eval::<i64>("1 + 1").unwrap(), 2);
    });
}

#[test]
fn small_objects_count_too() {
    roomy(|| {
        for program in [
            "x = []\nwhile True: x.append((len(x), 1.5))",
            "x = None\nwhile True: x = [x]",
            "x = {}\nwhile True: x[len(x)] = len(x) * 1.5",
            "class A: pass\nx = None\nwhile True:\n    a = A()\n    a.next = x\n    x = a",
            "def f(n):\n    yield\nx = []\nwhile True: x += [f(1)]",
            "x = [[] for _ in range(10 ** 9)]",
            "x = list(map(float, range(10 ** 9)))",
            "x = [1]\nwhile True: x.append(x[-1] << 64)",
        ] {
            let mut engine = Engine::builder().memory(24 << 20).build();
            assert_eq!(engine.exec(program).unwrap_err().class, "MemoryError", "{program}");
            engine.exec("x = a = None").unwrap();
            assert_eq!(engine.eval::<i64>("sum([1, 2, 3])").unwrap(), 6, "{program}");
            let caught = format!("try:\n{}\nexcept MemoryError:\n    x = 'caught'", indented(program));
            engine.exec(&caught).unwrap_or_else(|error| panic!("{error} in {caught}"));
            assert_eq!(engine.eval::<String>("x").unwrap(), "caught", "{program}");
        }
    });
}

fn indented(program: &str) -> String {
    program.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

#[test]
fn garbage_makes_room() {
    roomy(|| {
        let mut engine = Engine::builder().memory(32 << 20).build();
        // Without a call or loop in between, where a collection could run.
        engine
            .exec("x = bytes(20 << 20)\nx = None\nx = bytes(20 << 20)\nx = None\nx = bytes(20 << 20)")
            .unwrap();
        engine.exec("x = None\nfor n in range(50): x = bytearray(12 << 20)").unwrap();
        engine.exec("x = None\nfor n in range(200000): x = (n, str(n), [n])").unwrap();
        // What lives stays, and the error is raised where the memory was asked for.
        engine
            .exec(
                "kept = bytes(20 << 20)\n\
                 try:\n    more = bytes(20 << 20)\n    where = 'behind'\n\
                 except MemoryError:\n    where = 'there'",
            )
            .unwrap();
        assert_eq!(engine.eval::<(String, i64)>("(where, len(kept))").unwrap(), ("there".into(), 20 << 20));
    });
}

#[test]
fn near_the_limit_programs_go_on() {
    roomy(|| {
        for freed in [0, 1, 10, 100, 1000, 2000, 3000] {
            let mut engine = Engine::builder().memory(32 << 20).build();
            let program = format!(
                "kept = []\n\
                 try:\n    while True: kept.append('a' * 1000 + str(len(kept)))\n\
                 except MemoryError: del kept[len(kept) - {freed}:]\n\
                 n = done = 0\n\
                 while n < 50_000:\n    try:\n        while n < 50_000:\n            n += 1\n            x = [n] * 20\n            \
                 done += 1\n    except MemoryError: pass"
            );
            engine.exec(&program).unwrap();
            let stats = engine.heap_stats();
            let marked = stats.full_collections + stats.markings_at_limit;
            assert!(marked < 300, "all that lives was marked {marked} times, {freed} freed");
            let done = engine.eval::<i64>("done").unwrap();
            assert!(freed < 3000 || done == 50_000, "{done} done, {freed} freed");
        }
    });
}

#[test]
fn seeds_make_hashes() {
    roomy(|| {
        let hash = |mut engine: Engine| engine.eval::<i64>("hash('abc')").unwrap();
        assert_eq!(hash(Engine::builder().hash_seed(0).build()), -4_594_863_902_769_663_758);
        assert_eq!(hash(Engine::builder().hash_seed(42).build()), 3_869_580_338_025_362_921);
        assert_ne!(hash(Engine::new()), hash(Engine::new()));
    });
}

#[test]
fn a_sealed_engine_reaches_nothing() {
    roomy(|| {
        let mut engine = Engine::new();
        let error = engine.exec("open('/etc/passwd')").unwrap_err();
        assert_eq!(error.class, "PermissionError", "{error}");
        assert_eq!(engine.exec("import os; os.listdir('/')").unwrap_err().class, "PermissionError");
        engine.exec("print('into the void')").unwrap();
        assert_eq!(engine.eval::<i64>("len(__import__('os').environ)").unwrap(), 0);
    });
}
