# What the compiler warns of is told as ever where builtins were rebound that a module would need to be imported.
import builtins
import sys


class Told:
    text = ''

    def write(self, text):
        self.text += text

    def flush(self):
        pass


def rebound(*args):
    raise LookupError('rebound')


told = Told()
stderr, sys.stderr = sys.stderr, told
saved = {name: getattr(builtins, name) for name in ['format', 'range', 'filter', 'map', 'sorted', 'enumerate', 'zip']}
for name in saved:
    setattr(builtins, name, rebound)
failed = None
try:
    compile('x = 1 is 1\ny = "\\d"', '<made up>', 'exec')
    exec('assert (1, "always")', {})
except BaseException as error:
    failed = error
for name, value in saved.items():
    setattr(builtins, name, value)
sys.stderr = stderr
print(failed, told.text)

import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    compile('x = 1 is 1', '<made up>', 'exec')
    warnings.warn('text', PendingDeprecationWarning)
print([(w.category.__name__, str(w.message), w.lineno) for w in caught])
