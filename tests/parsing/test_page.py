"""HTML pages, against the text pages of the same content."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing import parse_snapshot
from parsing.clean import clean
from parsing.models import PAKISTAN
from parsing.quotes import format_quote
from tests.html_pages import (
    MORE_PROSE,
    PROSE,
    QUOTE_STYLES,
    STAMP_STYLES,
    TICKER,
    front_page,
    html_page,
    json_ld,
    plain_page,
    story_page,
)
from tests.parsing.test_pages import EVERY_PAGE

FIELDS = ("snapshot_date", "quotes", "indices", "article")
IN_TEN_LAYOUTS = pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: f"{page.parent.name}/{page.stem}")


def record_of(page: Path) -> dict[str, Any]:
    """Return what is on the page."""
    record: dict[str, Any] = json.loads(page.with_suffix(".expected.json").read_text(encoding="utf-8"))
    return record


def assert_holds(html: str, expected: dict[str, Any]) -> None:
    """Check that the page gives exactly what is expected, and no problem but missing quotes and what readers wrote."""
    found = parse_snapshot(html).model_dump(mode="json")
    for added in ("link", "links"):  # which the text form of a page has not
        (found["article"] or {}).pop(added, None)
    assert {field: found[field] for field in FIELDS} == {field: expected[field] for field in FIELDS}
    codes = [problem["code"] for problem in found["problems"] if problem["code"] != "quote-below-end"]
    assert codes == ([] if expected["quotes"] else ["no-quotes"])


@IN_TEN_LAYOUTS
@pytest.mark.parametrize("json_ld", [True, False], ids=["json-ld", "markup"])
def test_a_page_in_html_gives_what_its_text_form_gives(page: Path, json_ld: bool) -> None:
    expected = record_of(page)
    assert_holds(html_page(expected, json_ld=json_ld), expected)


@IN_TEN_LAYOUTS
@pytest.mark.parametrize("style", QUOTE_STYLES, ids=lambda style: style.__name__)
def test_a_page_without_any_class_name_gives_the_same(page: Path, style: Callable[..., str]) -> None:
    expected = record_of(page)
    assert_holds(plain_page(expected, style), expected)


@IN_TEN_LAYOUTS
@pytest.mark.parametrize("stamps", STAMP_STYLES)
@pytest.mark.parametrize("body", ["article", "main", "div", ""])
@pytest.mark.parametrize("wrap", ["p", "div", "section"])
def test_the_story_may_stand_in_any_tag(page: Path, stamps: str, body: str, wrap: str) -> None:
    expected = record_of(page)
    assert_holds(plain_page(expected, QUOTE_STYLES[1], body=body, stamps=stamps, wrap=wrap), expected)


# quotes


def quotes_of(html: str) -> list[str]:
    """Return the lines of the page's quotes, which must be without a problem."""
    snapshot = parse_snapshot(html)
    assert not snapshot.problems
    return [format_quote(quote) for quote in (*snapshot.quotes, *snapshot.indices)]


HUBC = "HUBC 136.50 Increased By ▲ 0.66 (0.49%)"
ENGRO = "ENGRO 195.00 Decreased By ▼ -1.51 (-0.77%)"


@pytest.mark.parametrize(
    "ticker",
    [
        "<b>ENGRO</b><i>195.00</i><span>Decreased By</span><span>▼ -1.51</span><span>(-0.77%)</span>",
        "<div>ENGRO</div><div>195.00</div><div>Decreased By</div><div>▼</div><div>-1.51</div><div>(-0.77%)</div>",
        "<span>ENGRO 195.00</span><span>Decreased By</span><span>▼ -1.51 (-0.77%)</span>",
        "<span>ENGRO</span><span>195.00</span><span>Decreased By ▼ -1.51 (-0.77%)</span>",
        "<h4>ENGRO</h4>195.00 <em>Decreased By</em> ▼ -1.51 (<b>-0.77</b>%)",
        "<a>ENGRO</a>\n\n<b\n>195.00</b\n><i>\n Decreased\n By\n</i>\n▼\n-1.51\n(\n-0.77%\n)",
        "<p>ENGRO&nbsp;195.00 Decreased&nbsp;By &#9660; &minus;1.51 (-0.77%)</p>".replace("&minus;", "&#45;"),
        "<p>ENGRO 195.00 Decreased<br>By ▼ -1.51 (-0.77%)</p>",
        "<pre>ENGRO 195.00 Decreased By ▼ -1.51 (-0.77%)\n</pre>",
        "<ul><li>ENGRO<ul><li>195.00<li>Decreased By<li>▼ -1.51<li>(-0.77%)</ul></ul>",
        "<table><tr><td>ENGRO<td>195.00<td>Decreased By<td>▼ -1.51<td>(-0.77%)</table>",
        "<div><!-- a --><a href='x'>ENGRO</a><!-- b --> 195.00<span>Decreased By</span>▼ -1.51 (-0.77%)</div>",
    ],
)
def test_a_quote_is_read_from_any_markup(ticker: str) -> None:
    assert quotes_of(story_page(ticker=ticker)) == [ENGRO]
    assert quotes_of(story_page(ticker=TICKER + ticker)) == [HUBC, ENGRO]
    assert quotes_of(story_page(ticker=ticker + TICKER)) == [ENGRO, HUBC]


