"""What each act concerns, in a table of its own; for the acts that there are, read from their rows."""

from collections import defaultdict

import django.db.models.deletion
from django.db import migrations, models

# As sources/models/changeset.py had them when this was written.
OF_ENTITY = {
    "apart": ("first_id", "second_id"),
    "claim": ("asserter_id",),
    "contributor": ("entity_id",),
    "entity": ("merged_into_id",),
    "mention": ("entity_id", "proposed_entity_id"),
    "name": ("entity_id",),
    "passage": ("speaker_id",),
    "question": ("place_id",),
    "quotation": ("speaker_id", "proposed_speaker_id"),
    "relay": ("entity_id",),
    "remark": ("entity_id",),
}
OF_ARTICLE = {
    "article": ("copy_of_id", "leads_to_id"),
    "contributor": ("article_id",),
    "formernumber": ("article_id",),
    "passage": ("article_id",),
    "remark": ("article_id",),
}
OF_PASSAGE = {
    "formernumber": ("passage_id",),
    "passagerevision": ("passage_id",),
    "remark": ("passage_id",),
    "taggedpassage": ("content_object_id",),
}
OF_REVISION = {"claim": ("revision_id",), "mention": ("revision_id",), "quotation": ("revision_id",)}
ACTS_AT_ONCE = 2_000


def _values(states, columns):
    return {state[column] for state in states for column in columns if state.get(column) is not None}


def _places(apps):
    """Every article in which a passage stands or stood, and the passage of every wording, gone ones too."""
    articles, passages = defaultdict(set), {}
    for pk, article in apps.get_model("sources", "Passage").objects.values_list("pk", "article").iterator():
        articles[pk].update({article} - {None})
    revisions = apps.get_model("sources", "PassageRevision").objects
    passages.update(revisions.values_list("pk", "passage").iterator())
    logged = apps.get_model("sources", "Change").objects.filter(model__in=["passage", "passagerevision"])
    for model, row, *states in logged.values_list("model", "row", "before", "after").iterator():
        known = [state for state in states if state]
        if model == "passage":
            articles[int(row)] |= _values(known, OF_ARTICLE["passage"])
        else:
            passages.setdefault(int(row), next(iter(_values(known, ("passage_id",)))))
    return articles, passages


def _concerned(model, row, states, articles, passages):
    """Give what one row of the log is about, as (kind, primary key)."""
    entities = _values(states, OF_ENTITY.get(model, ()))
    about = _values(states, OF_ARTICLE.get(model, ()))
    entities |= {int(row)} if model == "entity" else set()
    about |= {int(row)} if model == "article" else set()
    of = _values(states, OF_PASSAGE.get(model, ())) | ({int(row)} if model == "passage" else set())
    of |= {passages[one] for one in _values(states, OF_REVISION.get(model, ())) if one in passages}
    for passage in of:
        about |= articles[passage]
    return {("entity", key) for key in entities} | {("article", key) for key in about}


def read_the_log(apps, schema_editor):
    """Write what each act of the log concerns."""
    Change, Concern = apps.get_model("sources", "Change"), apps.get_model("sources", "Concern")
    articles, passages = _places(apps)
    last = apps.get_model("sources", "ChangeSet").objects.aggregate(last=models.Max("pk"))["last"] or 0
    for first in range(1, last + 1, ACTS_AT_ONCE):
        found = set()
        rows = Change.objects.filter(changeset__gte=first, changeset__lt=first + ACTS_AT_ONCE)
        for act, model, row, *states in rows.values_list("changeset", "model", "row", "before", "after"):
            known = [state for state in states if state]
            found |= {(act, *one) for one in _concerned(model, row, known, articles, passages)}
        Concern.objects.bulk_create(
            (Concern(changeset_id=act, model=kind, row=key) for act, kind, key in sorted(found)),
            batch_size=5_000,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0021_edition_recalled'),
    ]

    operations = [
        migrations.CreateModel(
            name='Concern',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('model', models.CharField(choices=[('article', 'article'), ('entity', 'entity')], help_text='What it concerns: article or entity.', max_length=10)),
                ('row', models.BigIntegerField(help_text='Which one: its primary key.')),
                ('changeset', models.ForeignKey(help_text='The act.', on_delete=django.db.models.deletion.PROTECT, related_name='concerns', to='sources.changeset')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('model', 'row', 'changeset'), name='concern_once', violation_error_message='An act concerns an article or an entity once.'), models.CheckConstraint(condition=models.Q(('model__in', ['article', 'entity'])), name='concern_of_article_or_entity', violation_error_message='An act concerns articles and entities; the rest follows.')],
            },
        ),
        migrations.RunPython(read_the_log, migrations.RunPython.noop),
    ]
