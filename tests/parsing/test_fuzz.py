"""Real pages, damaged in many ways; `python -m benchmarks.fuzz SECONDS` does the same for longer."""

import pytest

from benchmarks.fuzz import check, fuzz, lost_lines, pages
from parsing import Snapshot, parse_snapshot
from tests.builders import page_of, quote

ROUNDS = 250


@pytest.mark.parametrize("start", range(0, 8 * ROUNDS, ROUNDS))
def test_a_damaged_page_is_read_or_told_line_by_line(start: int) -> None:
    originals = pages()
    for seed in range(start, start + ROUNDS):
        fuzz(seed, originals)


def test_the_real_pages_themselves_pass_the_same_check() -> None:
    for page in pages():
        check(page)


def test_a_lost_line_would_be_seen() -> None:
    page = page_of(quote("HUBC"), quote("PPL", "123.60", "0.70"))
    assert lost_lines(page, parse_snapshot(page)) == []
    assert lost_lines(page, Snapshot()) == page.strip().split("\n")
