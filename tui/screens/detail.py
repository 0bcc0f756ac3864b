"""The detail of one symbol: all that is known of its price, how it went as a chart, and the headlines that name it."""

from collections.abc import Callable
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.worker import Worker, WorkerState

from tui.age import AgeLimits
from tui.clock import Clock
from tui.keys.bindings import keys_in, keys_on_sheet
from tui.keys.commands import BY_NAME, keys_text
from tui.keys.keymap import Keymap
from tui.market import MarketState
from tui.prices.rows import Row
from tui.prices.trends import ChartSpan
from tui.render.chart import chart_of
from tui.render.detail import LABELS, NO_HEADLINE, Outlook, facts, gone, headline, title
from tui.screens.charting import Charting, TrendOf
from tui.screens.overlay import LOW, Overlay
from tui.screens.sheet import closing
from tui.view.model import View
from tui.widgets.fact import Fact, Text
from tui.widgets.price_chart import ChartShown, PriceChart

_LOOK_SECONDS: Final = 1.0
_WIDEST: Final = 96
_AROUND: Final = 7
"""The cells of a sheet beside its text: border, padding and scrollbar."""
_LABEL: Final = 16
_SNUG: Final = 26
"""The lines under which there is none to spare for a blank one above the chart."""
_CHART: Final = range(8, 21)
"""How many lines the chart may have, its heading and what is under its cursor among them."""
_BESIDE_CHART: Final = 18
"""The lines of the window that all else needs."""
_FAR: Final = 10
_MOST_HEADLINES: Final = 12
_BETWEEN: Final = " · "


