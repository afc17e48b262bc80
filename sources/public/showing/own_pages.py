"""The pages about the site that the program has, for an owner who wrote none: CommonMark, line by line.

Each line is a message by itself; the signs at its beginning ("## ", "- ") say what it is and stay.
"""

from django.utils.translation import gettext_noop

OURS: dict[str, str] = {
    "what-this-is": gettext_noop("What this is"),
    "contact": gettext_noop("Contact"),
    "accessibility": gettext_noop("Accessibility"),
    "privacy": gettext_noop("Privacy: none kept"),
}
TEXTS: dict[str, tuple[str, ...]] = {
    "what-this-is": (
        gettext_noop(
            "This archive keeps what sources said about events that are disputed: newspapers, "
            "agencies, witnesses, officials. It does not say who is right. Where sources contradict "
            "each other, they stand side by side, each with its words, its day and its place."
        ),
        "",
        gettext_noop("## What you can do here"),
        "",
        gettext_noop(
            "- Read an article as it was captured, passage by passage, and cite any passage by an "
            "address that stays."
        ),
        gettext_noop(
            "- Follow a person, a place, an organisation or a day from one source to every other that"
            " names it, whatever the spelling."
        ),
        gettext_noop("- See on one page what each source says of one day, and who answers a question how."),
        gettext_noop("- Take everything away: citations, lists, feeds, and the whole edition as one file."),
        "",
        gettext_noop("## What is not here"),
        "",
        gettext_noop(
            "Nothing is marked true. Nothing is added to a source's words, and nothing is taken out "
            "of them unseen: what is not shown leaves a gap with a number and a reason. No reader is "
            "followed."
        ),
        "",
        gettext_noop(
            "[How it is made](/about/) tells more, and [how to cite](/about/citing/) how to refer to it."
        ),
    ),
    "contact": (
        gettext_noop(
            "To report an error, to ask to be left out, or to ask about a right in a text: [this "
            "page](/about/report/) says how, and what then happens."
        ),
        "",
        gettext_noop("To cite the archive or a passage in it: [how to cite](/about/citing/)."),
        "",
        gettext_noop(
            "To keep a copy of all of it: [this edition's page](/edition/) has the file and its digest."
        ),
    ),
    "accessibility": (
        gettext_noop(
            "This site is made to be read by everybody, on any machine: by eye, by ear, by touch, on paper."
        ),
        "",
        gettext_noop("## What was done"),
        "",
        gettext_noop(
            "- Every page works without a script, at any size of letters, on a screen 320 pixels "
            "wide, by day and by night, and in colours of your own choosing."
        ),
        gettext_noop(
            "- Everything can be reached with the keyboard, in the order in which it is read; where "
            "you are is ringed."
        ),
        gettext_noop(
            "- Marks in the text differ by their line, not by colour alone; every drawing has words "
            "for it, and a table with the same figures."
        ),
        gettext_noop("- Words in another language say which, so that a voice can read them."),
        "",
        gettext_noop(
            "The aim is level AA of the Web Content Accessibility Guidelines 2.2. Every kind of page "
            "is checked by machine for it before a change is taken in, in light and in dark."
        ),
        "",
        gettext_noop("## What falls short"),
        "",
        gettext_noop(
            "- Texts are as their sources left them: a scan of bad type may read badly aloud, and "
            "captions stand for pictures that are not here."
        ),
        gettext_noop(
            "- A map of places and a drawing of who is named with whom show at a glance what their "
            "tables say in lines."
        ),
        "",
        gettext_noop(
            "If something stands in your way, [write to us](/about/report/): say which page, and what"
            " you use to read it."
        ),
    ),
    "privacy": (
        gettext_noop("Nothing about readers is kept."),
        "",
        gettext_noop("- There is no account, no cookie and no storage in your browser."),
        gettext_noop("- No page asks any other site for anything: no font, no picture, no map, no counter."),
        gettext_noop(
            "- No address of yours is written to a disk by this program. Whoever runs the server in "
            "front of it can keep a log of requests; this program needs none."
        ),
        gettext_noop("- What you search for is in the address of the page, and nowhere else."),
        "",
        gettext_noop("## Those named in the sources"),
        "",
        gettext_noop(
            "People named in sources have rights too. Somebody at risk appears under a pseudonym, "
            "everywhere. Private people, such as victims, witnesses and their families, are not put "
            "forward to search engines nor on the first pages. [How to ask to be left "
            "out](/about/report/) says what can be done, and how."
        ),
    ),
}
