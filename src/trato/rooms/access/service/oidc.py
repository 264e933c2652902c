"""Providers of OpenID Connect: set up by who administers, and who comes in by one."""

from __future__ import annotations

from uuid import UUID

import msgspec

from trato.kit.errors import Conflict, Invalid
from trato.kit.ids import uuid7
from trato.kit.secrets import Keyring, SecretUnreadable, Spot
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access.errors import OidcChanged, OidcStranger, OidcUnknown, OidcUnreachable
from trato.rooms.access.events import UserEnabled
from trato.rooms.access.model import LinkPurpose, OidcProvider, OidcProviderId, OidcState, User, UserState, Vouched
from trato.rooms.access.rules.oidc import check_issuer
from trato.rooms.access.service.people import get_user
from trato.rooms.access.store import links, people
from trato.rooms.access.store import oidc as store

MOST_PROVIDERS = 10
LONGEST_NAME = 60
LONGEST_SECRET = 1_000


async def list_providers(tx: Tx) -> list[OidcProvider]:
    """List the providers of the workspace, the oldest first."""
    return await store.list_providers(tx, MOST_PROVIDERS)


async def get_provider(tx: Tx, id: UUID) -> OidcProvider:
    """Return a provider. Raises OidcUnknown."""
    found = await store.get_provider(tx, id)
    if found is None:
        raise OidcUnknown(provider=id)
    return found


async def add_provider(
    tx: Tx, keys: Keyring, name: str, issuer: str, client_id: str, secret: str, *, plain: bool = False
) -> OidcProvider:
    """Trust a provider to say who somebody is. `plain` allows http on this machine. Raises Invalid and Conflict."""
    if len(await store.list_providers(tx, MOST_PROVIDERS)) >= MOST_PROVIDERS:
        raise Conflict(reason="too_many", most=MOST_PROVIDERS)
    id = OidcProviderId(uuid7())
    address = check_issuer(issuer, plain=plain)
    made = OidcProvider(
        id, _short("name", name, LONGEST_NAME), address, _short("client_id", client_id, 500), OidcState.ACTIVE, tx.now
    )
    sealed = keys.seal(_short("client_secret", secret, LONGEST_SECRET).encode(), _spot(tx, id))
    if not await store.add_provider(tx, made, sealed):
        raise Conflict(field="client_id", reason="taken")
    tx.audit(AuditEntry("oidc.add", "oidc_provider", id))
    return made


async def change_provider(
    tx: Tx,
    keys: Keyring,
    id: UUID,
    *,
    name: str | None = None,
    paused: bool | None = None,
    secret: str | None = None,
) -> OidcProvider:
    """Change what is given; whom it vouched for stays. Raises OidcUnknown and Invalid."""
    found = await get_provider(tx, id)
    state = found.state if paused is None else OidcState.PAUSED if paused else OidcState.ACTIVE
    called = found.name if name is None else _short("name", name, LONGEST_NAME)
    changed = msgspec.structs.replace(found, name=called, state=state)
    sealed = None
    if secret is not None:
        sealed = keys.seal(_short("client_secret", secret, LONGEST_SECRET).encode(), _spot(tx, found.id))
    await store.change_provider(tx, changed, sealed)
    codes = {"state": state.value, "secret": sealed is not None}
    tx.audit(AuditEntry("oidc.change", "oidc_provider", found.id, codes))
    return changed


async def drop_provider(tx: Tx, id: UUID) -> None:
    """Trust a provider no more, and forget whom it vouched for. Sessions go on. Raises OidcUnknown."""
    if not await store.drop_provider(tx, id):
        raise OidcUnknown(provider=id)
    tx.audit(AuditEntry("oidc.drop", "oidc_provider", id))


async def client_of(tx: Tx, keys: Keyring, id: UUID) -> tuple[OidcProvider, str]:
    """Return an active provider, and the secret by which we prove to it who we are.

    Raises OidcUnknown, and OidcUnreachable when the secret cannot be opened.
    """
    found, sealed = await get_provider(tx, id), await store.get_secret(tx, id)
    if found.state is not OidcState.ACTIVE or sealed is None:
        raise OidcUnknown(provider=id)
    try:
        return found, keys.open(sealed, _spot(tx, found.id)).decode()
    except SecretUnreadable:
        raise OidcUnreachable(reason="secret") from None


async def whom(tx: Tx, vouched: Vouched) -> User:
    """Return the person of this workspace with a verified e-mail. Raises OidcStranger."""
    found = await people.find_user(tx, vouched.email)
    if found is None or found.state is UserState.DISABLED:
        raise OidcStranger()
    return found


async def come_in(tx: Tx, provider: OidcProviderId, person: User, vouched: Vouched) -> None:
    """Take what a provider proved: the first time it is remembered, and who was invited is in.

    Call it in a transaction whose actor is the person. Raises OidcStranger, OidcUnknown and OidcChanged.
    """
    if (await get_provider(tx, provider)).state is not OidcState.ACTIVE:
        raise OidcUnknown(provider=provider)
    user = await get_user(tx, person.id)
    if user.email != vouched.email or user.state is UserState.DISABLED:
        raise OidcStranger()
    if await store.link(tx, provider, user.id, vouched.subject):
        tx.audit(AuditEntry("oidc.link", "user", user.id, {"provider": provider}))
    elif await store.linked(tx, provider, user.id) != vouched.subject:
        raise OidcChanged()
    if user.state is UserState.INVITED and await links.join_in(tx, user.id):
        await links.revoke_links(tx, user.id, LinkPurpose.INVITATION)
        tx.emit(UserEnabled(subject=user.id))
        tx.audit(AuditEntry("invitation.accept", "user", user.id))


async def forget(tx: Tx, user: User) -> None:
    """Let the next sign-in of a person with any provider count as the first."""
    if await store.forget(tx, user.id):
        tx.audit(AuditEntry("oidc.forget", "user", user.id))


def _short(field: str, text: str, longest: int) -> str:
    said = text.strip()
    if not 0 < len(said) <= longest:
        raise Invalid(field=field, reason="length")
    return said


def _spot(tx: Tx, id: OidcProviderId) -> Spot:
    return Spot(tx.workspace, "access.oidc_provider", "client_secret", str(id))
