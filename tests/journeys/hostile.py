"""Forty strings that run where a page writes text as markup, and an article that has them everywhere."""

STRINGS = [
    "<script>__pwn.push(1)</script>",
    "<svg/onload=__pwn.push(2)>",
    "<svg><script>__pwn.push(3)</script></svg>",
    '"><img src=x onerror=__pwn.push(4)>',
    "'><img src=x onerror=__pwn.push(5)>",
    "<img src=x onerror=__pwn.push(6)//",
    "<body onload=__pwn.push(7)>",
    "<iframe srcdoc='<script>parent.__pwn.push(8)</script>'></iframe>",
    "<iframe src=javascript:parent.__pwn.push(9)></iframe>",
    "<a href=javascript:__pwn.push(10)>x</a>",
    "javascript:__pwn.push(11)",
    "JaVaScRiPt:__pwn.push(12)",
    "java\tscript:__pwn.push(13)",
    "data:text/html,<script>parent.__pwn.push(14)</script>",
    "</script><script>__pwn.push(15)</script>",
    "</title><script>__pwn.push(16)</script>",
    "</textarea><script>__pwn.push(17)</script>",
    "</style><script>__pwn.push(18)</script>",
    "--><script>__pwn.push(19)</script>",
    "]]><script>__pwn.push(20)</script>",
    "<!--<img src='--><img src=x onerror=__pwn.push(21)//'>",
    "<noscript><p title='</noscript><img src=x onerror=__pwn.push(22)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=__pwn.push(23)'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=__pwn.push(24)>",
    "&#x3c;script&#x3e;__pwn.push(25)&#x3c;/script&#x3e;",
    "&lt;img src=x onerror=__pwn.push(26)&gt;",
    "\\u003cscript\\u003e__pwn.push(27)\\u003c/script\\u003e",
    "{{7*7}}{% debug %}",
    "${__pwn.push(29)}",
    "`${__pwn.push(30)}`",
    "'-__pwn.push(31)-'",
    "\\';__pwn.push(32);//",
    '" onfocus=__pwn.push(33) autofocus x="',
    "' onmouseover=__pwn.push(34) '",
    "x onclick=__pwn.push(35)",
    "<details open ontoggle=__pwn.push(36)>",
    "<input autofocus onfocus=__pwn.push(37)>",
    "<video><source onerror=__pwn.push(38)></video>",
    "<object data=javascript:__pwn.push(39)></object>",
    "<base href=//evil.example/><link rel=stylesheet href=//evil.example/x.css>",
]

# Run in the archive's own shell with STRINGS named: one passage a string, marks with it in every field.
WRITE = """
import hashlib
from django.utils.text import slugify
from sources.models import (
    Article, Contributor, Corpus, Document, Entity, Mention, Name, Passage, PassageRevision, Publication,
    TaggedPassage, Topic, User,
)
corpus = Corpus.objects.create(slug="hostile", title=STRINGS[0], description=STRINGS[1])
document = Document.objects.create(
    corpus=corpus, file_name=STRINGS[3], sha256=hashlib.sha256(b"hostile").hexdigest(), size=9, is_held=True,
    origin=STRINGS[2],
)
publication = Publication.objects.create(name=STRINGS[4])
article = Article.objects.create(document=document, index=0, title=STRINGS[14], publication=publication)
Contributor.objects.create(article=article, position=0, role="author", name=STRINGS[5])
User.objects.filter(username="finch").update(handle=STRINGS[6][:40])
place = 0
for number, string in enumerate(STRINGS):
    seen = "".join(sign for sign in string if sign.isprintable())  # in a name the database wants no others
    text = f"Then {string} was said."
    passage = Passage.objects.create(
        document=document, article=article, number=str(number + 1), kind="body", start=place,
        end=place + len(text), speaker_name=string[:200], reason=string[:200],
    )
    place += len(text) + 1
    revision = PassageRevision.objects.create(passage=passage, text=text, reason=string)
    entity = Entity.objects.create(
        kind="person", preferred_name=seen, sort_name=seen, spelling_key=str(number), description=string,
    )
    Name.objects.create(entity=entity, form=f"{seen} again", spelling_key=f"again {number}")
    topic = Topic.objects.create(name=string[:100], slug=f"t{number}", description=string)
    TaggedPassage.objects.create(content_object=passage, tag=topic)
    Mention.objects.create(
        revision=revision, start=5, end=5 + len(string), exact=string, status="suggested", note=string,
        rule=string[:60], reason=string, recogniser=string[:40], proposed_kind="person", proposed_name=string,
        proposed_entity=entity if number % 2 else None,
    )
"""

# Run after it: every column of text of every row gets one of them, where the database lets it in; then each
# comes into the record as a reason and within rows before and after. It prints the columns refused.
FILL = """
import json
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from sources.annotate import authority, merge, quoting
from sources.annotate.acts import act, date_for
from sources.models import Party, Remark
from sources.values.span import Span
from tests.factories import make_claim, make_question

date_for("1927-10-14")
finch = User.objects.get(username="finch")
# What a program reads, not a person: names of rows, digests, codes.
CODES = {
    "public_id", "username", "password", "spelling_key", "slug", "sha256", "digest", "encoding",
    "proposed_edtf", "got",
}
for string in STRINGS:
    Remark.objects.create(article=article, text=string, asks_second_opinion=True, author=finch)
for kind in ("person", "person", "place", "organisation"):
    authority.create(kind, STRINGS[0], actor=None, description=STRINGS[1])
merge.merge(*Entity.objects.filter(kind="person").order_by("-pk")[:2], actor=None)
quoting.mark(revision, Span(0, 4), STRINGS[3], actor=None, note=STRINGS[4])
Party.objects.create(slug="party", label=STRINGS[5])
make_claim(revision, "Then", make_question(corpus), asserter_name=STRINGS[6], measure="in_words", text="x")
refused = set()
for model in apps.get_app_config("sources").get_models():
    columns = [
        field for field in model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField)) and not field.choices
        and field.name not in CODES
    ]
    for field in columns if not model._meta.proxy else ():
        stored = 0
        for number, row in enumerate(model._base_manager.order_by("pk")):
            string = STRINGS[number % len(STRINGS)][: field.max_length or 500]
            try:
                field.clean(string, row)
                with transaction.atomic():
                    stored += model._base_manager.filter(pk=row.pk).update(**{field.name: string})
            except (DatabaseError, ValidationError):
                pass
        if not stored and model._base_manager.exists():
            refused.add(f"{model.__name__}.{field.name}")
# Two of them look alike.
Entity.objects.filter(pk__in=Entity.objects.values("pk")[:2]).update(spelling_key="one key")
entity = Entity.objects.earliest("pk")
for string in STRINGS:
    with act("edit", string, actor=finch, reason=string) as doing:
        doing.change(entity, description=string + " once more")
Mention.objects.filter(pk__in=Mention.objects.order_by("pk").values("pk")[:20]).update(
    status="accepted", entity=entity,
)
Article.objects.update(status="published", access="full")
print(json.dumps(sorted(refused)))
"""

# The first row of each model, by which its pages are reached.
ROWS = """
import json
from sources.admin.site import desk
first = {model._meta.model_name: model._default_manager.order_by("pk").first() for model in desk._registry}
print(json.dumps({name: row.pk for name, row in first.items() if row is not None}))
"""
