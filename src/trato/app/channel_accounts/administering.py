"""Deeds upon channel accounts, each in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from trato.app.channel_accounts import reading, showing
from trato.app.channel_accounts.shapes import (
    AccountChange,
    AccountShown,
    AgreementView,
    CareWanted,
    Decided,
    FieldView,
    KindView,
    MadeView,
    Named,
    NewAccount,
    NewSecrets,
    OneAccount,
    Opened,
    Rotated,
    Shown,
    Trial,
    TrialQuery,
)
from trato.app.channel_accounts.showing import place_of
from trato.app.founding import FoundedBrand, open_channel
from trato.app.wiring import House
from trato.kit.errors import Invalid, NotFound
from trato.kit.requests import Nothing
from trato.kit.standard_webhooks import new_secret, show_secret
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Principal, UserId, Verb
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.registry import CHANNELS, Channel
from trato.rooms.channels.connecting import AGREED, Connection, Holder, Made
from trato.rooms.channels.errors import AccountTaken
from trato.rooms.channels.profiles import HasProfile
from trato.rooms.conversations import api as conversations
from trato.rooms.routing import api as routing

ROOT = "/api/v1/channels/accounts"
BACK = "/api/v1/channels/authorised"  # where a provider's own page sends the browser back to
PURPOSES = ("care", "marketing", "sales")


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
            ("PUT", f"{one}/care", manage, self.route_to_care, CareWanted),
            ("GET", f"{one}/people", manage, self.people, OneAccount),
            ("POST", f"{one}/activation", Verb.CHANNELS_APPROVE, self.decide, Decided),
            ("POST", f"{one}/activation/ask", manage, self.ask_again, OneAccount),
        )

    async def kinds(self, tx: Tx, who: Principal, given: Nothing) -> list[KindView]:
        """List the channels that can be connected, with what their wizards ask."""
        return [self._kind(one) for one in CHANNELS.values()]

    async def accounts(self, tx: Tx, who: Principal, given: Nothing) -> list[AccountShown]:
        """List the channel accounts within reach, and how they do."""
        scope = who.rights.scope(Verb.CHANNELS_READ)
        found = [one for one in await self._all(tx) if scope.covers(place_of(one))]
        return await self._shown(tx, who, found)

    async def open(self, tx: Tx, who: Principal, given: NewAccount) -> Opened:
        """Connect an account; secrets that are made for it are told once."""
        connection = reading.connection_of(given.channel)
        if not access.can(who.rights, Verb.CHANNELS_MANAGE, Place(brand_id=given.brand_id, unit_id=given.brand_id)):
            raise NotFound(brand=given.brand_id)
        brand = await brands.get_brand(tx, BrandId(given.brand_id))
        read = reading.read(connection, given.values, local=self._local)
        taken = [one.id for one in await self._all(tx) if _key(one) == (given.channel, read.external_id)]
        if taken:
            raise AccountTaken(account=taken[0])
        queues = [one for one in await routing.list_queues(tx) if one.brand_id == brand.id]
        queue = next((one for one in queues if one.id == given.queue_id), None) or next(iter(queues), None)
        if queue is None or queue.team_id is None or (given.queue_id and queue.id != given.queue_id):
            raise Invalid(field="queue_id", reason="unknown")
        await self._check_owner(tx, given.owner_id)
        made = {one.name: _fresh(one) for one in connection.made}
        founded = FoundedBrand(brand, brand.controller_id, (await access.get_team(tx, queue.team_id)).id, queue)
        settings = {**read.settings, **({"brand": brand.name} if "origins" in read.settings else {})}
        opened = await open_channel(
            self.house, tx, founded, given.channel, read.external_id, _name(given.name), settings=settings,
            secrets={**read.secrets, **made}, portfolio=read.portfolio,
            queue_id=queue.id, owner_id=UserId(given.owner_id) if given.owner_id else None, state="draft",
        )  # fmt: skip
        account = await self.one(tx, who, opened)
        if given.purpose != "care" or given.country is not None:
            await channels.change_account(
                tx, account.row, name=account.row.name, purpose=_purpose(given.purpose), owner_id=given.owner_id,
                queue_id=queue.id, country=_country(given.country),
            )  # fmt: skip
        await channels.activate(tx, account.row)
        account = await self.one(tx, who, opened)
        shown = [Shown(one.label, made[one.name]) for one in connection.made if one.label]
        return Opened((await self._shown(tx, who, [account]))[0], shown)

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
        country = row.country if given.country is None else _country(given.country)
        told = {"name": name, "purpose": purpose, "owner_id": owner, "queue_id": queue, "country": country}
        if told != {key: getattr(row, key) for key in told}:
            await channels.change_account(tx, row, **told)  # type: ignore[arg-type]
        if given.values:
            read = reading.read_again(account, given.values, local=self._local)
            await channels.change_settings(tx, row.id, read.settings)
            if read.secrets:
                await channels.change_secrets(tx, row.id, {**account.view.secrets, **read.secrets}, self.house.seal)
        if given.state is not None:
            if given.state not in {"active", "paused", "retired"}:
                raise Invalid(field="state", reason="unknown")
            if row.state == "draft" and given.state == "active":
                await channels.activate(tx, row)
            else:
                await channels.set_account_state(tx, row.id, given.state)
        return (await self._shown(tx, who, [await self.one(tx, who, given.id)]))[0]

    async def change_secrets(self, tx: Tx, who: Principal, given: NewSecrets) -> Rotated:
        """Replace secrets of an account; those made by us are told once, and a broken account serves again."""
        account = await self.one(tx, who, given.id)
        connection = reading.connection_of(account.row.channel)
        made = {one.name: _fresh(one) for one in connection.made if one.name in given.made}
        told = reading.read(connection, dict(given.values), local=self._local, partly=True).secrets
        if not told and not made:
            raise Invalid(field="values", reason="missing")
        gone = {AGREED} if _pasted(connection, told) else set()
        kept = {name: one for name, one in account.view.secrets.items() if name not in gone}
        await channels.change_secrets(tx, account.id, {**kept, **told, **made}, self.house.seal)
        if account.row.state == "broken":
            await channels.mend(tx, account.id)
        self.house.book.forget(tx.workspace)
        return Rotated([Shown(one.label, made[one.name]) for one in connection.made if one.label and one.name in made])

    async def route_to_care(self, tx: Tx, who: Principal, given: CareWanted) -> AccountShown:
        """Say where what asks for care goes that comes to an account of marketing or sales."""
        account = await self.one(tx, who, given.id)
        if given.care_account_id is None:
            await channels.keep_care_here(tx, account.row)
        else:
            care = await self.one(tx, who, given.care_account_id)
            await channels.route_to_care(tx, account.row, care.row, given.what, given.words)
        return (await self._shown(tx, who, [await self.one(tx, who, given.id)]))[0]

    async def people(self, tx: Tx, who: Principal, given: OneAccount) -> list[Named]:
        """List who may answer for an account: whoever sees it."""
        place = place_of(await self.one(tx, who, given.id))
        return [Named(one.id, one.name) for one in await access.who_may(tx, Verb.CHANNELS_READ, place)]

    async def decide(self, tx: Tx, who: Principal, given: Decided) -> AccountShown:
        """Let an account that waits go live, or say no and why."""
        account = await self._one(tx, who, given.id, Verb.CHANNELS_APPROVE)
        await channels.decide_activation(tx, account.row, approved=given.approved, reason=given.reason)
        return (await self._shown(tx, who, [await self._one(tx, who, given.id, Verb.CHANNELS_APPROVE)]))[0]

    async def ask_again(self, tx: Tx, who: Principal, given: OneAccount) -> AccountShown:
        """Ask once more that an account go live, after a no."""
        await channels.ask_activation_again(tx, (await self.one(tx, who, given.id)).row)
        return (await self._shown(tx, who, [await self.one(tx, who, given.id)]))[0]

    async def trial(self, tx: Tx, who: Principal, given: TrialQuery) -> Trial | None:
        """Show the newest message that came to an account since then: the first half of a round trip."""
        account = await self.one(tx, who, given.id)
        found = await conversations.newest_of_account(tx, account.id, given.since)
        if found is None:
            return None
        may_read = access.can(who.rights, Verb.CASES_READ, place_of(account))
        return Trial(found.case_id, found.conversation_id, found.text[:200] if may_read else "", found.at)

    @property
    def _local(self) -> bool:
        return self.house.settings.is_local

    # ---- showing -----------------------------------------------------------------------------------------------

    def _kind(self, channel: Channel) -> KindView:
        one = channel.connection
        fields = [
            FieldView(
                field.name, field.label, field.hint, field.kind, field.required, field.usual, field.choices,
                field.only_if, field.held_in in {Holder.EXTERNAL_ID, Holder.PORTFOLIO}, field.steers,
            )
            for field in one.fields
            if self._local or not field.local
        ]  # fmt: skip
        made = tuple(
            MadeView(each.name, each.label)
            for each in one.made
            if not each.elsewhere and (each.label or one.arrange is not None)
        )
        return KindView(
            one.channel, channel.title, one.about, one.needs, tuple(fields), one.write_to, one.hook, made,
            len(channel.practices), isinstance(channel.adapter, HasProfile), self._agreement(one),
        )  # fmt: skip

    def _agreement(self, one: Connection) -> AgreementView | None:
        if one.agreement is None:
            return None
        return AgreementView(one.agreement.button, one.agreement.about, f"{self.house.settings.public_url}{BACK}")

    async def _shown(self, tx: Tx, who: Principal, accounts: Sequence[channels.Account]) -> list[AccountShown]:
        return await showing.shown(self.house, tx, who, accounts, await self._all(tx))

    async def _all(self, tx: Tx) -> list[channels.Account]:
        self.house.book.forget(tx.workspace)  # another process may have changed one a moment ago
        return list((await self.house.book.of_workspace(tx)).values())

    async def one(self, tx: Tx, who: Principal, id: UUID) -> channels.Account:
        """Return an account that somebody may manage. Raises NotFound, also out of reach."""
        return await self._one(tx, who, id, Verb.CHANNELS_MANAGE)

    async def _one(self, tx: Tx, who: Principal, id: UUID, verb: Verb) -> channels.Account:
        self.house.book.forget(tx.workspace)
        account = (await self.house.book.of_workspace(tx)).get(id)
        if account is None or not who.rights.scope(verb).covers(place_of(account)):
            raise NotFound(account=id)
        return account

    async def _check_owner(self, tx: Tx, owner: UUID | None) -> None:
        if owner is not None:
            await access.get_user(tx, owner)


def _pasted(connection: Connection, told: Mapping[str, str]) -> bool:
    """Say whether what a provider's own page gave is replaced by hand."""
    return connection.agreement is not None and any(name in told for name in connection.agreement.gives)


def _fresh(one: Made) -> str:
    """Return a new secret in the form that it is wanted in."""
    return show_secret(new_secret(secrets.token_bytes)) if one.signs else secrets.token_urlsafe(32)


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not 0 < len(name) <= 120:
        raise Invalid(field="name", reason="length")
    return name


def _purpose(text: str) -> str:
    if text not in PURPOSES:
        raise Invalid(field="purpose", reason="unknown")
    return text


def _country(text: str | None) -> str | None:
    """Return a country as its two letters, None where it is not said. Raises Invalid."""
    if text is None:
        return None
    code = text.strip().upper()
    if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise Invalid(field="country", reason="unknown")
    return code


def _key(account: channels.Account) -> tuple[str, str]:
    return account.row.channel, account.row.external_id
