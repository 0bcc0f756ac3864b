"""The sources that are open, and what goes with one that is gone."""

from datetime import timedelta
from pathlib import Path

from tests.builders import NOON, FakeClock, failed, quote, refreshed
from tests.tui.stage import AIRLINK, ARTICLE, BOP, HUBC, KSE100
from tui.market import MarketState, apply, without
from tui.refreshing.opening import open_named
from tui.refreshing.watched import OpenSources
from tui.settings.model import RelayAccess, Settings, SourceSettings
from tui.sources import Stream, comes_from, open_source

STORY = ARTICLE.replace("Kites", "Drums")


def both() -> MarketState:
    """Return a market of two sources, the second with the newer article."""
    state = apply(MarketState(), refreshed(AIRLINK, KSE100, source="a", body=ARTICLE))
    return apply(state, refreshed(BOP, HUBC, source="b", body=STORY))


def test_a_source_that_is_gone_takes_its_prices_and_its_article_with_it() -> None:
    state = without(both(), frozenset({"b"}))
    assert [row.symbol for row in (*state.rows, *state.indices)] == ["AIRLINK", "KSE100"]
    assert state.feeds.keys() == {"a"}
    assert state.article is not None
    assert (state.article.title, state.article_source) == ("Kites rise", "a")


def test_where_another_source_quotes_a_symbol_too_its_price_stands_from_then_on() -> None:
    older, newer = (NOON - timedelta(minutes=minutes) for minutes in (5, 1))
    state = apply(MarketState(), refreshed(quote("HUBC", "136.00"), KSE100, source="older", at=older))
    state = apply(state, refreshed(quote("HUBC", "136.20"), source="newer", at=newer))
    state = apply(state, refreshed(quote("HUBC", "137.00"), KSE100, source="a"))
    assert {row.source for row in (*state.rows, *state.indices)} == {"a"}
    left = without(state, frozenset({"a"}))
    assert [(row.symbol, str(row.quote.price), row.source, row.as_of) for row in left.rows] == [
        ("HUBC", "136.20", "newer", newer)
    ]
    assert [row.source for row in left.indices] == ["older"]


def test_with_all_sources_gone_nothing_is_left() -> None:
    assert without(both(), frozenset({"a", "b"})) == MarketState()


def test_with_nothing_gone_the_state_is_the_very_same() -> None:
    state = apply(both(), failed(source="a"))
    assert without(state, frozenset()) is state


def test_what_comes_through_a_relay_comes_from_it() -> None:
    assert comes_from("relay host/psx", "relay host/psx")
    assert comes_from("relay host/psx: feed:markets", "relay host/psx")
    assert not comes_from("relay host/psx2", "relay host/psx")
    assert not comes_from("relay host/psx", "relay host/psx: demo")


def test_a_relay_is_opened_anew_where_another_password_holds(tmp_path: Path) -> None:
    sources = OpenSources(lambda named, settings: open_named(named, FakeClock(), settings, tmp_path))
    relay = [SourceSettings(address="redis://host/?stream=psx")]
    first = sources.watch(relay, Settings())
    assert sources.watch(relay, Settings(every=7, max_wire_bytes=4096))[0].source is first[0].source
    other = Settings(relay=RelayAccess.model_validate({"password": "other"}))
    again = sources.watch(relay, other)[0].source
    assert again is not first[0].source
    assert isinstance(again, Stream)


def test_what_stays_is_kept_and_what_comes_is_opened(tmp_path: Path) -> None:
    sources = OpenSources(lambda named, settings: open_source(named, FakeClock(), settings))
    names = [SourceSettings(address=address) for address in ("demo", str(tmp_path), "https://a.example/")]
    first = sources.watch(names, Settings())
    again = sources.watch(names, Settings(stale_after=5, every=7, speed=2))
    assert [one.source for one in again] == [one.source for one in first]
    assert [one.every for one in first] == [2.0, 5.0, 60.0]
    assert [one.every for one in again] == [7, 7, 7]
    faster = sources.watch(names[1:2], Settings(speed=2))
    assert faster[0].source is first[1].source
    assert faster[0].every == 2.5


def test_a_source_is_opened_anew_where_what_it_was_opened_with_has_changed(tmp_path: Path) -> None:
    sources = OpenSources(lambda named, settings: open_source(named, FakeClock(), settings))
    path = tmp_path / "page"
    names = [SourceSettings(address=str(path)), SourceSettings(address="https://a.example/")]
    first = sources.watch(names, Settings())
    path.mkdir()
    again = sources.watch([names[0], names[1].model_copy(update={"ignore_robots": True})], Settings())
    assert [type(one.source).__name__ for one in again] == ["FolderSource", "WebSource"]
    assert again[1].source is not first[1].source


def test_a_file_is_opened_anew_where_the_bytes_that_it_may_have_have_changed(tmp_path: Path) -> None:
    sources = OpenSources(lambda named, settings: open_source(named, FakeClock(), settings))
    names = [SourceSettings(address=address) for address in ("demo", str(tmp_path / "page"))]
    demo, file = sources.watch(names, Settings())
    demo_again, file_again = sources.watch(names, Settings(max_bytes=4096))
    assert demo_again.source is demo.source
    assert file_again.source is not file.source
