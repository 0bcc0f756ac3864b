"""Which keys the commands have: their usual ones, or those that the settings give them, with no key for two."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from tui.keys.commands import BY_NAME, COMMANDS, Command, Where, keys_text
from tui.keys.names import read_keys, shown

Keys = tuple[str, ...]

_USUAL: Final[Mapping[str, Keys]] = {command.name: command.keys for command in COMMANDS}
_NEVER_WITHOUT: Final = frozenset({"quit", "help"})
_MOST_TOLD: Final = 2
_PANES: Final = frozenset({Where.QUOTES, Where.HEADLINES, Where.READER})
_ALWAYS_QUITS: Final = "ctrl+q"


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of every command, and a sentence on those that the settings ask for in vain."""

    keys: Mapping[str, Keys] = field(default_factory=lambda: _USUAL)
    fault: str | None = None

    def of(self, command: Command) -> Keys:
        """Return the keys that the command has now."""
        return self.keys[command.name]

    def shown(self, command: Command) -> str:
        """Return what people read for them; nothing where it has none."""
        return keys_text(self.of(command))

    @property
    def is_usual(self) -> bool:
        """Whether every command has its usual keys."""
        return self.keys == _USUAL

    @classmethod
    def of_settings(cls, asked: Mapping[str, str]) -> "Keymap":
        """Return the keys as the settings ask for them; commands that clash keep their usual ones."""
        wanted = {name: read_keys(text) for name, text in asked.items()}
        faults: list[str] = []
        while clashes := _clashes(wanted):  # a command that gets its usual key back may clash by that with another
            back: set[str] = set()
            for clash in clashes:
                if not back.issuperset(clash.rebound):
                    faults.append(clash.sentence)
                back.update(clash.rebound)
            wanted = {name: keys for name, keys in wanted.items() if name not in back}
        more = [f"Clashes besides: {len(faults) - _MOST_TOLD}."] if len(faults) > _MOST_TOLD else []
        return cls({**_USUAL, **wanted}, " ".join(faults[:_MOST_TOLD] + more) or None)


@dataclass(frozen=True, slots=True)
class _Clash:
    """Two commands that would answer the same key in the same place."""

    key: str
    names: tuple[str, str]
    rebound: tuple[str, ...]
    """Those of the two that the settings gave other keys."""

    @property
    def sentence(self) -> str:
        one, other = self.names
        if len(self.rebound) > 1:
            return f"The key {shown(self.key)} is asked for by both {one} and {other}; both keep their usual keys."
        asking = self.rebound[0]
        having = other if asking == one else one
        return (
            f"The key {shown(self.key)} is asked for by {asking}, but it is the key of {having}; "
            f"{asking} keeps its usual keys."
        )


def _clashes(wanted: Mapping[str, Keys]) -> list[_Clash]:
    """Return every clash; the usual keys have none among themselves."""
    keys = {**_USUAL, **wanted}
    found = []
    for one, other in combinations(COMMANDS, 2):
        rebound = tuple(command.name for command in (one, other) if command.name in wanted)
        both = [key for key in keys[one.name] if key in keys[other.name]]
        if rebound and both and _meet(one, other):
            found.append(_Clash(both[0], (one.name, other.name), rebound))
    return found


def _meet(one: Command, other: Command) -> bool:
    """Whether the keys of both work at once: those of two panes never do; those of looking back go before others."""
    if one.where is other.where:
        return True
    return Where.PAST not in {one.where, other.where} and not {one.where, other.where} <= _PANES


def check(name: str, text: str) -> None:
    """Check what the settings ask for one command. Raises ValueError with the reason why it cannot be."""
    if name not in BY_NAME:
        raise ValueError(_unknown(name))
    keys = read_keys(text)
    if not keys and name in _NEVER_WITHOUT:
        raise ValueError(f"{name} cannot be left without a key")
    if _ALWAYS_QUITS in keys and name != "quit":
        raise ValueError(f"{shown(_ALWAYS_QUITS)} always quits")


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), BY_NAME, 2)
    return f"there is no command {name}" + (f"; perhaps {' or '.join(near)}" if near else "")
