__all__ = ["public", "leaf"]
public, hidden, _private = "public", "hidden", "private"
