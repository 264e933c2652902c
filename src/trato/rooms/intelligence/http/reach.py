"""What of a case is within somebody's reach, for the addresses of intelligence that stand beside a case."""

from __future__ import annotations

from uuid import UUID

from trato.kit.errors import NotFound
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Principal, Verb
from trato.rooms.cases import api as cases


async def check_case(tx: Tx, who: Principal, case_id: UUID) -> None:
    """Refuse a case out of reach, as one that never was. Raises NotFound."""
    case = (await cases.get_many(tx, [case_id])).get(case_id)
    place = Place(brand_id=case.brand_id, queue_id=case.queue_id, account_id=case.account_id) if case else None
    if place is None or not access.can(who.rights, Verb.CASES_READ, place):
        raise NotFound(case=case_id)
