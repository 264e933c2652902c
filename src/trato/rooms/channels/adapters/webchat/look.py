"""A brand's colour made legible: what the widget paints with it on light and on dark.

Relative luminance and contrast are those of WCAG 2.2; 4.5 to 1 is its level AA for text (1.4.3).
"""

from __future__ import annotations

import re

from msgspec import Struct

LEGIBLE = 4.5
STEP = 0.04  # of the way to black or white at each try
LIGHT_SURFACE, DARK_SURFACE = "#ffffff", "#1f2623"
LIGHT_TEXT, DARK_TEXT = "#ffffff", "#08201a"
_HEX = re.compile(r"#[0-9a-f]{6}")


class Tone(Struct, frozen=True):
    """What is painted, and what is written on it."""

    accent: str
    text: str


class Look(Struct, frozen=True):
    """A colour on both themes. `contrast` is that of the colour as chosen against white, then against dark."""

    light: Tone
    dark: Tone
    contrast: tuple[float, float]

    @property
    def changed(self) -> tuple[bool, bool]:
        """Whether the colour had to be moved to be read, on light and on dark."""
        return (self.contrast[0] < LEGIBLE, self.contrast[1] < LEGIBLE)


def is_colour(text: str) -> bool:
    """Say whether `text` is a colour as we keep it: `#rrggbb`, lower case."""
    return _HEX.fullmatch(text) is not None


def look_of(accent: str) -> Look:
    """Return what `accent` (`#rrggbb`) becomes: darker on light and lighter on dark until it can be read there."""
    light = _until_legible(accent, "#000000", LIGHT_SURFACE)
    dark = _until_legible(accent, "#ffffff", DARK_SURFACE)
    chosen = (contrast(accent, LIGHT_SURFACE), contrast(accent, DARK_SURFACE))
    return Look(Tone(light, LIGHT_TEXT), Tone(dark, DARK_TEXT), (round(chosen[0], 2), round(chosen[1], 2)))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _until_legible(colour: str, towards: str, surface: str) -> str:
    moved, share = colour, 0.0
    while contrast(moved, surface) < LEGIBLE and share < 1:
        share += STEP
        moved = _mix(colour, towards, min(share, 1.0))
    return moved


def _mix(one: str, other: str, share: float) -> str:
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
