"""Pages put together out of the parts of the paper's layout: what they hold is known from how they were made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsing import Article, Quote, parse_snapshot
from parsing.models import PAKISTAN
from parsing.quotes import format_quote
from tests.builders import quote

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[Any]], Any]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = (date(2021, 5, 28), date(2024, 1, 4), date(2024, 2, 29), date(2025, 12, 31))
TIMES = (("12:05am", 0, 5), ("06:23am", 6, 23), ("12:51pm", 12, 51), ("04:19pm", 16, 19))

LOGOS = ("Brecorder Logo", "Business Recorder Logo")
BEHIND_THE_DATE = (
    "PRINT EDITION ► BR MARKETS ► Dollar to PKR ►",
    "Today’s Paper ► Weather ► Crossword ►",
    "E-Paper Archive Subscribe",
    "آج کا اخبار ►",
    "آج کا اخبار موسم",
    "",
)
SECTIONS = ("World", "Markets", "Business & Finance", "Pakistan", "Technology")
AGENCIES = ("AFP", "Reuters", "APP", "Recorder Report", "BR Web Desk")
DATELINES = ("KARACHI", "NEW YORK", "ISLAMABAD/LAHORE")
PHOTOS = (
    "Photo: AFP",
    "Photo: Reuters",
    "File photo",
    "A boy flies a red kite over the roofs of the old town. Photo: AFP",
    "The ferry at its pier on a quiet morning. — Reuters/File",
)
STATISTICS = """\
Coronavirus
VERY HIGH Source: covid.gov.pk
Pakistan Deaths
20,540
7524hr
Pakistan Cases
911,302
2,72624hr
4.35% positivity
Punjab
337,073
Balochistan
24,823"""
TABLES = (
    """\
================================================
FRUIT SOLD AT THE GATE
CRATES A DAY
------------------------------------------------
Fruit              Monday     Tuesday     + / -
------------------------------------------------
Apples                120         131       +11
Green pears            80          75        -5
================================================""",
    """\
| Boat    | Seats | Crew |
|---------|------:|-----:|
| Heron   | 40    | 3    |
| Old Tom | 12    | 1    |""",
    """\
+---------+-------+
| Boat    | Seats |
+---------+-------+
| Heron   | 40    |
+---------+-------+""",
    """\
Walk              Miles     Hours
Along the river     4.5       2.0
Over the hill       7.0       3.5""",
    """\
