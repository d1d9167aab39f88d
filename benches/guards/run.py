#!/usr/bin/env python3
"""pyopt's guarded level against none, on the kernels beside this file, in one run.

The levels take turns; of each kernel the best time of all rounds counts. Prints ratios: above 1, guarded is faster.
"""
import argparse
import pathlib
import subprocess

KERNELS = pathlib.Path(__file__).with_name("kernels.py")


def measure(pyopt, level, scale):
    command = [pyopt, "run", "--opt", level, str(KERNELS), str(scale)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return {name: float(time) for name, time in (line.split("\t") for line in lines)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pyopt", default="target/release/pyopt")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scale", type=int, default=200_000, help="iterations of each kernel")
    args = parser.parse_args()
    best = {"none": {}, "guarded": {}}
    for _ in range(args.rounds):
        for level, times in best.items():
            for name, time in measure(args.pyopt, level, args.scale).items():
                times[name] = min(time, times.get(name, time))
    for name, none in best["none"].items():
        guarded = best["guarded"][name]
        print(f"{name:24} {none:12.1f} {guarded:12.1f} ns  {none / guarded:5.2f}")
    for count in (1, 8):
        ratio = best["guarded"][f"guards_{count}"] / best["guarded"][f"constants_{count}"]
        print(f"{count} guards cost {ratio:.2f} times what the constants behind them do")


main()
