import json

import pytest

from sources.ingest.listing import as_jsonl, as_table, find_earlier, read_path
from sources.ingest.refusal import Refusal
from tests.ingest.test_copies import STORY


@pytest.fixture
def files(tmp_path):
    for name, head in (("a.txt", "Widows ask for the names"), ("b.txt", "A list is what they want")):
        (tmp_path / name).write_text(f"{head}\n\n2 February 1932\n\n{STORY}\n", encoding="utf-8")
    return [read_path(str(tmp_path / name)) for name in ("a.txt", "b.txt")]


def test_a_row_a_region_and_the_earlier_one_in_another_file(files):
    earlier = find_earlier(files)

    rows = [
        json.loads(line) for file, own in zip(files, earlier, strict=True) for line in as_jsonl(file, own)
    ]

    assert [(row["kind"], row["article"], row["start"], row["end"]) for row in rows[:3]] == [
        ("title", 0, 0, 24),
        ("publication_date", 0, 26, 41),
        ("body", 0, 43, 43 + len(STORY)),
    ]
    assert list(rows[0]) == ["file", "article", "start", "end", "kind", "speaker", "duplicate_of"]
    assert [row["duplicate_of"] for row in rows] == [
        None,
        None,
        None,
        None,
        {"file": files[0].name, "start": 26, "end": 41},
        {"file": files[0].name, "start": 43, "end": 43 + len(STORY)},
    ]


def test_the_table_names_the_encoding_and_the_articles(files):
    lines = list(as_table(files[0], find_earlier(files)[0]))

    assert lines[0] == f"{files[0].name}: utf-8, valid UTF-8; articles: 1; regions: 3"
    assert lines[1] == f"  0  0-{43 + len(STORY)}  Widows ask for the names  1932-02-02"


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(Refusal):
        read_path(str(tmp_path))
