from sources.recognise.candidate import Candidate
from sources.recognise.gather import gather, gather_across
from sources.values.span import Span
from sources.vocabulary import MentionKind


def names(*forms: str, kind: MentionKind = MentionKind.PERSON) -> list[Candidate]:
    return [
        Candidate(Span(100 * n, 100 * n + len(f)), f, kind, "test", 0.9, entity=f)
        for n, f in enumerate(forms)
    ]


def preferred(candidates: list[Candidate]) -> list[str]:
    return [c.entity for c in gather(candidates)]


def test_surname_goes_with_the_full_name_before_it():
    assert preferred(names("Anna Petrova", "Ivan Lomov", "Lomov", "Petrova")) == [
        "Anna Petrova",
        "Ivan Lomov",
        "Ivan Lomov",
        "Anna Petrova",
    ]


def test_spellings_with_one_key_are_gathered():
    assert preferred(names("Kalmukhambet Kasymov", "Kalmuhambet Kasymov")) == ["Kalmukhambet Kasymov"] * 2


def test_father_and_daughter_are_kept_apart():
    assert preferred(names("Bazar Kenzhin", "Asem Kenzhina", "Kenzhina", "Kenzhin")) == [
        "Bazar Kenzhin",
        "Asem Kenzhina",
        "Asem Kenzhina",
        "Bazar Kenzhin",
    ]


def test_surname_of_two_people_goes_with_the_one_named_last():
    assert preferred(names("Ivan Karimov", "Karimov", "Olim Karimov", "Karimov")) == [
        "Ivan Karimov",
        "Ivan Karimov",
        "Olim Karimov",
        "Olim Karimov",
    ]


def test_acronym_goes_with_the_body_that_it_abbreviates():
    found = names("Temrava Dockers Union", "TDU", kind=MentionKind.ORGANISATION)

    assert preferred(found) == ["Temrava Dockers Union"] * 2


def test_bare_surname_of_another_article_is_not_joined():
    first, second = gather(names("Islam Karimov")), gather(names("Karimov"))

    assert [[c.entity for c in article] for article in gather_across([first, second])] == [
        ["Islam Karimov"],
        ["Karimov"],
    ]


def test_name_met_many_times_stays_quick_to_gather():
    found = names(*["Anna Petrova", "Petrova"] * 20_000)

    assert set(preferred(found)) == {"Anna Petrova"}
