import pytest

from sources.recognise.candidate import SearchRegion
from sources.recognise.gazetteer import look_up
from sources.recognise.names.finding import find_names
from sources.values.span import Span
from sources.vocabulary import Kind


def names(text: str, kind: Kind = Kind.BODY) -> list[tuple[str, str]]:
    return [(c.surface, c.kind.value) for c in find_names(text, [SearchRegion(Span(0, len(text)), kind)])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met President John Smith.", [("John Smith", "person")]),
        ("They met Deputy Prime Minister Umar Sadykov.", [("Umar Sadykov", "person")]),
        ("The Minister of Labour and Social Affairs, Olga Brandt, left.", [("Olga Brandt", "person")]),
        ("A driver, Pyotr Lomov, 45, was shot.", [("Pyotr Lomov", "person")]),
        (
            "Ludwig van der Berg met Khalid al-Masri.",
            [("Ludwig van der Berg", "person"), ("Khalid al-Masri", "person")],
        ),
        ("The village of Brodny burned.", [("Brodny", "place")]),
        ("He was born in Temrava and died in Kenya.", [("Temrava", "place"), ("Kenya", "place")]),
        ("They gathered on Alan square.", [("Alan square", "place")]),
        ("He is from Kaduna state.", [("Kaduna", "place")]),
        ("It is a New York-based bank.", [("New York", "place")]),
        ("She joined the ruling party Nur Alem.", [("Nur Alem", "organisation")]),
        ("The Ministry of Trade and Industry replied.", [("Ministry of Trade and Industry", "organisation")]),
        ("Men of the Dockers’ Union met.", [("Dockers’ Union", "organisation")]),
        ("She works for Norsk Steel Ltd.", [("Norsk Steel Ltd.", "organisation")]),
        ("Staff of the TNKB fled; the NGOs watched TV.", [("TNKB", "organisation")]),
        ("The European parliament voted.", [("European parliament", "organisation")]),
        ("Soldiers fled the British and Kazakh lines in March.", []),
        ("He paid two US dollars in the US.", [("US", "place")]),
        ("They sailed on the barque Hope.", []),
        ("The barque Orlanda left. The Orlanda lay there; from the Orlanda men saw it.", []),
        ("Police said nothing. Women wept.", []),
        ("They met Nevada Governor Ruth Palmer.", [("Nevada", "place"), ("Ruth Palmer", "person")]),
        ("It was Karl Palmer & Ruth Weber.", [("Karl Palmer", "person"), ("Ruth Weber", "person")]),
        ("The firm of Palmer & Weber was sold.", [("Palmer & Weber", "organisation")]),
        ("Minnesotan Ruth Palmer won.", [("Ruth Palmer", "person")]),
        ("Ruth Palmer, R-Nevada, agreed.", [("Ruth Palmer", "person"), ("Nevada", "place")]),
        ("They wore T-shirts and flew an F-86 against anti-Semitism.", []),
        ("She lives in Newcastle upon Tyne.", [("Newcastle upon Tyne", "place")]),
        ("You’ll see it. We’d go.", []),
        ("BY RUTH PALMER AND KARL WEBER", [("RUTH PALMER", "person"), ("KARL WEBER", "person")]),
        ("Cabled by ADA HALVARD, Our Man.", [("ADA HALVARD", "person")]),
        ("They said ADDS and FELL.", []),
        ("The Minister for Labour and Industry met Shri V.K.B. Nath.", [("V.K.B. Nath", "person")]),
        ("He met the Duke of Selkirk.", [("Selkirk", "person")]),
        ("Xu Jinlong left County Tyrone.", [("Xu Jinlong", "person"), ("County Tyrone", "place")]),
        (
            "They saw Umm Khaled and Abu Bakr al-Masri.",
            [("Umm Khaled", "person"), ("Abu Bakr al-Masri", "person")],
        ),
        ("Naxalites and Maoists fled.", []),
        ('Police sought Michael "Dunes" Coke.', [('Michael "Dunes" Coke', "person")]),
        ("It had calls from Ban Ki-suk.", [("Ban Ki-suk", "person")]),
        ("The Observer Mission for Rwanda left.", [("Observer Mission for Rwanda", "organisation")]),
        (
            "A St. Roke-based Mercer Bancorp Inc. grew.",
            [("St. Roke", "place"), ("Mercer Bancorp Inc.", "organisation")],
        ),
        ("He followed his father Leopold III.", [("Leopold III", "person")]),
        ("They crowned King Baudouin I there.", [("Baudouin I", "person")]),
        ("They knew Henry Ford II.", [("Henry Ford II", "person")]),
        ("María de los Ángeles Quispe left.", [("María de los Ángeles Quispe", "person")]),
        ("The People’s Republic of Norlund signed.", [("People’s Republic of Norlund", "place")]),
        ("The U.S government and Korea agreed.", [("U.S", "place"), ("Korea", "place")]),
        ("The Coptic Orthodox Church protested.", [("Coptic Orthodox Church", "organisation")]),
        ("He prayed in St Roke’s Church.", [("St Roke’s Church", "place")]),
        ("He went to the University of Texas.", [("University of Texas", "organisation")]),
        ("The Virginia Governor spoke.", [("Virginia", "place")]),
        ("Then England began well. England won. England drew.", [("England", "place")] * 3),
        ("The steamer Princess Alda and the trawler Captain Bede sank.", []),
        ("The Tuareg kept Eid al-Fitr, the Ogoni chiefs Diwali.", []),
        (
            "Al-Hajj Ibrahim Musa met Chancellor-elect Otto Brandl.",
            [("Ibrahim Musa", "person"), ("Otto Brandl", "person")],
        ),
        ("The Norlund Episcopal Conference met.", [("Norlund Episcopal Conference", "organisation")]),
        ("A professor at Rothnes agreed.", [("Rothnes", "organisation")]),
        ("Lindoil CEO Stephen Frater left.", [("Lindoil", "organisation"), ("Stephen Frater", "person")]),
        (
            "Hong Kong Financial Secretary Donald Weng spoke.",
            [("Hong Kong", "place"), ("Donald Weng", "person")],
        ),
        (
            "Former South Carolina Gov. Ruth Palmer won.",
            [("South Carolina", "place"), ("Ruth Palmer", "person")],
        ),
        (
            "A Harbour Traffic Control Administration Director Karl Weber spoke.",
            [("Harbour Traffic Control Administration", "organisation"), ("Karl Weber", "person")],
        ),
        (
            "Controversial Australian Karl Weber lost. Ex-Rover Ruth Palmer won.",
            [("Karl Weber", "person"), ("Ruth Palmer", "person")],
        ),
        ("Year-on-year prices rose. Re-education failed.", []),
        ("N. Korea urges S. Korea to talk.", [("N. Korea", "place"), ("S. Korea", "place")]),
        (
            "The Sun newspaper and the Zycie Nowe daily asked.",
            [("Sun", "organisation"), ("Zycie Nowe", "organisation")],
        ),
        ("They fear the Fed and voted Labour.", [("Fed", "organisation"), ("Labour", "organisation")]),
        ("A U.N. official left.", [("U.N.", "organisation")]),
        ("They left in March Kaczmar stayed.", [("Kaczmar", "person")]),
        ("The Lind Copper Co of Norway left.", [("Lind Copper Co", "organisation"), ("Norway", "place")]),
        ("They want Arab East Jerusalem.", [("East Jerusalem", "place")]),
        (
            "The State Law and Order Renewal Council fell.",
            [("State Law and Order Renewal Council", "organisation")],
        ),
        (
            "The Organisation for Trade and Renewal in Europe met in Asia.",
            [("Organisation for Trade and Renewal in Europe", "organisation"), ("Asia", "place")],
        ),
        (
            "Presidents Lind and Weber met.",
            [("Lind", "person"), ("Weber", "person")],
        ),
        ("The All People's Congress won.", [("All People's Congress", "organisation")]),
        ("It was told to the Coroner's Court.", [("Coroner's Court", "organisation")]),
        (
            "He joined the Socialist Party of Chad (Marxist).",
            [("Socialist Party of Chad (Marxist)", "organisation")],
        ),
        ("The Kenya and Uganda Railway opened.", [("Kenya and Uganda Railway", "organisation")]),
        (
            "Along Brodny Avenue as Ruth Palmer spoke.",
            [("Brodny Avenue", "place"), ("Ruth Palmer", "person")],
        ),
        (
            "NEW HARROW, Ghana (AP) — Rain fell.",
            [("NEW HARROW", "place"), ("Ghana", "place"), ("AP", "organisation")],
        ),
        (
            "The Inland Transport Workers’ Federation wrote.",
            [("Inland Transport Workers’ Federation", "organisation")],
        ),
    ],
)
def test_name_is_found_with_its_kind(text, found):
    assert names(text) == found


