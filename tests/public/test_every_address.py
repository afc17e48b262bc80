"""Every address of the site, made from its list of addresses: none has a protected name or withheld words.

A new address is asked by itself; one for which no values are known here fails, and so does one of which no
answer was an answer. Each is asked with every public id that there is on either side, and what an address
or a query may name is asked by the name at risk and by one that nobody has: both must answer alike, with as
many questions to the edition.
"""

import contextlib
import html
import json
import re
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from functools import cache
from io import BytesIO
from itertools import cycle, product
from pathlib import Path
from urllib.parse import quote, quote_plus, unquote, urlencode, urlsplit
from zipfile import ZipFile, is_zipfile

import pytest
from django.apps import apps
from django.db import connections
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, URLPattern, resolve, reverse

from sources.cite.formats import FORMATS
from sources.edition.building import file_digest
from sources.public import addresses
from sources.public.api import finding
from sources.public.api.resources import RESOURCES
from sources.public.conditional import kept_pages
from sources.public.copying import export_site
from sources.public.showing.found import fields_said
from sources.public.urls import CONVERTERS, urlpatterns
from sources.search.fields import CHOSEN
from tests.public.canaries import HIDDEN, found_in, make_withheld
from tests.public.conftest import published_apart, reading

# What is asked instead of a name at risk: as long, of as many words, with the same initials, and nobody's.
NOBODY = {
    "Zqxvë Wrbl": "Zqfvë Wrtl",
    "wrbl": "wrtl",
    "zqxve-wrbl": "zqfve-wrtl",
    f"{HIDDEN}slander": "vhqfslander",
}
IDS = "public_id one other"
KNOWN: dict[str, list[object]] = {
    "kind": ["person", "place", "organisation"],
    "kinds": ["people", "places", "organisations"],
    "slug": ["lamps", "-", "lantern", "kwal"],
    "corpus": ["lamps"],
    "letter": ["W", "T", "L", "Z", "З", "ز"],
    "text": ["1931-05", "1931-05-06", "1931-06-07", "1931", "1931-05/1931-06"],
    "passage": ["1", "2", "3", "4", "9"],
    "number": [1, 2],
    "revision_number": [1, 2],
    "form": ["/", ".docx"],
    "name": list(RESOURCES),
    "key": ["lamps", "1931-05"],
    "sha256": ["0" * 64],
}
# What stands for a parameter in addresses of which the name has this part.
OTHERWISE: dict[tuple[str, str], list[object]] = {
    ("slug", "topic"): ["quays", "vhqjtopic"],
    ("kind", "origin"): ["contributor", "publication"],
    ("kinds", "origins"): ["publications", "contributors"],
    ("public_id", "compare-entity"): ["ccccccc0", "ccccccc1", "ccccccc3"],
    ("one", "compare"): ["aaaaaaa0", "aaaaaaa3"],
    ("other", "compare"): ["aaaaaaa7", "aaaaaaa4"],
}
# Of these no answer is wanted: nothing is there for readers of so small an archive, or ever.
WITHOUT_ANSWER = {
    *("api-nowhere", "security", "site-page"),  # never there; where the owner has named or written something
    *("corpus-articles-page", "articles-page", "document-page", "entity-page", "entity-days-page"),
    *("origin-page", "topic-page", "date-page", "corpus-entities-letter", "entities-letter"),
    *("origins-letter", "corpus-origins-letter", "corpus-day-page"),  # of long lists only
}
_ids: set[str] = set()
_shown: set[str] = set()


def make_and_remember() -> None:
    """Make the rows, and remember every public id and slug that any of them has."""
    make_withheld()
    for model in apps.get_app_config("sources").get_models():
        for column in {"public_id", "slug"} & {field.name for field in model._meta.get_fields()}:
            _ids.update(map(str, model._base_manager.values_list(column, flat=True)))