------------------------------
Day           Open      Shut
------------------------------
Friday        08:00     13:00
------------------------------""",
)
CLOSINGS = (
    (),
    ("Comments", "Comments are closed."),
    ("Comments",),
    ("Copyright Business Recorder, 2024",),
    ("Copyright Reuters, 2021",),
    ("Copyright Business Recorder, 2024", "Comments", "Comments are closed."),
)
READERS = (
    "A reader Jan 04, 2024 11:00am",
    "I have walked past that bench every day for years and I never once sat down on it. It is far too cold.",
    "Why the bench should have stayed where it was",
    "ZZZ 9.00 Increased By ▲ 1.00 (12.5%)",
    "WTL 1.72 No Change ▼ 0.00 (0%)",
    "World",
    "Nonsense!",
)


class Words(NamedTuple):
    """The prose that a page is made of, in one language."""

    titles: Sequence[str]
    titles_above_a_byline: Sequence[str]
    bullets: Sequence[str]
    people: Sequence[str]
    paragraphs: Sequence[str]
    headings: Sequence[str]
    related: Sequence[str]


ENGLISH = Words(
    titles=(
        "Old bridge opens again after a long winter",
        "Village bakers share one oven while the second is mended",
        "KARACHI: kites rise again over the roofs",
        "Ferry: first boat of the year leaves the pier",
        "Who feeds the cats of the fish market on Sundays?",
        "Mayor calls the new bench “good enough”",
        "School choir to sing in the ‘big barn’",
        "The ferry will not sail on 20 Dec, 2023",
        "Bakers sell 72,000 loaves in a single week",
    ),
    titles_above_a_byline=(
        "Kites are back in the sky at last!",
        "“We will mend the roof before the rain”",
        "“Old bridge” to be called the “new bridge”",
        "The garden opens its gate (for an hour)",
        "The long way round the lake…",
        "Tea at four, and not a minute later.",
        "Loaf number 900",
    ),
    bullets=(
        "Main gate to stay shut until noon",
        "Second oven is not expected before spring.",
        "Children under six ride for nothing",
        "“Bring a coat,” says the ferryman",
    ),
    people=("Mushtaq Ghumman", "N H Zuberi", "Anna de Vries", "Tom O’Hara"),
    paragraphs=(
        "The bridge over the mill stream was closed in autumn, when a farmer saw that two planks had come loose.",
        (
            "Nobody had expected the work to take so long. The carpenter broke his arm in the first week and his son "
            "was away at school, so that the planks lay under a sheet until the snow had gone."
        ),
        "“I walked round by the church every morning, and it did me good,” said a teacher who lives at the corner.",
        "She keeps four hens, a blind dog and a pony. “They were glad of the longer walk, and let me know it.”",
        "One thing is certain: the new planks are thicker than the old ones, and they were painted on both sides.",
        "Of the 48 lamps along the path, 31 were lit on Tuesday, 12 were dark and 5 had been taken away to be cleaned.",
        "Nobody minded.",
        (
            "The ferry leaves at 8:15am and again at noon. It takes twenty people, a handful of bicycles and, on "
            "market days, one calm cow; a ticket is 40 rupees, and children under six ride for nothing."
        ),
        "Comments on the new bench were kind on the whole, although one man thought that it should have a back.",
        "A spokesman for the choir called the barn “dry, warm and a little too loud”.",
        "The oven (the smaller of the two) needs three hours to get hot, and holds sixty loaves (or ninety flat ones).",
        "Will there be cake? The baker would not say, but her daughter was seen on Thursday with a big bowl of cream.",
        "12 children came to the first lesson, and all but one of them had brought a hat, as the letter had asked.",
    ),
    headings=("A quiet street", "Next steps", "What comes next", "Rain and shine", "THE LONG WAY HOME"),
    related=(
        "Lost umbrella comes home after nine years",
        "Ladders: what a good one should weigh",
        "What a new oven costs, and who pays for it",
        "Ferryman says he will retire ‘one day’",
        "Three ways to dry a wet pair of boots",
    ),
)
URDU = Words(
    titles=(
        "گاؤں کا پرانا پل سردیوں کے بعد دوبارہ کھل گیا",
        "بچوں نے باغ میں پچاس نئے درخت لگائے",
        "کیا اس سال بھی میلہ دریا کے کنارے لگے گا؟",
    ),
    titles_above_a_byline=("آخرکار پتنگیں پھر آسمان پر ہیں!",),
    bullets=("بڑا دروازہ دوپہر تک بند رہے گا", "چھ سال سے کم عمر بچے مفت سفر کریں گے"),
    people=("محمد علی", "سارہ خان"),
    paragraphs=(
        "گاؤں کا پل پچھلے سال خزاں میں بند کر دیا گیا تھا کیونکہ اس کے دو تختے ڈھیلے ہو گئے تھے اور کسان پریشان تھے۔",
        "بڑھئی نے کہا کہ کام آسان تھا لیکن بارش بہت ہوئی۔ اس کا بیٹا سکول میں تھا اور تختے کئی ہفتے صحن میں پڑے رہے۔",
        "ایک استاد نے بتایا کہ وہ ہر صبح لمبے راستے سے جاتی تھیں اور ان کی بکریاں بھی ان کے ساتھ خوشی سے چلتی تھیں۔",
        "کشتی صبح آٹھ بجے چلتی ہے اور دوپہر کو واپس آتی ہے، اس میں بیس لوگ اور کچھ سائیکلیں آسانی سے آ جاتی ہیں۔",
    ),
    headings=("پرسکون گلی", "آگے کیا ہوگا"),
    related=("گم شدہ چھتری نو سال بعد گھر واپس آ گئی", "نئے تندور کی قیمت کیا ہے اور کون دے گا"),
)


@dataclass
class Page:
    """A page in the making: its blocks of text from top to bottom, and what they say."""

    words: Words
    day: date | None = None
    snapshot_date: date | None = None
    quotes: list[Quote] = field(default_factory=list)
    indices: list[Quote] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    article: dict[str, Any] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)


def one_of(draw: Draw, choices: Sequence[T]) -> T:
    """Draw one of the choices."""
    chosen: T = draw(st.sampled_from(choices))
    return chosen


def some_of(draw: Draw, choices: Sequence[T], least: int, most: int) -> list[T]:
    """Draw some of the choices, none twice."""
    chosen: list[T] = draw(st.lists(st.sampled_from(choices), min_size=least, max_size=most, unique=True))
    return chosen


def chance(draw: Draw) -> bool:
    """Draw yes or no."""
    chosen: bool = draw(st.booleans())
    return chosen


def written(day: date, *, month_first: bool) -> str:
    """Return the day in one of the paper's two forms."""
    month = MONTHS[day.month - 1]
    return f"{month} {day.day:02}, {day.year}" if month_first else f"{day.day:02} {month}, {day.year}"


