# Keys and items that compare without code of the program: ints, doubles, texts and tuples of them hash, sort and
# compare as those do that have to be asked.
d={}
for i in range(-5,60):
    for k in (i,str(i),(i,),(i,str(i)),((i,),"x",i),(i,(i,(i,(i,(i,)))))): d[k]=i
print(len(d), d[1.0,], d[(True,)] , d[(1.0,"1")], d.get((1,"2")), d[((True,),"x",1.0)])
for k in list(d): assert d[k]==(k if isinstance(k,int) else int(k) if isinstance(k,str) else d[k])
class E(tuple):
    def __eq__(s,o): return False
    def __hash__(s): return tuple.__hash__(s)
print(E((1,)) in d, (1,) in {E((1,)):1})
print(hash((1,2))==hash((1.0,2.0)), hash(())==hash(()), hash((-1,))!=hash((-2,)), {(1,2),(1.0,2),(True,2)})
L=[(i*7%11,str(i%3),i) for i in range(100)]
print(sorted(L)[:5], sorted(L,reverse=True)[:3], sorted(L,key=lambda t:(t[1],-t[0]))[:4])
try: sorted([(1,"a"),(1,2)])
except TypeError as e: print(e)
print(sorted([(1,"a"),(0,2)]), sorted([1,2.5,0,True]), sorted(["b","a","ab","a\0",""]), sorted([(1,),(1,2),()]))
nan=float("nan")
print(sorted([3,1,2.5]), [1,2]==[1,2.0],[1,2]<[1,2.5],[1,nan]<[1,nan],[1,nan]==[1,nan],(1,nan)==(1,nan),[nan]==[float("nan")], [1,"a"]!=[1,"b"], (1,2)>=(1,))
class S(str):
    def __lt__(s,o): return str.__gt__(s,o)
print(sorted([S("a"),S("c"),S("b")]), sorted(["x",S("y")]))
print(sorted(range(50),key=lambda x:str(x))[:10], sorted("the quick brown fox jumped over the lazy dog".split(),reverse=True))
