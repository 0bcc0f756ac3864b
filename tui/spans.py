"""What is asked of the history, as people write it: spans of time in Karachi, and symbols."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple

from parsing.clean import clean_line
from parsing.models import PAKISTAN, is_midnight, midnight

FIRST: Final = datetime(1970, 1, 1, tzinfo=UTC)
LAST: Final = datetime(9000, 1, 1, tzinfo=UTC)
FORMS: Final = "2024-05-17, 2024-05-17T10:30, today, yesterday, or -7d for the day a week ago"
"""What a point in time may look like, for the sentences that say so."""

_MINUTE: Final = timedelta(minutes=1)
_DAY: Final = timedelta(days=1)
_NAMED_DAYS: Final = {"today": 0, "yesterday": 1}

# "2024-05-17", "2024-05-17T10:30"
_POINT: Final = re.compile(
    r"(?P<day> [0-9]{4}-[0-9]{2}-[0-9]{2} ) (?: [T\ ] (?P<time> [0-9]{2}:[0-9]{2} ) )?", re.VERBOSE
)

# "-7d"
_AGO: Final = re.compile(r"- (?P<days> [0-9]{1,6} ) d", re.VERBOSE)


class Span(NamedTuple):
    """The time from `since` to before `until`, both aware; without an end it goes on as far as anything does."""

    since: datetime = FIRST
    until: datetime = LAST

    def __contains__(self, moment: object) -> bool:
        return isinstance(moment, datetime) and self.since <= moment < self.until

    def __str__(self) -> str:
        """Return the span as `read_span` reads it, to the minute."""
        since = "" if self.since <= FIRST else _written(self.since, self.since)
        until = "" if self.until >= LAST else _written(self.until - _MINUTE, self.until)
        return since if since == until else f"{since}..{until}"

    @property
    def name(self) -> str:
        """How people call it, as in `17 May 2024`; nothing for all time."""
        since = "" if self.since <= FIRST else _named(self.since, self.since)
        until = "" if self.until >= LAST else _named(self.until - _MINUTE, self.until)
        if since and until:
            return since if since == until else f"{since} to {until}"
        return f"from {since}" if since else f"until {until}" if until else ""


def read_start(text: str, now: datetime) -> datetime:
    """Return when the day or the minute that is written begins. Raises ValueError with a sentence."""
    return _point(text, now)[0]


def read_end(text: str, now: datetime) -> datetime:
    """Return when the day or the minute that is written is over, since it counts in full. Raises ValueError."""
    begins, lasts = _point(text, now)
    return begins + lasts


def read_span(text: str, now: datetime) -> Span:
    """Return the span of a day, a minute, or two of them as in `2024-05-17..2024-05-20`. Raises ValueError.

    A side that is left out is open.
    """
    first, dots, last = text.partition("..")
    last = last if dots else first
    since = read_start(first, now) if first else FIRST
    until = read_end(last, now) if last else LAST
    if since >= until:
        raise ValueError(f"{last!r} is before {first!r}")
    return Span(since, until)


def span_of(since: datetime | None, until: datetime | None) -> Span:
    """Return the span between two points, each of which may be left out."""
    return Span(FIRST if since is None else since, LAST if until is None else until)


def read_symbols(text: str) -> tuple[str, ...]:
    """Return the symbols that are written with commas between, in capitals, each once."""
    return tuple(dict.fromkeys(symbol for part in text.split(",") if (symbol := clean_line(part).upper())))


def _point(text: str, now: datetime) -> tuple[datetime, timedelta]:
    """Return when what is written begins, and how long it lasts."""
    try:
        if (ago := _days_ago(text)) is not None:
            return _beginning(now.astimezone(PAKISTAN).date() - timedelta(days=ago)), _DAY
        matched = _POINT.fullmatch(text)
        day = date.fromisoformat(matched["day"] if matched else "")
        if matched is None or not matched["time"]:
            return _beginning(day), _DAY
        return datetime.combine(day, time.fromisoformat(matched["time"]), PAKISTAN), _MINUTE
    except (ValueError, OverflowError):
        raise ValueError(f"{text!r} is no day or time; write it as {FORMS}") from None


def _days_ago(text: str) -> int | None:
    """Return how many days ago that is, where it is written so."""
    if text in _NAMED_DAYS:
        return _NAMED_DAYS[text]
    matched = _AGO.fullmatch(text)
    return int(matched["days"]) if matched else None


def _beginning(day: date) -> datetime:
    """Return when the day begins. Raises ValueError where it is none of those that are remembered."""
    if not FIRST.date() <= day < LAST.date():
        raise ValueError(day)
    return midnight(day)


def _written(moment: datetime, edge: datetime) -> str:
    """Return the moment as people write it: its day alone where the edge of the span is a midnight."""
    local = moment.astimezone(PAKISTAN)
    return f"{local:%Y-%m-%d}" if is_midnight(edge) else f"{local:%Y-%m-%dT%H:%M}"


def _named(moment: datetime, edge: datetime) -> str:
    """Return the moment as a sentence has it, by the same rule."""
    local = moment.astimezone(PAKISTAN)
    return f"{local:%d %b %Y}" if is_midnight(edge) else f"{local:%d %b %Y %H:%M}"