def test_a_ticker_that_is_renamed_is_read() -> None:
    renamed = TICKER.replace("js-ticker", "x1").replace("sr-only", "x2")
    assert quotes_of(story_page(ticker=renamed)) == [HUBC]


@pytest.mark.parametrize("place", ["side by side", "at the foot"])
def test_a_ticker_that_stands_twice_counts_once(place: str) -> None:
    page = story_page(ticker=TICKER * 2) if place == "side by side" else story_page(body=f"</div><div>{TICKER}")
    snapshot = parse_snapshot(page)
    assert [format_quote(quote) for quote in snapshot.quotes] == [HUBC]
    assert snapshot.article is not None
    assert (snapshot.article.title, len(snapshot.article.paragraphs), snapshot.problems) == ("Shares rise", 1, ())


def test_a_ticker_below_the_comments_is_read() -> None:
    page = story_page(ticker="", body=f"</div><h3>Comments</h3><p>Comments are closed.</p><div>{TICKER}")
    assert quotes_of(page) == [HUBC]


@pytest.mark.parametrize("ticker", [TICKER, ""])
@pytest.mark.parametrize(
    "comment", [f"<p>{ENGRO}</p>", "<p>ENGRO 195.00<br>Decreased By<br>▼ -1.51 (-0.77%)</p>", f"<div>{ENGRO}</div>"]
)
def test_what_readers_write_is_no_quote_but_told(ticker: str, comment: str) -> None:
    body = f"</div><div><h3>2 Comments</h3><p>A reader is of another mind.</p>\n{comment}"
    snapshot = parse_snapshot(story_page(ticker=ticker, body=body))
    assert len(snapshot.quotes) == bool(ticker)
    assert [problem.code for problem in snapshot.problems if problem.line] == ["quote-below-end"]


def test_a_quote_in_a_script_or_a_comment_is_no_quote() -> None:
    hidden = "<div>ENGRO <b>195.00</b><i>Decreased By</i>▼ -1.51 (-0.77%)</div>"
    ticker = "".join(f"<{tag}>{hidden}</{tag}>" for tag in ("script", "template", "noscript")) + f"<!-- {hidden} -->"
    assert quotes_of(story_page(ticker=TICKER + ticker)) == [HUBC]


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        (TICKER.replace("136.50", "abc"), "quote-malformed"),
        (TICKER.replace("HUBC</a>", "hubc</a>"), "quote-malformed"),
        (TICKER.replace("▲ 0.66 (0.49%)", ""), "quote-malformed"),
        (TICKER.replace("▲ 0.66 (0.49%)", "n/a"), "quote-malformed"),
        (TICKER.replace("▲", "▼"), "quote-contradiction"),
        (TICKER.replace("0.49%", "4.9%"), "quote-percent"),
        (TICKER.replace("HUBC</a>", "HU&#x202e;BC</a>"), "cleaned"),
        ("<p>MARI abc Increased By ▲ 0.66 (0.49%)</p>", "quote-malformed"),
    ],
)
def test_a_problem_of_a_quote_names_its_line_in_the_source(spoilt: str, code: str) -> None:
    other = TICKER.replace("HUBC", "PPL")
    script = '<script>\nx = "<b>Increased By</b>"\n</script><!--\nNo Change\n-->'
    page = story_page(ticker=f"{script}{other}\n\n{spoilt}{other.replace('PPL', 'OGDC')}")
    snapshot = parse_snapshot(page)
    place = page.index("Increased By", page.index("PPL") + 120)
    assert [(problem.code, problem.line) for problem in snapshot.problems] == [(code, page.count("\n", 0, place) + 1)]
    assert {"PPL", "OGDC"} <= {quote.symbol for quote in snapshot.quotes}


@pytest.mark.parametrize("words", ["Increased by", "Up By", "up", ""])
@pytest.mark.parametrize("tag", ["span", "div", "b"])
def test_a_quote_with_words_of_no_known_direction_is_told_and_no_part_of_the_article(words: str, tag: str) -> None:
    parts = ("PPL", "12.00", words, "▲ 0.70 (6.19%)")
    unknown = "".join(f"<{tag}>{part}</{tag}>" for part in parts if part)
    page = story_page(ticker=f"{TICKER}\n{unknown}\n{unknown.replace('PPL', 'OGDC')}")
    for html in (page, page.replace(TICKER, "")):
        snapshot = parse_snapshot(html)
        malformed = [problem for problem in snapshot.problems if problem.code == "quote-malformed"]
        places = [html.count("\n", 0, html.index(symbol)) + 1 for symbol in ("PPL", "OGDC")]
        assert [problem.line for problem in malformed] == places
        assert snapshot.article == parse_snapshot(story_page()).article


