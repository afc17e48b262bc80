"""Zips made to do harm (T12): bombs, lies, names that lead elsewhere."""

import io
import struct
import warnings
import zipfile
import zlib

from tests.faults.hostile import Hostile
from tests.ingest.formats.making import docx, epub, paragraph, zipped

MIB = 1024 * 1024


def zeros(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    one = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)  # every MiB packs to the same bytes
    return one * (size // MIB) + zlib.compressobj(9, zlib.DEFLATED, -15).flush()


def bomb(size: int, claimed: int | None = None, method: int = 8) -> bytes:
    """One entry that unpacks to this many zeros, claiming to be another size."""
    data = zeros(size)
    crc = 0
    for _ in range(size // MIB):
        crc = zlib.crc32(bytes(MIB), crc)
    return assembled([(b"a.txt", data, size if claimed is None else claimed, crc, method)])


def assembled(entries: list[tuple[bytes, bytes, int, int, int]]) -> bytes:
    """A zip written byte for byte: name, packed data, claimed size, checksum, method of each entry."""
    body, directory = bytearray(), bytearray()
    for name, data, size, crc, method in entries:
        sizes = struct.pack("<IIIHH", crc, len(data), size, len(name), 0)
        central = (
            struct.pack("<HHHHHH", 20, 20, 0, method, 0, 0x21)
            + sizes
            + struct.pack("<HHHII", 0, 0, 0, 0, len(body))
        )
        directory += b"PK\x01\x02" + central + name
        body += b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, method, 0, 0x21) + sizes + name + data
    count = len(entries)
    return (
        bytes(body + directory)
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    )


def overlapping() -> bytes:
    """Many entries, all of the same packed bytes (Fifield 2019, full overlap)."""
    whole = bytearray(zipped(("0.txt", "x" * 5000)))
    place = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    central = bytes(whole[place:end])
    entries = b"".join(central.replace(b"0.txt", b"%d.txt" % (number % 10)) for number in range(10))
    tail = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 10, 10, len(entries), place, 0)
    return bytes(whole[:place]) + entries + tail


def quoted() -> bytes:
    """An entry whose packed bytes run on over the next entry."""
    whole = bytearray(zipped(("a.txt", "x" * 50), ("b.txt", "y" * 50)))
    place = whole.index(b"PK\x01\x02") + 20
    whole[place : place + 4] = struct.pack("<I", 60)
    return bytes(whole)


def named(name: str, words: str = "words", mode: int = 0o100644) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        entry = zipfile.ZipInfo("x" * len(name))
        entry.external_attr = mode << 16
        packed.writestr(entry, words)
    # The name is put in afterwards: Python's own writer would clean it.
    return file.getvalue().replace(b"x" * len(name), name.encode())


def twice() -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return zipped(("a.txt", "one"), ("a.txt", "two"))


def changed(old: bytes, new: bytes, last: bool = False) -> bytes:
    whole = zipped(("a.txt", "words " * 100))
    place = whole.rindex(old) if last else whole.index(old)
    return whole[:place] + new + whole[place + len(old) :]


def flagged(flag: int, method: int = 8) -> bytes:
    whole = bytearray(zipped(("a.txt", "words " * 100)))
    for place, offset in ((whole.index(b"PK\x03\x04"), 6), (whole.index(b"PK\x01\x02"), 8)):
        whole[place + offset : place + offset + 4] = struct.pack("<HH", flag, method)
    return bytes(whole)


def nested() -> bytes:
    inner = zipped(*((f"{number}.txt", "x" * 10_000) for number in range(16)))
    for _ in range(4):
        inner = zipped(*((f"{number}.zip", inner) for number in range(8)))
    return inner


def lzma() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("a.txt", bytes(40 * MIB))
    return file.getvalue()


def many(count: int) -> bytes:
    return assembled([(b"%05d" % number, b"", 0, 0, 0) for number in range(count)])


