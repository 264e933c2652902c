"""What may leave: pure rules over one message and the standing orders that touch it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any, assert_never
from uuid import UUID

from trato.kit.utterance import words_of
from trato.rooms.channels.model import WindowState
from trato.rooms.compliance.model import Hold, HoldScope, Outbound, Outcome, Ruling, Writer
from trato.rooms.contacts.model import Address, IdentityKind
from trato.rooms.conversations.model import Purpose

# asked in this order; a changed rule has a new number
VERSIONS = {"opt_out": 3, "other_app": 1, "reply_window": 2, "holds": 1}

OPT_OUT_REASON = "opted_out"
HELD_ELSEWHERE = "other_app"
WINDOW_CLOSED = "window_closed"
WINDOW_HUMAN_ONLY = "window_human_only"

# Whole messages, as words without case, accents and punctuation: "BAJA", never "quiero dar de baja mi plan".
OPT_OUT_WORDS = frozenset(
    words_of(phrase)
    for phrase in (
        *("baja", "de baja", "dar de baja", "darme de baja", "cancelar", "cancelar suscripcion", "salir", "parar"),
        *("alto", "detener", "desuscribir", "desuscribirme", "no recibir mas", "no mas mensajes", "no molestar"),
        *("stop", "stop all", "stopall", "unsubscribe", "opt out", "optout", "end", "quit", "cancel", "remove me"),
        *(
            "sair",
            "pare",
            "parar mensagens",
            "nao quero mais mensagens",
            "descadastrar",
            "cancelar inscricao",
            "remover",
        ),
    )
)
OPT_IN_WORDS = frozenset(
    words_of(phrase)
    for phrase in (
        *("alta", "dar de alta", "darme de alta", "suscribir", "suscribirme", "volver a recibir"),
        *("start", "unstop", "subscribe", "opt in", "optin"),
        *("inscrever", "cadastrar", "voltar a receber"),
    )
)

# What a provider's signal or a consent names, as the purpose of the messages it stops.
PURPOSES = {"": None, "marketing": Purpose.CAMPAIGN, "service": Purpose.PROACTIVE, "survey": Purpose.SURVEY,
            "calls": Purpose.CALL}  # fmt: skip


def can_stop(purpose: str) -> bool:
    """Say whether a no to `purpose` is one that the gate knows how to keep."""
    return purpose in PURPOSES


def is_opt_out(text: str) -> bool:
    """Say whether a whole message is a word that asks us to stop (es, pt, en)."""
    return words_of(text, 60) in OPT_OUT_WORDS


def is_opt_in(text: str) -> bool:
    """Say whether a whole message is a word that lets us write again (es, pt, en)."""
    return words_of(text, 60) in OPT_IN_WORDS


def address_id(controller: UUID, address: Address) -> UUID:
    """Return what stands for an address in a standing order: a hash, from which nobody reads the address.

    An opt-out is by controller, and stays when the contact is erased, imported again or linked.
    """
    told = f"{controller}\n{address.kind.value}\n{address.scope}\n{address.value}".encode()
    return UUID(bytes=hashlib.sha256(b"trato address\n" + told).digest()[:16], version=5)


def is_begun_by_us(purpose: Purpose, *, has_template: bool) -> bool:
    """Say whether nobody waits for a message: what a no for ever is about."""
    return has_template or purpose in {
        Purpose.PROACTIVE, Purpose.CAMPAIGN, Purpose.SURVEY, Purpose.CONSENT_REQUEST, Purpose.WINDOW_FALLBACK,
        Purpose.CALL,
    }  # fmt: skip


def scopes_of(workspace: UUID, message: Outbound) -> dict[UUID, HoldScope]:
    """Return the ids upon which a standing order would touch this message."""
    found = {
        workspace: HoldScope.WORKSPACE,
        message.brand_id: HoldScope.BRAND,
        message.account_id: HoldScope.ACCOUNT,
        message.conversation_id: HoldScope.CONVERSATION,
        message.message_id: HoldScope.MESSAGE,
    }
    found |= dict.fromkeys(message.contact_ids, HoldScope.CONTACT)
    found |= {address_id(message.controller_id, one): HoldScope.ADDRESS for one in message.addresses}
    if message.case_id is not None:
        found[message.case_id] = HoldScope.CASE
    return found


def judge(message: Outbound, holds: Iterable[Hold]) -> Ruling:
    """Say whether a message may leave, given the standing orders upon its scopes.

    A no for ever comes before a wait: opt-out, then another application that answers there, then the reply window, then
    holds (the oldest is named).
    """
    standing = sorted(holds, key=lambda hold: (hold.placed_at, hold.id))
    for hold in standing:
        if hold.writer is Writer.OPT_OUT and is_stopped_by_opt_out(message, hold):
            return Ruling(Outcome.BLOCKED, OPT_OUT_REASON, hold)
    if message.held_elsewhere and not message.private_reply:
        return Ruling(Outcome.BLOCKED, HELD_ELSEWHERE)
    closed = window_reason(message)
    if closed:
        return Ruling(Outcome.BLOCKED, closed)
    for hold in standing:
        if hold.writer is not Writer.OPT_OUT and hold.purpose in {None, message.purpose}:
            return Ruling(Outcome.HELD, hold.reason, hold)
    return Ruling(Outcome.CLEARED)


def is_stopped_by_opt_out(message: Outbound, hold: Hold) -> bool:
    """Say whether an opt-out stops this message (records.md, rule 14).

    One upon a conversation, where its channel keeps it so, stops everything in it until the contact says yes again.
    One upon a person or an address stops less:

    It stops what we begin. A reply to somebody who wrote again leaves; so does one inside an open window, which only
    the contact's own message opens. A template sent because the window closed is a reply only to who wrote since, as a
    call is to who called since.
    """
    if hold.scope is HoldScope.CONVERSATION:
        return message.purpose not in {Purpose.CONTACT, Purpose.ECHO}
    match message.purpose:
        case Purpose.PROACTIVE | Purpose.CAMPAIGN | Purpose.SURVEY:
            return hold.purpose in {None, message.purpose}
        case Purpose.CONSENT_REQUEST:
            return hold.purpose is None
        case Purpose.CALL:
            return hold.purpose in {None, Purpose.CALL} and not _wrote_since(message, hold)
        case Purpose.REPLY | Purpose.BOT | Purpose.AUTO | Purpose.WINDOW_FALLBACK:
            begun_by_us = message.has_template or message.purpose is Purpose.WINDOW_FALLBACK
            return hold.purpose is None and begun_by_us and not _wrote_since(message, hold)
        case Purpose.AUTHENTICATION | Purpose.CONTACT | Purpose.ECHO:
            return False  # a code that the person asked for; what is not ours to send
        case _:
            assert_never(message.purpose)


def window_reason(message: Outbound) -> str:
    """Return why the channel's reply window forbids this message, or nothing."""
    if message.private_reply:
        return ""
    match message.window:
        case WindowState.OPEN:
            return ""
        case WindowState.HUMAN_ONLY:
            return "" if message.by_person or message.has_template else WINDOW_HUMAN_ONLY
        case WindowState.TEMPLATE_ONLY:
            return "" if message.has_template else WINDOW_CLOSED
        case WindowState.CLOSED:
            return WINDOW_CLOSED
        case _:
            assert_never(message.window)


