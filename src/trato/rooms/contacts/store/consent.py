"""SQL of consent: the words, the questions, the answers that stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.contacts.model import (
    Answer,
    Consent,
    ConsentHow,
    ConsentId,
    ConsentRequest,
    ConsentRequestId,
    ConsentText,
    ConsentTextId,
    ContactId,
    Evidence,
    EvidenceKind,
    LegalBasis,
    Purpose,
)

_CONSENT: Final = (
    "id, contact_id, controller_id, purpose, granted, legal_basis, text_id, evidence_kind, evidence_id, given_at, "
    "withdrawn_at"
)
_TEXT: Final = "id, controller_id, purpose, locale, version, body, created_at"
_REQUEST: Final = (
    "id, contact_id, controller_id, purpose, text_id, asked_at, until, profile_id, message_id, answer, answered_at, "
    "consent_id"
)

ADD_TEXT = """
insert into contacts.consent_text (id, workspace_id, controller_id, purpose, locale, version, body, created_at)
select $1, $2, $3, $4, $5, coalesce(max(t.version), 0) + 1, $6, $7
from contacts.consent_text t
where t.controller_id = $3 and t.purpose = $4 and t.locale = $5 and t.workspace_id = $2
returning version
"""
LIST_NEWEST_TEXTS = f"""
select distinct on (locale) {_TEXT} from contacts.consent_text
where controller_id = $1 and purpose = $2 and workspace_id = $3 order by locale, version desc
"""
GET_TEXT = f"select {_TEXT} from contacts.consent_text where id = $1 and workspace_id = $2"
TEXT_SHOWN = f"""
select {_TEXT} from contacts.consent_text
where controller_id = $1 and purpose = $2 and workspace_id = $3 and (version::text = $4 or id::text = $4)
order by locale = $5 desc, left(locale, 2) = left($5, 2) desc, locale limit 1
"""
LIST_PRESENT_TEXTS = f"""
select {_TEXT}, u.accepted from (
  select distinct on (controller_id, purpose, locale) {_TEXT} from contacts.consent_text
  where workspace_id = $1 order by controller_id, purpose, locale, version desc) t
left join lateral (
  select count(*) as accepted from (
    select 1 from contacts.consent c where c.text_id = t.id and c.workspace_id = $1 and c.granted limit 10000) x) u
  on true
order by purpose, locale
"""
LIST_TEXT_VERSIONS = f"""
select {_TEXT}, u.accepted from (
  select {_TEXT} from contacts.consent_text
  where controller_id = $2 and purpose = $3 and locale = $4 and workspace_id = $1 order by version desc limit 200) t
left join lateral (
  select count(*) as accepted from (
    select 1 from contacts.consent c where c.text_id = t.id and c.workspace_id = $1 and c.granted limit 10000) x) u
  on true
