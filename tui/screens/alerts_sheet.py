"""The sheet that `A` opens: the alerts and how they stand, and below them what fired."""

from collections.abc import Callable
from textwrap import wrap
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from tui.alerts.model import Alert, AlertBook
from tui.clock import Clock
from tui.render.alert_lines import NO_ALERTS, alert_lines, explanation, log_lines
from tui.screens.alert_keeper import AlertKeeper
from tui.screens.cursor_sheet import CursorSheet
from tui.screens.hints import Hint, Hints
from tui.screens.menu_line import MenuLine, cursor_mark
from tui.screens.overlay import LOW
from tui.screens.sheet import closing
from tui.widgets.toasts import say_instead

_KEYS: Final = (
    Hint("a", "new", "make"),
    Hint("x", "delete", "remove"),
    Hint("r", "repeat", "repeat"),
    Hint("d", "any prices", "count_all"),
    Hint("Esc", "closes", "dismiss"),
)
_AROUND: Final = 9
"""The cells of the sheet beside an alert: border, padding, scrollbar, and the mark of the cursor."""
_WIDEST: Final = 92
_TOAST_SECONDS: Final = 5.0


class AlertsSheet(CursorSheet):
    """Lists the alerts, which its keys change, and below them what fired."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Close", key_display="Esc"),
        closing("alerts"),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup,b", "page(-1)", show=False),
        Binding("a", "make", show=False),
        Binding("x,delete", "remove", show=False),
        Binding("u", "undo", show=False),
        Binding("r", "repeat", show=False),
        Binding("d", "count_all", show=False),
    ]

    DEFAULT_CSS = """
    AlertsSheet > Vertical { width: 92; }
    AlertsSheet .alerts--title { height: 1; }
    AlertsSheet .alerts--fault { height: auto; color: $caution; }
    AlertsSheet .alerts--list, AlertsSheet .alerts--log { height: auto; }
    AlertsSheet .alerts--heading { height: 1; text-style: bold; margin-top: 1; }
    AlertsSheet.-empty .alerts--heading { margin: 0; }
    AlertsSheet.-empty .alerts--words { margin: 1 0; }
    AlertsSheet .alerts--words { height: auto; min-height: 2; }
    AlertsSheet.-low .alerts--heading { margin: 0; }
    """

    book: reactive[AlertBook] = reactive(AlertBook(), repaint=False, init=False)

    def __init__(self, keeper: AlertKeeper, clock: Clock, ask: Callable[[], None]) -> None:
        """Take what holds the alerts, and what asks for a new one."""
        super().__init__()
        self.set_reactive(AlertsSheet.book, keeper.book)
        self._keeper = keeper
        self._clock = clock
        self._ask = ask
        self._at = 0
        self._gone: Alert | None = None
        """The alert that was deleted last."""

    def compose(self) -> ComposeResult:
        """Stack the title, the alerts and the log, what the alert at the cursor means, and the keys."""
        with Vertical():
            yield Static(markup=False, classes="alerts--title")
            yield Static(markup=False, classes="alerts--fault")
            with VerticalScroll(can_focus=False):
                yield Vertical(classes="alerts--list")
                yield Static("Fired", markup=False, classes="alerts--heading")
                yield Static(markup=False, classes="alerts--log")
            yield Static(markup=False, classes="alerts--words")
            yield Hints(_KEYS, classes="-right")

    async def on_mount(self) -> None:
        """Show the alerts, now and whenever they change."""
        self._keeper.show_in(self.take)
        self.book = self._keeper.book
        await self._show()

    def on_unmount(self) -> None:
        """Show them no more."""
        self._keeper.show_no_more(self.take)

    async def on_resize(self) -> None:
        """Fit the columns and the lines into the room that there is."""
        await self._show()

    def take(self, book: AlertBook) -> None:
        """Show these alerts from now on."""
        self.book = book

    async def watch_book(self) -> None:
        """Show what has changed."""
        await self._show()

    # what the person does

    def action_move(self, by: int) -> None:
        """Go so many alerts down."""
        self._at += by
        self._paint()

    def action_page(self, pages: int) -> None:
        """Scroll by so many pages."""
        text = self.query_one(VerticalScroll)
        text.scroll_relative(y=pages * max(1, text.size.height - 1), animate=False)

    def action_make(self) -> None:
        """Ask for another alert."""
        self._ask()

    def action_remove(self) -> None:
        """Delete the alert at the cursor, which can be taken back."""
        if alert := self._selected:
            self._gone = alert
            self._keeper.remove(alert)
            self._tell(f"{alert.rule} is deleted; u brings it back.")

    def action_undo(self) -> None:
        """Bring the alert back that was deleted last; it stands as one that was just made."""
        gone, self._gone = self._gone, None
        if gone is None:
            self._tell("No alert was deleted since this was opened.")
            return
        self._keeper.make(gone.entry)
        self._at = len(self.book.alerts)
        self._tell(f"{gone.rule} is back.")

    def _tell(self, sentence: str) -> None:
        say_instead(self.app, sentence, _TOAST_SECONDS)

    def action_repeat(self) -> None:
        """Let the alert at the cursor tell more often, or once again."""
        if alert := self._selected:
            self._keeper.change(alert, repeat=alert.repeat.following, is_for_all=alert.is_for_all)

    def action_count_all(self) -> None:
        """Count replayed and demo prices for the alert at the cursor, too, or not."""
        if alert := self._selected:
            self._keeper.change(alert, repeat=alert.repeat, is_for_all=not alert.is_for_all)

    def on_menu_line_pressed(self, message: MenuLine.Pressed) -> None:
        """Go to the alert that was clicked."""
        self._at = message.place
        self._paint()

    @property
    def _selected(self) -> Alert | None:
        """The alert at the cursor, also where some have gone since that was painted."""
        alerts = self.book.alerts
        return alerts[max(0, min(self._at, len(alerts) - 1))] if alerts else None

    # painting

    async def _show(self) -> None:
        """Have a line for each alert, and paint all."""
        if not self._is_there:
            return
        listed, lines = self.query_one(".alerts--list", Vertical), list(self.query(MenuLine))
        wanted = len(self.book.alerts)
        for line in lines[wanted:]:
            await line.remove()
        if wanted > len(lines):
            await listed.mount(*(MenuLine(place) for place in range(len(lines), wanted)))
        self._paint()

    @property
    def _is_there(self) -> bool:
        """Whether its parts are there: not before it is shown, nor once it closes, when more may still be written."""
        return self.is_mounted and self.is_running

    def _paint(self) -> None:
        if not self._is_there:
            return
        book, now = self.book, self._clock.now()
        self._at = max(0, min(self._at, len(book.alerts) - 1))
        self._static("title").update(_title(len(book.alerts)))
        room = min(_WIDEST, self.size.width * 96 // 100) - _AROUND
        alert = self._selected
        fault, words = _fault(book), explanation(alert, now) if alert else NO_ALERTS
        self._static("fault").display = bool(fault)
        self._static("fault").update(fault)
        self._static("words").update(words)
        self._give_room(_lines(fault, room) + max(2, _lines(words.plain, room)))
        for line, entry in zip(self.query(MenuLine), alert_lines(book, now, room), strict=False):
            is_at = line.place == self._at
            mark = (cursor_mark(is_at=is_at), "bold $emphasis")
            line.show(Content.assemble(mark, entry), is_at=is_at)
        self._static("log").update(log_lines(book.firings, now))
        self.query_one(VerticalScroll).display = bool(book.alerts or book.firings)
        self.set_class(not book.alerts, "-empty")

    def _give_room(self, others: int) -> None:
        """Give the list the lines that are to spare beside so many of text, the title, the keys and the border."""
        height = self.size.height
        blank = 0 if height < LOW else 2
        self.query_one(VerticalScroll).styles.max_height = max(3, height - others - blank - 4)

    def _static(self, name: str) -> Static:
        return self.query_one(f".alerts--{name}", Static)


def _lines(text: str, width: int) -> int:
    """Return how many lines of that width a text takes."""
    return len(wrap(text, width))


def _title(count: int) -> Content:
    number = ((f"  ·  {count}", "$muted"),) if count else ()
    return Content.assemble(("Alerts", "bold"), *number)


def _fault(book: AlertBook) -> str:
    """Return why alerts are not kept, and which cannot be read."""
    told = [f"Alerts hold until tapewatch ends. {book.fault}"] if book.fault else []
    if book.unread:
        what = "alert" if book.unread == 1 else "alerts"
        told.append(f"{book.unread} {what} in the history cannot be read; nobody watches them.")
    return " ".join(told)
