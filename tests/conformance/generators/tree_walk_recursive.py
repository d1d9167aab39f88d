# Recursive `yield from` walks a tree; each level is a suspended frame of its own.
class Node:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right

    def paths(self, prefix=()):
        prefix += (self.value,)
        if not (self.left or self.right):
            yield prefix
        for child in (self.left, self.right):
            if child:
                yield from child.paths(prefix)


def insert(node, value):
    if node is None:
        return Node(value)
    if value < node.value:
        node.left = insert(node.left, value)
    else:
        node.right = insert(node.right, value)
    return node


root = None
for v in [50, 30, 70, 20, 40, 60, 80, 35, 45, 65]:
    root = insert(root, v)
print(list(root))
for path in root.paths():
    print(" > ".join(map(str, path)))
it = iter(root)
print(next(it), next(it), next(it))
it.close()
print(list(it))
