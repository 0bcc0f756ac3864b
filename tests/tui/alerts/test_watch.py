"""Which alerts fire: crossings once each, over restarts too, and never by prices that cannot be relied on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing import Article, Quote, Snapshot
from tests.builders import LIMITS, NOON, failed, quote, refreshed
from tui.age import stale_symbols
from tui.alerts.model import MOST_TOLD, Alert, Firing, Repeat, Standing, how_often
from tui.alerts.rules import read_rule
from tui.alerts.watch import Sight, look, standing_at_first
from tui.market import MarketState, apply
from tui.prices.rows import MoveLimits, is_same_close
from tui.refresh import Kind, Refreshed, Report

ANY_MOVE = MoveLimits(Decimal(10_000), Decimal(10_000))
MINUTE = timedelta(minutes=1)


class Watcher:
    """One alert and the market, looked at after each report and whenever time passes."""

    def __init__(
        self, rule: str, repeat: Repeat = Repeat.EACH, *, is_for_all: bool = False, state: MarketState | None = None
    ) -> None:
        self.now = NOON
        self.state = state or MarketState()
        self.alert = Alert(1, read_rule(rule), repeat, is_for_all, NOON)
        standing = standing_at_first(self.alert.rule, self.sight(), is_for_all=is_for_all)
        self.alert = replace(self.alert, standing=standing)
        self.firings: list[Firing] = []

    def sight(self, before: MarketState | None = None) -> Sight:
        """Return what is seen now."""
        stale = stale_symbols(self.state, self.now, LIMITS)
        return Sight(self.state, stale, self.now, LIMITS, before or self.state)

    def take(self, report: Report) -> "Watcher":
        """Apply the report, and look."""
        before, self.state = self.state, apply(self.state, report, ANY_MOVE)
        return self.look(before)

    def look(self, before: MarketState | None = None) -> "Watcher":
        """Look. To look again without anything new changes nothing."""
        for step in look([self.alert], self.sight(before)):
            self.alert = replace(self.alert, standing=step.after)
            self.firings += [step.firing] if step.firing else []
        assert look([self.alert], self.sight()) == ()
        return self

    def see(self, *quotes: Quote, kind: Kind = Kind.LIVE, source: str = "page.txt") -> "Watcher":
        """Let a minute pass, and a page come with the quotes."""
        self.now += MINUTE
        return self.take(refreshed(*quotes, kind=kind, at=self.now, source=source))

    def prices(self, *prices: str, kind: Kind = Kind.LIVE) -> "Watcher":
        """Let pages come on which HUBC has these prices."""
        for price in prices:
            self.see(quote("HUBC", price), kind=kind)
        return self

    def restart(self) -> None:
        """Forget all but what is kept of the alert."""
        self.state = MarketState()
        self.alert = replace(self.alert, standing=Standing.of_text(self.alert.standing.text))

    @property
    def told(self) -> list[str]:
        """What was told."""
        return [firing.sentence for firing in self.firings]

    @property
    def fired_at(self) -> list[str]:
        """The prices at which it fired."""
        return [f"{firing.price:f}" for firing in self.firings if firing.price is not None]


# crossings


def test_an_alert_fires_when_the_price_crosses_its_level_and_says_at_which_price() -> None:
    watcher = Watcher("HUBC > 139").prices("138", "139", "139.25")
    assert watcher.told == ["HUBC is at 139.25, above 139."]
    (firing,) = watcher.firings
    assert (firing.price, firing.symbol, firing.rule) == (Decimal("139.25"), "HUBC", "HUBC > 139")
    assert (firing.at, firing.as_of) == (watcher.now, watcher.now)


def test_what_held_when_the_alert_was_made_waits_for_the_next_crossing() -> None:
    state = apply(MarketState(), refreshed(quote("HUBC", "140")))
    watcher = Watcher("HUBC > 139", state=state)
    assert watcher.alert.standing.holds
    assert watcher.prices("140", "141", "138", "139.5").fired_at == ["139.5"]


def test_a_price_that_wavers_about_its_level_crosses_it_once_until_it_has_gone_back() -> None:
    watcher = Watcher("HUBC > 139").prices("139.1", "138.9", "139.1", "138.31", "139.1")
    assert watcher.fired_at == ["139.1"]
    assert watcher.prices("138.30", "139.2").fired_at == ["139.1", "139.2"]


def test_a_level_below_is_crossed_downwards() -> None:
    watcher = Watcher("HUBC < 100").prices("101", "99", "100.4", "99", "100.5", "99.5")
    assert watcher.fired_at == ["99", "99.5"]
    assert watcher.told[0] == "HUBC is at 99, below 100."


def test_percentages_go_back_by_a_quarter_of_a_point() -> None:
    watcher = Watcher("HUBC percent < -3")
    for percent in ("-2.9", "-3.1", "-2.8", "-3.2", "-2.75", "-3.3"):
        watcher.see(quote("HUBC", "97", "-3", percent))
    assert [sentence.split(" to ")[0] for sentence in watcher.told] == [
        "HUBC has moved by -3.1%",
        "HUBC has moved by -3.3%",
    ]


def test_a_fall_on_another_day_is_another_one() -> None:
    watcher = Watcher("HUBC percent < -3")
    watcher.see(quote("HUBC", "96.00", "-4.00")).see(quote("HUBC", "96.00", "-4.00"))
    assert len(watcher.firings) == 1
    watcher.see(quote("HUBC", "91.20", "-4.80"))
    assert watcher.told == [
        "HUBC has moved by -4.00% to 96.00, below -3%.",
        "HUBC has moved by -5.00% to 91.20, below -3%.",
    ]


def test_a_change_is_in_rupees() -> None:
    watcher = Watcher("HUBC change >= 2").see(quote("HUBC", "101.99", "1.99")).see(quote("HUBC", "102.00", "2.00"))
    assert watcher.told == ["HUBC has moved by +2.00 to 102.00, at or above 2."]


def test_no_change_has_no_sign() -> None:
    watcher = Watcher("HUBC change >= 0").see(quote("HUBC", "99", "-1")).see(quote("HUBC", "1100", "0"))
    assert watcher.told == ["HUBC has moved by 0 to 1,100, at or above 0."]


@pytest.mark.parametrize(
    ("new", "is_same"), [("100", True), ("100.02", True), ("99.98", True), ("100.03", False), ("99.97", False)]
)
def test_a_close_is_the_same_as_far_as_rounding_goes(new: str, *, is_same: bool) -> None:
    assert is_same_close(Decimal(100), Decimal(new)) is is_same
    assert is_same_close(Decimal(-100), -Decimal(new)) is is_same


def test_an_index_has_alerts_as_a_share_has() -> None:
    watcher = Watcher("KSE100 > 76000").see(quote("KSE100", "75900", "381")).see(quote("KSE100", "76010", "491"))
    assert watcher.told == ["KSE100 is at 76,010, above 76,000."]


# how often


def test_once_is_once() -> None:
    watcher = Watcher("HUBC > 139", Repeat.ONCE).prices("140", "130", "140", "130", "140")
    assert watcher.fired_at == ["140"]
    assert watcher.alert.standing.is_done


def test_once_a_day_is_by_the_day_of_karachi() -> None:
    watcher = Watcher("HUBC > 139", Repeat.DAILY).prices("140", "130", "141", "130")
    watcher.now = datetime(2024, 5, 17, 18, 58, tzinfo=UTC)  # 23:58 in Karachi
    watcher.prices("142", "130", "143")
    assert watcher.fired_at == ["140", "143"]


def test_each_crossing_of_a_value_is_each_time_of_anything_else() -> None:
    said = [how_often(read_rule(rule), Repeat.EACH) for rule in ("HUBC > 1", "news HUBC", "stale 1m")]
    assert said == ["each crossing", "each time", "each time"]
    assert [repeat.following for repeat in Repeat] == [Repeat.DAILY, Repeat.EACH, Repeat.ONCE]


WALKS = st.lists(
    st.tuples(st.integers(-200, 200), st.integers(0, 20 * 60), st.booleans()), min_size=1, max_size=60
)  # steps of a price, minutes between pages, and whether tapewatch restarts before one


def told_in(walk: Sequence[tuple[int, int, bool]], repeat: Repeat, *, restarts: bool) -> list[tuple[datetime, str]]:
    """Return when an alert at 100 fires on the walk, and at which prices."""
    watcher, price = Watcher("HUBC > 100", repeat), Decimal(99)
    for step, minutes, is_restart in walk:
        price = max(Decimal(90), min(Decimal(110), price + Decimal(step) / 100))
        watcher.now += minutes * MINUTE
        if restarts and is_restart:
            watcher.restart()
        watcher.prices(f"{price:f}")
    return [(firing.at, f"{firing.price:f}") for firing in watcher.firings]


def expected_in(walk: Sequence[tuple[int, int, bool]], repeat: Repeat) -> list[datetime]:
    """Return the same by a model: the day's first, the first of all, or all of the times that 100 is passed."""
    at, price, is_armed, found = NOON, 9900, True, list[datetime]()
    for step, minutes, _ in walk:
        price = max(9000, min(11000, price + step))
        at += timedelta(minutes=minutes + 1)
        if is_armed and price > 10000:
            found.append(at)
        is_armed = (is_armed and price <= 10000) or price <= 9950
    days = {(moment + timedelta(hours=5)).date(): moment for moment in reversed(found)}
    return {Repeat.EACH: found, Repeat.ONCE: found[:1], Repeat.DAILY: sorted(days.values())}[repeat]


