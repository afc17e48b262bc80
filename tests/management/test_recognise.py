import json

from django.core.management import call_command


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
