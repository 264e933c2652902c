"""A call of VK's Callback API as an event: one each. What is not understood says so, and is kept as it came."""

from __future__ import annotations

from collections.abc import Callable

from trato.rooms.channels.adapters.reading import decode, text_in
from trato.rooms.channels.adapters.vk import messages, wall
from trato.rooms.channels.adapters.vk.frame import Frame
from trato.rooms.channels.model import AccountView, Delivery, InboundEvent, Malformed

_READERS: dict[str, Callable[[Frame], InboundEvent]] = {
    "message_new": messages.read_message,
    "message_reply": messages.read_message,
    "message_edit": messages.read_edit,
    "message_event": messages.read_press,
    "message_allow": messages.read_leave,
    "message_deny": messages.read_leave,
    "wall_reply_new": wall.read_comment,
    "wall_reply_edit": wall.read_comment,
    "wall_reply_restore": wall.read_comment,
    "wall_reply_delete": wall.read_removal,
    "wall_post_new": wall.read_post,
}
HEARD = tuple(_READERS)


def parse(delivery: Delivery, account: AccountView) -> list[InboundEvent]:
    """Return the event of a call. Raises `Malformed`."""
    body = decode(delivery.raw)
    if not text_in(body, "type"):
        raise Malformed("no type")
    frame = Frame(account, delivery, body)
    return [_READERS.get(frame.kind, Frame.strange)(frame)]
