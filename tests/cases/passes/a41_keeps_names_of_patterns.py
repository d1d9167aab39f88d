def f(x):
    match x:
        case C.a | 'text' | None | 1:
            return 1
        case [y, {'k': C.b}]:
            return y
