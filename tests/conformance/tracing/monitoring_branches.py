# Coverage tools count branches, jumps and instructions: each must be told where CPython tells it.
import marshal
import sys

with open("tracing/_monitored.code", "rb") as file:
    space = {"__name__": "_monitored"}
    exec(marshal.load(file), space)

M = sys.monitoring
E = M.events
TOOL = 2
M.use_tool_id(TOOL, "branches")


def run_coroutine(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value


NAMES = ["JUMP", "BRANCH_LEFT", "BRANCH_RIGHT", "INSTRUCTION", "LINE"]
SHORT = {"JUMP": "J", "BRANCH_LEFT": "L", "BRANCH_RIGHT": "R", "INSTRUCTION": "I", "LINE": "l"}
heard = []
watched = None


def listen(events, function, *args):
    global watched
    space["turns"] = 0
    heard.clear()
    watched = function.__code__
    M.set_events(TOOL, events)
    try:
        if watched.co_flags & 0x80:
            run_coroutine(function(*args))
        else:
            function(*args)
    finally:
        M.set_events(TOOL, 0)


def callback(name):
    def hear(code, *places):
        if code is watched:
            if name == "LINE":
                places = [places[0] - code.co_firstlineno]
            heard.append((SHORT[name], *places))
    return hear


for name in NAMES:
    M.register_callback(TOOL, getattr(E, name), callback(name))

CALLS = [
    ("conditions", 0), ("conditions", 1), ("conditions", None), ("loops", (1, 2, 3)), ("loops", [1, 4, 2]),
    ("comprehension", range(4)), ("uses_generator",), ("leaves_in_the_middle", (1, 2)), ("handlers",),
    ("matching", 1), ("matching", [1, 2]), ("matching", {"a": 3}), ("matching", "x"), ("many_constants",),
    ("asynchronous",),
]
BRANCHES = E.BRANCH_LEFT | E.BRANCH_RIGHT


def show():
    return " ".join(kind + ",".join(map(str, places)) for kind, *places in heard)


for name, *args in CALLS:
    for events in E.JUMP | BRANCHES, E.INSTRUCTION, E.JUMP | BRANCHES | E.INSTRUCTION | E.LINE:
        listen(events, space[name], *args)
        print(name, show())

print("DISABLE, and the event BRANCH of older versions")
conditions = space["conditions"]
M.register_callback(TOOL, E.BRANCH_LEFT, lambda code, *places: code is watched and heard.append("L") or M.DISABLE)
M.register_callback(TOOL, E.BRANCH_RIGHT, lambda code, *places: code is watched and heard.append("R") or None)
for again in range(2):
    listen(BRANCHES, conditions, 1)
    listen_twice = list(heard)
    listen(BRANCHES, conditions, 1)
    print(listen_twice, heard)
    M.restart_events()
M.register_callback(TOOL, E.BRANCH_LEFT, None)
M.register_callback(TOOL, E.BRANCH_RIGHT, None)
print(E.BRANCH == BRANCHES, bin(E.BRANCH), M.get_events(TOOL))
M.register_callback(TOOL, E.BRANCH, lambda code, *places: code is watched and heard.append("B") or None)
listen(E.BRANCH, conditions, 1)
print(heard)
M.restart_events()
M.register_callback(TOOL, E.BRANCH, lambda code, *places: code is watched and heard.append("B") or M.DISABLE)
for again in range(3):
    listen(E.BRANCH, conditions, again % 2)
    print(heard)
M.free_tool_id(TOOL)
