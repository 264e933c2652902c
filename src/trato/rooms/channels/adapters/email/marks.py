"""The marks that mail programs leave around what they quote: attributions, header blocks, dividers, signatures.

Written from what Gmail, Outlook, Apple Mail, Thunderbird, Yahoo and their translations put in replies; Spanish,
English and Portuguese first, then the languages that reach a Latin American or Spanish desk now and then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_VERBS: Final = (
    r"wrote|escribi[oó]|escribi[uú]|escreveu|va escriure|ha escrit|idatzi du|a écrit|schrieb|ha scritto|geschreven"
    r"|schreef|skrev|napisał(?:\(a\)|a)?|napsal(?:\(a\)|a)?|написал(?:а)?|пише|пишет|写道|寫道|kirjoitti|yazdı"
)
_STARTS: Final = (
    r"on|el|em|le|am|il|op|den|dnia|at|a las|lun|mar|mié|mie|jue|vie|sáb|sab|dom|seg|ter|qua|qui|sex"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|segunda|terça|quarta|quinta|sexta|data|fecha"
)
_DATED: Final = r"\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}年"
_MAIL: Final = r"[\w.+-]+@[\w.-]+"

_FIRST_LINE: Final = re.compile(
    rf"^\W{{0,8}}(?:(?:{_STARTS})\b.{{0,80}}?\d|\d.{{0,60}}\d|在\s*\d|.{{1,80}}[<(\"]\s*$|.{{1,80}}{_MAIL}"
    rf"|\w+, \d.*\d{{4}})",
    re.I,
)
_ATTRIBUTION: Final = re.compile(
    rf"^(?=.*(?:{_DATED}|{_MAIL})).{{0,300}}?(?<!\bme )(?<!\bnos )(?<!\bles )(?<!\ble )(?<!\w)(?:{_VERBS})(?!\w)"
    rf"(?:.{{0,120}}[:：]|\s*-{{2,}}|\s*:?)\W{{0,4}}$",
    re.I,
)
_ENDS: Final = re.compile(r"(?:[:：]|-{2,})\W{0,4}$")
_STAMP: Final = re.compile(
    rf"^\W{{0,4}}(?:\d{{4}}-\d\d-\d\d \d{{1,2}}:\d\d GMT[+-]\d\d:\d\d"
    rf"|\d{{4}}/\d{{1,2}}/\d{{1,2}} (?=.*{_MAIL}))\s*\S.{{0,120}}$"
)
_YANDEX: Final = re.compile(
    rf"^\d\d\.\d\d\.\d{{4}}, \d\d:\d\d, .{{1,80}}{_MAIL}\W{{0,3}}:$|^\w.{{8,40}}\sот\s.{{0,60}}{_MAIL}\W{{0,3}}:$"
)


def attribution(lines: Sequence[str], at: int) -> int:
    """Return how many lines, from `at`, say that someone wrote what follows; 0 when they do not.

    Mail programs wrap attributions: up to six lines are joined, two of them blank.
    """
    first = lines[at].strip()
    if not first or len(first) > 400 or not _FIRST_LINE.match(first):
        return 0
    joined, blank = "", 0
    for count, line in enumerate(lines[at : at + 8], 1):
        if not line.strip():
            blank += 1
            if blank > 3:
                return 0
            continue
        joined = f"{joined} {line.strip()}".strip()
        if len(joined) > 400 or _starts_later(line, count):
            return 0
        if _is_attribution(joined):
            return count
        if _STAMP.match(joined) and not joined.endswith("<"):
            return count
    return 0


_VERB: Final = re.compile(_VERBS, re.I)


def _is_attribution(joined: str) -> bool:
    if _VERB.search(joined) is None:
        return bool(_YANDEX.match(joined))
    return bool(_ATTRIBUTION.match(joined) and _ENDS.search(joined)) or _unpunctuated(joined)


def _unpunctuated(joined: str) -> bool:
    """Tell `On 22 Dec 2015 … wrote` without its colon, as long as a mail address and a date are there."""
    return bool(
        _ATTRIBUTION.match(joined)
        and re.search(_MAIL, joined)
        and re.search(_DATED, joined)
        and re.search(rf"(?:{_VERBS})\W*$", joined, re.I)
    )


def _starts_later(line: str, count: int) -> bool:
    """Say whether an attribution begins anew on this line, so that what came before is the writer's own text."""
    return count > 1 and bool(re.match(rf"^(?:{_STARTS})\b.{{0,40}}\d", line.strip(), re.I))


