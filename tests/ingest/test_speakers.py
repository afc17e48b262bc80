"""Who asks and who answers, as the introduction says."""

from sources.ingest.speakers import find_parties


def test_person_met_by_a_reporter_is_the_one_named_before():
    introduction = (
        "HOME | ABOUT US\n"
        "Osmo Lahtela's story is about the winter of 1952, and about a sawmill across the bay that hardly "
        "anybody visited. Greta Undal talked to him in his kitchen."
    )

    parties = find_parties(introduction)

    assert (parties.interviewer, parties.interviewee) == ("Greta Undal", "Osmo Lahtela")


def test_paper_that_asked_and_person_who_explains_are_both_found():
    parties = find_parties(
        "In an interview with the Quay Mercury, Ada Quill explained why the lamps were out."
    )

    assert (parties.interviewer, parties.interviewee) == ("Quay Mercury", "Ada Quill")
