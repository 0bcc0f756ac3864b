"""Whether a colour can be read on another, and the nearest one that can."""

from collections.abc import Sequence
from typing import Final

from textual.color import BLACK, WHITE, Color

READABLE: Final = 4.5
"""The least contrast of text with its ground, by WCAG 2 (level AA)."""

_STEPS: Final = 20


def readable(ink: Color, grounds: Sequence[Color], least: float, toward: Sequence[Color] = (BLACK, WHITE)) -> Color:
    """Return the ink, blended as little as needed to have that contrast with every ground.

    It is blended toward the one of those ends that contrasts more, which is the answer where nothing suffices.
    """
    end = max(toward, key=lambda colour: _least_contrast(colour, grounds))
    blends = (ink.blend(end, step / _STEPS) for step in range(_STEPS))
    return next((blend for blend in blends if _least_contrast(blend, grounds) >= least), end)


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _least_contrast(ink: Color, grounds: Sequence[Color]) -> float:
    return min(contrast(ink, ground) for ground in grounds)


def _luminance(colour: Color) -> float:
    """Return the relative luminance, as WCAG 2 defines it."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