@pytest.mark.parametrize("heading", ["<h3>COMMENTS</h3>", "<h3>What you say</h3>", ""])
@pytest.mark.parametrize("area", ["class='comments'", "id='comments-area'", "id='disqus_thread'"])
@pytest.mark.parametrize("ticker", [TICKER, ""])
@pytest.mark.parametrize("quote", [f"<p>{ENGRO}</p>", "<b>ENGRO</b><b>195.00</b><b>Decreased By</b><b>-1 (-1%)</b>"])
def test_a_quote_in_an_area_of_comments_is_none(heading: str, area: str, ticker: str, quote: str) -> None:
    snapshot = parse_snapshot(story_page(ticker=ticker, body=f"</div><div {area}>{heading}{quote}</div><div>"))
    assert [quote.symbol for quote in snapshot.quotes] == (["HUBC"] if ticker else [])
    assert [problem.code for problem in snapshot.problems if problem.line] == ["quote-below-end"]


@pytest.mark.parametrize(("modified", "updated"), [("2024-05-18T09:30", True), ("2024-05-17T12:00", False)])
def test_a_page_that_prints_no_time_was_updated_when_machines_are_told_so(modified: str, updated: bool) -> None:
    record = {"@type": "Article", "headline": "Shares rise", "datePublished": "2024-05-17T12:00"}
    article = parse_snapshot(story_page(meta=json_ld({**record, "dateModified": modified}))).article
    assert article is not None
    assert article.published == datetime(2024, 5, 17, 12, 0, tzinfo=PAKISTAN)
    assert article.updated == (datetime(2024, 5, 18, 9, 30, tzinfo=PAKISTAN) if updated else None)


def test_what_stands_between_two_areas_of_comments_is_the_pages_own() -> None:
    area = f"<div class='comments'><p>{ENGRO}</p></div>"
    hubc, ppl = (f"<p>{symbol} 12.00 No Change ▼ 0.00 (0%)</p>" for symbol in ("HUBC", "PPL"))
    snapshot = parse_snapshot(f"<html><body>{hubc}{area}{ppl}{area}</body>")
    assert [found.symbol for found in snapshot.quotes] == ["HUBC", "PPL"]
    assert {problem.code for problem in snapshot.problems} == {"quote-below-end"}


def test_a_class_of_the_whole_page_makes_it_no_area_of_comments() -> None:
    page = story_page().replace("<body>", "<body class='comments-open'><div class='comments-open'>")
    assert quotes_of(page) == [HUBC]
    comments = f"<div class='comments'><p>{ENGRO}</p></div>"
    snapshot = parse_snapshot(page.replace("</body>", comments))
    assert [quote.symbol for quote in snapshot.quotes] == ["HUBC"]
    assert [problem.code for problem in snapshot.problems] == ["quote-below-end"]


def test_a_direction_in_a_sentence_is_no_quote() -> None:
    body = "<p>Sales of cars Increased By 3 percent.</p><p>Nothing else: No Change in rates.</p>"
    assert quotes_of(story_page(body=body)) == [HUBC]


def test_a_page_without_a_ticker_says_so() -> None:
    snapshot = parse_snapshot(story_page(ticker=""))
    assert [problem.code for problem in snapshot.problems] == ["no-quotes"]
    assert snapshot.article is not None


# the day of the page, and the section


@pytest.mark.parametrize(
    "front",
    [
        "<div>Brecorder Logo</div><div>Dec 20, 2023 PRINT EDITION ► BR MARKETS ►</div>",
        "<div>Business Recorder Logo</div>\n<div>Wed, 20 Dec, 2023</div><div>آج کا اخبار ►</div>",
        "<b>Dec 20, 2023</b><b>PRINT EDITION ► BR MARKETS ►</b>",
        "<a>Markets</a> <span>Print 2023-12-20</span>",
        "<div>Markets Print 2023-12-20</div>",
        "<div>\n Markets\n Print Dec 20, 2023 </div>",
    ],
)
@pytest.mark.parametrize("has_section", [True, False])
def test_the_day_comes_from_masthead_or_print_date(front: str, has_section: bool) -> None:
    section = "<a class='badge'>Markets</a>" if has_section and "Markets" not in front else ""
    snapshot = parse_snapshot(story_page(front=front + section))
    assert snapshot.snapshot_date == date(2023, 12, 20)
    assert snapshot.article is not None
    assert snapshot.article.section == ("Markets" if section or "Markets" in front else None)


