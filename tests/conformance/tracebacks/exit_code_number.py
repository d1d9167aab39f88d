# An integer exit status is passed on.
class Cleanup:
    def __enter__(self): return self
    def __exit__(self, *a): print("exit", a[0].__name__)
with Cleanup():
    raise SystemExit(7)
