"""A whole house for stories: a real database, a workspace of its own for each story, one worker's deeds at hand."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from tests.embedded import Urls
from trato.app.founding import FoundedBrand, found_brand, found_workspace, open_channel
from trato.app.wiring import House, account_spot
from trato.flow.receiving import Receiver
from trato.kit import db
from trato.kit.blobs import Blobs
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM, Actor, Origin
from trato.kit.ids import uuid7
from trato.kit.secrets import Keyring
from trato.kit.settings import read_settings
from trato.kit.tx import Tx, append_events
from trato.rooms.access import api as access
from trato.rooms.brands.model import HoursPlan, always_open
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.registry import ADAPTERS
from trato.rooms.channels.adapters.webchat.shapes import Envelope, Sender

NUMBER = "1122334455667"


@dataclass(slots=True)
class World:
    """One workspace of the house, with a brand that never closes and a WhatsApp account."""

    house: House
    workspace: UUID
    brand: FoundedBrand
    accounts: dict[str, UUID]
    receiver: Receiver
    said: int = 0
    extra: dict[str, Any] = field(default_factory=dict)

    @asynccontextmanager
    async def tx(self, actor: Actor = SYSTEM, origin: Origin = Origin.LIVE) -> AsyncIterator[Tx]:
        async with self.house.db.transaction(self.workspace, actor, origin=origin) as tx:
            yield tx

    async def accept(self, channel: str, raw: bytes, key: bytes | None = None) -> None:
        acceptor = channels.Acceptor(self.house.db)
        acceptor.start()
        await acceptor.accept(self.workspace, self.accounts[channel], key or uuid7().bytes, raw, {})
        await acceptor.stop()

    async def whatsapp(
        self, *texts: str, phone: str = "51987310214", name: str = "Rosa Huamán", at: int = 0, quoting: str = ""
    ) -> None:
        """Let a contact say something, each text a webhook of its own, maybe `quoting` an id, and receive it."""
        for text in texts:
            self.said += 1
            await self.accept(
                "whatsapp", whatsapp_text(f"wamid.{self.workspace.hex}.{self.said}", phone, name, text, at, quoting)
            )
        await self.receive()

    async def webchat(self, *texts: str, visitor: str = "v-1", thread: str = "t-1") -> None:
        """Let a visitor of the shop say something."""
        for text in texts:
            self.said += 1
            item = {
                "type": "message",
                "id": str(uuid7()),
                "thread": thread,
                "at": int(wall_clock().timestamp() * 1000),
                "text": text,
            }
            body = msgspec.Raw(json.dumps({"id": str(uuid7()), "items": [item]}).encode())
            await self.accept("webchat", msgspec.json.encode(Envelope(Sender(visitor, "", "", ""), body, {})))
        await self.receive()

    async def receive(self) -> None:
        while await self.receiver.receive(self.workspace):
            pass

    async def fetch(self, statement: str, *values: Any) -> list[dict[str, Any]]:
        async with self.tx() as tx:
            return [dict(row) for row in await tx.connection.fetch(statement, *values)]


def whatsapp_text(wamid: str, phone: str, name: str, text: str, at: int = 0, quoting: str = "") -> bytes:
    """Return a webhook of Meta's shape with one text; `at` is its Unix second."""
    stamp = str(at or int(wall_clock().timestamp()))
    message: dict[str, Any] = {"from": phone, "id": wamid, "timestamp": stamp, "type": "text", "text": {"body": text}}
    if quoting:
        message["context"] = {"from": "51999999999", "id": quoting}
    return whatsapp_body(message, phone, name)


def whatsapp_body(message: dict[str, Any], phone: str, name: str) -> bytes:
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "51999999999", "phone_number_id": NUMBER},
        "contacts": [{"profile": {"name": name}, "wa_id": phone}],
        "messages": [message],
    }
    return json.dumps(
        {
            "object": "whatsapp_business_account",
            "entry": [{"id": "1", "changes": [{"value": value, "field": "messages"}]}],
        }
    ).encode()


@asynccontextmanager
async def open_test_house(urls: Urls, home: Path, told: Mapping[str, str] | None = None) -> AsyncIterator[House]:
    settings = read_settings({"TRATO_HOME": str(home), "TRATO_DATABASE_URL": urls.owner} | dict(told or {}))
    keyring = Keyring((settings.key,))
    database = await db.connect(urls.app, urls.door, size=6, at_commit=(access.append_audit, append_events))
    book = channels.AccountBook(
        lambda w, a, sealed: keyring.open(sealed, account_spot(w, a)), ADAPTERS, f"{settings.public_url}/hooks"
    )
    try:
        yield House(settings, database, book, Blobs(settings.blobs), keyring)
    finally:
        await database.close()


async def make_world(house: House, hours: HoursPlan | None = None) -> World:
    workspace = await found_workspace(house, f"w{uuid7().hex}", "Grupo Pirca")
    async with house.db.transaction(workspace, SYSTEM) as tx:
        brand = await found_brand(
            tx, "Pirca", country="PE", timezone="America/Lima", locale="es", legal_name="Pirca S.A.C.",
            queue_name="Postventa", hours=hours or HoursPlan("America/Lima", always_open().week), automatic=False,
        )  # fmt: skip
        accounts = {
            "whatsapp": await open_channel(
                house, tx, brand, "whatsapp", NUMBER, "Pirca Perú", settings={"base_url": "http://127.0.0.1:9"},
                secrets={"app_secret": "s3cret", "token": "t0ken", "verify_token": "v"}, portfolio="portfolio-1",
            ),
            "webchat": await open_channel(
                house, tx, brand, "webchat", "pirca-web", "Tienda", settings={},
                secrets={"visitor_secret": "v1s1tor", "identity_secret": "1dent"},
            ),
            "email": await open_channel(
                house, tx, brand, "email", "hola@pirca.example", "Correo", settings={},
                secrets={"password": "x", "thread_key": "k" * 32},
            ),
        }  # fmt: skip
    return World(house, workspace, brand, accounts, Receiver(house.db, house.book))
