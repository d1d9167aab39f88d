# compile(…, 'single') takes a block whose last line ends, as doctest and consoles hand it over; a source may be any
# bytes-like object; dir() asks a namespace for its keys.
import doctest

SOURCES = [
    'def f(x):\n   x and x\n', 'if 1:\n   pass\n\n', 'if 1:\n   pass\n1\n', 'if 1:\n   pass\n# c', 'if 1:\n   pass\n# c\n',
    'if 1:\n   pass\n   ', 'if 1:\n   pass\n   \n', 'if 1:\n   if 2:\n      pass\n', 'if 1:\n   pass', 'if 1: pass',
    'if 1: pass\n', 'x\n', 'x', 'x\n\n', 'x\n# c', '# c\n', '', '\n', 'if 1:\n', 'if 1:\n  x\nelse:\n  y\n',
    '@d\nclass A:\n  def f(self): pass\n', "x = '''\n'''\n", 'for i in x:\n  pass\r\n', 'if 1:\r\n  pass\r\n',
    'def f():\n  x\n\\\n', 'with a:\n\tpass\n#c\n\n', 'if 1:\n  x; y\n', 'try:\n  x\nfinally:\n  y\n',
    'match x:\n case 1:\n  y\n', 'if 1:\n  x\n y\n', 'if 1:\n  x\n\f\n',
]
for source in SOURCES:
    try:
        compile(source, '<s>', 'single')
        print(repr(source), 'compiles')
    except SyntaxError as error:
        print(repr(source), type(error).__name__, error.msg, error.lineno, error.offset, repr(error.text))

exec(compile('for i in range(3):\n    i * 2\n', '<s>', 'single'))


def documented():
    """
    >>> for i in range(2):
    ...     print(i)
    0
    1
    >>> class A:
    ...     def f(self):
    ...         return 1
    >>> A().f()
    1
    """


print(doctest.run_docstring_examples(documented, {}, name='documented'))

print(eval(memoryview(b'1234')[1:-1]), eval(bytearray(b' 1 + 1')))
names = {}
exec(memoryview(b'ax = 123')[1:-1], names)
print(names['x'], eval(compile(memoryview(b'$23$')[1:-1], '<m>', 'eval')))
for source in memoryview(b'1\x00'), memoryview(b'1234')[::2], 3, None:
    try:
        print(compile(source, '<m>', 'eval'))
    except (SyntaxError, TypeError, BufferError, ValueError) as error:
        print(type(error).__name__, error)


class Names:
    def __getitem__(self, name):
        if name == 'a':
            return 12
        raise KeyError

    def __setitem__(self, name, value):
        self.result = name, value

    def keys(self):
        return list('zyx')


names = Names()
for source in 'z = a', 'z = dir()':
    exec(source, globals(), names)
    print(names.result)
