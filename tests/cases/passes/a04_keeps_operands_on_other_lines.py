# A tracer sees the line of each operand.
if (1 and
        x):
    print('two lines')
if (
        1 and x):
    print('one line')
y = (0 or
     not
     1)
z = (not
     3.5) is not True
