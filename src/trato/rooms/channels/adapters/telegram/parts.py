"""What a message holds: Telegram's content objects as parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from trato.rooms.channels.adapters.reading import JsonMap, is_map, map_in, maps_in, number_in, text_in
from trato.rooms.channels.model import (
    Choice,
    ContactCard,
    Location,
    Media,
    MediaKind,
    Part,
    Text,
    Unsupported,
)

# what every message may carry around its content
_AROUND = frozenset(
    (
        "message_id message_thread_id direct_messages_topic from sender_chat sender_boost_count sender_business_bot "
        "sender_tag date edit_date guest_query_id business_connection_id chat forward_origin is_topic_message "
        "is_automatic_forward reply_to_message external_reply quote reply_to_story reply_to_checklist_task_id "
        "reply_to_poll_option_id via_bot guest_bot_caller_user guest_bot_caller_chat has_protected_content "
        "is_from_offline is_paid_post media_group_id author_signature paid_star_count entities caption "
        "caption_entities link_preview_options suggested_post_info effect_id show_caption_above_media "
        "has_media_spoiler reply_markup"
    ).split()
)
# news of the chat that nobody wrote
_NEWS = frozenset(
    (
        "new_chat_members left_chat_member chat_owner_left chat_owner_changed new_chat_title new_chat_photo "
        "delete_chat_photo group_chat_created supergroup_chat_created channel_chat_created "
        "message_auto_delete_timer_changed migrate_to_chat_id migrate_from_chat_id pinned_message connected_website "
        "write_access_allowed proximity_alert_triggered boost_added chat_background_set"
    ).split()
)


def parts_of(message: JsonMap) -> tuple[Part, ...]:
    """Return the parts of a message's content; none where it is news of the chat. What we cannot show says so."""
    for name, read in _READERS:
        if message.get(name) is not None and (parts := read(message, name)):
            return parts
    strange = next((name for name in message if name not in _AROUND and name not in _NEWS), None)
    return (Unsupported(strange),) if strange is not None else ()


def _text(message: JsonMap, name: str) -> tuple[Part, ...]:
    """Return a text as it was written, and after it the addresses that hide behind its words."""
    text = message.get("text")
    if not isinstance(text, str):
        return ()
    return (Text(text), *_hidden_links(maps_in(message, "entities")))


def _hidden_links(entities: list[JsonMap]) -> tuple[Text, ...]:
    urls = [text_in(one, "url") for one in entities if text_in(one, "type") == "text_link"]
    shown = [url for url in dict.fromkeys(urls) if url.startswith(("https://", "http://"))]
    return (Text("\n".join(shown)),) if shown else ()


def _photo(message: JsonMap, name: str) -> tuple[Part, ...]:
    """Return the largest of a photo's sizes."""
    sizes = maps_in(message, "photo")
    largest = max(sizes, key=lambda one: (number_in(one, "width") or 0) * (number_in(one, "height") or 0), default={})
    return _file(message, largest, MediaKind.IMAGE, mime="image/jpeg")


def _media(kind: MediaKind) -> Callable[[JsonMap, str], tuple[Part, ...]]:
    return lambda message, name: _file(message, map_in(message, name), kind)


def _sticker(message: JsonMap, name: str) -> tuple[Part, ...]:
    """Return a sticker; of one that moves, which no browser draws, the still that Telegram makes of it."""
    sticker = map_in(message, "sticker")
    still = map_in(sticker, "thumbnail")
    if sticker.get("is_animated") is True and text_in(still, "file_id"):
        return _file(message, {**still, "emoji": text_in(sticker, "emoji")}, MediaKind.STICKER, mime="image/webp")
    mime = "video/webm" if sticker.get("is_video") is True else "image/webp"
    return _file(message, sticker, MediaKind.STICKER, mime=mime)


def _file(message: JsonMap, file: JsonMap, kind: MediaKind, mime: str = "") -> tuple[Part, ...]:
    ref = text_in(file, "file_id")
    if not ref:
        return ()
    size = number_in(file, "file_size")
    media = Media(
        kind,
        ref,
        mime=text_in(file, "mime_type") or mime,
        name=text_in(file, "file_name"),
        caption=text_in(message, "caption"),
        size=int(size) if size and 0 < size < 2**53 else 0,
    )
    return (media, *_hidden_links(maps_in(message, "caption_entities")))


def _location(message: JsonMap, name: str) -> tuple[Part, ...]:
    """Return a place: of a venue, with its name and address."""
    venue = map_in(message, "venue")
    place = map_in(venue, "location") or map_in(message, "location")
    latitude, longitude = number_in(place, "latitude"), number_in(place, "longitude")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return ()
    return (Location(latitude, longitude, name=text_in(venue, "title"), address=text_in(venue, "address")),)


def _contact(message: JsonMap, name: str) -> tuple[Part, ...]:
    card = map_in(message, "contact")
    called = " ".join(word for word in (text_in(card, "first_name"), text_in(card, "last_name")) if word)
    phone = text_in(card, "phone_number")
    return (ContactCard(called, phones=(phone,) if phone else ()),) if called or phone else ()


def _dice(message: JsonMap, name: str) -> tuple[Part, ...]:
    dice = map_in(message, "dice")
    emoji = text_in(dice, "emoji")
    return (Text(f"{emoji} {text_in(dice, 'value')}".strip()),) if emoji else ()


def _web_app(message: JsonMap, name: str) -> tuple[Part, ...]:
    told = map_in(message, "web_app_data")
    data, title = text_in(told, "data"), text_in(told, "button_text")
    return (Choice(data, title or data),) if data else ()


_READERS: tuple[tuple[str, Callable[[JsonMap, str], tuple[Part, ...]]], ...] = (
    ("text", _text),
    ("photo", _photo),
    ("animation", _media(MediaKind.VIDEO)),  # before `document`, which repeats it
    ("video", _media(MediaKind.VIDEO)),
    ("live_photo", _media(MediaKind.VIDEO)),
    ("video_note", _media(MediaKind.VIDEO)),
    ("voice", _media(MediaKind.VOICE)),
    ("audio", _media(MediaKind.AUDIO)),
    ("document", _media(MediaKind.DOCUMENT)),
    ("sticker", _sticker),
    ("venue", _location),
    ("location", _location),
    ("contact", _contact),
    ("dice", _dice),
    ("web_app_data", _web_app),
)


def pressed(query: JsonMap) -> tuple[Choice, ...]:
    """Return what somebody chose by a button under a message: its data, and the words on it."""
    data = text_in(query, "data")
    if not data:
        return ()
    rows = map_in(map_in(query, "message"), "reply_markup").get("inline_keyboard")
    buttons: list[Any] = [one for row in rows if isinstance(row, list) for one in row] if isinstance(rows, list) else []
    titles = (text_in(one, "text") for one in buttons if is_map(one) and text_in(one, "callback_data") == data)
    return (Choice(data, next(titles, "") or data),)
