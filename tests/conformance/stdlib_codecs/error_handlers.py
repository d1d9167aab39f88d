# Why: what cannot be encoded is for error handlers to answer: built-in ones, asked directly, and those that programs register.
import codecs
def t(f,*a,**k):
    try: print(ascii(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, ascii(str(e)))
enc=lambda s,a,b,e="ascii": UnicodeEncodeError(e,s,a,b,"why")
dec=lambda s,a,b,e="ascii": UnicodeDecodeError(e,s,a,b,"why")
tr=lambda s,a,b: UnicodeTranslateError(s,a,b,"why")
for name in "strict ignore replace xmlcharrefreplace backslashreplace namereplace surrogateescape surrogatepass".split():
    h=codecs.lookup_error(name)
    print(name, h)
    for ex in [enc("aé漢😀\x07b",1,4), enc("aé漢😀\x07b",4,5), enc("a\udc80\udcff\ud800",1,3), enc("a\udc80\udcff\ud800",1,4,"utf-8"), enc("a\udc80\udcff\ud800",1,4,"utf-16-le"), enc("a\udc80b",1,2,"utf-16"), enc("a\udc80b",1,2,"utf-32-be"), dec(b"a\xed\xa0\x80b",1,2,"utf-8"), dec(b"a\xed\xa0\x80b",1,4,"ascii"), dec(b"a\x80b",1,3), dec(b"\x00\xd8a",0,2,"utf-16-le"), dec(b"\x00\xd8",0,2,"utf-16"), dec(b"\x00\x00\xd8\x00",0,4,"utf-32-be"), dec(b"abc",1,2), dec(b"\x80\x81\x82\x83\x84\x85",0,6), tr("aé漢😀",1,4), enc("abc",5,9), enc("abc",-1,2), ValueError("x"), 42, UnicodeError("y")]:
        t(h, ex)
t(codecs.lookup_error, "nope"); t(codecs.lookup_error, 3)
t(codecs.register_error, "x", 3); t(codecs.register_error, 3, len)
calls=[]
def h(e):
    calls.append((type(e).__name__, e.encoding, e.object, e.start, e.end, e.reason))
    return ret
codecs.register_error("test.h", h)
for ret in [("?",3),("<é>",3),(b"\xff",-1),("ab",100),("x",-100),("",0.5),3,("a",),(1,2),[1,2],("é",4)]:
    calls.clear()
    t("aé漢b".encode,"ascii","test.h"); t("aé漢b".encode,"latin-1","test.h")
    print(len(calls), ascii(calls[:2]))
ret=("\ud800",2); t("a\udc80b".encode,"utf-8","test.h")
ret=(b"zz",2); t("a\udc80b".encode,"utf-8","test.h"); t("a\udc80b".encode,"utf-16-le","test.h"); t("a\udc80b".encode,"utf-32-be","test.h")
ret=("q",2); t("a\udc80b".encode,"utf-16-be","test.h")
for ret in [("?",2),("<é>",-1),(b"z",2),("q",100),("r",-9),3,("\udc80",2)]:
    calls.clear()
    t(b"a\xffb".decode,"utf-8","test.h"); t(b"a\xffb".decode,"ascii","test.h"); t(str,b"a\xffb","ascii","test.h")
    print(len(calls), calls[:3])
t("aé".encode,"ascii","nohandler"); t("a".encode,"ascii","nohandler"); t(b"\xff".decode,"ascii","nohandler"); t(b"a".decode,"ascii","nohandler")
ret=("y",1); t("漢".encode,"cp1252","test.h"); t(b"\x81".decode,"cp1252","test.h")
codecs.register_error("strict2", codecs.strict_errors); t("é".encode,"ascii","strict2")
def boom(e): raise KeyError("boom")
codecs.register_error("boom", boom); t("é".encode,"ascii","boom")
t("é😀\ud800".encode,"ascii","namereplace"); t("\x80\xa0".encode,"ascii","namereplace")
