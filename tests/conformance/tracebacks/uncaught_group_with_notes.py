# A group is printed as a tree; notes follow the message.
def f():
    e = ValueError("one\ntwo lines")
    e.add_note("a note")
    e.add_note("over\nlines")
    return e
def g():
    try: raise f()
    except ValueError as e: return e
try:
    raise ExceptionGroup("outer", [g(), ExceptionGroup("inner", [TypeError(), KeyError("k")])])
except ExceptionGroup as e:
    e.add_note("group note")
    raise
