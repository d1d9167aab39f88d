//! Makes programs from a seed: functions with all kinds of statements over operands that tell what is done to them, and
//! pokes, which rebind builtins, globals, attributes of classes and modules, and code of functions while others run.

use crate::program::Node;

/// Numbers from a seed (splitmix64).
pub struct Random(u64);

impl Random {
    /// Those of program `number` under `seed`.
    pub fn new(seed: u64, number: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number.wrapping_mul(0xd134_2543_de82_ef95))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// What every program begins with. Whatever happens is told in `out`.
pub const PRELUDE: &str = r#"
import builtins
import math
import string
out = []
tell = out.append
LIMIT = 10
DEBUG = False
NAME = "pyopt"
HALF = 0.5
PAIR = (1, 2)
kept = {n: getattr(builtins, n) for n in dir(builtins) if n[0] != "_"}
keep_repr, keep_type, keep_str, keep_len = repr, type, str, len
class V:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"V{self.n}"
    def __add__(self, o): tell(f"{self}+"); return V(self.n + 1)
    def __radd__(self, o): tell(f"+{self}"); return V(self.n + 2)
    def __mul__(self, o): tell(f"{self}*"); return self.n * 2
    def __lt__(self, o): tell(f"{self}<"); return self.n < 5
    def __eq__(self, o): tell(f"{self}=="); return self.n == 3
    def __hash__(self): tell(f"hash {self}"); return 7
    def __bool__(self): tell(f"bool {self}"); return self.n % 2 == 0
    def __contains__(self, o): tell(f"in {self}"); return self.n > 4
    def __iter__(self): tell(f"iter {self}"); return iter((self.n, self.n + 1))
    def __getitem__(self, k): tell(f"{self}[]"); return self.n
    def __setitem__(self, k, v): tell(f"{self}[]=")
    def __enter__(self): tell(f"enter {self}"); return self
    def __exit__(self, *a): tell(f"exit {self} {a[0] and a[0].__name__}"); return self.n % 3 == 0
    def __format__(self, spec): tell(f"format {spec}"); return "v"
    def __str__(self): tell("str"); return "V"
    @property
    def p(self): tell("p"); return self.n
class C:
    attr = 3
    def m(self, x): return (self.attr, x)
    @staticmethod
    def s(x): return x
def t(x):
    tell(f"t {shown(x)}")
    return x
def shown(x, depth=0):
    kind = keep_type(x).__name__
    if kind in ("list", "tuple", "set", "frozenset", "dict") and depth < 4:
        if kind == "dict":
            return kind + keep_str([(shown(k, depth + 1), shown(v, depth + 1)) for k, v in x.items()])
        return kind + keep_str([shown(i, depth + 1) for i in x])
    if kind in ("int", "float", "str", "bytes", "bool", "NoneType", "complex", "V", "slice"):
        return f"{kind} {keep_repr(x)}".split(" at 0x")[0][:200]
    return kind
def told(e):
    lines = []
    tb = e.__traceback__
    while tb is not None:
        lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    cause = keep_type(e.__context__).__name__
    return f"{keep_type(e).__name__} {keep_str(e).split(" at 0x")[0][:120]} {lines} {cause}"
"#;

/// What every program ends with: each function is called until it is warm, and some times after that.
pub const DRIVER: &str = r#"
for turn in kept["range"](12):
    for f in (f0, f1, f2):
        try:
            result = f(turn, V(turn % 7), "ab"[turn % 2] * 3)
            if kept["hasattr"](result, "__next__"):
                tell(f"made {shown(kept['next'](result, 'none'))}")
                if turn % 3 == 1:
                    poke(turn)
                tell(f"rest {shown(kept['list'](result))}")
            else:
                tell(f"{f.__name__} {shown(result)}")
        except Exception as e:
            tell(told(e))
"#;

const BUILTINS: &[&str] = &[
    "len",
    "range",
    "abs",
    "min",
    "max",
    "str",
    "int",
    "sorted",
    "sum",
    "isinstance",
    "enumerate",
    "zip",
    "reversed",
    "dict",
    "list",
    "tuple",
    "getattr",
    "chr",
    "ord",
    "repr",
    "bool",
    "float",
    "round",
    "print",
];

const GLOBALS: &[&str] =
    &["LIMIT", "DEBUG", "NAME", "HALF", "PAIR", "f0", "f1", "p0", "p1", "t", "C", "math"];

/// A program between its prelude and its driver.
pub fn program(random: &mut Random) -> Vec<Node> {
    let mut make = Make { random, function: 0, loops: 0, counters: 0, depth: 0, fuel: 0, pokes: true };
    make.pokes = !make.random.one_in(3);
    let mut nodes = Vec::new();
    let count = 1 + make.random.below(3);
    let bodies = (0..count).map(|_| make.poke()).collect::<Vec<_>>();
    let mut parts: Vec<(String, Vec<Node>)> = Vec::new();
    for (number, body) in bodies.into_iter().enumerate() {
        let word = if number == 0 { "if" } else { "elif" };
        parts.push((format!("{word} k % {count} == {number}:"), body));
    }
    let globals = Node::Line("global LIMIT, DEBUG, NAME, HALF, PAIR, f1, t, math".into());
    nodes.push(Node::Block(vec![("def poke(k):".into(), vec![globals, Node::Block(parts)])]));
    for function in 0..3 {
        let body = make.pure_body(function);
        nodes.push(Node::Block(vec![(format!("def p{function}(x, y):"), body)]));
    }
    for function in 0..3 {
        make.function = function;
        make.fuel = 14;
        let mut body = make.body();
        if !make.random.one_in(4) {
            body.insert(0, Node::Line("a, b, c, i = turn, 2, [3], 0".into()));
        }
        let back = make.expr(2);
        body.push(Node::Line(format!("return {back}")));
        nodes.push(Node::Block(vec![(format!("def f{function}(turn, v, s, d=4):"), body)]));
    }
    nodes
}

struct Make<'r> {
    random: &'r mut Random,
    function: usize,
    loops: usize,
    counters: usize,
    depth: usize,
    fuel: usize,
    pokes: bool,
}

