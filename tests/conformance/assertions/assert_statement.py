# assert evaluates its message only on failure and takes any expression.
def say(x): print("eval", x); return x
assert say(1), say("never")
for code in ("assert 0", "assert [], 'empty'", "assert say(0), say('msg')", "assert None, (1, 2)", "assert not 1, None", "assert 1 == 2, f'{1 + 1}'", "assert (0)", "assert 0 or [], ValueError('v')", "assert (yes := 0), yes"):
    try: exec(code)
    except AssertionError as e: print(code, "->", repr(e), str(e), e.args)
class T:
    def __bool__(self): print("bool"); return True
assert T() and T() or T()
def f(x):
    assert x > 0, "positive please"
    return x
for v in (1, -1):
    try: print(f(v))
    except AssertionError as e: print(e)
print(__debug__)
AssertionError = ValueError
try: assert 0, "still the real one"
except ValueError: print("no")
except Exception as e: print(type(e).__name__, e)
del AssertionError
if __debug__: print("debug")
while not __debug__: pass
