# A registry of plugins: classes register as they are made, say what they need, are ordered and run as a pipeline.
from __future__ import annotations

import contextlib
import functools
import graphlib
import inspect


class Option:
    """A typed option of a plugin, with a default and a check."""

    def __init__(self, kind, default, check=lambda value: True):
        self.kind, self.default, self.check = kind, default, check

    def __set_name__(self, owner, name):
        self.name = name
        owner.options = {**getattr(owner, 'options', {}), name: self}

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, self.default)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f'{type(instance).__name__}.{self.name}: {value!r} is no {self.kind.__name__}')
        if not self.check(value):
            raise ValueError(f'{type(instance).__name__}.{self.name}: {value!r} is refused')
        instance.__dict__[self.name] = value


class Plugin:
    registry = {}
    needs: tuple[str, ...] = ()

    def __init_subclass__(cls, /, name=None, abstract=False, **rest):
        super().__init_subclass__(**rest)
        if abstract:
            return
        name = name or cls.__name__.lower()
        if name in Plugin.registry:
            raise TypeError(f'two plugins are called {name!r}: {Plugin.registry[name].__qualname__}, {cls.__qualname__}')
        cls.name = name
        Plugin.registry[name] = cls

    def __init__(self, **options):
        for name, value in options.items():
            if name not in self.options:
                raise AttributeError(f'{self.name} has no option {name!r}')
            setattr(self, name, value)

    options = {}

    def __repr__(self):
        shown = ', '.join(f'{name}={getattr(self, name)!r}' for name in sorted(self.options))
        return f'{type(self).__name__}({shown})'


class TextPlugin(Plugin, abstract=True):
    def __call__(self, lines):
        for number, line in enumerate(lines, 1):
            match self.change(line, number):
                case None:
                    continue
                case str(text):
                    yield text
                case [*texts]:
                    yield from texts
                case other:
                    raise TypeError(f'{self.name} made {other!r} of line {number}')

    def change(self, line, number):
        raise NotImplementedError(f'{type(self).__name__}.change')


class Strip(TextPlugin):
    chars = Option(str, ' \t')

    def change(self, line, number):
        return line.strip(self.chars) or None


class Wrap(TextPlugin):
    needs = ('strip',)
    width = Option(int, 10, lambda width: width > 0)

    def change(self, line, number):
        return [line[at:at + self.width] for at in range(0, len(line), self.width)]


class Number(TextPlugin, name='numbered'):
    needs = ('wrap', 'strip')
    style = Option(str, '{:>3} {}')

    def change(self, line, number):
        return self.style.format(number, line)


class Odd(TextPlugin):
    needs = ('numbered',)

    def change(self, line, number):
        return {'not': 'a line'} if number == 2 else line


class Unfinished(TextPlugin):
    pass


class Pipeline:
    def __init__(self, *names, **options):
        graph = {}
        wanted = list(names)
        while wanted:
            name = wanted.pop()
            if name in graph:
                continue
            if name not in Plugin.registry:
                raise LookupError(f'no plugin is called {name!r}')
            graph[name] = Plugin.registry[name].needs
            wanted.extend(graph[name])
        self.order = tuple(graphlib.TopologicalSorter(graph).static_order())
        self.stages = [Plugin.registry[name](**options.get(name, {})) for name in self.order]

    def __call__(self, lines):
        return functools.reduce(lambda source, stage: stage(source), self.stages, lines)


@contextlib.contextmanager
def told(what):
    try:
        yield
    except Exception as error:
        print(f'{what}: {type(error).__name__}: {error}')
    else:
        print(f'{what}: done')


text = ['  a line that is rather long  ', '\t', ' short ', 'and the last of all lines']
with told('numbered'):
    pipeline = Pipeline('numbered')
    print(pipeline.order, pipeline.stages)
    print(*pipeline(text), sep='\n')
with told('options'):
    print(*Pipeline('numbered', wrap={'width': 7}, numbered={'style': '{}|{}'})(text), sep='\n')
with told('kind'):
    Pipeline('wrap', wrap={'width': '7'})
with told('check'):
    Pipeline('wrap', wrap={'width': 0})
with told('option'):
    Pipeline('wrap', wrap={'with': 0})
with told('unknown'):
    Pipeline('wrapped')
with told('odd'):
    for line in Pipeline('odd')(text):
        print(line)
with told('unfinished'):
    list(Pipeline('unfinished')(text))
with told('twice'):
    class Again(Plugin, name='wrap'):
        pass
with told('keyword'):
    class Keyword(Plugin, colour='red'):
        pass
with told('circle'):
    Plugin.registry['strip'].needs = ('numbered',)
    Pipeline('odd')
print(sorted(Plugin.registry), Wrap.options.keys() == {'width'}, Plugin.options)
print(inspect.signature(Plugin.__init_subclass__), inspect.getdoc(Option))
print([cls.__name__ for cls in TextPlugin.__subclasses__()], Number.width if hasattr(Number, 'width') else 'apart')
