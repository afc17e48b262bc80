"""A small package of our own, to copy and to damage; and what a database holds, as one digest."""

import hashlib
import json
import shutil
from pathlib import Path

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder

from sources.export.package.load import LoadReport, load
from sources.export.package.read import read
from sources.export.package.texts import find_texts

SEEDS = Path(__file__).parents[3] / "seeds"


def copy_of(slug: str, folder: Path) -> Path:
    """Copy a seed package, so that a test can damage it."""
    return Path(shutil.copytree(SEEDS / slug, folder / slug))


def edit(path: Path, old: str, new: str) -> int:
    """Replace the one occurrence of a string in a file; give its line, counted from 1."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")
    return text.count("\n", 0, text.index(old)) + 1


def load_folder(folder: Path, texts: Path | None = None, **options: bool) -> LoadReport:
    """Load a package as the command does."""
    package = read(folder)
    return load(package, find_texts(package.documents, folder, texts).found, **options)


def whole_database() -> str:
    """Digest every row of every table of ours, the log included: equal only if nothing was written."""
    digest = hashlib.sha256()
    for model in sorted(apps.get_app_config("sources").get_models(), key=lambda one: one._meta.label):
        if model._meta.proxy:
            continue
        for row in model._base_manager.order_by("pk").values_list():
            line = json.dumps([model._meta.label, *row], cls=DjangoJSONEncoder, sort_keys=True)
            digest.update(line.encode())
    return digest.hexdigest()


def files_of(folder: Path) -> dict[str, bytes]:
    """Everything in a folder but the page for people, by name."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "README.md"
    }