def test_a_masthead_above_ticker_and_menu_sets_the_day() -> None:
    head = (
        "<header>Brecorder Logo<div>Dec 20, 2023 PRINT EDITION ► BR ►</div></header><nav><a>Home</a><a>World</a></nav>"
    )
    snapshot = parse_snapshot(story_page(ticker=head + TICKER, front="<a>Pakistan</a>"))
    assert snapshot.snapshot_date == date(2023, 12, 20)
    assert snapshot.article is not None
    assert snapshot.article.section == "Pakistan"


@pytest.mark.parametrize(
    "start",
    [" date 2024-03-28 ", "<div> date 2024-03-28 </div>", "<i>date</i> <i>2024-03-28</i>", "date&nbsp;2024-03-28"],
)
def test_a_date_prefix_sets_the_day(start: str) -> None:
    snapshot = parse_snapshot(story_page(ticker=start + TICKER, front="<div>Markets Print 2023-12-20</div>"))
    assert snapshot.snapshot_date == date(2024, 3, 28)
    assert [format_quote(quote) for quote in snapshot.quotes] == [HUBC]


def test_a_byline_alone_sets_no_day() -> None:
    assert parse_snapshot(story_page(head="<p>AFP Published 20 Dec, 2023 12:51pm</p>")).snapshot_date is None


@pytest.mark.parametrize(
    "page",
    [
        story_page(meta='<meta property="article:section" content="Business &amp;amp; Finance">'),
        story_page(meta=json_ld({"@type": "NewsArticle", "articleSection": ["Business &amp; Finance", "x"]})),
        story_page(front="<a class='badge'>Business &amp; Finance</a>"),
        story_page(front="<ul><li>Home</li></ul><div><p>Business &amp; Finance</p></div>"),
    ],
)
def test_the_section_is_told_or_stands_above_the_title(page: str) -> None:
    article = parse_snapshot(page).article
    assert article is not None
    assert article.section == "Business & Finance"


@pytest.mark.parametrize("menu", ["<nav>{}</nav>", "<header><ul>{}</ul></header>", "<div><nav><b>{}</b></nav></div>"])
def test_an_entry_of_a_menu_above_the_title_is_no_section(menu: str) -> None:
    menu = menu.format("<a>World</a><a>Markets</a>")
    for front, section in ((menu, None), (f"{menu}<a>Business</a>", "Business")):
        article = parse_snapshot(story_page(front=front)).article
        assert article is not None
        assert article.section == section


def test_a_section_in_the_header_of_the_story_is_read() -> None:
    page = story_page(front="<header><a>World</a>").replace("</h1>", "</h1></header>")
    article = parse_snapshot(page).article
    assert article is not None
    assert article.section == "World"


# byline and times

EXACT = datetime(2023, 12, 20, 12, 51, tzinfo=PAKISTAN)
STORY = {"@type": "NewsArticle", "headline": "Shares rise", "datePublished": "2023-12-20T12:51:00+05:00"}


@pytest.mark.parametrize(
    "head",
    [
        "<span>AFP Published 20 Dec, 2023 12:51pm</span>",
        "<span>AFP</span><span>Published</span><span>20 Dec, 2023 12:51pm</span>",
        "<div>AFP</div><div>Published 20 Dec, 2023 12:51pm</div>",
        "<div>By</div><a>AFP</a> <time>20 Dec, 2023 12:51pm</time>",
        "<ul><li><a>Facebook</a></li></ul><div>AFP | 20 Dec, 2023 12:51pm</div>",
        "<a class='story__byline__link'>AFP</a><span class='timestamp--date'>Published\n20 Dec, 2023\n12:51pm</span>",
        "<p><a>AFP</a>&nbsp;Published&nbsp;20&nbsp;Dec,&nbsp;2023&nbsp;12:51pm</p>",
    ],
)
@pytest.mark.parametrize("inside", [True, False])
def test_byline_and_time_are_read_from_any_markup(head: str, inside: bool) -> None:
    page = story_page(head="" if inside else head)
    article = parse_snapshot(page.replace(f"<p>{PROSE}", f"{head}<p>{PROSE}") if inside else page).article
    assert article is not None
    assert (article.byline, article.published, article.updated) == ("AFP", EXACT, None)
    assert article.paragraphs == (PROSE.removeprefix("KARACHI: "),)


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("AFP", "AFP"),
        ({"@type": "Person", "name": "N H Zuberi"}, "N H Zuberi"),
        ([{"name": "N H Zuberi"}, "AFP"], "N H Zuberi, AFP"),
        ([], None),
        (7, None),
        ("https://x.com/authors/1", None),
        ({"name": ["A B", "C D"]}, "A B"),
    ],
)
def test_the_author_told_may_be_a_name_a_record_or_a_list(author: object, byline: str | None) -> None:
    article = parse_snapshot(story_page(meta=json_ld(STORY | {"author": author}))).article
    assert article is not None
    assert (article.byline, article.published) == (byline, EXACT)