def moment(draw: Draw) -> tuple[str, date]:
    """Draw a day, with or without a time: as printed, and what it says."""
    day = one_of(draw, DAYS)
    text = written(day, month_first=chance(draw))
    if chance(draw):
        return text, day
    clock, hour, minute = one_of(draw, TIMES)
    return f"{text} {clock}", datetime(day.year, day.month, day.day, hour, minute, tzinfo=PAKISTAN)


def add_quotes(draw: Draw, page: Page) -> None:
    """Add no quotes, one, or some of them, all unchanged or not, the block once or twice, with or without indices."""
    changes = one_of(draw, [("0.00",), ("0.66", "-0.05", "0.00")])
    page.quotes = [
        quote(symbol, one_of(draw, ("1.72", "136.50", "1250.00")), one_of(draw, changes))
        for symbol in some_of(draw, ("HUBC", "PPL", "WTL", "K-EL", "786"), 0, 4)
    ]
    page.indices = [
        quote(symbol, "75312", "381") for symbol in some_of(draw, ("BR100", "BR30", "KSE100", "KSE30"), 0, 4)
    ]
    block = [format_quote(each) for each in page.quotes] * (2 if chance(draw) else 1)
    block += [format_quote(each, arrow=False) for each in page.indices]
    page.blocks += ["\n".join(block)] if block else []
    page.codes = set() if block else {"no-quotes"}


def add_masthead(draw: Draw, page: Page) -> bool:
    """Add a statistics block or none, and a masthead or none; return whether there is a masthead."""
    page.day = one_of(draw, DAYS)
    statistics = chance(draw)
    page.blocks += [STATISTICS] if statistics else []
    day = written(page.day, month_first=True)
    kind = one_of(draw, ["none", "logo", "logo and date", "date", *([] if statistics else ["bare date"])])
    masthead = {
        "none": [],
        "logo": [one_of(draw, LOGOS)],
        "logo and date": [one_of(draw, LOGOS), f"{day} {one_of(draw, BEHIND_THE_DATE)}".rstrip()],
        "date": [f"{day} {one_of(draw, BEHIND_THE_DATE[:2])}"],
        "bare date": [day],
    }[kind]
    page.blocks += ["\n".join(masthead)] if masthead else []
    if "date" in kind:
        page.snapshot_date = page.day
    return kind != "none"


def add_section(draw: Draw, page: Page, *, may_be_any: bool) -> None:
    """Add a section, alone or with the print date; one that nobody knows only where nothing else can stand."""
    name = one_of(draw, [*SECTIONS, *(["Gardens", "پاکستان"] if may_be_any else [])])
    page.article["section"] = name
    if page.day and chance(draw):
        page.snapshot_date = page.day
        printed = page.day.isoformat() if chance(draw) else written(page.day, month_first=True)
        name = f"{name} Print {printed}"
    page.blocks.append(name)


