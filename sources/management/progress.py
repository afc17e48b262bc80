"""How far a long run is: a bar on a terminal, with the rate and an estimate of the time left.

It is written over itself on the error stream, so that what is told of single files stands above it and the
output proper can go to a file or a program. Where the stream is no terminal there is no bar.
"""

import time
from collections.abc import Callable
from typing import Protocol

WIDTH = 24
PAUSE = 0.1  # seconds between two drawings
RECENT = 30.0  # the rate is that of the last seconds: files differ
_CLEAR = "\r\x1b[K"


class Screen(Protocol):
    """What is written to: Django's wrapped streams, or the standard ones."""

    def isatty(self) -> bool:
        """Tell whether somebody looks."""

    def write(self, text: str, /) -> object:
        """Write."""

    def flush(self) -> object:
        """Let it be seen."""


class Progress:
    """Counts what is done of ``total`` and draws it."""

    def __init__(self, total: int, screen: Screen, clock: Callable[[], float] = time.monotonic) -> None:
        self._total, self._screen, self._clock = total, screen, clock
        self._done = self._failed = 0
        self._drawn = -PAUSE
        self._marks = [(clock(), 0)]
        self.is_shown = screen.isatty() and total > 1

    def step(self, *, failed: bool = False, unforeseen: bool = False) -> None:
        """Count one more; ``unforeseen`` is one that was not in the total (in a zip)."""
        self._done += 1
        self._failed += failed
        self._total += unforeseen
        now = self._clock()
        if self.is_shown and now - self._drawn >= PAUSE:
            self._drawn = now
            self._write(self.line())

    def line(self) -> str:
        """Say how far it is."""
        self._total = max(self._total, self._done)
        filled = WIDTH * self._done // max(1, self._total)
        rate = self._rate()
        left = f", {_in_words((self._total - self._done) / rate)} left" if rate else ""
        failed = f", {self._failed} refused" if self._failed else ""
        return (
            f"[{'#' * filled}{'.' * (WIDTH - filled)}] {self._done} of {self._total}, "
            f"{rate:.1f} a second{left}{failed}"
        )

    def clear(self) -> None:
        """Take the bar away, to write something else or because it is over."""
        if self.is_shown:
            self._drawn = -PAUSE
            self._write("")

    def _rate(self) -> float:
        now = self._clock()
        if now - self._marks[-1][0] >= 1:
            self._marks.append((now, self._done))
            while len(self._marks) > 2 and self._marks[1][0] < now - RECENT:  # noqa: PLR2004 -- one before
                self._marks.pop(0)
        since, before = self._marks[0]
        return (self._done - before) / (now - since) if now > since else 0.0

    def _write(self, text: str) -> None:
        self._screen.write(f"{_CLEAR}{text}")
        self._screen.flush()


def _in_words(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
