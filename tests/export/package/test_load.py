"""Loading into an archive that has something already."""

import pytest

from sources.annotate.acts import act
from sources.export.package.gather import gather
from sources.export.package.table import PackageError
from sources.models import ChangeSet, Corpus, Document, Entity, Mention, PassageRevision, Publication
from sources.vocabulary import ActKind
from tests.export.package.packages import SEEDS, copy_of, edit, load_folder, whole_database
from tests.factories import make_corpus, make_entity

pytestmark = [pytest.mark.django_db, pytest.mark.editorial]


def change(row, **values):
    with act(ActKind.EDIT, "Changed by an editor") as doing:
        doing.change(row, **values)


def test_row_that_differs_is_kept_and_reported(temrava):
    change(Publication.objects.get(public_id="c6z2b74k"), place="Old Halmya")

    report = load_folder(SEEDS / "temrava")

    assert report.differing == (
        "corpus.toml, [[publications]] number 1: c6z2b74k: "
        "place is “Halmya” in the package, “Old Halmya” here.",
    )
    assert Publication.objects.get(public_id="c6z2b74k").place == "Old Halmya"


def test_update_makes_rows_say_what_the_package_says_in_one_act(temrava):
    change(Publication.objects.get(public_id="c6z2b74k"), place="Old Halmya")
    mention = Mention.objects.get(public_id="8kbbnett")
    change(mention, note="Which mole?", status="needs_review")
    acts = ChangeSet.objects.count()

    report = load_folder(SEEDS / "temrava", update=True)

    mention.refresh_from_db()
    assert (report.updated, ChangeSet.objects.count() - acts) == (2, 1)
    assert (mention.status, mention.note) == ("accepted", "")
    assert load_folder(SEEDS / "temrava").is_changed is False


def test_update_changes_contributors(temrava, tmp_path):
    folder = copy_of("temrava", tmp_path)
    edit(folder / "corpus.toml", 'name = "Ada Halvard, Special Correspondent"', 'name = "A. Halvard"')

    load_folder(folder, update=True)

    [article] = [row for row in gather(temrava).articles if row.title == "Temrava Closed to Shipping"]
    names = [row.name for row in article.contributors]
    assert names == ["A. Halvard"]


def test_update_refuses_to_move_a_passage(temrava, tmp_path):
    folder = copy_of("temrava", tmp_path)
    (folder / "texts").rename(tmp_path / "texts")
    first = "ye16etns,nqaf1v1r,8v0wtq0k,1,boilerplate,"
    edit(
        folder / "passages.csv",
        f"{first}0,80,",
        f"{first}0,70,",
    )
    before = whole_database()

    with pytest.raises(PackageError, match=r"end is “70” in the package, “80” here\. This never changes"):
        load_folder(folder, update=True)

    assert whole_database() == before


def test_entity_with_a_shared_identifier_is_the_one_that_is_here(tmp_path):
    here = make_entity("Almaty (city)", kind="place", wikidata="Q35493")
    package_id = "f8401w0f"

    report = load_folder(SEEDS / "zhanaozen")

    assert Entity.objects.filter(public_id=package_id).count() == 0
    assert here.mentions.count() > 0
    assert f"Entity {package_id} is here as {here.public_id}: same identifier." in report.notes
    assert load_folder(SEEDS / "zhanaozen").is_changed is False


def test_slug_of_another_corpus_is_refused():
    make_corpus(slug="temrava", title="Another Temrava")

    with pytest.raises(
        PackageError, match=r"slug “temrava” is that of another corpus here \(\w{8}, “Another"
    ):
        load_folder(SEEDS / "temrava")


def test_ids_of_another_corpus_are_refused(temrava, tmp_path):
    folder = copy_of("temrava", tmp_path)
    edit(folder / "corpus.toml", 'id = "ks5f63rk"\nslug = "temrava"', 'id = "ks5f63rm"\nslug = "temrava-2"')
    before = whole_database()

    with pytest.raises(PackageError, match="is that of a row of another corpus"):
        load_folder(folder)

    assert whole_database() == before


def test_text_that_comes_later_is_attached_by_its_hash(tmp_path):
    folder = copy_of("temrava", tmp_path)
    texts = (folder / "texts").rename(tmp_path / "texts")
    (texts / "courier-1927-10-15.txt").rename(texts / "under another name")
    load_folder(folder)

    report = load_folder(folder, texts)

    assert (len(report.attached), report.awaiting, Document.objects.held().count()) == (18, (), 18)
    corrected = PassageRevision.objects.get(passage__public_id="zkj2956v", number=2)
    first = PassageRevision.objects.get(passage__public_id="zkj2956v", number=1)
    assert (first.text[94:98], corrected.text[94:98]) == ("bolt", "belt")
    assert ChangeSet.objects.first().kind == "attach"


def test_some_texts_are_attached_where_not_all_are_there(tmp_path):
    folder = copy_of("temrava", tmp_path)
    texts = (folder / "texts").rename(tmp_path / "texts")
    (texts / "telegram-1927-10-14.txt").unlink()

    report = load_folder(folder, texts)

    assert (len(report.attached), report.awaiting) == (17, ("telegram-1927-10-14.txt",))


def test_attaching_is_all_or_nothing(tmp_path):
    folder = copy_of("temrava", tmp_path)
    texts = (folder / "texts").rename(tmp_path / "texts")
    load_folder(folder)
    wrong = Mention.objects.filter(revision__passage__document__file_name="telegraph-1927-10-20.txt").first()
    change(wrong, exact="x" * len(wrong.exact))
    before = whole_database()

    with pytest.raises(PackageError, match=f"mention {wrong.public_id}: at .* the text has “"):
        load_folder(folder, texts)

    assert (Document.objects.held().count(), whole_database()) == (0, before)


def test_five_real_documents_are_attached_whole(real_texts):
    report = load_folder(SEEDS / "zhanaozen", real_texts)

    assert (len(report.attached), report.awaiting) == (5, ())
    assert PassageRevision.objects.filter(text=None).count() == 0
    assert (Corpus.objects.get().documents.held().count()) == 5
