"""A mark stands once: what two runs at once wrote twice goes first."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0012_administrator'),
    ]

    operations = [
        migrations.RunSQL(
            "DELETE FROM sources_copymark WHERE id NOT IN "
            "(SELECT MIN(id) FROM sources_copymark GROUP BY corpus_id, run, article)",
            migrations.RunSQL.noop,
        ),
        migrations.RemoveIndex(
            model_name='copymark',
            name='copymark_by_run',
        ),
        migrations.AddConstraint(
            model_name='copymark',
            constraint=models.UniqueConstraint(fields=('corpus', 'run', 'article'), name='copymark_once', violation_error_message='The article has this mark already.'),
        ),
    ]
