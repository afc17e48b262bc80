"""PDFs made to do harm (T13), and pictures that are none: loops, bombs, depths, lies."""

import struct
import zlib

from tests.faults.hostile import Hostile
from tests.faults.zips import MIB, zeros
from tests.ingest.formats.making import assembled, pdf

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
GOOD = b"<< /Length 44 >>\nstream\nBT /F1 10 Tf 72 720 Td (Ships wait.) Tj ET      \nendstream"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>"


def made(
    *more: bytes,
    root: bytes = b"",
    pages: bytes = b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
    page: bytes = PAGE,
    content: bytes = GOOD,
    font: bytes = FONT,
    trailer: str = "/Root 1 0 R",
) -> bytes:
    """A PDF of one page that says “Ships wait.”, with something wrong in one of its objects."""
    catalog = b"<< /Type /Catalog /Pages 2 0 R " + root + b" >>"
    return assembled([catalog, pages, font, page, content, *more], trailer)


def stream(data: bytes, words: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), words, data)


def packed_zeros(size: int, rounds: int = 1) -> bytes:
    data = b"\x78\xda" + zeros(size)
    for _ in range(rounds - 1):
        data = zlib.compress(data, 9)
    return data


def bomb(size: int, rounds: int = 1) -> bytes:
    filters = b"/Filter [" + b"/FlateDecode " * rounds + b"]"
    return made(content=stream(packed_zeros(size, rounds), filters))


def circular_tables() -> bytes:
    whole = made()
    start = whole.rindex(b"xref\n0")
    return whole.replace(b"/Root 1 0 R >>", b"/Root 1 0 R /Prev %d >>" % start)


def tables_in_a_ring() -> bytes:
    whole = made()
    start = whole.rindex(b"xref\n0")
    second = len(whole)
    ring = b"xref\n0 1\n0000000000 65535 f \ntrailer << /Size 6 /Root 1 0 R /Prev %d >>\n" % start
    whole = whole.replace(
        b"/Root 1 0 R >>\nstartxref", b"/Root 1 0 R /Prev %07d >>\nstartxref" % (second + 14)
    )
    return whole + ring + b"startxref\n%d\n%%%%EOF\n" % (second + 14)


def outlines(depth: int) -> bytes:
    first = 7
    chain = [
        b"<< /Title (x) /Parent %d 0 R /First %d 0 R /Last %d 0 R >>"
        % (first + at - 1, first + at + 1, first + at + 1)
        for at in range(depth)
    ]
    return made(b"<< /Type /Outlines /First 7 0 R /Last 7 0 R >>", *chain, root=b"/Outlines 6 0 R")


def page_chain(depth: int) -> bytes:
    links = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (at + 7) for at in range(depth)]
    return made(
        *links,
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        pages=b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>",
    )


def png(side: int) -> bytes:
    body = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(body))
        + b"IHDR"
        + body
        + struct.pack(">I", zlib.crc32(b"IHDR" + body))
    )


def lzw_bomb() -> bytes:
    return made(content=stream(b"\x80\x0b\x60\x50" * 200_000, b"/Filter /LZWDecode"))


