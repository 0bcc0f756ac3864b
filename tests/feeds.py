"""Feeds for tests, all of their prose made up: well-formed ones, a long one, a bomb, and builders for odd ones."""

from html import escape

from tests.html_pages import html_page

LOREM = "The kite makers of the old town met on Monday and could not agree on the price of a reel of string."


def item(title: str | None = "Kites rise", *, body: str | None = f"<p>{LOREM}</p>", **others: str) -> str:
    """Return an item of an RSS feed; `others` are its other elements by their names, as they stand in the feed."""
    parts = [f"<{name}>{text}</{name}>" for name, text in others.items()]
    parts += [] if title is None else [f"<title>{escape(title)}</title>"]
    parts += [] if body is None else [f"<description><![CDATA[{body}]]></description>"]
    return f"<item>{''.join(parts)}</item>"


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> bytes:
    """Return an RSS feed of the items."""
    names = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    feed = f'{head}\n<rss version="2.0" {names}><channel><title>The Kite Post</title>{"".join(items)}</channel></rss>'
    return feed.encode()


RSS = rss(
    item(
        "Kites rise on firm wind",
        body=f'<p>LAHORE: {LOREM} HUBC <a href="/news/7">said so</a>.</p>' + f"<p>{LOREM}</p>" * 8,
        link="https://paper.example/news/1", category="Markets", pubDate="Fri, 17 May 2024 12:30:00 +0500",
        author="desk@paper.example (Kite Desk)",
    ),
    item(
        "String is scarce", body=f"<p>{LOREM} […]</p>",
        link="/story", category="Business &amp; Finance", pubDate="Fri, 17 May 2024 06:00:00 GMT",
    ),
)  # fmt: skip

ATOM = f"""<?xml version="1.0"?><!-- by hand --><feed xmlns="http://www.w3.org/2005/Atom"><title>The Kite Post</title>
<entry><title type="html">Reels &amp;amp; &lt;b&gt;string&lt;/b&gt;</title><author><name>A. Flyer</name></author>
<link rel="alternate" href="https://paper.example/news/2"/><category term="Trade"/>
<published>2024-05-17T09:00:00+05:00</published><updated>2024-05-17T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{LOREM}</p><ul><li>One reel</li></ul></div></content>
</entry>
<entry><title>Plain</title><updated>2024-05-16T10:00:00Z</updated>
<summary type="text">Prices of 3 &lt; 4 reels &amp; more.</summary></entry>
</feed>""".encode()

LONG = rss(*(item(f"Kite number {number}", link=f"https://paper.example/{number}") for number in range(10_000)))

BOMBED = rss(
    item("&lol9;"),
    head='<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(2, 10))
    + "]>",
)

STORY = html_page(
    {
        "quotes": [],
        "indices": [],
        "snapshot_date": None,
        "article": {
            "section": "Business", "title": "String is scarce", "byline": "Kite Desk", "published": "2024-05-17T11:00",
            "updated": None, "standfirst": [], "dateline": "LAHORE", "paragraphs": [LOREM] * 9,
            "related": ["Glue is dear"], "tables": [],
        },
    }
).encode()  # fmt: skip
