"""Zendesk Support: its JSON export (one ticket a line, with comments), pages of its API kept as files, or its API.

Live it reads the incremental exports (a hundred tickets or a thousand events a call, ten calls a minute), so that the
next run asks only for what changed. Shapes as https://developer.zendesk.com/api-reference/ticketing/ has them.
"""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from trato.kit.text import html_to_text
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
    WhoWrote,
)
from trato.rooms.imports.sources import reading
from trato.rooms.imports.sources.json_files import JsonFiles, need, problem
from trato.rooms.imports.sources.reading import Unreadable

STAGES = ("organisations", "contacts", "canned", "articles", "conversations", "messages")
Agents = dict[str, tuple[str, str]]  # their id -> name, e-mail


def stage_of(one: dict[str, Any]) -> str:
    """Return what an object of an export or of an API page is, "" for what is not imported."""
    if "requester_id" in one and "status" in one:
        return "conversations"
    if "role" in one and "email" in one:
        return "contacts" if one.get("role") == "end-user" else "agents"
    if "domain_names" in one or "organization_fields" in one:
        return "organisations"
    if "actions" in one and "title" in one:
        return "canned"
    if "section_id" in one and "body" in one:
        return "articles"
    if "child_events" in one or (one.get("type") in {"Comment", "VoiceComment"} and "ticket_id" in one):
        return "messages"
    return ""


