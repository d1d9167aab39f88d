#!/usr/bin/env python3
"""pyopt beside the Pythons on the PATH, on the programs beside this file, in one run.

The interpreters take turns; of each program the best processor time of all rounds counts, without start-up. All must give the
same results. Prints ratios to the first Python: above 1 is faster than it.
"""
import argparse
import html
import math
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
VERSION = "import sys; print(sys.implementation.name, '.'.join(map(str, sys.version_info[:3])))"
CANDIDATES = ["python3", *(f"python3.{minor}" for minor in range(10, 20)), "pypy3"]


def version(command):
    """`cpython 3.14.0`, or None for what does not run."""
    try:
        done = subprocess.run([*command, "-c", VERSION], capture_output=True, text=True, timeout=60)
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def pythons_on_path():
    """A label and a command for each version that the PATH offers."""
    found = {}
    for name in CANDIDATES:
        if path := shutil.which(name):
            if label := version([path]):
                found.setdefault(label, [path])
    return found


def run(command, program, scale):
    """Seconds, and what the program gave."""
    line = [*command, str(HERE / "run_program.py"), program, str(scale)]
    done = subprocess.run(line, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{program} failed under {' '.join(command)}:\n{done.stderr}")
    seconds, result = done.stdout.rstrip("\n").split("\t", 1)
    return float(seconds), result


def measure(interpreters, programs, rounds, scale):
    """The best seconds of each program, by interpreter."""
    best = {program: dict.fromkeys(interpreters, math.inf) for program in programs}
    for number in range(rounds):
        for program in programs:
            print(f"\rround {number + 1} of {rounds}: {program:<20}", end="", file=sys.stderr)
            results = {}
            for label, command in interpreters.items():
                seconds, results[label] = run(command, program, scale)
                best[program][label] = min(seconds, best[program][label])
            if len(set(results.values())) > 1:
                sys.exit(f"{program} gives different results: {results}")
    print("\r" + " " * 50 + "\r", end="", file=sys.stderr)
    return best


def ratios(best, base):
    """Rows of `(program, {label: ratio})`, the last one the geometric mean."""
    rows = [(p, {label: times[base] / s for label, s in times.items()}) for p, times in best.items()]
    mean = {label: math.exp(sum(math.log(r[label]) for _, r in rows) / len(rows)) for label in rows[0][1]}
    return [*rows, ("geometric mean", mean)]


def table(rows):
    labels = list(rows[0][1])
    lines = ["| program | " + " | ".join(labels) + " |", "|---|" + "---:|" * len(labels)]
    lines += [f"| {name} | " + " | ".join(f"{r[label]:.2f}" for label in labels) + " |" for name, r in rows]
    return "\n".join(lines)


def plot(rows):
    """Bars on a logarithmic scale, one group for each program, as SVG."""
    labels = list(rows[0][1])
    low, high = (f(r for _, row in rows for r in row.values()) for f in (min, max))
    low, high = math.floor(math.log2(min(low, 0.99))), math.ceil(math.log2(max(high, 1.01)))
    left, width, bar = 150, 560, 9
    x = lambda ratio: left + width * (math.log2(ratio) - low) / (high - low)
    group = bar * len(labels) + 8
    height = 40 + group * len(rows) + 10
    colours = ["#767676", "#1f77b4", "#d95f02", "#1b9e77", "#7570b3", "#b8860b"]
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + width + 60}" height="{height}"'
           ' font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="white"/>']
    for i, label in enumerate(labels):
        at = left + i * 150
        out.append(f'<rect x="{at}" y="6" width="10" height="10" fill="{colours[i % len(colours)]}"/>')
        out.append(f'<text x="{at + 14}" y="15">{html.escape(label)}</text>')
    for power in range(low, high + 1):
        at = x(2.0 ** power)
        out.append(f'<line x1="{at}" x2="{at}" y1="34" y2="{height - 6}" stroke="{"#000" if power == 0 else "#ddd"}"/>')
        out.append(f'<text x="{at}" y="30" text-anchor="middle">{2.0 ** power:g}×</text>')
    for n, (name, row) in enumerate(rows):
        top = 40 + n * group
        out.append(f'<text x="{left - 6}" y="{top + group / 2}" text-anchor="end">{html.escape(name)}</text>')
        for i, label in enumerate(labels):
            a, b = sorted((x(1.0), x(row[label])))
            out.append(f'<rect x="{a:.1f}" y="{top + i * bar}" width="{max(b - a, 1):.1f}" height="{bar - 1}"'
                       f' fill="{colours[i % len(colours)]}"><title>{row[label]:.2f}</title></rect>')
    return "\n".join([*out, "</svg>\n"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", nargs="*", help="names from programs/; all without any")
    parser.add_argument("--pyopt", default="target/release/pyopt", help="the binary")
    parser.add_argument("--python", action="append", default=[], metavar="LABEL=COMMAND",
                        help="compare with these, instead of the Pythons on the PATH; the first is the base")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scale", type=float, default=1.0, help="how much work, as a multiple")
    parser.add_argument("--plot", metavar="FILE.svg", help="draw the table as well")
    args = parser.parse_args()
    programs = args.programs or sorted(path.stem for path in (HERE / "programs").glob("*.py"))
    given = {label: command.split() for label, _, command in (p.partition("=") for p in args.python)}
    interpreters = given or pythons_on_path()
    if not interpreters:
        parser.error("no Python on the PATH")
    if version([args.pyopt, "run"]) is None:
        parser.error(f"{args.pyopt} does not run: build it by `cargo build --release -p pyopt-cli`")
    base = next(iter(interpreters))
    interpreters["pyopt"] = [args.pyopt, "run"]
    rows = ratios(measure(interpreters, programs, args.rounds, args.scale), base)
    print(table(rows))
    if args.plot:
        pathlib.Path(args.plot).write_text(plot(rows), encoding="utf-8")


main()
