# Counter, defaultdict, deque, namedtuple, ChainMap, OrderedDict on the jobs people use them for.
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple

text = "the cat and the hat and the bat"
words = Counter(text.split())
print(words.most_common(2), words["dog"], words.total(), sorted(words.elements())[:3])
words.update(["cat", "cat"])
words.subtract({"the": 1})
print(words, words + Counter("a"), words - Counter({"the": 1}), words & Counter(the=1), Counter(a=0, b=-1) + Counter())
index = defaultdict(list)
for i, w in enumerate(text.split()):
    index[w].append(i)
print(dict(index), index, "dog" in index, index["dog"], len(index))
recent = deque(maxlen=3)
for w in text.split():
    recent.append(w)
print(recent, recent[0], recent.popleft(), list(reversed(recent)))
d = deque([1, 2, 3])
d.rotate(1)
d.extendleft([9, 8])
d.insert(1, "x")
print(d, d.index(3), d.count(2), d == deque([8, "x", 9, 3, 1, 2]))
P = namedtuple("P", "x y", defaults=[0])
print(P(1), P(1, 2)._replace(y=5), P._make([3, 4]).y, *P(5, 6), P(1) < P(2))
defaults, user = {"color": "red", "size": 1}, {"size": 2}
config = ChainMap(user, defaults)
config["new"] = True
print(config["size"], config["color"], user, list(config), config.new_child({"size": 3})["size"])
od = OrderedDict(a=1, b=2, c=3)
od.move_to_end("a")
print(od, od.popitem(last=False), od == {"a": 1, "c": 3}, od == OrderedDict(a=1, c=3))
try:
    deque([1], maxlen=-1)
except ValueError as e:
    print(e)
try:
    P(1, 2, 3)
except TypeError as e:
    print(e)
try:
    deque().pop()
except IndexError as e:
    print(e)
