"""Commands of reports: write the page of measures from their definitions."""

from __future__ import annotations

import sys
from pathlib import Path

from trato.rooms.reporting.rules.page import measures_page


def write_measures(path: Path) -> bool:
    """Write the page when it differs from what is there; return whether it did."""
    page = measures_page()
    if path.exists() and path.read_text(encoding="utf-8") == page:
        return False
    path.write_text(page, encoding="utf-8")
    return True


if __name__ == "__main__":
    write_measures(Path(sys.argv[1]))
