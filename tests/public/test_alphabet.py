from sources.edition.models import Entity, EntityName
from sources.public.showing.alphabet import index, inverted


def person(pk: int, name: str, sort_name: str) -> Entity:
    return Entity(
        pk=pk, public_id="x" * 8, kind="person", slug="x", name=name, sort_name=sort_name, language="en"
    )


def form(entity: Entity, words: str) -> EntityName:
    return EntityName(entity_id=entity.pk, form=words, language="")


VORCHENKO = person(1, "Stepan Vorchenko", "Vorchenko, Stepan")


def test_another_form_is_filed_by_its_surname():
    assert inverted("S. Worczenko", VORCHENKO) == "Worczenko, S."


def test_a_form_in_its_own_order_stays():
    assert inverted("Ворченко С.", VORCHENKO) == "Ворченко С."


def test_a_surname_of_several_words_stays_together():
    assert inverted("Anna da Silva", person(2, "Ana da Silva", "da Silva, Ana")) == "da Silva, Anna"


def test_other_spellings_say_where_to_look():
    found = index([(VORCHENKO, 14)], [form(VORCHENKO, "S. Worczenko"), form(VORCHENKO, "Worczenko")])

    assert [(one.label, [(entry.words, entry.see) for entry in one.entries]) for one in found.letters] == [
        ("V", [("Vorchenko, Stepan", "")]),
        ("W", [("Worczenko", "Vorchenko, Stepan")]),
    ]


def test_initials_before_the_same_surname_lead_nowhere_else():
    found = index([(VORCHENKO, 14)], [form(VORCHENKO, "S. Vorchenko")])

    assert [len(one.entries) for one in found.letters] == [1]


def test_other_scripts_follow_under_their_own_name():
    found = index([(VORCHENKO, 14)], [form(VORCHENKO, "Ворченко С.")])

    assert [one.label for one in found.letters] == ["V", "Cyrillic"]
    assert found.ways_in[-1] == ("Cyrillic", "l-Cyrillic")
    assert ("A", "") in found.ways_in


def test_accents_do_not_part_a_letter():
    celik, ceylan = person(3, "Ada Çelik", "Çelik, Ada"), person(4, "Can Ceylan", "Ceylan, Can")

    found = index([(ceylan, 1), (celik, 1)], [])

    assert [(one.label, [entry.words for entry in one.entries]) for one in found.letters] == [
        ("C", ["Çelik, Ada", "Ceylan, Can"])
    ]