class SymbolDetail(Overlay[None]):
    """A sheet on one symbol, which follows the prices while it is open."""

    BINDINGS = [
        Binding("escape,q", "dismiss", "Close", key_display="Esc"),
        closing("detail"),
        Binding("down,j", "step(1)", "Next symbol", show=False),
        Binding("up,k", "step(-1)", "Previous symbol", show=False),
        *(
            Binding(",".join(BY_NAME[name].keys), f"act('{name}')", show=False, id=f"{name}-in-detail")
            for name in ("star", "alert", "holding", "back", "forward")
        ),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("pageup,b", "page(-1)", "Page up", show=False),
        *(
            Binding(str(number), f"span({number})", str(span), show=False)
            for number, span in enumerate(ChartSpan, start=1)
        ),
        Binding("tab", "next_span(1)", "Next span", show=False),
        Binding("shift+tab", "next_span(-1)", "Previous span", show=False),
        Binding("right", "move(1)", "Later", show=False),
        Binding("left", "move(-1)", "Earlier", show=False),
        Binding("shift+right", f"move({_FAR})", "Much later", show=False),
        Binding("shift+left", f"move({-_FAR})", "Much earlier", show=False),
        Binding("home", "oldest", "Oldest price", show=False),
        Binding("end", "newest", "Newest price", show=False),
    ]

    DEFAULT_CSS = """
    SymbolDetail > Vertical { width: 96; max-height: 94%; padding: 0 1 0 2; }
    SymbolDetail .detail--hint { color: $muted; height: 1; text-align: right; padding: 0 1 0 0; }
    SymbolDetail PriceChart { margin: 1 1 1 0; }
    SymbolDetail.-snug PriceChart { margin: 0 1 1 0; }
    SymbolDetail.-low PriceChart { margin: 0 1 0 0; }
    """

    state: reactive[MarketState] = reactive(MarketState(), repaint=False, init=False, always_update=True)
    stale: reactive[frozenset[str]] = reactive(frozenset[str](), repaint=False, init=False)
    symbol: reactive[str] = reactive("", repaint=False, init=False)
    view: reactive[View] = reactive(View(), repaint=False, init=False)

    def __init__(
        self,
        symbol: str,
        clock: Clock,
        limits: Callable[[], AgeLimits],
        *,
        step: Callable[[int], str | None],
        act: Callable[[str, str], None],
        trend_of: TrendOf,
    ) -> None:
        """Take the symbol to begin with, and what returns the limits of age that hold now.

        `step` goes so many symbols on and returns the one that is there; `act` does what a command does, by its
        name, for a symbol. `trend_of` reads from the history how its price went.
        """
        super().__init__()
        self.set_reactive(SymbolDetail.symbol, symbol)
        self._clock = clock
        self._limits = limits
        self._step = step
        self._act = act
        self._charting = Charting(self, clock, trend_of, self.look)

    def compose(self) -> ComposeResult:
        """Stack the title, the facts, the chart, the headlines, and what the keys do."""
        with Vertical():
            yield Text(id="title")
            with VerticalScroll(can_focus=False):
                for label in LABELS:
                    yield Fact(label)
                yield PriceChart()
                yield Text(id="gone")
                yield Fact("Headlines")
            yield Text(classes="detail--hint")

    def on_mount(self) -> None:
        """Show what is known, and let the ages go on."""
        self.look()
        self.set_interval(_LOOK_SECONDS, self.look)

    def on_resize(self) -> None:
        """Give the chart the lines that are to spare."""
        height = self.size.height
        is_low = height < LOW
        self.set_class(is_low, "-low")
        self.query_one(VerticalScroll).styles.max_height = height * 94 // 100 - (4 if is_low else 6)
        self.set_class(is_low or height < _SNUG, "-snug")
        fitting = min(max(height - _BESIDE_CHART, _CHART.start), _CHART.stop - 1)
        self.query_one(PriceChart).styles.height = fitting - 1 if is_low else fitting
        self.look()

    def watch_state(self) -> None:
        """Show the newest prices."""
        self.look()

    def watch_stale(self) -> None:
        """Dim what has grown old."""
        self.look()

    def watch_symbol(self) -> None:
        """Show another symbol."""
        self.look()

    def watch_view(self) -> None:
        """Show the star, or take it away."""
        self.look()

    # what the person does

    def action_step(self, by: int) -> None:
        """Go so many symbols on in the order of the table."""
        self.symbol = self._step(by) or self.symbol

    def action_act(self, name: str) -> None:
        """Do for the symbol what a command of the monitor does."""
        self._act(name, self.symbol)

    def action_page(self, pages: int) -> None:
        """Scroll by so many pages."""
        text = self.query_one(VerticalScroll)
        text.scroll_relative(y=pages * max(1, text.size.height - 1), animate=False)

    def action_span(self, number: int) -> None:
        """Show the span of that number in the chart."""
        self._choose(list(ChartSpan)[number - 1])

    def action_next_span(self, by: int) -> None:
        """Show the span that is so many further on, round and round."""
        spans = list(ChartSpan)
        self._choose(spans[(spans.index(self._charting.span) + by) % len(spans)])

    def action_move(self, by: int) -> None:
        """Move the chart's cursor by so many places."""
        self._chart.move(by)

    def action_oldest(self) -> None:
        """Move the chart's cursor to the oldest price."""
        self._chart.move_to_start()

    def action_newest(self) -> None:
        """Move the chart's cursor to the newest price, which it follows."""
        self._chart.move_to_end()

    @on(PriceChart.SpanChosen)
    def _choose_clicked(self, message: PriceChart.SpanChosen) -> None:
        self._choose(message.span)

    def _choose(self, span: ChartSpan) -> None:
        self._chart.move_to_end()
        self._charting.choose(span)
        self.look()

    @property
    def _chart(self) -> PriceChart:
        """The chart, scrolled into sight for what is done to it."""
        chart = self.query_one(PriceChart)
        chart.scroll_visible(animate=False)
        return chart

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say in the chart's place that its reading broke."""
        if event.state is WorkerState.ERROR:
            self._charting.broke(event.worker)

    # painting

    def look(self) -> None:
        """Look at the state and the clock, and repaint what is no longer so."""
        if not (self.is_mounted and self.is_running):  # what is read may come when it has been closed
            return
        row = self._row
        self.query_one("#title", Text).show(
            title(self.symbol, self.state.names.of(self.symbol), is_starred=self.symbol in self.view.starred)
        )
        self.query_one("#gone", Text).show(Content("") if row else Content(gone(self.symbol)))
        outlook = self._outlook(row)
        known = facts(row, outlook, self._room) if row else {}
        headlines = self.state.news.naming(self.symbol)[:_MOST_HEADLINES]
        known["Headlines"] = Content("\n").join(headline(story.article) for story in headlines) or Content.styled(
            NO_HEADLINE, "$muted"
        )
        for fact in self.query(Fact):
            fact.show(known.get(fact.label, Content("")))
        hints, room = _hints(keys_in(self.app)), self._room + _LABEL
        hint = next((hint for hint in hints if len(hint) <= room), hints[-1])
        self.query_one(".detail--hint", Text).show(Content(hint))
        self._draw(row, outlook)

    def _draw(self, row: Row | None, outlook: Outlook) -> None:
        widget, charting = self.query_one(PriceChart), self._charting
        widget.display = row is not None
        if row is not None:
            trend = charting.follow(row)
            zone, hours = outlook.now.tzinfo, outlook.limits.hours
            chart = chart_of(trend, row, hours, zone, is_stale=outlook.is_stale) if trend else None
            widget.shown = ChartShown(charting.span, chart, charting.sentence, charting.is_loading)

    @property
    def _row(self) -> Row | None:
        return self.state.by_symbol.get(self.symbol)

    def _outlook(self, row: Row | None) -> Outlook:
        feed = self.state.feeds.get(row.source) if row else None
        return Outlook(self._clock.now(), self._limits(), feed, self.symbol in self.stale)

    @property
    def _room(self) -> int:
        """The cells of a value."""
        return min(_WIDEST, self.size.width * 96 // 100) - _AROUND - _LABEL


def _hints(keys: Keymap) -> tuple[str, ...]:
    """Return what the keys do, the longest text first."""
    star, closes = (keys_on_sheet(keys, name) for name in ("star-in-detail", "close-detail"))
    whole = (
        "↓ ↑ other symbols",
        "← → chart",
        "Tab span",
        "PgDn PgUp scroll",
        f"{keys_text(('escape', 'q', *closes))} close",
    )
    short = ("↓ ↑ symbols", "← → chart", "Tab span", "Esc closes")
    least = ("↓ ↑ symbols", "← → Tab chart", "Esc closes")
    forms = (whole, short, least)
    if not star:
        return tuple(map(_BETWEEN.join, forms))
    starring = f"{keys_text(star)} star", f"{keys_text(star[:1])} star", f"{keys_text(star[:1])} star"
    with_star = ((*parts[:-1], stars, parts[-1]) for parts, stars in zip(forms, starring, strict=True))
    return (*map(_BETWEEN.join, with_star), _BETWEEN.join(least))