def add_byline(draw: Draw, page: Page, *, has_title: bool) -> None:
    """Add a byline: a name or none, on the line of the dates or above it, and one date, two or none."""
    name = one_of(draw, [None, *AGENCIES, *page.words.people])
    is_latin = name is None or name.isascii() or "’" in name
    (first, published), (second, updated) = moment(draw), moment(draw)
    forms: dict[str, tuple[str, date | None, date | None]] = {
        "published": (f"Published {first}", published, None),
        "both": (f"Published {first} Updated {second}", published, updated),
        "updated": (f"Updated {second}", None, updated),
    }
    if is_latin and (has_title or name):
        forms["bare"] = (first, published, None)
    if has_title and name in AGENCIES:
        forms["none"] = ("", None, None)
    kind = one_of(draw, sorted(forms))
    text, published_on, updated_on = forms[kind]
    stands_above = bool(name) and is_latin and kind in {"published", "both"} and chance(draw)
    page.blocks.append(f"{name or ''}{chr(10) if stands_above else ' '}{text}".strip())
    page.article |= {"byline": name, "published": published_on, "updated": updated_on}


def add_head(draw: Draw, page: Page, *, has_title: bool, has_byline: bool) -> None:
    """Add title, bullets, photo lines, captions and byline, as far as they are wanted."""
    words = page.words
    if has_title:
        titles = [*words.titles, *(words.titles_above_a_byline if has_byline else ())]
        page.article["title"] = one_of(draw, titles)
        page.blocks.append(page.article["title"])
    bullets = some_of(draw, words.bullets, 0, 3) if has_title else []
    page.article["standfirst"] = bullets
    before = draw(st.integers(0, len(bullets)))
    signs = one_of(draw, ("  • ", "• ", "    ▪ "))
    pictures = [some_of(draw, PHOTOS, 0, 2) if has_title or has_byline else [] for _ in range(2)]
    page.blocks += pictures[0] if has_title else []
    page.blocks += ["\n".join(signs + each for each in bullets[:before])] if before else []
    if has_byline:
        add_byline(draw, page, has_title=has_title)
    page.blocks += ["\n".join(signs + each for each in bullets[before:])] if bullets[before:] else []
    page.blocks += pictures[1]


def add_body(draw: Draw, page: Page) -> None:
    """Add paragraphs, and between them headings, related headlines and tables."""
    words, article = page.words, page.article
    paragraphs = some_of(draw, words.paragraphs, 1, 5)
    # a short sentence between two tables could be a caption of theirs
    most = 1 if any(len(each) < 80 for each in paragraphs) else 2
    inserts = iter(
        draw(
            st.permutations(
                [
                    *(("heading", text) for text in some_of(draw, words.headings, 0, 2)),
                    *(("related", text) for text in some_of(draw, words.related, 0, 2)),
                    *(("table", text) for text in some_of(draw, TABLES, 0, most)),
                ]
            )
        )
    )
    article |= {"paragraphs": [], "related": [], "tables": [], "dateline": None}
    if words is ENGLISH and chance(draw):
        article["dateline"] = one_of(draw, DATELINES)
    for number, paragraph in enumerate(paragraphs):
        page.blocks.append(f"{article['dateline']}: {paragraph}" if article["dateline"] and not number else paragraph)
        article["paragraphs"].append(paragraph)
        kind, text = next(inserts, ("", "")) if number + 1 < len(paragraphs) else ("", "")
        if kind:
            page.blocks.append(text)
            article[{"heading": "paragraphs", "related": "related", "table": "tables"}[kind]].append(text)


