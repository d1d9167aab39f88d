# Exact constants only: what raises or warns at run time stays.
x = [-(5), +True, ~5, not 0, -(-0.0), not ()]
y = [~True, -'a']
