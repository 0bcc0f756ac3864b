"""The monitor, walked through by keys while all that comes from outside is hostile: it is shown, and never obeyed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from tests.html_pages import html_page
from tests.terminal import Terminal, terminal
from tests.tui.terminal.hostile import CANARY, FILE_NAME, HOSTILE, LINE, PAGE, SHOWN, SPOILT, in_quotes
from tests.tui.terminal.hostile_server import served
from tests.tui.terminal.output import copied, foreign, hidden

SIZE: Final = (160, 50)
ESCAPE: Final = "\x1b"
PASTED: Final = f"\x1b[200~{SHOWN}\x9b2J\x07\x85\u202e\u200b\x1b[201~"
"""What a terminal sends where somebody pastes what they copied from a page."""
NOTHING: Final[dict[str, object]] = {"quotes": [], "indices": [], "snapshot_date": None}
ARTICLE: Final = {
    "section": HOSTILE, "title": HOSTILE, "byline": HOSTILE, "published": "2024-05-17T11:00", "updated": None,
    "standfirst": [HOSTILE], "dateline": "LAHORE", "paragraphs": [HOSTILE], "related": [HOSTILE], "tables": [],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of a hostile name."""
    folder = tmp_path / FILE_NAME
    folder.mkdir()
    return folder


@contextmanager
def monitor(folder: Path, *words: str, **variables: str) -> Iterator[Terminal]:
    """Run the monitor with the words, settings and data in the folder; nothing that it writes is another's."""
    places = ("--settings", str(folder / "settings.toml"), "--data-dir", str(folder / "data"))
    with terminal([*words, *places], columns=SIZE[0], lines=SIZE[1], variables=variables) as tty:
        yield tty


def click(tty: Terminal, shown: str) -> None:
    """Click into the place where that is shown."""
    line, text = next((line, text) for line, text in enumerate(tty.text.splitlines(), 1) if shown in text)
    place = f"{text.index(shown) + 3};{line}"
    tty.type(f"\x1b[<0;{place}M\x1b[<0;{place}m")


def leave(tty: Terminal) -> None:
    tty.type("q")
    assert tty.until_ended() == 0


def walk(tty: Terminal, *steps: tuple[str, str]) -> None:
    """Press the keys of each step, and wait until its text is seen."""
    for keys, seen in steps:
        tty.type(keys)
        tty.until(lambda text, seen=seen: seen in text)  # type: ignore[misc]


def close(tty: Terminal, title: str) -> None:
    """Press Escape, and wait until the title is gone."""
    tty.type(ESCAPE)
    tty.until(lambda text: title not in text)


def expect_clean(tty: Terminal, *copies: str, tells: bool = False) -> None:
    """See that nothing reached the terminal that the monitor does not say itself, but what the user had copied."""
    assert foreign(tty.written, size=SIZE, copies=copies, tells=tells) == []
    assert CANARY.encode() not in tty.written


def test_pages_feeds_and_answers_are_shown_and_not_obeyed(folder: Path) -> None:
    (folder / f"{FILE_NAME}.txt").write_text(SPOILT + PAGE, encoding="utf-8")
    (folder / f"{FILE_NAME}.html").write_text(html_page({**NOTHING, "article": ARTICLE}), encoding="utf-8")
    (folder / "settings.toml").write_text(f'[names]\nHUBC = ["{in_quotes(LINE)}"]\n', encoding="utf-8")
    with served() as server:
        answers = ("page", "feed", "controls", "worded", "busy", "moved", "away", "packed", "typed")
        files = [str(folder / f"{FILE_NAME}.{kind}") for kind in ("txt", "html")]
        sources = [*files, *(f"{server}/{answer}" for answer in answers)]
        with monitor(folder, *sources) as tty:
            tty.until(lambda text: "▸  HUBC" in text and text.count(SHOWN) > 4 and "unread of" in text)
            click(tty, SHOWN)
            walk(tty, ("!", f"{SHOWN}MEBL"))
            close(tty, "Problems")
            walk(tty, ("h", "Detail"), ("\r", "Previous close"))
            assert tty.text.count(SHOWN) > 1, tty.text
            close(tty, "Previous close")
            walk(tty, ("H]", "Kites fall"), ("ly", "opied"))
            walk(tty, ("Y", "ddress"))
            walk(tty, ("S", "aved"))
            for pane in "hHl":
                walk(tty, (f"{pane}/", "Enter Done"), (PASTED, f"/ {SHOWN}"))
                close(tty, f"/ {SHOWN}")
            walk(tty, ("h,", "LOOKING BACK"))
            leave(tty)
    text, *addresses = copied(tty.written)
    assert SHOWN in text
    assert hidden(text.replace("\n", "")) == []
    assert set(addresses) <= {f"{server}/{answer}" for answer in answers}  # none, where what came last was a file
    expect_clean(tty, text, *addresses)


def test_what_is_pasted_is_shown_and_not_obeyed(folder: Path) -> None:
    with monitor(folder, "demo") as tty:
        tty.until(lambda text: "▸  AIRLINK" in text)
        for key, title in ("a", "New alert"), ("e", "Holding"), ("\x10", "Search for commands"):
            walk(tty, (key, title))
            walk(tty, (PASTED, SHOWN))
            close(tty, SHOWN)
        walk(tty, ("W", "Watchlists"), ("n", "New list"), (PASTED, SHOWN), ("\r", f"▸   {SHOWN}"), (" ", "1"))
        walk(tty, ("\r", f"Quotes  {SHOWN}"))
        tty.type("FF")
        leave(tty)
    expect_clean(tty)


def test_an_alert_tells_of_a_headline_and_does_not_obey_it(folder: Path) -> None:
    (folder / "settings.toml").write_text('alert_terminal = "osc9"\n', encoding="utf-8")
    with served() as server, monitor(folder, f"{server}/stories", "--every", "0.2") as tty:
        tty.until(lambda text: "▸  HUBC" in text and SHOWN in text)
        walk(tty, ("a", "New alert"), ("news HUBC", "news HUBC"), ("\r", "HUBC is in the news: Kites"))
        tty.until(lambda _: b"\x1b]9;" in tty.written)
        walk(tty, ("A", "Esc closes"))
        close(tty, "Esc closes")
        leave(tty)
    expect_clean(tty, tells=True)


FAULTS: Final = {
    f'theme = "{in_quotes(LINE)}"': "There is no theme",
    f'sources = ["{in_quotes(LINE)}"]': "is not an address",
    f'"{in_quotes(LINE)}" = 1': "no setting of that name",
    f'[keys]\n"{in_quotes(LINE)}" = "x"': "there is no command",
    f'every = "{LINE}"': "not valid TOML",
}
"""Settings with what the status line says of them."""


def test_settings_that_cannot_be_are_named_and_not_obeyed(folder: Path) -> None:
    settings = folder / "settings.toml"
    settings.write_text(f'[names]\nHUBC = "{in_quotes(LINE)}"\n', encoding="utf-8")
    with monitor(folder, TERM=LINE, HOME=str(folder), XDG_CONFIG_HOME=LINE) as tty:
        tty.until(lambda text: "▸  AIRLINK" in text)
        for text, told in FAULTS.items():
            settings.write_text(text, encoding="utf-8")
            tty.until(lambda screen, told=told: told in " ".join(screen.split()))  # type: ignore[misc]
        leave(tty)
    expect_clean(tty)
