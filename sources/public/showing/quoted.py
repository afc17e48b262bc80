"""Where quotations begin and end in a passage's text: two small corners, the second leading to the speaker.

A corner is an element without words, drawn by the style sheet, so that the text stays the text letter
for letter. Links cannot nest: within the link of a name a corner is a mere sign, and the margin, which
names every speaker of the passage, has the link.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sources.public import addresses

NOTHING = SafeString("")


@dataclass(frozen=True, slots=True)
class Corners:
    """The corners of one passage, by their places."""

    opening: dict[int, list[SafeString]] = field(default_factory=dict)
    closing: dict[int, list[tuple[SafeString, SafeString]]] = field(default_factory=dict)  # link, mere sign

    @classmethod
    def of(cls, sayings: Sequence[Sequence[object]]) -> "Corners":
        """Take them from a passage's ``sayings``."""
        found = cls()
        for start, end, how, kind, public_id, slug, name in sayings:
            sign = format_html('<span class="says from {}"></span>', how)
            found.opening.setdefault(int(str(start)), []).append(sign)
            mere = format_html('<span class="says to {}"></span>', how)
            link = _link(str(how), (str(kind), str(public_id), str(slug)), _label(str(how), str(name)))
            found.closing.setdefault(int(str(end)), []).append((link, mere))
        return found

    def opened(self, place: int) -> SafeString:
        """Draw the corners that open at a place."""
        return format_html_join("", "{}", ((one,) for one in self.opening.get(place, ())))

    def closed(self, place: int, *, in_link: bool = False) -> SafeString:
        """Draw the corners that close at a place; mere signs within a link."""
        ends = self.closing.get(place, ())
        return format_html_join("", "{}", ((pair[in_link],) for pair in reversed(ends)))

    def within(self, start: int, end: int) -> Iterator[int]:
        """Give the places of corners strictly between two others, in order."""
        return iter(sorted(one for one in {*self.opening, *self.closing} if start < one < end))


def _label(how: str, name: str) -> str:
    """Say whose words end here, and how the source gives them."""
    return {
        "direct": _("Said by %(name)s, quoted"),
        "indirect": _("Said by %(name)s, retold"),
        "turn": _("Said by %(name)s, own turn"),
    }[how] % {"name": name}


def _link(how: str, entity: tuple[str, str, str], label: str) -> SafeString:
    """Draw the corner that leads to the speaker; where no record is kept of them, it only says who it is."""
    _kind, public_id, _slug = entity
    if not public_id:
        return format_html('<span class="says to {}" role="img" aria-label="{}"></span>', how, label)
    return format_html(
        '<a class="says to {}" href="{}" data-card="{}" aria-label="{}"></a>',
        how,
        addresses.entity(*entity),
        public_id,
        label,
    )
