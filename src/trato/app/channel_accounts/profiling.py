"""The profile of an account: what people meet before they write, checked, saved in versions and brought by a worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.app.channel_accounts.showing import place_of
from trato.app.wiring import House
from trato.kit.errors import Conflict, Invalid, NotFound
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Principal, Verb
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.channels import api as channels
from trato.rooms.channels.library import Complaint
from trato.rooms.channels.profiles import Drift, Profile, ProfileLimits
from trato.rooms.knowledge import api as knowledge
from trato.rooms.routing import api as routing

ROOT = "/api/v1/channels/accounts/{id}/profile"
EVERY = "/api/v1/channels/profiles"


class NoProfile(Conflict):
    """This account's provider shows no profile that can be set from here."""

    code = "no_profile"


class ProfileRefused(Invalid):
    """The manuals or the provider would not take it; `field` is where the first thing is wrong."""

    code = "profile_refused"


class Named(Struct, frozen=True):
    id: UUID
    name: str


class ProfileView(Struct, frozen=True):
    """A profile and how it stands. `version` is 0 where there is none yet; `state`: none, waiting, there or failed."""

    account_id: UUID
    name: str
    channel: str
    limits: ProfileLimits
    profile: Profile
    version: int
    state: str
    code: str
    words: str
    saved_at: datetime | None
    there_at: datetime | None
    looked_at: datetime | None
    next_at: datetime | None
    drift: list[Drift]
    queues: list[Named]
    saved_texts: list[Named]


class ProfileLine(Struct, frozen=True):
    """How the profile of one account stands. `drift` counts what differs with the provider; `state` as there."""

    account_id: UUID
    name: str
    channel: str
    brand: str
    version: int
    state: str
    code: str
    drift: int
    saved_at: datetime | None
    looked_at: datetime | None


class EveryProfile(Struct, frozen=True):
    pass


class OneProfile(Struct, frozen=True):
    id: UUID


class ProfileGiven(Struct, frozen=True):
    """A profile as somebody writes it; `version` is what they had seen."""

    id: UUID
    profile: Profile
    version: int = 0


class ProfileChecked(Struct, frozen=True):
    good: bool
    complaints: list[Complaint]


