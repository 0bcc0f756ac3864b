"""The front door."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import parsing.lines
import parsing.snapshot
from parsing import Problem, parse_snapshot
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


@given(st.binary())
def test_no_bytes_raise(document: bytes) -> None:
    parse_snapshot(document)


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


def test_a_line_over_the_limit_is_read_to_the_limit_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing.lines, "MAX_LINE", 50)
    snapshot = parse_snapshot(f"{format_quote(quote())}\n\n{'x' * 51}\n")
    assert [(problem.code, problem.line) for problem in snapshot.problems] == [("line-too-long", 3)]
    assert len(snapshot.quotes) == 1


def test_problems_come_in_the_order_of_their_lines() -> None:
    text = "A 1 No Change x\nB 1.00 No Change ▼ 0.00 (0%)\n\x1b[1mC 1 No Change x\n"
    problems: tuple[Problem, ...] = parse_snapshot(text).problems
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)
    assert len(problems) == 3
