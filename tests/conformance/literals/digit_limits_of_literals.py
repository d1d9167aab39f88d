# How many digits an int literal may have is asked when it is compiled: a program that changes the limit gets it.
import ast
import sys


def tried(what, digits):
    try:
        return what("9" * digits)
    except SyntaxError as error:
        return f"SyntaxError: {error.msg} at {error.lineno}:{error.offset}"
    except ValueError as error:
        return f"ValueError: {error}"


def value(text):
    number = eval(text)
    return number.bit_length(), number % 1000


print("default", sys.get_int_max_str_digits())
print(tried(value, 4300))
print(tried(value, 4301))
print(tried(lambda text: ast.literal_eval(text).bit_length(), 4301))
print(tried(lambda text: compile(text + "_000", "<n>", "eval").co_consts[0] % 7, 4298))

sys.set_int_max_str_digits(0)
print("none", sys.get_int_max_str_digits())
print(tried(value, 4301))
print(tried(value, 20000))
print(tried(lambda text: ast.parse(text).body[0].value.value.bit_length(), 5000))

sys.set_int_max_str_digits(640)
print("fewer", sys.get_int_max_str_digits())
print(tried(value, 640))
print(tried(value, 641))
print(tried(lambda text: eval("0x" + text).bit_length(), 4000))
print(tried(lambda text: eval("0.0 + " + text + ".5"), 300))
print(tried(lambda text: eval("[1,\n " + text + "]"), 700))
for wrong in (639, 1, -1):
    try:
        sys.set_int_max_str_digits(wrong)
    except ValueError as error:
        print(wrong, error)