order by version desc
"""
ADD_CONSENT = """
insert into contacts.consent (id, workspace_id, contact_id, controller_id, purpose, granted, legal_basis, text_id,
                              evidence_kind, evidence_id, given_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""
ADD_NOTE = """
insert into contacts.consent_note (id, workspace_id, contact_id, how, words, said_at, by_id, at)
values ($2, $1, $3, $4, $5, $6, $7, $8)
"""
LIST_STANDING = f"""
select {_CONSENT} from contacts.consent
where contact_id = any($1::uuid[]) and purpose = $2 and workspace_id = $3 and withdrawn_at is null
order by given_at, id
"""
LIST_CONSENTS = f"""
select {_CONSENT} from contacts.consent where contact_id = $1 and workspace_id = $2 order by given_at, id
"""
GET_CONSENT = f"select {_CONSENT} from contacts.consent where id = $1 and workspace_id = $2"
WITHDRAW = "update contacts.consent set withdrawn_at = $3 where id = any($1::uuid[]) and workspace_id = $2"
ADD_REQUEST = """
insert into contacts.consent_request (id, workspace_id, contact_id, controller_id, purpose, text_id, profile_id,
                                      message_id, asked_at, asked_by_kind, asked_by_id, until)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
"""
LOCK_REQUEST = f"select {_REQUEST} from contacts.consent_request where id = $1 and workspace_id = $2 for update"
LIST_REQUESTS = f"""
select {_REQUEST} from contacts.consent_request where contact_id = $1 and workspace_id = $2 order by asked_at
"""
CANCEL_REQUESTS = """
update contacts.consent_request set answer = 'cancelled', answered_at = $4
where contact_id = $1 and purpose = $2 and workspace_id = $3 and answer is null
"""
ANSWER_REQUEST = """
update contacts.consent_request set answer = $3, answered_at = $4, answer_message_id = $5, consent_id = $6
where id = $1 and workspace_id = $2
"""
ASKED_BY_MESSAGE = "update contacts.consent_request set message_id = $3 where id = $1 and workspace_id = $2"


async def add_text(tx: Tx, text_id: UUID, controller_id: UUID, purpose: Purpose, locale: str, body: str) -> int:
    """Write the next version of a text; return its number."""
    version: int = await tx.connection.fetchval(
        ADD_TEXT, text_id, tx.workspace, controller_id, purpose.value, locale, body, tx.now
    )
    return version


async def list_newest_texts(tx: Tx, controller_id: UUID, purpose: Purpose) -> dict[str, ConsentText]:
    """Return the newest text of each locale."""
    rows = await tx.connection.fetch(LIST_NEWEST_TEXTS, controller_id, purpose.value, tx.workspace)
    return {row["locale"]: _text(row) for row in rows}


async def text_shown(tx: Tx, controller_id: UUID, purpose: Purpose, version: str, locale: str) -> ConsentText | None:
    """Return the text of a version (its number, or its id), in the nearest language there is."""
    row = await tx.connection.fetchrow(TEXT_SHOWN, controller_id, purpose.value, tx.workspace, version, locale)
    return _text(row) if row else None


async def get_text(tx: Tx, text_id: UUID) -> ConsentText | None:
    row = await tx.connection.fetchrow(GET_TEXT, text_id, tx.workspace)
    return _text(row) if row else None


async def list_present_texts(tx: Tx) -> list[tuple[ConsentText, int]]:
    """Return the newest text of every controller, purpose and locale, each with how many accepted that version."""
    return [(_text(row), row["accepted"]) for row in await tx.connection.fetch(LIST_PRESENT_TEXTS, tx.workspace)]


async def list_text_versions(
    tx: Tx, controller_id: UUID, purpose: Purpose, locale: str
) -> list[tuple[ConsentText, int]]:
    """Return the versions of one text, newest first, each with how many accepted it."""
    rows = await tx.connection.fetch(LIST_TEXT_VERSIONS, tx.workspace, controller_id, purpose.value, locale)
    return [(_text(row), row["accepted"]) for row in rows]


async def add_consent(tx: Tx, one: Consent) -> None:
    await tx.connection.execute(
        ADD_CONSENT, one.id, tx.workspace, one.contact_id, one.controller_id, one.purpose.value, one.granted,
        one.legal_basis.value, one.text_id, one.evidence.kind.value, one.evidence.id, one.given_at,
    )  # fmt: skip


async def add_note(tx: Tx, note_id: UUID, contact_id: UUID, how: ConsentHow, words: str, said_at: datetime) -> None:
    """Keep what shows a yes or no that a person of ours noted."""
    await tx.connection.execute(
        ADD_NOTE, tx.workspace, note_id, contact_id, how.value, words, said_at, tx.actor.id, tx.now
    )  # fmt: skip


async def list_standing(tx: Tx, contact_ids: Sequence[UUID], purpose: Purpose) -> list[Consent]:
    rows = await tx.connection.fetch(LIST_STANDING, list(contact_ids), purpose.value, tx.workspace)
    return [_consent(row) for row in rows]


async def list_consents(tx: Tx, contact_id: UUID) -> list[Consent]:
    return [_consent(row) for row in await tx.connection.fetch(LIST_CONSENTS, contact_id, tx.workspace)]


async def get_consent(tx: Tx, consent_id: UUID) -> Consent | None:
    row = await tx.connection.fetchrow(GET_CONSENT, consent_id, tx.workspace)
    return _consent(row) if row else None


async def withdraw(tx: Tx, consent_ids: Sequence[UUID]) -> None:
    await tx.connection.execute(WITHDRAW, list(consent_ids), tx.workspace, tx.now)


async def add_request(tx: Tx, one: ConsentRequest) -> None:
    await tx.connection.execute(
        ADD_REQUEST, one.id, tx.workspace, one.contact_id, one.controller_id, one.purpose.value, one.text_id,
        one.profile_id, one.message_id, one.asked_at, tx.actor.kind.value, tx.actor.id, one.until,
    )  # fmt: skip


async def lock_request(tx: Tx, request_id: UUID) -> ConsentRequest | None:
    row = await tx.connection.fetchrow(LOCK_REQUEST, request_id, tx.workspace)
    return _request(row) if row else None


async def list_requests(tx: Tx, contact_id: UUID) -> list[ConsentRequest]:
    return [_request(row) for row in await tx.connection.fetch(LIST_REQUESTS, contact_id, tx.workspace)]


async def cancel_requests(tx: Tx, contact_id: UUID, purpose: Purpose) -> None:
    await tx.connection.execute(CANCEL_REQUESTS, contact_id, purpose.value, tx.workspace, tx.now)


async def answer_request(
    tx: Tx, request_id: UUID, answer: Answer, message_id: UUID | None, consent_id: UUID | None
) -> None:
    await tx.connection.execute(ANSWER_REQUEST, request_id, tx.workspace, answer.value, tx.now, message_id, consent_id)


async def asked_by_message(tx: Tx, request_id: UUID, message_id: UUID) -> None:
    await tx.connection.execute(ASKED_BY_MESSAGE, request_id, tx.workspace, message_id)


def _text(row: Any) -> ConsentText:
    return ConsentText(
        ConsentTextId(row["id"]), row["controller_id"], Purpose(row["purpose"]), row["locale"], row["version"],
        row["body"], row["created_at"],
    )  # fmt: skip


def _consent(row: Any) -> Consent:
    return Consent(
        id=ConsentId(row["id"]),
        contact_id=ContactId(row["contact_id"]),
        controller_id=row["controller_id"],
        purpose=Purpose(row["purpose"]),
        granted=row["granted"],
        legal_basis=LegalBasis(row["legal_basis"]),
        text_id=row["text_id"],
        evidence=Evidence(EvidenceKind(row["evidence_kind"]), row["evidence_id"]),
        given_at=row["given_at"],
        withdrawn_at=row["withdrawn_at"],
    )


def _request(row: Any) -> ConsentRequest:
    answer = row["answer"]
    return ConsentRequest(
        id=ConsentRequestId(row["id"]),
        contact_id=ContactId(row["contact_id"]),
        controller_id=row["controller_id"],
        purpose=Purpose(row["purpose"]),
        text_id=ConsentTextId(row["text_id"]),
        asked_at=row["asked_at"],
        until=row["until"],
        profile_id=row["profile_id"],
        message_id=row["message_id"],
        answer=Answer(answer) if answer in ("yes", "no") else None,
        answered_at=row["answered_at"],
        consent_id=row["consent_id"],
    )
