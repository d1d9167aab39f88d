# Unknown attributes, stores, modules under rebound names, submodules, class bodies.
import math
import os.path
import cmath
cmath = math

def f():
    math.pi = 3
    return math.sqrt(2), math.nan, cmath.pi, os.path.sep

class C:
    pi = math.pi
