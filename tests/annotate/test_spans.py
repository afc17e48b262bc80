"""No table that points into a wording may be forgotten when the wording changes."""

from sources.annotate.spans import MARKS
from sources.models import PassageRevision, Withholding


def test_every_table_that_hangs_on_a_revision_is_carried():
    hanging = {relation.related_model for relation in PassageRevision._meta.related_objects}

    # A withholding is of the very wording from which words went: it stays with that one.
    assert hanging - {Withholding} == set(MARKS)
