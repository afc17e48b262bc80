from sources.ingest.ballot import DOUBTFUL, SURE, Ballot
from sources.vocabulary import Kind


def test_the_confidence_of_a_lone_rule_is_its_trust():
    ballot = Ballot()
    ballot.cast(Kind.BODY, 3.0, "running text", trust=SURE)

    assert (ballot.result().kind, ballot.result().weight, ballot.result().reason) == (
        Kind.BODY,
        SURE,
        "running text",
    )


def test_a_doubtful_rule_stays_doubtful_however_heavy_its_vote():
    ballot = Ballot()
    ballot.cast(Kind.BODY, 30.0, "one of several short lines", trust=DOUBTFUL)

    assert ballot.result().weight == DOUBTFUL


def test_a_rival_takes_the_confidence_down():
    ballot = Ballot()
    ballot.cast(Kind.HEADING, 3.0, "a short line", trust=SURE)
    alone = ballot.result().weight
    ballot.cast(Kind.BODY, 2.9, "stands within the text")

    assert ballot.result().kind == Kind.HEADING
    assert ballot.result().weight < 0.6 < alone


def test_a_second_rule_that_agrees_takes_some_doubt_away():
    ballot = Ballot()
    ballot.cast(Kind.CAPTION, 3.0, "a picture's credit", trust=0.8)
    ballot.cast(Kind.CAPTION, 2.0, "says what is seen", trust=0.8)

    assert ballot.result().weight == 0.85


def test_the_same_rule_twice_is_no_agreement():
    ballot = Ballot()
    ballot.cast(Kind.CAPTION, 3.0, "a picture's credit", trust=0.8)
    ballot.cast(Kind.CAPTION, 3.0, "a picture's credit", trust=0.8)

    assert ballot.result().weight == 0.8


def test_nothing_said_is_body_in_doubt():
    assert (Ballot().result().kind, Ballot().result().weight) == (Kind.BODY, 0.3)
    assert Ballot().leader() == Kind.BODY
