# Files that nobody can reach are closed before descriptors run out, and with the function that opened them.
import gc
import os
import tempfile


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def local():
    kept = Noisy("local")
    print("in local", kept.name)


def nested():
    inner = Noisy("inner")

    def use():
        return inner.name

    return use()


def handed_out():
    return Noisy("handed out")


def numbers():
    try:
        yield from range(5)
    finally:
        print("numbers closed")


def by_break():
    for n in numbers():
        if n == 1:
            break
    print("behind break")


def by_return():
    for n in numbers():
        return n


def by_raise():
    for n in numbers():
        raise ValueError(n)


def by_inner_loop():
    for a in numbers():
        for b in numbers():
            if b:
                break
        print("inner left")
        break
    print("both left")


def kept_generator():
    kept = numbers()
    for n in kept:
        break
    print("still open", next(kept))
    kept.close()


def swallowed():
    for n in numbers():
        try:
            raise KeyError(n)
        except KeyError:
            print("handled inside")
            break


local()
print("after local")
print(nested(), "after nested")
held = handed_out()
print("held", held.name)
by_break()
print(by_return(), "after return")
try:
    by_raise()
except ValueError as e:
    print("raised", e)
by_inner_loop()
kept_generator()
swallowed()
print(any(n == 1 for n in numbers()), "after any")
del held
gc.collect()

folder = tempfile.mkdtemp()
path = os.path.join(folder, "file")
with open(path, "w") as file:
    file.write("text")


def leak():
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(3000):
            open(path)


leak()
print("opened 3000")
os.remove(path)
os.rmdir(folder)

array = bytearray(b"abc")


def look():
    view = memoryview(array)
    return len(view)


print(look())
array.append(100)
print(array)
