"""A table of the public ids of rows that are gone, and in it those that the record of acts tells of."""

from itertools import islice

from django.db import migrations, models

AT_ONCE = 500


def fill(apps, schema_editor):
    """Retire what acts have deleted and what did not come back; of suggestions nobody kept a record."""
    change, retired = apps.get_model("sources", "Change"), apps.get_model("sources", "RetiredId")
    gone = change.objects.filter(after__isnull=True, before__public_id__isnull=False).order_by("pk")
    told = gone.values_list("model", "before__public_id", "row").iterator()
    while some := list(islice(told, AT_ONCE)):
        here = {
            (name, public_id)
            for name in {name for name, _, _ in some}
            for public_id in apps.get_model("sources", name)
            .objects.filter(public_id__in=[one for of, one, _ in some if of == name])
            .values_list("public_id", flat=True)
        }
        rows = [
            retired(model=name, public_id=public_id, row=int(row))
            for name, public_id, row in some
            if (name, public_id) not in here
        ]
        retired.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0029_names_seen'),
    ]

    operations = [
        migrations.CreateModel(
            name='RetiredId',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('model', models.CharField(help_text='Which kind of row had it, e.g. mention.', max_length=40)),
                ('public_id', models.CharField(help_text='The id, which nothing else of that kind gets.', max_length=8)),
                ('row', models.BigIntegerField(help_text='The key of the row that had it, which alone may come back.')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('public_id', 'model'), name='retiredid_once', violation_error_message='An id of a kind of row is retired once.')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
    ]
