"""How many of something, in English: “1 article”, “2 articles”."""


def count(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun; ``many`` where the plural is not the noun with an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
