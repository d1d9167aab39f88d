# Methods of constants, computed when compiled and at run time: the same values, types, exceptions.
CALLS = [
    "'abc'.upper()", "'ABC'.lower()", "'aBc'.swapcase()", "'hello world'.title()", "'hELLO'.capitalize()", "'ß'.upper()",
    "'ß'.casefold()", "'STRASSE'.casefold()", "' a b '.strip()", "'xxaxx'.strip('x')", "'xyax'.lstrip('xy')", "'axy'.rstrip('yx')",
    "'a,b,,c'.split(',')", "'a b  c '.split()", "'a,b,c'.split(',', 1)", "'a,b,c'.rsplit(',', 1)", "' a b'.split(None, 1)",
    "''.split()", "''.split(',')", "'a\\nb\\r\\nc'.splitlines()", "'a\\nb'.splitlines(True)", "'k=v=w'.partition('=')",
    "'k=v=w'.rpartition('=')", "'kv'.partition('=')", "'aXbX'.replace('X', '-')", "'aXbX'.replace('X', '', 1)", "'ab'.replace('', '.')",
    "','.join(('a', 'b'))", "','.join(['a', 'b', 'c'])", "''.join(())", "'abc'.startswith('ab')", "'abc'.startswith(('x', 'a'))",
    "'abc'.endswith('c', 0, 2)", "'abc'.startswith('b', 1)", "'abcabc'.find('c')", "'abcabc'.rfind('c')", "'abc'.find('z')",
    "'abc'.index('b')", "'abc'.index('z')", "'abca'.count('a')", "'abc'.find('c', -1)", "'éa'.find('a')", "'prefix-x'.removeprefix('prefix-')",
    "'x.py'.removesuffix('.py')", "'ab'.center(7)", "'ab'.center(5, '*')", "'ab'.ljust(4, '.')", "'ab'.rjust(4)", "'-7'.zfill(5)",
    "'a\\tb'.expandtabs()", "'a'.ljust(-5)", "'a'.ljust(3, 'xy')", "'é'.isascii()", "'abc'.isascii()", "'a1'.isalnum()", "'a'.isalpha()",
    "'12'.isdigit()", "'²'.isdigit()", "'12'.isdecimal()", "'½'.isnumeric()", "' \\t'.isspace()", "'aB'.isupper()", "'AB'.isupper()",
    "'ab'.islower()", "'Ab Cd'.istitle()", "'a_1'.isidentifier()", "'1a'.isidentifier()", "'a\\n'.isprintable()", "''.isalpha()",
    "'é'.encode()", "'é'.encode('latin-1')", "'é'.encode('ascii')", "'é'.encode('ascii', 'ignore')", "'é'.encode('ascii', 'replace')",
    "'\\ud800'.encode('utf-8')", "'a'.encode('nothing')", "'a'.encode('utf-16')", "b'ab'.decode()", "b'\\xe9'.decode('latin-1')",
    "b'\\xff'.decode()", "b'\\xff'.decode('utf-8', 'replace')", "b'\\xff'.decode('ascii', 'ignore')", "b'ab'.hex()", "b'ab'.upper()",
    "b'a b'.split()", "b'a,b'.split(b',')", "b','.join([b'a', b'b'])", "b'abc'.find(b'c')", "b'abc'.find(99)", "b'ab'.center(5, b'*')",
    "b'ab'.center(5)", "b' x '.strip()", "b'abc'.replace(b'b', b'')", "b'abc'.startswith('a')", "b'abc'.isalpha()", "b'7'.zfill(3)",
    "(255).bit_length()", "(-8).bit_length()", "(0).bit_length()", "(2**100).bit_length()", "(255).bit_count()", "(-3).bit_count()",
    "(7).conjugate()", "(7).is_integer()", "(7).as_integer_ratio()", "(1.5).is_integer()", "(2.0).is_integer()", "(0.75).as_integer_ratio()",
    "(-0.0).conjugate()", "1e400.is_integer()", "1e400.as_integer_ratio()", "True.bit_length()", "(1, 2, 1).count(1)", "(1, 2).index(2)",
    "(1, 2).index(3)", "(1, True, 1.0).count(1)", "('a', b'a').count('a')", "(1e400 - 1e400,).count(1)", "'abc'.upper(1)", "'a'.split('')",
    "'abc'.missing()", "'a'.join((1,))", "'{}'.format(1)", "'a'.startswith(('a', 1))", "'a'.startswith(('b', 1))", "'a b'.split(sep=' ')",
    "len('x' * 5000 .conjugate())", "'x'.ljust(5000)[-1:]",
]
for source in CALLS:
    values = []
    call = eval("lambda: " + source)
    for turn in range(12):
        try:
            value = call()
            values.append((type(value).__name__, value))
        except Exception as e:
            values.append((type(e).__name__, str(e)))
    print(source, *values[0])
    assert all(ascii(values[0]) == ascii(value) for value in values), values


def fresh():
    return "a b".split()


def loops():
    out = []
    for word in "the quick brown fox".split():
        out.append(word)
    first, second = "left right".split()
    return out, first, second, ["b" in "a b".split()], [*"p q".split()], [word for word in "x y z".split()]


for turn in range(12):
    fresh().append("c")
    answer = loops()
print(answer)
one = fresh()
one.append("c")
print(one, fresh(), "b" in "a b".split(), [word for word in "x y z".split()])
for word in "the quick brown fox".split():
    print(word, end=" ")
first, second = "left right".split()
print(first, second, *"p q".split())


def fails():
    x = "abc".index("d") + "abc".find("c")


import traceback

try:
    fails()
except ValueError:
    traceback.print_exc()
