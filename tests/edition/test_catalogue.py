"""What translators send is judged sentence by sentence; no file of theirs raises anything but a reason."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.edition.catalogue import UnusableError, read

RUSSIAN = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
)
GERMAN = "nplurals=2; plural=(n != 1);"
ENGLISH_FERRIES = 'msgid "%(count)s ferry of %(town)s"\nmsgid_plural "%(count)s ferries of %(town)s"\n'
SIGN = "a sign of per cent stands only where the sentence has one, as %%, and each place is %(name)s"
MARKUP = 'its tags, or signs < and ", are not those of the sentence'


def head(plurals: str, charset: str = "UTF-8") -> str:
    """Begin a catalogue."""
    return (
        'msgid ""\nmsgstr ""\n"Language: xx\\n"\n'
        f'"Content-Type: text/plain; charset={charset}\\n"\n"Plural-Forms: {plurals}\\n"\n\n'
    )


@pytest.fixture
def judged(tmp_path):
    """Give what becomes of a catalogue."""

    def judge(words: str, plurals: str = GERMAN):
        (tmp_path / "one.po").write_text(head(plurals) + words, "utf-8")
        return read(tmp_path / "one.po")

    return judge


def quoted(words: str) -> str:
    """Write it as a catalogue has it."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


@pytest.mark.parametrize(
    ("english", "said", "faults"),
    [
        ("%(date)s, %(doubts)s", "%(doubts)s: %(date)s", []),
        ("%(date)s, %(doubts)s", "verloren", ["it leaves out %(date)s, %(doubts)s"]),
        ("%(date)s, %(doubts)s", "%(date)s", ["it leaves out %(doubts)s"]),
        ("%(date)s", "%(date)s %(day)s", ["the sentence has no %(day)s"]),
        ("All of it", "5 % davon", [SIGN]),
        ("All of it", "100 %", [SIGN]),
        ("All of it", "5 %d", [SIGN]),
        ("All of it", "5 %%", [SIGN]),
        ("%(share)s %% alike", "zu %(share)s %% gleich", []),
        ("%(share)s %% alike", "zu %(share)s % gleich", [SIGN]),
        ("%(share)s alike", "zu %(share)s%s gleich", [SIGN]),
        ('A <a href="%(to)s">map</a>.', 'Die <a href="%(to)s">Karte</a>.', []),
        ("A map.", "Eine <b>Karte</b>.", [MARKUP]),
        ("A map.", "Eine <script src=//else.example>", [MARKUP]),
        ("A map.", 'Karte" onfocus="x', [MARKUP]),
        ("A <b>map</b>.", "Eine <b onclick='x'>Karte</b>.", [MARKUP]),
        ("A <b>map</b>.", "Eine <b>Karte.", [MARKUP]),
        ("A map.", "Eine „Karte“, l’autre & l'autre", []),
    ],
)
def test_a_translation_that_does_not_fit_its_sentence_is_left_out(judged, english, said, faults):
    found = judged(f'msgid {quoted(english)}\nmsgstr {quoted(said)}\n\nmsgid "Watch"\nmsgstr "Uhr"\n')

    assert [misfit.fault for misfit in found.misfits] == faults
    assert found.spoken.gettext(english) == (english if faults else said)
    assert found.spoken.gettext("Watch") == "Uhr"


def test_only_a_form_for_one_number_may_leave_the_number_out(judged):
    forms = 'msgstr[0] "die Fähre von %(town)s"\nmsgstr[1] "%(count)s Fähren von %(town)s"\n'
    assert judged(ENGLISH_FERRIES + forms).misfits == ()

    one = 'msgstr[0] "%(count)s Fähre von %(town)s"\n'
    [of_others] = judged(f'{ENGLISH_FERRIES}{one}msgstr[1] "Fähren von %(town)s"\n').misfits
    [of_many] = judged(
        f'{ENGLISH_FERRIES}msgstr[0] "паром %(town)s"\n'
        'msgstr[1] "%(count)s парома %(town)s"\nmsgstr[2] "%(count)s паромов %(town)s"\n',
        RUSSIAN,
    ).misfits

    assert (of_others.fault, of_many.fault) == ("it leaves out %(count)s", "it leaves out %(count)s")


def test_a_missing_plural_form_is_told_and_nothing_said_is_not(judged):
    two = 'msgstr[0] "%(count)s паром %(town)s"\nmsgstr[1] "%(count)s парома %(town)s"\n'
    none = 'msgid "One"\nmsgid_plural "More"\nmsgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""\n'

    found = judged(f"{ENGLISH_FERRIES}{two}\n{none}", RUSSIAN)

    assert [(misfit.words, misfit.fault) for misfit in found.misfits] == [
        ("%(count)s ferry of %(town)s", "1 of its 3 plural forms is missing")
    ]
    assert found.spoken.ngettext("One", "More", 21) == "More"


def test_what_a_translator_marked_as_doubtful_is_neither_used_nor_a_fault(judged):
    found = judged('#, fuzzy\nmsgid "Watch"\nmsgstr "100 %"\n\nmsgid "Ferry"\nmsgstr "Fähre"\n')

    assert (found.misfits, found.spoken.gettext("Watch"), found.sentences) == (
        (),
        "Watch",
        frozenset({("Ferry", "")}),
    )


@pytest.mark.parametrize(
    ("whole", "why"),
    [
        (head(GERMAN, "CHARSET"), "LookupError"),
        (head(GERMAN, "foo-8"), "LookupError"),
        (head("nplurals=2; plural=n!!1;"), "ValueError"),
        (head("nplurals=x; plural=n;"), "ValueError"),
        (head("nplurals=2; plural=(n % 0);"), "ZeroDivisionError"),
        (head("nplurals=2; plural=n;"), "its Plural-Forms give 2 the form 2, of 2 forms"),
        ("Watch is a ferry.", "PoFileError"),
    ],
)
def test_a_malformed_catalogue_is_refused_as_a_whole_with_a_reason(tmp_path, whole, why):
    path = tmp_path / "one.po"
    path.write_text(f'{whole}msgid "Wätch"\nmsgstr "Ühr"\n', "utf-8")

    with pytest.raises(UnusableError, match=re.escape(why)):
        read(path)


@given(st.binary(max_size=60))
def test_no_bytes_raise_anything_but_a_reason(tmp_path_factory, noise):
    path = tmp_path_factory.getbasetemp() / "noise.po"
    path.write_bytes(head(GERMAN).encode() + noise + b'\nmsgid "Watch"\nmsgstr "Uhr"\n')

    with suppress(UnusableError):
        assert read(path).spoken.plural(1) == 0
