"""The page that cannot drift: what the house promises about itself, held to the tree.

Size and taste are judged by reading, not here.
"""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import AbstractUser
from django.core.management import call_command, load_command_class
from django.db.models import CheckConstraint
from django.urls import URLPattern, URLResolver, get_resolver
from taggit.models import TagBase

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
OUR_MODELS = [model for model in apps.get_app_config("sources").get_models() if not model._meta.proxy]
# Whatever tells Django not to escape: a stored word that comes past it could be markup.
UNESCAPED = re.compile(
    r"\bmark_safe\(|\bSafeString\(|\|\s*safe(?:seq)?\b|\bautoescape\s+off|\bformat_html\(\s*f[\"']|__html__"
)
NAMELESS_MODULES = {"utils", "helpers", "misc", "common"}


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
    names = re.findall(r"^\| `([^`]+)`", page, flags=re.MULTILINE)
    assert len(names) == len(set(names)), (
        f"named twice: {sorted(name for name in names if names.count(name) > 1)}"
    )
    return set(names)


def section(page: str, heading: str) -> str:
    """One `## heading` of a page, up to the next."""
    found = re.search(rf"^## {heading}$(.*?)(?=^## |\Z)", page, flags=re.MULTILINE | re.DOTALL)
    assert found, f"README.md has no section {heading!r}"
    return found.group(1)


def url_names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """Every named address, with its namespace, but for those of Django's own admin."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield f"{namespace}{pattern.name}"
        elif pattern.namespace != "admin":
            yield from url_names(
                pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )


def settings_read() -> set[str]:
    """Every environment variable that the program reads, by the strings in it."""
    read = set()
    for path in [*python_files("archive", "sources"), TOP / "manage.py"]:
        strings = (
            node.value
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
        read |= {
            text for text in strings if re.fullmatch(r"ARCHIVE_[A-Z_]+|DATABASE_URL|[A-Z]+_CONCURRENCY", text)
        }
    return read


def snake(name: str) -> str:
    """`PassageRevision` → `passage_revision`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


class TestWalls:
    """What may import what, and what a module may be called."""

    def test_import_contracts_are_kept(self):
        run_tool("lint-imports", "--no-cache")

    def test_s12_nothing_is_put_on_a_page_unescaped_but_what_was_looked_at(self):
        found = [
            f"{path.relative_to(TOP)}: {match[0].strip()}"
            for room in ("sources", "archive", "templates")
            for path in sorted((TOP / room).rglob("*"))
            if path.suffix in {".py", ".html", ".txt", ".xml"}
            for match in UNESCAPED.finditer(path.read_text("utf-8"))
        ]

        assert found == [
            # A citation's title in italics: the words are escaped where it is told as HTML.
            "sources/cite/prose.py: __html__",
            # The owner's pages: CommonMark with HTML off (tests/public/test_markdown.py).
            "sources/public/showing/markdown.py: SafeString(",
            # Marks round the words of a passage: each piece is escaped (tests/public/test_marked.py).
            "sources/public/showing/marked.py: mark_safe(",
            "sources/public/showing/quoted.py: SafeString(",  # of nothing
            # Words of the catalogue, the values in them escaped; a template's own words; things that a
            # template drew, in a list (tests/templatetags/test_sentences.py).
            "sources/templatetags/sentences.py: SafeString(",
            "sources/templatetags/sentences.py: SafeString(",
            "sources/templatetags/sentences.py: SafeString(",
        ]

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
        where_django_looks = {"__init__.py", "apps.py", "locale", "migrations", "templatetags"}

        assert on_the_map & rooms == rooms - where_django_looks
        assert {name for name in on_the_map if not (SOURCES / name).exists()} == set()
        assert [
            name for name in ("locale/", "migrations/", "templatetags/", "apps.py") if f"`{name}`" not in MAP
        ] == []

    def test_paths_on_the_map_exist(self):
        paths = set(re.findall(r"`([a-z_]+/[a-z_/]*[a-z_]+\.py|[a-z_]+/)`", MAP))

        absent = {path for path in paths if not (SOURCES / path).exists() and not (TOP / path).exists()}

        assert absent == set()

    def test_top_level_is_what_was_agreed(self):
        top = {p.relative_to(TOP).parts[0] for p in tracked_files()}

        assert {name for name in top if not name.startswith(".")} - TOP_LEVEL == set()


class TestModels:
    """Rules are the database's, they have names, and they speak to the editor."""

    @pytest.mark.django_db
    def test_no_migration_is_missing(self):
        call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)

    @pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model.__name__)
    def test_constraints_and_indexes_have_a_name_of_ours(self, model):
        rules = [*model._meta.constraints, *model._meta.indexes]
        own_names = (f"{model._meta.model_name}_", f"{snake(model.__name__)}_")

        assert [rule.name for rule in rules if not rule.name.startswith(own_names)] == []

    @pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model.__name__)
    def test_check_constraints_say_what_is_wrong(self, model):
        checks = [rule for rule in model._meta.constraints if isinstance(rule, CheckConstraint)]
        stock = CheckConstraint.default_violation_error_message

        assert [rule.name for rule in checks if rule.violation_error_message in ("", stock)] == []

    @pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model._meta.model_name)
    def test_fields_are_explained_to_the_editor(self, model):
        # What Django and taggit bring is theirs to explain.
        bases = [base for base in (AbstractUser, TagBase) if issubclass(model, base)]
        inherited = {field.name for base in bases for field in base._meta.get_fields()}
        fields = [field for field in model._meta.local_concrete_fields if field.name not in inherited]

        assert [field.name for field in fields if not field.help_text and not field.primary_key] == []


class TestPages:
    """README.md lists every command, address and setting there is, and none that there is not."""

    def test_every_command_is_listed_and_says_what_it_is_for(self):
        commands = {p.stem for p in (SOURCES / "management" / "commands").glob("[!_]*.py")}

        assert rows_naming(section(README, "Commands")) == commands
        assert [name for name in commands if not load_command_class("sources", name).help.strip()] == []

    def test_every_address_is_listed(self):
        addresses = section(README, "Addresses")
        names = re.findall(r"^\| `[^`]+` \| `([^`]+)`", addresses, flags=re.MULTILINE)

        assert sorted(names) == sorted(url_names(get_resolver()))

    def test_every_setting_is_listed(self):
        assert rows_naming(section(README, "Settings")) == settings_read()
