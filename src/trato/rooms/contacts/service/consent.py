"""Deeds of consent: the words, the question, the yes and the no, each with what shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from trato.kit.errors import Invalid
from trato.kit.ids import uuid7
from trato.kit.text import clean
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.contacts import rules
from trato.rooms.contacts.errors import (
    BadValue,
    ConsentRequestNotFound,
    ConsentTextMissing,
    OtherController,
)
from trato.rooms.contacts.events import ConsentAsked, ConsentGiven, ConsentWithdrawn
from trato.rooms.contacts.model import (
    Answer,
    Consent,
    ConsentHow,
    ConsentId,
    ConsentRequest,
    ConsentRequestId,
    ConsentText,
    ConsentTextId,
    Contact,
    ContactId,
    Evidence,
    EvidenceKind,
    LegalBasis,
    Purpose,
    UnlinkReason,
)
from trato.rooms.contacts.service import attributes, linking, people
from trato.rooms.contacts.store import consent as store

TEXT_LIMIT = 4_000  # characters
LONGEST_NOTE = 1_000


async def publish_text(tx: Tx, controller_id: UUID, purpose: Purpose, locale: str, body: str) -> ConsentText:
    """Write the next version of the words in which a controller asks for a purpose. Older versions stay."""
    body = clean(body, TEXT_LIMIT).strip()
    if not body:
        raise BadValue(field="body", reason="empty")
    text_id = ConsentTextId(uuid7())
    version = await store.add_text(tx, text_id, controller_id, purpose, locale, body)
    tx.audit(AuditEntry("consent_text.publish", "consent_text", text_id, {"purpose": purpose, "version": version}))
    return ConsentText(text_id, controller_id, purpose, locale, version, body, tx.now)


async def present_texts(tx: Tx) -> list[tuple[ConsentText, int]]:
    """Return the words in force by controller, purpose and language, each with how many accepted that version.

    It is counted up to 10,000, here and in `text_versions`.
    """
    return await store.list_present_texts(tx)


async def text_versions(tx: Tx, controller_id: UUID, purpose: Purpose, locale: str) -> list[tuple[ConsentText, int]]:
    """Return every version of one text, newest first, each with how many accepted it."""
    return await store.list_text_versions(tx, controller_id, purpose, locale)


async def newest_text(tx: Tx, controller_id: UUID, purpose: Purpose, locale: str) -> ConsentText:
    """Return the newest words, in the nearest language there is. Raises ConsentTextMissing."""
    texts = await store.list_newest_texts(tx, controller_id, purpose)
    chosen = rules.newest_text(texts, locale)
    if chosen is None:
        raise ConsentTextMissing(purpose=purpose)
    return texts[chosen]


async def newest_texts(tx: Tx, controller_id: UUID, purpose: Purpose) -> dict[str, ConsentText]:
    """Return the newest words for a purpose in each language."""
    return await store.list_newest_texts(tx, controller_id, purpose)


async def text_shown(tx: Tx, controller_id: UUID, purpose: Purpose, version: str, locale: str) -> ConsentText | None:
    """Return the words that a page showed, as it names their version; None when nobody wrote such words."""
    return await store.text_shown(tx, controller_id, purpose, version, locale)


async def evidence_by_hand(
    tx: Tx, contact_id: UUID, how: ConsentHow, words: str, said_at: datetime | None = None
) -> Evidence:
    """Keep what somebody of ours heard or read, as what a yes or no rests on. Raises Invalid.

    `words` are what the contact said, or where the paper is; `said_at` is now unless it was before.
    """
    words = words.strip()
    if not 3 <= len(words) <= LONGEST_NOTE:
        raise Invalid(field="words", reason="length")
    if said_at is not None and said_at > tx.now:
        raise Invalid(field="said_at", reason="range")
    note = uuid7()
    await store.add_note(tx, note, contact_id, how, words, said_at or tx.now)
    return Evidence(EvidenceKind.AGENT, note)


async def grant(
    tx: Tx,
    contact_id: UUID,
    purpose: Purpose,
    evidence: Evidence,
    *,
    text_id: ConsentTextId | None = None,
    basis: LegalBasis = LegalBasis.CONSENT,
) -> Consent:
    """Note that a contact says yes to its controller. A no that stood ends; the same yes again is the same yes."""
    contact = await people.lock(tx, contact_id)
    standing = await store.list_standing(tx, [contact_id], purpose)
    for one in standing:
        if one.granted and one.text_id == text_id and one.legal_basis is basis:
            return one
    await store.withdraw(tx, [one.id for one in standing if not one.granted])
    given = await _write(tx, contact, purpose, evidence, granted=True, text_id=text_id, basis=basis)
    tx.emit(ConsentGiven(subject=contact.id, consent_id=given.id, controller_id=contact.controller_id, purpose=purpose))
    return given


async def withdraw(
    tx: Tx, contact_id: UUID, purpose: Purpose, evidence: Evidence, said_at: datetime | None = None
) -> Consent:
    """Note that a contact says no: it takes back a yes, or opts out from the first. Return the row of the no.

    What rested on the yes ends with it: links go, and both profiles are as they were. It was said now, or `said_at`.
    """
    contact = await people.lock(tx, contact_id)
    standing = await store.list_standing(tx, [contact_id], purpose)
    refused = next((one for one in standing if not one.granted), None)
    if refused:
        return refused
    granted = [one.id for one in standing]
    if purpose is Purpose.LINKING and granted:
        await linking.end_links_of(tx, granted, UnlinkReason.WITHDRAWN)
    await store.withdraw(tx, granted)
    await attributes.drop_refused(tx, contact_id, purpose)
    no = await _write(
        tx, contact, purpose, evidence, granted=False, text_id=None, basis=LegalBasis.CONSENT, said_at=said_at
    )
    tx.emit(
        ConsentWithdrawn(subject=contact.id, consent_id=no.id, controller_id=contact.controller_id, purpose=purpose)
    )
    return no


async def _write(
    tx: Tx,
    contact: Contact,
    purpose: Purpose,
    evidence: Evidence,
    *,
    granted: bool,
    text_id: ConsentTextId | None,
    basis: LegalBasis,
    said_at: datetime | None = None,
) -> Consent:
    one = Consent(
        id=ConsentId(uuid7()),
        contact_id=contact.id,
        controller_id=contact.controller_id,
        purpose=purpose,
        granted=granted,
        legal_basis=basis,
        text_id=text_id,
        evidence=evidence,
        given_at=said_at or tx.now,
    )
    await store.add_consent(tx, one)
    if evidence.kind is EvidenceKind.AGENT:
        verb = "consent.grant" if granted else "consent.withdraw"
        tx.audit(AuditEntry(verb, "contact", contact.id, {"purpose": purpose, "consent": str(one.id)}))
    return one


async def standing(tx: Tx, contact_ids: Sequence[UUID], purpose: Purpose) -> dict[UUID, bool]:
    """Return what stands for one purpose: True is a yes, False a no; who never said is left out."""
    if not contact_ids:
        return {}
    found = await store.list_standing(tx, contact_ids, purpose)
    return {one.contact_id: one.granted for one in found}


async def refused_since(tx: Tx, contact_id: UUID, purpose: Purpose, at: datetime) -> bool:
    """Say whether a no stands that was said at `at` or after it: a yes of then that comes late changes nothing."""
    found = await store.list_standing(tx, [contact_id], purpose)
    return any(not one.granted and one.given_at >= at for one in found)


async def consents_of(tx: Tx, contact_id: UUID) -> list[Consent]:
    """Return every yes and no of a contact, oldest first."""
    return await store.list_consents(tx, contact_id)


# ---- asking inside the conversation --------------------------------------------------------------


async def ask(
    tx: Tx,
    contact_id: UUID,
    purpose: Purpose,
    *,
    until: datetime,
    locale: str = "",
    profile_id: UUID | None = None,
) -> tuple[ConsentRequest, ConsentText]:
    """Open a question; the caller sends the words and awaits the reply (`awaited_reply`, kind consent, this id).

    An older open question for the same purpose is cancelled. For a linking, `profile_id` is the contact that a yes
    links with. Raises ContactNotFound, ConsentTextMissing, OtherController.
    """
    ids = rules.in_order(contact_id, *([profile_id] if profile_id else []))
    contacts = await people.lock_many(tx, ids)
    contact = contacts[contact_id]
    if len({one.controller_id for one in contacts.values()}) > 1:
        raise OtherController(contact=contact_id, profile=profile_id)
    text = await newest_text(tx, contact.controller_id, purpose, locale or contact.locale)
    await store.cancel_requests(tx, contact_id, purpose)
    request = ConsentRequest(
        id=ConsentRequestId(uuid7()),
        contact_id=contact.id,
        controller_id=contact.controller_id,
        purpose=purpose,
        text_id=text.id,
        asked_at=tx.now,
        until=until,
        profile_id=ContactId(profile_id) if profile_id else None,
    )
    await store.add_request(tx, request)
    tx.emit(ConsentAsked(subject=contact.id, request_id=request.id, purpose=purpose))
    return request, text


async def asked_by(tx: Tx, request_id: UUID, message_id: UUID) -> None:
    """Note which message carried the question."""
    await store.asked_by_message(tx, request_id, message_id)


async def answer(tx: Tx, request_id: UUID, text: str, message_id: UUID | None) -> Answer:
    """Read a reply to a question and do what it says: a yes grants (and links, when it was about that), a no refuses.

    An unclear or late reply changes nothing: the message is an ordinary one, and the question stays open until its
    end. Raises ConsentRequestNotFound.
    """
    request = await store.lock_request(tx, request_id)
    if request is None:
        raise ConsentRequestNotFound(request=request_id)
    said = rules.read_answer(text)
    if said is Answer.UNCLEAR or request.answered_at is not None or tx.now > request.until:
        return Answer.UNCLEAR
    evidence = Evidence(EvidenceKind.MESSAGE, message_id)
    if said is Answer.YES:
        if request.profile_id is not None:
            await linking.take_turn(tx)
        given = await grant(tx, request.contact_id, request.purpose, evidence, text_id=request.text_id)
        await store.answer_request(tx, request_id, said, message_id, given.id)
        if request.profile_id is not None:
            await linking.link_if_free(tx, request.contact_id, request.profile_id, given.id)
    else:
        refused = await withdraw(tx, request.contact_id, request.purpose, evidence)
        await store.answer_request(tx, request_id, said, message_id, refused.id)
    return said


async def requests_of(tx: Tx, contact_id: UUID) -> list[ConsentRequest]:
    """Return what a contact was asked, oldest first."""
    return await store.list_requests(tx, contact_id)
