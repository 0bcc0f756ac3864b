"""The article of a page."""

from datetime import date, datetime

import pytest

from parsing import Article, parse_snapshot
from parsing.article import end_of_page
from parsing.dates import read_day, read_moment
from parsing.line_forms import HEADLINE_LENGTH
from parsing.models import PAKISTAN
from tests.builders import page_of, quote, snapshot_of


def article_of(body: str) -> Article:
    """Return the article of a page with one quote and that body."""
    article = snapshot_of(quote(), body=body).article
    assert article is not None
    return article


def test_a_page_of_quotes_alone_has_no_article() -> None:
    assert snapshot_of(quote()).article is None


def test_a_title_that_looks_like_a_dateline_is_a_title_above_a_byline() -> None:
    article = article_of("KARACHI: kites rise\n\nAFP Published 20 Dec, 2023 12:51pm\n\nLAHORE: They fell.\n")
    assert (article.title, article.dateline, article.paragraphs) == ("KARACHI: kites rise", "LAHORE", ("They fell.",))


def test_the_same_line_above_a_paragraph_starts_the_body() -> None:
    article = article_of("KARACHI: Kites rose.\n\nThey fell.\n")
    assert (article.title, article.dateline, article.paragraphs) == (None, "KARACHI", ("Kites rose.", "They fell."))


@pytest.mark.parametrize(
    ("line", "byline", "published", "updated"),
    [
        ("AFP Published 20 Dec, 2023 12:51pm", "AFP", datetime(2023, 12, 20, 12, 51, tzinfo=PAKISTAN), None),
        ("Reuters 28 May 2021", "Reuters", date(2021, 5, 28), None),
        ("Published 04 Oct, 2023", None, date(2023, 10, 4), None),
        (
            "Published May 21, 2025 Updated May 21, 2025 04:19pm",
            None,
            date(2025, 5, 21),
            datetime(2025, 5, 21, 16, 19, tzinfo=PAKISTAN),
        ),
        ("A. Writer Updated 31 May, 2022", "A. Writer", None, date(2022, 5, 31)),
    ],
)
def test_a_byline_has_a_name_and_dates_each_of_which_may_be_missing(
    line: str, byline: str | None, published: date | None, updated: date | None
) -> None:
    article = article_of(f"Kites rise\n\n{line}\n\nThey rose.\n")
    assert article.title == "Kites rise"
    assert (article.byline, article.published, article.updated) == (byline, published, updated)


def test_bullets_are_the_standfirst_on_either_side_of_the_byline() -> None:
    article = article_of("Kites rise\n\n  • One\nAFP 20 Dec, 2023\n  • Two\n\nThey rose.\n")
    assert article.standfirst == ("One", "Two")
    assert article.byline == "AFP"


def test_nothing_after_the_word_comments_is_the_articles() -> None:
    article = article_of("They rose.\n\nComments\n\nA reader: nonsense!\n\nCopyright Business Recorder, 2024\n")
    assert article.paragraphs == ("They rose.",)
    assert article.related == ()


def test_a_statistics_block_before_the_masthead_is_furniture() -> None:
    furniture = "Coronavirus\n20,540\n4.35% positivity\n"
    masthead = "Brecorder Logo\nMay 28, 2021 PRINT EDITION ►\nMarkets\n"
    body = f"{furniture}{masthead}\nKites\n\nAFP 28 May 2021\n"
    snapshot = snapshot_of(quote(), body=body)
    assert snapshot.snapshot_date == date(2021, 5, 28)
    assert snapshot.article == Article(section="Markets", title="Kites", byline="AFP", published=date(2021, 5, 28))


def test_a_byline_date_does_not_date_the_page() -> None:
    assert snapshot_of(quote(), body="Kites\n\nAFP 28 May 2021\n\nThey rose.\n").snapshot_date is None


def test_a_short_line_without_a_full_stop_between_paragraphs_is_a_related_headline() -> None:
    article = article_of("They rose.\n\nHow to fly a kite: a guide\n\nThey fell.\n")
    assert article.related == ("How to fly a kite: a guide",)
    assert article.paragraphs == ("They rose.", "They fell.")


