"""The shapes that sources come in, by name: all fiction, one trouble each."""

from sources.cite.source import Contributor, Source

VERA = Contributor(given="Vera", family="Orlen")
STEPAN = Contributor(given="Stepan", family="Vorchenko")
JAN = Contributor(given="Jan", family="Tammik")
ELI = Contributor(given="Eli", family="Sandor")
MANY = tuple(Contributor(given="Ann", family=f"Writer{letter}") for letter in "ABCDEFG")
CROWD = tuple(Contributor(given="Ann", family=f"Writer{letter}") for letter in "ABCDEFGHIJKLMNOPQRSTUVW")
AGENCY = Contributor(role="agency", literal="Harbour News Agency")
COMMITTEE = Contributor(literal="Committee for Peace and Rights")
HELENA = Contributor(role="translator", given="Helena", family="Marouli")
ASKED = Contributor(role="interviewee", given="Stepan", family="Vorchenko")
ASKING = Contributor(role="interviewer", given="Vera", family="Orlen")


def source(**facts: object) -> Source:
    """A signed newspaper report, with these facts instead."""
    least = {
        "id": "tq4m8z2k",
        "title": "Firing on the Coal Mole",
        "contributors": (VERA,),
        "publication": "Temrava Courier",
        "published": "1927-10-15",
        "language": "en",
    }
    return Source(**{**least, **facts})


def read_here(**facts: object) -> Source:
    """The same as read in an archive, one passage of it."""
    here = {
        "site": "Sourcebook",
        "corpus": "The Temrava Strike",
        "address": "https://temrava.example/a/tq4m8z2k/6",
        "passage": "6",
        "revision": 1,
        "edition": 7,
    }
    return source(**{**here, **facts})


SHAPES = {
    "signed": source(),
    "unsigned": source(contributors=()),
    "unsigned_magazine": source(contributors=(), genre="magazine_article", publication="The Week"),
    "unsigned_no_paper": source(contributors=(), publication=""),
    "two_authors": source(contributors=(VERA, STEPAN)),
    "three_authors": source(contributors=(VERA, STEPAN, JAN)),
    "four_authors": source(contributors=(VERA, STEPAN, JAN, ELI)),
    "six_authors": source(contributors=MANY[:6]),
    "seven_authors": source(contributors=MANY[::-1]),
    "twenty_authors": source(contributors=CROWD[:20]),
    "twenty_three_authors": source(contributors=CROWD),
    "organisation": source(contributors=(COMMITTEE,)),
    "organisation_and_person": source(contributors=(COMMITTEE, VERA)),
    "organisation_with_a_stop": source(contributors=(Contributor(literal="Harbour News Inc."),)),
    "agency": source(contributors=(AGENCY,)),
    "agency_beside_a_signature": source(contributors=(VERA, AGENCY)),
    "particle": source(contributors=(Contributor(given="Ursula", family="von der Mole"),)),
    "one_name": source(contributors=(Contributor(given="", family="Calpurnia"),)),
    "initial": source(contributors=(Contributor(given="V.", family="Orlen"),)),
    "hyphenated": source(contributors=(Contributor(given="Jean-Paul", family="Orlen-Roux"),)),
    "translator": source(contributors=(VERA, HELENA), translated_from="ru"),
    "two_translators": source(
        contributors=(VERA, HELENA, Contributor(role="translator", given="Eli", family="Sandor"))
    ),
    "interview": source(genre="interview", title="We Were Told Saturday", contributors=(ASKED, ASKING)),
    "interview_two_askers": source(
        genre="interview",
        title="Talk",
        contributors=(ASKED, ASKING, Contributor(role="interviewer", given="Eli", family="Sandor")),
    ),
    "interview_by_its_author": source(genre="interview", title="Talk", contributors=(ASKED, VERA)),
    "interview_unprinted": source(
        genre="interview", title="Talk", publication="", contributors=(ASKED, ASKING)
    ),
    "translated_by_an_organisation": source(
        contributors=(VERA, Contributor(role="translator", literal="Harbour Translators")),
        translated_from="kk",
    ),
    "blog": source(genre="blog_post", publication="Harbour Blog"),
    "blog_unsigned": source(genre="blog_post", publication="Harbour Blog", contributors=()),
    "magazine_pages": source(genre="magazine_article", publication="The Week", page="12-14"),
    "essay_in_paper": source(genre="essay", publication_kind="news_site"),
    "official": source(genre="official_document", publication="Prefecture", contributors=()),
    "no_date": source(published=""),
    "month": source(published="1927-10"),
    "year": source(published="1927"),
    "season": source(published="1927-21"),
    "about": source(published="1927-10-15~"),
    "about_year": source(published="1927~"),
    "two_days": source(published="1927-10-15/1927-10-16"),
    "two_months": source(published="1927-10-30/1927-11-02"),
    "two_years": source(published="1927-12-30/1928-01-02"),
    "years": source(published="1927/1928"),
    "months": source(published="1927-10/1927-11"),
    "one_of_two_days": source(published="[2011-12-18,2011-12-19]"),
    "decade": source(published="199X"),
    "place": source(place="Halmya"),
    "place_in_name": source(place="Temrava"),
    "cyrillic": source(title="Стрельба на угольном молу", publication="Вестник порта", language="ru"),
    "arabic": source(title="إطلاق النار على الرصيف", publication="صوت الميناء", language="ar"),
    "cyrillic_author": source(
        title="Стрельба на молу",
        publication="Вестник порта",
        language="ru",
        contributors=(Contributor(given="Вера Ивановна", family="Орлен"),),
    ),
    "arabic_author": source(
        title="إطلاق النار", language="ar", contributors=(Contributor(given="سامي", family="الحداد"),)
    ),
    "chinese_author": source(
        title="碼頭槍聲",
        publication="港口報",
        language="zh",
        contributors=(Contributor(given="小明", family="王"),),
    ),
    "accented_author": source(contributors=(Contributor(given="Élodie", family="Ångström"),)),
    "german": source(title="Die Toten von der Mole", language="de"),
    "small_letters": source(title="shots fired on the mole: a day of anger"),
    "question": source(title="Who Fired First?"),
    "exclamation": source(title="Unchain the Boats!"),
    "quotation": source(title="They said “fire” and fired"),
    "quotation_at_the_end": source(title="They Said “Fire”"),
    "straight_quotes": source(title='The men\'s "answer" to the Prefect'),
    "abbreviation": source(title="Shots Reported by the U.S."),
    "paper_with_question": source(publication="Who Goes There?"),
    "markup": source(title="Dead & <wounded> on the *Mole* [sic]"),
    "long_url": source(address="https://temrava.example/a/" + "very-long-slug-" * 30 + "?q=%20a&b=c_d~e#f"),
    "accessed": source(address="https://temrava.example/a/tq4m8z2k", accessed="2026-03-12"),
    "untitled": source(title=""),
    "passage": read_here(),
    "passage_and_page": read_here(page="1"),
    "passage_unsigned_and_page": read_here(page="1", contributors=()),
    "passage_revised": read_here(passage="7a", revision=2),
    "article_here": read_here(passage="", revision=None, address="https://temrava.example/a/tq4m8z2k"),
    "original_elsewhere": read_here(original_url="https://courier.example/1927/10/15"),
    "everything": read_here(
        contributors=(VERA, STEPAN, HELENA),
        place="Halmya",
        page="1",
        language="en",
        translated_from="ru",
        original_url="https://courier.example/1927/10/15",
        accessed="2026-03-12",
    ),
}
