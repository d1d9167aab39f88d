# The status of a file is a sequence of ten items and a record of nineteen: the times by second have no name of their own, and
# what the sequence does not hold survives copying and pickling.
import copy, os, pickle

status = os.stat("/")
kind = type(status)
print(kind.n_fields, kind.n_sequence_fields, kind.n_unnamed_fields, kind.__match_args__)
print(len(status), type(status[7]), type(status.st_atime), status.st_atime_ns // 10**9 == status[7])
made, (items, named) = status.__reduce__()
print(made is kind, len(items), list(named))
print(os.stat_result(range(10)))
for given in (range(10), range(19), range(9), range(20)):
    try:
        one = os.stat_result(given)
        print(one.st_atime, one.st_ctime, one.st_mtime_ns, one.st_blksize, one.st_blocks, one.st_rdev, one[7])
    except TypeError as error:
        print(error)
print(os.stat_result(range(10), {"st_blocks": 5, "st_ctime": 1.5}).st_blocks)
for twin in (pickle.loads(pickle.dumps(status)), copy.copy(status), copy.deepcopy(status)):
    print(twin == status, all(getattr(twin, name) == getattr(status, name) for name in named))
for change in (lambda: setattr(status, "st_blocks", 1), lambda: copy.replace(status, st_mode=1)):
    try:
        change()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
print([name for name in dir(status) if name.startswith("st_")])
print(os.stat_result.st_blocks.__doc__, os.stat_result.st_atime_ns.__doc__)
