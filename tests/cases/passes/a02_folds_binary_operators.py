# Constants within the limits; exceptions and large results belong to run time.
x = [2 + 3 * 4, 'a' * 3, 'a' + 'b' + name, 2 ** 64, 7 // -2, 1 / 4]
y = [name + 'a' + 'b', 1 / 0, 0 ** -1, 1 << -1, 2 ** 65, 'x' * 5000, '%s' % 1, 1 + 'a']
