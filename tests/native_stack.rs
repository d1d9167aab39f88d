//! The chain of handlers leaves the native stack as deep as it was, whatever the instruction: handlers go on by a jump.
//!
//! Each program runs an instruction's ways, common and rare, so often that one native frame left behind each time would
//! overflow the stack.

use std::process::Command;

/// Statements of a loop's body, with what they need in front.
const BODIES: &[(&str, &str)] = &[
    (
        "a, b, o, t = 5, 'x', 1.5, [1, 2]",
        "c = f'{a}{b}'; c = f'{a}:{o} {t} {a:>3} {b!r}'; c = f'{b}'; c = f'{a}'",
    ),
    (
        "a, b, t, m = 'abcdef', b'abcdef', (1, 2, 3, 4), [1, 2, 3, 4]",
        "c = a[1:3]; c = b[1:3]; c = t[1:3]; c = m[1:3]; c = m[::-1]; c = m[3:0:-2]; c = a[::2]; i = 1; c = m[i:3]; c = m[i::2]; m[:2] = m[1::-1]; p, q, r, s = t; p, q, r, s = m; (p, q), r = (1, 2), 3",
    ),
    (
        "def f(a, b=1, c=2): return a\ndef g(a, /, b): return b\nclass A:\n  def m(self, a, b=3): return a\no = A()",
        "c = f(1, b=2); c = f(1, c=2); c = f(b=1, a=2); c = f(a=1, b=2, c=3); c = g(1, b=2); c = o.m(1, b=2); c = o.m(b=2, a=3)\n  try: f(1, a=2)\n  except TypeError: pass\n  try: g(a=1, b=2)\n  except TypeError: pass",
    ),
    (
        "class A:\n  def __init__(self, v): self.v = v\n  def __getitem__(self, k): return k\n  def __setitem__(self, k, v): pass\n  def __add__(self, o): return NotImplemented\n  def __sub__(self, o): return o\n  def __radd__(self, o): return 1\n  def __lt__(self, o): return self.v < o.v\n  def __eq__(self, o): return NotImplemented\no, p = A(1), A(2)",
        "c = o[1]; o[1] = c; c = o - p; c = o - 1; c = 1 if o < p else 2; c = o == p; c = 1 + o\n  try: o + 1\n  except TypeError: pass",
    ),
    (
        "a, b = 1, 2.5",
        "c = a + a; c = b + b; c = a * b; c = b - a; c = a - a; c = b * b; c = -a; c = -b; c = not a",
    ),
    (
        "a, b = 7, 3",
        "c = a // b; c = a % b; c = a / b; c = a & b; c = a | b; c = a ^ b; c = a << b; c = a >> b; c = a ** b",
    ),
    (
        "a, b = 10 ** 20, 3",
        "c = a + b; c = a - b; c = a * b; c = a // b; c = a % b; c = ~b; c = a < b; c = a == b",
    ),
    (
        "a, b = 'x', 'yz'",
        "c = a + b; c = a == b; c = a != b; c = a < b; c = a in b; c = b[0]; c = b[-1]; c = b[0:1]",
    ),
    (
        "a, b = 1, 2",
        "c = 1 if a < b else 2; c = 1 if a == b else 2; c = 1 if a != 1 else 2; c = 1 if a is b else 2",
    ),
    (
        "a, b = 'x', None",
        "c = 1 if a == 'x' else 2; c = 1 if b == None else 2; c = 1 if b is None else 2; c = a and b; c = b or a",
    ),
    (
        "a, b = [1, 2, 3], (4, 5, 6)",
        "c = a[1]; c = b[1]; a[1] = c; x, y, z = a; x, y, z = b; x, *y = a; c = [x, *a]; c = (x, y)",
    ),
    (
        "a = {1: 2, 'k': 3}",
        "c = a[1]; c = a['k']; a['k'] = c; a[1.5] = 2; del a[1.5]; c = 1 in a; c = 2.5 in a; c = {**a}; c = {1, 2}",
    ),
    (
        "a = [1, 2]",
        "c = [i for i in a]; c = {i for i in a}; c = {i: i for i in a}; c = list(i for i in a); c = [i for i in range(2)]",
    ),
    (
        "a = (1, 2)",
        "for i in a: pass\n  for i in 'ab': pass\n  for i in {1: 2}: pass\n  for i, j in zip(a, a): pass\n  for i in map(abs, a): pass",
    ),
    (
        "class A:\n  k = 1\n  def __init__(self, x=1): self.x = x; self.y = x\n  def m(self, a, b=2): return a\n  @property\n  def p(self): return 3\n  @staticmethod\n  def s(a): return a\n  @classmethod\n  def c(cls): return 1\n  def __getattr__(self, n): return n\no = A()",
        "c = A(); c = A(2); c = A(x=3); c = o.x; o.y = c; o.z = c; c = o.m(1); c = o.m(1, 2); c = o.m(a=1); c = o.p; c = o.s(1); c = o.c(); c = o.k; c = A.k; c = o.other; c = o.m",
    ),
    (
        "class A:\n  __slots__ = ('v',)\n  def __add__(self, o): return 1\n  def __radd__(self, o): return 1\n  def __iadd__(self, o): return self\n  def __lt__(self, o): return True\n  def __eq__(self, o): return True\n  def __getitem__(self, k): return 1\n  def __setitem__(self, k, v): pass\n  def __delitem__(self, k): pass\n  def __contains__(self, k): return True\n  def __bool__(self): return True\n  def __len__(self): return 1\n  def __neg__(self): return 1\n  def __call__(self, *a): return 1\n  def __iter__(self): return iter((1, 2))\n  def __enter__(self): return self\n  def __exit__(self, *a): return False\no = A()",
        "c = o + 1; c = 1 + o; o += 1; c = o < 1; c = o == 1; c = o[1]; o[1] = 2; del o[1]; c = 1 in o; c = not o; c = -o; c = o(1); c = len(o); o.v = 1; c = o.v\n  for i in o: pass\n  with o: pass",
    ),
    (
        "import math\ndef f(a, b=1, *r, k=2, **w): return a\nt, w = (1, 2), {'k': 3}",
        "c = f(1); c = f(1, 2, 3); c = f(a=1); c = f(*t, **w); c = math.pi; c = len(t); c = abs(-1); c = isinstance(c, int); c = max(1, 2); c = int('3'); c = str(3); c = f'{c}{c!r:>5}'",
    ),
    (
        "def f(n):\n  x = n\n  def g():\n    nonlocal x\n    x += 1\n    return x\n  return g\ng = f(1)",
        "c = g(); c = f(2)(); h = lambda: c; c = 1",
    ),
    (
        "def g():\n  x = yield 1\n  yield x\ndef h():\n  yield from g()\nasync def co():\n  return 1\nasync def ag():\n  yield 1\nasync def aw():\n  async for i in ag(): pass\n  return await co()",
        "for i in g(): pass\n  for i in h(): pass\n  k = g(); next(k); k.send(2); k.close(); c = next(iter(h()), 1)\n  k = aw()\n  try: k.send(None)\n  except StopIteration: pass",
    ),
    (
        "a = []",
        "try: a[1]\n  except IndexError as e: pass\n  try: raise ValueError(1)\n  except (KeyError, ValueError): pass\n  finally: c = 1\n  try: undefined\n  except NameError: pass",
    ),
    (
        "a = {'x': 1, 'y': [1, 2]}",
        "match a:\n    case {'x': 1, 'y': [p, q]}: pass\n  match 3:\n    case int(z): pass",
    ),
    (
        "import functools\ndef f(x, y=1): return x\ndef g():\n  yield 1\n  yield 2\nclass A:\n  def __new__(cls, n=1): return object.__new__(cls)\n  def __init__(self, n=1): self.n = n\n  def __len__(self): return 1\n  def __iter__(self): return self\n  def __next__(self):\n    self.n -= 1\n    if self.n < 0: raise StopIteration\n    return self.n\nh = functools.partial(f, 1)",
        "c = list(map(f, g())); c = sorted((2, 1), key=f); c = sum(g()); c = max(g(), key=f); c = tuple(A(2)); c = h(); c, d = map(f, g()); c = [*map(f, g())]; c = len(A()); c = dict(zip(g(), g())); c = 5 in g(); c = f'{A()}'; c = next(map(f, g())); c = f(*g())\n  for i in map(f, g()): pass\n  for i, j in enumerate(map(f, g())): pass",
    ),
    (
        "import sys",
        "global gl; gl = 1; c = gl; del gl; import sys; from sys import path; c = sys.path; assert c is path",
    ),
];

