"""What is within somebody's reach. What is not answers exactly like what never was."""

from __future__ import annotations

from uuid import UUID

from trato.kit.errors import Forbidden, NotFound
from trato.kit.tx import Tx
from trato.rooms.access.model import EVERYWHERE, Place, Principal, Verb
from trato.rooms.console.store import reach as store
from trato.rooms.console.store import rows


async def check_case(tx: Tx, who: Principal, case_id: UUID, verb: Verb = Verb.CASES_READ) -> Place:
    """Return where a case stands. Raises NotFound out of reach, Forbidden within it where `verb` is not allowed."""
    row = await rows.get_place(tx, case_id)
    if row is None:
        raise NotFound()
    place = Place(brand_id=row["brand_id"], queue_id=row["queue_id"], account_id=row["account_id"])
    if not who.rights.scope(Verb.CASES_READ).covers(place):
        raise NotFound()
    if not who.rights.scope(verb).covers(place):
        raise Forbidden(verb=verb.value)
    return place


async def case_of_message(tx: Tx, who: Principal, message_id: UUID, verb: Verb) -> UUID:
    """Return the case of a message. Raises NotFound and Forbidden, as `check_case`."""
    case_id = await store.case_of_message(tx, message_id)
    if case_id is None:
        raise NotFound()
    await check_case(tx, who, case_id, verb)
    return case_id


async def check_conversation(tx: Tx, who: Principal, conversation_id: UUID, case_id: UUID, verb: Verb) -> None:
    """Refuse a conversation that is not one of this case. Raises NotFound, as for one that never was."""
    await check_case(tx, who, case_id, verb)
    if not await store.holds(tx, conversation_id, case_id):
        raise NotFound()


async def check_contact(tx: Tx, who: Principal, contact_id: UUID, verb: Verb = Verb.CONTACTS_READ) -> None:
    """Refuse a contact of whom no case is within reach. Raises NotFound and Forbidden."""
    if not await store.reaches_contact(tx, contact_id, who.rights.scope(Verb.CONTACTS_READ)):
        raise NotFound()
    if not await store.reaches_contact(tx, contact_id, who.rights.scope(verb)):
        raise Forbidden(verb=verb.value)


async def check_account(tx: Tx, who: Principal, account_id: UUID, verb: Verb) -> Place:
    """Return where a channel account stands. Raises NotFound out of reach of `verb`."""
    row = await store.get_account(tx, account_id)
    if row is None:
        raise NotFound()
    place = Place(brand_id=row["brand_id"], queue_id=row["queue_id"], account_id=account_id)
    if not who.rights.scope(verb).covers(place):
        raise NotFound()
    return place


def check_everywhere(who: Principal) -> None:
    """Refuse whoever keeps the rules of one brand only: a rule holds for all. Raises Forbidden."""
    if not who.rights.scope(Verb.AUTOMATION_MANAGE).covers(EVERYWHERE):
        raise Forbidden(verb=Verb.AUTOMATION_MANAGE.value)