PDFS = {
    "tables that go in a circle": Hostile(circular_tables, "a.pdf", has="Ships wait."),
    "two tables in a ring": Hostile(tables_in_a_ring, "a.pdf", has="Ships wait."),
    "a table far too long": Hostile(
        lambda: made().replace(b"xref\n0 6\n", b"xref\n0 99999999\n"),
        "a.pdf",
        refused="exceeds allowed limit",
    ),
    "a table that is elsewhere": Hostile(
        lambda: made()[: made().rindex(b"startxref")] + b"startxref\n999999999\n%%EOF",
        "a.pdf",
        has="Ships wait.",
    ),
    "200 MiB in a stream": Hostile(
        lambda: bomb(200 * MIB), "a.pdf", refused="(Limit reached while decompressing"
    ),
    "10 GiB, packed three times": Hostile(
        lambda: bomb(10_240 * MIB, 3), "a.pdf", refused="(Limit reached while decompressing"
    ),
    "LZW garbage": Hostile(lzw_bomb, "a.pdf", refused="(Invalid Elementary Object);"),
    "a hundred filters": Hostile(
        lambda: made(content=stream(b"00" * 1000, b"/Filter [" + b"/ASCIIHexDecode " * 100 + b"]")),
        "a.pdf",
        refused="(Maximum filter count 16 exceeded: 100)",
    ),
    "encrypted": Hostile(
        lambda: made(
            b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <"
            + b"41" * 32
            + b"> /U <"
            + b"42" * 32
            + b"> >>",
            trailer="/Root 1 0 R /Encrypt 6 0 R /ID [<41> <41>]",
        ),
        "a.pdf",
        refused="encrypted",
    ),
    "encrypted in an unknown way": Hostile(
        lambda: made(b"<< /Filter /Secret /V 9 >>", trailer="/Root 1 0 R /Encrypt 6 0 R /ID [<41> <41>]"),
        "a.pdf",
        refused="is encrypted in a way that is not known",
    ),
    "cut in half": Hostile(
        lambda: pdf(["Ships wait."] * 40)[:400], "a.pdf", refused="(Stream has ended unexpectedly)"
    ),
    "nothing but a head": Hostile(lambda: b"%PDF-1.7\n", "a.pdf", refused="The PDF is damaged"),
    "a head and 5 MB of noise": Hostile(
        lambda: b"%PDF-1.7\n" + bytes(at * at % 251 for at in range(MIB)) * 5,
        "a.pdf",
        refused="(Stream has ended unexpectedly)",
    ),
    "outlines 20,000 deep": Hostile(lambda: outlines(20_000), "a.pdf", has="Ships wait."),
    "pages 20,000 deep": Hostile(
        lambda: page_chain(20_000), "a.pdf", refused="(Maximum page tree depth reached"
    ),
    "pages that hold themselves": Hostile(
        lambda: made(pages=b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
        "a.pdf",
        refused="(Detected cyclic page references.)",
    ),
    "a page a million times": Hostile(
        lambda: made(pages=b"<< /Type /Pages /Kids [" + b"4 0 R " * 1_000_000 + b"] /Count 1000000 >>"),
        "a.pdf",
        refused="(Reached maximum array element count.)",
    ),
    "3,000 pages": Hostile(
        lambda: made(pages=b"<< /Type /Pages /Kids [" + b"4 0 R " * 3_000 + b"] /Count 3000 >>"),
        "a.pdf",
        refused="3,000 pages",
    ),
    "a count that lies": Hostile(
        lambda: made(pages=b"<< /Type /Pages /Kids [4 0 R] /Count 2000000000 >>"),
        "a.pdf",
        reads="Ships wait.",
    ),
    "an object that is itself": Hostile(lambda: made(content=b"5 0 R"), "a.pdf", refused="has no text layer"),
    "arrays 100,000 deep": Hostile(
        lambda: made(b"[" * 100_000, root=b"/X 6 0 R"), "a.pdf", has="Ships wait."
    ),
    "arrays for a page's content": Hostile(
        lambda: made(content=b"[" * 100_000 + b"]" * 100_000), "a.pdf", refused="refers to itself without end"
    ),
    "dictionaries 50,000 deep": Hostile(
        lambda: made(page=b"<< /A " * 50_000 + b">> " * 50_000), "a.pdf", refused="has no text layer"
    ),
    "a stream longer than the file": Hostile(
        lambda: made(content=GOOD.replace(b"/Length 44", b"/Length 9999999999")),
        "a.pdf",
        refused="(Declared stream length of 9999999999 exceeds",
    ),
    "a form that draws itself": Hostile(
        lambda: made(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 6 0 R >> >> /Length 5 >>\n"
            b"stream\n/F Do\nendstream",
            page=PAGE.replace(b"/Resources <<", b"/Resources << /XObject << /F 6 0 R >>"),
            content=stream(b"/F Do BT /F1 10 Tf 72 720 Td (Ships wait.) Tj ET"),
        ),
        "a.pdf",
        has="Ships wait.",
    ),
    "a font that maps without end": Hostile(
        lambda: made(
            stream(
                b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"
            ),
            font=FONT.replace(b">>", b"/ToUnicode 6 0 R >>"),
        ),
        "a.pdf",
        refused="(Maximum /ToUnicode size limit reached",
    ),
    "a script that runs on opening": Hostile(
        lambda: made(root=b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        "a.pdf",
        reads="Ships wait.",
    ),
    "a program to launch": Hostile(
        lambda: made(root=b"/OpenAction << /S /Launch /F (/bin/sh) >>"), "a.pdf", reads="Ships wait."
    ),
    "no words, only a picture": Hostile(
        lambda: made(content=stream(b"0 0 9 9 re f")), "a.pdf", refused="no text layer"
    ),
    "a picture of 30,000 by 30,000": Hostile(lambda: png(30_000), "a.png", refused="a picture (PNG)"),
    "a picture that is called a PDF": Hostile(lambda: png(30_000), "a.pdf", refused="a picture (PNG)"),
    "a page that is called a PDF": Hostile(
        lambda: b"<html><p>Not found", "a.pdf", refused="holds a web page"
    ),
}
