"""What an element of a web page says of itself: by its tag, its role, its microdata, its class names.

Tags and roles are the standard's (HTML Living Standard §4.3, WAI-ARIA landmarks); class names are a
habit of page builders, in much the same English words everywhere, so they count as signs, never as proof.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

# Elements whose text is no text of the page.
SILENT = frozenset(
    {"script", "style", "template", "svg", "math", "iframe", "object", "embed", "canvas", "title", "head"}
)
SILENT |= {"noframes", "audio", "video", "map", "datalist"}

_BLOCKS = """ address article aside blockquote body button caption center dd details dialog dir div dl dt
fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main
menu nav noscript ol option optgroup p pre section select summary table tbody td textarea tfoot th thead tr
ul
"""
BLOCKS = frozenset(_BLOCKS.split())

TAGS = frozenset(
    {
        "nav",
        "footer",
        "header",
        "aside",
        "figcaption",
        "figure",
        "li",
        "blockquote",
        "form",
        "pre",
        "main",
        "article",
    }
    | {
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "td",
        "th",
        "dt",
        "dd",
        "time",
        "address",
        "button",
        "select",
        "noscript",
    }
)
ROLES = {
    "navigation": "nav",
    "menu": "nav",
    "menubar": "nav",
    "banner": "banner",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "form",
    "dialog": "form",
    "alertdialog": "form",
    "button": "button",
}

CLASSES = (
    (
        "comment",
        r"comments?(?:list|area|body|text|thread|form|s?section)?|disqus\w*|respond|coral\w*|livefyre|replies",
    ),
    (
        "related",
        r"related\w*|recommend\w*|recirc\w*|teasers?|trending|popular|outbrain\w*|taboola\w*|zergnet|readmore",
    ),
    (
        "related",
        r"(?:read|see|also|you|most)-?(?:more|also|next|might|may|read|viewed|shared|popular|recent)|more-?\w*",
    ),
    ("share", r"shar(?:e|es|ing)\w*|social\w*|addthis\w*|addtoany\w*|follow\w*|sharedaddy|a2a"),
    ("nav", r"nav\w*|menu\w*|breadcrumbs?|skip\w*|pagination|pager|sitemap|toolbar|topbar|masthead|tabs?"),
    ("byline", r"bylines?\w*|authors?\w*|writers?|contributors?"),
    (
        "dated",
        r"pub-?date|publish\w*|date\w*|timestamps?|posted\w*|entry-?date|time-?stamps?|article-?date|updated",
    ),
    (
        "caption",
        r"captions?\w*|wp-caption-text|cutline|photo-?credits?|image-?credits?|credits?|gallery-?text",
    ),
    ("deck", r"standfirst|deck|dek|subtitle|sub-?head(?:line|ing)?|summary|lede|strapline|kicker-?text"),
    ("kicker", r"kickers?|eyebrow|rubric|section-?label|overline"),
    ("tags", r"tags?|tag-?(?:list|cloud|links)|topics?|categor(?:y|ies)|keywords?"),
    (
        "form",
        r"newsletters?\w*|subscri\w*|sign-?up\w*|log-?in\w*|paywall\w*|cookies?\w*|consent\w*|gdpr\w*|modal\w*|popups?",
    ),
    ("form", r"overlay|banner-?cookie|optin|promo\w*|donat\w*|membership"),
    ("advert", r"ads?|advert\w*|sponsor\w*|dfp|adslot|ad-\w+|commercial"),
    ("footer", r"footer\w*|copyright|colophon|legal|disclaimer"),
    ("hidden", r"visually-?hidden|sr-?only|screen-?reader\w*|hidden|hide|offscreen"),
    ("aside", r"sidebar\w*|aside|widget\w*|rail|right-?col\w*"),
    ("quote", r"pull-?quote\w*"),
    ("author_box", r"(?:author|about)-?(?:bio|box|info|card|description)\w*|bio\w*"),
)
_CLASSES = tuple((name, re.compile(rf"(?:{words})")) for name, words in CLASSES)
_CUT = re.compile(r"[\s_/:.]+|(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MICRODATA = {"author": "byline", "datepublished": "dated", "headline": "headline", "caption": "caption"}
_MICRODATA |= {
    "description": "deck",
    "alternativeheadline": "deck",
    "comment": "comment",
    "articlebody": "story",
}
LONGEST_CLASS = 300
FURNITURE = frozenset({"comment", "related", "share", "nav", "form", "advert", "footer"})


def tags_of(tag: str, attributes: Mapping[str, str]) -> frozenset[str]:
    """Give the signs that one element carries, in the words of this module."""
    tags = {tag} & TAGS
    if not attributes:
        return frozenset(tags)
    role = ROLES.get(attributes.get("role", "").strip().lower())
    if role:
        tags.add(role)
    for item in attributes.get("itemprop", "").lower().split()[:8]:
        if item in _MICRODATA:
            tags.add(_MICRODATA[item])
    if "author" in attributes.get("rel", "").lower().split():
        tags.add("byline")
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")[:LONGEST_CLASS]):
        tags.add("hidden")
    words = f"{attributes.get('class', '')[:LONGEST_CLASS]} {attributes.get('id', '')[:LONGEST_CLASS]}"
    if tag not in {"html", "body", "main"} and not words.isspace():
        tags |= _named(words)
    return frozenset(tags)


@lru_cache(maxsize=4096)
def _named(words: str) -> frozenset[str]:
    """Give the signs in class names, cut at spaces, underscores and humps.

    The last word of a hyphenated name says what the thing is ("article-byline"); the first what it is for,
    which tells only furniture ("share-button"): "author-smith" and "tag-strikes" on a whole article are how
    a common page builder files it.
    """
    signs: set[str] = set()
    for part in filter(None, map(str.lower, _CUT.split(words))):
        pieces = part.split("-")
        signs |= _meanings(part) | _meanings(pieces[-1]) | (_meanings(pieces[0]) & FURNITURE)
        for pair in pairwise(pieces):
            signs |= _meanings("-".join(pair))
    return frozenset(signs)


@lru_cache(maxsize=16384)
def _meanings(piece: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _CLASSES if pattern.fullmatch(piece))
