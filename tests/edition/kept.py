"""A small archive of which the record tells every row: documents, marks, a claim, a correction."""

from django.apps import apps

from sources.annotate.acts import act
from sources.annotate.told import name_of, snapshot
from sources.edition.publish import publish
from sources.edition.recorded import UNRECORDED
from sources.ingest import blobs
from sources.models import Change, Mention, Passage, PassageRevision, Quotation
from sources.models.digested import digest_of
from sources.vocabulary import ActKind
from tests.factories import (
    make_article,
    make_claim,
    make_corpus,
    make_document,
    make_entity,
    make_question,
)

TEXT = "Lamps out\n\nAda Quill put out the lamps, and a bolt of cloth was burned.\n"


def keep():
    """Two documents, a mention, a quotation and a correction, all through acts, and an edition of them."""
    corpus = make_corpus()
    for name, text in {"1.txt": TEXT, "2.txt": TEXT.replace("lamps", "lanterns")}.items():
        take_in(corpus, name, text.encode())
    body = PassageRevision.objects.get(passage__document__file_name="1.txt", passage__number="2")
    with act(ActKind.ANNOTATE, "Marked Ada Quill and corrected a word") as doing:
        doing.create(
            Mention(revision=body, start=0, end=9, exact="Ada Quill", status="accepted", entity=make_entity())
        )
        said = Quotation(
            revision=body,
            start=10,
            end=27,
            exact="put out the lamps",
            speaker_name="a clerk",
            status="accepted",
        )
        said.digest = digest_of(said.public_id, said.exact)
        doing.create(said)
        make_claim(body, "lamps", make_question(corpus), measure="in_words", text="all")
        at = body.text.index("bolt")
        doing.create(
            PassageRevision(
                passage=body.passage,
                number=2,
                text=body.text.replace("bolt", "belt"),
                splices=[[at, at + 4, "belt"]],
                reason="Misread",
            )
        )
    record_the_rest()
    publish()
    return body.passage


def record_the_rest():
    """Let the record tell of what a factory made: in an archive, everything was made by an act."""
    told = set(Change.objects.values_list("model", "row"))
    with act(ActKind.LOAD, "Made by hand") as doing:
        for model in apps.get_app_config("sources").get_models():
            if not model._meta.proxy and name_of(model) not in UNRECORDED:
                for row in model._base_manager.order_by("pk"):
                    if (name_of(model), str(row.pk)) not in told:
                        doing.note(row, None, snapshot(row))


def take_in(corpus, name, data):
    """Store a file of a title and one paragraph."""
    blobs.store(data)
    with act(ActKind.INGEST, f"Took in {name}") as doing:
        document = make_document(corpus, file_name=name, sha256=blobs.digest(data), size=len(data))
        article = make_article(document)
        for number, (kind, start, end) in enumerate([("title", 0, 9), ("body", 11, len(data) - 1)], start=1):
            passage = doing.create(
                Passage(
                    document=document, article=article, number=str(number), kind=kind, start=start, end=end
                )
            )
            doing.create(PassageRevision(passage=passage, text=data[start:end].decode()))
