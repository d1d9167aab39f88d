def f(x):
    print(f"a{'b'}{x}", f'{1}:{x!s}', f'{True}{None}', f'a{1}', f'', f'{x}{""}{x}')
    print(f'{"a"!s}{x:>{5}}', f'{x:{"<"}{x}{""}}', f'{f"{x}"}')
    return f'{x:a}{1!s}'
