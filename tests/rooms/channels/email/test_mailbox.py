"""Mailboxes are read without losing a mail, and mails are handed over so that we know what became of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from uuid import UUID

import pytest
import uvloop
from msgspec.structs import replace

from tests.rooms.channels.email.known import CAMILA, EMAIL, SHOP, events_of, file_of, one_of, outbound, text_of
from trato.rooms.channels import mailbox, smtp
from trato.rooms.channels.mailbox import RawMail, Trouble
from trato.rooms.channels.model import (
    Accepted,
    AccountView,
    ConversationFacts,
    InboundKind,
    MailSubmission,
    Media,
    MediaKind,
    NotAccepted,
    OutboundMail,
    OutboundMessage,
    ReceiptStatus,
    Rejected,
    RejectReason,
    SendOutcome,
    Text,
    Unknown,
)
from trato.rooms.channels.simulators.email.office import Fault
from trato.rooms.channels.simulators.email.quoting import Letter, Person, Program, write_letter
from trato.rooms.channels.simulators.email.server import MailConfig, Running, serve
from trato.rooms.contacts.model import Address, IdentityKind

pytestmark = pytest.mark.anyio
PERSON = Person("camila@correo.example", "Camila Rojas")
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@asynccontextmanager
async def world() -> AsyncIterator[tuple[Running, AccountView]]:
    """The simulated mail, and our account in it."""
    running = await serve(MailConfig({SHOP.external_id: "clave"}, [PERSON]))
    try:
        yield running, replace(SHOP, settings=running.settings())
    finally:
        await running.stop()


def write(running: Running, number: int, text: str = "Hola") -> None:
    """Let Camila write a mail."""
    letter = Letter(PERSON, SHOP.external_id, f"Pedido {number}", text, NOON, f"<c{number}@correo.example>")
    running.office.deliver(write_letter(letter, Program.GMAIL, "es"), PERSON.address, (SHOP.external_id,))


class Reading:
    """A watch that keeps what it gets; `refuse` makes storing fail that often."""

    def __init__(self, refuse: int = 0) -> None:
        self.mails: list[RawMail] = []
        self.troubles: list[Trouble | None] = []
        self.refuse = refuse

    async def store(self, mails: list[RawMail]) -> None:
        if self.refuse:
            self.refuse -= 1
            raise ConnectionAbortedError("the database is away")
        self.mails += mails

    async def tell(self, trouble: Trouble | None) -> None:
        self.troubles.append(trouble)

    def subjects(self) -> list[str]:
        """Return the subjects in the order in which they came."""
        return [event.mail.subject for one in self.mails for event in events_of(one.raw) if event.mail]

    @asynccontextmanager
    async def of(self, account: AccountView, cursor: str | None = None) -> AsyncIterator[None]:
        """Watch while the block runs."""
        task = asyncio.create_task(mailbox.watch(account, cursor, self.store, self.tell))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def until(true: Callable[[], bool], seconds: float = 8.0) -> None:
    """Wait for something to be so."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def no_blob(key: str) -> bytes:
    raise KeyError(key)


def submission_of(message: OutboundMessage, account: AccountView) -> MailSubmission:
    (one,) = EMAIL.render(message, account, EMAIL.capabilities(account, ConversationFacts(), NOON))
    return one


async def sent(message: OutboundMessage, account: AccountView) -> SendOutcome:
    return EMAIL.classify(await smtp.submit(account, submission_of(message, account), no_blob))


# ---- reading


async def test_mails_that_wait_and_mails_that_come_are_read_in_order() -> None:
    async with world() as (running, account):
        write(running, 1)
        write(running, 2)
        reading = Reading()
        async with reading.of(account):
            await until(lambda: len(reading.mails) == 2)
            write(running, 3)
            await until(lambda: len(reading.mails) == 3)
        assert reading.subjects() == ["Pedido 1", "Pedido 2", "Pedido 3"]
        assert reading.troubles == []


async def test_reading_goes_on_after_the_cursor() -> None:
    async with world() as (running, account):
        for number in range(1, 6):
            write(running, number)
        first, second = Reading(), Reading()
        async with first.of(account):
            await until(lambda: len(first.mails) == 5)
        write(running, 6)
        async with second.of(account, first.mails[2].cursor):
            await until(lambda: len(second.mails) == 3)
        assert second.subjects() == ["Pedido 4", "Pedido 5", "Pedido 6"]


async def test_more_mails_than_a_batch_all_arrive_once() -> None:
    async with world() as (running, account):
        for number in range(53):
            write(running, number)
        reading = Reading()
        async with reading.of(account):
            await until(lambda: len(reading.mails) >= 53)
            await asyncio.sleep(0.05)
        assert reading.subjects() == [f"Pedido {number}" for number in range(53)]


