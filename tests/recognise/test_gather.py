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


def test_surname_far_from_both_full_names_is_of_the_one_named_most_and_says_so():
    found = names("Ivan Karimov", "Karimov", "Karimov", "Olim Karimov", *["Dora Lind"] * 5, "Karimov")

    last = gather(found)[-1]

    assert (last.entity, last.others, last.score) == ("Ivan Karimov", ("Olim Karimov",), 0.6)


def test_part_of_a_name_that_is_part_of_a_longer_one_goes_all_the_way():
    assert preferred(names("Brock Wyatt Holt", "Brock Holt", "Holt")) == ["Brock Wyatt Holt"] * 3


def test_initials_and_order_do_not_keep_a_name_apart():
    forms = ("Andrei Grishkin", "A. Grishkin", "Grishkin Andrei", "Andrei G.")

    assert set(preferred(names(*forms))) == {"Andrei Grishkin"}


def test_first_of_two_surnames_calls_its_bearer():
    forms = ("Evaristo Mamani Quispe", "Evaristo Mamani", "Mamani", "Quispe")

    assert set(preferred(names(*forms))) == {"Evaristo Mamani Quispe"}


def test_last_two_of_three_names_are_somebody_else():
    assert preferred(names("Khin Than Myint", "Than Myint")) == ["Khin Than Myint", "Than Myint"]


def test_countries_go_by_any_of_their_names():
    found = names("United States", "U.S.", "Burma", "Myanmar", kind=MentionKind.PLACE)

    assert [c.entity for c in gather(found)][:2] == ["United States"] * 2
    assert len({c.entity for c in gather(found)[2:]}) == 1


def test_title_tells_the_wife_from_the_husband():
    text = "Ada Lomov and Ivan Petrov-Lomov. Thomas Lomov spoke. Mrs. Lomov wept."
    spans = [Span(text.index(form), text.index(form) + len(form)) for form in ("Ada Lomov", "Thomas Lomov")]
    spans.append(Span(text.index("Lomov wept"), text.index(" wept")))
    found = [Candidate(s, s.of(text), MentionKind.PERSON, "test", 0.9, entity=s.of(text)) for s in spans]

    assert [c.entity for c in gather(found, text)] == ["Ada Lomov", "Thomas Lomov", "Ada Lomov"]


def test_letters_in_brackets_are_the_body_before_them():
    text = "Kilusang Bundok (KBB) and, later, the Front (FNL)."
    spans = [Span(0, 15), Span(17, 20)]
    found = [
        Candidate(s, s.of(text), MentionKind.ORGANISATION, "test", 0.9, entity=s.of(text)) for s in spans
    ]

    assert [c.entity for c in gather(found, text)] == ["Kilusang Bundok"] * 2


def test_short_form_of_a_long_body_belongs_to_it():
    forms = (
        "Anna Lind Foundation for the Visual Arts",
        "Anna Lind Foundation",
        "Boston Red Rovers",
        "Red Rovers",
    )

    assert preferred(names(*forms, kind=MentionKind.ORGANISATION)) == [forms[0], forms[0], forms[2], forms[2]]
