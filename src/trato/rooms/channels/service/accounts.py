"""Channel accounts, read often and changed seldom: each process keeps them for a few seconds."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from trato.kit.db import Database
from trato.kit.events import jsonable
from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.channels.adapters.registry import CONNECTIONS
from trato.rooms.channels.care import CareRoute, asks_for_care
from trato.rooms.channels.connecting import Holder
from trato.rooms.channels.errors import AccountNotFound, AccountUnapproved, ChannelUnknown, SecretsWanted
from trato.rooms.channels.events import AccountAlerted, AccountBroke, AccountMended, AccountRested
from trato.rooms.channels.model import AccountView, ChannelAccountId, ChannelAdapter
from trato.rooms.channels.standings import StandingRow, nearest
from trato.rooms.channels.store import accounts as store
from trato.rooms.channels.store.accounts import AccountRow
from trato.rooms.channels.store.breakers import Breaker, list_breakers
from trato.rooms.channels.store.care import list_routes
from trato.rooms.channels.store.standings import list_standings

KEPT = 5.0  # seconds

Unseal = Callable[[UUID, UUID, bytes], bytes]
Seal = Callable[[UUID, UUID, bytes], bytes]


@dataclass(frozen=True, slots=True)
class Account:
    """A channel account with what the flow needs of it: where its cases go, and the adapter's own view."""

    row: AccountRow
    view: AccountView
    standings: tuple[StandingRow, ...] = ()
    breaker: Breaker | None = None
    care: CareRoute | None = None  # where what asks for care goes
    read_at: float = 0.0  # by the monotonic clock of this process

    def queue_for(self, text: str) -> UUID | None:
        """Return where what comes with these words waits: with care, where that is not this account's purpose."""
        care = self.care.care_queue_id if self.care is not None and self.asks_for_care(text) else None
        return care or self.row.queue_id

    def asks_for_care(self, text: str) -> bool:
        """Say whether what comes with these words goes to care, which is not this account's purpose."""
        return self.care is not None and self.row.purpose != "care" and asks_for_care(text, self.care)

    @property
    def shut_until(self) -> float:
        """Until when nothing may leave, by the monotonic clock of this process; 0 while the provider is reached."""
        return self.read_at + self.breaker.left if self.breaker else 0.0

    def standing_at(self, at: datetime) -> StandingRow | None:
        """Return how the channel stood with the brand in the account's country at an instant."""
        return nearest(self.standings, self.row.channel, self.row.brand_id, self.row.country, at)

    @property
    def id(self) -> UUID:
        return self.row.id


