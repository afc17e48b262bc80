"""The programs that authors use, on every shape and on hostile words: as many read as were written.

bibutils: Debian's; bibtex and biber: TeX's, some hundred megabytes of it, so theirs are long ones, asked for
before a release. Each is run once, on one file.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sources.cite.formats import BY_ENDING
from sources.cite.item import item
from tests.cite import pandoc
from tests.cite.hostile import WITNESSES
from tests.cite.shapes import SHAPES, read_here

tex = pytest.mark.long

HOSTILE = [read_here(title=words, publication=words, place=words) for words in WITNESSES]
ITEMS = [{**item(one), "id": f"s{number}"} for number, one in enumerate([*SHAPES.values(), *HOSTILE])]
PLAIN = Path("/usr/share/texlive/texmf-dist/bibtex/bst/base/plain.bst")


def run(program: str, *arguments: str, folder: Path) -> str:
    """Run a program in a folder; give what it prints."""
    if shutil.which(program) is None:
        package = {"bibtex": "texlive-base", "biber": "biber"}.get(program, "bibutils")
        pytest.skip(f"{program} is not here; on a Debian: apt-get install {package}")
    done = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with a file of every format."""
    for ending, fmt in BY_ENDING.items():
        (tmp_path / f"all.{ending}").write_text(fmt.write(ITEMS), encoding="utf-8", newline="")
    return tmp_path


@tex
def test_bibtex_prints_every_entry_and_misses_nothing(folder):
    if not PLAIN.is_file():
        pytest.skip("plain.bst is not here; on a Debian: apt-get install texlive-base")
    (folder / "all.aux").write_text("\\relax\n\\citation{*}\n\\bibstyle{plain}\n\\bibdata{all}\n")

    said = run("bibtex", "all", folder=folder)

    assert [line for line in said.splitlines() if re.search("empty|error|I'm skipping", line)] == []
    assert (folder / "all.bbl").read_text("utf-8", "replace").count("\\bibitem{") == len(ITEMS)


@tex
def test_biber_reads_every_entry_without_a_warning(folder):
    said = run("biber", "--tool", "all.biblatex.bib", "--output-file=out.bib", folder=folder)

    assert [line for line in said.splitlines() if re.match("WARN|ERROR", line)] == []
    assert len(re.findall("^@", (folder / "out.bib").read_text("utf-8"), re.M)) == len(ITEMS)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("program", "name"),
    [("bib2xml", "all.bib"), ("biblatex2xml", "all.biblatex.bib"), ("ris2xml", "all.ris")],
)
def test_bibutils_reads_every_record(folder, program, name):
    assert run(program, name, folder=folder).count("<mods ") == len(ITEMS)


@pytest.mark.slow
def test_bibutils_reads_every_record_of_mods(folder):
    assert len(re.findall("^\ufeff?@", run("xml2bib", "all.mods.xml", folder=folder), re.M)) == len(ITEMS)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "ending"),
    [("bibtex", "bib"), ("biblatex", "biblatex.bib"), ("ris", "ris"), ("csljson", "csl.json")],
)
def test_pandoc_reads_every_record(folder, form, ending):
    assert len(pandoc.read((folder / f"all.{ending}").read_text("utf-8"), form)) == len(ITEMS)
