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
