"""Counts, lists and days within a template's sentences, each said in one place, in the site's language."""

import json
from collections.abc import Sequence
from datetime import date

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.templatetags import i18n
from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from sources.edition.models import Article
from sources.public import addresses, wording
from sources.public.showing.answers import Link
from sources.public.showing.naming import Named
from sources.public.showing.passages import Shown
from sources.values.listing import separators
from sources.vocabulary import Role

register = template.Library()

# One for each plural category of CLDR in the languages that have it: zero, one, two, few, many, other.
NUMBERS_OF_EVERY_KIND = (0, 1, 2, 3, 5, 6, 11, 20, 100, 1_000_000)
_FORM = "{% listed <name>[, <name>…] in <values> [by semicolon|then|and|or] [as <name>] %}"


def _set(words: str, /, **values: str | int) -> SafeString:
    """Put values, escaped, into words that hold markup, as blocktranslate does at more cost."""
    return SafeString(words % {name: conditional_escape(localize(value)) for name, value in values.items()})


@register.filter
def passages(number: int) -> SafeString:
    """Write how many passages, in a column of figures: the noun is only heard."""
    return _set(
        # Translators: what is in the span is heard only; the figure stands alone in a column.
        ngettext(
            '%(count)s<span class="vh"> passage</span>', '%(count)s<span class="vh"> passages</span>', number
        ),
        count=number,
    )


@register.filter
def articles(number: int) -> SafeString:
    """Write how many articles, likewise."""
    return _set(
        ngettext(
            '%(count)s<span class="vh"> article</span>', '%(count)s<span class="vh"> articles</span>', number
        ),
        count=number,
    )


@register.filter
def assertions(number: int) -> SafeString:
    """Write how many assertions, likewise."""
    return _set(
        ngettext(
            '%(count)s<span class="vh"> assertion</span>',
            '%(count)s<span class="vh"> assertions</span>',
            number,
        ),
        count=number,
    )


@register.filter
def times(number: int) -> SafeString:
    """Write how many times, likewise."""
    return _set(
        ngettext('%(count)s<span class="vh"> time</span>', '%(count)s<span class="vh"> times</span>', number),
        count=number,
    )


@register.filter
def figure(number: int) -> str:
    """Write a number within a sentence, with its thousands set apart."""
    return wording.figure(number)


@register.filter
def source_name(source: Named) -> SafeString:
    """Name a source as lists do: the publication with its day, or whoever wrote it."""
    name = format_html("<cite><bdi>{}</bdi></cite>" if source.is_work else "<bdi>{}</bdi>", source.name)
    if not source.published:
        return name
    # Translators: a source and the day on which it was published.
    return _set(_("%(source)s, %(day)s"), source=name, day=source.published)


@register.filter
def who(asserter: Link) -> SafeString:
    """Name who asserts something, with a link to the page where there is one."""
    name = format_html("<bdi>{}</bdi>", asserter.name)
    return format_html('<a href="{}">{}</a>', asserter.address, name) if asserter.address else name


@register.filter
def isolated(words: str) -> SafeString:
    """Set the archive's own words apart within a sentence of the site's, which may run the other way."""
    return format_html("<bdi>{}</bdi>", words)


@register.filter
def speaker_named(shown: Shown) -> SafeString:
    """Name whose turn a passage is, with a link to the page where there is one."""
    name = isolated(shown.speaker)
    return format_html('<a href="{}">{}</a>', shown.speaker_address, name) if shown.speaker_address else name


@register.filter
def numbered(number: str) -> SafeString:
    """Write a passage's number as its margin does: "Passage" is only heard."""
    return _set(_('<span class="vh">Passage </span>%(number)s'), number=number)


@register.filter
def pilcrow(number: str) -> SafeString:
    """Write a passage's number after its sign, as lists of passages do."""
    return _set(_('<span class="vh">Passage </span>¶%(number)s'), number=number)


@register.filter
def pilcrow_within(number: str) -> SafeString:
    """Write it likewise, within a line."""
    return _set(_('<span class="vh">passage </span>¶%(number)s'), number=number)


@register.filter
def again_in_passage(number: str) -> SafeString:
    """Write what is heard in place of a passage's number where that stands above."""
    return _set(_("Again in passage %(number)s"), number=number)


@register.filter
def beside_passage(number: str) -> SafeString:
    """Name what stands in a passage's margin."""
    return _set(_("Beside passage %(number)s"), number=number)


@register.filter
def quoted(words: str) -> SafeString:
    """Set words in quotation marks."""
    return _set(_("“%(words)s”"), words=words)


@register.filter
def cite_answer(answer: str) -> SafeString:
    """Write what opens the citation of an answer: which, is only heard."""
    return _set(_('Cite<span class="vh"> the answer %(answer)s</span>'), answer=answer)


@register.filter
def day(value: date) -> str:
    """Write a day of the calendar: 21 November 2026."""
    return wording.day(value)


@register.filter
def brief_day(value: date) -> str:
    """Write it with its month cut short: 21 Nov 2026."""
    return wording.brief(wording.day(value))


