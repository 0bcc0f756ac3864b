"""The forms of the lines around and in an article: each form once, with an example above it."""

import re
from collections.abc import Sequence
from itertools import dropwhile
from typing import Final

from parsing.dates import DATE

# "Brecorder Logo", "Business Recorder Logo"
LOGO = re.compile(r"(?: Brecorder | Business\ Recorder ) \ + Logo", re.VERBOSE | re.IGNORECASE)

# "May 28, 2021 PRINT EDITION ► BR MARKETS ►", "بدھ، 20 دسمبر 2023 آج کا اخبار ►", and a bare "Mar 28, 2024"
MASTHEAD = re.compile(
    rf"""
    (?: (?: (?: Mon | Tue | Wed | Thu | Fri | Sat | Sun ) [a-z]{{0,6}} | [^\W\d_a-zA-Z]{{2,12}} ) [,،]? \ + )?
    (?P<date> {DATE} ) (?: \ + (?P<words> .+ ) )?
    """,
    re.VERBOSE,
)

# "► BR MARKETS ►", "PRINT EDITION": what only the paper's own date line has
MASTHEAD_MARK = re.compile(r"► .* ► | \b PRINT\ EDITION \b", re.VERBOSE)

# "Markets Print 2025-09-26", "Business & Finance Print Sep 26, 2025"
PRINT_SECTION = re.compile(
    rf"(?P<section> [^\W\d_] .{{1,38}}? ) \ + Print \ + (?P<date> [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} | {DATE} )",
    re.VERBOSE,
)

# "World", "Business & Finance", "پاکستان"
SECTION = re.compile(r"[^\W\d_] [\w&/’' -]{1,38}", re.VERBOSE)

# "AFP Published 20 Dec, 2023 12:51pm", "Published May 21, 2025 Updated May 21, 2025 04:19pm", "Reuters 28 May 2021"
BYLINE = re.compile(
    rf"""
    (?: (?! (?i: Published | Updated ) \b | شائع | اپ\ ڈیٹ )
        (?: By \ ++ )? (?P<name> \S .{{0,79}}? ) (?: \ * [|·•,–-] )? \ ++ )?
    (?: (?: (?i: Published ) | شائع ) (?: \ ++ on )? :? \ ++ (?P<published> {DATE} )
        (?: \ ++ (?: (?i: Updated ) | اپ\ ڈیٹ ) (?: \ ++ on )? :? \ ++ (?P<updated> {DATE} ) )?
        (?: \ ++ by \ ++ (?P<by> .{{1,60}} ) )?
      | (?: (?i: Updated ) | اپ\ ڈیٹ ) (?: \ ++ on )? :? \ ++ (?P<only_updated> {DATE} )
      | (?P<bare> {DATE} )
    )
    """,
    re.VERBOSE,
)

# "Mushtaq Ghumman", "N H Zuberi", "BR Web Desk", "Recorder Report"
NAME = re.compile(r"[A-Z] [\w.’'-]* (?: ,? \ (?: [A-Z] [\w.’'-]* | and | & | bin | ul | ur | de ) ){0,5}", re.VERBOSE)

# "  • Main gauge touches a high before slipping a little"
BULLET = re.compile(r"\ * [•·▪●◦‣] \ * (?P<text> \S .* )", re.VERBOSE)

