# Custom exceptions with their own state, caught by base class, retried and re-raised.
class ServiceError(Exception):
    code = 500

    def __str__(self):
        return f"[{self.code}] {super().__str__()}"


class NotFound(ServiceError):
    code = 404

    def __init__(self, path):
        super().__init__(f"no {path}")
        self.path = path


class Flaky(ServiceError, TimeoutError):
    code = 503


def fetch(path, attempts=[]):
    attempts.append(path)
    if path == "/missing":
        raise NotFound(path)
    if path == "/flaky" and attempts.count(path) < 3:
        raise Flaky("try again", attempts.count(path))
    return f"body of {path}"


def retry(path, times=3):
    for n in range(1, times + 1):
        try:
            body = fetch(path)
        except TimeoutError as e:
            print("attempt", n, "failed:", e, e.args)
        except ServiceError as e:
            print("gave up:", e, repr(e), e.path)
            raise
        else:
            return body, n
        finally:
            print("attempt", n, "over")
    raise RuntimeError("too many attempts")


print(retry("/ok"))
print(retry("/flaky"))
for path in ("/missing", "/flaky2"):
    try:
        print(retry(path, 1))
    except LookupError:
        print("wrong handler")
    except ServiceError as e:
        print(type(e).__name__, isinstance(e, OSError))
try:
    e
except NameError as error:
    print(error)
