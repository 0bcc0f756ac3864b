"""The pictures are those that the code at hand draws."""

import pytest

from screenshots.__main__ import FOLDER, FOR_THE_README, SHOTS, Shot, take, to_png


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
async def test_a_picture_is_what_the_app_shows_today(shot: Shot) -> None:
    drawn = await take(shot)
    assert drawn == (FOLDER / f"{shot.name}.svg").read_text(encoding="utf-8"), "run: make screenshots"


def test_every_picture_is_one_of_the_shots() -> None:
    pictures = {path.name for path in FOLDER.iterdir() if path.suffix in {".svg", ".png"}}
    assert pictures == {f"{shot.name}.svg" for shot in SHOTS} | {f"{FOR_THE_README}.png", "browser.png"}


def test_a_picture_names_no_address() -> None:
    for picture in FOLDER.glob("*.svg"):
        text = picture.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http" not in text


def test_a_picture_becomes_a_png() -> None:
    assert to_png((FOLDER / "filter.svg").read_text(encoding="utf-8")).startswith(b"\x89PNG")
