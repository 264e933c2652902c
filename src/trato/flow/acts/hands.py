"""Who of us answers in a conversation: our automation until a person writes or takes the case, then that person.

One idea of it, on the conversation (`ThreadHolder`). It is automation's again when the case ends, or when a person
gives it back.
"""

from __future__ import annotations

from uuid import UUID

from trato.kit.events import ActorKind
from trato.kit.tx import Tx
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import HoldCause, ThreadHolder

OTHERS = frozenset({ThreadHolder.OTHER_APP})  # whose conversations none of us takes by a deed in our own house


async def person_wrote(tx: Tx, conversation_id: UUID) -> None:
    """Note that a person writes in a conversation: nothing answers there by itself from now on."""
    await conversations.hold_threads(tx, [conversation_id], ThreadHolder.PERSON, HoldCause.WROTE, unless=OTHERS)


async def person_took(tx: Tx, case_id: UUID) -> None:
    """Note that a person took a case, or gave it to another; what the engine assigned nobody has taken yet."""
    if tx.actor.kind is not ActorKind.USER:
        return
    threads = await conversations.threads_of_case(tx, case_id)
    await conversations.hold_threads(tx, threads, ThreadHolder.PERSON, HoldCause.CASE_TAKEN, unless=OTHERS)


async def give_back(tx: Tx, conversation_id: UUID) -> None:
    """Let automation answer again in a conversation that a person holds."""
    await conversations.hold_threads(
        tx, [conversation_id], ThreadHolder.AUTOMATION, HoldCause.GIVEN_BACK, unless=OTHERS
    )  # fmt: skip


async def case_ended(tx: Tx, case_id: UUID) -> None:
    """Let the threads of a case that is over be automation's: what comes next begins there."""
    threads = await conversations.threads_of_case(tx, case_id)
    await conversations.hold_threads(tx, threads, ThreadHolder.AUTOMATION, HoldCause.CASE_ENDED, unless=OTHERS)
