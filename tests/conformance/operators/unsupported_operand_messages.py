# The wording of TypeErrors of operators is part of what users see.
import warnings
warnings.simplefilter("ignore")
for code in ("1 + 'a'", "'a' + 1", "[] + ()", "() + []", "b'' + ''", "'' + b''", "None + 1", "{} | []", "1 - []", "'a' * 'b'", "'a' * 1.5",
             "[1] * 'a'", "1 / '2'", "1 // None", "5 % {}", "2 ** 'x'", "pow(2, 'x', 3)", "1 << 1.0", "1 & 1.0", "-'a'", "~1.5", "+[]", "1 < 'a'", "[] < ()",
             "{} > {}", "1j < 2j", "None <= None", "1 in 5", "'a' in 5", "1 in 'a'", "1 in b'a'", "300 in b'a'", "1 @ 2", "len(5)", "5[0]", "None[0]", "(1)(2)",
             "[1]['a']", "(1,)[1.0]", "'abc'['x']", "{}[[]]", "b'a'['a']", "range(3)['a']", "[1][10]", "(1,)[5]", "'a'[5]", "b''[0]", "range(2)[5]", "'abc'[1:'x']", "int[0]"):
    try:
        print(code, "=", eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__ + ":", error)
def aug(code):
    ns = {}
    try:
        exec(code, ns)
    except Exception as error:
        print(code.replace("\n", "; "), "->", type(error).__name__ + ":", error)
for code in ("x = 1\nx += 'a'", "x = 'a'\nx -= 1", "x = []\nx += 1", "x = ()\nx *= 'a'", "x = 1\nx **= 'a'", "x = 1\nx @= 1", "x = 1\nx >>= 'a'", "x = {}\nx |= 1", "x = set()\nx |= [1]", "x = 1\nx //= ''",
             "x = (1,)\nx[0] = 1", "x = 'a'\nx[0] = 'b'", "x = [1]\nx['a'] = 1", "x = [1]\nx[5] = 1", "x = 5\nx[0] = 1", "x = 5\ndel x[0]", "x = []\ndel x[0]", "x = ()\ndel x[0]", "x = {}\ndel x['k']", "x = b'a'\nx[0] = 1"):
    aug(code)
