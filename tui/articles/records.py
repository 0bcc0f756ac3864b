"""Articles as records for JSON, with their moments in full, and back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from parsing import Article
from parsing.models import PAKISTAN

_MOMENTS: Final = ("published", "updated")


def record_of(article: Article) -> dict[str, Any]:
    """Return the article as a record; unlike the one for others it has the moments in full."""
    record = article.model_dump(mode="json")
    for name in _MOMENTS:
        moment = getattr(article, name)
        record[name] = moment.isoformat() if moment else None
    return {name: value for name, value in record.items() if value}


def article_from(record: Mapping[str, Any]) -> Article:
    """Return the article that was made a record of. Raises ValueError where it is not one."""
    moments = {name: _moment(record[name]) if record.get(name) else None for name in _MOMENTS}
    return Article.model_validate({**record, **moments})


def _moment(text: str) -> datetime | date:
    """Return the moment, or the day where no time was known; in the zone of Karachi where it is of there."""
    if "T" not in text:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=PAKISTAN) if moment.utcoffset() == PAKISTAN.utcoffset(None) else moment
