"""APA 7, MLA 9 and Harvard (Cite Them Right 12) as pandoc's citeproc prints the CSL project's styles.

Chicago has its own tests; here it stands with the others where a whole list is printed.
"""

import pytest

from sources.cite import apa, harvard, mla
from sources.cite.item import item
from sources.cite.source import Contributor
from sources.cite.styles import BY_KEY, letter, references
from tests.cite import pandoc
from tests.cite.shapes import COMMITTEE, ELI, JAN, SHAPES, STEPAN, VERA, source

HERE = "The Temrava Strike, passage 6 (rev. 1). Sourcebook, ed. 7. Available at: https://temrava.example/a/tq4m8z2k/6"
THERE = "Sourcebook, ed. 7, The Temrava Strike, passage 6 (rev. 1), https://temrava.example/a/tq4m8z2k/6"
FIRING = "Orlen, V. (1927) ‘Firing on the Coal Mole’, Temrava Courier, 15 October"
MOLE = "Orlen, Vera. “Firing on the Coal Mole.” Temrava Courier"
# Where we follow the manual and not the style file: the style, the shape, what we print, the rule.
DIFFERENCES = {
    # What nobody can look up is left out of a list (8.9); an archive can be looked up.
    ("apa", "interview_unprinted"): "Vorchenko, S. (1927, October 15). Talk (V. Orlen, Interviewer).",
    # The date stands once, after the author (9.13).
    ("apa", "one_of_two_days"): (
        "Orlen, V. (18 or 19 December 2011). Firing on the Coal Mole. Temrava Courier."
    ),
    ("apa", "decade"): "Orlen, V. (the 1990s). Firing on the Coal Mole. Temrava Courier.",
    # The style prints no day of retrieval; where the reader gives one it stands so (9.16).
    ("apa", "accessed"): (
        "Orlen, V. (1927, October 15). Firing on the Coal Mole. Temrava Courier. "
        "Retrieved March 12, 2026, from https://temrava.example/a/tq4m8z2k"
    ),
    ("apa", "everything"): (
        "Orlen, V., & Vorchenko, S. (1927, October 15). Firing on the Coal Mole (H. Marouli, Trans.). "
        "Temrava Courier, 1. The Temrava Strike (passage 6 (rev. 1)), Sourcebook, ed. 7. "
        "Retrieved March 12, 2026, from https://temrava.example/a/tq4m8z2k/6"
    ),
    # No word is capitalised for standing after a comma (chapter 5, “Publication Date”).
    ("mla", "about"): f"{MOLE}, circa 15 Oct. 1927.",
    ("mla", "about_year"): f"{MOLE}, circa 1927.",
    # The town is added only where the paper's name does not have it (chapter 5, “Title of Container”).
    ("mla", "place_in_name"): f"{MOLE}, 15 Oct. 1927.",
    # Commas and full stops go inside both quotation marks (chapter 2, “Quotation Marks”).
    ("mla", "quotation_at_the_end"): "Orlen, Vera. “They Said ‘Fire.’” Temrava Courier, 15 Oct. 1927.",
    # The style prints no day of access; where the reader gives one it ends the entry (chapter 5).
    ("mla", "accessed"): f"{MOLE}, 15 Oct. 1927, https://temrava.example/a/tq4m8z2k. Accessed 12 Mar. 2026.",
    # A description in place of a title is in no quotation marks (chapter 5, “Title of Source”).
    ("mla", "untitled"): "Orlen, Vera. [Untitled]. Temrava Courier, 15 Oct. 1927.",
    # The page belongs to the paper, the passage to the archive: container by container (chapter 5).
    ("mla", "passage_and_page"): f"{MOLE}, 15 Oct. 1927, p. 1, {THERE}.",
    ("mla", "passage_unsigned_and_page"): (
        f"“Firing on the Coal Mole.” Temrava Courier, 15 Oct. 1927, p. 1, {THERE}."
    ),
    ("mla", "everything"): (
        "Orlen, Vera, and Stepan Vorchenko. “Firing on the Coal Mole.” Temrava Courier [Halmya], translated "
        f"by Helena Marouli, 15 Oct. 1927, p. 1, {THERE}. Accessed 12 Mar. 2026."
    ),
    # Without an author the title comes first, then the year (“No author”).
    ("harvard", "unsigned_no_paper"): "‘Firing on the Coal Mole’ (1927) 15 October.",
    # An interview names who asked, and the day (“Interviews”).
    ("harvard", "interview"): (
        "Vorchenko, S. (1927) ‘We Were Told Saturday’. Interview by V. Orlen, Temrava Courier, 15 October."
    ),
    ("harvard", "interview_two_askers"): (
        "Vorchenko, S. (1927) ‘Talk’. Interview by V. Orlen and E. Sandor, Temrava Courier, 15 October."
    ),
    ("harvard", "interview_by_its_author"): (
        "Vorchenko, S. (1927) ‘Talk’. Interview by V. Orlen, Temrava Courier, 15 October."
    ),
    ("harvard", "interview_unprinted"): "Vorchenko, S. (1927) ‘Talk’. Interview by V. Orlen, 15 October.",
    # What is known of the day is said (“Newspaper articles”).
    ("harvard", "official"): "‘Firing on the Coal Mole’ (1927). Prefecture, 15 October.",
    # About then is said (“Date unclear”); the style file prints a guess as a fact.
    ("harvard", "about"): "Orlen, V. (c. 1927) ‘Firing on the Coal Mole’, Temrava Courier, 15 October.",
    ("harvard", "about_year"): "Orlen, V. (c. 1927) ‘Firing on the Coal Mole’, Temrava Courier.",
    # The year alone stands in brackets, and nothing is said twice (“Dates”).
    ("harvard", "one_of_two_days"): (
        "Orlen, V. (2011) ‘Firing on the Coal Mole’, Temrava Courier, 18 or 19 December 2011."
    ),
    ("harvard", "decade"): "Orlen, V. (the 1990s) ‘Firing on the Coal Mole’, Temrava Courier.",
    # What the archive supplied is no quotation.
    ("harvard", "untitled"): "Orlen, V. (1927) [Untitled], Temrava Courier, 15 October.",
    # A stop belongs to initials; names in a script without them have none (“Names”).
    ("harvard", "arabic_author"): "الحداد, سامي (1927) ‘إطلاق النار’, Temrava Courier, 15 October.",
    ("harvard", "chinese_author"): "王小明 (1927) ‘碼頭槍聲’, 港口報, 15 October.",
    # The style file knows no archive: collection, reference, archive (“Manuscripts and archives”).
    ("harvard", "passage"): f"{FIRING}. {HERE}.",
    ("harvard", "passage_and_page"): f"{FIRING}, p. 1. {HERE}.",
    ("harvard", "passage_unsigned_and_page"): (
        f"Temrava Courier (1927) ‘Firing on the Coal Mole’, 15 October, p. 1. {HERE}."
    ),
    ("harvard", "passage_revised"): f"{FIRING}. {HERE}.".replace("6 (rev. 1)", "7a (rev. 2)"),
    ("harvard", "original_elsewhere"): f"{FIRING}. {HERE}.",
    ("harvard", "article_here"): (
        f"{FIRING}. The Temrava Strike. Sourcebook, ed. 7. Available at: https://temrava.example/a/tq4m8z2k."
    ),
    ("harvard", "everything"): (
        "Orlen, V. and Vorchenko, S. (1927) ‘Firing on the Coal Mole’, Temrava Courier. Translated by "
        f"H. Marouli, 15 October, p. 1. {HERE} (Accessed: 12 March 2026)."
    ),
}
STYLES = {
    "apa": (apa.entry, "apa", "en-US"),
    "mla": (mla.entry, "modern-language-association", "en-US"),
    "harvard": (harvard.entry, "harvard-cite-them-right", "en-GB"),
    "chicago": (None, "chicago-notes-bibliography-access-dates", "en-US"),
    "chicago-author-date": (None, "chicago-author-date-access-dates", "en-US"),
}
OF_ONE = ["apa", "mla", "harvard"]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What pandoc prints for every shape, by style."""
    folder = tmp_path_factory.mktemp("pandoc")
    items = [{**item(shape), "id": name} for name, shape in SHAPES.items()]
    return {key: pandoc.entries(items, STYLES[key][1], folder, lang=STYLES[key][2]) for key in OF_ONE}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("style", OF_ONE)
def test_entry_equals_pandoc_or_a_listed_rule(printed, style, name):
    ours = str(STYLES[style][0](item(SHAPES[name])))

    if (style, name) in DIFFERENCES:
        assert ours == DIFFERENCES[style, name]
        assert ours != printed[style][name]  # else the difference is gone and its line must go too
    else:
        assert ours == printed[style][name]


LIST = [
    source(title="The Zeal"),
    source(title="A Mole"),
    source(title="Pear", published="1927-10"),
    source(title="Quince", published="1927-10-14"),
    source(title="Rose", published="1927"),
    source(title="Apple", published="1926"),
    source(title="Span", published="1927/1928"),
    source(title="Undated", published=""),
    source(title="Also Undated", published=""),
    source(title="Both", contributors=(VERA, STEPAN)),
    source(title="No One", contributors=()),
    source(title="Quick", contributors=(), genre="blog_post"),
    source(title="“Quoted” First", contributors=(), genre="blog_post"),
    source(contributors=(Contributor(given="Ursula", family="von der Mole"),)),
    source(contributors=(COMMITTEE,)),
    source(contributors=(Contributor(given="Élodie", family="Ångström"),)),
    source(contributors=(Contributor(given="Zed", family="Azimov"),)),
    source(contributors=(Contributor(given="Вера", family="Орлен"),)),
]
# MLA cuts these three to one "et al.", and pandoc's citeproc files them by that.
THREE = [
    source(title="Three One", contributors=(VERA, STEPAN, JAN)),
    source(title="Three Two", contributors=(VERA, STEPAN, ELI)),
    source(title="Three Three", contributors=(VERA, STEPAN, JAN)),
    source(title="No One", contributors=(), published="1927-10-16"),
]


@pytest.mark.parametrize("style", STYLES)
def test_list_is_in_the_order_and_told_apart_as_pandoc_does(style, tmp_path):
    shapes = LIST if style == "mla" else LIST + THREE
    items = [{**item(shape), "id": f"i{number}"} for number, shape in enumerate(shapes)]

    theirs = [entry for _, entry in pandoc.listed(items, STYLES[style][1], tmp_path, lang=STYLES[style][2])]

    assert [str(entry) for entry in references(items, BY_KEY[style])] == theirs


def test_two_of_one_author_in_one_year_have_letters_in_their_lists_order():
    items = [item(source(title=title)) for title in ("Second", "First")]

    entries = [str(entry) for entry in references(items, BY_KEY["harvard"])]

    assert entries == [
        "Orlen, V. (1927a) ‘First’, Temrava Courier, 15 October.",
        "Orlen, V. (1927b) ‘Second’, Temrava Courier, 15 October.",
    ]


def test_mla_sets_no_dash_where_only_the_cut_list_of_authors_is_the_same():
    items = [item(shape) for shape in THREE[:2]]

    entries = [str(entry)[:21] for entry in references(items, BY_KEY["mla"])]

    assert entries == ["Orlen, Vera, et al. “", "Orlen, Vera, et al. “"]


def test_notes_stay_in_the_order_given():
    items = [item(source(title=title)) for title in ("Second", "First")]

    entries = [str(entry)[:21] for entry in references(items, BY_KEY["chicago-note"])]

    assert entries == ["Vera Orlen, “Second,”", "Vera Orlen, “First,” "]


def test_letters_go_on_after_z():
    assert [letter(number) for number in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "az", "ba"]


def test_british_html_sets_stops_outside_the_quotation_and_cuts_in_italics():
    (entry,) = references([item(source(contributors=(VERA, STEPAN, JAN, ELI)))], BY_KEY["harvard"])

    assert entry.html() == (
        "Orlen, V.<i> et al.</i> (1927) ‘Firing on the Coal Mole’, <cite>Temrava Courier</cite>, 15 October."
    )


def test_html_of_a_title_that_stands_alone_is_in_italics():
    (entry,) = references([item(SHAPES["official"])], BY_KEY["apa"])

    assert entry.html() == "<cite>Firing on the Coal Mole</cite>. (1927, October 15). Prefecture."
