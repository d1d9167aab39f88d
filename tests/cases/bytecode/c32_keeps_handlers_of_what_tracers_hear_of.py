# Nothing in it can raise, yet a tracer is told of the line, and what a tracer raises is caught.
def f():
    try:
        x = 1
    except ValueError:
        g()
