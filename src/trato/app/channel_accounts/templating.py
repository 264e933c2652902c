"""The template library of accounts: shown, looked at with the provider, linted and sent for review."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as HttpRoute

from trato.app.channel_accounts.administering import Accounts
from trato.app.doors import admit, guard, json_answer, read_given
from trato.app.wiring import House
from trato.kit.errors import Conflict, Invalid
from trato.kit.events import Actor, ActorKind
from trato.kit.http import OutsideClient, provider_client
from trato.kit.requests import Nothing
from trato.kit.tx import Tx
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.model import Place, Principal, Verb
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.channels import api as channels
from trato.rooms.channels.library import Complaint, Library, LibraryFault, TemplateButton, TemplateDraft, TemplateState
from trato.rooms.channels.model import ConversationFacts

LOOK, SEND = "/api/v1/templates/look", "/api/v1/templates/send"
Line = Annotated[str, Meta(max_length=2_000)]


class TemplateRefused(Invalid):
    """The provider's own rules would refuse it: `complaints` say what is wrong."""

    code = "template_refused"


class LibraryUnreachable(Conflict):
    """The provider did not do it; `what` is its code, `words` what it said."""

    code = "library_unreachable"


class NoLibrary(Conflict):
    """This account's provider has no library that can be looked at from here."""

    code = "no_library"


class LibraryTemplate(Struct, frozen=True):
    """A template as the provider had it at the last look; `version` counts what it said before."""

    id: UUID
    account_id: UUID
    account: str
    name: str
    language: str
    category: str
    state: str
    reason: str
    header: str
    body: str
    footer: str
    buttons: list[dict[str, str]]
    parameters: int
    version: int
    at: datetime
    looked_at: datetime | None


class LibraryAccount(Struct, frozen=True):
    """An account whose channel sends templates; with `reachable` its library is looked at and written from here."""

    id: UUID
    name: str
    channel: str
    brand: str
    reachable: bool
    categories: list[str]


class LibraryView(Struct, frozen=True):
    accounts: list[LibraryAccount]
    templates: list[LibraryTemplate]


class DraftGiven(Struct, frozen=True):
    account_id: UUID
    name: Line
    language: Line
    category: Line
    body: Annotated[str, Meta(max_length=10_000)]
    header: Line = ""
    footer: Line = ""
    buttons: Annotated[list[TemplateButton], Meta(max_length=30)] = []
    examples: Annotated[list[Line], Meta(max_length=100)] = []

    def draft(self) -> TemplateDraft:
        """Return it as the library reads it."""
        return TemplateDraft(
            self.name.strip(), self.language.strip(), self.category, self.body, self.header.strip(),
            self.footer.strip(), tuple(self.buttons), tuple(self.examples),
        )  # fmt: skip


class AccountGiven(Struct, frozen=True):
    account_id: UUID


class Checked(Struct, frozen=True):
    """What the provider's rules say of a draft, in all languages; `good` when it may be sent."""

    good: bool
    complaints: list[Complaint]


class LookedView(Struct, frozen=True):
    found: int
    new: int
    changed: int
    gone: int


class Sent(Struct, frozen=True):
    state: TemplateState


