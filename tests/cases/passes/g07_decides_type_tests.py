def kind(x):
    if isinstance(x, str):
        return 'text'
    if not isinstance(x, (int, float)):
        return 'other'
    return isinstance(x, bool)
