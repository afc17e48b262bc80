"""Which files are meant by a path."""

from pathlib import Path

import pytest

from sources.ingest.files import find_files, natural
from sources.ingest.refusal import Refusal


def test_files_of_a_folder_come_in_natural_order_at_any_depth(tmp_path):
    for name in ("page 10.txt", "page 9.txt", "b/1.txt", ".hidden", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")

    names = [str(path.relative_to(tmp_path)) for path in find_files(tmp_path)]

    assert names == ["b/1.txt", "page 9.txt", "page 10.txt"]


def test_natural_order_counts_as_people_do():
    names = [Path(name) for name in ("a100", "a20", "a3b", "A3a", "a3")]

    assert [path.name for path in sorted(names, key=natural)] == ["a3", "A3a", "a3b", "a20", "a100"]


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: None], ids=["an empty folder", "nothing"])
def test_path_without_a_file_is_refused(make, tmp_path):
    make(tmp_path / "thing")

    with pytest.raises(Refusal):
        find_files(tmp_path / "thing")


def test_link_to_a_folder_above_is_not_followed(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "one.txt").write_text("x")

    assert [path.name for path in find_files(tmp_path)] == ["one.txt"]
