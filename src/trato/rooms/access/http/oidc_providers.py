"""The addresses at which a workspace says which providers of OpenID Connect it trusts.

Who chooses a provider could come in as anybody: so it takes a person, who manages people and gives grants everywhere.
"""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from trato.kit.requests import Nothing, OneId
from trato.kit.secrets import Keyring
from trato.kit.tx import Tx
from trato.rooms.access.http.account import check_person
from trato.rooms.access.http.oidc import CALLBACK
from trato.rooms.access.http.routes import Route, check_whole
from trato.rooms.access.model import OidcProvider, Principal, Verb
from trato.rooms.access.service import oidc as service

PATH = "/api/v1/oidc-providers"


class OidcProviders(Struct, frozen=True):
    """`redirect_uri` is what the provider must be told, to the letter."""

    providers: list[OidcProvider]
    redirect_uri: str


class NewOidcProvider(Struct, frozen=True):
    name: str
    issuer: str
    client_id: str
    client_secret: str


class OidcProviderChange(Struct, frozen=True):
    id: UUID
    name: str | None = None
    paused: bool | None = None
    client_secret: str | None = None


def check_trusted(who: Principal) -> None:
    """Refuse who may not say whom the workspace trusts. Raises Forbidden."""
    check_person(who)
    check_whole(who, Verb.USERS_MANAGE)
    check_whole(who, Verb.GRANTS_MANAGE)


class Doors:
    """The handlers; one for each process."""

    def __init__(self, keys: Keyring, public_url: str, *, plain: bool) -> None:
        self._keys = keys
        self._redirect = public_url + CALLBACK
        self._plain = plain

    def table(self) -> tuple[Route, ...]:
        """Return every address."""
        return (
            Route("GET", PATH, Verb.USERS_MANAGE, self.list_all),
            Route("POST", PATH, Verb.USERS_MANAGE, self.add, NewOidcProvider),
            Route("PATCH", f"{PATH}/{{id}}", Verb.USERS_MANAGE, self.change, OidcProviderChange),
            Route("DELETE", f"{PATH}/{{id}}", Verb.USERS_MANAGE, self.drop, OneId),
        )

    async def list_all(self, tx: Tx, who: Principal, given: Nothing) -> OidcProviders:
        """List the providers by which people may come in."""
        check_whole(who, Verb.USERS_MANAGE)
        return OidcProviders(await service.list_providers(tx), self._redirect)

    async def add(self, tx: Tx, who: Principal, given: NewOidcProvider) -> OidcProvider:
        """Trust a provider to say who somebody is."""
        check_trusted(who)
        return await service.add_provider(
            tx, self._keys, given.name, given.issuer, given.client_id, given.client_secret, plain=self._plain
        )

    async def change(self, tx: Tx, who: Principal, given: OidcProviderChange) -> OidcProvider:
        """Call a provider otherwise, pause it or take it up again, or give its new secret."""
        check_trusted(who)
        return await service.change_provider(
            tx, self._keys, given.id, name=given.name, paused=given.paused, secret=given.client_secret
        )

    async def drop(self, tx: Tx, who: Principal, given: OneId) -> None:
        """Trust a provider no more."""
        check_trusted(who)
        await service.drop_provider(tx, given.id)
