"""The bar says how far a run is and how long it will take, to a terminal only."""

import io

from sources.management.progress import Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def run(steps, total, screen, seconds=0.5):
    clock = Clock()
    progress = Progress(total, screen, clock)
    for number in range(steps):
        clock.now += seconds
        progress.step(failed=number == 0)
    return progress


def test_line_gives_rate_time_left_and_what_was_refused():
    progress = run(40, 160, Terminal())

    assert progress.line() == ("[######..................] 40 of 160, 2.0 a second, 1:00 left, 1 refused")


def test_hours_are_told_as_hours():
    assert run(10, 20_010, Terminal()).line().endswith("2.0 a second, 2:46:40 left, 1 refused")


def test_rate_is_that_of_late():
    clock = Clock()
    progress = Progress(1000, Terminal(), clock)
    for seconds in [10.0] * 6 + [0.5] * 200:
        clock.now += seconds
        progress.step()

    assert "2.0 a second" in progress.line()


def test_what_was_not_foreseen_is_added():
    progress = Progress(2, Terminal(), Clock())
    for _ in range(5):
        progress.step(unforeseen=True)

    assert "5 of 7" in progress.line()


def test_bar_is_drawn_over_itself_and_taken_away():
    screen = Terminal()
    progress = run(2, 2, screen)
    progress.clear()

    lines = screen.getvalue().split("\r\x1b[K")
    assert [line[:26] for line in lines] == [
        "",
        "[############............]",
        "[########################]",
        "",
    ]


def test_nothing_is_drawn_where_nobody_looks():
    screen = io.StringIO()
    run(2, 2, screen).clear()

    assert screen.getvalue() == ""