def test_a_time_above_the_title_is_the_storys_and_not_the_pages() -> None:
    snapshot = parse_snapshot(story_page(front='<span class="timestamp--date">20 Dec, 2023 12:51pm</span>'))
    assert snapshot.snapshot_date is None
    assert snapshot.article is not None
    assert snapshot.article.published == EXACT


def test_buttons_to_share_a_story_are_no_standfirst() -> None:
    links = "<ul class='social'><li>Facebook</ul><ul><li><a>X</a></ul>"
    article = parse_snapshot(story_page(head=f"<p>AFP Published 20 Dec, 2023 12:51pm</p>{links}")).article
    assert article is not None
    assert (article.byline, article.standfirst) == ("AFP", ())


def test_an_update_is_told_apart_from_publishing() -> None:
    head = "<div>Published May 21, 2025 Updated May 21, 2025 04:19pm</div>"
    told = STORY | {"datePublished": "2025-05-21", "dateModified": "2025-05-21"}
    for page in (story_page(head=head), story_page(head=head, meta=json_ld(told))):
        article = parse_snapshot(page).article
        assert article is not None
        assert article.published == date(2025, 5, 21)
        assert article.updated == datetime(2025, 5, 21, 16, 19, tzinfo=PAKISTAN)


def test_an_update_alone_is_no_publishing() -> None:
    article = parse_snapshot(story_page(head="<div>Updated 21 May, 2025 04:19pm</div>")).article
    assert article is not None
    assert (article.published, article.updated) == (None, datetime(2025, 5, 21, 16, 19, tzinfo=PAKISTAN))


def test_what_machines_alone_are_told_of_a_change_is_no_update() -> None:
    told = json_ld(STORY | {"dateModified": "2023-12-21T09:00:00+05:00"})
    article = parse_snapshot(story_page(meta=told, head="<p>AFP Published 20 Dec, 2023 12:51pm</p>")).article
    assert article is not None
    assert (article.published, article.updated) == (EXACT, None)


@pytest.mark.parametrize("told", ["2022-05-31", "2022-05-31T00:00:00+05:00", "2022-05-30T19:00:00Z", "nonsense"])
def test_where_a_day_alone_is_printed_midnight_is_not_meant(told: str) -> None:
    page = story_page(head="<p>31 May, 2022</p>", meta=json_ld(STORY | {"datePublished": told}))
    article = parse_snapshot(page).article
    assert article is not None
    assert article.published == date(2022, 5, 31)
    assert not isinstance(article.published, datetime)


def test_times_of_other_stories_are_not_the_storys() -> None:
    other = "</div><div><h2 class='story__title'><a>Other</a></h2><i class='timestamp'>Updated 01 Jan, 2024</i>"
    article = parse_snapshot(story_page(head="<p>AFP Published 20 Dec, 2023 12:51pm</p>", body=other)).article
    assert article is not None
    assert article.updated is None


# JSON-LD


@pytest.mark.parametrize(
    "meta",
    [
        json_ld([{"@type": "WebSite", "name": "x"}, STORY]),
        json_ld({"@graph": [{"@type": "Organization"}, STORY]}),
        json_ld({"@type": ["NewsArticle", "Thing"], **{key: STORY[key] for key in ("headline", "datePublished")}}),
        "<script type='application/ld+json'>{ broken</script>" + json_ld(STORY),
        json_ld({"@type": "BreadcrumbList"}) + json_ld(STORY),
        json_ld(STORY).replace("rise", "r\\u0069se").replace(', "', ',\n\t"'),
        json_ld(STORY).replace('">{', '">\n<!--\n{').replace("}<", "}\n-->\n<"),
        json_ld("[" * 50_000) + json_ld(STORY),
    ],
)
def test_the_story_is_found_in_json_ld_of_any_form(meta: str) -> None:
    article = parse_snapshot(story_page(title="", meta=meta)).article
    assert article is not None
    assert (article.title, article.published) == ("Shares rise", EXACT)


def test_entities_in_a_headline_are_read() -> None:
    told = STORY | {"headline": "Oil &amp; gas: &lsquo;up&rsquo; &#8377;5"}
    article = parse_snapshot(story_page(title="", meta=json_ld(told))).article
    assert article is not None
    assert article.title == "Oil & gas: ‘up’ ₹5"


