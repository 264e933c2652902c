"""What providers say, in their own shapes: webhooks of Meta and raw mails, with the faults that stories need."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from email.utils import format_datetime
from typing import Any
from uuid import UUID

import httpx
from starlette.applications import Starlette

from tests.flow.world import NUMBER, World
from trato.app import hooks
from trato.app.wiring import House
from trato.flow import writing
from trato.flow.acts.fetching import Fetcher
from trato.flow.composing import NewReply
from trato.flow.outbound import Sender
from trato.kit.clock import wall_clock
from trato.kit.events import Actor, ActorKind
from trato.kit.http import provider_client
from trato.kit.ids import uuid7
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import AccountView, LocalPush, MailAnswer, MailSubmission, ProviderAnswer

MAILBOX = "hola@pirca.example"


def meta(
    messages: Sequence[Any] = (), statuses: Sequence[Any] = (), contacts: Sequence[Any] = (), number: str = NUMBER
) -> bytes:
    """Return one webhook of Meta's with many items."""
    value: dict[str, Any] = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "51999999999", "phone_number_id": number},
    }
    value |= {
        name: list(items)
        for name, items in (("contacts", contacts), ("messages", messages), ("statuses", statuses))
        if items
    }
    entry = {"id": "1", "changes": [{"value": value, "field": "messages"}]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


def said(wamid: str, text: str, phone: str = "51987310214", at: float = 0, **more: Any) -> dict[str, Any]:
    """Return one text message of Meta's shape."""
    stamp = str(int(at or wall_clock().timestamp()))
    return {"from": phone, "id": wamid, "timestamp": stamp, "type": "text", "text": {"body": text}} | more


def status(wamid: str, word: str, phone: str = "51987310214", at: float = 0) -> dict[str, Any]:
    """Return one status of Meta's shape."""
    return {"id": wamid, "status": word, "timestamp": str(int(at or wall_clock().timestamp())), "recipient_id": phone}


def signed(raw: bytes, secret: str = "s3cret") -> dict[str, str]:
    """Return the header by which Meta signs `raw`."""
    digest = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    return {"x-hub-signature-256": f"sha256={digest}", "content-type": "application/json"}


def mail(
    body: str | bytes, *, sender: str = "Rosa <rosa@otra.example>", subject: str = "Pedido", ref: str = "", **more: str
) -> bytes:
    """Return one raw mail; `more` are headers, `_` for `-`."""
    headers = {
        "From": sender, "To": MAILBOX, "Subject": subject, "Date": format_datetime(wall_clock()),
        "Message-ID": ref or f"<{uuid7().hex}@otra.example>", "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit",
    }  # fmt: skip
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return head.encode() + b"\r\n" + (body.encode() if isinstance(body, str) else body)


def bounce(message_id: str, recipient: str = "rosa@otra.example") -> bytes:
    """Return what a mail server reports when nobody lives at an address (RFC 3464)."""
    failed = f"Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    report = f"Reporting-MTA: dns; mx.otra.example\r\n\r\n{failed}"
    parts = (
        f"Content-Type: text/plain; charset=utf-8\r\n\r\nNo existe {recipient}.\r\n",
        f"Content-Type: message/delivery-status\r\n\r\n{report}",
        f"Content-Type: message/rfc822\r\n\r\nFrom: {MAILBOX}\r\nMessage-ID: {message_id}\r\n\r\nHola\r\n",
    )
    body = "".join(f"--sep\r\n{part}" for part in parts) + "--sep--\r\n"
    kind = 'multipart/report; report-type=delivery-status; boundary="sep"'
    return mail(
        body, sender="Mail Delivery System <MAILER-DAEMON@mx.otra.example>", subject="Correo no entregado",
        Content_Type=kind, Auto_Submitted="auto-replied", Return_Path="<>",
    )  # fmt: skip


@asynccontextmanager
async def provider_door(house: House) -> AsyncIterator[httpx.AsyncClient]:
    """Give a client that stands at the providers' door of a real house."""
    acceptor = channels.Acceptor(house.db)
    acceptor.start()
    app = Starlette(routes=hooks.routes(house, acceptor))
    try:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://casa") as client:
            yield client
    finally:
        await acceptor.stop()


async def take_mail(account: AccountView, submission: MailSubmission, _: object) -> ProviderAnswer:
    """Be a mail server that takes everything."""
    return MailAnswer(250, f"{submission.message_id} queued", "done")


async def ring_nobody(account: AccountView, push: LocalPush) -> None:
    """Be a widget without open sockets."""


@asynccontextmanager
async def carrier_of(world: World) -> AsyncIterator[channels.Carrier]:
    async with provider_client(seconds=1) as http:
        yield channels.Carrier(http, world.house.blobs, take_mail, ring_nobody)


async def send(world: World) -> None:
    """Let the sender make one round."""
    async with carrier_of(world) as carrier:
        await Sender(world.house.db, world.house.book, carrier).send(world.workspace)


async def fetch_files(world: World) -> None:
    """Let the fetcher make one round."""
    async with carrier_of(world) as carrier:
        await Fetcher(world.house.db, world.house.book, carrier, world.house.blobs).work(world.workspace)


async def reply(
    world: World, text: str, key: UUID | None = None, case_id: UUID | None = None, conversation: UUID | None = None
) -> UUID:
    """Let an agent answer the newest conversation, or `conversation`, through the flow's own deed; return its id."""
    agent = Actor(ActorKind.USER, uuid7())
    new_id = key or uuid7()
    async with world.house.db.transaction(world.workspace, agent, ring=("events", "outbox")) as tx:
        row = await tx.connection.fetchrow(
            """select * from conversations.conversation where $1::uuid is null or id = $1
               order by created_at desc limit 1""",
            conversation,
        )
        assert row is not None
        new = NewReply(new_id, row["id"], case_id or row["case_id"], text, alias="Camila")
        await writing.reply(tx, world.house.book, new)
    return new_id
