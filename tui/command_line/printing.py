"""`tapewatch parse`: one refresh of one source, printed as a table, JSON or CSV."""

import asyncio
import csv
import io
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table
from rich.text import Text

from parsing import Article, Quote, Snapshot
from parsing.clean import excerpt
from tui.clock import Clock
from tui.errors import ExitStatus, SourceError, refuse, say
from tui.figures import (
    ARROWS,
    aligned,
    byline_text,
    change_text,
    clock_text,
    count_text,
    moment_text,
    percent_text,
    price_text,
    prices_text,
)
from tui.refresh import Refreshed
from tui.refreshing.once import refresh_once
from tui.refreshing.opening import open_named
from tui.render.json_text import json_text
from tui.settings.model import Settings, SourceSettings


def print_source(
    named: SourceSettings, form: str, clock: Clock, settings: Settings, data: Path, *, strict: bool = False
) -> int:
    """Refresh the source once, print it in the form, and return the exit status. `data` is the data folder."""
    source = open_named(named, clock, settings, data)
    try:
        page, snapshot = asyncio.run(refresh_once(source))
    except SourceError as error:
        return refuse(str(error))
    now = clock.now()
    report = Refreshed(source.name, source.kind, now, page.as_of, snapshot)
    match form:
        case "json":
            print(to_json(report))
        case "csv":
            print(to_csv(snapshot), end="")
        case _:
            print_table(report, now)
    if form != "json" and snapshot.problems:
        for problem in snapshot.problems:
            place = f"line {problem.line}: " if problem.line else ""
            say(f"{place}{problem.message}")
    return ExitStatus.WITH_PROBLEMS if strict and snapshot.problems else ExitStatus.OK


def to_json(report: Refreshed, *, is_compact: bool = False) -> str:
    """Return what a source reported as one strict JSON object; numbers are strings with their digits as printed.

    `fetched_at` is when it was read, `as_of` when its page was saved or fetched. A compact object is on one line. Where
    the output is not UTF-8, all other characters are escaped.
    """
    record = {
        "source": report.source,
        "fetched_at": report.at.isoformat(timespec="seconds"),
        "as_of": report.as_of.astimezone(report.at.tzinfo).isoformat(timespec="seconds"),
        **report.snapshot.model_dump(mode="json"),
    }
    return json_text(record, sys.stdout.encoding, is_compact=is_compact)


def to_csv(snapshot: Snapshot) -> str:
    """Return the quotes and then the indices, a line each under a heading."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*Quote.model_fields, "kind"))
    for quote in (*snapshot.quotes, *snapshot.indices):
        writer.writerow((*quote.model_dump(mode="json").values(), "index" if quote.is_index else "equity"))
    return out.getvalue()


def print_table(report: Refreshed, now: datetime) -> None:
    """Print the quotes, the indices and the article for people; of a feed its headlines.

    Printed at once, since Rich ends the program with a fault of its own where a pipe closes early.
    """
    console = Console(highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        _render(console, report, now)
    print("\n".join(line.rstrip() for line in capture.get().split("\n")), end="")


def _render(console: Console, report: Refreshed, now: datetime) -> None:
    snapshot, as_of = report.snapshot, clock_text(report.as_of, now)
    quotes = (*snapshot.quotes, *snapshot.indices)
    heading = f"{report.source} · {report.kind}" if report.source != report.kind else report.source
    if snapshot.articles and not quotes:
        text = f"{heading} · as of {as_of} · {count_text(len(snapshot.articles), 'headline')}"
    else:
        count = prices_text(len(snapshot.quotes), len(snapshot.indices)) or "no quotes"
        text = f"{heading} · prices as of {as_of} · {count}"
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
    times = [moment_text(article.published) or "undated" for article in articles]
    sections = [article.section or "" for article in articles]
    widths = [max(map(cell_len, column)) for column in (times, sections)]
    for article, *cells in zip(articles, times, sections, strict=True):
        title = article.title or excerpt(next(iter(article.paragraphs), ""))
        filled = [set_cell_size(cell, width) for cell, width in zip(cells, widths, strict=True) if width]
        console.print(Text("  ".join([*filled, title])), soft_wrap=True)


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