def add_closing(draw: Draw, page: Page) -> None:
    """Add closing lines or none, and below the word Comments what readers wrote."""
    closing = one_of(draw, CLOSINGS)
    page.blocks += closing
    if closing == ("Comments",):
        readers = some_of(draw, READERS, 0, 5)
        page.blocks += readers
        page.codes |= {"quote-below-end"} if any("%)" in line for line in readers) else set()


@st.composite
def pages(draw: Draw, words: Words) -> tuple[str, Page]:
    """Return a page, and what it holds."""
    page = Page(words)
    add_quotes(draw, page)
    has_article = chance(draw) or chance(draw)
    has_title, has_byline = chance(draw), chance(draw)
    start = len(page.blocks)
    has_masthead = add_masthead(draw, page)
    if has_article:
        if chance(draw):
            add_section(draw, page, may_be_any=has_masthead and has_title and has_byline)
        elif not has_title and page.blocks[start:] and page.blocks[-1][-4:].isdigit():
            add_section(draw, page, may_be_any=False)
        add_head(draw, page, has_title=has_title, has_byline=has_byline)
        add_body(draw, page)
    add_closing(draw, page)
    text = one_of(draw, ("\n", "\n\n", "\n\n\n\n")).join(page.blocks) + one_of(draw, ("", "\n"))
    if page.day and chance(draw):
        page.snapshot_date = page.day
        text = f" date {page.day.isoformat()} {text}"
    return text, page


def check(text: str, page: Page) -> None:
    """Compare what the parser finds with what the page was made of."""
    snapshot = parse_snapshot(text)
    assert (snapshot.article and snapshot.article.model_dump(mode="json")) == (
        Article.model_validate(page.article).model_dump(mode="json") if page.article else None
    )
    assert snapshot.snapshot_date == page.snapshot_date
    assert [*snapshot.quotes] == page.quotes
    assert [*snapshot.indices] == page.indices
    assert {problem.code for problem in snapshot.problems} == page.codes


@settings(deadline=None, max_examples=4 * settings().max_examples)
@given(pages(ENGLISH))
def test_a_page_of_any_layout_holds_what_it_was_made_of(made: tuple[str, Page]) -> None:
    check(*made)


@settings(deadline=None, max_examples=3 * settings().max_examples // 2)
@given(pages(URDU))
def test_so_does_a_page_in_urdu(made: tuple[str, Page]) -> None:
    check(*made)


FIRST = ENGLISH.paragraphs[0]
SECOND = "The oven needs three hours to get hot, and the smaller of the two holds sixty loaves or ninety flat ones."
TITLE = "Old bridge opens again after a long winter"
PUBLISHED = "Published 24 Jan, 2024 06:23am"
MASTHEAD = "Brecorder Logo\nDec 20, 2023 PRINT EDITION ► BR MARKETS ►"
AT_SIX = datetime(2024, 1, 24, 6, 23, tzinfo=PAKISTAN)


def found_in(text: str) -> dict[str, Any]:
    """Return what the article of a page has, without its empty parts, and without the paragraphs that all have."""
    article = parse_snapshot(text).article
    assert article is not None
    found = {key: value for key, value in article.model_dump().items() if value}
    assert found["paragraphs"][0] == FIRST
    assert found["paragraphs"][-1] == SECOND
    rest = found.pop("paragraphs")[1:-1]
    return found | ({"between": rest} if rest else {})


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (f"Mushtaq Ghumman\n{PUBLISHED}", {"byline": "Mushtaq Ghumman", "published": AT_SIX}),
        (PUBLISHED, {"published": AT_SIX}),
        ("Updated 24 Jan, 2024", {"updated": date(2024, 1, 24)}),
        ("Reuters 24 Jan, 2024", {"byline": "Reuters", "published": date(2024, 1, 24)}),
        (f"Brecorder Logo\n{PUBLISHED}", {"published": AT_SIX}),
        (f"{STATISTICS}\n{PUBLISHED}", {"published": AT_SIX}),
        (f"{STATISTICS}\n\nAFP {PUBLISHED}", {"byline": "AFP", "published": AT_SIX}),
        (f"{STATISTICS}\nLoaf number 900\n{PUBLISHED}", {"title": "Loaf number 900", "published": AT_SIX}),
        (f"{TITLE}\nPhoto: AFP\nPhoto: AFP\nFile photo", {"title": TITLE}),
        (f"Kites fly at last!\nPhoto: AFP\nAFP\n{PUBLISHED}", {"title": "Kites fly at last!", "byline": "AFP"}),
        (f"Kites fly at last!\nN H Zuberi\n{PUBLISHED}", {"title": "Kites fly at last!", "byline": "N H Zuberi"}),
        (f"Old Stone Bridge Opens Again Today\n{PUBLISHED}", {"title": "Old Stone Bridge Opens Again Today"}),
        (f"{MASTHEAD}\nBridge opens again\nPhoto: AFP\nAFP {PUBLISHED}", {"title": "Bridge opens again"}),
        (f"{MASTHEAD}\n\nGardens\n\n{TITLE}\nPhoto: AFP\nAFP {PUBLISHED}", {"section": "Gardens", "title": TITLE}),
        (f"World\nBread ► what you pay\n{PUBLISHED}", {"section": "World", "title": "Bread ► what you pay"}),
        ("The village opens its garden (photos)", {"title": "The village opens its garden (photos)"}),
        (f"The garden in spring (photos)\nAFP {PUBLISHED}", {"title": "The garden in spring (photos)"}),
    ],
)
def test_a_head_is_read_as_a_reader_does(head: str, expected: dict[str, Any]) -> None:
    found = found_in(f"{format_quote(quote())}\n{head}\n\n{FIRST}\n\n{SECOND}\n")
    assert {key: found.get(key) for key in expected} == expected
    assert set(found) <= {"section", "title", "byline", "published", "updated"}


