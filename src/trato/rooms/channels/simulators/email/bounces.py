"""Bounces as Postfix writes them (RFC 3464), for addresses whose names ask for one."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from enum import Enum
from hashlib import sha256


class Failure(Enum):
    """Why an address does not get its mail: (action, status, what the other server said)."""

    UNKNOWN = ("failed", "5.1.1", "550 5.1.1 User unknown")
    FULL = ("failed", "5.2.2", "552 5.2.2 Mailbox full")
    DELAYED = ("delayed", "4.4.1", "451 4.4.1 Connection timed out")


_WORDS = {
    Failure.UNKNOWN: "No existe ningún buzón con esa dirección.",
    Failure.FULL: "El buzón del destinatario está lleno.",
    Failure.DELAYED: "Todavía no se pudo entregar. Se seguirá intentando durante 4 días; no hace falta reenviar.",
}


_NAMES = {
    **dict.fromkeys(("rebota", "bounce", "devolve"), Failure.UNKNOWN),
    **dict.fromkeys(("lleno", "full", "cheio"), Failure.FULL),
    **dict.fromkeys(("demora", "delayed"), Failure.DELAYED),
}


def failure_of(address: str) -> Failure | None:
    """Return how mail to `address` fails: `rebota@…`, `lleno.ana@…`, `demora@…`; None when it arrives."""
    return _NAMES.get(address.partition("@")[0].lower().split(".")[0].split("+")[0])


def bounce(raw: bytes, recipient: str, sender: str, failure: Failure, now: datetime) -> bytes:
    """Return the report that the server sends to `sender` about its mail to `recipient`."""
    action, status, said = failure.value
    domain = recipient.rpartition("@")[2]
    mark = sha256(raw + recipient.encode() + status.encode()).hexdigest()[:24]
    words = f"Este es el sistema de correo de {domain}.\n\n<{recipient}>: {_WORDS[failure]}\n    {said}\n"
    fields = (
        f"Final-Recipient: rfc822; {recipient}\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; {said}\n"
    )
    returned = raw.split(b"\r\n\r\n", 1)[0].decode("utf-8", "replace").replace("\r\n", "\n")
    text = f"""Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@{domain}>
To: {sender}
Subject: {"Correo demorado" if failure is Failure.DELAYED else "Correo devuelto al remitente"}
Date: {format_datetime(now)}
Message-ID: <{mark}@{domain}>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="{mark}"

--{mark}
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

{words}
--{mark}
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.{domain}

{fields}
--{mark}
Content-Type: text/rfc822-headers

{returned}

--{mark}--
"""
    return text.replace("\n", "\r\n").encode()