ZIPS = {
    "300 MiB in 300 kB": Hostile(lambda: bomb(300 * MIB), "a.zip", refused="100 times its size"),
    "a bomb that says it is small": Hostile(lambda: bomb(60 * MIB, 100), "a.zip", refused="is damaged"),
    "an entry that says it is 3 GiB": Hostile(
        lambda: bomb(MIB, 3 << 30), "a.zip", refused="says that it unpacks"
    ),
    "an entry that says it is 400 MiB": Hostile(
        lambda: bomb(MIB, 400 << 20), "a.zip", refused="100 times its size"
    ),
    "a bomb by LZMA": Hostile(lzma, "a.zip", refused="100 times its size"),
    "zips in zips in zips": Hostile(nested, "a.zip", refused="which holds other files"),
    "overlapping entries": Hostile(overlapping, "a.zip", refused="lies over"),
    "an entry that runs over the next": Hostile(quoted, "a.zip", refused="lies over"),
    "65,535 entries": Hostile(lambda: many(65_535), "a.zip", refused="65,535 entries"),
    "2,001 entries": Hostile(lambda: many(2_001), "a.zip", refused="2,001 entries"),
    "a link": Hostile(lambda: named("link.txt", "/etc/passwd", 0o120777), "a.zip", refused="is a link"),
    "a name that climbs": Hostile(lambda: named("../../../../tmp/x.txt"), "a.zip", refused="leads out"),
    "a name that climbs by backslash": Hostile(lambda: named("..\\..\\x.txt"), "a.zip", refused="leads out"),
    "a name that climbs in the middle": Hostile(lambda: named("a/../../x.txt"), "a.zip", refused="leads out"),
    "a name from the root": Hostile(lambda: named("/etc/cron.d/x"), "a.zip", refused="leads out"),
    "a name on drive C": Hostile(lambda: named("C:\\x.txt"), "a.zip", refused="leads out"),
    "a name with NUL": Hostile(lambda: named("a.txt\0.exe"), "a.zip", refused="NUL character"),
    "a name twice": Hostile(twice, "a.zip", refused="twice"),
    "encrypted": Hostile(lambda: flagged(1), "a.zip", refused="encrypted"),
    "packed in an unknown way": Hostile(lambda: flagged(0, 99), "a.zip", refused="is damaged"),
    "a wrong checksum": Hostile(lambda: flagged(0, 0), "a.zip", refused="is damaged"),
    "two names for one entry": Hostile(lambda: changed(b"a.txt", b"b.txt"), "a.zip", refused="is damaged"),
    "cut in half": Hostile(
        lambda: zipped(("a.txt", "words " * 1000))[:60], "a.zip", refused="cannot be opened"
    ),
    "a directory that is elsewhere": Hostile(
        lambda: zipped(("a.txt", "words"))[:-6] + struct.pack("<I", 1 << 30) + b"\0\0",
        "a.zip",
        refused="lies over",
    ),
    "empty": Hostile(zipped, "a.zip", refused="holds no files"),
    "a page and a zip in one": Hostile(
        lambda: b"<html>hello" + zipped(("a.txt", "x")), "a.zip", refused="but holds a web page"
    ),
    "a Word bomb": Hostile(
        lambda: docx(paragraph(" " * 60 * MIB + "x")), "a.docx", refused="100 times its size"
    ),
    "a Word document without its text": Hostile(
        lambda: zipped(("word/document.xml.rels", "<x/>"), ("x", "word/document.xml")),
        "a.docx",
        refused="word/document.xml",
    ),
    "an e-book bomb": Hostile(
        lambda: epub("<p>" + "a" * 30 * MIB + "</p>"), "a.epub", refused="100 times its size"
    ),
    "an e-book that points nowhere": Hostile(
        lambda: epub("<p>x</p>").replace(b"package.opf", b"package.opq"), "a.epub", refused="has no part"
    ),
}
