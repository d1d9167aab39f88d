# A backslash right in front of a replacement field is no escape: it stays, with a warning that CPython gives, and the field
# is still one. A backslash that ends a source handed to eval is another error than one that ends a file.
import warnings


def value(source):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            print(source, "->", repr(eval(source)), end=" ")
        except SyntaxError as error:
            print(source, "->", error.msg, error.offset, error.end_offset, end=" ")
        except ValueError as error:
            print(source, "->", error, end=" ")
    print([(str(w.message), w.category.__name__, w.lineno) for w in caught])


for source in [
    r"f'\{6*7}'", r"f'\g'", r"rf'\{6*7}'", r"f'a\{6*7}\q{1}'", r"f'\\{6*7}'", r"f'\\\{6*7}'", r"f'\{{x}}'", r"f'\}}'",
    r"f'{1}\{2}\{3}'", r"f'{1:\>3}'", r"f'\N{SNOWMAN}\{1}'", r"f'''\{1}'''", r"f'\{1!r:>\{3}}'", r"t'\{1}'.strings",
    r"'\{' f'\{1}'", r"f'\x41\{1}'", r"f'\400{1}'",
]:
    value(source)

for source in ["\\", "a\\", "\\\n", "x = \\", "(\\", "'a\\", "\\x", "\\ \n", "if x:\n  \\", "1 + \\"]:
    for mode in ("exec", "eval", "single"):
        try:
            compile(source, "<text>", mode)
            print(repr(source), mode, "compiles")
        except SyntaxError as e:
            print(repr(source), mode, e.msg, (e.lineno, e.offset, e.end_lineno, e.end_offset), repr(e.text))
