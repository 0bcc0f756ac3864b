"""What stands around the title of an HTML page: masthead and section above it, byline and times below."""

from datetime import date, datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from parsing.draft import Draft
from parsing.metadata import Metadata
from parsing.models import PAKISTAN
from parsing.page_head import HeadText, around, is_below_a_menu, read_page_front, read_page_head
from parsing.page_quotes import PlacedQuote

HUBC, PPL = "HUBC 1.00 No Change", "PPL 1.00 No Change"
VISIBLE = f"Home\n{HUBC}\nWorld\nKites rise\nAFP\nThey rose.\n{PPL}\nEnd"
PROSE = "Kites rose over the roofs of the old town on Monday, and nobody knew why they did so."
NOON = datetime(2023, 12, 20, 12, 0, tzinfo=PAKISTAN)
STAMP = "20 Dec, 2023 12:00pm"


def placed(visible: str, *lines: str) -> list[PlacedQuote]:
    """Return the quotes of these lines, each with the line end behind it."""
    starts = [visible.index(line) for line in lines]
    return [PlacedQuote(start, start + len(line) + 1, line) for start, line in zip(starts, lines, strict=True)]


def head_of(*below: str, metadata: Metadata | None = None, html: str = "") -> tuple[Draft, str]:
    """Return the draft of a story titled "Kites Rise", and the text of its head."""
    draft = Draft(title="Kites Rise")
    tree = LexborHTMLParser(f"<body>{html}</body>")
    return draft, read_page_head(tree, metadata or Metadata(), [*below, PROSE], draft)


def front_of(top: list[str], above: list[str]) -> tuple[date | None, str | None]:
    """Return the day of the page and the section of a story that is titled "Kites rise"."""
    draft = Draft(title="Kites rise")
    return read_page_front(HeadText(top, above, []), draft), draft.section


# the text around the title


def test_the_text_around_the_title_ends_at_the_quotes() -> None:
    expected = HeadText(top=["Home"], above=["World"], below=["AFP", "They rose."])
    assert around(VISIBLE, "Kites rise", placed(VISIBLE, HUBC, PPL)) == expected
    close = f"{HUBC}\nKites rise{PPL}"
    assert around(
        f"{HUBC}\nKites rise\n{PPL}", "Kites rise", placed(f"{HUBC}\nKites rise\n{PPL}", HUBC, PPL)
    ) == HeadText([], [], [])
    assert around(close, "Kites rise", placed(close, HUBC)).below == [f"Kites rise{PPL}"]


def test_without_quotes_all_above_the_title_is_top_too() -> None:
    assert around("Home\nWorld\nKites rise\nAFP", "Kites rise", []) == HeadText(
        ["Home", "World"], ["Home", "World"], ["AFP"]
    )
    assert around("Kites rise\nAFP", "Kites rise", []) == HeadText([], [], ["AFP"])


def test_the_title_is_where_it_stands_first_and_the_top_ends_there() -> None:
    visible = f"Home\nKites rise\nAFP\n{PPL}\nKites rise\nEnd"
    assert around(visible, "Kites rise", placed(visible, PPL)) == HeadText(["Home"], ["Home"], ["AFP"])


@pytest.mark.parametrize("heading", ["", "Kites fall", "Kites"])
def test_all_is_below_the_last_quote_where_the_title_is_unseen(heading: str) -> None:
    assert around(VISIBLE, heading, placed(VISIBLE, HUBC, PPL)) == HeadText(["Home"], [], ["End"])
    assert around("Home\n\nWorld", heading, []) == HeadText([], [], ["Home", "World"])


def test_no_more_is_looked_at_than_a_head_can_have() -> None:
    menu = "\n".join("a" for _ in range(3000))
    text = around(f"b\n{menu}\nc\nKites rise\n{menu}", "Kites rise", [])
    assert (len(text.top), len(text.above), len(text.below)) == (1000, 1000, 1000)
    assert (text.top[0], text.above[-1]) == ("b", "c")


def test_a_bullet_and_the_date_of_the_print_edition_go_with_what_they_belong_to() -> None:
    text = around("Markets\nPrint 2025-09-26\nKites rise\n•\nGlue is dear\n•\nSo is paper\nx\nAFP", "Kites rise", [])
    assert text.above == ["Markets Print 2025-09-26"]
    assert text.below == ["• Glue is dear", "• So is paper", "x", "AFP"]
    assert around("Kites rise\n•\nGlue is dear\nAFP", "Kites rise", []).below == ["• Glue is dear", "AFP"]


# masthead and section


@pytest.mark.parametrize(
    ("top", "above", "day", "section"),
    [
        (["Brecorder Logo", "May 28, 2021", "Home"], ["World"], date(2021, 5, 28), "World"),
        (["Home", "May 28, 2021", "Brecorder Logo"], ["World"], date(2021, 5, 28), "World"),
        (["Home", "May 28, 2021 PRINT EDITION ►"], ["World"], date(2021, 5, 28), "World"),
        (["May 28, 2021", "Home"], ["World"], date(2021, 5, 28), "World"),
        (["Home", "May 28, 2021", "Elsewhere"], ["World"], None, "World"),
        (["Home", "May 28, 2021", "World"], ["Home", "May 28, 2021", "World"], date(2021, 5, 28), "World"),
        (["Home", "May 28, 2021", "News", "World"], ["Home", "May 28, 2021", "News", "World"], None, "World"),
        (["May 28, 2021 10:00am"], ["World"], None, "World"),
        (["Home"], ["Sport", "World"], None, "World"),
        (["Home"], ["World", "May 28, 2021"], None, None),
        (["Home"], ["Sport", "May 28, 2021", "Elsewhere"], None, None),
        (["Home"], [], None, None),
    ],
)
def test_masthead_and_section_stand_above_the_title(
    top: list[str], above: list[str], day: date | None, section: str | None
) -> None:
    assert front_of(top, above) == (day, section)


