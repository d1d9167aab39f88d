# f-strings in a report: alignment, precision, nesting, conversion, debugging, dates by __format__.
class Money:
    def __init__(self, cents):
        self.cents = cents

    def __format__(self, spec):
        text = f"{self.cents // 100}.{self.cents % 100:02}"
        return text.rjust(int(spec)) if spec else text


rows = [("apple", 3, Money(129)), ("melon", 12, Money(450)), ("fig", 100, Money(5))]
for name, count, price in rows:
    print(f"{name:<8}|{count:>5}|{price:7}|{count * price.cents / 100:>10,.2f}|")
print(f"{'total':=^30}")
width, digits = 12, 3
print(f"{3.14159:{width}.{digits}f}|{2/3:<{width}.{digits + 1}%}|{255:#{width}x}")
x, y = 5, "it's"
print(f"{x=} {y=} {x + 1 = } {y=!s} {x=:>4} {x=!r:^5}")
print(f"{y!r} {y!a} {'é'!a} {x:b} {x:03d} {-x:+d} {x:e}")
print(f"{{literal}} {x}{{}} {'nested ' + f'{y}' + f'{f"{x}"}'}")
print(f"{1_000_000:,} {1234.5:_.1f} {10**20:,} {0.1 + 0.2:.17f} {1e300:g}")
print(f"{'a' if x > 3 else 'b'} {[i for i in range(3)]} {(lambda n: n * 2)(x)} { {'k': 1}['k'] }")
print(f"""multi
{x
  + 1}
line""" f" joined {x}" " plain")
print(rf"\d{x}\n", f"\x41{x}\u00e9")
for spec in ("d", ".2f", "z", ">10", "x"):
    try:
        print(f"{'text':{spec}}")
    except ValueError as e:
        print(spec, "->", e)
