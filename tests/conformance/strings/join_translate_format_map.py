# join checks every item; translate maps to str, int or None.
print(",".join(["a", "b"]), "".join(()), "-".join("abc"), "x".join(["one"]), ", ".join(str(i) for i in range(3)), "-".join({"k": 1}))
print("hello".translate({ord("l"): "L", ord("h"): None, ord("o"): 48}), "abc".translate(str.maketrans("ab", "xy", "c")), "abc".translate(str.maketrans({"a": "AA", 98: "B"})))
class M(dict):
    def __missing__(self, k): return f"<{k}>"
print("{a} {b}".format_map(M(a=1)), "{x[0]}".format_map({"x": [5]}))
for f in (lambda: ",".join([1]), lambda: ",".join(["a", None]), lambda: ",".join(3), lambda: str.maketrans("a", "bc"), lambda: str.maketrans({"ab": 1}), lambda: str.maketrans(1),
          lambda: "a".translate({97: 0x110000}), lambda: "a".translate({97: 1.5}), lambda: "{z}".format_map({}), lambda: b",".join(["a"]), lambda: str.join(1, [])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
