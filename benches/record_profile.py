#!/usr/bin/env python3
"""Writes the profile that release builds use: `cli/profile/VERSION.profdata`, of the compiler at hand.

Builds pyopt once with counters, runs the programs beside this file with it, and merges what they counted. With the profile, the
compiler knows which paths are hot: about a tenth of the time. Functions that changed since are built without it, so it need not
be new; it must be recorded anew for another compiler. Needs `rustup component add llvm-tools`.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
FOLDER = ROOT / "target" / "counting"


def rustc(*args):
    return subprocess.run(["rustc", *args], check=True, capture_output=True, text=True, cwd=ROOT).stdout


def build(profiles):
    """The binary that counts. What build scripts count goes elsewhere."""
    command = ["cargo", "build", "--release", "--package", "pyopt-cli", "--target-dir", str(FOLDER)]
    counts = {"PYOPT_PROFILE": str(profiles), "LLVM_PROFILE_FILE": str(FOLDER / "build-%p.profraw")}
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | counts)
    return FOLDER / "release" / "pyopt"


def train(pyopt, profiles, scale):
    """Runs every program at both ends of what the optimizer does; all must come to their end."""
    environment = dict(os.environ, LLVM_PROFILE_FILE=str(profiles / "%m-%p.profraw"))
    for program in sorted((HERE / "programs").glob("*.py")):
        for level in ("none", "guarded"):
            command = [pyopt, "run", "--opt", level, HERE / "run_program.py", program.stem, str(scale)]
            done = subprocess.run(command, capture_output=True, text=True, env=environment)
            if done.returncode != 0:
                sys.exit(f"{program.stem} failed at {level}:\n{done.stderr}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=0.5, help="how much work the programs do, as a multiple")
    args = parser.parse_args()
    facts = dict(line.split(": ", 1) for line in rustc("-vV").splitlines() if ": " in line)
    profdata = pathlib.Path(rustc("--print", "sysroot").strip()) / "lib/rustlib" / facts["host"] / "bin/llvm-profdata"
    if not profdata.exists():
        parser.error("llvm-profdata is missing: `rustup component add llvm-tools`")
    profiles = FOLDER / "profiles"
    shutil.rmtree(profiles, ignore_errors=True)
    profiles.mkdir(parents=True)
    train(build(profiles), profiles, args.scale)
    written = ROOT / "cli" / "profile" / f"{facts['release']}.profdata"
    subprocess.run([profdata, "merge", "-o", written, profiles], check=True)
    print(written)


main()
