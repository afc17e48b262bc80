"""The page that cannot drift: what the house promises about itself, held to the tree.

Size and taste are judged by reading, not here.
"""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent
SOURCES = TOP / "sources"
TOOLS = Path(sys.executable).parent
README = (TOP / "README.md").read_text("utf-8")
MAP = (SOURCES / "README.md").read_text("utf-8")

TOP_LEVEL = {
    "CHANGELOG.md",
    "Dockerfile",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "archive",
    "compose.yaml",
    "manage.py",
    "pyproject.toml",
    "requirements.lock",
    "seeds",
    "sources",
    "static",
    "templates",
    "tests",
}
NAMELESS_MODULES = {"utils", "helpers", "misc", "common"}
LOCKS = {"requirements.lock": [], "tests/requirements.lock": ["test"]}
LARGEST_FILE = 1_500_000  # bytes: a clone stays quick, and a forgotten database is noticed
# Bytes that are evidence, or are compared with what a program writes, are not ours to tidy.
AS_RECEIVED = re.compile(r"seeds/[^/]+/texts/|tests/golden/|LICENSE$")


def tracked_files() -> list[Path]:
    """Every file of the project: what git knows, and what it does not know yet and does not ignore."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=TOP,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [TOP / name for name in listing.split("\0") if name and (TOP / name).is_file()]


def python_files(*rooms: str) -> Iterator[Path]:
    """The modules of these top-level folders, migrations aside (Django writes those)."""
    for room in rooms:
        yield from (p for p in sorted((TOP / room).rglob("*.py")) if "migrations" not in p.parts)


def run_tool(*command: str) -> str:
    """What a tool of this virtual environment printed; the test fails with it when the tool does."""
    done = subprocess.run(
        [str(TOOLS / command[0]), *command[1:]],
        cwd=TOP,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}{done.stderr}"
    return done.stdout


def rows_naming(page: str) -> set[str]:
    """The names in backquotes that open the rows of a page's tables."""
    return set(re.findall(r"^\| `([^`]+)`", page, flags=re.MULTILINE))


class TestWalls:
    """What may import what, and what a module may be called."""

    def test_import_contracts_are_kept(self):
        run_tool("lint-imports", "--no-cache")

    def test_modules_have_names_that_say_something(self):
        nameless = [
            str(p.relative_to(TOP))
            for p in python_files("sources", "archive", "tests")
            if p.stem in NAMELESS_MODULES or p.parent.name in NAMELESS_MODULES
        ]

        assert nameless == []

    def test_init_modules_only_hand_names_on(self):
        busy = {}
        for path in python_files("sources", "archive", "tests"):
            if path.name != "__init__.py":
                continue
            others = [node for node in ast.parse(path.read_text("utf-8")).body if not hands_names_on(node)]
            if others:
                busy[str(path.relative_to(TOP))] = f"line {others[0].lineno}"

        assert busy == {}


