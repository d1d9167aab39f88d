# No instruction is left that they would catch something of; CPython leaves their code all the same.
def f():
    try:
        pass
    except ValueError:
        g()
    try: pass
    finally: h()
