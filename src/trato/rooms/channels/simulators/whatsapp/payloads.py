"""Webhooks as Meta writes them: pure, from values to bodies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from trato.rooms.channels.simulators.whatsapp.world import Number, Person

OBJECT = "whatsapp_business_account"
_FREE_FORM = {"billable": False, "pricing_model": "PMP", "category": "service", "type": "free_customer_service"}


def envelope(number: Number, value: dict[str, Any], field: str = "messages") -> dict[str, Any]:
    """Wrap a value as one webhook."""
    metadata = {"display_phone_number": number.display, "phone_number_id": number.id}
    whole = {"messaging_product": "whatsapp", "metadata": metadata, **value}
    entry = {"id": number.business_account, "changes": [{"value": whole, "field": field}]}
    return {"object": OBJECT, "entry": [entry]}


def contact(person: Person) -> dict[str, Any]:
    """Describe a person to a business, who may hide the number."""
    profile = {"name": person.name, **({"username": person.username} if person.username else {})}
    known = {"profile": profile, "user_id": person.user_id}
    return known if person.hides_phone else {**known, "wa_id": person.wa_id}


def said(
    number: Number, person: Person, identifier: str, at: datetime, content: dict[str, Any], reply_to: str = ""
) -> dict[str, Any]:
    """Write a message of a person; `content` is {type, and its own key}."""
    message: dict[str, Any] = {"from_user_id": person.user_id, "id": identifier, "timestamp": _stamp(at), **content}
    if not person.hides_phone:
        message["from"] = person.wa_id
    if reply_to:
        message["context"] = {"from": number.display, "id": reply_to}
    return envelope(number, {"contacts": [contact(person)], "messages": [message]})


def status(
    number: Number,
    person: Person,
    identifier: str,
    at: datetime,
    word: str,
    *,
    key: str = "",
    category: str = "",
    error: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Write what became of a message of the business. `category` is a template's; "" is a free-form reply."""
    one: dict[str, Any] = {
        "id": identifier,
        "status": word,
        "timestamp": _stamp(at),
        "recipient_user_id": person.user_id,
    }
    if not person.hides_phone:
        one["recipient_id"] = person.wa_id
    if key:
        one["biz_opaque_callback_data"] = key
    if error is not None:
        one["errors"] = [error]
        return envelope(number, {"statuses": [one]})
    one["pricing"] = _priced(category)
    return envelope(number, {"contacts": [contact(person)], "statuses": [one]})


def marketing_choice(number: Number, person: Person, at: datetime, value: str) -> dict[str, Any]:
    """Write that a person stopped or resumed marketing messages, in WhatsApp's own screens."""
    choice = {
        "wa_id": person.wa_id,
        "user_id": person.user_id,
        "detail": f"User requested to {value} marketing messages",
        "category": "marketing_messages",
        "value": value,
        "timestamp": int(at.timestamp()),
    }
    if person.hides_phone:
        del choice["wa_id"]
    return envelope(number, {"contacts": [contact(person)], "user_preferences": [choice]}, "user_preferences")


def _priced(category: str) -> dict[str, Any]:
    if not category:
        return _FREE_FORM
    return {"billable": True, "pricing_model": "PMP", "category": category, "type": "regular"}


def _stamp(at: datetime) -> str:
    return str(int(at.timestamp()))
