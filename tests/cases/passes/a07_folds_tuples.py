x = (1, (2, 3))
y = (1, name)
(a, b) = x
