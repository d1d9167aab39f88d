# The strict mode of base64 refuses what the other one passes over: data that came over a wire is checked by it, and each
# refusal has its own words.
import base64
import binascii

CASES = [b"", b"YWJj", b"YWJjZA==", b"YWI=", b"=", b"==", b"====", b"=YWJj", b"Y", b"YW", b"YWJ", b"YWJjZ", b"YWJjZA", b"YWJjZA=",
         b"YWJjZA===", b"YWJjZA==YWJj", b"YW\nJj", b"YWJj\n", b"\nYWJj", b"YWJj=", b"YWJj==", b"YW=J", b"YW=Jj", b"Y=WJj", b"Y=",
         b"Y==", b"YWI=YWI=", b"YWI=\n", b"YWI==", b"YW==\n", b"YW=\n=", b"YW=a=", b"YWJj!", b"A!B", b"YR==", b"YWJjYWJjY=", b"ab=c=",
         b"ab==d", b"ab==\xff", b"a===", b"abc=d", b"abcd=ef=", b"_-_-", b"++//"]
for case in CASES:
    for strict in (True, False):
        try:
            print(case, strict, binascii.a2b_base64(case, strict_mode=strict))
        except binascii.Error as e:
            print(case, strict, e)
for source in ("YWJj", bytearray(b"YWJj"), memoryview(b"YWJj"), "YW\xe9j", 3):
    try:
        print(binascii.a2b_base64(source, strict_mode=True))
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
for validate in (False, True):
    try:
        print(base64.b64decode(b"YW Jj", validate=validate))
    except binascii.Error as e:
        print(validate, e)
for size in range(20):
    data = bytes(range(200, 200 + size))
    assert binascii.a2b_base64(binascii.b2a_base64(data, newline=False), strict_mode=True) == data
