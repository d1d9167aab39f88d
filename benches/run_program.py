"""Runs one program of `programs/` once: prints the seconds of the processor that its `main` took, and what it gave.

    run_program.py NAME SCALE        SCALE multiplies the program's WORK
"""

import pathlib
import sys
import time


def main():
    name, scale = sys.argv[1], float(sys.argv[2])
    path = pathlib.Path(__file__).with_name("programs") / f"{name}.py"
    names = {"__name__": name, "__file__": str(path)}
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), names)
    work = max(1, round(names["WORK"] * scale))
    start = time.process_time()
    result = names["main"](work)
    seconds = time.process_time() - start
    print(f"{seconds!r}\t{result!r}")


main()