class Reader:
    """Makes records of Zendesk's objects. `agents` are those who work there: everybody else is a contact."""

    def __init__(self, agents: Agents) -> None:
        self.agents = agents

    def read(self, stage: str, one: dict[str, Any]) -> list[Record]:
        """Return the records of an object. Raises Unreadable."""
        match stage:
            case "organisations":
                return [Organisation(str(need(one, "id")), reading.line(one.get("name")) or str(one["id"]))]
            case "contacts":
                return [self._contact(one)]
            case "canned":
                return self._macro(one)
            case "articles":
                return [self._article(one)]
            case "conversations":
                return self._ticket(one)
            case _:
                return self._event(one)

    def _contact(self, one: dict[str, Any]) -> Contact:
        phone = one.get("phone") or ""
        return Contact(
            key=str(need(one, "id")),
            name=reading.line(one.get("name")),
            emails=(str(one["email"]),) if one.get("email") else (),
            phones=(str(phone),) if phone else (),
            locale=reading.language_of(one.get("locale")),
            organisation=str(one["organization_id"]) if one.get("organization_id") else "",
            created_at=reading.read_time(one.get("created_at"), "created_at"),
        )

    def _macro(self, one: dict[str, Any]) -> list[Record]:
        """Return what a macro writes; one that only changes fields is none of our texts."""
        if one.get("active") is False:
            return []
        texts = [
            value[-1] if isinstance(value, list) else value
            for action in reading.list_of(one.get("actions"))
            if action.get("field") in {"comment_value", "comment_value_html"} and (value := action.get("value"))
        ]
        if not texts:
            return []
        title = reading.line(one.get("title"))
        folder, _, name = title.rpartition("::")
        text = html_to_text(str(texts[0])) if "<" in str(texts[0]) else reading.text_of(texts[0])
        return [CannedText(str(need(one, "id")), name or title, name or title, {"es": text}, folder.replace("::", "/"))]

    def _article(self, one: dict[str, Any]) -> Article:
        return Article(
            str(need(one, "id")), reading.line(one.get("title"), 300), reading.text_of(one.get("body")),
            reading.language_of(one.get("locale")), str(one.get("section_id") or ""), not one.get("draft", False),
            reading.read_time(one.get("updated_at"), "updated_at"),
        )  # fmt: skip

    def _ticket(self, one: dict[str, Any]) -> list[Record]:
        if one.get("status") == "deleted":
            return []
        key, status = str(need(one, "id")), one.get("status")
        state, waits = reading.read_state(status)
        opened = reading.read_time(need(one, "created_at"), "created_at")
        changed = reading.read_time(one.get("updated_at"), "updated_at")
        assert opened is not None
        via = str(reading.dict_of(one.get("via")).get("channel") or "")
        tags = tuple(str(tag)[:60] for tag in one.get("tags") or ())
        ended = changed if status in {"solved", "closed"} else None
        subject = reading.line(one.get("subject") or one.get("raw_subject"), 300)
        case = Case(
            key, str(need(one, "requester_id")), opened, subject,
            via, str(one.get("recipient") or ""), state, waits, ended, changed,
            reading.read_priority(one.get("priority")), tags,
        )  # fmt: skip
        said = [self._comment(key, comment) for comment in reading.list_of(one.get("comments"))]
        return [case, *(message for message in said if message is not None)]

    def _event(self, one: dict[str, Any]) -> list[Record]:
        """Return the comments of an event of a ticket; what else happened to it is its own history there."""
        ticket = str(need(one, "ticket_id"))
        inside = reading.list_of(one.get("child_events")) or [one]
        at = one.get("created_at") or one.get("timestamp")
        said = [
            self._comment(ticket, {"created_at": at, **comment})
            for comment in inside
            if str(comment.get("event_type") or comment.get("type")) in {"Comment", "VoiceComment"}
        ]
        return [message for message in said if message is not None]

    def _comment(self, ticket: str, one: dict[str, Any]) -> Message | None:
        at = reading.read_time(need(one, "created_at"), "created_at")
        assert at is not None
        text = one.get("plain_body") or one.get("body") or html_to_text(str(one.get("html_body") or ""))
        files = tuple(
            File(
                str(a.get("content_url") or a.get("file_name")), reading.line(a.get("file_name")),
                str(a.get("content_type") or ""), int(a.get("size") or 0),
            )
            for a in reading.list_of(one.get("attachments"))
            if a.get("content_url") or a.get("file_name")
        )  # fmt: skip
        text = reading.text_of(text)
        if not text and not files:
            return None
        private = one.get("public") is False
        return Message(
            str(need(one, "id")), ticket, at, self._who(str(one.get("author_id") or "")), text, private, files
        )

    def _who(self, author: str) -> WhoWrote:
        if author in self.agents:
            name, email = self.agents[author]
            return WhoWrote(Author.AGENT, name, email)
        if author in {"", "-1"}:
            return WhoWrote(Author.SYSTEM)
        return WhoWrote(Author.CONTACT, contact=author)

    def learn(self, users: list[dict[str, Any]]) -> None:
        """Note who of these works there."""
        for one in users:
            if one.get("role") in {"agent", "admin"}:
                self.agents[str(one.get("id"))] = (reading.line(one.get("name")), str(one.get("email") or "").lower())


class ZendeskFiles(JsonFiles):
    """Zendesk's export, or pages of its API, in a folder or a zip."""

    kind = "zendesk"

    def __init__(self, path: Path) -> None:
        reader = Reader({})
        super().__init__(path, STAGES, stage_of, reader.read)
        reader.learn([one for one in self.all_objects() if "role" in one])