@register.filter
def cite_passage(number: str) -> SafeString:
    """Write what opens the citation of a passage: which, is only heard."""
    return _set(_('Cite<span class="vh"> passage %(number)s</span>'), number=number)


@register.filter
def role_name(role: str) -> str:
    """Name what somebody did for an article."""
    names: dict[str, str] = {
        Role.AUTHOR: _("author"),
        Role.TRANSLATOR: _("translator"),
        Role.INTERVIEWER: _("interviewer"),
        Role.INTERVIEWEE: _("interviewee"),
        Role.EDITOR: _("editor"),
        Role.AGENCY: _("agency"),
    }
    return names.get(role, role)


@register.filter
def printed_in(article: Article) -> SafeString:
    """Say where and when an article was printed: the publication, the day, the page."""
    parts: list[str] = []
    if article.publication:
        kind, public_id, slug, *_rest = article.credits[0]
        address = addresses.origin(kind, public_id, slug)
        parts.append(format_html('<a href="{}"><cite>{}</cite></a>', address, article.publication))
    if article.published:
        address = addresses.date(article.published)
        parts.append(format_html('<a href="{}">{}</a>', address, article.published_words))
    else:
        parts.append(_("undated"))
    if article.page:
        words = _("pages %(page)s") if "–" in article.page else _("page %(page)s")
        parts.append(_set(words, page=article.page))
    return _joined(parts)


@register.simple_tag
def found_in_numbers() -> str:
    """Write for a script how many passages were found, "#", by a number of each kind that languages know."""
    forms = {
        number: ngettext(
            "%(count)s passage, in order of publication.",
            "%(count)s passages, in order of publication.",
            number,
        )
        % {"count": "#"}
        for number in NUMBERS_OF_EVERY_KIND
    }
    return json.dumps(forms, ensure_ascii=False)


def _joined(drawn: Sequence[str], by: str = "") -> SafeString:
    between, last = separators(by)
    *first, end = drawn or [""]
    before = format_html_join(between, "{}", ((one,) for one in first))
    return format_html("{}{}{}", before, last if first else "", end)


class _Translated(template.Node):
    """Words that stand in a template as they are."""

    def __init__(self, words: str, meaning: str) -> None:
        """Say these words, with what they mean where they mean more than one thing."""
        self.words, self.meaning = words.replace("%", "%%"), meaning

    def render(self, context: template.Context) -> str:
        """Say them in the language that is spoken."""
        said = pgettext(self.meaning, self.words) if self.meaning else _(self.words)
        return SafeString(said.replace("%%", "%"))


@register.tag
def translate(parser: Parser, token: Token) -> template.Node:
    """Translate as Django does, which makes a lazy string first: that takes five times as long."""
    _name, *given = token.split_contents()
    said = [parser.compile_filter(one) for one in given[::2]]
    is_plain = given[1::2] in ([], ["context"]) and len(said) == len(given[1::2]) + 1
    if not is_plain or any(one.filters or not isinstance(one.var, str) for one in said):
        return i18n.do_translate(parser, token)
    return _Translated(*(str(one.var) for one in said), *[""] * (2 - len(said)))


class _Listed(template.Node):
    """A list within a sentence, each thing in it drawn by what the tag holds."""

    def __init__(
        self, names: Sequence[str], values: FilterExpression, nodelist: NodeList, *, by: str, kept_as: str
    ) -> None:
        """Draw each of the values, under these names, as the nodes say."""
        self.names, self.values, self.nodelist = names, values, nodelist
        self.by, self.kept_as = by, kept_as

    def render(self, context: template.Context) -> str:
        """Draw each and join them; under a name, where the tag gives one, for a sentence that follows."""
        drawn = []
        for value in self.values.resolve(context) or ():
            named = zip(self.names, value if len(self.names) > 1 else (value,), strict=True)
            with context.push(**dict(named)):
                drawn.append(SafeString(self.nodelist.render(context).strip()))
        words = _joined(drawn, self.by)
        if not self.kept_as:
            return words
        context[self.kept_as] = words
        return ""


@register.tag
def listed(parser: Parser, token: Token) -> _Listed:
    """Join things as a sentence does: what stands between them is the language's, not the template's."""
    words = token.split_contents()[1:]
    options = dict.fromkeys(("by", "as"), "")
    while words[-2:-1] and words[-2] in options:
        *words, option, chosen = words
        options[option] = chosen
    if not words[:-2] or words[-2] != "in" or options["by"] not in {"", "semicolon", "then", "and", "or"}:
        message = f"Found {{% {token.contents} %}}; expected {_FORM}."
        raise template.TemplateSyntaxError(message)
    names = [name.strip() for name in " ".join(words[:-2]).split(",")]
    values = parser.compile_filter(words[-1])
    nodelist = parser.parse(("endlisted",))
    parser.delete_first_token()
    return _Listed(names, values, nodelist, by=options["by"], kept_as=options["as"])
