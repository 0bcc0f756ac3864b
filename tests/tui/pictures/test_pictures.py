"""The screen looks as it did when somebody last looked at it."""

import pytest
from syrupy.assertion import SnapshotAssertion

from screenshots.__main__ import Shot, take
from tests.tui.pictures.extension import PictureExtension
from tests.tui.pictures.feeds import FailingSource, LiveSource, OddSource, OldSource
from tui import themes

SIZES = ((80, 24), (120, 40), (200, 50))
MONITORS = tuple(
    Shot(f"monitor-{width}x{height}-{theme.name.removeprefix('tapewatch-')}", width, height, theme.name, ("j", "j"))
    for width, height in SIZES
    for theme in themes.OWN
)
READING = tuple(
    Shot(f"reading-{width}x{height}-{theme}", width, height, f"tapewatch-{theme}", ("l", "right_square_bracket", "J"))
    for width, height in SIZES
    for theme in ("dark", "light")
)
STARRED = ("asterisk", "j", "j", "asterisk", "j", "j", "j", "asterisk")
HELD = tuple(
    key
    for text in ("500 @ 70.10", "25,000 @ 5.4", "", "1,200 @ 30", "", "2,000 @ 22.15")
    for key in (("e", *text, "enter", "j") if text else ("j",))
)
"""The keys by which something is held of several symbols, the cursor going down."""

ALERTED = (
    *("a", "ctrl+u", *"kse100 > 75,330", "ctrl+d", "enter"),
    *("a", "ctrl+u", *"news HUBC", "tab", "enter"),
    *("a", "ctrl+u", *"AIRLINK percent < -3.25", "tab", "tab", "enter"),
    *("a", "ctrl+u", *"AIRLINK > 70", "tab", "tab", "ctrl+d", "enter"),
    *("j", "j", "a", "enter"),
)
"""The keys by which alerts are made."""

LISTS = ("j", "W", "n", *"Banks", "enter", "space", "n", *"To watch", "enter", "k")
OTHERS = (
    Shot("live", source=LiveSource),
    Shot("stale", source=OldSource),
    Shot("failing", source=FailingSource),
    Shot("detail", keys=("j", "j", "enter")),
    Shot("detail-80x24", 80, 24, keys=("j", "j", "enter")),
    Shot("columns", keys=("c", "j", "j")),
    Shot("filter", keys=("slash", *"up >1%")),
    Shot("filter-without-rows", keys=("slash", *"xyz")),
    Shot("sort", keys=("s",)),
    Shot("sorted", keys=("s", "p")),
    Shot("help", keys=("question_mark",)),
    Shot("help-80x24", 80, 24, keys=("question_mark",)),
    Shot("holdings", keys=HELD),
    Shot("holdings-80x24", 80, 24, "tapewatch-light", keys=HELD),
    Shot("holdings-zoomed", 200, 50, keys=(*HELD, "z", "s", "g")),
    Shot("holdings-zoomed-light", 200, 50, "tapewatch-light", keys=(*HELD, "z", "g")),
    Shot("holdings-stale", source=OldSource, keys=HELD),
    Shot("holding-prompt", keys=(*HELD, "k", "e", *"+100 @ 23")),
    Shot("holding-prompt-60x16", 60, 16, "tapewatch-light", keys=(*HELD, "e", *"+100")),
    Shot("problems", source=OddSource, keys=("exclamation_mark",)),
    Shot("starred", keys=(*STARRED, "w")),
    Shot("stars", keys=STARRED),
    Shot("lists-80x24", 80, 24, keys=("W",)),
    Shot("lists", keys=(*LISTS, "enter", "F", "F", "W")),
    Shot("lists-light", 120, 40, "tapewatch-light", keys=LISTS),
    Shot("lists-named-80x24", 80, 24, keys=(*LISTS, "r")),
    Shot("lists-smallest", 60, 16, keys=(*LISTS, "n", *"starred")),
    Shot("ticker-without-symbol", keys=("F",)),
    Shot("reader", keys=("j", "j", "l")),
    Shot("reader-80x24", 80, 24, keys=("j", "j", "l")),
    Shot("reader-zoomed", keys=("j", "j", "l", "z")),
    Shot("reader-searched", keys=("l", "right_square_bracket", "slash", *"the")),
    Shot("headlines-80x24", 80, 24, keys=("H", "j", "m", "asterisk")),
    Shot("headlines-zoomed", 200, 50, keys=("H", "j", "z")),
    Shot("headlines-zoomed-light", 120, 40, "tapewatch-light", keys=("H", "j", "z")),
    Shot("headlines-searched", keys=("H", "slash", *"hub")),
    Shot("headlines-in-vain", keys=("H", "slash", *"xyz")),
    Shot("headlines-of-a-symbol", keys=("j", "n")),
    Shot("smallest-reader", 60, 16, keys=("l", "right_square_bracket")),
    Shot("smallest-headlines", 60, 16, keys=("H",)),
    Shot("smallest", 60, 16),
    Shot("alert-prompt", keys=("j", "j", "a", "tab", "ctrl+d")),
    Shot("alert-prompt-80x24", 80, 24, "tapewatch-light", keys=("a", "ctrl+u", *"HUBC <")),
    Shot("alert-prompt-60x16", 60, 16, keys=("j", "j", "a")),
    Shot("alerts", keys=(*ALERTED, *"rrrrrr", "A", "j", "j", "j")),
    Shot("alerts-80x24", 80, 24, "tapewatch-light", keys=(*ALERTED, *"rrrrrr", "A")),
    Shot("alerts-60x16", 60, 16, keys=(*ALERTED, *"rrrrrr", "A", "G")),
    Shot("alerts-none-80x24", 80, 24, keys=("A",)),
    Shot("too-small", 59, 15),
)


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Return the comparison with a picture."""
    return snapshot.use_extension(PictureExtension)


@pytest.mark.parametrize("shot", [*MONITORS, *READING, *OTHERS], ids=lambda shot: shot.name)
async def test_looks(shot: Shot, snapshot: SnapshotAssertion) -> None:
    assert await take(shot) == snapshot


async def test_looks_without_colours(snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert await take(Shot("no-color", keys=("j", "j"))) == snapshot
