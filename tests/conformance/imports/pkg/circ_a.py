early = "early"
from . import circ_b
b_saw = circ_b.saw
