# asend, athrow and aclose that nobody awaits are told of, each with the method's name.
import gc, warnings
async def agen(): yield 1
def told(make):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        a = agen()
        w = make(a)
        del w
        gc.collect()
    print([(w.category.__name__, str(w.message)) for w in seen])
told(lambda a: a.asend(None))
told(lambda a: a.__anext__())
told(lambda a: a.athrow(ValueError("v")))
told(lambda a: a.aclose())
