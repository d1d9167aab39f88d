def f():
    print('abc'.upper(), 'a,b,c'.split(','), 'a b'.split(), ' x '.strip(), ','.join(['a', 'b']))
    print('abc'.replace('b', 'x'), 'abc'.find('c'), 'abc'.startswith(('a', 'b')), 'k=v'.partition('='))
    print('a\nb'.splitlines(), '7'.zfill(3), 'ab'.center(5, '*'), 'é'.encode(), 'abc'.encode('ascii'))
    print(b'abc'.decode(), b'\xff'.decode('latin-1'), b'\xff'.decode('ascii', 'replace'), b'ab'.hex())
    print((255).bit_length(), (1.5).is_integer(), (0.5).as_integer_ratio(), (1, 2, 1).count(1), b'AB'.lower())
    for word in 'one two three'.split():
        print(word)
    return 'a' in 'a b'.split(), 'a'.isalpha(), 'Title Case'.istitle()
