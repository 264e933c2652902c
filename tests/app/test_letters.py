"""Mails of the house leave by the server that the settings name, and wait for one that is away."""

from __future__ import annotations

import dataclasses
import socket
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage, Message
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Keeping

from tests.embedded import Urls
from tests.flow.world import make_world, open_test_house
from trato.app.letters import Letters
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.rooms.access import api as access
from trato.rooms.access.model import LinkMail
from trato.rooms.access.service import links


class Kept(Keeping):
    def __init__(self) -> None:
        super().__init__(EmailMessage)
        self.mails: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.mails.append(message)


@pytest.fixture
def post() -> Iterator[tuple[str, Kept]]:
    kept = Kept()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    yield f"smtp://127.0.0.1:{port}", kept
    server.stop()


def _with(house: House, url: str) -> House:
    settings = dataclasses.replace(house.settings, smtp_url=url, mail_from="trato@pirca.example")
    return dataclasses.replace(house, settings=settings)


async def test_an_invitation_is_mailed_once_in_the_person_s_language(
    database_urls: Urls, tmp_path: Path, post: tuple[str, Kept]
) -> None:
    async with open_test_house(database_urls, tmp_path) as house:
        world = await make_world(house)
        async with world.tx() as tx:
            user = await access.add_user(
                tx, f"eva-{uuid7().hex}@example.org", "Eva", locale="pt", time_zone="America/Sao_Paulo", invited=True
            )
            await links.invite(tx, user.id, by_mail=True)
        away, here = Letters(_with(house, "smtp://127.0.0.1:9")), Letters(_with(house, post[0]))
        assert world.workspace in await away.look()
        assert await away.work(world.workspace) == 1
        assert await here.work(world.workspace) == 0  # it waits its turn
        async with world.tx() as tx:
            await tx.connection.execute(
                "update access.link set mail_due_at = $2 where workspace_id = $1",
                world.workspace,
                tx.now - timedelta(seconds=1),
            )
        assert await here.work(world.workspace) == 1
        assert await here.work(world.workspace) == 0
        async with house.db.transaction(world.workspace, SYSTEM) as tx:
            (sent,) = await links.list_invitations(tx)
        assert sent.mail is LinkMail.SENT
        (mail,) = post[1].mails
        assert mail["To"] == user.email and mail["Subject"] == "Convite para o Trato: Grupo Pirca"
        text = mail.get_payload(decode=True)
        assert isinstance(text, bytes) and f"{house.settings.public_url}/welcome#".encode() in text
        assert world.workspace not in await here.look()


async def test_without_a_server_nobody_looks_for_mails(database_urls: Urls, tmp_path: Path) -> None:
    async with open_test_house(database_urls, tmp_path) as house:
        assert await Letters(house).look() == []
