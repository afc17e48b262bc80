"""A claim of an edition as something that can be cited: by the passage that carries it."""

from sources.cite.claim import Cited, claim_item
from sources.cite.item import Item
from sources.edition.models import Claim, Question
from sources.public import addresses
from sources.public.showing.citable import FEW, Citation, Citing, with_files
from sources.vocabulary import Stance


def cited_claim(claim: Claim, question: Question, citing: Citing) -> Item:
    """Give the CSL-JSON item of a claim; article, document and passage must have been selected with it."""
    said = Cited(
        id=claim.public_id,
        question=question.wording,
        answer=claim.answer,
        stance=Stance(claim.stance),
        asserter=claim.asserter_name,
        as_of=claim.as_of_words,
        address=citing.address.of(addresses.claim(claim.public_id)),
    )
    passage = citing.item(claim.article, claim.passage, got=claim.article.document.got)
    return claim_item(passage, said)


def claim_citation(claim: Claim, citing: Citing) -> Citation:
    """Give the citation of a claim for its page; its question must have been selected with it."""
    files = [(fmt, addresses.claim_file(claim.public_id, f"cite.{fmt.ending}")) for fmt in FEW]
    return with_files(cited_claim(claim, claim.question, citing), files)
