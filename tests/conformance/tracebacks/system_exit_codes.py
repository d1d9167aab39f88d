# SystemExit with a string prints it and exits 1; finally and atexit still run.
import atexit, sys
atexit.register(lambda: print("atexit 1"))
@atexit.register
def second(): print("atexit 2")
for arg in (None, 0, 3, "text", [1]):
    try: sys.exit(arg)
    except SystemExit as e: print(repr(e), e.code)
try:
    sys.exit("the message")
finally:
    print("finally")
