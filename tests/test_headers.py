"""What every answer says to the browser: S1 to S3, S5, and Mozilla's own counting of it.

The settings are those of production, read from the settings file anew; the answers those of any address,
refusals included.
"""

import importlib.util
import re
from http.cookies import SimpleCookie

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client

from archive import settings as local
from sources.ingest.sandbox.landlock import known_abi
from tests.factories import make_user

HOST = "archive.example"
NAMES = re.compile(r"(SECURE|SESSION|CSRF|DEVICE)_[A-Z_]+|X_FRAME_OPTIONS|IS_HTTPS")
PASSWORD = "lamps on the quay 1931"
pytestmark = pytest.mark.django_db(databases=["default", "edition"])


@pytest.fixture
def production(tmp_path, monkeypatch, settings):
    """The settings of production, as far as browsers notice them."""
    for name, value in {
        "ARCHIVE_MODE": "production",
        "ARCHIVE_SECRET_KEY": "".join(map(chr, range(40, 120))),
        "ARCHIVE_HOSTS": HOST,
        "ARCHIVE_CONTACT": f"clerk@{HOST}",
        "ARCHIVE_DATA": str(tmp_path),
    }.items():
        monkeypatch.setenv(name, value)
    spec = importlib.util.spec_from_file_location("archive.settings_of_production", local.__file__)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, value in vars(module).items():
        if NAMES.fullmatch(name) or name in {"SECRET_KEY", "SILENCED_SYSTEM_CHECKS", "CONTACT"}:
            setattr(settings, name, value)
    settings.ALLOWED_HOSTS = [HOST]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return module


@pytest.fixture
def browser(production, edition):
    return Client(headers={"host": HOST, "x-forwarded-proto": "https"})


def answers(browser):
    """One answer of each sort, by what it is."""
    return {
        "a page": browser.get("/"),
        "what is not there": browser.get("/nowhere/"),
        "a method that is not taken": browser.post("/"),
        "a redirection": browser.get("/people"),
        "a file": browser.get("/articles/cite.bib"),
        "a search": browser.get("/search/?q=mole"),
        "a style sheet": browser.get("/static/css/base.css"),
        "an address for programs": browser.get("/robots.txt"),
        "a wrong host": browser.get("/", headers={"host": "evil.example"}),
        "plain http": browser.get("/", headers={"x-forwarded-proto": "http"}),
        "the desk": browser.get("/admin/"),
        "signing in": browser.get("/admin/login/"),
        "a form without its token": Client(
            enforce_csrf_checks=True, headers={"host": HOST, "x-forwarded-proto": "https"}
        ).post("/admin/login/", {}),
    }


