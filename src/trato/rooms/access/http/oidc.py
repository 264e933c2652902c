"""Coming in by OpenID Connect: there to the provider, and back with what it proved.

Nothing is asked of a provider while a transaction is open.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http.cookies import CookieError, SimpleCookie
from uuid import UUID

import httpx
import msgspec
from joserfc.jwk import KeySet
from msgspec import Struct

from trato.kit.events import SYSTEM, Actor, ActorKind
from trato.kit.http import AddressForbidden, Answer, IpNetwork, OutsideClient
from trato.rooms.access.errors import OidcRefused, OidcUnknown, OidcUnreachable, SignInTooOften
from trato.rooms.access.http.coming_in import count_try
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.http.sign_in import SignedIn
from trato.rooms.access.model import OidcProvider, UserId, UserState, Vouched
from trato.rooms.access.rules import oidc as rules
from trato.rooms.access.rules.sign_in import PAIR_LIMIT, wait_after
from trato.rooms.access.service import oidc as service
from trato.rooms.access.service import people, sign_in
from trato.rooms.access.store import door as at_door
from trato.rooms.access.store import oidc as store

CALLBACK = "/api/v1/session/oidc/callback"
KEPT_SECONDS = 600.0  # how long a provider's description and keys are believed
AGAIN_SECONDS = 60.0  # how soon a key that we do not know makes us ask for the keys once more
MOST_KEPT = 200
SECONDS = 8.0
MOST_BYTES = 300_000
GONE_OUT, PROVEN = "there", "proven"


class OidcWay(Struct, frozen=True):
    """A button at the door."""

    id: UUID
    name: str


class OidcCode(Struct, frozen=True):
    """A code of the second factor, for whom a provider has vouched."""

    code: str


class ToCheck(Struct, frozen=True):
    issuer: str


class Checked(Struct, frozen=True):
    """What is wrong with a provider, as a code; nothing when it will do."""

    problem: str | None


class Answered(Struct, frozen=True):
    """How a provider's answer came back to us (RFC 6749, 4.1.2; RFC 9207)."""

    code: str = ""
    state: str = ""
    error: str = ""
    iss: str | None = None


class Begun(Struct, frozen=True):
    """Where the browser goes, and the Set-Cookie header of its ticket."""

    url: str
    set_cookie: str


class CodeWanted(Struct, frozen=True):
    """The provider vouched, and a second factor is wanted; the Set-Cookie header says for whom."""

    set_cookie: str


@dataclass(slots=True)
class _Known:
    found: rules.Discovery
    keys: KeySet
    until: float
    again: float


def client(*, local: bool, networks: Sequence[IpNetwork] = ()) -> OutsideClient:
    """Return the client that asks providers: it reaches no address that strangers may not send us to.

    `networks` are private ones in which the operator says that providers stand.
    """
    return OutsideClient(loopback=local, seconds=SECONDS, most_bytes=MOST_BYTES, networks=networks)


