# str.replace: texts of ASCII and others, longer and shorter parts, what is returned itself.
t="hello world, hello all"
print(t.replace("l","L"),t.replace("hello","é"),t.replace("hello",""),t.replace("x","y") is t,t.replace("o","oo"),t.replace("hello","bye",1),t.replace("","-"),"".replace("a","b"),"aaa".replace("aa","b"))
print(("x"*5000).replace("x","yz")==("yz"*5000), ("x,"*5000).replace(",",";")[-4:], len(("a"*300).replace("a","é")), ("a"*300).replace("a","é").isascii(), "éa".replace("é","e").isascii(), "abc".replace("b","é").replace("é","b").isascii())
print("aé".replace("a","b"),"a".replace("é","b"), "a\ud800".replace("a","\udc00").encode("utf8","surrogatepass"))
class S(str): pass
r=S("abc").replace("x","y"); print(type(r), r)
