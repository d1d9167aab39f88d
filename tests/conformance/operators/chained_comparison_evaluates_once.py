# The middle operand is evaluated once and the chain stops at the first false.
def say(x):
    print("say", x)
    return x
print(say(1) < say(2) < say(3))
print(say(3) < say(2) < say(1))
print(say(1) < say(2) > say(0) != say(5))
class C:
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        print("lt", self.n, o.n)
        return []
    def __gt__(self, o):
        print("gt", self.n, o.n)
        return "yes"
print(C(1) < C(2) < C(3), C(1) > C(2) < C(3))
x = 5
print(1 < x < 10, 1 < x and x < 3, 1 in [1] == [1], "a" < "b" < "c" in "abc")
if not 1 < x < 3: print("not in")
while 1 < x < 10: x += 3
print(x)
