"""The head of an article: title, standfirst, byline and photo lines, in any order."""

from collections.abc import Sequence
from typing import Final

from parsing.dates import read_moment
from parsing.draft import Draft
from parsing.line_forms import (
    AGENCIES,
    BULLET,
    HEAD_LINES,
    PHOTO,
    is_caption,
    is_head_of,
    is_headline,
    is_name_above_its_date,
    is_persons_name,
    match_byline,
)
from parsing.lines import Line
from parsing.tables import is_rule

_LONGEST_TITLE: Final = 200


def read_head(lines: Sequence[Line], draft: Draft) -> Sequence[Line]:
    """Read title, standfirst, byline, photo lines and captions, and return the lines of the body."""
    for position, line in enumerate(lines):
        text = line.text.strip()
        following = [other.text.strip() for other in lines[position + 1 : position + 1 + HEAD_LINES]]
        is_first = not (draft.title or draft.standfirst or draft.byline or draft.has_date)
        if PHOTO.fullmatch(text) or is_rule(text):
            pass
        elif bullet := BULLET.fullmatch(text):
            draft.standfirst.append(bullet["text"].rstrip())
        elif is_first and _is_title(text, following):
            draft.title = text
        elif read_byline(text, draft) or _read_name(text, following, draft):
            pass
        elif is_first or not is_caption(text):
            return lines[position:]
    return []


def _is_title(text: str, following: Sequence[str]) -> bool:
    """Whether the first line of the head is the title.

    It is when a byline or bullets follow; then even "KARACHI: shares rise" or "Gold rates on 20 Dec, 2023" is one,
    though it could be a dateline or a byline. Without them it is when it does not end as a sentence does and something
    follows: a line that could be the title or the first paragraph is the title, since paragraphs end.
    """
    if is_rule(text) or text.casefold() in AGENCIES or is_name_above_its_date(text, following):
        return False
    if is_head_of(following):
        matched = match_byline(text)
        return len(text) <= _LONGEST_TITLE and (matched is None or matched["bare"] is not None)
    has_body = any(not PHOTO.fullmatch(line) and not is_caption(line) for line in following)
    return has_body and is_headline(text) and not match_byline(text)


def read_byline(text: str, draft: Draft) -> bool:
    """Take name and dates of a byline that adds to what was read, and return whether it did."""
    matched = match_byline(text)
    if matched is None or (matched["name"] and draft.byline):
        return False
    published = matched["published"] or matched["bare"]
    updated = matched["updated"] or matched["only_updated"]
    if (published and draft.published) or (updated and draft.updated):
        return False
    draft.byline = draft.byline or matched["name"] or matched["by"]
    draft.published = draft.published or (read_moment(published) if published else None)
    draft.updated = draft.updated or (read_moment(updated) if updated else None)
    return True


def _read_name(text: str, following: Sequence[str], draft: Draft) -> bool:
    """Take a byline without a date, and return whether the line is one.

    Right under title or bullets a line of a few capitalised words could be a heading too; it is taken for the author,
    unless a byline with a name of its own follows.
    """
    if draft.byline or draft.has_date:
        return False
    is_agency = text.casefold() in AGENCIES
    has_other_byline = any((later := match_byline(line)) and later["name"] for line in following)
    can_be = bool(draft.title or draft.standfirst) or is_name_above_its_date(text, following)
    if not following or not (is_agency or (is_persons_name(text) and can_be and not has_other_byline)):
        return False
    draft.byline = text.removeprefix("By ")
    return True