def test_a_long_line_without_a_full_stop_is_still_a_paragraph() -> None:
    long = "word " * HEADLINE_LENGTH
    assert article_of(f"They rose.\n\n{long}\n").paragraphs == ("They rose.", long.strip())


def test_a_rule_that_stands_alone_loses_no_text() -> None:
    article = article_of("They rose.\n\n--------\n\nThey fell.\n")
    assert article.paragraphs == ("They rose.", "They fell.")
    assert article.tables == ()


def test_a_table_keeps_its_spaces() -> None:
    table = "=====\nA     B\n-----\n1     2\n====="
    article = article_of(f"They rose.\n\n{table}\nAfter it.\n")
    assert article.tables == (table,)
    assert article.paragraphs == ("They rose.", "After it.")


@pytest.mark.parametrize("text", ["31 Feb, 2024", "20 Dec, 2023 13:00pm", "20 Dec, 2023 10:99am", "20 Foo, 2023"])
def test_a_day_or_time_that_does_not_exist_is_none(text: str) -> None:
    assert read_moment(text) is None


def test_midnight_and_noon_are_twelve_am_and_pm() -> None:
    midnight, noon = read_moment("1 Jan, 2024 12:00am"), read_moment("1 Jan, 2024 12:00pm")
    assert isinstance(midnight, datetime)
    assert isinstance(noon, datetime)
    assert (midnight.hour, noon.hour) == (0, 12)


def test_a_day_that_does_not_exist_leaves_the_page_undated() -> None:
    assert read_day("2024-02-31") is None
    snapshot = parse_snapshot(f" date 2024-02-31 {page_of(quote())}")
    assert snapshot.snapshot_date is None


@pytest.mark.parametrize("prefix", [" date 2024-03-28 ", "date 2024-03-28\n"])
def test_a_date_prefix_dates_the_page_with_or_without_quotes_behind_it(prefix: str) -> None:
    for body in (page_of(quote()), "They rose.\n"):
        assert parse_snapshot(prefix + body).snapshot_date == date(2024, 3, 28)


ONE_QUOTE = "HUBC 122.75 Increased By ▲ 5.23 (4.45%)\n"
HEAD = "\nTalks open\n\nAFP Published 20 Dec, 2023"


@pytest.mark.parametrize(
    ("below", "paragraphs"),
    [
        ("\n© AFP\n\nFirst.\n\nSecond.", ("First.", "Second.")),
        ("\n\nFirst.\n\n© Reuters\n\nSecond.", ("First.", "Second.")),
        ("\n3 Comments\n\nFirst.\n\n3 Comments\n\nNoise.", ("First.",)),
        ("\n\nFirst.\n\nCopyright in the tune ran out in 1998\n\nSecond.", ("First.", "Second.")),
        ("\n\nFirst.\n\nCopyright Reuters, 2024\n\nNoise.", ("First.",)),
        ("\n\nFirst.\n\nCOMMENTS:\n\nNoise.", ("First.",)),
        ("\n\nFirst.\n\nComments [3]\n\nNoise.", ("First.",)),
        ("\n\nFirst.\n\nتبصرے\n\nNoise.", ("First.",)),
        ("\n\nThe bank kept its rate. — Reuters\n\nSecond.", ("The bank kept its rate. — Reuters", "Second.")),
    ],
)
def test_only_the_page_s_own_end_closes_an_article(below: str, paragraphs: tuple[str, ...]) -> None:
    article = parse_snapshot(ONE_QUOTE + HEAD + below).article
    assert article is not None
    assert (article.title, article.byline, article.paragraphs) == ("Talks open", "AFP", paragraphs)


def test_comments_at_the_top_of_a_page_without_quotes_close_it() -> None:
    assert end_of_page("Comments\nKites rose.\n") == 0


@pytest.mark.parametrize(
    ("above", "title"),
    [("Kites rise ► more", "Kites rise ► more"), ("Brecorder Logo\nToday ►\nKites rise", "Kites rise")],
)
def test_a_line_with_an_arrow_is_of_the_masthead_only_below_its_logo(above: str, title: str) -> None:
    article = parse_snapshot(f"{above}\n\nAFP Published 20 Dec, 2023 12:51pm\n\nThey rose.\n").article
    assert article is not None
    assert (article.title, article.section) == (title, None)


