"""Chicago 18 as the manual prints it, and as pandoc's citeproc prints the CSL project's style."""

import pytest

from sources.cite import chicago
from sources.cite.item import item
from tests.cite import pandoc
from tests.cite.shapes import SHAPES, read_here, source

# Where we follow the manual and not the style file: the form, the shape, what we print, the rule.
DIFFERENCES = {
    # What nobody can look up is left out of a list (14.111); an archive can be looked up.
    ("list", "interview_unprinted"): "Vorchenko, Stepan. “Talk.” Interview by Vera Orlen. October 15, 1927.",
    ("date", "interview_unprinted"): "Vorchenko, Stepan. 1927. “Talk.” Interview by Vera Orlen. October 15.",
    # Parts of a work without a named whole keep their quotation marks (13.87).
    ("note", "unsigned_no_paper"): "“Firing on the Coal Mole,” October 15, 1927.",
    ("list", "unsigned_no_paper"): "“Firing on the Coal Mole.” October 15, 1927.",
    ("date", "unsigned_no_paper"): "“Firing on the Coal Mole.” 1927. October 15.",
    # The town is added only where the paper's name does not have it (14.90).
    ("note", "place_in_name"): "Vera Orlen, “Firing on the Coal Mole,” Temrava Courier, October 15, 1927.",
    ("list", "place_in_name"): "Orlen, Vera. “Firing on the Coal Mole.” Temrava Courier, October 15, 1927.",
    ("date", "place_in_name"): "Orlen, Vera. 1927. “Firing on the Coal Mole.” Temrava Courier, October 15.",
    # Commas and full stops go inside both quotation marks (6.9, 6.11).
    ("note", "quotation_at_the_end"): "Vera Orlen, “They Said ‘Fire,’” Temrava Courier, October 15, 1927.",
    ("list", "quotation_at_the_end"): "Orlen, Vera. “They Said ‘Fire.’” Temrava Courier, October 15, 1927.",
    ("date", "quotation_at_the_end"): "Orlen, Vera. 1927. “They Said ‘Fire.’” Temrava Courier, October 15.",
    # A comma follows an abbreviation's full stop (6.9).
    ("note", "abbreviation"): (
        "Vera Orlen, “Shots Reported by the U.S.,” Temrava Courier, October 15, 1927."
    ),
    # A title that the archive supplied is in brackets and not in quotation marks (14.60).
    ("note", "untitled"): "Vera Orlen, [Untitled], Temrava Courier, October 15, 1927.",
    ("list", "untitled"): "Orlen, Vera. [Untitled]. Temrava Courier, October 15, 1927.",
    ("date", "untitled"): "Orlen, Vera. 1927. [Untitled]. Temrava Courier, October 15.",
    # The year alone follows the author, and nothing is said twice (13.102).
    ("date", "one_of_two_days"): (
        "Orlen, Vera. 2011. “Firing on the Coal Mole.” Temrava Courier, 18 or 19 December 2011."
    ),
    ("date", "decade"): "Orlen, Vera. the 1990s. “Firing on the Coal Mole.” Temrava Courier.",
    # The page is given once, with the paper, the passage with the archive (14.119).
    ("note", "passage_and_page"): (
        "Vera Orlen, “Firing on the Coal Mole,” Temrava Courier, October 15, 1927, 1, passage 6 (rev. 1), "
        "The Temrava Strike, Sourcebook, ed. 7, https://temrava.example/a/tq4m8z2k/6."
    ),
    ("note", "passage_unsigned_and_page"): (
        "“Firing on the Coal Mole,” Temrava Courier, October 15, 1927, 1, passage 6 (rev. 1), "
        "The Temrava Strike, Sourcebook, ed. 7, https://temrava.example/a/tq4m8z2k/6."
    ),
    ("note", "everything"): (
        "Vera Orlen and Stepan Vorchenko, “Firing on the Coal Mole,” trans. Helena Marouli, Temrava Courier "
        "(Halmya), October 15, 1927, 1, passage 6 (rev. 1), The Temrava Strike, Sourcebook, ed. 7, "
        "accessed March 12, 2026, https://temrava.example/a/tq4m8z2k/6."
    ),
    # The style prints no access date in this form; the reader asked for it (14.104).
    ("note", "accessed"): (
        "Vera Orlen, “Firing on the Coal Mole,” Temrava Courier, October 15, 1927, "
        "accessed March 12, 2026, https://temrava.example/a/tq4m8z2k."
    ),
}  # fmt: skip
FORMS = {"note": chicago.note, "list": chicago.bibliography, "date": chicago.author_date}


def items(names):
    return [{**item(SHAPES[name]), "id": name} for name in names]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What pandoc prints for every shape, by form."""
    folder = tmp_path_factory.mktemp("pandoc")
    return {
        "note": pandoc.notes(items(SHAPES), "chicago-notes-bibliography", folder),
        "list": pandoc.entries(items(SHAPES), "chicago-notes-bibliography-access-dates", folder),
        "date": pandoc.entries(items(SHAPES), "chicago-author-date-access-dates", folder),
    }


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("form", FORMS)
def test_citation_equals_pandoc_or_a_listed_rule(printed, form, name):
    ours = str(FORMS[form](item(SHAPES[name])))

    if (form, name) in DIFFERENCES:
        assert ours == DIFFERENCES[form, name]
        assert ours != printed[form][name]  # else the difference is gone and its line must go too
    else:
        assert ours == printed[form][name]


def test_note_of_a_passage_is_the_one_on_the_page():
    unsigned = item(read_here(page="1", contributors=()))

    text = str(chicago.note(unsigned))

    assert text == (
        "“Firing on the Coal Mole,” Temrava Courier, October 15, 1927, 1, passage 6 (rev. 1), "
        "The Temrava Strike, Sourcebook, ed. 7, https://temrava.example/a/tq4m8z2k/6."
    )


def test_html_sets_the_paper_in_italics_and_escapes_everything():
    hostile = item(source(title="Dead & <wounded>", publication="Courier <b>", contributors=()))

    html = chicago.note(hostile).html()

    assert html == "“Dead &amp; &lt;Wounded&gt;,” <cite>Courier &lt;b&gt;</cite>, October 15, 1927."


def test_html_sets_a_foreign_title_apart():
    russian = item(source(title="Стрельба", language="ru"))

    html = chicago.note(russian).html()

    assert html == (
        'Vera Orlen, <bdi lang="ru">“Стрельба,”</bdi> <cite>Temrava Courier</cite>, October 15, 1927.'
    )
