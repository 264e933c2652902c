"""What other systems write is read as they write it: files of every make, and their APIs page by page."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.rooms.imports.their_api import TheirApi, their_api
from tests.rooms.imports.world import LUIS, ROSA, Desk, table
from trato.kit.http import OutsideClient
from trato.rooms.cases.model import CaseState, WaitingOn
from trato.rooms.imports.errors import SourceRefused
from trato.rooms.imports.model import Author, CannedText, Case, Contact, Message, Record, Source
from trato.rooms.imports.sources.chatwoot import ChatwootApi, ChatwootFiles
from trato.rooms.imports.sources.csv_folder import CsvFolder
from trato.rooms.imports.sources.fetching import Fetcher
from trato.rooms.imports.sources.zendesk import ZendeskApi, ZendeskFiles, authorisation

pytestmark = pytest.mark.anyio


async def records(source: Source, cursor: dict[str, Any] | None = None) -> tuple[list[Record], dict[str, Any]]:
    found: list[Record] = []
    after: dict[str, Any] = cursor or {}
    async for page in source.pages(after):
        assert page.problems == ()
        found += [record for record, _ in page.records]
        after = dict(page.after)
    return found, after


# ---- tables ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
async def test_tables_are_read_as_people_export_them(tmp_path: Path, encoding: str, separator: str) -> None:
    theirs = [{"Código": "7", "Nombre completo": "Íñigo Núñez; Peña, S.", "Correo electrónico": "i@n.example",
               "Teléfono": "+51 987 310 214|+51 987 000 111"}]  # fmt: skip
    (tmp_path / "Contactos.csv").write_text(table(theirs, separator), encoding=encoding)
    found, _ = await records(CsvFolder(tmp_path))
    phones = ("+51 987 310 214", "+51 987 000 111")
    assert found == [Contact("7", "Íñigo Núñez; Peña, S.", ("i@n.example",), phones)]


async def test_a_zip_with_a_folder_around_it_and_a_mapping_of_columns(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "todo.zip", "w") as archive:
        archive.writestr("export/contacts.csv", table([{"Nro": "7", "Casilla": "i@n.example"}]))
        archive.writestr("export/mapping.json", json.dumps({"contacts.csv": {"Casilla": "email", "Nro": "id"}}))
    found, _ = await records(CsvFolder(tmp_path / "todo.zip"))
    assert found == [Contact("7", emails=("i@n.example",))]
    (tmp_path / "contacts.csv").write_text(table([{"Nro": "7"}]))
    with pytest.raises(SourceRefused) as refused:
        CsvFolder(tmp_path)
    assert refused.value.data == {"reason": "columns_missing", "what": "contacts.csv: id"}


async def test_a_file_outside_the_folder_is_never_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "contacts.csv").write_text(table([ROSA, LUIS]))
    source = CsvFolder(inside)
    for ref in ("../secret.txt", str(tmp_path / "secret.txt"), "contacts.csv/../../secret.txt"):
        with pytest.raises(Exception, match="not_in_folder"):
            source._folder.stream(ref)


# ---- Zendesk ---------------------------------------------------------------------------------------

ZENDESK_USERS = [
    {"id": 11, "role": "end-user", "name": "Rosa Huamán", "email": "rosa@correo.example", "phone": "+51987310214",
     "organization_id": 5, "locale": "es-419", "created_at": "2024-01-01T00:00:00Z"},
    {"id": 90, "role": "agent", "name": "Ana Ruiz", "email": "Ana@antes.example"},
]  # fmt: skip
ZENDESK_TICKET = {
    "id": 301, "requester_id": 11, "subject": "Zapato roto", "status": "hold", "priority": "urgent",
    "tags": ["defecto"],
    "via": {"channel": "native_messaging"}, "created_at": "2025-01-05T09:00:00Z", "updated_at": "2025-01-06T09:00:00Z",
}  # fmt: skip
ZENDESK_COMMENT = {
    "id": 4001, "type": "Comment", "author_id": 11, "body": "Vino roto", "public": True,
    "created_at": "2025-01-05T09:00:00Z", "attachments": [],
}  # fmt: skip
ZENDESK_NOTE = {"id": 4002, "type": "Comment", "author_id": 90, "html_body": "<p>Ojo</p>", "public": False,
                "created_at": "2025-01-05T09:10:00Z"}  # fmt: skip


async def test_zendesks_export_is_read_a_ticket_a_line(tmp_path: Path) -> None:
    lines = [
        {**ZENDESK_TICKET, "comments": [ZENDESK_COMMENT, ZENDESK_NOTE]},
        {**ZENDESK_TICKET, "id": 302, "status": "deleted"},
    ]
    (tmp_path / "a_tickets.json").write_text("\n".join(json.dumps(one) for one in lines))
    (tmp_path / "users.json").write_text("\n".join(json.dumps(one) for one in ZENDESK_USERS))
    (tmp_path / "organizations.json").write_text(json.dumps({"organizations": [
        {"id": 5, "name": "Andes SAC", "domain_names": []}]}))  # fmt: skip
    found, after = await records(ZendeskFiles(tmp_path))
    assert [type(one).__name__ for one in found] == ["Organisation", "Contact", "Case", "Message", "Message"]
    case = next(one for one in found if isinstance(one, Case))
    assert (case.state, case.waiting_on, case.priority, case.channel) == (
        CaseState.OPEN, WaitingOn.THIRD_PARTY, 2, "native_messaging")  # fmt: skip
    said, noted = [one for one in found if isinstance(one, Message)]
    assert said.author.kind is Author.CONTACT and said.author.contact == "11"
    assert noted.private and noted.text == "Ojo"
    assert (noted.author.kind, noted.author.email) == (Author.AGENT, "ana@antes.example")
    assert after == {}


@pytest.fixture
def api() -> Iterator[TheirApi]:
    with their_api() as opened:
        yield opened


def zendesk(api: TheirApi) -> None:
    """Let it say what Zendesk would: two pages of people, one ticket, its events."""
    api.says("/api/v2/users.json?role%5B%5D=agent&role%5B%5D=admin&page%5Bsize%5D=100",
             {"users": ZENDESK_USERS[1:], "meta": {"has_more": False}})  # fmt: skip
    api.says("/api/v2/users/count.json", {"count": {"value": 2}})
    api.says("/api/v2/tickets/count.json", {"count": {"value": 1}})
    api.says("/api/v2/incremental/organizations.json?start_time=0",
             {"organizations": [{"id": 5, "name": "Andes", "domain_names": []}], "end_of_stream": True,
              "end_time": 1700, "next_page": f"{api.url}/again"})  # fmt: skip
    api.says("/api/v2/incremental/users/cursor.json?start_time=0",
             {"users": ZENDESK_USERS, "after_cursor": "u1", "end_of_stream": False})  # fmt: skip
    api.says("/api/v2/incremental/users/cursor.json?cursor=u1",
             {"users": [], "after_cursor": "u2", "end_of_stream": True})  # fmt: skip
    writes = {"field": "comment_value", "value": ["channel:all", "Hola {{ticket.requester.name}}"]}
    macro = {"id": 8, "title": "Ventas::Saludo", "active": True, "actions": [writes]}
    api.says("/api/v2/macros.json?page%5Bsize%5D=100", {"macros": [macro], "meta": {"has_more": False}})
    api.says("/api/v2/incremental/tickets/cursor.json?start_time=0",
             {"tickets": [ZENDESK_TICKET], "after_cursor": "t1", "end_of_stream": True})  # fmt: skip
    event = {"id": 1, "ticket_id": 301, "created_at": "2025-01-05T09:00:00Z", "child_events": [
        {"event_type": "Comment", **{k: v for k, v in ZENDESK_COMMENT.items() if k != "created_at"}},
        {"event_type": "Change", "id": 5},
    ]}  # fmt: skip
    api.says("/api/v2/incremental/ticket_events.json?start_time=0&include=comment_events",
             {"ticket_events": [event], "end_of_stream": True, "end_time": 1900})  # fmt: skip


async def test_zendesks_api_is_read_once_and_then_only_what_is_new(api: TheirApi) -> None:
    zendesk(api)
    async with OutsideClient(loopback=True) as client:
        fetch = Fetcher(client, api.url, authorisation("ana@antes.example", "t0ken"), pause=0.01)
        found, after = await records(ZendeskApi(fetch))
        assert [type(one).__name__ for one in found] == ["Organisation", "Contact", "CannedText", "Case", "Message"]
        canned = next(one for one in found if isinstance(one, CannedText))
        assert (canned.shortcut, canned.folder) == ("Saludo", "Ventas")
        assert after == {"since": {"organisations": "1700", "contacts": "cursor:u2", "conversations": "cursor:t1",
                                   "messages": "1900"}}  # fmt: skip
        api.says("/api/v2/incremental/tickets/cursor.json?cursor=t1",
                 {"tickets": [{**ZENDESK_TICKET, "id": 303}], "after_cursor": "t2", "end_of_stream": True})  # fmt: skip
        empty = {"end_of_stream": True, "users": [], "organizations": [], "ticket_events": []}
        api.says("/api/v2/incremental/users/cursor.json?cursor=u2", {**empty, "after_cursor": "u2"})
        api.says("/api/v2/incremental/organizations.json?start_time=1700", empty)
        api.says("/api/v2/incremental/ticket_events.json?start_time=1900&include=comment_events", empty)
        more, _ = await records(ZendeskApi(fetch), after)
    assert [one.key for one in more if isinstance(one, Case)] == ["303"]
    assert len(api.tokens) == 1 and next(iter(api.tokens)).startswith("Basic ")


# ---- Chatwoot --------------------------------------------------------------------------------------

SENDER = {"id": 21, "name": "Rosa Huamán", "email": "rosa@correo.example", "phone_number": "+51987310214",
          "identifier": None, "additional_attributes": {"company_name": "Andes SAC", "country_code": "PE"},
          "custom_attributes": {}, "created_at": 1704067200}  # fmt: skip
TALK = {
    "meta": {"sender": SENDER, "channel": "Channel::Whatsapp"}, "id": 77, "messages": [], "inbox_id": 3,
    "labels": ["defecto"], "status": "resolved", "created_at": 1736067600, "last_activity_at": 1736071200,
    "priority": "high", "additional_attributes": {},
}  # fmt: skip


def talk_message(id: int, **more: Any) -> dict[str, Any]:
    sender = {"id": 21, "type": "contact", "name": "Rosa"}
    return {"id": id, "content": f"mensaje {id}", "conversation_id": 77, "message_type": 0, "private": False,
            "created_at": 1736067600 + id, "sender": sender, "attachments": [], **more}  # fmt: skip


async def test_chatwoots_pages_are_read_however_they_lie(tmp_path: Path) -> None:
    agent = {"id": 4, "type": "user", "name": "Ana Ruiz", "email": "ana@antes.example"}
    messages = [talk_message(1), talk_message(2, message_type=1, sender=agent), talk_message(3, message_type=2),
                talk_message(4, message_type=1, sender=agent, private=True),
                talk_message(5, content_attributes={"deleted": True})]  # fmt: skip
    (tmp_path / "0_messages.json").write_text(json.dumps({"meta": {}, "payload": messages}))
    (tmp_path / "1_conversations.json").write_text(json.dumps({"data": {"meta": {}, "payload": [TALK]}}))
    (tmp_path / "2_contacts.json").write_text(json.dumps({"meta": {"count": 1}, "payload": [SENDER]}))
    (tmp_path / "canned.json").write_text(
        json.dumps([{"id": 1, "short_code": "hola", "content": "Hola", "account_id": 1}])
    )
    found, _ = await records(ChatwootFiles(tmp_path))
    kinds = [type(one).__name__ for one in found]
    assert kinds == ["CannedText", *["Organisation", "Contact"] * 2, "Case", *["Message"] * 3]
    case = next(one for one in found if isinstance(one, Case))
    assert (case.state, case.channel, case.contact, case.tags) == (
        CaseState.RESOLVED, "Channel::Whatsapp", "21", ("defecto",))  # fmt: skip
    said = [one for one in found if isinstance(one, Message)]
    assert [(one.author.kind, one.private) for one in said] == [
        (Author.CONTACT, False), (Author.AGENT, False), (Author.AGENT, True)]  # fmt: skip


async def test_chatwoots_api_is_paced_and_its_files_come(api: TheirApi, desk: Desk) -> None:
    base = "/api/v1/accounts/1"
    api.says(f"{base}/inboxes", {"payload": [{"id": 3, "name": "WhatsApp Perú"}]})
    api.says(f"{base}/labels", {"payload": [{"id": 1, "title": "defecto", "show_on_sidebar": True}]})
    api.says(f"{base}/canned_responses", [])
    api.says(f"{base}/contacts?sort=-created_at&page=1", {}, 429, retry_after="0")
    api.says(f"{base}/contacts?sort=-created_at&page=1", {}, 502)
    api.says(f"{base}/contacts?sort=-created_at&page=1", {"payload": [SENDER]})
    api.says(f"{base}/conversations?status=all&assignee_type=all&page=1", {"data": {"payload": [TALK]}})
    photo = {"id": 1, "file_type": "file", "data_url": f"{api.url}/rails/guia.txt", "file_size": 8}
    api.says("/rails/guia.txt", b"Guia 123")
    many = [talk_message(n) for n in range(1, 101)]
    api.says(f"{base}/conversations/77/messages?after=0", {"payload": many})
    api.says(f"{base}/conversations/77/messages?after=100", {"payload": [talk_message(101, attachments=[photo])]})
    async with OutsideClient(loopback=True) as client:
        fetch = Fetcher(client, api.url, {"api_access_token": "t0ken"}, pause=0.01)
        run = await desk.bring(ChatwootApi(fetch, "1"), name="chatwoot:prueba")
        assert run.counts["message"] == {"created": 101}
        again = await desk.bring(ChatwootApi(fetch, "1"), name="chatwoot:prueba")
    assert again.counts.get("message", {}) == {}  # nothing had activity since
    told = await desk.state()
    assert [(row[0], row[1], row[3]) for row in told["files"]] == [("guia.txt", "ready", "8")]
    assert told["accounts"] == [("WhatsApp Perú", "whatsapp", "retired")]


async def test_a_refused_token_is_said_and_leaves_a_run_that_can_go_on(api: TheirApi, desk: Desk) -> None:
    api.says("/api/v1/accounts/1/inboxes", {}, 401)
    async with OutsideClient(loopback=True) as client:
        fetch = Fetcher(client, api.url, {"api_access_token": "wrong"}, pause=0.01)
        with pytest.raises(SourceRefused):
            await desk.bring(ChatwootApi(fetch, "1"), name="chatwoot:prueba")
    (run,) = await desk.world.fetch("select state, refusal, detail from imports.run")
    assert (run["state"], run["refusal"], run["detail"]["reason"]) == ("failed", "import_source_refused", "forbidden")
