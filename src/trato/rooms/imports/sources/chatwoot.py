"""Chatwoot: its API with a token of an administrator, or pages of that API kept as files.

Shapes as its own views make them (`app/views/api/v1`): conversations newest activity first, 25 a page; contacts 15 a
page; messages of one conversation in hundreds after an id.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from trato.kit.clock import wall_clock
from trato.rooms.imports.errors import FileGone
from trato.rooms.imports.model import (
    Article,
    Author,
    CannedText,
    Case,
    Contact,
    Cursor,
    Fetch,
    File,
    Message,
    Organisation,
    Page,
    Problem,
    Record,
    Tag,
    WhoWrote,
)
from trato.rooms.imports.sources import reading
from trato.rooms.imports.sources.json_files import JsonFiles, need, problem
from trato.rooms.imports.sources.reading import Unreadable

STAGES = ("tags", "canned", "articles", "contacts", "conversations", "messages")
AT_ONCE = 4  # conversations whose messages are asked for at a time
A_STEP = 100  # messages of one call
OVERLAP = timedelta(minutes=2)  # what changed while the last run began is looked at again
ACTIVITY = {2, "activity"}  # what the system noted of itself: assignments, changes of state
INCOMING = {0, "incoming"}


def stage_of(one: dict[str, Any]) -> str:
    """Return what an object of an API page is, "" for what is not imported."""
    if "message_type" in one and "conversation_id" in one:
        return "messages"
    if "inbox_id" in one and isinstance(one.get("meta"), dict):
        return "conversations"
    if "short_code" in one:
        return "canned"
    if "show_on_sidebar" in one:
        return "tags"
    if "phone_number" in one and "identifier" in one:
        return "contacts"
    if "content" in one and "slug" in one:
        return "articles"
    return ""


def read(stage: str, one: dict[str, Any]) -> list[Record]:
    """Return the records of an object. Raises Unreadable."""
    match stage:
        case "tags":
            name = reading.line(need(one, "title"), 60)
            return [Tag(name.lower(), name)]
        case "canned":
            code = str(need(one, "short_code"))
            text = reading.text_of(need(one, "content"))
            return [CannedText(str(need(one, "id")), code, code, {"es": text})]
        case "articles":
            category = reading.dict_of(one.get("category"))
            return [
                Article(
                    str(need(one, "id")), reading.line(one.get("title"), 300), reading.text_of(one.get("content")),
                    reading.language_of(category.get("locale") or one.get("locale")),
                    reading.line(category.get("name")),
                    one.get("status") in {1, "published"}, reading.read_time(one.get("updated_at"), "updated_at"),
                )
            ]  # fmt: skip
        case "contacts":
            return contact_of(one)
        case "conversations":
            return conversation_of(one)
        case _:
            message = message_of(one)
            return [message] if message is not None else []


def contact_of(one: dict[str, Any]) -> list[Record]:
    """Return a contact, and the company that it names."""
    more = reading.dict_of(one.get("additional_attributes"))
    company = reading.line(more.get("company_name"))
    emails = [str(e.get("email")) for e in reading.list_of(one.get("contact_emails")) if e.get("email")]
    contact = Contact(
        key=str(need(one, "id")),
        name=reading.line(one.get("name")),
        emails=tuple(dict.fromkeys([*([str(one["email"])] if one.get("email") else []), *emails])),
        phones=(str(one["phone_number"]),) if one.get("phone_number") else (),
        locale=reading.language_of(more.get("browser_language")),
        country=reading.country_of(more.get("country_code")),
        organisation=company.lower(),
        created_at=reading.read_time(one.get("created_at"), "created_at"),
    )
    return [Organisation(company.lower(), company), contact] if company else [contact]


def conversation_of(one: dict[str, Any]) -> list[Record]:
    """Return a conversation, its contact as it stands beside it, and what it carries of what was said."""
    meta = reading.dict_of(one.get("meta"))
    sender = reading.dict_of(meta.get("sender"))
    key, status = str(need(one, "id")), one.get("status")
    state, waits = reading.read_state(status)
    opened = reading.read_time(need(one, "created_at"), "created_at")
    changed = reading.read_time(one.get("last_activity_at") or one.get("timestamp"), "last_activity_at")
    assert opened is not None
    more = reading.dict_of(one.get("additional_attributes"))
    case = Case(
        key, str(need(sender, "id")), opened, reading.line(more.get("mail_subject"), 300),
        str(meta.get("channel") or ""),
        str(one.get("inbox_id") or ""), state, waits, changed if status == "resolved" else None, changed,
        reading.read_priority(one.get("priority")), tuple(str(tag)[:60] for tag in one.get("labels") or ()),
    )  # fmt: skip
    said = [message_of({"conversation_id": key, **m}) for m in reading.list_of(one.get("messages"))]
    return [*contact_of(sender), case, *(message for message in said if message is not None)]


def message_of(one: dict[str, Any]) -> Message | None:
    """Return what was said or noted; None for what Chatwoot noted of itself, and for what was deleted."""
    if one.get("message_type") in ACTIVITY or reading.dict_of(one.get("content_attributes")).get("deleted"):
        return None
    at = reading.read_time(need(one, "created_at"), "created_at")
    assert at is not None
    sender = reading.dict_of(one.get("sender"))
    files = tuple(
        File(
            str(a["data_url"]), str(a["data_url"]).rsplit("/", 1)[-1].partition("?")[0][:200], "",
            int(a.get("file_size") or 0),
        )
        for a in reading.list_of(one.get("attachments"))
        if a.get("data_url") and a.get("file_type") not in {"location", "contact", "fallback"}
    )  # fmt: skip
    text = reading.text_of(one.get("content"))
    if not text and not files:
        return None
    if one.get("message_type") in INCOMING:
        who = WhoWrote(Author.CONTACT, contact=str(sender["id"]) if sender.get("type") == "contact" else "")
    elif sender.get("type") in {"agent_bot", "captain_assistant"}:
        who = WhoWrote(Author.BOT, reading.line(sender.get("name")))
    elif sender:
        name = reading.line(sender.get("available_name") or sender.get("name"))
        who = WhoWrote(Author.AGENT, name, str(sender.get("email") or "").lower())
    else:
        who = WhoWrote(Author.SYSTEM)
    private = bool(one.get("private"))
    return Message(str(need(one, "id")), str(need(one, "conversation_id")), at, who, text, private, files)


class ChatwootFiles(JsonFiles):
    """Pages of Chatwoot's API in a folder or a zip."""

    kind = "chatwoot"

    def __init__(self, path: Path) -> None:
        super().__init__(path, STAGES, stage_of, read)


