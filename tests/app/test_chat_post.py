"""A conversation carried to another device, and copies of one: what is sent, to whom, and how often."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from string import Formatter

import pytest

from tests.embedded import Urls
from tests.flow.providers import ring_nobody, send
from tests.flow.records import agent, answer, the_case
from tests.flow.world import World, make_world, open_test_house
from trato.app.chat_post import ChatPostbox, ChatPoster
from trato.kit.http import provider_client
from trato.kit.i18n import LOCALES, sentences
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import AccountView, MailAnswer, MailSubmission, ProviderAnswer, TransportFailure
from trato.rooms.channels.webchat import tokens
from trato.rooms.channels.webchat.errors import LinkSpent
from trato.rooms.channels.webchat.model import PostAsk, PostKind, Visitor

ROSA = "rosa@correo.example"
LINK = re.compile(r"https://pirca\.pe/ollas#trato-resume=([\w.-]+)")


@dataclass
class Office:
    """A brand with a chat and a mailbox, and the mails that left."""

    world: World
    chat: AccountView
    sent: list[MailSubmission] = field(default_factory=list)
    failing: bool = False

    @property
    def box(self) -> ChatPostbox:
        return ChatPostbox(self.world.house)

    async def ask(
        self, kind: PostKind = PostKind.RESUME, visitor: str = "v-1", email: str = ROSA, locale: str = "es"
    ) -> None:
        ask = PostAsk(kind, email, "t-1", locale, "https://pirca.pe/ollas")
        await self.box.ask(self.chat, Visitor(visitor), ask)

    async def post(self) -> None:
        """Let the worker make a round."""
        async with provider_client(seconds=1) as http:
            carrier = channels.Carrier(http, self.world.house.blobs, self._take, ring_nobody)
            await ChatPoster(self.world.house, carrier).work(self.world.workspace)

    async def _take(self, account: AccountView, submission: MailSubmission, _: object) -> ProviderAnswer:
        if self.failing:
            return TransportFailure("connect", sent=False)
        self.sent.append(submission)
        return MailAnswer(250, "queued", "done")

    def mails(self) -> Sequence[EmailMessage]:
        return [message_from_bytes(one.content, policy=policy.default) for one in self.sent]

    def link(self) -> str:
        found = LINK.search(text_of(self.mails()[-1]))
        assert found is not None
        return found[1]

    async def open(self, ticket: str) -> str:
        async with self.world.tx() as tx:
            now = tx.now
        return await self.box.open(self.chat, tokens.read_resume(self.chat, ticket, now))


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.fixture
async def office(database_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    async with open_test_house(database_urls, tmp_path_factory.mktemp("home")) as house:
        world = await make_world(house)
        yield Office(world, await house.book.at_door(house.db, world.accounts["webchat"]))


async def test_a_link_comes_from_the_brand_and_opens_once_as_the_same_visitor(office: Office) -> None:
    await office.world.webchat("Hola")
    await office.ask(locale="en")
    await office.post()
    await office.post()
    (mail,) = office.mails()
    assert mail["To"] == ROSA and "hola@pirca.example" in mail["From"] and mail["Auto-Submitted"] == "auto-generated"
    assert mail["Subject"] == "Continue your conversation with Tienda" and "works once" in text_of(mail)
    assert await office.open(office.link()) == "v-1"
    assert await office.open(office.link()) == ""
    assert len(await office.world.fetch("select 1 from contacts.contact")) == 1
    assert await office.world.fetch("select email from channels.chat_post") == [{"email": ""}]


async def test_a_link_that_ran_out_or_was_changed_opens_nothing(office: Office) -> None:
    await office.world.webchat("Hola")
    await office.ask()
    await office.post()
    ticket = office.link()
    async with office.world.tx() as tx:
        late = tx.now + timedelta(minutes=30)
    for wrong, now in ((ticket, late), (ticket[:-3] + "AAA", late - timedelta(minutes=30)), ("", late)):
        with pytest.raises(LinkSpent):
            tokens.read_resume(office.chat, wrong, now)
    await office.world.fetch("update channels.chat_post set until = asked_at returning 1")
    assert await office.open(ticket) == ""


async def test_an_address_is_known_only_after_a_link_was_opened_out_of_its_mailbox(office: Office) -> None:
    await office.world.webchat("Hola")
    await office.ask()
    await office.post()
    await office.ask(visitor="another-browser")
    await office.post()
    assert len(office.sent) == 1  # the first link was not opened: anybody may have typed that address
    await office.open(office.link())
    await office.ask(visitor="another-browser", email="Rosa@Correo.example")
    await office.post()
    assert len(office.sent) == 2 and await office.open(office.link()) == "v-1"


async def test_an_address_that_nobody_knows_gets_no_mail_and_is_not_kept(office: Office) -> None:
    await office.ask(email="nadie@correo.example")
    await office.post()
    assert office.sent == []
    assert await office.world.fetch("select email, failed from channels.chat_post") == [
        {"email": "", "failed": "nobody_known"}
    ]


async def test_nobodys_mailbox_is_filled(office: Office) -> None:
    await office.world.webchat("Hola")
    for _ in range(6):
        await office.ask()
    await office.post()
    await office.post()
    assert len(office.sent) == 3


async def test_a_copy_holds_what_left_and_nothing_else_and_only_once_the_brand_has_spoken(office: Office) -> None:
    world = office.world
    await world.webchat("Mi olla llegó quiñada", "<b>¿hola?</b>")
    await office.ask(PostKind.TRANSCRIPT)
    await office.post()
    assert office.sent == []  # a mail with the asker's own words only could say anything to anybody

    user, case = await agent(world), (await the_case(world))["id"]
    await answer(world, case, user, "Te mandamos otra")
    await send(world)
    await answer(world, case, user, "esto no ha salido todavía")
    await office.ask(PostKind.TRANSCRIPT)
    await office.post()
    text = text_of(office.mails()[-1])
    assert text.index("Mi olla llegó quiñada") < text.index("<b>¿hola?</b>") < text.index("Te mandamos otra")
    assert "Tú:" in text and "Lucia:" in text and "todavía" not in text


async def test_a_mailbox_that_does_not_answer_is_tried_again_and_given_up_in_the_end(office: Office) -> None:
    await office.world.webchat("Hola")
    await office.ask()
    office.failing = True
    for _ in range(7):
        await office.post()
        await office.world.fetch("update channels.chat_post set next_at = asked_at returning 1")
    (row,) = await office.world.fetch("select attempts, failed, email, sent_at from channels.chat_post")
    assert (row["attempts"], row["email"], row["sent_at"]) == (5, "", None) and row["failed"]


async def test_a_chat_without_a_mailbox_of_its_controller_offers_nothing(office: Office) -> None:
    assert await office.box.serves(office.chat)
    await office.world.fetch("update channels.account set state = 'paused' where channel = 'email' returning 1")
    office.world.house.book.forget(office.world.workspace)
    assert not await office.box.serves(office.chat)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_mailed_says_the_same_in_every_language(locale: str) -> None:
    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text)}

    spanish, told = sentences("chat_post", "es"), sentences("chat_post", locale)
    assert {key: places(text) for key, text in told.items()} == {key: places(text) for key, text in spanish.items()}
