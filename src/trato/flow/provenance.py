"""Where a text of ours came from: kept with every message, because nobody can tell afterwards (records.md, fact 4)."""

from __future__ import annotations

from uuid import UUID

from trato.kit.events import Actor, ActorKind
from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Template
from trato.rooms.conversations.model import Source, SourceKind

BY_AUTHOR = {
    ActorKind.USER: SourceKind.TYPED,
    ActorKind.BOT: SourceKind.FLOW,
    ActorKind.CONTACT: SourceKind.TYPED,
    ActorKind.SYSTEM: SourceKind.RULE,
}


async def sources_of(
    tx: Tx, account_id: UUID, author: Actor, template: Template | None, told: tuple[Source, ...]
) -> tuple[Source, ...]:
    """Return where a text came from: as the desk tells, else by who wrote it; a template by its id and version."""
    if template is None:
        return told or (Source(BY_AUTHOR[author.kind]),)
    known = await channels.template_of(tx, account_id, template.name, template.language)
    ref, version = known if known else (None, None)
    others = tuple(one for one in told if one.kind is not SourceKind.TEMPLATE)
    return (Source(SourceKind.TEMPLATE, ref, version, template.language), *others)
