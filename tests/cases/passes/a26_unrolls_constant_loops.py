for i in (1, 2):
    print(i)
else:
    print('done')
for i in (1, 2):
    if i:
        break
for i, j in ((1, 2),):
    print(i, j)
def f():
    for k in (1, 2):
        global z
        z = k
