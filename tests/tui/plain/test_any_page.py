"""Whatever a page says: no line has in it what only draws, or what a terminal obeys."""

import unicodedata
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from parsing import parse_snapshot
from parsing.quotes import format_quote
from tests.builders import LIMITS, NOON, quote
from tui.market import MarketState, apply
from tui.plain.announcing import Look, headline_lines, price_lines, source_lines
from tui.plain.answering import COMMANDS, answer
from tui.plain.console import encoded
from tui.plain.listening import Listening
from tui.plain.wording import spoken
from tui.refresh import Failed, Kind, Refreshed
from tui.view.model import View

NASTY = st.sampled_from(
    [
        "▲",
        "▼",
        "●",
        "│",
        "━━━━",
        "█",
        "→",
        "•",
        "★",
        "⠿",
        "\x1b[2J",
        "\x1b]0;owned\x07",
        "\x9b31m",
        "\u202e",
        "\t",
        "\r",
        "حبکو",
        "----",
    ]
)
TEXT = st.lists(st.one_of(NASTY, st.text(max_size=12)), max_size=8).map(" ".join)
LINE = st.one_of(
    TEXT,
    st.builds(
        lambda symbol, price, change: format_quote(quote(symbol, f"{price}.00", f"{change}.00")),
        st.sampled_from(["HUBC", "OGDC", "KSE100"]),
        st.integers(100, 200),
        st.integers(-50, 50),
    ),
)
PAGES = st.lists(st.lists(LINE, max_size=12).map("\n".join), min_size=1, max_size=3)
TYPED = st.one_of(TEXT, st.sampled_from([name for command in COMMANDS for name in command.names]))


def is_plain(line: str) -> bool:
    """Whether nothing in the line draws, is obeyed, or hides."""
    drawn = any("\u2190" <= letter <= "\u21ff" or "\u2500" <= letter <= "\u28ff" for letter in line)
    return not drawn and all(unicodedata.category(letter) not in {"Cc", "Cs", "Co", "Zl", "Zp"} for letter in line)


@given(PAGES, st.sampled_from(Kind), TEXT, TYPED)
def test_no_line_for_any_pages_has_what_only_draws_or_is_obeyed(
    pages: list[str], kind: Kind, source: str, typed: str
) -> None:
    state, before = MarketState(), Look(MarketState(), NOON, LIMITS)
    lines: list[str] = []
    for number, page in enumerate(pages):
        at = NOON + timedelta(minutes=number)
        state = apply(state, Refreshed(spoken(source), kind, at, at, parse_snapshot(page)))
        state = apply(state, Failed("other", kind, at, spoken(source)))
        look = Look(state, at, LIMITS)
        lines += [
            *source_lines(before, look),
            *price_lines(before.state, look, None),
            *headline_lines(before.state, look),
        ]
        before = look
    listening = Listening(View())
    for line in (spoken(typed), "", "list", "headlines", "read", "more", "problems", "hubc"):
        told, listening, _ = answer(line, before, listening)
        lines += told
    assert all(is_plain(spoken(line)) for line in lines)
    assert encoded(map(spoken, lines), "ascii").isascii()
    assert encoded(map(spoken, lines), "ascii").count(b"\n") == len(lines)
