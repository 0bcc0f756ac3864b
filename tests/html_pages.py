"""The paper's HTML, written around the content of a text page."""

import json
from collections.abc import Callable
from html import escape
from typing import Any

LINK = "https://markets.brecorder.com/market-live/companies-live/detailed-view/"
WORDS = {"up": "Increased By", "down": "Decreased By", "unchanged": "No Change"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ARROWS = {"up": "▲", "down": "▼", "unchanged": "▼"}


def html_page(expected: dict[str, Any], *, json_ld: bool = True, ticker: str = "js-ticker") -> str:
    """Return the article page of the paper that holds what `expected` (an expected file's record) says."""
    article = expected["article"]
    quotes = "".join(quote_block(quote, is_index=False) for quote in expected["quotes"])
    indices = "".join(quote_block(quote, is_index=True) for quote in expected["indices"])
    machines = f'<script type="application/ld+json">{_json_ld(article)}</script>' if json_ld and article else ""
    day = expected["snapshot_date"]
    masthead = f"<div>Brecorder Logo</div><div>{_masthead_day(day)} PRINT EDITION ► BR MARKETS ►</div>" if day else ""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Business Recorder</title>
<meta property="og:site_name" content="Business Recorder">
{machines}<style>p {{ color: red }}</style></head>
<body>
<nav><a href="/">Home</a> <a href="/trends/world">World</a></nav>
<div class="{ticker}"><div>{quotes}{indices}</div></div>
{masthead}
{_story(article) if article else ""}
<script>var quotes = "<span>Increased By</span>";</script>
<footer><p>Copyright Business Recorder, 2025</p></footer>
</body></html>
"""


def quote_block(quote: dict[str, str], *, is_index: bool) -> str:
    """Return the ticker's block of one quote; those of indices have no link and no arrow."""
    price = f"{int(quote['price']):,}" if is_index else quote["price"]
    symbol = quote["symbol"] if is_index else f'<a href="{LINK}{quote["symbol"]}">{escape(quote["symbol"])}</a>'
    arrow = "" if is_index else f"{ARROWS[quote['direction']]} "
    return f"""
<div class="ticker__item">{symbol}
  <span class="price">{price}</span>
  <span class="sr-only">{WORDS[quote["direction"]]}</span>
  <span class="move">{arrow}{quote["change"]} ({quote["percent"]}%)</span>
</div>"""


def _story(article: dict[str, Any]) -> str:
    section = f'<a class="badge">{escape(article["section"])}</a>' if article["section"] else ""
    title = f'<h1 class="story__title">{escape(article["title"])}</h1>' if article["title"] else ""
    byline = f'<a class="story__byline__link" href="/authors/1">{escape(article["byline"] or "")}</a>'
    stamps = "".join(
        f'<span class="timestamp--date">{word} {_printed(article[word.lower()])}</span>'
        for word in ("Published", "Updated")
        if article[word.lower()]
    )
    bullets = "".join(f"<li>{escape(text)}</li>" for text in article["standfirst"])
    return f"""{section}{title}
<div class="story__head">{byline} {stamps}</div>
<div class="story__content"><ul>{bullets}</ul><figure><img src="x.jpg"><figcaption>Photo: AFP</figcaption></figure>
{_body(article)}</div>
<div class="related"><h2 class="story__title"><a href="/news/1">Another story</a></h2></div>
<div class="comments"><h3>Comments</h3><p>Comments are closed.</p></div>"""


def _body(article: dict[str, Any]) -> str:
    paragraphs = [f"<p>{escape(text)}</p>" for text in article["paragraphs"]]
    if article["dateline"]:
        paragraphs[0] = f"<p><strong>{escape(article['dateline'])}:</strong> {paragraphs[0][3:]}"
    related = [f'<p><a href="/news/2">{escape(text)}</a></p>' for text in article["related"]]
    tables = [f"<pre>\n{escape(text)}\n</pre>" for text in article["tables"]]
    return "\n".join([*paragraphs[:1], *related, *paragraphs[1:], *tables])


def _json_ld(article: dict[str, Any]) -> str:
    record = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article["title"],
        "articleSection": article["section"],
        "author": [{"@type": "Person", "name": article["byline"]}] if article["byline"] else [],
        "datePublished": _iso(article["published"]),
        "dateModified": _iso(article["updated"] or article["published"]),
        "publisher": {"@type": "Organization", "name": "Business Recorder"},
    }
    return json.dumps({key: value for key, value in record.items() if value is not None})


def _iso(moment: str | None) -> str | None:
    if moment is None:
        return None
    return f"{moment}:00+05:00" if "T" in moment else f"{moment}T00:00:00+05:00"