@given(WALKS, st.sampled_from(Repeat))
def test_on_any_walk_of_a_price_an_alert_fires_as_a_simple_model_says(
    walk: list[tuple[int, int, bool]], repeat: Repeat
) -> None:
    assert [at for at, _ in told_in(walk, repeat, restarts=False)] == expected_in(walk, repeat)


@given(WALKS, st.sampled_from(Repeat))
def test_restarts_at_any_point_change_nothing_of_what_is_told(
    walk: list[tuple[int, int, bool]], repeat: Repeat
) -> None:
    assert told_in(walk, repeat, restarts=True) == told_in(walk, repeat, restarts=False)


# prices that do not count


@pytest.mark.parametrize("kind", [Kind.DEMO, Kind.REPLAY])
def test_made_up_and_replayed_prices_fire_only_what_is_for_all(kind: Kind) -> None:
    assert Watcher("HUBC > 139").prices("138", "140", kind=kind).told == []
    told = Watcher("HUBC > 139", is_for_all=True).prices("138", "140", kind=kind).told
    assert told == [f"{kind.capitalize()}: HUBC is at 140, above 139."]


def test_a_crossing_that_only_the_demo_saw_does_not_keep_the_next_from_being_told() -> None:
    watcher = Watcher("HUBC > 139").prices("140", kind=Kind.DEMO)
    assert watcher.prices("140").fired_at == ["140"]


