"""What others read in the same bytes: the providers' own and well-kept libraries agree with our readers on key fields.

These libraries are only asked here; none of them is part of the product.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
import telegram
from linebot.v3.webhook import SignatureValidator, WebhookParser, WebhookPayload  # type: ignore[import-untyped]
from pywa.client import WhatsApp
from pywa.types.message import Message
from twilio.request_validator import RequestValidator

from tests.rooms.channels.line import known as line
from tests.rooms.channels.sms import known as sms
from tests.rooms.channels.telegram import known as bots
from tests.rooms.channels.whatsapp import known as whatsapp
from trato.rooms.channels.adapters.line import door as line_door
from trato.rooms.channels.adapters.twilio.door import signature
from trato.rooms.channels.model import InboundEvent, InboundKind, Location, Media, Text

LETTERS = "abcñÑéü 😀&=+%/?#'\"\\"


def _text_of(event: InboundEvent) -> str:
    return "\n".join(part.text for part in event.parts if isinstance(part, Text))


# ---- WhatsApp: pywa -----------------------------------------------------------------------------------------------


def _single_messages() -> Iterator[tuple[str, Any]]:
    """Yield the bodies with one message that pywa, too, knows how to read."""
    for path in (whatsapp.OWN_PAYLOADS / "mensajes.json", *sorted(whatsapp.PUBLISHED.glob("pywa-message.json"))):
        for name, body in json.loads(path.read_text()).items():
            value = body["entry"][0]["changes"][0]["value"]
            kinds = [one.get("type") for one in value.get("messages", [])]
            if len(kinds) == 1 and kinds[0] in {"text", "image", "video", "audio", "document", "sticker", "location"}:
                yield f"{path.stem}.{name}", body


WHATSAPP = dict(_single_messages())


@pytest.mark.parametrize("name", WHATSAPP)
def test_pywa_reads_a_message_of_whatsapp_as_we_do(name: str) -> None:
    client = WhatsApp(phone_id="1", token="t")
    theirs = Message.from_update(client, WHATSAPP[name])
    (ours,) = whatsapp.events_of(WHATSAPP[name])
    assert ours.provider_id == theirs.id
    assert ours.occurred_at == theirs.timestamp.astimezone(ours.occurred_at.tzinfo)
    assert ours.account_ref == theirs.metadata.phone_number_id
    assert ours.author_name == (theirs.from_user.name or "")
    numbers = {one.raw or one.value for one in ours.author}
    assert not theirs.from_user.wa_id or any(theirs.from_user.wa_id in one for one in numbers)
    assert ours.forwarded == theirs.forwarded
    if theirs.text:
        assert _text_of(ours) == theirs.text.replace("\x00", "")
    media = [part for part in ours.parts if isinstance(part, Media)]
    if theirs.has_media:
        their_file: Any = theirs.media
        assert [one.ref for one in media] == [their_file.id]
        assert media[0].mime == their_file.mime_type
    if theirs.location:
        (place,) = [part for part in ours.parts if isinstance(part, Location)]
        assert (place.latitude, place.longitude) == (theirs.location.latitude, theirs.location.longitude)


def test_enough_messages_of_whatsapp_are_compared() -> None:
    assert len(WHATSAPP) >= 10


# ---- Telegram: python-telegram-bot --------------------------------------------------------------------------------


def _of_private_chats() -> Iterator[tuple[str, Any]]:
    for name, body in {**bots.own_bodies(), **bots.published_bodies()}.items():
        message = body.get("message") or body.get("edited_message") or {}
        if message.get("chat", {}).get("type") == "private" and "from" in message:
            yield name, body


TELEGRAM = dict(_of_private_chats())


@pytest.mark.parametrize("name", TELEGRAM)
def test_python_telegram_bot_reads_an_update_as_we_do(name: str) -> None:
    theirs = telegram.Update.de_json(TELEGRAM[name], None)
    said = theirs.effective_message
    assert said is not None and theirs.effective_user is not None
    (ours,) = bots.events_of(TELEGRAM[name])
    edited = ours.kind is InboundKind.MESSAGE_EDITED
    assert (ours.target or ours.provider_id if edited else ours.provider_id) == f"{said.chat_id}:{said.message_id}"
    assert str(theirs.update_id) in ours.dedupe_key or str(said.message_id) in ours.dedupe_key
    if ours.kind is InboundKind.UNSUPPORTED:
        return
    assert {str(theirs.effective_user.id)} <= {one.value for one in ours.author}
    assert ours.author_name == theirs.effective_user.full_name
    when = said.edit_date if edited else said.date
    assert when is None or ours.occurred_at == when
    words = (said.text or said.caption or "").replace("\x00", "")
    captions = "".join(part.caption for part in ours.parts if isinstance(part, Media))
    assert words.strip() in f"{_text_of(ours)}{captions}" or said.text in {"/start"} or ours.referral is not None
    file = said.document or said.voice or said.audio or said.video or said.sticker or (said.photo or [None])[-1]
    if said.sticker is not None and said.sticker.is_animated:
        file = said.sticker.thumbnail  # the still of one that moves, which no browser draws
    if file is not None:
        assert file.file_id in [part.ref for part in ours.parts if isinstance(part, Media)]


def test_enough_updates_of_telegram_are_compared() -> None:
    assert len(TELEGRAM) >= 15


# ---- LINE: line-bot-sdk -------------------------------------------------------------------------------------------

UNKNOWN_TO_IT = {"mensaje_de_otra_clase", "suceso_que_no_existe", "suceso_sin_nombre"}  # on these it raises
LINE_BODIES = {
    name: body for name, body in {**line.own_bodies(), **line.published_bodies()}.items() if name not in UNKNOWN_TO_IT
}
LINE_KINDS = {
    "message": {InboundKind.MESSAGE, InboundKind.UNSUPPORTED},
    "messageEdited": {InboundKind.MESSAGE_EDITED},
    "unsend": {InboundKind.MESSAGE_DELETED},
    "postback": {InboundKind.POSTBACK, InboundKind.UNSUPPORTED},
    "follow": {InboundKind.OPT_IN},
    "unfollow": {InboundKind.OPT_OUT},
}


@pytest.mark.parametrize("name", LINE_BODIES)
def test_lines_own_library_reads_a_webhook_as_we_do(name: str) -> None:
    raw = json.dumps(LINE_BODIES[name], ensure_ascii=False)
    told: WebhookPayload = WebhookParser("s3creto").parse(raw, line_door.signature("s3creto", raw.encode()), True)
    ours = line.events_of(LINE_BODIES[name])
    assert {one.account_ref for one in ours} == {told.destination}
    for mine, theirs in zip(ours, told.events, strict=True):
        assert theirs.webhook_event_id in mine.dedupe_key
        assert round(mine.occurred_at.timestamp() * 1000) == theirs.timestamp
        person = theirs.source is not None and theirs.source.type == "user"
        if not mine.author:
            assert not person or theirs.type not in {"message", "messageEdited", "unsend", "follow", "unfollow"}
            continue
        assert mine.kind in LINE_KINDS[theirs.type]
        assert [one.value for one in mine.author] == [theirs.source.user_id]
        assert mine.standby == (theirs.mode.value == "standby")
        if theirs.type in {"message", "messageEdited"}:
            _reads_alike(mine, theirs.message)
        if theirs.type == "unsend":
            assert mine.target == theirs.unsend.message_id


def _reads_alike(mine: InboundEvent, said: Any) -> None:
    """Compare what a message of LINE holds."""
    assert said.id in {mine.provider_id, mine.target}
    assert mine.reply_to == (getattr(said, "quoted_message_id", None) or "")
    media = [part for part in mine.parts if isinstance(part, Media)]
    if said.type == "text":
        assert _text_of(mine) == said.text
    if said.type == "location" and mine.kind is InboundKind.MESSAGE:
        (place,) = [part for part in mine.parts if isinstance(part, Location)]
        assert (place.latitude, place.longitude) == (said.latitude, said.longitude)
        assert (place.name, place.address) == (said.title, said.address)
    if said.type == "file":
        assert (media[0].name, media[0].size) == (said.file_name, said.file_size)
    if said.type == "sticker" and media:
        assert media[0].ref == f"sticker:{said.package_id}:{said.sticker_id}"
    if said.type in {"image", "video", "audio"} and media:
        provider = said.content_provider
        assert media[0].ref in {f"content:{said.id}", provider.original_content_url}


def test_lines_own_library_lets_in_what_we_let_in() -> None:
    chance = random.Random(11)
    for n in range(60):
        raw = "".join(chance.choices(LETTERS, k=n))
        given = line_door.signature("s3creto", raw.encode())
        assert SignatureValidator("s3creto").validate(raw, given)
        assert not SignatureValidator("s3creta").validate(raw, given)


def test_enough_webhooks_of_line_are_compared() -> None:
    assert len(LINE_BODIES) >= 40


# ---- SMS: Twilio's own library ------------------------------------------------------------------------------------


def test_twilios_own_library_signs_as_we_do() -> None:
    chance, validator = random.Random(7), RequestValidator("t0ken")
    for n in range(60):
        pairs = {f"Clave{at}": "".join(chance.choices(LETTERS, k=9)) for at in range(n % 7)}
        url = f"https://casa.example/hooks/{n}" + ("?a=b%20c" if n % 3 == 0 else "")
        assert signature("t0ken", url, list(pairs.items())) == validator.compute_signature(url, pairs)


@pytest.mark.parametrize("name", sms.own())
def test_twilios_own_library_lets_in_what_we_let_in(name: str) -> None:
    raw = urlencode({key: value for key, value in sms.own()[name].items() if key != ":key"})
    url, pairs = "https://casa.example/hooks/1", parse_qsl(raw, keep_blank_values=True)
    given = signature("12345", url, pairs)
    assert RequestValidator("12345").validate(url, dict(pairs), given)
    assert not RequestValidator("12346").validate(url, dict(pairs), given)
