# Properties in use: validation, read-only, deleters, overriding one accessor in a subclass.
class Temperature:
    def __init__(self, celsius=0.0):
        self.celsius = celsius

    @property
    def celsius(self):
        """Degrees Celsius."""
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError("below absolute zero")
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        print("deleting")
        self._celsius = 0.0

    @property
    def fahrenheit(self):
        return self.celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9

    kelvin = property(lambda self: self.celsius + 273.15, doc="Kelvin")


class Loud(Temperature):
    @Temperature.celsius.getter
    def celsius(self):
        print("reading")
        return super().celsius


t = Temperature(25)
print(t.celsius, t.fahrenheit, t.kelvin)
t.fahrenheit = 212
print(t.celsius, vars(t))
del t.celsius
print(t.celsius, Temperature.celsius.__doc__, Temperature.kelvin.__doc__, type(Temperature.celsius).__name__)
loud = Loud(1)
print(loud.celsius, loud.kelvin, loud.fahrenheit)
loud.celsius = 2
for bad in (lambda: setattr(t, "celsius", -300), lambda: setattr(t, "kelvin", 1), lambda: delattr(t, "fahrenheit"), lambda: Temperature(-500)):
    try:
        bad()
    except (ValueError, AttributeError) as e:
        print(type(e).__name__, e)
print(Temperature.celsius.fset.__name__, Temperature.kelvin.fset, isinstance(Loud.celsius, property), Temperature.celsius is Loud.celsius)
