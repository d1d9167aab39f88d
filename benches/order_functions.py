#!/usr/bin/env python3
"""Writes `cli/functions.txt`: the functions that programs run, those of every start first.

Code is mapped from the file in pieces of sixteen pages. Where the functions of a start lie apart, a start maps nearly all of the
code; side by side they are a fifth of it. The linker gets the list from `cli/link.rs`. Names that a build does not have are
passed over, so the list need not be new, only roughly right.

    cargo build --release -p pyopt-cli && python3 benches/order_functions.py        needs valgrind and readelf
"""
import argparse
import collections
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
START = "with open(__file__) as lines:\n    for line in lines:\n        print(line.split())\n"
IMPORTS = "import re, json, dataclasses, typing, argparse\n"
# The end of a Rust name: a hash of the types it was made for, and what LLVM appends.
HASH = re.compile(r"17h[0-9a-f]{16}E.*$")
# As many bytes beside those that ran may come along with a name whose hash is left out.
SPARE = 4096


def sizes(binary):
    """Bytes of each function."""
    table = subprocess.run(["readelf", "-sW", binary], capture_output=True, text=True, check=True).stdout
    rows = (line.split() for line in table.splitlines())
    return {row[7]: int(row[2], 0) for row in rows if len(row) == 8 and row[3] == "FUNC"}


def functions_run(command, folder):
    """The mangled names of the functions that a process ran."""
    counts = folder / "counts"
    valgrind = ["valgrind", "-q", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={counts}"]
    done = subprocess.run([*valgrind, *command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    names = re.findall(r"^c?fn=\(\d+\) (\S+)", counts.read_text(errors="replace"), re.MULTILINE)
    return {re.sub(r"'\d+$", "", name) for name in names}


def programs(pyopt, folder):
    """Commands: a start, imports, and a little of each of our programs."""
    for name, text in (("start", START), ("imports", IMPORTS)):
        (folder / f"{name}.py").write_text(text)
        yield [pyopt, "run", str(folder / f"{name}.py")]
    for program in sorted((HERE / "programs").glob("*.py")):
        yield [pyopt, "run", str(HERE / "run_program.py"), program.stem, "0.002"]


def patterns(runs, size):
    """Names as the linker matches them: of a start, of imports, of most programs. Without its hash, a name outlives changes elsewhere; it
    stays where too many functions that nobody ran have the same."""
    start, imports, *others = runs
    # Above what the others can count together.
    count = collections.Counter({name: 2 * len(runs) for name in imports & size.keys()})
    count.update({name: 4 * len(runs) for name in start & size.keys()})
    for functions in others:
        count.update(functions & size.keys())
    bare = lambda name: HASH.sub("17h", name)
    whole, ran, most = collections.Counter(), collections.Counter(), collections.Counter()
    for name, bytes_ in size.items():
        whole[bare(name)] += bytes_
    for name, times in count.items():
        ran[bare(name)] += size[name]
        most[bare(name)] = max(most[bare(name)], times)
    found = {}
    for name, times in count.items():
        group = bare(name)
        if whole[group] - ran[group] <= max(ran[group], SPARE):
            found[group] = most[group]
        else:
            found[re.sub(r"\.llvm\..*$", "", name)] = times
    return sorted(found, key=lambda name: (-found[name], name))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pyopt", default=str(HERE.parent / "target/release/pyopt"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        runs = [functions_run(command, folder) for command in programs(options.pyopt, folder)]
    names = patterns(runs, sizes(options.pyopt))
    (HERE.parent / "cli/functions.txt").write_text("\n".join(names) + "\n")
    print(f"{len(names)} names")


if __name__ == "__main__":
    main()
