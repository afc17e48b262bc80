import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sources.management.measuring import Tally, b_cubed
from tests.conftest import SEEDS


def test_measure_prints_both_runs_for_programs():
    out = StringIO()

    call_command("measure_recogniser", SEEDS / "temrava", format="json", stdout=out)

    told = json.loads(out.getvalue())
    assert set(told) == {"recogniser", "cold", "with_authority"}
    assert told["cold"]["spans"]["name"]["gold"] == told["with_authority"]["spans"]["name"]["gold"] > 0
    assert told["with_authority"]["spans"]["name"]["recall"] > told["cold"]["spans"]["name"]["recall"] > 0


def test_measure_without_texts_says_where_to_name_them():
    with pytest.raises(CommandError, match="name their folder with --texts"):
        call_command("measure_recogniser", SEEDS / "zhanaozen")


def test_tally_of_half_right():
    tally = Tally(gold=4, found=2, right=1)

    assert (tally.precision, tally.recall, tally.f1) == (0.5, 0.25, 0.3333)


@pytest.mark.parametrize(
    ("pairs", "f1"),
    [
        ([("a", "A"), ("a", "A"), ("b", "B")], 1.0),
        ([("a", "A"), ("b", "A")], 0.6667),
        ([], 0.0),
    ],
    ids=["as people did", "two joined", "nothing"],
)
def test_b_cubed(pairs, f1):
    assert b_cubed(pairs) == f1
