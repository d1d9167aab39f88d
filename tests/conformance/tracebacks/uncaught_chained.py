# Causes and contexts are printed first, with the joining sentences.
def a(): return {}["key"]
def b():
    try: a()
    except KeyError as e: raise ValueError("bad value") from e
def c():
    try: b()
    except ValueError: raise RuntimeError("while handling")
def d():
    try: c()
    finally: undefined
d()