@dataclass(frozen=True, slots=True)
class Libraries:
    """The doors. What calls a provider holds no transaction meanwhile."""

    house: House
    accounts: Accounts

    def table(self) -> tuple[tuple[str, str, Verb, Any, type[Struct]], ...]:
        """Return the addresses that stay within one transaction."""
        return (
            ("GET", "/api/v1/templates/library", Verb.CHANNELS_READ, self.show, Nothing),
            ("POST", "/api/v1/templates/check", Verb.CHANNELS_MANAGE, self.check, DraftGiven),
        )

    async def show(self, tx: Tx, who: Principal, given: Nothing) -> LibraryView:
        """List the templates of every account within reach."""
        scope = who.rights.scope(Verb.CHANNELS_READ)
        names = {one.id: one.name for one in await brands.list_brands(tx)}
        found = []
        for one in (await self.house.book.of_workspace(tx)).values():
            place = Place(brand_id=one.row.brand_id, queue_id=one.row.queue_id, account_id=one.id)
            if one.row.state == "retired" or not scope.covers(place):
                continue
            adapter = self.house.book.adapter(one.row.channel)
            if not adapter.capabilities(one.view, ConversationFacts(), tx.now).templates:
                continue
            library = channels.library_of(adapter, one.view)
            brand = names.get(BrandId(one.row.brand_id), "")
            categories = list(library.categories) if library else []
            found.append(LibraryAccount(one.id, one.row.name, one.row.channel, brand, library is not None, categories))
        called = {one.id: one.name for one in found}
        rows = await channels.list_templates(tx, list(called))
        for row in rows:
            row.pop("provider_id")
        return LibraryView(found, [LibraryTemplate(**row, account=called[row["account_id"]]) for row in rows])

    async def check(self, tx: Tx, who: Principal, given: DraftGiven) -> Checked:
        """Say what the provider's rules make of a draft; nothing is sent."""
        _, _, complaints = await self._linted(tx, who, given)
        return Checked(not any(one.grave for one in complaints), complaints)

    async def look(self, entrance: Entrance, request: Request) -> Response:
        """Look at an account's library with its provider, and keep what it says."""
        who = await admit(entrance, request, Verb.CHANNELS_MANAGE)
        assert who is not None
        given: AccountGiven = await read_given(request, AccountGiven)
        actor = Actor(ActorKind.USER, who.user.id)
        async with self.house.db.transaction(who.workspace_id, actor) as tx:
            account, library = await self._library(tx, who, given.account_id)
        async with self._librarian() as librarian:
            found = await librarian.look(library, account.view)
        if isinstance(found, LibraryFault):
            raise LibraryUnreachable(what=found.code, words=found.text[:300].rstrip(".") or "–")
        async with self.house.db.transaction(who.workspace_id, actor) as tx:
            told = await channels.keep_looked(tx, account.id, found)
        return json_answer(LookedView(told.found, told.new, told.changed, told.gone))

    async def send(self, entrance: Entrance, request: Request) -> Response:
        """Send a draft to its provider for review; what its rules would refuse is not sent."""
        who = await admit(entrance, request, Verb.CHANNELS_MANAGE)
        assert who is not None
        given: DraftGiven = await read_given(request, DraftGiven)
        actor = Actor(ActorKind.USER, who.user.id)
        async with self.house.db.transaction(who.workspace_id, actor) as tx:
            account, library, complaints = await self._linted(tx, who, given)
        if grave := [one for one in complaints if one.grave]:
            raise TemplateRefused(field=grave[0].field, reason=grave[0].said.es)
        async with self._librarian() as librarian:
            sent = await librarian.submit(library, account.view, given.draft())
        if isinstance(sent, LibraryFault):
            raise LibraryUnreachable(what=sent.code, words=sent.text[:300].rstrip(".") or "–")
        async with self.house.db.transaction(who.workspace_id, actor) as tx:
            await channels.keep_submitted(tx, account.id, sent)
        return json_answer(Sent(sent.state))

    async def _linted(
        self, tx: Tx, who: Principal, given: DraftGiven
    ) -> tuple[channels.Account, Library, list[Complaint]]:
        account, library = await self._library(tx, who, given.account_id)
        brand = await brands.get_brand(tx, BrandId(account.row.brand_id))
        return account, library, library.lint(given.draft(), brand.name)

    async def _library(self, tx: Tx, who: Principal, account_id: UUID) -> tuple[channels.Account, Library]:
        account = await self.accounts.one(tx, who, account_id)
        library = channels.library_of(self.house.book.adapter(account.row.channel), account.view)
        if library is None:
            raise NoLibrary(account=account.row.name)
        return account, library

    @asynccontextmanager
    async def _librarian(self) -> AsyncIterator[channels.Librarian]:
        local = self.house.settings.is_local
        async with provider_client(seconds=8.0, connections=2) as http, OutsideClient(loopback=local) as outside:
            yield channels.Librarian(channels.Examiner(http, outside))


def routes(house: House, entrance: Entrance) -> list[HttpRoute]:
    """Return the doors that call a provider."""
    libraries = Libraries(house, Accounts(house))
    return [
        HttpRoute(LOOK, guard(partial(libraries.look, entrance)), methods=["POST"]),
        HttpRoute(SEND, guard(partial(libraries.send, entrance)), methods=["POST"]),
    ]
