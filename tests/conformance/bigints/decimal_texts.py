# The text of an int is exact whatever its size, zeros within it included.
for e in list(range(0,520,7))+[511,512,513]:
    for d in (-1,0,1):
        n=(1<<e)+d
        for v in (n,-n): print(v, str(v)==repr(v), int(str(v))==v)
for k in range(1,156): print(10**k, 10**k-1, -10**k)
