from . import circ_a
saw = hasattr(circ_a, "early"), hasattr(circ_a, "b_saw")


def late():
    return circ_a.b_saw
