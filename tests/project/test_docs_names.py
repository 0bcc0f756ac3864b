"""What the documents point to is there: pages, headings, pictures, tests, modules. The picture is of today's code."""

import ast
import re
from pathlib import Path
from typing import Final

import pytest

from screenshots.layers import PICTURE, draw, read_contracts
from tests.project.documents import BLOCK, DOCUMENTS, PROJECT
from tui.plain.answering import COMMANDS

# [Keys](docs/keys.md), ![The monitor](../screenshots/monitor.png), [here](#the-news)
LINK = re.compile(r"\[[^\]]*\]\((?P<path>[^)#\s]*)(?:#(?P<heading>[^)\s]+))?\)")

# `tests/parsing/test_clean.py::test_what_people_read_stays`, `tests/server.py`
TEST = re.compile(r"`(?P<path>tests/[\w/]+\.py)(?:::(?P<name>\w+))?`")

# `parsing/article.py`, `tui/history/pen.py`, `docs/tapewatch-publish.service`
FILE = re.compile(r"`(?P<path>(?:parsing|tui|benchmarks|screenshots|docs|tests)/[\w/.-]+)`")

SECURITY: Final = PROJECT / "docs" / "security.md"


def headings(path: Path) -> set[str]:
    """Return the headings of a document as links name them."""
    found = re.findall(r"^#+ (.+)$", BLOCK.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def functions(path: Path) -> set[str]:
    """Return the names of the functions of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_points_to_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for path, heading in LINK.findall(text):
        if path.startswith(("http://", "https://")):
            continue
        target = document.parent / path if path else document
        assert target.is_file(), path
        assert not heading or heading in headings(target), f"{path}#{heading}"
    for path in FILE.findall(text):
        assert (PROJECT / path).exists(), path
    for path, name in TEST.findall(text):
        assert (PROJECT / path).is_file(), path
        assert not name or name in functions(PROJECT / path), f"{path}::{name}"


def test_every_document_can_be_found_from_the_readme() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    for document in DOCUMENTS[1:]:
        assert f"](docs/{document.name})" in readme, document.name


def test_every_threat_names_the_test_that_shows_what_holds() -> None:
    tables = SECURITY.read_text(encoding="utf-8").split("\n## The terminal")[1]
    rows = [line for line in tables.split("\n") if line.startswith("| ") and not line.startswith(("| threat", "| ---"))]
    assert len(rows) > 40
    for row in rows:
        assert TEST.search(row.split("|")[3]), row


def test_what_can_be_typed_into_the_lines_is_in_the_documents() -> None:
    rows = "\n".join(f"| {command.usage} | {command.help} |" for command in COMMANDS)
    assert f"| --- | --- |\n{rows}\n\n" in (PROJECT / "docs" / "commands.md").read_text(encoding="utf-8")


def test_the_picture_of_the_layers_is_that_of_the_contracts() -> None:
    assert PICTURE.read_text(encoding="utf-8") == draw(*read_contracts()), "run: make screenshots"


def test_the_picture_can_be_read_in_the_light_and_in_the_dark() -> None:
    style = PICTURE.read_text(encoding="utf-8").split("<style>")[1].split("</style>")[0]
    light, dark = (set(re.findall(r"--(\w+):", part)) for part in style.split("prefers-color-scheme: dark"))
    assert light == dark == set(re.findall(r"var\(--(\w+)\)", style))
