# Exceptions that take keywords suggest the nearest one.
for source in ('ImportError("m", nam="n")', 'ImportError("m", zzz=1)', 'ImportError(pat=1)', 'NameError("m", nme=1)', 'AttributeError("m", objj=1)', 'AttributeError(nam=1)', 'ValueError(x=1)', 'StopIteration(value=1)', 'OSError(errno=1)', 'SyntaxError(msg=1)', 'SystemExit(code=1)'):
    try: print(repr(eval(source)))
    except TypeError as e: print(source, e)
