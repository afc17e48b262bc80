import csv
import re

import pytest

from sources.public.showing.resolved import FIRST, RULES, rule_in_words
from sources.recognise.dates.grammar import PATTERNS
from sources.recognise.dates.relative import RELATIVE
from tests.conftest import SEEDS


@pytest.mark.parametrize("rule", sorted({pattern.name for pattern in PATTERNS} | set(RELATIVE)))
def test_every_rule_of_the_recogniser_has_words_for_readers(rule):
    assert rule in RULES


@pytest.mark.parametrize("seed", ["temrava", "zhanaozen"])
def test_every_rule_of_the_packages_has_words_for_readers(seed):
    with (SEEDS / seed / "mentions.csv").open(encoding="utf-8", newline="") as file:
        rules = {row["rule"] for row in csv.DictReader(file) if row["date"] and row["rule"]}

    assert {rule for rule in rules if rule.removeprefix("date:") not in RULES} == set()


def test_the_recogniser_s_own_prefix_is_not_shown():
    assert rule_in_words("date:weekday") == rule_in_words("weekday") == "the day of that name"


def test_a_rule_without_words_is_shown_by_its_name():
    assert rule_in_words("date:phase_of_the_moon") == "phase of the moon"


@pytest.mark.django_db(databases=["edition"])
def test_a_month_is_told_by_source_its_first_apart_and_a_day_whole(reader):
    month, day = (reader.get(f"/date/{one}/").content.decode() for one in ("1927-10", "1927-10-14"))
    month = month.partition('id="h-around"')[0]
    sources = re.findall(r'<div class="told">\s*<h3 class="ui">\s*<a href="([^"]+)"', month)
    folded = re.findall(r"<summary>\s*(\d+) more of this source", month)

    assert len(sources) == len(set(sources)) > 3
    assert month.count('class="brief"') > FIRST * len(folded) + len(sources)
    assert all(int(number) > 1 for number in folded)
    assert "Counted from:" in day
    assert "told" not in re.findall(r'<div class="(\w+)">', day)
