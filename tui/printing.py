"""`tapewatch parse`: one refresh of one source, printed as a table, JSON or CSV."""

import asyncio
import csv
import io
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table
from rich.text import Text

from parsing import Article, Quote, Snapshot
from parsing.clean import excerpt
from tui.clock import Clock
from tui.errors import ExitStatus, SourceError
from tui.once import refresh_once
from tui.refresh import Page
from tui.render.figures import (
    ARROWS,
    aligned,
    byline_text,
    change_text,
    clock_text,
    count_text,
    percent_text,
    price_text,
)
from tui.settings import Settings, SourceSettings
from tui.sources import Source, open_source


def print_source(named: SourceSettings, form: str, clock: Clock, settings: Settings, *, strict: bool = False) -> int:
    """Refresh the source once, print it in the form, and return the exit status."""
    source = open_source(named, clock, settings)
    try:
        page, snapshot = asyncio.run(refresh_once(source))
    except SourceError as error:
        print(f"tapewatch: {error}", file=sys.stderr)
        return ExitStatus.NOTHING_USABLE
    now = clock.now()
    match form:
        case "json":
            print(to_json(snapshot, page, source.name, now))
        case "csv":
            print(to_csv(snapshot), end="")
        case _:
            print_table(snapshot, page, source, now)
    if form != "json" and snapshot.problems:
        for problem in snapshot.problems:
            place = f"line {problem.line}: " if problem.line else ""
            print(f"tapewatch: {place}{problem.message}", file=sys.stderr)
    return ExitStatus.WITH_PROBLEMS if strict and snapshot.problems else ExitStatus.OK


def to_json(snapshot: Snapshot, page: Page, source: str, fetched_at: datetime) -> str:
    """Return the snapshot as one strict JSON object; numbers are strings with their digits as printed.

    `fetched_at` is when it was read, `as_of` when its page was saved or fetched. Where the output is not UTF-8, all
    other characters are escaped.
    """
    record = {
        "source": source,
        "fetched_at": fetched_at.isoformat(timespec="seconds"),
        "as_of": page.as_of.astimezone(fetched_at.tzinfo).isoformat(timespec="seconds"),
        **snapshot.model_dump(mode="json"),
    }
    is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    return json.dumps(record, ensure_ascii=not is_utf8, indent=2, allow_nan=False)


def to_csv(snapshot: Snapshot) -> str:
    """Return the quotes and then the indices, a line each under a heading."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*Quote.model_fields, "kind"))
    for quote in (*snapshot.quotes, *snapshot.indices):
        writer.writerow((*quote.model_dump(mode="json").values(), "index" if quote.is_index else "equity"))
    return out.getvalue()


def print_table(snapshot: Snapshot, page: Page, source: Source, now: datetime) -> None:
    """Print the quotes, the indices and the article for people; of a feed its headlines.

    Printed at once, since Rich ends the program with a fault of its own where a pipe closes early.
    """
    console = Console(highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        _render(console, snapshot, page, source, now)
    print("\n".join(line.rstrip() for line in capture.get().split("\n")), end="")


def _render(console: Console, snapshot: Snapshot, page: Page, source: Source, now: datetime) -> None:
    quotes = (*snapshot.quotes, *snapshot.indices)
    heading = f"{source.name} · {source.kind}" if source.name != source.kind else source.name
    if snapshot.articles and not quotes:
        text = f"{heading} · as of {clock_text(page.as_of, now)} · {count_text(len(snapshot.articles), 'headline')}"
    else:
        text = f"{heading} · prices as of {clock_text(page.as_of, now)} · {count_text(len(quotes), 'quote')}"
    console.print(Text(text), soft_wrap=True)
    if quotes:
        table = Table("Symbol", "Last", "Change", "%", box=None, pad_edge=False)
        for column in table.columns[1:]:
            column.justify = "right"
        symbols = [quote.symbol for quote in quotes]
        prices = aligned(price_text(quote.price) for quote in quotes)
        changes = aligned(f"{ARROWS[quote.direction]} {change_text(quote.change)}" for quote in quotes)
        percents = [percent_text(quote.percent) for quote in quotes]
        for cells in zip(symbols, prices, changes, percents, strict=True):
            table.add_row(*map(Text, cells))
        console.print(table)
    if snapshot.article:
        _print_article(console, snapshot.article)
    if snapshot.articles:
        _print_headlines(console, snapshot.articles)


def _print_headlines(console: Console, articles: Sequence[Article]) -> None:
    """Print the headlines of a feed, a line each however long: when, in the time of Karachi, section and title."""
    times = [_when(article.published) for article in articles]
    sections = [article.section or "" for article in articles]
    widths = [max(map(cell_len, column)) for column in (times, sections)]
    for article, *cells in zip(articles, times, sections, strict=True):
        title = article.title or excerpt(next(iter(article.paragraphs), ""))
        filled = [set_cell_size(cell, width) for cell, width in zip(cells, widths, strict=True) if width]
        console.print(Text("  ".join([*filled, title])), soft_wrap=True)


def _when(moment: datetime | date | None) -> str:
    if moment is None:
        return "undated"
    return f"{moment:%d %b %Y %H:%M} PKT" if isinstance(moment, datetime) else f"{moment:%d %b %Y}"


def _print_article(console: Console, article: Article) -> None:
    paragraphs = list(article.paragraphs)
    if article.dateline and paragraphs:
        paragraphs[0] = f"{article.dateline}: {paragraphs[0]}"
    head = [text for text in (article.section, article.title, byline_text(article)) if text]
    bullets = [f"• {text}" for text in article.standfirst]
    related = [f"→ {text}" for text in article.related]
    for text in (*head, *bullets, *paragraphs, *article.tables, *related):
        console.print()
        console.print(Text(text))
