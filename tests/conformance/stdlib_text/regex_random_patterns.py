# Random patterns over random texts: the matcher must agree with CPython's in every span, group and lastindex, whatever
# is nested in what. One line is the digest of all that was found with one pattern.
import binascii
import re
import warnings

warnings.simplefilter("ignore")
state = 0


def rnd(n):
    global state
    state ^= (state << 13) & 0xffffffff
    state ^= state >> 17
    state ^= (state << 5) & 0xffffffff
    return state % n
ALPHA = ["abc", "ab\n", "aAbB_ ", "ab1\u00e9\u00c9", "a\u0130i\u212akK\u017fsS", "\u0100\u0101a\U0001f600b"]
def char(al):
    c = al[rnd(len(al))]
    return re.escape(c)
class G:
    groups = 0
    open = ()
def setp(al):
    parts = []
    for _ in range(1 + rnd(3)):
        k = rnd(6)
        if k < 3: parts.append(re.escape(al[rnd(len(al))]))
        elif k == 3:
            a, b = sorted((al[rnd(len(al))], al[rnd(len(al))]))
            parts.append(re.escape(a) + "-" + re.escape(b))
        else: parts.append(["\\w", "\\d", "\\s", "\\W", "\\D", "\\S"][rnd(6)])
    return "[" + ("^" if rnd(3) == 0 else "") + "".join(parts) + "]"
def atom(al, d, g, fixed=False):
    k = rnd(22)
    if k < 7: return char(al)
    if k == 7: return "."
    if k < 10: return setp(al)
    if k == 10: return ["\\w", "\\d", "\\s", "\\W", "\\S", "\\D"][rnd(6)]
    if k == 11: return ["^", "$", "\\b", "\\B", "\\A", "\\Z"][rnd(6)]
    if d <= 0: return char(al)
    if k < 14:
        g.groups += 1
        me = g.groups
        g.open += (me,)
        s = "(" + alt(al, d - 1, g) + ")"
        g.open = g.open[:-1]
        return s
    if k == 14: return "(?:" + alt(al, d - 1, g) + ")"
    if k == 15: return ["(?=", "(?!"][rnd(2)] + alt(al, d - 1, g) + ")"
    if k == 16: return ["(?<=", "(?<!"][rnd(2)] + "".join(rnd(2) and char(al) or setp(al) for _ in range(1 + rnd(2))) + ")"
    if k == 17: return "(?>" + alt(al, d - 1, g) + ")"
    if k == 18:
        ok = [i for i in range(1, g.groups + 1) if i not in g.open]
        if ok: return "(?:\\%d)" % ok[rnd(len(ok))]
        return char(al)
    if k == 19:
        ok = list(range(1, g.groups + 1))
        if ok: return "(?(%d)" % ok[rnd(len(ok))] + seq(al, d - 1, g) + ("|" + seq(al, d - 1, g) if rnd(2) else "") + ")"
        return char(al)
    if k == 20: return "(?" + ["i", "s", "m", "x", "i-s", "-i"][rnd(6)] + ":" + alt(al, d - 1, g) + ")"
    return "(?:" + alt(al, d - 1, g) + ")"
def quant(s):
    k = rnd(9)
    if k > 5: return s
    q = ["*", "+", "?", "{%d}" % rnd(4), "{%d,}" % rnd(3), "{%d,%d}" % ((lambda a: (a, a + rnd(3)))(rnd(3)))][k]
    return s + q + ["", "", "?", "+"][rnd(4)]
def seq(al, d, g):
    out = []
    for _ in range(rnd(4) + (d > 1)):
        a = atom(al, d, g)
        out.append(quant(a) if not a in ("^", "$", "\\b", "\\B", "\\A", "\\Z") else a)
    return "".join(out)
def alt(al, d, g):
    return "|".join(seq(al, d, g) for _ in range(1 + (rnd(3) == 0) + (rnd(5) == 0)))
def show(m):
    if m is None: return "-"
    return "%r%r%r" % (m.span(), m.regs[1:], m.lastindex)
def note(digest, *what):
    return binascii.crc32(ascii(what).encode(), digest)


def run(seed, count):
    global state
    state = seed * 2654435761 % 2**32 or 1
    for i in range(count):
        al = ALPHA[rnd(len(ALPHA))]
        g = G()
        p = alt(al, 3, g)
        flags = [0, 0, 0, re.I, re.M, re.S, re.A, re.I | re.A, re.I | re.M][rnd(9)]
        asbytes = rnd(5) == 0 and all(ord(c) < 256 for c in al)
        digest = note(0, p, int(flags))
        try:
            if asbytes:
                r = re.compile(p.encode("latin-1"), flags if not rnd(4) else flags & ~re.A)
            else:
                r = re.compile(p, flags)
        except (re.error, ValueError) as e:
            print(seed, i, digest, type(e).__name__)
            continue
        for _ in range(6):
            s = "".join(al[rnd(len(al))] for _ in range(rnd(14)))
            if asbytes:
                s = s.encode("latin-1")
            res = [show(r.match(s)), show(r.fullmatch(s)), show(r.search(s))]
            a, b = rnd(5), rnd(14)
            res += [show(r.search(s, a, b)), show(r.match(s, a)), show(r.fullmatch(s, a, b))]
            res += [[show(m) for m in r.finditer(s)], r.findall(s), r.split(s)]
            res += [r.subn((lambda m: m[0] + m[0]), s, rnd(3)), r.sub(b"<\\g<0>>" if asbytes else "<\\g<0>>", s)]
            digest = note(digest, s, res)
        print(seed, i, digest)


for seed in (10, 12):
    run(seed, 25)
