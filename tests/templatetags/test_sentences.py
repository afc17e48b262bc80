"""Counts, lists and days within the sentences of a template."""

import json
from datetime import date

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.translation import override

from sources.edition import language
from sources.public.showing.answers import Link
from sources.public.showing.naming import Named
from sources.templatetags import sentences
from tests.public import pseudo


def drawn(source: str, **values: object) -> str:
    return Template("{% load sentences %}" + source).render(Context(values))


class TestListed:
    """A list within a sentence."""

    LIST = "{% listed one in many %}<b>{{ one }}</b>{% endlisted %}"

    @pytest.mark.parametrize(
        ("many", "expected"),
        [
            ([], ""),
            (None, ""),
            (["a"], "<b>a</b>"),
            (["a", "b"], "<b>a</b>, <b>b</b>"),
            (["a", "<i>"], "<b>a</b>, <b>&lt;i&gt;</b>"),
        ],
    )
    def test_things_stand_with_a_comma_between_each_drawn_as_the_tag_says(self, many, expected):
        assert drawn(self.LIST, many=many) == expected

    @pytest.mark.parametrize(
        ("by", "expected"),
        [("and", "a, b and c"), ("or", "a, b or c"), ("then", "a then b then c"), ("semicolon", "a; b; c")],
    )
    def test_what_stands_between_is_as_asked(self, by, expected):
        source = "{% listed one in many by " + by + " %} {{ one }}\n{% endlisted %}"

        assert drawn(source, many="abc") == expected

    def test_pairs_have_a_name_each_and_the_list_can_be_kept_for_a_sentence(self):
        source = (
            "{% listed name, role in pairs as people %}{{ name }} ({{ role }}){% endlisted %}[{{ people }}]"
        )

        assert drawn(source, pairs=[("A&B", "x"), ("C", "y")]) == "[A&amp;B (x), C (y)]"

    @pytest.mark.parametrize("words", ["one many", "one in many by comma", "in many", "one in many about"])
    def test_a_tag_written_otherwise_is_refused_with_the_form_expected(self, words):
        with pytest.raises(TemplateSyntaxError, match=r"expected \{% listed <name>"):
            Template("{% load sentences %}{% listed " + words + " %}{% endlisted %}")


class TestTranslate:
    """The tag, against Django's own."""

    @pytest.mark.parametrize(
        "tag",
        [
            '{% translate "Form" %}',
            '{% translate "Form" context "of a name" %}',
            '{% translate "5 % of <b>all</b> & more" %}',
            '{% translate "Form"|upper %}',
            "{% translate words %}",
            '{% translate "Form" as kept %}[{{ kept }}]',
        ],
    )
    def test_it_says_what_django_says(self, tag):
        expected = Template("{% load i18n %}" + tag).render(Context({"words": "<i>"}))

        with override("en-gb"):
            assert drawn(tag, words="<i>") == expected

    def test_words_are_said_in_the_language_that_is_spoken_when_the_page_is(self):
        with pseudo.spoken(), language.in_sites_language():
            said = drawn('{% translate "Form" %}, {% translate "Form" context "of a name" %}')

        assert said == "⟦Form⟧, ⟦Form⟧"

    def test_one_without_words_is_refused(self):
        with pytest.raises(TemplateSyntaxError, match="at least one argument"):
            drawn("{% translate %}")


class TestFigures:
    """Figures whose noun is only heard."""

    @pytest.mark.parametrize(
        ("count", "expected"),
        [
            (sentences.passages, '2<span class="vh"> passages</span>'),
            (sentences.articles, '2<span class="vh"> articles</span>'),
            (sentences.assertions, '2<span class="vh"> assertions</span>'),
            (sentences.times, '2<span class="vh"> times</span>'),
        ],
    )
    def test_one_has_the_singular_two_the_plural(self, count, expected):
        assert count(2) == expected
        assert count(1) == expected.replace("2", "1").replace("s</span>", "</span>")

    def test_a_passages_number_is_escaped(self):
        assert sentences.numbered("<7") == '<span class="vh">Passage </span>&lt;7'
        assert sentences.pilcrow("<7") == '<span class="vh">Passage </span>¶&lt;7'
        assert sentences.cite_passage("<7") == 'Cite<span class="vh"> passage &lt;7</span>'


class TestNames:
    """Sources, asserters, roles and days."""

    @pytest.mark.parametrize(
        ("is_work", "published", "expected"),
        [
            (True, "3 May 1927", "<cite><bdi>A&amp;B</bdi></cite>, 3 May 1927"),
            (True, "", "<cite><bdi>A&amp;B</bdi></cite>"),
            (False, "", "<bdi>A&amp;B</bdi>"),
        ],
    )
    def test_a_source_is_named_with_its_day(self, is_work, published, expected):
        source = Named("A&B", is_work, published, "Title", "/a/1/", is_copy=False)

        assert sentences.source_name(source) == expected

    def test_an_asserter_is_a_link_where_there_is_a_page(self):
        assert sentences.who(Link("A&B", "/p/1/")) == '<a href="/p/1/"><bdi>A&amp;B</bdi></a>'
        assert sentences.who(Link("A&B", "")) == "<bdi>A&amp;B</bdi>"

    def test_a_role_is_named_and_one_not_known_stands_as_it_is(self):
        assert [sentences.role_name(role) for role in ("translator", "printer")] == ["translator", "printer"]

    def test_a_day_is_written_in_full_or_in_brief(self):
        day = date(2026, 11, 21)

        assert [sentences.day(day), sentences.brief_day(day)] == ["21 November 2026", "21 Nov 2026"]


def test_a_script_is_given_the_sentence_for_a_number_of_each_kind():
    forms = json.loads(sentences.found_in_numbers())

    assert forms.pop("1") == "# passage, in order of publication."
    assert set(forms.values()) == {"# passages, in order of publication."}