# "Photo: AFP", "File photo", "Photo courtesy: PSX", "© AFP", "This story is being updated …", "3 Comments"
PHOTO = re.compile(
    r"""
    [(\[—–-]? \ *
    (?: (?: File\ | Representational\ )? (?: Photo (?: graph )? | Image | Picture )
        (?: \ (?: credit | courtesy ) )?
        (?: (?: \ * [:—–-] | \ by ) \ * (?: courtesy\ )? (?-i: [A-Z] [\w.&’'/-]* (?: \ [A-Z(] [\w.&’'/)-]* ){0,4} ) )?
        [)\].]?
      | © \ ? (?-i: [A-Z] [\w.&’'/-]* (?: \ [A-Z] [\w.&’'/-]* ){0,2} )
      | This\ story\ is\ being\ updated .{0,10}
      | [0-9]{1,6} \ Comments?
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)

# "A trader at the exchange in Karachi. Photo: AFP", "A view of the port. — Reuters/File"
CAPTION = re.compile(
    r"""
    .{1,240}?
    (?: \b (?: Photo | Image | Picture ) \ ? [:/] \ ? .{1,40}
      | [—–-] \ ? (?: (?: AFP | APP | AP | Reuters | PPI | Xinhua ) / \w{1,20} | File ) \.?
      | \( (?: File\ )? Photo (?: \ ? : .{0,40} )? \)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)

# "… and shut its door for good. – AFP"
SIGNED = re.compile(r"(?P<text> .* [.!?…”\"] ) \ * [—–-] \ ? \w+", re.VERBOSE)
_CREDITS: Final = ("photo", "image", "picture", "file", "afp", "app", "ap", "reuters", "ppi", "xinhua")
_SIGNATURES: Final = ("AFP", "APP", "AP", "Reuters", "PPI", "Xinhua")

# "Read more: Gas receivables, what the last settlement changed", "Also read"
READ_MORE = re.compile(
    r"(?: Read\ (?: more | also ) | Also\ read ) (?: \ * : \ * (?P<headline> .* ) )?", re.VERBOSE | re.IGNORECASE
)

# "Comments", "COMMENTS:", "Comments are closed.", "تبصرے", and with a count "3 Comments", "Comments (3)";
# "Copyright Business Recorder, 2021", "© Business Recorder 2024", but not an agency's "© AFP"
CLOSING = re.compile(
    r"""
    ^ \ * (?: (?i: Comments ) (?: \ are\ closed )? [.:]? (?P<count> \ * [(\[] [0-9]{1,6} [)\]] )?
            | تبصرے :?
            | (?P<counted> [0-9]{1,6} \ (?i: Comments? ) )
            | (?: Copyright \ (?: ©\ ? )? | © \ ? ) Business\ Recorder .{0,60}
            | (?: Copyright \ (?: ©\ | \(c\)\ )? | © \ ? ) (?: [A-Z][\w.&’'-]* ,? \ ){0,5} [12][0-9]{3} \b .{0,60}
          ) \ * $
    """,
    re.VERBOSE | re.MULTILINE,
)

CLOSING_WORDS: Final = ("omment", "OMMENT", "Copyright", "©", "تبصرے")
"""One of these a page has where it has a closing line: quick to look for."""

# "BEIJING: …", "ISLAMABAD/KARACHI: …", "SÃO PAULO: …"
DATELINE = re.compile(r"(?P<place> [^\W\d_] [^\d:]{1,60} ) : \ * (?P<text> \S .* )", re.VERBOSE)

# "20,540", "7524hr", "2,72624hr", "4.35% positivity", "Punjab 337,073", "US Dollar 278.40 279.10"
STATISTIC = re.compile(
    r"""
    \ * (?: [^\W\d_] [\w.%/()-]* \ + ){0,4}
        [+-]? [0-9] [0-9,.]* (?: % | hrs? )? (?: \ + [+-]? [0-9] [0-9,.]* %? ){0,4} (?: \ positivity )? \ *
    """,
    re.VERBOSE,
)

SECTIONS: Final = frozenset(
    {
        "agriculture & allied", "banking", "br research", "brief recordings", "business", "business & economy",
        "business & finance", "business recorder", "company news", "commodities", "cotton & textile", "editorial",
        "editorials", "energy", "feature", "features", "forex", "fuel & energy", "general news", "home", "latest news",
        "letters", "life & style", "lifestyle", "market", "markets", "money & banking", "national", "opinion",
        "pakistan", "perspectives", "print", "rates", "real estate", "research", "science", "sport", "sports", "stocks",
        "supplements", "taxation", "tech", "technology", "top stories", "trends", "world",
    }
)  # fmt: skip
"""The sections of the paper, folded: one of these alone on a line is a section wherever a section may stand."""

AGENCIES: Final = frozenset(
    {
        "afp", "agencies", "ap", "app", "bloomberg", "br research", "br web desk", "editorial", "inp",
        "monitoring desk", "monitoring report", "news desk", "nni", "online", "our correspondent", "ppi",
        "press release", "recorder report", "reuters", "web desk", "xinhua",
    }
)  # fmt: skip
"""Bylines that are no person's, folded: one of these alone on a line of the head is the byline."""

HEAD_LINES: Final = 8
"""So many lines below a title are looked at for its byline."""

HEADLINE_LENGTH: Final = 140
"""A line of more characters than this is never a title, a heading or a related headline."""

LONGEST_ASIDE: Final = 280
"""A line of more characters than this is no photo line, caption or masthead."""

_PROSE_LENGTH: Final = 60
_HEADING_WORDS: Final = 3
_NAME_WORDS: Final = 4
_WRAPPED: Final = frozenset({("“", "”"), ('"', '"'), ("(", ")")})
_SIGNED_END: Final = 60


def match_byline(text: str) -> re.Match[str] | None:
    """Return the match of `BYLINE` on a line that is no longer than bylines are.

    With a bare date it needs a name: "talks will be held on 20 Dec, 2023" is none.
    """
    matched = BYLINE.fullmatch(text) if len(text) <= HEADLINE_LENGTH else None
    if matched is None or (matched["bare"] and matched["name"] and not NAME.fullmatch(matched["name"])):
        return None
    return matched


def is_head_of(following: Sequence[str]) -> bool:
    """Whether the lines `following` a title are what stands under one: a byline or bullets, past any pictures."""
    rest = list(dropwhile(lambda text: PHOTO.fullmatch(text) or is_caption(text), following))
    if not rest:
        return False
    first = rest[0]
    is_under_it = match_byline(first) or BULLET.fullmatch(first) or first.casefold() in AGENCIES
    return bool(is_under_it) or is_name_above_its_date(first, rest[1:])


def is_name_above_its_date(text: str, following: Sequence[str]) -> bool:
    """Whether `text` is an author's name and the first line `following` it a byline that lacks one."""
    below = match_byline(following[0]) if following else None
    return below is not None and below["name"] is None and is_persons_name(text)


def is_persons_name(text: str) -> bool:
    """Whether `text` has the form of a person's name: two to four words that start with capitals."""
    return 1 < len(text.split()) <= _NAME_WORDS and NAME.fullmatch(text) is not None


def ends_a_sentence(text: str) -> bool:
    """Whether `text` ends as paragraphs do and headlines do not.

    A question mark does not tell: headlines ask too. A closing quotation mark ends a sentence with a full stop before
    it, or where the whole text is spoken, and so with brackets. The agency that a paragraph is signed with is no part.
    """
    if text.endswith(_SIGNATURES) and (signed := SIGNED.fullmatch(text[-_SIGNED_END:])):
        text = signed["text"]
    bare = text.rstrip(" ”’\"')")
    if bare.endswith((".", "!", "…", ";", ":", "۔")):
        return True
    return (text[:1], text[-1:]) in _WRAPPED


def is_prose(text: str) -> bool:
    """Whether `text` can only be a paragraph: longer than any headline, or a sentence of some length."""
    return len(text) > HEADLINE_LENGTH or (len(text) > _PROSE_LENGTH and ends_a_sentence(text))


def is_headline(text: str) -> bool:
    """Whether `text` has the form of a title, a heading or a related headline."""
    return len(text) <= HEADLINE_LENGTH and not ends_a_sentence(text)


def is_heading(text: str) -> bool:
    """Whether a headline is more likely a heading of the article itself: up to three words, or in capitals."""
    return len(text.split()) <= _HEADING_WORDS or text.isupper()


def is_caption(text: str) -> bool:
    """Whether `text` is a caption: it ends with whom the picture is from, and is no paragraph with a dateline."""
    end = text[-_SIGNED_END:].lower()
    if len(text) > LONGEST_ASIDE or not any(word in end for word in _CREDITS):
        return False
    return CAPTION.fullmatch(text) is not None and split_dateline(text)[0] is None


def is_photo_line(text: str) -> bool:
    """Whether a line of the body only says whom a picture is from."""
    return PHOTO.fullmatch(text) is not None or ("photo" in text.lower() and is_caption(text))


def split_dateline(text: str) -> tuple[str | None, str]:
    """Return the place before the first colon of a first paragraph, if it is in capitals, and the text behind it."""
    matched = DATELINE.fullmatch(text)
    if matched is None or not matched["place"].isupper():
        return None, text
    return matched["place"], matched["text"]
