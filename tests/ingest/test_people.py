import pytest

from sources.ingest.people import parted


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("Ruth Palmer", "Ruth", "Palmer"),
        ("R. J. Palmer", "R. J.", "Palmer"),
        ("Ludwig van der Berg", "Ludwig", "van der Berg"),
        ("Anna Maria Weber-Lind", "Anna Maria", "Weber-Lind"),
        ("Karl Weber Jr.", "", ""),
        ("Xu Jinlong", "", ""),
        ("Ruth", "", ""),
        ("Victoria Times", "", ""),
        ("Harbour Watch", "", ""),
        ("Our harbour correspondent", "", ""),
        ("Ruth " + "Palmer" * 30, "", ""),
    ],
)
def test_name_in_a_byline_is_parted_where_it_is_plainly_a_persons(name, given, family):
    assert parted(name) == (given, family)
