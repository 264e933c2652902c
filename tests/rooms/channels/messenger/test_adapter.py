"""Messenger's manners: who may bring deliveries, what may be said when, how it is said, and what answers mean."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.channels.messenger.contract import SPEC, faults
from tests.rooms.channels.messenger.known import (
    ACCOUNT,
    CONTRACTS,
    LUCIA,
    MESSENGER,
    PAGE,
    PSID,
    RECEIVED,
    delivery,
    events_of,
    item,
    webhook,
)
from trato.rooms.channels.adapters.meta.sending import Unsendable
from trato.rooms.channels.model import (
    Accepted,
    Choice,
    ContactCard,
    ConversationFacts,
    HttpAnswer,
    HttpRequest,
    InboundKind,
    Location,
    Malformed,
    Media,
    MediaKind,
    NotAccepted,
    Options,
    OutboundMessage,
    Rejected,
    RejectReason,
    Text,
    TransportFailure,
    Unknown,
    Upload,
    WebhookRequest,
    WindowState,
)

VECTORS = CONTRACTS / "signature-vectors.json"
KEY = UUID("018f6b1e-7000-7000-8000-00000000c0de")
DAY, WEEK, SECOND = timedelta(days=1), timedelta(days=7), timedelta(seconds=1)


# ---- who may bring deliveries ----


def _post(body: bytes, headers: dict[str, str]) -> WebhookRequest:
    return WebhookRequest("POST", "https://care.example/hooks/1", {}, headers, body)


@pytest.mark.skipif(not VECTORS.exists(), reason=f"no vectors at {VECTORS}")
def test_the_published_vector_is_accepted_and_each_flipped_byte_of_it_refused() -> None:
    vector = json.loads(VECTORS.read_text())["meta"]
    account = msgspec.structs.replace(ACCOUNT, secrets={"app_secret": vector["app_secret"]})
    raw, headers = vector["raw_body"].encode(), {"x-hub-signature-256": vector["expected"]}
    assert MESSENGER.authenticate(_post(raw, headers), account)
    for at in range(len(raw)):
        flipped = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        assert not MESSENGER.authenticate(_post(flipped, headers), account)


@pytest.mark.parametrize("secrets", [{}, {"app_secret": ""}])
def test_an_account_without_secret_refuses_everything(secrets: dict[str, str]) -> None:
    empty = "sha256=" + hmac.new(b"", b"{}", hashlib.sha256).hexdigest()
    account = msgspec.structs.replace(ACCOUNT, secrets=secrets)
    assert not MESSENGER.authenticate(_post(b"{}", {"x-hub-signature-256": empty}), account)


# ---- what it makes of deliveries ----


@pytest.mark.parametrize("raw", [b"", b"nope", b"[]", b'{"object":"page"}', b'{"entry":3}', b"[" * 200_000])
def test_what_has_no_entries_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        events_of(raw)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
_NAMES = ("message", "postback", "reaction", "delivery", "read", "referral", "optin", "message_edit", "app_roles")


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from((*_NAMES, "sender", "recipient", "timestamp")), _JSON, max_size=5))
def test_whatever_an_item_holds_it_is_read(body: dict[str, Any]) -> None:
    for place in ("messaging", "standby", "changes"):
        for event in events_of(webhook(body, place=place)):
            assert event.dedupe_key
            msgspec.json.encode(event)


def test_items_are_the_same_events_however_they_are_bundled() -> None:
    items = [
        item(message={"mid": "m_1", "text": "Uno"}),
        item(message={"mid": "m_2", "text": "Dos"}, at=1763650801000),
        item(reaction={"mid": "m_0", "action": "react", "emoji": "👍"}),
    ]
    apart = [event for one in items for event in events_of(webhook(one))]
    assert events_of(webhook(*items)) == apart
    assert len({event.dedupe_key for event in apart}) == 3


def test_what_the_same_webhook_tells_of_posts_is_another_channel_s() -> None:
    assert events_of(webhook({"field": "feed", "value": {"item": "comment"}}, place="changes")) == []


# ---- what may be said when ----


@pytest.mark.parametrize(
    ("passed", "window", "until"),
    [
        (timedelta(0), WindowState.OPEN, DAY),
        (DAY - SECOND, WindowState.OPEN, DAY),
        (DAY, WindowState.HUMAN_ONLY, WEEK),
        (WEEK - SECOND, WindowState.HUMAN_ONLY, WEEK),
        (WEEK, WindowState.CLOSED, None),
    ],
)
def test_for_a_day_all_may_write_for_a_week_people_may_then_nobody(
    passed: timedelta, window: WindowState, until: timedelta | None
) -> None:
    caps = MESSENGER.capabilities(ACCOUNT, ConversationFacts(RECEIVED), RECEIVED + passed)
    assert (caps.window, caps.open_until) == (window, RECEIVED + until if until else None)


def test_nobody_is_written_to_first() -> None:
    caps = MESSENGER.capabilities(ACCOUNT, ConversationFacts(), RECEIVED)
    assert caps.window is WindowState.CLOSED
    assert not caps.starts_conversations


# ---- how it is said ----


def _calls(passed: timedelta = timedelta(0), **fields: Any) -> list[HttpRequest]:
    caps = MESSENGER.capabilities(ACCOUNT, ConversationFacts(RECEIVED), RECEIVED + passed)
    message = OutboundMessage(**{"key": KEY, "to": (LUCIA,), **fields})
    calls = [call for call in MESSENGER.render(message, ACCOUNT, caps) if isinstance(call, HttpRequest)]
    for call in calls:
        body = call.json or {
            name: json.loads(v) if isinstance(v, str) and v[0] == "{" else v for name, v in (call.form or {}).items()
        }
        if SPEC.exists() and not call.uploads:  # with a file the attachment names none
            assert faults(body) == []
        assert call.headers["Authorization"] == "Bearer EAApage"
        assert call.url == f"https://graph.facebook.com/v23.0/{PAGE}/messages"
    return calls


def test_a_text_goes_to_the_person_as_the_page_knows_them_and_carries_our_key() -> None:
    (call,) = _calls(parts=(Text("Llega hoy"),), reply_to="m_1")
    assert call.json == {
        "recipient": {"id": PSID},
        "messaging_type": "RESPONSE",
        "message": {"text": "Llega hoy", "metadata": f"trato:{KEY}"},
        "reply_to": {"mid": "m_1"},
    }


def test_after_a_day_it_leaves_with_the_tag_of_people_and_no_machine_may_send_it() -> None:
    (call,) = _calls(DAY, parts=(Text("Ya lo revisé"),))
    assert (call.json["messaging_type"], call.json["tag"]) == ("MESSAGE_TAG", "HUMAN_AGENT")
    with pytest.raises(Unsendable):
        _calls(DAY, parts=(Text("¿Cómo nos fue?"),), automatic=True)
    with pytest.raises(Unsendable):
        _calls(WEEK, parts=(Text("Tarde"),))


def test_who_never_wrote_to_this_page_cannot_be_reached() -> None:
    with pytest.raises(Unsendable):
        _calls(parts=(Text("Hola"),), to=(msgspec.structs.replace(LUCIA, scope="otra"),))


def test_a_long_text_is_cut_where_a_reader_would() -> None:
    calls = _calls(parts=(Text("Una frase corta. " * 300),))
    texts = [call.json["message"]["text"] for call in calls]
    assert len(texts) == 3
    assert all(len(text) <= 2000 and text.endswith(".") for text in texts)


def test_choices_are_quick_replies_or_a_numbered_text_where_they_do_not_fit() -> None:
    few = tuple(Choice(f"p{n}", f"Opción {n}") for n in range(13))
    (call,) = _calls(parts=(Text("¿Cuándo?"), Options(few)))
    assert [one["title"] for one in call.json["message"]["quick_replies"]] == [one.title for one in few]
    many = (*few, Choice("p13", "Opción 13"))
    (call,) = _calls(parts=(Text("¿Cuándo?"), Options(many)))
    assert call.json["message"]["text"].endswith("14. Opción 13")
    (call,) = _calls(parts=(Text("¿Cuándo?"), Options((Choice("p", "Un título que no cabe"),))))
    assert "quick_replies" not in call.json["message"]


def test_files_go_by_their_address_or_with_the_message_itself() -> None:
    public = Media(MediaKind.IMAGE, "https://pirca.example/olla.jpg", mime="image/jpeg")
    ours = Media(MediaKind.DOCUMENT, "blob-1", mime="application/pdf", name="boleta.pdf")
    link, upload = _calls(parts=(public, ours))
    assert link.json["message"]["attachment"]["payload"] == {"url": "https://pirca.example/olla.jpg"}
    assert upload.uploads == (Upload("filedata", "blob-1", "boleta.pdf", "application/pdf"),)
    assert json.loads(str((upload.form or {})["message"]))["attachment"]["type"] == "file"
    assert json.loads(str((upload.form or {})["recipient"])) == {"id": PSID}


def test_places_and_people_are_told_in_words() -> None:
    place, card = Location(-12.04, -77.03, name="Tienda"), ContactCard("Ana", phones=("+5111",))
    texts = [call.json["message"]["text"] for call in _calls(parts=(place, card))]
    assert texts == ["Tienda\nhttps://maps.google.com/?q=-12.04,-77.03", "Ana\n+5111"]


def test_a_reaction_and_that_we_have_read_are_shown() -> None:
    (felt,) = _calls(reaction="❤️", reply_to="m_1")
    assert felt.json["payload"] == {"message_id": "m_1", "reaction": "❤️"}
    (back,) = _calls(reaction="", reply_to="m_1")
    assert (back.json["sender_action"], back.json["payload"]) == ("unreact", {"message_id": "m_1"})
    seen = MESSENGER.read_mark("m_1", ACCOUNT, (LUCIA,))
    assert seen is not None
    assert seen.json == {"recipient": {"id": PSID}, "sender_action": "mark_seen"}


@pytest.mark.parametrize("parts", [(), (Text("  "),)])
def test_nothing_is_never_sent(parts: tuple[Text, ...]) -> None:
    with pytest.raises(Unsendable):
        _calls(parts=parts)


# ---- what answers mean ----


def _answer(status: int, code: int, sub: int = 0, headers: dict[str, str] | None = None) -> HttpAnswer:
    error = {"error": {"message": "x", "code": code, "error_subcode": sub}}
    return HttpAnswer(status, headers or {}, json.dumps(error).encode())


@pytest.mark.parametrize(
    ("code", "sub", "reason"),
    [
        (10, 2018278, RejectReason.WINDOW),
        (190, 0, RejectReason.AUTH),
        (10, 0, RejectReason.AUTH),
        (200, 0, RejectReason.AUTH),
        (368, 0, RejectReason.AUTH),
        (551, 0, RejectReason.PERMANENT),
        (200, 1545041, RejectReason.PERMANENT),
        (100, 2018001, RejectReason.PERMANENT),
    ],
)
def test_refusals_say_what_to_do(code: int, sub: int, reason: RejectReason) -> None:
    outcome = MESSENGER.classify(_answer(400, code, sub))
    assert isinstance(outcome, Rejected)
    assert outcome.reason is reason
    assert outcome.code == (f"{code}:{sub}" if sub else str(code))


@pytest.mark.parametrize("code", [4, 17, 32, 613, 80006])
def test_limits_pause_the_account(code: int) -> None:
    outcome = MESSENGER.classify(_answer(400, code, headers={"Retry-After": "7"}))
    assert outcome == NotAccepted(str(code), retry_after=timedelta(seconds=7), pauses_account=True)


def test_a_page_that_may_not_write_for_a_while_rests_for_an_hour() -> None:
    outcome = MESSENGER.classify(_answer(403, 10, 1893063))
    assert outcome == NotAccepted("10:1893063", retry_after=timedelta(hours=1), pauses_account=True)


def test_what_may_have_been_taken_is_never_repeated() -> None:
    assert MESSENGER.classify(_answer(500, 2)) == Unknown("2")
    assert MESSENGER.classify(TransportFailure("timeout", sent=True)) == Unknown("timeout")
    assert MESSENGER.classify(HttpAnswer(200, {}, b"<html>")) == Unknown("no_id")
    assert MESSENGER.classify(_answer(400, 2)) == NotAccepted("2")
    assert MESSENGER.classify(_answer(503, 2)) == NotAccepted("2")
    assert MESSENGER.classify(TransportFailure("refused", sent=False)) == NotAccepted("refused")


def test_an_accepted_message_has_its_id() -> None:
    body = b'{"recipient_id":"7","message_id":"m_9"}'
    assert MESSENGER.classify(HttpAnswer(200, {}, body)) == Accepted("m_9")


def test_a_file_is_fetched_once_without_our_token() -> None:
    call = MESSENGER.media("https://scontent.xx.fbcdn.net/a.jpg", ACCOUNT, None)
    assert call is not None
    assert "Authorization" not in call.headers
    assert MESSENGER.media(call.url, ACCOUNT, HttpAnswer(200, {}, b"x")) is None


def test_an_echo_of_ours_is_a_receipt_and_one_of_others_a_message() -> None:
    said = {"sender": {"id": PAGE}, "recipient": {"id": PSID}, "timestamp": 1763650800123}
    (ours,) = events_of(webhook({**said, "message": {"mid": "m_1", "is_echo": True, "metadata": f"trato:{KEY}"}}))
    assert ours.kind is InboundKind.RECEIPT
    assert ours.detail == {"our_key": str(KEY)}
    (other,) = events_of(webhook({**said, "message": {"mid": "m_2", "is_echo": True, "text": "Hola"}}))
    assert (other.kind, other.author) == (InboundKind.MESSAGE, (LUCIA,))
    assert MESSENGER.embedded(delivery({}).raw, "x") is None
