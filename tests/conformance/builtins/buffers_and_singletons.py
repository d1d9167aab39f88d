# What builtin types say of their buffers, and how the singletons are pickled.
import array, collections.abc as abc, copy, pickle

for v in (..., NotImplemented, None):
    print(v.__reduce__() if v is not None else "", [pickle.loads(pickle.dumps(v, p)) is v for p in range(6)], copy.copy(v) is v, copy.deepcopy(v) is v)
for t in (bytes, bytearray, memoryview, array.array, str, list):
    print(t.__name__, issubclass(t, abc.Buffer), hasattr(t, "__buffer__"), hasattr(t, "__release_buffer__"))
print(type(bytearray(b"abc").__buffer__(0)), bytes(bytes.__buffer__(b"xy", 0)))

for f in (lambda: bytes.__buffer__(b"x", 1), lambda: bytearray.__buffer__(bytearray(b"x"), 1)):
    try: print(f().readonly)
    except BufferError as e: print(e)
print(type.__type_params__, int.__type_params__)
b = bytearray(b"ab"); v = b.__buffer__(0)
try: b.append(1)
except BufferError as e: print(e)
b.__release_buffer__(v)
b.append(1); print(b)
try: b.__release_buffer__(v)
except Exception as e: print(type(e), e)
try: b.__release_buffer__(memoryview(b"x"))
except Exception as e: print(type(e), e)
