"""I9: every rule of the database, each broken by raw SQL and refused with its own sentence.

A rule that has no line here fails the test. A row that breaks a CHECK or UNIQUE rule is a legal one, copied
with some columns changed; what a trigger refuses is done by a statement of its own.
"""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from sources.admin.refusals import sentence
from sources.annotate.acts import act
from sources.models import (
    Apart,
    CopyMark,
    Edition,
    Examination,
    FormerNumber,
    LogPosition,
    Name,
    Party,
    PassageRevision,
    Passkey,
    Quotation,
    RecoveryCode,
    Relay,
    Remark,
    RetiredId,
    SecondFactor,
    Site,
    SitePage,
    Withholding,
    triggers,
)
from sources.values.public_id import new_id
from sources.values.span import Span
from tests.factories import (
    make_article,
    make_claim,
    make_contributor,
    make_corpus,
    make_entity,
    make_mention,
    make_passage,
    make_publication,
    make_question,
    make_topic,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]

OWN = "the row's own key"
LONG, SHORT = "f" * 64, "f" * 63

# Of each rule, the columns of one illegal row or of several.
CHECKS = {
    "%_public_id_has_8_characters": [{"public_id": "seven77"}, {"public_id": ""}],
    "%_version_counts_from_1": [{"version": 0}],
    "entity_kind_in_vocabulary": [{"kind": "ship"}, {"kind": ""}],
    "entity_names_not_blank": [{"preferred_name": ""}, {"sort_name": ""}],
    "entity_coordinates_of_a_place": [
        {"latitude": 1.0, "longitude": 1.0},
        {"kind": "place", "latitude": 1.0},
        {"kind": "place", "longitude": 1.0},
        {"kind": "place", "latitude": 90.5, "longitude": 1.0},
        {"kind": "place", "latitude": 1.0, "longitude": -180.5},
    ],
    "entity_protected_has_pseudonym": [{"is_protected": True, "pseudonym": ""}],
    "entity_private_is_a_person": [{"is_private": True, "kind": "organisation"}],
    "entity_not_merged_into_itself": [{"id": OWN, "merged_into_id": OWN}],
    "name_form_not_blank": [{"form": ""}],
    "name_kind_in_vocabulary": [{"kind": "preferred"}],
    "apart_pair_in_order": [
        {"first_id": "@tom", "second_id": "@ada"},
        {"first_id": "@ada", "second_id": "@ada"},
    ],
    "date_earliest_not_after_latest": [{"earliest": "1931-05-05", "latest": "1931-05-04"}],
    "date_edtf_not_blank": [{"edtf": ""}],
    "date_precision_in_vocabulary": [{"precision": "week"}],
    "corpus_title_not_blank": [{"title": ""}],
    "document_sha256_has_64_digits": [{"sha256": SHORT}],
    "document_container_and_member_together": [
        {"container_sha256": LONG},
        {"member": "a.txt"},
        {"container_sha256": SHORT, "member": "a.txt"},
    ],
    "document_not_empty": [{"size": 0}],
    "document_access_in_vocabulary": [{"access": "sometimes"}],
    "document_withdrawn_with_reason": [
        {"withdrawn_reason": "asked to"},
        {"withdrawn_on": "1931-05-04", "withdrawn_reason": ""},
    ],
    "publication_name_not_blank": [{"name": ""}],
    "publication_kind_in_vocabulary": [{"kind": "rumour"}],
    "article_title_not_blank": [{"title": ""}],
    "article_genre_in_vocabulary": [{"genre": "rumour"}],
    "article_access_in_vocabulary": [{"access": "sometimes"}],
    "article_status_in_vocabulary": [{"status": "public"}],
    "article_copy_has_similarity": [
        {"similarity": 0.5},
        {"copy_of_id": "@article"},
        {"copy_of_id": "@article", "similarity": 0},
        {"copy_of_id": "@article", "similarity": 1.5},
    ],
    "article_not_its_own_copy": [{"id": OWN, "copy_of_id": OWN, "similarity": 1}],
    "article_does_not_lead_to_itself": [{"id": OWN, "leads_to_id": OWN}],
    "contributor_name_not_blank": [{"name": ""}],
    "contributor_role_in_vocabulary": [{"role": "rumourmonger"}],
    "changeset_kind_in_vocabulary": [{"kind": "guess"}],
    "concern_of_article_or_entity": [{"model": "passage"}],
    "party_label_not_blank": [{"label": ""}],
    "passage_not_empty": [{"start": 5, "end": 5}, {"start": 6, "end": 5}],
    "passage_kind_in_vocabulary": [{"kind": "rumour"}],
    "passage_confidence_from_0_to_1": [{"confidence": -0.1}, {"confidence": 1.1}],
    "passage_number_not_blank": [{"number": ""}],
    "passage_not_its_own_duplicate": [{"id": OWN, "duplicate_of_id": OWN}],
    "passagerevision_counts_from_1": [{"number": 0, "reason": "misread"}],
    "passagerevision_correction_has_reason": [{"number": 2}],
    "passagerevision_text_not_blank": [{"number": 2, "reason": "misread", "text": ""}],
    "passagerevision_made_by_in_vocabulary": [{"number": 2, "reason": "misread", "made_by": "guess"}],
    "passagerevision_former_place_of_structure": [
        {"number": 2, "reason": "misread", "former_start": 0, "former_end": 5},
        {"number": 2, "reason": "Split", "made_by": "split", "former_start": 0},
        {"number": 2, "reason": "Split", "made_by": "split", "former_start": 5, "former_end": 5},
        {"made_by": "split", "former_start": 0, "former_end": 5},
    ],
    "question_wording_is_a_question": [{"wording": "Lamps."}, {"wording": ""}],
    "question_asks_in_vocabulary": [{"asks": "date"}],
    "question_unit_is_of_a_number": [{"asks": "text", "unit": "lamps"}],
    "question_choice_has_options": [{"asks": "choice"}, {"asks": "yes_no", "options": "a=A"}],
    "%_not_empty": [{"start": 9, "end": 9, "exact": ""}],
    "%_status_in_vocabulary": [{"status": "guessed"}],
    "%_certainty_in_vocabulary": [{"certainty": "sure"}],
    "%_score_from_0_to_1": [{"score": -0.1}, {"score": 1.5}],
    "quotation_exact_as_long_as_span": [{"revision_id": "@unheld", "start": 0, "end": 9, "exact": "Ada"}],
    "claim_exact_as_long_as_span": [{"revision_id": "@unheld", "start": 0, "end": 9, "exact": "Ada"}],
    "mention_exact_as_long_as_span": [{"revision_id": "@unheld", "start": 0, "end": 9, "exact": "Ada"}],
    "%_digest_is_sha256": [{"digest": SHORT}],
    "quotation_kind_in_vocabulary": [{"kind": "rumour"}],
    "quotation_accepted_has_speaker": [{"status": "accepted", "speaker_id": None, "speaker_name": ""}],
    "claim_stance_in_vocabulary": [{"stance": "hints"}],
    "claim_bounds_match_measure": [
        {"measure": "exact", "low": 31, "high": 32},
        {"measure": "about", "low": None, "high": 31},
        {"measure": "at_least", "low": 31, "high": 31},
        {"measure": "at_most", "low": 31, "high": 31},
        {"measure": "between", "low": 31, "high": 31},
        {"measure": "", "low": 31, "high": 31, "text": "some"},
    ],
    "claim_figure_in_range": [
        {"measure": "exact", "low": -1, "high": -1},
        {"measure": "exact", "low": 1e13, "high": 1e13},
    ],
    "claim_in_words_has_words": [{"measure": "in_words", "low": None, "high": None, "text": ""}],
    "claim_figure_or_option": [{"option": "blue"}],
    "claim_accepted_has_asserter": [{"asserter_id": None, "asserter_name": ""}],
    "claim_accepted_says_something": [{"measure": "", "low": None, "high": None}],
    "claim_repeats_another": [{"id": OWN, "repeats_id": OWN}],
    "relay_entity_or_words": [{"entity_id": None, "words": ""}, {"entity_id": "@ada", "words": "a keeper"}],
    "relay_words_have_no_bar": [{"entity_id": None, "words": "a|b"}],
    "edition_counts_from_1": [{"number": 0}],
    "examination_names_its_recogniser": [{"looked_at": "1931-05-04 12:00:00+00:00", "recogniser": ""}],
    "logposition_figure_has_its_time": [{"figure": 1}, {"counted_at": "1931-05-04 12:00:00+00:00"}],
    "formernumber_number_not_blank": [{"number": ""}],
    "mention_entity_or_date": [{"entity_id": "@ada", "date_id": "@date"}],
    "mention_accepted_names_something": [{"entity_id": None, "date_id": None}],
    "mention_anchor_matches_its_kind": [
        {"anchor_kind": "mention"},
        {"anchor_kind": "published", "anchor_mention_id": "@mention"},
        {"anchor_kind": "guess"},
    ],
    "mention_proposed_kind_in_vocabulary": [{"proposed_kind": "ship"}],
    "remark_about_one_thing": [{"article_id": None}, {"entity_id": "@ada"}],
    "remark_not_blank": [{"text": ""}],
    "second_factor_has_salt": [{"salt": ""}],
    "passkey_is_named": [{"name": ""}, {"host": ""}, {"credential": ""}],
    "passkey_has_public_key": [{"public_key": ""}],
    "passkey_counts_from_nought": [{"counter": -1}],
    "site_only_one": [{"id": 2}],
    "sitepage_not_blank": [{"title": ""}, {"body": ""}],
    "sitepage_address_free": [{"slug": "citing"}],
    "user_role_in_vocabulary": [{"role": "owner"}],
    "withholding_of_one_thing": [{"article_id": None}, {"entity_id": "@ada"}],
    "withholding_reason_in_vocabulary": [{"reason": "because"}, {"reason": ""}],
    "withholding_title_with_words": [{"covers_title": True}],
}
# Of each rule that something is there once, what differs in the second row all the same.
ONCE = {
    "entity_wikidata_once": {"geonames": "", "viaf": ""},
    "entity_geonames_once": {"wikidata": "", "viaf": ""},
    "entity_viaf_once": {"wikidata": "", "geonames": ""},
    "name_form_once_for_an_entity": {},
    "apart_pair_once": {},
    "document_once_in_a_corpus": {"file_name": "other.txt"},
    "article_index_once_in_a_document": {"title": "Another"},
    "contributor_position_once_in_an_article": {"name": "Another"},
    "change_position_once": {"label": "Another"},
    "concern_once": {},
    "retiredid_once": {"public_id": "00000005"},
    "taggedpassage_topic_once": {},
    "passage_number_once_in_an_article": {"start": 900, "end": 909},
    "passage_number_once_outside_articles": {"start": 900, "end": 909},
    "passagerevision_number_once": {},
    "quotation_once_on_a_span": {"status": "suggested"},
    "claim_once_on_a_span": {"status": "suggested"},
    "relay_once_at_a_place": {},
    "copymark_once": {},
    "formernumber_once_in_an_article": {},
    "mention_entity_once_on_a_span": {"status": "suggested"},
    "mention_date_once_on_a_span": {"status": "suggested"},
    "recovery_code_once": {},
    "passkey_name_once": {"credential": "another"},
    "withholding_of_an_article_once": {"note": "once more"},
    "withholding_of_words_once": {"note": "once more"},
}
# The row that is copied, where it is not the first.
AMONG = {
    "passage_number_once_outside_articles": "article_id IS NULL",
    "passage_number_once_in_an_article": "article_id IS NOT NULL",
    "mention_date_once_on_a_span": "date_id IS NOT NULL",
    "mention_%": "entity_id IS NOT NULL",
    "withholding_of_words_once": "revision_id IS NOT NULL",
}
TEXT = "Ada Quill said “31 lamps” on 4 May."


