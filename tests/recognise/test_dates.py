import pytest

from sources.recognise.candidate import Candidate, SearchRegion
from sources.recognise.dates.finding import Given, find_dates
from sources.values.span import Span
from sources.vocabulary import AnchorKind, Kind

MONDAY = "2011-12-19"


def dates(text: str, published: str = MONDAY, **given) -> list[Candidate]:
    return find_dates(text, [SearchRegion(Span(0, len(text)))], Given(published, **given))


def read(text: str, published: str = MONDAY, **given) -> list[tuple[str, str]]:
    return [(c.surface, c.edtf) for c in dates(text, published, **given)]


@pytest.mark.parametrize(
    ("text", "surface", "edtf"),
    [
        ("The dockers downed tools on December 16.", "December 16", "2011-12-16"),
        ("It broke out Friday morning in the port.", "Friday morning", "2011-12-16"),
        ("It was over on Sunday evening.", "Sunday evening", "2011-12-18"),
        ("The mayor spoke on Monday.", "Monday", "2011-12-19"),
        ("The vigil will begin at 8pm on December 21.", "December 21", "2011-12-21"),
        ("The curfew will last until the end of January.", "the end of January", "2012-01"),
        ("Ice comes in mid-December.", "mid-December", "2011-12"),
        ("The strike began in May.", "May", "2011-05"),
        ("It began in the spring of 2011.", "the spring of 2011", "2011-21"),
        ("There were strikes in 2009-2010.", "2009-2010", "2009/2010"),
        ("Shots fell on December 16-17, 2011.", "December 16-17, 2011", "2011-12-16/2011-12-17"),
        (
            "They came on the 18th or 19th of December.",
            "the 18th or 19th of December",
            "[2011-12-18,2011-12-19]",
        ),
        ("The pit was sold in the 1990s.", "the 1990s", "199X"),
        ("Half a year earlier the mill had closed.", "Half a year earlier", "2011-06~"),
        ("He fell on 11 January last year.", "11 January last year", "2010-01-11"),
        ("He died the Sunday before last.", "the Sunday before last", "2011-12-11"),
        ("Last Christmas he was well.", "Last Christmas", "2010-12-25"),
        ("It fell in December of ’09.", "December of ’09", "2009-12"),
        ("It has stood idle since September last.", "September last", "2011-09"),
        ("On the 3rd November last, they met.", "the 3rd November last", "2011-11-03"),
        ("Last Thanksgiving he was well.", "Last Thanksgiving", "2011-11-24"),
        ("He had until 9 a.m. Friday to sign.", "Friday", "2011-12-23"),
        ("The talks, which were delayed, begin on Friday.", "Friday", "2011-12-23"),
        ("The court, which did not sit, meets on Friday.", "Friday", "2011-12-23"),
        ("Talks that had stalled resume on Friday.", "Friday", "2011-12-23"),
        ("The trial of two who were held continues on Friday.", "Friday", "2011-12-23"),
        ("It was off to a bright start on Friday.", "Friday", "2011-12-16"),
        ("They did not, he says, meet on Friday.", "Friday", "2011-12-16"),
        ("They were able to begin on Friday.", "Friday", "2011-12-16"),
        ("They may come as soon as Friday.", "Friday", "2011-12-23"),
        ("The union set Friday as the deadline.", "Friday", "2011-12-23"),
        ("The office closes Friday.", "Friday", "2011-12-23"),
        ("Sitting was adjourned till Thursday.", "Thursday", "2011-12-22"),
        ("Results are due over the weekend.", "the weekend", "2011-12-24/2011-12-25"),
    ],
)
def test_date_that_must_come_out_right(text, surface, edtf):
    assert read(text) == [(surface, edtf)]


def test_following_day_counts_from_the_day_named_before():
    found = dates("The mill burned on December 16. The owner fled the following day.")

    assert [(c.edtf, c.anchor, c.anchor_words) for c in found] == [
        ("2011-12-16", AnchorKind.PUBLISHED, MONDAY),
        ("2011-12-17", AnchorKind.MENTION, "December 16"),
    ]


