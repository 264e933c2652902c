"""The addresses of outgoing webhooks."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from trato.kit.errors import Forbidden
from trato.kit.requests import Nothing, OneId
from trato.kit.secrets import Keyring
from trato.kit.tx import Tx
from trato.rooms.access.model import EVERYWHERE, Principal, Verb
from trato.rooms.webhooks import service
from trato.rooms.webhooks.model import Attempt, Delivery, DeliveryState, Endpoint

MOST = 200
Number = Annotated[int, Meta(ge=0, le=2**63 - 1)]  # of a fact, as the database counts


class NewEndpoint(Struct, frozen=True):
    url: str
    description: str = ""
    kinds: list[str] = []


class EndpointChange(Struct, frozen=True):
    id: UUID
    url: str | None = None
    description: str | None = None
    kinds: list[str] | None = None
    paused: bool | None = None


class EndpointMade(Struct, frozen=True):
    """`secret` is told here and never again."""

    endpoint: Endpoint
    secret: str


class Secret(Struct, frozen=True):
    secret: str


class DeliveryQuery(Struct, frozen=True):
    id: UUID
    before: Number = 2**62
    state: DeliveryState | None = None
    limit: Annotated[int, Meta(ge=1)] = 100


class OneDelivery(Struct, frozen=True):
    id: UUID
    seq: Number


class Replay(Struct, frozen=True):
    id: UUID
    first: Number
    last: Number | None = None


class Replayed(Struct, frozen=True):
    facts: int


class Doors:
    """The handlers; they need the keys, and whether http on this machine is allowed (demo and tests)."""

    def __init__(self, keys: Keyring, *, plain: bool = False) -> None:
        self._keys = keys
        self._plain = plain

    def table(self) -> tuple[tuple[str, str, Verb, Any, type[Struct]], ...]:
        """Return every address: method, path, verb, handler, what it takes."""
        verb, one = Verb.WEBHOOKS_MANAGE, "/api/v1/webhooks/{id}"
        return (
            ("GET", "/api/v1/webhooks", verb, self.endpoints, Nothing),
            ("POST", "/api/v1/webhooks", verb, self.add, NewEndpoint),
            ("GET", one, verb, self.endpoint, OneId),
            ("PATCH", one, verb, self.change, EndpointChange),
            ("DELETE", one, verb, self.remove, OneId),
            ("POST", f"{one}/secret", verb, self.change_secret, OneId),
            ("GET", f"{one}/deliveries", verb, self.deliveries, DeliveryQuery),
            ("GET", f"{one}/deliveries/{{seq}}/attempts", verb, self.attempts, OneDelivery),
            ("POST", f"{one}/replay", verb, self.replay, Replay),
            ("POST", f"{one}/test", verb, self.test, OneId),
        )

    async def endpoints(self, tx: Tx, who: Principal, given: Nothing) -> list[Endpoint]:
        """List the endpoints."""
        _check_whole(who)
        return await service.list_endpoints(tx)

    async def add(self, tx: Tx, who: Principal, given: NewEndpoint) -> EndpointMade:
        """Add an endpoint and tell its secret, once."""
        _check_whole(who)
        made = await service.add_endpoint(tx, self._keys, given.url, given.description, given.kinds, plain=self._plain)
        return EndpointMade(*made)

    async def endpoint(self, tx: Tx, who: Principal, given: OneId) -> Endpoint:
        """Show one endpoint."""
        _check_whole(who)
        return await service.get_endpoint(tx, given.id)

    async def change(self, tx: Tx, who: Principal, given: EndpointChange) -> Endpoint:
        """Change, pause or start an endpoint."""
        _check_whole(who)
        told = {key: value for key, value in msgspec.structs.asdict(given).items() if key != "id"}
        return await service.change_endpoint(tx, given.id, plain=self._plain, **told)

    async def remove(self, tx: Tx, who: Principal, given: OneId) -> None:
        """Remove an endpoint."""
        _check_whole(who)
        await service.remove_endpoint(tx, given.id)

    async def change_secret(self, tx: Tx, who: Principal, given: OneId) -> Secret:
        """Make a new secret and tell it, once; the old one signs for another day."""
        _check_whole(who)
        return Secret(await service.change_secret(tx, self._keys, given.id))

    async def deliveries(self, tx: Tx, who: Principal, given: DeliveryQuery) -> list[Delivery]:
        """List what was told to an endpoint, latest first."""
        _check_whole(who)
        limit = min(given.limit, MOST)
        return await service.list_deliveries(tx, given.id, before=given.before, state=given.state, limit=limit)

    async def attempts(self, tx: Tx, who: Principal, given: OneDelivery) -> list[Attempt]:
        """List every try of one delivery."""
        _check_whole(who)
        return await service.list_attempts(tx, given.id, given.seq)

    async def replay(self, tx: Tx, who: Principal, given: Replay) -> Replayed:
        """Tell one fact or a range of them again."""
        _check_whole(who)
        return Replayed(await service.replay(tx, given.id, given.first, given.last))

    async def test(self, tx: Tx, who: Principal, given: OneId) -> None:
        """Tell an endpoint something harmless, and nobody else."""
        _check_whole(who)
        await service.test_endpoint(tx, given.id)


def _check_whole(who: Principal) -> None:
    """Refuse who may this for a part of the workspace only: facts of every brand are told."""
    if not who.rights.scope(Verb.WEBHOOKS_MANAGE).covers(EVERYWHERE):
        raise Forbidden(verb=Verb.WEBHOOKS_MANAGE.value)