class ChatwootApi:
    """Chatwoot's API; paths are below `/api/v1/accounts/ID`."""

    kind = "chatwoot"

    def __init__(self, fetch: Fetch, account: str) -> None:
        self._fetch = fetch
        self._base = f"/api/v1/accounts/{quote(account)}"
        self._inboxes: dict[str, str] = {}

    async def count(self) -> int | None:
        """Nobody knows how many messages there are."""
        return None

    async def open(self, file: File) -> bytes:
        """Fetch an attachment."""
        if not file.ref.startswith("http"):
            raise FileGone("no_address")
        return await self._fetch.file(file.ref)

    async def pages(self, cursor: Cursor) -> AsyncIterator[Page]:
        """Give everything, or, after a finished run, what had activity since; newest first."""
        since = float(cursor.get("since") or 0)
        began = float(cursor.get("began") or (wall_clock() - OVERLAP).timestamp())
        stage, number = str(cursor.get("stage") or "texts"), int(cursor.get("page") or 1)
        self._inboxes = {
            str(one.get("id")): reading.line(one.get("name")) for one in await self._list(f"{self._base}/inboxes")
        }

        def at(stage: str, page: int) -> dict[str, Any]:
            return {"since": since, "began": began, "stage": stage, "page": page}

        if stage == "texts":
            async for records, problems in self._texts():
                yield Page(records, at("texts", 1), problems)
            stage, number = "contacts", 1
            yield Page((), at(stage, number))
        if stage == "contacts":
            while found := await self._list(f"{self._base}/contacts?sort=-created_at&page={number}"):
                number += 1
                records, problems = _read("contacts", found, f"contacts page {number - 1}")
                yield Page(records, at("contacts", number), problems)
                if since and min(_seconds(one.get("created_at")) for one in found) < since:
                    break
            stage, number = "conversations", 1
        while found := await self._list(f"{self._base}/conversations?status=all&assignee_type=all&page={number}"):
            number += 1
            fresh = [one for one in found if _seconds(one.get("last_activity_at")) >= since]
            for one in fresh:
                one["inbox_id"] = self._inboxes.get(str(one.get("inbox_id")), one.get("inbox_id"))
            records, problems = _read("conversations", fresh, f"conversations page {number - 1}")
            said, more = await self._messages(fresh)
            yield Page(records + said, at("conversations", number), problems + more)
            if len(fresh) < len(found):
                break
        yield Page((), {"since": began})

    async def _texts(self) -> AsyncIterator[tuple[tuple[tuple[Record, str], ...], tuple[Problem, ...]]]:
        yield _read("tags", await self._list(f"{self._base}/labels"), "labels")
        yield _read("canned", await self._list(f"{self._base}/canned_responses"), "canned_responses")
        for portal in await self._list(f"{self._base}/portals"):
            slug, number = quote(str(portal.get("slug") or "")), 1
            while found := await self._list(f"{self._base}/portals/{slug}/articles?page={number}"):
                yield _read("articles", found, f"articles of {slug} page {number}")
                number += 1

    async def _messages(
        self, conversations: list[dict[str, Any]]
    ) -> tuple[tuple[tuple[Record, str], ...], tuple[Problem, ...]]:
        turn = asyncio.Semaphore(AT_ONCE)

        async def of(one: dict[str, Any]) -> tuple[tuple[tuple[Record, str], ...], tuple[Problem, ...]]:
            key, after = str(one.get("id")), 0
            found: list[dict[str, Any]] = []
            async with turn:
                while step := await self._list(f"{self._base}/conversations/{quote(key)}/messages?after={after}"):
                    found += step
                    newest = max(int(m.get("id") or 0) for m in step)
                    if newest <= after or len(step) < A_STEP:
                        break
                    after = newest
            told = [{**m, "conversation_id": key} for m in found]
            return _read("messages", told, f"conversation {key}")

        read_all = await asyncio.gather(*(of(one) for one in conversations))
        return tuple(r for records, _ in read_all for r in records), tuple(p for _, many in read_all for p in many)

    async def _list(self, path: str) -> list[dict[str, Any]]:
        told = await self._fetch.json(path)
        while isinstance(told, dict) and ("payload" in told or "data" in told):
            told = told.get("payload", told.get("data"))
        return reading.list_of(told)


def _read(
    stage: str, found: list[dict[str, Any]], place: str
) -> tuple[tuple[tuple[Record, str], ...], tuple[Problem, ...]]:
    records: list[tuple[Record, str]] = []
    problems: list[Problem] = []
    for one in found:
        try:
            records += [(record, f"{place} #{one.get('id')}") for record in read(stage, one)]
        except Unreadable as bad:
            problems.append(problem(bad, stage, str(one.get("id", "")), place))
    return tuple(records), tuple(problems)


def _seconds(value: Any) -> float:
    try:
        at = reading.read_time(value, "at")
    except Unreadable:
        return float("inf")  # what has no readable instant is read each time
    return at.timestamp() if at is not None else float("inf")
