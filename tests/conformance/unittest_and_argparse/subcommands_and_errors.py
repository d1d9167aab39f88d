# argparse in use: subcommands, types, choices, defaults, usage errors and help.
import argparse
import contextlib
import io


def build():
    p = argparse.ArgumentParser(prog="tool", description="A tool.", epilog="The end.")
    p.add_argument("-v", "--verbose", action="count", default=0, help="say more")
    p.add_argument("--version", action="version", version="tool 1.0")
    sub = p.add_subparsers(dest="command", required=True)
    add = sub.add_parser("add", help="add numbers")
    add.add_argument("numbers", type=int, nargs="+")
    add.add_argument("--scale", type=float, default=1.0, metavar="F")
    copy = sub.add_parser("copy", help="copy files")
    copy.add_argument("source")
    copy.add_argument("target", nargs="?", default="out")
    group = copy.add_mutually_exclusive_group()
    group.add_argument("--force", action="store_true")
    group.add_argument("--mode", choices=["fast", "safe"])
    return p


def run(line):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            result = sorted(vars(build().parse_args(line.split())).items())
        except SystemExit as e:
            result = f"exit {e.code}"
    print(line or "(nothing)", "->", result)
    print(out.getvalue() + err.getvalue(), end="")


for line in ("add 1 2 3", "-vv add 5 --scale 2.5", "copy a", "copy a b --mode=fast -v", "copy a b --mode fast", "add x", "add",
             "copy a --force --mode safe", "copy a --mode slow", "", "jump", "--version", "-h", "copy a b c"):
    run(line)
