import sqlite3

from hypothesis import example, given
from hypothesis import strategies as st

from sources.search.query import Term, expression, parse, possible_names


def test_words_are_wanted_each():
    assert expression(parse("coal mole")) == '(("coal")) AND (("mole"))'


def test_phrase_prefix_and_exclusion():
    assert parse('"coal mole" strik* -Halmya').terms == (
        Term("coal mole", is_phrase=True),
        Term("strik", is_prefix=True),
        Term("Halmya", is_excluded=True),
    )


def test_typographic_quotation_marks_are_quotation_marks():
    assert parse("“coal mole”") == parse('"coal mole"') == parse("„coal mole“")


def test_an_open_phrase_ends_with_the_query():
    assert parse('"coal mole').terms == (Term("coal mole", is_phrase=True),)


def test_only_exclusions_ask_for_nothing():
    assert not parse("-coal")


def test_operators_are_words():
    assert parse("coal OR mole").terms == (Term("coal"), Term("OR"), Term("mole"))


def test_a_name_is_met_in_its_other_spellings():
    query = parse("Colonel Velisar denied")

    assert expression(query, {(1, 2): ["Welisar", 'A "V" Velissar']}) == (
        '(("Colonel")) AND (("Velisar") OR "Welisar" OR "A ""V"" Velissar") AND (("denied"))'
    )


def test_longest_runs_are_tried_as_names_first():
    assert [words for *_, words in possible_names(parse("Stepan Vorchenko spoke"))] == [
        "Stepan Vorchenko spoke",
        "Stepan Vorchenko",
        "Vorchenko spoke",
        "Stepan",
        "Vorchenko",
        "spoke",
    ]


def test_a_phrase_joins_no_other_word_to_a_name():
    assert [words for *_, words in possible_names(parse('"Coal Mole" Friday'))] == ["Coal Mole", "Friday"]


full_text = sqlite3.connect(":memory:", check_same_thread=False)
full_text.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='unicode61 remove_diacritics 2')")
full_text.execute("INSERT INTO t VALUES ('Shots were fired on the Coal Mole')")


@given(st.text(max_size=60), st.lists(st.text(max_size=12), max_size=3))
@example('text:"a" NEAR(b c) ^d* (e OR {f})', ['"', "*"])
@example("'; DROP TABLE t; --", [])
def test_whatever_is_typed_is_an_expression_that_fts5_takes(text, forms):
    query = parse(text)
    if query:
        full_text.execute(
            "SELECT rowid FROM t WHERE t MATCH ?", [expression(query, {(0, 1): forms})]
        ).fetchall()


@given(st.text(alphabet='ab "-*“”', max_size=40))
def test_parsing_what_was_parsed_finds_the_same_words(text):
    words = [term.words for term in parse(text).terms]

    assert [term.words for term in parse(" ".join(f'"{one}"' for one in words)).terms] == words
