"""The article of a page of another site, by the optional extra `extract`."""

import re
from datetime import date

from parsing import Article, Snapshot
from parsing.clean import clean, clean_line
from parsing.decode import decode

# "&#27;", "&#x1b;": a control character as an entity, for which trafilatura gives up the whole page
CONTROL_REFERENCE = re.compile(
    r"&\# (?: 0* (?: [12]?[0-9] | 3[01] | 127 ) (?![0-9]) | x 0* (?: 1?[0-9a-f] | 7f ) (?![0-9a-f]) ) ;?",
    re.VERBOSE | re.IGNORECASE,
)


def with_extracted_article(snapshot: Snapshot, document: str | bytes, content_type: str | None) -> Snapshot:
    """Return the snapshot with the article that trafilatura finds on the page.

    Where it is not installed or finds none, the snapshot stays as it is, with the problem that says how to get it.
    """
    try:
        from trafilatura import bare_extraction
    except ImportError:
        return snapshot
    html = document if isinstance(document, str) else decode(document, content_type)[0]
    found = bare_extraction(CONTROL_REFERENCE.sub("", clean(html)), include_comments=False, with_metadata=True)
    if found is None or isinstance(found, dict):
        return snapshot
    title = clean_line(found.title or "") or None
    lines = [clean_line(line) for line in (found.text or "").split("\n") if line.strip()]
    paragraphs = lines[1:] if lines and lines[0] == title else lines
    if not paragraphs:
        return snapshot
    article = Article(
        title=title,
        byline=clean_line(found.author or "") or None,
        published=_day(found.date),
        paragraphs=tuple(paragraphs),
    )
    problems = tuple(problem for problem in snapshot.problems if problem.code != "foreign")
    return snapshot.model_copy(update={"article": article, "problems": problems})


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
