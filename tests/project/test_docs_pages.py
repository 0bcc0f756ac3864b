"""docs/pages.md is true: its examples are read as it says. It has every problem that can be told, and every limit."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from parsing import html_limits, parse_snapshot
from parsing.addresses import LONGEST_ADDRESS
from parsing.line_forms import HEADLINE_LENGTH
from parsing.lines import MAX_LINE
from parsing.snapshot import MAX_DOCUMENT
from tests.project.documents import PROJECT, Block, blocks
from tui.reading.pages import SECONDS_FOR_FEED, SECONDS_FOR_HTML

DOCUMENT: Final = (PROJECT / "docs" / "pages.md").read_text(encoding="utf-8")
EXAMPLES: Final = [block for block in blocks() if block.document == "pages.md"]
TOLD_BY_FUNCTIONS: Final = {"Problem", "Fault", "_problem"}

# "| `quote-broken` | a quote torn over lines … | left out … |"
ROW = re.compile(r"^\| `(?P<code>[a-z-]+)` \|", re.MULTILINE)

MADE: Final = {
    "too-large": b"x" * (MAX_DOCUMENT + 1),
    "not-text": b"\x89PNG\r\n\x1a\n",
    "charset": "HUBC Gewürz für alle".encode("windows-1252"),
    "bytes": b"Urdu \xd8\xa7 and \xff\n",
    "cleaned": b"HUBC \x1b[31msaid\n",
    "line-too-long": b"x" * (MAX_LINE + 1),
    "date": b" date 2024-02-31 HUBC 1.00 No Change \xe2\x96\xbc 0.00 (0%)\n",
    "no-quotes": b"Nothing rose.\n",
    "quote-malformed": "hubc 122.75 Increased By ▲ 5.23 (4.45%)\n".encode(),
    "quote-broken": "HU\nBC 122.75 Increased By ▲ 5.23 (4.45%)\n".encode(),
    "quote-cut-off": "HUBC 122.75 Increased By ▲ 5.23 (4.45%)\nWTL 1.4".encode(),
    "quote-contradiction": "HUBC 122.75 Decreased By ▼ 5.23 (4.45%)\n".encode(),
    "quote-percent": "HUBC 122.75 Increased By ▲ 5.23 (9.45%)\n".encode(),
    "quote-duplicate": "WTL 1.40 No Change ▼ 0.00 (0%)\nWTL 1.50 No Change ▼ 0.00 (0%)\n".encode(),
    "quote-below-end": "It rose.\nComments\nHUBC 122.75 Increased By ▲ 5.23 (4.45%)\n".encode(),
    "html-hostile": b"<html>" + b'<b class="x">' * (html_limits.MAX_OPEN_FORMATTING + 1),
    "foreign": b"<html><body><p>Hello</p></body></html>",
}
"""A page for each problem that the parser tells of."""


def pairs() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each example of the document: a page, and what is read of it."""
    for page, read in zip(EXAMPLES[::2], EXAMPLES[1::2], strict=True):
        assert (page.language in {"text", "html"}, read.language) == (True, "json"), page
        yield page.text, json.loads(read.text)


def has(whole: object, part: object) -> bool:
    """Whether a record has what a part of it says; a list has to have as many elements."""
    if isinstance(whole, dict) and isinstance(part, dict):
        return all(name in whole and has(whole[name], value) for name, value in part.items())
    if isinstance(whole, list) and isinstance(part, list):
        return len(whole) == len(part) and all(map(has, whole, part))
    return whole == part


@pytest.mark.parametrize(("page", "said"), list(pairs()))
def test_an_example_is_read_as_the_document_says(page: str, said: dict[str, Any]) -> None:
    read = parse_snapshot(page).model_dump(mode="json")
    assert has(read, said), json.dumps(read, ensure_ascii=False, indent=2)


def test_another_reading_than_the_document_says_would_be_seen() -> None:
    assert not has({"quotes": [{"price": "1.00"}]}, {"quotes": [{"price": "1.0"}]})
    assert not has({"quotes": []}, {"quotes": [{"price": "1.00"}]})
    assert not has({}, {"article": None})
    assert isinstance(EXAMPLES[0], Block)


def codes_of(folder: Path) -> set[str]:
    """Return the codes of all problems that the code in a folder can make."""
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) in TOLD_BY_FUNCTIONS:
                named = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
                found |= {text for part in (*named, *node.args[:1]) if isinstance(text := _text(part), str)}
            elif isinstance(node, ast.Tuple) and len(node.elts) == 2 and "feed" in path.name:
                found |= {text for text in [_text(node.elts[0])] if isinstance(text, str) and text.startswith("feed-")}
    return found


def _text(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def test_the_document_has_every_problem_and_no_other() -> None:
    parsing, program = (
        set(ROW.findall(part)) for part in DOCUMENT.split("## Problems")[1].split("From the program around the parser")
    )
    assert parsing == codes_of(PROJECT / "parsing")
    assert program == codes_of(PROJECT / "tui") - parsing
    assert parsing == MADE.keys()


@pytest.mark.parametrize("code", MADE)
def test_a_page_that_is_so_is_told_by_that_name(code: str) -> None:
    assert code in {problem.code for problem in parse_snapshot(MADE[code]).problems}


def test_the_limits_are_those_of_the_code() -> None:
    limits = DOCUMENT.split("## Limits")[1]
    numbers = (
        MAX_LINE,
        LONGEST_ADDRESS,
        html_limits.MAX_TAGS,
        html_limits.MAX_DEPTH,
        html_limits.MAX_OPEN_FORMATTING,
        html_limits.MAX_TAG,
        html_limits.MAX_ATTRIBUTES,
    )
    for number in numbers:
        assert f"{number:,}" in limits
    assert f"{MAX_DOCUMENT // 1024**2} MiB" in limits
    assert f"{SECONDS_FOR_HTML:g} seconds" in limits
    assert f"{SECONDS_FOR_FEED:g} seconds" in limits
    assert f"up to {HEADLINE_LENGTH} characters" in DOCUMENT
