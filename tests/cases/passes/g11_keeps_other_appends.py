def others(self, out, xs):
    out.append(f(xs))
    out.append(xs[0])
    out.append(*xs)
    self.out.append(xs)
    result = out.append(xs)
    out.extend(xs)
    return [out.append(x) for x in xs]


out = []
out.append(1)
