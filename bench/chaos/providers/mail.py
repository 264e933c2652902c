"""People who write e-mails, and the post office between."""

from __future__ import annotations

from collections.abc import Sequence
from email import message_from_bytes
from email.policy import default
from email.utils import format_datetime

from bench.chaos.desk import ANSWER
from bench.chaos.providers.crowd import Registered
from trato.kit.clock import wall_clock
from trato.kit.ids import uuid7
from trato.rooms.channels.simulators.email import server as mail
from trato.rooms.channels.simulators.email.office import Fault as PostFault
from trato.rooms.channels.simulators.email.office import PostOffice
from trato.rooms.channels.simulators.meta.faults import Fault, Faults


class MailCrowd:
    """People who write mails, each a conversation of its own."""

    channel = "email"
    one_thread = False
    address = "caos@pirca.example"

    def __init__(self) -> None:
        self._mail: mail.Running | None = None
        self._faults = Faults()

    @property
    def office(self) -> PostOffice:
        """The post office, once it is open."""
        assert self._mail is not None
        return self._mail.office

    async def open(self, faults: Faults) -> Registered:
        """Open a post office."""
        self._faults = faults
        self._mail = await mail.serve(mail.MailConfig({self.address: "clave"}))
        secrets = {"password": "clave", "thread_key": "k" * 32}
        return Registered(self.address, secrets, {**self._mail.settings(), "per_second": 50})

    def hook(self, url: str) -> None:
        """Nobody calls us: the mailbox is read."""

    def say(self, n: int, text: str) -> None:
        """Write a mail; the post office has a bad day of its own now and then."""
        sender, now = f"persona{n}@otra.example", wall_clock()
        head = {
            "From": f"Persona {n} <{sender}>", "To": self.address, "Subject": "Pedido", "MIME-Version": "1.0",
            "Date": format_datetime(now), "Message-ID": f"<{uuid7().hex}@otra.example>",
            "Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit",
        }  # fmt: skip
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        self.office.deliver(f"{lines}\r\n{text}\r\n".encode(), sender, (self.address,))
        troubles = {
            Fault.RATE_LIMIT: PostFault.BUSY, Fault.UNAVAILABLE: PostFault.TEMPORARY, Fault.SLOW: PostFault.SLOW,
            Fault.ERROR_AFTER: PostFault.LOST_AFTER_TAKING, Fault.HANG: PostFault.LOST_WITHOUT_TAKING,
        }  # fmt: skip
        fault = self._faults.next_send()
        if fault in troubles and not self.office.faults:  # many write and few are answered: else they would pile up
            self.office.inject(troubles[fault])

    def shown(self) -> Sequence[str]:
        """Return what the post office took of us."""
        taken = [entry.raw for entry in self.office.ledger if entry.taken and entry.sender == self.address]
        return [found[0] for raw in taken if (found := ANSWER.search(_words(raw)))]

    def busy(self) -> bool:
        """Mails lie in the mailbox until they are read."""
        return False

    async def close(self) -> None:
        """Close the post office."""
        if self._mail is not None:
            await self._mail.stop()


def _words(raw: bytes) -> str:
    """Return the text of a mail, however it is encoded."""
    body = message_from_bytes(raw, policy=default).get_body(("plain",))
    return str(body.get_content()) if body is not None else ""
