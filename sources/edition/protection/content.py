"""An article as readers get it: nobody at risk is named in it.

Everything that ``select`` gives goes through ``disguised`` before any row of an edition is made, so
what copies, counts, links and indexes never meets a real name.
"""

import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sources.edition.protection.people import Protected, masked_document
from sources.models import Article, Contributor, Passage, PassageRevision
from sources.values import splice
from sources.values.disguise import Disguise, Forms, Replacement

if TYPE_CHECKING:  # it calls this module
    from sources.edition.sayings import Quoted
    from sources.edition.select import ArticleContent, Claimed, Marked


def disguised(content: "ArticleContent", people: Protected) -> "ArticleContent":
    """Put pseudonyms in the place of every protected person in an article; the rows stay as they are."""
    if content.article.document_id not in people.documents:
        return content
    forms = _forms(content, people)
    content.article = _article(content.article, forms)
    content.contributors = [_contributor(one, people, forms) for one in content.contributors]
    content.passages = [disguised_passage(passage, people, forms) for passage in content.passages]
    for pk in list(content.revisions):
        _wordings(content, pk, people, forms)
    return content


def _forms(content: "ArticleContent", people: Protected) -> Forms:
    """Gather the forms of whoever is protected and named, speaking or taking part in the article."""
    named = {one.entity.pk for marks in content.mentions.values() for one in marks if one.entity}
    named |= {one.speaker_id for one in content.passages if one.speaker_id}
    named |= {one.entity_id for one in content.contributors if one.entity_id}
    named |= {one.speaker.pk for said in content.quotations.values() for one in said if one.speaker}
    for claimed in (one for claims in content.claims.values() for one in claims):
        named |= {one.pk for one in (claimed.asserter, *(step for step, _ in claimed.chain)) if one}
    return people.forms_of(sorted(named & people.stand_ins.keys()))


def _article(article: Article, forms: Forms) -> Article:
    shown = copy.copy(article)
    shown.document = masked_document(article.document)
    shown.translated_title = forms.covered(article.translated_title)
    shown.title, shown.rights_note = forms.covered(article.title), forms.covered(article.rights_note)
    # What stands at the address names who is not named here.
    shown.url = ""
    return shown


def _contributor(contributor: Contributor, people: Protected, forms: Forms) -> Contributor:
    shown = copy.copy(contributor)
    if contributor.entity is not None and contributor.entity.pk in people.stand_ins:
        shown.entity = people.shown(contributor.entity)
        shown.name, shown.given, shown.family = shown.entity.preferred_name, "", ""
        return shown
    shown.name = forms.covered(contributor.name)
    if shown.name != contributor.name:
        shown.given = shown.family = ""
    return shown


def disguised_passage(passage: Passage, people: Protected, forms: Forms) -> Passage:
    """Give a passage whose speaker is not named where at risk."""
    shown = copy.copy(passage)
    if passage.speaker is not None:
        shown.speaker = people.shown(passage.speaker)
    if passage.speaker is not None and passage.speaker.pk in people.stand_ins and passage.speaker_name:
        shown.speaker_name = people.shown(passage.speaker).preferred_name
    else:
        shown.speaker_name = forms.covered(passage.speaker_name)
    return shown


def _wordings(content: "ArticleContent", passage: int, people: Protected, forms: Forms) -> None:
    stored, shown = content.revisions[passage], []
    former = ""
    for revision in stored:
        marks = content.mentions.get(revision.pk, [])
        disguise = _disguise(revision, marks, people, forms)
        made = copy.copy(revision)
        if revision.text is not None:
            made.text = disguise.text(revision.text)
        made.reason = forms.covered(revision.reason)
        made.splices = _steps(former, made) if revision.number > 1 else []
        former = made.text or ""
        shown.append(made)
        if revision.pk in content.claims:
            claims = content.claims[revision.pk]
            content.claims[revision.pk] = [_told(one, disguise, made.text, people, forms) for one in claims]
        if marks:
            content.mentions[revision.pk] = [_moved(one, disguise, made.text, people) for one in marks]
        if said := content.quotations.get(revision.pk):
            content.quotations[revision.pk] = [_said(one, disguise, people, forms) for one in said]
    content.revisions[passage] = shown


def _disguise(revision: PassageRevision, marks: "list[Marked]", people: Protected, forms: Forms) -> Disguise:
    """Say what is replaced in one wording: the marks, and forms that nobody marked as somebody else's."""
    own = [one for one in marks if one.entity is not None and one.entity.pk in people.stand_ins]
    others = [(one.start, one.end) for one in marks if one not in own]
    # Marks of descriptions (“the youngest of them”) name nobody, and stay as the source has them.
    found = [Replacement(one.start, one.end, _pseudonym(one, people)) for one in own if _names(one, forms)]
    text = revision.text or ""
    return Disguise.of([*found, *forms.found(text, others)], text)


def _names(mark: "Marked", forms: Forms) -> bool:
    return mark.exact in forms.pseudonyms or bool(forms.found(mark.exact))


def _pseudonym(mark: "Marked", people: Protected) -> str:
    assert mark.entity is not None  # noqa: S101 -- asked by the caller
    return people.stand_ins[mark.entity.pk].preferred_name


def _moved(mark: "Marked", disguise: Disguise, text: str | None, people: Protected) -> "Marked":
    span = disguise.span(mark.start, mark.end)
    if text is not None:
        exact = text[span.start : span.end]
    else:
        inside = [
            Replacement(one.start - mark.start, one.end - mark.start, one.pseudonym)
            for one in disguise.replacements
            if mark.start <= one.start and one.end <= mark.end
        ]
        exact = Disguise(tuple(inside)).text(mark.exact)
    entity = people.shown(mark.entity) if mark.entity is not None else None
    return mark._replace(start=span.start, end=span.end, exact=exact, entity=entity)


def _said(quoted: "Quoted", disguise: Disguise, people: Protected, forms: Forms) -> "Quoted":
    """Give a quotation whose speaker is not named where at risk."""
    span = disguise.span(quoted.start, quoted.end)
    speaker = people.shown(quoted.speaker) if quoted.speaker is not None else None
    name = forms.covered(quoted.speaker_name)
    return replace(quoted, start=span.start, end=span.end, speaker=speaker, speaker_name=name)


def _told(
    claimed: "Claimed", disguise: Disguise, text: str | None, people: Protected, forms: Forms
) -> "Claimed":
    """Give a claim on the words that readers get, asserted and passed on by whom they may know."""
    span = disguise.span(claimed.start, claimed.end)
    return replace(
        claimed,
        start=span.start,
        end=span.end,
        exact=text[span.start : span.end] if text is not None else "",
        asserter=people.shown(claimed.asserter) if claimed.asserter is not None else None,
        asserter_name=forms.covered(claimed.asserter_name),
        text=forms.covered(claimed.text),
        chain=tuple(
            (people.shown(one) if one is not None else None, forms.covered(words))
            for one, words in claimed.chain
        ),
    )


def _steps(former: str, revision: PassageRevision) -> list[list[Any]]:
    """Give the splices that lead from the former wording to this one, as readers get both.

    Found by comparing: those that the correction stored speak of places that have moved.
    """
    steps = splice.diff(former, revision.text or "")
    return [[one.start, one.end, one.replacement] for one in steps]
