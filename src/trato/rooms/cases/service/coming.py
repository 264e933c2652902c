"""What brought people to their cases."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.cases.rules.coming import is_advert
from trato.rooms.cases.store import hands as store


async def brought_by_adverts(tx: Tx, case_ids: Sequence[UUID]) -> set[UUID]:
    """Return those of the cases that began with a click on an advertisement."""
    return {case for case, source in (await store.referrals_of(tx, case_ids)).items() if is_advert(source)}
