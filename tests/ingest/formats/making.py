"""Files of every format, made here from a few words: small, whole and plainly fictional."""

import io
import zipfile
from email.message import EmailMessage

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Crane drivers stop work at Temrava - The Temrava Courier</title>
<meta property="og:title" content="Crane drivers stop work at Temrava">
<meta property="og:site_name" content="The Temrava Courier">
<link rel="canonical" href="https://courier.example/1927/10/cranes">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
 "headline": "Crane drivers stop work at Temrava", "datePublished": "1927-10-03T23:30:00+02:00",
 "author": [{"@type": "Person", "name": "Ilse Vandermeer"}],
 "publisher": {"name": "The Temrava Courier"}}</script>
<style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/port">Port news</a></li></ul></nav>
<main><article><h1>Crane drivers stop work at Temrava</h1>
<p class="standfirst">The harbour has been silent since Monday morning.</p>
<p class="byline">By Ilse Vandermeer</p> <time datetime="1927-10-03">3 October 1927</time>
<figure><img src="quay.jpg" alt=""><figcaption>The north quay on Monday. Photo: P. Holm</figcaption></figure>
<p>The crane drivers of Temrava laid down their work on Monday morning, and by noon not one of the
   nineteen cranes along the <em>north quay</em> was moving.</p>
<p>The harbour office said that four ships were waiting in the roads and that a fifth had sailed on to the
   next port with its cargo of timber still aboard.</p>
<h2>What the drivers ask</h2>
<p>They ask for the nine-hour day that was promised in spring, and for the return of two men who were
   dismissed in August after a quarrel about a broken chain.</p>
<p>The owners have answered that they will speak with nobody while the cranes stand still, and that the
   promise of the spring was never written down.</p>
<aside class="related-links"><h3>More from the port</h3>
<ul><li><a href="/a">Timber prices rise again in the northern towns</a></li></ul></aside>
</article></main>
<section id="comments"><h3>2 comments</h3>
<p>My father drove the third crane for twenty years and never once struck.</p></section>
<footer><p>© 1927 The Temrava Courier. All rights reserved.</p></footer></body></html>
"""


def zipped(*parts: tuple[str, str | bytes], stored: tuple[str, ...] = ()) -> bytes:
    """A zip of these parts, in this order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, words in parts:
            packed.writestr(name, words, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return file.getvalue()


def docx(body: str, *more: tuple[str, str | bytes], prolog: str = "") -> bytes:
    """A Word document whose body holds this XML."""
    styles = "".join(
        f'<w:style w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Titel", "Title"), ("berschrift1", "heading 1"), ("Beschriftung", "caption"))
    )
    return zipped(
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", f"{prolog}<w:document {W}><w:body>{body}</w:body></w:document>"),
        ("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>"),
        *more,
    )


def paragraph(words: str, style: str = "") -> str:
    """A paragraph of a Word document."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{words}</w:t></w:r></w:p>"


def pdf(*pages: list[str], extra: str = "", stream: bytes | None = None) -> bytes:
    """A PDF with these lines on its pages, twelve points apart from a height of 720."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R " + extra.encode() + b" >>"]
    first = 4
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {first + 2 * number + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        shown = b"BT /F1 10 Tf 12 TL 72 732 Td " + b"".join(
            b"T* (" + line.encode("latin-1") + b") Tj " for line in lines
        )
        content = (
            stream
            if stream is not None
            else b"<< /Length %d >>\nstream\n%s ET\nendstream" % (len(shown) + 3, shown)
        )
        objects.append(content)
    return assembled(objects)


def assembled(objects: list[bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """A PDF of these objects, with a table that finds them."""
    written = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        written
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + f"trailer << /Size {size} {trailer} >>\nstartxref\n{len(written)}\n%%EOF\n".encode()
    )


def epub(*chapters: str, more: tuple[tuple[str, str], ...] = ()) -> bytes:
    """An e-book of these chapters, each the inside of a body."""
    names = [f"c{number}.xhtml" for number in range(len(chapters))]
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in names)
    order = "".join(f'<itemref idref="{name}"/>' for name in reversed(names))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>The Silent Quay</dc:title><dc:creator>Ilse Vandermeer</dc:creator>"
        "<dc:date>1931-05</dc:date>"
        f"<dc:language>en</dc:language></metadata><manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    return zipped(
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="book/package.opf"/></rootfiles></container>',
        ),
        ("book/package.opf", package),
        *(
            (f"book/{name}", f"<html><body>{words}</body></html>")
            for name, words in zip(names, chapters, strict=True)
        ),
        *more,
        stored=("mimetype",),
    )


def tei(text: str, header: str = "", prolog: str = '<?xml version="1.0" encoding="utf-8"?>') -> bytes:
    """A TEI document with this inside its body."""
    return (
        f"{prolog}<TEI {TEI}><teiHeader><fileDesc>{header}</fileDesc></teiHeader>"
        f"<text><body>{text}</body></text></TEI>"
    ).encode()


def mhtml(page: str, charset: str = "utf-8") -> bytes:
    """A page as a browser saves it in one file, with a picture beside it."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://courier.example/1927/10/cranes?from=rss"
    message["Subject"] = "Crane drivers"
    message["Date"] = "Tue, 4 Oct 1927 09:00:00 -0000"
    message.set_content(page, subtype="html", charset=charset)
    message.add_related(b"\xff\xd8\xff\xe0", maintype="image", subtype="jpeg")
    return message.as_bytes()


def warc(*pages: tuple[str, str, str], is_packed: bool = True) -> bytes:
    """A web archive: each page an address, a content type and its body."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=is_packed)
    for address, kind, body in pages:
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(body.encode()),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2026-02-03T10:11:12Z"},
        )
        writer.write_record(record)
    return file.getvalue()
