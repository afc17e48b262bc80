"""Countries, regions and larger towns of the world, with where they are.

Read once, when first asked, from ``data/gazetteer.tsv``: an extract of GeoNames (CC BY 4.0; see
``data/LICENCES.md``) with capitals and towns of 30,000 people and more under the names in use,
former ones included. A name that several places bear gives the one most people live in.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_LISTS = Path(__file__).parent / "data" / "cues.toml"
# Parts of the world that are no country or region of today: England, the Balkans, Siam.
_CUES = tomllib.loads(_LISTS.read_text("utf-8"))
_OTHERS = _CUES["known_places"].strip().replace("\n", "|").split("|")
_FILE = Path(__file__).parent / "data" / "gazetteer.tsv"


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place: ``feature`` is country, region, capital or city; coordinates in degrees or None."""

    name: str
    feature: str
    geonames: str
    latitude: float | None
    longitude: float | None
    country: str
    population: int


@cache
def _rows() -> dict[str, str]:
    """Give the line of each name in lower case, alternate names included.

    The file stands in the order of weight (countries, capitals, regions, towns by people), so that
    the first to bear a name keeps it.
    """
    lines = _FILE.read_text("utf-8").splitlines()
    rows = {name.lower(): f"{name}\tregion\t\t\t\t\t0\t" for name in _OTHERS}
    for line in lines:
        rows.setdefault(line[: line.index("\t")].lower(), line)
    for name in [name for name in rows if name.startswith("st. ")]:
        rows.setdefault(f"st {name[4:]}", rows[name])
    for line in lines:
        alternates = line[line.rindex("\t") + 1 :]
        if alternates:
            for name in alternates.lower().split("|"):
                rows.setdefault(name, line)
    return rows


def look_up(name: str) -> GazetteerPlace | None:
    """Give the place of that name, whatever its case; None where there is none."""
    line = _rows().get(name.lower())
    if line is None:
        return None
    row = line.split("\t")
    return GazetteerPlace(
        name=row[0],
        feature=row[1],
        geonames=row[2],
        latitude=float(row[3]) if row[3] else None,
        longitude=float(row[4]) if row[4] else None,
        country=row[5],
        population=int(row[6] or 0),
    )


@cache
def _former_names() -> dict[str, str]:
    """Give the country for each other name that newspapers have for it: "Burma", "U.S.", "Kazakstan"."""
    lines = (line.partition(":") for line in _CUES["country_names"].strip().splitlines())
    return {name.strip().lower(): country for country, _, names in lines for name in names.split("|")}


def country_of(name: str) -> str:
    """Give the country that a name stands for, "" where it stands for none."""
    low = name.lower()
    row = _rows().get(_former_names().get(low, low).lower(), "").split("\t", 3)
    return row[0] if row[1:2] == ["country"] else ""


@cache
def _lands() -> frozenset[str]:
    return frozenset(name.lower() for name in _OTHERS)


def is_known_land(name: str) -> bool:
    """Tell whether it is one of the lands and parts of the world listed by hand: "England", "the Balkans"."""
    return name.lower() in _lands()


def is_place(name: str) -> bool:
    """Tell whether some place bears the name."""
    return name.lower() in _rows()


def feature_of(name: str) -> str:
    """Give "country", "region", "capital" or "city" for a place's name, "" for any other word."""
    line = _rows().get(name.lower())
    return line.split("\t", 2)[1] if line else ""