def hands_names_on(node: ast.stmt) -> bool:
    """An import, a docstring, or the list `__all__`."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["__all__"]


class TestMap:
    """sources/README.md and README.md name what there is, and nothing that there is not."""

    def test_every_room_is_on_the_map_and_every_room_on_the_map_exists(self):
        on_the_map = {name.rstrip("/") for name in rows_naming(MAP) if name.endswith(("/", ".py"))}
        rooms = {
            p.name for p in SOURCES.iterdir() if p.name != "__pycache__" and (p.is_dir() or p.suffix == ".py")
        }
        where_django_looks = {"__init__.py", "apps.py", "migrations", "templatetags"}

        assert on_the_map & rooms == rooms - where_django_looks
        assert {name for name in on_the_map if not (SOURCES / name).exists()} == set()
        assert [name for name in ("migrations/", "templatetags/", "apps.py") if f"`{name}`" not in MAP] == []

    def test_paths_on_the_map_exist(self):
        paths = set(re.findall(r"`([a-z_]+/[a-z_/]*[a-z_]+\.py|[a-z_]+/)`", MAP))

        absent = {path for path in paths if not (SOURCES / path).exists() and not (TOP / path).exists()}

        assert absent == set()

    def test_top_level_is_what_was_agreed(self):
        top = {p.relative_to(TOP).parts[0] for p in tracked_files()}

        assert {name for name in top if not name.startswith(".")} - TOP_LEVEL == set()


class TestLocks:
    """What is installed is what pyproject.toml asks for, wherever it comes from."""

    @pytest.mark.parametrize("lock", LOCKS)
    def test_lock_names_no_host_and_no_place_on_a_disk(self, lock):
        text = (TOP / lock).read_text("utf-8")
        lines = text.replace(" \\\n    --hash", " --hash").splitlines()
        pinned = re.compile(r"[a-z0-9-]+==[\w.]+( --hash=sha256:[0-9a-f]{64})+$|\s*#|$")

        assert [line for line in lines if not pinned.match(line)] == []
        assert re.findall(r"https?:|file:|--\w*index|--find-links|@ |[\w-]+\.(?:com|org|net)\b", text) == []

    @pytest.mark.parametrize("lock", LOCKS)
    def test_lock_says_how_to_renew_it(self, lock):
        assert "#    .ci/lock\n" in (TOP / lock).read_text("utf-8")
        assert os.access(TOP / ".ci" / "lock", os.X_OK)

    @pytest.mark.parametrize(("lock", "extras"), LOCKS.items())
    def test_lock_holds_what_the_project_asks_for(self, lock, extras):
        project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
        asked = list(project["dependencies"])
        for extra in extras:
            asked += project["optional-dependencies"][extra]

        assert set(map(canonical_name, asked)) - set(pins(lock)) == set()

    def test_what_is_tested_is_what_runs(self):
        runtime, tested = pins("requirements.lock"), pins("tests/requirements.lock")

        assert {name: tested.get(name) for name in runtime} == runtime


def canonical_name(requirement: str) -> str:
    """`psycopg[binary]>=3.2,<4` → `psycopg`, spelled as in a lock file."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]).lower()


def pins(lock: str) -> dict[str, str]:
    """Name → version in one lock file."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (TOP / lock).read_text("utf-8"), flags=re.MULTILINE))


class TestFiles:
    """Nothing large, nothing half-written, nothing of one machine."""

    def test_no_file_is_large(self):
        large = {
            str(p.relative_to(TOP)): p.stat().st_size
            for p in tracked_files()
            if p.stat().st_size > LARGEST_FILE
        }

        assert large == {}

    def test_texts_end_with_one_newline(self):
        ragged = []
        for path in tracked_files():
            name, data = path.relative_to(TOP).as_posix(), path.read_bytes()
            if not data or b"\0" in data or AS_RECEIVED.search(name):
                continue
            if not data.endswith(b"\n") or data.endswith(b"\n\n"):
                ragged.append(name)

        assert ragged == []

    def test_no_path_of_the_machine_it_was_written_on(self):
        places = [f"{TOP}/".encode(), f"{TOP.parent}/".encode(), f"{Path.home()}/".encode()]
        places = [place for place in places if len(place) > len(b"/tmp/")]

        marked = [
            p.relative_to(TOP).as_posix()
            for p in tracked_files()
            if any(place in p.read_bytes() for place in places)
        ]

        assert marked == []

    def test_every_lint_exception_gives_its_reason(self):
        bare = []
        for path in python_files("sources", "archive", "tests"):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
                match = re.search(r"#\s*(noqa|type:\s*ignore)\b(.*)$", line)
                if match and not re.search(r"\S.*(--|#|—)\s*\S{3}", match.group(2)):
                    bare.append(f"{path.relative_to(TOP)}:{number}: {line.strip()}")

        assert bare == []


class TestQuality:
    """The tools that a commit passes, over the whole tree."""

    def test_ruff_finds_nothing(self):
        run_tool("ruff", "check", "--no-cache", "--quiet", ".")

    def test_code_is_formatted(self):
        run_tool("ruff", "format", "--check", "--quiet", ".")

    def test_types_hold(self):
        run_tool("mypy")

    def test_templates_are_formatted_and_clean(self):
        run_tool("djlint", "--quiet", "--check", "--lint", "templates")
