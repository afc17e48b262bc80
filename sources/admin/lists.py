"""The lists of the desk by what they are of: in alphabetical order, twenty are searched anew each time."""

from collections.abc import Mapping, Sequence
from typing import Any

# By the names of the models; one that is not here stands in the last group.
GROUPS: Mapping[str, Sequence[str]] = {
    "Texts": ("Article", "Document", "Corpus", "Publication", "Passage"),
    "Who, where, when": ("Person", "Place", "Organisation", "Date", "Topic"),
    "Marks": ("Mention", "Quotation", "Remark"),
    "Accounts compared": ("Question", "Claim", "Party"),
    "The archive": ("ChangeSet", "Change", "Edition", "Site", "SitePage", "User"),
}
_LAST = list(GROUPS)[-1]


def grouped(apps: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:  # as Django's site lists them
    """Give each app of the admin as its groups, without those of which the account may see nothing."""
    return [group for app in apps for group in _groups(app)]


def _groups(app: Mapping[str, Any]) -> list[dict[str, Any]]:
    known = {name for names in GROUPS.values() for name in names}
    groups = []
    for title, names in GROUPS.items():
        rows = {model["object_name"]: model for model in app["models"]}
        own = [rows[name] for name in names if name in rows]
        own += [row for name, row in rows.items() if title == _LAST and name not in known]
        if own:
            groups.append({**app, "name": title, "models": own})
    return groups
