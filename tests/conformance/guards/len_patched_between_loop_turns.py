# builtins.len is replaced and restored while a loop that calls it runs: each turn sees what is there.
import builtins

real = builtins.len


def switch(turn):
    if turn == 2:
        builtins.len = lambda x: "patched"
    elif turn == 4:
        builtins.len = real
    elif turn == 6:
        del builtins.len
    elif turn == 7:
        builtins.len = real


def loop():
    seen = []
    for turn in range(9):
        switch(turn)
        try:
            seen.append(len("abc"))
        except NameError as e:
            seen.append(str(e))
    return seen


print(loop())
print(loop() == loop())


def same_statement():
    return len("ab"), setattr(builtins, "len", lambda x: -1), len("ab"), setattr(builtins, "len", real), len("ab")


print(same_statement())
