#!/usr/bin/env python3
"""Writes `cli/functions.txt`: the functions that programs run, those of every start first.

Code is mapped from the file in pieces of sixteen pages. Where the functions of a start lie apart, a start maps nearly all of the
code; side by side they are a fifth of it. The linker gets the list from `cli/link.rs`. Names that a build does not have are
passed over, so the list need not be new, only roughly right. `.cargo/config.toml` asks for names without hashes of types.

    cargo build --release -p pyopt-cli && python3 benches/order_functions.py        needs valgrind and readelf
"""
import argparse
import collections
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
CONFORMANCE = HERE.parent / "tests/conformance"
START = "with open(__file__) as lines:\n    for line in lines:\n        print(line.split())\n"
IMPORTS = "import re, json, dataclasses, typing, argparse\n"
# In a mangled name, what tells crates of one name apart: it changes with the compiler and with where a build is.
CRATE = re.compile(r"Cs[0-9A-Za-z]{8,}_(?=\d)")


def addresses(binary):
    """Where each function is, by its mangled name: equal ones share a place."""
    table = subprocess.run(["readelf", "-sW", binary], capture_output=True, text=True, check=True).stdout
    rows = (line.split() for line in table.splitlines())
    return {row[7]: row[1] for row in rows if len(row) == 8 and row[3] == "FUNC" and row[6] != "UND"}


def functions_run(command, folder):
    """The mangled names of the functions that a process ran."""
    counts = folder / "counts"
    valgrind = ["valgrind", "-q", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={counts}"]
    done = subprocess.run(
        [*valgrind, *command], capture_output=True, text=True, errors="replace", cwd=CONFORMANCE, stdin=subprocess.DEVNULL
    )
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    names = re.findall(r"^c?fn=\(\d+\) (\S+)", counts.read_text(errors="replace"), re.MULTILINE)
    return {re.sub(r"'\d+$", "", name) for name in names}


def programs(pyopt, folder):
    """Commands: a start, imports, a little of each of our programs, and some of those of the conformance tests."""
    for name, text in (("start", START), ("imports", IMPORTS)):
        (folder / f"{name}.py").write_text(text)
        yield [pyopt, "run", str(folder / f"{name}.py")]
    for program in sorted((HERE / "programs").glob("*.py")):
        yield [pyopt, "run", str(HERE / "run_program.py"), program.stem, "0.002"]
    for area in sorted(CONFORMANCE.iterdir()):
        succeed = [p for p in sorted(area.glob("[a-z]*.py")) if not p.with_suffix(".exit").exists()]
        for program in succeed[::6]:
            yield [pyopt, "run", f"{area.name}/{program.name}"]


def patterns(runs, places):
    """Names as the linker matches them: of a start, of imports, of most programs."""
    at = collections.defaultdict(list)
    for name, place in places.items():
        at[place].append(name)
    # Equal functions are one, in a section that is named after any of them.
    start, imports, *others = [{n for name in run & places.keys() for n in at[places[name]]} for run in runs]
    # Above what the others can count together.
    count = collections.Counter({name: 2 * len(runs) for name in imports})
    count.update({name: 4 * len(runs) for name in start})
    for functions in others:
        count.update(functions)
    found = collections.Counter()
    for name, times in count.items():
        pattern = CRATE.sub("C*", re.sub(r"\.llvm\..*$", "", name))
        found[pattern] = max(found[pattern], times)
    return sorted(found, key=lambda name: (-found[name], name))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pyopt", default=str(HERE.parent / "target/release/pyopt"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        runs = [functions_run(command, folder) for command in programs(options.pyopt, folder)]
    order = patterns(runs, addresses(options.pyopt))
    (HERE.parent / "cli/functions.txt").write_text("\n".join(order) + "\n")
    print(f"{len(order)} names")


if __name__ == "__main__":
    main()
