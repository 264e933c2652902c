"""What other systems tell becomes events; what we write becomes one signed call."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.rooms.channels.api.known import ACCOUNT, ANA, API, CAPS, SECRET, delivery, message
from trato.rooms.channels.adapters.api.render import Unsendable
from trato.rooms.channels.model import (
    Accepted,
    Choice,
    HttpAnswer,
    HttpRequest,
    InboundEvent,
    InboundKind,
    Malformed,
    Media,
    MediaKind,
    NotAccepted,
    Options,
    OutboundMessage,
    Receipt,
    ReceiptStatus,
    Rejected,
    RejectReason,
    Template,
    Text,
    TransportFailure,
    Unknown,
)
from trato.rooms.contacts.model import Address, IdentityKind

KEY = UUID(int=9)
TO = (Address(IdentityKind.ACCOUNT_USER, "ana-77", str(ACCOUNT.id)),)


def events_of(body: Any) -> list[InboundEvent]:
    return API.parse(delivery(body), ACCOUNT)


def test_a_message_has_its_author_its_time_and_its_conversation() -> None:
    at = "2026-11-20T14:59:00+00:00"
    [event] = events_of(message(at=at, conversation="kiosco-3", reply_to="m-0", choice={"id": "si"}))
    assert (event.kind, event.provider_id, event.thread_key) == (InboundKind.MESSAGE, "m-1", "kiosco-3")
    assert event.author == (Address(IdentityKind.ACCOUNT_USER, "ana-77", str(ACCOUNT.id)),)
    assert event.parts == (Text("¿Mi pedido?"), Choice("si", "si"))
    assert (event.occurred_at, event.reply_to) == (datetime(2026, 11, 20, 14, 59, tzinfo=UTC), "m-0")


def test_an_address_names_somebody_only_where_the_other_system_checked_it() -> None:
    told = {**ANA, "email": "Ana@X.example", "phone": "987310214"}
    [loose], [checked] = (events_of(message(contact={**told, "verified": sure})) for sure in (False, True))
    assert len(loose.author) == 1
    assert [(one.kind, one.value) for one in checked.author[1:]] == [
        (IdentityKind.EMAIL, "ana@x.example"),
        (IdentityKind.PHONE, "+51987310214"),
    ]


def test_files_come_by_address_or_in_the_call_itself() -> None:
    there, here = {"url": "https://x.example/a.png", "type": "image/png"}, {"content": "aG9sYQ==", "name": "a.txt"}
    body = {"events": [message(files=[there]), message(id="m-2", files=[there, here])]}
    first, second = events_of(body)
    assert first.parts[1] == Media(MediaKind.IMAGE, "https://x.example/a.png", mime="image/png")
    inline = second.parts[2]
    assert isinstance(inline, Media)
    found = API.embedded(delivery(body).raw, inline.ref)
    assert found is not None
    assert (found.content, found.name) == (b"hola", "a.txt")
    call = API.media("https://x.example/a.png", ACCOUNT, None)
    assert call is not None
    assert call.outside
    assert API.media("https://x.example/a.png", ACCOUNT, HttpAnswer(200, {}, b"x")) is None
    assert API.embedded(b"", "https://x.example/a.png") is None


def test_edits_deletions_receipts_and_typing_keep_their_meaning() -> None:
    told = [
        {"type": "message.edited", "id": "m-1", "contact": ANA, "text": "¿Mi pedido 2?"},
        {"type": "message.deleted", "id": "m-1", "contact": ANA},
        {"type": "receipt", "message": "ours-1", "status": "failed", "code": "full", "reason": "Buzón lleno"},
        {"type": "typing", "contact": ANA, "on": False},
    ]
    edited, deleted, receipt, typing = events_of({"events": told})
    assert (edited.kind, edited.target, edited.parts) == (InboundKind.MESSAGE_EDITED, "m-1", (Text("¿Mi pedido 2?"),))
    assert (deleted.kind, deleted.target) == (InboundKind.MESSAGE_DELETED, "m-1")
    assert receipt.receipt == Receipt("ours-1", ReceiptStatus.FAILED, code="full", reason="Buzón lleno")
    assert (typing.kind, typing.detail) == (InboundKind.TYPING, {"on": False})


def test_what_was_never_let_in_is_malformed() -> None:
    with pytest.raises(Malformed):
        events_of({"type": "telepathy"})


def _call_of(*parts: Any, **more: Any) -> HttpRequest:
    [call] = API.render(OutboundMessage(KEY, TO, parts, **more), ACCOUNT, CAPS)
    assert isinstance(call, HttpRequest)
    return call


def test_our_message_is_one_signed_call_with_an_id_of_its_own_for_ever() -> None:
    file = Media(MediaKind.IMAGE, "blob", mime="image/png", name="a.png", caption="mire")
    options = Options((Choice("si", "Sí"),))
    call = _call_of(Text("Hola"), file, options, thread_key="kiosco-3", reply_to="m-1", case_number=12)
    assert (call.url, call.outside, call.webhook_id) == ("https://kioscos.example/trato", True, str(KEY))
    assert call.standard_secrets == (SECRET,)
    assert call.lends == (file,)
    told = call.json
    assert (told["text"], told["choices"]) == ("Hola\n\nmire", [{"id": "si", "title": "Sí"}])
    assert (told["contact"], told["conversation"], told["case"]) == ({"id": "ana-77"}, "kiosco-3", 12)
    assert told["files"] == [{"url": "{lent:0}", "name": "a.png", "type": "image/png"}]


@pytest.mark.parametrize(
    "message",
    [
        OutboundMessage(KEY, (), (Text("hola"),)),
        OutboundMessage(KEY, TO, ()),
        OutboundMessage(KEY, TO, (Text("x"),), template=Template("a", "es")),
        OutboundMessage(KEY, TO, (), reaction="👍", reply_to="m-1"),
    ],
)
def test_what_cannot_be_sent_is_never_rendered(message: OutboundMessage) -> None:
    with pytest.raises(Unsendable):
        API.render(message, ACCOUNT, CAPS)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (HttpAnswer(200, {}, b'{"id": "k-1"}'), Accepted("k-1")),
        (HttpAnswer(204, {}, b""), Accepted("")),
        (HttpAnswer(429, {"retry-after": "9"}, b""),
         NotAccepted("http_429", timedelta(seconds=9), pauses_account=True)),
        (HttpAnswer(503, {}, b""), NotAccepted("http_503")),
        (HttpAnswer(500, {}, b""), Unknown("http_500")),
        (HttpAnswer(401, {}, b""), Rejected(RejectReason.AUTH, "http_401")),
        (HttpAnswer(422, {}, b'{"detail": "no"}'), Rejected(RejectReason.PERMANENT, "http_422", "no")),
        (HttpAnswer(302, {}, b""), Rejected(RejectReason.PERMANENT, "http_302")),
        (TransportFailure("ReadTimeout", sent=True), Unknown("ReadTimeout")),
        (TransportFailure("AddressForbidden", sent=False), NotAccepted("AddressForbidden")),
    ],
)  # fmt: skip
def test_an_answer_is_one_of_four_outcomes(answer: HttpAnswer | TransportFailure, outcome: object) -> None:
    assert API.classify(answer) == outcome


def test_a_doubt_is_resolved_by_asking_again() -> None:
    assert CAPS.idempotent_send
