"""Asking VK for the post below which people comment; it tells a person's token, and not a community's."""

from __future__ import annotations

from trato.rooms.channels.adapters.answers import told_by
from trato.rooms.channels.adapters.reading import instant_in, map_in, maps_in, text_in
from trato.rooms.channels.adapters.vk.api import COMMUNITY, PERSON, call
from trato.rooms.channels.adapters.vk.names import id_in, post_name
from trato.rooms.channels.model import AccountView, HttpAnswer, HttpRequest, PublicPost


def post(ref: str, account: AccountView) -> HttpRequest:
    """Return the call that asks for a post."""
    token = PERSON if account.secrets.get(PERSON) else COMMUNITY
    return call(account, "wall.getById", {"posts": ref.removeprefix("wall")}, token=token)


def posted(answer: HttpAnswer) -> PublicPost | None:
    """Return the post that VK tells."""
    told = told_by(answer) or {}
    found = next(iter([*maps_in(map_in(told, "response"), "items"), *maps_in(told, "response")]), None)
    if found is None:
        return None
    name = post_name(id_in(found, "owner_id"), id_in(found, "id"))
    return PublicPost(text_in(found, "text"), "", f"https://vk.com/{name}" if name else "", instant_in(found, "date"))