def test_a_headline_cut_short_for_machines_gives_way_to_the_title() -> None:
    article = parse_snapshot(
        story_page(title="Shares rise <em>again</em>", meta=json_ld(STORY | {"headline": "Shares…"}))
    )
    assert article.article is not None
    assert article.article.title == "Shares rise again"


def test_of_several_stories_in_json_ld_the_one_of_the_title_is_read() -> None:
    other = STORY | {"headline": "Other story", "author": "Reuters"}
    for records in ([other, STORY | {"author": "AFP"}], [STORY | {"author": "AFP"}, other]):
        article = parse_snapshot(story_page(meta=json_ld(records))).article
        assert article is not None
        assert (article.title, article.byline) == ("Shares rise", "AFP")


# the body


def test_a_story_in_several_parts_is_read_whole() -> None:
    body = (
        f"</div><div>An advert</div><div class='story__content'><div class='story__content'><p>{MORE_PROSE}</p></div>"
    )
    article = parse_snapshot(story_page(body=body)).article
    assert article is not None
    assert article.paragraphs == (PROSE.removeprefix("KARACHI: "), MORE_PROSE)


@pytest.mark.parametrize("credit", ["© AFP", "© Reuters"])
def test_the_credit_of_an_agency_does_not_end_the_story(credit: str) -> None:
    article = parse_snapshot(story_page(body=f"<p>{credit}</p><p>{MORE_PROSE}</p>")).article
    assert article is not None
    assert article.paragraphs[-1] == MORE_PROSE


def test_a_count_of_comments_above_the_text_does_not_end_the_story() -> None:
    article = parse_snapshot(story_page().replace(f"<p>{PROSE}", f"<p>3 Comments</p><p>{PROSE}")).article
    assert article is not None
    assert article.paragraphs == (PROSE.removeprefix("KARACHI: "),)


@pytest.mark.parametrize(
    "bullets", ["<ul><li>One <b>thing</b></li><li>Two</li></ul>", "<p>• One <b>thing</b></p><p>• Two"]
)
@pytest.mark.parametrize("place", ["before the byline", "after the byline", "in the story", "after it in the story"])
def test_bullets_are_the_standfirst_wherever_they_stand(bullets: str, place: str) -> None:
    byline = "<p>AFP Published 20 Dec, 2023 12:51pm</p>"
    parts = [bullets, byline] if place in {"before the byline", "in the story"} else [byline, bullets]
    is_inside = "story" in place
    page = story_page(head="" if is_inside else "".join(parts))
    page = page.replace(f"<p>{PROSE}", f"{''.join(parts)}<p>{PROSE}") if is_inside else page
    article = parse_snapshot(page).article
    assert article is not None
    assert (article.standfirst, article.byline) == (("One thing", "Two"), "AFP")
    assert len(article.paragraphs) == 1


@pytest.mark.parametrize(
    ("body", "paragraphs", "related"),
    [
        ("<p><a href='/1'>Oil ends flat as traders wait</a></p>", [], ["Oil ends flat as traders wait"]),
        ("<p><strong><a href='/1'>Oil ends flat</a></strong></p>", [], ["Oil ends flat"]),
        ("<p><a href='/1'><strong>Oil</strong> ends flat</a></p>", [], ["Oil ends flat"]),
        ("<div><a href='/1'>Oil ends flat</a></div>", [], ["Oil ends flat"]),
        ("<p>Read more: <a href='/1'>Oil ends flat</a></p>", [], ["Oil ends flat"]),
        ("<p>Also read</p><p><a>Oil ends flat</a></p>", [], ["Oil ends flat"]),
        ("<p>Gas prices stay where they were for now</p>", [], ["Gas prices stay where they were for now"]),
        ("<h2>What the market says of the week</h2>", ["What the market says of the week"], []),
        ("<h3>Outlook</h3><ul><li>A point of it</li></ul>", ["Outlook", "A point of it"], []),
        ("<p>It has <a href='/1'>a link</a> in it.</p>", ["It has a link in it."], []),
        ("<p>One line.<br>Two&nbsp;lines.<br/><br>Three\nlines.</p>", ["One line.", "Two lines.", "Three lines."], []),
        ("Loose <b>text</b> here.<br>More of it.<div>In<i>side</i>.</div>", [], []),
        ("<figure><img><figcaption>A view. Photo: AFP</figcaption></figure><p>Photo: AFP</p>", [], []),
        ("<p>Copyright Business Recorder, 2025</p><p>Not of it.</p>", [], []),
        ("<div class='comments'><p>Not of it.</p></div>", [], []),
        ("<h4>Comments</h4><p>Not of it.</p>", [], []),
        ("<span><p>In a span.</p><p>Again.</p></span>", ["In a span.", "Again."], []),
        ("<div>One.<div>Two.</div>Three.</div>Four.", ["One.", "Two.", "Three.", "Four."], []),
        ("<blockquote><p>A quotation.</p></blockquote>", ["A quotation."], []),
        ("<p>  </p><p>&nbsp;</p><p></p>", [], []),
        ("<script>x</script><aside><p>An advert.</p></aside>", [], []),
    ],
)
def test_each_part_of_the_body_goes_where_it_belongs(body: str, paragraphs: list[str], related: list[str]) -> None:
    if body.startswith("Loose"):
        paragraphs = ["Loose text here.", "More of it.", "Inside."]
    article = parse_snapshot(story_page(body=body)).article
    assert article is not None
    assert (article.dateline, article.paragraphs[0]) == ("KARACHI", PROSE.removeprefix("KARACHI: "))
    assert list(article.paragraphs[1:]) == paragraphs
    assert list(article.related) == related


