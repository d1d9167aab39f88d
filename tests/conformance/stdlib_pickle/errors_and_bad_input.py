# Objects that cannot be pickled are named with the place where they stand, and bytes that are no pickle are an error
# of the unpickler, whatever they are.
import io, pickle


class Refusing:
    def __init__(self, answer):
        self.answer = answer

    def __reduce_ex__(self, protocol):
        return self.answer


def local():
    def inner():
        pass

    class Inner:
        pass

    return inner, Inner()


def tell(error):
    print("   ", type(error).__name__, str(error).split(" at 0x")[0], getattr(error, "__notes__", ""))


gone = type("Gone", (), {})
for place in (local()[0], local()[1], [1, {"a": local()[0]}], {"k": (1, 2, local()[0])}, {(1, 2): local()[0]},
              (x for x in ()), gone, gone(), Refusing(5), Refusing((1,)), Refusing((1, ())), Refusing((int, 5)),
              Refusing((int, (), None, 5)), Refusing((int, (), None, None, 5)), Refusing((int, (), None, None, None, 5)),
              Refusing("absent"), io):
    print(str(type(place)))
    try:
        pickle.dumps(place)
    except Exception as error:
        tell(error)

for data in (b"", b"x", b"\x80\x06.", b".", b"(.", b"K", b"h\x05.", b"0", b"t.", b"cnosuchmodule\nx\n.", b"ca\n", b"\xff",
             b"'", b"R.", b"K\x01K\x02R.", b"\x93.", b"K\x01K\x02\x93.", b"Sabc\n.", b"Ix\n.", b"Fx\n.", b"g5\n.", b"p-1\n.",
             b"}K\x01b.", b"\x82\x05.", b"\x82\x00.", b"(K\x01u.", b"}(K\x01u.", b"P1\n.", b"K\x01Q.", b"\x97.",
             b"K\x01)\x81.", b"cbuiltins\nint\nK\x01\x81.", b"\x8c\x05abc.", b"\x8c\x02\xff\xff.", b"T\xff\xff\xff\xff.",
             b"\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00K\x01.", b"c\nx\n.", b"cbuiltins\nnosuch\n.", b"](K\x01K\x02",
             b"\x8b\xff\xff\xff\xff.", b"U\x02\xff\xff."):
    print(data)
    for load in (pickle.loads, lambda d: pickle.load(io.BytesIO(d))):
        try:
            print("   ", load(data))
        except Exception as error:
            tell(error)

# Old pickles, as Python 2 wrote them.
for data in (b"I01\n.", b"I5\n.", b"L5L\n.", b"F1.5\n.", b"Vabc\\u20ac\n.", b"S'abc\\x41\\n'\n.", b"U\x02ab.", b"(lp0\nI1\naI2\na.",
             b"(dp0\nS'a'\nI1\ns.", b"c__builtin__\nxrange\n.", b"(I1\nI2\ntp0\n.", b"c__builtin__\nunicode\n."):
    print(data, pickle.loads(data))
print(pickle.loads(b"U\x02\xff\xfe.", encoding="latin1"), pickle.loads(b"U\x02\xff\xfe.", encoding="bytes"))
for wrong in (lambda: pickle.dumps(1, 6), lambda: pickle.dump(1, 5), lambda: pickle.load(5), lambda: pickle.loads("text"),
              lambda: pickle.Pickler.__new__(pickle.Pickler).dump(1), lambda: pickle.Unpickler.__new__(pickle.Unpickler).load()):
    try:
        print(wrong())
    except Exception as error:
        tell(error)