class ZendeskApi:
    """Zendesk's API with a token of an administrator."""

    kind = "zendesk"

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._reader = Reader({})

    async def count(self) -> int | None:
        """Return how many people and tickets there are, roughly: what they wrote is not counted."""
        found = 0
        for what in ("users", "tickets"):
            told = reading.dict_of(await self._fetch.json(f"/api/v2/{what}/count.json"))
            found += int(reading.dict_of(told.get("count")).get("value") or 0)
        return found or None

    async def open(self, file: File) -> bytes:
        """Fetch an attachment."""
        if not file.ref.startswith("http"):
            raise FileGone("no_address")
        return await self._fetch.file(file.ref)

    async def pages(self, cursor: Cursor) -> AsyncIterator[Page]:
        """Give what changed since the last run, stage by stage."""
        await self._learn()
        since = dict(reading.dict_of(cursor.get("since")))
        first = str(cursor.get("stage") or STAGES[0])
        for stage in STAGES[STAGES.index(first) :]:
            async for records, problems, at, ended in self._stage(stage, str(since.get(stage) or "")):
                if at:
                    since[stage] = at
                yield Page(records, {"since": dict(since), "stage": _after(stage) if ended else stage}, problems)
        yield Page((), {"since": since})

    async def _learn(self) -> None:
        url: str | None = "/api/v2/users.json?role%5B%5D=agent&role%5B%5D=admin&page%5Bsize%5D=100"
        while url:
            told = reading.dict_of(await self._fetch.json(url))
            self._reader.learn(reading.list_of(told.get("users")))
            url = _next(told)

    async def _stage(
        self, stage: str, at: str
    ) -> AsyncIterator[tuple[tuple[tuple[Record, str], ...], tuple[Problem, ...], str, bool]]:
        """Give (records, problems, where the stage goes on, whether that was its last page)."""
        path, holder = PATHS[stage]
        url: str | None = (
            f"{path}{STARTS[stage].format(at=quote(at or '0'))}"
            if not at.startswith("cursor:")
            else (f"{path}?cursor={quote(at.removeprefix('cursor:'))}")
        )
        while url:
            told = reading.dict_of(await self._fetch.json(url))
            records, problems = [], []
            for one in reading.list_of(told.get(holder)):
                if stage == "contacts" and one.get("role") != "end-user":
                    continue
                place = f"{path}#{one.get('id')}"
                try:
                    records += [(record, place) for record in self._reader.read(stage, one)]
                except Unreadable as bad:
                    problems.append(problem(bad, stage, str(one.get("id", "")), place))
            if told.get("after_cursor"):
                at = f"cursor:{told['after_cursor']}"
            elif told.get("end_time"):
                at = str(told["end_time"])
            ended = bool(told.get("end_of_stream", True)) and not _has_more(told)
            yield tuple(records), tuple(problems), at if stage not in WHOLE else "", ended
            if ended:
                return
            url = f"{path}?cursor={quote(at.removeprefix('cursor:'))}" if told.get("after_cursor") else _next(told)


WHOLE = frozenset({"canned", "articles"})  # few: read anew each time
PATHS: Mapping[str, tuple[str, str]] = {
    "organisations": ("/api/v2/incremental/organizations.json", "organizations"),
    "contacts": ("/api/v2/incremental/users/cursor.json", "users"),
    "canned": ("/api/v2/macros.json", "macros"),
    "articles": ("/api/v2/help_center/articles.json", "articles"),
    "conversations": ("/api/v2/incremental/tickets/cursor.json", "tickets"),
    "messages": ("/api/v2/incremental/ticket_events.json", "ticket_events"),
}
STARTS = {
    "organisations": "?start_time={at}", "contacts": "?start_time={at}", "canned": "?page%5Bsize%5D=100",
    "articles": "?page%5Bsize%5D=100", "conversations": "?start_time={at}",
    "messages": "?start_time={at}&include=comment_events",
}  # fmt: skip


def _next(told: dict[str, Any]) -> str | None:
    """Return where the next page is, of both kinds of pagination."""
    if _has_more(told):
        return str(reading.dict_of(told.get("links")).get("next") or "") or None
    return str(told["next_page"]) if told.get("next_page") else None


def _has_more(told: dict[str, Any]) -> bool:
    return bool(reading.dict_of(told.get("meta")).get("has_more"))


def _after(stage: str) -> str:
    place = STAGES.index(stage) + 1
    return STAGES[place] if place < len(STAGES) else STAGES[-1]


def authorisation(email: str, token: str) -> dict[str, str]:
    """Return the header of an API token of a person."""
    told = base64.b64encode(f"{email}/token:{token}".encode()).decode()
    return {"authorization": f"Basic {told}"}
