import pytest

from tests.ingest.labelled import Sample, samples

ALL = samples()


@pytest.mark.parametrize("sample", ALL, ids=lambda sample: sample.name)
def test_every_line_of_a_sample_is_expected(sample: Sample):
    lines = [number for number, line in enumerate(sample.text.split("\n"), start=1) if line.strip()]

    assert [number for number, _ in sample.expected()] == lines


@pytest.mark.parametrize("sample", ALL, ids=lambda sample: sample.name)
def test_nine_lines_of_ten_are_right_in_each_sample(sample: Sample):
    wrong = sample.wrong()

    assert len(wrong) <= len(sample.labels) / 10, wrong


def test_ninety_seven_lines_of_a_hundred_are_right_in_all():
    wrong = {sample.name: sample.wrong() for sample in ALL}

    assert sum(map(len, wrong.values())) <= 0.03 * sum(len(sample.labels) for sample in ALL), wrong


def test_confident_labels_are_right_and_wrong_ones_are_in_doubt():
    judged = [one for sample in ALL for one in sample.judged()]
    confident = [is_right for confidence, is_right in judged if confidence >= 0.9]
    doubted = [is_right for confidence, is_right in judged if confidence < 0.6]

    assert len(confident) > 0.3 * len(judged)
    assert sum(confident) >= 0.97 * len(confident)
    assert sum(doubted) / len(doubted) < sum(confident) / len(confident)