def test_tables_keep_their_columns() -> None:
    drawn = "<pre>\n=====\nGold   1\n-----\nOil   20\n=====\n</pre>"
    cells = "<table><thead><tr><th>Item</th><th>Rate</th></tr></thead><tr><td>Gold</td><td>1,000.50</td></tr></table>"
    article = parse_snapshot(story_page(body=drawn + cells)).article
    assert article is not None
    assert article.tables == ("=====\nGold   1\n-----\nOil   20\n=====", "Item      Rate\nGold  1,000.50")


def test_the_body_told_to_machines_serves_where_the_page_shows_none() -> None:
    told = json_ld(STORY | {"articleBody": f"{PROSE}\n\n{MORE_PROSE}"})
    article = parse_snapshot(story_page(meta=told).replace(f"<p>{PROSE}</p>", "")).article
    assert article is not None
    assert article.paragraphs == (PROSE.removeprefix("KARACHI: "), MORE_PROSE)


# other kinds of pages


def test_the_headlines_of_a_front_page_are_related_and_none_is_its_title() -> None:
    snapshot = parse_snapshot(front_page())
    assert (len(snapshot.quotes), snapshot.problems) == (34, ())
    assert snapshot.snapshot_date == date(2023, 12, 20)
    assert snapshot.article is not None
    assert snapshot.article.related == tuple(f"Story number {number}" for number in range(40))
    assert (snapshot.article.title, snapshot.article.paragraphs, snapshot.article.published) == (None, (), None)


@pytest.mark.parametrize("story", ["<article><div>{}</div></article>", "<main><div>{}</div></main>"])
def test_prose_beside_headlines_is_a_story_and_no_front_page(story: str) -> None:
    sidebar = "".join(f"<div><h2 class='story__title'><a>Story {n}</a></h2><p>Words.</p></div>" for n in range(3))
    told = '<meta property="og:site_name" content="Business Recorder">'
    prose = story.format(f"<p>{PROSE}</p><p>{MORE_PROSE}</p>")
    for body in (prose + sidebar, sidebar + prose):
        article = parse_snapshot(f"<!doctype html>{told}<body>{TICKER}{body}").article
        assert article is not None
        assert article.paragraphs == (PROSE.removeprefix("KARACHI: "), MORE_PROSE)


def test_long_excerpts_do_not_make_a_front_page_a_story() -> None:
    page = front_page().replace("<div>Some words of it.</div>", f"<div><p>{PROSE}</p></div>")
    article = parse_snapshot(page).article
    assert article is not None
    assert (len(article.related), article.paragraphs) == (40, ())


def test_a_page_in_urdu_is_read() -> None:
    title = "اسٹاک مارکیٹ میں تیزی، انڈیکس بڑھ گیا"
    prose = "کراچی میں حصص کی قیمتوں میں پیر کے روز اضافہ ہوا اور سرمایہ کاروں نے می\u200cخرید جاری رکھی۔"
    page = story_page(title=title, front="<a>پاکستان</a>", head="<p>ویب ڈیسک Published 20 Dec, 2023 12:51pm</p>")
    snapshot = parse_snapshot(page.replace("<html>", '<html dir="rtl" lang="ur">').replace(PROSE, prose).encode())
    assert [format_quote(quote) for quote in snapshot.quotes] == [HUBC]
    assert snapshot.article is not None
    assert (snapshot.article.title, snapshot.article.byline) == (title, "ویب ڈیسک")
    assert (snapshot.article.published, snapshot.article.paragraphs) == (EXACT, (prose,))


def test_a_page_of_another_site_says_how_to_read_it() -> None:
    snapshot = parse_snapshot(f"<!doctype html><title>News</title><h1>Kites rise</h1><article><p>{PROSE}</p></article>")
    assert snapshot.article is None
    assert {(problem.line, problem.code) for problem in snapshot.problems} == {(0, "no-quotes"), (0, "foreign")}
    assert any("'.[extract]'" in problem.message for problem in snapshot.problems)


