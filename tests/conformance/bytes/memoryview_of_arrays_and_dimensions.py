# A memoryview shows the items of arrays, in one dimension or several, and is of no use once released.
import array
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
a=array.array('i',[1,2,3,4,5,6])
m=memoryview(a)
t(lambda:(m.format,m.itemsize,m.shape,m.nbytes,m.readonly,m.ndim,m.strides, len(m), m.obj is a))
t(lambda:m.tolist()); t(lambda:m[1]); t(lambda:m[1:3].tolist())
def s(k,v): m[k]=v
t(lambda:s(0,7)); t(lambda:a); t(lambda:s(slice(0,2),array.array('i',[9,8]))); t(lambda:a)
t(lambda:s(slice(0,2),array.array('h',[9,8]))); t(lambda:s(0,b'')); t(lambda: s(slice(0,2),b'ab'))
t(lambda:a.append(3)); t(lambda:a.pop()); t(lambda:a.extend([1])); t(lambda:a.insert(0,1)); t(lambda:a.__delitem__(0)); t(lambda: a.__imul__(2)); t(lambda:a.__iadd__(a)); t(lambda:a.frombytes(b'abcd')); t(lambda:a.fromlist([1])); t(lambda:a.remove(8)); t(lambda:a.__setitem__(slice(0,1),array.array('i',[1,1]))); t(lambda:a.__imul__(1)); t(lambda:a.extend([]));t(lambda:a.clear())
t(lambda:m==a); t(lambda:m==memoryview(array.array('i',a))); t(lambda:m==memoryview(array.array('h',a))); t(lambda: m==b'abc'); t(lambda:hash(m))
t(lambda: s((0,),3)); t(lambda: s((slice(0,1),slice(0,1)),3)); t(lambda: m[(slice(0,1),slice(0,1))]); t(lambda:m[(0,)]); t(lambda: m[0,0]); t(lambda: m[()]); t(lambda: m[...]);t(lambda: m[(0,slice(0,1))]); t(lambda: s((0,slice(0,1)),b'a'));t(lambda: s(0.0,b'a')); t(lambda: s('a',b'a')); t(lambda: s((slice(0,1,1),0),b'a'));t(lambda: s(...,b'a'));t(lambda: s((),b'a'))
m.release()
for f in ('m[0]','len(m)','m.format','m.tolist()','bytes(m)','m.tobytes()','m.cast("B")','m.__enter__()','m.obj','str(m)[:10]','m==m','m==memoryview(a)','m==b"abc"','hash(m)','m.hex()','m.toreadonly()','m.nbytes','iter(m)','list(m)','m.c_contiguous','m.release()','s(0,1)','m.__exit__()','memoryview(m)','m.suboffsets','m.itemsize','m.ndim','m.shape','m.strides','m.readonly', 'm.count(1)', 'm.index(1)', 'bytearray(m)', '1 in m', 'm.__buffer__(0)'):
    print(f, end=' '); t(lambda: eval(f))
t(lambda:a.append(3))
import weakref
b=bytearray(b'abc'); m=memoryview(b); w=weakref.ref(m); t(lambda:w() is m)
t(lambda: b.append(1)); m.release(); t(lambda: b.append(1))
m=memoryview(bytearray(range(24)))
x=m.cast('B',(4,6)); 
t(lambda:(x.shape,x.strides,x.ndim,x.nbytes,x.format,len(x),x.tolist(),x.contiguous,x.c_contiguous,x.f_contiguous))
t(lambda:x[1,2]); t(lambda:x[-1,-1]); t(lambda:x[4,0]); t(lambda:x[0]); t(lambda:x[0,0,0]); t(lambda:x[0,6]); t(lambda: x[0:1,0:1]); t(lambda: x[0,0:1])
def sx(k,v): x[k]=v
t(lambda:sx((1,2),99)); t(lambda:x.tolist()[1]); t(lambda:sx(0,1)); t(lambda:sx(slice(0,1),b'abcdef')); t(lambda: sx((0,9),1)); t(lambda:sx((0,),1))
t(lambda: x.tobytes()); t(lambda: x.cast('B').shape); t(lambda: x.cast('B',(2,12))); t(lambda: x.cast('B').cast('B',(2,3,4)).tolist()); t(lambda:m.cast('I',(2,3)).tolist()); t(lambda: m.cast('B',(4,5))); t(lambda: m.cast('B',())); t(lambda: m.cast('B',[4,6]).shape); t(lambda: m.cast('B',(0,))); t(lambda: m.cast('B',(4,-6))); t(lambda: m.cast('B','ab')); t(lambda: m.cast('B',5)); t(lambda: m.cast('B',(4.0,6)))
t(lambda: x==x); t(lambda: x==m); t(lambda: x==m.cast('B',(4,6))); t(lambda: x==m.cast('B',(6,4))); t(lambda: list(x)); t(lambda: iter(x)); t(lambda: x.hex()); t(lambda: x.toreadonly().shape); t(lambda: memoryview(x).shape); t(lambda: hash(x.toreadonly())); t(lambda: x.count(1)); t(lambda: x.index(1)); t(lambda: bytes(x)); t(lambda: 3 in x); t(lambda: list(reversed(m[:3])));t(lambda: x.tobytes('F')); t(lambda: x.tobytes('A')); t(lambda: x.tobytes('Z')); t(lambda: x.tobytes(None));t(lambda: x.tobytes(order='F'))
z=memoryview(bytearray(8)).cast('B').cast('d',())
t(lambda:(z.shape,z.ndim,z.strides,z.nbytes,z[()],z.tolist()))
t(lambda: len(z)); t(lambda: z[0]); t(lambda: iter(z))
def sz(k,v): z[k]=v
t(lambda: sz((),2.5)); t(lambda: z[()]); t(lambda: sz(0,2.5)); t(lambda: z==z); t(lambda: sz(..., 3.5)); t(lambda: z.tolist()); t(lambda: z.cast('B').tolist()); t(lambda:z[0:1]); t(lambda: sz(slice(0,1),b'a'))
h=memoryview(bytearray(4)).cast('e')
def sh(k,v): h[k]=v
t(lambda: sh(0,1.5)); t(lambda: h.tolist()); t(lambda: sh(0,1e9)); t(lambda: sh(0,'a'))
class B(bytes): pass
t(lambda: memoryview(B(b'a')).tolist()); t(lambda: memoryview(b'ab').__release_buffer__(0)); t(lambda:memoryview('a'))
t(lambda: memoryview(b'abc').index(98)); t(lambda: memoryview(b'abc').count(98)); t(lambda:memoryview(b'abc').index(99,0,1))
t(lambda: memoryview(b'abcd').cast('@i')[0]); t(lambda: memoryview(b'abcd').cast('<i')); t(lambda: memoryview(b'abcd').cast('x')); t(lambda: memoryview(b'')==memoryview(array.array('i'))); t(lambda: memoryview(b'\1')==memoryview(array.array('b',[1])))
