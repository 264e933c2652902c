"""Saved texts of other systems in our words: their shortcuts, and what they fill in."""

from __future__ import annotations

import re

from trato.rooms.imports.sources.reading import fold

PLACEHOLDER = re.compile(r"\{\{\s*([^{}|]*?)\s*(\|[^{}]*)?\}\}")
# what Zendesk and Chatwoot fill in, as we call it
OURS = {
    "contact.name": "contact.name", "contact.first_name": "contact.first_name", "agent.name": "agent.name",
    "agent.first_name": "agent.name", "conversation.id": "case.number", "ticket.id": "case.number",
    "ticket.requester.name": "contact.name", "ticket.requester.first_name": "contact.first_name",
    "current_user.name": "agent.name", "current_user.first_name": "agent.name", "ticket.brand.name": "brand.name",
    "agent.alias": "agent.alias", "brand.name": "brand.name", "case.number": "case.number",
}  # fmt: skip


def shortcut_of(told: str) -> str:
    """Return a shortcut as ours are written: "Saludo inicial" is "saludo-inicial"."""
    return fold(told).replace("_", "-")[:40].strip("-")


def fill_ins(text: str) -> tuple[str, list[str]]:
    """Return a text with its variables in our words, and those that we do not have: they stand in it as [name]."""
    strange: list[str] = []

    def ours(found: re.Match[str]) -> str:
        known = OURS.get(found[1].lower())
        if known is None:
            strange.append(found[1])
            return f"[{found[1]}]"
        return "{{" + known + (found[2] or "") + "}}"

    return PLACEHOLDER.sub(ours, text), strange
