"""How an article is cut into blocks, what in it is marked and numbered, and where what is looked for stands."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from parsing import Article
from parsing.models import PAKISTAN, Link
from tests.builders import NOON, quote, row_of
from tui.figures import moment_text
from tui.news.moves import moves
from tui.news.stories import Story, Then
from tui.prices.names import USUAL
from tui.prices.rows import Row
from tui.refresh import Kind
from tui.render.article import LONGEST, LONGEST_LATER, Part, document, is_right_to_left, parted, pieces
from tui.render.article_head import age_text, byline, here_text, minutes_text, short_time, site_of
from tui.render.article_marks import Lit, Mark, marked, shown_place
from tui.render.article_price_texts import Asked
from tui.render.article_prices import line_of_symbol, prices_lines
from tui.render.article_search import MOST, Hit, find, hit_text, nearest
from tui.render.article_table import cut_marked
from tui.render.targets import number_typed, places_of_links, targets

HUBC = row_of(quote("HUBC", "136.50", "0.66"))
words = st.text(st.sampled_from("ab .!?\u06d4\n"), max_size=300)


def story(article: Article, *symbols: str, link: str = "", then: dict[str, Then] | None = None) -> Story:
    """Return a story of the article."""
    return Story("key", frozenset({"key"}), article, "page.txt", Kind.LIVE, NOON, link, symbols, then or {})


# dates


@pytest.mark.parametrize(
    ("ago", "told"),
    [
        (timedelta(0), "just now"),
        (timedelta(minutes=-30), "just now"),
        (timedelta(hours=-2), "dated in the future"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=5), "5 min ago"),
        (timedelta(minutes=60), "1 h ago"),
        (timedelta(minutes=73), "1 h 13 min ago"),
        (timedelta(minutes=599), "9 h 59 min ago"),
        (timedelta(minutes=601), "10 h ago"),
        (timedelta(hours=3), "3 h ago"),
        (timedelta(hours=47), "47 h ago"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=59), "59 days ago"),
        (timedelta(days=62), "2 months ago"),
        (timedelta(days=729), "23 months ago"),
        (timedelta(days=800), "2 years ago"),
    ],
)
def test_an_age_is_told_in_the_unit_that_people_would_take(ago: timedelta, told: str) -> None:
    assert age_text(NOON - ago, NOON) == told


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2024, 5, 17), "today"),
        (date(2024, 5, 16), "yesterday"),
        (date(2024, 5, 10), "7 days ago"),
        (date(2024, 5, 18), "dated in the future"),
    ],
)
def test_a_day_without_a_time_has_an_age_in_days(day: date, told: str) -> None:
    assert age_text(day, NOON) == told


@given(st.timedeltas(timedelta(0), timedelta(days=9_000)), st.timedeltas(timedelta(0), timedelta(days=9_000)))
def test_what_is_older_never_has_a_smaller_number_of_the_same_unit(one: timedelta, other: timedelta) -> None:
    told = [age_text(NOON - ago, NOON).split() for ago in sorted((one, other))]
    if told[0][1:] == told[1][1:] and told[0][0] != "just":
        assert int(told[0][0]) <= int(told[1][0])


def test_a_time_is_told_in_pakistan_and_where_that_is_another_here() -> None:
    moment = datetime(2022, 12, 30, 2, 10, tzinfo=PAKISTAN)
    assert moment_text(moment) == "30 Dec 2022 02:10 PKT"
    assert here_text(moment, NOON) == "29 Dec 21:10 here"
    assert here_text(moment + timedelta(hours=6), NOON) == "03:10 here"
    assert here_text(moment, NOON.astimezone(PAKISTAN)) == ""
    assert moment_text(date(2022, 12, 30)) == "30 Dec 2022"
    assert here_text(date(2022, 12, 30), NOON) == here_text(None, NOON) == moment_text(None) == ""


@pytest.mark.parametrize(
    ("updated", "told"),
    [
        (datetime(2022, 12, 30, 9, 5, tzinfo=PAKISTAN), "30 Dec 2022 08:16, updated 09:05 PKT"),
        (datetime(2022, 12, 31, 9, 5, tzinfo=PAKISTAN), "30 Dec 2022 08:16 PKT · updated 31 Dec 2022 09:05 PKT"),
        (date(2022, 12, 30), "30 Dec 2022 08:16 PKT · updated 30 Dec 2022"),
        (None, "30 Dec 2022 08:16 PKT"),
    ],
)
def test_an_update_has_its_day_unless_that_stands_beside_it(updated: date | None, told: str) -> None:
    published = datetime(2022, 12, 30, 8, 16, tzinfo=PAKISTAN)
    assert byline(Article(byline="Desk", published=published, updated=updated)) == f"Desk · {told}"


def test_a_time_has_its_day_unless_that_stands_beside_it() -> None:
    moment = datetime(2024, 5, 17, 9, 4, tzinfo=UTC)
    assert short_time(moment, date(2024, 5, 17)) == "14:04"
    assert short_time(moment, date(2024, 5, 1)) == "17 May 14:04"
    assert short_time(moment, date(2022, 5, 17)) == "17 May 2024 14:04"
    assert short_time(moment, None) == "17 May 2024 14:04"
    midnight = datetime(2024, 5, 17, tzinfo=PAKISTAN)
    assert short_time(midnight, midnight.date()) == "17 May 2024"  # as a day is kept of which no time is known
    assert short_time(midnight + timedelta(microseconds=1), midnight.date()) == "00:00"


@pytest.mark.parametrize(("count", "told"), [(0, "1 min"), (299, "1 min"), (301, "2 min"), (200_000, "1,000 min")])
def test_two_hundred_words_take_a_minute(count: int, told: str) -> None:
    assert minutes_text(Article(paragraphs=("word " * count,))) == told


@pytest.mark.parametrize(
    ("address", "site"),
    [("https://www.brecorder.com/x", "brecorder.com"), ("", ""), ("http://[", ""), ("mailto:a@b", "")],
)
def test_a_site_is_known_by_its_name(address: str, site: str) -> None:
    assert site_of(address) == site


# blocks


@given(st.text(st.sampled_from("ab .!?"), max_size=50).map(lambda text: text * 300), st.sampled_from([0, 50_000]))
def test_pieces_lose_nothing_but_the_spaces_between_them(text: str, told: int) -> None:
    parts = list(pieces(text, told))
    assert all(len(part) <= LONGEST_LATER for part in parts)
    assert len(parts[0]) <= (LONGEST_LATER if told else LONGEST)
    place = 0
    for part in parts:
        found = text.index(part, place)
        assert not text[place:found].strip()
        place = found + len(part)
    assert not text[place:].strip()


def test_a_long_paragraph_is_parted_at_ends_of_sentences() -> None:
    text = "This is a sentence of some length. " * 200
    assert all(part.endswith(".") for part in list(pieces(text.strip())))
    assert [len(part) for part in pieces("x" * 2 * LONGEST)] == [LONGEST, LONGEST]


def test_very_many_paragraphs_share_blocks_behind_the_first_screens() -> None:
    paragraphs = [f"Paragraph {number} of five thousand." for number in range(5_000)]
    blocks = list(parted(paragraphs))
    assert len(blocks) < 800
    assert blocks[:3] == paragraphs[:3]
    assert "\n\n".join(blocks) == "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They rose", False),
        ("حصص بڑھ گئے", True),
        ("حصص بڑھ گئے KSE", True),
        ("KSE-100 rose by حصص", False),
        ("123", False),
        ("", False),
    ],
)
def test_most_letters_tell_which_way_a_text_runs(text: str, expected: bool) -> None:
    assert is_right_to_left(text) is expected


def test_the_parts_have_their_order() -> None:
    article = Article(
        title="T",
        standfirst=("S",),
        paragraphs=("P",),
        tables=("X",),
        related=("R",),
        links=(Link(text="L", address="/l"),),
    )
    blocks = document(story(article, "HUBC", link="https://x.example/a")).blocks
    head = [Part.SECTION, Part.TITLE, Part.BULLET, Part.FACTS, Part.PRICES]
    assert [block.part for block in blocks] == [*head, Part.PARAGRAPH, Part.TABLE, Part.LINK, Part.LINK]


# targets


def test_a_related_headline_has_the_address_of_its_link_and_comes_once() -> None:
    links = (Link(text="Kites  FALL", address="/fall"), Link(text="x", address="/x"), Link(text="x", address="/x"))
    found = targets(story(Article(links=links, related=("Kites fall", "Other")), "HUBC"))
    assert [(target.text, target.symbol, target.address) for target in found] == [
        ("HUBC", "HUBC", ""),
        ("x", "", "/x"),
        ("Kites fall", "", "/fall"),
        ("Other", "", ""),
    ]


def test_links_to_the_article_itself_and_to_nowhere_are_none() -> None:
    own = "https://x.example/a"
    links = tuple(Link(text="t", address=address) for address in ("", "#top", own, f"{own}#part", "a"))
    assert targets(story(Article(links=links), link=own)) == ()


@given(st.integers(1, 250), st.data())
def test_every_number_can_be_typed_and_nothing_shorter_is_taken_for_it(count: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, count))
    digits = str(number)
    for end in range(1, len(digits)):
        assert number_typed(digits[:end], count) == (int(digits[:end]), False)
    found, is_whole = number_typed(digits, count)
    assert found == number
    assert is_whole is (number * 10 > count)


@pytest.mark.parametrize("typed", ["0", "00", "01", "10"])
def test_a_number_that_there_is_not_is_none(typed: str) -> None:
    assert number_typed(typed, 9) == (0, True)


@given(words, st.lists(st.text(st.sampled_from("ab "), min_size=1, max_size=4), max_size=6))
def test_places_of_links_have_their_words_and_do_not_overlap(text: str, texts: list[str]) -> None:
    article = Article(links=tuple(Link(text=one, address=f"/{number}") for number, one in enumerate(texts)))
    waiting = dict(enumerate(targets(story(article, link="https://x.example/a")), start=1))
    end = 0
    for number, start, stop in places_of_links(text, waiting):
        assert text[start:stop] == waiting[number].text
        assert start >= end
        end = stop


# search


@given(st.lists(words, max_size=5), st.text(st.sampled_from("abAB .!"), max_size=5))
def test_what_is_found_is_what_is_wanted_and_nothing_overlaps(texts: list[str], wanted: str) -> None:
    hits = find(texts, wanted)
    assert list(hits) == sorted(hits)
    for hit in hits:
        assert " ".join(texts[hit.block][hit.start : hit.end].split()).lower() == " ".join(wanted.split()).lower()
    if wanted.split():
        for block, text in enumerate(texts):
            assert (wanted.strip().lower() in text.lower()) <= any(hit.block == block for hit in hits)
    else:
        assert hits == ()


def test_words_are_found_over_several_spaces_and_nothing_is_a_pattern() -> None:
    assert find(["Hub\n Power", "a.c", "abc"], "hub power") == (Hit(0, 0, 10),)
    assert find(["abc", "a.c"], "a.c") == (Hit(1, 0, 3),)
    assert len(find(["a" * 20_000], "a")) == MOST


def test_the_search_begins_where_the_screen_stands_and_says_where_it_is() -> None:
    hits = [Hit(0, 0, 1), Hit(4, 0, 1)]
    assert [nearest(hits, block) for block in (0, 1, 4, 5)] == [0, 1, 1, 0]
    assert nearest([], 3) == 0
    assert hit_text(0, 1_200) == "1 of 1,200"
    assert hit_text(0, 0) == "not found"
    assert hit_text(0, MOST) == "1 of 9,999+"


# marks


@given(st.text("abc ", min_size=4, max_size=60), st.data())
def test_marks_change_nothing_but_what_they_insert(text: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    pairs = list(zip(places[::2], places[1::2], strict=False))
    marks = [
        Mark(start, end, "HUBC", at == 0) if at % 2 == 0 else Mark(start, end, number=at)
        for at, (start, end) in enumerate(pairs)
    ]
    content = marked(text, 0, marks, {"HUBC": HUBC}, frozenset(), Lit(pairs, pairs[0] if pairs else None))
    plain = content.plain
    assert plain.replace(" ▲+0.49%", "").replace("[1]", "").replace("[3]", "") == text
    for at, letter in enumerate(text):
        assert plain[shown_place(at, marks, {"HUBC": HUBC})] == letter


# prices


@given(
    st.integers(20, 90),
    st.lists(st.sampled_from(["HUBC", "LUCK", "KSE100", "NOBODY"]), min_size=1, unique=True),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, date(2022, 12, 30), datetime(2022, 12, 30, 14, 10, tzinfo=PAKISTAN), NOON]),
)
@example(width=40, symbols=["HUBC"], is_known=True, is_published=False, published=None)
def test_no_line_of_the_prices_is_wider_than_the_pane(
    width: int, symbols: list[str], is_known: bool, is_published: bool, published: date | None
) -> None:
    quotes = {"HUBC": quote(), "LUCK": quote("LUCK", "801", "-12"), "KSE100": quote("KSE100", "75312", "381")}
    rows = {symbol: row_of(one) for symbol, one in quotes.items()}
    then = {symbol: Then(Decimal("99.5"), NOON, is_published, not is_published) for symbol in symbols}
    told = story(Article(published=published), *symbols, then=then if is_known else {})
    lines = prices_lines(Asked(told, moves(told, rows), USUAL, now=NOON), width)
    assert all(line.cell_length <= width for line in lines)
    assert all(any(f"[{number}] {symbol}" in line.plain for line in lines) for number, symbol in enumerate(symbols, 1))
    if width >= 40:
        assert not any("…" in line.plain.replace("…  ", "") for line in lines[len(symbols) :])


def block(
    story: Story,
    rows: dict[str, Row],
    width: int,
    *,
    chosen: int = 0,
    unshown: tuple[str, ...] = (),
    now: datetime | None = None,
) -> list[str]:
    """Return the lines of the prices."""
    asked = Asked(story, moves(story, rows), USUAL, chosen=chosen, unshown=unshown, now=now)
    return [line.plain for line in prices_lines(asked, width)]


def test_columns_stand_under_their_names() -> None:
    told = story(Article(published=NOON), "HUBC", then={"HUBC": Then(Decimal("135.10"), NOON, is_published=True)})
    lines = block(told, {"HUBC": HUBC}, 72, chosen=1)
    assert " ".join(lines[1].split()) == "▸[1] HUBC Hub Power 135.10 at 17:00 136.50 ▲ +1.04%"
    assert lines[0].index("when published") == lines[1].index("135.10")
    assert lines[0].index("now") + 3 == lines[1].index("136.50") + 6
    assert len(lines[0]) == len(lines[1])
    assert lines[2] == "Prices now are of 17:00 PKT"


@pytest.mark.parametrize(
    ("then", "told"),
    [("135.10", "▲  +1.04%"), ("136.50", "●   0.00%"), ("140.00", "▼  -2.50%"), (None, "day ▲  +0.49%")],
)
def test_the_arrow_goes_the_way_of_the_figure_beside_it(then: str | None, told: str) -> None:
    prices = {"HUBC": Then(Decimal(then), NOON, is_published=True)} if then else {}
    lines = block(story(Article(published=NOON), "HUBC", then=prices), {"HUBC": HUBC}, 72)
    assert lines[1].endswith(f"136.50   {told}")
    assert "".join(lines).count("▲") <= 1


def test_where_there_are_two_lines_each_says_what_its_figures_are() -> None:
    thens = {
        "HUBC": Then(Decimal("135.10"), NOON, is_published=True),
        "LUCK": Then(Decimal("800.00"), NOON + timedelta(days=3), is_published=False, is_late=True),
        "BOP": Then(Decimal("5.03"), datetime(2024, 5, 20, tzinfo=PAKISTAN), is_published=False),
    }
    rows = {one.symbol: row_of(one) for one in (quote("HUBC"), quote("LUCK", "801.00", "-12"), quote("BOP", "5.03"))}
    told = story(Article(published=NOON), *thens, then=thens)
    assert block(told, rows, 50) == [
        " [1] HUBC  136.50 now             ▲  +1.04%",
        "     135.10 when published",
        " [2] LUCK  801.00 now  since seen ▲  +0.12%",
        "     800.00 first seen 20 May 17:00",
        " [3] BOP     5.03 now             ●   0.00%",
        "     5.03 first seen 20 May 2024",
        "Prices now are of 17:00 PKT",
    ]
    elsewhere = block(told, rows, 50, now=NOON)
    assert elsewhere[3] == "     800.00 first seen 20 May 17:00 PKT"
    assert elsewhere[5] == "     5.03 first seen 20 May 2024"
    assert block(told, rows, 50, now=NOON.astimezone(PAKISTAN)) == block(told, rows, 50)


def test_a_day_of_which_no_time_is_known_is_only_a_day() -> None:
    day = datetime(2025, 9, 26, tzinfo=PAKISTAN)
    told = story(Article(published=NOON), "HUBC", then={"HUBC": Then(Decimal(136), day, is_published=True)})
    lines = block(told, {"HUBC": HUBC._replace(as_of=day)}, 72)
    assert "136 on 26 Sep 2025" in lines[1]
    assert lines[2] == "Prices now are of 26 Sep 2025"


def test_an_index_and_a_share_end_in_one_column() -> None:
    rows = {one.symbol: row_of(one) for one in (quote("HUBC"), quote("KSE100", "75312", "381"))}
    lines = block(story(Article(published=NOON), *rows), rows, 80)
    assert lines[1].index("136.50") + 6 == lines[2].index("75,312") + 6


def test_of_two_lines_each_only_four_symbols_have_them_and_the_others_are_named() -> None:
    symbols = tuple(f"S{number:02}X" for number in range(1, 13))
    told, rows = story(Article(published=NOON), *symbols), {one: row_of(quote(one)) for one in symbols}
    lines = block(told, rows, 40, unshown=("PSO", "PRL"))
    assert [line.split()[0] for line in lines[:8:2]] == ["[1]", "[2]", "[3]", "[4]"]
    assert lines[8:] == [
        "and 10 more: S05X, S06X, S07X, S08X,",
        "S09X, S10X, S11X, S12X, PSO, PRL",
        "Prices now are of 17:00 PKT",
    ]
    wide = block(told, rows, 90, unshown=("PSO", "PRL"))
    assert wide[1].startswith("  [1] S01X")
    assert wide[12].startswith(" [12] S12X")
    assert wide[13:] == ["and 2 more: PSO, PRL", "Prices now are of 17:00 PKT"]


def test_of_very_many_symbols_some_are_named() -> None:
    unshown = tuple(f"S{number:03}X" for number in range(500))
    lines = block(story(Article(published=NOON), "HUBC"), {"HUBC": HUBC}, 60, unshown=unshown)
    assert lines[2].startswith("and 500 more: S000X, S001X,")
    assert lines[-2].endswith("S029X …")


def test_a_symbol_that_is_only_named_is_found_by_its_name_and_shown_as_chosen() -> None:
    symbols = tuple(f"S{number:02}X" for number in range(1, 13))
    told, rows = story(Article(published=NOON), *symbols), {one: row_of(quote(one)) for one in symbols}
    lines = prices_lines(Asked(told, moves(told, rows), USUAL, chosen=10), 40)
    assert line_of_symbol(lines, 2, "S02X") == 2
    assert line_of_symbol(lines, 10, "S10X") == 9
    lit = [lines[9].plain[span.start : span.end] for span in lines[9].spans if "cursor" in str(span.style)]
    assert lit == ["S10X"]


# tables


@pytest.mark.parametrize(
    ("line", "left", "told"),
    [
        ("Last 110.6020", 0, "Last 110.›"),
        ("Last 110.6020", 3, "Las‹ 110.6020"),
        ("Last 110.6020 and so on", 3, "Las‹ 110.602›"),
        ("Last 110.6", 0, "Last 110.6"),
        ("Last 110.6    ", 0, "Last 110.6"),
        ("Last", 8, "Last    ‹"),
        ("", 8, ""),
        ("          110.6020", 8, "          110.6020"),
        ("上涨上涨上涨", 0, "上涨上涨 ›"),
        ("上涨上涨上涨", 1, " ‹涨上涨上›"),
    ],
)
def test_a_line_of_a_table_is_marked_where_it_is_cut(line: str, left: int, told: str) -> None:
    shown = cut_marked(Content(line), left, 10).plain
    assert shown.rstrip()[: len(told)] == told


@given(st.text("ab1. 上\n", max_size=80), st.integers(0, 30), st.integers(2, 30))
def test_marks_move_nothing(table: str, left: int, width: int) -> None:
    shown = cut_marked(Content(table), left, width).plain
    for before, after in zip(table.split("\n"), shown.split("\n"), strict=True):
        assert cell_len(after) in {cell_len(before), left + 1}
    assert cut_marked(Content(table), 0, 100).plain == table
