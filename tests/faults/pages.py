"""Web pages made to do harm (T15): scripts, depth, size, disguises."""

from tests.faults.hostile import Hostile
from tests.faults.zips import MIB

WORDS = "<p>Ships wait in the roads of Temrava.</p>"
READ = "Ships wait in the roads of Temrava."


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


PAGES = {
    "a script": Hostile(lambda: page(f"<script>alert('stolen')</script>{WORDS}"), "a.html", reads=READ),
    "a script in capitals, unclosed": Hostile(
        lambda: page(f"{WORDS}<SCRIPT>alert('stolen')"), "a.html", reads=READ
    ),
    "a base": Hostile(lambda: page(WORDS, '<base href="http://127.0.0.1/evil/">'), "a.html", reads=READ),
    "a refresh": Hostile(
        lambda: page(WORDS, '<meta http-equiv=refresh content="0;url=javascript:alert(1)">'),
        "a.html",
        reads=READ,
    ),
    "a form": Hostile(
        lambda: page(f'{WORDS}<form action="http://127.0.0.1"><input name=p value=stolen></form>'),
        "a.html",
        reads=READ,
    ),
    "a frame in the page": Hostile(
        lambda: page(f'{WORDS}<iframe srcdoc="&lt;script&gt;stolen&lt;/script&gt;">stolen</iframe>'),
        "a.html",
        reads=READ,
    ),
    "a picture that runs": Hostile(
        lambda: page(f"{WORDS}<svg onload=alert(1)><text>stolen</text><script>stolen</script></svg>"),
        "a.html",
        reads=READ,
    ),
    "an image that runs": Hostile(
        lambda: page(f'{WORDS}<img src=x onerror="stolen()">'), "a.html", reads=READ
    ),
    "markup that changes when it is cleaned": Hostile(
        lambda: page(
            f'{WORDS}<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=stolen&gt;">'
        ),
        "a.html",
        reads=READ,
    ),
    "a template": Hostile(lambda: page(f"{WORDS}<template><p>stolen</p></template>"), "a.html", reads=READ),
    "plaintext to the end": Hostile(lambda: page(f"{WORDS}<plaintext>words"), "a.html", has=READ),
    "a comment without end": Hostile(
        lambda: page(WORDS) + b"<!-- " + b"stolen " * 100_000, "a.html", reads=READ
    ),
    "300,000 elements deep": Hostile(
        lambda: page("<div>" * 300_000 + "x"), "a.html", refused="more than 2,048"
    ),
    "2,500 elements deep": Hostile(
        lambda: page("<div>" * 2_500 + "x" + "</div>" * 2_500), "a.html", refused="2,048"
    ),
    "1,500 elements deep": Hostile(
        lambda: page("<div>" * 1_500 + READ + "</div>" * 1_500), "a.html", reads=READ
    ),
    "100,000 tables in one another": Hostile(
        lambda: page("<table><tr><td>" * 100_000 + "x"), "a.html", refused="nests more than 2,048 elements"
    ),
    "300,000 letters begun and never ended": Hostile(
        lambda: page("<b>" * 300_000 + "x"), "a.html", refused="nests more than 2,048 elements"
    ),
    "30,000 links begun and never ended": Hostile(
        lambda: page("<a href=x>x" * 30_000), "a.html", reads="x" * 30_000
    ),
    "an attribute of 50 MB": Hostile(
        lambda: page(f'<p class="{"x" * (49 * MIB)}">{READ}</p>'), "a.html", reads=READ
    ),
    "50,000 classes": Hostile(
        lambda: page(f'<p class="{"comment-" * 50_000}">{READ}</p>'), "a.html", reads=READ
    ),
    "10,000 attributes": Hostile(
        lambda: page("<p " + " ".join(f"a{n}=1" for n in range(10_000)) + f">{READ}</p>"),
        "a.html",
        reads=READ,
    ),
    "20,000 things declared": Hostile(
        lambda: page(WORDS, '<meta name="author" content="x">' * 20_000), "a.html", has=READ
    ),
    "linked data 100,000 deep": Hostile(
        lambda: page(WORDS, f'<script type="application/ld+json">{"[" * 100_000}</script>'),
        "a.html",
        reads=READ,
    ),
    "linked data with a number without end": Hostile(
        lambda: page(WORDS, f'<script type="application/ld+json">{{"a": {"9" * 500_000}}}</script>'),
        "a.html",
        reads=READ,
    ),
    "6 million characters": Hostile(
        lambda: page("<p>" + "Ships wait. " * 500_000), "a.html", refused="5,000,000"
    ),
    "a million empty paragraphs": Hostile(
        lambda: page("<p></p>" * 1_000_000 + WORDS), "a.html", refused="150,000"
    ),
    "NULs": Hostile(lambda: b"<html><p>Ships\0 wait\0.</p>", "a.html", reads="Ships\ufffd wait\ufffd."),
    "half a pair, written as a number": Hostile(
        lambda: page("<p>Ships &#xD800; wait.</p>"), "a.html", reads="Ships \ufffd wait."
    ),
    "a charset that it is not in": Hostile(
        lambda: (
            page("<p>Суда стоят на рейде, и никто не знает, когда их разгрузят и кто за это заплатит.</p>")
            .decode()
            .encode("cp1251")
        ),
        "a.html",
        has="Суда стоят на рейде",
    ),
    "a charset that there is not": Hostile(
        lambda: page("<p>Суда стоят.</p>").replace(b"charset=utf-8", b"charset=x-evil"),
        "a.html",
        reads="Суда стоят.",
    ),
    "a script in UTF-7": Hostile(
        lambda: b"<html><meta charset=utf-7><p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
        "a.html",
        reads="+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    ),
    "UTF-16 that says it is Latin": Hostile(
        lambda: page(WORDS).decode().replace("utf-8", "latin1").encode("utf-16"), "a.html", reads=READ
    ),
    "a name that runs backwards": Hostile(
        lambda: page("<p>The file is called gpj.\u202etxt.exe.</p>"),
        "a\u202egpj.html",
        reads="The file is called gpj.\u202etxt.exe.",
    ),
    "no words at all": Hostile(lambda: page("<img src=x>"), "a.html", refused="no words"),
    "no elements at all": Hostile(lambda: b"<html>", "a.html", refused="holds no words"),
    "a saved page that is empty": Hostile(
        lambda: (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n\n--x--"
        ),
        "a.mhtml",
        refused="empty",
    ),
    "a saved page of 30,000 parts in one another": Hostile(
        lambda: (
            b"MIME-Version: 1.0\n"
            + b"".join(
                b"Content-Type: multipart/related; boundary=%d\n\n--%d\n" % (n, n) for n in range(30_000)
            )
        ),
        "a.mhtml",
        refused="nests things in one another deeper",
    ),
}
