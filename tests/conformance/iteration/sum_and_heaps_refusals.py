# sum refuses every kind of text and bytes as the start; C functions check their argument first.
from itertools import *
import operator, functools, heapq, bisect, collections
for source in r"""sum([bytearray()], bytearray())""".splitlines():
    try: print(source, "->", eval(source))
    except Exception as e: print(source, "->", type(e).__name__, e)
