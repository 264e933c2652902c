"""Commands that live in a checkout only: the harness and the benchmarks are not in the wheel."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from trato.kit.errors import TratoError

ROOT = Path(__file__).parents[3]


class NotACheckout(TratoError):
    """This command runs from a checkout of Trato's repository only."""

    code = "not_a_checkout"

    def __str__(self) -> str:
        return "this command needs the folder bench/: run it from a checkout of Trato's repository, not from a wheel"


def bench(module: str, root: Path = ROOT) -> Any:
    """Return the module `bench.<module>` of the checkout at `root`. Raises NotACheckout where there is none."""
    if not (root / "bench" / "stand.py").exists():
        raise NotACheckout()
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    return import_module(f"bench.{module}")
