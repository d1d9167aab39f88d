# A class given to raise, from, throw and except must make an exception when it is called.
class NotReally(Exception):
    def __new__(cls): return 5
class Fails(Exception):
    def __init__(self): raise KeyError("init")
class Needs(Exception):
    def __init__(self, a): pass
def gen():
    try: yield
    except BaseException as e: print("in generator", type(e).__name__, e); raise
for cls in (NotReally, Fails, Needs):
    try: raise cls
    except Exception as e: print(type(e).__name__, e)
    try: raise ValueError from cls
    except Exception as e: print(type(e).__name__, e)
    g = gen(); next(g)
    try: g.throw(cls)
    except Exception as e: print(type(e).__name__, e)
