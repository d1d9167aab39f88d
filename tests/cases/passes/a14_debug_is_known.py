if __debug__:
    print('debugging')