@pytest.fixture
def keys():
    """A legal row of every table, and the keys by which some are named."""
    wren = make_user("wren")
    ada, tom = make_entity(wikidata="Q1", geonames="1", viaf="1"), make_entity("Tom Wick")
    Name.objects.create(entity=ada, form="A. Quill", spelling_key="a quill")
    Apart.objects.create(first=ada, second=tom)
    article = make_article(publication=make_publication())
    outside = make_passage(make_article(article.document), "Advertisement")
    outside.passage.__class__.objects.filter(pk=outside.passage_id).update(article=None)
    revision = make_passage(article, TEXT)
    unheld = make_passage(make_article(article.document), None)
    contributor = make_contributor(article)
    question = make_question(article.document.corpus)
    marks = [make_mention(revision, "Ada Quill", ada), make_mention(revision, "4 May", "1931-05-04")]
    quotation = Quotation(revision=revision, status="accepted", speaker=ada, kind="direct")
    quotation.put(Span(15, 25), TEXT[15:25])
    quotation.save()
    facts = {"measure": "exact", "low": 31, "high": 31, "asserter": ada}
    claim = make_claim(revision, "31", question, **facts)
    later = make_claim(revision, "31 lamps", question, repeats=claim, **facts)
    Relay.objects.create(claim=claim, position=0, entity=tom)
    make_topic(revision, "lamps")
    with act("edit", "Renamed", actor=wren) as doing:
        doing.change(article, title="Lamps out")
    _beside(article, revision, contributor, wren)
    other = make_question(make_corpus())
    merged = make_entity("Ada Gone", merged_into=tom)
    make_mention(unheld, "Ada Quill", ada)
    shut = _withheld(make_article(article.document, status="draft"))
    found = {
        "ada": ada, "tom": tom, "merged": merged, "revision": revision, "unheld": unheld, "other": other,
        "claim": claim, "later": later, "quotation": quotation, "mention": marks[0], "corpus": other.corpus,
        "article": article, "date": article.published, "shut": shut,
    }  # fmt: skip
    return {f"@{name}": row.pk for name, row in found.items()}


