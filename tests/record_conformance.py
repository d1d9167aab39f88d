"""Record what CPython 3.14 answers to the programs of tests/conformance.

    python3 tests/record_conformance.py --python "CMD --batch" [FILTER...]
    python3 tests/record_conformance.py --python "CMD --batch" --check [FILTER...]

CMD is a CPython 3.14 that takes a list of programs: `CMD --batch LIST` runs each
line of LIST (`FILE [ARGS]`) and prints one JSON object a line, in LIST's order,
with the keys `file`, `exit`, `stdout` and `stderr`. FILTERs select programs whose
`area/name` contains one of them.

A program is a file `tests/conformance/<area>/<name>.py` whose name does not start
with an underscore; deeper folders and underscored files are modules that programs
import. Each is run in the folder `tests/conformance`, and leaves beside it

    name.out              stdout, always
    name.err              stderr, if not empty; the path of the folder is cut off,
                          so that tracebacks name `area/name.py`
    name.exit             exit code, if not 0
    name.cpython-314.pyc  what CPython compiles it to. `co_filename` is
                          `area/name.py`; the header is an unchecked source hash
                          (PEP 552, flags 1), so that the file holds no time.

`--check` records nothing: it runs the programs and reports those whose answer
differs from the recorded one (run it with another PYTHONHASHSEED to find a
program that hangs on the order of a set). Accepting a change is running it without.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "conformance")


def write_pycs(names):
    """Run by CPython 3.14: compile each program to its recorded .pyc."""
    import _imp
    import importlib._bootstrap_external as external

    for name in names:
        with open(os.path.join(FOLDER, name + ".py"), "rb") as file:
            source = file.read()
        try:
            code = compile(source, name + ".py", "exec", dont_inherit=True)
        except SyntaxError:
            continue  # the program shows an error of the compiler: it has no code
        digest = _imp.source_hash(_imp.pyc_magic_number_token, source)
        with open(os.path.join(FOLDER, name + ".cpython-314.pyc"), "wb") as file:
            file.write(external._code_to_hash_pyc(code, digest, False))


def programs(filters):
    """The names `area/name` of all programs, sorted."""
    found = []
    for area in sorted(os.listdir(FOLDER)):
        path = os.path.join(FOLDER, area)
        if not os.path.isdir(path):
            continue
        for name in sorted(os.listdir(path)):
            if name.endswith(".py") and not name.startswith("_"):
                found.append(f"{area}/{name[:-3]}")
    return [n for n in found if not filters or any(f in n for f in filters)]


def run_batch(command, lines, jobs):
    """Give a list to CPython and return its JSON lines."""
    with tempfile.NamedTemporaryFile("w", suffix=".list") as file:
        file.write("".join(line + "\n" for line in lines))
        file.flush()
        # Bytecode caches of imported packages would land in the repository.
        env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [*shlex.split(command), file.name, "--jobs", str(jobs)],
            cwd=FOLDER, env=env, stdout=subprocess.PIPE, check=False,
        )
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def answers(result):
    """The recorded files' contents for one result; None for one not to exist."""
    stderr = result["stderr"].replace(FOLDER + "/", "")
    code = result["exit"]
    return {
        ".out": result["stdout"].replace(FOLDER + "/", ""),
        ".err": stderr or None,
        ".exit": f"{code}\n" if code != 0 else None,
    }


def read(path):
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None


def main():
    if sys.argv[1:2] == ["--pyc"]:
        return write_pycs(sys.argv[2:])
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python", required=True, help='CPython 3.14 with its batch option, "CMD --batch"')
    parser.add_argument("--check", action="store_true", help="compare with what is recorded, write nothing")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("filters", nargs="*", metavar="FILTER")
    args = parser.parse_args()
    names = programs(args.filters)
    wrong = 0
    for name, result in zip(names, run_batch(args.python, [n + ".py" for n in names], args.jobs), strict=True):
        assert result["file"] == name + ".py", result["file"]
        if not isinstance(result["exit"], int):
            print(f"{name}: {result['exit']}")
            wrong += 1
            continue
        for suffix, text in answers(result).items():
            path = os.path.join(FOLDER, name + suffix)
            if read(path) == text:
                continue
            if args.check:
                print(f"{name}{suffix} differs")
                wrong += 1
            elif text is None:
                os.remove(path)
            else:
                with open(path, "w", encoding="utf-8", newline="") as file:
                    file.write(text)
    if not args.check:
        # Any number of names on one line: the oracle takes words, not files.
        line = " ".join([shlex.quote(os.path.abspath(__file__)), "--pyc", *names])
        for result in run_batch(args.python, [line], 1):
            if result["exit"] != 0:
                print(result["stderr"])
                wrong += 1
    print(f"{len(names)} programs, {wrong} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
