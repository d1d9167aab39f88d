# Names in class bodies, conditional definitions, and names that are local by assignment anywhere.
x = "global"


def reads_later():
    try:
        return x
    except UnboundLocalError as e:
        return str(e)
    x = 1


class Body:
    print("in body:", x)
    x = "class"
    print("rebound:", x)
    inner = [i + x for i in "ab"] if False else x

    def method(self):
        return x

    for x in (1, 2):
        pass
    if x == 2:
        def chosen(self):
            return "two"
    else:
        def chosen(self):
            return "other"
    del inner


print(reads_later(), Body.x, Body().method(), Body().chosen(), hasattr(Body, "inner"))


def conditional(flag):
    if flag:
        value = "set"
    try:
        return value
    except UnboundLocalError as e:
        return e.name, str(e)


print(conditional(True), conditional(False))


def deletes():
    y = 1
    del y
    try:
        y
    except UnboundLocalError as e:
        print(e)
    try:
        del y
    except UnboundLocalError as e:
        print(e)
    try:
        1 / 0
    except ZeroDivisionError as y:
        pass
    try:
        print(y)
    except UnboundLocalError as e:
        print(e)


deletes()
try:
    undefined_name
except NameError as e:
    print(e, e.name)
try:
    del undefined_name
except NameError as e:
    print(e)
