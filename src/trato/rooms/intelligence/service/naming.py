"""Names for topics, by the model outside: from messages of several contacts, hidden; our own words stay beside them.

Asked once for a topic, and again after a day where nothing came of it. The three steps are those of every call.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from trato.kit.secrets import Keyring
from trato.kit.tx import Connection, Tx
from trato.rooms.intelligence.engine.topics import PERSONS
from trato.rooms.intelligence.model import PersonalKind, Span
from trato.rooms.intelligence.model.llm import FAILURES, LlmOrder, LlmSaid, LlmTrouble, LlmUse
from trato.rooms.intelligence.rules import llm_prompts
from trato.rooms.intelligence.rules.llm_answers import Bounds, bare, judge
from trato.rooms.intelligence.rules.redaction import redact
from trato.rooms.intelligence.rules.veil import SLOT, Veil
from trato.rooms.intelligence.service.hiding import veil_for
from trato.rooms.intelligence.service.llm_calls import hold_call, settle_call
from trato.rooms.intelligence.store import llm, naming

AGAIN = timedelta(days=1)
LOOKED_THROUGH, TOLD = 40, 8  # messages of a topic that are looked through, and of as many contacts at most told
LONGEST_MESSAGE = 300  # characters of each
LONGEST, WORDS = 60, 8  # characters and words of a name


Objecting = Callable[[Tx, Collection[UUID]], Awaitable[set[UUID]]]


@dataclass(frozen=True, slots=True)
class Naming:
    """A call on its way for the name of a topic."""

    topic: UUID
    order: LlmOrder
    veil: Veil
    bounds: Bounds


async def waiting_to_name(door: Connection) -> list[UUID]:
    """Return the workspaces whose model names topics."""
    return await llm.using(door, LlmUse.NAMING)


async def hold_naming(tx: Tx, keys: Keyring, objecting: Objecting) -> Naming | None:
    """Hold the call for the next topic that has no given name; None where there is none, or nobody may be asked.

    `objecting` tells which of some contacts object to being profiled: of them nothing leaves.
    """
    topic = await naming.next_topic(tx, tx.now - AGAIN)
    if topic is None:
        return None
    texts, lang = await _texts(tx, topic, objecting)
    if len(texts) < PERSONS:  # what one or two persons wrote names nothing
        await naming.note_asked(tx, topic, tx.now)
        return None
    veil, fence = veil_for(lang, ""), secrets.token_hex(8)
    source = "\n".join(veil.hide(text) for text in texts)
    order = await hold_call(tx, keys, LlmUse.NAMING, llm_prompts.naming(source, lang, fence))
    if isinstance(order, LlmTrouble):
        return None
    await naming.note_asked(tx, topic, tx.now)
    # a name holds no slot at all, so none of the source's is allowed
    return Naming(topic, order, veil, Bounds(SLOT.sub(" ", source), lang, LONGEST, secret=fence))


async def settle_naming(tx: Tx, held: Naming, said: LlmSaid) -> None:
    """Settle the call, and keep the name where it may be seen; what failed on the way is asked again soon."""
    name, trouble = _read(held, said)
    await settle_call(tx, held.order, said, trouble)
    if name:
        await naming.give_name(tx, held.topic, name, held.order.model)
    elif said.trouble in FAILURES:
        await naming.note_asked(tx, held.topic, None)


def _read(held: Naming, said: LlmSaid) -> tuple[str, LlmTrouble | None]:
    if said.trouble is not None:
        return "", said.trouble
    name = bare(said.text).removesuffix(".").strip()
    if trouble := judge(name, held.veil, held.bounds):
        return "", trouble
    if "\n" in name or len(name.split()) > WORDS:
        return "", LlmTrouble.TOO_LONG
    return name, None


async def _texts(tx: Tx, topic: UUID, objecting: Objecting) -> tuple[list[str], str]:
    """Return messages of a topic without personal data, one of each contact, and the language of most of them."""
    found: dict[UUID, str] = {}
    languages: Counter[str] = Counter()
    rows = await naming.texts(tx, topic, LOOKED_THROUGH)
    refused = await objecting(tx, {row["contact_id"] for row in rows})
    for row in rows:
        if row["contact_id"] not in {*found, *refused} and len(found) < TOLD:
            spans = [Span(start, end, PersonalKind(kind)) for start, end, kind in row["personal"]]
            found[row["contact_id"]] = " ".join(redact(row["text"], spans).split())[:LONGEST_MESSAGE]
            languages[row["lang"]] += 1
    lang = languages.most_common(1)[0][0] if languages else ""
    return list(found.values()), lang
