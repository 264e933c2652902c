"""Pages of `reviews.list` as events: each state of a review once, and our answer below it.

A review that its author changes keeps its id; it is told apart by when it was last changed. Title and body came
separately in some years: a tab stands between them.
"""

from __future__ import annotations

from datetime import UTC, datetime

from trato.rooms.channels.adapters.reading import JsonMap, decode, fingerprint, map_in, maps_in, number_in, text_in
from trato.rooms.channels.model import (
    AccountView,
    Delivery,
    Direction,
    InboundEvent,
    InboundKind,
    Malformed,
    Part,
    Surface,
    Text,
    Unsupported,
)
from trato.rooms.contacts.model import Address, IdentityKind

LATEST = 253_402_300_799  # the last second of the year 9999
ENVELOPE = frozenset({"reviews", "pageInfo", "tokenPagination"})


def parse(delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    """Return the events of a page, the oldest first. Raises `Malformed`."""
    body = decode(delivery.raw)
    given = body.get("reviews", [] if set(body) & ENVELOPE else None)
    if not isinstance(given, list):
        raise Malformed("no reviews")
    return [event for one in reversed(given) for event in _events(one, delivery, account)]


def stamp_of(comment: JsonMap) -> str:
    """Return when a comment was last changed, as Google writes it: seconds and nanoseconds; "" when it does not say."""
    told = map_in(comment, "lastModified")
    seconds, nanos = number_in(told, "seconds"), number_in(told, "nanos")
    if seconds is None or not 0 < seconds <= LATEST:
        return ""
    return f"{int(seconds)}.{int(nanos or 0) % 1_000_000_000:09d}"


def _events(review: object, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    known = review if isinstance(review, dict) else {}
    identifier, comments = text_in(known, "reviewId"), maps_in(known, "comments")
    read = [
        event
        for one in comments
        if (event := _event(one, identifier, known, delivery, account)) is not None
    ]  # fmt: skip
    if not identifier or not read:
        told = {"what": "review", "keys": sorted(known)[:20]}
        key = f"strange:{fingerprint(review)}"
        return [InboundEvent(InboundKind.UNSUPPORTED, key, delivery.received_at, detail=told)]
    return read


def _event(
    comment: JsonMap, review: str, whole: JsonMap, delivery: Delivery, account: AccountView
) -> InboundEvent | None:
    ours = isinstance(comment.get("developerComment"), dict)
    told = map_in(comment, "developerComment" if ours else "userComment")
    if not told:
        return None
    stamp = stamp_of(told)
    key = f"{review}:{stamp or fingerprint(told)}"
    stars = int(number_in(told, "starRating") or 0)
    return InboundEvent(
        InboundKind.REVIEW,
        key,
        datetime.fromtimestamp(float(stamp), UTC) if stamp else delivery.received_at,
        author=(Address(IdentityKind.ACCOUNT_USER, review, str(account.id)),) if review else (),
        author_name=text_in(whole, "authorName"),
        provider_id=key,
        surface=Surface.REVIEW,
        thread_key=review,
        direction=Direction.ECHO if ours else Direction.IN,
        parts=_parts(told),
        reply_to=review if ours else "",
        public=True,
        rating=stars if not ours and 1 <= stars <= 5 else 0,
        language=text_in(told, "reviewerLanguage"),
        stands=True,
        facts=None if ours else _facts(told) or None,
    )


def _parts(told: JsonMap) -> tuple[Part, ...]:
    text = text_in(told, "originalText") or text_in(told, "text")
    words = "\n\n".join(piece.strip() for piece in text.split("\t") if piece.strip())
    return (Text(words),) if words else (Unsupported("review"),)


def _facts(told: JsonMap) -> dict[str, str]:
    """Return what Google tells of the telephone and the application."""
    device = map_in(told, "deviceMetadata")
    product, maker = text_in(device, "productName") or text_in(told, "device"), text_in(device, "manufacturer")
    found = {
        "app_version": text_in(told, "appVersionName") or text_in(told, "appVersionCode"),
        "device": f"{maker} {product}".strip() if maker.lower() not in product.lower() else product,
        "android_api": text_in(told, "androidOsVersion"),
        "language": text_in(told, "reviewerLanguage"),
    }
    return {name: value for name, value in found.items() if value}
