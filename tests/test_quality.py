"""What stands in the tree is whole: locks, files, and the tools that every commit passes."""

import os
import re
import tomllib
from pathlib import Path

import pytest

from tests.test_architecture import TOP, python_files, run_tool, tracked_files

LOCKS = {"requirements.lock": [], "tests/requirements.lock": ["test"]}
LARGEST_FILE = 1_500_000  # bytes: a clone stays quick, and a forgotten database is noticed
SENTENCE = 12  # words
# Bytes that are evidence, or are compared with what a program writes, are not ours to tidy.
AS_RECEIVED = re.compile(r"seeds/[^/]+/texts/|tests/golden/|LICENSE$")


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


def runs_of_words(text: str) -> set[str]:
    """Every run of so many words that it is a sentence, no longer a name or a fact.

    A title and an address are what an article is cited by, however long they are.
    """
    words = re.findall(r"\w+", re.sub(r"^(title|url) = .*$", "", text.lower(), flags=re.MULTILINE))
    return {" ".join(words[i : i + SENTENCE]) for i in range(len(words) - SENTENCE + 1)}


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

    def test_no_sentence_of_a_document_that_is_not_ours(self, real_texts):
        theirs = set().union(*(runs_of_words(path.read_text("utf-8")) for path in real_texts.glob("*.txt")))

        carried = {}
        for path in tracked_files():
            if shared := runs_of_words(path.read_text("utf-8", "ignore")) & theirs:
                carried[path.relative_to(TOP).as_posix()] = min(shared)

        assert theirs != set()
        assert carried == {}

    def test_every_lint_exception_gives_its_reason(self):
        bare = []
        for path in python_files("sources", "archive", "tests"):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
                match = re.search(r"#\s*(noqa|type:\s*ignore)\b(.*)$", line)
                if match and not re.search(r"\S.*(--|#|—)\s*\S", match.group(2)):
                    bare.append(f"{path.relative_to(TOP)}:{number}: {line.strip()}")

        assert bare == []


class TestQuality:
    """The tools that a commit passes, over the whole tree."""

    def test_ruff_finds_nothing(self):
        run_tool("ruff", "check", "--no-cache", "--quiet", ".")

    def test_code_is_formatted(self):
        run_tool("ruff", "format", "--check", "--quiet", ".")

    @pytest.mark.slow
    def test_types_hold(self):
        run_tool("mypy")

    def test_templates_are_formatted_and_clean(self):
        run_tool("djlint", "--check", "--lint", "templates")
