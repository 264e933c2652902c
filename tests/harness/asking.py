"""Asking a command of `trato` as anybody would: a process of its own, and what it printed."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The one object that it printed."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The JSON lines that it printed."""
        return [json.loads(line) for line in self.out.splitlines()]

    def figure(self, name: str) -> Any:
        """Return the value of a figure."""
        return self.report["figures"][name]["value"]


def trato(*arguments: str | Path, seconds: float = 400) -> Said:
    """Run `trato` with arguments."""
    command = [sys.executable, "-c", "from trato.app.cli import main; main()", *map(str, arguments)]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=seconds, check=False)
    return Said(ran.returncode, ran.stdout, ran.stderr)
