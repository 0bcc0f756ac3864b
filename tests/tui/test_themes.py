"""Our themes: readable, and complete."""

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from tui.themes import DARK, OWN, defaults_for

QUOTES = ("foreground", "muted", "gain", "loss", "unchanged", "stale")
NOTICES = ("error", "warning", "accent", "primary")
STANDS_ON = {
    "background": (*QUOTES, *NOTICES),
    "panel": (*QUOTES, *NOTICES),
    "cursor-background": QUOTES,
    "cursor-blurred": QUOTES,
    "moved-background": ("foreground",),
    "accent": ("background",),
}


def luminance(theme: Theme, name: str) -> float:
    """Return the relative luminance of the theme's variable of that name, as WCAG 2 defines it."""
    colour = Color.parse(theme.variables.get(name) or getattr(theme, name))
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("ground", "ink"), [(ground, ink) for ground, inks in STANDS_ON.items() for ink in inks])
def test_every_ink_has_contrast_enough_on_every_ground_it_stands_on(theme: Theme, ground: str, ink: str) -> None:
    darker, lighter = sorted((luminance(theme, ground), luminance(theme, ink)))
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


@pytest.mark.parametrize("theme", BUILTIN_THEMES.values(), ids=lambda theme: theme.name)
def test_every_other_theme_gets_the_colours_that_only_we_use(theme: Theme) -> None:
    named = set(DARK.variables) - {"footer-key-foreground", "border"}
    assert set(defaults_for(theme)) >= named
