"""The commands as Textual binds them, and as its footer shows them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from textual.app import App
from textual.binding import ActiveBinding, Binding, BindingType, Keymap

from tui.keys import keymap
from tui.keys.commands import BY_NAME, Command
from tui.keys.names import shown

NO_KEY: Final = "no_key"
"""The key of a command whose keys were taken away: Textual leaves a command its own where a keymap gives it none."""

_AT_ONCE: Final = frozenset(
    {
        *("filter", "sort", "columns", "problems", "alerts", "next-pane", "live"),
        *("show-quotes", "show-headlines", "show-reader"),
    }
)
"""Commands after which keys go elsewhere. Textual does them before it looks where the next key goes, which by a slow
line arrives together with theirs. They come before keys that are still on their way to a widget, too: those that act
on what the keys before them did are therefore not among them.
"""

_READING: Final = frozenset(
    {"escape", "q", "down", "j", "up", "k", "pagedown", "space", "pageup", "b", "g", "home", "G", "end"}
)
_DETAIL: Final = (_READING - {"g", "G"}) | {
    *("1", "2", "3", "4", "tab", "shift+tab"),
    *("left", "right", "shift+left", "shift+right"),
}
_COLUMNS: Final = frozenset(
    {"escape", "q", "enter", "down", "j", "up", "k", "home", "g", "end", "G", "space", "x", "J", "K", "a"}
) | {"shift+down", "shift+up"}

_ALERTS: Final = _READING | {"a", "x", "delete", "u", "r", "d"}
_LISTS: Final = (_COLUMNS - {"a"}) | {"n", "r", "u"}

ON_SHEETS: Final[Mapping[str, tuple[str, frozenset[str]]]] = {
    "close-help": ("help", _READING),
    "close-problems": ("problems", _READING),
    "close-columns": ("columns", _COLUMNS),
    "close-alerts": ("alerts", _ALERTS),
    "close-watchlists": ("watchlists", _LISTS),
    "close-detail": ("detail", _DETAIL),
    "star-in-detail": ("star", _DETAIL),
    "alert-in-detail": ("alert", _DETAIL),
    "holding-in-detail": ("holding", _DETAIL),
    "back-in-detail": ("back", _DETAIL),
    "forward-in-detail": ("forward", _DETAIL),
}
"""What keys of commands do on a sheet: by its name, the command, and the keys that mean something else there."""

_ORDER: Final = {name: place for place, name in enumerate(BY_NAME)}


def binding(command: Command) -> Binding:
    """Return the command as Textual binds it; its name is what a keymap knows it by."""
    label = command.footer or command.title
    return Binding(
        ",".join(command.keys),
        command.action,
        label,
        show=bool(command.footer),
        id=command.name,
        priority=command.name in _AT_ONCE,
    )


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """Return the commands as Textual binds them."""
    return [binding(command) for command in commands]


def textual_keymap(keys: keymap.Keymap) -> Keymap:
    """Return the keys as Textual takes them. Where one command has others it gets all, to keep them in their order."""
    if keys.is_usual:
        return {}
    held = {**keys.keys, **{name: keys_on_sheet(keys, name) for name in ON_SHEETS}}
    return {name: ",".join(pressed or (NO_KEY,)) for name, pressed in held.items()}


def keys_on_sheet(keys: keymap.Keymap, name: str) -> keymap.Keys:
    """Return the keys that do what `ON_SHEETS` names so: those of the command without those of the sheet itself."""
    command, taken = ON_SHEETS[name]
    return tuple(key for key in keys.of(BY_NAME[command]) if key not in taken)


def keys_in(app: App[Any]) -> keymap.Keymap:
    """Return the keys that hold in the app: the usual ones where it is one that does not say."""
    held = getattr(app, "keymap", None)
    return held if isinstance(held, keymap.Keymap) else keymap.Keymap()


def key_for(app: App[Any], name: str) -> str:
    """Return what people read for the first key of the command in the app; nothing where it has none."""
    held = keys_in(app).of(BY_NAME[name])
    return shown(held[0]) if held else ""


def in_footer(
    active: Mapping[str, ActiveBinding], width: int, gap: int, shown: Callable[[Binding], str]
) -> dict[str, ActiveBinding]:
    """Return the bindings in the order of the commands, hidden where the footer's width has no room for them.

    Its entries are a key, a space and a label, with a `gap` of columns between one and the next. What belongs to no
    command comes first: it is that of a line to type in.
    """
    found = sorted(active.items(), key=lambda item: _ORDER.get(item[1].binding.id or "", -1))
    placed: dict[str, ActiveBinding] = {}
    labels: set[str] = set()
    left = width
    for key, held in found:
        bound = held.binding
        if bound.show and bound.action not in labels:
            left -= len(shown(bound)) + len(bound.description) + 1 + (gap if labels else 0)
            labels.add(bound.action)
        placed[key] = held._replace(binding=replace(bound, show=bound.show and left >= 0))
    return placed
