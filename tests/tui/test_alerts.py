"""Alerts in the app: made with two keys, told once whatever happens, and listed with what fired."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, Static

from parsing import Quote
from tests.builders import NOON, page_of, quote, row_of
from tests.terminal import terminal
from tests.tui.stage import Stage, staged
from tui.alerts.entry import suggestion
from tui.alerts.model import Alert, AlertBook, Firing, Repeat, Standing
from tui.alerts.rules import read_rule
from tui.alerts.terminal_notice import Way, notification
from tui.history.alerts import add_alert, claim, kept_alerts, remove_alert
from tui.history.database import HistoryBusyError, HistoryError, open_to_read, open_to_write, transaction
from tui.history.keeper import FileHistory, History, NoHistory
from tui.refresh import Kind, Report
from tui.screens.alert_prompt import AlertPrompt
from tui.screens.alerts_sheet import AlertsSheet
from tui.screens.hints import Hints
from tui.screens.menu_line import MenuLine
from tui.settings.model import Settings


def hubc(*prices: str) -> list[str]:
    """Return pages on which HUBC has these prices."""
    return [page_of(quote("HUBC", price)) for price in prices]


@contextmanager
def kept(folder: Path) -> Iterator[FileHistory]:
    """Yield the history in the folder, and let go of it."""
    history = FileHistory(folder / "history.db")
    try:
        yield history
    finally:
        assert history.close() is None


def in_file(folder: Path) -> AlertBook:
    """Return what is kept in the folder."""
    connection = open_to_read(folder / "history.db")
    try:
        return kept_alerts(connection)
    finally:
        connection.close()


async def settled(stage: Stage) -> None:
    """Wait until the alerts are read and all that was asked is written."""
    keeper = stage.screen._alerts.keeper
    for _ in range(3):  # what is written may ask for more
        await stage.settle()
        async with keeper._turn:
            pass
    await stage.settle()


@asynccontextmanager
async def watching(
    pages: Sequence[str],
    history: History | None = None,
    *,
    kind: Kind = Kind.LIVE,
    settings: Settings | None = None,
    size: tuple[int, int] = (120, 40),
    start: datetime = NOON,
) -> AsyncIterator[Stage]:
    """Run the app on the pages, with its alerts read."""
    async with staged(pages, history=history, kind=kind, settings=settings, size=size, start=start) as stage:
        await stage.until(lambda: stage.screen._alerts.keeper._is_read)
        await settled(stage)
        yield stage


async def alert(stage: Stage, rule: str, *keys: str) -> None:
    """Make an alert by the prompt."""
    await stage.press("a")
    stage.app.screen.query_one(Input).value = rule
    await stage.press(*keys, "enter")
    await settled(stage)


async def refresh(stage: Stage, times: int = 1) -> None:
    """Let pages come, and what they fire be told."""
    for _ in range(times):
        await stage.next_refresh()
        await settled(stage)


def told(stage: Stage) -> list[str]:
    """Return what toasts say of alerts."""
    toasts = [toast.message for toast in stage.app._notifications if toast.title == "Alert"]
    return [line for toast in toasts for line in toast.splitlines()]


def said(stage: Stage) -> list[str]:
    """Return what the other toasts say."""
    return [toast.message for toast in stage.app._notifications if toast.title != "Alert"]


def lines(stage: Stage) -> list[str]:
    """Return the alerts as they are listed."""
    return [" ".join(str(line.content).split()) for line in stage.app.screen.query(MenuLine)]


def says(stage: Stage, name: str) -> str:
    """Return what a part of the sheet or the prompt says."""
    return str(stage.app.screen.query_one(f".{name}", Static).content)


# two keys


async def test_two_keys_make_an_alert_for_the_selected_symbol(tmp_path: Path) -> None:
    with kept(tmp_path) as history:
        async with watching([page_of(quote("BOP", "5.03", "-0.02"), quote("HUBC", "136.50"))], history) as stage:
            await stage.press("j", "a")
            assert stage.is_open(AlertPrompt)
            field = stage.app.screen.query_one(Input)
            assert (field.value, field.cursor_position) == ("HUBC > 139.20", len("HUBC > 139.20"))
            assert says(stage, "prompt--said").strip() == "When HUBC is above 139.20; once."
            await stage.press("enter")
            await settled(stage)
            assert not stage.is_open(AlertPrompt)
    (made,) = in_file(tmp_path).alerts
    assert (str(made.rule), made.repeat, made.is_for_all) == ("HUBC > 139.20", Repeat.ONCE, False)


async def test_the_prompt_says_while_one_types_what_is_meant_or_wrong() -> None:
    async with watching(hubc("136.50")) as stage:
        await stage.press("a", "ctrl+u", *"HUBC >")
        assert says(stage, "prompt--said") == "A figure is missing, as in HUBC > 100."
        await stage.press("enter")
        assert stage.is_open(AlertPrompt)
        await stage.press(*" 100", "down")
        assert says(stage, "prompt--said") == (
            "When HUBC is above 100; once.\nIt holds already, at 136.50, and waits for the next crossing."
        )
        await stage.press("tab", "shift+tab")
        assert says(stage, "prompt--said").startswith("When HUBC is above 100; once a day; any prices.")
        await stage.press("ctrl+t", "ctrl+d")
        assert says(stage, "prompt--said").startswith("When HUBC is above 100; each crossing.")
        await stage.press("ctrl+u", *"news XYZ")
        assert says(stage, "prompt--said") == "When a new headline names XYZ; each time.\nNo price of XYZ is known yet."
        await stage.press("escape")
        assert stage.screen._alerts.keeper.book.alerts == ()


@pytest.mark.parametrize(
    ("kind", "remark"),
    [
        (Kind.DEMO, "The demo does not count; Ctrl+D counts it, too."),
        (Kind.REPLAY, "Replays do not count; Ctrl+D counts them, too."),
    ],
)
async def test_the_prompt_says_what_does_not_count(kind: Kind, remark: str) -> None:
    async with watching(hubc("136.50"), kind=kind) as stage:
        await stage.press("a")
        assert says(stage, "prompt--said").endswith(remark)
        await stage.press("ctrl+d")
        assert says(stage, "prompt--said").endswith("any prices.\n")


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        (quote("KSE100", "75312", "381"), "KSE100 > 76820"),
        (quote("BOP", "5.03", "-0.02"), "BOP < 4.93"),
        (quote("HUBC", "136.50", "0"), "HUBC > 139.20"),
        (quote("X", "0.05", "0.01"), "X > 0.06"),
        (quote("X", "3", "-1"), "X < 2"),
        (quote("UPFL", "31,500.00".replace(",", ""), "5"), "UPFL > 32130.00"),
        (None, ""),
    ],
)
def test_a_rule_is_suggested_a_little_further_on(said: Quote | None, rule: str) -> None:
    assert suggestion(row_of(said) if said else None) == rule


# telling


async def test_an_alert_is_told_in_a_toast_and_logged_with_its_price(tmp_path: Path) -> None:
    with kept(tmp_path) as history:
        async with watching(hubc("138", "140", "141"), history) as stage:
            await alert(stage, "HUBC > 139")
            await refresh(stage)
            assert told(stage) == ["HUBC is at 140, above 139."]
            assert all(not toast.markup for toast in stage.app._notifications)
            await refresh(stage)
            assert len(told(stage)) == 1
            (firing,) = stage.screen._alerts.keeper.book.firings
            assert f"{firing.price:f}" == "140"
    book = in_file(tmp_path)
    assert book.alerts[0].standing.is_done
    assert [one.sentence for one in book.firings] == ["HUBC is at 140, above 139."]


async def test_what_fired_is_not_told_again_after_a_restart_and_what_was_crossed_meanwhile_is_told_once(
    tmp_path: Path,
) -> None:
    heard: list[list[str]] = []
    with kept(tmp_path) as history:
        async with watching(hubc("138", "140"), history) as stage:
            await alert(stage, "HUBC > 139", "tab", "tab")
            await alert(stage, "HUBC > 145", "tab", "tab")
            await refresh(stage)
            heard.append(told(stage))
    for day, prices in enumerate((("150", "151"), ("150", "151"), ("130", "140")), start=1):
        with kept(tmp_path) as history:
            async with watching(hubc(*prices), history, start=NOON + timedelta(days=day)) as stage:
                await refresh(stage)
                heard.append(told(stage))
    assert heard == [
        ["HUBC is at 140, above 139."],
        ["HUBC is at 150, above 145."],
        [],
        ["HUBC is at 140, above 139."],
    ]


async def test_of_two_tapewatches_one_tells_and_both_know(tmp_path: Path) -> None:
    with kept(tmp_path) as one, kept(tmp_path) as other:
        async with watching(hubc("138", "140", "130", "140"), one) as first:
            await alert(first, "HUBC > 139", "tab", "tab")
            async with watching(hubc("138", "140", "130", "140"), other) as second:
                assert len(second.screen._alerts.keeper.book.alerts) == 1
                for _ in range(3):
                    await refresh(first)
                    await refresh(second)
                assert len(told(first) + told(second)) == 2
                first_book, second_book = first.screen._alerts.keeper.book, second.screen._alerts.keeper.book
                assert first_book.alerts == second_book.alerts
    assert len(in_file(tmp_path).firings) == 2


async def test_what_another_tapewatch_removed_is_not_told(tmp_path: Path) -> None:
    with kept(tmp_path) as history:
        async with watching(hubc("138", "140"), history) as stage:
            await alert(stage, "HUBC > 139")
            await history.write(lambda connection: remove_alert(connection, 1))
            await refresh(stage)
            assert told(stage) == []
            assert stage.screen._alerts.keeper.book.alerts == ()


@pytest.mark.parametrize("kind", [Kind.DEMO, Kind.REPLAY])
async def test_the_demo_and_replays_fire_only_where_they_count(kind: Kind) -> None:
    async with watching(hubc("138", "140"), kind=kind) as stage:
        await alert(stage, "HUBC > 139")
        await alert(stage, "HUBC > 139.5", "ctrl+d")
        await refresh(stage)
        assert told(stage) == [f"{kind.capitalize()}: HUBC is at 140, above 139.5."]


async def test_prices_that_grow_old_are_told_as_time_passes() -> None:
    async with watching(hubc("138")) as stage:
        await alert(stage, "stale 1s")
        stage.clock._now += timedelta(seconds=30)
        stage.screen.look_again()
        await settled(stage)
        assert told(stage) == ["Prices of page.txt are older than 1s of trading."]


async def test_of_many_at_once_a_few_are_shown_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    async with watching(hubc("138", "140")) as stage:
        bells: list[bool] = []
        monkeypatch.setattr(stage.app, "bell", lambda: bells.append(True))
        for level in range(5):
            await alert(stage, f"HUBC > 139.{level}")
        await refresh(stage)
        assert told(stage)[3:] == ["And 2 more. A lists all."]
        assert len(stage.screen._alerts.keeper.book.firings) == 5
        assert bells == [True]


@pytest.mark.parametrize("way", ["off", "osc9", "osc777"])
async def test_the_bell_and_the_terminal_are_as_the_settings_say(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings.model_validate({"alert_bell": False, "alert_terminal": way})
    async with watching(hubc("138", "140"), settings=settings) as stage:
        written: list[str] = []
        driver = stage.app._driver
        assert driver is not None
        monkeypatch.setattr(driver, "write", written.append)
        monkeypatch.setattr(stage.app, "bell", lambda: written.append("bell"))
        await alert(stage, "HUBC > 139")
        await refresh(stage)
        sequences = [text for text in written if "HUBC is at" in text or text == "bell"]
        said = "HUBC is at 140, above 139."
        wanted = {
            "off": [],
            "osc9": [f"\x1b]9;tapewatch: {said}\x07"],
            "osc777": [f"\x1b]777;notify;tapewatch;{said}\x07"],
        }
        assert sequences == wanted[way]


def test_what_could_end_a_notification_does_not_reach_the_terminal() -> None:
    bad = "a;b\x07c\x1b]0;title\x07d\x9ce\nf\u202e" + "x" * 300
    ways: tuple[Way, ...] = ("osc9", "osc777")
    for way in ways:
        sequence = notification(way, bad)
        inner = sequence.removeprefix("\x1b]").removesuffix("\x07")
        assert inner.isprintable()
        assert inner.count(";") == {"osc9": 1, "osc777": 3}[way]
        assert len(inner) < 240
    assert notification("off", bad) == ""


def test_a_real_terminal_is_notified_and_its_bell_rings(tmp_path: Path) -> None:
    page, settings = tmp_path / "page.txt", tmp_path / "settings.toml"
    page.write_text(hubc("138")[0], encoding="utf-8")
    settings.write_text('alert_terminal = "osc777"\nhistory = "on"\n', encoding="utf-8")
    arguments = [str(page), "--settings", str(settings), "--data-dir", str(tmp_path / "data")]
    with terminal(arguments, columns=100, lines=30) as tty:
        tty.until(lambda text: "▸  HUBC" in text)
        tty.type("a")
        tty.until(lambda text: "New alert" in text)
        tty.type("\x15")
        tty.until(lambda text: "Write a rule" in text)
        tty.type("HUBC > 139\r")
        tty.until(lambda text: "Alert when HUBC is above 139; once." in text)
        page.write_text(hubc("140")[0], encoding="utf-8")
        tty.type("r")
        tty.until(lambda text: "HUBC is at 140, above 139." in text)
        tty.type("q")
        assert tty.until_ended() == 0
    assert b"\x1b]777;notify;tapewatch;HUBC is at 140, above 139.\x07\x07" in tty.written
    assert len(in_file(tmp_path / "data").firings) == 1


# while another tapewatch is writing


class PatientHistory(FileHistory):
    """A history that counts how often another one kept it from writing."""

    refused = 0

    async def write(self, change: Callable[[sqlite3.Connection], Any]) -> Any:  # noqa: ANN401
        """Write, or note that it cannot be done now."""
        try:
            return await super().write(change)
        except HistoryBusyError:
            self.refused += 1
            raise


@pytest.mark.parametrize("is_told_there", [False, True])
async def test_while_another_tapewatch_is_writing_nothing_is_told_until_it_is_known_who_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_told_there: bool
) -> None:
    monkeypatch.setattr("tui.history.database.BUSY_SECONDS", 0.01)
    monkeypatch.setattr("tui.history.patience._BUSY_SECONDS", 0.01)
    history = PatientHistory(tmp_path / "history.db")
    async with watching(hubc("138", "140", "140"), history) as stage:
        await alert(stage, "HUBC > 139")
        with closing(open_to_write(tmp_path / "history.db")) as other, transaction(other):
            await stage.next_refresh()
            await stage.until(lambda: history.refused > 1)
            assert told(stage) == []
            assert stage.screen._alerts.keeper.book.fault == ""
            if is_told_there:
                (known,) = kept_alerts(other).alerts
                firing = Firing(known.id, str(known.rule), NOON, "It is told over there.")
                assert claim(other, known, Standing(is_done=True), firing)
        await settled(stage)
        await refresh(stage)
        assert told(stage) == ([] if is_told_there else ["HUBC is at 140, above 139."])
        assert [one.standing.is_done for one in stage.screen._alerts.keeper.book.alerts] == [True]
    assert history.close() is None
    assert len(in_file(tmp_path).firings) == 1


# without the history


class BrittleHistory(NoHistory):
    """A history in memory that can be had only while it `works`."""

    def __init__(self, path: Path) -> None:
        super().__init__("The disk is full.")
        self.works = True
        self._file = FileHistory(path)

    def record(self, report: Report) -> None:
        """Remember nothing."""

    def later(self, change: Callable[[sqlite3.Connection], object]) -> None:
        """Write it in the end."""
        self._file.later(change)

    async def write(self, change: Callable[[sqlite3.Connection], Any]) -> Any:  # noqa: ANN401
        """Write, or fail."""
        return await (self._file.write(change) if self.works else super().write(change))

    async def read(self, ask: Callable[[sqlite3.Connection], Any]) -> Any:  # noqa: ANN401
        """Read, or fail."""
        return await (self._file.read(ask) if self.works else super().read(ask))

    def close(self) -> str | None:
        """Close the file."""
        return self._file.close()


async def test_without_a_history_alerts_hold_for_this_run_and_say_so() -> None:
    async with watching(hubc("138", "140"), NoHistory("The disk is full.")) as stage:
        await alert(stage, "HUBC > 139")
        await refresh(stage)
        assert told(stage) == ["HUBC is at 140, above 139."]
        await stage.press("A")
        assert says(stage, "alerts--fault") == "Alerts hold until tapewatch ends. The disk is full."
        assert lines(stage)[0].startswith("▸ HUBC > 139 once done")
        assert "HUBC is at 140, above 139." in says(stage, "alerts--log")
        await stage.press("x")
        await settled(stage)
        assert lines(stage) == []


async def test_alerts_that_were_made_and_told_without_the_history_are_put_back_into_it(tmp_path: Path) -> None:
    history = BrittleHistory(tmp_path / "history.db")
    async with watching(hubc("138", "140", "130", "142"), history) as stage:
        await alert(stage, "HUBC > 139", "tab", "tab")
        history.works = False
        await alert(stage, "HUBC > 141", "tab", "tab")
        await refresh(stage)
        assert told(stage) == ["HUBC is at 140, above 139."]
        assert stage.screen._alerts.keeper.book.fault == "The disk is full."
        history.works = True
        stage.screen._alerts.keeper._do(stage.screen._alerts.keeper._read)
        await settled(stage)
        assert stage.screen._alerts.keeper.book.fault == ""
        assert [one.id > 0 for one in stage.screen._alerts.keeper.book.alerts] == [True, True]
        await refresh(stage, 2)
        assert told(stage)[1:] == ["HUBC is at 142, above 139.", "HUBC is at 142, above 141."]
    assert history.close() is None
    book = in_file(tmp_path)
    assert [str(one.rule) for one in book.alerts] == ["HUBC > 139", "HUBC > 141"]
    assert [firing.sentence for firing in reversed(book.firings)] == [
        "HUBC is at 140, above 139.",
        "HUBC is at 142, above 139.",
        "HUBC is at 142, above 141.",
    ]


async def test_a_history_that_is_only_read_has_its_alerts_watched(tmp_path: Path) -> None:
    history = BrittleHistory(tmp_path / "history.db")
    await history.write(lambda connection: add_alert(connection, _daily("HUBC > 139")))
    async with watching(hubc("138", "140", "130", "140"), history) as stage:
        history.works = False
        await refresh(stage, 3)
        assert told(stage) == ["HUBC is at 140, above 139."]
    history.close()


async def test_a_fault_of_ours_holds_up_neither_the_other_alerts_nor_those_to_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(connection: sqlite3.Connection, before: Alert, after: Standing, firing: Firing | None) -> bool:
        if "139" in str(before.rule):
            raise ZeroDivisionError("by zero")
        return claim(connection, before, after, firing)

    with kept(tmp_path) as history:
        async with watching(hubc("138", "140"), history) as stage:
            keeper = stage.screen._alerts.keeper
            for level in ("138.5", "139", "139.5"):
                await alert(stage, f"HUBC > {level}")
            monkeypatch.setattr("tui.screens.alert_keeper.claim", broken)
            await refresh(stage)
            assert told(stage) == [f"HUBC is at 140, above {level}." for level in ("138.5", "139", "139.5")]
            assert "through a fault in tapewatch (ZeroDivisionError: by zero)" in keeper.book.fault
            keeper._do(keeper._read)
            await settled(stage)
            assert keeper.book.fault == ""
    book = in_file(tmp_path)
    assert [one.standing.is_done for one in book.alerts] == [True, True, True]
    assert len(book.firings) == 3


async def test_where_alerts_cannot_be_read_through_a_fault_of_ours_new_ones_fire(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: sqlite3.Connection) -> AlertBook:
        raise RuntimeError("out of order")

    monkeypatch.setattr("tui.screens.alert_keeper.kept_alerts", broken)
    with kept(tmp_path) as history:
        async with watching(hubc("138", "140"), history) as stage:
            assert "through a fault in tapewatch" in stage.screen._alerts.keeper.book.fault
            await alert(stage, "HUBC > 139")
            await refresh(stage)
            assert told(stage) == ["HUBC is at 140, above 139."]


def _daily(rule: str) -> Alert:
    """Return an alert that tells once a day."""
    return Alert(-1, read_rule(rule), Repeat.DAILY, is_for_all=False, made_at=NOON)


# the sheet


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_the_sheet_says_what_to_do_where_there_is_no_alert(size: tuple[int, int], tmp_path: Path) -> None:
    with kept(tmp_path) as history:
        async with watching(hubc("138"), history, size=size) as stage:
            await stage.press("A", "x", "r", "d", "j", "k")
            assert says(stage, "alerts--words").startswith("No alerts yet. a makes one")
            assert says(stage, "alerts--fault") == ""
            await stage.press("a")
            assert stage.is_open(AlertPrompt)
            await stage.press("enter")
            await settled(stage)
            assert stage.is_open(AlertsSheet)
            assert lines(stage) == ["▸ HUBC > 141 once waiting"]
            await stage.press("A")
            assert not stage.is_open(AlertsSheet)


async def test_the_keys_of_the_sheet_change_what_they_say_and_the_history_keeps_it(tmp_path: Path) -> None:
    with kept(tmp_path) as history:
        async with watching(hubc("138"), history) as stage:
            for rule in ("HUBC > 139", "HUBC < 140", "news HUBC", "stale 10m"):
                await alert(stage, rule)
            await stage.press("A", "G", "d", "home", "j", "r", "r", "d")
            await settled(stage)
            assert [line.removeprefix("▸ ") for line in lines(stage)] == [
                "HUBC > 139 once waiting",
                "HUBC < 140 each crossing holds any prices",
                "news HUBC once waiting",
                "stale 10m once waiting",
            ]
            assert says(stage, "alerts--words") == (
                "When HUBC is below 140; each crossing; any prices. It holds now, and waits for the next crossing."
            )
            await stage.press("G", "x", "home", "delete", "down")
            await settled(stage)
            assert lines(stage) == ["HUBC < 140 each crossing holds any prices", "▸ news HUBC once waiting"]
            await stage.pilot.click(MenuLine)
            assert lines(stage)[0].startswith("▸ HUBC < 140")
    assert [(str(one.rule), one.repeat, one.is_for_all) for one in in_file(tmp_path).alerts] == [
        ("HUBC < 140", Repeat.EACH, True),
        ("news HUBC", Repeat.ONCE, False),
    ]


async def test_keys_that_came_at_once_delete_one_alert_each(tmp_path: Path) -> None:
    with kept(tmp_path) as history:
        for level in (139, 140, 141):
            await history.write(partial(add_alert, alert=_daily(f"HUBC > {level}")))
        async with watching(hubc("138"), history) as stage:
            await stage.press("A", "G")
            for _ in range(2):
                stage.app.simulate_key("x")
            await settled(stage)
            assert lines(stage) == ["▸ HUBC > 139 once a day waiting"]
            for _ in range(2):
                stage.app.simulate_key("x")
            await settled(stage)
            assert lines(stage) == []
    assert in_file(tmp_path).alerts == ()


async def test_the_alert_that_was_deleted_last_comes_back_and_waits_anew(tmp_path: Path) -> None:
    with kept(tmp_path) as history:
        async with watching(hubc("138"), history) as stage:
            await stage.press("A", "u")
            assert said(stage) == ["No alert was deleted since this was opened."]
            await stage.press("escape")
            await alert(stage, "HUBC > 139", "tab", "ctrl+d")
            await alert(stage, "news HUBC")
            await stage.press("A", "x")
            await settled(stage)
            assert said(stage)[-1] == "HUBC > 139 is deleted; u brings it back."
            assert lines(stage) == ["▸ news HUBC once waiting"]
            await stage.press("u")
            await settled(stage)
            assert lines(stage) == ["news HUBC once waiting", "▸ HUBC > 139 once a day waiting any prices"]
            await stage.press("u")
            assert said(stage)[-1] == "No alert was deleted since this was opened."
    assert [str(one.rule) for one in in_file(tmp_path).alerts] == ["news HUBC", "HUBC > 139"]


async def test_what_is_written_once_the_sheet_is_closed_harms_nothing(tmp_path: Path) -> None:
    with kept(tmp_path) as history:
        async with watching(hubc("138"), history) as stage:
            await alert(stage, "HUBC > 139")
            await stage.press("A")
            sheet, keeper = stage.app.screen, stage.screen._alerts.keeper
            assert isinstance(sheet, AlertsSheet)
            await stage.press("escape")
            assert not sheet.query("*")
            sheet.take(keeper.book)
            await sheet.watch_book()


async def test_what_an_alert_told_is_not_cleared_away_by_what_a_key_says() -> None:
    async with watching(hubc("138", "140")) as stage:
        await alert(stage, "HUBC > 139")
        await refresh(stage)
        await stage.press("right_square_bracket", "F", "t", "U")
        assert said(stage) == ["There is no mark to take back."]
        assert told(stage) == ["HUBC is at 140, above 139."]


async def test_what_another_tapewatch_removed_is_not_under_the_cursor(tmp_path: Path) -> None:
    with kept(tmp_path) as history:
        for level in (139, 140):
            await history.write(partial(add_alert, alert=_daily(f"HUBC > {level}")))
        async with watching(hubc("138"), history) as stage:
            keeper = stage.screen._alerts.keeper
            await stage.press("A", "G")
            sheet = stage.app.screen
            assert isinstance(sheet, AlertsSheet)
            keeper._hold(keeper.book.alerts[:1])
            sheet.action_repeat()  # before the sheet is painted
            assert keeper.book.alerts[0].repeat is Repeat.EACH


async def test_the_sheet_that_is_opened_again_follows_the_alerts(tmp_path: Path) -> None:
    with kept(tmp_path) as history:
        async with watching(hubc("138"), history) as stage:
            await stage.press("A", "A", "A")
            assert stage.is_open(AlertsSheet)
            await alert(stage, "HUBC > 139")
            assert lines(stage) == ["▸ HUBC > 139 once waiting"]


async def test_a_sheet_that_goes_late_takes_nothing_from_the_next_one() -> None:
    first: list[AlertBook] = []
    second: list[AlertBook] = []
    async with watching(hubc("138")) as stage:
        keeper = stage.screen._alerts.keeper
        keeper.show_in(first.append)
        keeper.show_in(second.append)
        keeper.show_no_more(first.append)
        await alert(stage, "HUBC > 139")
        assert (first, len(second[-1].alerts)) == ([], 1)
        shown = len(second)
        keeper.show_no_more(second.append)
        await alert(stage, "HUBC > 140")
        assert len(second) == shown


async def test_an_alert_that_is_done_waits_again_once_it_is_to_repeat(tmp_path: Path) -> None:
    with kept(tmp_path) as history:
        async with watching(hubc("138", "140", "130", "141"), history) as stage:
            await alert(stage, "HUBC > 139")
            await refresh(stage)
            await stage.press("A")
            assert "done" in lines(stage)[0]
            await stage.press("r")
            await settled(stage)
            assert "once a day holds" in lines(stage)[0]
            await refresh(stage, 2)
            assert told(stage) == ["HUBC is at 140, above 139.", "HUBC is at 141, above 139."]
            assert "told today" in lines(stage)[0]
            assert says(stage, "alerts--log").splitlines()[0].endswith("HUBC is at 141, above 139.")


async def test_many_alerts_and_a_long_log_scroll(tmp_path: Path) -> None:
    with kept(tmp_path) as history:
        for level in range(40):
            await history.write(partial(add_alert, alert=_daily(f"HUBC > {139 + level / 8}")))
        async with watching(hubc("138", "145"), history, size=(60, 16)) as stage:
            await refresh(stage)
            stage.screen._alerts.keeper._drift("The disk is full, and nobody knows for how long that will be so.")
            await stage.press("A", "pagedown", "G")
            keys = stage.app.screen.query_one(Hints)
            assert keys.region.bottom < stage.app.size.height
            at = next(line for line in stage.app.screen.query(MenuLine) if str(line.content).startswith("▸"))
            assert at.place == 39
            assert stage.app.screen.region.contains_region(at.region)
            assert len(says(stage, "alerts--log").splitlines()) == 40
            await stage.press("pageup", "space", "b", "escape")
            assert not stage.is_open(AlertsSheet)


async def test_alerts_that_cannot_be_read_are_counted(tmp_path: Path) -> None:
    with kept(tmp_path) as history:
        await history.write(
            lambda connection: connection.execute(
                "INSERT INTO alerts (rule, repeat, is_for_all, made_at, state) VALUES ('x', 'once', 0, 0, '{}')"
            )
        )
        async with watching(hubc("138"), history) as stage:
            await stage.press("A")
            assert says(stage, "alerts--fault") == "1 alert in the history cannot be read; nobody watches them."


async def test_a_fault_of_ours_is_told_on_the_sheet() -> None:
    async with watching(hubc("138", "140")) as stage:

        async def broken() -> None:
            raise ZeroDivisionError("by zero")

        stage.screen._alerts.keeper._do(broken)
        await settled(stage)
        await stage.press("A")
        assert "through a fault in tapewatch (ZeroDivisionError: by zero)" in says(stage, "alerts--fault")
        with pytest.raises(HistoryError):
            await stage.screen.history.read(kept_alerts)
