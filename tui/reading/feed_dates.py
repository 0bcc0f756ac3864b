"""The dates of a feed's items, in the forms that feeds use."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import Any, Final

from parsing.dates import read_moment
from parsing.metadata import read_iso
from parsing.models import PAKISTAN

_LONGEST: Final = 60

# the end of "Fri, 17 May 2024 12:00:00 +0500"; the library of mail takes a zone that it does not know for GMT
ZONE = re.compile(r"(?:[+-][0-9]{4}|\b(?:UTC?|GMT|Z|[ECMP][SD]T))\s*$", re.IGNORECASE)

# "Fri, 17 May 2024"
WEEKDAY = re.compile(r"^\s*[A-Z][a-z]{2,8},\s+")


def moment_in(said: dict[str, Any], name: str) -> datetime | date | None:
    """Return the local time, or the day, that an item says under a name; without a zone it is meant in Pakistan's.

    It is asked for as in a plain dictionary: the library's own would give one date for another.
    """
    text = dict.get(said, name)
    if not isinstance(text, str) or len(text) > _LONGEST:
        return None
    printed = read_moment(WEEKDAY.sub("", text))
    return read_iso(text) or printed or _mail_date(text) or _other_date(dict.get(said, f"{name}_parsed"))


def _mail_date(text: str) -> datetime | None:
    """Return the time of a date as in mail: Fri, 17 May 2024 12:00:00 +0500."""
    try:
        parts = parsedate_tz(text)
        if parts is None:
            return None
        if ZONE.search(text) is None:
            return datetime(*parts[:6], tzinfo=PAKISTAN)
        return datetime(*parts[:6], tzinfo=timezone(timedelta(seconds=parts[9] or 0))).astimezone(PAKISTAN)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _other_date(parsed: Sequence[int] | None) -> datetime | None:
    """Return the time of a date in a form that only the library knows."""
    try:
        return datetime(*parsed[:6], tzinfo=UTC).astimezone(PAKISTAN) if parsed else None  # type: ignore[misc,arg-type]
    except (ValueError, TypeError, OverflowError):
        return None
