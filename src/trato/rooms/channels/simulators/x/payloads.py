"""Events as X tells them: pure, from values to bodies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from trato.rooms.channels.simulators.x.world import Business, Message, Person, Post, World


def envelope(business: Business, uuid: str, kind: str, payload: dict[str, Any], includes: Any = None) -> dict[str, Any]:
    """Write one event of the X Activity API."""
    about = {"event_uuid": uuid, "filter": {"user_id": business.id}, "event_type": kind, "tag": "trato"}
    return {"data": {**about, "payload": payload, **({"includes": includes} if includes is not None else {})}}


def post(one: Post, world: World) -> dict[str, Any]:
    """Write a post as events and pages have it: with whom it answers before its text."""
    above = world.posts.get(one.above)
    whom = world.user(above.author) if above is not None else None
    lead = f"@{whom.username} " if whom is not None and whom.id != one.author else ""
    told: dict[str, Any] = {
        "id": one.id,
        "author_id": one.author,
        "text": lead + one.text,
        "conversation_id": one.root,
        "created_at": stamp(one.at),
        "edit_history_tweet_ids": [one.id],
        "display_text_range": [len(lead), len(lead) + len(one.text)],
        "lang": "es",
        "reply_settings": "everyone",
    }
    if above is not None:
        told |= {"in_reply_to_user_id": above.author, "referenced_tweets": [{"type": "replied_to", "id": above.id}]}
    elif one.quotes:
        told["referenced_tweets"] = [{"type": "quoted", "id": one.quotes}]
    if one.media:
        told["attachments"] = {"media_keys": [f"3_{media}" for media in one.media]}
    return told


def page_post(one: Post, world: World) -> dict[str, Any]:
    """Write a post as pages have it: the API calls some things otherwise than its events do."""
    names = {"referenced_tweets": "referenced_posts", "edit_history_tweet_ids": "edit_history_post_ids"}
    return {names.get(name, name): value for name, value in post(one, world).items()}


def includes(posts: list[Post], world: World, base: str) -> dict[str, Any]:
    """Write who and what comes along with posts."""
    authors = {one.author for one in posts}
    media = [
        {"media_key": f"3_{key}", "type": "photo", "url": f"{base}/media/{key}"} for one in posts for key in one.media
    ]
    found: dict[str, Any] = {"users": [user(one) for id in sorted(authors) if (one := world.user(id)) is not None]}
    return {**found, **({"media": media} if media else {})}


def user(one: Business | Person) -> dict[str, Any]:
    """Write somebody."""
    told = {"id": one.id, "username": one.username, "name": one.name, "protected": False, "verified": False}
    if isinstance(one, Person) and one.followers is not None:
        return {**told, "verified": one.verified, "public_metrics": {"followers_count": one.followers}}
    return told


def message(business: Business, person: Person, one: Message, base: str) -> dict[str, Any]:
    """Write a direct message as events have it."""
    sender, to = (person.id, business.id) if one.mine else (business.id, person.id)
    data: dict[str, Any] = {"text": one.text, "entities": {"urls": [], "user_mentions": []}}
    if one.media:
        data["attachment"] = {
            "type": "media",
            "media": {"id_str": one.media, "type": "photo", "media_url_https": f"{base}/media/{one.media}"},
        }
    made = {"target": {"recipient_id": to}, "sender_id": sender, "message_data": data}
    told = {"type": "message_create", "id": one.id, "created_timestamp": _ms(one.at), "message_create": made}
    return {"direct_message_events": [told], "users": _both(business, person)}


def page_message(business: Business, person: Person, one: Message) -> dict[str, Any]:
    """Write a direct message as pages have it."""
    return {
        "id": one.id, "event_type": "MessageCreate", "text": one.text, "created_at": stamp(one.at),
        "sender_id": person.id if one.mine else business.id, "dm_conversation_id": f"{business.id}-{person.id}",
    }  # fmt: skip


def seen(business: Business, person: Person, last: str, at: datetime) -> dict[str, Any]:
    """Write that a person has read."""
    about = {"created_timestamp": _ms(at), "sender_id": person.id, "target": {"recipient_id": business.id}}
    return {
        "direct_message_mark_read_events": [{**about, "last_read_event_id": last}],
        "users": _both(business, person),
    }


def typing(business: Business, person: Person, at: datetime) -> dict[str, Any]:
    """Write that a person is writing."""
    about = {"created_timestamp": _ms(at), "sender_id": person.id, "target": {"recipient_id": business.id}}
    return {"direct_message_indicate_typing_events": [about], "users": _both(business, person)}


def sealed(business: Business, person: Person, one: Message) -> dict[str, Any]:
    """Write that something was said in an encrypted chat."""
    return {
        "id": one.id, "created_at_msec": _ms(one.at), "sender_id": person.id if one.mine else business.id,
        "conversation_id": f"{person.id}:{business.id}", "conversation_key_version": "1",
        "encoded_event": "CwABAAAAEzIwODA0MDA4",
    }  # fmt: skip


def stamp(at: datetime) -> str:
    """Write an instant as pages have it."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def _ms(at: datetime) -> str:
    return str(int(at.timestamp() * 1000))


def _both(business: Business, person: Person) -> dict[str, Any]:
    return {one.id: {"data": user(one)} for one in (business, person)}