def _withheld(article):
    """Withhold an article, and words of one of its passages."""
    passage = make_passage(article, "Tom Wick lit it.").passage
    without = PassageRevision.objects.create(
        passage=passage, number=2, text="[withheld] lit it.", reason="asked to", withholds_former=True
    )
    for what in ({"article": article}, {"revision": without}):
        Withholding.objects.create(reason="another_reason", **what)
    return article


def _beside(article, revision, contributor, wren):
    Party.objects.create(slug="residents", label="Residents")
    CopyMark.objects.create(corpus=article.document.corpus, run=1, article=article.pk)
    Edition.objects.create(number=1, made_at=timezone.now(), size=9)
    Examination.objects.create(article=article)
    LogPosition.objects.create(name="suggestions", changeset=1)
    FormerNumber.objects.create(article=article, number="9", passage=revision.passage)
    Remark.objects.create(article=article, text="Who is that?", author=wren)
    SecondFactor.objects.create(user=wren, salt="s", set_up_at=timezone.now(), last_step=0)
    RecoveryCode.objects.create(user=wren, digest=LONG)
    key = {"name": "blue key", "host": "archive.example", "credential": "c", "public_key": "k"}
    Passkey.objects.create(user=wren, counter=0, added_on="2031-05-04", **key)
    RetiredId.objects.create(model="party", public_id="00000005", row=99)
    Site.objects.create(pk=1)
    SitePage.objects.create(slug="about-us", title="About us", body="Lamps.")


