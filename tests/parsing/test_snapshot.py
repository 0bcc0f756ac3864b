"""The front door."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import parsing.lines
import parsing.snapshot
from parsing import Problem, Snapshot, parse_snapshot
from parsing.clean import excerpt
from parsing.line_forms import SECTIONS
from parsing.quote_forms import is_quote
from parsing.quotes import format_quote
from parsing.snapshot import looks_like_html
from tests.builders import PAGES, page_of, quote

PIECES = st.sampled_from(
    [
        *(PAGES / "2021-05-28-covid-arrows.txt").read_text(encoding="utf-8").splitlines(),
        *(PAGES / "undated-fx-table.txt").read_text(encoding="utf-8").splitlines(),
        "\x1b[2J",
        "No Change",
        " date 2024-02-31 ",
        "=====",
        "Photo:",
        "  •",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("\n".join)))
def test_no_text_raises(text: str) -> None:
    json.dumps(parse_snapshot(text).model_dump(mode="json"), allow_nan=False)


@given(st.binary(), st.sampled_from([None, "text/html", "text/plain; charset=utf-16", "x"]))
def test_no_bytes_raise(document: bytes, content_type: str | None) -> None:
    json.dumps(parse_snapshot(document, content_type=content_type).model_dump(mode="json"), allow_nan=False)


@given(st.one_of(st.text(), st.lists(PIECES).map("\n".join)))
def test_a_snapshot_of_anything_is_frozen_to_the_bottom_and_survives_json(text: str) -> None:
    snapshot = parse_snapshot(text)
    hash(snapshot)  # only what cannot change can be hashed
    assert Snapshot.model_validate_json(snapshot.model_dump_json()).quotes == snapshot.quotes


@given(st.lists(PIECES).map("\n".join))
def test_text_and_its_bytes_give_the_same_snapshot(text: str) -> None:
    assert parse_snapshot(text) == parse_snapshot(text.encode())


@given(st.lists(st.text(alphabet="ab\x1b[]m\u202e \u200b", max_size=20)).map("\n".join))
def test_nothing_that_a_terminal_obeys_comes_out(text: str) -> None:
    record = json.dumps(parse_snapshot(text).model_dump(mode="json"), ensure_ascii=False)
    assert record.isprintable()


def test_a_snapshot_cannot_be_changed() -> None:
    snapshot = parse_snapshot(page_of(quote()))
    with pytest.raises(ValidationError):
        snapshot.article = None  # type: ignore[misc]
    with pytest.raises(ValidationError):
        snapshot.quotes[0].symbol = "X"  # type: ignore[misc]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_parts_lines(end: str) -> None:
    text = page_of(quote("HUBC"), quote("PPL", "123.60", "0.70")).replace("\n", end)
    assert [found.symbol for found in parse_snapshot(text).quotes] == ["HUBC", "PPL"]


def test_a_page_without_quotes_says_so_and_keeps_its_article() -> None:
    snapshot = parse_snapshot("They rose.\n")
    assert [problem.code for problem in snapshot.problems] == ["no-quotes"]
    assert snapshot.article is not None
    assert not snapshot.is_empty


@pytest.mark.parametrize("text", ["", "\n\n", "Markets"])
def test_a_page_with_nothing_on_it_is_empty_or_a_line_of_text(text: str) -> None:
    snapshot = parse_snapshot(text)
    assert snapshot.quotes == snapshot.indices == ()
    assert snapshot.is_empty == (not text.strip())


@pytest.mark.parametrize(
    ("document", "content_type"),
    [
        ("<!DOCTYPE html><p>x", None),
        (" <html>", None),
        ("\ufeff<!-- a page -->", None),
        ("text", "text/html; charset=utf-8"),
        (b"\xef\xbb\xbf<html>", None),
        ("<html>".encode("utf-16"), None),
    ],
)
def test_html_is_told_by_its_start_or_its_type(document: str | bytes, content_type: str | None) -> None:
    assert looks_like_html(document, content_type)
    assert parse_snapshot(document, content_type=content_type).is_empty


@pytest.mark.parametrize("document", ["", "HUBC 1.00 <html>", b"", b"\xff\xfe", "Kites < trees"])
def test_text_is_not_taken_for_html(document: str | bytes) -> None:
    assert not looks_like_html(document, "text/plain")


def test_an_escape_sequence_in_a_quote_line_is_cut_out_and_named() -> None:
    line = format_quote(quote())
    snapshot = parse_snapshot(line.replace("136.50", "\x1b[31m136.50\x1b[0m"))
    assert snapshot.quotes == (quote(),)
    assert [(problem.code, problem.line) for problem in snapshot.problems] == [("cleaned", 1)]


def test_markup_is_kept_as_the_text_that_it_is() -> None:
    snapshot = parse_snapshot("[Q3 results] were [@click=app.quit]good[/].\n\n[/]\n")
    assert snapshot.article is not None
    assert snapshot.article.paragraphs == ("[Q3 results] were [@click=app.quit]good[/].", "[/]")


def test_a_page_over_the_limit_is_read_to_the_limit_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(quote("HUBC"), quote("PPL", "123.60", "0.70"))
    monkeypatch.setattr(parsing.snapshot, "MAX_DOCUMENT", page.index("\n") + 1)
    snapshot = parse_snapshot(page)
    assert [found.symbol for found in snapshot.quotes] == ["HUBC"]
    assert [problem.code for problem in snapshot.problems] == ["too-large"]


def test_a_page_as_large_as_the_limit_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(quote("HUBC"), quote("PPL"))
    monkeypatch.setattr(parsing.snapshot, "MAX_DOCUMENT", len(page))
    assert parse_snapshot(page).problems == ()
    problems = parse_snapshot(b"\xff\n" + page.encode()).problems
    assert [(problem.line, problem.code) for problem in problems][:2] == [(0, "too-large"), (1, "bytes")]


def test_what_the_header_says_of_a_page_counts() -> None:
    line = format_quote(quote(), arrow=False)
    assert parse_snapshot(f"<p>{line}</p>", content_type="text/html").quotes == (quote(),)
    assert parse_snapshot(f"<p>{line}</p>", content_type="text/plain").quotes == ()
    page = f"{line}\n\nپاکستان\n".encode("cp1256")
    article = parse_snapshot(page, content_type="text/plain; charset=cp1256").article
    assert article is not None
    assert article.paragraphs == ("پاکستان",)


def test_a_line_over_the_limit_is_read_to_the_limit_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing.lines, "MAX_LINE", 50)
    snapshot = parse_snapshot(f"{format_quote(quote())}\n\n{'x' * 51}\n")
    assert [(problem.code, problem.line) for problem in snapshot.problems] == [("line-too-long", 3)]
    assert len(snapshot.quotes) == 1


@pytest.mark.parametrize(("day", "codes"), [("2024-05-17", []), ("2024-02-31", [(3, "date")])])
def test_lines_are_counted_from_the_top_whatever_stands_before_the_date(day: str, codes: list[tuple[int, str]]) -> None:
    snapshot = parse_snapshot(f"\n\n date {day} {format_quote(quote())}\nA 1 No Change x\n")
    assert [(problem.line, problem.code) for problem in snapshot.problems] == [*codes, (4, "quote-malformed")]
    assert snapshot.quotes == (quote(),)
    assert str(snapshot.snapshot_date) == ("None" if codes else day)


def test_problems_come_in_the_order_of_their_lines() -> None:
    text = "A 1 No Change x\nB 1.00 No Change ▼ 0.00 (0%)\n\x1b[1mC 1 No Change x\n"
    problems: tuple[Problem, ...] = parse_snapshot(text).problems
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)
    assert len(problems) == 3


# nothing is lost silently

PROSE = st.from_regex(r"[A-Za-z][a-z]{0,9}( [a-z]{1,9}){0,12}", fullmatch=True)
QUOTES = st.sampled_from(
    [
        "HUBC 136.50 Increased By ▲ 0.66 (0.49%)",
        "KSE30 19,137 Increased By 51.32 (0.27%)",
        "HUBC 140.00 Increased By ▲ 4.16 (3.06%)",
        "SYM abc No Change ▼ 0.00 (0%)",
        "SYM 5.03 Increased By ▼ 0.02 (0.4%)",
        "BOP 5.03 Decreased By ▼ -0.02 (-9%)",
        "hubc 1.00 Increased By ▲ 0.02 (2.04%)",
        "HUBC 136.50 Increased",
        "By ▲ 0.66 (0.49%)",
        "HU",
        "",
    ]
)


@given(st.lists(st.one_of(QUOTES, PROSE)), st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_line_is_a_quote_or_a_problem_or_stands_in_the_article(lines: list[str], end: str) -> None:
    snapshot = parse_snapshot(end.join(lines))
    record = snapshot.model_dump(mode="json")["article"] or {}
    words = set(json.dumps(list(record.values()), ensure_ascii=False).replace('"', " ").replace(",", " ").split())
    symbols = {found.symbol for found in (*snapshot.quotes, *snapshot.indices)}
    told = {problem.line for problem in snapshot.problems}
    broken = [problem.line for problem in snapshot.problems if problem.code == "quote-broken"]
    told |= {line + below for line in broken for below in (1, 2)}
    has_section_alone = not record and bool(lines)
    for number, line in enumerate(lines, start=1):
        is_read = number in told or words.issuperset(line.replace(",", " ").split())
        is_kept_quote = is_quote(line) and line.split()[0] in symbols
        assert is_read or is_kept_quote or (has_section_alone and line.casefold() in SECTIONS), line


@given(st.lists(QUOTES, min_size=1))
def test_good_lines_stay_whatever_stands_between_them(lines: list[str]) -> None:
    above, below = quote("AAA"), quote("ZZZ", "123.60", "0.70")
    snapshot = parse_snapshot("\n".join([format_quote(above), *lines, format_quote(below)]))
    assert snapshot.quotes[0] == above
    assert snapshot.quotes[-1] == below


@given(st.lists(st.one_of(QUOTES, PROSE)))
def test_a_problem_names_a_line_that_is_there_and_shows_its_start(lines: list[str]) -> None:
    for problem in parse_snapshot("\n".join(lines)).problems:
        assert 0 <= problem.line <= max(1, len(lines))
        assert problem.line == 0 or problem.excerpt == excerpt(lines[problem.line - 1])


# size


@pytest.mark.parametrize(
    "body", ["x", "x ", "A", "9", "\x1b[1m", "Increased By ", "HUBC 136.50 Increased By ▲ 0.66 (0.49%) "]
)
def test_a_megabyte_in_one_line_costs_nothing_around_it(body: str) -> None:
    above, below = quote("AAA"), quote("ZZZ", "123.60", "0.70")
    line = body * (1_000_000 // len(body))
    snapshot = parse_snapshot("\n".join([format_quote(above), line, format_quote(below)]))
    assert snapshot.quotes == (above, below)
    is_told = any(problem.line == 2 for problem in snapshot.problems)
    assert is_told or snapshot.article is not None


# what is no text


@pytest.mark.parametrize("content_type", [None, "text/html", "text/plain; charset=utf-8"])
@pytest.mark.parametrize("document", [b"\x89PNG\r\n\x1a\n\0\0", bytes(range(256)) * 20, b"\0" * 100])
def test_a_file_that_is_no_text_gives_an_empty_snapshot_that_says_so(document: bytes, content_type: str | None) -> None:
    snapshot = parse_snapshot(document, content_type=content_type)
    assert snapshot.is_empty
    assert [(problem.line, problem.code) for problem in snapshot.problems] == [(0, "not-text")]


def test_a_page_with_a_hole_in_it_keeps_its_quotes() -> None:
    page = page_of(quote("HUBC"), quote("PPL", "123.60", "0.70"), body="Kites rose over the old town.\n").encode()
    damaged = page + b"\0" * 4096
    assert [found.symbol for found in parse_snapshot(damaged).quotes] == ["HUBC", "PPL"]
    holed = page.replace(b"old town", b"\0" * 4096)
    assert [problem.code for problem in parse_snapshot(holed).problems] == ["cleaned"]


# every field of the article

ARTICLE = """\
Brecorder Logo
May 28, 2021 PRINT EDITION ► BR MARKETS ►
World
Old bridge opens again after a long winter
  • Main gate to stay shut until noon
