# An unknown escape stays as it is and gives a SyntaxWarning; octal above 0o377 too.
import warnings
for source in (r"'\d'", r"b'\q'", r"'\777'", r"'\8'", r"f'\z{1}'"):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        value = eval(source)
    print(source, ascii(value), [(w.category.__name__, str(w.message)) for w in caught])
for source in ("1 is 1", "() == 1 if 1 else 0", "'a' is 'a'", "assert (1, 'm')", "1()", "1[0]", "(1,)[1, 2]", "1if 1else 2"):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(source, "<t>", "exec")
    print(source, [(w.category.__name__, str(w.message)) for w in caught])
