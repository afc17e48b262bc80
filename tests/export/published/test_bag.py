"""Bags as the library of the Library of Congress reads them."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import bagit
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.export.published.bag import bag
from sources.export.zipping import zipped

# Without "%": the library does not read it back as RFC 8493 §2.1.3 writes it.
NAMES = st.text("abc-_ é水", min_size=1, max_size=12).filter(lambda name: name.strip(" .") == name)


def packed(payload, info=None) -> bytes:
    files = bag("lamps-edition-7", iter(payload), info or {"Licence": "CC-BY-4.0"})
    return b"".join(zipped(files, date(2026, 3, 12)))


def opened(data: bytes, folder) -> bagit.Bag:
    with ZipFile(BytesIO(data)) as file:
        file.extractall(folder)
    return bagit.Bag(str(folder / "lamps-edition-7"))


@settings(max_examples=15, deadline=None)
@given(payload=st.dictionaries(NAMES, st.lists(st.binary(max_size=40), max_size=3), min_size=1, max_size=4))
def test_bag_is_whole_whatever_is_in_it(tmp_path_factory, payload):
    files = [(f"{place}-{name}", pieces) for place, (name, pieces) in enumerate(payload.items())]

    found = opened(packed(files), tmp_path_factory.mktemp("bag"))

    assert found.validate()
    assert set(found.payload_files()) == {f"data/{name}" for name, _ in files}
    assert found.info["Payload-Oxum"] == f"{sum(len(b''.join(pieces)) for _, pieces in files)}.{len(files)}"


def test_bag_that_lost_a_byte_says_so(tmp_path):
    found = opened(packed([("a.txt", [b"Nobody ", b"fired."])]), tmp_path)
    (tmp_path / "lamps-edition-7" / "data" / "a.txt").write_bytes(b"Nobody fired?")

    with pytest.raises(bagit.BagValidationError):
        found.validate()


def test_what_a_bag_says_of_itself_stays_on_one_line(tmp_path):
    found = opened(
        packed([], {"Licence": "CC-BY-4.0", "External-Description": "Two\nlines\r\n of it"}), tmp_path
    )

    assert found.info["External-Description"] == "Two lines of it"


def test_same_files_make_the_same_bytes():
    assert packed([("a.txt", [b"x"])]) == packed([("a.txt", [b"x"])])


def test_sign_that_manifests_use_themselves_is_written_as_the_standard_says():
    with ZipFile(BytesIO(packed([("a%b.txt", [b"x"])]))) as file:
        manifest = file.read("lamps-edition-7/manifest-sha256.txt").decode()

    assert manifest.endswith("  data/a%25b.txt\n")
