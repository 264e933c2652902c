"""Telling whoever waits how far it is, on the error stream: the report itself goes to the other."""

from __future__ import annotations

import sys


def say(what: str) -> None:
    """Write a line."""
    sys.stderr.write(f"chaos: {what}\n")
    sys.stderr.flush()
