"""What can be wrong with a number for texts, in plain words with the remedy."""

from __future__ import annotations

from trato.rooms.channels.adapters.twilio.faults import NUMBER
from trato.rooms.channels.connecting import Finding, Said, bad

FILES = Said("Archivos (MMS)", "Files (MMS)", "Arquivos (MMS)")
WEBHOOK = Said("Webhook", "Webhook", "Webhook")


def no_texts() -> Finding:
    """Name a number that only speaks."""
    return bad(
        "number", NUMBER,
        Said("Este número no puede con SMS.", "This number cannot do SMS.", "Este número não aceita SMS."),
        Said("Elegir otro de la cuenta, o comprar uno con SMS para ese país.",
             "Choose another of the account, or buy one with SMS for that country.",
             "Escolher outro da conta, ou comprar um com SMS para esse país."),
    )  # fmt: skip


def no_files() -> Finding:
    """Name a number that was said to send files, and cannot."""
    return bad(
        "mms", FILES,
        Said("Este número no puede con MMS.", "This number cannot do MMS.", "Este número não aceita MMS."),
        Said("Poner «no» en «Enviar archivos (MMS)»: los textos salen igual.",
             "Set “Send files (MMS)” to “no”: texts leave all the same.",
             "Pôr “no” em “Enviar arquivos (MMS)”: os textos saem do mesmo jeito."),
    )  # fmt: skip


def of_webhook(told: str, hook: str) -> Finding:
    """Name messages that are brought elsewhere, or nowhere."""
    now = (
        Said(f"ahora va a {told}", f"it goes to {told} now", f"agora vai para {told}")
        if told
        else Said("ahora no va a ninguna parte", "it goes nowhere now", "agora não vai a lugar nenhum")
    )
    return bad(
        "webhook", WEBHOOK,
        Said(f"Lo que llega al número no viene aquí: {now.es}.",
             f"What comes to the number does not come here: {now.en}.",
             f"O que chega ao número não vem para cá: {now.pt}."),
        Said(f"En la consola, en el número → Messaging → A message comes in: poner {hook} con HTTP POST.",
             f"In the console, at the number → Messaging → A message comes in: set {hook} with HTTP POST.",
             f"No console, no número → Messaging → A message comes in: pôr {hook} com HTTP POST."),
    )  # fmt: skip


def of_service(sid: str) -> Finding:
    """Name a messaging service that is not there."""
    return bad(
        "service", WEBHOOK,
        Said(f"La cuenta no tiene el servicio de mensajería {sid}.", f"The account has no messaging service {sid}.",
             f"A conta não tem o serviço de mensagens {sid}."),
        Said("Copiar su SID de la consola → Messaging → Services, o dejar el campo vacío.",
             "Copy its SID from the console → Messaging → Services, or leave the field empty.",
             "Copiar o SID do console → Messaging → Services, ou deixar o campo vazio."),
    )  # fmt: skip