@pytest.mark.parametrize("is_for_all", [False, True])
def test_doubtful_and_misdated_prices_never_count(*, is_for_all: bool) -> None:
    watcher = Watcher("HUBC > 139", is_for_all=is_for_all).prices("138")
    watcher.state = apply(watcher.state, refreshed(quote("HUBC", "300"), at=watcher.now))
    assert watcher.state.by_symbol["HUBC"].doubt
    assert watcher.look().told == []
    future = replace(refreshed(quote("HUBC", "140"), at=watcher.now), as_of=watcher.now + timedelta(hours=1))
    watcher = Watcher("HUBC > 139", is_for_all=is_for_all).take(future)
    assert watcher.state.by_symbol["HUBC"].is_misdated
    assert watcher.told == []


def test_stale_prices_never_count() -> None:
    watcher = Watcher("HUBC > 139", is_for_all=True)
    watcher.now += timedelta(hours=2)
    watcher.take(refreshed(quote("HUBC", "140"), kind=Kind.SAVED, at=NOON))
    assert watcher.told == []
    assert watcher.take(refreshed(quote("HUBC", "140"), at=watcher.now)).fired_at == ["140"]


def test_a_source_that_lags_behind_neither_fires_nor_arms() -> None:
    watcher = Watcher("HUBC > 139").prices("138", "140")
    late = refreshed(quote("HUBC", "130"), at=watcher.now - MINUTE)
    watcher.state = MarketState()
    watcher.take(late)
    assert watcher.alert.standing.holds
    assert watcher.prices("141").fired_at == ["140"]


