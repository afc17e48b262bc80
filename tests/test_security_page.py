"""SECURITY.md names tests that are there, and every test and requirement of the design."""

import re
from pathlib import Path

from tests.test_architecture import TOP

PAGE = (TOP / "SECURITY.md").read_text("utf-8")
# The cells of a table's rows, by what stands in the first: "S4", "T12 to T15", "I2, I5, I9".
ROWS = {
    cells[0]: cells[1:]
    for line in PAGE.splitlines()
    if re.match(r"\| [STI]\d", line)
    for cells in [[cell.strip() for cell in line.strip("|").split("|")]]
}


def named(words):
    """The files and folders that a text names; one without a folder stands beside the one before."""
    folder, found = TOP, []
    for name in re.findall(r"`((?:tests/|sources/)[\w./-]+|test_\w+\.py)`", words):
        path = TOP / name if "/" in name else folder / name
        folder = path if path.is_dir() else path.parent
        found.append(path)
    return found


def run_from(path):
    """The files of tests that a name stands for."""
    return sorted(path.rglob("test_*.py")) if path.is_dir() else [path]


def has_tests(path):
    return path.name.startswith("test_") and bool(
        re.search(r"^\s*def test_", path.read_text("utf-8"), flags=re.MULTILINE)
    )


def test_everything_that_is_named_is_there():
    found = named(PAGE)

    assert len(found) > 100
    assert sorted(str(path.relative_to(TOP)) for path in found if not path.exists()) == []


def test_every_command_that_is_named_is_there():
    programs = {
        Path(name.replace(".", "/") + ".py") for name in re.findall(r"python -m (tests\.[\w.]+)", PAGE)
    }
    commands = set(re.findall(r"`manage\.py ([a-z_]+)", PAGE)) - {"check", "migrate"}
    own = {path.stem for path in (TOP / "sources/management/commands").glob("*.py")}

    assert {path for path in programs if not (TOP / path).exists()} == set()
    assert commands - own == set()


def test_every_row_names_a_test_that_pytest_runs():
    """Of the first table, those that say that it is done."""
    claimed = {row: told for row, (*_, told) in ROWS.items() if row[0] != "S" or told.startswith("done")}
    bare = [
        row
        for row, told in claimed.items()
        if not any(has_tests(file) for path in named(told) for file in run_from(path))
    ]

    assert len(claimed) > 50
    assert bare == []


def numbers_of(row):
    """The requirements that a row is about: of “T12 to T15” four, written as names of tests have them."""
    told = re.findall(r"([STI])(\d+)", row)
    if " to " in row:
        (kind, first), (_, last) = told
        told = [(kind, number) for number in range(int(first), int(last) + 1)]
    return [f"{kind.lower()}{int(number):02}" for kind, number in told]


def named_after():
    """For each requirement the files with a test named after it: `test_s01_s02_…` is named after two."""
    found = {}
    for path in sorted((TOP / "tests").rglob("test_*.py")):
        for tags in re.findall(r"^ *def test_((?:[sti]\d+_)+)", path.read_text("utf-8"), flags=re.MULTILINE):
            for tag in tags.rstrip("_").split("_"):
                found.setdefault(tag, set()).add(path)
    return found


REQUIRED = {
    f"{kind}{number:02}" for kind, last in (("s", 34), ("t", 25), ("i", 15)) for number in range(1, last + 1)
}


def test_every_requirement_has_its_line():
    assert {number for row in ROWS for number in numbers_of(row)} == REQUIRED


def test_every_requirement_has_a_test_named_after_it_where_its_line_leads():
    files = named_after()
    unled = [
        number
        for row, (*_, told) in ROWS.items()
        for number in numbers_of(row)
        if not files.get(number, set()) & {file for path in named(told) for file in run_from(path)}
    ]

    assert set(files) == REQUIRED
    assert unled == []
