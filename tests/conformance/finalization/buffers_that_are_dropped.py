"""A view of a Python class's buffer is released when nobody refers to it any more."""
import gc


class Buffer:
    def __init__(self, name):
        self.name = name
        self.data = bytearray(b'data')

    def __buffer__(self, flags):
        print('buffer', self.name)
        return memoryview(self.data)

    def __release_buffer__(self, view):
        print('release', self.name, bytes(view))
        view.release()


def look(buffer):
    view = memoryview(buffer)
    return view[0]


value = look(Buffer('a'))
gc.collect()
print(value)

b = Buffer('b')
view = memoryview(b)
part = view[1:3]
del view
gc.collect()
print('one is left', bytes(part))
del part
gc.collect()
b.data.append(1)

view = memoryview(Buffer('c'))
view.release()
del view
gc.collect()


class Told(bytearray):
    def __release_buffer__(self, view):
        print('told', len(self))
        super().__release_buffer__(view)


t = Told(b'xyz')
view = memoryview(t)
del view
gc.collect()
t.append(1)
print(t)


class Bad(Buffer):
    def __release_buffer__(self, view):
        raise ValueError('at the end')


import sys
sys.unraisablehook = lambda u: print(u.err_msg, repr(u.exc_value))
view = memoryview(Bad('e'))
del view
gc.collect()
