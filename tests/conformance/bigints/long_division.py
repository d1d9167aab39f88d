# Quotients and rests of long ints, whose limbs make digits of the quotient guessed wrong; order of mixed numbers.
import random
random.seed(5)
def r():
    k=random.choice([0,10,48,49,63,64,65,100,127,128,129,200,640,1000,3071,3072,3073,4000])
    n=random.getrandbits(k) if k else 0
    if random.random()<.3: n=(1<<k)-random.randrange(3)
    if random.random()<.2: n = n>>(k//2)<<(k//2)
    return random.choice([n,-n])
h=0
for i in range(8000):
    a,b=r(),r()
    if b==0: continue
    q,m=a//b,a%b
    assert a==q*b+m and (0<=m<b or b<m<=0), (a,b,q,m)
    if i%4==0:
        assert int(str(a))==a; assert divmod(a,b)==(q,m)
    h=h*31+q^m; h%= (1<<200)+7
print(h)
print("a"<"b","b"<"a","a"<"aa","é"<"z","z"<"é","\ud800"<"\uffff", 1<1.5, 2>1.5, float('nan')<1, 1<float('nan'), 1>=float('nan'), "" < "a", ""<="", "a">"" )
