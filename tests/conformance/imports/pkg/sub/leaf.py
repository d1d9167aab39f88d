from .. import VALUE, other
from ..late import X

pkg_name = other.NAME


def up():
    return VALUE, X, __name__
