"""Accounts compared: the questions that sources answer differently, and every answer with its passage."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sources.edition.models import Claim, Question
from sources.public import addresses, wording
from sources.public.conditional import asked_as, reading
from sources.public.frame import Frame
from sources.public.showing.answered import Voice, voices
from sources.public.showing.answers import Answer, Report, answers, entity_address, ordered, report, together
from sources.public.showing.changed import denied, revised
from sources.public.showing.citable import FEW, Citing, Takeaway
from sources.public.showing.cited_claims import claim_citation
from sources.public.showing.narrowing import Asked, choices
from sources.public.showing.page import Context, Page, address_of, show
from sources.public.showing.plot import plot
from sources.public.showing.questions import asked_of, counted, lead
from sources.public.showing.tally import tallied
from sources.public.views.errors import no_corpus, no_such


def no_question(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Answer for the address of a question that there is not."""
    return no_such(request, frame, what=_("No question has this address."))


def no_claim(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Answer for the address of a claim that there is not."""
    return no_such(request, frame, what=_("No claim has this address."))


@reading()
def index(request: HttpRequest, frame: Frame, corpus: str = "") -> HttpResponse:
    """List the questions, of one corpus or of all."""
    found = frame.corpus(corpus) if corpus else frame.only_corpus
    if corpus and found is None:
        return no_corpus(request, frame)
    rows = (
        Question.objects.bounded()
        .select_related("place")
        .filter(corpus__in=[found] if found else frame.corpora)
    )
    said = _(
        "Questions that the sources answer, most of them differently. Each answer stands beside the others, "
        "with who gave it and how it reached us. This archive marks none of them true."
    )
    by_corpus = [(one, [_entry(row) for row in rows if row.corpus_id == one.pk]) for one in frame.corpora]
    page = Page(
        frame=frame,
        address=address_of(request),
        path=addresses.accounts(corpus),
        title=_("Accounts compared"),
        corpora=[found] if found else frame.corpora,
        section="accounts",
        description=said,
    )
    return show(page, "accounts", lead=said, groups=[(one, found) for one, found in by_corpus if found])


@dataclass(frozen=True, slots=True)
class Entry:
    """A question in the index."""

    question: Question
    address: str
    asked_of: str
    counted: str
    voices: tuple[Voice, ...]


def _entry(row: Question) -> Entry:
    return Entry(row, addresses.account(row.slug), asked_of(row), counted(row), voices(row.gist))


def _canonical(request: HttpRequest) -> str:
    asked = Asked.of(request.GET.dict())
    return asked_as(request, asked.pairs, request.path + asked.query)


@reading(is_kept=False, canonical=_canonical)
def account(request: HttpRequest, frame: Frame, slug: str) -> HttpResponse:
    """Show a question with every answer, drawn and in a table."""
    question = find(slug)
    if question is None:
        return no_question(request, frame)
    asked = Asked.of(request.GET.dict())
    claims = list(claims_of(question))
    everything = answers(claims)
    found = [one for one in everything if asked.holds(one)]
    rows = ordered(found, asked.sort)
    said = lead(question)
    page = Page(
        frame=frame,
        address=address_of(request),
        path=addresses.account(slug),
        title=question.wording,
        corpora=[question.corpus],
        section="accounts",
        is_indexed=not asked.query,
        description=said,
    )
    return show(
        page,
        "account",
        question=question,
        asked_of=asked_of(question),
        lead=said,
        voices=voices(question.gist),
        index_address=addresses.accounts(question.corpus.slug),
        **_drawn(question, ordered([one for one in found if one.claim.is_independent], "")),
        groups=together(rows) if asked.sort in ("", "asserter") else [list(rows)],
        total=len(rows),
        left_out=len(everything) - len(found),
        copies=_copies(claims),
        choices=choices(everything, asked),
        asked=asked,
        takeaway=_takeaway(question, asked),
    )


def _drawn(question: Question, by_asserter: Sequence[Answer]) -> Context:
    """Draw the answers, given by asserter; and tell whose changed, and what is denied."""
    return {
        "plot": plot(by_asserter, question.unit),
        "tally": tallied(question, by_asserter),
        "revised": revised(by_asserter),
        "denied": denied(by_asserter),
    }


def _takeaway(question: Question, asked: Asked) -> Takeaway:
    path = addresses.account(question.slug)
    return Takeaway(
        _("Take away these answers"),
        tuple(_files(question, asked)),
        (),
        "",
        f"{path}dossier/{asked.query}",
        f"{path}dossier.docx{asked.query}",
    )


def find(slug: str) -> Question | None:
    """Find a question with its corpus and its place."""
    return Question.objects.bounded().select_related("corpus", "place").filter(slug=slug).first()


def claims_of(question: Question) -> QuerySet[Claim]:
    """Give a question's claims in reading order, with all that its table shows, in one query."""
    rows = Claim.objects.filter(question=question).select_related("article", "passage", "asserter", "party")
    return rows.defer("passage__text", "passage__marks", "passage__beside", "passage__claims")


def keeping(claims: Sequence[Claim], asked: Asked) -> list[Claim]:
    """Keep the claims of the assertions that are asked for, in the order of the page."""
    rows: dict[int, list[Claim]] = {}
    for one in claims:
        rows.setdefault(one.original_id or one.pk, []).append(one)
    kept = ordered([one for one in answers(claims) if asked.holds(one)], asked.sort)
    return [told for one in kept for told in rows[one.claim.pk]]


def _copies(claims: Sequence[Claim]) -> list[tuple[Report, str]]:
    """Give the copies that carry some of these answers, each once, with how like its original it is."""
    seen: dict[int, Claim] = {}
    for claim in claims:
        if claim.in_copy:
            seen.setdefault(claim.article_id, claim)
    return [(report(claim), wording.similarity(claim.article.similarity)) for claim in seen.values()]


def _files(question: Question, asked: Asked) -> list[tuple[str, str]]:
    named = [(fmt.name, f"cite.{fmt.ending}") for fmt in FEW if fmt.ending != "txt"]
    named += [("CSV", "claims.csv"), ("JSON", "claims.json"), ("Web Annotation", "annotations.json")]
    named.append(("schema.org", "claims.jsonld"))
    return [(name, addresses.account_file(question.slug, file) + asked.query) for name, file in named]


@reading()
def claim(request: HttpRequest, frame: Frame, public_id: str) -> HttpResponse:
    """Show one claim: what it says, whose it is, how it came, and how to cite it."""
    row = find_claim(public_id)
    if row is None:
        return no_claim(request, frame)
    question = row.question
    (answer,) = answers(list(_told_with(row)))
    page = Page(
        frame=frame,
        address=address_of(request),
        path=addresses.claim(public_id),
        title=_("%(answer)s: %(question)s")
        % {"answer": wording.sentence(answer.said), "question": question.wording},
        corpora=[question.corpus],
        section="accounts",
        description=_claimed(question, answer),
    )
    return show(
        page,
        "claim",
        question=question,
        question_address=addresses.account(question.slug, public_id),
        answer=answer,
        here=addresses.passage(row.article.public_id, row.article.slug, row.passage.number),
        citation=claim_citation(row, Citing(frame, page.address)),
        citation_address=addresses.article_citation(
            row.article.public_id, row.article.slug, row.passage.number
        ),
        takeaway=Takeaway(_("Take away this claim"), _claim_files(public_id), (), ""),
        place_address=entity_address(question.place) if question.place else "",
        asked_of=asked_of(question),
    )


def _claimed(question: Question, answer: Answer) -> str:
    """Say what is asked, what is answered, and who says so."""
    # Translators: a question, the answer, and whose it is: "How many were killed? 64, says the Prefecture".
    told = _("%(question)s %(answer)s, says %(asserter)s") % {
        "question": question.wording,
        "answer": wording.sentence(answer.said),
        "asserter": answer.asserter.name,
    }
    return wording.stopped(told)


def _claim_files(public_id: str) -> tuple[tuple[str, str], ...]:
    named = (("Web Annotation", "annotation.json"), ("schema.org", "claim.jsonld"))
    return tuple((name, addresses.claim_file(public_id, file)) for name, file in named)


def find_claim(public_id: str) -> Claim | None:
    """Find a claim with its question and all that its page shows."""
    related = ("question__corpus", "question__place", "article__document", "passage", "asserter", "party")
    return Claim.objects.select_related(*related).filter(public_id=public_id).first()


def _told_with(row: Claim) -> QuerySet[Claim]:
    """Give the claims that are the same assertion, in reading order."""
    first = row.original_id or row.pk
    return claims_of(row.question).filter(Q(pk=first) | Q(original=first))
