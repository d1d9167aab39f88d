# A program that does not compile shows the caret and runs nothing.
print("not printed")
def f(:
    pass
