"""The submission server: signs accounts in, checks every mail of theirs, and fails when told to."""

from __future__ import annotations

import asyncio
import logging
import warnings
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from trato.rooms.channels.adapters.email.reading import normalised, read_mail
from trato.rooms.channels.model import Malformed
from trato.rooms.channels.simulators.email.checks import find_faults
from trato.rooms.channels.simulators.email.office import Entry, Fault, PostOffice

SIZE_LIMIT = 40_000_000
# of a mail itself: a fault of an earlier moment, told too late for this mail, waits for the next
OF_DATA = (Fault.TEMPORARY, Fault.PERMANENT, Fault.LOST_AFTER_TAKING, Fault.LOST_WITHOUT_TAKING)


async def serve_smtp(office: PostOffice, host: str, port: int) -> asyncio.Server:
    """Listen for submissions."""
    loop = asyncio.get_running_loop()
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # it warns of passwords without TLS: see below

    def make() -> SMTP:
        with warnings.catch_warnings():  # it listens on loopback only
            warnings.simplefilter("ignore", UserWarning)
            return SMTP(
                _Clerk(office),
                data_size_limit=SIZE_LIMIT,
                hostname="correo.simulado.example",
                authenticator=_Authenticator(office),
                auth_required=True,
                auth_require_tls=False,
                loop=loop,
            )

    return await loop.create_server(make, host, port)


class _Authenticator:
    """Checks names and passwords on one connection; a client that is refused tries its other methods."""

    def __init__(self, office: PostOffice) -> None:
        self.office = office
        self.refusing = False

    def __call__(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        self.refusing = self.refusing or self.office.next_fault(Fault.SIGN_IN) is not None
        if self.refusing or not isinstance(data, LoginPassword):
            return AuthResult(success=False, handled=False)
        name, password = data.login.decode("utf-8", "replace"), data.password.decode("utf-8", "replace")
        good = self.office.accepts(name, password)
        return AuthResult(success=good, handled=False, auth_data=normalised(name) if good else None)


class _Clerk:
    """What happens at each command."""

    def __init__(self, office: PostOffice) -> None:
        self.office = office

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.office.next_fault(Fault.BUSY):
            return "421 4.3.2 Service not available, try again later"
        if self.office.next_fault(Fault.SENDER) or normalised(address) != session.auth_data:
            return "553 5.7.1 Sender address rejected: not owned by user"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 Ok"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "@" not in address or address.startswith("prohibida@"):
            return "550 5.1.3 Bad recipient address"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        office = self.office
        if office.next_fault(Fault.SLOW):
            await asyncio.sleep(office.slowness)
        fault = office.next_fault(*OF_DATA)
        sender, recipients = envelope.mail_from or "", tuple(envelope.rcpt_tos)
        raw = envelope.original_content or b""
        refusals = self._refusals(raw, sender, recipients)
        taken = not refusals and fault in (None, Fault.LOST_AFTER_TAKING)
        office.ledger.append(Entry(_message_id(raw), sender, recipients, raw, taken, tuple(refusals)))
        if taken:
            office.deliver(raw, sender, recipients)
        if fault in (Fault.LOST_AFTER_TAKING, Fault.LOST_WITHOUT_TAKING):
            _hang_up(server)
        return _answer(refusals, fault)

    def _refusals(self, raw: bytes, sender: str, recipients: tuple[str, ...]) -> list[str]:
        return find_faults(raw, sender, recipients, self.office.clock(), self.office.known_ids)


def _hang_up(server: SMTP) -> None:
    cast("asyncio.Transport", server.transport).abort()  # of whichever event loop: not all of them share a base


def _answer(refusals: list[str], fault: Fault | None) -> str:
    if refusals:
        return f"554 5.6.0 {'; '.join(refusals)}"[:500]
    match fault:
        case Fault.TEMPORARY:
            return "451 4.3.0 Temporary failure"
        case Fault.PERMANENT:
            return "554 5.7.1 Rejected"
        case Fault.LOST_AFTER_TAKING | Fault.LOST_WITHOUT_TAKING:
            return "421 4.4.2 Connection dropped"  # nobody hears it
        case _:
            return "250 2.0.0 Ok: queued"


def _message_id(raw: bytes) -> str:
    try:
        return read_mail(raw).header("message-id")
    except Malformed:
        return ""
