import json

import pytest
from django.core.management import CommandError, call_command


def test_recognise_prints_a_line_for_each_find(tmp_path, capsys):
    file = tmp_path / "quay.txt"
    file.write_text("Anna Petrova came to Nairobi on December 16.\n", "utf-8")

    call_command("recognise", str(file), "--published", "2011-12-19")

    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        _row(file, 0, "Anna Petrova", "person", "name:shape", None),
        _row(file, 21, "Nairobi", "place", "place:gazetteer", None),
        _row(file, 32, "December 16", "date", "date:day", "2011-12-16"),
    ]


def _row(file, start, surface, kind, rule, edtf):
    return {
        "file": str(file),
        "start": start,
        "end": start + len(surface),
        "surface": surface,
        "kind": kind,
        "edtf": edtf,
        "entity": None if edtf else surface,
        "rule": rule,
        "score": 0.9 if edtf else 0.97 if kind == "place" else 0.95,
    }


def test_recognise_says_that_an_encoding_is_a_guess(tmp_path, capsys):
    file = tmp_path / "quay.txt"
    file.write_bytes("One cup of café au lait was drunk on the quay.\n".encode("cp1252"))

    call_command("recognise", str(file))

    assert capsys.readouterr().err == f"{file}: Its encoding is a guess (cp1252): look at its letters.\n"


def test_recognise_refuses_what_cannot_be_read_and_goes_on(tmp_path, capsys):
    broken, whole = tmp_path / "broken.txt", tmp_path / "quay.txt"
    broken.write_bytes(b"\xff\xfeA\x00\xd8")
    whole.write_text("Anna Petrova came to Nairobi.\n", "utf-8")

    with pytest.raises(SystemExit, match="1"):
        call_command("recognise", str(broken), str(whole))

    printed = capsys.readouterr()
    assert printed.err.startswith(f"{broken}: ")
    assert printed.err.endswith("save it again as UTF-8.\n")
    assert [json.loads(line)["surface"] for line in printed.out.splitlines()] == ["Anna Petrova", "Nairobi"]


def test_recognise_names_files_as_they_were_given(tmp_path, capsys, monkeypatch):
    (tmp_path / "quay.txt").write_text("Anna Petrova came to Nairobi.\n", "utf-8")
    monkeypatch.chdir(tmp_path)

    call_command("recognise", "./quay.txt")

    assert {json.loads(line)["file"] for line in capsys.readouterr().out.splitlines()} == {"./quay.txt"}


def test_recognise_refuses_a_publication_date_that_is_none(tmp_path):
    with pytest.raises(CommandError, match='"soon" is not a date'):
        call_command("recognise", str(tmp_path / "quay.txt"), "--published", "soon")


def test_recognise_prints_quotations_with_their_speaker(tmp_path, capsys):
    file = tmp_path / "quay.txt"
    file.write_text("“The boats never came,” said Anna Petrova.\n", "utf-8")

    call_command("recognise", str(file))
    assert {json.loads(line)["kind"] for line in capsys.readouterr().out.splitlines()} == {"person"}
    call_command("recognise", str(file), "--quotations")

    (said,) = [row for row in map(json.loads, capsys.readouterr().out.splitlines()) if "direct" in row]
    assert (said["start"], said["end"], said["kind"]) == (0, 23, "quotation")
    assert (said["direct"], said["speaker"]) == (True, "Anna Petrova")