# what reaches a screen

HOSTILE = "&#27;[2J&#x1b;]0;x&#7;&#x9b;1m&#x202e;&#x2066;&#x200b;&#0;&#x85;\x1b[1m\u202d"


def test_nothing_that_a_terminal_obeys_comes_out_of_any_field() -> None:
    told = STORY | {
        "headline": f"Shares{HOSTILE} rise",
        "author": f"A{HOSTILE} B",
        "articleSection": f"Mar{HOSTILE}kets",
    }
    tables = f"<pre>=====\na{HOSTILE}b\n=====</pre><table><tr><td>{HOSTILE}x"
    body = f"<p>Te{HOSTILE}xt.</p><p><a>Rel{HOSTILE}ated</a></p>{tables}"
    head = f"<ul><li>Bul{HOSTILE}let</li></ul><p>AFP Pub{HOSTILE}lished 20 Dec, 2023</p>"
    for meta in (json_ld(told), ""):
        page = story_page(
            ticker=TICKER.replace("HUBC<", f"HU{HOSTILE}BC<"), title=f"Sh{HOSTILE}ares", head=head, body=body
        )
        snapshot = parse_snapshot(page.replace("</head>", f"{meta}</head>"))
        assert snapshot.article is not None
        assert json.dumps(snapshot.model_dump(mode="json"), ensure_ascii=False).isprintable()
        assert all(clean(text) == text for text in snapshot.article.tables)
        assert len(snapshot.article.tables) == 2


def test_text_and_bytes_give_the_same_and_a_charset_is_honoured() -> None:
    page = story_page(title="Café ‘X’ – €5").replace("▲ ", "")
    assert parse_snapshot(page.encode()) == parse_snapshot(page)
    for meta in (
        '<meta charset="windows-1252">',
        '<meta http-equiv="Content-Type" content="text/html; charset=cp1252">',
    ):
        declared = page.replace("<head>", f"<head>{meta}")
        assert parse_snapshot(declared.encode("cp1252")) == parse_snapshot(declared)
    assert parse_snapshot(page.encode("utf-16")) == parse_snapshot(page)


# anything

PIECES = st.sampled_from(
    [
        TICKER, *TICKER.split("\n"), "HUBC", " 136.50 ", "Increased By", "No Change", "▲ 0.66 (0.49%)",
        "<p>", "</p>", "<div>", "</div>", "<br>", "<b>", "</b>", "<a href='x'>", "</a>", "<ul><li>", "<h1>", "</h1>",
        "<h1 class=story__title>", "<h2 class='story__title'><a>", '<div class="story__content">', "<article>",
        "<table>", "<tr><td>", "<pre>", "=====\n", "</pre>", "<!--", "-->", "<script>", "</script>", "<template>",
        "<svg>", "<body>", json_ld(STORY), '<script type="application/ld+json">', "<", ">", '"',
        "<meta property='og:type' content='article'>", "&#27;[1m", "&#x202e;", "&nbsp;", "\r\n",
        "AFP Published 20 Dec, 2023 12:51pm", "Updated", "31 Feb, 2023", "Comments", "© x", PROSE, "•", "Photo: AFP",
        " date 2024-03-28 ", "Markets Print 2025-09-26", "Brecorder Logo",
    ]
)  # fmt: skip


def assert_sound(document: str) -> None:
    """Check what holds of every page."""
    snapshot = parse_snapshot(document, content_type="text/html")
    assert json.dumps(snapshot.model_dump(mode="json"), ensure_ascii=False, allow_nan=False).isprintable()
    symbols = [quote.symbol for quote in (*snapshot.quotes, *snapshot.indices)]
    assert len(set(symbols)) == len(symbols)
    assert all(0 <= problem.line <= document.count("\n") + 1 for problem in snapshot.problems)
    assert bool(symbols) or any(problem.code in {"no-quotes", "html-hostile"} for problem in snapshot.problems)
    assert snapshot == parse_snapshot(document.encode(), content_type="text/html; charset=utf-8")


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_html_of_such_pieces_raises(html: str) -> None:
    assert_sound(html)


REAL = html_page(record_of(EVERY_PAGE[0]))


@given(st.integers(0, len(REAL)), st.integers(0, len(REAL)))
def test_no_cut_of_a_real_page_raises(start: int, end: int) -> None:
    assert_sound(REAL[:start] + REAL[end:])
    assert_sound(REAL[start:end])


def test_a_page_cut_off_keeps_the_quotes_before_the_cut() -> None:
    for end in range(REAL.index("<body"), len(REAL), 997):
        whole = REAL.count("%)</span>", 0, end)
        snapshot = parse_snapshot(REAL[:end])
        assert len(snapshot.quotes) + len(snapshot.indices) in {whole, whole + 1}
