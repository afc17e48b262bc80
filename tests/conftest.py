"""What every test relies on.

A test that cannot run skips, and says what to install. In CI that would hide a missing install step,
so with CI set (`.ci/run` sets it) every skip is a failure but two kinds: the five real documents are
other people's copyright and not part of this project, so a test that reads them skips where they are
not to be had, with a reason that has TEXTS_ABSENT in it; and no install step gives a kernel Landlock.

Tests keep nothing in the developer's own data folder: bytes and editions go to a folder of the
session, and the alias "edition" leads there. The database "default" starts empty and is made by the
migrations; "edition" is never made by Django, only by ``publish``.
"""

import gc
import os
import shutil
import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings as project
from django.db import connection, connections, transaction
from django.test.utils import setup_databases, teardown_databases
from hypothesis import settings as examples

from sources.edition.publish import publish
from sources.export.package.load import load
from sources.export.package.read import read
from sources.export.package.texts import find_texts
from sources.models import Corpus, triggers

TEXTS_ABSENT = "texts not here"
LANDLOCK_ABSENT = "no Landlock in this kernel"
SEEDS = Path(__file__).parent.parent / "seeds"
REAL_TEXTS = "SOURCEBOOK_TEXTS"

# How long an example takes says how busy the machine is, and nothing of what is tested. (In CI Hypothesis
# chooses a profile of its own, that tries the same examples each time, without a deadline too.)
if os.environ.get("CI") != "true":
    examples.register_profile("unhurried", deadline=None)
    examples.load_profile("unhurried")


def forbid_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """In CI, turn a skip into a failure that gives the skip's own reason."""
    is_expected_failure = hasattr(report, "wasxfail")
    if not report.skipped or is_expected_failure or os.environ.get("CI") != "true":
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if TEXTS_ABSENT not in reason and LANDLOCK_ABSENT not in reason:
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {reason}"


def pytest_collection_finish() -> None:
    """Let Python's collector pass over what was collected: thousands of tests, that stay to the end."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that skipped."""
    report = yield
    forbid_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A module that skipped whole."""
    report = yield
    forbid_skip(report)
    return report


@pytest.fixture(scope="session", autouse=True)
def archive_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The session's own folder for bytes and editions; nobody's data folder is touched."""
    folder = tmp_path_factory.mktemp("archive")
    own = {
        "DATA": folder,
        "RESERVE": 0,
        "EFFORT": 0,  # all tests ask from one address
        "BLOBS": folder / "blobs",
        "EDITIONS": folder / "editions",
        "CURRENT_EDITION": folder / "editions" / "current.sqlite3",
        # Every test client makes the middleware anew, and that one then looks at 150 static files: 40 ms.
        "WHITENOISE_AUTOREFRESH": True,
    }
    former = {name: getattr(project, name, None) for name in own}
    for name, value in own.items():
        setattr(project, name, value)
    yield folder
    for name, value in former.items():
        setattr(project, name, value)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: pytest.FixtureRequest,
    archive_folder: Path,
) -> Iterator[None]:
    """Make the test database "default", whichever test asks; let "edition" lead to the session's file.

    pytest-django would make only the databases that the chosen tests name: a run of tests of the
    public side alone would then load the corpus into the developer's own database.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases=["default"])
    alias = connections["edition"].settings_dict
    former = alias["NAME"]
    alias["NAME"] = f"file:{project.CURRENT_EDITION}?mode=ro&immutable=1"
    yield
    with django_db_blocker.unblock():
        connections["edition"].close()
        alias["NAME"] = former
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def begun(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Begin an archive in a folder: its tables and nothing in them, as after ``migrate`` on SQLite.

    The tables are those that the session's own migrations made, copied: every process that would run
    them again for a test of its own needs five seconds.
    """
    template = tmp_path_factory.mktemp("begun") / "editorial.sqlite3"
    if connections["default"].vendor != "sqlite":
        pytest.skip("archives in a folder are SQLite's: run this test without DATABASE_URL")
    with closing(sqlite3.connect(connections["default"].settings_dict["NAME"], uri=True)) as database:
        database.execute("VACUUM INTO ?", [str(template)])

    def begin(folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(template, folder / template.name)
        return folder

    return begin


def load_seed(slug: str, texts: Path | None = None) -> Corpus:
    """Load a corpus of ``seeds/`` with its own texts, and perhaps those of a folder."""
    package = read(SEEDS / slug)
    load(package, find_texts(package.documents, SEEDS / slug, texts).found)
    return Corpus.objects.get(slug=slug)


@pytest.fixture(scope="session")
def edition(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Path:
    """The demonstration corpus as published: the file that the alias "edition" reads.

    Made once a session. The rows it was made from are taken back, so that "default" is empty again;
    a test of the public side marked ``django_db(databases=["edition"])`` may not even ask it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        load_seed("temrava")
        published = publish().path
        transaction.set_rollback(True)
    return published


@pytest.fixture
def temrava(db: None) -> Corpus:
    """The demonstration corpus in the editors' database."""
    return load_seed("temrava")


@pytest.fixture
def zhanaozen(db: None) -> Corpus:
    """The index of the five real documents in the editors' database, without their texts."""
    return load_seed("zhanaozen")


@pytest.fixture(scope="session")
def real_texts() -> Path:
    """The folder with the five real documents, which this project may not carry."""
    folder = Path(os.environ.get(REAL_TEXTS, ""))
    if not os.environ.get(REAL_TEXTS) or not folder.is_dir():
        pytest.skip(f"{TEXTS_ABSENT}: set {REAL_TEXTS} to the folder that has the five documents")
    return folder


@pytest.fixture(autouse=True)
def flushable(request: pytest.FixtureRequest, _django_db_marker: None) -> Iterator[None]:
    """Let the flush after a transactional test through: the log and the revisions refuse deletion.

    Set up after the database, so torn down before it: the triggers go, Django flushes, and the
    post_migrate signal that flush sends installs them again.
    """
    yield
    marker = request.node.get_closest_marker("django_db")
    if {"transactional_db", "live_server"} & set(request.fixturenames) or (
        marker is not None and marker.kwargs.get("transaction")
    ):
        triggers.drop(connection)