def test_a_symbol_of_which_nothing_is_known_waits() -> None:
    watcher = Watcher("XYZ > 5").prices("138")
    assert watcher.told == []
    assert watcher.alert.standing == Standing()


# news


def news(*titles: str, at: datetime, kind: Kind = Kind.LIVE, published: datetime | None = None) -> Refreshed:
    """Return the report of a feed with headlines, the newest first."""
    articles = tuple(
        Article(title=title, paragraphs=("So it is.",), published=published or at - number * MINUTE)
        for number, title in enumerate(titles)
    )
    return Refreshed("feed", kind, at, at, Snapshot(articles=articles))


def named(*titles: str) -> tuple[str, ...]:
    """Return the titles with what names HUBC."""
    return tuple(f"{title} (HUBC)" for title in titles)


def test_a_story_that_comes_while_its_source_is_watched_is_told_once() -> None:
    watcher = Watcher("news HUBC").take(news(*named("Old"), at=NOON)).prices("138")
    assert watcher.told == []
    later = NOON + 5 * MINUTE
    watcher.take(news(*named("Dividend", "Old"), "Kites rise", at=later))
    assert watcher.told == ["HUBC is in the news: Dividend (HUBC)"]
    assert watcher.fired_at == ["138"]
    watcher.take(news(*named("Dividend", "Old"), at=later + MINUTE))
    assert len(watcher.told) == 1


def test_several_stories_at_once_are_one_firing() -> None:
    watcher = Watcher("news HUBC").take(news("Kites rise", at=NOON))
    watcher.take(news(*named("Dividend", "Board", "Profit"), "Kites rise", at=NOON + 5 * MINUTE))
    assert watcher.told == ["HUBC is in the news: Dividend (HUBC) And 2 more."]


def test_what_is_known_when_the_alert_is_made_is_no_news() -> None:
    state = apply(MarketState(), news(*named("Old"), at=NOON))
    watcher = Watcher("news HUBC", state=state)
    watcher.restart()
    assert watcher.take(news(*named("Old"), at=NOON + 5 * MINUTE, published=NOON + MINUTE)).told == []


def test_a_story_of_the_time_in_which_tapewatch_was_off_is_told_at_its_first_look_and_not_again() -> None:
    watcher = Watcher("news HUBC").take(news("Kites rise", at=NOON))
    for _ in range(3):
        watcher.restart()
        watcher.take(news(*named("Dividend"), "Kites rise", at=NOON + 30 * MINUTE, published=NOON + 9 * MINUTE))
        watcher.take(news(*named("Dividend"), "Kites rise", at=NOON + 31 * MINUTE, published=NOON + 9 * MINUTE))
    assert watcher.told == ["HUBC is in the news: Dividend (HUBC)"]


def test_a_story_that_was_passed_over_today_is_not_told_tomorrow() -> None:
    watcher = Watcher("news HUBC", Repeat.DAILY).take(news("Kites rise", at=NOON))
    watcher.take(news(*named("One"), at=NOON + MINUTE)).take(news(*named("Two"), at=NOON + 2 * MINUTE))
    watcher.now += timedelta(days=1)
    watcher.restart()
    watcher.take(news(*named("Two", "One"), at=watcher.now, published=NOON + 2 * MINUTE))
    assert watcher.told == ["HUBC is in the news: One (HUBC)"]


def test_replayed_news_is_told_only_where_all_counts() -> None:
    for is_for_all, told in ((False, []), (True, ["Replay: HUBC is in the news: Dividend (HUBC)"])):
        watcher = Watcher("news HUBC", is_for_all=is_for_all).take(news("Kites", at=NOON, kind=Kind.REPLAY))
        watcher.take(news(*named("Dividend"), at=NOON + MINUTE, kind=Kind.REPLAY))
        assert watcher.told == told


