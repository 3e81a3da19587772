"""Plural categories of the interface languages (CLDR plural rules)."""


def category(number: str, language: str) -> str:
    """The CLDR category of `number` in `language`.

    Args:
        number: a whole number, written in digits; anything else is ``other``.
        language: ``ar``, or any other for English rules.
    """
    if not number.isdecimal():
        return "other"
    count = int(number)
    if language != "ar":
        return "one" if count == 1 else "other"
    if count <= 2:
        return ("zero", "one", "two")[count]
    rest = count % 100
    if 3 <= rest <= 10:
        return "few"
    return "many" if rest >= 11 else "other"
