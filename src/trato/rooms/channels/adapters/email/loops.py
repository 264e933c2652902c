"""Which mails a machine wrote, so that no machine of ours answers it (RFC 3834 and what is common besides)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from trato.rooms.channels.adapters.email.reading import Mail, normalised
from trato.rooms.channels.model import AccountView

LOOP_HEADER: Final = "X-Loop"


class Automatic(StrEnum):
    """Why we think that a machine wrote a mail; the first that holds, strongest first."""

    OWN_LOOP = "own_loop"  # we sent it ourselves
    AUTO_SUBMITTED = "auto_submitted"
    AUTO_REPLY = "auto_reply"  # X-Autoreply and its likes
    SUPPRESSED = "auto_response_suppress"
    PRECEDENCE = "precedence"
    MAILING_LIST = "mailing_list"
    EMPTY_RETURN_PATH = "empty_return_path"
    DAEMON = "daemon"
    SUBJECT = "auto_reply_subject"
    NO_REPLY = "no_reply_sender"


_SUBJECTS: Final = re.compile(
    r"^\s*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response|respons)|autoreply|out of (?:the )?office"
    r"|respuesta autom[aá]tica|contestaci[oó]n autom[aá]tica|fuera de (?:la )?oficina|ausente\s*:"
    r"|resposta autom[aá]tica|fora do escrit[oó]rio|resposta de aus[eê]ncia|ausência tempor[aá]ria"
    r"|automatische antwort|abwesenheit|réponse automatique|risposta automatica)\b",
    re.I,
)
_NO_REPLY: Final = re.compile(r"^(?:no-?_?\.?reply|do-?not-?reply|donotreply|no-?responder|nao-?responda)\b", re.I)
DAEMONS: Final = frozenset({"mailer-daemon", "postmaster", "mail-daemon", "mailerdaemon", "mailadm", "mdaemon"})


def why_automatic(mail: Mail, account: AccountView, sender: str, return_path: str | None) -> Automatic | None:
    """Return why a machine wrote `mail`, or None when it seems to be a person's; `sender` is who speaks in it.

    `return_path` is the envelope's sender as the server recorded it, None when it did not.
    """
    checks = (
        (Automatic.OWN_LOOP, _is_own(mail, account)),
        (Automatic.AUTO_SUBMITTED, _says(mail, "auto-submitted", {"no", ""})),
        (Automatic.AUTO_REPLY, any(_says(mail, name, {"no", "", "false"}) for name in _REPLY_HEADERS)),
        (Automatic.SUPPRESSED, _says(mail, "x-auto-response-suppress", {"none", ""})),
        (
            Automatic.PRECEDENCE,
            mail.header("precedence").lower() in {"bulk", "junk", "list", "auto_reply", "auto-reply"},
        ),
        (Automatic.MAILING_LIST, bool(mail.header("list-id"))),
        (Automatic.EMPTY_RETURN_PATH, return_path is not None and return_path.strip() in {"", "<>"}),
        (Automatic.DAEMON, sender.partition("@")[0].lower() in DAEMONS),
        (Automatic.SUBJECT, bool(_SUBJECTS.match(mail.header("subject")))),
        (Automatic.NO_REPLY, is_no_reply(sender)),
    )
    return next((reason for reason, holds in checks if holds), None)


_REPLY_HEADERS: Final = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-mail-autoreply")


def _says(mail: Mail, name: str, silent: set[str]) -> bool:
    return mail.header(name).split(";")[0].strip().lower() not in silent


def _is_own(mail: Mail, account: AccountView) -> bool:
    ours = normalised(account.external_id)
    return bool(ours) and any(normalised(value) == ours for value in mail.headers(LOOP_HEADER.lower()))


def is_no_reply(sender: str) -> bool:
    """Say whether an address tells by its name that nobody reads it."""
    return bool(_NO_REPLY.match(sender))