def test_comments_at_the_very_top_close_nothing() -> None:
    assert [quote.symbol for quote in parse_snapshot("Comments\n" + ONE_QUOTE).quotes] == ["HUBC"]


@pytest.mark.parametrize("heading", ["COMMENTS", "Comments:", "Comments [3]", "3 Comments", "تبصرے"])
def test_what_readers_write_is_no_quote_however_their_heading_is_written(heading: str) -> None:
    page = f"{ONE_QUOTE}{HEAD}\n\nFirst.\n\n{heading}\n\nMARI 300.00 Increased By ▲ 5.00 (1.69%)\n"
    snapshot = parse_snapshot(page)
    assert [quote.symbol for quote in snapshot.quotes] == ["HUBC"]
    assert [problem.code for problem in snapshot.problems] == ["quote-below-end"]


@pytest.mark.parametrize(
    ("byline", "name", "published"),
    [
        ("By Ali Khan Published May 21, 2025 at 04:19pm", "Ali Khan", "2025-05-21T16:19"),
        ("Published 05 Sep, 2024 by Ali Khan", "Ali Khan", "2024-09-05"),
        ("BR WEB DESK PUBLISHED 05 SEP, 2024", "BR WEB DESK", "2024-09-05"),
        ("ویب ڈیسک شائع 20 دسمبر 2023", "ویب ڈیسک", "2023-12-20"),
    ],
)
def test_a_byline_may_be_written_in_other_ways(byline: str, name: str, published: str) -> None:
    article = parse_snapshot(f"{ONE_QUOTE}\nTalks open\n\n{byline}\n\nFirst.").article
    assert article is not None
    assert (article.byline, article.paragraphs) == (name, ("First.",))
    assert article.model_dump(mode="json")["published"] == published


def test_a_masthead_in_urdu_dates_its_page() -> None:
    masthead = "Brecorder Logo\nبدھ، 20 دسمبر 2023 آج کا اخبار ►\nپاکستان\n"
    snapshot = parse_snapshot(f"{ONE_QUOTE}{masthead}\nپل کھل گیا\n\nAFP Published 20 Dec, 2023\n\nسب خوش ہیں۔")
    assert snapshot.article is not None
    assert (snapshot.article.section, snapshot.article.title) == ("پاکستان", "پل کھل گیا")
    assert str(snapshot.snapshot_date) == "2023-12-20"


def test_a_date_prefix_that_is_no_day_is_told_and_the_quote_behind_it_read() -> None:
    snapshot = parse_snapshot(f" date 2024-02-31 {ONE_QUOTE}")
    assert [quote.symbol for quote in snapshot.quotes] == ["HUBC"]
    assert [(problem.line, problem.code) for problem in snapshot.problems] == [(1, "date")]


def test_rules_around_the_quotes_are_no_table() -> None:
    article = parse_snapshot(f"=====\n{ONE_QUOTE}=====\n{HEAD}\n\nFirst.").article
    assert article is not None
    assert (article.title, article.tables) == ("Talks open", ())


@pytest.mark.parametrize("text", ["Picture: a market in doubt", "Image by image, the archive is back"])
def test_a_headline_that_starts_like_a_photo_line_is_kept(text: str) -> None:
    article = parse_snapshot(f"{ONE_QUOTE}{HEAD}\n\nFirst.\n\n{text}\n\nSecond.").article
    assert article is not None
    assert article.related == (text,)


@pytest.mark.parametrize("rule", ["", "=" * 40 + "\n"], ids=["bare", "ruled"])
def test_a_table_right_below_statistics_is_none_of_them(rule: str) -> None:
    statistics = "Coronavirus\nPakistan Deaths\n20,540\nPakistan Cases\n911,302\n4.35% positivity\n"
    table = "Fruit           Crates     Hours\nGreen pears         80       2.0\nApples             120       3.5\n"
    article = parse_snapshot(f"{statistics}Nobody minded.\n{rule}{table}{rule}").article
    assert article is not None
    assert article.paragraphs == ("Nobody minded.",)
    assert "Green pears" in article.tables[0]


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["They rose over the roofs", "of the old", "  town and", "nobody knew why."], 1),
        (["They rose over the old town", "and fell.", "why they did so nobody knew."], 2),
        (["They rose over the old town", "Nobody knew why they did so."], 2),
        (["They rose over the old town", "", "and nobody knew why they did so."], 2),
    ],
)
def test_a_line_in_lower_case_goes_on_with_the_paragraph_that_has_not_ended(lines: list[str], paragraphs: int) -> None:
    article = article_of("\n".join(["KARACHI: Kites are dear.", "", *lines, ""]))
    said = (*article.paragraphs[1:], *article.related)
    assert len(said) == paragraphs
    assert sorted(" ".join(said).split()) == sorted(" ".join(lines).split())


