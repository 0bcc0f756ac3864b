"""When changes are announced."""

from tests.builders import FakeClock, failed, quote, refreshed
from tests.tui.plain.looks import look_after
from tui.plain.announcer import REST_SECONDS, Announcer
from tui.plain.announcing import Look


class Ear:
    """Somebody who listens, under a clock that only a test moves."""

    def __init__(self, rest: float = REST_SECONDS) -> None:
        self.clock = FakeClock()
        self._heard: list[str] = []
        self.announcer = Announcer(self.clock, self._heard.extend, rest=rest)
        self._look = self._after("100.00")
        self.announcer.announce(["Alert: early."])
        self.announcer.begin(self._look, ["Welcome."])

    def comes(self, price: str, seconds: float) -> list[str]:
        """Let a page with that price come so many seconds later, and return what is heard then."""
        self.clock.advance(seconds)
        self._look = self._after(price, self._look)
        self.announcer.take(self._look, None)
        return self.heard()

    def heard(self) -> list[str]:
        """Return what was heard since it was last asked."""
        heard = [line.split(".  ")[0] for line in self._heard]
        self._heard.clear()
        return heard

    def _after(self, price: str, before: Look | None = None) -> Look:
        page = refreshed(quote("HUBC", price, "1.00"), at=self.clock.now())
        return look_after(page, begin=before.state if before else None, now=self.clock.now())


def test_how_things_stand_comes_first_and_then_what_came_before_it() -> None:
    assert Ear().heard() == ["Welcome.", "Alert: early."]


def test_prices_leave_time_to_listen_and_what_changed_meanwhile_is_told_as_one_change() -> None:
    ear = Ear()
    ear.heard()
    assert ear.comes("101.00", 2) == []
    assert ear.comes("102.00", 2) == []
    (told,) = ear.comes("103.00", REST_SECONDS)
    assert told.startswith("HUBC 103.00, rose from 100.00.")
    assert ear.comes("104.00", 2) == []
    assert ear.comes("103.00", REST_SECONDS) == []
    (told,) = ear.comes("105.00", 2)
    assert told.startswith("HUBC 105.00, rose from 103.00.")


def test_what_is_told_at_the_same_time_is_said_at_once() -> None:
    said: list[list[str]] = []
    clock = FakeClock()
    announcer = Announcer(clock, lambda lines: said.append(list(lines)), rest=0.0)
    first = look_after(refreshed(quote("HUBC", "100.00", "1.00")))
    announcer.begin(first, [])
    said.clear()
    both = (refreshed(quote("HUBC", "101.00", "2.00")), failed())
    announcer.take(look_after(*both, begin=first.state), None)
    assert [[line.split()[0] for line in lines] for lines in said] == [["page.txt:", "HUBC"]]


def test_only_as_many_prices_are_told_as_one_listens_to() -> None:
    said: list[str] = []
    announcer = Announcer(FakeClock(), said.extend, rest=0.0)
    first = look_after(refreshed(quote("HUBC", "100.00", "1.00"), quote("OGDC", "100.00", "1.00")))
    announcer.begin(first, [])
    page = refreshed(quote("HUBC", "101.00", "2.00"), quote("OGDC", "103.00", "4.00"))
    announcer.take(look_after(page, begin=first.state), None, most=1)
    assert [line.split()[0] for line in said] == ["2", "OGDC"]


def test_a_log_gets_each_change() -> None:
    ear = Ear(rest=0.0)
    ear.heard()
    told = [*ear.comes("101.00", 1), *ear.comes("100.00", 1)]
    assert [line.split(",")[1].strip() for line in told] == [
        "rose from 100.00. Day up 1.00",
        "fell from 101.00. Day up 1.00",
    ]


def test_a_pause_holds_all_and_then_says_how_much_and_what_the_prices_have_become() -> None:
    ear = Ear()
    ear.heard()
    ear.announcer.pause(is_paused=True)
    assert ear.comes("101.00", 60) == []
    ear.announcer.announce(["Alert: HUBC."])
    assert ear.comes("102.00", 60) == []
    ear.announcer.pause(is_paused=False)
    assert ear.heard() == ["1 announcement held meanwhile.", "Alert: HUBC."]
    (told,) = ear.comes("102.00", 0)
    assert told.startswith("HUBC 102.00, rose from 100.00.")


def test_a_very_long_pause_holds_what_is_newest() -> None:
    ear = Ear()
    ear.heard()
    ear.announcer.pause(is_paused=True)
    for number in range(600):
        ear.announcer.announce([f"Alert: {number}."])
    ear.announcer.pause(is_paused=False)
    assert ear.heard()[:2] == ["600 announcements held meanwhile. The newest 500:", "Alert: 100."]
