# Behind the `if` the loop jumps back. (Jumps of `and` in `or` are threaded without the pass as well.)
def f(a, b, c):
    while a:
        if b:
            while b:
                if c:
                    break
                b(c)
