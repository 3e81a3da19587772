"""Latin forms of Arabic names."""

from reader.text.latin import romanized


def romanized_name(name: str, *, person: bool) -> str:
    """A Latin form of `name`; "" where it has no Arabic letters."""
    return romanized(name)
