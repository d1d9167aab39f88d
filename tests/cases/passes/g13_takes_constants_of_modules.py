# Constants of imported modules, and what they make constant.
import math
import string as s
import sys

def area(r):
    return math.pi * r * r, math.tau / 2, s.digits[3], sys.maxsize, -math.inf
