"""What stands beside a passage, and why."""

from sources.edition.beside import Finder, Item, weight
from sources.edition.tally import Named

DAY, OTHER_DAY = 100, 101


def named(article, entities=(), days=(), corpus=1):
    return Named(article, corpus, frozenset(entities), frozenset(days))


# Fifty passages that name nobody of interest, so that a name in two is rare.
ELSEWHERE = {number: named(50 + number, {1000 + number}) for number in range(100, 150)}


class Index:
    """What each passage names, as plainly as it can be written."""

    def __init__(self, passages):
        self.passages = passages

    def named(self, passage):
        return self.passages[passage]

    def entities(self, named):
        return [self.item(named.corpus, "entities", one) for one in named.entities]

    def days(self, named):
        return [self.item(named.corpus, "days", one) for one in named.days]

    def item(self, corpus, kind, one):
        of_corpus = {number: row for number, row in self.passages.items() if row.corpus == corpus}
        where = [number for number, row in of_corpus.items() if one in getattr(row, kind)]
        return Item(one, (len(where), str(one)), weight(len(where), len(of_corpus)), lambda: where)

    def own(self, named):
        return {number for number, row in self.passages.items() if row.article == named.article}


def beside(passages, passage=1):
    return Finder(Index(passages | ELSEWHERE)).beside(passage)


def test_shared_rare_name_brings_two_sources_together():
    near = beside({1: named(1, {7}), 2: named(2, {7})})

    assert [(found.passage, found.day_is_shared, found.entities) for found in near.shown] == [
        (2, False, (7,))
    ]


def test_passages_of_the_same_article_do_not_stand_beside_each_other():
    assert beside({1: named(1, {7}), 2: named(1, {7})}).shown == ()


def test_passages_of_another_corpus_do_not_stand_beside():
    assert beside({1: named(1, {7}), 2: named(2, {7}, corpus=2)}).shown == ()


def test_name_and_day_together_come_before_the_name_alone():
    near = beside(
        {1: named(1, {7}, {DAY}), 2: named(2, {7}), 3: named(3, {7}, {DAY}), 4: named(4, {7}, {OTHER_DAY})}
    )

    assert [found.passage for found in near.shown] == [3, 2]
    assert near.more == 1
    assert near.shown[0].day_is_shared


def test_name_that_half_the_passages_share_says_nothing():
    common = {number: named(number, {7}) for number in range(1, 60)}

    assert beside(common).shown == ()


def test_what_is_named_too_often_is_weighed_though_it_is_not_followed():
    often = {number: named(number, {7}) for number in range(1000, 1200)}
    near = beside({1: named(1, {7, 8}), 2: named(2, {8}), 3: named(3, {7, 8})} | often)

    assert [found.passage for found in near.shown] == [3, 2]
    assert near.shown[0].entities == (8, 7)
