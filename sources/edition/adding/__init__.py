"""A small publication: the current edition's file is copied and the copy added to."""

from sources.edition.adding.changes import Additions, Whole, since
from sources.edition.adding.press import press_upon
from sources.edition.adding.standing import Standing, standing

__all__ = ["Additions", "Standing", "Whole", "press_upon", "since", "standing"]
