# BLAKE2 with all of its parameters, and what it says of wrong ones.
import hashlib
for f in (hashlib.blake2b, hashlib.blake2s):
    print(f.__name__, type(f), f().name, f(digest_size=8).digest_size, f().block_size)
    for k in sorted(k for k in vars(f) if k.isupper()): print(k, getattr(f,k))
    for kw in [dict(), dict(digest_size=8), dict(digest_size=1), dict(key=b'k'), dict(key=b'k'*32), dict(salt=b's'), dict(salt=b's'*8), dict(person=b'p'*8), dict(key=b'abc',salt=b'xy',person=b'z',digest_size=20), dict(fanout=2,depth=2,leaf_size=4096,node_offset=1,node_depth=1,inner_size=32,last_node=True), dict(fanout=0), dict(depth=255), dict(last_node=True), dict(leaf_size=2**32-1), dict(node_offset=2**48-1),
      dict(digest_size=0), dict(digest_size=65), dict(digest_size=-1), dict(key=b'k'*65), dict(salt=b's'*17), dict(person=b'p'*17), dict(fanout=256), dict(fanout=-1), dict(depth=0), dict(depth=256), dict(leaf_size=-1), dict(node_offset=2**64), dict(node_offset=2**48), dict(node_offset=-1), dict(node_depth=256), dict(node_depth=-1), dict(inner_size=65), dict(inner_size=-1), dict(digest_size='x'), dict(key='s'), dict(key=None), dict(salt=bytearray(b'ab')),dict(data=b"x"), dict(string=b"x")]:
        try:
            h = f(**kw) if 'data' in kw or 'string' in kw else f(b'data', **kw)
            h.update(b'more'*100)
            c = h.copy(); c.update(b'y')
            print(kw, h.hexdigest(), c.hexdigest()[:16], h.digest_size)
        except Exception as e: print(kw, type(e).__name__, e)
try: print(hashlib.new('blake2b', b'abc', digest_size=10).hexdigest())
except Exception as e: print(repr(e))
print(repr(hashlib.blake2b()).split(' at ')[0])
for f in (hashlib.blake2b, hashlib.blake2s, hashlib.md5):
    for args, kw in [((b"x",), {"string": None}), ((b"x",), {"string": b"y"}), ((), {"string": None}), ((), {"string": b"y"})]:
        try:
            print(f(*args, **kw).hexdigest())
        except TypeError as e:
            print(args, kw, e)
