"""Records of what happens: loggers in a tree, filters, handlers into text, levels that nobody listens to, warnings, traces."""

import io
import logging
import traceback
import warnings


class Recent(logging.Handler):
    def __init__(self, most):
        super().__init__()
        self.most, self.lines = most, []

    def emit(self, record):
        self.lines.append(self.format(record))
        del self.lines[: -self.most]


class Quiet(logging.Filter):
    def filter(self, record):
        return "noise" not in record.getMessage()


def work(journal, i):
    journal.debug("step %d of %s", i, "many")
    if journal.isEnabledFor(logging.INFO):
        journal.info("step %d", i)
    journal.warning("slow: %.2f s, %s", i / 7, {"step": i})
    journal.log(logging.ERROR, "noise %s", i, extra={"place": "north"})
    try:
        return 100 // (i % 5)
    except ZeroDivisionError:
        journal.exception("no step %r", i)
        return 0


def main(n):
    out = io.StringIO()
    root = logging.getLogger("tides")
    root.handlers.clear()
    root.propagate = False
    stream = logging.StreamHandler(out)
    stream.setFormatter(logging.Formatter("{levelname:<8} {name} {message}", style="{"))
    stream.addFilter(Quiet())
    recent = Recent(16)
    recent.setFormatter(logging.Formatter("%(name)s:%(levelno)d:%(message)s"))
    root.addHandler(stream)
    root.addHandler(recent)
    root.setLevel(logging.WARNING)
    silent = logging.getLogger("tides.silent")
    silent.setLevel(logging.CRITICAL)
    result = 0
    for i in range(n):
        result += work(logging.getLogger(f"tides.station{i % 3}"), i)
        for _ in range(20):
            silent.debug("nobody hears this")
            silent.info("nor %s", i)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            warnings.warn(f"old way {i}", DeprecationWarning, stacklevel=2)
        result += len(caught)
        try:
            {}[i]
        except KeyError as error:
            result += len(traceback.format_exception_only(error))
    return result + len(out.getvalue()) + len(recent.lines)


WORK = 400