@pytest.fixture(scope="module")
def canaries(edition, django_db_blocker, tmp_path_factory) -> Path:
    """The corpus as published, and all ids of it known."""
    file = published_apart(make_and_remember, tmp_path_factory.mktemp("every"), django_db_blocker)
    with closing(sqlite3.connect(file)) as rows:
        tables = [name for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            columns = {row[1] for row in rows.execute(f'PRAGMA table_info("{table}")')}
            for column in {"public_id", "slug", "old"} & columns:
                _shown.update(str(one) for (one,) in rows.execute(f'SELECT "{column}" FROM "{table}"'))
    _ids.update(_shown)
    KNOWN["sha256"] = [file_digest(file)]
    return file


@pytest.fixture
def reader(canaries, settings, django_db_blocker):
    with reading(canaries, settings, django_db_blocker) as client:
        client.get("/search/?q=tax")  # what a process asks once is asked
        yield client


def public_ids() -> list[str]:
    """Give every public id that there is, on either side."""
    return sorted(one for one in _ids if re.fullmatch(CONVERTERS["id"].regex, one))


def values_of(name: str, pattern: URLPattern) -> list[object]:
    """Give what stands for a parameter of an address; a new one has to be named here."""
    for (parameter, part), values in OTHERWISE.items():
        if parameter == name and part in str(pattern.name):
            return values
    if name in IDS.split():
        return public_ids()
    return KNOWN[name]


def addresses_of(
    pattern: URLPattern, *, is_thorough: bool, ids: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """Give the addresses that a pattern makes of the values that are known, each with the id in it.

    Every choice of values; or every value once, and every one of ``ids`` where an id is wanted.
    """
    names = [name for name in pattern.pattern.regex.groupindex if name != "ending"]
    endings = [fmt.ending for fmt in FORMATS] if "ending" in pattern.pattern.regex.groupindex else [""]
    lists = [values_of(name, pattern) for name in names]
    if "public_id" in names and "one" not in names and not is_thorough:
        lists[names.index("public_id")] = sorted(ids) or ["aaaaaaa0"]
    choices = product(*lists) if is_thorough else in_turn(lists)
    for place, chosen in enumerate(choices):
        asked = dict(zip(names, chosen, strict=True))
        if endings != [""]:
            asked["ending"] = endings[place % len(endings)]
        with contextlib.suppress(NoReverseMatch):  # a value of another sort
            yield reverse(f"sources:{pattern.name}", kwargs=asked), str(asked.get("public_id", ""))


def address_of(pattern: URLPattern) -> str:
    """Give one address that a pattern makes."""
    return next(address for address, _ in addresses_of(pattern, is_thorough=False))


def in_turn(lists: list[list[object]]) -> Iterator[tuple[object, ...]]:
    """Give choices in which each value stands once, beside the first of all others."""
    first = [values[0] for values in lists]
    yield tuple(first)
    for place, values in enumerate(lists):
        for value in values[1:]:
            yield (*first[:place], value, *first[place + 1 :])


def family(pattern: URLPattern) -> str:
    """Give what stands before the id in a pattern: those alike lead to the same things."""
    return str(pattern.pattern).partition(":public_id>")[0]


def said_by(response) -> str:
    """Give all that an answer says: its heads, its words, and those of the files in it."""
    content = b"".join(response) if response.streaming else response.content
    told = [f"{name}: {value}" for name, value in response.items()]
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as file:
            told += file.namelist()
            told += [file.read(name).decode(errors="replace") for name in file.namelist()]
    else:
        told.append(content.decode(errors="replace"))
    return "\n".join(told)


def leaks(said: str) -> list[str]:
    """Say what stands in an answer that may not."""
    return [*found_in(said), *([HIDDEN] if HIDDEN in said.casefold() else [])]


thoroughly = pytest.mark.parametrize(
    "is_thorough", [False, pytest.param(True, marks=pytest.mark.long)], ids=["each value", "each choice"]
)


@thoroughly
def test_s21_every_address_that_the_site_has_gives_no_name_and_no_withheld_words(reader, is_thorough):
    found, answered, asked, led_to = {}, set(), {""}, {}
    for pattern in urlpatterns:
        # The first of a family is asked with every id that is shown, the others with what led somewhere.
        ids = led_to.get(family(pattern), _shown & set(public_ids()))
        waiting = list(addresses_of(pattern, is_thorough=is_thorough, ids=ids))
        assert waiting, f"no address is made of {pattern}: name values for its parameters in KNOWN"
        for address, public_id in waiting:
            if address in asked:
                continue
            asked.add(address)
            answer = reader.get(address)
            waiting += [(further, "") for further in led_on(answer)]
            led_to.setdefault(family(pattern), set())
            if public_id and answer.status_code != 404:
                led_to[family(pattern)].add(public_id)
            if answer.status_code == 200:
                answered.add(resolve(unquote(urlsplit(address).path)).url_name)
            elif "Location" in answer.headers:
                answered.add(pattern.name)
            assert answer.status_code < 500, address
            if leaked := leaks(said_besides(answer, address)):
                found[address] = leaked

    assert found == {}
    assert {pattern.name for pattern in urlpatterns} - answered - WITHOUT_ANSWER == set()


def led_on(answer) -> list[str]:
    """Give the addresses to which an answer leads: a redirection, or what a list of the API has."""
    leads = [answer.headers.get("Location", "")]
    if answer.headers.get("Content-Type", "").startswith("application/json") and not answer.streaming:
        told = answer.json()
        items = told.get("items", []) if isinstance(told, dict) else []
        leads += [urlsplit(one["self"]).path for one in items if "self" in one]
    return [address for address in leads if not address.startswith("/static/")]


def said_besides(response, address: str) -> str:
    """Give what an answer says besides the parts of its address: what was asked for is not told."""
    said = said_by(response)
    for part in address.split("/"):
        said = echoless(said, part) if leaks(part) else said
    return said


@cache
def named_parameters() -> tuple[str, ...]:
    """Name every parameter of a query: those that the API declares, and whatever the pages get by a name."""
    code = "\n".join(file.read_text() for file in Path(addresses.__file__).parent.rglob("*.py"))
    read = re.findall(r"""\.(?:get|getlist)\(\s*["'](\w+)["']""", code)
    declared = [one.name for resource in RESOURCES.values() for one in resource.parameters]
    return tuple(sorted({*read, *declared, *(one.name for one in finding.PARAMETERS)}))


def echoless(said: str, words: str) -> str:
    """Take what was asked out of an answer, however it is written there, and the address's own tag."""
    said = re.sub(r"^ETag: .*$", "", said, flags=re.MULTILINE)
    ways = (words, html.escape(words), quote(words), quote_plus(words), json.dumps(words)[1:-1])
    for way in sorted({form for one in ways for form in (one, html.escape(one), one.casefold())}, key=len):
        said = said.replace(way, "…")
    return said


def asked_with(reader, address: str) -> tuple[int, str, int]:
    """Ask; give the status, what is said and how many questions were put to the edition."""
    kept_pages.clear()
    with CaptureQueriesContext(connections["edition"]) as queries:
        answer = reader.get(address)
        said = said_by(answer)
    return answer.status_code, said, len(queries)


def alike(reader, address: str, name: str, nobody: str) -> str:
    """Say how the answer about a name at risk differs from that about one that nobody has; "" for alike."""
    found = asked_with(reader, address.replace("{}", quote_plus(name)))
    none = asked_with(reader, address.replace("{}", quote_plus(nobody)))
    if (found[0], found[2]) != (none[0], none[2]):
        return f"{address}: {found[0]} after {found[2]} queries, {none[0]} after {none[2]}"
    return "" if echoless(found[1], name) == echoless(none[1], nobody) else f"{address}: other words"


@pytest.mark.slow
@thoroughly
def test_s22_whatever_a_query_asks_for_by_the_name_is_answered_as_for_nobody(reader, is_thorough):
    routes = [address_of(pattern) for pattern in urlpatterns]
    searching = ["/search/", "/search/feed/", "/api/v1/search", "/search/cite.bib", "/search/dossier/"]
    every = urlencode(dict.fromkeys(named_parameters(), "NAME")).replace("NAME", "{}")
    asked = [f"{route}?{every}" for route in routes]
    asked += [
        f"{route}?q=tax&{name}={{}}"
        for route in (searching if is_thorough else searching[:1])
        for name in named_parameters()
    ]
    asked += [f"/search/?q={field}%22{{}}%22" for field in ("", *(one for one, *_ in fields_said()))]
    asked += [f"/search/?q=tax&in={kind}:{{}}" for kind in sorted(CHOSEN)]
    asked += [f"/search/?q={{}}{more}" for more in ("&spelling=exact", "%20tax", "*", "&page=2")]
    asked += [
        f"/api/v1/{name}?{one.name}={{}}"
        for name, resource in RESOURCES.items()
        for one in resource.parameters
        if one.name != "after"  # what stands after a word in a public list: of any two words another
    ]
    asked += [
        f"/{kinds}/within/?{name}={{}}" for kinds in KNOWN["kinds"] for name in ("publication", "topic", "q")
    ]
    asked += [
        "/oai?verb=GetRecord&metadataPrefix=tei&identifier=oai:testserver:{}",
        "/unapi?id={}&format=mods",
    ]

    pairs = list(NOBODY.items())
    tried = product(asked, pairs) if is_thorough else zip(asked, cycle(pairs), strict=False)
    differing = [alike(reader, address, *pair) for address, pair in tried]

    assert len(asked) > 200
    assert [one for one in differing if one] == []


@thoroughly
def test_s22_an_address_with_the_name_in_it_is_answered_as_one_with_a_name_that_nobody_has(
    reader, is_thorough
):
    asked = []
    for pattern in urlpatterns:
        for place, name in enumerate(pattern.pattern.regex.groupindex):
            if name in {"slug", "letter", "text", "corpus", "key"}:
                known = address_of(pattern)
                asked.append((pattern, name, place, known))
    differing, turns = [], cycle(NOBODY.items())
    for pattern, name, _, known in asked:
        match = resolve(known)
        for own, nobody in NOBODY.items() if is_thorough else [next(turns)]:
            with contextlib.suppress(NoReverseMatch):
                made = [
                    reverse(f"sources:{pattern.name}", kwargs=match.kwargs | {name: one})
                    for one in (own, nobody)
                ]
                found, none = (asked_with(reader, address) for address in made)
                if (found[0], found[2], echoless(found[1], own)) != (
                    none[0],
                    none[2],
                    echoless(none[1], nobody),
                ):
                    differing.append(made[0])

    assert len(asked) > 20
    assert differing == []


@thoroughly
def test_s22_hidden_ids_are_answered_as_ids_that_never_were(reader, canaries, is_thorough):
    shown = canaries.read_bytes()
    hidden = [one for one in public_ids() if one.encode() not in shown]
    never, turns = "zzzzzzz1", cycle(hidden)
    routes = [
        pattern for pattern in urlpatterns if {"public_id", "one"} & set(pattern.pattern.regex.groupindex)
    ]
    differing = []
    for pattern in routes:
        param = next(name for name in pattern.pattern.regex.groupindex if name in {"public_id", "one"})
        kwargs = resolve(address_of(pattern)).kwargs
        none = asked_with(reader, reverse(f"sources:{pattern.name}", kwargs=kwargs | {param: never}))
        for one in hidden if is_thorough else [next(turns), next(turns)]:
            found = asked_with(reader, reverse(f"sources:{pattern.name}", kwargs=kwargs | {param: one}))
            if (found[0], echoless(found[1], one), found[2]) != (none[0], echoless(none[1], never), none[2]):
                differing.append((pattern.name, one))

    assert len(hidden) > 10
    assert differing == []


@pytest.mark.slow  # the same pages again, as files
def test_s21_copy_of_the_site_as_files_has_no_name_and_no_withheld_words(reader, tmp_path):
    export_site(tmp_path / "copy")

    files = [file for file in (tmp_path / "copy").rglob("*") if file.is_file()]
    assert len(files) > 60
    assert {file.name: found for file in files if (found := leaks(str(file) + in_file(file)))} == {}


def in_file(file: Path) -> str:
    """Give what a file says, and what the files in it say."""
    return said_by(HttpResponse(file.read_bytes()))
