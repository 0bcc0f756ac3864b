"""The ticker's motion."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.events import AppBlur, AppFocus
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Static

from parsing import Quote, Snapshot
from tests.builders import NOON, FakeClock, quote
from tests.terminal import terminal
from tui import themes
from tui.clock import SystemClock
from tui.market import MarketState, apply
from tui.refresh import Kind, Refreshed
from tui.render.tape import Tape
from tui.widgets.ticker import Ticker

ABC = (quote("AAA", "10.00", "0.10"), quote("BBB", "20.00", "0.20"), quote("CCC", "30.00", "0.30"))
ROUND = "AAA 10.00 ▲ +0.10 +1.01%  ·  BBB 20.00 ▲ +0.20 +1.01%  ·  CCC 30.00 ▲ +0.30 +1.01%  ·  "
ITEM = len(ROUND) // 3
MANY = tuple(quote(f"S{number:03}") for number in range(200))


def state_of(*quotes: Quote) -> MarketState:
    """Return the state after a refresh that brought the quotes."""
    return apply(MarketState(), Refreshed("page", Kind.LIVE, NOON, NOON, Snapshot(quotes=quotes)))


class TickerApp(App[None]):
    """A ticker over a line, and what it said."""

    CSS = """
    Screen { layers: base over; }
    Horizontal { height: 1; }
    #label { width: auto; display: none; }
    #over { layer: over; height: 1; display: none; }
    """

    def __init__(self, state: MarketState, ticker: Ticker) -> None:
        super().__init__()
        for theme in themes.OWN:
            self.register_theme(theme)
        self.theme = themes.DARK.name
        self.ticker = ticker
        self.ticker.set_reactive(Ticker.state, state)
        self.pressed: list[str] = []
        self.frames = 0

    def compose(self) -> ComposeResult:
        """Show the ticker, a line below, and what can be shown before the ticker and over it."""
        with Horizontal():
            yield Static("label", id="label")
            yield self.ticker
        yield Static("below", id="below")
        yield Static("over", id="over")

    def on_ticker_pressed(self, message: Ticker.Pressed) -> None:
        """Keep what was pressed."""
        self.pressed.append(message.symbol)

    def post_display_hook(self) -> None:
        """Count the frames."""
        self.frames += 1


class Runner:
    """The running ticker and what a test does with it."""

    def __init__(self, app: TickerApp, pilot: Pilot[None], clock: FakeClock) -> None:
        self.app, self.pilot, self.clock, self.ticker = app, pilot, clock, app.ticker

    def moves(self) -> bool:
        """Return whether the tape moves now."""
        return self.ticker.is_moving

    @property
    def line(self) -> str:
        """What shows now."""
        return self.ticker.render_lines(self.ticker.size.region)[0].text

    async def settle(self) -> None:
        """Wait until all that was sent is done and painted."""
        await self.pilot.pause()
        await self.pilot.pause()

    async def show(self, *quotes: Quote) -> None:
        """Let a refresh bring these quotes, and no others any longer."""
        self.ticker.state = state_of(*quotes)
        await self.settle()


@asynccontextmanager
async def running(*quotes: Quote, width: int = 60, animation: str = "full", **pace: float) -> AsyncIterator[Runner]:
    """Run a ticker of the quotes, by a clock that the test moves."""
    clock = FakeClock()
    app: Any = TickerApp(state_of(*(quotes or ABC)), Ticker(clock, **pace))
    app.animation_level = animation
    async with app.run_test(size=(width, 6)) as pilot:
        await pilot.pause()
        yield Runner(app, pilot, clock)


def rounds(offset: int, width: int) -> str:
    """Return what shows of the three quotes at that offset."""
    return (ROUND * 5)[offset % len(ROUND) :][:width]


# its place


async def test_its_place_follows_the_clock_and_not_the_count_of_frames() -> None:
    async with running() as run:
        for offset in (8, 16, 808):
            run.clock.advance(offset / 8 - run.clock.monotonic())
            assert run.ticker.offset_cells == offset
            assert run.line == rounds(offset, 60)


async def test_it_shows_the_same_whichever_stretch_it_is_cropped_from() -> None:
    async with running(speed=7, frames=7) as run:
        for offset in range(0, 700, 7):
            assert run.line == rounds(offset, 60)
            run.clock.advance(1)


async def test_another_pace_is_taken_up_without_a_jump() -> None:
    async with running() as run:
        run.clock.advance(2)
        run.ticker.set_pace(speed=20, frames=5)
        assert run.line == rounds(16, 60)
        run.clock.advance(1)
        assert run.line == rounds(36, 60)


async def test_a_pace_set_while_it_stands_holds_when_it_goes_on() -> None:
    async with running() as run:
        run.ticker.is_paused = True
        run.ticker.set_pace(speed=1, frames=1)
        assert not run.moves()
        run.ticker.is_paused = False
        run.clock.advance(3)
        assert run.line == rounds(3, 60)


@pytest.mark.parametrize(
    ("speed", "frames", "seconds"), [(8, 8, 1 / 8), (8, 30, 1 / 8), (0.5, 8, 2), (20, 8, 3 / 20), (60, 1, 1)]
)
def test_a_frame_comes_when_a_whole_step_is_due_and_never_more_often(
    speed: float, frames: float, seconds: float
) -> None:
    assert Ticker(speed=speed, frames=frames)._seconds_a_frame == seconds


async def test_another_width_keeps_the_left_edge() -> None:
    async with running() as run:
        run.clock.advance(5)
        await run.pilot.resize_terminal(90, 6)
        await run.settle()
        assert run.line == rounds(40, 90)


# where it stands still


async def test_paused_it_stands_still_and_goes_on_from_there() -> None:
    async with running() as run:
        run.clock.advance(1)
        run.ticker.is_paused = True
        run.clock.advance(100)
        assert run.line == rounds(8, 60)
        run.ticker.is_paused = False
        assert run.line == rounds(8, 60)
        run.clock.advance(1)
        assert run.line == rounds(16, 60)


async def test_it_stands_still_under_the_mouse_and_goes_on_where_it_stood() -> None:
    async with running() as run:
        run.clock.advance(1)
        await run.pilot.hover(Ticker, offset=(5, 0))
        assert not run.moves()
        run.clock.advance(100)
        assert run.line == rounds(8, 60)
        await run.pilot.hover("#below")
        assert run.moves()
        run.clock.advance(1)
        assert run.line == rounds(16, 60)


async def test_the_mouse_does_not_wake_what_is_paused() -> None:
    async with running() as run:
        run.ticker.is_paused = True
        await run.pilot.hover(Ticker)
        await run.pilot.hover("#below")
        assert not run.moves()


async def test_it_stops_while_the_terminal_has_lost_the_focus() -> None:
    async with running() as run:
        run.app.post_message(AppBlur())
        await run.settle()
        assert not run.moves()
        run.app.post_message(AppFocus())
        await run.settle()
        assert run.moves()


async def test_a_mouse_that_left_with_the_focus_does_not_hold_it() -> None:
    async with running() as run:
        await run.pilot.hover(Ticker)
        run.app.post_message(AppBlur())
        run.app.post_message(AppFocus())
        await run.settle()
        assert run.moves()
        await run.pilot.hover(Ticker, offset=(7, 0))
        assert not run.moves()


async def test_it_stops_while_hidden() -> None:
    async with running() as run:
        run.ticker.display = False
        await run.settle()
        assert not run.moves()
        run.ticker.display = True
        await run.settle()
        assert run.moves()


async def test_it_stops_while_there_is_nothing_to_show() -> None:
    async with running() as run:
        run.clock.advance(3)
        await run.show()
        assert not run.moves()
        assert run.line == " " * 60
        await run.pilot.click(Ticker)
        assert run.app.pressed == []
        await run.pilot.hover("#below")
        await run.show(*ABC)
        assert run.moves()
        assert run.line == rounds(0, 60)


@pytest.mark.parametrize("animation", ["full", "none"])
async def test_no_timer_runs_while_it_stands(animation: str) -> None:
    async with running(animation=animation) as run:
        run.ticker.is_paused = True
        assert run.ticker._timer is None


# new prices


async def test_new_prices_flow_in_without_a_jump() -> None:
    async with running() as run:
        run.clock.advance(ITEM / 8)
        assert run.line.startswith("BBB 20.00")
        dear = quote("AAA", "10010.00", "0.10")
        await run.show(dear, *ABC[1:])
        assert run.line.startswith("BBB 20.00")
        await run.show(quote("NEW"), dear, quote("BBB", "20.10", "0.30"), ABC[2])
        assert run.line.startswith("BBB 20.10")
        assert run.ticker.offset_cells == ITEM


async def test_where_the_symbol_at_the_edge_is_gone_the_next_takes_its_place() -> None:
    async with running() as run:
        run.clock.advance((ITEM + 3) / 8)
        await run.show(ABC[0], ABC[2])
        assert run.line.startswith("CCC 30.00")
        run.clock.advance(1)
        assert run.line.startswith("CCC 30.00 ▲"[8:])


async def test_a_refresh_that_changes_nothing_that_shows_makes_nothing_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(*MANY) as run:
        run.clock.advance(5)
        line = run.line
        made = []
        monkeypatch.setattr(Tape, "stretch", lambda *_: made.append(1))
        await run.show(*MANY[:100], quote("S100", "99.00"), *MANY[101:])
        run.ticker.stale = frozenset({"S150"})
        await run.show(quote("BEFORE"), *MANY)
        assert run.line == line
        assert made == []


async def test_after_rows_came_before_it_the_tape_runs_on_as_it_would_have() -> None:
    async with running(*MANY) as run:
        await run.show(quote("BEFORE"), *MANY)
        run.clock.advance(31 * 50 / 8)
        assert run.line.startswith("S050")


async def test_what_has_grown_old_dims() -> None:
    async with running() as run:
        run.ticker.stale = frozenset({"AAA"})
        assert {segment.style for segment in [*run.ticker.render_line(0)][:3]} == {run.ticker.palette.stale}


async def test_another_theme_is_taken_up_at_once() -> None:
    async with running() as run:
        before = run.ticker.render_line(0)
        run.app.theme = themes.LIGHT.name
        await run.settle()
        after = run.ticker.render_line(0)
        assert before.text == after.text
        assert before != after


# going to a symbol


@pytest.mark.parametrize("is_paused", [False, True])
@pytest.mark.parametrize("animation", ["full", "none"])
async def test_a_symbol_is_put_at_the_left_edge(animation: str, is_paused: bool) -> None:
    async with running(*MANY, animation=animation) as run:
        run.ticker.is_paused = is_paused
        run.clock.advance(5)
        assert run.ticker.jump_to("S150")
        assert run.line.startswith("S150 ")
        assert run.moves() is not is_paused


async def test_a_symbol_that_is_not_there_is_not_gone_to() -> None:
    async with running() as run:
        run.clock.advance(1)
        assert not run.ticker.jump_to("ZZZ")
        assert run.line == rounds(8, 60)


async def test_a_click_tells_the_symbol() -> None:
    async with running() as run:
        run.clock.advance((ITEM - 4) / 8)
        await run.pilot.click(Ticker, offset=(2, 0))
        await run.pilot.click(Ticker, offset=(4, 0))
        assert run.app.pressed == ["AAA", "BBB"]


async def test_hovering_says_nothing() -> None:
    async with running() as run:
        await run.pilot.hover(Ticker)
        assert run.app.pressed == []


# pages


async def test_without_animations_it_turns_pages_of_whole_items() -> None:
    first, second = ROUND.split("  ·  CCC", maxsplit=1)[0], "CCC 30.00 ▲ +0.30 +1.01%"
    async with running(animation="none") as run:
        for seconds, page in ((0, first), (5.9, first), (0.2, second), (5.8, second), (0.2, first), (12, first)):
            run.clock.advance(seconds)
            assert run.line == page.ljust(60)


async def test_a_paused_page_is_not_turned() -> None:
    async with running(animation="none") as run:
        page = run.line
        run.ticker.is_paused = True
        run.clock.advance(100)
        assert run.line == page
        run.ticker.is_paused = False
        run.clock.advance(5)
        assert run.line == page
        run.clock.advance(2)
        assert run.line != page


async def test_a_page_stays_the_page_when_prices_change() -> None:
    async with running(animation="none") as run:
        run.clock.advance(6)
        await run.show(*ABC[:2], quote("CCC", "31.00", "1.30"))
        assert run.line.startswith("CCC 31.00")


async def test_animations_can_be_turned_off_and_on_while_it_runs() -> None:
    async with running() as run:
        run.clock.advance((ITEM + 5) / 8)
        run.app.animation_level = "none"
        assert run.line.startswith("BBB 20.00")
        run.clock.advance(6)
        assert run.line.startswith("AAA")
        run.app.animation_level = "full"
        assert run.line.startswith("AAA")
        run.clock.advance(1)
        assert run.line.startswith(rounds(8, 10))


# how it is painted


@pytest.mark.parametrize("width", [1, 2, 3, 7, 60, 200])
async def test_odd_characters_never_break_the_width(width: int) -> None:
    async with running(quote("株式" * 9), quote("e\u0301א❤\ufe0f🇵🇰"), width=width) as run:
        for _ in range(150):
            run.clock.advance(1 / 8)
            line = run.ticker.render_line(0)
            assert line.cell_length == sum(cell_len(segment.text) for segment in line) == width


async def test_a_frame_is_painted_without_layout_or_compositor(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running() as run:
        refreshes: list[object] = []
        monkeypatch.setattr(run.ticker, "refresh", refreshes.append)
        before = run.app.frames
        run.clock.advance(1)
        run.ticker._paint_frame()
        assert run.app.frames == before + 1
        assert refreshes == []


async def test_beside_a_label_it_is_painted_in_what_is_left_of_the_line() -> None:
    async with running(animation="none") as run:
        run.app.query_one("#label").display = True
        await run.settle()
        assert run.ticker.region == Region(5, 0, 55, 1)
        assert run.line == ROUND.split("  ·  CCC", maxsplit=1)[0].ljust(55)
        before = run.app.frames
        run.clock.advance(6)
        run.ticker._paint_frame()
        assert run.app.frames == before + 1


async def test_no_frame_is_painted_that_shows_nothing_new() -> None:
    async with running() as run:
        run.clock.advance(1)
        run.ticker._paint_frame()
        before = run.app.frames
        run.ticker._paint_frame()
        assert run.app.frames == before


@pytest.mark.parametrize("cover", ["widget", "screen"])
async def test_what_lies_over_it_is_not_painted_over(cover: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running() as run:
        run.ticker._paint_frame()
        if cover == "widget":
            run.app.query_one("#over").display = True
        else:
            await run.app.push_screen(ModalScreen())
        await run.settle()
        refreshes: list[int] = []
        monkeypatch.setattr(run.ticker, "refresh", lambda: refreshes.append(1))
        before = run.app.frames
        run.clock.advance(1)
        run.ticker._paint_frame()
        assert run.app.frames == before
        assert refreshes == [1]


def test_in_a_real_terminal_the_frames_arrive_in_their_line() -> None:
    with terminal([], program=(sys.executable, "-m", "tests.tui.test_ticker"), columns=60, lines=6) as tty:
        tty.until(lambda text: text.startswith(rounds(0, 40)))
        tty.until(lambda text: text.startswith(rounds(20, 40)))
        lines = tty.text.split("\n")
        assert lines[0].rstrip() in ROUND * 3
        assert lines[1].rstrip() == "below"


if __name__ == "__main__":
    TickerApp(state_of(*ABC), Ticker(SystemClock(), speed=10, frames=10)).run()
