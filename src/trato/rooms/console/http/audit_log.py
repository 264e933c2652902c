"""The addresses of the audit log: sentences, what there is to choose from, and whether it holds."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.errors import Forbidden
from trato.kit.requests import Nothing
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import EVERYWHERE, Need, Principal, Verb, Walked
from trato.rooms.console.service import audit_log
from trato.rooms.console.service.audit_log import AuditSentence, AuditVerb

MOST = 500
WALK = 5_000  # lines walked at one request


class AuditAsked(Struct, frozen=True):
    """Which lines: by who did it, upon what, which deed, from when (inside) until when (outside)."""

    before: Annotated[int, Meta(ge=0, le=2**63 - 1)] | None = None
    actor_id: UUID | None = None
    object_id: UUID | None = None
    verb: str = ""
    since: datetime | None = None
    until: datetime | None = None
    limit: Annotated[int, Meta(ge=1)] = 100


class AuditSentences(Struct, frozen=True):
    """`next` is where the following page begins; None at the end."""

    lines: list[AuditSentence]
    next: int | None


class WalkFrom(Struct, frozen=True):
    after: Annotated[int, Meta(ge=0, le=2**63 - 1)] = 0


async def lines(tx: Tx, who: Principal, given: AuditAsked) -> AuditSentences:
    """List the audit log in sentences, newest first."""
    _check(who)
    limit = min(given.limit, MOST)
    rows = await access.list_audit(
        tx,
        before=given.before,
        actor_id=given.actor_id,
        object_id=given.object_id,
        verb=given.verb,
        since=given.since,
        until=given.until,
        limit=limit + 1,
    )
    shown = rows[:limit]
    told = await audit_log.in_sentences(tx, shown, who.user.locale)
    return AuditSentences(told, shown[-1].seq if len(rows) > limit else None)


async def verbs(tx: Tx, who: Principal, given: Nothing) -> list[AuditVerb]:
    """List the deeds that the log holds, in words."""
    _check(who)
    return await audit_log.list_verbs(tx, who.user.locale)


async def walk(tx: Tx, who: Principal, given: WalkFrom) -> Walked:
    """Walk a stretch of the log and say whether each line follows from the one before; the last from the head."""
    _check(who)
    return await access.verify_part(tx, given.after, WALK)


def _check(who: Principal) -> None:
    if not who.rights.scope(Verb.AUDIT_READ).covers(EVERYWHERE):
        raise Forbidden(verb=Verb.AUDIT_READ.value)


TABLE: tuple[tuple[str, str, Need, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/audit/lines", Verb.AUDIT_READ, lines, AuditAsked),
    ("GET", "/api/v1/audit/verbs", Verb.AUDIT_READ, verbs, Nothing),
    ("POST", "/api/v1/audit/walk", Verb.AUDIT_READ, walk, WalkFrom),
)
