"""What somebody could write who wants to reach the terminal through a page, a name, a header or a setting."""

from typing import Final

from tests.builders import page_of, quote

CANARY: Final = "pwned"
"""What stands inside every sequence that carries a text, and must never be seen."""

ATTACKS: Final = {
    "title": f"\x1b]0;{CANARY}\x07",
    "clipboard": "\x1b]52;c;cHduZWQ=\x07",
    "question of the clipboard": "\x1b]52;c;?\x07",
    "link": f"\x1b]8;;http://{CANARY}.example/\x1b\\",
    "notification": f"\x1b]9;{CANARY}\x07",
    "device control": f"\x1bP+q{CANARY}\x1b\\",
    "program command": f"\x1b_G{CANARY}\x1b\\",
    "reset": "\x1bc",
    "erase": "\x1b[2J",
    "answer back": "\x1b[6n\x1b[c",
    "normal screen": "\x1b[?69h\x1b[?47l",
    "window": "\x1b[21t\x1b[8;1;1t",
    "eight bits": f"\x9b2J\x9d0;{CANARY}\x9c\x90{CANARY}\x9c",
    "charset": "\x1b(0\x0e\x0f",
    "controls": "\a\b\x0b\x0c\x7f\x05",
    "next line": "\x85",
    "bidi": "\u202e\u2066\u200f\u061c\u2069",
    "zero width": "\u200b\u200d\u2060\ufeff\u00ad\u180e",
    "tags": "\U000e0001\U000e0041\U000e007f",
    "private": "\ue000\U000f0000",
    "separators": "\u2028\u2029",
    "without an end": f"\x1b]0;{CANARY}",
}

MARKUP: Final = "[@click=app.quit]go[/] [link=http://x]to[/link] [bold]B[/] [/] [$accent] [red]"
"""What Textual and Rich would take for colours, links and actions."""

SHOWN: Final = "[@click=app.quit]go[/]"
"""The start of it, as it has to be seen."""

ATTACK: Final = "".join(f"{attack}~" for name, attack in ATTACKS.items() if name != "without an end")
"""All of them in a row."""

HOSTILE: Final = f"{SHOWN} {ATTACK} {MARKUP}"

FILE_NAME: Final = f"{ATTACKS['title']}\x9b2J\u202e\n\udc9b[@click=app.quit]go[red]"
"""A name that a file can have; the last byte before the bracket is no UTF-8."""

LINE: Final = f"{SHOWN}{ATTACKS['title']}{ATTACKS['eight bits']}\x07\x85\u202e\u200b[link=http://x]"
"""Enough of it to fit into a line."""


def in_quotes(text: str) -> str:
    """Return the text as TOML has it between quotes: with escapes."""
    return "".join(
        character if " " <= character <= "~" and character not in '"\\' else f"\\U{ord(character):08x}"
        for character in text
    )


STORY: Final = "\n\n".join(
    (HOSTILE, "AFP 20 Dec, 2023", f"LAHORE{ATTACK}: HUBC rose. {HOSTILE}", f"They fell. {HOSTILE}", "")
)
PAGE: Final = page_of(quote("HUBC"), quote("PPL", "123.50", "-0.60"), quote("KSE100", "75312", "381"), body=STORY)
SPOILT: Final = f"OGDC{ATTACK} 137.73 ▲ -0.17 (-0.12%)\n{SHOWN}MEBL 137.73 Decreased By ▲ 0.17 (0.12%)\n"
"""Lines that are no quotes, for the list of problems."""
