"""The themes of tapewatch, and the colours that every other theme of Textual gets for what only we show."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from textual.color import Color
from textual.theme import Theme

from tui.render.contrast import READABLE, contrast, readable

DARK: Final = Theme(
    name="tapewatch-dark",
    primary="#5aa9e6",
    secondary="#8fb8de",
    accent="#f0b429",
    foreground="#d7dce4",
    background="#0d1117",
    surface="#0d1117",
    panel="#1a1e23",
    success="#4cc38a",
    warning="#f0b429",
    error="#ff8a80",
    dark=True,
    variables={
        "gain": "#4cc38a",
        "loss": "#ff8a80",
        "unchanged": "#b4bdc9",
        "stale": "#919ba8",
        "muted": "#919ba8",
        "caution": "#f0b429",
        "fault": "#ff8a80",
        "emphasis": "#f0b429",
        "link": "#5aa9e6",
        "cursor-background": "#182e50",
        "cursor-blurred": "#22262c",
        "moved-background": "#3a3113",
        "border": "#30394a",
        "footer-key-foreground": "#f0b429",
    },
)

LIGHT: Final = Theme(
    name="tapewatch-light",
    primary="#0b5cad",
    secondary="#3b6ea5",
    accent="#704b00",
    foreground="#1f2328",
    background="#fcfcfa",
    surface="#fcfcfa",
    panel="#eeede9",
    success="#0d5f28",
    warning="#704b00",
    error="#b5281e",
    dark=False,
    variables={
        "gain": "#0d5f28",
        "loss": "#b5281e",
        "unchanged": "#414a54",
        "stale": "#535c66",
        "muted": "#535c66",
        "caution": "#704b00",
        "fault": "#b5281e",
        "emphasis": "#704b00",
        "link": "#0b5cad",
        "cursor-background": "#c4e1f3",
        "cursor-blurred": "#e3e5e7",
        "moved-background": "#fbdd8c",
        "border": "#c4c4bc",
        "footer-key-foreground": "#704b00",
    },
)

CONTRAST: Final = Theme(
    name="tapewatch-contrast",
    primary="#8ccbff",
    secondary="#b5dcff",
    accent="#ffd75f",
    foreground="#f5f5f5",
    background="#000000",
    surface="#000000",
    panel="#161616",
    success="#5fe89a",
    warning="#ffd75f",
    error="#ffb3ad",
    dark=True,
    variables={
        "gain": "#5fe89a",
        "loss": "#ffb3ad",
        "unchanged": "#d8d8d8",
        "stale": "#c0c0c0",
        "muted": "#c0c0c0",
        "caution": "#ffd75f",
        "fault": "#ffb3ad",
        "emphasis": "#ffd75f",
        "link": "#8ccbff",
        "cursor-background": "#002f66",
        "cursor-blurred": "#202020",
        "moved-background": "#4a3a00",
        "border": "#8a8a8a",
        "footer-key-foreground": "#ffd75f",
    },
)

# After the palette of Okabe and Ito (2008): its sky blue and its orange, with its yellow and its purple for the rest.
BLUE_ORANGE: Final = Theme(
    name="tapewatch-blue-orange",
    primary="#8fb8de",
    secondary="#8fb8de",
    accent="#d9a6cc",
    foreground="#d7dce4",
    background="#0d1117",
    surface="#0d1117",
    panel="#1a1e23",
    success="#56b4e9",
    warning="#f0e442",
    error="#ff9e6b",
    dark=True,
    variables={
        "gain": "#56b4e9",
        "loss": "#e69f00",
        "unchanged": "#c3c7cd",
        "stale": "#919ba8",
        "muted": "#919ba8",
        "caution": "#f0e442",
        "fault": "#ff9e6b",
        "emphasis": "#d9a6cc",
        "link": "#8fb8de",
        "cursor-background": "#182e50",
        "cursor-blurred": "#22262c",
        "moved-background": "#3b2a3d",
        "border": "#30394a",
        "footer-key-foreground": "#d9a6cc",
    },
)

OWN: Final = (DARK, LIGHT, CONTRAST, BLUE_ORANGE)
"""Our themes, in the order in which a key goes through them."""

_SIXTEEN_DARK: Final = {
    "background": "#000000",
    "surface": "#000000",
    "panel": "#000000",
    "foreground": "#ffffff",
    "primary": "#55ffff",
    "secondary": "#55ffff",
    "accent": "#ffff55",
    "success": "#55ff55",
    "warning": "#ffff55",
    "error": "#ff6060",
    "gain": "#55ff55",
    "loss": "#ff6060",  # still bright red; but a red that stays light when NO_COLOR makes it grey
    "unchanged": "#aaaaaa",
    "stale": "#aaaaaa",
    "muted": "#aaaaaa",
    "caution": "#ffff55",
    "fault": "#ff6060",
    "emphasis": "#ffff55",
    "link": "#55ffff",
    "cursor-background": "#0000aa",
    "cursor-blurred": "#000000",
    "moved-background": "#aa5500",
    "border": "#555555",
    "footer-key-foreground": "#ffff55",
}

_SIXTEEN_LIGHT: Final = {
    "background": "#ffffff",
    "surface": "#ffffff",
    "panel": "#ffffff",
    "foreground": "#000000",
    "primary": "#0000aa",
    "secondary": "#0000aa",
    "accent": "#aa5500",
    "success": "#0000aa",
    "warning": "#aa5500",
    "error": "#aa0000",
    "gain": "#0000aa",  # neither of the two greens can be read on white
    "loss": "#aa0000",
    "unchanged": "#555555",
    "stale": "#555555",
    "muted": "#555555",
    "caution": "#aa5500",
    "fault": "#aa0000",
    "emphasis": "#aa5500",
    "link": "#0000aa",
    "cursor-background": "#55ffff",
    "cursor-blurred": "#ffffff",
    "moved-background": "#ffff55",
    "border": "#aaaaaa",
    "footer-key-foreground": "#aa5500",
}

_SIXTEEN: Final[Mapping[str, Mapping[str, str]]] = {
    DARK.name: _SIXTEEN_DARK,
    LIGHT.name: _SIXTEEN_LIGHT,
    CONTRAST.name: {**_SIXTEEN_DARK, "unchanged": "#ffffff", "muted": "#ffffff"},
    BLUE_ORANGE.name: {
        **_SIXTEEN_DARK,
        **dict.fromkeys(("gain", "success"), "#55ffff"),
        "loss": "#ffff55",
        **dict.fromkeys(("accent", "warning", "caution", "emphasis", "footer-key-foreground"), "#ff55ff"),
    },
}
"""What our themes are where there are only the sixteen ANSI colours, in the values that Rich takes for those.

