"""HTML pages, against the text pages of the same content."""

import json
from pathlib import Path

import pytest

from parsing import parse_snapshot
from tests.html_pages import html_page
from tests.parsing.test_pages import EVERY_PAGE


@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: f"{page.parent.name}/{page.stem}")
@pytest.mark.parametrize("json_ld", [True, False], ids=["json-ld", "markup"])
def test_a_page_in_html_gives_what_its_text_form_gives(page: Path, json_ld: bool) -> None:
    expected = json.loads(page.with_suffix(".expected.json").read_text(encoding="utf-8"))
    found = parse_snapshot(html_page(expected, json_ld=json_ld)).model_dump(mode="json")
    assert {field: found[field] for field in ("snapshot_date", "quotes", "indices", "article")} == {
        field: expected[field] for field in ("snapshot_date", "quotes", "indices", "article")
    }
    assert [problem["code"] for problem in found["problems"]] == ([] if expected["quotes"] else ["no-quotes"])
