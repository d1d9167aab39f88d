def f(x):
    try:
        pass
    except ValueError:
        x()
    try:
        pass
    except x.missing as e:
        e = 1
    else:
        e = x()
    try:
        ...
    except:
        x()
    finally:
        x = 2
    try:
        pass
    except* OSError:
        x()
    else:
        x = 3
    finally:
        x = 4
    return x, e
def g():
    try:
        pass
    finally:
        'no docstring'
def h():
    try: pass
    except: pass
