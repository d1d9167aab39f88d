"""The command line of a small tool: parsers with groups, choices and sub-commands built and asked, errors and help included."""

import argparse


class Once(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        if getattr(namespace, self.dest) is not None:
            parser.error(f"{option_string} given twice")
        setattr(namespace, self.dest, values)


def parser():
    made = argparse.ArgumentParser(prog="tide", description="Tables of tides.", exit_on_error=False)
    made.add_argument("--verbose", "-v", action="count", default=0)
    made.add_argument("--at", type=float, nargs=2, metavar=("LAT", "LON"))
    one = made.add_mutually_exclusive_group()
    one.add_argument("--metric", dest="units", action="store_const", const="m", default="m")
    one.add_argument("--feet", dest="units", action="store_const", const="ft")
    commands = made.add_subparsers(dest="command", required=True)
    table = commands.add_parser("table", help="print a table")
    table.add_argument("station", nargs="+")
    table.add_argument("--days", type=int, default=7)
    table.add_argument("--format", choices=("text", "csv", "json"), default="text")
    table.add_argument("--zone", action=Once)
    show = commands.add_parser("show", help="show one")
    show.add_argument("station")
    show.add_argument("--moon", action=argparse.BooleanOptionalAction)
    return made


LINES = (
    "table north south --days 3 --format csv",
    "-vv --at 52.5 4.25 --feet table west --zone=UTC",
    "show west --no-moon",
    "--metric --verbose show east --moon",
    "table north --days many",
    "table north --format xml",
    "--metric --feet show east",
)


def main(n):
    result = 0
    for i in range(n):
        tool = parser()
        for line in LINES:
            try:
                given = tool.parse_args(line.split())
            except (argparse.ArgumentError, SystemExit) as error:
                result += len(str(error))
            else:
                result += len(vars(given)) + given.verbose + len(given.units)
        result += len(tool.format_usage()) + (len(tool.format_help()) if i % 8 == 0 else 0)
    return result


WORK = 40