def _printed(moment: str) -> str:
    day, _, clock = moment.partition("T")
    year, month, number = day.split("-")
    name = MONTHS[int(month) - 1]
    return f"{number} {name}, {year} {clock}".strip()


def _masthead_day(day: str) -> str:
    number, name, year = _printed(day).replace(",", "").split()
    return f"{name} {number}, {year}"


# the same facts in other markup


def spans(quote: dict[str, str], *, is_index: bool) -> str:
    """Return a quote with every part in a span of its own, the change in two, and white space all around."""
    parts = _parts(quote, is_index=is_index)
    return "<div>" + "\n".join(f"<span>\n\t {part} \n</span>" for part in parts) + "</div>"


def divs(quote: dict[str, str], *, is_index: bool) -> str:
    """Return a quote with every part in a div of its own and no white space between them."""
    return f"<li>{''.join(f'<div>{part}</div>' for part in _parts(quote, is_index=is_index))}</li>"


def cells(quote: dict[str, str], *, is_index: bool) -> str:
    """Return a quote as a row of a table, its symbol in a heading cell with a link."""
    symbol, *parts = _parts(quote, is_index=is_index)
    row = "".join(f"<td>{part}</td>" for part in parts)
    return f'<table><tr><th scope="row"><a href="{LINK}">{symbol}</a></th>{row}</tr></table>'


def plain_symbol(quote: dict[str, str], *, is_index: bool) -> str:
    """Return a quote whose symbol and price are plain text around tags."""
    symbol, price, word, *move = _parts(quote, is_index=is_index)
    return f"<div>{symbol}&nbsp;{price} <b>{word}</b> {' '.join(move)}</div>"


def heading(quote: dict[str, str], *, is_index: bool) -> str:
    """Return a quote with its symbol in a heading, entities for its signs, and its brackets outside of the tag."""
    symbol, price, word, *move, percent = _parts(quote, is_index=is_index)
    signs = " ".join(move).replace("▲", "&#9650;").replace("▼", "&#x25bc;").replace("-", "&#45;")
    return (
        f"<section><h3>{symbol}</h3><p>{price}</p><p class='visually-hidden'>{word.replace(' ', '&nbsp;')}</p>"
        f"<p>{signs} (<i>{percent.strip('()')}</i>)</p></section>"
    )


def one_line(quote: dict[str, str], *, is_index: bool) -> str:
    """Return a quote as one piece of text, broken over lines of the source."""
    symbol, price, *rest = _parts(quote, is_index=is_index)
    return f"<li>\n  {symbol}\n  {price} {' '.join(rest)}\n</li>"


def _parts(quote: dict[str, str], *, is_index: bool) -> list[str]:
    price = f"{int(quote['price']):,}" if is_index else quote["price"]
    arrow = [] if is_index else [ARROWS[quote["direction"]]]
    symbol = escape(quote["symbol"])
    return [symbol, price, WORDS[quote["direction"]], *arrow, quote["change"], f"({quote['percent']}%)"]


QUOTE_STYLES = (quote_block, spans, divs, cells, plain_symbol, heading, one_line)


def plain_page(
    expected: dict[str, Any], quote: Callable[..., str], *, body: str = "article", stamps: str = "one", wrap: str = "p"
) -> str:
    """Return a page that has none of the paper's class names: what another person would write for the same facts.

    `body` is the tag around the story, "" for none; `stamps` says how byline and dates are written; `wrap` is the tag
    of a paragraph.
    """
    article = expected["article"]
    ticker = "\n".join(
        quote(record, is_index=kind == "indices") for kind in ("quotes", "indices") for record in expected[kind]
    )
    day = expected["snapshot_date"]
    masthead = f"<p>Business Recorder Logo</p><p>{_masthead_day(day)}</p><p>PRINT EDITION ► BR ►</p>" if day else ""
    title = f"<h1>\n  {escape(article['title'])}\n</h1>" if article["title"] else ""
    section = f"<p><a href='/s'>{escape(article['section'])}</a></p>" if article["section"] else ""
    bullets = "".join(f"<p>• {escape(text)}</p>" for text in article["standfirst"])
    paragraphs = [f"<{wrap}>{escape(text)}</{wrap}>" for text in article["paragraphs"]]
    if article["dateline"]:
        paragraphs[0] = paragraphs[0].replace(f"<{wrap}>", f"<{wrap}><b>{article['dateline']}</b>: ", 1)
    related = [f"<{wrap}><strong><a href='/n'>{escape(text)}</a></strong></{wrap}>" for text in article["related"]]
    tables = [f"<pre>{escape(text)}</pre>" for text in article["tables"]]
    story = "\n".join([*paragraphs[:1], *related, *paragraphs[1:], *tables])
    start, end = (f"<{body}>", f"</{body}>") if body else ("", "")
    return f"""<!doctype html><html><head><title>Business Recorder</title></head><body>
<div id="t">{ticker}</div>
{masthead}{section}{start}{title}{STAMP_STYLES[stamps](article)}{bullets}
<p>Photo: AFP</p>
{story}
<h3>2 Comments</h3><p>A reader says that this is not so.</p><p>HUBC 1.00 Increased By ▲ 1.00 (1%)</p>{end}
<footer>Copyright Business Recorder, 2025</footer></body></html>"""


