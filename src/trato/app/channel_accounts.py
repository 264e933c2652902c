"""Channel accounts in administration: how they do, connecting one, looking at it live, resting and retiring it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as HttpRoute

from trato.app.doors import admit, guard, json_answer, read_given
from trato.app.founding import FoundedBrand, open_channel
from trato.app.wiring import House
from trato.kit.errors import Invalid, NotFound
from trato.kit.events import Actor, ActorKind
from trato.kit.http import provider_client
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.model import Place, Principal, UserId, Verb
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.registry import CONNECTIONS
from trato.rooms.channels.connecting import Connection, Field, FieldKind, Finding, Holder, Said
from trato.rooms.channels.errors import AccountTaken, ChannelUnknown
from trato.rooms.channels.model import AccountView, ChannelAccountId
from trato.rooms.conversations import api as conversations
from trato.rooms.routing import api as routing

ROOT = "/api/v1/channels/accounts"
EXAMINE = "/api/v1/channels/examine"
PURPOSES = ("care", "marketing", "sales")


class Nothing(Struct, frozen=True):
    """A request that says nothing but its address."""


class OneId(Struct, frozen=True):
    id: UUID


class FieldView(Struct, frozen=True):
    """One thing that the wizard asks; words by language."""

    name: str
    label: Said
    hint: Said
    kind: FieldKind
    required: bool
    usual: str
    choices: tuple[str, ...]
    only_if: tuple[str, str] | None
    fixed: bool  # what the account is: it cannot be changed afterwards
    steers: bool  # where the secrets are sent to: with another value they must be typed again


class KindView(Struct, frozen=True):
    """A channel that can be connected: what it is, what must be at hand, what is asked."""

    channel: str
    name: Said
    about: Said
    needs: tuple[Said, ...]
    fields: tuple[FieldView, ...]
    write_to: Said
    hook: Said | None


class AccountShown(Struct, frozen=True):
    """An account and how it does. `token_warning`: within 14, 7 or 1 days of its end, 0 after it."""

    id: UUID
    channel: str
    name: str
    external_id: str
    brand_id: UUID
    brand: str
    purpose: str
    owner_id: UUID | None
    owner: str
    queue_id: UUID | None
    state: str
    state_reason: str
    practice: bool
    hook: str
    values: dict[str, Any]
    received_at: datetime | None
    sent_at: datetime | None
    checked_at: datetime | None
    findings: list[Finding]
    token_ends_at: datetime | None
    token_warning: int | None


class Shown(Struct, frozen=True):
    """A secret that we made, told once."""

    label: Said
    value: str


class Opened(Struct, frozen=True):
    account: AccountShown
    made: list[Shown]


class NewAccount(Struct, frozen=True):
    """`values` are what the wizard asked, by field."""

    channel: str
    name: str
    brand_id: UUID
    values: dict[str, Any]
    purpose: str = "care"
    owner_id: UUID | None = None
    queue_id: UUID | None = None


class AccountChange(Struct, frozen=True):
    """`values` holds secrets too where the change would send them elsewhere."""

    id: UUID
    name: str | None = None
    purpose: str | None = None
    owner_id: UUID | None | msgspec.UnsetType = msgspec.UNSET
    queue_id: UUID | None | msgspec.UnsetType = msgspec.UNSET
    values: dict[str, Any] = {}
    state: str | None = None


class NewSecrets(Struct, frozen=True):
    """Secrets to replace, by field; the others stay. Those of `made` are made anew."""

    id: UUID
    values: dict[str, str] = {}
    made: list[str] = []


class Rotated(Struct, frozen=True):
    made: list[Shown]


class TrialQuery(Struct, frozen=True):
    id: UUID
    since: datetime


class Trial(Struct, frozen=True):
    """The newest message that came to an account, to be answered as a test."""

    case_id: UUID | None
    conversation_id: UUID
    text: str
    at: datetime


class ToExamine(Struct, frozen=True):
    """An account (`id`), or values that are not saved yet; with both, the account as it would be with them."""

    channel: str = ""
    values: dict[str, Any] = {}
    id: UUID | None = None


class Look(Struct, frozen=True):
    good: bool
    findings: list[Finding]


@dataclass(frozen=True, slots=True)
class Accounts:
    """The handlers of channel accounts."""

    house: House

    def table(self) -> tuple[tuple[str, str, Verb, Any, type[Any]], ...]:
        """Return every address: method, path, verb, handler, what it takes."""
        read, manage, one = Verb.CHANNELS_READ, Verb.CHANNELS_MANAGE, f"{ROOT}/{{id}}"
        return (
            ("GET", "/api/v1/channels/kinds", read, self.kinds, Nothing),
            ("GET", ROOT, read, self.accounts, Nothing),
            ("POST", ROOT, manage, self.open, NewAccount),
            ("PATCH", one, manage, self.change, AccountChange),
            ("PUT", f"{one}/secrets", manage, self.change_secrets, NewSecrets),
            ("GET", f"{one}/trial", manage, self.trial, TrialQuery),
        )

    async def kinds(self, tx: Tx, who: Principal, given: Nothing) -> list[KindView]:
        """List the channels that can be connected, with what their wizards ask."""
        return [self._kind(one) for one in CONNECTIONS.values()]

    async def accounts(self, tx: Tx, who: Principal, given: Nothing) -> list[AccountShown]:
        """List the channel accounts within reach, and how they do."""
        scope = who.rights.scope(Verb.CHANNELS_READ)
        found = [one for one in await self._all(tx) if scope.covers(_place(one))]
        return await self._shown(tx, found)

    async def open(self, tx: Tx, who: Principal, given: NewAccount) -> Opened:
        """Connect an account; secrets that are made for it are told once."""
        connection = connection_of(given.channel)
        if not access.can(who.rights, Verb.CHANNELS_MANAGE, Place(brand_id=given.brand_id, unit_id=given.brand_id)):
            raise NotFound(brand=given.brand_id)
        brand = await brands.get_brand(tx, BrandId(given.brand_id))
        read = self.read(connection, given.values)
        taken = [one.id for one in await self._all(tx) if _key(one) == (given.channel, read.external_id)]
        if taken:
            raise AccountTaken(account=taken[0])
        queues = [one for one in await routing.list_queues(tx) if one.brand_id == brand.id]
        queue = next((one for one in queues if one.id == given.queue_id), None) or next(iter(queues), None)
        if queue is None or queue.team_id is None or (given.queue_id and queue.id != given.queue_id):
            raise Invalid(field="queue_id", reason="unknown")
        await self._check_owner(tx, given.owner_id)
        made = {one.name: secrets.token_urlsafe(32) for one in connection.made}
        founded = FoundedBrand(brand, brand.controller_id, (await access.get_team(tx, queue.team_id)).id, queue)
        settings = {**read.settings, **({"brand": brand.name} if "origins" in read.settings else {})}
        opened = await open_channel(
            self.house, tx, founded, given.channel, read.external_id, _name(given.name), settings=settings,
            secrets={**read.secrets, **made}, portfolio=read.portfolio,
            owner_id=UserId(given.owner_id) if given.owner_id else None,
        )  # fmt: skip
        account = await self.one(tx, who, opened)
        if given.purpose != "care":
            await channels.change_account(
                tx, account.row, name=account.row.name, purpose=_purpose(given.purpose), owner_id=given.owner_id,
                queue_id=queue.id,
            )  # fmt: skip
            account = await self.one(tx, who, opened)
        shown = [Shown(one.label, made[one.name]) for one in connection.made if one.label]
        return Opened((await self._shown(tx, [account]))[0], shown)

    async def change(self, tx: Tx, who: Principal, given: AccountChange) -> AccountShown:
        """Change what an account is called and set to, whose it is; pause, resume or retire it."""
        account = await self.one(tx, who, given.id)
        row = account.row
        owner = row.owner_id if given.owner_id is msgspec.UNSET else given.owner_id
        queue = row.queue_id if given.queue_id is msgspec.UNSET else given.queue_id
        if given.owner_id is not msgspec.UNSET:
            await self._check_owner(tx, owner)
        if given.queue_id and queue not in {one.id for one in await routing.list_queues(tx)}:
            raise Invalid(field="queue_id", reason="unknown")
        name = row.name if given.name is None else _name(given.name)
        purpose = row.purpose if given.purpose is None else _purpose(given.purpose)
        told = {"name": name, "purpose": purpose, "owner_id": owner, "queue_id": queue}
        if told != {key: getattr(row, key) for key in told}:
            await channels.change_account(tx, row, **told)  # type: ignore[arg-type]
        if given.values:
            read = self.read_again(account, given.values)
            await channels.change_settings(tx, row.id, read.settings)
            if read.secrets:
                await channels.change_secrets(tx, row.id, {**account.view.secrets, **read.secrets}, self.house.seal)
        if given.state is not None:
            if given.state not in {"active", "paused", "retired"}:
                raise Invalid(field="state", reason="unknown")
            await channels.set_account_state(tx, row.id, given.state)
        return (await self._shown(tx, [await self.one(tx, who, given.id)]))[0]

    async def change_secrets(self, tx: Tx, who: Principal, given: NewSecrets) -> Rotated:
        """Replace secrets of an account; those made by us are told once, and a broken account serves again."""
        account = await self.one(tx, who, given.id)
        connection = connection_of(account.row.channel)
        made = {one.name: secrets.token_urlsafe(32) for one in connection.made if one.name in given.made}
        told = self.read(connection, dict(given.values), partly=True).secrets
        if not told and not made:
            raise Invalid(field="values", reason="missing")
        await channels.change_secrets(tx, account.id, {**account.view.secrets, **told, **made}, self.house.seal)
        if account.row.state == "broken":
            await channels.mend(tx, account.id)
        self.house.book.forget(tx.workspace)
        return Rotated([Shown(one.label, made[one.name]) for one in connection.made if one.label and one.name in made])

    async def trial(self, tx: Tx, who: Principal, given: TrialQuery) -> Trial | None:
        """Show the newest message that came to an account since then: the first half of a round trip."""
        account = await self.one(tx, who, given.id)
        found = await conversations.newest_of_account(tx, account.id, given.since)
        if found is None:
            return None
        may_read = access.can(who.rights, Verb.CASES_READ, _place(account))
        return Trial(found.case_id, found.conversation_id, found.text[:200] if may_read else "", found.at)

    # ---- reading what was said ---------------------------------------------------------------------------------

    def read(self, connection: Connection, values: Mapping[str, Any], *, partly: bool = False) -> Read:
        """Sort what was said by where it is kept. With `partly`, what is not said stays. Raises Invalid."""
        read = Read()
        for field in connection.fields:
            if field.local and not self.house.settings.is_local:
                continue
            if partly and (field.name not in values or field.held_in in {Holder.EXTERNAL_ID, Holder.PORTFOLIO}):
                continue
            if field.only_if is not None and _said(connection, values, field.only_if[0]) != field.only_if[1]:
                continue
            value = _value(field, values.get(field.name, field.usual))
            if value is None or value == "":
                continue
            read.keep(field, value)
        return read

    def read_again(self, account: channels.Account, values: Mapping[str, Any]) -> Read:
        """Sort what changes of an account. Raises Invalid, and SecretsWanted when kept secrets would go elsewhere."""
        read = self.read(connection_of(account.row.channel), values, partly=True)
        channels.check_steered(account.view, {**account.view.settings, **read.settings}, read.secrets)
        return read

    # ---- showing -----------------------------------------------------------------------------------------------

    def _kind(self, one: Connection) -> KindView:
        fields = [
            FieldView(
                field.name, field.label, field.hint, field.kind, field.required, field.usual, field.choices,
                field.only_if, field.held_in in {Holder.EXTERNAL_ID, Holder.PORTFOLIO}, field.steers,
            )
            for field in one.fields
            if self.house.settings.is_local or not field.local
        ]  # fmt: skip
        return KindView(one.channel, one.name, one.about, one.needs, tuple(fields), one.write_to, one.hook)

    async def _shown(self, tx: Tx, accounts: Sequence[channels.Account]) -> list[AccountShown]:
        health = await channels.list_health(tx)
        recent = {one.account_id: one for one in await conversations.recent_pulses(tx)}
        names = {one.id: one.name for one in await brands.list_brands(tx)}
        owners = [one.row.owner_id for one in accounts if one.row.owner_id]
        people = {one.id: one.name for one in await access.get_users(tx, owners)}
        found = []
        for one in accounts:
            row, how, now = one.row, health[one.id], recent.get(one.id)
            found.append(
                AccountShown(
                    id=row.id, channel=row.channel, name=row.name, external_id=row.external_id, brand_id=row.brand_id,
                    brand=names.get(BrandId(row.brand_id), ""), purpose=row.purpose, owner_id=row.owner_id,
                    owner=people.get(UserId(row.owner_id), "") if row.owner_id else "", queue_id=row.queue_id,
                    state=row.state, state_reason=row.state_reason, practice=bool(row.settings.get("practice")),
                    hook=hook_of(self.house, one), values=_settings_of(row.channel, row.settings),
                    received_at=_latest(how.pulse.received_at, now.received_at if now else None),
                    sent_at=_latest(how.pulse.sent_at, now.sent_at if now else None),
                    checked_at=how.checked_at, findings=msgspec.convert(how.findings, list[Finding]),
                    token_ends_at=how.token_ends_at, token_warning=channels.token_warning(how.token_ends_at, tx.now),
                )
            )  # fmt: skip
        return found

    async def _all(self, tx: Tx) -> list[channels.Account]:
        self.house.book.forget(tx.workspace)  # another process may have changed one a moment ago
        return list((await self.house.book.of_workspace(tx)).values())

    async def one(self, tx: Tx, who: Principal, id: UUID) -> channels.Account:
        """Return an account that somebody may manage. Raises NotFound, also out of reach."""
        self.house.book.forget(tx.workspace)
        account = (await self.house.book.of_workspace(tx)).get(id)
        if account is None or not who.rights.scope(Verb.CHANNELS_MANAGE).covers(_place(account)):
            raise NotFound(account=id)
        return account

    async def _check_owner(self, tx: Tx, owner: UUID | None) -> None:
        if owner is not None:
            await access.get_user(tx, owner)


class Read(Struct):
    """What was said, by where it is kept."""

    external_id: str = ""
    portfolio: str = ""
    settings: dict[str, Any] = {}
    secrets: dict[str, str] = {}

    def keep(self, field: Field, value: Any) -> None:
        """Keep one value where its field says."""
        match field.held_in:
            case Holder.EXTERNAL_ID:
                self.external_id = str(value)
            case Holder.PORTFOLIO:
                self.portfolio = str(value)
            case Holder.SECRETS:
                self.secrets[field.name] = str(value)
            case Holder.SETTINGS:
                self.settings[field.name] = value


@dataclass(slots=True)
class LiveLooks:
    """The door of live checks: it calls the provider, so it holds no transaction meanwhile."""

    house: House
    entrance: Entrance
    accounts: Accounts

    async def examine(self, request: Request) -> Response:
        """Look at an account with its provider, within five seconds."""
        who = await admit(self.entrance, request, Verb.CHANNELS_MANAGE)
        assert who is not None
        given: ToExamine = await read_given(request, ToExamine)
        view, saved = await self._view(who, given)
        connection = connection_of(view.channel)
        hook = hook_of(self.house, saved) if saved is not None else ""
        async with provider_client(seconds=4.0, connections=4) as http:
            examined = await channels.Examiner(http).examine(connection, view, hook)
        if saved is not None and not given.values:
            actor = Actor(ActorKind.USER, who.user.id)
            async with self.house.db.transaction(who.workspace_id, actor) as tx:
                await channels.keep_examined(tx, saved.id, examined)
                if examined.is_good and saved.row.state == "broken":
                    await channels.mend(tx, saved.id)
        return json_answer(Look(examined.is_good, list(examined.findings)))

    async def _view(self, who: Principal, given: ToExamine) -> tuple[AccountView, channels.Account | None]:
        saved = None
        if given.id is not None:
            async with self.house.db.transaction(who.workspace_id, Actor(ActorKind.USER, who.user.id)) as tx:
                saved = await self.accounts.one(tx, who, given.id)
            read = self.accounts.read_again(saved, given.values)
            view = msgspec.structs.replace(
                saved.view,
                settings={**saved.view.settings, **read.settings},
                secrets={**saved.view.secrets, **read.secrets},
            )
            return view, saved
        read = self.accounts.read(connection_of(given.channel), given.values)
        id = ChannelAccountId(uuid7())
        view = AccountView(
            id, who.workspace_id, given.channel, read.external_id, settings=read.settings, secrets=read.secrets
        )
        return view, None


def routes(house: House, entrance: Entrance) -> list[HttpRoute]:
    """Return the door of live checks."""
    looks = LiveLooks(house, entrance, Accounts(house))
    return [HttpRoute(EXAMINE, guard(looks.examine), methods=["POST"])]


def connection_of(channel: str) -> Connection:
    """Return how a channel is connected. Raises ChannelUnknown."""
    try:
        return CONNECTIONS[channel]
    except KeyError:
        raise ChannelUnknown(channel=channel[:40]) from None


def hook_of(house: House, account: channels.Account) -> str:
    """Return where a provider brings what comes to an account; "" for one that nobody calls."""
    return f"{house.settings.public_url}/hooks/{account.id}" if connection_of(account.row.channel).hook else ""


def _said(connection: Connection, values: Mapping[str, Any], name: str) -> str:
    usual = next((one.usual for one in connection.fields if one.name == name), "")
    return str(values.get(name, usual))


def _value(field: Field, said: Any) -> Any:
    if field.kind is FieldKind.LIST:
        lines = said.splitlines() if isinstance(said, str) else said
        if not isinstance(lines, list) or not all(isinstance(one, str) for one in lines) or len(lines) > 200:
            raise Invalid(field=field.name, reason="malformed")
        kept = [one.strip().rstrip("/") for one in lines if one.strip()]
        if field.required and not kept:
            raise Invalid(field=field.name, reason="missing")
        return kept
    text = str(said).strip() if isinstance(said, str | int) else ""
    if not text:
        if field.required:
            raise Invalid(field=field.name, reason="missing")
        return None
    if len(text) > 4_000:
        raise Invalid(field=field.name, reason="length")
    if field.choices and text not in field.choices:
        raise Invalid(field=field.name, reason="unknown")
    if field.kind is FieldKind.NUMBER:
        if not text.isdecimal() or not 0 < int(text) < 65_536:
            raise Invalid(field=field.name, reason="range")
        return int(text)
    return text


def _settings_of(channel: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the wizard asked and no secret is."""
    fields = connection_of(channel).fields
    return {one.name: settings[one.name] for one in fields if one.held_in is Holder.SETTINGS and one.name in settings}


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not 0 < len(name) <= 120:
        raise Invalid(field="name", reason="length")
    return name


def _purpose(text: str) -> str:
    if text not in PURPOSES:
        raise Invalid(field="purpose", reason="unknown")
    return text


def _key(account: channels.Account) -> tuple[str, str]:
    return account.row.channel, account.row.external_id


def _place(account: channels.Account) -> Place:
    return Place(brand_id=account.row.brand_id, queue_id=account.row.queue_id, account_id=account.id)


def _latest(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((at for at in (one, other) if at is not None), default=None)