async def test_what_could_not_be_stored_is_read_again() -> None:
    async with world() as (running, account):
        write(running, 1)
        reading = Reading(refuse=1)
        async with reading.of(account):
            await until(lambda: len(reading.mails) == 1)
        assert reading.subjects() == ["Pedido 1"]


async def test_a_bug_in_storing_ends_the_watch_and_moves_nothing() -> None:
    async with world() as (running, account):
        write(running, 1)

        async def broken(mails: list[RawMail]) -> None:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await mailbox.watch(account, None, broken)


async def test_nothing_is_deleted_or_marked() -> None:
    async with world() as (running, account):
        write(running, 1)
        before = list(running.office.mailbox(SHOP.external_id).mails)
        reading = Reading()
        async with reading.of(account):
            await until(lambda: len(reading.mails) == 1)
        assert running.office.mailbox(SHOP.external_id).mails == before


async def test_a_server_that_numbers_its_mails_anew_is_read_from_the_beginning() -> None:
    async with world() as (running, account):
        write(running, 1)
        write(running, 2)
        first, second = Reading(), Reading()
        async with first.of(account):
            await until(lambda: len(first.mails) == 2)
        running.office.mailbox(SHOP.external_id).number_anew()
        async with second.of(account, first.mails[1].cursor):
            await until(lambda: len(second.mails) == 2)
        assert [one.key for one in first.mails] == [one.key for one in second.mails]
        assert second.mails[0].validity != first.mails[0].validity


async def test_a_connection_that_breaks_is_made_again() -> None:
    async with world() as (running, account):
        write(running, 1)
        reading = Reading()
        async with reading.of(account):
            await until(lambda: len(reading.mails) == 1)
            running.drop_readers()
            await until(lambda: len(reading.troubles) >= 1)
            write(running, 2)
            await until(lambda: len(reading.mails) == 2)
            await until(lambda: reading.troubles[-1] is None)
        assert reading.subjects() == ["Pedido 1", "Pedido 2"]
        assert reading.troubles[0] is not None
        assert not reading.troubles[0].refused


async def test_refused_credentials_are_told() -> None:
    async with world() as (_, account):
        reading = Reading()
        async with reading.of(replace(account, secrets={"password": "otra"})):
            await until(lambda: bool(reading.troubles))
        assert reading.troubles[0] is not None
        assert reading.troubles[0].refused


async def test_a_mailbox_elsewhere_is_never_read_without_tls() -> None:
    reading = Reading()
    settings = {"imap_host": "correo.tienda.example", "imap_security": "none"}
    async with reading.of(replace(SHOP, settings=settings)):
        await until(lambda: bool(reading.troubles))
    assert reading.troubles[0] == Trouble("insecureserver", refused=True)


# ---- sending


async def test_a_mail_arrives_with_its_files() -> None:
    async with world() as (running, account):
        media = Media(MediaKind.DOCUMENT, "b1", "application/pdf", "boleta.pdf")
        message = outbound(parts=(Text("Va la boleta."), media), mail=OutboundMail(subject="Boleta"))

        async def blob(key: str) -> bytes:
            return f"%PDF {key}".encode()

        submission = submission_of(message, account)
        answer = await smtp.submit(account, submission, blob)
        assert EMAIL.classify(answer) == Accepted(submission.message_id)
        (arrived,) = running.office.mailbox(CAMILA.value).inbox
        event = one_of(arrived.raw)
        assert text_of(event).text == "Va la boleta."
        (file,) = [part for part in event.parts if isinstance(part, Media)]
        assert file_of(arrived.raw, file.ref) == b"%PDF b1"


@pytest.mark.parametrize(
    ("fault", "expected", "taken"),
    [
        (Fault.SIGN_IN, Rejected, 0),
        (Fault.SENDER, Rejected, 0),
        (Fault.TEMPORARY, NotAccepted, 0),
        (Fault.PERMANENT, Rejected, 0),
        (Fault.BUSY, NotAccepted, 0),
        (Fault.LOST_AFTER_TAKING, Unknown, 1),
        (Fault.LOST_WITHOUT_TAKING, Unknown, 0),
        (Fault.SLOW, Accepted, 1),
    ],
)
async def test_each_fault_of_a_server_has_its_outcome(fault: Fault, expected: type[SendOutcome], taken: int) -> None:
    async with world() as (running, account):
        running.office.slowness = 0.05
        running.office.inject(fault)
        message = outbound(mail=OutboundMail(subject="Hola"))
        outcome = await sent(message, account)
        assert isinstance(outcome, expected)
        assert running.office.taken(submission_of(message, account).message_id) == taken
        if isinstance(outcome, Rejected):
            assert (outcome.reason is RejectReason.AUTH) == (fault is not Fault.PERMANENT)


