# What is formatted by a method, under a specification, or on another line stays; so does what is no docstring.
def f(x):
    f'a{1}'
    print(f'{x}', str(x), f'{x!s}', f'{1.5}', f'{1:5}', f"{'a'!r}", f"{'a':>3}", f'{(1,)}', f'{1=}', f'{x}{""}')
    return (f'{1}'
            f'{x}')
