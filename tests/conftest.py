"""What every test relies on.

A test that cannot run skips, and says what to install. In CI that would hide a missing install step,
so with CI set (`.ci/run` sets it) every skip is a failure but one kind: the five real documents are
other people's copyright and not part of this project, so a test that reads them skips where they are
not to be had, with a reason that has TEXTS_ABSENT in it.
"""

import os
from collections.abc import Generator

import pytest

TEXTS_ABSENT = "texts not here"


def forbid_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """In CI, turn a skip into a failure that gives the skip's own reason."""
    is_expected_failure = hasattr(report, "wasxfail")
    if not report.skipped or is_expected_failure or os.environ.get("CI") != "true":
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if TEXTS_ABSENT not in reason:
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {reason}"


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
