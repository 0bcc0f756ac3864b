"""The look at HTML before it is parsed."""

from collections.abc import Callable

import pytest

from parsing import parse_snapshot
from parsing.html_limits import MAX_ATTRIBUTES, MAX_DEPTH, MAX_OPEN_FORMATTING, MAX_TAG, MAX_TAGS, too_much
from tests.html_pages import front_page, large_page

SIZE = 1_000_000
MANY_TAGS = "<br>" * MAX_TAGS


def attributes(count: int) -> str:
    """Return a tag that is too long to be passed at a glance, with so many attributes."""
    words = " ".join(f"a{number}" for number in range(count))
    return f'<div {words} x="{"y" * 2 * MAX_TAG}">'


def roots(count: int) -> str:
    """Return a page of many tags with so many bodies."""
    return "".join(f"<body a{number}=1>" for number in range(count)) + MANY_TAGS


def nested(count: int) -> str:
    """Return a page of many tags with so many inside each other."""
    return "<div>" * count + MANY_TAGS


def formatting(count: int) -> str:
    """Return a page with so many formatting tags that are left open."""
    return "".join(f'<font color="{number}">' for number in range(count))


@pytest.mark.parametrize(
    ("make", "limit", "reason"),
    [
        (attributes, MAX_ATTRIBUTES - 2, "attributes"),
        (roots, MAX_OPEN_FORMATTING, "body"),
        (nested, MAX_DEPTH, "inside each other"),
        (formatting, MAX_OPEN_FORMATTING, "formatting"),
    ],
)
def test_a_page_at_a_limit_is_read_and_one_over_it_is_not(make: Callable[[int], str], limit: int, reason: str) -> None:
    assert too_much(make(limit)) is None
    assert reason in (too_much(make(limit + 1)) or "")


def test_nesting_is_not_counted_on_a_page_of_few_tags() -> None:
    assert too_much("<div>" * MAX_TAGS) is None
    assert too_much("<div>" * (MAX_TAGS + 1)) is not None


def test_attributes_are_not_counted_in_a_tag_that_is_short() -> None:
    assert too_much(f"<div {'a ' * (MAX_TAG // 2 - 9)}>") is None
    assert too_much(f"<div {'a ' * MAX_TAG}>") is not None


def test_formatting_that_is_closed_or_without_attributes_is_no_fault() -> None:
    assert too_much('<b class="x">y</b>' * 10_000) is None
    assert too_much("<b>" * 10_000) is None


@pytest.mark.parametrize("option", ["<option>", "<OPTION value=1>x</OPTION>", "<option/>"])
def test_options_are_counted_against_the_tags_of_the_page(option: str) -> None:
    assert too_much("<select>" + option * 2000) is None
    assert "options" in (too_much("<select>" + option * 10_000) or "")
    assert too_much("<select>" + option * 300 + "</select>" + "<p>x</p>" * 10_000) is None
    assert "options" in (too_much("<select>" + option * 3000 + "</select>" + "<p>x</p>" * 10_000) or "")


@pytest.mark.parametrize("end", ["<!-- </b> -->", "</bold>", ""])
def test_formatting_that_only_seems_closed_is_open(end: str) -> None:
    assert too_much(f'<b class="x">y{end}' * 10_000) is not None


@pytest.mark.parametrize("page", [large_page(), front_page()], ids=["large", "front"])
def test_real_pages_pass(page: str) -> None:
    assert too_much(page) is None
    assert parse_snapshot(page).quotes


def test_the_large_page_is_as_large_as_the_papers() -> None:
    assert 390_000 < len(large_page().encode()) < 500_000
    assert 7_200 < large_page().count("<") < 9_000


HOSTILE = {
    "nested tags": "<div>" * (SIZE // 5),
    "nested tags of many names": "".join(f"<x{number}>" for number in range(SIZE // 8)),
    "nested inline tags": "<span>" * (SIZE // 6),
    "nested lists": "<ul><li>" * (SIZE // 8),
    "nested tables": "<table><tr><td>" * (SIZE // 15),
    "closed in the wrong order": "<div><span></div>" * (SIZE // 17),
    "attributes without values": f"<div {' '.join(f'a{number}' for number in range(120_000))}>",
    "attributes with values": f"<div {' '.join(f'a{number}=1' for number in range(120_000))}>",
    "attributes of a closing tag": f"<div></div {' '.join(f'a{number}' for number in range(120_000))}>",
    "attributes without an end": f"<div {' '.join(f'a{number}' for number in range(120_000))}",
    "open formatting": "".join(f"<b a{number}>" for number in range(SIZE // 10)),
    "open formatting in paragraphs": "<p>".join(f"<font color={number}>" for number in range(SIZE // 25)),
    "open links": "<a href=x>" * (SIZE // 10),
    "bodies": "".join(f"<body a{number}>" for number in range(SIZE // 14)),
    "open comments": "<!--" * (SIZE // 4),
    "comments": "<!-- -->" * (SIZE // 8),
    "less-than signs": "<" * SIZE,
    "less-than signs and letters": "<a" * (SIZE // 2),
    "open quotation marks": '<a b="' * (SIZE // 6),
    "open scripts": "<script>" * (SIZE // 8),
    "open templates": "<template>" * (SIZE // 10),
    "open JSON-LD": '<script type="application/ld+json">[' * (SIZE // 36),
    "entities": "&amp;&#27;" * (SIZE // 10),
    "directions": "Increased By\n" * (SIZE // 13),
    "directions in tags": "<b>Increased By</b>" * (SIZE // 19),
    "directions and spaces": ("Increased By" + " " * 500) * (SIZE // 512),
    "closing lines": "<p>Comments</p>" * (SIZE // 15),
    "list items": "<li>a" * (SIZE // 5),
    "options": "<select>" + "<option>x" * (SIZE // 9),
    "few options and many rules": "<select>" + "<hr>" * 240_000 + "<option>x" * 160,
    "areas of comments": "<div class=comments>x</div>" * (SIZE // 27),
    "stories": "<div class=story__content>x</div>" * (SIZE // 33),
    "quotes of no known direction": "<p>AB 1.0 Up By 1 (1%)" * (SIZE // 22),
    "breaks": "a<br>" * (SIZE // 5),
    "bullets in pieces": "<b>•</b>x" * (SIZE // 9),
    "headings": "<h1>a</h1>" * (SIZE // 10),
    "percentages": "(0.1%)" * (SIZE // 6),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_megabyte_made_to_take_long_gives_a_problem_or_a_snapshot(kind: str) -> None:
    assert parse_snapshot(f"<!doctype html><h1>x</h1>{HOSTILE[kind]}").problems


def test_a_page_that_is_too_much_is_one_problem_of_the_whole_page() -> None:
    page = roots(MAX_OPEN_FORMATTING + 1)
    assert too_much(page) == "more than one body"
    assert [(problem.line, problem.code) for problem in parse_snapshot(page).problems] == [(0, "html-hostile")]
