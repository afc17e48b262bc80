"""Every address of the desk, as its own resolver has them: a new page is among them by itself."""

from collections.abc import Iterator, Mapping

from django.urls import URLPattern, URLResolver, reverse

from sources.admin.site import desk

# Open to everybody, or leading on to another of these.
OUTSIDE = {
    *(
        "login",
        "logout",
        "passkey_add",
        "passkey_ask",
        "passkey_offer",
        "second_factor_set_up",
        "sign_in_code",
    ),
    *("view_on_site", None),
}
# What an address asks for besides the row that it names.
ASKED = {
    "autocomplete": "app_label=sources&model_name=mention&field_name=entity&term=a",
    "tag_all": "entity={entity}",
    "withhold": "passage={passage}",
    "withhold_seek": "q=Ada+Quill",
    "sources_passage_regions": "article={article}",
}
# No row has it.
NOWHERE = 9


def routes() -> list[URLPattern]:
    """Give every name and pattern that the desk answers."""

    def walk(patterns: list[URLResolver | URLPattern]) -> Iterator[URLPattern]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns)
            else:
                yield one

    return list(walk(desk.get_urls()))


def address(route: URLPattern, rows: Mapping[str, int], token: str = "0" * 32) -> str:
    """Fill in a route's arguments with the rows that there are, by model; others name no row."""
    parts = str(route.name).replace("-", "_").split("_")
    model = parts[1] if parts[0] == "sources" else parts[0]
    row = rows.get("user" if route.name == "auth_user_password_change" else model, NOWHERE)
    values = {
        "pk": row,
        "object_id": row,
        "id": row,
        "passage": rows.get("passage", NOWHERE),
        "mention": rows.get("mention", NOWHERE),
        "claim": rows.get("claim", NOWHERE),
        "token": token,
        "number": "0",
        "app_label": "sources",
    }
    wanted = route.pattern.regex.groupindex
    found = reverse(f"admin:{route.name}", kwargs={key: values[key] for key in wanted})
    asked = ASKED.get(str(route.name), "").format_map(
        {"entity": NOWHERE, "article": NOWHERE, "passage": NOWHERE, **rows}
    )
    return f"{found}?{asked}" if asked else found
