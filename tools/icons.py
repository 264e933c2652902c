"""Makes the icons of the installed desk out of our mark: `python -m tools.icons`. Needs Playwright and a Chromium."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright

PUBLIC = Path(__file__).resolve().parents[1] / "web" / "console" / "public"
MARK = '<path d="M1 3.25h2.75A2.75 2.75 0 0 1 6.5 6v9"/><path d="M15 3.25h-2.75A2.75 2.75 0 0 0 9.75 6v4.5"/>'
PAPER, JADE = "#f2f5f1", "#0b6b57"


class Icon(NamedTuple):
    """`share` is how much of the side the mark takes: a maskable icon is cut to a circle."""

    pixels: int
    ground: str
    ink: str
    share: float
    rounded: bool = False


ICONS = {
    "icon-192.png": Icon(192, PAPER, JADE, 0.62, True),
    "icon-512.png": Icon(512, PAPER, JADE, 0.62, True),
    "icon-180.png": Icon(180, PAPER, JADE, 0.6),
    "icon-maskable.png": Icon(512, JADE, PAPER, 0.48),
    "icon-badge.png": Icon(96, "none", "#ffffff", 0.84),
}


def drawing(icon: Icon) -> str:
    """Return the icon as SVG."""
    pixels, ground, ink, share, rounded = icon
    side, radius = 16 / share, 3.5 if rounded else 0
    edge = (side - 16) / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{pixels}" height="{pixels}" viewBox="0 0 {side} {side}">'
        f'<rect width="{side}" height="{side}" rx="{radius}" fill="{ground}"/>'
        f'<g transform="translate({edge} {edge})" fill="none" stroke="{ink}" stroke-width="2.5">{MARK}</g></svg>'
    )


def main() -> None:
    """Write every icon."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, icon in ICONS.items():
            page = browser.new_page(viewport={"width": icon.pixels, "height": icon.pixels})
            page.set_content(f"<style>*{{margin:0}}</style>{drawing(icon)}")
            page.screenshot(path=PUBLIC / name, omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
