"""What the archive is made of: a CycloneDX bill of materials (SBOM, ECMA-424, version 1.6).

Whoever hears of a weakness in a package can see whether an archive has it. The list is the lock file, which
is all that is installed; what only the installed package tells (its licence, what it needs) is read there.
The same lock and machine give the same bill: no clock, no chance.
"""

import hashlib
import re
import sqlite3
import sys
import uuid
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from django.conf import settings

Json = dict[str, Any]
NAME = "sourcebook"
LOCK = "requirements.lock"
OUTLINES = "sources/public/maps/outlines.json"  # the one file of other people's data in the tree
_PIN = re.compile(
    r"^(?P<name>[a-z0-9-]+)==(?P<version>[\w.+!-]+)(?P<hashes>(?: \\\n\s+--hash=sha256:\w{64})*)", re.M
)
_UNTOLD = {"pyrage": "MIT License"}  # what its LICENSE file says; its metadata say nothing
_PLAIN = re.compile(r"[-_.]+")


def bill() -> Json:
    """Give the bill of materials as JSON can hold it."""
    lock = (Path(settings.BASE_DIR) / LOCK).read_text()
    pins = {pin["name"]: pin for pin in _PIN.finditer(lock)}
    packages = [_package(pin) for pin in pins.values()]
    beneath = [
        _plain("platform", "python", ".".join(map(str, sys.version_info[:3])), "PSF-2.0"),
        _plain("library", "sqlite", sqlite3.sqlite_version, "blessing"),
        _outlines(),
    ]
    needs = [{"ref": _ref(name), "dependsOn": sorted(set(_needs(name, pins)))} for name in pins]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, lock)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": NAME,
                "name": NAME,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": [*packages, *beneath],
        "dependencies": [
            {"ref": NAME, "dependsOn": sorted(component["bom-ref"] for component in [*packages, *beneath])},
            *needs,
        ],
    }


def _ref(name: str) -> str:
    return f"pypi:{name}"


def _package(pin: re.Match[str]) -> Json:
    name, version = pin["name"], pin["version"]
    address = f"pkg:pypi/{name}@{version}"
    hashes = [{"alg": "SHA-256", "content": found} for found in re.findall(r"sha256:(\w{64})", pin["hashes"])]
    component: Json = {
        "type": "library",
        "bom-ref": _ref(name),
        "name": name,
        "version": version,
        "purl": address,
        # Of each platform's file one; pip installs none that has another.
        "externalReferences": [{"type": "distribution", "url": address, "hashes": hashes}],
    }
    installed = _installed(name)
    if installed is not None and (licence := _licence(installed)):
        component["licenses"] = [licence]
    return component


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _licence(installed: Distribution) -> Json | None:
    """Give a licence as the package states it: as an expression of SPDX, or in its own words."""
    told = installed.metadata
    if expressions := told.get_all("License-Expression"):
        return {"expression": expressions[0]}
    classes = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or [] if "License ::" in one]
    words = ", ".join(classes) or (told.get_all("License") or [""])[0].strip().partition("\n")[0]
    words = words or _UNTOLD.get(told["Name"], "")
    return {"license": {"name": words}} if words else None


def _needs(name: str, pins: dict[str, re.Match[str]]) -> Iterator[str]:
    """Give what a package needs of what is installed; what an extra of it would need is left out."""
    installed = _installed(name)
    for line in (installed.requires or []) if installed else []:
        if "extra ==" in line:
            continue
        needed = _PLAIN.sub("-", re.split(r"[^\w.-]", line, maxsplit=1)[0]).lower()
        if needed in pins:
            yield _ref(needed)


def _plain(kind: str, name: str, version: str, licence: str) -> Json:
    return {
        "type": kind,
        "bom-ref": name,
        "name": name,
        "version": version,
        "licenses": [{"license": {"id": licence}}],
    }


def _outlines() -> Json:
    """Give the outlines of the maps: data in the public domain, by its digest."""
    digest = hashlib.sha256((Path(settings.BASE_DIR) / OUTLINES).read_bytes()).hexdigest()
    return {
        "type": "data",
        "bom-ref": "natural-earth",
        "name": "Natural Earth outlines",
        "licenses": [{"license": {"name": "Public domain"}}],
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }
