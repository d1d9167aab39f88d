# Displays evaluate left to right, keep duplicates' first key, and unpack in place.
def say(x):
    print("eval", x)
    return x
print({say("k1"): say("v1"), say("k2"): say("v2")})
print([say(1), *[2, 3], say(4)], (*(), 1), {*[1, 1, 1]}, {**{"a": 1}, "a": 2, **{"b": 3}})
print({1: "a", True: "b", 1.0: "c"}, {1, True, 1.0})
print((), (1,), [], {}, set(), (1, 2), 1,)
print({**{}}, [*""], (*"ab", *range(2)))
for code in ("[*1]", "{**1}", "{*1}", "(*None,)", "{[]: 1}", "{{}}", "{**[1]}"):
    try:
        print(eval(code))
    except TypeError as error:
        print(code, "->", error)
