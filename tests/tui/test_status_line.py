"""The status line: as many lines as its sentence needs, and no work where nothing changes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

from tests.tui.stage import FIRST, Stage, staged
from tui.errors import SourceError
from tui.render.status import Status
from tui.themes import DARK
from tui.widgets.status_line import StatusLine

SIZES = [(60, 16), (80, 24), (120, 40)]
SHORT = "The server is asleep."
LONG = "The server does not answer within ten seconds; that can be a slow line, or it may be down. " * 2


class Bench(App[None]):
    """A status line below something that takes what room is left."""

    CSS = "#rest { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.line = StatusLine()

    def compose(self) -> ComposeResult:
        """Stack both."""
        with Vertical():
            yield Static(id="rest")
            yield self.line


@asynccontextmanager
async def bench(width: int = 60) -> AsyncIterator[tuple[StatusLine, Pilot[None]]]:
    """Show a status line."""
    app = Bench()
    async with app.run_test(size=(width, 20)) as pilot:
        await pilot.pause()
        yield app.line, pilot


def sentence_on_screen(line: StatusLine) -> str:
    """Return what can be read below the first line, as one line."""
    part = line.query_one(".status--sentence", Static)
    assert line.region.contains_region(part.region) or not part.display
    assert line.screen.region.contains_region(line.region)
    lines = [part.render_line(y).text for y in range(part.size.height)] if part.display else []
    return " ".join(" ".join(lines).split())


def line_of(stage: Stage) -> StatusLine:
    """Return the status line."""
    return stage.screen.query_one(StatusLine)


@pytest.mark.parametrize("sentence", [SHORT, LONG])
@pytest.mark.parametrize("size", SIZES)
async def test_why_the_very_first_fetch_failed_can_be_read(size: tuple[int, int], sentence: str) -> None:
    async with staged([SourceError(sentence)], size=size) as stage:
        assert sentence_on_screen(line_of(stage)) == sentence.strip()
        assert line_of(stage).size.height == 1 - (-len(sentence.strip()) // (size[0] - 2))
        assert stage.notice == "No prices yet. The line below says why."


@pytest.mark.parametrize("size", SIZES)
async def test_the_line_grows_and_shrinks_with_what_goes_wrong(size: tuple[int, int]) -> None:
    async with staged([FIRST, SourceError(SHORT), SourceError(LONG), SourceError(SHORT), FIRST], size=size) as stage:
        told = []
        for _ in range(4):
            await stage.next_refresh()
            told.append(sentence_on_screen(line_of(stage)))
        assert told == [SHORT, LONG.strip(), SHORT, ""]
        assert line_of(stage).size.height == 1


async def test_a_sentence_that_comes_while_another_layout_is_under_way_is_there() -> None:
    async with bench() as (line, pilot):
        for sentence in (SHORT, LONG, SHORT, None, LONG):
            line.query_one(".status--sentence", Static).refresh(layout=True)
            line.screen._refresh_layout()  # what Textual does for another widget
            line.show(Status(Content("failing"), sentence))
            await pilot.pause()
            assert sentence_on_screen(line) == (sentence or "").strip()
            assert line.size.height == (1 if sentence is None else 2 if sentence is SHORT else 5)


async def test_a_narrower_window_gives_the_sentence_more_lines() -> None:
    async with bench(120) as (line, pilot):
        line.show(Status(Content("failing"), SHORT * 4))
        await pilot.pause()
        assert line.size.height == 2
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert line.size.height == 3


async def test_nothing_is_painted_where_it_says_the_same_and_nothing_laid_out_for_another_age(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with bench() as (line, pilot):
        line.show(Status(Content.styled("live", "$gain"), SHORT))
        await pilot.pause()
        asked: list[bool] = []

        def note(*_regions: object, layout: bool = False, **_more: object) -> None:
            asked.append(layout)

        for part in line.query(Static):
            monkeypatch.setattr(part, "refresh", note)
        line.show(Status(Content.styled("live", "$gain"), SHORT))
        assert asked == []
        line.show(Status(Content.styled("live", "$caution"), SHORT))
        line.show(Status(Content.styled("live · 1 s ago", "$caution"), SHORT))
        assert asked == [False, False]
