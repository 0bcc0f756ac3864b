"""Stories: each article once, with the newest text, and what prices were when it came."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing import Article, Snapshot
from parsing.models import PAKISTAN
from tests.builders import NOON, quote, refreshed
from tui.market import MarketState, apply, renamed, with_article, without
from tui.news.collection import News
from tui.news.moves import Move, moves
from tui.news.stories import Story, Then, absolute
from tui.prices.names import USUAL
from tui.refresh import Kind, Refreshed

HOUR = timedelta(hours=1)
LINK = "https://example.com/news/1"


def article(title: str | None = "Kites rise", text: str = "They rose.", **parts: object) -> Article:
    """Return an article, published an hour before noon unless its parts say otherwise."""
    return Article.model_validate({"title": title, "paragraphs": (text,), "published": NOON - HOUR, **parts})


def brought(
    *articles: Article,
    source: str = "feed",
    at: datetime = NOON,
    kind: Kind = Kind.LIVE,
    address: str = "",
) -> Refreshed:
    """Return the report of a feed that brought the articles."""
    return Refreshed(source, kind, at, at, Snapshot(articles=articles), address=address)


def news_of(*reports: Refreshed) -> News:
    """Return the news after the reports."""
    news = News()
    for report in reports:
        news = news.taking(report, USUAL)
    return news


def titles(news: News) -> list[str]:
    return [story.title for story in news.stories]


# each once


def test_the_newest_stands_first_by_when_it_was_published_or_else_first_seen() -> None:
    old, new = article("Old", published=NOON - 5 * HOUR), article("New")
    undated, day = article("Undated", published=None), article("Day", published=date(2024, 5, 17))
    assert titles(news_of(brought(old, new, undated, day))) == ["Undated", "New", "Old", "Day"]


@pytest.mark.parametrize(
    "other",
    [
        article(),
        article("KITES  RISE"),
        article("“Kites” rise!"),
        article(published=None),
        article(published=date(2024, 5, 18)),
    ],
    ids=["same", "spaced", "quoted", "undated", "next day"],
)
def test_two_sources_of_one_article_make_one_story(other: Article) -> None:
    assert len(news_of(brought(article()), brought(other, source="page")).stories) == 1


def test_a_title_that_comes_again_on_another_day_is_another_story() -> None:
    rates = [article("Open market rates", published=NOON - day * timedelta(days=1)) for day in (0, 3, 6)]
    assert len(news_of(brought(*rates)).stories) == 3


def test_an_article_twice_in_one_feed_is_one_story() -> None:
    assert len(news_of(brought(article(), article(), article(link=LINK))).stories) == 1


def test_a_story_that_moved_to_another_address_is_found_at_both() -> None:
    first = article(link="https://example.com/1")
    moved = article(link="https://example.com/2")
    again = article(None, "They fell.", link="https://example.com/1")
    assert len(news_of(brought(first), brought(moved, again)).stories) == 1


def test_a_correction_has_the_newest_text_in_the_place_of_the_old_one() -> None:
    wrong, right = article("Kites fall", link=LINK), article("Kites rise", link=LINK, text="They rose after all.")
    news = news_of(brought(wrong, article("Other")), brought(right))
    assert titles(news) == ["Kites rise", "Other"]
    assert news.stories[0].article == right
    assert news.stories[0].key == news_of(brought(wrong)).stories[0].key


def test_of_two_sources_that_differ_a_little_the_first_keeps_its_text_and_gets_what_it_lacks() -> None:
    page, feed = (
        article(text="From the page.", byline="AFP"),
        article(text="From the feed.", section="World", link=LINK),
    )
    news = news_of(brought(page, source="page"), brought(feed))
    for _ in range(2):
        (story,) = news.stories
        assert story.article == page.model_copy(update={"section": "World", "link": LINK})
        assert story.link == LINK
        assert news.taking(brought(page, source="page"), USUAL) is news
        assert news.taking(brought(feed), USUAL) is news


def test_what_was_updated_later_is_newer_whichever_source_has_it() -> None:
    first, later = article(text="Some."), article(text="Many.", updated=NOON)
    assert news_of(brought(first), brought(later, source="page")).stories[0].article.paragraphs == ("Many.",)
    assert news_of(brought(later), brought(first, source="page")).stories[0].article.paragraphs == ("Many.",)


def test_a_whole_text_stands_before_an_excerpt() -> None:
    start, whole = article(text="They…", is_excerpt=True, link=LINK), article(text="They rose.")
    for reports in ((brought(start), brought(whole, source="page")), (brought(whole, source="page"), brought(start))):
        (story,) = news_of(*reports).stories
        assert story.article.paragraphs == ("They rose.",)
        assert not story.article.is_excerpt
        assert story.link == LINK


def test_the_same_articles_again_make_the_same_object() -> None:
    news = news_of(brought(article(), article("Other")))
    assert news.taking(brought(article(), article("Other")), USUAL) is news


def test_the_address_of_a_site_alone_tells_no_article_from_another() -> None:
    home = "https://example.com/"
    assert len(news_of(brought(article(link=home), article("Other", link=home))).stories) == 2


def test_an_article_without_a_title_is_called_by_its_start_and_one_without_anything_is_none() -> None:
    news = news_of(brought(article(None, "The start of it."), Article(related=("Elsewhere",))))
    assert titles(news) == ["The start of it."]


def test_a_date_that_has_not_come_does_not_put_a_story_first() -> None:
    news = news_of(
        brought(article("Future", published=NOON + 500 * HOUR), at=NOON), brought(article("Now"), at=NOON + 2 * HOUR)
    )
    future = news.find(article("Future", published=None))
    assert future is not None
    assert future.is_misdated
    assert future.at == NOON


KARACHI_DAY = datetime(2024, 5, 17, tzinfo=PAKISTAN)


@pytest.mark.parametrize(("hour", "is_misdated"), [(6, False), (23, False), (30, True)])
def test_a_page_of_which_only_the_day_is_known_covers_all_of_it(hour: int, is_misdated: bool) -> None:
    day = KARACHI_DAY
    state = state_of(
        refreshed(quote(), kind=Kind.REPLAY, at=day),
        brought(article("HUBC rises", published=day + hour * HOUR), kind=Kind.REPLAY, at=day),
    )
    story = story_in(state)
    assert story.is_misdated is is_misdated
    assert story.then == {"HUBC": Then(Decimal("136.50"), day, is_published=False)}


@pytest.mark.parametrize(
    ("known", "new", "kept"),
    [
        (NOON, NOON + 5 * HOUR, NOON),
        (NOON, date(2024, 5, 17), NOON),
        (date(2024, 5, 17), NOON, NOON),
        (None, NOON, NOON),
        (NOON, None, NOON),
    ],
)
def test_a_story_stays_published_when_it_was_and_so_in_its_place(known: object, new: object, kept: object) -> None:
    start, whole = article(published=known, link=LINK, is_excerpt=True), article(published=new, link=LINK)
    state = state_of(brought(start))
    fetched = with_article(state, story_in(state).key, whole)
    assert story_in(fetched).article.published == kept
    assert news_of(brought(start), brought(whole, source="page")).stories[0].article.published == kept


def test_stories_go_with_their_source() -> None:
    state = apply(apply(MarketState(), brought(article(), source="a")), brought(article("Other"), source="b"))
    assert titles(without(state, frozenset({"a"})).news) == ["Other"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 4), st.booleans(), st.booleans()), max_size=12))
def test_no_story_is_lost_and_none_is_there_twice(found: list[tuple[str, int, bool, bool]]) -> None:
    news = News()
    for source, number, has_link, is_excerpt in found:
        link = f"https://example.com/news/{number}" if has_link else None
        one = article(f"Story {number}", link=link, is_excerpt=is_excerpt)
        news = news.taking(brought(one, source=source), USUAL)
    assert sorted(titles(news)) == sorted({f"Story {number}" for _, number, _, _ in found})
    assert len(news.by_key) == len(news.stories)


# addresses


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("https://example.com/a", "https://example.com/a"),
        ("/a?b=c", "https://example.com/a?b=c"),
        ("//other.com/a", "https://other.com/a"),
        ("a", "https://example.com/news/a"),
        ("https://user:secret@example.com/a", "https://example.com/a"),
        ("javascript:alert(1)", ""),
        ("JavaScript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("mailto:a@example.com", ""),
        ("file:///etc/passwd", ""),
        ("http://[::1", ""),
    ],
)
def test_an_address_is_whole_and_of_the_web_or_none(address: str, whole: str) -> None:
    assert absolute(address, LINK) == whole


@given(st.text(), st.text())
def test_any_address_gives_one_of_the_web_or_none(address: str, base: str) -> None:
    assert absolute(address, base) == "" or absolute(address, base).lower().startswith(("http://", "https://"))


# symbols and prices


def state_of(*reports: Refreshed) -> MarketState:
    state = MarketState()
    for report in reports:
        state = apply(state, report)
    return state


def story_in(state: MarketState) -> Story:
    (story,) = state.news.stories
    return story


def test_rows_count_the_headlines_that_name_them_whichever_comes_first() -> None:
    page, feed = (
        refreshed(quote("HUBC"), quote("BOP", "5.03", "-0.02")),
        brought(article("HUBC rises"), article("HUBC")),
    )
    for reports in ((page, feed), (feed, page)):
        assert {row.symbol: row.news for row in state_of(*reports).rows} == {"HUBC": 2, "BOP": 0}


def test_a_symbol_without_a_known_name_is_found_once_a_page_quotes_it() -> None:
    state = state_of(brought(article("Profit of XYZW doubles")))
    assert story_in(state).symbols == ()
    assert story_in(apply(state, refreshed(quote("XYZW")))).symbols == ("XYZW",)


def test_names_of_the_settings_are_looked_for_at_once() -> None:
    state = state_of(refreshed(quote("HUBC")), brought(article("Shares of The Hub rise")))
    assert state.rows[0].news == 0
    named = renamed(state, {"HUBC": ("The Hub",)})
    assert (named.rows[0].news, named.names.of("HUBC")) == (1, "The Hub")
    assert renamed(named, {"HUBC": ("The Hub",)}) is named


def test_the_price_when_published_is_that_of_the_page_before() -> None:
    pages = [
        refreshed(quote("HUBC", price), at=NOON + timedelta(minutes=n)) for n, price in enumerate(("135.10", "136.50"))
    ]
    news = brought(article("HUBC rises", published=NOON + timedelta(seconds=30)), at=NOON + timedelta(minutes=2))
    state = state_of(*pages, news)
    assert story_in(state).then == {"HUBC": Then(Decimal("135.10"), NOON, is_published=True)}
    (move,) = moves(story_in(state), state.by_symbol)
    assert move.percent is not None
    assert round(move.percent, 2) == Decimal("1.04")


def test_where_no_page_covers_that_time_the_price_is_that_when_it_was_first_seen() -> None:
    state = state_of(
        refreshed(quote()), brought(article("HUBC rises", published=datetime(2022, 12, 30, tzinfo=PAKISTAN)))
    )
    assert story_in(state).then == {"HUBC": Then(Decimal("136.50"), NOON, is_published=False, is_late=True)}


def test_a_story_that_comes_before_the_first_page_gets_its_price() -> None:
    late = NOON + timedelta(seconds=5)
    state = state_of(brought(article("HUBC rises", published=NOON)), refreshed(quote(), at=late))
    assert story_in(state).then == {"HUBC": Then(Decimal("136.50"), late, is_published=False)}
    later = apply(state, refreshed(quote("HUBC", "140.00"), at=late + HOUR))
    assert story_in(later).then == story_in(state).then


def test_a_price_from_long_after_is_not_taken_for_that_of_then() -> None:
    state = state_of(brought(article("HUBC rises")), refreshed(quote(), at=NOON + 2 * HOUR))
    assert story_in(state).then == {}
    assert moves(story_in(state), state.by_symbol) == (Move("HUBC", state.rows[0]),)


@pytest.mark.parametrize("kind", [Kind.DEMO, Kind.REPLAY])
def test_real_news_is_not_held_against_prices_that_are_not_of_today(kind: Kind) -> None:
    state = state_of(refreshed(quote(), kind=kind), brought(article("HUBC rises")))
    assert story_in(state).then == {}
    assert moves(story_in(state), state.by_symbol)[0].percent is None


def test_the_whole_of_an_excerpt_keeps_its_place_and_what_was_known() -> None:
    start = article("Profit doubles", text="It…", is_excerpt=True, link=LINK, section="Markets")
    state = state_of(refreshed(quote()), brought(start))
    key = story_in(state).key
    whole = with_article(state, key, article("Profit doubles", text="HUBC says so."))
    assert story_in(whole).key == key
    assert (story_in(whole).article.section, story_in(whole).symbols) == ("Markets", ("HUBC",))
    assert whole.rows[0].news == 1
    again = apply(whole, brought(start))
    assert story_in(again).article.paragraphs == ("HUBC says so.",)
