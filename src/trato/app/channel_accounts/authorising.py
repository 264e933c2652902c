"""An account says yes on its provider's own page: there, and back with a code that is given for tokens.

What must be remembered meanwhile stands in `state`: which account, who went out in which session, and until when,
signed by us. Only that session comes back with it; the PKCE verifier is derived from it with our key, so nobody who
sees the code or the address can give it for tokens. Nothing is asked of a provider while a transaction is open.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route as HttpRoute

from trato.app.channel_accounts import reading
from trato.app.channel_accounts.administering import BACK, ROOT, Accounts
from trato.app.doors import admit, guard, json_answer, read_given
from trato.app.wiring import House
from trato.kit.clock import wall_clock
from trato.kit.errors import Invalid, TratoError
from trato.kit.events import Actor, ActorKind
from trato.kit.http import provider_client
from trato.kit.requests import OneId
from trato.kit.secrets import derive
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.model import Principal, Verb
from trato.rooms.channels import api as channels
from trato.rooms.channels.connecting import AGREED, Agreement
from trato.rooms.channels.errors import AgreementRefused
from trato.rooms.channels.model import AccountView, HttpRequest, ProviderAnswer, RenewedState

BEGIN = f"{ROOT}/{{id}}/authorise"
LASTS = timedelta(minutes=10)
IDS, NONCE, TIME, MAC = 48, 16, 8, 32  # bytes
SECONDS = 8.0


class Begun(Struct, frozen=True):
    """Where the browser goes."""

    url: str


class Answered(Struct, frozen=True):
    """How the provider's page sent the browser back (RFC 6749, 4.1.2)."""

    code: str = ""
    state: str = ""
    error: str = ""


@dataclass(slots=True)
class Authorising:
    """The way out and the way back."""

    house: House
    entrance: Entrance
    accounts: Accounts

    async def begin(self, request: Request) -> Response:
        """Tell where the account says yes."""
        who = await self._admitted(request)
        account, agreement = await self._find(who, (await read_given(request, OneId)).id)
        state = self._state(who, account.id)
        challenge = _text(hashlib.sha256(self._verifier(state).encode()).digest())
        return json_answer(Begun(agreement.page(account.view, self._back, state, challenge)))

    async def back(self, request: Request) -> Response:
        """Take what the provider's page gave, and show the account; a refusal is told there."""
        who = await self._admitted(request)
        answered: Answered = await read_given(request, Answered)
        id = None
        try:
            id = self._account_in(who, answered.state)
            if answered.error or not answered.code:
                raise AgreementRefused(reason="denied")
            account, agreement = await self._find(who, id)
            secrets = await self._exchanged(account, agreement, answered)
            await self._keep(who, account, secrets)
        except TratoError as refusal:
            return _home(id, refused=str(refusal.data.get("reason", refusal.code)))
        return _home(id, agreed="yes")

    async def _admitted(self, request: Request) -> Principal:
        who = await admit(self.entrance, request, Verb.CHANNELS_MANAGE)
        assert who is not None
        if who.session_id is None:
            raise AgreementRefused(reason="session")  # a token of the API has no browser
        return who

    async def _find(self, who: Principal, id: UUID) -> tuple[channels.Account, Agreement]:
        async with self.house.db.transaction(who.workspace_id, Actor(ActorKind.USER, who.user.id)) as tx:
            account = await self.accounts.one(tx, who, id)
        agreement = reading.connection_of(account.row.channel).agreement
        if agreement is None:
            raise Invalid(field="id", reason="unknown")
        return account, agreement

    async def _exchanged(self, account: channels.Account, agreement: Agreement, answered: Answered) -> dict[str, str]:
        """Give the code for tokens, and see that they are this account's. Raises AgreementRefused."""
        verifier = self._verifier(answered.state)
        call = agreement.exchange(account.view, self._back, answered.code[:2000], verifier)
        found = agreement.exchanged(await _ask(call, account.view), account.view, wall_clock())
        if found.state is not RenewedState.DONE:
            raise AgreementRefused(reason="code" if found.state is RenewedState.REFUSED else "silence")
        secrets = {**found.secrets, AGREED: "yes"}
        view: AccountView = msgspec.structs.replace(account.view, secrets=secrets)
        given = agreement.who_in(await _ask(agreement.whose(view), view))
        if given is None:
            raise AgreementRefused(reason="silence")
        if given.external_id != account.row.external_id:
            raise AgreementRefused(reason="other")
        return secrets

    async def _keep(self, who: Principal, account: channels.Account, secrets: dict[str, str]) -> None:
        async with self.house.db.transaction(who.workspace_id, Actor(ActorKind.USER, who.user.id)) as tx:
            now = await self.accounts.one(tx, who, account.id)
            await channels.change_secrets(tx, account.id, {**now.view.secrets, **secrets}, self.house.seal)
            if now.row.state == "broken":
                await channels.mend(tx, account.id)
        self.house.book.forget(who.workspace_id)

    # ---- what is remembered ------------------------------------------------------------------------------------------

    @property
    def _back(self) -> str:
        return f"{self.house.settings.public_url}{BACK}"

    def _state(self, who: Principal, account: UUID) -> str:
        assert who.session_id is not None
        until = int((wall_clock() + LASTS).timestamp()).to_bytes(TIME)
        said = account.bytes + who.user.id.bytes + who.session_id.bytes + os.urandom(NONCE) + until
        return _text(said + self._signed("state", said))

    def _account_in(self, who: Principal, state: str) -> UUID:
        """Return the account of a state that this session went out with. Raises AgreementRefused."""
        try:
            raw = base64.b64decode(state + "=" * (-len(state) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise AgreementRefused(reason="state") from None
        said, signature = raw[:-MAC], raw[-MAC:]
        if len(said) != IDS + NONCE + TIME or not hmac.compare_digest(self._signed("state", said), signature):
            raise AgreementRefused(reason="state")
        assert who.session_id is not None
        if said[16:IDS] != who.user.id.bytes + who.session_id.bytes:
            raise AgreementRefused(reason="session")
        if datetime.fromtimestamp(int.from_bytes(said[-TIME:]), UTC) <= wall_clock():
            raise AgreementRefused(reason="late")
        return UUID(bytes=said[:16])

    def _verifier(self, state: str) -> str:
        return _text(self._signed("verifier", state.encode()))

    def _signed(self, purpose: str, said: bytes) -> bytes:
        key = derive(self.house.keyring.newest, f"authorise {purpose}")
        return hmac.new(key, said, hashlib.sha256).digest()


async def _ask(call: HttpRequest, view: AccountView) -> ProviderAnswer:
    """Make one call to the provider."""
    async with provider_client(seconds=SECONDS, connections=1) as http:
        return await channels.Examiner(http).ask(call, view)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _home(id: UUID | None, **told: str) -> Response:
    """Go to the account's page, or to that of all; what came of it stands in the address."""
    where = f"/admin/accounts/{id}" if id is not None else "/admin/accounts"
    headers = {"cache-control": "no-store", "referrer-policy": "no-referrer"}
    return RedirectResponse(f"{where}?{urlencode(told)}", 302, headers=headers)


def routes(house: House, entrance: Entrance) -> list[HttpRoute]:
    """Return the two addresses."""
    way = Authorising(house, entrance, Accounts(house))
    return [
        HttpRoute(BEGIN, guard(way.begin), methods=["POST"]),
        HttpRoute(BACK, guard(way.back), methods=["GET"]),
    ]
