# An uncaught exception of a class of the program, with a cause and a note.
class ConfigError(Exception):
    def __init__(self, key, *, hint=None):
        super().__init__(f"bad key {key!r}")
        if hint:
            self.add_note(f"hint: {hint}")


def lookup(config, key):
    try:
        return config[key]
    except KeyError as e:
        raise ConfigError(key, hint="try 'color'") from e


print(lookup({"color": 1}, "color"))
lookup(
    {"color": 1},
    "colour",
)
