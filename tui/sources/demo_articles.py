"""The demo feed's articles. They are about tapewatch, so that nobody takes demo news for news."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoArticle:
    """An article as the demo feed prints it; blank lines part the paragraphs of its body."""

    section: str
    title: str
    standfirst: tuple[str, ...]
    body: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of the body, each on one line."""
        return tuple(" ".join(paragraph.split()) for paragraph in self.body.strip().split("\n\n"))


ARTICLES = (
    DemoArticle(
        section="Markets",
        title="How to read this screen",
        standfirst=(
            "Every price here is made up: this is the demo feed",
            "Give tapewatch a page, a folder or an address to watch the real thing",
        ),
        body="""
            KARACHI: The line at the very top is the ticker. It carries every symbol past, with its last price, the
            change since the previous close and that change in per cent. Press p to hold it still and p again to let it
            run.

            Below it stand the four indices, and beside them the breadth of the market: how many symbols are up, down
            and unchanged.

            Direction is always told three ways: by colour, by an arrow and by a sign. If your screen or your eyes make
            nothing of the colours, the arrows and signs say the same.

            The table of quotes is yours to walk. The arrow keys or j and k move from symbol to symbol; s and then a
            letter sorts, and the same letter again turns the order round. A click on a heading does it too. Whatever
            the order, the cursor stays with its symbol. Press ? for every key.

            A morning of headlines, read with two keys

            A price that has just moved is marked for a moment. The column Moved says when that was; a dash means that
            it has not moved while you were watching.

            The line at the bottom tells where prices come from and how old they are. When a source fails, the line says
            since when and why, prices dim, and tapewatch keeps trying. An old price is never shown as a new one.
        """,
    ),
    DemoArticle(
        section="Markets",
        title="What to watch instead of a demo",
        standfirst=("A file, a folder, a pipe or an address will do",),
        body="""
            The demo moves by dice. To see a market, give tapewatch a page: a file that you or a script saves again and
            again, read anew every two seconds.

            A folder of saved pages is replayed in the order of the file names, one page every five seconds, or faster
            with --speed. Replayed prices say so, always.

            A page can also be piped in with a single dash for a name, and an address that starts with http is fetched
            once a minute. Press r when that is not soon enough. For scripts, tapewatch parse prints the same figures as
            JSON or CSV.

            Taking an article along

            Numbers that do not add up are not hidden. A line whose word, arrow and sign disagree is left out and
            listed; press ! to see each such line and why it was left out.
        """,
    ),
    DemoArticle(
        section="Technology",
        title="Three clocks that never mix",
        standfirst=(),
        body="""
            LAHORE: There is the time now, the time of the last attempt and the time of the last success. Most programs
            show one of them and hope. Tapewatch keeps all three, and only a success moves the last.

            The age of prices is counted from when their page was saved or fetched. The date of the article beside them
            is another matter: an article can be years older than the prices printed above it. When prices count as
            stale is told by stale_after in the settings.

            How to read this screen

            Try it: press t for a light screen, Tab to read on with the arrow keys, and q when the closing bell rings.
        """,
    ),
)

EARLIER = (
    DemoArticle(
        section="Markets",
        title="Hub Power and OGDC move by dice in this demo",
        standfirst=("No company did anything", "A random number did"),
        body="""
            KARACHI: Hub Power rises here when a die says so, and so does OGDC. Under the title stands what an article
            names: what each share cost when the article came, what it costs now, and the move between.

            In the text the first mention of a share has its move of the day beside it, as K-Electric has here. J and K
            choose one of them, Enter goes to it in the table, and so does its number.

            Where no page covers the time of an article, it says so: an old price is never passed off as another.
        """,
    ),
    DemoArticle(
        section="Markets",
        title="Cement shares stand in for any sector",
        standfirst=(),
        body="""
            LAHORE: D.G. Khan Cement, Fauji Cement and Maple Leaf Cement are named in this article so that the column
            News of the table counts it for each of them.

            With the cursor on one of them, n lists the headlines that name it, and Esc lists all again. In the filter
            the word news leaves the symbols that some headline names.
        """,
    ),
    DemoArticle(
        section="Business & Finance",
        title="A morning of headlines, read with two keys",
        standfirst=(),
        body="""
            KARACHI: The closing bracket opens the next headline from wherever you are, and the opening bracket the one
            before; u opens the next that you have not read. Space turns the page within an article.

            What you read loses its mark, and an asterisk gives it a star. If that was a slip, U takes it back.

            Press H for the list of headlines. There m marks one, M all that are listed, v puts the unread ones first,
            and / looks through titles and texts: try bank, or HUBC, or unread.
        """,
    ),
    DemoArticle(
        section="Technology",
        title="Taking an article along",
        standfirst=("Copy, save or open it",),
        body="""
            LAHORE: In the reader y copies the text of the article and Y its address, also over a remote line. S saves
            it as Markdown, and o opens it in the browser where there is one; this one has no address.

            A slash searches in the text, n and N go on to the next place and back. The place where you stopped reading
            is kept while you are elsewhere.
        """,
    ),
    DemoArticle(
        section="Companies",
        title="Bank of Punjab and Habib Bank lend their names",
        standfirst=(),
        body="""
            KARACHI: Bank of Punjab and Habib Bank are found by their names, and BOP and HBL by their symbols. A word
            that only looks like a symbol is not: a power cut names no share, nor does the pace of a bowler.

            Other names can be added in the settings, under names.
        """,
    ),
)
"""What the demo feed had before it began: told of at its start, one a page."""
