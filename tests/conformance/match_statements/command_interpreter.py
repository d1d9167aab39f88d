# A command interpreter: sequence patterns with captures, guards, or-patterns and rest.
def run(command, inventory):
    match command.split():
        case []:
            return "nothing"
        case ["quit" | "exit"]:
            return "bye"
        case ["go", ("north" | "south") as direction]:
            return f"going {direction}"
        case ["go", *rest]:
            return f"cannot go {' '.join(rest) or 'nowhere'}"
        case ["get", item] if item in inventory:
            return f"already have {item}"
        case ["get", item]:
            inventory.append(item)
            return f"got {item}"
        case ["drop", *items] if items:
            gone = [i for i in items if i in inventory and not inventory.remove(i)]
            return f"dropped {gone}"
        case [verb]:
            return f"{verb} what?"
        case [first, *_, last]:
            return f"{first}...{last}"


inventory = []
for line in ("go north", "go up there", "go", "get lamp", "get lamp", "get rope", "drop lamp sword rope",
             "drop", "dance", "a b c d", "", "exit"):
    print(repr(line), "->", run(line, inventory), inventory)
match [1, [2, 3], (4,)]:
    case [a, [b, *c], [d]]:
        print(a, b, c, d)
match "text":
    case [_, *_]:
        print("str is no sequence here")
    case str(s):
        print("str", s)
