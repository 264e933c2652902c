"""E-mails at the visitor's door: a link that carries a conversation to another device, and a copy of one.

A link is good once and for half an hour. It makes the other browser the same visitor: no two identities are joined. The
answer to asking is always the same, so that nobody learns whose address is known.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from msgspec import Struct
from starlette.responses import Response

from trato.kit.errors import Forbidden
from trato.rooms.channels.adapters.webchat.settings import settings_of
from trato.rooms.channels.webchat import origins, tokens
from trato.rooms.channels.webchat.door import MAX_BODY, Call, Door, body_of, json_answer, read_json
from trato.rooms.channels.webchat.errors import BadAddress, LinkSpent, PostUnavailable
from trato.rooms.channels.webchat.model import PostAsk, PostKind, Visitor

LOCAL, LABEL = r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}", r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
ADDRESS = re.compile(rf"{LOCAL}@(?:{LABEL}\.)+[a-z]{{2,63}}", re.I | re.A)
LONGEST_PAGE = 500


class Ask(Struct, frozen=True):
    """What the widget posts."""

    email: str
    thread: str = ""
    locale: str = ""
    page: str = ""


class Ticket(Struct, frozen=True):
    ticket: str


async def ask(door: Door, kind: PostKind, call: Call) -> Response:
    """Have an e-mail sent: 202, whatever the address. Whoever is signed in on the site needs no link to go on."""
    visitor = door.visitor(call)
    said = read_json(await body_of(call.request, MAX_BODY), Ask)
    if not settings_of(call.account.settings).resume or not await door.ports.postbox.serves(call.account):
        raise PostUnavailable()
    if kind is PostKind.RESUME and visitor.sub:
        raise Forbidden(reason="signed_in")
    email = said.email.strip()
    if len(email) > 254 or not ADDRESS.fullmatch(email):
        raise BadAddress()
    door.limits.spend(f"post:{visitor.id}", door.ports.allowances.posts)
    door.limits.spend(f"posts:{call.address}", door.ports.allowances.posts_by_address)
    wanted = PostAsk(kind, email, said.thread[:64], said.locale[:8], _page(call, said.page))
    await door.ports.postbox.ask(call.account, visitor, wanted)
    return json_answer({}, status=202)


async def arrive(door: Door, call: Call) -> Response:
    """Use a link up, and be the visitor whose conversation it carries. Raises `LinkSpent`."""
    door.limits.spend(f"session:{call.address}", door.ports.allowances.sessions)
    said = read_json(await body_of(call.request, MAX_BODY), Ticket)
    post_id = tokens.read_resume(call.account, said.ticket, call.now)
    name = await door.ports.postbox.open(call.account, post_id)
    if not name:
        raise LinkSpent()
    return json_answer(await door.session_of(call, Visitor(name), call.now + tokens.ANONYMOUS_FOR))


def _page(call: Call, page: str) -> str:
    """Return where a link leads: the page that asked, when it is on a site of the list, else the site that asked."""
    try:
        parts = urlsplit(page)
        site = f"{parts.scheme}://{parts.netloc}"
        kept = f"{site}{parts.path or '/'}"
    except ValueError:
        site = kept = ""
    if origins.allowed(call.account, site) and len(kept) <= LONGEST_PAGE and "@" not in parts.netloc:
        return kept
    return f"{call.request.headers.get('origin', '')}/"