def test_s01_s02_t18_every_answer_says_what_the_browser_may_do(browser):
    for what, answer in answers(browser).items():
        policy = dict(
            part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";")
        )
        assert policy["default-src"] == "'none'", what
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'", what
        assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'", what
        assert "unsafe" not in str(policy), what
        assert answer["X-Frame-Options"] == "DENY", what
        assert "camera=()" in answer["Permissions-Policy"], what
        assert answer["Cross-Origin-Resource-Policy"] in {"same-origin", "cross-origin"}, what
        if what in {"a wrong host", "plain http"}:  # no answer of the site yet
            continue
        assert answer["X-Content-Type-Options"] == "nosniff", what
        assert answer["Referrer-Policy"] == "same-origin", what
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin", what
        assert answer["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains", what


def test_s01_readers_pages_take_no_script_from_a_string(browser):
    page = browser.get("/")

    assert "require-trusted-types-for 'script'" in page["Content-Security-Policy"]


def test_s02_check_for_deployment_is_clean(production, edition, settings):
    settings.DEBUG = False
    settings.CONTACT = "letters@archive.example"
    if not known_abi():  # what the machine's kernel lacks is no fault of the settings
        settings.SILENCED_SYSTEM_CHECKS = [*settings.SILENCED_SYSTEM_CHECKS, "sources.W009"]

    call_command("check", deploy=True, fail_level="WARNING")


# Mozilla's HTTP Observatory (github.com/mdn/mdn-http-observatory, src/grader/charts.js): 100 points, and for
# each rule so many more or fewer; the ones above nothing count where the rest is at least 90. 100 is an A+.
CSP_NONE, CSP_SAFE, CSP_UNSAFE, CSP_ABSENT = 10, 5, -20, -25
COOKIES_SAFE, COOKIES_NOT_SAMESITE, COOKIES_NOT_SECURE = 5, 0, -40
CORP, REFERRER, FRAMES_BY_POLICY = 10, 5, 5
HSTS_SHORT, NOSNIFF_ABSENT, FRAMES_ABSENT, REFERRER_UNSAFE = -10, -5, -20, -5
SIX_MONTHS = 15_768_000


def observatory(answer: HttpResponse) -> int:
    """Count as the Observatory does; HSTS and redirection as far as an answer tells."""
    counted = [
        *of_policy(answer.get("Content-Security-Policy", "")),
        of_cookies(answer.cookies),
        CORP if answer.get("Cross-Origin-Resource-Policy") in {"same-origin", "same-site"} else 0,
        REFERRER if answer.get("Referrer-Policy") in {"no-referrer", "same-origin"} else REFERRER_UNSAFE,
        0 if answer.get("X-Content-Type-Options") == "nosniff" else NOSNIFF_ABSENT,
        0 if of_transport(answer.get("Strict-Transport-Security", "")) >= SIX_MONTHS else HSTS_SHORT,
    ]
    base = 100 + sum(points for points in counted if points < 0)
    return base + sum(points for points in counted if points > 0) if base >= 90 else base


def of_policy(policy):
    if not policy:
        return [CSP_ABSENT, FRAMES_ABSENT]
    if "unsafe" in policy or re.search(r"script-src[^;]*(data:|https:)", policy):
        return [CSP_UNSAFE]
    is_closed = "default-src 'none'" in policy and re.search(r"form-action '(none|self)'", policy)
    return [
        CSP_NONE if is_closed else CSP_SAFE,
        FRAMES_BY_POLICY if "frame-ancestors" in policy else FRAMES_ABSENT,
    ]


def of_cookies(cookies):
    if not cookies:
        return 0
    if not all(cookie["secure"] and cookie["httponly"] for cookie in cookies.values()):
        return COOKIES_NOT_SECURE
    is_held = all(cookie["samesite"] in {"Strict", "Lax"} for cookie in cookies.values())
    return COOKIES_SAFE if is_held else COOKIES_NOT_SAMESITE


def of_transport(header):
    found = re.search(r"max-age=(\d+)", header)
    return int(found[1]) if found else 0


def test_s02_observatory_would_give_an_a_plus(browser):
    assert {
        what: observatory(browser.get(page)) for what, page in (("site", "/"), ("desk", "/admin/login/"))
    } == {
        "site": 130,
        "desk": 135,
    }


@pytest.mark.parametrize(
    ("header", "value", "points"),
    [
        ("Content-Security-Policy", "", 55),
        ("Content-Security-Policy", "default-src 'self' 'unsafe-inline'", 80),
        ("X-Content-Type-Options", "", 125),
        ("Strict-Transport-Security", "max-age=600", 120),
    ],
)
def test_the_counting_notices_what_is_missing(browser, header, value, points):
    answer = browser.get("/")
    answer.headers[header] = value

    assert observatory(answer) == points


def test_s03_readers_get_no_cookie_and_editors_only_the_strictest(browser):
    make_user("wren", password=PASSWORD)
    signed = browser.post(
        "/admin/login/",
        {"username": "wren", "password": PASSWORD},
        headers={"referer": f"https://{HOST}/admin/login/"},
    )
    page = browser.get("/", headers={"cookie": ""})
    form = Client(headers={"host": HOST, "x-forwarded-proto": "https"}).get("/admin/login/")

    assert page.cookies == SimpleCookie()
    assert set(signed.cookies) | set(form.cookies) == {"__Host-session", "__Host-csrf", "__Host-device"}
    for cookie in [*signed.cookies.values(), *form.cookies.values()]:
        assert (cookie["path"], cookie["domain"], cookie["samesite"]) == ("/", "", "Strict"), cookie.key
        assert cookie["secure"], cookie.key
        assert cookie["httponly"], cookie.key


@pytest.mark.parametrize(
    "host",
    ["evil.example", "archive.example.evil.example", "archive.example,evil.example", "archive.example@x", ""],
)
def test_s05_forged_host_is_refused_and_repeated_nowhere(browser, host):
    answer = browser.get("/", headers={"host": host, "x-forwarded-proto": "https"})

    assert answer.status_code == 400
    assert "evil" not in answer.content.decode() + str(answer.headers)


@pytest.mark.parametrize(
    "header", ["x-forwarded-host", "x-host", "forwarded", "x-original-url", "x-forwarded-server"]
)
@pytest.mark.parametrize("page", ["/", "/admin/login/?next=/admin/", "/people", "/articles/feed/"])
def test_s05_no_other_header_names_the_site(browser, header, page):
    answer = browser.get(page, headers={header: "evil.example"})

    assert answer.status_code in {200, 301}
    assert "evil" not in answer.content.decode() + str(answer.headers)
