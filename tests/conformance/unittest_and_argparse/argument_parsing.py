# argparse: help text, defaults, subcommands, and its error exit.
import argparse, contextlib, io
p = argparse.ArgumentParser(prog="tool", description="Does things.", color=False) if "color" in argparse.ArgumentParser.__init__.__code__.co_varnames else argparse.ArgumentParser(prog="tool")
p.add_argument("file", nargs="?", default="-", help="input")
p.add_argument("-n", "--num", type=int, default=3, metavar="N", help="how many (%(default)s)")
p.add_argument("-v", action="count", default=0); p.add_argument("--flag", action=argparse.BooleanOptionalAction); p.add_argument("--mode", choices=["a", "b"]); p.add_argument("--list", nargs="*"); p.add_argument("--req", action="append")
print(p.parse_args([])); print(p.parse_args("in.txt -n5 -vv --no-flag --mode=b --list x y --req 1 --req 2".split())); print(p.format_usage()); print(p.format_help())
for a in (["-n", "x"], ["--mode", "c"], ["--unknown"], ["a", "b"], ["-n"], ["--m", "a", "--fl"]):
    e = io.StringIO()
    with contextlib.redirect_stderr(e):
        try: print(p.parse_args(a))
        except SystemExit as s: print("exit", s.code)
    print(e.getvalue().splitlines()[-1:])
q = argparse.ArgumentParser(prog="q"); s = q.add_subparsers(dest="cmd", required=True); s.add_parser("run").add_argument("x", type=float); print(q.parse_args(["run", "1.5"]), q.parse_known_args(["run", "2", "--zz"]))