# ---- header blocks -------------------------------------------------------------------------------

_HEADERS: Final[dict[str, str]] = {
    "from": r"from|de|von|da|van|från|fra|od|от|desde|lähettäjä",
    "date": r"sent|date|enviado(?: el| em)?|enviada(?: em| el)?|fecha|data|gesendet|datum|inviato|envoyé|skickat"
    r"|sendt|wysłano|отправлено|enviat",
    "to": r"to|para|a|an|à|aan|till|til|do|кому|per a",
    "subject": r"subject|asunto|assunto|betreff|oggetto|objet|onderwerp|ämne|emne|temat|тема|assumpte|re",
    "other": r"cc|cco|bcc|ccn|c\.c\.|kopie|kopia|reply-to|responder a|risposta|antwort an|importance|importancia"
    r"|importância|attachments|adjuntos|anexos",
}
_HEADER_LINES: Final = {
    name: re.compile(rf"^\W{{0,4}}(?:{words})\s*\*{{0,2}}\s*[:：]\*{{0,2}}(?:\s|$)", re.I)
    for name, words in _HEADERS.items()
}


def header_block(lines: Sequence[str], at: int) -> int:
    """Return how many lines, from `at`, are the headers of an earlier mail (From, Sent, To, Subject); else 0.

    A block has a sender and a subject, or a sender with a mail address, and a date or a recipient. So a traveller's
    "De: Santiago / Para: Lima / Fecha: 20" is not one.
    """
    if _header_name(lines[at]) not in ("from", "date", "subject"):
        return 0
    found: set[str] = set()
    sender, end, loose = "", 0, 0
    for index in range(at, min(at + 16, len(lines))):
        name = _header_name(lines[index])
        if name:
            found.add(name)
            sender = lines[index] if name == "from" else sender
            end, loose = index + 1, 0
            continue
        loose += 1
        if loose > 2 or (loose > 1 and not lines[index].strip() and not lines[index - 1].strip()):
            break
    proper = "subject" in found or "@" in sender
    if "from" in found and proper and found & {"date", "to"} and len(found - {"other"}) >= 3:
        return _with_continuation(lines, at, end)
    return 0


def _header_name(line: str) -> str:
    if len(line) > 2000:
        return ""
    return next((name for name, pattern in _HEADER_LINES.items() if pattern.match(line)), "")


def _with_continuation(lines: Sequence[str], at: int, end: int) -> int:
    """A subject may run over to the next line: take what stands before the blank one."""
    if end < len(lines) and lines[end].strip() and lines[end][:1].isspace():
        end += 1
    return end - at


# ---- dividers ------------------------------------------------------------------------------------

_DIVIDER: Final = re.compile(
    r"^\W{0,4}[-_=]{2,}\s*(?:original message|mensaje original|mensagem original|message d'origine"
    r"|ursprüngliche nachricht"
    r"|messaggio originale|oorspronkelijk bericht|ursprungligt meddelande|missatge original|original appointment"
    r"|cita original|forwarded message|mensaje reenviado|mensagem (?:encaminhada|reencaminhada)|forwarded by .{1,60}"
    r"|reenviado por .{1,60}|encaminhado por .{1,60}|message transféré|weitergeleitete nachricht|messaggio inoltrato"
    r"|missatge reenviat|reply message|mensaje citado)\s*[-_=]{2,}\W{0,3}$"
    r"|^\W{0,4}(?:begin forwarded message|inicio del mensaje reenviado|in[ií]cio da mensagem (?:re)?encaminhada"
    r"|comienzo del mensaje reenviado)\s*:\W{0,3}$",
    re.I,
)
_FORWARDING: Final = re.compile(r"forward|reenvi|encaminh|transf|weiterg|inoltr", re.I)
_RULE: Final = re.compile(r"^[\s\-_=*#~+—–.·•|ᐧ]{2,}$|^\s*ᐧ\s*$")


