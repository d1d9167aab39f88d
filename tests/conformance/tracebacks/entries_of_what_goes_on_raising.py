# Which frames stand in a traceback when an exception is raised again, and when another is made of it on its way.
import contextlib


def entries(error):
    entry, found = error.__traceback__, []
    while entry:
        found.append((entry.tb_frame.f_code.co_name, entry.tb_lineno))
        entry = entry.tb_next
    return found


def show(name, call):
    try:
        call()
    except BaseException as error:
        print(name, type(error).__name__, error)
        level = 1
        while error is not None:
            print('  ' * level, type(error).__name__, entries(error))
            for part in getattr(error, 'exceptions', ()):
                print('  ' * level, ' part', repr(part), entries(part))
            error = error.__cause__ or error.__context__
            level += 1
            if level > 4:
                break


def stops():
    yield 1
    next(iter([]))


def stops_by_itself():
    yield 1
    raise StopIteration('value')


async def coroutine_stops():
    raise StopIteration(2)


async def async_generator_stops():
    raise StopAsyncIteration(3)
    yield


def run_async(awaitable):
    try:
        awaitable.send(None)
    except StopIteration as done:
        return done.value


show('generator', lambda: list(stops()))
show('generator that raises it', lambda: [x for x in stops_by_itself()])
show('coroutine', lambda: run_async(coroutine_stops()))
show('async generator', lambda: run_async(async_generator_stops().__anext__()))


def again():
    raise


def helper_raises_again():
    try:
        1 / 0
    except ZeroDivisionError:
        again()


show('bare raise in a helper', helper_raises_again)


def two_clauses_raise():
    try:
        raise ExceptionGroup('parts', [ValueError(1), TypeError(2), OSError(3)])
    except* ValueError:
        raise KeyError('first')
    except* TypeError:
        raise IndexError('second')


show('two clauses of except*', two_clauses_raise)


def one_clause_raises_and_a_part_is_left():
    try:
        raise ExceptionGroup('parts', [ValueError(1), OSError(3)])
    except* ValueError:
        raise KeyError('only')


show('a part is left', one_clause_raises_and_a_part_is_left)


def plain_exception_unmatched():
    try:
        raise ValueError('plain')
    except* TypeError:
        pass


show('unmatched', plain_exception_unmatched)


@contextlib.contextmanager
def manager():
    try:
        yield
    finally:
        next(iter(()))


def left_by_stop():
    with manager():
        pass


show('manager', left_by_stop)


def nested_handlers():
    try:
        try:
            {}['missing']
        except KeyError:
            try:
                [].pop()
            finally:
                done = True
    except IndexError as error:
        raise error from None


show('nested', nested_handlers)
print(run_async(async_generator_stops().aclose()))
