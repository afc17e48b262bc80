"""Names that came from outside, as a line on a screen can hold them.

A file may be called anything: control characters drive a terminal, and those that turn the direction of
writing (Unicode UAX 9, §2) let “txt.exe” show itself as “exe.txt”. None of them is needed to tell two names
apart; a mark stands where one was.
"""

REPLACED = "\ufffd"


def visible(words: str) -> str:
    """Give words with a � for every character that cannot be seen or turns the reading round."""
    return "".join(letter if letter.isprintable() else REPLACED for letter in words)
