def numbers(n, x):
    a = n * 1 + (n + 0) + (n - 0) + (n | 0) + (n << 0)
    b = x * 1.0 + x / 1.0 + (x - 0.0)
    return a, b
