def f(x):
    match x:
        case -1 | 1+2j:
            return 1
        case {-2: y, 'k': -1-2j}:
            return y
        case C(-3, k=[-4, *_]) as z:
            return z
        case -0.0:
            return 2
