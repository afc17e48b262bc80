"""XML made to do harm (T14): entities, inclusions, depth, disguises. ``PORT`` is a port that listens."""

from tests.faults.hostile import Hostile
from tests.ingest.formats.making import W, docx, epub, paragraph, tei, zipped

PORT = "PORT"
SECRET = "the-secret-of-this-machine"
TEXT = "<p>Ships wait.</p>"


def typed(kind: str, body: str = "<p>&x;</p>") -> bytes:
    """A TEI document under this document type."""
    return tei(body, prolog=f"<?xml version='1.0'?>{kind}")


def laughs() -> bytes:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return typed(f"<!DOCTYPE TEI [{entities}]>", "<p>&a9;</p>")


def quadratic() -> bytes:
    return typed(f'<!DOCTYPE TEI [<!ENTITY a "{"a" * 100_000}">]>', f"<p>{'&a;' * 100_000}</p>")


XXE = '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///SECRET">]>'
DTD = "document type declaration"

XMLS = {
    "an entity from a file": Hostile(lambda: typed(XXE), "a.xml", refused=DTD),
    "an entity from the network": Hostile(
        lambda: typed(f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "http://127.0.0.1:{PORT}/x">]>'),
        "a.xml",
        refused=DTD,
    ),
    "a parameter entity from the network": Hostile(
        lambda: typed(f'<!DOCTYPE TEI [<!ENTITY % x SYSTEM "http://127.0.0.1:{PORT}/x">%x;]>', TEXT),
        "a.xml",
        refused=DTD,
    ),
    "a document type from the network": Hostile(
        lambda: typed(f'<!DOCTYPE TEI SYSTEM "http://127.0.0.1:{PORT}/x.dtd">', TEXT), "a.xml", refused=DTD
    ),
    "a public document type": Hostile(
        lambda: typed(f'<!DOCTYPE TEI PUBLIC "x" "http://127.0.0.1:{PORT}/x.dtd">', TEXT),
        "a.xml",
        refused=DTD,
    ),
    "a billion laughs": Hostile(laughs, "a.xml", refused=DTD),
    "a quadratic blow-up": Hostile(quadratic, "a.xml", refused=DTD),
    "a document type after a comment": Hostile(lambda: typed("<!-- x -->" + XXE), "a.xml", refused=DTD),
    "a document type in UTF-16": Hostile(
        lambda: (
            typed(XXE).decode().replace("version='1.0'", "version='1.0' encoding='utf-16'").encode("utf-16")
        ),
        "a.xml",
        refused=DTD,
    ),
    "a document type in UTF-16 without a mark": Hostile(
        lambda: typed(XXE).decode().encode("utf-16-le"), "a.xml", refused=DTD
    ),
    "a document type in UTF-16 the other way": Hostile(
        lambda: typed(XXE).decode().encode("utf-16-be"), "a.xml", refused=DTD
    ),
    "a document type in UTF-32": Hostile(lambda: typed(XXE).decode().encode("utf-32"), "a.xml", refused=DTD),
    "a document type in UTF-7": Hostile(
        lambda: b"<?xml version='1.0' encoding='utf-7'?>" + typed(XXE)[21:].decode().encode("utf-7"),
        "a.xml",
        refused="is in UTF-7, which hides markup",
    ),
    "a document type in EBCDIC": Hostile(
        lambda: typed(XXE).decode().replace("'1.0'", "'1.0' encoding='cp037'").encode("cp037"),
        "a.xml",
        refused="XML of a kind that the archive does not read",
    ),
    "a document type in a Word document": Hostile(
        lambda: docx(paragraph("&x;"), prolog=XXE.replace("TEI", "w:document")), "a.docx", refused=DTD
    ),
    "a document type in a Word document's properties": Hostile(
        lambda: docx(paragraph("Ships wait."), ("docProps/core.xml", f"{XXE}<TEI>&x;</TEI>")),
        "a.docx",
        refused=DTD,
    ),
    "a document type in an e-book's container": Hostile(
        lambda: zipped(
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", f"{XXE}<TEI>&x;</TEI>"),
            stored=("mimetype",),
        ),
        "a.epub",
        refused=DTD,
    ),
    "an entity in an e-book's chapter": Hostile(
        lambda: epub('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///SECRET">]><p>Ships &x; wait.</p>'),
        "a.epub",
        has="Ships",
        lacks=SECRET,
    ),
    "an inclusion of a file": Hostile(
        lambda: tei(
            '<p>Ships wait.</p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///SECRET" parse="text"/>'
        ),
        "a.xml",
        reads="Ships wait.",
    ),
    "an inclusion from the network": Hostile(
        lambda: tei(
            f'<p>Ships wait.</p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="http://127.0.0.1:{PORT}/"/>'
        ),
        "a.xml",
        reads="Ships wait.",
    ),
    "a style sheet from the network": Hostile(
        lambda: tei(TEXT, prolog=f'<?xml-stylesheet href="http://127.0.0.1:{PORT}/x.xsl" type="text/xsl"?>'),
        "a.xml",
        reads="Ships wait.",
    ),
    "a schema from the network": Hostile(
        lambda: tei(
            f'<p xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x http://127.0.0.1:{PORT}/">'
            "Ships wait.</p>"
        ),
        "a.xml",
        reads="Ships wait.",
    ),
    "100,000 elements deep": Hostile(
        lambda: tei("<seg>" * 100_000 + "x" + "</seg>" * 100_000),
        "a.xml",
        refused="nests more than 256 elements",
    ),
    "300 elements deep": Hostile(
        lambda: tei("<seg>" * 300 + "x" + "</seg>" * 300), "a.xml", refused="nests more than 256 elements"
    ),
    "a Word document 1,000 deep": Hostile(
        lambda: docx("<w:p>" + "<w:ins>" * 1_000 + "<w:r><w:t>x</w:t></w:r>" + "</w:ins>" * 1_000 + "</w:p>"),
        "a.docx",
        refused="“word/document.xml” nests more than 256 elements",
    ),
    "an entity that nobody declared": Hostile(lambda: tei("<p>&x;</p>"), "a.xml", refused="cannot be parsed"),
    "a NUL": Hostile(lambda: tei("<p>Ships\0wait.</p>"), "a.xml", refused="cannot be parsed"),
    "an attribute of 20 MB": Hostile(
        lambda: tei(f'<p n="{"x" * 20_000_000}">Ships wait.</p>'), "a.xml", refused="cannot be parsed"
    ),
    "an attribute twice": Hostile(
        lambda: tei('<p n="1" n="2">Ships wait.</p>'), "a.xml", refused="cannot be parsed"
    ),
    "200,000 attributes": Hostile(
        lambda: tei("<p " + " ".join(f'a{n}="1"' for n in range(200_000)) + ">Ships wait.</p>"),
        "a.xml",
        reads="Ships wait.",
    ),
    "100,000 namespaces": Hostile(
        lambda: tei("<p " + " ".join(f'xmlns:a{n}="u{n}"' for n in range(100_000)) + ">Ships wait.</p>"),
        "a.xml",
        reads="Ships wait.",
    ),
    "cut in half": Hostile(lambda: tei("<p>Ships wait.</p>" * 9)[:220], "a.xml", refused="cannot be parsed"),
    "XML that is a picture": Hostile(
        lambda: b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "a.xml",
        refused="<svg>",
    ),
    "a Word document in another namespace": Hostile(
        lambda: docx(paragraph("x")).replace(W.encode(), W.encode()), "a.docx", reads="x"
    ),
}
