# Objects that live to the end are finalized then, and what they print still comes out.
import gc
import sys
import weakref


class Last:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)
        print("error of", self.name, file=sys.stderr)

    def method(self):
        return self.name


def retained(name):
    last = Last(name)
    proxy = weakref.proxy(last)
    print(proxy.method())
    del last
    gc.collect()
    print("collected")
    return proxy


try:
    retained("one").name
except ReferenceError as e:
    print(e)
keep = Last("all")
print("done")