Mushtaq Ghumman Published 20 Dec, 2023 12:51pm
KARACHI: The bridge over the mill stream was closed in autumn, when a farmer saw that two planks were loose.

A boat race for everybody

The bakers of the lower village have shared a single oven since the frost.

=====================
Fruit     Mon    Tue
Apples    120    131
=====================
"""
HIDDEN = st.sampled_from(
    [
        "\x1b[31m",
        "\x9b31m",
        "\x1b]8;;http://evil\x1b\\",
        "\x9d52;c;eA==\x9c",
        "\u202e",
        "\u2069",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\0",
    ]
)
MARKUP = ["[/]", "[@click=app.quit]", "[red]", "[Q3 results]", "<b>", "&amp;", "]]>", "\\["]


@given(st.integers(0, len(ARTICLE) - 1), HIDDEN)
def test_what_hides_anywhere_in_an_article_is_taken_out_and_named(place: int, piece: str) -> None:
    snapshot = parse_snapshot(ARTICLE[:place] + piece + ARTICLE[place:])
    clean = parse_snapshot(ARTICLE)
    assert clean.article is not None
    assert None not in (clean.article.section, clean.article.title, clean.article.byline, clean.article.dateline)
    assert all((clean.article.standfirst, clean.article.paragraphs, clean.article.related, clean.article.tables))
    assert (snapshot.article, snapshot.snapshot_date) == (clean.article, clean.snapshot_date)
    line = ARTICLE.count("\n", 0, place) + 1
    assert [(problem.line, problem.code) for problem in snapshot.problems] == [(0, "no-quotes"), (line, "cleaned")]


@pytest.mark.parametrize("field", ["bridge opens", "gate to", "planks", "boat", "oven", "Apples"])
@pytest.mark.parametrize("piece", MARKUP)
def test_markup_in_a_field_of_an_article_is_text(field: str, piece: str) -> None:
    expected = parse_snapshot(ARTICLE).model_dump_json().replace(field, f"{field}{json.dumps(piece)[1:-1]}")
    assert parse_snapshot(ARTICLE.replace(field, f"{field}{piece}")).model_dump_json() == expected


def test_urdu_curly_quotes_the_rupee_sign_and_arrows_reach_the_reader() -> None:
    prose = "“می\u200cخواہم” ₨ 1,234.50 ▲ ‘اور’ ▼ پاکستان … – ۔"
    snapshot = parse_snapshot(f"{format_quote(quote())}\n\n{prose}\n".encode())
    assert snapshot.article is not None
    assert snapshot.article.paragraphs == (prose,)
    assert snapshot.problems == ()
