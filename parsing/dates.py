"""The forms in which the paper prints days and times, all local to Pakistan."""

import re
from datetime import date, datetime
from typing import Final

from parsing.models import PAKISTAN

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), start=1
    )
}
_URDU_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"),
        start=1,
    )
}
_CAPITALS: Final = [name.upper() for name in _MONTHS]
_MONTH: Final = rf"(?: (?: {'|'.join(_MONTHS)} ) [a-z]{{0,6}} | {'|'.join((*_CAPITALS, *_URDU_MONTHS))} )"

# "20 Dec, 2023 12:51pm", "28 May 2021", "May 21, 2025 at 04:19pm", "Mar 28, 2024", "20 دسمبر 2023"
DATE: Final = rf"""
    (?: [0-9]{{1,2}} \s+ {_MONTH} [,،]? | {_MONTH} \s+ [0-9]{{1,2}} , ) \s+ [0-9]{{4}}
    (?: (?: \s+ at )? \s+ [0-9]{{1,2}} : [0-9]{{2}} (?: \s? [AaPp][Mm] )? )?
"""

# the same, in parts
_PARTS = re.compile(
    rf"""
    (?: (?P<day> [0-9]{{1,2}} ) \s+ )? (?P<month> {_MONTH} ) (?: \s+ (?P<us_day> [0-9]{{1,2}} ) )? [,،]?
    \s+ (?P<year> [0-9]{{4}} )
    (?: (?: \s+ at )? \s+ (?P<hour> [0-9]{{1,2}} ) : (?P<minute> [0-9]{{2}} ) (?: \s? (?P<half> [AaPp] ) [Mm] )? )?
    """,
    re.VERBOSE,
)


def read_moment(text: str) -> datetime | date | None:
    """Return the aware local time that `text` (matched by `DATE`) says, its day where it has no time, or None.

    None means that there is no such day or time, as in 31 Feb or 13:00pm. A time without am or pm has 24 hours.
    """
    parts = _PARTS.fullmatch(text.strip())
    if parts is None:
        return None
    try:
        day = date(int(parts["year"]), _month(parts["month"]), int(parts["day"] or parts["us_day"]))
        if parts["hour"] is None:
            return day
        hour = int(parts["hour"])
        if parts["half"]:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if parts["half"] in "Pp" else 0)
        return datetime(day.year, day.month, day.day, hour, int(parts["minute"]), tzinfo=PAKISTAN)
    except (KeyError, TypeError, ValueError):
        return None


def _month(name: str) -> int:
    return _URDU_MONTHS.get(name) or _MONTHS[name[:3].title()]


def read_day(text: str) -> date | None:
    """Return the day of `YYYY-MM-DD` or of a `DATE` form, or None where there is no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        moment = read_moment(text)
        return moment.date() if isinstance(moment, datetime) else moment
