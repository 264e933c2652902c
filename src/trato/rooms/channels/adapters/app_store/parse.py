"""Pages of `customerReviews` as events: each state of a review once, our answer, and that it was published.

Apple says when a review was created, not when it was changed: its states are told apart by what they say, and a look
notes which of a page had said what before (`CHANGED` among the delivery's headers: id/state, spaces between).
"""

from __future__ import annotations

from datetime import datetime

from babel.core import get_global

from trato.rooms.channels.adapters.asked import moment_in
from trato.rooms.channels.adapters.reading import JsonMap, decode, fingerprint, map_in, maps_in, number_in, text_in
from trato.rooms.channels.model import (
    AccountView,
    Delivery,
    Direction,
    InboundEvent,
    InboundKind,
    Malformed,
    Part,
    Receipt,
    ReceiptStatus,
    Surface,
    Text,
    Unsupported,
)
from trato.rooms.contacts.model import Address, IdentityKind

CHANGED = ":changed"
NOWHERE = frozenset({"XX", "ZZ"})


def parse(delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    """Return the events of a page, the oldest first. Raises `Malformed`."""
    body = decode(delivery.raw)
    given = body.get("data")
    if not isinstance(given, list):
        given = [given] if isinstance(given, dict) else None
    if given is None:
        raise Malformed("no reviews")
    before = dict(one.split("/", 1) for one in delivery.headers.get(CHANGED, "").split() if "/" in one)
    answers = answers_of(body)
    events: list[InboundEvent] = []
    for one in reversed(given):
        review = one if isinstance(one, dict) else {}
        if text_in(review, "type") != "customerReviews" or not text_in(review, "id"):
            told = {"what": text_in(review, "type") or "review", "keys": sorted(review)[:20]}
            key = f"strange:{fingerprint(one)}"
            events.append(InboundEvent(InboundKind.UNSUPPORTED, key, delivery.received_at, detail=told))
            continue
        events.append(_review(review, delivery, account, before.get(text_in(review, "id"), "")))
        if (answer := answers.get(answer_id(review))) is not None:
            events += _answered(answer, review, delivery, account)
    return events


def answers_of(body: JsonMap) -> dict[str, JsonMap]:
    """Return the answers that came with a page, by id."""
    included = maps_in(body, "included")
    return {text_in(one, "id"): one for one in included if text_in(one, "type") == "customerReviewResponses"}


def answer_id(review: JsonMap) -> str:
    """Return the id of a review's answer, "" where it has none or the page does not say."""
    return text_in(map_in(map_in(map_in(review, "relationships"), "response"), "data"), "id")


def state_of(review: JsonMap) -> str:
    """Return a short name of what a review says now."""
    told = map_in(review, "attributes")
    return fingerprint([text_in(told, name) for name in ("rating", "title", "body")])[:16]


def provider_id_of(answer: JsonMap) -> str:
    """Return our name of one state of an answer."""
    return f"{text_in(answer, 'id')}:{text_in(map_in(answer, 'attributes'), 'lastModifiedDate')}"


def _review(review: JsonMap, delivery: Delivery, account: AccountView, before: str) -> InboundEvent:
    identifier, told = text_in(review, "id"), map_in(review, "attributes")
    key = ":".join(filter(None, (identifier, state_of(review), before)))
    stars, territory = int(number_in(told, "rating") or 0), text_in(told, "territory")
    return InboundEvent(
        InboundKind.REVIEW,
        key,
        delivery.received_at if before else moment_in(told, "createdDate") or delivery.received_at,
        author=_author(identifier, account),
        author_name=text_in(told, "reviewerNickname"),
        provider_id=key,
        surface=Surface.REVIEW,
        thread_key=identifier,
        parts=_parts(told),
        public=True,
        rating=stars if 1 <= stars <= 5 else 0,
        stands=True,
        facts=_facts(territory),
        country=country_of(territory),
    )


def _answered(answer: JsonMap, review: JsonMap, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    """Return what stands as our answer, and that everybody reads it where Apple has published it."""
    told, identifier = map_in(answer, "attributes"), text_in(review, "id")
    text, provider_id = text_in(told, "responseBody"), provider_id_of(answer)
    at: datetime = moment_in(told, "lastModifiedDate") or delivery.received_at
    said = InboundEvent(
        InboundKind.REVIEW, f"answer:{provider_id}", at, author=_author(identifier, account), provider_id=provider_id,
        surface=Surface.REVIEW, thread_key=identifier, direction=Direction.ECHO, public=True, reply_to=identifier,
        parts=(Text(text),) if text else (Unsupported("response"),), stands=True,
    )  # fmt: skip
    if text_in(told, "state") != "PUBLISHED":
        return [said]
    receipt = Receipt(provider_id, ReceiptStatus.DELIVERED)
    key = f"published:{provider_id}"
    return [said, InboundEvent(InboundKind.RECEIPT, key, at, provider_id=provider_id, receipt=receipt)]


def _author(review: str, account: AccountView) -> tuple[Address, ...]:
    return (Address(IdentityKind.ACCOUNT_USER, review, str(account.id)),)


def _parts(told: JsonMap) -> tuple[Part, ...]:
    words = "\n\n".join(piece for name in ("title", "body") if (piece := text_in(told, name).strip()))
    return (Text(words),) if words else (Unsupported("review"),)


def _facts(territory: str) -> dict[str, str] | None:
    country = country_of(territory)
    return {"territory": territory, **({"country": country} if country else {})} if territory else None


def country_of(territory: str) -> str:
    """Return a store's country in two letters, "" where it is none."""
    known = get_global("territory_aliases").get(territory, [])
    return str(known[0]) if len(known) == 1 and len(territory) == 3 and known[0] not in NOWHERE else ""
