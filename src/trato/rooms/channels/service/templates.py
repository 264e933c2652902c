"""The library of templates: looked at with the provider, sent for review, and told of by its webhooks."""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from trato.kit.events import jsonable
from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.channels.events import TemplateTold
from trato.rooms.channels.library import HasLibrary, Library, LibraryFault, TemplateDraft, TemplateKept
from trato.rooms.channels.model import AccountView, ChannelAdapter, HttpRequest, ProviderAnswer
from trato.rooms.channels.service.examining import Examiner
from trato.rooms.channels.store import templates as store

DEADLINE = 20.0  # seconds for a whole library: somebody waits for it
Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look at a library changed here."""

    found: int
    new: int
    changed: int
    gone: int


def library_of(adapter: ChannelAdapter, account: AccountView) -> Library | None:
    """Return the library of an account; None where its provider has none that can be looked at."""
    if isinstance(adapter, HasLibrary) and adapter.library.serves(account):
        return adapter.library
    return None


@dataclass(frozen=True, slots=True)
class Librarian:
    """Carries an adapter's calls about templates to its provider; never inside a transaction."""

    examiner: Examiner

    async def look(self, library: Library, account: AccountView) -> list[TemplateKept] | LibraryFault:
        """Read every template of an account with its provider."""
        return await self._follow(library.look(account), account)

    async def submit(self, library: Library, account: AccountView, draft: TemplateDraft) -> TemplateKept | LibraryFault:
        """Send a draft for review."""
        return await self._follow(library.submit(account, draft), account)

    async def _follow(
        self, steps: Generator[HttpRequest, ProviderAnswer | None, Answered], account: AccountView
    ) -> Answered | LibraryFault:
        answer: ProviderAnswer | None = None
        try:
            async with asyncio.timeout(DEADLINE):
                while True:
                    try:
                        call = steps.send(answer)
                    except StopIteration as end:
                        told: Answered = end.value
                        return told
                    answer = await self.examiner.ask(call, account)
        except TimeoutError:
            return LibraryFault("deadline")


async def keep_looked(tx: Tx, account_id: UUID, found: Sequence[TemplateKept]) -> Looked:
    """Write what a look found: new ones, those that say something else (a new version), those that are gone."""
    known = {(one["name"], one["language"]): one for one in await store.list_templates(tx, [account_id])}
    once = {(one.name, one.language): one for one in found}
    added = [(uuid7(), one) for key, one in once.items() if key not in known]
    old = [(known[key], one) for key, one in once.items() if key in known]
    risen = {row["id"] for row, one in old if _says(row) != _said(one)}
    await _change(tx, old, risen)
    await _add(tx, account_id, added)
    gone = await store.end_others(tx, account_id, [*(row["id"] for row, _ in old), *(id for id, _ in added)])
    tx.audit(AuditEntry("channels.templates", "account", account_id, {"found": len(once)}))
    return Looked(len(once), len(added), len(risen), gone)


async def keep_submitted(tx: Tx, account_id: UUID, sent: TemplateKept) -> None:
    """Write a template that was sent for review; one of its name and language becomes its next version."""
    known = [
        (one, sent)
        for one in await store.list_templates(tx, [account_id])
        if (one["name"], one["language"]) == (sent.name, sent.language)
    ]
    await _change(tx, known, {row["id"] for row, _ in known})
    await _add(tx, account_id, [] if known else [(uuid7(), sent)])
    tx.audit(AuditEntry("channels.template_sent", "account", account_id, {"category": sent.category}))


async def hear(tx: Tx, account_id: UUID, adapter: ChannelAdapter, detail: Mapping[str, Any]) -> None:
    """Take what an alert of an account says of a template, where it does."""
    if not isinstance(adapter, HasLibrary) or (told := adapter.library.news(detail)) is None:
        return
    state = told.state.value if told.state else ""
    known = await store.tell(tx, account_id, told.name, told.language, state, told.reason, told.category)
    if known is not None:
        tx.emit(TemplateTold(subject=known, account_id=account_id, state=state))


async def list_templates(tx: Tx, accounts: Sequence[UUID]) -> list[dict[str, Any]]:
    """Return the templates of accounts with their standing, by name and language."""
    return await store.list_templates(tx, accounts)


async def _change(tx: Tx, old: Sequence[tuple[Mapping[str, Any], TemplateKept]], risen: set[UUID]) -> None:
    if risen:
        await store.keep_versions(tx, sorted(risen))
    rows = [
        (row["id"], one.provider_id, one.category, one.state.value, one.reason, one.header, one.body, one.footer,
         _buttons(one), one.parameters, int(row["id"] in risen))
        for row, one in old
    ]  # fmt: skip
    if rows:
        await store.change_templates(tx, rows)


async def _add(tx: Tx, account_id: UUID, added: Sequence[tuple[UUID, TemplateKept]]) -> None:
    rows = [
        (id, account_id, one.provider_id, one.name, one.language, one.category, one.state.value, one.reason, one.header,
         one.body, one.footer, _buttons(one), one.parameters)
        for id, one in added
    ]  # fmt: skip
    if rows:
        await store.add_templates(tx, rows)


def _buttons(one: TemplateKept) -> str:
    return jsonable(msgspec.to_builtins(one.buttons))


def _says(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["header"], row["body"], row["footer"], list(row["buttons"])


def _said(one: TemplateKept) -> tuple[Any, ...]:
    return one.header, one.body, one.footer, list(msgspec.to_builtins(one.buttons))