class OidcDoor:
    """Lets people in whom a trusted provider vouches for. One for each process."""

    def __init__(self, entrance: Entrance, outside: OutsideClient, public_url: str, *, plain: bool) -> None:
        self._entrance = entrance
        self._outside = outside
        self._redirect = public_url + CALLBACK
        self._plain = plain
        self._known: dict[str, _Known] = {}

    async def ways(self, slug: str) -> list[OidcWay]:
        """Return the buttons of a workspace; without its name, of the only one."""
        async with self._entrance.database.at_door() as door:
            return [OidcWay(id, name) for id, name in await store.at_door(door, slug[:200])]

    async def check(self, issuer: str) -> Checked:
        """Look at a provider before it is trusted. Raises Invalid."""
        try:
            await self._ask(rules.check_issuer(issuer, plain=self._plain))
        except OidcUnreachable as refusal:
            return Checked(str(refusal.data["reason"]))
        return Checked(None)

    async def begin(self, id: UUID, address: str) -> Begun:
        """Say where to go. Raises OidcUnknown, OidcUnreachable and SignInTooOften."""
        await count_try(self._entrance, address)
        workspace, provider, _ = await self._client(id)
        known = await self._know(provider.issuer)
        async with self._entrance.database.at_door() as door:
            now = await at_door.clock(door)
        key = self._entrance.keys.newest
        text = rules.new_ticket(key, GONE_OUT, id, workspace, now, os.urandom)
        ticket = rules.read_ticket(key, GONE_OUT, text, now)
        url = rules.begin_url(known.found, provider.client_id, self._redirect, key, ticket)
        return Begun(url, self._cookie(GONE_OUT, text))

    async def finish(
        self, answered: Answered, headers: Mapping[str, str], address: str, device: str
    ) -> SignedIn | CodeWanted:
        """Begin a session for whom the provider vouches, or ask for the second factor.

        Raises OidcRefused, OidcUnverified, OidcStranger, OidcChanged, OidcUnknown, OidcUnreachable, PasskeyNeeded and
        SignInTooOften.
        """
        await count_try(self._entrance, address)
        key = self._entrance.keys.newest
        async with self._entrance.database.at_door() as door:
            now = await at_door.clock(door)
            ticket = rules.read_ticket(key, GONE_OUT, self._read(headers, GONE_OUT), now)
            rules.check_state(key, ticket, answered.state)
            spent = await at_door.count_attempt(door, rules.ticket_key(ticket), rules.ONCE, now)
        if spent.count > 1:
            raise OidcRefused(reason="answered_before")
        if answered.error or not answered.code:
            raise OidcRefused(reason="denied")
        workspace, provider, secret = await self._client(ticket.first)
        if workspace != ticket.second:
            raise OidcUnknown(provider=ticket.first)
        known = await self._know(provider.issuer)
        rules.check_sender(known.found, answered.iss)
        text = await self._exchange(known.found, provider, secret, answered.code, ticket)
        async with self._entrance.database.at_door() as door:
            now = await at_door.clock(door)  # the provider's clock is not ours; neither is bent
        vouched = await self._check(text, known, provider, rules.derived(key, ticket, "nonce"), now)
        return await self._let_in(workspace, provider, vouched, device)

    async def take_code(self, given: OidcCode, headers: Mapping[str, str], address: str, device: str) -> SignedIn:
        """Begin a session for whom a provider vouched a moment ago, with their code.

        Raises OidcRefused, OidcUnknown, WrongCode and SignInTooOften.
        """
        await count_try(self._entrance, address)
        database, keys = self._entrance.database, self._entrance.keys
        async with database.at_door() as door:
            now = await at_door.clock(door)
            ticket = rules.read_ticket(keys.newest, PROVEN, self._read(headers, PROVEN), now)
            tried = rules.code_key(ticket.second)
            wait = wait_after(await at_door.count_attempt(door, tried, PAIR_LIMIT, now), PAIR_LIMIT, now)
            if wait is not None:
                raise SignInTooOften(retry_after=int(wait.total_seconds()) + 1)
        workspace, _, _ = await self._client(ticket.first)
        async with database.transaction(workspace, Actor(ActorKind.USER, ticket.second)) as tx:
            user = await people.get_user(tx, ticket.second)
            if user.state is not UserState.ACTIVE:
                raise OidcRefused(reason="state")
            await sign_in.take_second_factor(tx, keys, user.id, given.code[:100])
            new = await sign_in.start_session(tx, user.id, device, second_factor=True)
        async with database.at_door() as door:
            await at_door.forget_failures(door, [tried])
        return SignedIn(workspace, new, self._entrance.set_cookie(new.token))

    def forget(self, purpose: str) -> str:
        """Return the Set-Cookie header that takes a ticket away."""
        return self._cookie(purpose, "", 0)

    async def _client(self, id: UUID) -> tuple[UUID, OidcProvider, str]:
        async with self._entrance.database.at_door() as door:
            workspace = await store.whose(door, id)
        if workspace is None:
            raise OidcUnknown(provider=id)
        async with self._entrance.database.transaction(workspace, SYSTEM) as tx:
            return workspace, *await service.client_of(tx, self._entrance.keys, id)

    async def _let_in(
        self, workspace: UUID, provider: OidcProvider, vouched: Vouched, device: str
    ) -> SignedIn | CodeWanted:
        database = self._entrance.database
        async with database.transaction(workspace, SYSTEM) as tx:
            person = await service.whom(tx, vouched)
        actor = Actor(ActorKind.USER, person.id)
        new = None
        async with database.transaction(workspace, actor, ring=("events",)) as tx:
            await service.come_in(tx, provider.id, person, vouched)
            if not await sign_in.needs_second_factor(tx, person.id):
                new = await sign_in.start_session(tx, person.id, device)
        self._entrance.forget()
        if new is None:
            return CodeWanted(await self._proven(provider, person.id))
        return SignedIn(workspace, new, self._entrance.set_cookie(new.token))

    async def _proven(self, provider: OidcProvider, user: UserId) -> str:
        async with self._entrance.database.at_door() as door:
            now = await at_door.clock(door)
        return self._cookie(
            PROVEN, rules.new_ticket(self._entrance.keys.newest, PROVEN, provider.id, user, now, os.urandom)
        )

    async def _check(self, text: str, known: _Known, provider: OidcProvider, nonce: str, now: datetime) -> Vouched:
        try:
            return rules.check_token(text, known.keys, provider.issuer, provider.client_id, nonce, now)
        except rules.KeyUnknown:
            if known.again > time.monotonic():
                raise OidcRefused(reason="signature") from None
        known = await self._ask(provider.issuer)  # it has changed its keys since
        try:
            return rules.check_token(text, known.keys, provider.issuer, provider.client_id, nonce, now)
        except rules.KeyUnknown:
            raise OidcRefused(reason="signature") from None

    async def _exchange(
        self, found: rules.Discovery, provider: OidcProvider, secret: str, code: str, ticket: rules.Ticket
    ) -> str:
        verifier = rules.derived(self._entrance.keys.newest, ticket, "verifier")
        headers, body = rules.exchange(found, provider.client_id, secret, code, self._redirect, verifier)
        answer = await self._send("POST", found.token_endpoint, headers=headers, body=body)
        if answer.status == 400:
            raise OidcRefused(reason="code")
        if answer.status != 200:
            raise OidcUnreachable(reason="client" if answer.status == 401 else "status")
        try:
            return msgspec.json.decode(answer.body, type=rules.Token).id_token
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise OidcUnreachable(reason="token") from None

    async def _know(self, issuer: str) -> _Known:
        known = self._known.get(issuer)
        if known is not None and known.until > time.monotonic():
            return known
        return await self._ask(issuer)

    async def _ask(self, issuer: str) -> _Known:
        described = await self._get(rules.discovery_url(issuer))
        found = rules.read_discovery(described, issuer, plain=self._plain)
        keys = rules.read_keys(await self._get(found.jwks_uri))
        here = time.monotonic()
        known = _Known(found, keys, here + KEPT_SECONDS, here + AGAIN_SECONDS)
        if len(self._known) >= MOST_KEPT:
            self._known.clear()
        self._known[issuer] = known
        return known

    async def _get(self, url: str) -> bytes:
        answer = await self._send("GET", url, headers={"accept": "application/json"})
        if answer.status != 200:
            raise OidcUnreachable(reason="status")
        return answer.body

    async def _send(self, method: str, url: str, *, headers: Mapping[str, str], body: bytes | None = None) -> Answer:
        try:
            return await self._outside.send(method, url, headers=headers, body=body)
        except AddressForbidden:
            raise OidcUnreachable(reason="address") from None
        except httpx.RequestError:
            raise OidcUnreachable(reason="unreachable") from None

    def _cookie(self, purpose: str, text: str, seconds: int = int(rules.LASTS.total_seconds())) -> str:
        secure = "; Secure" if self._entrance.secure else ""
        return f"{self._name(purpose)}={text}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"

    def _name(self, purpose: str) -> str:
        return f"{self._entrance.cookie}-{purpose}"

    def _read(self, headers: Mapping[str, str], purpose: str) -> str:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self._name(purpose))
        except CookieError:
            return ""
        return found.value[:300] if found else ""
