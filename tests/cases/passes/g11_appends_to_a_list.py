def fill(xs):
    out = []
    for x in xs:
        out.append(x)
        out.append((x, 1))
    return out