@dataclass(slots=True)
class AccountBook:
    """Finds accounts, secrets unsealed, without asking the database each time."""

    unseal: Unseal
    adapters: dict[str, ChannelAdapter]
    hooks: str = ""  # where providers find our doors, as https://care.example/hooks; "" where it is not known
    _of_workspace: dict[UUID, tuple[float, dict[UUID, Account]]] = field(default_factory=dict)
    _at_door: dict[UUID, tuple[float, AccountView]] = field(default_factory=dict)

    def adapter(self, channel: str) -> ChannelAdapter:
        """Return the adapter of `channel`; raises `ChannelUnknown`."""
        try:
            return self.adapters[channel]
        except KeyError:
            raise ChannelUnknown(channel=channel) from None

    async def of_workspace(self, tx: Tx, needed: Collection[UUID] = ()) -> dict[UUID, Account]:
        """Return the accounts of the transaction's workspace by id; `needed` ones may have been opened just now."""
        kept = self._of_workspace.get(tx.workspace)
        if kept and kept[0] > time.monotonic() and all(one in kept[1] for one in needed):
            return kept[1]
        standings = await list_standings(tx)
        breakers, care = await list_breakers(tx), await list_routes(tx)
        now = time.monotonic()
        accounts = {
            row.id: Account(
                row, self._view(row), _standings_of(row, standings), breakers.get(row.id), care.get(row.id), now
            )  # fmt: skip
            for row in await store.list_accounts(tx)
        }
        self._of_workspace[tx.workspace] = (time.monotonic() + KEPT, accounts)
        return accounts

    def served_with(self, account: Account, accounts: Mapping[UUID, Account]) -> list[Account]:
        """Return the accounts that a delivery to `account` is for: itself first, and the others of the same app.

        A provider that has one webhook for an app brings there what is for every account that shares its secret.
        """
        secret = CONNECTIONS[account.row.channel].shares if account.row.channel in CONNECTIONS else ""
        proof = account.view.secrets.get(secret)
        if not proof:
            return [account]
        others = [
            one
            for one in accounts.values()
            if one.id != account.id
            and one.row.state not in {"draft", "retired"}
            and one.row.channel in CONNECTIONS
            and CONNECTIONS[one.row.channel].shares == secret
            and one.view.secrets.get(secret) == proof
        ]
        return [account, *sorted(others, key=lambda one: one.id)]

    def care_of(self, account: Account, accounts: Mapping[UUID, Account]) -> Account | None:
        """Return the brand's account of care beside one of marketing or sales, on the same channel (S134).

        The one that what asks for care is routed to, where it is of that channel, else the first that is in service.
        """
        if account.row.purpose == "care":
            return None
        routed = accounts.get(account.care.care_account_id) if account.care else None
        beside = [
            one
            for one in (routed, *sorted(accounts.values(), key=lambda one: one.id))
            if one is not None and one.row.purpose == "care" and one.row.state not in {"draft", "retired"}
            and one.row.channel == account.row.channel and one.row.brand_id == account.row.brand_id
        ]  # fmt: skip
        return beside[0] if beside else None

    def known(self, account_id: UUID) -> Account | None:
        """Return an account that was read before, however long ago; None when it was not."""
        for _, accounts in self._of_workspace.values():
            if account_id in accounts:
                return accounts[account_id]
        return None

    async def at_door(self, db: Database, account_id: UUID) -> AccountView:
        """Return what the door needs of an account; raises `AccountNotFound`."""
        kept = self._at_door.get(account_id)
        if kept and kept[0] > time.monotonic():
            return kept[1]
        async with db.at_door() as door:
            row = await store.door_account(door, account_id)
        if row is None or row["state"] in {"draft", "retired"}:
            raise AccountNotFound(account=str(account_id))
        view = AccountView(
            id=ChannelAccountId(row["id"]),
            workspace_id=row["workspace_id"],
            channel=row["channel"],
            external_id=row["external_id"],
            portfolio=row["portfolio"],
            country=row["country"],
            settings=row["settings"],
            secrets=self._open(row["workspace_id"], row["id"], row["secrets"]),
            hook=self.hook_of(row["id"]),
        )
        self._at_door[account_id] = (time.monotonic() + KEPT, view)
        return view

    def forget(self, workspace: UUID) -> None:
        """Read the accounts of `workspace` anew when next asked."""
        self._of_workspace.pop(workspace, None)
        self._at_door.clear()

    def _view(self, row: AccountRow) -> AccountView:
        return AccountView(
            id=ChannelAccountId(row.id),
            workspace_id=row.workspace_id,
            channel=row.channel,
            external_id=row.external_id,
            portfolio=row.portfolio,
            country=row.country,
            settings=row.settings,
            secrets=self._open(row.workspace_id, row.id, row.secrets),
            hook=self.hook_of(row.id),
        )

    def hook_of(self, account: UUID) -> str:
        """Return where the webhooks of an account come to; "" where that is not known."""
        return f"{self.hooks}/{account}" if self.hooks else ""

    def _open(self, workspace: UUID, account: UUID, sealed: bytes | None) -> dict[str, str]:
        if sealed is None:
            return {}
        return msgspec.json.decode(self.unseal(workspace, account, sealed), type=dict[str, str])


def _standings_of(row: AccountRow, standings: list[StandingRow]) -> tuple[StandingRow, ...]:
    return tuple(one for one in standings if one.channel == row.channel and one.brand_id in {None, row.brand_id})


async def open_account(tx: Tx, row: AccountRow, secrets: dict[str, str], seal: Seal) -> UUID:
    """Connect a channel account; its secrets are sealed to this row. Returns its id."""
    sealed = seal(tx.workspace, row.id, jsonable(secrets).encode())
    await store.add_account(tx, dataclasses.replace(row, secrets=sealed))
    tx.audit(AuditEntry("channels.manage", "account", row.id, {"channel": row.channel}))
    return row.id


