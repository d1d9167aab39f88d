"""Text: building, cutting, searching, replacing, palindromes, a cipher, words counted."""

TEXT = """It was the habit of the lighthouse keeper to write down every ship that passed,
its name, its flag and its course, and to read the list aloud to the gulls at dusk. """ * 4


def shift(text, by):
    out = []
    for c in text:
        if "a" <= c <= "z":
            out.append(chr((ord(c) - 97 + by) % 26 + 97))
        else:
            out.append(c)
    return "".join(out)


def is_palindrome(text):
    kept = [c for c in text.lower() if c.isalpha()]
    return kept == kept[::-1]


def build(n):
    text = ""
    for i in range(n):
        text += "item " + str(i) + ", "
    return text.rstrip(", ")


def main(n):
    result = 0
    for i in range(n):
        coded = shift(TEXT, i % 26)
        result += coded.count("e") + coded.find("qx")
        words = TEXT.replace(",", " ").split()
        result += len({word.strip(".").lower() for word in words if len(word) > 3})
        result += len(" ".join(word.capitalize() for word in words))
        result += is_palindrome("Able was I, ere I saw Elba") + is_palindrome(TEXT[:40])
        result += len(build(120)) + len(TEXT.splitlines()) + TEXT.upper().startswith("IT WAS")
        head, _, tail = TEXT.partition("gulls")
        result += len(head) - len(tail)
    return result


WORK = 700