Rich would take the nearest of the sixteen for each of our colours: it makes greens grey or cyan, and the grounds one.
The ground of a cursor without focus is the plain one: the sixteen have no second quiet ground.
"""

_GROUNDS: Final = {
    "cursor-background": "primary-muted",
    "cursor-blurred": "panel",
    "moved-background": "warning-muted",
}
_INKS: Final = {
    "gain": "success",
    "loss": "error",
    "unchanged": "foreground-muted",
    "stale": "foreground-muted",
    "muted": "foreground-muted",
    "caution": "warning",
    "fault": "error",
    "emphasis": "accent",
    "link": "primary",
}
"""What each colour of ours is made from in a theme of Textual."""


def own(colours: str | None = None) -> tuple[Theme, ...]:
    """Return our themes as a terminal shows them best; `colours` is what Rich calls its colours (`color_system`)."""
    return tuple(map(_in_sixteen, OWN)) if colours == "standard" else OWN


def after(name: str) -> str:
    """Return the name of our theme that follows the one of that name; the dark one follows those that are not ours."""
    names = [theme.name for theme in OWN]
    return names[(names.index(name) + 1) % len(names)] if name in names else DARK.name


def defaults_for(theme: Theme) -> dict[str, str]:
    """Return the values of our own colour variables for a theme that does not know them, readable on its grounds."""
    colours = theme.to_color_system().generate()
    return _named_defaults(colours) if theme.ansi else _mended_defaults(colours)


def _named_defaults(colours: Mapping[str, str]) -> dict[str, str]:
    """Return the defaults for a theme in the terminal's own colours, whose looks nobody can know."""
    quiet = colours["foreground"]
    return {
        "gain": colours["text-success"],
        "loss": colours["text-error"],
        "unchanged": quiet,
        "stale": quiet,
        "muted": quiet,
        "caution": colours["text-warning"],
        "fault": colours["text-error"],
        "emphasis": colours["text-accent"],
        "link": colours["text-primary"],
        "cursor-background": colours["primary"],
        "cursor-blurred": colours["panel"],
        "moved-background": colours["warning"],
    }


def _mended_defaults(colours: Mapping[str, str]) -> dict[str, str]:
    """Return the defaults for a theme whose colours are known: each ground under its text, each ink on the grounds."""
    background, panel, text = (Color.parse(colours[name]) for name in ("background", "panel", "foreground"))
    enough = max(READABLE, min(contrast(text, panel), 9.0))  # a ground much nearer to the text would bleach the inks
    grounds = {
        name: readable(Color.parse(colours[source]), [text], enough, toward=[background])
        for name, source in _GROUNDS.items()
    }
    under = [background, panel, grounds["cursor-background"], grounds["cursor-blurred"]]
    inks = {
        name: readable(background + Color.parse(colours[source]), under, READABLE) for name, source in _INKS.items()
    }
    return {name: colour.hex for name, colour in {**inks, **grounds}.items()}


def _in_sixteen(theme: Theme) -> Theme:
    """Return the theme in the sixteen ANSI colours."""
    values = _SIXTEEN[theme.name]
    fields = {name: value for name, value in values.items() if name not in theme.variables}
    variables = {name: value for name, value in values.items() if name in theme.variables}
    return replace(theme, **fields, variables=variables)  # type: ignore[arg-type]
