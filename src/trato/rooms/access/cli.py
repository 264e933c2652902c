"""Commands of access: write the page of permissions from the matrix."""

from __future__ import annotations

import sys
from pathlib import Path

from trato.rooms.access.rules.matrix import permissions_page


def write_permissions(path: Path) -> bool:
    """Write the page when it differs from what is there; return whether it did."""
    page = permissions_page()
    if path.exists() and path.read_text(encoding="utf-8") == page:
        return False
    path.write_text(page, encoding="utf-8")
    return True


if __name__ == "__main__":
    write_permissions(Path(sys.argv[1]))
