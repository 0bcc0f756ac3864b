"""The pictures are those that the code at hand draws."""

import asyncio
from pathlib import Path

import pytest

from screenshots.__main__ import FOLDER, FOR_THE_README, SHOTS, Shot, take, to_png
from tests.chromium import CHROMIUM, tab

FIND_STRAY_LETTERS = """
new Promise((done) => {
  const look = () => document.readyState === "complete" ? done() : requestAnimationFrame(look);
  look();
}).then(() => {
  const texts = [...document.querySelectorAll("text[textLength]")];
  const stray = texts.filter((text) => {
    const letters = text.textContent;
    if (/[^\\u0020-\\u007e\\u00a0]/.test(letters)) return false;
    const last = letters.length - 1;
    if (text.getNumberOfChars() <= last) return true;
    const cell = text.textLength.baseVal.value / letters.length;
    return Math.abs(text.getStartPositionOfChar(last).x - text.x.baseVal[0].value - last * cell) > 1;
  });
  return [texts.length, stray.map((text) => text.textContent)];
})
"""
"""Returns how many texts there are, and those whose last letter is not drawn in its cell of the terminal.

Arrows and blocks may come from another font, with another width.
"""


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
async def test_a_picture_is_what_the_app_shows_today(shot: Shot) -> None:
    drawn = await take(shot)
    assert drawn == (FOLDER / f"{shot.name}.svg").read_text(encoding="utf-8"), "run: make screenshots"


def test_every_picture_is_one_of_the_shots() -> None:
    pictures = {path.name for path in FOLDER.iterdir() if path.suffix in {".svg", ".png"}}
    assert pictures == {f"{shot.name}.svg" for shot in SHOTS} | {f"{FOR_THE_README}.png", "browser.png"}


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
async def test_a_browser_draws_each_letter_of_a_picture_in_its_cell(tmp_path: Path) -> None:
    picture = FOLDER / f"{FOR_THE_README}.svg"
    async with asyncio.timeout(50), tab(picture.as_uri(), tmp_path) as drawn:
        texts, stray = await drawn.evaluate(FIND_STRAY_LETTERS)
    assert texts == picture.read_text(encoding="utf-8").count("textLength") > 100
    assert stray == []


def test_a_picture_names_no_address() -> None:
    for picture in FOLDER.glob("*.svg"):
        text = picture.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http" not in text


def test_a_picture_becomes_a_png() -> None:
    assert to_png((FOLDER / "filter.svg").read_text(encoding="utf-8")).startswith(b"\x89PNG")