def test_the_stories_that_are_remembered_are_bounded() -> None:
    watcher = Watcher("news HUBC").take(news("Kites rise", at=NOON))
    for number in range(MOST_TOLD + 5):  # each is remembered by one hash, since it has no address
        watcher.take(news(*named(f"Story {number}"), at=NOON + (number + 1) * MINUTE))
    assert len(watcher.alert.standing.told) == MOST_TOLD
    assert len(watcher.told) == MOST_TOLD + 5


def test_a_story_is_the_same_in_the_next_run_also_where_it_has_no_address_there() -> None:
    def told_of(link: str | None, at: datetime) -> Refreshed:
        article = Article(title="Dividend (HUBC)", paragraphs=("Yes.",), published=NOON + MINUTE, link=link)
        return Refreshed("feed", Kind.LIVE, at, at, Snapshot(articles=(article,)))

    watcher = Watcher("news HUBC").take(told_of("https://a.example/dividend", NOON + 2 * MINUTE))
    watcher.restart()
    watcher.take(told_of(None, NOON + 3 * MINUTE))
    watcher.restart()
    watcher.take(told_of("https://a.example/dividend", NOON + 4 * MINUTE))
    assert len(watcher.told) == 1


def test_a_clock_that_was_set_back_does_not_silence_an_alert() -> None:
    watcher = Watcher("HUBC > 139").prices("140", "130")
    watcher.now -= timedelta(hours=3)
    watcher.state = MarketState()
    assert watcher.prices("138", "140").fired_at == ["140", "140"]


# old prices


def test_prices_that_grow_old_are_told_once_and_again_after_they_were_fresh() -> None:
    watcher = Watcher("stale 10m").prices("138")
    as_of = watcher.now
    watcher.now += timedelta(minutes=10)
    assert watcher.look().told == []
    watcher.now += timedelta(seconds=1)
    assert watcher.look().look().told == ["Prices of page.txt are older than 10m of trading."]
    assert watcher.firings[0].as_of == as_of
    watcher.take(failed(at=watcher.now))
    assert len(watcher.prices("139").told) == 1
    watcher.now += timedelta(minutes=11)
    assert len(watcher.look().told) == 2


def test_each_source_is_told_of() -> None:
    watcher = Watcher("stale 10m").see(quote(), source="a").see(quote("BOP", "5.03"), source="b")
    watcher.now += timedelta(minutes=9, seconds=30)
    assert watcher.look().told == ["Prices of a are older than 10m of trading."]
    watcher.now += timedelta(minutes=1)
    assert watcher.look().told[1:] == ["Prices of b are older than 10m of trading."]


@pytest.mark.parametrize("kind", [Kind.DEMO, Kind.REPLAY])
def test_what_never_ages_is_never_told_to_be_old(kind: Kind) -> None:
    watcher = Watcher("stale 10m", is_for_all=True).prices("138", kind=kind)
    watcher.now += timedelta(hours=5)
    assert watcher.look().told == []


def test_a_source_that_was_told_of_is_not_told_of_again_at_a_restart() -> None:
    watcher = Watcher("stale 10m").prices("138")
    watcher.now += timedelta(minutes=11)
    assert len(watcher.look().told) == 1
    watcher.restart()
    watcher.take(failed(at=watcher.now))
    late = refreshed(quote(), at=watcher.now)
    watcher.take(replace(late, as_of=watcher.now - timedelta(minutes=11)))
    assert len(watcher.told) == 1


# what is kept


STANDINGS = st.builds(
    Standing,
    holds=st.booleans(),
    seen=st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    close=st.none() | st.decimals(0, 10**6, places=2),
    told=st.lists(st.text(max_size=12), max_size=4).map(tuple),
    fired_on=st.none() | st.dates(),
    is_done=st.booleans(),
)


@given(STANDINGS)
def test_a_standing_is_read_as_it_was_kept(standing: Standing) -> None:
    assert Standing.of_text(standing.text) == standing
    assert Standing.of_text(standing.text).text == standing.text


@pytest.mark.parametrize("text", ["", "x", "[]", "7", '{"seen": 5}', '{"close": "x"}', '{"told": 1}'])
def test_what_is_no_standing_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match="no standing"):
        Standing.of_text(text)
