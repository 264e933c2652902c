"""How a Twilio number for texts is connected, and what Twilio says of it: the number's gifts, where messages go.

Besides what `examining` asks: the messaging service, where the number is in one that brings messages to an address of
its own.
"""

from __future__ import annotations

from typing import Any

from trato.rooms.channels.adapters.sms import faults
from trato.rooms.channels.adapters.sms.capabilities import sends_files
from trato.rooms.channels.adapters.sms.connection_fields import FIELDS, NEEDS
from trato.rooms.channels.adapters.twilio.examining import Steps, body_of, can, find_number, same_address, status_of
from trato.rooms.channels.adapters.twilio.faults import NUMBER, of_silence
from trato.rooms.channels.adapters.twilio.provider import headers_of, service_url
from trato.rooms.channels.connecting import Connection, Said, good
from trato.rooms.channels.model import AccountView, HttpRequest


def examine(account: AccountView, hook: str) -> Steps:
    """Look at account, key, number and webhook; what hangs on something broken is not asked."""
    number = yield from find_number(account)
    if number is None:
        return
    long = account.external_id.startswith("+")
    if long and not can(number, "sms"):
        yield faults.no_texts()
        return
    yield good("number", NUMBER)
    if sends_files(account):
        yield good("mms", faults.FILES) if not long or can(number, "mms") else faults.no_files()
    if hook:
        yield from _examine_webhook(account, hook, number)


def _examine_webhook(account: AccountView, hook: str, number: dict[str, Any]) -> Steps:
    url, method = str(number.get("sms_url") or ""), str(number.get("sms_method") or "POST")
    if service := str(account.settings.get("messaging_service_sid") or ""):
        answer = yield HttpRequest("GET", service_url(account, service), headers_of(account))
        found = body_of(answer)
        if found is None:
            yield of_silence("service", faults.WEBHOOK)
            return
        if status_of(answer) >= 400:
            yield faults.of_service(service)
            return
        if not found.get("use_inbound_webhook_on_number"):
            url, method = str(found.get("inbound_request_url") or ""), str(found.get("inbound_method") or "POST")
    same = same_address(url, hook) and method.upper() == "POST"
    yield good("webhook", faults.WEBHOOK) if same else faults.of_webhook(f"{url} ({method})" if url else "", hook)


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
