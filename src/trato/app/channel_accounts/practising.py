"""The practices of the manuals, account by account: how each stands now, and what people confirm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.app.channel_accounts.facts import read_setup
from trato.app.channel_accounts.showing import IN_USE, place_of
from trato.app.wiring import House
from trato.kit.errors import NotFound
from trato.kit.requests import Nothing
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Principal, UserId, Verb
from trato.rooms.channels import api as channels
from trato.rooms.channels.connecting import Said
from trato.rooms.channels.model import ConversationFacts
from trato.rooms.channels.practices import CheckKind, Judged, Platform, Stage, Standing, judge, score

ROOT = "/api/v1/channels"


class Confirmed(Struct, frozen=True):
    """Who confirmed a practice, either way, and when."""

    by: str
    at: datetime
    note: str


class PracticeShown(Struct, frozen=True):
    """A practice as it stands; `seen_at` is when the look was made that it was read from."""

    id: str
    stage: Stage
    asks: Said
    kind: CheckKind
    standing: Standing
    remedy: Said
    page: str
    platform: Platform | None
    confirmed: Confirmed | None
    seen_at: datetime | None


class Checklist(Struct, frozen=True):
    """What the manuals ask of one account, and how much of it is met."""

    account_id: UUID
    channel: str
    name: str
    brand_id: UUID
    met: int
    of: int
    practices: list[PracticeShown]


class Confirmation(Struct, frozen=True):
    id: UUID
    practice: str
    done: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Practices:
    """The handlers of the checklists."""

    house: House

    def table(self) -> tuple[tuple[str, str, Verb, Any, type[Any]], ...]:
        """Return every address: method, path, verb, handler, what it takes."""
        return (
            ("GET", f"{ROOT}/practices", Verb.CHANNELS_READ, self.checklists, Nothing),
            ("POST", f"{ROOT}/accounts/{{id}}/practices", Verb.CHANNELS_MANAGE, self.confirm, Confirmation),
        )

    async def checklists(self, tx: Tx, who: Principal, given: Nothing) -> list[Checklist]:
        """List the accounts within reach that the manuals ask something of, each with its practices."""
        scope = who.rights.scope(Verb.CHANNELS_READ)
        self.house.book.forget(tx.workspace)
        every = list((await self.house.book.of_workspace(tx)).values())
        found = [
            one
            for one in every
            if one.row.state in IN_USE and channels.practices_of(one.row.channel) and scope.covers(place_of(one))
        ]
        return await self._checklists(tx, found, every)

    async def confirm(self, tx: Tx, who: Principal, given: Confirmation) -> Checklist:
        """Keep that somebody saw a practice met, or not."""
        self.house.book.forget(tx.workspace)
        every = await self.house.book.of_workspace(tx)
        account = every.get(given.id)
        if account is None or not who.rights.scope(Verb.CHANNELS_MANAGE).covers(place_of(account)):
            raise NotFound(account=given.id)
        await channels.confirm_practice(tx, account.row, given.practice, done=given.done, note=given.note)
        return (await self._checklists(tx, [account], list(every.values())))[0]

    async def _checklists(
        self, tx: Tx, found: list[channels.Account], every: list[channels.Account]
    ) -> list[Checklist]:
        if not found:
            return []
        setup = await read_setup(tx, every)
        health = await channels.list_health(tx)
        answers = await channels.practice_answers(tx, [one.id for one in found])
        known = {answer.by_id for said in answers.values() for answer in said.values() if answer.by_id}
        people = {one.id: one.name for one in await access.get_users(tx, [UserId(one) for one in known])}
        lists = []
        for one in found:
            how = health[one.id]
            caps = self.house.book.adapter(one.row.channel).capabilities(one.view, ConversationFacts(), tx.now)
            judged = judge(
                channels.practices_of(one.row.channel), setup.of(one, self.house.book, tx), how.findings,
                channels.carried(caps), answers.get(one.id, {}),
            )  # fmt: skip
            met, of = score(judged)
            shown = [_shown(each, how.checked_at, people) for each in judged]
            lists.append(Checklist(one.id, one.row.channel, one.row.name, one.row.brand_id, met, of, shown))
        return lists


def _shown(one: Judged, checked_at: datetime | None, people: dict[UserId, str]) -> PracticeShown:
    practice, said = one.practice, one.answer
    by = people.get(UserId(said.by_id), "") if said and said.by_id else ""
    return PracticeShown(
        practice.id, practice.stage, practice.asks, practice.check.kind, one.standing, practice.remedy, practice.page,
        practice.platform, Confirmed(by, said.at, said.note) if said else None,
        checked_at if practice.check.kind is CheckKind.FINDING else None,
    )  # fmt: skip