def test_day_in_an_essay_of_years_later_belongs_to_the_event_year():
    found = dates("On 16 December the harbour was empty.", "2018-01-17", event_years=(2011,))

    assert [(c.edtf, c.anchor) for c in found] == [("2011-12-16", AnchorKind.EVENT_YEAR)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The letter of the 15th inst. came.", [("the 15th inst.", "1881-10-15")]),
        ("Yours of the 28th ult. is to hand.", [("the 28th ult.", "1881-09-28")]),
        ("The assizes open on the 3rd prox.", [("the 3rd prox.", "1881-11-03")]),
        ("On Tuesday last the barque Hope foundered.", [("Tuesday last", "1881-10-18")]),
        ("The mail left yesterday morning.", [("yesterday morning", "1881-10-19")]),
        ("To-day the court rose.", [("To-day", "1881-10-20")]),
        ("The fair is on Wednesday week.", [("Wednesday week", "1881-11-02")]),
        ("The affray happened on Wednesday week.", [("Wednesday week", "1881-10-12")]),
        ("He died on Saturday se’nnight.", [("Saturday se’nnight", "1881-10-08")]),
        ("It will open to-morrow week.", [("to-morrow week", "1881-10-28")]),
        ("He sailed yesterday week.", [("yesterday week", "1881-10-12")]),
    ],
)
def test_date_as_old_newspapers_write_it(text, found):
    assert read(text, "1881-10-20") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from Monday to Wednesday", [("Monday to Wednesday", "2011-12-12/2011-12-14")]),
        ("on Oct. 15", [("Oct. 15", "2011-10-15")]),
        ("in the winter of 1946-47", [("the winter of 1946-47", "1946-24")]),
        ("the night of 14 October", [("14 October", "2011-10-14")]),
        ("on New Year's Eve", [("New Year's Eve", "2011-12-31")]),
        ("on Easter Monday 1916", [("Easter Monday 1916", "1916-04-24")]),
        ("about 1927", [("about 1927", "1927~")]),
        ("25 November – 1 December 1890", [("25 November – 1 December 1890", "1890-11-25/1890-12-01")]),
        ("December 16, 17 and 18", [("December 16, 17 and 18", "2011-12-16/2011-12-18")]),
        ("last week", [("last week", "2011-12-12/2011-12-18")]),
        ("last month", [("last month", "2011-11")]),
        ("last year", [("last year", "2010")]),
        ("three days ago", [("three days ago", "2011-12-16")]),
        ("two weeks ago", [("two weeks ago", "2011-12-05~")]),
        ("next Friday", [("next Friday", "2011-12-23")]),
        ("in April [2011]", [("April [2011]", "2011-04")]),
        ("in the 19th century", [("the 19th century", "18XX")]),
        ("on 2011-12-16", [("2011-12-16", "2011-12-16")]),
        ("on 16.12.2011", [("16.12.2011", "2011-12-16")]),
        ("on 12/03/2011", [("12/03/2011", "[2011-03-12,2011-12-03]")]),
        ("on 30 February 2011", []),
        ("dated 12/16/11, it said", [("12/16/11", "2011-12-16")]),
        ("signed on 16.12.11 there", [("16.12.11", "2011-12-16")]),
        ("on 16-Dec-2011", [("16-Dec-2011", "2011-12-16")]),
        ("on Tues 20 Apr '82", [("Tues 20 Apr '82", "1982-04-20")]),
        ("in the summer of ’69", [("the summer of ’69", "1969-22")]),
        ("the class of ’82 met", [("’82", "1982")]),
        ("in the late 1990s", [("the late 1990s", "199X")]),
        ("in the eighties", [("the eighties", "198X")]),
        ("in the nineteen-thirties", [("the nineteen-thirties", "193X")]),
        ("in the third quarter of 2011", [("the third quarter of 2011", "2011-35")]),
        ("in the second week of December", [("the second week of December", "2011-12")]),
        ("on the night of October 17-18", [("October 17-18", "2011-10-17/2011-10-18")]),
        ("on the eve of 16 December", [("the eve of 16 December", "2011-12-15")]),
        ("the week before last", [("the week before last", "2011-12-05/2011-12-11")]),
        ("a year ago today", [("a year ago today", "2010-12-19")]),
        ("at Christmas 2010", [("Christmas 2010", "2010-12-25")]),
        ("in the year 1066", [("the year 1066", "1066")]),
        ("on the Friday they fled", [("the Friday", "2011-12-16")]),
        ("the Friday protests", [("Friday", "2011-12-16")]),
        ("by the end of the year", [("the end of the year", "2011")]),
        ("in nineteen fifty-six", [("nineteen fifty-six", "1956")]),
        (
            "the fourth of May, nineteen eighty-two",
            [("the fourth of May, nineteen eighty-two", "1982-05-04")],
        ),
        ("built in eighteen hundred and four", [("eighteen hundred and four", "1804")]),
        ("In nineteen fourteen Brodny burned.", [("nineteen fourteen", "1914")]),
        (
            "lost in two thousand and eight, by twenty ten",
            [("two thousand and eight", "2008"), ("twenty ten", "2010")],
        ),
        ("Profits fell in the third quarter.", [("the third quarter", "2011-35")]),
        ("Sales fell last quarter.", [("last quarter", "2011-35")]),
        ("in the first quarter of last year", [("the first quarter of last year", "2010-33")]),
        ("on 25 October (7 November) 1917", [("25 October (7 November) 1917", "1917-11-07")]),
        ("on 9 (22) January 1905", [("9 (22) January 1905", "1905-01-22")]),
        ("on 14 December 1825 O.S. they fell", [("14 December 1825 O.S.", "1825-12-26")]),
        ("a year ago to the day", [("a year ago to the day", "2010-12-19")]),
        ("between May and June in 1981", [("between May and June in 1981", "1981-05/1981-06")]),
        ("The fair took place this weekend.", [("this weekend", "2011-12-17/2011-12-18")]),
        ("It was off to a bright start on Saturday.", [("Saturday", "2011-12-17")]),
        ("A 2009 study said so.", [("2009", "2009")]),
    ],
)
def test_date_in_other_ways_of_writing(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "May I ask who you are?",
        "Mrs May said nothing.",
        "April Jones sang.",
        "He lay on the 16th floor.",
        "The march took three days.",
        "They slept for two weeks in a tent, at nine o’clock.",
        "What use is it to today’s youth?",
        "About 1500 people and 2000 workers came.",
        "She writes for the Sunday Times about Bloody Sunday.",
        "A man aged 30 paid $1990 for it.",
        "It fell on a Sunday, as every Friday does.",
        "Each September she gave an apple away.",
        "It lost $31 million in fiscal 1977, more in the budget year 2010/11.",
        "They own a Christmas tree on Easter Island.",
        "Two thousand and eight men had nineteen fifty-kilo bags, twenty ten-pound notes.",
        "Eighteen hundred Frenchmen marched. Seventeen hundred were killed.",
        "They lost eighteen hundred, a force of nineteen hundred and fifty.",
        "At nineteen thirty the guns opened on Nineteen Seventeen Street.",
        "See page nineteen forty; he paid nineteen fifty.",
        "In the first quarter the Rovers scored, a quarter of the seats empty.",
        "A survey of 1709 pupils began in a 2000 year old tomb.",
    ],
)
def test_words_shaped_like_a_date_are_left_alone(text):
    assert read(text) == []