RATES = "US Dollar 278.40 279.10\nUK Pound 350.10 352.00\nEuro 301.00 302.50\n"
CASES = "Deaths\n20,540\nCases\n911,302\n4.35% positivity\n"
PROSE = "KARACHI: Kites rose over the roofs of the old town on Monday, and nobody knew why they did so.\n"


@pytest.mark.parametrize(
    ("block", "below", "is_kept"),
    [
        (RATES, PROSE, True),
        (RATES, f"Kites rise\nAFP Published 20 Dec, 2023 12:51pm\n{PROSE}", False),
        (RATES[:49], f"Kites rise\nAFP Published 20 Dec, 2023 12:51pm\n{PROSE}", True),
        (CASES, PROSE, False),
        (CASES[:20], PROSE, True),
    ],
)
def test_a_block_of_statistics_is_furniture_unless_its_rates_are_told_of(block: str, below: str, is_kept: bool) -> None:
    article = article_of(block + below)
    assert any(line in repr(article) for line in block.splitlines()) is is_kept
    assert "Kites rose over the roofs" in repr(article.paragraphs)


MASTHEAD = "Brecorder Logo\nMay 28, 2021 PRINT EDITION ►\n"
BYLINE = "AFP Published 20 Dec, 2023 12:51pm\n"


@pytest.mark.parametrize(
    ("head", "section", "title"),
    [
        (f"Kites\nGlue is dear\n{BYLINE}", "Kites", "Glue is dear"),
        (f"Kites\nPhoto: AFP\n{BYLINE}", None, "Kites"),
        (f"Kites over a very old town\nGlue is dear\n{BYLINE}", None, "Kites over a very old town"),
        ("Kites\n", None, "Kites"),
        (f"{MASTHEAD}Kites\n", "Kites", None),
        (f"{MASTHEAD}Kites over town\n", None, "Kites over town"),
        (f"{MASTHEAD}Kites over town\nGlue is dear\n", "Kites over town", "Glue is dear"),
        (f"{MASTHEAD}\nKites over town\nGlue is dear\n", None, "Kites over town"),
        (f"{MASTHEAD}Kites\n{BYLINE}", None, "Kites"),
        (f"{MASTHEAD}Business\n{BYLINE}", "Business", None),
        (f"Business\n{BYLINE}", "Business", None),
    ],
)
def test_a_section_is_told_from_a_title_by_what_stands_around_it(
    head: str, section: str | None, title: str | None
) -> None:
    article = article_of(head + PROSE)
    assert (article.section, article.title) == (section, title)


@pytest.mark.parametrize(
    ("head", "title", "byline"),
    [
        ("Kites rise\nBy Ali Khan\n", "Kites rise", "Ali Khan"),
        ("Kites rise\nAli Khan\n", "Kites rise", "Ali Khan"),
        (f"Gold rates on 20 Dec, 2023\n{BYLINE}", "Gold rates on 20 Dec, 2023", "AFP"),
        (f"{BYLINE}• Glue is dear\n", None, "AFP"),
        ("Ali Khan\nPublished 20 Dec, 2023 12:51pm\n", None, "Ali Khan"),
    ],
)
def test_title_and_byline_are_told_apart(head: str, title: str | None, byline: str) -> None:
    article = article_of(head + PROSE)
    assert (article.title, article.byline) == (title, byline)
    assert article.dateline == "KARACHI"


def test_each_line_that_leads_to_another_article_is_related() -> None:
    between = "Read more: Glue is dear\n\nAlso read: Paper is cheap\n\nRead more\n"
    article = article_of(f"KARACHI: Kites are dear.\n\n{between}\nThey rose over the old town.\n")
    assert article.related == ("Glue is dear", "Paper is cheap")
    assert len(article.paragraphs) == 2
