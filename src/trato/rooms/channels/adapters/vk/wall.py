"""What is said on a community's wall: comments below its posts, and what others post there.

A thread is a comment with the answers below it, as VK shows them; somebody else's post is one of its own.
"""

from __future__ import annotations

from typing import Any

from trato.rooms.channels.adapters.reading import JsonMap, instant_in, text_in
from trato.rooms.channels.adapters.vk.frame import Frame
from trato.rooms.channels.adapters.vk.names import id_in, post_name
from trato.rooms.channels.adapters.vk.parts import parts_of
from trato.rooms.channels.model import Direction, InboundEvent, InboundKind, Surface, Unsupported


def read_comment(frame: Frame) -> InboundEvent:
    """Return the event of a comment that was written, changed, or brought back after it had been deleted."""
    said = frame.told
    post, number, author = _post(said), id_in(said, "id"), id_in(said, "from_id")
    if not post or not number or not author:
        return frame.strange()
    name = f"{post}:{number}"
    above = id_in(said, "reply_to_comment") or _root(said)
    ours = author == f"-{frame.group}"
    fields: dict[str, Any] = {
        "author": frame.who((id_in(said, "reply_to_user") if ours else "") or author),
        "surface": Surface.PUBLIC_COMMENT,
        "thread_key": f"{post}:{_root(said) or above or number}",
        "direction": Direction.ECHO if ours else Direction.IN,
        "public": True,
        "parent": post,
    }
    parts = parts_of(said) or (Unsupported("empty"),)
    match frame.kind:
        case "wall_reply_edit":  # VK tells no time of it: it was just now
            return frame.event(InboundKind.COMMENT_EDITED, target=name, parts=parts, **fields)
        case "wall_reply_restore":
            return frame.event(InboundKind.COMMENT_SHOWN, target=name, **fields)
        case _:
            at = instant_in(said, "date") or frame.delivery.received_at
            reply = f"{post}:{above}" if above else ""
            return frame.event(
                InboundKind.COMMENT, occurred_at=at, provider_id=name, parts=parts, reply_to=reply, **fields
            )


def read_removal(frame: Frame) -> InboundEvent:
    """Return that a comment was deleted, by whomever."""
    post, number = _post(frame.told), id_in(frame.told, "id")
    if not post or not number:
        return frame.strange()
    return frame.event(
        InboundKind.COMMENT_REMOVED, surface=Surface.PUBLIC_COMMENT, target=f"{post}:{number}", public=True, parent=post
    )


def read_post(frame: Frame) -> InboundEvent:
    """Return the event of somebody's post on the wall; what is only proposed stands nowhere yet."""
    said = frame.told
    name, author = post_name(id_in(said, "owner_id"), id_in(said, "id")), id_in(said, "from_id")
    if not name or not author or text_in(said, "post_type") not in ("", "post"):
        return frame.strange()
    return frame.event(
        InboundKind.COMMENT,
        occurred_at=instant_in(said, "date") or frame.delivery.received_at,
        author=frame.who(author),
        provider_id=name,
        surface=Surface.PUBLIC_COMMENT,
        thread_key=name,
        direction=Direction.ECHO if author == f"-{frame.group}" else Direction.IN,
        parts=parts_of(said) or (Unsupported("empty"),),
        public=True,
        parent=name,
    )


def _post(said: JsonMap) -> str:
    return post_name(id_in(said, "post_owner_id") or id_in(said, "owner_id"), id_in(said, "post_id"))


def _root(said: JsonMap) -> str:
    """Return the comment that a thread begins with, "" where this one begins it."""
    stack = said.get("parents_stack")
    return id_in({"root": stack[0]}, "root") if isinstance(stack, list) and stack else ""
