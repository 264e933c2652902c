"""Where the API of VK is asked: every method is a form, every answer is 200 with a `response` or an `error`.

Source: dev.vk.com, 5.199 (VKCOM/vk-api-schema).
"""

from __future__ import annotations

from collections.abc import Mapping

from trato.rooms.channels.adapters.asked import base_of
from trato.rooms.channels.model import AccountView, HttpRequest

SERVER = "https://api.vk.com"
VERSION = "5.199"
COMMUNITY, PERSON = "access_token", "user_token"  # whose token a call is made with


def call(
    account: AccountView, method: str, parameters: Mapping[str, str], *, token: str = COMMUNITY, below: str = ""
) -> HttpRequest:
    """Return a call of `method`; `below` as in `HttpRequest`."""
    form = {**parameters, "access_token": account.secrets.get(token, ""), "v": VERSION}
    return HttpRequest("POST", f"{base_of(account, SERVER)}/method/{method}", form=form, below=below)
