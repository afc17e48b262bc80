"""The ways in which one name is spelled in Latin letters, as a table with a reason for each row.

Reporters spell by ear, by their passport's system or by their own language: Zhanaozen, Janaozen,
Жанаозен. A rule turns one written form into the sound that the other forms share. The sound "ch"
is kept as the letter c and "sh" as x, which no rule leaves standing otherwise, so that "s" and
"kh" meeting in Askhat do not become the sh of Ashat. Rules that hold in one language only, and
would be wrong in most, are manners: ``similarity`` tries them, the key does not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

Change = tuple[str, str]  # what is written, and what another would write; "" where they leave it out


@dataclass(frozen=True, slots=True)
class Rule:
    """``written`` (a regular expression) stands for ``sound``, which a reader would spell ``said``."""

    written: str
    sound: str
    said: str
    reason: str


# Letters that the general romanisation would strip to their base letter or spell another way.
LETTERS = {
    "ş": ("sh", "Turkish, Azerbaijani, Romanian (cedilla)"),
    "ș": ("sh", "Romanian (comma)"),
    "š": ("sh", "Czech, Croatian, Lithuanian, scientific transliteration"),
    "č": ("ch", "Czech, Croatian, scientific transliteration"),
    "ć": ("ch", "Croatian, Serbian"),
    "ž": ("zh", "Czech, Croatian, scientific transliteration"),
    "ż": ("zh", "Polish"),
    "ţ": ("ts", "Romanian (cedilla)"),
    "ț": ("ts", "Romanian (comma)"),
    "ə": ("a", "Azerbaijani: Əliyev is Aliyev in English"),
    "ә": ("a", "Kazakh, Tatar, in Cyrillic letters"),
    "ң": ("n", "Kazakh, Kyrgyz: English writes n, the romanisation tables ng"),
    "ñ": ("n", "Kazakh in Latin letters, Spanish"),
    "đ": ("dj", "Croatian, Serbian"),
    "ў": ("u", "Uzbek: Ўзбек is Uzbek"),
}

# Before a, o or u within a word ç may be the French or Portuguese s, which English print strips to c.
_CEDILLA = Rule(r"ç(?![aou])|\bç", "ch", "ch", "Turkish, Azerbaijani, Albanian: Vorçenko")
LETTER_RULES = (
    *(Rule(letter, latin, latin, reason) for letter, (latin, reason) in LETTERS.items()),
    _CEDILLA,
)

# Read from left to right in one pass, the first that fits; longer forms stand before shorter ones.
RULES = (
    Rule("schtsch|shch|szcz|stch", "x", "sh", "щ in German, English, Polish, French"),
    Rule("sch", "x", "sh", "German; also щ in Scherbakov"),
    Rule("sh|sz", "x", "sh", "ш in English; sz in Polish"),
    Rule("tsch|tch|cz|ch", "c", "ch", "ч in German, French, Polish, English"),
    Rule("dzh|dsch|dj", "j", "j", "дж in English, German, French: Karadzha is Karaja"),
    Rule("zh", "j", "j", "ж: Zhanaozen is Janaozen"),
    Rule("kh", "h", "h", "х: Kalmukhambet is Kalmuhambet"),
    Rule("gh", "g", "g", "ғ, Arabic ghain: Afghan is Afgan"),
    Rule("ph", "f", "f", "Greek and English"),
    Rule("th", "t", "t", "Greek and English: Thomas is Tomas"),
    Rule("dh", "d", "d", "Arabic dhal, dad: Riyadh is Riyad"),
    Rule("ck", "k", "k", "English and German"),
    Rule("tz", "ts", "ts", "ц in German"),
    Rule("c(?=[eiy])", "s", "s", "soft c of the Romance languages and English"),
    Rule("c", "k", "k", "hard c"),
    Rule("q", "k", "k", "қ, Arabic qaf: Qasymov is Kasymov"),
    Rule("x", "ks", "ks", "Alexei is Aleksei"),
    Rule("w", "v", "v", "Polish and German: Worczenko is Vorchenko"),
    Rule(r"(?<=[a-z]{2}o)ff?\b|(?<=[a-z]{2}e)ff\b", "v", "v", "-ов, -ев in older print: Romanoff is Romanov"),
    Rule(r"(?<=[aeiou])h\b", "", "", "Arabic final h: Abdullah is Abdulla"),
    Rule(r"ij\b", "i", "i", "-ий in German, Dutch and scientific transliteration"),
    Rule("(?:i[iy]|y[iy]|[iy])e(?=[a-z])", "e", "e", "е after a vowel or softening: Nazarbayev is Nazarbaev"),
    Rule("(?<=[b-df-hj-np-tv-xz])yo(?=[b-df-hj-np-tv-xz])", "e", "e", "ё: Fyodor is Fedor"),
    Rule("y", "i", "i", "й, ы, and the y of ю and я: Kostyuchenko is Kostiuchenko"),
    Rule("ou|oo", "u", "u", "у in French and English: Mahmoud, Mahmood"),
    Rule("ee", "i", "i", "и in English: Saleem is Salim"),
    Rule("ue(?=[b-df-hj-np-tv-xz])", "u", "u", "ü in German without the dots: Mueller is Müller"),
    Rule("oe(?=[b-df-hj-np-tv-xz])", "o", "o", "ö in German without the dots: Goering is Göring"),
)

MANNERS = {
    "Turkish": (
        Rule("c(?!h)", "j", "j", "Karaca is Karaja"),
        Rule("ç", "ch", "ch", "Koçak is Kochak"),
    ),
    "Slavic": (
        Rule("je(?=[a-z])", "e", "e", "Beljajev is Belyaev"),
        Rule("j", "i", "i", "Jurij is Yuri"),
        Rule("c(?![hkz])", "ts", "ts", "Cvetkov is Tsvetkov"),
        Rule("rz", "j", "j", "Polish: Brzeziński is Бжезинский"),
    ),
    "German": (
        Rule("je(?=[a-z])", "e", "e", "Jelzin is Yeltsin"),
        Rule("j", "i", "i", "Juri is Yuri"),
        Rule("(?<!t)z", "ts", "ts", "Zarizyn is Tsaritsyn"),
        Rule("(?<!s)ch", "h", "kh", "Charkow is Kharkov"),
    ),
    "French": (
        Rule("tch", "c", "ch", "Tchekhov is Chekhov"),
        Rule("ch", "x", "sh", "Chamil is Shamil"),
    ),
    "Arabic": (
        Rule("q", "g", "g", "qaf where it is spoken g: Qaddafi is Gaddafi"),
        Rule(r"\bel\b", "al", "al", "the article: El Aswad is Al Aswad"),
    ),
    "Ukrainian": (Rule("h(?=[aeiouylr])", "g", "g", "Hryhorii is Grigori: г"),),
}

# Print that has no accents: Karadžić is Karadzic, whatever sound the accent stood for.
ACCENTLESS = "accentless"

# Which letter may stand for one whose accent makes another sound of it; one for each sound is enough.
WITH_ACCENT = {"s": "š", "c": "č", "z": "ž", "d": "đ", "t": "ț"}

# A man's and a woman's form of one Slavic surname: father and daughter, never one person.
GENDERED_ENDINGS = (("v", "va"), ("in", "ina"), ("ski", "skaia"), ("ski", "ska"), ("oi", "aia"), ("i", "aia"))


@dataclass(frozen=True, slots=True)
class Scanner:
    """Rules made into one expression; its group number n is rule number n - 1."""

    rules: Sequence[Rule]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, rules: Sequence[Rule]) -> "Scanner":
        """Compile; the first rule that fits wins."""
        # Without rules nothing must match: "(?!)" never does.
        return cls(rules, re.compile("|".join(f"({rule.written})" for rule in rules) or "(?!)"))

    def rewritten(self, text: str, changes: set[Change]) -> str:
        """Give the text in sounds, and add to ``changes`` what was written otherwise."""

        def sound(found: re.Match[str]) -> str:
            rule = self.rules[(found.lastindex or 1) - 1]
            if found[0] != rule.said:
                changes.add((found[0], rule.said))
            return rule.sound

        return self.pattern.sub(sound, text)


def _scanners_of(own: Sequence[Rule]) -> tuple[Scanner, Scanner]:
    """Put a manner's own rules first: those for letters of its alphabet before romanisation."""
    letters = [rule for rule in own if not rule.written.isascii()]
    return Scanner.of([*letters, *LETTER_RULES]), Scanner.of([*(r for r in own if r not in letters), *RULES])


# By manner, "" for the key's own: the letters' rules, then the rules after romanisation.
SCANNERS = {manner: _scanners_of(own) for manner, own in {"": (), **MANNERS}.items()} | {
    ACCENTLESS: (Scanner.of([]), Scanner.of(RULES))
}