@dataclass(frozen=True, slots=True)
class Profiles:
    """The handlers of profiles."""

    house: House

    def table(self) -> tuple[tuple[str, str, Verb, Any, type[Struct]], ...]:
        """Return every address: method, path, verb, handler, what it takes."""
        return (
            ("GET", EVERY, Verb.CHANNELS_READ, self.every, EveryProfile),
            ("GET", ROOT, Verb.CHANNELS_READ, self.show, OneProfile),
            ("PUT", ROOT, Verb.CHANNELS_MANAGE, self.save, ProfileGiven),
            ("POST", f"{ROOT}/check", Verb.CHANNELS_MANAGE, self.check, ProfileGiven),
            ("POST", f"{ROOT}/look", Verb.CHANNELS_MANAGE, self.look, OneProfile),
        )

    async def every(self, tx: Tx, who: Principal, given: EveryProfile) -> list[ProfileLine]:
        """List the accounts within reach whose provider shows a profile, and how that of each stands."""
        scope = who.rights.scope(Verb.CHANNELS_READ)
        accounts = [
            one
            for one in (await self.house.book.of_workspace(tx)).values()
            if one.row.state != "retired" and scope.covers(place_of(one))
            and channels.profiling_of(self.house.book.adapter(one.row.channel), one.view) is not None
        ]  # fmt: skip
        kept = await channels.profiles_of(tx, [one.id for one in accounts])
        names = {one.id: one.name for one in await brands.list_brands(tx)}
        return [
            _line(one, names.get(BrandId(one.row.brand_id), ""), kept.get(one.id))
            for one in sorted(accounts, key=lambda one: (one.row.name, one.id))
        ]

    async def show(self, tx: Tx, who: Principal, given: OneProfile) -> ProfileView:
        """Return a profile, and how it stands with the provider."""
        account, known = await self._known(tx, who, given.id, Verb.CHANNELS_READ)
        return await self._view(tx, account, known)

    async def save(self, tx: Tx, who: Principal, given: ProfileGiven) -> ProfileView:
        """Keep a profile as its next version; a worker brings it. Raises ProfileRefused and ProfileChanged."""
        account, known = await self._known(tx, who, given.id, Verb.CHANNELS_MANAGE)
        grave = [one for one in channels.lint_profile(given.profile, known.limits) if one.grave]
        if grave:
            raise ProfileRefused(field=grave[0].field)
        queues = {one.id for one in await self._queues(tx, account)}
        texts = {one.id for one in await self._texts(tx)}
        for entry in given.profile.entries:
            if entry.queue_id is not None and entry.queue_id not in queues:
                raise Invalid(field="queue_id", reason="unknown")
            if entry.canned_id is not None and entry.canned_id not in texts:
                raise Invalid(field="canned_id", reason="unknown")
        await channels.save_profile(tx, account.id, given.profile, given.version)
        return await self._view(tx, account, known)

    async def check(self, tx: Tx, who: Principal, given: ProfileGiven) -> ProfileChecked:
        """Say what is wrong with a profile; nothing is kept."""
        _, known = await self._known(tx, who, given.id, Verb.CHANNELS_MANAGE)
        complaints = channels.lint_profile(given.profile, known.limits)
        return ProfileChecked(not any(one.grave for one in complaints), complaints)

    async def look(self, tx: Tx, who: Principal, given: OneProfile) -> ProfileView:
        """Let the worker compare now, or bring again what did not get there."""
        account, known = await self._known(tx, who, given.id, Verb.CHANNELS_MANAGE)
        await channels.look_at_profile(tx, account.id)
        return await self._view(tx, account, known)

    async def _known(self, tx: Tx, who: Principal, id: UUID, verb: Verb) -> tuple[channels.Account, channels.Profiling]:
        account = (await self.house.book.of_workspace(tx)).get(id)
        if account is None or not who.rights.scope(verb).covers(place_of(account)):
            raise NotFound(account=id)
        known = channels.profiling_of(self.house.book.adapter(account.row.channel), account.view)
        if known is None:
            raise NoProfile(account=account.row.name)
        return account, known

    async def _queues(self, tx: Tx, account: channels.Account) -> list[Named]:
        every = await routing.list_queues(tx)
        return [Named(one.id, one.name) for one in every if one.brand_id == account.row.brand_id]

    async def _texts(self, tx: Tx) -> list[Named]:
        units = [unit.id for unit in await access.list_units(tx)]
        return [Named(one.id, one.title) for one in await knowledge.list_canned(tx, units, [])]

    async def _view(self, tx: Tx, account: channels.Account, known: channels.Profiling) -> ProfileView:
        kept = (await channels.profiles_of(tx, [account.id])).get(account.id)
        about = (account.id, account.row.name, account.row.channel, known.limits)
        choices = (await self._queues(tx, account), await self._texts(tx))
        if kept is None:
            return ProfileView(*about, Profile(), 0, "none", "", "", None, None, None, None, [], *choices)
        return ProfileView(
            *about, kept.profile, kept.version, kept.state, kept.code, kept.words, kept.at, kept.there_at,
            kept.looked_at, kept.next_at if kept.state == "waiting" else None, list(kept.drift), *choices,
        )  # fmt: skip


def _line(account: channels.Account, brand: str, kept: channels.KeptProfile | None) -> ProfileLine:
    about = (account.id, account.row.name, account.row.channel, brand)
    if kept is None:
        return ProfileLine(*about, 0, "none", "", 0, None, None)
    return ProfileLine(*about, kept.version, kept.state, kept.code, len(kept.drift), kept.at, kept.looked_at)
