# A loop over a small constant tuple may be unrolled: a debugger that moves the frame is still told where it cannot go,
# and goes where it can.
import sys
import warnings


def jump(function, start, to, times=1):
    first = function.__code__.co_firstlineno
    out, left = [], [times]

    def trace(frame, event, arg):
        if frame.f_code is not function.__code__:
            return None
        if event == "line" and frame.f_lineno == first + start and left[0]:
            left[0] -= 1
            try:
                frame.f_lineno = first + to
            except ValueError as e:
                out.append(f"refused: {e}")
        return trace

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        sys.settrace(trace)
        try:
            function(out)
        except BaseException as e:
            out.append(repr(e))
        finally:
            sys.settrace(None)
    print(function.__name__, start, to, out, [str(w.message) for w in caught])


def plain(out):
    out.append(1)
    for i in 1, 2:
        out.append((3, i))
        out.append((4, i))
    out.append(5)
    out.append(6)


for start, to in [(1, 3), (1, 4), (6, 3), (6, 2), (3, 1), (3, 6), (4, 3), (3, 4), (4, 2), (5, 2), (1, 2)]:
    jump(plain, start, to)


def nested(out):
    for i in 1, 2:
        for j in 3, 4:
            out.append((i, j))
            out.append("inner")
        out.append("outer")
    out.append("end")


for start, to in [(3, 5), (3, 6), (5, 3), (5, 4), (6, 5), (6, 4), (4, 3), (1, 6), (2, 6)]:
    jump(nested, start, to)


def in_a_real_loop(out):
    for i in range(2):
        for j in 3, 4:
            out.append((i, j))
        for k in range(2):
            out.append((i, "k", k))
        out.append("outer")
    out.append("end")


for start, to in [(3, 6), (3, 7), (6, 3), (7, 3), (6, 5), (7, 6), (3, 2), (1, 3), (1, 7)]:
    jump(in_a_real_loop, start, to)


def with_blocks(out):
    for i in 1, 2:
        try:
            out.append((3, i))
        finally:
            out.append((5, i))
        if i == 2:
            return
    else:
        out.append(9)
    out.append(10)


for start, to in [(3, 5), (5, 3), (3, 10), (6, 9), (3, 9), (7, 3), (6, 10), (1, 6), (1, 9)]:
    jump(with_blocks, start, to)


def ended(out):
    if out is not None:
        for i in 1, 2:
            raise ValueError(i)
    out.append(4)
    out.append(5)


for start, to in [(3, 4), (3, 5), (1, 3), (2, 4)]:
    jump(ended, start, to)
