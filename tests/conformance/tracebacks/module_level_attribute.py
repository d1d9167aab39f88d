# The last line of stderr has the suggestion.
import collections
value = collections.OrderedDict()
print(sorted(value))
value.mov_to_end("x")
