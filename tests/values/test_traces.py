"""A name that is not written as anybody knows it is found all the same; what only looks like it is not."""

from unicodedata import normalize

import pytest

from sources.values.traces import Alone, LowerCase, Name, Traces

FERRYMAN = Name(frozenset({"Marta Dauletova", "Dauletova, Marta", "Марта Даулетова"}), "The Ferryman")
FAMILY = Alone(frozenset({"Dauletova"}))
HERS = Alone(frozenset({"Dauletova"}), frozenset({"Marta"}))


def found(text, others=(), alone=FAMILY, name=FERRYMAN):
    return Traces([name]).are_in(text, others, alone)


@pytest.mark.parametrize(
    "words",
    [
        "Then Marta Dau\u00adletova came.",
        "Then Marta Dau\u200bletova came.",
        "Then Mar\u200cta Dauletova came.",
        "Then Marta Dau\u034fletova came.",
        "Then Marta Daule-\ntova came.",
        "Then Marta Daule- tova came.",
        "Then Mar ta Dau letova came.",
        "M A R T A  D A U L E T O V A came.",
        "Then Ma\u0301rta Dauletova came.",
        normalize("NFC", "Then Márta Dauletová came."),
        "Then Ｍａｒｔａ Ｄａｕｌｅｔｏｖａ came.",
        "Then Mаrta Dаuletova came.",  # two Cyrillic letters
        "The list: Dauletova Marta, 14 Salt Quay.",
        "Then Marta Kairatovna Dauletova came.",
        "Then Marta (“Maro”) Dauletova came.",
        "Then M. Dauletova came.",
        "Then M.Dauletova came.",
        "The list: Dauletova M., 14 Salt Quay.",
        "They wrote #MartaDauletova everywhere.",
        "They wrote #FreeMartaDauletova everywhere.",
        "Write to marta.dauletova@mail.example today.",
        "Follow @marta_dauletova there.",
        "Then Marta Daulet&oacute;va came.",
        "Затем Марта Дау\u00adлетова пришла.",
    ],
)
def test_whole_name_is_found_however_its_letters_are_set(words):
    assert found(words, alone=Alone())


@pytest.mark.parametrize(
    "words",
    [
        "Then Dauletova came.",
        "DAULETOVA CAME",
        "Dauletova’s brother came.",
        "The Dauletovas came.",
        "A Dauletova-led march.",
        "Then Daule-\ntova came.",
        "Then Dau\u00adletova came.",
        "They wrote #freedauletova everywhere.",
        "Write to m.dauletova@mail.example today.",
        "https://paper.example/2011/dauletova",
        "dauletova-interview.txt",
    ],
)
def test_family_name_is_found_by_itself_where_it_is_looked_for(words):
    assert found(words)
    assert not found(words, alone=Alone()) or "m.d" in words


@pytest.mark.parametrize(
    "words",
    [
        "Martha Dale came.",
        "The smart adaule-tovan choir.",
        "Dauletovan hills, and Martabad.",
        "Marta came. Ivan Dauletov left.",
        "We march; Marta, then; all of us.",
    ],
)
def test_words_that_only_look_like_the_name_are_let_pass(words):
    assert not found(words)


def test_what_an_editor_marked_as_another_s_is_let_pass():
    text = "Aigul Dauletova, Marta Ivanova and Dauletova came at 5 p.m. Dauletova left."
    others = [(0, 15), (17, 30), (35, 44), (60, 69)]

    assert [text[start:end] for start, end in others[2:]] == ["Dauletova", "Dauletova"]
    assert not found(text, others, HERS)
    assert found(text, others[:3], HERS)


def test_given_name_tells_her_but_not_before_another_family_name():
    assert found("Then Marta came.", alone=HERS)
    assert found("MARTA CAME", alone=HERS)
    assert found("Then Marta D. Dauletova came.", alone=HERS)
    assert not found("Then Marta Ivanova came.", alone=HERS)
    assert not found("Write to marta@mail.example.", alone=HERS)


def test_words_of_the_pseudonym_are_no_trace():
    kept = Name(frozenset({"Marta Dauletova"}), "Marta K.")

    assert (kept.words, kept.families) == ({"Dauletova"}, {"Dauletova"})


def test_family_name_is_what_stands_before_the_comma_else_the_last_word():
    assert Name(frozenset({"Kim Suni", "Kim, Suni"}), "A porter").families == {"Kim"}
    assert Name(frozenset({"Ada van der Berg", "van der Berg, Ada"}), "A porter").families == {"Berg"}
    assert Name(frozenset({"Yuri Abdulov"}), "A porter").families == {"Abdulov"}
    assert FERRYMAN.families == {"Dauletova", "Даулетова"}
    assert Name(frozenset({"Wrbl"}), "A porter").families == frozenset()


def test_word_of_the_language_is_known_by_its_lower_case():
    words = LowerCase({"Will", "Rose", "Dauletova"})

    assert set(words.found("The sun rose; Will came, #dauletova said; they will.")) == {"Rose", "Will"}
    assert set(words.found("Rosewood willow Will Rose dauletova-led")) == set()
