"""The demo feed."""

from decimal import Decimal

from parsing import Article, parse_snapshot
from tests.builders import FakeClock
from tui.sources.demo import DemoSource
from tui.sources.demo_articles import ARTICLES, EARLIER


async def test_its_pages_read_like_any_page_without_a_problem_for_a_day() -> None:
    clock = FakeClock()
    source = DemoSource(clock)
    for _ in range(1_000):
        snapshot = parse_snapshot((await source.fetch()).document)
        assert (len(snapshot.quotes), len(snapshot.indices)) == (30, 4)
        assert snapshot.problems == ()
        clock.advance(2)


async def test_it_starts_from_the_published_figures_and_moves() -> None:
    source = DemoSource(FakeClock())
    first, second = [parse_snapshot((await source.fetch()).document) for _ in range(2)]
    assert first.quotes[0].price == Decimal("74.48")
    assert first.indices[2].price == Decimal(75312)
    assert first.quotes != second.quotes


async def test_the_same_seed_and_clock_give_the_same_pages_and_another_seed_others() -> None:
    sources = [DemoSource(FakeClock(), seed=seed) for seed in (1, 1, 2)]
    for source in sources:
        await source.fetch()
    first, same, other = [(await source.fetch()).document for source in sources]
    assert first == same != other


async def test_its_articles_come_out_as_they_were_written() -> None:
    clock = FakeClock()
    source = DemoSource(clock)
    shown: list[Article] = []
    for _ in range(450):
        article = parse_snapshot((await source.fetch()).document).article
        assert article is not None
        if not shown or shown[-1].title != article.title:
            shown.append(article)
    first, *others = ARTICLES
    expected = [first, *EARLIER, first, *others]
    assert [article.title for article in shown] == [article.title for article in expected]
    for article, written in zip(shown, expected, strict=True):
        assert (article.section, article.standfirst) == (written.section, written.standfirst)
        assert len(article.paragraphs) + len(article.related) == len(written.paragraphs)
        assert len(article.related) == (written in ARTICLES)


async def test_each_related_headline_is_that_of_an_article_which_is_there_from_the_start() -> None:
    clock = FakeClock()
    source = DemoSource(clock)
    pages = [parse_snapshot((await source.fetch()).document) for _ in range(450)]
    related = {headline for page in pages if page.article for headline in page.article.related}
    first, *_ = ARTICLES
    assert len(related) == len(ARTICLES)
    assert related <= {article.title for article in (first, *EARLIER)}