def test_weekday_tells_the_year():
    assert read("on Friday, December 16", "2013-03-01") == [("Friday, December 16", "2011-12-16")]


def test_weekday_without_any_anchor_is_found_without_a_value():
    assert read("It began on Friday.", "") == [("Friday", "")]


def test_dateline_is_what_yesterday_counts_from():
    text = "TEMRAVA, 3 October.\nThe piers were quiet yesterday."
    head = text.index("\n")
    regions = [SearchRegion(Span(0, head), Kind.DATELINE), SearchRegion(Span(head + 1, len(text)))]

    found = find_dates(text, regions, Given("1927-10-05"))

    assert [(c.surface, c.edtf, c.anchor) for c in found] == [
        ("3 October", "1927-10-03", AnchorKind.PUBLISHED),
        ("yesterday", "1927-10-02", AnchorKind.DATELINE),
    ]


def test_feast_that_the_archive_defines_is_found():
    found = read("They met on Founders’ Day.", feasts={"Founders’ Day": "12-16"})

    assert found == [("Founders’ Day", "2011-12-16")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the night of 14 October", ["14 October"]),
        ("at midnight on Tuesday", ["Tuesday"]),
        ("by the end of March", ["the end of March"]),
        ("They fled the next day.", []),
        ("It rained on 14 October. They fled the next day.", ["14 October", "the next day"]),
        ("It was four days before she was found.", []),
    ],
)
def test_span_leaves_out_what_introduces_the_date(text, found):
    assert [surface for surface, _edtf in read(text)] == found


