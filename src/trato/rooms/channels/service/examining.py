"""Looking whether an account is connected rightly: an adapter's questions, asked of its provider within seconds."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import httpx
import msgspec

from trato.kit.http import OutsideClient
from trato.kit.tx import Tx
from trato.rooms.channels import mailbox, smtp
from trato.rooms.channels.connecting import (
    Connection,
    Finding,
    FindingState,
    MailServer,
    Probe,
    Said,
)
from trato.rooms.channels.model import (
    AccountView,
    HttpAnswer,
    HttpRequest,
    MailAnswer,
    ProviderAnswer,
    TransportFailure,
)
from trato.rooms.channels.service.carrying import written
from trato.rooms.channels.service.granting import Grants
from trato.rooms.channels.store import accounts
from trato.rooms.channels.store import health as store

DEADLINE = 4.5  # seconds for the whole look: people wait for it
Steps = Generator[Probe | Finding, ProviderAnswer | None, None]
LARGEST = 200_000  # bytes of an answer

SILENT = Finding(
    "deadline",
    Said("Respuesta", "Answer", "Resposta"),
    FindingState.UNKNOWN,
    Said(
        "El proveedor no contestó a tiempo.",
        "The provider did not answer in time.",
        "O provedor não respondeu a tempo.",
    ),
    Said(
        "Reintentar en un momento; si sigue, revisar que este servidor pueda salir a Internet.",
        "Try again in a moment; if it goes on, see whether this server may reach the Internet.",
        "Tentar de novo em um momento; se continuar, conferir se este servidor pode acessar a Internet.",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Examined:
    """What one look at an account found."""

    findings: tuple[Finding, ...]

    @property
    def is_good(self) -> bool:
        """Whether all that was asked is right."""
        return all(one.state in (FindingState.GOOD, FindingState.NOTED) for one in self.findings)

    @property
    def token_ends_at(self) -> datetime | None:
        """When the account's token ends, where that was told."""
        return next((one.token_ends_at for one in self.findings if one.token_ends_at), None)


@dataclass(frozen=True, slots=True)
class Examiner:
    """Carries an adapter's questions to its provider; no person is written to."""

    http: httpx.AsyncClient
    outside: OutsideClient | None = None
    grants: Grants = field(default_factory=Grants)

    async def examine(
        self, connection: Connection, account: AccountView, hook: str = "", *, arrange: bool = False
    ) -> Examined:
        """Look at an account; `hook` is our address for its webhooks, "" before it is saved.

        With `arrange`, what can be set at the provider's is set first.
        """
        findings: list[Finding] = []
        try:
            async with asyncio.timeout(DEADLINE):
                if arrange and hook and connection.arrange is not None:
                    await self._follow(connection.arrange(account, hook), account, findings)
                await self._follow(connection.examine(account, hook), account, findings)
        except TimeoutError:
            findings.append(SILENT)
        return Examined(tuple(findings))

    async def _follow(self, steps: Steps, account: AccountView, findings: list[Finding]) -> None:
        """Carry out the steps of an adapter to their end; what they find is added to `findings`."""
        answer: ProviderAnswer | None = None
        with suppress(StopIteration):
            while True:
                step = steps.send(answer)
                answer = None
                if isinstance(step, Finding):
                    findings.append(step)
                else:
                    answer = await self.ask(step, account)

    async def ask(self, probe: Probe, account: AccountView) -> ProviderAnswer:
        """Carry one question to the provider."""
        match probe:
            case HttpRequest():
                return await self._call(probe)
            case MailServer(kind="smtp"):
                return await smtp.probe(account)
            case MailServer():
                trouble = await mailbox.probe(account)
                if trouble is None:
                    return MailAnswer(250, "signed in", "done")
                text = "without TLS" if trouble.code == "insecureserver" else trouble.code
                return MailAnswer(535, text, "auth") if trouble.refused else TransportFailure(trouble.code, sent=False)

    async def _call(self, request: HttpRequest) -> HttpAnswer | TransportFailure:
        return await self.grants.through(self.http, request, self._post)

    async def _post(self, request: HttpRequest) -> HttpAnswer | TransportFailure:
        headers, body = written(request)
        try:
            if request.outside:
                if self.outside is None:
                    return TransportFailure("outside", sent=False)
                got = await self.outside.send(request.method, request.url, headers=headers, body=body)
                return HttpAnswer(got.status, dict(got.headers), got.body[:LARGEST])
            form = dict(request.form) if request.form and request.json is None else None
            answer = await self.http.request(request.method, request.url, headers=headers, content=body, data=form)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return TransportFailure(type(error).__name__, sent=False)
        return HttpAnswer(answer.status_code, dict(answer.headers), answer.content[:LARGEST])


async def keep_examined(tx: Tx, account_id: UUID, examined: Examined) -> None:
    """Remember the last look at an account."""
    kept = [msgspec.to_builtins(one) for one in examined.findings]
    names = {id: name for one in examined.findings for id, name in one.apps.items() if name}
    if names:
        await accounts.name_apps(tx, account_id, names)
    await store.set_checkup(tx, account_id, kept, examined.token_ends_at)
