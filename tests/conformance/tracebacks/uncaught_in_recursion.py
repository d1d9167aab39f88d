# Repeated frames are folded.
def rec(n):
    if n == 0:
        raise ValueError("bottom")
    return rec(n - 1)
def even(n): return odd(n - 1)
def odd(n): return even(n - 1) if n > 0 else 1 // 0
try: even(10)
except ZeroDivisionError as e:
    import traceback
    print("".join(traceback.format_exception(e)[-3:]))
rec(10)