def test_weekdays_told_years_later_stay_in_the_week_of_the_day_named():
    text = (
        "On 19 March 1981 they met. On Saturday we shut the gate. On Monday he wept. "
        "On Sunday we sang. On Thursday night I slept."
    )

    assert [edtf for _words, edtf in read(text, "2010-08-31")] == [
        "1981-03-19",
        "1981-03-21",
        "1981-03-23",
        "1981-03-22",
        "1981-03-26",
    ]


def test_weekday_with_its_day_in_brackets_is_that_day():
    text = "In September 1996 it began. On the Saturday [7 September] the mill shut."

    assert read(text, "1997-05")[1:] == [("Saturday", "1996-09-07"), ("7 September", "1996-09-07")]


def test_weekday_with_its_number_finds_the_month():
    text = "The strike of 24 March 1981 ended on Monday the 30th."

    assert read(text, "2010-08-31")[1:] == [("Monday the 30th", "1981-03-30")]


def test_year_that_only_bounds_something_does_not_move_the_story():
    text = "Since 2010 she has sewn. On 14 February the stairs burned."

    assert read(text, "2013-05-24")[1:] == [("14 February", "2013-02-14")]


def test_since_a_weekday_printed_on_that_weekday_is_a_week_ago():
    assert read("Nobody has seen him since Friday.", "2008-10-10") == [("Friday", "2008-10-03")]


def test_date_that_ends_a_byline_is_the_dateline():
    text = "From our own correspondent. Halm, Friday night\nThe number cannot be told tonight."
    head = text.index("\n")
    regions = [SearchRegion(Span(0, head), Kind.BYLINE), SearchRegion(Span(head + 1, len(text)))]

    found = find_dates(text, regions, Given("1927-10-15"))

    assert [(c.surface, c.edtf, c.anchor) for c in found] == [
        ("Friday night", "1927-10-14", AnchorKind.PUBLISHED),
        ("tonight", "1927-10-14", AnchorKind.DATELINE),
    ]


def test_numbers_that_tell_the_order_tell_it_for_the_whole_text():
    found = read("Filed 12/16/2011 and again on 4/5/2011.")

    assert found == [("12/16/2011", "2011-12-16"), ("4/5/2011", "2011-04-05")]


def test_day_counted_from_a_day_is_a_date_and_so_is_that_day():
    found = read("He fled a day or two before 16 December.")

    assert found == [
        ("a day or two before 16 December", "[2011-12-14,2011-12-15]"),
        ("16 December", "2011-12-16"),
    ]


def test_years_after_an_event_count_from_where_the_text_dates_it():
    text = "Eight years after the fire the pit is shut. The fire of 16 December 2011 killed nine."

    assert read(text, "2020-01-13")[0] == ("Eight years after", "2019")


def test_months_after_a_year_count_from_the_month_that_the_text_states():
    text = "In 2011 they struck. Six months after the fire I went there. It had burned in December 2011."

    assert read(text, "2018-01-17")[1] == ("Six months after", "2012-06~")


def test_month_is_of_the_year_in_which_its_reckoning_leads_to_the_event():
    text = "The fire of December 2011 was long out. It was May. Half a year earlier they had run."

    assert read(text, "2018-01-17")[1:] == [("May", "2012-05"), ("Half a year earlier", "2011-12~")]


def test_who_speaks_within_a_story_of_long_ago_counts_from_its_day():
    text = "In June 2012 I came back. “He died three years ago,” said the driver."

    assert read(text, "2018-01-17")[1] == ("three years ago", "2009~")


@pytest.mark.parametrize(
    "text",
    [
        "The curfew runs until 6am on Wednesday.",
        "They return when the House reconvenes in Halm on Wednesday.",
        "The inquest was set for Wednesday.",
    ],
)
def test_weekday_of_what_is_to_come_is_the_next(text):
    assert read(text) == [("Wednesday", "2011-12-21")]


def test_day_of_a_death_in_an_obituary_is_lately():
    text = "In October 1956 she fled. She died in Halm on Feb. 2."

    assert read(text, "2011-02-12")[1] == ("Feb. 2", "2011-02-02")


