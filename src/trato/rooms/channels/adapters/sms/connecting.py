"""How a Twilio number is connected, and what Twilio says of it: the account, the number's gifts, where messages go.

Asked of the REST API (twilio.com/docs): the account itself; `IncomingPhoneNumbers` by number, or `SMS/ShortCodes`; and
the messaging service, where the number is in one that brings messages to an address of its own.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any
from urllib.parse import urlencode, urlsplit

import msgspec

from trato.rooms.channels.adapters.sms import faults
from trato.rooms.channels.adapters.sms.capabilities import sends_files
from trato.rooms.channels.adapters.sms.connection_fields import FIELDS, NEEDS
from trato.rooms.channels.adapters.sms.provider import account_url, headers_of, service_url, token_headers
from trato.rooms.channels.connecting import Connection, Finding, Probe, Said, good
from trato.rooms.channels.model import AccountView, HttpAnswer, HttpRequest, ProviderAnswer

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
Steps = Generator[Probe | Finding, ProviderAnswer | None, None]


def examine(account: AccountView, hook: str) -> Steps:
    """Look at account, key, number and webhook; what hangs on something broken is not asked."""
    found = _body(answer := (yield HttpRequest("GET", account_url(account), token_headers(account))))
    if found is None:
        yield faults.of_silence("account", faults.ACCOUNT)
        return
    if _status(answer) >= 400:
        yield faults.of_account()
        return
    if found.get("status") != "active":
        yield faults.of_rest(str(found.get("status") or "?"))
        return
    yield good("account", faults.ACCOUNT)
    wanted = account.external_id
    long = wanted.startswith("+")
    what = "IncomingPhoneNumbers.json" if long else "SMS/ShortCodes.json"
    query = urlencode({"PhoneNumber" if long else "ShortCode": wanted})
    listed = _body(answer := (yield HttpRequest("GET", f"{account_url(account, what)}?{query}", headers_of(account))))
    if listed is None:
        yield faults.of_silence("number", faults.NUMBER)
        return
    if _status(answer) >= 400:
        yield faults.of_key()
        return
    numbers = listed.get("incoming_phone_numbers" if long else "short_codes")
    number = next((one for one in numbers or () if _named(one) == wanted), None)
    if number is None:
        yield faults.of_number(wanted)
        return
    gifts = number.get("capabilities") if isinstance(number.get("capabilities"), dict) else {}
    if long and not gifts.get("sms", gifts.get("SMS")):
        yield faults.no_texts()
        return
    yield good("number", faults.NUMBER)
    if sends_files(account):
        yield good("mms", faults.FILES) if not long or gifts.get("mms", gifts.get("MMS")) else faults.no_files()
    if hook:
        yield from _examine_webhook(account, hook, number)


def _examine_webhook(account: AccountView, hook: str, number: dict[str, Any]) -> Steps:
    url, method = str(number.get("sms_url") or ""), str(number.get("sms_method") or "POST")
    if service := str(account.settings.get("messaging_service_sid") or ""):
        answer = yield HttpRequest("GET", service_url(account, service), headers_of(account))
        found = _body(answer)
        if found is None:
            yield faults.of_silence("service", faults.WEBHOOK)
            return
        if _status(answer) >= 400:
            yield faults.of_service(service)
            return
        if not found.get("use_inbound_webhook_on_number"):
            url, method = str(found.get("inbound_request_url") or ""), str(found.get("inbound_method") or "POST")
    same = same_address(url, hook) and method.upper() == "POST"
    yield good("webhook", faults.WEBHOOK) if same else faults.of_webhook(f"{url} ({method})" if url else "", hook)


def same_address(told: str, ours: str) -> bool:
    """Say whether two addresses are one; this machine's names are one too."""
    one, other = urlsplit(told), urlsplit(ours)
    same_host = one.hostname == other.hostname or {one.hostname, other.hostname} <= LOOPBACK
    return same_host and (one.scheme, one.port, one.path) == (other.scheme, other.port, other.path)


def _named(number: Any) -> str:
    return str(number.get("phone_number") or number.get("short_code") or "") if isinstance(number, dict) else ""


def _status(answer: ProviderAnswer | None) -> int:
    return answer.status if isinstance(answer, HttpAnswer) else 599


def _body(answer: ProviderAnswer | None) -> dict[str, Any] | None:
    """Return the JSON object of an answer; None where there is none."""
    if not isinstance(answer, HttpAnswer) or answer.status >= 500:
        return None
    try:
        body = msgspec.json.decode(answer.body or b"{}")
    except msgspec.DecodeError:
        return {} if answer.status >= 400 else None
    return body if isinstance(body, dict) else None


CONNECTION = Connection(
    channel="sms",
    about=Said("Un número de Twilio para mensajes de texto, y de imagen donde puede.",
               "A Twilio number for text messages, and for pictures where it can.",
               "Um número da Twilio para mensagens de texto, e de imagem onde pode."),
    needs=NEEDS,
    fields=FIELDS,
    hook=Said(
        "Pegar esta dirección en la consola de Twilio → Phone Numbers → el número → Messaging → «A message comes in», "
        "con HTTP POST. Los acuses de lo enviado llegan solos a la misma dirección.",
        "Paste this address into Twilio's console → Phone Numbers → the number → Messaging → “A message comes in”, "
        "with HTTP POST. Receipts of what was sent come to the same address by themselves.",
        "Colar este endereço no console da Twilio → Phone Numbers → o número → Messaging → “A message comes in”, com "
        "HTTP POST. Os recibos do que foi enviado chegam sozinhos ao mesmo endereço.",
    ),
    examine=examine,
    write_to=Said("Enviar un SMS al número, desde cualquier teléfono.", "Send an SMS to the number, from any phone.",
                  "Enviar um SMS ao número, de qualquer telefone."),
)  # fmt: skip
