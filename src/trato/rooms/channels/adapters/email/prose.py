"""Bounces in prose: Exim, qmail, Gmail, Yahoo, Domino, Zoho, MDaemon, Exchange, Office 365, old Postfix, sendmail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from trato.rooms.channels.adapters.email.loops import DAEMONS
from trato.rooms.channels.adapters.email.reading import Mail, Part, normalised, read_addresses
from trato.rooms.channels.adapters.email.reports import Report, basic, enhanced, may_pass, prose_of
from trato.rooms.channels.model import ReceiptStatus

_SUBJECTS: Final = re.compile(
    r"delivery (?:status|failure|has failed|report|notification)|deliver(?:y|ing).{0,20}(?:fail|delay)|undeliver"
    r"|failure (?:notice|delivery)"
    r"|returned (?:mail|to sender)|mail (?:delivery|system error)|could not be delivered|delayed mail"
    r"|message delayed|non recapitabile"
    r"|postmaster notify|mail.{0,10}blocked|no se (?:puede|pudo|ha podido) entregar|error (?:en la|de) entrega"
    r"|mensaje no (?:entregado|entregable)"
    r"|correo (?:devuelto|rechazado)|devuelto al remitente|entrega (?:fallida|retrasada|demorada)"
    r"|notificaci[oó]n de (?:estado|entrega)"
    r"|não (?:foi )?(?:entregue|pôde ser entregue)|falha na entrega|mensagem (?:devolvida|não entregue)"
    r"|devolvid[oa] ao remetente",
    re.I,
)
_BODIES: Final = re.compile(
    r"(?:could not|was not|couldn't be|unable to|wasn't able to|has been|did not|failed).{0,60}(?:deliver|reach"
    r"|receive)|delivery has failed"
    r"|permanent (?:fatal|error)|undeliverable|no se pudo entregar|não foi possível entregar|fatal errors",
    re.I | re.S,
)
_DELAYS: Final = re.compile(
    r"warning message only|will be retried|still being retried|has been delayed|delivery (?:is )?delay|delayed mail"
    r"|\(delay\)|ser[áa] reintentad|se seguir[áa] intentando|ha sufrido un retraso|será tentada novamente",
    re.I,
)
_COPY: Final = re.compile(
    r"^.{0,6}(?:-{2,}\s*(?:below this line is|this is) a copy|-{3,}\s*(?:original message|message header"
    r"|undelivered message|returned message)"
    r"|original message headers|encabezados originales|cabeçalhos originais|--- the header of the original"
    r"|original message follows|-+ copia del mensaje"
    r"|received: ?from |return-path:)",
    re.I | re.M,
)
_LINE_ADDRESS: Final = re.compile(
    r"^[ \t>\"]*<?(?:mailto:)?([\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]+\w)(?:<mailto:[^>]*>)?>?[\"]?(?=[ \t:,;.]|$"
    r"|\.\.\.)"
    r"|Address:\s*<([^<>\s]+@[^<>\s]+)>|(?:SMTP=|\()([\w.+-]+@[\w.-]+\w)\b",
    re.M | re.I,
)
_EXPANDED: Final = re.compile(r"expanded from:\s*<?([\w.+-]+@[\w.-]+\w)", re.I)


def is_bounce(mail: Mail, parts: Sequence[Part]) -> bool:
    """Say whether a server wrote `mail` to tell that one of ours did not arrive, or not yet."""
    if mail.header("x-failed-recipients"):
        return True
    senders = {address.partition("@")[0].lower() for _, address in mail.addresses("from")}
    raw_from = mail.header("from").lower()
    by_daemon = bool(senders & DAEMONS) or "mailer-daemon" in raw_from or "postmaster" in raw_from
    by_daemon = by_daemon or mail.header("return-path") == "<>" and "system administrator" in raw_from
    if not by_daemon:
        return False
    return bool(_SUBJECTS.search(mail.header("subject"))) or bool(_BODIES.search(prose_of(parts)[:4000]))


def from_prose(mail: Mail, parts: Sequence[Part], target: str) -> list[Report]:
    """Read a bounce that tells its recipients, code and reason in prose only."""
    whole = prose_of(parts)
    copy = _COPY.search(whole)
    text = whole[: copy.start()] if copy and copy.start() > 40 else whole
    delayed = bool(_DELAYS.search(text) or _DELAYS.search(mail.header("subject")))
    recipients = [normalised(a) for _, a in read_addresses(mail.headers("x-failed-recipients"))] or _recipients(
        mail, text
    )
    code = enhanced(text) or basic(text)
    reason = re.sub(r"\s+", " ", _reason(text, recipients))[:500]
    passing = may_pass(code, not delayed)
    return [Report(one, ReceiptStatus.FAILED, target, code, reason, not delayed, passing) for one in recipients or [""]]


def _recipients(mail: Mail, text: str) -> list[str]:
    """Take the addresses that stand where servers put the recipients that failed, but not the sender's own."""
    senders = {normalised(address) for name in ("to", "from", "delivered-to") for _, address in mail.addresses(name)}
    found = [normalised(one) for one in _EXPANDED.findall(text)]
    found = found or [normalised(next(filter(None, one))) for one in _LINE_ADDRESS.findall(text)]
    good = [one for one in dict.fromkeys(found) if one and one.partition("@")[0] not in DAEMONS]
    return [one for one in good if one not in senders][:50] or good[:1]


def _reason(text: str, recipients: Sequence[str]) -> str:
    """Return the prose around the first reply code, else what follows the recipient."""
    if found := re.search(r".{0,80}(?<![\d.])[45]\d\d[ -].{0,300}", text, re.S):
        return found[0].strip()
    at = text.lower().find(recipients[0]) if recipients and recipients[0] else -1
    return text[at : at + 300].strip() if at >= 0 else text.strip()[:300]