async def change_account(
    tx: Tx,
    row: AccountRow,
    *,
    name: str,
    purpose: str,
    owner_id: UUID | None,
    queue_id: UUID | None,
    country: str | None = None,
) -> None:
    """Call an account otherwise, or say whose it is, what for, in which country, and where its cases wait.

    `country` (ISO 3166-1 alpha-2) stays as it is where None is said; it counts for what comes from now on.
    """
    country = row.country if country is None else country
    await store.change_account(tx, row.id, name, purpose, owner_id, queue_id, country)
    tx.audit(AuditEntry("channels.manage", "account", row.id, {"purpose": purpose, "country": country}))


async def set_account_state(tx: Tx, account_id: UUID, state: str) -> None:
    """Pause an account (nothing leaves it), take it into service again, or retire it (nothing comes in either).

    `state` is active, paused or retired. Raises AccountUnapproved while nobody let it go live.
    """
    if state != "retired" and await store.is_unapproved(tx, account_id):
        raise AccountUnapproved(account=account_id)
    if not await store.set_state(tx, account_id, state):
        return
    tx.audit(AuditEntry("channels.manage", "account", account_id, {"state": state}))
    tx.emit(AccountMended(subject=account_id) if state == "active" else AccountRested(subject=account_id, state=state))


async def change_secrets(tx: Tx, account_id: UUID, secrets: dict[str, str], seal: Seal) -> None:
    """Seal other secrets to an account, whole, and take it into service again. Raises `AccountNotFound`."""
    if not await store.set_secrets(tx, account_id, seal(tx.workspace, account_id, jsonable(secrets).encode())):
        raise AccountNotFound(account=str(account_id))
    tx.audit(AuditEntry("channels.change_secrets", "account", account_id, {"names": sorted(secrets)}))


def check_steered(view: AccountView, settings: Mapping[str, Any], given: Collection[str] = ()) -> None:
    """Refuse settings that send the account's kept secrets elsewhere, unless all of them are `given` again.

    Raises SecretsWanted.
    """
    fields = CONNECTIONS[view.channel].fields if view.channel in CONNECTIONS else ()
    kept = [one.name for one in fields if one.held_in is Holder.SECRETS and one.name in view.secrets]
    missing = [name for name in kept if name not in given]
    for one in fields:
        now, then = (str(each.get(one.name, one.usual)) for each in (settings, view.settings))
        if one.steers and now != then and missing:
            raise SecretsWanted(field=missing[0], because=one.name)


async def change_settings(tx: Tx, account_id: UUID, changes: dict[str, Any]) -> None:
    """Change some of an account's settings, those that the adapter reads. Raises `AccountNotFound`."""
    if not await store.change_settings(tx, account_id, changes):
        raise AccountNotFound(account=str(account_id))
    tx.audit(AuditEntry("channels.manage", "account", account_id, {"settings": sorted(changes)}))


async def mark_broken(tx: Tx, account_id: UUID, code: str) -> None:
    """Stop an account in service whose credentials the provider refused, and say so once."""
    if await store.mark_broken(tx, account_id, code):
        tx.emit(AccountBroke(subject=account_id, code=code))


async def pause(tx: Tx, account_id: UUID, until: datetime, code: str) -> None:
    """Send nothing on an account until then: the provider asked for it, by this code of its own."""
    await store.pause(tx, account_id, code, until)


async def mend(tx: Tx, account_id: UUID) -> None:
    """Take an account that broke, or waits because its provider asked for it, into service again."""
    if await store.mend(tx, account_id):
        tx.emit(AccountMended(subject=account_id))


async def note_alert(tx: Tx, account_id: UUID, alert: str, body: dict[str, Any], told: str) -> bool:
    """Keep what the provider said of the account; `told` is the key by which it is the same said again: False."""
    alert_id = uuid7()
    fresh = await store.add_alert(tx, alert_id, account_id, alert, body, told)
    if fresh:
        tx.emit(AccountAlerted(subject=account_id, alert_id=alert_id, alert=alert))
    return fresh
