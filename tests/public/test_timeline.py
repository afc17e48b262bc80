from datetime import date

from sources.public.showing.calendar import Counted
from sources.public.showing.timeline import Told, timeline
from sources.values.edtf import in_words, parse


def counted(edtf: str, count: int) -> Counted:
    value = parse(edtf)
    return Counted(edtf, in_words(edtf), value.precision, value.earliest, value.latest, count)


STRIKE = [counted("1927-10-03", 4), counted("1927-10-14", 46), counted("1927-10-15", 17)]


def test_nothing_placed_in_time_draws_nothing():
    assert timeline([], [Told(date(1927, 10, 15), "Courier", is_copy=False)]) is None


def test_each_day_has_its_own_column_and_the_busiest_is_marked():
    chart = timeline(STRIKE, [])

    assert [(bar.height, bar.is_most) for bar in chart.bars] == [(8, False), (96, True), (35, False)]
    assert (chart.most.words, chart.most.wide) == ("14 Oct", ": 46 passages")


def test_a_month_that_holds_the_days_is_in_the_table_only():
    chart = timeline([*STRIKE, counted("1927-10", 99)], [])

    assert len(chart.bars) == 3
    assert chart.has_left_out
    assert [row.edtf for row in chart.rows] == ["1927-10", "1927-10-03", "1927-10-14", "1927-10-15"]


def test_a_stretch_is_not_counted_with_the_day_it_begins_on():
    chart = timeline([*STRIKE, counted("1927-10-14/1927-10-15", 1)], [])

    assert (chart.most.words, chart.most.wide) == ("14 Oct", ": 46 passages")
    assert chart.has_left_out


def test_what_is_long_after_stands_at_the_side():
    chart = timeline([*STRIKE, counted("1928-03", 6), counted("1964", 3)], [])

    assert len(chart.axes) == 2
    assert len(chart.bars) == 5
    assert chart.ends[-1].words == "1928 – 1964"


def test_no_column_leaves_the_chart():
    far = [counted(f"{year:04}-05-01", 1) for year in range(1, 2000, 7)]

    chart = timeline([*STRIKE, *far], [])

    assert all(0 <= float(bar.x[:-1]) <= 100 - float(bar.width[:-1]) for bar in chart.bars)


def test_publications_are_dots_with_letters_of_their_own_and_copies_rings():
    told = [
        Told(date(1927, 10, 15), "Temrava Courier", is_copy=False),
        Told(date(1927, 10, 16), "Halmya Gazette", is_copy=False),
        Told(date(1927, 10, 20), "Straits Courier", is_copy=True),
    ]

    chart = timeline(STRIKE, told)

    assert [(dot.label, dot.is_ring) for dot in chart.dots] == [("T", False), ("G", False), ("C", True)]
    assert chart.legend == (("C", "Straits Courier"), ("G", "Halmya Gazette"), ("T", "Temrava Courier"))


def test_the_summary_says_what_the_eye_sees():
    assert timeline(STRIKE, [Told(date(1927, 10, 15), "Courier", is_copy=False)]).summary == (
        "Most passages, 46, speak of 14 October 1927. "
        "The sources were published from 15 October 1927 to 15 October 1927."
    )


def test_what_no_publication_is_named_for_has_a_dot_without_a_letter():
    told = [
        Told(date(1927, 10, 15), "Temrava Courier", is_copy=False),
        Told(date(1927, 10, 14), "", is_copy=False),
    ]

    assert sorted(dot.label for dot in timeline(STRIKE, told).dots) == ["", "C"]


def test_a_month_of_publication_is_a_line_under_its_days_and_no_dot_on_its_first():
    told = [
        Told(date(1927, 10, 15), "Temrava Courier", is_copy=False),
        Told(date(1927, 10, 1), "Pharos", is_copy=False, until=date(1927, 10, 31), words="October 1927"),
    ]

    chart = timeline(STRIKE, told)

    assert [dot.label for dot in chart.dots] == ["C"]
    assert [span.label for span in chart.spans] == ["P"]
    assert [(span.x1, span.x2) for span in chart.spans] == list(chart.axes)
    assert "published from October 1927 to October 1927" in chart.summary


def test_a_month_of_publication_beside_the_days_is_a_dot_in_its_own_column():
    told = [Told(date(1928, 3, 1), "Pharos", is_copy=False, until=date(1928, 3, 31), words="March 1928")]

    chart = timeline(STRIKE, told)

    assert [dot.label for dot in chart.dots] == ["P"]
    assert chart.spans == ()


def test_among_equals_none_is_marked_or_named():
    chart = timeline([counted("1927-10-03", 2), counted("1927-10-14", 2)], [])

    assert [bar.is_most for bar in chart.bars] == [False, False]
    assert chart.most is None


def test_a_lone_day_is_named_and_set_apart_from_nothing():
    chart = timeline([counted("1927-10-14", 1)], [])

    assert [bar.is_most for bar in chart.bars] == [False]
    assert (chart.most.words, chart.most.wide) == ("14 Oct", ": 1 passage")


def test_the_tallest_at_a_side_is_named_by_what_it_covers():
    chart = timeline([*STRIKE, counted("1928-03", 60), counted("1931", 3)], [])

    assert [bar.height for bar in chart.bars if bar.is_most] == [96]
    assert (chart.most.words, chart.most.wide, chart.most.anchor) == ("1928", ": 60 passages", "end")