def _one_stamp(article: dict[str, Any]) -> str:
    return f"<div><span>{' '.join(_stamp_parts(article))}</span></div>" if _stamp_parts(article) else ""


def _several_stamps(article: dict[str, Any]) -> str:
    return "".join(f"<span>{part}</span>" for part in _stamp_parts(article))


def _stamps_in_divs(article: dict[str, Any]) -> str:
    return "".join(f"<div>{part}</div>" for part in _stamp_parts(article))


def _stamp_parts(article: dict[str, Any]) -> list[str]:
    times = [(word, article[word.lower()]) for word in ("Published", "Updated")]
    names = [escape(article["byline"])] if article["byline"] else []
    return names + [f"{word} {_printed_12(moment)}" for word, moment in times if moment]


def _printed_12(moment: str) -> str:
    day, _, clock = _printed(moment).rpartition(" ")
    if ":" not in clock:
        return _printed(moment)
    hour, minute = clock.split(":")
    return f"{day} {(int(hour) + 11) % 12 + 1:02}:{minute}{'pm' if int(hour) >= 12 else 'am'}"


STAMP_STYLES = {"one": _one_stamp, "several": _several_stamps, "divs": _stamps_in_divs}

# parts of pages

TICKER = """<div class="js-ticker"><div><div><a href="/q/HUBC">HUBC</a> <span>136.50</span>
<span class="sr-only">Increased By</span> <span>▲ 0.66 (0.49%)</span></div></div></div>"""
PROSE = "KARACHI: Shares rose on Monday, as people who trade them had thought that they would for a good while now."
MORE_PROSE = "A second paragraph says a little more of it, and is long enough for nobody to take it for a headline."


def story_page(
    *, ticker: str = TICKER, front: str = "", head: str = "", title: str = "Shares rise", body: str = "", meta: str = ""
) -> str:
    """Return an article page with the paper's class names; `head` stands below the title, `body` after the prose."""
    return f"""<!doctype html><html><head><meta property="og:site_name" content="Business Recorder">{meta}</head><body>
{ticker}{front}<h1 class="story__title">{title}</h1>{head}
<div class="story__content"><p>{PROSE}</p>{body}</div>
</body></html>"""


def json_ld(record: object) -> str:
    """Return the script that tells machines of a story."""
    return f'<script type="application/ld+json">{json.dumps(record)}</script>'


def front_page() -> str:
    """Return a front page: 34 quotes, the name of the paper as its heading, and many headlines."""
    records = [{"symbol": f"S{n}", "price": "10.00", "direction": "unchanged", "change": "0.00", "percent": "0"}
               for n in range(34)]  # fmt: skip
    stories = "".join(
        f'<article><h2 class="story__title"><a href="/{n}">Story number {n}</a></h2><div>Some words of it.</div>'
        f'<span class="timestamp--date">04 Oct, 2023</span></article>'
        for n in range(40)
    )
    return f"""<!doctype html><html><head><meta property="og:site_name" content="Business Recorder">
<meta property="og:type" content="website"><meta property="og:title" content="Business Recorder: latest"></head><body>
<h1 class="logo"><a href="/">Business Recorder</a></h1><div>Brecorder Logo</div>
<div>Dec 20, 2023 PRINT EDITION ► BR ►</div>
{"".join(quote_block(record, is_index=False) for record in records)}{stories}</body></html>"""


def large_page() -> str:
    """Return a page of the size of the paper's largest: 400 KB, 7,300 tags, its longest tag of 2.2 KB."""
    story = story_page(body=f'<img srcset="{"/x.webp 100w, " * 155}">')
    teaser = (
        '<article class="story"><h2 class="story__title"><a href="/news/{0:08}">A headline that is of usual length {0}'
        '</a></h2><img src="/media/{0:08}/large.webp" class="lazy"><p>{1}</p></article>\\n'
    )
    teasers = "".join(teaser.format(number, "Some words of an excerpt. " * 10) for number in range(910))
    return story.replace("</body>", f"{teasers}</body>")