def inputs_of(message: Outbound) -> dict[str, Any]:
    """Return what the verdict keeps of what it was told: codes and instants."""
    return {
        "purpose": message.purpose.value,
        "window": message.window.value,
        "template": message.has_template,
        "by_person": message.by_person,
        "held_elsewhere": message.held_elsewhere,
        "last_inbound_at": message.last_inbound_at,
    }


def _wrote_since(message: Outbound, hold: Hold) -> bool:
    return message.last_inbound_at is not None and message.last_inbound_at > hold.placed_at


_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"\+?\d[\d ().-]{5,}\d")
_TELLING = 7  # digits by whose last ones a telephone number is known


def disclosed(text: str, addresses: Sequence[Address]) -> str:
    """Return what of a contact's own addresses a public text would tell everybody: "email", "phone" or nothing.

    An address counts in any case, a number by its last seven digits, however it is written.
    """
    mails = {one.value.casefold() for one in addresses if one.kind is IdentityKind.EMAIL}
    if any(found.casefold() in mails for found in _ADDRESS.findall(text)):
        return IdentityKind.EMAIL.value
    ends = {_digits(one.value)[-_TELLING:] for one in addresses if one.kind is IdentityKind.PHONE}
    if any(_digits(found)[-_TELLING:] in ends for found in _NUMBER.findall(text)):
        return IdentityKind.PHONE.value
    return ""


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())
