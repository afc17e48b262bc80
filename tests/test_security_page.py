"""SECURITY.md names tests that are there, and every test and requirement of the design."""

import re

from tests.test_architecture import TOP

PAGE = (TOP / "SECURITY.md").read_text("utf-8")


def test_every_test_that_is_named_is_there():
    named = set(re.findall(r"`(tests/[\w./]+)`", PAGE))

    assert len(named) > 40
    assert sorted(name for name in named if not (TOP / name).exists()) == []


def test_every_requirement_has_its_line():
    rows = re.findall(r"^\| ([STI]\d[^|]*) \|", PAGE, flags=re.MULTILINE)
    told = set()
    for row in rows:
        numbers = [(kind, int(number)) for kind, number in re.findall(r"([STI])(\d+)", row)]
        if " to " in row:
            (kind, first), (_, last) = numbers
            numbers = [(kind, number) for number in range(first, last + 1)]
        told |= set(numbers)

    expected = {
        (kind, number) for kind, last in (("S", 34), ("T", 25), ("I", 15)) for number in range(1, last + 1)
    }
    assert told == expected