# byline and times


@pytest.mark.parametrize(
    ("below", "byline"),
    [
        (["AFP", f"Published {STAMP}"], "AFP"),
        (["Ali Khan", "Published", STAMP], "Ali Khan"),
        (["Ali Khan", "Published:", STAMP], "Ali Khan"),
        (["By", "Ali Khan", STAMP], "Ali Khan"),
        (["By", STAMP], None),
        ([f"Ali Khan | {STAMP}"], "Ali Khan"),
        ([f"Ali Khan Published {STAMP}"], "Ali Khan"),
        (["Ali Khan", f"Updated {STAMP}"], "Ali Khan"),
        (["علی خان", STAMP], "علی خان"),
        (["Ali Khan"], "Ali Khan"),
        (["reuters"], "reuters"),
        (["• Glue is dear", "Ali Khan", STAMP], "Ali Khan"),
        (["Kites Rise", STAMP], None),
        (["Photo: AFP", STAMP], None),
        (["nobody knows why", STAMP], None),
        (["nobody knows why"], None),
        ([STAMP], None),
    ],
)
def test_the_author_stands_before_the_date(below: list[str], byline: str | None) -> None:
    assert head_of(*below)[0].byline == byline


def test_authors_that_machines_are_told_or_that_are_linked_go_before_what_stands_there() -> None:
    told = Metadata(authors=("Ali Khan", "Sana Mir"))
    assert head_of("AFP", STAMP, metadata=told)[0].byline == "Ali Khan, Sana Mir"
    link = '<a class="story__byline__link"><b>Sana</b>  Mir</a>'
    assert head_of("AFP", STAMP, html=link * 2)[0].byline == "Sana Mir"


@pytest.mark.parametrize(
    ("below", "head"),
    [
        (["AFP", f"Published {STAMP}", "Share"], f"AFPPublished{STAMP}"),
        (["Ali Khan", "Share"], "Ali Khan"),
        (["Share"], ""),
    ],
)
def test_the_head_ends_with_byline_and_date(below: list[str], head: str) -> None:
    assert head_of(*below)[1] == head.replace(" ", "")


@pytest.mark.parametrize(
    ("stamps", "told", "published", "updated"),
    [
        (f"Published {STAMP}", Metadata(), NOON, None),
        (f"Published {STAMP} Updated 21 Dec, 2023", Metadata(), NOON, date(2023, 12, 21)),
        (f"Published {STAMP} Updated 20 Dec, 2023", Metadata(modified=NOON), NOON, NOON),
        (f"Updated {STAMP}", Metadata(), None, NOON),
        ("20 Dec, 2023", Metadata(published=NOON), NOON, None),
        (STAMP, Metadata(published=date(2023, 12, 20)), NOON, None),
        (STAMP, Metadata(published=datetime(2023, 12, 20, tzinfo=PAKISTAN)), NOON, None),
        (STAMP, Metadata(modified=NOON), NOON, None),
        ("Share", Metadata(published=NOON, modified=date(2023, 12, 21)), NOON, date(2023, 12, 21)),
        ("Share", Metadata(published=NOON, modified=NOON), NOON, None),
    ],
)
def test_times_are_those_that_machines_are_told_or_that_are_printed(
    stamps: str, told: Metadata, published: date | None, updated: date | None
) -> None:
    draft, _ = head_of(stamps, metadata=told)
    assert (draft.published, draft.updated) == (published, updated)


def test_times_are_looked_for_in_the_stamps_of_the_page_where_the_head_has_none() -> None:
    stamps = f'<i class="timestamp--a">Published<b>{STAMP}</b></i><i class="timestamp">Updated 21 Dec, 2023</i>'
    draft, _ = head_of("AFP", html=f'{stamps}<i class="timestamp">1 Jan, 2020</i>')
    assert (draft.published, draft.updated) == (NOON, date(2023, 12, 21))
    draft, _ = head_of("AFP", html=f'<i class="timestamp">a</i><i class="timestamp">b</i>{stamps}')
    assert (draft.published, draft.updated) == (None, None)
    draft, _ = head_of("AFP", metadata=Metadata(published=NOON, modified=date(2023, 12, 21)), html="")
    assert draft.published == NOON


# menus


@pytest.mark.parametrize(
    ("html", "is_below"),
    [
        ("<nav><a>World</a></nav><h1>Kites rise</h1>", True),
        ("<header><div><a>World</a> </div></header><div><div><h1>Kites rise</h1></div></div>", True),
        ("<nav>World</nav><p>Markets</p><h1>Kites rise</h1>", False),
        ("<nav>World</nav><p> </p><h1>Kites rise</h1>", True),
        ("<header><p>World</p><h1>Kites rise</h1></header>", False),
        ("<h1>Kites rise</h1>", False),
    ],
)
def test_the_text_right_above_the_title_may_be_of_a_menu(html: str, is_below: bool) -> None:
    heading = LexborHTMLParser(f"<body>{html}</body>").css_first("h1")
    assert heading is not None
    assert is_below_a_menu(heading) is is_below
