# IndentationError names the statement that wanted a block.
def f():
    if 1:
    print("x")
