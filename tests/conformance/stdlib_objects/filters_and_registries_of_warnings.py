# Warnings given by the program and by the language: filters, registries, levels, skipped files, explicit places.
import _warnings
import sys
import warnings


class Told:
    """Takes the place of sys.stderr."""

    def write(self, text):
        for line in text.splitlines():
            print('  |', line.rpartition('/')[2])

    def flush(self):
        pass


sys.stderr = Told()


class Careful(UserWarning):
    def __init__(self, *parts):
        print('  made from', parts)
        super().__init__(*parts)

    def __str__(self):
        return 'careful: ' + ', '.join(map(repr, self.args))


def attempt(name, function, *args, **names):
    print(name)
    try:
        print('  gives', function(*args, **names))
    except BaseException as error:
        print('  raises', type(error).__name__, error)


warn, explicit = warnings.warn, warnings.warn_explicit
print(warn is _warnings.warn, explicit is _warnings.warn_explicit, warn)
attempt('nothing', warn)
attempt('too many', warn, 1, 2, 3, 4, 5)
attempt('no class', warn, 'text', 3)
attempt('no warning', warn, 'text', int)
attempt('a tuple', warn, 'text', (Warning,))
attempt('prefixes as list', warn, 'text', skip_file_prefixes=[])
attempt('a number as prefix', warn, 'text', skip_file_prefixes=(1,))
attempt('level as text', warn, 'text', stacklevel='a')
attempt('level below', warn, 'level below', stacklevel=-5)
attempt('level above', warn, 'level above', stacklevel=100)
attempt('made by us', warn, 'text', Careful)
attempt('an instance', warn, Careful(1, 2), DeprecationWarning)
attempt('file as number', explicit, 'a', UserWarning, 3, 4)
attempt('line as text', explicit, 'a', UserWarning, 'file', 'b')
attempt('no module', explicit, 'a', UserWarning, 'file', 3, None)
attempt('bad registry', explicit, 'a', UserWarning, 'file', 3, registry=3)
attempt('bad globals', explicit, 'a', UserWarning, 'file', 3, module_globals=3)
attempt('category as number', explicit, 'a', 3, 'file', 3)
attempt('empty file', explicit, 'b', UserWarning, '', 3)


class Loader:
    def get_source(self, name):
        print('  source of', name)
        return 'one\ntwo\n  three  \n'


attempt('source', explicit, 'c', Careful, 'nowhere.py', 3, module_globals={'__name__': 'm', '__loader__': Loader()})
attempt('release', _warnings._release_lock)
attempt('mutated', _warnings._filters_mutated_lock_held)


def outer(level):
    inner(level)


def inner(level):
    warn('from level', stacklevel=level)


for level in range(4):
    outer(level)
exec("import warnings\nwarnings.warn('in exec')", {'__name__': 5})
exec("import warnings\nwarnings.warn('in exec')\nprint(sorted(__warningregistry__, key=str))", {})

with warnings.catch_warnings(record=True) as caught:
    for action in 'once', 'module', 'default', 'always', 'all', 'unheard', 'error', 'ignore':
        warnings.resetwarnings()
        warnings.filters.insert(0, (action, None, Warning, None, 0))
        warnings._filters_mutated()
        registry = {}
        for line, names in (3, {'registry': registry}), (3, {'registry': registry}), (4, {'registry': registry}), (4, {}):
            attempt(action, explicit, 'text', UserWarning, 'file.py', line, **names)
        print(action, [key for key in registry if key != 'version'], len(caught))
    for bad in (3, (1, 2), ('error', None, Warning, None), (3, None, Warning, None, 0), ('error', 3, Warning, None, 0),
                ('error', None, 3, None, 0), ('error', None, Warning, None, 'x'), ('error', 'text', Warning, 'file', 3),
                ('error', 'text', Warning, 'else', 3), ('error', None, Warning, None, 4)):
        warnings.resetwarnings()
        warnings.filters.insert(0, bad)
        warnings._filters_mutated()
        attempt(repr(bad), explicit, 'text', UserWarning, 'file.py', 3)
        attempt(repr(bad), explicit, 'text', UserWarning, 'file', 3)
    print([str(w.message) for w in caught], caught[-1].filename, caught[-1].lineno, caught[-1].category)

with warnings.catch_warnings():
    warnings.simplefilter('error')
    try:
        outer(1)
    except UserWarning as error:
        entry = error.__traceback__
        while entry:
            print(entry.tb_frame.f_code.co_name)
            entry = entry.tb_next
    try:
        compile('1 is 1', 'code', 'exec')
    except SyntaxError as error:
        print(error)

warnings.showwarning = lambda message, category, *place: print('  shown', message, category.__name__, place[1:])
compile('x = 1 is 1', 'code', 'exec')
(lambda: 0).__code__.co_lnotab
warnings.showwarning = 3
attempt('shown by a number', warn, 'text')
warnings._showwarnmsg = 3
attempt('shown by a number', warn, 'other text')
del warnings.filters, warnings._showwarnmsg, warnings.defaultaction
attempt('no attributes', warn, 'no attributes')
warnings.defaultaction = 'always'
attempt('kept', warn, 'again', UserWarning)
del warnings.defaultaction
attempt('kept', warn, 'again', UserWarning)
warnings.defaultaction = 3
attempt('action as number', warn, 'yet another', UserWarning)
warnings.filters = 3
attempt('filters as number', warn, 'and another')
del warnings.filters, warnings.defaultaction
sys.stderr = None
attempt('lost', warn, 'lost')
