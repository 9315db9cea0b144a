"""Russian plural forms: 1 рекомендация, 2 рекомендации, 5 рекомендаций. Used wherever a count is shown."""


def plural(number: int, one: str, few: str, many: str) -> str:
    """The form that goes with the number; the number itself is not included."""
    tens, units = abs(number) % 100, abs(number) % 10
    if units == 1 and tens != 11:
        return one
    if units in (2, 3, 4) and tens not in (12, 13, 14):
        return few
    return many
