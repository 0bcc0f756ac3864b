"""Whole pages in every layout seen, against what they hold. The figures are published ones, the prose is our own."""

import json
from pathlib import Path
from typing import Any

import pytest

from parsing import parse_snapshot
from tests.builders import PAGES

# more pages of the same kind, where they lie beside the checkout
MORE_PAGES = Path(__file__).parents[3] / "shared" / "snapshots"
EVERY_PAGE = [*sorted(PAGES.glob("*.txt")), *sorted(MORE_PAGES.glob("*.txt"))]


def read(page: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the parser finds on a page, and what is there."""
    expected = json.loads(page.with_suffix(".expected.json").read_text(encoding="utf-8"))
    return parse_snapshot(page.read_bytes()).model_dump(mode="json"), expected


def test_there_are_pages_in_ten_layouts() -> None:
    assert len(list(PAGES.glob("*.txt"))) == 10


@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: f"{page.parent.name}/{page.stem}")
@pytest.mark.parametrize("field", ["snapshot_date", "quotes", "indices", "article"])
def test_a_page_holds_exactly_what_it_prints(page: Path, field: str) -> None:
    found, expected = read(page)
    assert found[field] == expected[field]


@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_a_real_page_has_no_problem_but_missing_quotes(page: Path) -> None:
    found, expected = read(page)
    codes = [problem["code"] for problem in found["problems"]]
    assert codes == ([] if expected["quotes"] else ["no-quotes"])
