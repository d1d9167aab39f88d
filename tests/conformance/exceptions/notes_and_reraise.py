# Notes are added while an exception passes through; a bare raise keeps the object.
def parse(lines):
    for number, line in enumerate(lines, 1):
        try:
            yield int(line)
        except ValueError as e:
            e.add_note(f"in line {number}")
            raise


def load(name, lines):
    try:
        return list(parse(lines))
    except ValueError as e:
        e.add_note(f"while loading {name}")
        raise


try:
    load("data", ["1", "2", "x"])
except ValueError as e:
    print(e, e.__notes__)
    first = e
try:
    try:
        raise first
    except ValueError:
        raise
except ValueError as e:
    print(e is first, len(e.__notes__), e.__context__)
try:
    first.add_note(3)
except TypeError as e:
    print(e)
print(hasattr(Exception(), "__notes__"))
try:
    raise
except RuntimeError as e:
    print(e)
try:
    raise 42
except TypeError as e:
    print(e)
try:
    raise ValueError from "text"
except TypeError as e:
    print(e)
