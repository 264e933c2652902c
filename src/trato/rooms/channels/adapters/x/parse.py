"""A delivery of X as events: the X Activity API's envelope, the Account Activity API's older bodies, and a page of
mentions or messages that was asked for after an outage.

The envelope says whose account it is about (`filter.user_id`), what happened, and who comes with it. A like, a follow
or a new picture of ours is no matter of care: it is kept, and opens nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from trato.rooms.channels.adapters.reading import JsonMap, decode, fingerprint, is_map, map_in, maps_in, text_in
from trato.rooms.channels.adapters.x.frame import Frame, includes_of
from trato.rooms.channels.adapters.x.messages import read_encrypted, read_message, read_seen, read_typing
from trato.rooms.channels.adapters.x.people import id_of, users_in
from trato.rooms.channels.adapters.x.posts import read_post, read_removal
from trato.rooms.channels.model import AccountView, Delivery, InboundEvent, InboundKind, Malformed

_OLDER: dict[str, Callable[[JsonMap, Frame], list[InboundEvent]]] = {
    "tweet_create_events": read_post,
    "tweet_delete_events": lambda body, frame: [read_removal(body, frame)],
    "direct_message_events": lambda body, frame: [read_message(body, frame)],
    "direct_message_mark_read_events": lambda body, frame: [read_seen(body, frame)],
    "direct_message_indicate_typing_events": lambda body, frame: [read_typing(body, frame)],
}
_POSTED = frozenset({"post.create", "post.mention.create", "post.reply.create", "post.quote.create"})
_CHATS = frozenset({"chat.received", "chat.sent"})
_NOTHING_SAID = frozenset({"for_user_id", "users", "apps", "user_has_blocked"})


def parse(delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    """Return the events of a delivery, in its order. Raises `Malformed`."""
    body = decode(delivery.raw)
    data = body.get("data")
    if is_map(data) and text_in(data, "event_type"):
        return _activity(data, delivery, account)
    if "for_user_id" in body or "user_event" in body or any(name in body for name in _OLDER):
        return _older(body, delivery, account)
    if isinstance(data, list) or is_map(body.get("meta")):
        return _page(body, delivery, account)
    raise Malformed("neither an event nor a page of them")


def _activity(data: JsonMap, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    kind, told = text_in(data, "event_type"), map_in(data, "payload")
    ours = text_in(map_in(data, "filter"), "user_id")
    payload = map_in(told, "data") or told
    frame = _frame(account, delivery, ours, includes_of(data), told)
    if kind in _POSTED and id_of(payload):
        return read_post(payload, frame)
    if kind == "post.delete":
        return [read_removal(payload, frame)]
    if kind in _CHATS:
        return [read_encrypted(payload, frame)]
    if kind.startswith("dm."):
        found = _messages(kind, payload, frame)
        if found:
            return found
    return [frame.strange(kind, payload, text_in(data, "event_uuid"))]


def _messages(kind: str, payload: JsonMap, frame: Frame) -> list[InboundEvent]:
    """Return the events of direct messages: as lists of the older API within the payload, or plain."""
    found = [event for name, read in _OLDER.items() for one in maps_in(payload, name) for event in read(one, frame)]
    if found or not text_in(payload, "sender_id"):
        return found
    match kind:
        case "dm.received" | "dm.sent":
            return [read_message(payload, frame)]
        case "dm.read":
            return [read_seen(payload, frame)]
        case "dm.indicate_typing":
            return [read_typing(payload, frame)]
        case _:
            return []


def _older(body: JsonMap, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    ours = text_in(body, "for_user_id")
    frame = _frame(account, delivery, ours, body, {})
    found: list[InboundEvent] = []
    for name, value in body.items():
        if name in _NOTHING_SAID:
            continue
        if name == "user_event":
            found.append(_withdrawn(map_in(body, name), frame))
            continue
        read = _OLDER.get(name)
        for one in maps_in(body, name):
            found += read(one, _with_author(frame, one)) if read else [frame.strange(name, one)]
        if not isinstance(value, list):
            found.append(frame.strange(name, {name: value}, fingerprint({name: value})))
    return found


def _with_author(frame: Frame, item: JsonMap) -> Frame:
    """Return the frame with whom an older post brings within itself."""
    user = map_in(item, "user")
    if not id_of(user):
        return frame
    users = {**frame.users, id_of(user): user}
    return Frame(frame.account, frame.received_at, frame.ours, users, frame.posts, frame.media)


def _withdrawn(event: JsonMap, frame: Frame) -> InboundEvent:
    """The account took back what it had allowed our app: nothing more can be read or sent."""
    revoked = map_in(event, "revoke")
    whose = text_in(map_in(revoked, "source"), "user_id")
    return InboundEvent(
        InboundKind.ACCOUNT_ALERT,
        f"revoked:{fingerprint(event)}",
        frame.at(revoked, "date_time"),
        account_ref=frame.ours or whose,
        detail={"type": "revoke" if revoked else "user_event"},
    )


def _page(body: JsonMap, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    """Return the events of a page of mentions or of direct messages."""
    frame = _frame(account, delivery, account.external_id, includes_of(body), {})
    found: list[InboundEvent] = []
    for one in maps_in(body, "data"):
        if "event_type" not in one and "dm_conversation_id" not in one:
            found += read_post(one, frame)
        elif text_in(one, "event_type") in {"MessageCreate", ""}:
            found.append(read_message(one, frame))
        else:
            found.append(frame.strange(text_in(one, "event_type"), one))
    return found


def _frame(account: AccountView, delivery: Delivery, ours: str, includes: JsonMap, payload: JsonMap) -> Frame:
    posts = {id_of(one): one for name in ("tweets", "posts") for one in maps_in(includes, name)}
    media = {text_in(one, "media_key"): one for one in maps_in(includes, "media")}
    users: dict[str, Any] = users_in(includes) | users_in(payload)
    return Frame(account, delivery.received_at, ours or account.external_id, users, posts, media)