def test_headline_in_title_case_gives_only_what_the_text_gives():
    text = "Police Round Up Men After Temrava Violence\nThe police in Temrava were tired."
    head = text.index("\n")
    regions = [SearchRegion(Span(0, head), Kind.TITLE), SearchRegion(Span(head + 1, len(text)))]

    found = find_names(text, regions)

    assert [(c.surface, c.kind.value) for c in found] == [("Temrava", "place"), ("Temrava", "place")]


def test_first_name_goes_with_the_full_name():
    assert names("Natalia Orlova was jailed. Natalia wept.") == [
        ("Natalia Orlova", "person"),
        ("Natalia", "person"),
    ]


def test_gazetteer_knows_former_names_and_where_places_are():
    place = look_up("Bombay")

    assert place is not None
    assert (place.name, place.country, place.latitude, place.longitude) == ("Mumbai", "IN", 19.07, 72.88)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met Shona Robison in Dundee.", [("Shona Robison", "person"), ("Dundee", "place")]),
        ("Shona Mutasa wept.", [("Shona Mutasa", "person")]),
        ("They saw Lango Okello there.", [("Lango Okello", "person")]),
        ("He lives in Rosh Pinna now.", [("Rosh Pinna", "place")]),
        ("He met Onam Pillai.", [("Onam Pillai", "person")]),
        ("Anna Bemba was freed. Bemba left.", [("Anna Bemba", "person"), ("Bemba", "person")]),
        ("It burned in Nuer district.", [("Nuer", "place")]),
        ("Many Dinka fled; the Nuer said they would fight.", []),
        ("At Rosh Hashanah and Yom Kippur they pray. During Holi all dance.", []),
        ("The Ndebele King Per Lind died.", [("Per Lind", "person")]),
        ("Nkosana ka Dlamini wept.", [("Nkosana ka Dlamini", "person")]),
    ],
)
def test_people_and_feasts_are_no_names_alone_and_parts_of_names_beside_another(text, found):
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Hajiya Rakiya Sulemi and Barr. Ada Ehigiator met Fray Anselmo Ruiz.",
            [("Rakiya Sulemi", "person"), ("Ada Ehigiator", "person"), ("Anselmo Ruiz", "person")],
        ),
        (
            "Tan Sri Azman Hashimi met Smt. Kamla Netami.",
            [("Azman Hashimi", "person"), ("Kamla Netami", "person")],
        ),
        ("Ruth Barr left. Barr wept.", [("Ruth Barr", "person"), ("Barr", "person")]),
        (
            "Kannan s/o Raju met Tomasa Pérez viuda de Cux.",
            [("Kannan s/o Raju", "person"), ("Tomasa Pérez viuda de Cux", "person")],
        ),
        ("The ketch Robert Owing sank. Men of the Robert Owing swam.", []),
        ("Photo CC BY-SA 4.0", []),
        ("Jordan, my grandson, is ten. We love Jordan.", [("Jordan", "person"), ("Jordan", "person")]),
        ("He flew to Jordan.", [("Jordan", "place")]),
        ("He was held at Olney, N. Y., on a charge.", [("Olney", "place"), ("N. Y.", "place")]),
        (
            "They held the hamlets Hollinbeck and Gorsewick.",
            [("Hollinbeck", "place"), ("Gorsewick", "place")],
        ),
        ("He called Her Majesty’s Coastguard.", [("Her Majesty’s Coastguard", "organisation")]),
        ("She swam with Darren Cave.", [("Darren Cave", "person")]),
        ("The Presbyterian church burned.", []),
        ("An Amnesty report said so.", [("Amnesty", "organisation")]),
    ],
)
def test_titles_particles_and_kinds_of_many_lands_are_read(text, found):
    assert names(text) == found


def test_number_of_a_heading_is_nobodys_initial():
    assert names("V. Conclusions", Kind.HEADING) == []
    assert names("V. Petrov", Kind.HEADING) == [("V. Petrov", "person")]


def test_name_of_several_words_is_found_in_a_headline_in_capitals():
    text = "THE ROAD TO SAN LUIS IXTEPAN\nMen marched to San Luis Ixtepan in rain."
    title, body = Span(0, text.index("\n")), Span(text.index("\n") + 1, len(text))

    found = find_names(text.replace("\n", " "), [SearchRegion(title, Kind.TITLE), SearchRegion(body)])

    assert [c.surface for c in found] == ["SAN LUIS IXTEPAN", "San Luis Ixtepan"]
