"""The console stays light: what a browser must fetch before the first case is on screen."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

BUILT = Path(__file__).resolve().parents[2] / "src" / "trato" / "app" / "static" / "console"
BUDGET = 200_000  # bytes of JavaScript, gzipped
CATALOGUES = re.compile(r"^words-[\w-]+\.js$")  # one of the three is fetched before anything is said


def initial_scripts() -> list[Path]:
    """Return the scripts that the page names, and the largest of the catalogues."""
    named = re.findall(r'(?:src|href)="/(assets/[^"]+\.js)"', (BUILT / "index.html").read_text())
    catalogues = [path for path in (BUILT / "assets").iterdir() if CATALOGUES.match(path.name)]
    return [*(BUILT / name for name in named), max(catalogues, key=lambda path: path.stat().st_size)]


@pytest.mark.skipif(not (BUILT / "index.html").exists(), reason="the console is not built: python3 run.py builds it")
def test_the_first_screen_needs_at_most_200_kB_of_javascript() -> None:
    weight = sum(len(gzip.compress(path.read_bytes(), 9)) for path in initial_scripts())
    assert weight <= BUDGET