impl Make<'_> {
    /// What a poke does.
    fn poke(&mut self) -> Vec<Node> {
        let mut lines = Vec::new();
        for _ in 0..1 + self.random.below(2) {
            let name = self.random.pick(BUILTINS);
            let fake = self.random.pick(&[
                "lambda *a, **k: 5",
                "lambda *a, **k: (7, 8)",
                "kept['str']",
                "V",
                "None",
            ]);
            let global = self.random.pick(GLOBALS);
            let value = self.random.pick(&["20", "10", "True", "'other'", "None", "0.5", "(1, 2)", "V(1)"]);
            let line = match self.random.below(16) {
                0 | 1 => format!("builtins.{name} = {fake}"),
                2 => format!("builtins.{name} = kept['{name}']"),
                3 => format!("globals()['{name}'] = {fake}"),
                4 => format!("kept['globals']().pop('{name}', None)"),
                5 | 6 => format!("kept['globals']()['{global}'] = {value}"),
                7 => "kept['globals']().update(LIMIT=10, DEBUG=False, NAME='pyopt', HALF=0.5, PAIR=(1, 2))"
                    .into(),
                8 => format!("kept['exec']('{global} = {}', kept['globals']())", value.replace('\'', "\"")),
                9 => format!("C.{} = {fake}", self.random.pick(&["attr", "m", "s"])),
                10 => format!(
                    "math.{} = {}",
                    self.random.pick(&["pi", "e", "tau"]),
                    self.random.pick(&["3", "3.141592653589793"])
                ),
                11 => "f1.__code__ = f2.__code__".into(),
                12 => "p1.__code__ = p0.__code__".into(),
                13 => format!("p1.__code__ = p1.__code__.replace(co_name={})", "'other'"),
                14 => format!("f0.__defaults__ = ({value},)"),
                _ => format!("LIMIT = {value}"),
            };
            lines.push(Node::Line(line));
        }
        lines
    }

    /// The body of a small function of `x` and `y`, mostly a pure one; it may call those before it.
    fn pure_body(&mut self, function: usize) -> Vec<Node> {
        let line = |text: String| Node::Line(text);
        let mut nodes = Vec::new();
        if self.random.one_in(3) {
            nodes.push(line(format!("z = {}", self.pure(2, function))));
            nodes.push(line(format!("z {}= {}", self.random.pick(&["+", "*", "-"]), self.pure(1, function))));
            let back = self.random.pick(&["z", "(z, x)", "x if z else y", "z if x else 1", "[z, z]"]);
            nodes.push(line(format!("return {back}")));
            return nodes;
        }
        if self.random.one_in(2) {
            let then = vec![line(format!("return {}", self.pure(2, function)))];
            nodes.push(Node::Block(vec![(format!("if {}:", self.pure(2, function)), then)]));
        }
        if self.random.one_in(6) {
            nodes.push(line("x = y".into()));
        }
        nodes.push(line(format!("return {}", self.pure(2, function))));
        nodes
    }

    fn pure(&mut self, depth: usize, function: usize) -> String {
        let leaves = [
            "x", "y", "x", "y", "1", "2", "0.5", "'a'", "b'x'", "None", "True", "LIMIT", "HALF", "NAME",
            "PAIR",
        ];
        if depth == 0 {
            return self.random.pick(&leaves).into();
        }
        let d = depth - 1;
        match self.random.below(12) {
            0..=2 => {
                let op = self.random.pick(&["+", "-", "*", "%", "//", "/", "&", "<<"]);
                format!("({} {op} {})", self.pure(d, function), self.random.pick(&["x", "y", "1", "2"]))
            }
            3 => format!(
                "({} {} {})",
                self.pure(d, function),
                self.random.pick(&["<", "==", "in"]),
                self.pure(d, function)
            ),
            4 => format!(
                "({} if {} else {})",
                self.pure(d, function),
                self.pure(d, function),
                self.pure(d, function)
            ),
            5 => format!("({} and {})", self.pure(d, function), self.pure(d, function)),
            6 | 7 => format!(
                "isinstance({}, {})",
                self.random.pick(&["x", "y"]),
                self.random.pick(&["int", "str", "bytes", "float"])
            ),
            8 => format!(
                "{}({})",
                self.random.pick(&["len", "abs", "str", "int", "repr", "bool"]),
                self.pure(d, function)
            ),
            9 => self
                .random
                .pick(&["x[:2]", "x[0]", "x.upper()", "x.startswith('a')", "-x", "not y", "y.count(x)"])
                .into(),
            10 if function > 0 => {
                format!(
                    "p{}({}, {})",
                    self.random.below(function),
                    self.pure(d, function),
                    self.random.pick(&["x", "y", "3"])
                )
            }
            _ => self.random.pick(&leaves).into(),
        }
    }

    /// A call of such a function.
    fn pure_call(&mut self) -> String {
        let function = self.random.below(3);
        let operands =
            ["turn", "s", "i", "a", "b", "c", "v", "1", "'abc'", "turn + 1", "b * 2", "i", "turn", "s"];
        let [x, y] = [self.random.pick(&operands), self.random.pick(&operands)];
        match self.random.below(6) {
            0 => format!("p{function}(y={y}, x={x})"),
            1 => format!("p{function}({x}, y={y})"),
            _ => format!("p{function}({x}, {y})"),
        }
    }

    fn body(&mut self) -> Vec<Node> {
        self.depth += 1;
        let mut nodes = Vec::new();
        for _ in 0..1 + self.random.below(4) {
            if self.fuel == 0 {
                break;
            }
            self.fuel -= 1;
            let node = self.statement();
            nodes.push(node);
        }
        self.depth -= 1;
        nodes
    }

    fn name(&mut self) -> &'static str {
        self.random.pick(&["a", "b", "c", "d", "i"])
    }

    fn statement(&mut self) -> Node {
        let deep = self.depth > 3;
        let name = self.name();
        let line = match self.random.below(if deep { 14 } else { 28 }) {
            0..=2 => format!("{name} = {}", self.expr(3)),
            3 => format!("{name} {}= {}", self.random.pick(&["+", "-", "*", "|", "//", "%"]), self.expr(2)),
            4 => format!("tell(shown({}))", self.expr(3)),
            5 => format!("t({})", self.expr(2)),
            6 => format!("a, {name} = {}, {}", self.expr(1), self.expr(1)),
            7 => format!("{name}, *c = {}", self.expr(2)),
            8 if self.pokes => {
                format!("if turn == {}: poke({})", self.random.below(11), self.random.below(6))
            }
            9 => format!("assert {}, {}", self.expr(2), self.expr(1)),
            10 if self.loops > 0 => {
                format!("if {}: {}", self.expr(1), self.random.pick(&["break", "continue"]))
            }
            11 if self.random.one_in(3) => format!("del {name}"),
            12 if self.random.one_in(3) => {
                format!("raise {}('r')", self.random.pick(&["ValueError", "KeyError", "StopIteration"]))
            }
            13 if self.random.one_in(4) => format!("yield {}", self.expr(2)),
            14 | 15 => return self.block_if(),
            16..=18 => return self.block_for(),
            19 => {
                self.counters += 1;
                let counter = format!("w{}", self.counters);
                self.loops += 1;
                let mut body = vec![Node::Line(format!("{counter} += 1"))];
                // A `with` may swallow even what stops a program: no loop depends on that.
                body.push(Node::Line(format!("if {counter} > 4: break")));
                body.extend(self.body());
                self.loops -= 1;
                let test = match self.random.below(4) {
                    0 => format!("{counter} < 3"),
                    1 => format!("{counter} < 2 and turn < 9"),
                    2 => format!("not {counter} > 2"),
                    _ => "1".into(),
                };
                let header = format!("while {test}:");
                let start = Node::Line(format!("{counter} = 0"));
                return start.followed(Node::Block(vec![(header, body)]));
            }
            20 | 21 => return self.block_try(),
            22 => {
                let header = format!("with {} as {name}:", self.random.pick(&["v", "V(3)", "V(turn)"]));
                return Node::Block(vec![(header, self.body())]);
            }
            23 => {
                let inner = self.random.pick(&["g", "h"]);
                let loops = std::mem::take(&mut self.loops);
                let mut body = self.body();
                self.loops = loops;
                if self.random.one_in(3) {
                    body.insert(0, Node::Line(format!("nonlocal {name}")));
                }
                let back = self.expr(2);
                body.push(Node::Line(format!("return {back}")));
                let call = format!("{name} = {inner}({})", self.expr(1));
                return Node::Block(vec![(format!("def {inner}(q, r=LIMIT):"), body)])
                    .followed(Node::Line(call));
            }
            24 => {
                let subject = self.expr(1);
                let parts = vec![
                    (String::from("case 1 | -2:"), self.body()),
                    ("case [a, *b]:".into(), self.body()),
                    ("case str(c):".into(), self.body()),
                    (format!("case _ if {}:", self.expr(1)), self.body()),
                ];
                return Node::Block(vec![(format!("match {subject}:"), vec![Node::Block(parts)])]);
            }
            25 => {
                let body = vec![
                    Node::Line(format!("y = {}", self.expr(2))),
                    Node::Line(format!("z = [{} for y in (1, 2)]", self.expr(1))),
                ];
                return Node::Block(vec![("class K:".into(), body)])
                    .followed(Node::Line("a = shown(vars(K).get('z'))".into()));
            }
            26 if self.random.one_in(2) => "global LIMIT; LIMIT = LIMIT".into(),
            26 => {
                let operand = self.random.pick(&["i", "a", "turn", "(i, 1)", "c", "s", "t(i)"]);
                format!("{}.append({operand})", self.random.pick(&["c", "a", "out", "b"]))
            }
            _ => format!("C().{}", self.random.pick(&["m(1)", "s(2)", "attr"])),
        };
        Node::Line(line)
    }

    fn block_if(&mut self) -> Node {
        let test = match self.random.below(5) {
            0 => self
                .random
                .pick(&["0", "1", "DEBUG", "not DEBUG", "__debug__", "''", "()", "LIMIT > 3"])
                .into(),
            _ => self.expr(2),
        };
        let mut parts = vec![(format!("if {test}:"), self.body())];
        if self.random.one_in(3) {
            parts.push((format!("elif {}:", self.expr(1)), self.body()));
        }
        if self.random.one_in(2) {
            parts.push(("else:".into(), self.body()));
        }
        Node::Block(parts)
    }

    fn block_for(&mut self) -> Node {
        let (target, iter) = match self.random.below(9) {
            0..=2 => {
                ("i", format!("range({})", self.random.pick(&["3", "0", "1, 4", "5, 0, -2", "LIMIT", "2"])))
            }
            3 => ("i", self.random.pick(&["(1, 2)", "[1, 'a']", "()", "'xy'", "{1}", "PAIR"]).into()),
            4 => (
                "i, a",
                self.random.pick(&["enumerate('ab')", "zip('ab', (1, 2))", "((1, 2), (3, 4))"]).into(),
            ),
            5 => ("i", "reversed((1, 2, 3))".into()),
            6 => ("i", "v".into()),
            _ => ("i", self.expr(2)),
        };
        self.loops += 1;
        let body = self.body();
        self.loops -= 1;
        let mut parts = vec![(format!("for {target} in {iter}:"), body)];
        if self.random.one_in(4) {
            parts.push(("else:".into(), self.body()));
        }
        Node::Block(parts)
    }

    fn block_try(&mut self) -> Node {
        let body = if self.random.one_in(5) { Vec::new() } else { self.body() };
        let mut parts = vec![("try:".into(), body)];
        let catches = !self.random.one_in(4);
        if catches {
            let caught = self.random.pick(&[
                "Exception as a",
                "(ValueError, TypeError)",
                "ZeroDivisionError as e",
                "NameError",
            ]);
            parts.push((format!("except {caught}:"), self.body()));
            if self.random.one_in(3) {
                parts.push(("else:".into(), self.body()));
            }
        }
        if !catches || self.random.one_in(3) {
            parts.push(("finally:".into(), self.body()));
        }
        Node::Block(parts)
    }

    fn constant(&mut self) -> String {
        self.random
            .pick(&[
                "0",
                "1",
                "2",
                "-1",
                "7",
                "255",
                "(2 ** 40)",
                "True",
                "False",
                "None",
                "0.5",
                "-0.0",
                "1e300",
                "'a'",
                "'ab'",
                "''",
                "b'x'",
                "(1, 2)",
                "()",
                "3j",
                "...",
                "'%s-%r'",
                "[1, 2]",
                "{1, 2}",
                "{'k': 1}",
            ])
            .into()
    }

    fn atom(&mut self) -> String {
        match self.random.below(10) {
            0..=3 => self.constant(),
            4 | 5 => self.name().into(),
            6 => self.random.pick(&["turn", "s", "v", "turn", "s"]).into(),
            7 => self
                .random
                .pick(&["LIMIT", "DEBUG", "NAME", "HALF", "PAIR", "math.pi", "string.digits", "math.tau"])
                .into(),
            8 => format!("t({})", self.constant()),
            _ => self.random.pick(&["v.p", "v.n", "C.attr", "d", "len"]).into(),
        }
    }

    fn expr(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.atom();
        }
        let d = depth - 1;
        match self.random.below(25) {
            0..=3 => format!(
                "({} {} {})",
                self.expr(d),
                self.random.pick(&["+", "-", "*", "%", "//", "&", "|", "<<", "**"]),
                self.small(d)
            ),
            4 => format!(
                "({} {} {})",
                self.expr(d),
                self.random.pick(&["<", "==", "!=", ">=", "in", "not in"]),
                self.expr(d)
            ),
            // Whether two equal constants are one object is no promise.
            23 => format!(
                "({} {} {})",
                self.expr(d),
                self.random.pick(&["is", "is not"]),
                self.random.pick(&["None", "True", "False"])
            ),
            5 => format!("({} < {} <= {})", self.expr(d), self.atom(), self.expr(d)),
            6 => format!("({} and {} or {})", self.expr(d), self.expr(d), self.atom()),
            7 => format!("(not {})", self.expr(d)),
            8 => format!("({}{})", self.random.pick(&["-", "~", "+", "not not "]), self.expr(d)),
            9 => format!("({} if {} else {})", self.expr(d), self.expr(d), self.expr(d)),
            10..=12 => self.call(d),
            13 => format!("f'{{{}}}x{{{}!r:>4}}'", self.unquoted(), self.unquoted()),
            14 => format!("('%s=%r' % ({}, {}))", self.expr(d), self.expr(d)),
            15 => format!(
                "{}[{}]",
                self.random.pick(&["(1, 2)", "'abc'", "[1, 2]", "{'k': 5}", "PAIR", "v", "NAME"]),
                self.random.pick(&["0", "1", "-1", "5", "'k'", "::-1", "turn % 2"])
            ),
            16 => format!(
                "[{} for i in {}]",
                self.expr(d),
                self.random.pick(&["(1, 2)", "range(2)", "'ab'", "v", "PAIR"])
            ),
            17 => format!("{{{}: {}}}", self.expr(d), self.expr(d)),
            18 => format!("[*{}, {}]", self.random.pick(&["(1, 2)", "[a]", "PAIR", "v"]), self.expr(d)),
            19 => format!(
                "(lambda q: {})({})",
                self.random.pick(&["q", "q + 1", "(q, LIMIT)", "t(q)"]),
                self.expr(d)
            ),
            20 => format!("(a := {})", self.expr(d)),
            21 => format!(
                "'{}'.{}",
                self.random.pick(&["abc", "a b", "X"]),
                self.random.pick(&[
                    "upper()",
                    "split()",
                    "find('b')",
                    "replace('a', 'z')",
                    "startswith('a')"
                ])
            ),
            22 => format!("({}, {})", self.expr(d), self.expr(d)),
            _ => self.atom(),
        }
    }

    /// An operand that does not make numbers too large.
    fn small(&mut self, depth: usize) -> String {
        if self.random.one_in(3) {
            self.expr(depth)
        } else {
            self.random.pick(&["1", "2", "3", "v", "HALF", "turn"]).into()
        }
    }

    fn unquoted(&mut self) -> &'static str {
        self.random.pick(&["v", "turn", "LIMIT", "1", "a", "HALF"])
    }

    fn call(&mut self, depth: usize) -> String {
        let simple = |make: &mut Self| {
            make.random.pick(&[
                "'abc'",
                "(3, 1, 2)",
                "[1, 2]",
                "7",
                "-4",
                "2.5",
                "'12'",
                "s",
                "turn",
                "v",
                "a",
            ])
        };
        match self.random.below(15) {
            11 | 12 => self.pure_call(),
            13 => format!(
                "{}({})",
                self.random.pick(&["str", "int", "float", "tuple", "bytes"]),
                self.random.pick(&["s", "a", "i", "turn", "c"])
            ),
            14 => format!(
                "({} {})",
                self.random.pick(&["a", "i", "turn", "b"]),
                self.random.pick(&["* 1", "+ 0", "- 0", "| 0", "* 1.0", "/ 1.0", "- 0.0", "// 1"])
            ),
            0 => format!(
                "isinstance({}, {})",
                self.atom(),
                self.random.pick(&["int", "str", "(int, str)", "V"])
            ),
            1 => format!(
                "getattr({}, '{}')",
                self.random.pick(&["v", "s", "C", "1"]),
                self.random.pick(&["n", "p", "real", "attr", "__class__"])
            ),
            2 => format!("dict(a={}, b={})", self.atom(), self.atom()),
            3 => format!("{}()", self.random.pick(&["dict", "list", "tuple", "str", "int", "float"])),
            4 => format!(
                "{}({}, {})",
                self.random.pick(&["min", "max", "divmod", "pow"]),
                simple(self),
                simple(self)
            ),
            5 if self.function > 0 => format!("f{}({}, v, 'q')", self.function - 1, self.expr(depth.min(1))),
            6 => format!("C().{}({})", self.random.pick(&["m", "s"]), self.expr(depth)),
            7 => format!("t({})", self.expr(depth)),
            8 => format!(
                "{}(i for i in {})",
                self.random.pick(&["any", "all", "tuple", "sum", "list"]),
                self.random.pick(&["(0, 1)", "v", "range(3)"])
            ),
            _ => format!(
                "{}({})",
                self.random.pick(&[
                    "len", "abs", "sorted", "str", "repr", "sum", "bool", "int", "list", "chr", "ord", "max",
                    "round"
                ]),
                simple(self)
            ),
        }
    }
}

impl Node {
    /// Both nodes, in a block of their own that runs once.
    fn followed(self, then: Node) -> Node {
        Node::Block(vec![("if True:".into(), vec![self, then])])
    }
}
