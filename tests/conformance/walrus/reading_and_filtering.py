# Assignment expressions where they save a line: loops, filters, conditions.
import io

stream = io.StringIO("alpha\nbeta\n\ngamma\n")
while line := stream.readline():
    if (word := line.strip()) and (n := len(word)) > 4:
        print(word, n)
print(repr(line), word, n)
data = [3, 8, 1, 9, 4]
print([half for x in data if (half := x / 2) > 2], half)
if (best := max(data)) > 5 and (rest := [x for x in data if x != best]):
    print(best, rest)
print((a := 1) + (a := a + 1) * (a := a * 10), a)
print(any((found := x) > 7 for x in data), found)
f = lambda: (y := 5) + y
print(f(), [total := 0] + [total := total + x for x in data], total)


def scope():
    print([last := i for i in range(3)], last)
    return {k: (v := k * k) for k in range(3)}, v


print(scope())
print(x := 10, x)
print(f"{(z := 7)} {z:>3}", (t := (1, 2))[0], t)
