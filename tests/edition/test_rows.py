"""The plain rows have the columns of their tables."""

from dataclasses import fields
from typing import get_args

import pytest

from sources.edition import rows


@pytest.mark.parametrize("kind", get_args(rows.Row))
def test_row_has_the_columns_of_its_table(kind):
    columns = {field.attname for field in kind.model._meta.concrete_fields}

    assert {field.name for field in fields(kind)} == columns
