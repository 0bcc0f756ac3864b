"""The themes of tapewatch, and the colours that every other theme of Textual gets for what only we show."""

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="tapewatch-dark",
    primary="#5aa9e6",
    secondary="#8fb8de",
    accent="#f0b429",
    foreground="#d7dce4",
    background="#0d1117",
    surface="#0d1117",
    panel="#171d26",
    success="#4cc38a",
    warning="#f0b429",
    error="#ff7b72",
    dark=True,
    variables={
        "gain": "#4cc38a",
        "loss": "#ff7b72",
        "unchanged": "#b4bdc9",
        "stale": "#919ba8",
        "muted": "#919ba8",
        "cursor-background": "#18324d",
        "cursor-blurred": "#1c2430",
        "moved-background": "#3a3113",
        "border": "#30394a",
        "footer-key-foreground": "#f0b429",
    },
)

LIGHT: Final = Theme(
    name="tapewatch-light",
    primary="#0b5cad",
    secondary="#3b6ea5",
    accent="#8a5a00",
    foreground="#1f2328",
    background="#fcfcfa",
    surface="#fcfcfa",
    panel="#eeece6",
    success="#116b35",
    warning="#8a5a00",
    error="#b3261e",
    dark=False,
    variables={
        "gain": "#116b35",
        "loss": "#b3261e",
        "unchanged": "#414a54",
        "stale": "#58616b",
        "muted": "#58616b",
        "cursor-background": "#cfe3f7",
        "cursor-blurred": "#e6e8ea",
        "moved-background": "#fbe9b7",
        "border": "#c4c4bc",
        "footer-key-foreground": "#8a5a00",
    },
)

OWN: Final = (DARK, LIGHT)


def defaults_for(theme: Theme) -> dict[str, str]:
    """Return the values of our own colour variables for a theme that does not know them."""
    colours = theme.to_color_system().generate()
    quiet = colours["foreground"] if theme.ansi else colours["foreground-muted"]
    return {
        "gain": colours["text-success"],
        "loss": colours["text-error"],
        "unchanged": quiet,
        "stale": quiet,
        "muted": quiet,
        "cursor-background": colours["primary"] if theme.ansi else colours["primary-muted"],
        "cursor-blurred": colours["panel"],
        "moved-background": colours["warning"] if theme.ansi else colours["warning-muted"],
    }
