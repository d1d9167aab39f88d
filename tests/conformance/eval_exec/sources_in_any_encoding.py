# The encoding that a source names may be any of Python's text encodings, by any of its names; what cannot be decoded, and
# what is no text encoding, is an error that tells the codec's reason.
import os
import sys
import tempfile

HEAD = b"# coding: %s\nx = '"

for name in ["latin9", "latin", "latin-9", "l9", "cyrillic", "cp437", "437", "1252", "mac_roman", "koi8_u", "cp1251", "iso8859_9",
             "latin5", "hp-roman8", "ascii", "646", "utf8", "UTF", "cp65001", "kz1048", "iso_ir_100", "greek8", "arabic", "base64",
             "rot13", "hex", "nonsense", "punycode", "cp866", "ptcp154"]:
    source = HEAD % name.encode() + b"\xa4\xb5'\n"
    space = {}
    try:
        exec(compile(source, "<bytes>", "exec"), space)
        print(name, ascii(space["x"]))
    except SyntaxError as error:
        print(name, error.msg, error.filename, error.lineno)

for source in [b"# coding=latin\n(aaaa\naaa\xb5", b"# coding=latin9\nx = 'a\xb5\n", b"# coding=cp437\nx = \x80\n"]:
    try:
        compile(source, "<bytes>", "exec")
        print(source, "compiles")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, ascii(error.text))

print(eval(b"# coding: latin9\n'\xa4'"), ascii(eval(b"# -*- coding: cp437 -*-\n'\x80'")))
with tempfile.TemporaryDirectory() as folder:
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True
    for name, text in [("in_latin9", "x = '\u20ac'\n"), ("in_cp437", "x = '\u2591'\nœ"), ("in_mac_roman", "x = 'π'\n")]:
        codec = name[3:]
        with open(os.path.join(folder, name + ".py"), "wb") as file:
            file.write(f"# coding: {codec}\n".encode() + text.encode(codec, "replace"))
        try:
            print(name, ascii(__import__(name).x))
        except Exception as error:
            print(name, type(error).__name__, ascii(str(error)).replace(folder, ""))
    del sys.path[0]
