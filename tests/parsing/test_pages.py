"""Whole pages in every layout seen, against what they hold. The figures are published ones, the prose is our own."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from parsing import Article, parse_snapshot
from tests.builders import PAGES

# more pages of the same kind, where they lie beside the checkout
MORE_PAGES = Path(__file__).parents[3] / "shared" / "snapshots"
EVERY_PAGE = [*sorted(PAGES.glob("*.txt")), *sorted(MORE_PAGES.glob("*.txt"))]


ARTICLE_FIELDS = [name for name in Article.model_fields if name not in {"link", "links", "is_excerpt"}]
NO_ARTICLE: dict[str, Any] = dict.fromkeys(ARTICLE_FIELDS)


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


def field_values(record: dict[str, Any]) -> dict[str, Any]:
    """Return what a page's record says, field by field, those of the article among them."""
    article = record["article"] or NO_ARTICLE
    fields = {name: record[name] for name in ("snapshot_date", "quotes", "indices")}
    return fields | {f"article.{name}": article[name] for name in ARTICLE_FIELDS}


def compare(pages: Sequence[Path]) -> tuple[dict[str, int], list[str]]:
    """Return on how many pages each field comes out exactly, and a line for each that does not."""
    scores: Counter[str] = Counter()
    differences: list[str] = []
    for page in pages:
        found, expected = (field_values(record) for record in read(page))
        for name, value in expected.items():
            scores[name] += found[name] == value
            if found[name] != value:
                differences.append(f"{page.stem}, {name}:\n  found {found[name]!r}\n  there is {value!r}")
    return dict(scores), differences


@pytest.mark.parametrize("folder", [PAGES, MORE_PAGES], ids=["our own pages", "shared pages"])
def test_every_field_of_every_page_scores_in_full(folder: Path) -> None:
    pages = sorted(folder.glob("*.txt"))
    if not pages:
        pytest.skip(f"{folder} is not here")
    scores, differences = compare(pages)
    for name, score in scores.items():
        print(f"{name:20} {score:3} of {len(pages)}")  # shown where the test fails
    assert not differences, "\n".join(differences)
    assert set(scores.values()) == {len(pages)}


def test_a_field_that_differs_would_be_shown(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    original = PAGES / "2024-05-seed.txt"
    page.write_bytes(original.read_bytes())
    record = json.loads(original.with_suffix(".expected.json").read_text(encoding="utf-8"))
    record["article"]["dateline"] = "NOWHERE"
    page.with_suffix(".expected.json").write_text(json.dumps(record), encoding="utf-8")
    scores, (difference,) = compare([page])
    assert [name for name, score in scores.items() if not score] == ["article.dateline"]
    assert "NOWHERE" in difference
