"""A copy of the current edition, brought from the machine that publishes and kept up with it."""

from sources.edition.pulling.offer import Offer
from sources.edition.pulling.origin import Origin, Unreachable
from sources.edition.pulling.taking import Pulled, pull

__all__ = ["Offer", "Origin", "Pulled", "Unreachable", "pull"]
