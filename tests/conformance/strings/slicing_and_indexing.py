# Strings index by code point, whatever their encoding inside.
s = "aé€😀z"
print(len(s), [c for c in s], s[-1], s[3], s[::-1], s[1:4], s[::2], s[10:], s[-100:2], s[4:1:-1])
print(s[-2] == "😀", s.index("z"), s.find("€"), s.encode().__len__(), ord(s[3]), max(s), min(s), sorted(s))
t = "x" * 50 + s * 40
print(t[50], t[53], t[-1], t[100:110], t.count("😀"), t.rfind("a"), len(t), t[53::5][:3])
print("abc" < "abd", "Z" < "a", "" < "a", "abc" < "ab", "é" > "z", "\uffff" < "\U00010000", "a" "b" == "ab")
print("ab" * 0, "ab" * -1, "ab" * 3, 0 * "x" == "")
