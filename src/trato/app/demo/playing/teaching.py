"""People of the cast teach the machine: where it took the matter of a case for another, a few of them say so."""

from __future__ import annotations

import asyncio
from uuid import UUID

from trato.app.demo.loading.house import Firm
from trato.app.wiring import House
from trato.flow import triage
from trato.kit.events import SYSTEM, Actor, ActorKind
from trato.rooms.intelligence.model import Aspect, MessageKind

CORRECTED = 3
EVERY = 5.0  # seconds between looks, while nothing was understood yet
PATIENCE = 60  # looks: a machine that is slower than that has other worries
# what a case was about by its reason, which a person gave
MEANT = {
    "otros_felicitacion": MessageKind.PRAISE,
    "entrega_demora": MessageKind.ISSUE,
    "producto_dano": MessageKind.ISSUE,
    "pago_cobro": MessageKind.ISSUE,
    "servicio_corte": MessageKind.ISSUE,
    "entrega_estado": MessageKind.QUESTION,
    "producto_disponibilidad": MessageKind.QUESTION,
    "producto_uso": MessageKind.QUESTION,
}
TAUGHT = "select count(*) from intelligence.correction where workspace_id = $1 and aspect = 'kind'"
# the first that was understood of each case that a person gave a reason
FIRST = """
select distinct on (u.case_id) u.case_id, u.message_id, u.kind, c.disposition_id from intelligence.understanding u
join cases."case" c on c.id = u.case_id and c.workspace_id = $1
where u.workspace_id = $1 and c.disposition_id = any($2::uuid[]) order by u.case_id, u.at limit 200
"""


async def correct_some(house: House, firm: Firm) -> int:
    """Once there is something to correct, let the supervisors do so; return how many were. Once in a workspace."""
    meant: dict[UUID, MessageKind] = {firm.reasons[code]: kind for code, kind in MEANT.items() if code in firm.reasons}
    actor = Actor(ActorKind.USER, firm.users["renato"])
    for _ in range(PATIENCE):
        async with house.db.transaction(firm.workspace, SYSTEM) as tx:
            if await tx.connection.fetchval(TAUGHT, tx.workspace):
                return 0
            rows = await tx.connection.fetch(FIRST, tx.workspace, list(meant))
        wrong = [row for row in rows if row["kind"] != meant[row["disposition_id"]].value][:CORRECTED]
        for row in wrong:
            async with house.db.transaction(firm.workspace, actor) as tx:
                kind = meant[row["disposition_id"]].value
                await triage.correct(tx, row["message_id"], row["case_id"], Aspect.KIND, kind)
        if wrong:
            return len(wrong)
        await asyncio.sleep(EVERY)
    return 0
