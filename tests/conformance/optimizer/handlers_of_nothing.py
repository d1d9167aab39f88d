# A handler around nothing is never entered, not even for what a tracer raises at its lines; one around a line that cannot
# raise by itself is.
import sys


class Stop(Exception):
    pass


def empty():
    try:
        pass
    except Stop:
        return 'caught'
    return 'went on'


def one_line():
    try: pass
    except Stop: return 'caught'
    finally: log.append('finally')
    return 'went on'


def stores():
    try:
        x = 1
    except Stop:
        return 'caught'
    return 'went on'


def bare():
    try:
        raise ValueError
    except:
        pass
    return sys.exception()


def named():
    try:
        raise ValueError
    except ValueError as e:
        pass
    return 'e' in locals()


def stop_at(line):
    def local(frame, event, arg):
        if event == 'line' and frame.f_lineno == line:
            raise Stop
        return local
    return lambda frame, event, arg: local


log = []
for function in (empty, one_line, stores, bare, named):
    first = function.__code__.co_firstlineno
    for line in range(first + 1, first + 7):
        sys.settrace(stop_at(line))
        try:
            answer = function()
        except Stop as stop:
            frame = stop.__traceback__.tb_next.tb_frame
            answer = 'left', sorted(frame.f_locals), repr(stop.__context__)
        sys.settrace(None)
        print(function.__name__, line - first, answer, log, sys.exception())
        log.clear()


# A debugger may leave the middle of such a handler without a trace of the exception.
def lines(function):
    seen = []

    def local(frame, event, arg):
        seen.append((event, frame.f_lineno - function.__code__.co_firstlineno))
        return local
    sys.settrace(lambda frame, event, arg: local)
    function()
    sys.settrace(None)
    return seen


for function in (empty, one_line, stores, bare, named):
    print(function.__name__, lines(function))
