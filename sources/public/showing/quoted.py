"""Where quotations begin and end in a passage's text: two small corners, the second leading to the speaker.

A corner is an element without words, drawn by the style sheet, so that the text stays the text letter
for letter. Links cannot nest: within the link of a name a corner is a mere sign, and the margin, which
names every speaker of the passage, has the link.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sources.public import addresses
from sources.public.showing.saying import HOW

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
            label = f"Said by {name}, {HOW[str(how)]}"
            if public_id:
                address = addresses.entity(str(kind), str(public_id), str(slug))
                link = format_html(
                    '<a class="says to {}" href="{}" data-card="{}" aria-label="{}"></a>',
                    how,
                    address,
                    public_id,
                    label,
                )
            else:
                link = format_html('<span class="says to {}" role="img" aria-label="{}"></span>', how, label)
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
