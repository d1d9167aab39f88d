# Clearing, copying and re-creating namespaces while functions that use them live.
src = "v = 1\ndef f(): return v, len('ab')\ndef g(): return f()"
ns = {}; exec(src, ns); f, g = ns["f"], ns["g"]
print(g()); ns["v"] = 2; print(g()); ns["f"] = lambda: "new f"; print(g())
saved = dict(ns); ns.clear()
for fn in (f, g):
    try: print(fn())
    except NameError as e: print(e)
ns.update(saved); print(f(), g()); ns["len"] = lambda x: "L"; print(f()); ns.clear(); ns.update(saved); print(f())
exec(src, ns); print(g()); copy = ns.copy(); copy["v"] = "copy"; print(g(), ns["g"] is not g)
ns |= {"v": "ior"}; print(g()); ns.setdefault("v", 0); ns.setdefault("len", lambda x: "setdefault"); print(ns["g"]()); ns.popitem(); print(ns["g"]())
other = {}; exec(src, other); other["v"] = "other"; print(ns["g"](), other["g"]())
for i in range(300): ns[f"filler{i}"] = i
ns["v"] = "after growth"; print(ns["g"]())
for i in range(300): del ns[f"filler{i}"]
ns["v"] = "after shrink"; print(ns["g"]())
