# What is returned or rebound before it is used needs a reference of its own.
def f():
    return name