def test_caption_counts_from_its_own_dates_and_leaves_the_story_where_it_was():
    text = "On 2 October it burned.\nThe pier in 1911.\nTwo days later it fell."
    first, second = text.index("\n"), text.rindex("\n")
    regions = [
        SearchRegion(Span(0, first)),
        SearchRegion(Span(first + 1, second), Kind.CAPTION),
        SearchRegion(Span(second + 1, len(text))),
    ]

    found = find_dates(text, regions, Given("1927-10-15"))

    assert [c.edtf for c in found] == ["1927-10-02", "1911", "1927-10-04"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("He had been there on Monday, 28 November, and again on the Wednesday.", "2011-11-30"),
        ("The court sat on Friday. That afternoon it rose.", "2011-12-16"),
        ("She went on the night of 13-14 November. He came the next morning.", "2011-11-14"),
        (
            "Shells fell in August 1914 and again between the 4th and the 9th of September.",
            "1914-09-04/1914-09-09",
        ),
        ("The mill burned on Tuesday. On Friday men met. The night of the fire it rained.", "2011-12-13"),
        ("The vote was on 3 May 1996. On Monday they met. Two days before the vote she left.", "1996-05-01"),
        ("He left two weeks after the coup of 11 September 1973.", "1973-09-25~"),
    ],
)
def test_date_is_counted_from_what_stands_beside_it(text, edtf):
    assert edtf in [one for _, one in read(text)]


@pytest.mark.parametrize(
    "words", ["On the night of the fire", "Two days before the vote", "A week after the crash"]
)
def test_day_of_an_event_is_not_that_of_whatever_else_was_told(words):
    assert read(f"The inquiry opened on Monday. {words} he left.") == [("Monday", "2011-12-19")]


def test_regiment_with_an_ordinal_is_no_day():
    assert read("An officer of the 2nd Gurkha Rifles left.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He fired his cook on Monday. On the day of the killing it rained.", []),
        ("He fired at the crowd on Monday. On the day of the killing it rained.", ["2011-12-19"]),
    ],
)
def test_day_of_a_killing_is_one_on_which_somebody_shot(text, found):
    assert [edtf for surface, edtf in read(text) if "killing" in surface] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On 5 May 1990 OS maps were sold.", [("5 May 1990", "1990-05-05")]),
        ("The paper of 5/18 May 1999 is lost.", [("18 May 1999", "1999-05-18")]),
        ("On 5/18 May 1909 they met.", [("5/18 May 1909", "1909-05-18")]),
        ("On 5 May 1909 OS, they met.", [("5 May 1909 OS", "1909-05-18")]),
    ],
)
def test_old_calendar_is_read_only_while_it_was_kept(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She is back a week from Sunday.", [("a week from Sunday", "1927-10-16")]),
        ("It opens two weeks on Friday.", [("two weeks on Friday", "1927-10-21")]),
        ("They met a week ago Sunday.", [("a week ago Sunday", "1927-09-25")]),
        ("It is due a fortnight from to-morrow.", [("a fortnight from to-morrow", "1927-10-20")]),
        ("It met twice a week on Monday.", [("Monday", "1927-10-03")]),
        ("On Good Friday, April 15, they met.", [("Good Friday, April 15", "1927-04-15")]),
        (
            "He died on Christmas Day, December 25, 1911.",
            [("Christmas Day, December 25, 1911", "1911-12-25")],
        ),
    ],
)
def test_week_from_a_weekday_and_feast_with_its_day_are_one_date(text, found):
    assert read(text, "1927-10-05") == found


def test_that_night_in_a_report_of_a_hearing_is_of_what_is_told_there():
    parts = [
        "The ship sank on 14 March last year.",
        "The court sat yesterday.",
        "The mate said that night he slept; he had joined three days before.",
    ]
    text, regions, start = " ".join(parts), [], 0
    for part in parts:
        regions.append(SearchRegion(Span(start, start + len(part))))
        start += len(part) + 1

    found = find_dates(text, regions, Given("1927-10-06"))

    assert [(c.surface, c.edtf) for c in found][2:] == [
        ("that night", "1926-03-14"),
        ("three days before", "1926-03-11"),
    ]


@pytest.mark.parametrize(
    ("heard", "day"),
    [("Men heard in February 1927 agree.", "1926-08-12"), ("Men heard in February agree.", "1927-08-12")],
)
def test_day_goes_on_in_the_year_told_where_the_text_writes_out_its_own_year(heard, day):
    found = read(f"On 3 August 1926 they marched. {heard} The judge came on 12 August.", "1927-11-30")

    assert found[-1][1] == day
