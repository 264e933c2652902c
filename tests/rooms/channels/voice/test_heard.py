"""What callers hear: TwiML that Twilio takes, in the words of the house, and in the language of the number."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant
from twilio.request_validator import RequestValidator
from twilio.twiml.voice_response import Conference, Dial, Enqueue, Gather, VoiceResponse

from tests.rooms.channels.voice.known import ACCOUNT, CALL, LEG, QUEUE, SCRIPT, VOICE, answer, asked, form, with_script
from trato.rooms.channels.adapters.twilio.door import is_authentic, signature
from trato.rooms.channels.adapters.voice import softphone
from trato.rooms.channels.adapters.voice.script import read_script, script_of
from trato.rooms.channels.adapters.voice.words import when
from trato.rooms.channels.model import CallAsked, CallKnown, Handshake, queue_token
from trato.rooms.channels.simulators.voice.twiml import Wrong, read

HOOK = ACCOUNT.hook
SHORT = CALL[2:]
EVERY_SPOT = (
    "", "menu.main.1", "menu.main.3", "menu.m3.1", f"wait.{'0' * 31}1", "aside", "left", f"agent.{LEG}.{SHORT}",
    f"whisper.{LEG}.{SHORT}", f"accept.{LEG}.{SHORT}", "over", "words", f"leg.{LEG}.{SHORT}", "room",
    "recorded.56911112222", "nada", "menu", "menu..9999", "agent.x.y",
)  # fmt: skip


def heard(told: Handshake) -> list[str]:
    """Return the words of an answer."""
    return [one.text or "" for one in ElementTree.fromstring(told.body).iter("Say")]


@pytest.mark.parametrize("language", ["es", "en", "pt", "xx"])
@pytest.mark.parametrize("key", EVERY_SPOT)
def test_every_answer_is_twiml_that_twilio_takes_in_whatever_language(key: str, language: str) -> None:
    account = with_script(**{**SCRIPT, "language": language})
    closed = CallKnown(False, datetime(2026, 11, 23, 12, tzinfo=UTC), "America/Santiago")
    for known in (CallKnown(), CallKnown(place=1, wait_minutes=1), CallKnown(place=4, wait_minutes=7), closed):
        for digits in ("", "0", "1", "2", "3", "9", "7"):
            for caller in ("+56911112222", "anonymous"):
                told = form(From=caller, **({"Digits": digits} if digits else {}))
                body = answer(told, key, known, account)
                read(body.body, body.content_type, waiting=key.startswith(("wait", "aside")))


def test_our_twiml_says_what_twilios_own_builder_says() -> None:
    theirs = VoiceResponse()
    dial = Dial()
    dial.append(
        Conference(
            CALL, beep="false", start_conference_on_enter=True, end_conference_on_exit=False,
            status_callback=f"{HOOK}?key=room", status_callback_event="start end join leave hold",
            status_callback_method="POST",
        )
    )  # fmt: skip
    theirs.append(dial)
    assert _same(answer(form(), f"agent.{LEG}.{SHORT}").body, str(theirs))
    theirs = VoiceResponse()
    theirs.append(Enqueue(QUEUE.replace("-", ""), action=f"{HOOK}?key=left",
                          wait_url=f"{HOOK}?key=wait.{QUEUE.replace('-', '')}"))  # fmt: skip
    assert _same(answer(form(Digits="1"), "menu.main.1").body, str(theirs))
    theirs = VoiceResponse()
    gather = Gather(num_digits=1, timeout=10, action=f"{HOOK}?key=accept.{LEG}.{SHORT}")
    gather.say("Llamada de un cliente. Para atenderla, marca 1.", language="es-MX")
    theirs.append(gather)
    theirs.hangup()
    assert _same(answer(form(), f"whisper.{LEG}.{SHORT}").body, str(theirs))


def _same(ours: str, theirs: str) -> bool:
    return ElementTree.canonicalize(ours, strip_text=True) == ElementTree.canonicalize(theirs, strip_text=True)


def test_our_signature_and_our_token_are_those_of_twilios_own_library() -> None:
    told, key = form(Digits="1"), "menu.main.1"
    given = RequestValidator("12345").compute_signature(f"{HOOK}?key={key}", told)
    assert given == signature("12345", f"{HOOK}?key={key}", list(told.items()))
    request = asked(told, key)
    request.headers["x-twilio-signature"] = given  # type: ignore[index]
    assert is_authentic(request, ACCOUNT)
    now = datetime(2026, 11, 23, tzinfo=UTC)
    account = ACCOUNT.settings["account_sid"]
    ours = softphone.token(ACCOUNT, "SK1", "s3cret" * 6, "lucia", now, now + softphone.GOOD_FOR)
    theirs = AccessToken(account, "SK1", "s3cret" * 6, identity="lucia", nbf=int(now.timestamp()), ttl=3600)
    theirs.add_grant(VoiceGrant(incoming_allow=True))
    assert _claims(ours) == {**_claims(theirs.to_jwt()), **_times(now)}


def _claims(token: str) -> dict[str, object]:
    body = token.split(".")[1]
    told: dict[str, object] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return told


def _times(now: datetime) -> dict[str, object]:
    began = int(now.timestamp())
    return {"jti": f"SK1-{began}", "iat": began, "nbf": began, "exp": began + 3600}


def test_a_caller_hears_where_they_stand_and_what_they_may_do() -> None:
    said = heard(answer(form(), "wait", CallKnown(place=3, wait_minutes=5)))
    assert said[1:3] == ["Tu lugar en la fila es el 3.", "La espera es de unos 5 minutos."]
    assert said[-1] == "Si prefieres seguir por mensaje, marca 1."
    assert "marca 1" not in " ".join(heard(answer(form(From="anonymous"), "wait"))), (
        "who hides their number gets no text"
    )


def test_out_of_hours_the_queue_is_a_recording_that_says_when_we_are_back() -> None:
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    closed = CallKnown(False, at, "America/Santiago")
    body = answer(form(Digits="1"), "menu.main.1", closed).body
    assert "Volvemos el lunes a las 9:00." in body and "<Record" in body and "<Enqueue" not in body
    always = with_script(**SCRIPT, out_of_hours="queue")
    assert "<Enqueue" in answer(form(Digits="1"), "menu.main.1", closed, always).body
    assert when("pt", at, "America/Sao_Paulo") == "segunda-feira às 9:00"
    assert when("en", at, "America/Santiago") == "on Monday at 9:00 AM"


def test_what_is_asked_before_an_answer_is_the_queue_where_the_caller_goes() -> None:
    assert VOICE.asked(asked(form(Digits="1"), "menu.main.1"), ACCOUNT) == CallAsked(CALL, QUEUE.replace("-", ""))
    assert VOICE.asked(asked(form(Digits="2"), "menu.main.1"), ACCOUNT) is None
    assert VOICE.asked(asked(form("ringing")), ACCOUNT) is None, "a menu is said first"
    assert VOICE.asked(asked(form("ringing")), with_script()) == CallAsked(CALL, "")
    assert VOICE.asked(asked(form("completed")), with_script()) is None


def test_who_chooses_nothing_three_times_goes_to_people() -> None:
    assert "<Gather" in answer(form(), "menu.main.1").body
    assert "<Gather" in answer(form(Digits="7"), "menu.main.2").body
    assert "<Enqueue" in answer(form(Digits="7"), "menu.main.3").body


@pytest.mark.parametrize(
    "wrong",
    [
        "<Response><Shout>Hola</Shout></Response>", '<Response><Say loudness="9">Hola</Say></Response>',
        '<Response><Gather numDigits="mucho"/></Response>', "<Response><Say/></Response>", "<Answer/>", "<Response>",
        '<Response><Enqueue waitUrl="javascript:1">q</Enqueue></Response>', "<Response><Dial/></Response>",
        '<Response><Dial><Conference beep="loud">a</Conference></Dial></Response>',
        "<Response><Conference>a</Conference></Response>", "<Response><Hangup/><Say>a</Say></Response>",
        '<Response><Gather><Record/></Gather></Response>', "<Response><Leave/></Response>",
        '<!DOCTYPE a [<!ENTITY b "c">]><Response><Say>&b;</Say></Response>', "<Response>Hola</Response>",
    ],
)  # fmt: skip
def test_the_stand_in_takes_no_twiml_that_says_what_twilio_does_not_know(wrong: str) -> None:
    with pytest.raises(Wrong):
        read(wrong, "text/xml")


@pytest.mark.parametrize(
    ("why", "lines"),
    [
        ("line", ["pedidos > cola"]), ("place", ["1 = pedidos > la luna"]),
        ("digit", ["1 = pedidos > cola", "1 = otros > cola"]), ("menu", ["3 = otras > menú"]),
        ("menu", ["1 = pedidos > cola", "4.1 = nadie llega > cola"]),
    ],
)  # fmt: skip
def test_a_line_that_leads_nowhere_is_told_to_who_wrote_it(why: str, lines: list[str]) -> None:
    _, strange = read_script(with_script(menu=lines))
    assert [one.why for one in strange] == [why]


def test_a_line_is_read_in_each_of_our_languages_and_a_queue_by_its_name() -> None:
    lines = ["1 = pedidos > cola Postventa", "2 = orders > queue «postventa»", "3 = pedidos > fila POSTVENTA"]
    menu = script_of(with_script(menu=lines)).menus["main"]
    assert {one.to for one in menu.options} == {queue_token("Postventa")}
