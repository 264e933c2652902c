"""Outside adapters, code asks capabilities: it never names a channel to decide."""

from __future__ import annotations

import ast
from pathlib import Path

import trato
from trato.rooms.channels.adapters.registry import ADAPTERS

SOURCE = Path(trato.__file__).parent
LOOKED_AT = ["flow", *(f"rooms/{room}" for room in (
    "access", "brands", "cases", "compliance", "contacts", "conversations", "console", "knowledge", "routing",
    "webhooks", "workforce",
))]  # fmt: skip
IDENTITY_KINDS = "rooms/contacts/model.py"  # an address may be an e-mail: that is no channel


def test_no_comparison_in_flow_or_rooms_names_a_channel() -> None:
    found = []
    for folder in LOOKED_AT:
        for path in (SOURCE / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Compare):
                    words = {
                        n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)
                    }
                    if words & set(ADAPTERS) and str(path.relative_to(SOURCE)) != IDENTITY_KINDS:
                        found.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
    assert found == []
