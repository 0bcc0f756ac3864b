"""The names of keys: what Textual calls them, what the user may write for them, and what people read."""

import unicodedata
from typing import Final

_SHOWN: Final = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "insert": "Ins",
    "delete": "Del",
    "backspace": "Backspace",
    "tab": "Tab",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
}
"""The keys that bring no character of their own, with what people read for them."""

_MODIFIERS: Final = ("alt", "ctrl", "shift", "super")

_TEXTUAL_NAMES: Final = {
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "low_line": "underscore",
    "plus_sign": "plus",
    "reverse_solidus": "backslash",
    "solidus": "slash",
}
"""The characters that Textual does not call by their Unicode names."""

_SENT_ALIKE: Final = {
    "ctrl+at": "ctrl+@",
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+left_square_bracket": "escape",
    "ctrl+m": "enter",
    "ctrl+space": "ctrl+@",
}
"""Combinations that most terminals send as another key, by the name that Textual gives to that one."""


def _key(character: str) -> str:
    """Return what Textual calls the key of a character."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _TEXTUAL_NAMES.get(name, name)


_SIGNS: Final = {_key(sign): sign for sign in map(chr, range(0x21, 0x7F)) if not sign.isalnum()}
_WRITTEN: Final = {shown.lower(): key for key, shown in _SHOWN.items()}


def read_keys(text: str) -> tuple[str, ...]:
    """Return the keys of a list such as `slash, ctrl+f` by Textual's names. Raises ValueError.

    One character alone is its key, also the comma and the space. A combination that only some terminals tell from
    another key is both.
    """
    if not text.strip() and text != " ":
        return ()
    parts = [text] if len(text) == 1 else [part.strip() for part in text.split(",")]
    keys = map(_read_key, parts)
    return tuple(dict.fromkeys(sent for key in keys for sent in (key, _SENT_ALIKE.get(key)) if sent))


def _read_key(text: str) -> str:
    *modifiers, name = text.split("+") if len(text) > 1 else [text]
    key = _base(name)
    held = {modifier.strip().lower() for modifier in modifiers}
    if key is None or not held.issubset(_MODIFIERS):
        raise ValueError(_unknown(text))
    if len(key) == 1 and held == {"shift"}:
        return key.upper()
    if len(key) == 1 and held:
        key = key.lower()
    return "+".join([*sorted(held), key])


def _base(name: str) -> str | None:
    """Return the key without modifiers that is called so, or shown so, or brings that character."""
    name = name.strip() or name
    if len(name) == 1 and (name == " " or name.isprintable()):
        return _WRITTEN.get(name) or _key(name) or None
    lowered = name.lower()
    return lowered if lowered in _SHOWN or lowered in _SIGNS else _WRITTEN.get(lowered)


def _unknown(text: str) -> str:
    from difflib import get_close_matches

    if not text:
        return "a key is missing beside a comma; the comma's own key is written as comma"
    near = get_close_matches(text.lower(), [*_SHOWN, *_SIGNS], 2)
    return f"there is no key {text}" + (f"; perhaps {' or '.join(near)}" if near else "")


def shown(key: str) -> str:
    """Return what people read for a key: `Esc`, `Ctrl+F`, `?`."""
    *modifiers, name = key.split("+")
    base = _SHOWN.get(name) or _SIGNS.get(name) or _character(name)
    if modifiers and len(base) == 1:
        base = base.upper()
    return "+".join([*(modifier.capitalize() for modifier in modifiers), base])


def _character(name: str) -> str:
    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return name
