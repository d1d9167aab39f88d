# Programs that send objects elsewhere put their own hooks into picklers: persistent ids, reducers, dispatch tables,
# buffers that travel apart, and a memo that they look into.
import io, pickle


class Record:
    def __init__(self, key):
        self.key = key

    def __repr__(self):
        return f"Record({self.key!r})"


records = {1: Record(1)}


class Outgoing(pickle.Pickler):
    def persistent_id(self, obj):
        return ("record", obj.key) if isinstance(obj, Record) else None


class Incoming(pickle.Unpickler):
    def persistent_load(self, pid):
        kind, key = pid
        return records[key]

    def find_class(self, module, name):
        if name == "eval":
            raise pickle.UnpicklingError(f"{module}.{name} is forbidden")
        return super().find_class(module, name)


for protocol in (1, 2, 5):
    file = io.BytesIO()
    Outgoing(file, protocol).dump([records[1], "text", records[1]])
    loaded = Incoming(io.BytesIO(file.getvalue())).load()
    print(protocol, loaded, loaded[0] is records[1])
try:
    pickle.loads(file.getvalue())
except pickle.UnpicklingError as error:
    print(error)
try:
    Incoming(io.BytesIO(pickle.dumps(eval))).load()
except pickle.UnpicklingError as error:
    print(error)


class Overriding(pickle.Pickler):
    def reducer_override(self, obj):
        if isinstance(obj, Record):
            return Record, (obj.key * 100,)
        return NotImplemented


file = io.BytesIO()
Overriding(file).dump([Record(2), {3}, Record])
print(pickle.loads(file.getvalue()))

pickler = pickle.Pickler(file := io.BytesIO())
try:
    pickler.dispatch_table
except AttributeError as error:
    print(error)
pickler.dispatch_table = {Record: lambda r: (str, (f"record {r.key}",))}
pickler.dump(Record(5))
print(pickle.loads(file.getvalue()), pickler.dispatch_table.keys() == {Record})

# The memo outlives a dump: what was written is referred to, until the memo is cleared.
shared = ["shared"]
pickler = pickle.Pickler(file := io.BytesIO())
pickler.dump(shared)
first = file.tell()
pickler.dump(shared)
second = file.tell() - first
pickler.clear_memo()
pickler.dump(shared)
print(first, second, file.tell() - first - second)
print([(number, value) for number, value in sorted(pickler.memo.copy().values())])
file.seek(0)
unpickler = pickle.Unpickler(file)
print(unpickler.load() is unpickler.load(), unpickler.memo.copy())

# Buffers beside the pickle.
data = bytearray(b"0123456789" * 10)
buffers = []
written = pickle.dumps([pickle.PickleBuffer(data), pickle.PickleBuffer(b"fixed")], 5, buffer_callback=buffers.append)
print(written, [bytes(b.raw()[:5]) for b in buffers])
loaded = pickle.loads(written, buffers=[data, b"fixed"])
print(loaded[0] is data, loaded[1])
print(pickle.loads(pickle.dumps([pickle.PickleBuffer(data), pickle.PickleBuffer(b"fixed")], 5))[1])
for wrong in (lambda: pickle.loads(written), lambda: pickle.loads(written, buffers=[data]),
              lambda: pickle.dumps(pickle.PickleBuffer(data), 4), lambda: pickle.dumps(1, 4, buffer_callback=print),
              lambda: pickle.dumps(pickle.PickleBuffer(memoryview(data)[::2]), 5)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)

# What an iterator is, is seen without asking it for anything.
class Lists:
    def __iter__(self):
        raise KeyError("asked")


class Appending:
    def __reduce__(self):
        return list, (), None, Lists()


try:
    pickle.dumps(Appending())
except pickle.PicklingError as error:
    print(error, error.__context__)
