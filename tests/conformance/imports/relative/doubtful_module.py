PATTERN = "\d+"
assert (PATTERN, "never empty")
WHERE = __file__
