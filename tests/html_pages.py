"""The paper's HTML, written around the content of a text page."""

import json
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
