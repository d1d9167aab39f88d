def f():
    return (1000, "a", (2000, None))
