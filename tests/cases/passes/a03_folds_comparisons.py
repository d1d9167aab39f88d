x = [3 < 7, 'b' in 'abc', None is None, 2 not in [1, 2], 1 == 1.0]
y = ['a' == b'a', 1 < 'a', 1 < 2 < 3]