#[test]
fn no_instruction_leaves_a_native_frame_behind() {
    for (before, body) in BODIES {
        let mut program = format!("{before}\ndef run(n):\n for _ in range(n):\n  ");
        // The statements stand in a function, for fast locals, and see the names in front as globals.
        if body.contains("global gl") {
            program = format!("{before}\ndef run(n):\n global gl\n for _ in range(n):\n  ");
        }
        program.push_str(&body.replace("global gl; ", ""));
        let locals: Vec<&str> =
            before.split(" = ").next().map_or(vec![], |names| names.split(", ").collect());
        let is_plain = locals.iter().all(|n| n.len() == 1);
        if is_plain && !before.contains('\n') {
            program = program.replacen("def run(n):\n", &format!("def run(n):\n {before}\n"), 1);
        }
        if body.contains("o += 1") {
            program = program.replacen("def run(n):\n", "def run(n):\n o = A()\n", 1);
        }
        program.push_str("\nrun(30000)\nprint('done')\n");
        let run = Command::new(env!("CARGO_BIN_EXE_pyopt")).args(["run", "-c", &program]).output();
        let run = run.expect("pyopt starts");
        let shown = String::from_utf8_lossy(&run.stderr);
        assert_eq!(
            String::from_utf8_lossy(&run.stdout),
            "done\n",
            "{program}\n{}",
            &shown[..shown.len().min(2000)]
        );
    }
}

/// Functions that call themselves through a native, 40000 deep.
const RECURSIONS: &[&str] = &[
    "max(map(f, [n - 1])) + 1",
    "list(f(i) for i in [n - 1])[0] + 1",
    "sum(f(i) for i in [n - 1]) + 1",
    "len(sorted([n - 1], key=f)) * n",
    "functools.reduce(lambda a, b: f(n - 1), [1, 2]) + 1",
    "functools.partial(f, n - 1)() + 1",
    "f(*[n - 1]) + 1",
    "next(zip(map(f, [n - 1])))[0] + 1",
    "[*map(f, [n - 1])][0] + 1",
];

#[test]
fn recursion_through_natives_takes_no_native_stack() {
    for recursion in RECURSIONS {
        let program = format!(
            "import functools, sys\nsys.setrecursionlimit(200000)\ndef f(n):\n return n and {recursion}\nprint(f(40000))"
        );
        let run = Command::new(env!("CARGO_BIN_EXE_pyopt")).args(["run", "-c", &program]).output();
        let run = run.expect("pyopt starts");
        let shown = String::from_utf8_lossy(&run.stderr);
        let shown = &shown[..shown.len().min(2000)];
        assert_eq!(String::from_utf8_lossy(&run.stdout), "40000\n", "{program}\n{shown}");
    }
}
