"""How many distinct bad inputs are tried, each with what must become of it.

    python -m tests.benchmarks.bad_inputs [--only WORD]

Runs the tests below and counts the cases that passed. Each case is another malformation, not another number:
where a test tries one malformation in several letters or places (an unseen sign in a name, a backup cut at
another byte), it counts once. In each, what was refused is told in one expected sentence, or is read as text
and no more, and nothing was changed. A case that failed is named, and ends the command with 1.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

TOP = Path(__file__).parents[2]
_REFUSED = r"refuse[sd]?|is_none|are_none|cannot_be|no_package|set_aside"

# What is tried: the files of tests, and what the names of those that try bad inputs have in them.
FAMILIES: dict[str, tuple[tuple[str, ...], str]] = {
    "files: zips, PDFs, XML, pages, texts": (
        ("tests/faults/test_hostile_files.py",),
        r"hostile_\w+_is_refused",
    ),
    "files: their names, the command and the form": (
        (
            "tests/ingest/test_load.py",
            "tests/ingest/test_text.py",
            "tests/ingest/test_files.py",
            "tests/ingest/formats/test_captured.py",
            "tests/ingest/test_tiling.py",
            "tests/admin/test_intake.py",
        ),
        rf"{_REFUSED}|bad_file|fault|hold_together|must_agree|is_not_there",
    ),
    "addresses to fetch, and what answers there": (
        ("tests/ingest/test_addresses.py", "tests/ingest/test_fetching.py", "tests/intake/test_addresses.py"),
        rf"{_REFUSED}|redirect_is_judged",
    ),
    "corpus packages": (
        ("tests/export/package", "tests/export/test_csvtext.py"),
        rf"{_REFUSED}|fault_is|whose|refuses_to",
    ),
    "editions from a machine that publishes": (("tests/edition/pulling",), _REFUSED),
    "backups": (
        ("tests/keeping/test_broken_backups.py", "tests/keeping/test_sealed.py"),
        rf"{_REFUSED}|damaged|is_named",
    ),
    "requests that the proxy answers alone": (("tests/test_proxy.py",), _REFUSED),
    "the journal's lines": (("tests/annotate/test_journal.py",), r"was_changed"),
    "heads of the record, and commitments": (
        ("tests/edition/test_anchor.py", "tests/edition/test_commitment.py"),
        rf"{_REFUSED}|to_nothing",
    ),
    "the API, OAI-PMH, unAPI": (
        (
            "tests/public/api/test_answers.py",
            "tests/public/oai/test_harvest.py",
            "tests/public/test_unapi.py",
        ),
        r"cannot_be_asked|not_there|mistake",
    ),
    "searches and addresses of readers": (
        (
            "tests/public/test_search.py",
            "tests/public/test_search_further.py",
            "tests/public/test_pages.py",
            "tests/public/test_beginning.py",
            "tests/public/test_dossiers.py",
            "tests/search/test_dates.py",
            "tests/test_headers.py",
        ),
        r"is_an_error|is_no_error|is_not_found|date_that_is_none|not_there_is_not|no_date|forged_host_is",
    ),
    "dates (EDTF), figures, splices, places, ids": (
        (
            "tests/values",
            "tests/recognise/test_figures.py",
        ),
        rf"{_REFUSED}|written_otherwise|has_a_fault",
    ),
    "forms and acts of editors": (
        ("tests/annotate", "tests/admin", "tests/models/test_validators.py", "tests/models/test_site.py"),
        rf"{_REFUSED}|malformed|wrong_value|that_is_wrong|cannot_be_read",
    ),
    "rows that the database itself refuses": (
        ("tests/models/test_database.py", "tests/models/test_claim.py"),
        _REFUSED,
    ),
    "settings and options": (
        ("tests/test_settings.py", "tests/test_demo.py", "tests/management"),
        rf"{_REFUSED}|bad_value|bad_option|is_named|cannot_be_done",
    ),
}
# Tests of which all cases are one malformation.
ONE = re.compile(r"unseen_sign|cut_backup|flipped_bit|page_number_that_is_none")
# In these files, and about people who may not: rights are the matrix's, and no bad input.
LEFT_OUT = re.compile(r"token|superuser|annotator|signing|role|matrix|undone_by|is_none_again|limit_of")


def main() -> None:
    """Run them, count, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", help="Only the families that have this in their name.")
    only = parser.parse_args().only
    total: set[str] = set()
    failed: list[str] = []
    for family, (places, words) in FAMILIES.items():
        if only not in family:
            continue
        passed, wrong = _run(places, re.compile(words))
        print(f"{family:48} {len(passed - total):5}", flush=True)
        total |= passed
        failed += wrong
    print(f"{'distinct bad inputs':48} {len(total):5}")
    for name in failed:
        print(f"failed: {name}")
    sys.exit(bool(failed))


def _run(places: tuple[str, ...], words: re.Pattern[str]) -> tuple[set[str], list[str]]:
    """Run the tests of some files whose names have one of the words; give the cases passed, and failed."""
    wanted = list(dict.fromkeys(_names(places, words)))
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-m", "not long", f"--junitxml={report}"]
        done = subprocess.run([*command, *wanted], cwd=TOP, check=False, capture_output=True, text=True)
        if not report.exists():
            raise SystemExit(done.stdout[-2000:] + done.stderr[-2000:])
        cases = list(ElementTree.parse(report).iter("testcase"))
    passed, failed = set(), []
    for case in cases:
        test = re.sub(r"\[.*", "", case.attrib["name"], flags=re.DOTALL)
        name = f"{case.attrib['classname']}::{test if ONE.search(test) else case.attrib['name']}"
        if case.find("failure") is not None or case.find("error") is not None:
            failed.append(name)
        elif case.find("skipped") is None:
            passed.add(name)
    return passed, failed


def _names(places: tuple[str, ...], words: re.Pattern[str]) -> Iterator[str]:
    """Name the tests, all cases of each."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-m", "not long", "--collect-only", *places]
    listed = subprocess.run(command, cwd=TOP, check=True, capture_output=True, text=True).stdout
    for line in listed.splitlines():
        name = line.partition("[")[0]
        test = name.rpartition("::")[2]
        if "::" in name and words.search(test) and not LEFT_OUT.search(name):
            yield name


if __name__ == "__main__":
    main()
