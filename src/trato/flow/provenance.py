"""Where a text of ours came from: kept with every message, because nobody can tell afterwards (records.md, fact 4)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from trato.kit.events import Actor, ActorKind
from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Template
from trato.rooms.conversations.api import Outgoing
from trato.rooms.conversations.model import Source, SourceKind
from trato.rooms.intelligence import api as intelligence
from trato.rooms.knowledge import api as knowledge
from trato.rooms.knowledge.model import Touch, TouchAct, TouchKind

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


async def note_used(tx: Tx, written: Sequence[Outgoing]) -> None:
    """Keep the use of each text that messages were made of, on the case that they answer (facts 6 and 54)."""
    await intelligence.note_sent(
        tx,
        [
            (source.ref_id, one.message.id, one.message.case_id, source.edit_share, one.message.author.id)
            for one in written
            for source in {told.ref_id: told for told in one.sources if told.kind is SourceKind.SUGGESTION}.values()
            if source.ref_id is not None and one.message.case_id is not None
        ],
    )
    await knowledge.note_use(
        tx,
        [
            Touch(
                one.message.case_id, TouchKind.CANNED, source.ref_id, source.version or 1, TouchAct.INSERTED,
                one.message.id, user_id=one.message.author.id, channel=one.conversation.channel,
            )
            for one in written
            for source in {(told.kind, told.ref_id): told for told in one.sources}.values()
            if source.kind is SourceKind.CANNED and source.ref_id is not None and one.message.case_id is not None
        ],
    )  # fmt: skip