@pytest.mark.parametrize("loop", [asyncio.new_event_loop, uvloop.new_event_loop])
@pytest.mark.parametrize(("fault", "taken"), [(Fault.LOST_AFTER_TAKING, 1), (Fault.LOST_WITHOUT_TAKING, 0)])
def test_a_lost_connection_tells_nothing_on_any_event_loop(
    loop: Callable[[], asyncio.AbstractEventLoop], fault: Fault, taken: int
) -> None:
    async def lose() -> None:
        async with world() as (running, account):
            running.office.inject(fault)
            message = outbound(mail=OutboundMail(subject="Hola"))
            assert isinstance(await sent(message, account), Unknown)
            assert running.office.taken(submission_of(message, account).message_id) == taken

    with asyncio.Runner(loop_factory=loop) as runner:
        runner.run(lose())


async def test_a_fault_of_an_earlier_moment_waits_for_the_next_mail_and_who_hears_ok_was_taken() -> None:
    async with world() as (running, account):
        running.office.slowness = 0.05
        running.office.inject(Fault.SLOW)
        running.office.inject(Fault.BUSY)  # its moment is past once the mail itself is on its way
        message = outbound(mail=OutboundMail(subject="Hola"))
        assert isinstance(await sent(message, account), Accepted)
        assert running.office.taken(submission_of(message, account).message_id) == 1
        assert isinstance(await sent(outbound(mail=OutboundMail(subject="Otra")), account), NotAccepted)


async def test_a_server_that_is_not_there_has_surely_taken_nothing() -> None:
    async with world() as (running, account):
        await running.stop()
        assert isinstance(await sent(outbound(), account), NotAccepted)


async def test_a_password_never_leaves_the_machine_without_tls() -> None:
    account = replace(SHOP, settings={"smtp_host": "correo.tienda.example", "smtp_security": "none"})
    outcome = await sent(outbound(), account)
    assert isinstance(outcome, Rejected)
    assert outcome.reason is RejectReason.AUTH


async def test_a_refused_recipient_is_told_and_refused_copies_stop_nobody() -> None:
    async with world() as (running, account):
        refused = await sent(outbound(to=(Address(IdentityKind.EMAIL, "prohibida@x.example"),)), account)
        assert isinstance(refused, Rejected)
        assert refused.reason is RejectReason.PERMANENT
        message = outbound(mail=OutboundMail(subject="Hola", copied=("prohibida@x.example",)))
        answer = await smtp.submit(account, submission_of(message, account), no_blob)
        assert isinstance(EMAIL.classify(answer), Accepted)
        assert "prohibida@x.example refused" in str(answer)
        assert len(running.office.mailbox(CAMILA.value).inbox) == 1


async def test_an_account_can_be_tried_without_reading_or_sending() -> None:
    async with world() as (running, account):
        assert await mailbox.probe(account) is None
        assert isinstance(EMAIL.classify(await smtp.probe(account)), Accepted)
        wrong = replace(account, secrets={"password": "otra"})
        assert await mailbox.probe(wrong) == Trouble("refused", refused=True)
        assert isinstance(EMAIL.classify(await smtp.probe(wrong)), Rejected)
        assert running.office.ledger == []
    assert await mailbox.probe(account) is not None


# ---- the whole way


@pytest.mark.parametrize(("name", "final"), [("rebota", True), ("lleno", True), ("demora", False)])
async def test_a_bounce_comes_back_as_the_receipt_of_our_mail(name: str, final: bool) -> None:
    async with world() as (_, account):
        message = outbound(to=(Address(IdentityKind.EMAIL, f"{name}@x.example"),))
        assert isinstance(await sent(message, account), Accepted)
        reading = Reading()
        async with reading.of(account):
            await until(lambda: len(reading.mails) == 1)
        event = one_of(reading.mails[0].raw)
        assert event.kind is InboundKind.RECEIPT
        assert event.target == submission_of(message, account).message_id
        assert event.receipt is not None
        assert (event.receipt.status, event.receipt.final) == (ReceiptStatus.FAILED, final)
        assert event.detail is not None
        assert event.detail["recipient"] == f"{name}@x.example"


@pytest.mark.parametrize("program", Program)
@pytest.mark.parametrize("language", ["es", "en", "pt"])
async def test_an_answer_from_any_program_is_trimmed_and_finds_its_case(program: Program, language: str) -> None:
    async with world() as (running, account):
        await sent(outbound("¿Nos confirma\nla dirección?", mail=OutboundMail(subject="Pedido")), account)
        running.answer(PERSON, "Sí, es la misma.\n\nGracias", program, language)
        reading = Reading()
        async with reading.of(account):
            await until(lambda: len(reading.mails) == 1)
        event = one_of(reading.mails[0].raw)
        assert text_of(event).text == "Sí, es la misma.\n\nGracias"
        assert "¿Nos confirma" in text_of(event).quoted
        assert event.mail is not None
        assert event.mail.reply_token == f"1001.{UUID(str(outbound().key)).hex}"
        assert event.mail.automatic == ""
