# `faulthandler` writes the calls that run to a descriptor, without the machinery of tracebacks: test runners switch it on
# and hand it files of every kind.
import faulthandler
import io
import os
import sys
import tempfile


def attempt(action):
    try:
        print(repr(action()))
    except Exception as e:
        print(type(e).__name__, e)


print(faulthandler.is_enabled(), faulthandler.disable())
log = tempfile.TemporaryFile()


def written():
    log.seek(0)
    text = log.read().decode().replace((lambda: 0).__code__.co_filename, "program.py")
    log.seek(0)
    log.truncate()
    return text


def inner(a):
    faulthandler.dump_traceback(log, all_threads=False)


class Caller:
    def method(self):
        [inner(x) for x in (1,)]


def outer():
    (lambda: Caller().method())()


def generator():
    outer()
    yield


outer()
print(written())
exec(compile("def made():\n    outer()\nmade()", "<made>", "exec"))
next(generator())
print(written())


def deep(n):
    if n:
        deep(n - 1)
    else:
        faulthandler.dump_traceback(log.fileno(), False)


deep(150)
lines = written().splitlines()
print(len(lines), lines[0], lines[1:3], lines[99])
deep(20)
lines = written().splitlines()
print(len(lines), lines[-2:])
log.write(b"before ")
faulthandler.dump_traceback(log)
text = written()
print(text.startswith("before Current thread 0x"), "(most recent call first):" in text, text.splitlines()[-1])

for action in (lambda: faulthandler.enable(log), faulthandler.is_enabled, lambda: faulthandler.enable(file=log, all_threads=False),
               faulthandler.disable, faulthandler.is_enabled, faulthandler.disable, lambda: faulthandler.enable(1), faulthandler.disable,
               lambda: faulthandler.enable("x"), lambda: faulthandler.enable(-1), lambda: faulthandler.enable(object()),
               lambda: faulthandler.enable(io.StringIO()), lambda: faulthandler.dump_traceback("x"), lambda: faulthandler.dump_traceback(-3),
               lambda: faulthandler.dump_traceback_later(0), lambda: faulthandler.dump_traceback_later(-1),
               faulthandler.cancel_dump_traceback_later, lambda: faulthandler.unregister(1000), lambda: faulthandler.unregister("x"),
               lambda: faulthandler.register(11), lambda: faulthandler.unregister(0)):
    attempt(action)


class Closed:
    def fileno(self):
        return "no number"

    def flush(self):
        raise ValueError("closed")


attempt(lambda: faulthandler.dump_traceback(Closed()))
kept, sys.stderr = sys.stderr, None
attempt(faulthandler.enable)
sys.stderr = kept