def rules(kind):
    """The rules of a kind, by name, each with its model."""
    return {
        rule.name: (model, rule)
        for model in apps.get_app_config("sources").get_models()
        for rule in model._meta.constraints
        if isinstance(rule, kind) and not model._meta.proxy
    }


def like(name, model):
    """The name that a rule of every table has in common."""
    return f"%{name.removeprefix(model._meta.model_name)}"


def told_of(table, name, model):
    """Look a rule up by its own name, or by that of its like in every table."""
    return table[name] if name in table else table[like(name, model)]


def run(statement, values=()):
    """Run one statement as a script of somebody's would; give the sentence that refuses it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except IntegrityError as error:
        return sentence(error)
    return "taken"


def insert(model, changed, *, among=""):
    """Insert a legal row once more, with some columns changed."""
    table, columns = model._meta.db_table, [field.column for field in model._meta.concrete_fields]
    values = {"public_id": new_id()} | changed if "public_id" in columns else changed
    if model is Site:
        values = {"id": 1} | values  # the only key there is
    copied = [name for name in columns if name != "id" or "id" in values]
    quote = connection.ops.quote_name
    chosen = ", ".join("%s" if name in values else quote(name) for name in copied)
    where = f" WHERE {among}" if among else ""
    return run(
        f"INSERT INTO {table} ({', '.join(map(quote, copied))}) SELECT {chosen} FROM {table}{where} "
        f"ORDER BY {quote(columns[0])} LIMIT 1",
        [10**6 if values[name] == OWN else values[name] for name in copied if name in values],
    )


def without_triggers():
    """Take them away until the test ends: some would refuse a row before its CHECK is asked."""
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")  # what waits to be checked holds its table
    triggers.drop(connection)


def row_of(row, keys):
    """Put keys in the place of what names them."""
    return {
        column: keys.get(value, value) if isinstance(value, str) else value for column, value in row.items()
    }


def among(name, model):
    return AMONG.get(name, AMONG.get(f"{model._meta.model_name}_%", ""))


def test_i09_every_illegal_row_is_refused_with_the_sentence_of_its_rule(keys):
    checks = rules(models.CheckConstraint)
    without_triggers()

    otherwise = {
        name: (row, said)
        for name, (model, rule) in checks.items()
        for row in told_of(CHECKS, name, model)
        for said in [insert(model, row_of(row, keys), among=among(name, model))]
        if said != rule.violation_error_message
    }

    assert otherwise == {}
    used = {
        next(key for key in (name, like(name, model)) if key in CHECKS) for name, (model, _) in checks.items()
    }
    assert used == CHECKS.keys()


def test_i09_every_row_that_may_be_there_once_is_refused_the_second_time(keys):
    once = rules(models.UniqueConstraint)

    told = {
        name: insert(model, ONCE.get(name, {}), among=among(name, model)) for name, (model, _) in once.items()
    }

    assert told == {name: rule.violation_error_message for name, (_, rule) in once.items()}
    assert set(ONCE) == set(once)


SLICE, OUTSIDE = triggers.SLICE, triggers.OUTSIDE
BEYOND = {"revision_id": "@unheld", "start": 1000, "end": 1009}


def mark_statements(table, exact):
    """What is refused of every mark, by the trigger that refuses it."""
    model = apps.get_model("sources", table)
    first = f"WHERE id = @{table}"
    return {
        f"sb_{table}_slice_insert": (model, {"exact": exact}),
        f"sb_{table}_slice_update": f"UPDATE sources_{table} SET exact = '{exact}' {first}",
        f"sb_{table}_inside_insert": (model, BEYOND),
        f"sb_{table}_inside_update": (
            f'UPDATE sources_{table} SET revision_id = @unheld, start = 1000, "end" = 1009 {first}'
        ),
    }


ENTITY, CLAIM = apps.get_model("sources", "entity"), apps.get_model("sources", "claim")
NAME, REVISION = apps.get_model("sources", "name"), apps.get_model("sources", "passagerevision")
WITHHOLDING = apps.get_model("sources", "withholding")
BLUE = {"measure": "", "low": None, "high": None, "option": "blue"}
# Of each trigger, what it refuses: a row, or a statement.
REFUSED = {
    **mark_statements("mention", "Ida Quyll"),
    **mark_statements("quotation", "“31 lamp”!"),
    **mark_statements("claim", "32"),
    "sb_claim_corpus_insert": (CLAIM, {"question_id": "@other"}),
    "sb_claim_corpus_update": "UPDATE sources_claim SET question_id = @other WHERE id = @claim",
    "sb_claim_answers_insert": (CLAIM, BLUE),
    "sb_claim_answers_update": (
        "UPDATE sources_claim SET measure = '', low = NULL, high = NULL, option = 'blue' WHERE id = @claim"
    ),
    "sb_claim_no_ring": "UPDATE sources_claim SET repeats_id = @later WHERE id = @claim",
    "sb_question_answered": "UPDATE sources_question SET asks = 'text'",
    "sb_question_fixed": "UPDATE sources_question SET corpus_id = @corpus WHERE id <> @other",
    "sb_document_fixed": "UPDATE sources_document SET size = size + 1",
    "sb_document_kept": "DELETE FROM sources_document",
    "sb_passage_fixed": "UPDATE sources_passage SET document_id = document_id + 1",
    "sb_passage_moved": 'UPDATE sources_passage SET "end" = "end" + 1',
    "sb_passage_kept": "DELETE FROM sources_passage",
    "sb_revision_length_insert": (REVISION, {"text": "Ida"}),
    "sb_revision_length_update": "UPDATE sources_passagerevision SET text = 'Ada Quill.' WHERE id = @unheld",
    "sb_revision_fixed": "UPDATE sources_passagerevision SET number = 2 WHERE id = @revision",
    "sb_revision_filled": (
        "UPDATE sources_passagerevision SET text = 'Ida Quyll lit it.' WHERE id = @unheld"
    ),
    "sb_revision_kept": "DELETE FROM sources_passagerevision WHERE id = @revision",
    "sb_entity_no_ring": "UPDATE sources_entity SET merged_into_id = @merged WHERE id = @tom",
    "sb_entity_seen_insert": (ENTITY, {"preferred_name": "Ada\u202e"}),
    "sb_entity_seen_update": "UPDATE sources_entity SET pseudonym = '\u2066A. Q.' WHERE id = @ada",
    "sb_name_seen_insert": (NAME, {"form": "A.\u200f Q."}),
    "sb_name_seen_update": "UPDATE sources_name SET form = 'A.\u2028 Q.'",
    "sb_date_fixed": "UPDATE sources_date SET edtf = '1931-05-05'",
    **{
        f"sb_{table}_{rule}": statement.format(table)
        for table in ("changeset", "change")
        for rule, statement in (
            ("fixed", "UPDATE sources_{} SET id = id + 1000"),
            ("kept", "DELETE FROM sources_{}"),
            ("emptied", "TRUNCATE sources_{} CASCADE"),
        )
    },
    "sb_article_stays_withheld": "UPDATE sources_article SET status = 'published' WHERE id = @shut",
    "sb_withholding_true_insert": (WITHHOLDING, {"article_id": "@article"}),
    "sb_withholding_true_update": (
        "UPDATE sources_withholding SET article_id = @article WHERE article_id = @shut"
    ),
    "sb_revision_emptied": "TRUNCATE sources_passagerevision CASCADE",
}


# Those of every table's public ids, which are broken in ``test_retired_id``.
OF_IDS = {
    name
    for name in triggers.TRIGGERS | triggers.RETIRING
    if name.rpartition("_")[0].endswith(("_id", "_retiredid"))
}


def test_i09_whatever_a_trigger_refuses_is_refused_with_its_sentence(keys):
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")  # rows that wait to be checked would be refused first

    present = triggers.present(connection) - OF_IDS
    told = {}
    for name in present:
        told[name] = _tried(REFUSED[name], keys)

    assert told == {name: triggers.TRIGGERS[name][3] for name in present}
    assert triggers.TRIGGERS.keys() - OF_IDS == REFUSED.keys()


def _tried(what, keys):
    if isinstance(what, str):
        for name in sorted(keys, key=len, reverse=True):
            what = what.replace(name, str(keys[name]))
        return run(what)
    model, row = what
    held = "@" + model._meta.model_name
    among = f"id = {keys[held]}" if held in keys else ""
    among = f"id = {keys['@revision']}" if model is REVISION else among
    return insert(model, row_of(row, keys), among=among)
