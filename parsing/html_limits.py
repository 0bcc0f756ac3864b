"""A look at HTML before it is parsed: what would keep the parser busy for minutes is not handed to it.

The parser's time grows with the square of how deep tags are nested, of how many formatting tags are left open, and of
how many attributes one tag has, and with the options of a choice times all that is in it. Real pages have some 7,300
tags, 40 levels, 20 attributes and 300 options. What slips through this look is the business of whoever calls: a parse
can only be stopped from outside, by ending its process.
"""

import re
from typing import Final

MAX_TAGS: Final = 20_000
"""Tags up to which no nesting takes long; a page with more is looked at tag by tag."""

MAX_DEPTH: Final = 500
"""Levels of nesting on a page with more tags than that."""

MAX_OPEN_FORMATTING: Final = 200
"""Formatting tags (bold, links and the like) that are not closed; the parser opens them anew in every paragraph."""

MAX_TAG: Final = 4096
"""Characters of one tag; the longest on real pages has 2,200."""

# <div a1 a2 a3 …, </div a1 a2 a3 …
LONG_TAG = re.compile(rf"</?[a-zA-Z][^<>]{{{MAX_TAG}}}")
MAX_ATTRIBUTES: Final = 300
"""Attributes of a tag that is longer than that, or words of what only looks like one, such as a script's `a<b`."""

MAX_OPTIONS_TIMES_TAGS: Final = 40_000_000
"""Options times tags: for each option the parser looks at all that its choice holds so far."""

# <option value="1">
OPTION = re.compile(r"<option(?=[\s/>])", re.IGNORECASE)

# <font color="red">, <b class="x">: with an attribute, since equal ones are opened anew three times at most
FORMATTING = re.compile(
    r"<[bcefinstuBCEFINSTU](?:[iI][gG]|[oO][dD][eE]|[mM]|[oO][nN][tT]|[oO][bB][rR]|[mM][aA][lL]{2}|[tT][rR][iI][kK][eE]"
    r"|[tT][rR][oO][nN][gG]|[tT])?[\s/]"
)
FORMATTING_END = re.compile(r"</(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\s*>", re.IGNORECASE)

# <body>, <html>: a second one gives its attributes to the first
ROOT = re.compile(r"<(?:body|html)[\s/]", re.IGNORECASE)

# <div …>, </div>: the name alone
TAG_NAME = re.compile(r"<(/?[a-zA-Z][^\s/>]{0,30})")

# <!-- … -->
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)

# never nested, by the rules of HTML: they have no content, or end where the next one starts; so that many of them are
# quick to parse, but for options, which are counted
_FLAT: Final = frozenset(
    {
        "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
        "param", "source", "tbody", "td", "th", "thead", "tr", "track", "wbr",
    }
)  # fmt: skip


def too_much(html: str) -> str | None:
    """Return what the page has more of than can be parsed in good time, or None. Takes time in proportion to it."""
    if _has_tag_of_many_attributes(html):
        return f"a tag with more than {MAX_ATTRIBUTES} attributes"
    if _has_open_formatting(html):
        return f"more than {MAX_OPEN_FORMATTING} formatting tags that are never closed"
    tags = html.count("<")
    if tags > MAX_TAGS // 2 and tags * len(OPTION.findall(html)) > MAX_OPTIONS_TIMES_TAGS:
        return "more options than anybody could choose from"
    if tags > MAX_TAGS:
        if len(ROOT.findall(html)) > MAX_OPEN_FORMATTING:
            return "more than one body"
        if _depth_exceeds(html, MAX_DEPTH):
            return f"more than {MAX_DEPTH} tags inside each other"
    return None


def _has_tag_of_many_attributes(html: str) -> bool:
    """Whether there is one. A tag that long leaves a stretch of half its length without an end of a tag."""
    stretch = MAX_TAG // 2
    if all(html.find(">", start, start + stretch) >= 0 for start in range(0, len(html) - stretch, stretch)):
        return False
    return any(len(matched[0].split(None, MAX_ATTRIBUTES + 1)) > MAX_ATTRIBUTES for matched in LONG_TAG.finditer(html))


def _has_open_formatting(html: str) -> bool:
    opened = len(FORMATTING.findall(html))
    if opened <= MAX_OPEN_FORMATTING:
        return False
    return opened - len(FORMATTING_END.findall(COMMENT.sub("", html))) > MAX_OPEN_FORMATTING


def _depth_exceeds(html: str, limit: int) -> bool:
    """Whether more than so many tags are open somewhere. A tag counts as closed only where it is the innermost one."""
    opened: list[str] = []
    for matched in TAG_NAME.finditer(html):
        name = matched[1].lower()
        if name.lstrip("/") in _FLAT:
            continue
        if name[0] != "/":
            opened.append(name)
            if len(opened) > limit:
                return True
        elif opened and opened[-1] == name[1:]:
            opened.pop()
    return False
