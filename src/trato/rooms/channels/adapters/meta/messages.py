"""What is said and done in a Page's inbox: messages, answers to buttons, changes, feelings, and what others said there.

Times are milliseconds, as numbers or text; ids are numbers or text. The person is who names the conversation, also of
what the Page itself said (an echo).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trato.rooms.channels.adapters.meta.parts import parts_of
from trato.rooms.channels.adapters.meta.people import person
from trato.rooms.channels.adapters.meta.threads import INBOXES
from trato.rooms.channels.adapters.meta.walking import Item
from trato.rooms.channels.adapters.reading import JsonMap, fingerprint, instant_in, map_in, text_in
from trato.rooms.channels.model import (
    Choice,
    Direction,
    InboundEvent,
    InboundKind,
    Receipt,
    ReceiptStatus,
    Referral,
    Unsupported,
)

OUR_KEY = "our_key"  # in `detail` of a receipt: the key of the message, which we gave as metadata
OUR_MARK = "trato:"
# Facebook's names of feelings, where the sign itself does not come
_FEELINGS = {"like": "👍", "dislike": "👎", "love": "❤️", "smile": "😆", "wow": "😮", "sad": "😢", "angry": "😠"}


@dataclass(frozen=True, slots=True)
class Said:
    """One item of an inbox, with who it is about."""

    item: Item
    body: JsonMap
    other: str  # the person's id for this Page
    direction: Direction

    def event(self, kind: InboundKind, key: str, **fields: Any) -> InboundEvent:
        """Return an event of this item."""
        return InboundEvent(
            kind, key, instant_in(self.body, "timestamp") or self.item.at, author=person(self.other, self.item.page),
            direction=self.direction, account_ref=self.item.page, standby=self.item.place == "standby", **fields,
        )  # fmt: skip

    def key(self, what: str) -> str:
        """Return a key for something that has no id of its own: who, when and what."""
        return f"{what}:{self.other}:{text_in(self.body, 'timestamp')}:{fingerprint(map_in(self.body, what))[:12]}"


def said_in(item: Item) -> Said:
    """Return an item with the person in it: whichever of sender and recipient is not the Page."""
    sender, recipient = (text_in(map_in(item.body, side), "id") for side in ("sender", "recipient"))
    ours = sender == item.page != ""
    echo = ours or map_in(item.body, "message").get("is_echo") is True
    return Said(item, item.body, recipient if ours else sender, Direction.ECHO if echo else Direction.IN)


def read_message(said: Said) -> InboundEvent:
    """Return the event of a message, of one that was taken back, or of our own coming back as an echo."""
    message = map_in(said.body, "message")
    mid = text_in(message, "mid")
    ours = text_in(message, "metadata")
    if message.get("is_deleted") is True and mid:
        return said.event(InboundKind.MESSAGE_DELETED, f"deleted:{mid}", target=mid, provider_id=mid)
    if said.direction is Direction.ECHO and ours.startswith(OUR_MARK) and mid:
        receipt = Receipt(mid, ReceiptStatus.SENT)
        mark = {OUR_KEY: ours.removeprefix(OUR_MARK)}
        return said.event(InboundKind.RECEIPT, f"sent:{mid}", provider_id=mid, receipt=receipt, detail=mark)
    parts = parts_of(message)
    known = [part for part in parts if not isinstance(part, Unsupported)]
    kind = InboundKind.MESSAGE if known else InboundKind.UNSUPPORTED
    referral = map_in(message, "referral")
    app = text_in(message, "app_id") if said.direction is Direction.ECHO else ""
    detail = _told(app=text_in(message, "app_id"), **_advertised(referral))
    return said.event(
        kind,
        mid or f"sha:{fingerprint(said.body)}",
        provider_id=mid,
        parts=parts or (Unsupported("unknown"),),
        reply_to=text_in(map_in(message, "reply_to"), "mid"),
        referral=referral_of(referral),
        app=app,
        by_hand=app in INBOXES,
        detail=detail,
    )


def read_edit(said: Said) -> InboundEvent:
    """Return the event of a text that its author changed."""
    edit = map_in(said.body, "message_edit")
    mid, parts = text_in(edit, "mid"), parts_of(edit)
    if not mid or not parts:
        return said.event(InboundKind.UNSUPPORTED, said.key("message_edit"), parts=(Unsupported("message_edit"),))
    key = f"edit:{mid}:{text_in(edit, 'num_edit') or fingerprint(edit)}"
    return said.event(InboundKind.MESSAGE_EDITED, key, target=mid, provider_id=mid, parts=parts)


def read_postback(said: Said) -> InboundEvent:
    """Return the event of a button that was pressed: of a card, of the menu, or the one that begins."""
    pressed = map_in(said.body, "postback")
    mid, payload, title = (text_in(pressed, name) for name in ("mid", "payload", "title"))
    referral = map_in(pressed, "referral")
    return said.event(
        InboundKind.POSTBACK,
        mid or said.key("postback"),
        provider_id=mid,
        parts=(Choice(payload, title or payload),),
        referral=referral_of(referral),
        detail=_told(**_advertised(referral)),
    )


def read_reaction(said: Said) -> InboundEvent:
    """Return the event of a feeling about a message, or of one taken back."""
    reaction = map_in(said.body, "reaction")
    mid, feeling = text_in(reaction, "mid"), text_in(reaction, "reaction")
    sign = text_in(reaction, "emoji") or _FEELINGS.get(feeling, "👍")
    if not mid or said.direction is Direction.ECHO:
        return nobody_said(said, "reaction")
    emoji = "" if text_in(reaction, "action") == "unreact" else sign
    return said.event(InboundKind.REACTION, said.key("reaction"), target=mid, emoji=emoji)


def nobody_said(said: Said, what: str, kind: InboundKind = InboundKind.UNSUPPORTED) -> InboundEvent:
    """Return the event of something that is no message of anybody: without author, so that it opens no case."""
    silent = Said(said.item, said.body, "", said.direction)
    detail = {"event": what, **map_in(said.body, what)}
    return silent.event(kind, f"{what}:{fingerprint(said.body)}", detail=detail)


def referral_of(came_by: JsonMap) -> Referral | None:
    """Return the advertisement or link that brought somebody."""
    if not came_by:
        return None
    shown = map_in(came_by, "ads_context_data")
    return Referral(
        text_in(came_by, "source") or text_in(came_by, "type"),
        source_id=text_in(came_by, "ad_id") or text_in(came_by, "ref"),
        url=text_in(came_by, "referer_uri") or text_in(shown, "video_url") or text_in(shown, "photo_url"),
        headline=text_in(shown, "ad_title"),
    )


def _advertised(came_by: JsonMap) -> dict[str, Any]:
    return {"ref": text_in(came_by, "ref"), "advertisement": map_in(came_by, "ads_context_data")}


def _told(**detail: Any) -> Mapping[str, Any] | None:
    return {name: value for name, value in detail.items() if value} or None