@pytest.mark.parametrize(
    "paragraph",
    [
        "Also read out was a letter from the mayor, who could not come to the fair.",
        "Read more than one book a month, the teacher told them.",
        "Copyright in the tune ran out in 1998, so the band may play it.",
        "Copyright Reuters, he read aloud, and asked what the sign before it meant to those who had drawn it.",
        "“Nobody will miss the old oven,” she said, and shut its door. – AFP",
        "The picture was a surprise to all who had known the house (photographs of it are rare), and was not for sale.",
        "She turned the page.  It was blank.  So was the next, and all of those after it, up to the end of the book.",
    ],
)
@pytest.mark.parametrize("table", ["", TABLES[1], TABLES[3], TABLES[4]], ids=["none", "bars", "columns", "rules"])
def test_a_sentence_is_a_paragraph_whatever_it_starts_or_ends_with(paragraph: str, table: str) -> None:
    body = "\n\n".join(filter(None, (FIRST, table, paragraph, SECOND)))
    found = found_in(f"{TITLE}\n\nAFP {PUBLISHED}\n\n{body}\n")
    assert found["between"] == (paragraph,)
    assert found.get("tables", ()) == ((table,) if table else ())


def test_a_first_paragraph_that_ends_with_its_agency_is_kept() -> None:
    paragraph = "“Nobody will miss the old oven,” said the baker on Monday, and shut its door for good. – AFP"
    article = parse_snapshot(f"{TITLE}\n\nAFP {PUBLISHED}\n\nLAHORE: {paragraph}\n").article
    assert article is not None
    assert (article.dateline, article.paragraphs) == ("LAHORE", (paragraph,))


def test_lines_with_two_spaces_behind_each_sentence_are_no_table() -> None:
    lines = (
        "She turned the page.  It was blank.  So was the next.",
        "He shut the book.  It was late.  The lamp was out.",
    )
    article = parse_snapshot("\n".join((FIRST, *lines, SECOND))).article
    assert article is not None
    assert (article.paragraphs, article.tables) == ((FIRST, *lines, SECOND), ())


def test_a_masthead_and_a_section_are_no_article() -> None:
    assert parse_snapshot(f"{MASTHEAD}\nWorld\n\nComments\n").article is None
