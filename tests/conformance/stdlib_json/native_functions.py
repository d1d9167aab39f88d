# Why: json's speed comes from native code, which must say what CPython's C code says, errors and notes included.
import json, _json
print(json.dumps({(1,): 2}, skipkeys=True, indent=1))
print(json.dumps({(1,): 2, "a":3}, skipkeys=True, indent=1))
print(json.dumps([[], {}, [1,[2]], {"a":{"b":[1]}}], indent='--'))
print(json.dumps([1,(2,3)], indent=0))
class L(list): pass
class Foo: pass
class D(dict):
    def items(self): return [(1,2),("x",L([Foo()]))]
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e, getattr(e,'__notes__',None))
t(json.dumps, D(a=1))
t(json.dumps, D())
t(json.dumps, [1,Foo()])
t(json.dumps, [1,{Foo():1}])
t(json.dumps, [float('nan')], allow_nan=False)
t(json.dumps, {float('nan'):1}, allow_nan=False)
a=[]; a.append({"a":a}); t(json.dumps, a)
t(json.dumps, {1:1,"a":2}, sort_keys=True)
t(json.dumps, [1,{"k":[Foo()]}], default=lambda o: o)
t(_json.make_encoder, 1,2,3,4,5,6,7,8,9)
e=None
t(_json.make_encoder, None,2,3,4,"",6,7,8,9)
t(_json.make_encoder)
t(_json.make_encoder(None,None,lambda s:3,None,":",",",0,0,0), ["a"], 0)
t(_json.make_encoder(None,None,lambda s:"<"+s+">",None,":",",",0,0,0), ["a",{"b":1,None:2,True:3,1.5:4,7:5}], 0)
t(_json.make_encoder(None,None,lambda s:"<"+s+">",None,":",",",0,0,0), ["a"])
t(_json.make_encoder(None,None,lambda s:"<"+s+">",None,":",",",0,0,0), ["a"], "x")
t(_json.make_encoder(None,None,lambda s:"<"+s+">",3,":",",",0,0,0), ["a"], 0)
enc=_json.make_encoder({},None,_json.encode_basestring,None,":",",",0,0,0)
print(type(enc), _json.make_encoder, _json.make_scanner, _json.encode_basestring, type(enc).__doc__, _json.__doc__, [n for n in dir(_json)])
for s in ['"abc','"abc\\','"a\\x"','"a\\u12"','"a\\u12g4"','"\\ud800\\u12"','"\\ud800\\udc00"','"\\ud800\\u0041"','"a\nb"','{"a" 1}','{"a":1,}','[1,]','[1 2','{','[','','-','01','1.','1e','1e5','-0','1.5e+3','nul','NaN','-Infinity','Infinity','Inf','{"a":}','{1:2}','[1','{"a":1','{"a":1,','[1,',' 1 ','1 x','"\\ud800"', '"é\\n漢"','[1,\n 2,\n x]','"\t"', '{"a":1 "b"}', '["a', '-x', '- 1', '[NaN]','tru', '123456789012345678901234567890','1E400','-1e-400', '"\\u00e9\\/"', '"\\ud83d\\ude00"', '"\\ud83d\\ud83d"','"\\udc00\\ud83d"', '"a\\u1234', '"a\\u123"']:
    t(json.loads, s)
t(json.loads, '"a\nb"', strict=False)
t(_json.scanstring, 'abc"def', 0)
t(_json.scanstring, 'abc"def', 5)
t(_json.scanstring, 'abc"def', 50)
t(_json.scanstring, 'abc"def', -1)
t(_json.scanstring, b'abc"def', 0)
t(_json.scanstring, 'é\\n"def', 0, True)
t(_json.scanstring, 'é\n"def', 0, False)
t(_json.scanstring, 'x', 'y')
t(_json.encode_basestring, 'é\x00\x1f\x7f"\\/\b\f\n\r\t😀')
t(_json.encode_basestring_ascii, 'é\x00\x1f\x7f"\\/\b\f\n\r\t😀\ud800')
t(_json.encode_basestring, 3)
t(_json.encode_basestring_ascii, b'')
t(json.loads, '{"a":1,"b":[1,{"c":2}]}', object_pairs_hook=lambda p: tuple(p))
t(json.loads, '{"a":1,"b":[1,{"c":2}]}', object_hook=lambda p: len(p))
t(json.loads, '[1,2.5,NaN,{}]', parse_int=lambda p: 'i'+p, parse_float=lambda p:'f'+p, parse_constant=lambda p:'c'+p)
sc=json.JSONDecoder().scan_once
t(sc, '[1]', -1); t(sc,'[1]',3); t(sc, b'', 0); t(sc, 'é[1]é', 1); t(sc, '[1', 0); t(sc); t(sc,string='1',idx=0)
t(_json.make_scanner, 3); t(_json.make_scanner)
print(len(json.dumps(json.loads("["*1500+"]"*1500))))
from collections import OrderedDict
t(json.dumps, OrderedDict(b=1,a=2)); t(json.dumps, OrderedDict(b=1,a=2), sort_keys=True)
import enum
class E(enum.IntEnum): A=3
class F(float):
    def __repr__(self): return 'no'
class S(str): pass
t(json.dumps, [E.A, {E.A:1}, F(1.5), {F(2.5):1}, S("x"), {S("y"):2}, True, {True:1}, 1e16, 1.0, -0.0, 10**25])
t(json.dumps, "é", ensure_ascii=False); t(json.dumps, ["é\ud800"], ensure_ascii=False)
t(json.dumps, 10**5000); t(json.loads, '1'*5000)
class Bad(dict):
    def items(self): return [1]
t(json.dumps, Bad(a=1))
class Bad2(dict):
    def items(self): return 5
t(json.dumps, Bad2(a=1))
rv=json.loads('[{"a":1,"bé":2},{"bé":3,"a":4}]'); k=[id(x) for d in rv for x in sorted(d)]; print(k[0]==k[2], k[1]==k[3])
