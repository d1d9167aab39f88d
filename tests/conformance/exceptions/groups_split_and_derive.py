# Exception groups are split by type or predicate; the structure stays.
class Failures(ExceptionGroup):
    def derive(self, excs):
        return Failures(self.message + "'", excs)


group = Failures("all", [
    ValueError("a"),
    ExceptionGroup("inner", [KeyError("k"), ValueError("b")]),
    OSError("disk"),
])
match, rest = group.split(ValueError)
print(repr(match))
print(repr(rest))
print(repr(group.subgroup(lambda e: "k" in str(e))), group.subgroup(ArithmeticError))
print(len(group.exceptions), group.message, str(group))


def run(*errors):
    try:
        raise ExceptionGroup("run", list(errors))
    except* ValueError as eg:
        print("values", [str(e) for e in eg.exceptions])
    except* (KeyError, OSError) as eg:
        print("others", [type(e).__name__ for e in eg.exceptions])
    else:
        print("never")
    finally:
        print("done")


run(ValueError("v1"), KeyError("k1"), ValueError("v2"))
try:
    run(TypeError("t"), ValueError("v"))
except ExceptionGroup as eg:
    print("left over:", repr(eg))
try:
    raise ValueError("plain")
except* ValueError as eg:
    print(repr(eg))
for bad in (lambda: ExceptionGroup("e", []), lambda: ExceptionGroup("e", [1]),
            lambda: ExceptionGroup("e", [KeyboardInterrupt()])):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(e)
print(type(BaseExceptionGroup("m", [Exception()])).__name__)
