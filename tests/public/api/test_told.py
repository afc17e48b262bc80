"""What the page about the API says is in the catalogues, though the description for programs is English."""

import ast
from pathlib import Path

from sources.public.api import answers, problems, told
from sources.public.api.description import operations

ROOM = Path(told.__file__).parent


def shown_to_translators():
    """Every sentence in the room that xgettext finds."""
    calls = (
        node
        for path in ROOM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    )
    return {
        call.args[0].value
        for call in calls
        if call.func.id in {"_", "gettext_noop"} and isinstance(call.args[0], ast.Constant)
    }


def test_every_sentence_of_the_page_is_shown_to_translators():
    known = operations()
    shapes = {inner for one in known for shape in one.shapes for inner in shape.nested()}
    shapes |= {answers.ABOUT, problems.PROBLEM}

    said = {one.said for one in [*known, *shapes]}
    said |= {parameter.said for one in known for parameter in one.parameters}
    said |= {field.said for shape in shapes for field in shape.fields}
    said |= {words for kind in problems.KINDS.values() for words in (kind.said, kind.title)}

    assert said - shown_to_translators() == set()