def is_divider(line: str) -> bool:
    """Say whether `line` is an "original message" or "forwarded message" divider."""
    return len(line) < 200 and bool(_DIVIDER.match(line))


def is_forwarding(line: str) -> bool:
    """Say whether a divider announces a forwarded mail rather than the one that is answered."""
    return bool(_FORWARDING.search(line))


def is_rule(line: str) -> bool:
    """Say whether `line` holds nothing but drawing marks."""
    return bool(_RULE.match(line))


# ---- signatures ----------------------------------------------------------------------------------

_SIGNATURE: Final = re.compile(r"^\s*(?:--|—|- -)\s*$")
_DEVICE: Final = re.compile(
    r"^\W{0,4}(?:"
    r"sent (?:from|via|with|by|using)\b.{1,90}"
    r"|(?:someone )?from (?:my )?(?:mobile|iphone|phone|ipad)\b.{0,20}"
    r"|get \[?outlook\b.{1,80}"
    r"|(?:enviado|mandado|escrito) (?:desde|con|por|mediante|a través de) (?:mi|un|una|el|la|outlook|correo|yahoo"
    r"|gmail|mail|samsung|huawei|xiaomi|iphone|android|tel[eé]fono|mozilla|proton|mailtrack|spark|bluemail)\b.{0,80}"
    r"|(?:obtener|obtén|descarga(?:r)?|consigue) outlook\b.{1,80}"
    r"|(?:enviado|enviada|mandado) (?:do|da|de|pelo|pela|via|a partir do|através do) (?:meu|minha|um|uma|outlook"
    r"|e-?mail|yahoo|gmail|mail|samsung|iphone|android|celular|telem[oó]vel|proton)\b.{0,80}"
    r"|(?:obter|obtenha|baixe) o outlook\b.{1,80}"
    r"|envoyé (?:depuis|de|à partir)\b.{1,60}|von meinem .{1,40} gesendet|gesendet (?:von|mit) .{1,60}"
    r"|diese nachricht wurde von .{1,80}|inviato d(?:a|al) .{1,60}|verzonden (?:met|vanaf|van) .{1,60}"
    r"|sendt fra min .{1,40}|skickat från min .{1,40}|отправлено (?:с|из) .{1,40}|wysłane z .{1,40}"
    r"|從我的 .{1,20} 傳送|发自我的.{1,20}|enviat des .{1,40}"
    r")$",
    re.I,
)


def is_signature(line: str) -> bool:
    """Say whether `line` is the sign (`-- `) after which a signature stands."""
    return bool(_SIGNATURE.match(line))


def is_device_line(line: str) -> bool:
    """Say whether a telephone or a mail program added `line` ("Enviado desde mi iPhone")."""
    return len(line) < 140 and bool(_DEVICE.match(line))


_POINTS_BELOW: Final = re.compile(
    r"\b(?:respondo|responder[eé]|contesto|respuestas?|comentarios?|answers?|replies|comments?|respostas?)\b.{0,40}"
    r"\b(?:abajo|debajo|m[aá]s abajo|en (?:rojo|azul|verde|negrita|color|l[ií]nea|el (?:texto|mismo correo))"
    r"|below|inline|in-line|in (?:red|blue|bold|green)|abaixo|em (?:vermelho|azul|negrito))\b"
    r"|\b(?:ver|vea|v[eé]ase|see|veja)\s+(?:abajo|below|inline|abaixo)\b",
    re.I,
)


def points_below(text: str) -> bool:
    """Say whether a short text tells that the answers stand inside what is quoted ("respondo abajo en rojo")."""
    return len(text) < 400 and bool(_POINTS_BELOW.search(text))
